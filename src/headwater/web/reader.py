"""One document: its text with every claim marked, and what is known of where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.highlight import Mark, Segment, cut_segments
from headwater.views.named import document_title
from headwater.web.claims import ClaimPage, read_claim
from headwater.web.opened import NoSuchRow, OpenCase, Row
from headwater.web.render import Frame, render, say_language
from headwater.web.warnings import Warned, count_falling, read_warnings

router = APIRouter()

PART_CHARS = 60_000
"""Code points of text on one page of the reader: about twenty printed pages, which a browser draws at once."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is drawn alike.

    Attributes:
        text: The words.
        claim_id: Shortest claim that covers it: the one that a click opens; None outside claims.
        claims: Ids of all claims that cover it.
        anchors: Ids of claims that begin here.
        look: Classes of the style sheet, from modality and number of origins.
        entity_id: Entity of a mention that covers it, or None.
        label: What a mention is: its kind and name.
        is_cited: Whether the words credit someone else.
    """

    text: str
    claim_id: str | None
    claims: tuple[str, ...]
    anchors: tuple[str, ...]
    look: str
    entity_id: str | None
    label: str
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long text.

    Attributes:
        number: From 1.
        total: Number of parts.
        start: First code point of the part.
        end: One past the last.
    """

    number: int
    total: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """What the reader shows.

    Attributes:
        document: Row of the document.
        paragraphs: The text, cut at line breaks and at the borders of claims, mentions and citations.
        part: Which part of the text it is.
        claims: Claims of the whole document with the counts of their values, in the order of the text.
        upstream: Derivations of the document as a whole and of its claims: where it has it from, surest first.
        downstream: Derivations of other documents that lead here.
        copies: Other documents that share passages with it, most shared words first.
        dates: Candidates for its date with their evidence, the chosen one first.
        opened: The claim that is open beside the text, or None.
        unread: Why its claims are not read, where they are not; else empty.
        warnings: What to know before relying on it.
        n_falling: Answers that lose their last origin if it falls.
    """

    document: Row
    paragraphs: list[list[Run]]
    part: Part
    claims: list[Row]
    upstream: list[Row]
    downstream: list[Row]
    copies: list[Row]
    dates: list[Row]
    opened: ClaimPage | None
    unread: str
    warnings: list[Warned]
    n_falling: int


_CLAIMS = """
select c.*, v.value, v.n_documents, v.n_outlets, v.n_origins_low, v.n_origins_best, v.n_origins_high
from claims c left join "values" v on v.value_id = c.value_id where c.doc_id = ? order by c.start, c.end, c.claim_id
"""

_UPSTREAM = """
select r.relation, coalesce(r.upstream_name, d.title, d.opening, iif(d.external_id = d.doc_id, d.name, d.external_id), r.upstream) name, r.upstream_doc_id, max(r.confidence) confidence,
       count(r.claim_id) n_claims, r.evidence, d.publisher, d.published
from derivations r left join documents d on d.doc_id = r.upstream_doc_id
where r.doc_id = ? group by coalesce(r.upstream_doc_id, r.upstream_name) order by confidence desc, name limit 40
"""

_DOWNSTREAM = """
select r.relation, r.doc_id, d.external_id, d.title, d.name, d.opening, d.publisher, d.published, d.language, max(r.confidence) confidence
from derivations r join documents d on d.doc_id = r.doc_id
where r.upstream_doc_id = ? group by r.doc_id order by d.published is null, d.published, r.doc_id limit 100
"""

_COPIES = """
select other, sum(shared_words) shared_words, max(containment) containment, d.doc_id, d.external_id, d.title, d.name, d.opening, d.publisher, d.published, d.language
from (select doc_id_b other, shared_words, containment_a containment from passages where doc_id_a = :doc
      union all select doc_id_a, shared_words, containment_b from passages where doc_id_b = :doc)
join documents d on d.doc_id = other group by other order by shared_words desc, other limit 100
"""


