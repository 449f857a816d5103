"""Offices as the persons who hold them: "the minister said" is what the minister whom the text names said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from headwater.origins.cues import Cues, load_cues, plain_words
from headwater.origins.phrase import Phrase

Row = Mapping[str, Any]
TITLE_CHARS = 60
"""A title stands within this many characters before the name of who holds it, or behind it in an apposition."""
_DEFINITE = re.compile(r"(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Ss]u|(?:[A-Z]\w+ ){0,2}[A-Z]\w+['’]s?)\b")
_BEFORE_NOUN = re.compile(r"(?:^|\s)(?:the|its|his|her|el|la|su|este|esta|o|le) $", re.IGNORECASE)
_WORD = re.compile(r"\w+")


_SAME = (
    frozenset(["legislator", "senator", "lawmaker", "deputy", "congressman", "congresswoman", "mp", "legislador", "legisladora", "senador",
               "senadora", "diputado", "diputada", "parlamentario", "parlamentaria"]),
    frozenset(["officer", "colonel", "brigadier", "general", "captain", "major", "lieutenant", "admiral", "commander", "oficial", "coronel",
               "capitan", "comandante", "almirante", "teniente", "militar"]),
    frozenset(["president", "mandatario", "mandataria", "presidente", "presidenta"]),
    frozenset(["spokesman", "spokeswoman", "spokesperson", "portavoz", "vocero", "vocera"]),
    frozenset(["minister", "ministro", "ministra", "canciller"]),
    frozenset(["expert", "analyst", "researcher", "fellow", "scholar", "professor", "economist", "historian", "academic", "specialist",
               "experto", "experta", "analista", "investigador", "investigadora", "profesor", "profesora", "economista", "academico",
               "especialista", "politologo", "politologa"]),
    frozenset(["ambassador", "envoy", "diplomat", "embajador", "embajadora", "diplomatico", "diplomatica"]),
)  # fmt: skip
"""Nouns by which one text calls the same person: "the senator", then "the lawmaker"."""


_ANYBODY = frozenset(
    {"funcionario", "funcionaria", "official", "politician", "politico", "politica", "dirigente", "leader", "jefe", "jefa"}
)
"""Nouns for anybody in office: the one person whom a text names."""


def name_offices(text: str, phrases: Sequence[Phrase], mentions: Sequence[Row], cues: Cues) -> list[Phrase]:
    """Phrases in which an office is named by the one person of the text who holds it.

    An office is a singular noun with an article or owner ("the minister", "South Korea's defence minister"). It stands for a
    person whose name the text puts next to the same noun; or, where the text credits one person only and that person
    stands beside no other office, for that person.

    Args:
        text: The text.
        phrases: Phrases that credit someone, in order.
        mentions: Mentions of the document.
        cues: The cue words.
    """
    persons = {
        m["name"] or m["text"]: (m["start"], m["end"])
        for m in mentions
        if m["kind"] == "person" and " " in (m["name"] or m["text"])
    }
    named = {p.cited: p for p in phrases if p.kind == "official" and " " in p.cited and p.cited[0].isupper() and not _office(p)}
    for cited, p in named.items():
        persons.setdefault(cited, (p.cited_start, p.cited_end))
    if not persons:
        return list(phrases)
    return [_name_office(text, p, persons, named, cues) for p in phrases]


def _office(p: Phrase) -> str | None:
    """The noun of a phrase that names an office and no person."""
    words = plain_words(p.cited)
    last = words[-1] if words else ""
    first = words[0] if words else ""
    folded = _folded_offices()
    noun = last if last in folded else first if first in folded and p.cited[:1].islower() else None
    return noun if noun is not None and p.cited.split()[-1][:1].islower() else None


@cache
def _folded_offices() -> frozenset[str]:
    cues = load_cues()
    return (
        frozenset(w for x in ("offices", "unnamed") for o in cues.sets[x] if not o.endswith("s") for w in plain_words(o))
        - _BODIES
    )


_BODIES = frozenset(
    ["government", "ministry", "army", "military", "parliament", "company", "gobierno", "ministerio", "ejercito", "empresa", "police",
     "policia", "embassy", "embajada", "court", "council", "consejo", "committee", "comision", "commission", "comite", "congreso",
     "parlamento", "asamblea", "navy", "marina", "armada", "regime", "regimen", "delegation", "delegacion", "prensa", "press", "media",
     "television", "agency", "agencia", "newspaper", "periodico", "source", "fuente", "report", "intelligence", "inteligencia", "opposition",
     "oposicion", "cancilleria", "fiscalia", "compania", "organizacion", "gouvernement", "ministere", "armee", "presse", "journal", "agence",
     "governo", "ministerio", "exercito", "jornal", "midia", "imprensa", "person", "people", "somebody",
     "someone", "medio", "persona", "alguien", "side", "crew", "figure", "witness", "testigo"]
)  # fmt: skip
"""Of the nouns for sources those that no single person holds."""


def _name_office(
    text: str, p: Phrase, persons: Mapping[str, tuple[int, int]], named: Mapping[str, Phrase], cues: Cues
) -> Phrase:
    noun = _office(p)
    before = text[max(0, p.cited_start - 6) : p.cited_start]
    is_definite = _DEFINITE.match(text[p.cited_start : p.cited_end]) or (
        _BEFORE_NOUN.search(before) and p.start < p.cited_start
    )
    if noun is None or p.kind not in {"official", "unnamed"} or not is_definite:
        return p
    alike = next((same for same in _SAME if noun in same), frozenset({noun}))
    near = {name: _around(text, start, end) for name, (start, end) in persons.items()}
    holders = [n for n, words in near.items() if noun in words] or [n for n, words in near.items() if alike & words]
    if not holders and len(named) == 1 and noun in {w for o in cues.sets["offices"] for w in plain_words(o)}:
        (only,) = named
        start, end = persons[only]
        holders = [] if _around(text, start, end) & _folded_offices() else [only]
    if not holders and noun in _ANYBODY and len(persons) == 1:
        holders = list(persons)
    return replace(p, cited=holders[0], kind="official") if len(set(holders)) == 1 else p


def _around(text: str, start: int, end: int) -> frozenset[str]:
    """Plain words that stand next to a name, up to the end of the clause before and a comma's apposition behind."""
    before = _behind_verb(re.split(r"[.;:!?]", text[max(0, start - TITLE_CHARS) : start])[-1])
    after = re.split(r"[.;:!?]", text[end : end + TITLE_CHARS])[0] if text[end : end + 1] == "," else ""
    return frozenset(w for part in (before, after) for m in _WORD.findall(part) for w in plain_words(m))


def _behind_verb(before: str) -> str:
    """What stands behind the last verb of saying: in "the president told NPR's Ana Ruiz" she is not the president."""
    say = load_cues().say
    cut = max((m.end() for m in _WORD.finditer(before) if m.group().casefold() in say), default=0)
    return before[cut:]
