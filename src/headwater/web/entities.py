"""Entities: the list, and the dossier of one."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.edtf import days_of
from headwater.web.decisions import Decision
from headwater.web.listing import Choice, Conditions, Pager, choices, pattern
from headwater.web.opened import OpenCase, Row, country_name
from headwater.web.queue import say_decision
from headwater.web.render import Frame, render, say_words
from headwater.web.sources import Backing, read_backing
from headwater.web.values import read_conflicts

router = APIRouter()

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """What the list of entities shows.

    Attributes:
        entities: One page of entities, most claims first.
        pager: Where the reader is in the list.
        kinds: Filter by kind.
        text: Words that name or alias must hold.
    """

    entities: list[Row]
    pager: Pager
    kinds: tuple[Choice, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What claims say between the entity and another.

    Attributes:
        entity_id: The other.
        name: Its name.
        kind: Kind of claim.
        role: Role of the other in it: subject, object, place or credited.
        n_claims: Claims that say so.
        n_documents: Documents that say so.
        n_origins: Most independent origins of a value among them; None where not known.
        claim_id: One of the claims.
    """

    entity_id: str
    name: str
    kind: str
    role: str
    n_claims: int
    n_documents: int
    n_origins: int | None
    claim_id: str


@dataclass(frozen=True, slots=True)
class DossierPage:
    """What the dossier shows.

    Attributes:
        entity: Its row.
        country: The country that it belongs to, by name where the case names it; empty for a country.
        detail: What lists say of it, as label and words.
        list_sources: Addresses that the lists give for it.
        items: Items about it, disputed ones first, then most documents for each origin.
        values: Values of these items by item_id, most origins first.
        disputed: For each item with conflicts the pair of values with most documents, and how many such pairs it has.
        quantities: Values that are numbers, with unit and definition.
        kinds: Claims in which it has a role, by kind: value, n, documents.
        events: Claims that name a time, in the order of that time.
        relations: Other entities in its claims.
        documents: Documents that mention it, most often first.
        n_documents: How many there are.
        identities: Entities of which sources say that this is one of them, and others that it is not.
        touched: Claims in which it has a role although their question is about something else.
        credited: Claims that are credited to it.
        backing: Names, outlets, origins, years and places.
        parts: Names that were joined to this entity and can be split off: id and name.
        decisions: Standing decisions that name it, newest first, each in words.
        pending: Decisions that wait for the next build.
        case_path: Folder of the case.
    """

    entity: Row
    country: str
    detail: list[tuple[str, str]]
    list_sources: list[str]
    items: list[Row]
    values: dict[str, list[Row]]
    disputed: list[tuple[Row, int]]
    quantities: list[Row]
    kinds: list[Row]
    events: list[Row]
    relations: list[Relation]
    documents: list[Row]
    n_documents: int
    identities: list[tuple[str, str | None]]
    touched: list[Row]
    credited: list[Row]
    backing: Backing
    parts: list[tuple[str, str]]
    decisions: list[tuple[Decision, str]]
    pending: int
    case_path: str


