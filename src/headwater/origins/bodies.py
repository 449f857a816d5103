"""Bodies called by their kind: "the institute" is the institute that the text has named, "the company" its one company."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from headwater.origins.cues import plain_words
from headwater.origins.phrase import Phrase

Row = Mapping[str, Any]
BESIDE_CHARS = 40
"""A kind stands within this many characters before a name ("the company Norrland Aero"), or behind its comma."""
_KINDS = (
    frozenset(["company", "firm", "manufacturer", "maker", "group", "corporation", "operator", "supplier", "empresa", "firma", "compania",
               "fabricante", "grupo", "corporacion", "proveedor", "contratista", "contractor"]),
    frozenset(["institute", "centre", "center", "foundation", "think", "tank", "instituto", "centro", "fundacion", "observatorio",
               "observatory", "laboratory", "laboratorio"]),
    frozenset(["ministry", "department", "ministerio", "secretaria", "departamento", "cancilleria"]),
    frozenset(["organisation", "organization", "group", "ngo", "charity", "association", "organizacion", "grupo", "ong", "asociacion",
               "union", "sindicato", "federation", "federacion"]),
    frozenset(["agency", "bureau", "office", "agencia", "oficina"]),
    frozenset(["commission", "committee", "council", "panel", "comision", "comite", "consejo"]),
    frozenset(["university", "universidad"]),
    frozenset(["army", "ejercito"]),
    frozenset(["navy", "armada", "marina"]),
)  # fmt: skip
"""Nouns for one kind of body in English and Spanish, without accents."""
_ONE_OF_A_STATE = frozenset({"army", "ejercito", "navy", "armada", "marina", "ministry", "ministerio"})
"""Bodies that are said by their own noun wherever they are named: another body is none of them."""
_ALL = frozenset(w for group in _KINDS for w in group)
_DEFINITE = re.compile(r"\b(?:the|its|that|el|la|dicho|dicha|ese|esa|este|esta) $", re.IGNORECASE)
_WORD = re.compile(r"\w+")
MAX_BACK = 60
"""Mentions of bodies before a phrase that it may mean."""


def name_bodies(text: str, phrases: Sequence[Phrase], mentions: Sequence[Row]) -> list[Phrase]:
    """Phrases in which a body is called by its kind alone, with the one name of such a body that stands before.

    Without one of that very noun, a body of a like kind and those of which no kind is known count alike; two are one too many.

    Args:
        text: The text.
        phrases: Phrases that credit someone, in order.
        mentions: Mentions of the document.
    """
    if not any(_kind_noun(p) for p in phrases):
        return list(phrases)
    named = [(m["start"], m["end"], m["name"] or m["text"]) for m in mentions if m["kind"] == "organisation"]
    named += [(p.cited_start, p.cited_end, p.cited) for p in phrases if p.kind == "body" and p.cited[:1].isupper()]
    kinds = [(at, name, _kinds_of(text, at, end, name)) for at, end, name in sorted(set(named))]
    return [_name_body(text, p, kinds) for p in phrases]


def is_body_noun(word: str) -> bool:
    """Whether a noun before a name says that it is a body's: "company", "instituto"."""
    words = plain_words(word)
    return len(words) == 1 and words[0] in _ALL


def _kind_noun(p: Phrase) -> str | None:
    """The noun by which a phrase calls a body, where it says nothing else: "institute", "ministry"."""
    words = plain_words(p.cited)
    is_kind = p.kind in {"unnamed", "official", "body", "document"} and len(words) == 1 and p.cited.islower()
    return words[0] if is_kind and any(words[0] in group for group in _KINDS) else None


def _kinds_of(text: str, start: int, end: int, name: str) -> frozenset[str]:
    """Words of a name, and of what stands beside it, that say what kind of body it is."""
    before = re.split(r"[.,;:!?]", text[max(0, start - BESIDE_CHARS) : start])[-1]
    after = re.split(r"[.;:!?]", text[end : end + BESIDE_CHARS])[0] if text[end : end + 1] == "," else ""
    words = {w for part in (before, after, name) for m in _WORD.finditer(part) for w in plain_words(m.group())}
    return frozenset(w for w in words if any(w in group for group in _KINDS))


def _name_body(text: str, p: Phrase, kinds: Sequence[tuple[int, str, frozenset[str]]]) -> Phrase:
    noun = _kind_noun(p)
    if noun is None or not _DEFINITE.search(text[max(0, p.cited_start - 6) : p.cited_start]):
        return p
    alike = frozenset(w for group in _KINDS if noun in group for w in group)
    at = bisect_left(kinds, p.cited_start, key=lambda k: k[0])
    before = kinds[max(0, at - MAX_BACK) : at]
    plain = {name for _, name, found in before if not found}
    names = {name for _, name, found in before if noun in found}
    if not names and noun not in _ONE_OF_A_STATE:
        names = plain | {name for _, name, found in before if alike & found}
    longest = {n for n in names if not any(n != o and n.casefold() in o.casefold() for o in names)}
    return replace(p, cited=longest.pop(), kind="body") if len(longest) == 1 else p
