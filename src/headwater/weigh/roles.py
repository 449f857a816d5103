"""What a claim is about, in one spelling for claims of different documents and languages."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.weigh.numbers import common_unit
from headwater.weigh.questions import ACTED, DEFINITIONS, OBJECTS

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_ENDS = frozenset(
    [
        "of",
        "for",
        "with",
        "in",
        "at",
        "from",
        "to",
        "by",
        "on",
        "de",
        "del",
        "des",
        "du",
        "da",
        "do",
        "para",
        "con",
        "en",
        "por",
        "em",
        "com",
        "dans",
        "pour",
        "avec",
        "that",
        "which",
        "que",
    ]
)
_FREE = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "own",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "su",
        "sus",
        "le",
        "les",
        "une",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "seu",
        "sua",
        "some",
        "any",
    ]
)
COUNTRY_STEM_CHARS = 5
"""Letters that a country's name shares with its people's: Venez-uela, Venez-olano; Tajik-istan, Tajik."""


@dataclass(frozen=True, slots=True)
class Role:
    """One role of a claim: a key that equal things share, and words to show."""

    key: str
    words: str
    entity: str | None


def fold(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


class Roles:
    """Reads roles of claims with the entities of the case at hand."""

    def __init__(self, entities: pl.DataFrame, claims: pl.DataFrame) -> None:
        rows = list(entities.sort("entity_id").iter_rows(named=True))
        self.name: dict[str, str] = {r["entity_id"]: r["name"] for r in rows}
        self.kind: dict[str, str] = {r["entity_id"]: r["kind"] for r in rows}
        by_code = {r["country"]: r["entity_id"] for r in reversed(rows) if r["kind"] == "country" and r["country"]}
        self.country: dict[str, str] = {r["entity_id"]: by_code[r["country"]] for r in rows if r["country"] in by_code}
        self.country.update({r["entity_id"]: r["entity_id"] for r in rows if r["kind"] == "country"})
        self.stems = _country_stems(rows)
        self.equipment = _equipment_names(rows)
        self.main = self._main_entities(claims)

    def read(self, claim: Mapping[str, Any], role: str) -> Role | None:
        """One role of a claim: subject, object, place, definition, country, object_class or founded; None where it has none."""
        if role == "definition":
            definition = definition_of(claim)
            return None if definition is None else Role(f"d:{definition}", definition, None)
        if role == "country":
            return self._country(claim, ("place", "object"))
        if claim["kind"] == "force_size" and role == "subject":
            return self._country(claim, ("subject", "place", "object"))
        if role in {"object_class", "founded"}:
            return self._thing(claim)
        if role == "subject":
            return self._subject(claim)
        return self._plain(claim, role)

    def is_equipment(self, claim: Mapping[str, Any]) -> bool:
        """Whether the subject is a piece of equipment."""
        return self.kind.get(claim["subject_entity"] or "") == "equipment"

    def _show(self, entity: str) -> Role:
        return Role(f"e:{entity}", self.name[entity], entity)

    def _plain(self, claim: Mapping[str, Any], role: str) -> Role | None:
        text, entity = claim[role], claim[f"{role}_entity"]
        if entity is not None and entity in self.name:
            is_capital = (
                self.kind[entity] == "place" and role != "place" and claim["kind"] not in {"site_activity", "deployment"}
            )
            return self._show(self.country.get(entity, entity) if is_capital else entity)
        if not text:
            return None
        if found := self._equipment_in(text):
            return self._show(found)
        known = object_class(text)
        return Role(f"o:{known}", known, None) if known else Role(f"w:{head_words(text)}", text, None)

    def _subject(self, claim: Mapping[str, Any]) -> Role | None:
        """The subject; the country behind its people; what the document is about where the words name nobody."""
        text, entity = claim["subject"], claim["subject_entity"]
        if claim["kind"] == "equipment_spec" and entity is None:
            found = self._equipment_in(text or "")
            main = found or self.main.get((claim["doc_id"], "equipment"))
            if main is not None and (found or not text or object_class(text) == "drones"):
                return self._show(main)
        is_named = bool(text) and any(c.isalpha() for c in text[:1]) and self.kind.get(entity or "") != "outlet"
        if claim["kind"] in ACTED and not is_named:
            return self._country(claim, ("place",))
        if entity is None and text and (owner := self._country_in(text)):
            return self._show(owner)
        return self._plain(claim, "subject")

    def _country(self, claim: Mapping[str, Any], roles: Sequence[str]) -> Role | None:
        """The country that a claim is about: named, else that of a person, body or place in it, else of its document."""
        entities = [claim[f"{r}_entity"] for r in roles]
        found = next((e for e in entities if e is not None and self.kind.get(e) == "country"), None)
        found = found or next((o for r in roles if claim[r] and (o := self._country_in(claim[r]))), None)
        if found is None and claim["kind"] != "force_size":
            owned = [e for e in entities if e is not None and self.kind.get(e) in {"place", "site", "person"}]
            found = next((self.country[e] for e in owned if e in self.country), None)
        found = found or self.main.get((claim["doc_id"], "country"))
        if found is not None:
            return self._show(found)
        text = claim["subject"]
        return Role(f"w:{head_words(text)}", text, None) if text and claim["kind"] == "force_size" else None

    def _thing(self, claim: Mapping[str, Any]) -> Role | None:
        """What was opened or founded: the object, else the subject, by its common name."""
        for role in ("object", "subject"):
            entity = claim[f"{role}_entity"]
            text = claim[role]
            if not text or self.kind.get(entity or "") in {"person", "country"}:
                continue
            known = object_class(self.name.get(entity or "", text)) or object_class(text)
            return Role(f"o:{known}", known, None) if known else self._plain(claim, role)
        return None

    def _country_in(self, text: str) -> str | None:
        for word in _WORD.findall(fold(text)):
            if found := self.stems.get(word[:COUNTRY_STEM_CHARS]):
                return found
        return None

    def _equipment_in(self, text: str) -> str | None:
        padded = f" {' '.join(_PART.findall(fold(text)))} "
        return next((e for name, e in self.equipment if name in padded), None)

    def _main_entities(self, claims: pl.DataFrame) -> dict[tuple[str, str], str]:
        """(doc_id, entity kind) -> the country that a document's claims are about most, or its only piece of equipment."""
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for row in claims.select("doc_id", "subject_entity", "object_entity", "place_entity").iter_rows():
            for entity in row[1:]:
                kind = self.kind.get(entity or "")
                if kind == "equipment":
                    counts[row[0], "equipment"][entity] += 1
                elif kind in {"country", "place", "site", "person", "organisation"} and entity in self.country:
                    counts[row[0], "country"][self.country[entity]] += 2 if kind == "country" else 1
        found = {}
        for key, counter in counts.items():
            ranked = sorted(counter.items(), key=lambda x: (-x[1], x[0]))
            if key[1] == "country" or len(ranked) == 1:
                found[key] = ranked[0][0]
        return found


