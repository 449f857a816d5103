"""Equipment designators, by the shape in which they are written.

The shapes carry to equipment that no list has: letters, hyphen, number (C-802); name, hyphen, number (Mohajer-6); name,
blank, number where the name is a listed family or an equipment word stands beside it (Shahed 136); name and
letter-number (Zamora V-1).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.annotate.found import Found, Sentence
from headwater.annotate.lookup import fold
from headwater.schema.equipment import equipment_key, load_equipment
from headwater.schema.lexicon import EquipmentFamily, load_designators

_DASH = "\u2010\u2011\u2012\u2013-"
_HYPHENED = re.compile(
    rf"(?<![\w/.{_DASH}])(?P<stem>[A-Z][^\W\d_]{{0,14}}(?:/[A-Z])?)[{_DASH}](?P<number>\d{{1,4}}[A-Za-z]{{0,4}}\d{{0,2}}[A-Z]{{0,2}}|[IVX]{{1,4}})(?P<block>\s(?:Block|Bloque)\s[\dIVX]{{1,4}}[A-Z]?)?(?![\w%°]|[.,]\d)"
)
_SPACED = re.compile(
    r"(?<![\w.-])(?P<stem>[A-Z][^\W\d_]{1,14}(?: [A-Z][^\W\d_]{2,14})?) (?P<number>[A-Z]?\d{1,4}[A-Z]{0,3}|[IVX]{1,4})(?![\w%°]|[.,]\d)"
)
_JOINED = re.compile(r"(?<![\w.-])(?P<stem>[A-Z][A-Za-z]{0,3})(?P<number>\d{1,4}[A-Z]{0,3}\d?)(?![\w%°]|[.,]\d)")
_NAMED = re.compile(r"(?P<name>[A-ZÁÉÍÓÚÑ][^\W\d_]{2,14}) $")
_NUMERALS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10"}

BESIDE = re.compile(
    r"\b(?:drone|drones|uav|uavs|uas|ucav|unmanned|missile|missiles|rocket|rockets|jet|jets|fighter|fighters|aircraft|plane|planes|bomber|bombers"
    r"|helicopter|helicopters|tank|tanks|launcher|launchers|radar|radars|rifle|rifles|submarine|submarines|frigate|frigates|howitzer|howitzers"
    r"|torpedo|munition|munitions|system|systems|boat|boats|warplane|warplanes|interceptor|vehicle|vehicles|airframe"
    r"|dron|misil|misiles|cohete|cohetes|avion|aviones|caza|cazas|helicoptero|helicopteros|tanque|tanques|fusil|fusiles|submarino|submarinos"
    r"|fragata|fragatas|lancha|lanchas|radares|sistema|sistemas|aeronave|aeronaves|lanzador|vant|obus|proyectil|vehiculo|vehiculos"
    r"|avions|helicoptere|helicopteres|char|chars|fusee|fusees|aviao|avioes|missil|misseis|foguete|navio)\b"
)
"""Words for equipment, folded, in four languages."""

_BESIDE_CHARS = 40
_PENNANT = re.compile(
    r"\b(?:frigate|corvette|destroyer|fragata|corbeta|destructor|patrullera|buque|guardacostas)\s(?:\w{3,12}\s)?$"
)
"""A number after a ship's word is painted on its side: "la fragata F-22"."""
_NOT_STEMS = frozenset(
    [
        "uranium",
        "plutonium",
        "carbon",
        "polonium",
        "cesium",
        "caesium",
        "iodine",
        "strontium",
        "radium",
        "cobalt",
        "u",
        "pu",
        "h",
        "i",
        "v",
        "p",
        "m",
        "r",
        "a",
        "under",
        "over",
        "pre",
        "mid",
        "post",
        "early",
        "late",
        "sub",
        "catch",
        "studio",
        "chapter",
        "boeing's",
        "apollo",
        "voyager",
        "n",
        "d",
        "x",
        "th",
        "st",
        "nd",
        "rd",
        "k",
        "sb",
        "hr",
        "q",
        "e",
    ]
)
"""Stems before a hyphen and number that name isotopes, ages, roads, bills or quarters."""


