"""Origins that are likely one because they give one answer: the last evidence, after credits, borrowed words and details.

Most reports that give the same figure in the same weeks have it from one source, whether they say so or not: of 60
labelled groups of claims 44 have one origin. So, within one value:

- a document that names nobody has the answer from where the others have it, the likelier where it came later;
- the report of a publisher that is not held is a report of the speaker whom others quote;
- "the company", "officials" or "the governor" in one report are whom another one names;
- unnamed sources of one kind may be the same people, and "a newspaper inquiry" is a publication without its name.

Two speakers with names are never taken for one, unless they are one party (`parties`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.model.text import fold
from headwater.origins.content import MIN_WORD_CHARS, STEM_CHARS
from headwater.origins.cues import HEARSAY, load_cues, plain_words
from headwater.origins.days import Days, gap_days, is_later
from headwater.origins.forest import Holder
from headwater.origins.parties import MAX_PHRASES, Merge, Names, find_parties

Row = Mapping[str, Any]
_WORD = re.compile(r"[^\W\d_]+")
BY_GAP = ((14, 0.7), (60, 0.6), (400, 0.3), (10**9, 0.1))
"""Days between two first reports of one answer -> how likely they have one origin. Chosen by hand: the set's base rate, falling with time; not fitted."""
RETOLD = ((14, 0.75), (60, 0.7), (400, 0.6), (10**9, 0.4))
"""The same for a document that names no source and came later: what is public is retold, even after years."""
UNNAMED = ((14, 0.6), (60, 0.55), (400, 0.3), (10**9, 0.1))
"""The same for an unnamed source and somebody whom another report names."""
UNKNOWN_GAP = 0.6
UNKNOWN_DAYS = 10**6
VAGUE = 0.6
"""Factor for an answer without a number or a date, which many may give by themselves."""
SHARED_WORDS = 3
SHARED_BY = 0.6
"""Words that stand in this share of an answer's documents make it one statement, from so many words on."""
IN_OFFICE = 0.75
"""A holder of an office or a body without its name ("the governor", "the company") and whom another report names."""
OTHER_SOURCE = 0.45
"""Unnamed sources of two publishers that are described by other nouns."""
_BODIES = frozenset(
    ["firm", "operator", "maker", "manufacturer", "statement", "spokesperson", "empresa", "compañía", "fabricante", "comunicado", "portavoz"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of the roots of one value.

    Attributes:
        first: Root -> days of its first report. A text that is not held is older than who quotes it by nobody knows how much.
        names: What the case calls them.
        factor: What is left of a probability where many may give the answer by themselves.
    """

    first: Mapping[Holder, Days | None]
    names: Names
    factor: float


def find_merges(
    roots: Mapping[Holder, Sequence[str]],
    days: Mapping[str, Days | None],
    names: Names,
    *,
    is_specific: bool,
    possible: Iterable[Holder] = (),
) -> list[Merge]:
    """Roots of one value that likely lead on to another one, in the order in which they are to be applied.

    Args:
        roots: Roots of the most likely forest with the documents that lead back to them.
        days: Publication days by doc_id.
        names: What the case calls them.
        is_specific: Whether the answer has a number or a date.
        possible: Roots of other forests: a document whose derivation is drawn as wrong still gives the answer of the others.
    """
    first = {h: None if h[0] == "unheld" else _first([days.get(d) for d in docs]) for h, docs in roots.items()}
    is_spoken = any(h[0] == "named" for h in roots)
    kinds = {"document", "unheld"} if is_spoken else {"document", "unheld", "named", "unnamed"}
    others = {h: days.get(h[1]) if h[0] == "document" else None for h in possible if h not in roots and h[0] in kinds}
    answer = Answer({**first, **others}, names, 1.0 if is_specific else VAGUE)
    everyone = sorted(answer.first, key=lambda h: (h[0] == "document", _order(answer.first[h]), h))
    merges = find_parties(everyone, names)
    lost = {m.root for m in merges}
    left = [h for h in everyone if h not in lost]
    shown = [h for h in left if h in roots]
    named, unnamed, texts = ([h for h in shown if h[0] == kind] for kind in ("named", "unnamed", "unheld"))
    persons = [h for h in named if not is_title(names.show(h))] or named
    ends = (
        persons or texts or sorted(shown, key=lambda h: (is_publication(h), h[0] == "document", _order(answer.first[h]), h))[:1]
    )
    kept = set(ends)
    follow = [h for h in left if h not in kept and (h[0] == "document" or h in others or is_publication(h))]
    done = {*ends, *follow}
    later = [_follow(h, ends, answer) for h in follow]
    if persons:
        later += [_follow(h, persons, answer) for h in texts if h not in done]
        later += [_name(h, persons, answer) for h in [*unnamed, *named] if h not in done]
    else:
        people = [h for h in unnamed if h in ends or h not in done]
        later += [_one_kind(h, lead, answer) for lead in people[:1] for h in people[1:] if h not in ends]
    return [*merges, *sorted(later, key=lambda m: (m.into, -m.confidence))]


def is_publication(holder: Holder) -> bool:
    """Whether an unnamed source is a publication without its name: "a newspaper inquiry", "local media"."""
    words = holder[1].partition("|")[0].split() if holder[0] == "unnamed" else []
    return any(w in HEARSAY or w in load_cues().sets["back_references"] for w in words)


def is_title(name: str) -> bool:
    """Whether a name ends in a title and says not whose it is: "Alaska Governor"."""
    words = plain_words(name)
    return bool(words) and (words[-1] in load_cues().sets["titles"] or words[-1].startswith("spokes"))


def is_in_office(what: str) -> bool:
    """Whether words for a source mean an office, a body or its statement, and not some people: "the governor", "company".

    Example:
        >>> is_in_office("French firm"), is_in_office("officials"), is_in_office("resident")
        (True, False, False)
    """
    words = plain_words(what)
    if not words or words[-1].endswith("s"):
        return False
    return words[-1] in _BODIES or any(words[-1] in load_cues().sets[k] for k in ("titles", "offices", "organisation_words"))


def is_one_statement(claims: Sequence[Row]) -> bool:
    """Whether an answer has a number or a date, or its documents share words enough to be one statement."""
    if any(c["quantity_best"] is not None or c["time_edtf"] for c in claims):
        return True
    words: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        words[c["doc_id"]].update(fold(w)[:STEM_CHARS] for w in _WORD.findall(c["quote"] or "") if len(w) >= MIN_WORD_CHARS)
    common = Counter(w for found in words.values() for w in found)
    return sum(n >= max(2, SHARED_BY * len(words)) for n in common.values()) >= SHARED_WORDS


def _follow(holder: Holder, ends: Sequence[Holder], answer: Answer) -> Merge:
    """A report that shows no source leads to the end that is nearest in time, the first of equals."""
    into, when, gap = _nearest(holder, ends, answer)
    table = RETOLD if is_later(answer.first[holder], answer.first[into]) else BY_GAP
    source = "shows no other source" if holder[0] == "document" else "its own source is not seen"
    return Merge(holder, into, _likely(gap, table) * answer.factor, f"gives the same answer {when} and {source}")


def _name(holder: Holder, persons: Sequence[Holder], answer: Answer) -> Merge:
    """Somebody without a name is likely the one whom another report of the same answer names."""
    what = holder[1].partition("|")[0] if holder[0] == "unnamed" else answer.names.show(holder)
    is_office = holder[0] == "named" or is_in_office(what)
    into, when, gap = _nearest(holder, (_holders_of(what, persons, answer) if is_office else ()) or persons, answer)
    if is_office:
        return Merge(holder, into, IN_OFFICE, f"is an office or body without its name, where another report names one {when}")
    return Merge(holder, into, _likely(gap, UNNAMED) * answer.factor, f"is an unnamed source of the same answer {when}")


def _holders_of(what: str, persons: Sequence[Holder], answer: Answer) -> list[Holder]:
    """Those of some speakers whom reports introduce with the noun of an office or body: "Governor Ana Ruiz"."""
    noun = (plain_words(what) or ("",))[-1]
    phrases = answer.names.phrases
    return [h for h in persons if any(noun in plain_words(p) for p in sorted(phrases.get(h, ()))[:MAX_PHRASES])]


def _one_kind(holder: Holder, lead: Holder, answer: Answer) -> Merge:
    """Unnamed sources of two publishers; those described by one noun are rather the same people."""
    _, when, gap = _nearest(holder, [lead], answer)
    mine, its = ({w[:STEM_CHARS] for w in h[1].partition("|")[0].split()} for h in (holder, lead))
    is_same = bool(mine & its)
    likely = _likely(gap, UNNAMED) if is_same else min(_likely(gap, UNNAMED), OTHER_SOURCE)
    how = "in the same words" if is_same else "in other words"
    return Merge(holder, lead, likely * answer.factor, f"is an unnamed source, described {how}, of the same answer {when}")


def _nearest(holder: Holder, ends: Sequence[Holder], answer: Answer) -> tuple[Holder, str, int | None]:
    gaps = {e: gap_days(answer.first[holder], answer.first[e]) for e in ends}
    into = min(ends, key=lambda e: UNKNOWN_DAYS if (found := gaps[e]) is None else found)
    gap = gaps[into]
    if gap is None:
        return into, "at an unknown distance in time", None
    return into, "on the same day" if gap == 0 else f"within {gap} day{'s' if gap != 1 else ''}", gap


def _likely(gap: int | None, table: Sequence[tuple[int, float]]) -> float:
    return UNKNOWN_GAP if gap is None else next(p for most, p in table if gap <= most)


def _first(found: Sequence[Days | None]) -> Days | None:
    return min((d for d in found if d is not None), key=lambda d: (d.first, d.last), default=None)


def _order(days: Days | None) -> tuple[int, int]:
    return (10**8, 10**8) if days is None else (days.first, days.last)
