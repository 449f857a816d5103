"""What a number counts or measures, in one spelling for claims of different words and languages."""

import re
from collections.abc import Mapping
from typing import Any

from headwater.weigh.actors import fold
from headwater.weigh.numbers import common_unit
from headwater.weigh.questions import DEFINITIONS


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
    return "people in arms" if unit == "persons" and (not own or own.startswith(_ANYONE)) else own or None


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
