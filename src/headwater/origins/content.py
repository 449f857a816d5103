"""What documents share beyond words: names, numbers, years and rare words, weighed by how few documents have them.

The weight of a feature is its inverse document frequency in the case; documents that are copies of each other count
once, so that a copy changes no weight. Names and numbers cross languages; long words are cut to their first letters,
so that cognates ("prototypes", "prototipos") meet.

Source: Sparck Jones, A statistical interpretation of term specificity, J. Documentation 28 (1972), doi:10.1108/eb026526.
"""

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.model.text import fold
from headwater.origins.cues import load_cues
from headwater.schema.name_words import load_name_words

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*(?:-\d+)?")
_SCALES = {
    "thousand": 1e3, "mil": 1e3, "mille": 1e3, "million": 1e6, "millones": 1e6, "millón": 1e6, "millions": 1e6, "milhões": 1e6, "milhão": 1e6,
    "billion": 1e9, "milliards": 1e9, "mil millones": 1e9,
    "тысяч": 1e3, "тысячи": 1e3, "тыс": 1e3, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6, "млн": 1e6, "млрд": 1e9,
    "ألف": 1e3, "آلاف": 1e3, "مليون": 1e6, "هزار": 1e3, "میلیون": 1e6, "میلیارد": 1e9,
}  # fmt: skip
_SMALL = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
    "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "dois": 2, "três": 3, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
}  # fmt: skip
STEM_CHARS = 6
"""Letters kept of a word: enough to tell words apart, few enough that cognates meet."""
MIN_WORD_CHARS = 5
KIND_WEIGHT = {"name": 1.0, "number": 1.0, "year": 0.6, "word": 0.5}
"""A shared rare name or number says more than a shared rare word, which two reporters of one event may both choose."""
MAX_ORDERED = 24
"""Shared features whose order is compared, heaviest first."""
MAX_SPREAD = 0.5
"""A feature that stands in more than this share of the documents links none of them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two documents share.

    Attributes:
        score: Cosine of their weighed features, 0 to 1.
        containment: Share of the first one's weight that stands in the second one, 0 to 1.
        features: The shared features, heaviest first, as they are written in the case: ("number", "6000").
        order: Share of shared features that come in the same order in both, 0 to 1; None under four.
    """

    score: float
    containment: float
    features: tuple[tuple[str, str], ...]
    order: float | None


@lru_cache(maxsize=100_000)
def fold_letters(text: str) -> str:
    """Lower case without accents, letters of other scripts as Latin ones where they have an equal.

    Example:
        >>> fold_letters("Chávez"), fold_letters("Мадуро")
        ('chavez', 'maduro')
    """
    if text.isascii():
        return text.casefold()
    letters = dict(load_name_words().letters)
    return fold(unicodedata.normalize("NFKD", text.casefold().translate(letters)).translate(letters))


def read_features(text: str, *, without: Sequence[tuple[int, int]] = ()) -> dict[tuple[str, str], int]:
    """Features of a text with the place where each stands first.

    Args:
        text: Canonical text.
        without: Half-open spans to leave out, such as the phrases that credit someone.
    """
    blocked = sorted(without)
    starts = [a for a, _ in blocked]
    ends = [max(b for _, b in blocked[max(0, at - 3) : at + 1]) for at in range(len(blocked))]
    found: dict[tuple[str, str], int] = {}
    tokens: list[tuple[int, str]] = []
    inner_at: set[int] = set()
    inner: set[str] = set()
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match.group()
        tokens.append((start, word))
        if word[0].isupper() and not _starts_sentence(text, start):
            inner_at.add(start)
            inner.add(fold_letters(word))
    for i, (start, word) in enumerate(tokens):
        if starts:
            at = bisect_right(starts, start) - 1
            if at >= 0 and start < ends[at]:
                continue
        if word[0].isdigit():
            feature = _number(word, _scale_after(tokens, i))
        else:
            name, other, folded = _read_word(word)
            feature = name if start in inner_at or folded in inner else other
        if feature is not None:
            found.setdefault(feature, start)
    return found


def _scale_after(tokens: Sequence[tuple[int, str]], i: int) -> str:
    """The one or two words behind a number that may scale it."""
    after = " ".join(word.casefold() for _, word in tokens[i + 1 : i + 3])
    return after if after in _SCALES else after.partition(" ")[0]


