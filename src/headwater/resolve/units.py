"""Mentions -> units: mentions that are one thing before any comparison, because they share a key.

Countries share an ISO code, places a GeoNames id or a listed name, equipment a variant, all others a normalised name. A name of one word
for a person means someone only inside its document, so its unit is of that document.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.model.ids import make_id
from headwater.resolve.kinds import settle_kinds
from headwater.resolve.names import NameKind, name_key, skeleton, take_apart
from headwater.schema.equipment import equipment_key, load_equipment

RESOLVED_KINDS = frozenset({"country", "demonym", "person", "organisation", "outlet", "place", "site", "equipment"})
FORCE_OF_COUNTRY = "grammar: nationality and force"
_PER_MENTION = frozenset({"reasons", "runners_up", "unresolved", "metonym", "title"})


@dataclass(slots=True)
class Unit:
    """Mentions that share a key.

    Attributes:
        kind: Kind of the entity.
        key: What they share.
        doc_id: Document that it is confined to, or None.
        names: Canonical names of its mentions, with counts.
        forms: Words of its mentions, with counts; demonyms apart.
        doc_ids: Documents that mention it, with counts.
        mention_ids: Its mentions.
        detail: What lists say of it.
        point: lat, lon, precision_m, geonames_id where it was placed.
        name: Its most frequent name; of equally frequent ones the longest, with its marks.
        words: Folded words of its name.
        skeletons: What they leave when transliteration is forgiven.
    """

    kind: str
    key: str
    doc_id: str | None
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    doc_ids: Counter[str] = field(default_factory=Counter)
    mention_ids: list[str] = field(default_factory=list)
    detail: dict[str, Any] = field(default_factory=dict)
    point: dict[str, float | int | None] = field(default_factory=dict)
    name: str = ""
    words: tuple[str, ...] = ()
    skeletons: frozenset[str] = frozenset()

    @property
    def name_kind(self) -> NameKind:
        """How its name is compared."""
        return "person" if self.kind == "person" else "organisation"

    @property
    def entity_id(self) -> str:
        """Id of an entity whose best unit this is: of its kind and key alone, so that more documents keep it."""
        return make_id("en", "organisation" if self.kind == "outlet" else self.kind, self.key)

    @property
    def unit_id(self) -> str:
        """Id of this unit: that of the entity, and of its document where it is confined to one."""
        return self.entity_id if self.doc_id is None else make_id("en", self.kind, self.key, self.doc_id)

    @property
    def n_mentions(self) -> int:
        """Mentions that it has."""
        return len(self.mention_ids)

    def settle_name(self) -> None:
        """Choose the name once all mentions are in."""
        self.name = min(self.names.items(), key=lambda item: (-item[1], -len(item[0]), item[0].isascii(), item[0]))[0]
        self.words = take_apart(self.name, self.name_kind).words
        self.skeletons = frozenset(skeleton(w) for w in self.words)


def make_units(mentions: Iterable[Mapping[str, Any]]) -> list[Unit]:
    """Units of all mentions of `RESOLVED_KINDS`, sorted by kind, key and document.

    Args:
        mentions: Rows of the `mentions` table in any order.
    """
    rows = sorted(
        (row for row in mentions if row["kind"] in RESOLVED_KINDS),
        key=lambda row: (row["doc_id"], row["start"], row["end"], row["kind"], row["mention_id"]),
    )
    details = [json.loads(row["detail"]) if row["detail"] else {} for row in rows]
    placed = _placed_keys(rows, details)
    units: dict[tuple[str, str, str | None], Unit] = {}
    for row, detail, kind in zip(rows, details, settle_kinds(rows, details), strict=True):
        key = "" if detail.get("is_unnamed") else _key(kind, row, detail)
        if kind == "place":
            key = placed.get(key, key)
        if not key:
            continue
        doc_id = row["doc_id"] if kind == "person" and " " not in key else None
        unit = units.setdefault((kind, key, doc_id), Unit(kind, key, doc_id))
        _add(unit, row, detail)
    for unit in units.values():
        unit.settle_name()
    return [units[k] for k in sorted(units, key=lambda k: (k[0], k[1], k[2] or ""))]


def _add(unit: Unit, row: Mapping[str, Any], detail: dict[str, Any]) -> None:
    unit.names[_shown(unit.kind, row, detail)] += 1
    if row["kind"] != "demonym":
        is_part = row["maker"] == FORCE_OF_COUNTRY  # the mention is "forces", its name "Iraqi forces"
        unit.forms[" ".join(str(row["name"] if is_part else row["text"]).split())] += 1
    unit.doc_ids[row["doc_id"]] += 1
    unit.mention_ids.append(row["mention_id"])
    for k, value in detail.items():
        if k not in _PER_MENTION and value not in (None, "", [], {}):
            unit.detail.setdefault(k, value)
    if unit.kind in {"place", "site", "country"} and row["lat"] is not None and not unit.point:
        unit.point = {k: row[k] for k in ("lat", "lon", "precision_m", "geonames_id")}


def _shown(kind: str, row: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    if kind == "equipment":
        variant = _variant(row, detail)
        return str(variant or detail.get("family") or row["name"])
    if kind in {"place", "site"} and detail.get("place"):
        return str(detail["place"])
    return " ".join(str(row["name"] or row["text"]).split())


def _placed_keys(rows: Sequence[Mapping[str, Any]], details: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Normalised name -> key of the one place of that name, for mentions that were not placed themselves."""
    found: dict[str, set[str]] = {}
    for row, detail in zip(rows, details, strict=True):
        if row["kind"] == "place" and (key := _place_key(row, detail)):
            found.setdefault(name_key(row["name"] or row["text"], "organisation"), set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _place_key(row: Mapping[str, Any], detail: Mapping[str, Any]) -> str | None:
    """GeoNames id, else the name and country that the gazetteer gives; None where it was not placed."""
    if row["geonames_id"] is not None:
        return f"geonames:{row['geonames_id']}"
    if row["lat"] is not None and detail.get("place"):
        return f"placed:{detail.get('country') or ''}:{name_key(str(detail['place']), 'organisation')}"
    return None


def _variant(row: Mapping[str, Any], detail: Mapping[str, Any]) -> str | None:
    """Name of the variant: the list's where it knows the words; else as the mention gives it."""
    known = load_equipment()
    for name in (detail.get("variant"), row["name"], row["text"]):
        if name and (found := known.get(equipment_key(name))):
            return found.variant
    return detail.get("variant")


def _key(kind: str, row: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    name = str(row["name"] or row["text"])
    if kind == "country" and detail.get("country"):
        return f"iso:{detail['country']}"
    if kind in {"place", "site"} and (placed := _place_key(row, detail)):
        return placed
    if kind == "equipment":
        variant = _variant(row, detail)
        if variant:
            return f"variant:{equipment_key(variant)}"
        return f"family:{equipment_key(str(detail.get('family') or name))}"
    return name_key(name, "person" if kind == "person" else "organisation")
