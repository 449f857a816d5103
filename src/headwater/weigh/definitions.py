"""What a number counts or measures, in one spelling for claims of different words and languages."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from headwater.model.text import fold
from headwater.schema.concepts import find_concept
from headwater.weigh.numbers import PEOPLE, Number, common_unit, show_number
from headwater.weigh.questions import DEFINITIONS
from headwater.weigh.things import BROADER, HARDWARE

_FOLDED = tuple((name, tuple(fold(stem) for stem in stems)) for name, stems in DEFINITIONS)


def definition_of(claim: Mapping[str, Any]) -> str | None:
    """What a number counts or measures, in one spelling; None where the claim does not say."""
    unit, _ = common_unit(claim["quantity_unit"])
    own = fold(claim["definition"] or "")
    if claim["kind"] == "force_size" and unit != "persons" and not claim["quantity_unit"]:
        unit = "persons"
    near = fold(" ".join(filter(None, (claim["definition"], claim["object"], claim["quantity_text"], claim["quantity_unit"]))))
    named = fold(claim["object"] or "") if claim["kind"] == "force_size" else ""
    behind = _after_number(claim)
    if (first := _first_defined(behind, claim["kind"], unit)) is not None:
        return _refine(first, unit)
    for text in (named, own, near, fold(claim["quote"] or "")):
        for name, stems in _FOLDED:
            if _fits(name, claim["kind"], unit) and any(_stands(stem, text) for stem in stems):
                return _refine(name, unit)
    if claim["kind"] == "equipment_spec":
        by_unit = {"km": "range", "km/h": "speed", "min": "endurance", "m": "ceiling"}
        return by_unit.get(unit) or (own or None)
    if claim["kind"] == "force_size":
        if counts_things(claim["quantity_unit"]):
            return unit
        if not own or own.startswith(_ANYONE) or any(stem in own for stem in PEOPLE):
            return None
        found = find_concept(own)
        return found.label if found is not None and found.id in _STAFF else own
    return own or None


def counts_things(unit: str | None) -> bool:
    """Whether a unit names hardware and no people: "45 drones"."""
    found = find_concept(unit) if unit else None
    return found is not None and found.id in HARDWARE | set(BROADER)


def show_force(number: Number, definition: str | None) -> str:
    """A size with what it counts: "about 123,000 active troops", "57,000 in the army", "45 drones"."""
    if definition is None or number.unit != "persons":
        return show_number(number)
    if definition in _SERVICES:
        return f"{show_number(replace(number, unit=''))} in the {definition}"
    return show_number(replace(number, unit=_PLURALS.get(definition, definition)))


_STAFF = frozenset({"workers", "experts", "pilots"})
_SERVICES = frozenset({"army", "navy", "air force", "armed forces"})
_PLURALS = {"militia": "militia members", "national guard": "national guard members", "people in arms": "people under arms"}
"""Definition -> plural noun; others are their own."""
_SAME = frozenset({"active troops", "regular troops", "armed forces"})
"""Definitions that newspapers use for one and the same number."""


def relate_definitions(a: str | None, b: str | None) -> str:
    """How two definitions of a size stand to each other: same, open (one does not say, or they are close), or apart."""
    if a == b:
        return "same"
    if a is None or b is None or {a, b} <= _SAME or {a, b} == {"armed forces", "people in arms"}:
        return "open"
    return "apart"


_ANYONE = ("person", "people", "gente", "pessoa")
"""Words that say no more than that people are counted."""
_CUT = re.compile(r"[,;.:(\d]| and | y | e | et | con | with | but ")


def _after_number(claim: Mapping[str, Any]) -> str:
    """The words right behind the number, up to the next figure or clause: what it counts, if anything says so."""
    quote, number = claim["quote"] or "", claim["quantity_text"]
    at = quote.find(number) if number else -1
    if at < 0:
        return ""
    return fold(_CUT.split(quote[at + len(number) :], maxsplit=1)[0])[:40]


_FORCES = frozenset(
    name for name, _ in DEFINITIONS[: next(i for i, (name, _) in enumerate(DEFINITIONS) if name == "endurance")]
)
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


def _first_defined(text: str, kind: str, unit: str) -> str | None:
    """The definition that stands first behind a number: "people in arms, soldiers and militia" counts people in arms."""
    found = (
        (at, order, name)
        for order, (name, stems) in enumerate(_FOLDED)
        if _fits(name, kind, unit)
        for stem in stems
        if (at := _place(stem, text)) >= 0
    )
    return min(found, default=(0, 0, None))[2]


def _stands(stem: str, text: str) -> bool:
    """Whether a word of the text begins with the stem."""
    return _place(stem, text) >= 0


def _place(stem: str, text: str) -> int:
    """Where a word of the text begins with the stem; -1 if none does."""
    at = text.find(stem)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(stem, at + 1)
    return at
