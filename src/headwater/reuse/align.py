"""Candidate pairs -> maximal stretches that two documents share, verified word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from headwater.reuse.words import NO_SHINGLE, Hashes, Indexes, Words

GAP_WORDS = 32
"""Most words between two shared runs of one stretch; with 30 % of all words changed, the mean gap is 13."""
EASY_GAP_WORDS = 4
"""A gap that both sides fill with at most so many words is an edit, whatever they say."""
GAP_SHARE = 0.4
"""Least share of a longer gap's words that both sides have in the same order."""
LEFT_OUT_WORDS = 12
"""Most words that stand between two runs in one document alone: left out by the other."""
_REPEATS = 4
_LOOK_BACK = 16

Run = tuple[int, int, int]
"""First word in one document, first word in the other, words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that two documents share; positions are numbers of words, `end` is one past the last.

    Attributes:
        start_a: First shared word in one document.
        end_a: One past the last.
        start_b: First shared word in the other.
        end_b: One past the last.
        shared: Words that both have, in the same order.
    """

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    shared: int


def find_runs(words: Words, shingles: Hashes, firsts: Indexes, seconds: Indexes, *, size: int) -> list[list[Run]]:
    """Runs of at least `size` equal words for each candidate pair.

    Args:
        words: Words of a batch of documents.
        shingles: Hash of the shingle at each word; `NO_SHINGLE` where none may count (end of text, boilerplate).
        firsts: One document of each pair, as its number in the batch.
        seconds: The other document of each pair.
        size: Words in a shingle.

    Returns:
        For each pair its maximal runs in the order of the first document, then of the second.
    """
    index = _index_shingles(words, shingles)
    keys_a, where_a, pair_a = index.pair_keys(firsts)
    keys_b, where_b, _ = index.pair_keys(seconds)
    left, right = _join(keys_a, keys_b)
    pair, i, j = pair_a[left], where_a[left], where_b[right]
    is_equal = np.ones(len(i), dtype=np.bool_)
    for n in range(size):
        is_equal &= words.hashes[i + n] == words.hashes[j + n]
    pair, i, j = pair[is_equal], i[is_equal], j[is_equal]
    i, j = i - words.bounds[firsts[pair]], j - words.bounds[seconds[pair]]
    return _merge_seeds(pair, i, j, n_pairs=len(firsts), size=size)


@dataclass(frozen=True, slots=True)
class _Index:
    """Shingles of a batch, sorted inside each document.

    Attributes:
        numbers: Number of each shingle among the distinct ones of the batch.
        places: Its first word in the batch.
        bounds: Shingles of document `d` are `bounds[d]:bounds[d + 1]`.
        n_distinct: Distinct shingles in the batch.
    """

    numbers: Indexes
    places: Indexes
    bounds: Indexes
    n_distinct: int

    def pair_keys(self, documents: Indexes) -> tuple[Indexes, Indexes, Indexes]:
        """Keys of pair and shingle, ascending because each document is sorted; places; numbers of the pairs."""
        lengths = np.diff(self.bounds)[documents]
        offsets = np.cumsum(lengths) - lengths
        pair = np.repeat(np.arange(len(documents)), lengths)
        at = np.arange(int(lengths.sum())) + np.repeat(self.bounds[documents] - offsets, lengths)
        return pair * self.n_distinct + self.numbers[at], self.places[at], pair


def _index_shingles(words: Words, shingles: Hashes) -> _Index:
    """Shingles that stand in the batch more than once; no other can be shared."""
    places = np.flatnonzero(shingles != NO_SHINGLE)
    _, numbers, counts = np.unique(shingles[places], return_inverse=True, return_counts=True)
    is_shared = counts[numbers] > 1
    places, numbers = places[is_shared], numbers[is_shared].astype(np.int64)
    document = np.searchsorted(words.bounds, places, side="right") - 1
    order = np.argsort(document * len(counts) + numbers, kind="stable")
    bounds = np.searchsorted(document, np.arange(len(words.bounds)))
    return _Index(numbers[order], places[order], bounds, len(counts))


def _join(keys_a: Indexes, keys_b: Indexes) -> tuple[Indexes, Indexes]:
    """Places of equal keys in two sorted lists: each with each, but n-th with n-th where one repeats often."""
    low = np.searchsorted(keys_b, keys_a, side="left")
    n_b = np.searchsorted(keys_b, keys_a, side="right") - low
    first_a = np.searchsorted(keys_a, keys_a, side="left")
    n_a = np.searchsorted(keys_a, keys_a, side="right") - first_a
    rank = np.arange(len(keys_a)) - first_a
    often = (n_a > _REPEATS) | (n_b > _REPEATS)
    shift = np.where(often, rank, 0)
    n_b = np.where(often, (rank < n_b).astype(np.int64), n_b)
    left = np.repeat(np.arange(len(keys_a)), n_b)
    nth = np.arange(len(left)) - np.repeat(np.cumsum(n_b) - n_b, n_b)
    return left, (low + shift)[left] + nth