@lru_cache(maxsize=200_000)
def _read_word(word: str) -> tuple[tuple[str, str] | None, tuple[str, str] | None, str]:
    """Feature of a word where it is a name, its feature where it is none, and its folded form."""
    low = word.casefold()
    if low in _SMALL:
        number = ("number", str(_SMALL[low]))
        return number, number, ""
    if low in load_cues().sets["function_words"]:
        return None, None, ""
    folded = fold_letters(low).removesuffix("'s").removesuffix("’s")
    other = ("word", folded[:STEM_CHARS]) if len(folded) >= MIN_WORD_CHARS else None
    name = ("name", folded) if word[0].isupper() and len(folded) > 1 else other
    return name, other, folded


def _number(word: str, after: str) -> tuple[str, str] | None:
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", word).replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    if word.isdecimal() and len(word) == 4 and 1900 <= value <= 2099:
        return ("year", str(int(word)))
    value *= _SCALES.get(after, 1.0)
    return ("number", f"{value:.10g}") if value > 1 else None


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:\n“"«(' or at == 0


def weigh_features(documents: Iterable[Mapping[tuple[str, str], int]]) -> dict[tuple[str, str], float]:
    """Weight of each feature: inverse document frequency times the weight of its kind; common ones are left out."""
    counts: Counter[tuple[str, str]] = Counter()
    n = 0
    for features in documents:
        counts.update(features.keys())
        n += 1
    limit = max(2.0, MAX_SPREAD * n)
    return {f: KIND_WEIGHT[f[0]] * math.log((n + 1) / (c + 0.0)) for f, c in counts.items() if 2 <= c <= limit}


def total_weights(
    documents: Sequence[Mapping[tuple[str, str], int]], *, kinds: frozenset[str] = frozenset(KIND_WEIGHT)
) -> list[float]:
    """Sum of squared weights of each document's features of some kinds; those that stand in it alone weigh most."""
    weights = weigh_features(documents)
    alone = math.log(len(documents) + 1)
    common = Counter(f for d in documents for f in d)
    squares = {
        f: (weights[f] if f in weights else KIND_WEIGHT[f[0]] * alone) ** 2
        for f in common
        if f[0] in kinds and (f in weights or common[f] == 1)
    }
    return [sum(squares[f] for f in d if f in squares) for d in documents]


def index_features(
    documents: Sequence[Mapping[tuple[str, str], int]], weights: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], list[int]]:
    """Feature -> indices of the documents that have it, of the features that have a weight."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, features in enumerate(documents):
        for f in features:
            if f in weights:
                index[f].append(i)
    return index


def compare(
    a: Mapping[tuple[str, str], int],
    b: Mapping[tuple[str, str], int],
    weights: Mapping[tuple[str, str], float],
    total_a: float,
    total_b: float,
    *,
    least: float = 0.0,
) -> tuple[Shared, Shared]:
    """What document a shares with document b, and b with a.

    Args:
        a: Features of one document.
        b: Features of the other.
        weights: Weight of each feature.
        total_a: Sum of squared weights of a.
        total_b: The same of b.
        least: Score below which order is not looked at.
    """
    common = [f for f in a.keys() & b.keys() if f in weights]
    # fsum: the order of a set differs from run to run, and the sum may not.
    weight = math.fsum(weights[f] ** 2 for f in common)
    score = weight / math.sqrt(total_a * total_b) if total_a and total_b else 0.0
    if score < least:
        nothing = Shared(score, 0.0, (), None)
        return nothing, nothing
    shared = tuple(sorted(common, key=lambda f: (-weights[f], f)))
    order = _order(a, b, shared)
    return Shared(score, weight / total_a, shared, order), Shared(score, weight / total_b, shared, order)


def _order(
    a: Mapping[tuple[str, str], int], b: Mapping[tuple[str, str], int], shared: Sequence[tuple[str, str]]
) -> float | None:
    """Share of pairs of shared features that stand in the same order in both (Kendall's concordance)."""
    if len(shared) < 4:
        return None
    kept = sorted(shared[:MAX_ORDERED], key=lambda f: (a[f], f))
    places = [b[f] for f in kept]
    same = sum(x < y for i, x in enumerate(places) for y in places[i + 1 :])
    return same / (len(places) * (len(places) - 1) / 2)
