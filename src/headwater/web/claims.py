"""Claims: the list, and one claim with all that stands behind it."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.extract.correct import FIELDS
from headwater.views.edtf import say_date
from headwater.views.named import speaker_name
from headwater.views.number import say_quantity
from headwater.views.sentence import say_claim
from headwater.web.decisions import Decision
from headwater.web.lineage import Branch, grow_branches, path_to
from headwater.web.listing import Choice, Conditions, Pager, choices, pattern
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render, say_words
from headwater.web.values import document_rows, read_conflicts

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """What the list of claims shows.

    Attributes:
        claims: One page of claims with document and counts of their value.
        pager: Where the reader is in the list.
        kinds: Filter by kind.
        modalities: Filter by modality.
        origins: Filter by number of independent origins.
        text: Words that quote, subject or object must hold.
    """

    claims: list[Row]
    pager: Pager
    kinds: tuple[Choice, ...]
    modalities: tuple[Choice, ...]
    origins: tuple[Choice, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What is shown of one claim, on its page and in the panel of the reader.

    Attributes:
        claim: Its row.
        document: Row of its document.
        before: Words of its sentence before the quote.
        after: Words of its sentence after the quote.
        item: Row of the item that it answers, or None.
        value: Row of the value that it proposes, or None.
        way: From an origin down to its document: who has it from whom.
        branches: All origins of the value.
        others: Other claims that propose the same value, in other documents.
        conflicts: Conflicts of its value, with both values.
        decision: What people last decided on it, or None.
        edits: Standing corrections of it, the newest first, each with what had been read.
        applied: Number of the last decision that the published build used.
        editable: Columns that can be corrected, with what stands in them now.
        sentence: The claim in one sentence, made from its fields.
        fields: What was read: label, words, and the entity they resolve to.
        is_panel: Whether it stands beside the text.
    """

    claim: Row
    document: Row
    before: str
    after: str
    item: Row | None
    value: Row | None
    way: tuple[Branch, ...]
    branches: tuple[Branch, ...]
    others: list[Row]
    conflicts: list[Row]
    decision: Decision | None
    edits: list[tuple[Decision, object]]
    applied: int
    editable: tuple[tuple[str, object], ...]
    sentence: str
    fields: tuple[tuple[str, str, str | None], ...]
    is_panel: bool


_ORIGIN_FILTERS = {"1": ("one origin", "v.n_origins_high = 1"), "2": ("two or more", "v.n_origins_low >= 2"),
                   "uncertain": ("uncertain", "v.n_origins_low < v.n_origins_high"), "unknown": ("unknown", "v.value_id is null")}  # fmt: skip

_LIST = """
from claims c join documents d on d.doc_id = c.doc_id left join "values" v on v.value_id = c.value_id where {where}
"""
_COLUMNS = "c.*, d.title, d.name, d.opening, d.publisher, d.published, v.value, v.n_documents, v.n_outlets, v.n_origins_low, v.n_origins_best, v.n_origins_high"


