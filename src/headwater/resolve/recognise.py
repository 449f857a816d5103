"""Names of places that nothing found yet: capitalised words that the gazetteer knows, in words that speak of a place.

The language models read only the sentences in which a claim can stand, and take small towns for people and firms. Here
every capitalised name of a document that is in the gazetteer is weighed by the words around it ("in Alton", "Boone
County", "Berlin police", "Salina, Kan."), by its own weight (a state, a large city) and by what the document says of the
same name elsewhere. One name that is certain somewhere in the document is believed in the rest of it.

Source: cue words around gazetteer names as in Edinburgh's geoparser (Grover et al. 2010, doi:10.1098/rsta.2010.0149) and
Lieberman and Samet 2011 (multifaceted toponym recognition); weights are set by hand. It fails on towns that are also
surnames or common words where no other word tells, and on names in scripts without capitals.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.resolve.folding import fold_name
from headwater.resolve.gazetteer import Candidate, Gazetteer
from headwater.schema.beside import load_place_cues
from headwater.schema.lexicon import load_given_names

ENOUGH = 1.5
"""What a name must reach where nothing was found."""
ENOUGH_TO_CHANGE = 1.5
"""What a name must reach to overrule the general model."""
ENOUGH_INSIDE = 0.75
"""What a name must reach inside the name of an organisation or site: "Kentucky Home Guard"."""
CERTAIN = 2.5
"""From here on a name is believed in the whole document."""
MAX_WORDS = 4
MAX_SHORT = 6
"""Letters of the short names of divisions ("Miss.", "Okla."), which are words as well."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_JOINERS = frozenset(
    ["of", "de", "del", "la", "las", "los", "the", "upon", "on", "al", "el", "do", "da", "du", "le", "y", "sur", "am"]
)
_GAPS = frozenset([" ", "-", ". ", "\u00a0", "\u2010", "\u2011"])
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_CONTRACTION = re.compile(r"['’](?:ll|d|m|re|ve|t)$")
_DATELINE = re.compile(r"(?:,? \w{1,12}\.?,?)?\s?(?:\([A-Z]{2,12}\)|[—–]|--|- )")
_STARTS = re.compile(r"(?:^|[.!?:;\n\"“”»\])*•]|--|[—–])\s*$")
_QUALIFIER = re.compile(r",\s{1,2}((?:[^\W\d_][\w.'’-]{0,24})(?: [A-Z][\w.'’-]{0,24}){0,2})")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?\s$")
_BEFORE_CHARS = 24
_CHANGED = frozenset({"person", "organisation", "equipment", "demonym"})
_HOLDERS = frozenset({"person", "organisation", "site"})
_FREE = frozenset({"quantity"})
_PARTY = re.compile(r"\b[DRI]-$")
"""Where an American lawmaker is from: "Rep. Torrey Westrom, R-Elbow Lake"."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A name in the text that the gazetteer knows, and how much speaks for a place.

    Attributes:
        start: First code point.
        end: One past the last.
        key: Folded name.
        weight: What its own words and the words around it say.
        is_barred: Whether it stands where only a person's name does.
    """

    start: int
    end: int
    key: str
    weight: float
    is_barred: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    """A place that was found.

    Attributes:
        start: First code point.
        end: One past the last.
        replaces: Indexes of the mentions that it takes the place of.
        inside: Index of the mention that it stands in, or None.
    """

    start: int
    end: int
    replaces: tuple[int, ...]
    inside: int | None


def recognise_places(text: str, mentions: Sequence[Mapping[str, Any]], gazetteer: Gazetteer) -> list[Recognised]:
    """Names of places that no mention holds, or that a mention of the general model takes for something else.

    Args:
        text: The document's text.
        mentions: Its mentions: start, end, kind, maker, text.
        gazetteer: Where names are looked up.

    Returns:
        Places in order of their start; none overlaps a mention of a place, country, site that was found by a list, or
        another of them.
    """
    cover = _cover(mentions)
    surnames = _surnames(mentions)
    placed = {fold_name(m["text"]) for m in mentions if m["kind"] in {"place", "country"}}
    unknown = {n for n, m in enumerate(mentions) if m["kind"] == "place" and not gazetteer.find(m["text"])}
    seen = list(_look(text, gazetteer))
    best: dict[str, float] = defaultdict(float)
    for s in seen:
        if not s.is_barred:
            best[s.key] = max(best[s.key], s.weight)
    found: list[Recognised] = []
    end = 0
    for s in seen:
        if s.start < end or s.is_barred:
            continue
        certain = 1.5 if s.key in placed or best[s.key] >= CERTAIN else 0.0
        weight = s.weight + certain - (2.5 if s.key in surnames and best[s.key] < CERTAIN else 0.0)
        if (kept := _decide(s, weight, cover, mentions, unknown)) is not None:
            found.append(kept)
            end = kept.end
    return found