@router.get("/entities")
def list_entities(
    request: Request,
    kind: Annotated[str, Query(max_length=40)] = "",
    text: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """The entities of the case."""
    case: OpenCase = request.app.state.case
    found = Conditions()
    found.add("kind", kind, "kind = ?")
    found.add("text", text, r"name like ? escape '\' or aliases like ? escape '\'", pattern(text), pattern(text))
    size = case.config.serve.page_rows
    total = case.number(f"select count(*) n from entities where {found.where}", found.parameters)  # noqa: S608 - own clauses
    sql = f"select * from entities where {found.where} order by n_claims desc, n_documents desc, name limit ? offset ?"  # noqa: S608
    rows = case.rows(sql, (*found.parameters, size, (page - 1) * size))
    kinds = case.rows("select kind value, count(*) n from entities group by 1 order by n desc, 1")
    labels = {str(r["value"]): say_words(r["value"]) for r in kinds}
    content = EntitiesPage(rows, Pager(total, page, size, "/entities", found.chosen), choices(kinds, kind, labels=labels), text)
    return render(
        request,
        "entities.html",
        content,
        Frame(case.config.title, "Entities", "entities", "/entities", snapshot=case.snapshot.id),
    )


@router.get("/entities/{entity_id}")
def show_entity(request: Request, entity_id: str) -> Response:
    """The dossier of one entity."""
    case: OpenCase = request.app.state.case
    page = read_dossier(case, entity_id)
    frame = Frame(case.config.title, page.entity["name"], "entities", f"/entities/{entity_id}", snapshot=case.snapshot.id)
    return render(request, "entity.html", page, frame)


_ITEMS = """
select * from items where :entity in (subject_entity, object_entity, place_entity)
order by n_conflicts > 0 desc, (n_documents - n_origins_best) * 1.0 / max(n_origins_best, 1) desc, n_documents desc, question limit :most
"""

_KINDS = """
select c.kind value, count(*) n, count(distinct c.doc_id) documents from claims c
where :entity in (c.subject_entity, c.object_entity, c.place_entity, c.attributed_entity) group by 1 order by n desc, 1
"""

_EVENTS = """
select c.*, d.publisher, d.published, d.title, d.name, d.opening, v.n_documents, v.n_outlets, v.n_origins_low, v.n_origins_best, v.n_origins_high
from claims c join documents d on d.doc_id = c.doc_id left join "values" v on v.value_id = c.value_id
where c.time_edtf is not null and :entity in (c.subject_entity, c.object_entity, c.place_entity) limit :most
"""

_CLAIMS = """
select c.*, d.publisher, d.published, d.title, d.name, d.opening, v.n_documents, v.n_outlets, v.n_origins_low, v.n_origins_best, v.n_origins_high
from claims c join documents d on d.doc_id = c.doc_id left join "values" v on v.value_id = c.value_id left join items i on i.item_id = c.item_id
where {} order by d.published is null, d.published, c.doc_id, c.start limit :most
"""
_TOUCHED = """:entity in (c.subject_entity, c.object_entity, c.place_entity)
and (i.item_id is null or :entity not in (coalesce(i.subject_entity, ''), coalesce(i.object_entity, ''), coalesce(i.place_entity, '')))"""

_DOCUMENTS = """
select d.*, m.n n_mentions, (select count(*) from claims c where c.doc_id = d.doc_id and
  :entity in (c.subject_entity, c.object_entity, c.place_entity, c.attributed_entity)) n_claims
from (select doc_id, count(*) n from mentions where entity_id = :entity group by 1) m join documents d on d.doc_id = m.doc_id
order by n_claims desc, n_mentions desc, d.published, d.doc_id limit :most
"""


def read_dossier(case: OpenCase, entity_id: str) -> DossierPage:
    """The dossier's content."""
    entity = case.one("entities", "entity_id", entity_id)
    detail: dict[str, Any] = json.loads(entity["detail"] or "{}")
    names = {"entity": entity_id, "most": _SHOWN}
    items = case.rows(_ITEMS, names)
    marks = ", ".join("?" * len(items))
    sql = f'select * from "values" where item_id in ({marks}) order by n_origins_best desc, n_documents desc, value'  # noqa: S608
    values: dict[str, list[Row]] = {i["item_id"]: [] for i in items}
    for row in case.rows(sql, [i["item_id"] for i in items]) if items else []:
        values[row["item_id"]].append(row)
    events = case.rows(_EVENTS, names)
    events.sort(key=lambda e: (days_of(e["time_edtf"]).first or days_of(e["time_edtf"]).last or "9999", e["claim_id"]))
    return DossierPage(
        entity=entity,
        country="" if entity["kind"] == "country" else country_name(case, entity["country"]),
        detail=_say_detail(detail),
        list_sources=[str(s) for s in detail.get("sources") or []],
        items=items,
        values=values,
        disputed=_first_pairs(read_conflicts(case, f"c.verdict = 'conflict' and c.item_id in ({marks})", *values)),
        quantities=_quantities(items, values),
        kinds=case.rows(_KINDS, {"entity": entity_id}),
        events=events,
        relations=_relations(case, entity_id),
        documents=case.rows(_DOCUMENTS, names),
        n_documents=entity["n_documents"],
        identities=[(n, _entity_named(case, n)) for n in detail.get("disputed_same_as") or []],
        touched=case.rows(_CLAIMS.format(_TOUCHED), names),
        credited=case.rows(_CLAIMS.format("c.attributed_entity = :entity"), names),
        backing=read_backing(case, entity),
        parts=[(i, str(n)) for i, n in (detail.get("parts") or {}).items() if i != entity_id][:40],
        decisions=[(d, say_decision(case, d)) for d in case.decisions.on(entity_id)[:20]],
        pending=len(case.pending()),
        case_path=str(case.path),
    )


def _entity_named(case: OpenCase, name: str) -> str | None:
    found = case.row("select entity_id from entities where kind = 'equipment' and name = ? collate nocase", (name,))
    return str(found["entity_id"]) if found else None


def _first_pairs(conflicts: list[Row]) -> list[tuple[Row, int]]:
    """One conflict for each item: the one with most documents on both sides; an item of six values can have fifteen."""
    by_item: dict[str, list[Row]] = {}
    for conflict in conflicts:
        by_item.setdefault(conflict["item_id"], []).append(conflict)
    return [
        (max(pairs, key=lambda c: (c["documents_a"] + c["documents_b"], c["conflict_id"])), len(pairs))
        for pairs in by_item.values()
    ]


def _quantities(items: list[Row], values: dict[str, list[Row]]) -> list[Row]:
    """Values that are numbers, beside the question and definition that they answer."""
    found = []
    for item in items:
        for value in values[item["item_id"]]:
            if any(value[c] is not None for c in ("low", "best", "high")):
                found.append(value | {"definition": item["definition"], "n_conflicts": item["n_conflicts"]})
    return found


_NOT_SHOWN = frozenset({"names", "parts", "disputed_same_as", "sources", "disputed", "admin1", "score"})
"""Details that have a place of their own on the page."""
_ROLES = {"subject": "subject_entity", "object": "object_entity", "place": "place_entity", "credited": "attributed_entity"}


def _relations(case: OpenCase, entity_id: str) -> list[Relation]:
    """Pairs of roles in the same claim; counted claim by claim, so that a sentence with three roles gives three relations."""
    mine = " or ".join(f"c.{column} = :entity" for column in _ROLES.values())
    parts = [
        f"select c.{column} other, '{role}' role, c.kind, c.claim_id, c.doc_id, c.value_id from claims c where c.{column} <> :entity and ({mine})"  # noqa: S608
        for role, column in _ROLES.items()
    ]
    sql = f"""
    select r.other, e.name, r.kind, r.role, count(*) n_claims, count(distinct r.doc_id) n_documents, max(v.n_origins_best) n_origins,
           min(r.claim_id) claim_id
    from ({" union all ".join(parts)}) r join entities e on e.entity_id = r.other left join "values" v on v.value_id = r.value_id
    group by r.other, r.kind, r.role order by n_documents desc, n_claims desc, e.name, r.kind, r.role limit 60
    """  # noqa: S608 - own names
    rows = case.rows(sql, {"entity": entity_id})
    return [
        Relation(r["other"], r["name"], r["kind"], r["role"], r["n_claims"], r["n_documents"], r["n_origins"], r["claim_id"])
        for r in rows
    ]


def _say_detail(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """What lists say of an entity, one line each; nested values in plain words."""
    lines = []
    for key, value in detail.items():
        if value in (None, "", [], {}) or key in _NOT_SHOWN:
            continue
        if isinstance(value, list):
            words = ", ".join(str(v) for v in value[:20])
        elif isinstance(value, dict):
            words = ", ".join(f"{k} {v}" for k, v in list(value.items())[:20])
        else:
            words = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        lines.append((say_words(key), words))
    return lines
