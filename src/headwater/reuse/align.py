"""Candidate pairs -> maximal stretches that two documents share, verified word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from headwater.reuse.pairs import group_runs
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


@dataclass(frozen=True, slots=True)
class Runs:
    """Maximal runs of equal words of some pairs of documents, in the order of the pair, one document, the other.

    Attributes:
        pair: Number of the pair.
        a: First word in one document.
        b: First word in the other.
        n: Words.
    """

    pair: Indexes
    a: Indexes
    b: Indexes
    n: Indexes


def align_pairs(words: Words, shingles: Hashes, firsts: Indexes, seconds: Indexes, *, size: int, least: int) -> Indexes:
    """Stretches of each candidate pair.

    Pairs whose runs follow each other across gaps that can be bridged are joined all at once; only what is moved about,
    or rewritten more, is chained run by run.

    Args:
        words: Words of a batch of documents.
        shingles: Hash of the shingle at each word; `NO_SHINGLE` where none may count (end of text, boilerplate).
        firsts: One document of each pair, as its number in the batch.
        seconds: The other document of each pair.
        size: Words in a shingle.
        least: Fewest shared words of a stretch.

    Returns:
        A row for each stretch: number of the pair, start_a, end_a, start_b, end_b, shared (see `Stretch`).

    *Shape:* (stretches, 6).
    """
    runs = find_runs(words, shingles, firsts, seconds, size=size)
    begins, counts = group_runs(runs.pair)
    main = _leave_out_echoes(runs, begins, counts)
    is_whole, joined = _join_whole(main, words, firsts, seconds)
    is_enough = joined[:, 5] >= least
    rows = [joined[is_whole & is_enough]]
    is_left = ~is_whole | (~is_enough & (group_runs(main.pair)[1] < counts))
    for begin, count in zip(begins[is_left].tolist(), counts[is_left].tolist(), strict=True):
        pair, part = int(runs.pair[begin]), slice(begin, begin + count)
        of_pair = list(zip(runs.a[part].tolist(), runs.b[part].tolist(), runs.n[part].tolist(), strict=True))
        hashes = [words.hashes[words.bounds[d] : words.bounds[d + 1]] for d in (firsts[pair], seconds[pair])]
        found = choose_stretches(chain_runs(of_pair, hashes[0], hashes[1]), least=least)
        rows += [np.array([[pair, s.start_a, s.end_a, s.start_b, s.end_b, s.shared] for s in found])] if found else []
    table: Indexes = np.concatenate(rows)
    return table[np.lexsort((table[:, 3], table[:, 1], table[:, 0]))]


def _leave_out_echoes(runs: Runs, begins: Indexes, counts: Indexes) -> Runs:
    """Runs without phrases that a text repeats: far off the longest run's diagonal, but inside what the others span.

    No chain can lead to them, and as stretches they would only repeat the one that covers them.
    """
    if not len(begins):
        return runs
    diagonal = runs.a - runs.b
    longest = np.maximum.reduceat(runs.n * (1 << 40) - np.arange(len(runs.n)), begins)
    of_longest = diagonal[-longest % (1 << 40)]
    is_near = np.abs(diagonal - np.repeat(of_longest, counts)) <= 2 * GAP_WORDS
    far = np.int64(1) << np.int64(60)
    is_inside = ~is_near
    for side in (runs.a, runs.b):
        low = np.minimum.reduceat(np.where(is_near, side, far), begins)
        high = np.maximum.reduceat(np.where(is_near, side + runs.n, -far), begins)
        is_inside &= (side >= np.repeat(low, counts)) & (side + runs.n <= np.repeat(high, counts))
    return Runs(runs.pair[~is_inside], runs.a[~is_inside], runs.b[~is_inside], runs.n[~is_inside])


def _join_whole(runs: Runs, words: Words, firsts: Indexes, seconds: Indexes) -> tuple[npt.NDArray[np.bool_], Indexes]:
    """Which pairs can be bridged from first to last run, and that stretch of every pair, as rows of `align_pairs`."""
    begins, counts = group_runs(runs.pair)
    after_a, after_b = runs.a + runs.n, runs.b + runs.n
    gap_a, gap_b = runs.a[1:] - after_a[:-1], runs.b[1:] - after_b[:-1]
    low, high = np.minimum(gap_a, gap_b), np.maximum(gap_a, gap_b)
    may_bridge = (low >= 0) & (high <= np.where(low == 0, max(LEFT_OUT_WORDS, EASY_GAP_WORDS), GAP_WORDS))
    inside = np.flatnonzero(np.repeat(_hold_all(may_bridge, begins, counts), counts)[:-1] & (runs.pair[1:] == runs.pair[:-1]))
    at_a, at_b = words.bounds[firsts[runs.pair]] + after_a, words.bounds[seconds[runs.pair]] + after_b
    common = np.zeros(len(runs.pair), dtype=np.int64)
    short, wide = (
        inside[(low[inside] > 0) & is_size] for is_size in (high[inside] <= EASY_GAP_WORDS, high[inside] > EASY_GAP_WORDS)
    )
    common[short] = _count_common(words.hashes, at_a[short], gap_a[short], at_b[short], gap_b[short])
    for n in wide.tolist():
        sides = words.hashes[at_a[n] : at_a[n] + gap_a[n]].tolist(), words.hashes[at_b[n] : at_b[n] + gap_b[n]].tolist()
        common[n] = LCSseq.similarity(*sides)
    may_bridge[wide] &= common[wide] >= GAP_SHARE * high[wide]
    ends = begins + counts - 1
    totals = np.add.reduceat(runs.n + common, begins) if len(begins) else begins
    columns = (runs.pair[begins], runs.a[begins], after_a[ends], runs.b[begins], after_b[ends], totals)
    return _hold_all(may_bridge, begins, counts), np.stack(columns, axis=1)


def _hold_all(holds: npt.NDArray[np.bool_], begins: Indexes, counts: Indexes) -> npt.NDArray[np.bool_]:
    """Whether all gaps between the runs of each pair hold something; gap `n` follows run `n`."""
    fails = np.zeros(len(holds) + 2, dtype=np.int64)
    fails[1:-1] = np.cumsum(~holds)
    return np.asarray(fails[begins + counts - 1] == fails[begins])


def _count_common(hashes: Hashes, at_a: Indexes, n_a: Indexes, at_b: Indexes, n_b: Indexes) -> Indexes:
    """Words that the two sides of each short gap have in the same order: the longest common subsequence."""
    table = np.zeros((EASY_GAP_WORDS + 1, EASY_GAP_WORDS + 1, len(at_a)), dtype=np.int64)
    last = len(hashes) - 1
    for i in range(EASY_GAP_WORDS):
        for j in range(EASY_GAP_WORDS):
            is_same = hashes[np.minimum(at_a + i, last)] == hashes[np.minimum(at_b + j, last)]
            is_same &= (i < n_a) & (j < n_b)
            table[i + 1, j + 1] = np.maximum(np.maximum(table[i, j + 1], table[i + 1, j]), table[i, j] + is_same)
    common: Indexes = table[-1, -1]
    return common


def find_runs(words: Words, shingles: Hashes, firsts: Indexes, seconds: Indexes, *, size: int) -> Runs:
    """Runs of at least `size` equal words of each candidate pair; arguments as in `align_pairs`."""
    pair, i, j = _find_seeds(words, shingles, firsts, seconds)
    at_a, at_b = words.bounds[firsts[pair]] + i, words.bounds[seconds[pair]] + j
    is_equal = np.ones(len(i), dtype=np.bool_)
    for n in range(size):
        is_equal &= words.hashes[at_a + n] == words.hashes[at_b + n]
    return _merge_seeds(pair[is_equal], i[is_equal], j[is_equal], size=size)


def _find_seeds(words: Words, shingles: Hashes, firsts: Indexes, seconds: Indexes) -> tuple[Indexes, Indexes, Indexes]:
    """Where the two documents of a pair may have one shingle: pair, first word in one, first word in the other.

    Pair, shingle, side and place are packed into one number each, so that a plain sort brings equal shingles of a pair
    together; the shingle gives up its low bits, and a chance meeting is told by the words themselves.
    """
    lengths = np.diff(words.bounds)
    place_bits = int(lengths.max(initial=1)).bit_length()
    pair_bits = len(firsts).bit_length()
    low = np.uint64(place_bits + 1)
    sides = []
    for side, documents in enumerate((firsts, seconds)):
        counts = lengths[documents]
        pair = np.repeat(np.arange(len(documents), dtype=np.uint64), counts)
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        at = shingles[within + np.repeat(words.bounds[documents], counts)]
        keys = (pair << np.uint64(64 - pair_bits)) | (at >> np.uint64(pair_bits) >> low << low)
        keys |= np.uint64(side << place_bits) | within.astype(np.uint64)
        sides.append(keys[at != NO_SHINGLE])
    keys = np.concatenate(sides)
    keys.sort()
    heads = keys >> low
    begins, sizes = group_runs(heads)
    is_second = (keys >> np.uint64(place_bits)) & np.uint64(1) == 1
    # Sides are sorted inside a group, so a group has both where its ends differ.
    is_shared = is_second[begins] != is_second[begins + sizes - 1]
    once = begins[is_shared & (sizes == 2)]
    is_repeated = np.repeat(is_shared & (sizes > 2), sizes)
    in_a, in_b = np.flatnonzero(is_repeated & ~is_second), np.flatnonzero(is_repeated & is_second)
    left, right = _join(heads[in_a], heads[in_b])
    found_a, found_b = np.concatenate((once, in_a[left])), np.concatenate((once + 1, in_b[right]))
    pair_of = (keys[found_a] >> np.uint64(64 - pair_bits)).astype(np.int64)
    mask = np.uint64((1 << place_bits) - 1)
    return pair_of, (keys[found_a] & mask).astype(np.int64), (keys[found_b] & mask).astype(np.int64)


def _join(keys_a: Hashes, keys_b: Hashes) -> tuple[Indexes, Indexes]:
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


def _merge_seeds(pair: Indexes, i: Indexes, j: Indexes, *, size: int) -> Runs:
    """Seeds on one diagonal that touch become one run."""
    bits = int(max(i.max(initial=0), j.max(initial=0))).bit_length()
    # Pair, diagonal and place in one number: a plain sort is many times as fast as one by three keys.
    keys = (((pair << (bits + 1)) | (i - j + (1 << bits))) << bits) | i
    keys.sort()
    i = keys & ((1 << bits) - 1)
    j = i + (1 << bits) - ((keys >> bits) & ((2 << bits) - 1))
    pair = keys >> (2 * bits + 1)
    is_new = np.ones(len(i), dtype=np.bool_)
    is_new[1:] = (pair[1:] != pair[:-1]) | (i[1:] - j[1:] != i[:-1] - j[:-1]) | (i[1:] - i[:-1] > size)
    begins = np.flatnonzero(is_new)
    lengths = i[np.append(begins[1:], len(i)) - 1] - i[begins] + size if len(begins) else begins
    pair, i, j = pair[begins], i[begins], j[begins]
    order = np.lexsort((j, i, pair))
    return Runs(pair[order], i[order], j[order], lengths[order])


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