@dataclass(frozen=True, slots=True)
class _Stems:
    families: Mapping[str, EquipmentFamily]
    spellings: Mapping[str, str]
    same_as: Mapping[str, str]


@cache
def _stems() -> _Stems:
    families: dict[str, EquipmentFamily] = {}
    spellings: dict[str, str] = {}
    same_as: dict[str, str] = {}
    for family in load_designators().families:
        if family.is_numbered:
            families |= {fold(stem): family for stem in family.stems}
        spellings |= {fold(k): v for k, v in family.spellings.items()}
        same_as |= {fold(k): v for k, v in family.same_as.items()}
    return _Stems(families, spellings, same_as)


def find_designators(sentence: Sentence) -> Iterator[Found]:
    """Designators in a sentence; detail has family, variant, class and country where the shape or a list tells."""
    text = sentence.text
    if not any(map(str.isdigit, text)) and not _has_numeral(text):
        return
    for match in _HYPHENED.finditer(text):
        if _is_designator(match["stem"], match["number"], sentence, match.start(), match.end()):
            number = match["number"] + (match["block"] or "")
            yield _make(sentence, match.start(), match.end(), match["stem"], number, "designator: hyphen")
    for match in _SPACED.finditer(text):
        stem = match["stem"]
        family = _stems().families.get(fold(stem))
        if family is None and " " in stem:
            stem = stem.split(" ")[1]
            family = _stems().families.get(fold(stem))
        if family is not None:
            start = match.end() - len(match["number"]) - 1 - len(stem)
            yield _make(sentence, start, match.end(), stem, match["number"], "designator: listed name and number")
    for match in _JOINED.finditer(text):
        if match["stem"] in load_designators().prefixes and _stands_beside(sentence, match.start(), match.end()):
            yield _make(sentence, match.start(), match.end(), match["stem"], match["number"], "designator: letters and number")


def _has_numeral(text: str) -> bool:
    return "-I" in text or "-V" in text or " I" in text or " V" in text or "-X" in text


def _is_designator(stem: str, number: str, sentence: Sentence, start: int, end: int) -> bool:
    folded = fold(stem)
    if folded in _stems().families:
        return True
    if folded in load_designators().not_before_number or (number.isdigit() and len(number) == 4 and number[:2] in {"19", "20"}):
        return False
    if not number[0].isdigit():
        return _stands_beside(sentence, start, end)
    if stem in load_designators().prefixes:
        return True
    if folded in _NOT_STEMS:
        return len(stem) == 1 and (_stands_beside(sentence, start, end) or _named_before(sentence.text, start) is not None)
    return len(stem) <= 4 or len(number) <= 3


def _stands_beside(sentence: Sentence, start: int, end: int) -> bool:
    near = sentence.folded[max(0, start - _BESIDE_CHARS) : end + _BESIDE_CHARS]
    return BESIDE.search(near) is not None


def _named_before(text: str, start: int) -> str | None:
    match = _NAMED.search(text, max(0, start - 17), start)
    if match is None or match.start() == 0 or fold(match["name"]) in load_designators().not_before_number:
        return None
    return match["name"]


