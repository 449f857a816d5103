"""Warnings before relying on a document or an item, and what falls if a source falls."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.edtf import say_date
from headwater.views.named import document_title
from headwater.web.listing import Choice, Conditions, Pager, choices
from headwater.web.opened import NoSuchRow, OpenCase, Row
from headwater.web.render import Frame, render

router = APIRouter()

_BRACKETED_DATE = re.compile(r"\((\d{4}(?:-\d\d){0,2})\)")
_SHOWN = 40
_MAX_FALLING = 400
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rest:
    """What a warning rests on.

    Attributes:
        claim: Row of a claim with its document's title, publisher and date; None where the case no longer has it.
        stands_in: Row of the document that says the same; None where none does.
        detail: What else is to be said.
    """

    claim: Row | None
    stands_in: Row | None
    detail: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning.

    Attributes:
        kind: As in the table.
        reason: In one sentence, names as a reader knows them.
        about: Row of the document that it is about, or None.
        item: Row of the item that it is about, or None.
        rests: What it rests on.
        n_rests: How many there are.
    """

    kind: str
    reason: str
    about: Row | None
    item: Row | None
    rests: list[Rest]
    n_rests: int


@dataclass(frozen=True, slots=True)
class WarningsPage:
    """What the list of warnings shows.

    Attributes:
        warnings: One page of them.
        pager: Where the reader is in the list.
        kinds: Filter by kind.
    """

    warnings: list[Warned]
    pager: Pager
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FallPage:
    """What falls if a source falls.

    Attributes:
        source: Its name, or external id.
        kind: Its kind.
        document: Row of the document, where it is one that the case holds.
        falls: Values that lose their last origin, most documents first.
        n_falls: How many there are.
        n_claims: Claims that fall with them.
        items_lost: Items that lose all of their values.
        sources: Sources with which most falls: source, kind, n.
    """

    source: str
    kind: str
    document: Row | None
    falls: list[Row]
    n_falls: int
    n_claims: int
    items_lost: int
    sources: list[Row]


def read_warnings(case: OpenCase, where: str, parameters: Sequence[object], *, most: int = 20, offset: int = 0) -> list[Warned]:
    """Warnings with all that they rest on.

    Args:
        case: The case.
        where: Condition on the table `warnings`; written in the code, never by a reader.
        parameters: What its marks stand for.
        most: Most warnings.
        offset: How many are passed over.
    """
    if not case.has_table("warnings"):
        return []
    order = "case kind when 'adds nothing' then 0 when 'one origin' then 1 when 'label drift' then 2 else 3 end, kind, external_id, warning_id"
    rows = case.rows(f"select * from warnings where {where} order by {order} limit ? offset ?", (*parameters, most, offset))  # noqa: S608 - own words
    evidence = {r["warning_id"]: json.loads(r["evidence"] or "[]") for r in rows}
    listed = [e for found in evidence.values() for e in found[:_SHOWN]]
    claims = _rows_by(case, "claims", "claim_id", {e["claim_id"] for e in listed if e.get("claim_id")})
    names = {str(e[k]) for e in listed for k in ("external_id", "stands_in") if e.get(k)}
    names |= {r["external_id"] for r in rows if r["external_id"]}
    documents = _rows_by(case, "documents", "external_id", names)
    items = _rows_by(case, "items", "item_id", {r["item_id"] for r in rows if r["item_id"]})
    return [
        Warned(
            r["kind"], _say_reason(r, evidence[r["warning_id"]], documents), documents.get(r["external_id"] or ""), items.get(r["item_id"] or ""),
            [_rest(e, claims, documents) for e in evidence[r["warning_id"]][:_SHOWN]], len(evidence[r["warning_id"]]),
        )
        for r in rows
    ]  # fmt: skip


def _say_reason(row: Row, evidence: Sequence[Row], documents: dict[str, Row]) -> str:
    """The reason, with documents by their publisher and not by their id."""
    if row["kind"] not in {"adds nothing", "adds little"} or not evidence:
        return _BRACKETED_DATE.sub(lambda m: f"({say_date(m[1])})", str(row["reason"]))
    held = [documents.get(str(e.get("stands_in") or "")) for e in evidence[:_SHOWN]]
    names = list(dict.fromkeys(str(d["publisher"] or document_title(d)) for d in held if d is not None))
    n_elsewhere = sum(bool(e.get("stands_in")) for e in evidence)
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    if row["kind"] == "adds nothing":
        return f"It adds no claim of its own: all {len(evidence)} facts that it gives stand in {shown}; views, statements, postures and support were not compared."
    return f"{n_elsewhere} of the {len(evidence)} facts that it gives stand in {shown}."


