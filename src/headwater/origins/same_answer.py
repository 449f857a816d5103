"""Origins that are likely one because they give one answer: the last evidence, after credits, borrowed words and details.

Most reports that give the same figure in the same weeks have it from one source, whether they say so or not: of 60
labelled groups of claims 44 have one origin. A document that names nobody therefore probably has the answer from where
the others have it, and a report of a publisher that is not held is probably a report of the speaker whom others quote.
Two speakers are never taken for one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.model.text import fold
from headwater.origins.content import MIN_WORD_CHARS, STEM_CHARS
from headwater.origins.days import Days, gap_days
from headwater.origins.forest import Holder

Row = Mapping[str, Any]
_WORD = re.compile(r"[^\W\d_]+")
BY_GAP = ((14, 0.7), (60, 0.6), (400, 0.3))
"""Days between two first reports of one answer -> how likely they have one origin. Chosen by hand: the set's base rate, falling with time; not fitted."""
FAR = 0.1
UNKNOWN_GAP = 0.6
UNKNOWN_DAYS = 10**6
VAGUE = 0.6
"""Factor for an answer without a number or a date, which many may give by themselves."""
SHARED_WORDS = 3
SHARED_BY = 0.6
"""Words that stand in this share of an answer's documents make it one statement, from so many words on."""
OWN_SOURCE = 0.9
"""A document's unnamed source and the document itself, where one report follows the one and one the other."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two roots of one value that are likely one origin.

    Attributes:
        root: The root that is given up.
        into: The one that it leads to.
        confidence: 0 to 1.
        evidence: In words.
    """

    root: Holder
    into: Holder
    confidence: float
    evidence: str


def find_merges(
    roots: Mapping[Holder, Sequence[str]], days: Mapping[str, Days | None], external: Mapping[str, str], *, is_specific: bool
) -> list[Merge]:
    """Roots of one value that likely lead on to another one; no root leads to one that leads on itself.

    Args:
        roots: Roots of the most likely forest with the documents that lead back to them.
        days: Publication days by doc_id.
        external: External ids by doc_id.
        is_specific: Whether the answer has a number or a date.
    """
    first = {h: _first([days.get(d) for d in docs]) for h, docs in roots.items()}
    ranked = sorted(roots, key=lambda h: (h[0] == "document", _order(first[h]), h))
    unnamed = [h for h in ranked if h[0] == "unnamed"]
    speakers = [h for h in ranked if h[0] == "named"]
    texts = [h for h in ranked if h[0] == "unheld"]
    weak = [h for h in ranked if h[0] == "document"]
    merges = [m for h in weak if (m := _own_source(h, unnamed, external)) is not None]
    done = {m.root for m in merges}
    if speakers:
        merges += [m for h in texts if (m := _merge(h, speakers, first, is_specific=is_specific)) is not None]
    dated = [h for h in sorted([*weak, *unnamed], key=lambda h: (_order(first[h]), h)) if first[h] is not None]
    ends = speakers or texts or dated[:1]
    for h in weak:
        if h not in done and h not in ends and (m := _merge(h, ends, first, is_specific=is_specific)) is not None:
            merges.append(m)
    return merges


def is_one_statement(claims: Sequence[Row]) -> bool:
    """Whether an answer has a number or a date, or its documents share words enough to be one statement."""
    if any(c["quantity_best"] is not None or c["time_edtf"] for c in claims):
        return True
    words: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        words[c["doc_id"]].update(fold(w)[:STEM_CHARS] for w in _WORD.findall(c["quote"] or "") if len(w) >= MIN_WORD_CHARS)
    common = Counter(w for found in words.values() for w in found)
    return sum(n >= max(2, SHARED_BY * len(words)) for n in common.values()) >= SHARED_WORDS


def _own_source(holder: Holder, speakers: Sequence[Holder], external: Mapping[str, str]) -> Merge | None:
    own = next((s for s in speakers if s[0] == "unnamed" and s[1].endswith(f"|{external.get(holder[1], holder[1])}")), None)
    return None if own is None else Merge(holder, own, OWN_SOURCE, "its own unnamed source is followed by others")


def _merge(holder: Holder, ends: Sequence[Holder], first: Mapping[Holder, Days | None], *, is_specific: bool) -> Merge | None:
    """The end that is nearest in time, the first of equals."""
    if not ends:
        return None
    gaps = {e: gap_days(first[holder], first[e]) for e in ends}
    into = min(ends, key=lambda e: UNKNOWN_DAYS if (found := gaps[e]) is None else found)
    gap = gaps[into]
    likely = UNKNOWN_GAP if gap is None else next((p for most, p in BY_GAP if gap <= most), FAR)
    when = (
        "at an unknown distance in time"
        if gap is None
        else "on the same day"
        if gap == 0
        else f"within {gap} day{'s' if gap != 1 else ''}"
    )
    return Merge(
        holder, into, likely * (1.0 if is_specific else VAGUE), f"gives the same answer {when} and shows no other source"
    )


def _first(found: Sequence[Days | None]) -> Days | None:
    return min((d for d in found if d is not None), key=lambda d: (d.first, d.last), default=None)


def _order(days: Days | None) -> tuple[int, int]:
    return (10**8, 10**8) if days is None else (days.first, days.last)