def _merge_seeds(pair: Indexes, i: Indexes, j: Indexes, *, n_pairs: int, size: int) -> list[list[Run]]:
    """Seeds on one diagonal that touch become one run."""
    order = np.lexsort((i, i - j, pair))
    pair, i, j = pair[order], i[order], j[order]
    is_new = np.ones(len(i), dtype=np.bool_)
    is_new[1:] = (pair[1:] != pair[:-1]) | (i[1:] - j[1:] != i[:-1] - j[:-1]) | (i[1:] - i[:-1] > size)
    begins = np.flatnonzero(is_new)
    lengths = i[np.append(begins[1:], len(i)) - 1] - i[begins] + size if len(begins) else begins
    runs: list[list[Run]] = [[] for _ in range(n_pairs)]
    for p, a, b, n in zip(pair[begins].tolist(), i[begins].tolist(), j[begins].tolist(), lengths.tolist(), strict=True):
        runs[p].append((a, b, n))
    return [sorted(r) for r in runs]


def chain_runs(runs: Sequence[Run], words_a: npt.NDArray[np.uint64], words_b: npt.NDArray[np.uint64]) -> list[Stretch]:
    """Stretches of runs that follow each other in both documents across small gaps: edits.

    Each run is joined to the earlier one that makes the longest stretch, looking back over a few runs, so time grows
    with the number of runs.

    Args:
        runs: Maximal equal runs in the order of the first document.
        words_a: Word hashes of one document.
        words_b: Word hashes of the other.

    Returns:
        Stretches that have no run in common, also short ones and ones that cover the same words.
    """
    best: list[Stretch] = []
    before: list[int] = []
    for n, (i, j, length) in enumerate(runs):
        best.append(Stretch(i, i + length, j, j + length, length))
        before.append(-1)
        for m in range(max(0, n - _LOOK_BACK), n):
            if i - best[m].end_a > GAP_WORDS or not -length < j - best[m].end_b <= GAP_WORDS:
                continue
            joined = _bridge(best[m], runs[n], words_a, words_b)
            if joined is not None and joined.shared > best[n].shared:
                best[n], before[n] = joined, m
    is_free = [True] * len(runs)
    chains: list[Stretch] = []
    for n in sorted(range(len(runs)), key=lambda n: (-best[n].shared, n)):
        if is_free[n]:
            chains.append(best[n])
            m = n
            while m >= 0 and is_free[m]:
                is_free[m] = False
                m = before[m]
    return chains


def _bridge(stretch: Stretch, run: Run, words_a: npt.NDArray[np.uint64], words_b: npt.NDArray[np.uint64]) -> Stretch | None:
    """The stretch with the run added, or None where the gap is too wide or too different."""
    i, j, n = run
    trim = max(0, stretch.end_a - i, stretch.end_b - j)
    i, j, n = i + trim, j + trim, n - trim
    gap_a, gap_b = i - stretch.end_a, j - stretch.end_b
    wide = max(gap_a, gap_b)
    if n < 1 or wide > GAP_WORDS:
        return None
    if min(gap_a, gap_b) == 0:
        return Stretch(stretch.start_a, i + n, stretch.start_b, j + n, stretch.shared + n) if wide <= LEFT_OUT_WORDS else None
    same = int(LCSseq.similarity(words_a[stretch.end_a : i].tolist(), words_b[stretch.end_b : j].tolist()))
    if wide > EASY_GAP_WORDS and same < GAP_SHARE * wide:
        return None
    return Stretch(stretch.start_a, i + n, stretch.start_b, j + n, stretch.shared + same + n)


def choose_stretches(stretches: Sequence[Stretch], *, least: int) -> list[Stretch]:
    """Stretches of at least `least` shared words, longest first, without those that mostly repeat a longer one."""
    chosen: list[Stretch] = []
    for s in sorted(stretches, key=lambda s: (-s.shared, s.start_a, s.start_b)):
        if s.shared < least:
            break
        covered_a = sum(max(0, min(s.end_a, c.end_a) - max(s.start_a, c.start_a)) for c in chosen)
        covered_b = sum(max(0, min(s.end_b, c.end_b) - max(s.start_b, c.start_b)) for c in chosen)
        if 2 * covered_a < s.end_a - s.start_a and 2 * covered_b < s.end_b - s.start_b:
            chosen.append(s)
    return sorted(chosen, key=lambda s: (s.start_a, s.start_b))
