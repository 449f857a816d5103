"""Equipment named otherwise than by letters and a number: indexes, types, classes of ships, named ships, and by naming words.

"9K338" and "2K12 Kub" are indexes of the Soviet and Russian services, "Type 056" a type of China's, Britain's or Germany's,
"Gadir-class" a class of ships, "USS Gravely" a ship; "a missile called Emad" names what no list has.
"""

import re
from collections.abc import Iterator
from functools import cache

from headwater.annotate.found import Found, Sentence
from headwater.annotate.lookup import fold
from headwater.schema.lexicon import load_designators

_CAPITAL = r"[A-ZÁÉÍÓÚÑ]"
_WORD = rf"{_CAPITAL}[\w'’-]{{1,20}}"
_INDEX = re.compile(rf"(?<![\w-])(?P<index>\d{{1,2}}[KMPFBSAOTYVEW]\d{{1,4}}[A-Z]?\d?)(?:\s(?P<name>{_WORD}))?(?![\w%])")
_TYPE = re.compile(r"(?<![\w-])(?P<stem>Type|Tipo|Project|Proyecto)[ -](?P<number>\d{1,5}[A-Z]{0,3})(?![\w%]|[.,]\d)")
_CLASS = re.compile(
    rf"(?<![\w-])(?P<name>{_WORD}(?:\s{_WORD})?)[- ]class\b|(?<![\w-])[Cc]lase\s(?P<nombre>{_WORD}(?:\s{_WORD})?)"
)
_SHIP = re.compile(
    r"(?<![\w-])(?P<prefix>USS|USNS|USCGC|HMS|HMAS|HMCS|HMNZS|HNLMS|IRIS|IRINS|INS|ARBV|ARA|ARC|BAP|BAE|ROKS|PNS|KRI|TCG|ORP|HDMS|RFA"
    rf"|ITS|BRP|RSS|SAS|ROCS|BNS)\s(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})"
)
_SHIP_NOUN = (
    r"ship|ships|warship|warships|boat|boats|vessel|vessels|submarine|submarines|frigate|frigates|corvette|corvettes|destroyer"
    r"|destroyers|cruiser|cruisers|carrier|carriers|patrol|landing|missile|fragata|fragatas|corbeta|corbetas|submarino|submarinos"
    r"|buque|buques|destructor|destructores|patrullera|patrulleras|lancha|lanchas|portaaviones"
)
_SHIP_BESIDE = re.compile(rf"\b(?:{_SHIP_NOUN})\b")
_DUBBED = re.compile(
    r"\b(?P<noun>drones?|uavs?|missiles?|rockets?|aircraft|jets?|fighters?|helicopters?|tanks?|radars?|torpedo(?:es)?|munitions?|systems?"
    r"|boats?|submarines?|frigates?|destroyers?|vehicles?|satellites?|misil(?:es)?|cohetes?|aviones|avion|helicopteros?|tanques?"
    r"|lanchas?|submarinos?|fragatas?|sistemas?|satelites?|vehiculos?)\b"
    r"[^.;:!?]{0,25}?\b(?:called|named|dubbed|known as|designated|nicknamed|llamad[oa]s?|bautizad[oa]s?|denominad[oa]s?|conocid[oa]s? como)"
    r"\s(?:the\s|el\s|la\s|los\s|como\s)?[\"“«']?(?=(?P<start>.))"
)
_DUBBED_NAME = re.compile(rf"{_WORD}(?:[ -](?:{_WORD}|\d{{1,4}}[A-Z]?)){{0,2}}")
_BESIDE_CHARS = 45
_CLASS_OF = {
    "drone": "drone", "uav": "drone", "missile": "missile", "misil": "missile", "rocket": "rocket", "cohete": "rocket",
    "aircraft": "aircraft", "jet": "aircraft", "fighter": "aircraft", "avion": "aircraft", "helicopter": "helicopter",
    "tank": "vehicle", "tanque": "vehicle", "vehicle": "vehicle", "radar": "radar", "boat": "ship", "lancha": "ship",
    "submarin": "submarine", "frigate": "ship", "fragata": "ship", "destroyer": "ship", "satel": "satellite", "munition": "munition",
    "torpedo": "munition",
}  # fmt: skip


def find_shapes(sentence: Sentence) -> Iterator[Found]:
    """Equipment of the shapes above; detail has family, variant and class where the shape tells."""
    text = sentence.text
    for match in _INDEX.finditer(text):
        if _near(sentence, match.start(), match.end()) or match["name"] in _families():
            name = match["name"] if match["name"] in _families() else None
            end = match.end() if name else match.end("index")
            words = text[match.start() : end]
            yield _found(match.start(), end, words, "designator: index", name or match["index"], words, None)
    for match in _TYPE.finditer(text):
        if _near(sentence, match.start(), match.end()):
            words = f"{match['stem']} {match['number']}"
            yield _found(match.start(), match.end(), words, "designator: type", words, words, None)
    for match in _CLASS.finditer(text):
        name = match["name"] or match["nombre"]
        first, _, rest = name.partition(" ")
        start = match.start()
        if rest and fold(first) in load_designators().not_before_number:  # "The Gorgan-class"
            name, start = rest, start + len(first) + 1
        near = sentence.folded[max(0, match.start() - 20) : match.end() + 30]
        if fold(name.split()[0]) not in load_designators().not_before_number and _SHIP_BESIDE.search(near):
            kind = "submarine" if "submarin" in near else "ship"
            yield _found(start, match.end(), text[start : match.end()], "designator: class", name, None, kind)
    for match in _SHIP.finditer(text):
        yield _found(match.start(), match.end(), match.group(), "designator: ship's name", None, match.group(), "ship")
    yield from _find_dubbed(sentence)


def _find_dubbed(sentence: Sentence) -> Iterator[Found]:
    """What a naming word names: "a ballistic missile called Emad"."""
    for match in _DUBBED.finditer(sentence.folded):
        named = _DUBBED_NAME.match(sentence.text, match.start("start"))
        if named is not None:
            kind = next((c for noun, c in _CLASS_OF.items() if match["noun"].startswith(noun)), None)
            words = named.group()
            has_number = any(c.isdigit() for c in words)
            family = re.split(r"[ -]\d", words)[0]
            yield _found(
                named.start(), named.end(), words, "designator: naming word", family, words if has_number else None, kind
            )


def _found(start: int, end: int, name: str, maker: str, family: str | None, variant: str | None, kind: str | None) -> Found:
    return Found(start, end, "equipment", name, maker, {"family": family, "variant": variant, "class": kind})


@cache
def _families() -> frozenset[str]:
    return frozenset(f.name for f in load_designators().families)


def _near(sentence: Sentence, start: int, end: int) -> bool:
    from headwater.annotate.equipment import BESIDE

    near = sentence.folded[max(0, start - _BESIDE_CHARS) : end + _BESIDE_CHARS]
    return BESIDE.search(near) is not None or _SHIP_BESIDE.search(near) is not None
