"""Items: the questions that claims answer, and for each answer how many independent origins it has."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.named import document_title, speaker_name
from headwater.web.lineage import Branch, grow_branches
from headwater.web.listing import Choice, Conditions, Pager, choices, pattern
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render, say_words
from headwater.web.values import document_rows, read_conflicts
from headwater.web.warnings import Warned, read_warnings

router = APIRouter()

_MAX_VALUES = 40
_MAX_CLAIMS = 2000


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """What the list of items shows.

    Attributes:
        items: One page of items.
        values: Values of each of them, most documents first, by item_id.
        pager: Where the reader is in the list.
        kinds: Filter by kind of claim.
        sort: Order: fewest origins for their documents first, most documents, most values, conflicts.
        sorts: The orders to choose from.
        text: Words that the question must hold.
    """

    items: list[Row]
    values: dict[str, list[Row]]
    pager: Pager
    kinds: tuple[Choice, ...]
    sort: str
    sorts: tuple[Choice, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """One answer with everything behind it.

    Attributes:
        row: Its row.
        branches: Its origins as a forest.
        claims: Claims that propose it, earliest document first.
        speakers: Who is credited.
        modalities: Number of claims by modality.
        chances: Number of independent origins and how probable each number is, in order.
    """

    row: Row
    branches: tuple[Branch, ...]
    claims: list[Row]
    speakers: list[str]
    modalities: list[tuple[str, int]]
    chances: list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """What is shown of one item.

    Attributes:
        item: Its row.
        values: Its values, most independent origins first, then most documents.
        n_hidden: Values that are left out because there are too many.
        conflicts: Pairs of its values, real conflicts first.
        scale: Least and greatest number of all values with one unit, or None where they are not numbers.
        scale_unit: That unit; empty where the numbers have none.
        warnings: What to know before relying on it.
    """

    item: Row
    values: list[ValueView]
    n_hidden: int
    conflicts: list[Row]
    scale: tuple[float, float] | None
    scale_unit: str
    warnings: list[Warned]


_SORTS = {
    "thin": (
        "most documents per origin",
        "(n_documents - n_origins_best) * 1.0 / max(n_origins_best, 1) desc, n_documents desc, question",
    ),
    "documents": ("most documents", "n_documents desc, question"),
    "conflicts": ("most conflicts", "n_conflicts desc, n_values desc, question"),
    "new": ("newest", "last_published is null, last_published desc, question"),
}


@router.get("/items")
def list_items(
    request: Request,
    kind: Annotated[str, Query(max_length=40)] = "",
    text: Annotated[str, Query(max_length=200)] = "",
    sort: Annotated[str, Query(max_length=12)] = "thin",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """The items of the case."""
    case: OpenCase = request.app.state.case
    found = Conditions()
    found.add("kind", kind, "kind = ?")
    found.add("text", text, r"question like ? escape '\'", pattern(text))
    sort = sort if sort in _SORTS else "thin"
    size = case.config.serve.page_rows
    total = case.number(f"select count(*) n from items where {found.where}", found.parameters)  # noqa: S608 - own clauses
    sql = f"select * from items where {found.where} order by {_SORTS[sort][1]} limit ? offset ?"  # noqa: S608 - own clauses
    items = case.rows(sql, (*found.parameters, size, (page - 1) * size))
    kinds = case.rows("select kind value, count(*) n from items group by 1 order by n desc, 1")
    labels = {str(r["value"]): say_words(r["value"]) for r in kinds}
    chosen = found.chosen | ({"sort": sort} if sort != "thin" else {})
    content = ItemsPage(
        items, _values_of(case, [i["item_id"] for i in items]), Pager(total, page, size, "/items", chosen),
        choices(kinds, kind, labels=labels), sort, tuple(Choice(k, label, None, k == sort) for k, (label, _) in _SORTS.items()), text,
    )  # fmt: skip
    return render(
        request, "items.html", content, Frame(case.config.title, "Items", "items", "/items", snapshot=case.snapshot.id)
    )


def _values_of(case: OpenCase, item_ids: list[str]) -> dict[str, list[Row]]:
    marks = ", ".join("?" * len(item_ids))
    sql = f'select * from "values" where item_id in ({marks}) order by n_documents desc, value'  # noqa: S608 - marks only
    values: dict[str, list[Row]] = {i: [] for i in item_ids}
    for row in case.rows(sql, item_ids) if item_ids else []:
        values[row["item_id"]].append(row)
    return values


@router.get("/items/{item_id}")
def show_item(request: Request, item_id: str) -> Response:
    """One item: N documents, M outlets, K origins, and here is each."""
    case: OpenCase = request.app.state.case
    page = read_item(case, item_id)
    frame = Frame(case.config.title, page.item["question"], "items", f"/items/{item_id}", snapshot=case.snapshot.id)
    return render(request, "item.html", page, frame)


def read_item(case: OpenCase, item_id: str) -> ItemPage:
    """All that stands behind one item."""
    item = case.one("items", "item_id", item_id)
    rows = case.rows(
        'select * from "values" where item_id = ? order by n_origins_best desc, n_documents desc, first_published, value limit ?',
        (item_id, _MAX_VALUES),
    )
    claims = case.rows(
        "select c.*, d.title, d.name, d.opening, d.publisher, d.published, d.language from claims c join documents d on d.doc_id = c.doc_id"
        " where c.item_id = ? order by d.published is null, d.published, c.doc_id, c.start limit ?",
        (item_id, _MAX_CLAIMS),
    )
    origins = case.rows("select * from origins where item_id = ?", (item_id,))
    documents = document_rows(case, origins, claims)
    values = [_view(row, origins, documents, claims) for row in rows]
    return ItemPage(
        item,
        values,
        item["n_values"] - len(rows),
        read_conflicts(case, "c.item_id = ?", item_id),
        _scale(rows),
        next((v["unit"] for v in rows if v["unit"]), ""),
        read_warnings(case, "item_id = ?", (item_id,)),
    )


def _view(row: Row, origins: list[Row], documents: dict[str, Row], claims: list[Row]) -> ValueView:
    mine = [c for c in claims if c["value_id"] == row["value_id"]]
    branches = grow_branches([o for o in origins if o["value_id"] == row["value_id"]], documents, mine)
    distribution: dict[str, Any] = json.loads(row["origins_distribution"])
    chances = sorted((int(n), float(p)) for n, p in distribution.items())
    modalities = sorted(json.loads(row["modalities"]).items(), key=lambda m: (-m[1], m[0]))
    first = documents.get(row["first_document"])
    if first is not None:
        row = row | {"first_document": first["publisher"] or document_title(first)}
    return ValueView(row, branches, mine, _speakers(row), modalities, chances)


def _speakers(row: Row) -> list[str]:
    """Each speaker once, most often credited first."""
    return list(dict.fromkeys(speaker_name(s) for s in json.loads(row["speakers"])))


def _scale(values: list[Row]) -> tuple[float, float] | None:
    """Ends of a scale that holds all numbers, where there are two values or more and one unit."""
    numbers = [float(x) for v in values for x in (v["low"], v["best"], v["high"]) if x is not None]
    units = {v["unit"] for v in values if v["low"] is not None or v["best"] is not None or v["high"] is not None}
    if len(values) < 2 or len(units) != 1 or not numbers or min(numbers) == max(numbers):
        return None
    return min(0.0, *numbers), max(numbers)