@router.get("/documents/{doc_id}")
def show_document(
    request: Request,
    doc_id: str,
    claim: Annotated[str, Query(max_length=80)] = "",
    part: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """One document; `claim` opens a claim beside the text."""
    case: OpenCase = request.app.state.case
    page = read_document(case, doc_id, claim_id=claim or None, part=part)
    title = document_title(page.document)
    frame = Frame(case.config.title, title, "documents", f"/documents/{doc_id}", snapshot=case.snapshot.id)
    return render(request, "reader.html", page, frame)


def read_document(case: OpenCase, doc_id: str, *, claim_id: str | None, part: int) -> ReaderPage:
    """The reader's content; `part` 0 is the one that holds the open claim, else the first."""
    document = case.one("documents", "doc_id", doc_id)
    text = str(case.one("texts", "doc_id", doc_id)["text"])
    claims = case.rows(_CLAIMS, (doc_id,))
    opened = None
    if claim_id is not None:
        opened = read_claim(case, claim_id, is_panel=True)
        if opened.claim["doc_id"] != doc_id:
            raise NoSuchRow(f"claim {claim_id} stands in another document")
    shown = _choose_part(text, part, at=opened.claim["start"] if opened else 0)
    return ReaderPage(
        document=document,
        paragraphs=_lay_out(case, doc_id, text, shown, claims),
        part=shown,
        claims=claims,
        upstream=case.rows(_UPSTREAM, (doc_id,)),
        downstream=case.rows(_DOWNSTREAM, (doc_id,)),
        copies=case.rows(_COPIES, {"doc": doc_id}),
        dates=case.rows("select * from dates where doc_id = ? order by is_chosen desc, date, basis limit 30", (doc_id,)),
        opened=opened,
        unread=_say_unread(case, doc_id),
        warnings=read_warnings(case, "doc_id = ?", (doc_id,)),
        n_falling=count_falling(case, document["external_id"]),
    )


def _say_unread(case: OpenCase, doc_id: str) -> str:
    found = case.row("select detail, advice from rejects where doc_id = ? and code = 'no_language_model'", (doc_id,))
    if found is None:
        return ""
    detail, advice = (str(found[k]).rstrip(".") for k in ("detail", "advice"))
    language = say_language(case.one("documents", "doc_id", doc_id)["text_language"])
    return f"{language} is not read: {detail.rpartition('; ')[2]}; {advice}."


def _choose_part(text: str, number: int, *, at: int) -> Part:
    """A part of the text, cut at the line break after every `PART_CHARS` code points."""
    cuts = [0]
    while len(text) - cuts[-1] > PART_CHARS:
        cuts.append(_cut_after(text, cuts[-1] + PART_CHARS))
    total = len(cuts)
    if number == 0:
        number = next((n for n in range(len(cuts), 0, -1) if cuts[n - 1] <= at), 1)
    number = min(number, total)
    end = cuts[number] if number < len(cuts) else len(text)
    return Part(number, total, cuts[number - 1], end)


def _cut_after(text: str, at: int) -> int:
    """End of the line that goes on at an offset, else of the word: a text without line breaks is cut all the same."""
    for sign, reach in (("\n", PART_CHARS), (" ", 1000)):
        found = text.find(sign, at, at + reach)
        if found >= 0:
            return found + 1
    return at


def _lay_out(case: OpenCase, doc_id: str, text: str, part: Part, claims: Sequence[Row]) -> list[list[Run]]:
    inside = "doc_id = ? and start < ? and end > ?"
    window = (doc_id, part.end, part.start)
    mentions = case.rows(f"select mention_id, start, end, kind, name, entity_id from mentions where {inside}", window)  # noqa: S608 - own words
    citations = case.rows(f"select citation_id, start, end from citations where {inside}", window)  # noqa: S608 - own words
    marks = [Mark(c["claim_id"], c["start"], c["end"], "claim") for c in claims]
    marks += [Mark(m["mention_id"], m["start"], m["end"], "mention") for m in mentions]
    marks += [Mark(c["citation_id"], c["start"], c["end"], "citation") for c in citations]
    moved = [
        Mark(m.id, max(0, m.start - part.start), min(part.end, m.end) - part.start, m.layer)
        for m in marks
        if m.end > part.start
    ]
    segments = cut_segments(text[part.start : part.end], moved)
    by_claim = {c["claim_id"]: c for c in claims}
    by_mention = {m["mention_id"]: m for m in mentions}
    paragraphs: list[list[Run]] = [[]]
    for segment in segments:
        for n, line in enumerate(segment.text.split("\n")):
            if n:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(_draw(segment, line, by_claim, by_mention, is_first=n == 0))
    return [p for p in paragraphs if p]


def _draw(segment: Segment, words: str, claims: dict[str, Row], mentions: dict[str, Row], *, is_first: bool) -> Run:
    covering = [claims[c] for c in segment.claims]
    shortest = min(covering, key=lambda c: (c["end"] - c["start"], c["start"], c["claim_id"]), default=None)
    mention = mentions[segment.mentions[-1]] if segment.mentions else None
    anchors = tuple(i for i in segment.starts if i in claims) if is_first else ()
    look = ""
    if shortest is not None:
        look = f"claim is-{shortest['modality']}" + (" is-nested" if len(covering) > 1 else "")
        look += " is-single" if shortest["n_origins_high"] == 1 else ""
        look += f" is-{shortest['judged']}" if shortest["judged"] else ""
    label = f"{mention['kind']}: {mention['name']}" if mention else ""
    return Run(
        words, shortest["claim_id"] if shortest else None, segment.claims, anchors, look,
        mention["entity_id"] if mention else None, label, bool(segment.citations),
    )  # fmt: skip