def _rest(evidence: Row, claims: dict[str, Row], documents: dict[str, Row]) -> Rest:
    claim = claims.get(str(evidence.get("claim_id") or ""))
    if claim is not None:
        about = documents.get(claim["external_id"], {})
        claim = claim | {k: about.get(k) for k in ("title", "name", "opening", "publisher", "published")}
    return Rest(claim, documents.get(str(evidence.get("stands_in") or "")), str(evidence.get("detail") or ""))


def _rows_by(case: OpenCase, table: str, key: str, wanted: set[str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    names = sorted(wanted)
    for at in range(0, len(names), _BATCH):
        batch = names[at : at + _BATCH]
        marks = ", ".join("?" * len(batch))
        found |= {r[key]: r for r in case.rows(f'select * from "{table}" where "{key}" in ({marks})', batch)}  # noqa: S608 - own names
    return found


def count_falling(case: OpenCase, source: str) -> int:
    """Values that lose their last origin if a source falls."""
    if not case.has_table("dependents"):
        return 0
    return case.number("select count(*) n from dependents where source = ?", (source,))


@router.get("/warnings")
def list_warnings(
    request: Request,
    kind: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """The warnings of the case."""
    case: OpenCase = request.app.state.case
    found = Conditions()
    found.add("kind", kind, "kind = ?")
    has = case.has_table("warnings")
    total = case.number(f"select count(*) n from warnings where {found.where}", found.parameters) if has else 0  # noqa: S608 - own clauses
    kinds = case.rows("select kind value, count(*) n from warnings group by 1 order by n desc, 1") if has else []
    size = case.config.serve.page_rows
    rows = read_warnings(case, found.where, found.parameters, most=size, offset=(page - 1) * size)
    content = WarningsPage(rows, Pager(total, page, size, "/warnings", found.chosen), choices(kinds, kind))
    frame = Frame(case.config.title, "Warnings", "home", "/warnings", snapshot=case.snapshot.id)
    return render(request, "warnings.html", content, frame)


@router.get("/sources")
def show_fall(request: Request, name: Annotated[str, Query(max_length=400)] = "") -> Response:
    """What falls if a source falls; without a name, the sources with which most falls."""
    case: OpenCase = request.app.state.case
    page = read_fall(case, name)
    title = f"If {name} falls" if name else "What falls with whom"
    frame = Frame(case.config.title, title, "home", "/sources", snapshot=case.snapshot.id)
    return render(request, "fall.html", page, frame)


def read_fall(case: OpenCase, name: str) -> FallPage:
    """The page's content."""
    has = case.has_table("dependents")
    if not name or not has:
        sql = "select source, source_kind kind, count(*) n, sum(n_documents) documents from dependents group by 1, 2 order by n desc, documents desc, 1 limit 60"
        rows = case.rows(sql) if has else []
        documents = _rows_by(case, "documents", "external_id", {r["source"] for r in rows})
        return FallPage("", "", None, [], 0, 0, 0, [r | {"document": documents.get(r["source"])} for r in rows])
    document = case.row("select * from documents where external_id = ?", (name,))
    total = count_falling(case, name)
    if not total and document is None and not case.number("select count(*) n from origins where origin = ?", (name,)):
        raise NoSuchRow(f"there is no source {name!r} in this case")
    falls = case.rows(
        "select d.*, i.n_values, i.n_origins_low item_low, i.n_origins_high item_high, (select count(*) from dependents x where x.source = d.source and x.item_id = d.item_id) n_lost"
        " from dependents d join items i on i.item_id = d.item_id where d.source = ? order by d.n_documents desc, d.question, d.value limit ?",
        (name, _MAX_FALLING),
    )
    claims = {c for f in falls for c in json.loads(f["claims"])}
    lost = len({f["item_id"] for f in falls if f["n_lost"] == f["n_values"]})
    kind = falls[0]["source_kind"] if falls else "document" if document else ""
    return FallPage(name, kind, document, falls, total, len(claims), lost, [])