def _make(sentence: Sentence, start: int, end: int, stem: str, number: str, maker: str) -> Found:
    family = _stems().families.get(fold(stem))
    if family is None and len(stem) == 1 and (name := _named_before(sentence.text, start)) and fold(name) not in _MAKERS:
        start = start - len(name) - 1
        variant = f"{name} {stem}-{number}"
        return Found(start, end, "equipment", variant, "designator: name and letter", {"family": name, "variant": variant})
    variant = canonical_variant(family.name if family else stem, number)
    variant = _stems().spellings.get(fold(f"{stem}-{number}"), variant)
    detail: dict[str, str | None] = {"family": _bare_family(stem, number), "variant": variant}
    if family is not None:
        detail = {**family.detail, "family": family.name, "variant": variant}
    elif _PENNANT.search(sentence.folded, max(0, start - 22), start):
        detail |= {"family": None, "class": "ship"}
    elif (prefix := load_designators().prefixes.get(stem)) is not None:
        detail = {**prefix, "variant": variant}
    if (same := _stems().same_as.get(fold(variant))) is not None:
        detail["same_as"] = same
    return Found(start, end, "equipment", variant, maker, detail)


def _bare_family(stem: str, number: str) -> str:
    """Family of a designator that no list has: its words, or where they are one letter that and the digits."""
    if len(stem) > 1:
        return stem
    digits = re.match(r"\d+|[IVX]+", number)
    return f"{stem}-{digits.group() if digits else number}"


_MAKERS = frozenset(
    fold(m)
    for m in (
        "Lockheed",
        "Sukhoi",
        "Mikoyan",
        "Boeing",
        "Tupolev",
        "Ilyushin",
        "Antonov",
        "American",
        "Russian",
        "Chinese",
        "Iranian",
        "Soviet",
        "Venezuelan",
        "Ukrainian",
        "French",
        "German",
        "Turkish",
        "Israeli",
        "Northrop",
        "Grumman",
        *(
            "Chengdu",
            "Shenyang",
            "Xian",
            "Harbin",
            "Hongdu",
            "Kamov",
            "Yakovlev",
            "Beriev",
            "Embraer",
            "Dassault",
            "Saab",
            "Bell",
        ),
        *(
            "Airbus",
            "Eurocopter",
            "Elbit",
            "Baykar",
            "Raytheon",
            "Bombardier",
            "Cessna",
            "Diamond",
            "Norinco",
            "Kaman",
            "Hughes",
        ),
    )
)
"""Words before a designator that are no part of its name."""


def canonical_variant(stem: str, number: str) -> str:
    """How a variant is written here: `Ababil` and `II` is `Ababil-2`; `Su` and `30MK2` is `Su-30MK2`.

    Example:
        >>> canonical_variant("Ababil", "II")
        'Ababil-2'
    """
    number = _NUMERALS.get(number, number)
    if len(number) > 1 and number.endswith("s") and number[:-1].isdigit():
        number = number[:-1]
    joint = (
        " "
        if (number[0].isalpha() and len(number) > 1 and number[1:2].isdigit())
        or stem in {"Boeing", "Airbus", "Leopard", "Mirage", "Hermes", "Wing Loong"}
        else "-"
    )
    return f"{stem}{joint}{number}"


def add_identity(name: str, detail: Mapping[str, Any]) -> dict[str, Any]:
    """What the list of designs says of a mention: maker, role, and where sources dispute which design it is, the candidates.

    Args:
        name: Canonical name of the mention, or its words.
        detail: family, variant, class, country as the shape or the families tell.

    Returns:
        The detail with `manufacturer` and `role`, and `disputed`, `candidates` and `local_name` where they apply; nothing
        that is there already is changed.
    """
    known = load_equipment()
    design = next((d for n in (detail.get("variant"), name) if n and (d := known.get(equipment_key(str(n))))), None)
    if design is None:
        return dict(detail)
    found: dict[str, Any] = {"manufacturer": design.maker, "role": design.role}
    if design.disputed_same_as:
        found |= {"disputed": True, "candidates": [design.variant, *design.disputed_same_as]}
        if design.country != known[equipment_key(design.disputed_same_as[0])].country:
            found["local_name"] = design.variant
    elif equipment_key(name) != equipment_key(design.variant) and detail.get("same_as"):
        found["local_name"] = name
    return {**found, **{k: v for k, v in detail.items() if v is not None or k not in found}}
