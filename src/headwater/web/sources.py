"""What stands behind an entity: outlets, origins, years and places of its claims, and its names by script."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from headwater.views.edtf import days_of
from headwater.web.minimap import MiniMap, draw_map
from headwater.web.opened import OpenCase, Row
from headwater.web.timelines import Bar, draw_years

_MINE = ":entity in (c.subject_entity, c.object_entity, c.place_entity, c.attributed_entity)"
_SHOWN = 12
_MAX_CLAIMS = 5000


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind an entity.

    Attributes:
        names: Script -> spellings in it; `True` where only a list has the spelling and no document does.
        outlets: Publishers of its claims: publisher, documents, claims, first and last date; most claims first.
        n_outlets: How many there are.
        origins: Origins of the values that its claims give: name, kind, values, and how many documents lead there.
        n_origins: How many there are.
        by_kind: Kind of claim -> how many of them.
        bars: Its claims by year.
        most: Claims of the highest bar, at least 1.
        places: Places in its claims, most claims first.
        map: They on a small map, or None.
    """

    names: dict[str, list[tuple[str, bool]]]
    outlets: list[Row]
    n_outlets: int
    origins: list[Row]
    n_origins: int
    by_kind: dict[str, int]
    bars: list[Bar]
    most: int
    places: list[Row]
    map: MiniMap | None


_OUTLETS = f"""
select coalesce(d.publisher, '') publisher, count(distinct c.doc_id) documents, count(*) claims, min(d.published) first, max(d.published) last
from claims c join documents d on d.doc_id = c.doc_id where {_MINE} group by 1 order by claims desc, documents desc, 1
"""  # noqa: S608 - own words
_GIVEN = f"""
select distinct c.kind, c.value_id, c.external_id from claims c where {_MINE} and c.value_id is not null limit {_MAX_CLAIMS}
"""  # noqa: S608 - own words
_ORIGINS = f"""
select o.value_id, o.origin, o.kind, o.documents from origins o
where o.value_id in (select c.value_id from claims c where {_MINE} and c.value_id is not null)
"""  # noqa: S608 - own words
_PLACES = f"""
select e.entity_id, e.name, e.kind, e.country, e.lat, e.lon, e.precision_m, count(distinct c.claim_id) n
from claims c join entities e on e.entity_id in (c.place_entity, c.subject_entity, c.object_entity)
where {_MINE} and e.kind in ('place', 'site', 'country') and e.lat is not null
group by 1 order by e.entity_id <> :entity, n desc, e.name limit 40
"""  # noqa: S608 - own words
_TIMES = f"""
select c.time_edtf, d.published from claims c join documents d on d.doc_id = c.doc_id where {_MINE} limit {_MAX_CLAIMS}
"""  # noqa: S608 - own words


def read_backing(case: OpenCase, entity: Row) -> Backing:
    """What stands behind an entity.

    Args:
        case: The case.
        entity: Its row.
    """
    mine = {"entity": entity["entity_id"]}
    outlets = case.rows(_OUTLETS, mine)
    origins, by_kind = _lead_back(case.rows(_GIVEN, mine), case.rows(_ORIGINS, mine))
    documents = case.rows(
        f"select * from documents where external_id in ({', '.join('?' * min(len(origins), _SHOWN))})",  # noqa: S608 - marks only
        [r["origin"] for r in origins[:_SHOWN]],
    )
    held = {d["external_id"]: d for d in documents}
    shown = [r | {"document": held.get(r["origin"]) if r["kind"] == "document" else None} for r in origins[:_SHOWN]]
    bars = _bars(case.rows(_TIMES, mine))
    places = case.rows(_PLACES, mine)
    if entity["lat"] is not None and not any(p["entity_id"] == entity["entity_id"] for p in places):
        places.insert(0, entity | {"n": 0})
    return Backing(
        names_by_script(entity), outlets[:_SHOWN], len(outlets), shown, len(origins), by_kind, bars,
        max((b.said + b.published for b in bars), default=1), places, draw_map(places),
    )  # fmt: skip


def _lead_back(given: list[Row], origins: list[Row]) -> tuple[list[Row], dict[str, int]]:
    """Origins that some claims lead back to, those first to which most documents do; and how many by kind of claim.

    A value has origins that other documents lead to; only those behind these claims' own documents count.
    """
    by_value: dict[str, list[tuple[str, str, set[str]]]] = {}
    for row in origins:
        held = {row["origin"], *json.loads(row["documents"])}
        by_value.setdefault(row["value_id"], []).append((row["origin"], row["kind"], held))
    documents: dict[tuple[str, str], set[str]] = {}
    values: dict[tuple[str, str], set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for claim in given:
        for name, kind, held in by_value.get(claim["value_id"], ()):
            if claim["external_id"] in held:
                documents.setdefault((name, kind), set()).add(claim["external_id"])
                values.setdefault((name, kind), set()).add(claim["value_id"])
                kinds.setdefault(claim["kind"], set()).add(name)
    rows: list[Row] = [
        {"origin": name, "kind": kind, "n_documents": len(held), "n_values": len(values[name, kind])}
        for (name, kind), held in documents.items()
    ]
    rows.sort(key=lambda r: (-r["n_documents"], -r["n_values"], r["origin"]))
    return rows, {kind: len(names) for kind, names in kinds.items()}


def _bars(rows: Iterable[Row]) -> list[Bar]:
    said: Counter[int] = Counter()
    published: Counter[int] = Counter()
    for row in rows:
        for counter, date in ((said, row["time_edtf"]), (published, row["published"])):
            days = days_of(date)
            if day := days.first or days.last:
                counter[int(day[:4])] += 1
                break
    return draw_years(said, published)


def names_by_script(entity: Row) -> dict[str, list[tuple[str, bool]]]:
    """Other spellings of an entity by script: those of the documents first, then those that only a list has."""
    detail: dict[str, Any] = json.loads(entity["detail"] or "{}")
    seen = [a for a in json.loads(entity["aliases"] or "[]") if a != entity["name"]]
    listed = [str(n) for n in detail.get("names") or [] if n not in seen and n != entity["name"]]
    found: dict[str, list[tuple[str, bool]]] = {}
    for name, is_listed in [*((n, False) for n in seen), *((n, True) for n in listed)]:
        found.setdefault(script_of(name), []).append((name, is_listed))
    return found


def script_of(text: str) -> str:
    """Script of the first letter: `Latin`, `Cyrillic`, `Arabic`; empty where there is no letter."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0].capitalize() if letter else ""