@router.get("/claims")
def list_claims(
    request: Request,
    kind: Annotated[str, Query(max_length=40)] = "",
    modality: Annotated[str, Query(max_length=40)] = "",
    origins: Annotated[str, Query(max_length=10)] = "",
    text: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """The claims of the case."""
    case: OpenCase = request.app.state.case
    content = read_claims_page(case, kind=kind, modality=modality, origins=origins, text=text, page=page)
    return render(
        request, "claims.html", content, Frame(case.config.title, "Claims", "claims", "/claims", snapshot=case.snapshot.id)
    )


def read_claims_page(case: OpenCase, *, kind: str, modality: str, origins: str, text: str, page: int) -> ClaimsPage:
    """The list's content."""
    found = Conditions()
    found.add("kind", kind, "c.kind = ?")
    found.add("modality", modality, "c.modality = ?")
    if origins in _ORIGIN_FILTERS:
        found.clauses.append(_ORIGIN_FILTERS[origins][1])
        found.chosen["origins"] = origins
    like = pattern(text)
    found.add(
        "text",
        text,
        r"c.quote like ? escape '\' or c.subject like ? escape '\' or c.object like ? escape '\'",
        like,
        like,
        like,
    )
    size = case.config.serve.page_rows
    listed = _LIST.format(where=found.where)
    total = case.number(f"select count(*) n {listed}", found.parameters)
    order = "order by d.published is null, d.published desc, c.doc_id, c.start limit ? offset ?"
    rows = case.rows(f"select {_COLUMNS} {listed} {order}", (*found.parameters, size, (page - 1) * size))
    kinds = case.rows("select kind value, count(*) n from claims group by 1 order by n desc, 1")
    modalities = case.rows("select modality value, count(*) n from claims group by 1 order by n desc, 1")
    names = {str(r["value"]): say_words(r["value"]) for r in kinds}
    by_origins = tuple(Choice(k, label, None, k == origins) for k, (label, _) in _ORIGIN_FILTERS.items())
    pager = Pager(total, page, size, "/claims", found.chosen)
    return ClaimsPage(rows, pager, choices(kinds, kind, labels=names), choices(modalities, modality), by_origins, text)


@router.get("/claims/{claim_id}")
def show_claim(request: Request, claim_id: str, part: str = "") -> Response:
    """One claim; `part=panel` gives the inner part alone, for the panel of the reader."""
    case: OpenCase = request.app.state.case
    page = read_claim(case, claim_id, is_panel=part == "panel")
    template = "_claim.html" if page.is_panel else "claim.html"
    return render(
        request, template, page, Frame(case.config.title, "Claim", "claims", f"/claims/{claim_id}", snapshot=case.snapshot.id)
    )


def read_claim(case: OpenCase, claim_id: str, *, is_panel: bool) -> ClaimPage:
    """All that stands behind one claim."""
    claim = case.one("claims", "claim_id", claim_id)
    document = case.one("documents", "doc_id", claim["doc_id"])
    before, after = _around(case, claim)
    value_id = claim["value_id"]
    value: Row | None = None
    branches: tuple[Branch, ...] = ()
    others: list[Row] = []
    if value_id is not None:
        value = case.row('select * from "values" where value_id = ?', (value_id,))
        origins = case.rows("select * from origins where value_id = ?", (value_id,))
        same = case.rows(
            "select c.*, d.title, d.name, d.opening, d.publisher, d.published, d.language from claims c join documents d on d.doc_id = c.doc_id"
            " where c.value_id = ? order by d.published is null, d.published, c.doc_id, c.start limit 500",
            (value_id,),
        )
        branches = grow_branches(origins, document_rows(case, origins, same), same)
        others = [c for c in same if c["claim_id"] != claim_id]
    item = case.row("select * from items where item_id = ?", (claim["item_id"],)) if claim["item_id"] else None
    return ClaimPage(
        claim, document, before, after, item, value, path_to(branches, claim["external_id"]), branches, others,
        read_conflicts(case, "c.value_a = ? or c.value_b = ?", value_id, value_id) if value_id else [],
        case.decisions.last_judged(claim_id), _edits(case, claim),
        case.applied, tuple((f, claim[f]) for f in FIELDS), say_claim(claim), list_fields(claim), is_panel,
    )  # fmt: skip


def _edits(case: OpenCase, claim: Row) -> list[tuple[Decision, object]]:
    read = json.loads(claim["corrected"]) if claim["corrected"] else {}
    found = [d for d in case.decisions.on(claim["claim_id"]) if d.action == "edit"]
    return [(d, d.detail.get("read") or read.get(d.detail.get("field"), {}).get("read")) for d in found]


_FIELDS = (
    ("subject", "subject", "subject_entity"),
    ("object", "object", "object_entity"),
    ("place", "place", "place_entity"),
    ("when, in its words", "time_text", None),
    ("what is counted", "definition", None),
    ("credited to", "attributed_to", "attributed_entity"),
    ("status", "status", None),
)


def list_fields(claim: Row) -> tuple[tuple[str, str, str | None], ...]:
    """What was read of a claim: label, words and entity, in the order in which it is shown; empty fields are left out."""
    found = [
        (
            label,
            speaker_name(claim[column]) if column == "attributed_to" else str(claim[column]),
            claim[entity] if entity else None,
        )
        for label, column, entity in _FIELDS
        if claim[column]
    ]
    if claim["time_edtf"]:
        found.append(("when", say_date(claim["time_edtf"]), None))
    low, best, high = (claim[f"quantity_{c}"] for c in ("low", "best", "high"))
    words = say_quantity(
        low, best, high, claim["quantity_unit"], is_approx=bool(claim["quantity_approx"]), text=claim["quantity_text"]
    )
    if words:
        found.append(("number", words, None))
        found.append(("in its words", str(claim["quantity_text"]), None))
    found.append(("held as", claim["modality"] + (", negated" if claim["polarity"] == "negative" else ""), None))
    return tuple(found)


def _around(case: OpenCase, claim: Row) -> tuple[str, str]:
    """Words of the claim's sentence before and after its quote."""
    found: Any = case.row(
        "select s.start, s.end, s.text from sentences s where s.doc_id = ? and s.n = ?", (claim["doc_id"], claim["sentence_n"])
    )
    if found is None or not found["start"] <= claim["start"] <= claim["end"] <= found["end"]:
        return "", ""
    text = str(found["text"])
    return text[: claim["start"] - found["start"]], text[claim["end"] - found["start"] :]