def _cover(mentions: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Code point -> index of the mention that holds it; where one holds another, the inner one."""
    wide = sorted(range(len(mentions)), key=lambda n: mentions[n]["start"] - mentions[n]["end"])
    return {i: n for n in wide for i in range(mentions[n]["start"], mentions[n]["end"])}


def _surnames(mentions: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    names = [m["text"].split() for m in mentions if m["kind"] == "person"]
    return frozenset(fold_name(words[-1]) for words in names if len(words) > 1)


def _decide(
    s: Seen, weight: float, cover: Mapping[int, int], mentions: Sequence[Mapping[str, Any]], unknown: set[int]
) -> Recognised | None:
    """Whether a name is taken, by what already stands on it; `unknown` are places that no gazetteer has by their name."""
    over = sorted({cover[i] for i in range(s.start, s.end) if i in cover})
    over = [n for n in over if mentions[n]["kind"] not in _FREE]
    if not over:
        return Recognised(s.start, s.end, (), None) if weight >= ENOUGH else None
    held = mentions[over[0]]
    if len(over) == 1 and held["start"] <= s.start and s.end <= held["end"] and not _is_whole(s, held):
        return _inside(s, weight, over[0], held, is_unknown=over[0] in unknown)
    is_guess = all(_may_be_replaced(mentions[n], s) for n in over)
    return Recognised(s.start, s.end, tuple(over), None) if is_guess and weight >= ENOUGH_TO_CHANGE else None


def _is_whole(s: Seen, held: Mapping[str, Any]) -> bool:
    return s.start - held["start"] <= 4 and held["end"] - s.end <= 3 and len(held["text"].split()) <= len(s.key.split()) + 1


def _may_be_replaced(held: Mapping[str, Any], s: Seen) -> bool:
    """A guess of the general model that a place's name holds in full: a person, a firm, or only a part of the name."""
    if not str(held["maker"]).startswith(("model", "surname")):
        return False
    is_part = s.start <= held["start"] and held["end"] <= s.end and held["end"] - held["start"] < s.end - s.start
    return is_part or (held["kind"] in _CHANGED and _is_whole(s, held))


def _inside(s: Seen, weight: float, n: int, held: Mapping[str, Any], *, is_unknown: bool) -> Recognised | None:
    """A place in the name of an organisation, site or person that no list has: "Anderson County Jail"."""
    if (held["kind"] not in _HOLDERS and not is_unknown) or str(held["maker"]).startswith("list"):
        return None
    enough = ENOUGH if held["kind"] == "person" else ENOUGH_INSIDE
    return Recognised(s.start, s.end, (), n) if weight >= enough else None


def _look(text: str, gazetteer: Gazetteer) -> Iterator[Seen]:
    """Every longest name that the gazetteer knows, from left to right, with its weight."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        if not text[words[at][0]].isupper():
            at += 1
            continue
        found = _longest(text, words, at, gazetteer)
        if found is None:
            at += 1
            continue
        n, end, key, candidates = found
        start = words[at][0]
        yield Seen(start, end, key, *_weigh(text, start, end, key, candidates, gazetteer))
        at += n


def _longest(
    text: str, words: Sequence[tuple[int, int]], at: int, gazetteer: Gazetteer
) -> tuple[int, int, str, list[Candidate]] | None:
    last = at
    while last + 1 < len(words) and last - at + 1 < MAX_WORDS and text[words[last][1] : words[last + 1][0]] in _GAPS:
        word = text[words[last + 1][0] : words[last + 1][1]]
        if not word[0].isupper() and word not in _JOINERS:
            break
        last += 1
    for n in range(last - at + 1, 0, -1):
        start, end = words[at][0], words[at + n - 1][1]
        if not text[words[at + n - 1][0]].isupper():
            continue
        name = _POSSESSIVE.sub("", text[start:end])
        key = fold_name(name)
        if (n == 1 and key in load_place_cues().never) or len(key) < 3 or _CONTRACTION.search(name):
            continue
        if candidates := [c for c in gazetteer.find_own(name) if _may_stand_alone(c)]:
            return n, start + len(name), key, candidates
    return None


def _may_stand_alone(candidate: Candidate) -> bool:
    """A name of its own, or the other name of a town that many know."""
    place, rank = candidate
    return rank in {0, 1, 3} or (rank == 2 and place.population >= 50_000)


def _weigh(
    text: str, start: int, end: int, key: str, candidates: Sequence[Candidate], gazetteer: Gazetteer
) -> tuple[float, bool]:
    """How much speaks for a place, and whether a person's title or given name stands before."""
    cues = load_place_cues()
    before, after = text[max(0, start - _BEFORE_CHARS) : start], text[end : end + 32]
    last = _LAST_WORD.search(before)
    previous = fold_name(last[1]) if last else ""
    is_start = _STARTS.search(before) is not None or start == 0
    if not is_start and (previous in cues.person_before or (previous in load_given_names() and last and last[1][0].isupper())):
        return 0.0, True
    if key in gazetteer.divisions and len(key) <= MAX_SHORT and not _is_short_form(text, start, end):
        return 0.0, True
    weight = max(_own_weight(c, key) for c in candidates) - (1.5 if key in load_given_names() else 0.0)
    if _ends_with(fold_name(before), cues.before_strong) or _PARTY.search(before):
        weight += 2.0
    elif before.endswith(", of "):  # "Larry Dunaway, of Berea"
        weight += 1.5
    elif previous in cues.before_weak:
        weight += 0.75
    elif last and last[1][0].isupper() and not is_start and not before.endswith(". "):
        weight -= 1.5
    weight += _after_weight(after)
    if _is_qualified(text, end, candidates, gazetteer):
        weight += 3.0
    elif before.endswith(", ") and any(p.level in {"country", "admin1"} for p, _ in candidates):
        weight += 1.5
    if is_start:
        is_dateline = text[start:end].isupper() and _DATELINE.match(after) is not None
        weight += 2.5 if is_dateline else (-0.5 if " " not in key else 0.0)
    return weight, False


def _is_short_form(text: str, start: int, end: int) -> bool:
    """Whether a short name of a division stands where one does: after a comma, with its point or in capitals."""
    name, is_after_comma = text[start:end], text[max(0, start - 2) : start] == ", "
    return "." in name or (is_after_comma and (text[end : end + 1] == "." or name.isupper()))


def _after_weight(after: str) -> float:
    """What the next word says: a noun of towns for it, another capital or a verb of persons against."""
    match = re.match(r"(['’]s)?\s([^\W\d_]+)", after)
    if match is None:
        return 0.0
    word, cues = match[2], load_place_cues()
    if word.casefold() in cues.after:
        return 1.0
    if match[1] is None and word[0].isupper():
        return -0.75
    return -1.0 if word.casefold() in cues.person_after else 0.0


def _ends_with(folded: str, phrases: frozenset[str]) -> bool:
    words = folded.removesuffix(" the").split()
    return any(" ".join(words[-n:]) in phrases for n in (1, 2) if len(words) >= n)


def _own_weight(candidate: Candidate, key: str) -> float:
    place, rank = candidate
    several = 0.5 if " " in key else 0.0
    if place.level in {"country", "area"}:
        return 2.0
    if place.level == "admin1":
        return 1.5 if rank < 2 else 0.5
    if place.level == "admin2":
        return 2.0 if rank == 0 and " " in key else 0.0
    if place.level == "site":
        return 1.0 + several if " " in key else 0.0
    steps = (1_000_000, 100_000, 10_000)
    return several + 0.5 * sum(place.population >= step for step in steps)


def _is_qualified(text: str, end: int, candidates: Sequence[Candidate], gazetteer: Gazetteer) -> bool:
    """Whether the place that holds a candidate follows: "Salina, Kan."."""
    match = _QUALIFIER.match(text, end, min(len(text), end + 60))
    if match is None:
        return False
    words = match[1].split()
    for k in range(len(words), 0, -1):
        for holder, rank in gazetteer.find_own(" ".join(words[:k])):
            if rank != 4 and holder.level in {"country", "admin1"} and any(holder.contains(p) for p, _ in candidates):
                return True
    return False
