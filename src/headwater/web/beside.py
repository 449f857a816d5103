"""Two documents side by side, with the passages that they share."""

import json
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.highlight import Mark, Segment, cut_segments
from headwater.web.lineage import name_documents, say_evidence
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render
from headwater.web.shared_words import changed_words

router = APIRouter()

_MAX_CHARS = 120_000
"""Code points of each text that are drawn; a shared passage further on is named with its place."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents.

    Attributes:
        document: Its row.
        segments: Its text, cut at the borders of the shared passages.
        numbers: Number of each shared passage by its id, the same on both sides.
        is_cut: Whether the text goes on.
        share: Share of its words that stand in the other, 0 to 1.
        n_claims: Claims in the shared passages, and claims in all.
    """

    document: Row
    segments: list[Segment]
    numbers: dict[str, int]
    is_cut: bool
    share: float
    n_claims: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BesidePage:
    """What the page shows.

    Attributes:
        left: The document that the reader came from.
        right: The other.
        passages: Their shared passages, in the order of the left text.
        shared_words: Words in them.
        direction: Which has it from which, in words.
        evidence: What else speaks for it: names, numbers and credits that tie the one to the other.
        n_changed: Stretches inside the shared passages that one side changed.
    """

    left: Side
    right: Side
    passages: list[Row]
    shared_words: int
    direction: str
    evidence: list[str]
    n_changed: int


_MAX_PASSAGES = 200
"""Passages whose words are compared one by one."""

_PASSAGES = """
select passage_id, start_a left_start, end_a left_end, start_b right_start, end_b right_end, shared_words, direction, 0 is_turned,
       containment_a left_share, containment_b right_share
from passages where doc_id_a = :left and doc_id_b = :right
union all
select passage_id, start_b, end_b, start_a, end_a, shared_words, direction, 1, containment_b, containment_a
from passages where doc_id_a = :right and doc_id_b = :left
order by 2, 3, 1
"""


@router.get("/documents/{doc_id}/with/{other_id}")
def show_beside(request: Request, doc_id: str, other_id: str) -> Response:
    """Two documents side by side."""
    case: OpenCase = request.app.state.case
    page = read_beside(case, doc_id, other_id)
    frame = Frame(case.config.title, "Side by side", "documents", request.url.path, snapshot=case.snapshot.id)
    return render(request, "beside.html", page, frame)


def read_beside(case: OpenCase, doc_id: str, other_id: str) -> BesidePage:
    """The page's content."""
    passages = case.rows(_PASSAGES, {"left": doc_id, "right": other_id})
    texts = [str(case.one("texts", "doc_id", d)["text"]) for d in (doc_id, other_id)]
    changed: list[list[tuple[int, int]]] = [[], []]
    for p in passages[:_MAX_PASSAGES]:
        found = changed_words(texts[0][p["left_start"] : p["left_end"]], texts[1][p["right_start"] : p["right_end"]])
        for side, name in ((0, "left"), (1, "right")):
            changed[side] += [(p[f"{name}_start"] + a, p[f"{name}_start"] + b) for a, b in found[side]]
    left = _side(case, doc_id, "left", texts[0], passages, changed[0])
    right = _side(case, other_id, "right", texts[1], passages, changed[1])
    words = sum(p["shared_words"] for p in passages)
    return BesidePage(
        left, right, passages, words, _say_direction(passages, left, right), _evidence(case, left.document, right.document),
        max(len(changed[0]), len(changed[1])),
    )  # fmt: skip


def _side(case: OpenCase, doc_id: str, name: str, text: str, passages: list[Row], changed: list[tuple[int, int]]) -> Side:
    document = case.one("documents", "doc_id", doc_id)
    shown = text[:_MAX_CHARS]
    spans = [(p[f"{name}_start"], p[f"{name}_end"]) for p in passages]
    marks = [Mark(p["passage_id"], a, min(b, len(shown)), "passage") for p, (a, b) in zip(passages, spans, strict=True)]
    marks += [Mark(f"changed-{n}", a, min(b, len(shown)), "mention") for n, (a, b) in enumerate(changed)]
    claims = case.rows("select start, end from claims where doc_id = ?", (doc_id,))
    inside = sum(any(a < c["end"] and b > c["start"] for a, b in spans) for c in claims)
    numbers = {p["passage_id"]: n for n, p in enumerate(passages, start=1)}
    share = max((p[f"{name}_share"] for p in passages), default=0.0)
    return Side(document, cut_segments(shown, marks), numbers, len(text) > len(shown), share, (inside, len(claims)))


def _evidence(case: OpenCase, left: Row, right: Row) -> list[str]:
    doc_id, other_id = left["doc_id"], right["doc_id"]
    documents = {d["external_id"]: d for d in (left, right)}
    rows = case.rows(
        "select distinct evidence from derivations where (doc_id = ? and upstream_doc_id = ?) or (doc_id = ? and upstream_doc_id = ?) limit 12",
        (doc_id, other_id, other_id, doc_id),
    )
    said = [name_documents(say_evidence(json.loads(r["evidence"] or "[]")), documents) for r in rows]
    return list(dict.fromkeys(w for w in said if w))[:4]


def _say_direction(passages: list[Row], left: Side, right: Side) -> str:
    names = [s.document["publisher"] or s.document["external_id"] for s in (left, right)]
    found = {(p["direction"], p["is_turned"]) for p in passages} - {("unknown", 0), ("unknown", 1)}
    if found and found <= {("a_from_b", 0), ("b_from_a", 1)}:
        return f"{names[0]} has it from {names[1]}, or from where {names[1]} has it"
    if found and found <= {("b_from_a", 0), ("a_from_b", 1)}:
        return f"{names[1]} has it from {names[0]}, or from where {names[0]} has it"
    return "which of the two had it first is not known"