def _equipment_names(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Names and aliases of equipment as folded words between blanks, longest first, with their entities."""
    found = []
    for r in rows:
        if r["kind"] == "equipment":
            for name in (r["name"], *json.loads(r["aliases"])):
                words = " ".join(_PART.findall(fold(name)))
                if len(words) > 3:
                    found.append((f" {words} ", r["entity_id"]))
    return sorted(found, key=lambda x: (-len(x[0]), x))


def _country_stems(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """First letters of a country's name and aliases -> its entity, where no other country begins like it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        if r["kind"] != "country":
            continue
        for name in (r["name"], *json.loads(r["aliases"])):
            words = _WORD.findall(fold(name))
            if len(words) == 1 and len(words[0]) >= 4:
                owners[words[0][:COUNTRY_STEM_CHARS]].add(r["entity_id"])
                if words[0].endswith(("an", "ia", "ey")):
                    owners[words[0][: COUNTRY_STEM_CHARS - 1]].add(r["entity_id"])
    return {stem: next(iter(ids)) for stem, ids in owners.items() if len(ids) == 1}


def definition_of(claim: Mapping[str, Any]) -> str | None:
    """What a number counts or measures, in one spelling; None where the claim does not say."""
    unit, _ = common_unit(claim["quantity_unit"])
    own = fold(claim["definition"] or "")
    if claim["kind"] == "force_size" and unit != "persons" and not claim["quantity_unit"]:
        unit = "persons"
    near = fold(" ".join(filter(None, (claim["definition"], claim["object"], claim["quantity_text"], claim["quantity_unit"]))))
    for text in (_after_number(claim), own, near, fold(claim["quote"] or "")):
        for name, stems in DEFINITIONS:
            if any(_stands(fold(stem), text) for stem in stems) and _fits(name, claim["kind"], unit):
                return _refine(name, unit)
    if claim["kind"] == "equipment_spec":
        by_unit = {"km": "range", "km/h": "speed", "min": "endurance", "m": "ceiling"}
        return by_unit.get(unit) or (own or None)
    return own or ("people in arms" if unit == "persons" else None)


_CUT = re.compile(r"[,;.:(\d]| and | y | e | et | con | with | but ")


def _after_number(claim: Mapping[str, Any]) -> str:
    """The words right behind the number, up to the next figure or clause: what it counts, if anything says so."""
    quote, number = claim["quote"] or "", claim["quantity_text"]
    at = quote.find(number) if number else -1
    if at < 0:
        return ""
    return fold(_CUT.split(quote[at + len(number) :], maxsplit=1)[0])[:40]


_FORCES = frozenset(name for name, _ in DEFINITIONS[:7])
_UNIT_OF = {
    "endurance": {"min"}, "cruising speed": {"km/h"}, "top speed": {"km/h"}, "speed": {"km/h"}, "ceiling": {"m"}, "radius of action": {"km"},
    "range": {"km"}, "warhead": {"kg"}, "payload": {"kg"}, "weight": {"kg"}, "wingspan": {"m"}, "length": {"m"},
}  # fmt: skip


def _fits(name: str, kind: str, unit: str) -> bool:
    if (name in _FORCES) != (kind == "force_size"):
        return False
    if name == "endurance" and unit == "km":
        return True
    return name not in _UNIT_OF or unit in _UNIT_OF[name] or (name == "ceiling" and unit == "km")


def _refine(name: str, unit: str) -> str:
    """Spanish "autonomía" in kilometres is how far, not how long; "ceiling" and "range" say which is meant."""
    return "range" if name == "endurance" and unit == "km" else "warhead or payload" if name in {"warhead", "payload"} else name


def _stands(stem: str, text: str) -> bool:
    """Whether a word of the text begins with the stem."""
    at = text.find(stem)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return True
        at = text.find(stem, at + 1)
    return False


def object_class(text: str) -> str | None:
    """The canonical name of a common object, by the words before any "of" or "for"."""
    head = fold(_before_preposition(text)) or fold(text)
    return next((name for name, stems in OBJECTS if any(_stands(fold(s), head) for s in stems)), None)


def head_words(text: str) -> str:
    """Content words of a phrase before any "of" or "for", in one spelling, at most four."""
    words = [w for w in _WORD.findall(fold(_before_preposition(text) or text)) if w not in _FREE]
    return " ".join(_singular(w) for w in words[-4:]) or fold(text)[:80]


def _before_preposition(text: str) -> str:
    kept: list[str] = []
    for word in text.split():
        if kept and word.casefold() in _ENDS:
            break
        kept.append(word)
    return " ".join(kept)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def rejected_claims(judgements: pl.DataFrame) -> frozenset[str]:
    """Claims that a person rejected and neither accepted again nor took the rejection back."""
    undone: set[str] = set()
    rows = list(judgements.sort("seq").iter_rows(named=True))
    for row in reversed(rows):
        if row["action"] == "undo" and str(row["seq"]) not in undone:
            undone.add(str(row["target"]))
    rejected: set[str] = set()
    for row in rows:
        if str(row["seq"]) in undone:
            continue
        if row["action"] == "reject":
            rejected.add(str(row["target"]))
        elif row["action"] == "accept":
            rejected.discard(str(row["target"]))
    return frozenset(rejected)


def most_common(values: Iterable[str]) -> list[str]:
    """Distinct values, most frequent first, then in alphabetical order."""
    return [v for v, _ in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0]))]
