"""The page of one value: where it began, who has it from whom, in time and as a tree."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.web.lineage import Branch, first_seen, grow_branches, walk
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render
from headwater.web.streams import Streams, draw_streams
from headwater.web.values import document_rows, read_conflicts
from headwater.web.warnings import Warned, count_falling, read_warnings

router = APIRouter()

_MAX_CLAIMS = 3000
_MAX_HOLDERS = 1500
_MAX_ORIGINS = 40


@dataclass(frozen=True, slots=True)
class ValuePage:
    """What the page of a value shows.

    Attributes:
        value: Its row.
        item: Row of its item.
        branches: Its origins as a forest, most documents first.
        firsts: For each origin the earliest document that leads back to it.
        streams: The same in time, or None where there is nothing to see.
        earliest: The earliest dated document of all, or None.
        conflicts: Values that speak against it.
        others: Other values of the item.
        chances: Number of independent origins and how probable each number is.
        n_shared: Documents whose words stand in an earlier one.
        warnings: What to know before relying on it.
        falling: For each origin how many answers lose their last origin with it.
    """

    value: Row
    item: Row
    branches: tuple[Branch, ...]
    firsts: tuple[Branch | None, ...]
    streams: Streams | None
    earliest: Branch | None
    conflicts: list[Row]
    others: list[Row]
    chances: list[tuple[int, float]]
    n_shared: int
    warnings: list[Warned]
    falling: tuple[int, ...]


@router.get("/values/{value_id}")
def show_value(request: Request, value_id: str) -> Response:
    """Where a value began."""
    case: OpenCase = request.app.state.case
    page = read_value(case, value_id)
    frame = Frame(case.config.title, page.value["question"], "items", f"/values/{value_id}", snapshot=case.snapshot.id)
    return render(request, "value.html", page, frame)


def read_value(case: OpenCase, value_id: str) -> ValuePage:
    """All that stands behind one value."""
    value = case.one("values", "value_id", value_id)
    item = case.one("items", "item_id", value["item_id"])
    claims = case.rows(
        "select c.*, d.title, d.name, d.opening, d.publisher, d.published, d.language from claims c join documents d on d.doc_id = c.doc_id"
        " where c.value_id = ? order by d.published is null, d.published, c.doc_id, c.start limit ?",
        (value_id, _MAX_CLAIMS),
    )
    origins = case.rows("select * from origins where value_id = ?", (value_id,))
    documents = document_rows(case, origins, claims)
    branches = grow_branches(origins, documents, claims, passages=shared_pairs(case, documents), most=_MAX_HOLDERS)
    firsts = tuple(first_seen(b) for b in branches)
    dated = [b for b in firsts if b is not None and (b.document or {}).get("published")]
    distribution = json.loads(value["origins_distribution"])
    return ValuePage(
        value, item, branches, firsts, draw_streams(branches),
        min(dated, key=lambda b: ((b.document or {})["published"], b.name)) if dated else None,
        read_conflicts(case, "c.value_a = ? or c.value_b = ?", value_id, value_id),
        case.rows('select * from "values" where item_id = ? and value_id <> ? order by n_documents desc, value limit 12', (value["item_id"], value_id)),
        sorted((int(n), float(p)) for n, p in distribution.items()),
        sum(any(is_shared for _, is_shared in b.pieces) for b in walk(branches)),
        read_warnings(case, "value_id = ? or (item_id = ? and value_id is null)", (value_id, value["item_id"])),
        tuple(count_falling(case, b.name) for b in branches[:_MAX_ORIGINS]),
    )  # fmt: skip


def shared_pairs(case: OpenCase, documents: dict[str, Row]) -> frozenset[frozenset[str]]:
    """Pairs of these documents that share a passage, by external id."""
    ids: Sequence[str] = sorted(d["doc_id"] for d in documents.values())[:900]
    if len(ids) < 2:
        return frozenset()
    marks = ", ".join("?" * len(ids))
    rows = case.rows(f"select distinct doc_a, doc_b from passages where doc_id_a in ({marks})", ids)  # noqa: S608 - marks only
    return frozenset(frozenset((r["doc_a"], r["doc_b"])) for r in rows if r["doc_b"] in documents)
