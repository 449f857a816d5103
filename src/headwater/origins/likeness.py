"""How far one document has its story from another, as rows of evidence: feature, weight and what was found.

Weights are in units of log odds and add up. What counts is what two independent reports of one event would not share:
rare names, numbers and words, their order, phrases, odd spellings, time. Quotations count little: two reporters may hear
one speaker. Sentence vectors are left out, by measurement: they tell a rewrite from an independent report of the event
less well than shared rarities do, and cannot tell a denial from an assertion (docs/explanation/reuse.md).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from headwater.origins.content import KIND_WEIGHT, Shared, fold_letters
from headwater.origins.days import gap_days
from headwater.origins.neighbours import Held

Label = Literal["copy", "rewrite", "same event", "unrelated"]

CONTENT_MIDDLE = 0.33
CONTENT_WIDTH = 0.08
"""Logistic from the cosine of shared rarities to confidence: half at the middle."""
TOP = 0.84
"""Likeness alone never says more than this: two reports may have one upstream that is not held."""
MIN_SHARED = 3
MIN_ORDERED = 6
PHRASE_WORDS = 3
COMMON_PHRASES = 0.05
"""Share of three-word phrases that two reports of one event have in common by the language alone."""
PHRASE_WEIGHT = 2.0
SLIP_WEIGHT = 1.5
MAX_SLIPS = 2
QUOTE_WEIGHT = 0.3
QUOTE_WORDS = 4
COPY_SHARE = 1 / 3
"""Share of the shorter text in borrowed passages from which on it is a copy."""
SAME_EVENT_SCORE = 0.15
"""Cosine of shared rarities from which on two documents tell of one event."""
_GAPS = ((3, 0.8), (14, 0.2), (60, -0.5), (400, -1.5))
"""Days between two publications, and what they add; a rewrite mostly follows within days."""
_NO_GAP, _FAR_GAP = -0.5, -3.0
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{12,600})[\"”»]|``([^`']{12,600})''")
_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One reason.

    Attributes:
        feature: What was compared.
        weight: What it adds to the log odds.
        detail: What was found.
    """

    feature: str
    weight: float
    detail: str

    def as_dict(self) -> dict[str, Any]:
        """For the evidence of a derivation."""
        return {"feature": self.feature, "weight": round(self.weight, 2), "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What speaks for and against one upstream of two documents.

    Attributes:
        rows: Reasons, their weights in log odds.
        n_shared: Rarities that both have.
    """

    rows: tuple[Row, ...]
    n_shared: int

    @property
    def odds(self) -> float:
        """Sum of the weights: log odds that one has it from the other, or both from one text."""
        return math.fsum(r.weight for r in self.rows)

    @property
    def confidence(self) -> float:
        """0 to `TOP`; 0 where hardly anything is shared."""
        if self.n_shared < MIN_SHARED:
            return 0.0
        return round(TOP / (1.0 + math.exp(-max(self.odds, -50.0))), 4)


def weigh_likeness(doc: Held, other: Held, shared: Shared, slips: Sequence[tuple[str, str]] = ()) -> Likeness:
    """Reasons for and against one upstream of two documents.

    Args:
        doc: One document.
        other: The other.
        shared: What `doc` shares with it.
        slips: Odd spellings that both have, with the usual ones.
    """
    rows = [*_rarity_rows(shared), _gap_row(doc, other)]
    if shared.order is not None and len(shared.features) >= MIN_ORDERED:
        weight = 0.5 if shared.order >= 0.8 else -0.5 if shared.order < 0.5 else 0.0
        rows.append(Row("order", weight, f"{shared.order:.0%} of the shared rarities come in the same order"))
    if doc.text_language == other.text_language:
        rows += _phrase_rows(doc.text, other.text)
    for odd, usual in slips[:MAX_SLIPS]:
        rows.append(Row("slip", SLIP_WEIGHT, f"both write “{odd}” where others write “{usual}”"))
    return Likeness(tuple(rows), len(shared.features))


def _rarity_rows(shared: Shared) -> list[Row]:
    """The cosine of shared rarities as log odds, dealt out by kind; what no document shares counts against."""
    total = shared.score / CONTENT_WIDTH
    weights: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for kind, word in shared.features:
        weights[kind] = weights.get(kind, 0.0) + KIND_WEIGHT[kind] ** 2
        words.setdefault(kind, []).append(word)
    whole = sum(weights.values())
    rows = [Row(kind, total * weights[kind] / whole, ", ".join(words[kind][:_SHOWN])) for kind in KIND_WEIGHT if kind in words]
    return [*rows, Row("prior", -CONTENT_MIDDLE / CONTENT_WIDTH, "before anything is compared")]


def _gap_row(doc: Held, other: Held) -> Row:
    gap = gap_days(doc.days, other.days)
    if gap is None:
        return Row("time", _NO_GAP, "one of them is undated")
    weight = next((w for most, w in _GAPS if gap <= most), _FAR_GAP)
    return Row("time", weight, f"published {gap} days apart")


def _phrase_rows(a: str, b: str) -> list[Row]:
    """Phrases and quotations of texts in one language."""
    rows = []
    share = phrase_share(a, b)
    if share > COMMON_PHRASES:
        weight = PHRASE_WEIGHT * math.sqrt(share - COMMON_PHRASES)
        rows.append(Row("phrases", weight, f"{share:.0%} of the shorter text's runs of three words stand in the other"))
    quoted = _quoted_runs(a) & _quoted_runs(b)
    if quoted:
        longest = " ".join(min(quoted))
        rows.append(Row("quotation", QUOTE_WEIGHT, f"the same words between quotation marks: “{longest} …”"))
    return rows


def read_words(text: str) -> list[str]:
    """Words of a text in one spelling: lower case without accents."""
    if text.isascii():
        return _WORD.findall(text.casefold())
    return [fold_letters(word) for word in _WORD.findall(text)]


def word_share(text: str, source: str) -> float:
    """Share of a text's different words that stand in a source too, 0 to 1."""
    words = set(read_words(text))
    return len(words & set(read_words(source))) / len(words) if words else 0.0


def phrase_share(a: str, b: str, *, size: int = PHRASE_WORDS) -> float:
    """Share of the different runs of `size` words of the shorter text that stand in the other too, 0 to 1."""
    runs = sorted((_text_runs(t, size) for t in (a, b)), key=len)
    return len(runs[0] & runs[1]) / len(runs[0]) if runs[0] else 0.0


def _runs(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


@lru_cache(maxsize=2048)
def _text_runs(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Runs of a text; each is compared with several others."""
    return frozenset(_runs(read_words(text), size))


@lru_cache(maxsize=2048)
def _quoted_runs(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(run for m in _QUOTED.finditer(text) for run in _runs(read_words(m[1] or m[2]), QUOTE_WORDS))


def label_pair(likeness: Likeness, shared: Shared, *, copied: float) -> Label:
    """What two documents are to each other, whichever was first.

    Args:
        likeness: Reasons, from `weigh_likeness`.
        shared: What they share.
        copied: Share of the shorter text's words in borrowed passages, 0 to 1.
    """
    if copied >= COPY_SHARE:
        return "copy"
    if copied > 0 or (likeness.n_shared >= MIN_SHARED and likeness.odds >= 0):
        return "rewrite"
    return "same event" if shared.score >= SAME_EVENT_SCORE else "unrelated"
