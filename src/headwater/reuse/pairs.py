"""Fingerprints -> candidate pairs of documents that share some."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from headwater.reuse.fingerprints import Fingerprints
from headwater.reuse.words import Hashes, Indexes

DOCUMENT_CAP = 64
"""Documents above which a fingerprint links each document only with the first and the next one (findings/engine.md)."""
PAIRS_AT_ONCE = 1 << 25
"""Shared fingerprints counted at once, 8 bytes each; more are counted for a range of documents at a time."""


Pairs = tuple[Indexes, Indexes, Indexes]
"""First document, second document, shared fingerprints."""


def pair_documents(parts: Iterable[Fingerprints], n_documents: int, *, least: int) -> Pairs:
    """Pairs of documents that share fingerprints.

    Up to `DOCUMENT_CAP` documents with one fingerprint are paired each with each; above, each with the first and with
    the next one, so that a story with many copies stays connected at a cost that grows only with its size.

    Args:
        parts: Fingerprints of the corpus, read more than once.
        n_documents: Documents of the corpus; they are numbered from 0.
        least: Fewest shared fingerprints of a pair.

    Returns:
        First document, second document (larger number), shared fingerprints; sorted.
    """
    load = np.zeros(n_documents)
    for prints in parts:
        documents, partners, firsts = _count_partners(prints)
        load += np.bincount(documents, weights=partners, minlength=n_documents)
        load += np.bincount(firsts, minlength=n_documents)
    found: list[tuple[Hashes, Indexes]] = []
    for low, high in _cut_ranges(load):
        waiting = [codes for prints in parts for codes in _code_pairs(prints, low, high)]
        codes = np.concatenate([np.zeros(0, dtype=np.uint64), *waiting])
        codes.sort()
        begins, counts = group_runs(codes)
        found.append((codes[begins][counts >= least], counts[counts >= least]))
    codes = np.concatenate([np.zeros(0, dtype=np.uint64), *(c for c, _ in found)])
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(n for _, n in found)])
    return (codes >> np.uint64(32)).astype(np.int64), (codes & np.uint64(0xFFFFFFFF)).astype(np.int64), counts


def take_out(pairs: Pairs, dropped: Pairs, *, least: int) -> Pairs:
    """Pairs without the shared fingerprints that turned out to be no evidence.

    Args:
        pairs: Pairs of documents, sorted.
        dropped: Their shared fingerprints that may not count, as pairs, sorted.
        least: Fewest shared fingerprints of a pair.
    """
    first, second, counts = pairs
    codes, less = _pair_codes(first, second), _pair_codes(dropped[0], dropped[1])
    at = np.searchsorted(less, codes)
    at[at == len(less)] = 0
    is_less = less[at] == codes if len(less) else np.zeros(len(codes), dtype=np.bool_)
    counts = counts - np.where(is_less, dropped[2][at] if len(less) else 0, 0)
    kept = counts >= least
    return first[kept], second[kept], counts[kept]


def group_runs(sorted_values: npt.NDArray[np.generic]) -> tuple[Indexes, Indexes]:
    """Begin and size of each run of equal values."""
    if not len(sorted_values):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    begins = np.concatenate(([0], np.flatnonzero(sorted_values[1:] != sorted_values[:-1]) + 1))
    return begins, np.diff(np.append(begins, len(sorted_values)))


def _select_shared(prints: Fingerprints) -> tuple[Indexes, Indexes, Indexes]:
    """Documents of the fingerprints that two have at least; for each the size of its group and how many follow it."""
    hashes = prints.hashes
    is_next = np.zeros(len(hashes) + 1, dtype=np.bool_)
    is_next[1:-1] = hashes[1:] == hashes[:-1]
    kept = np.flatnonzero(is_next[1:] | is_next[:-1])
    begins, sizes = group_runs(hashes[kept])
    size_at = np.repeat(sizes, sizes)
    left = np.repeat(begins + sizes, sizes) - np.arange(len(kept)) - 1
    documents = (prints.keys[kept] & np.uint64((1 << prints.bits) - 1)).astype(np.int64)
    return documents, size_at, left


def _count_partners(prints: Fingerprints) -> tuple[Indexes, Indexes, Indexes]:
    """For each shared fingerprint the later documents it is paired with; the first of each crowded group, repeated."""
    documents, size_at, left = _select_shared(prints)
    is_crowded = size_at > DOCUMENT_CAP
    starts = np.flatnonzero(is_crowded & (left == size_at - 1))
    return documents, np.where(is_crowded, np.minimum(left, 1), left), np.repeat(documents[starts], size_at[starts] - 2)


def _cut_ranges(load: npt.NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Ranges of documents that together have at most `PAIRS_AT_ONCE` shared fingerprints, or hold one document."""
    sums = np.concatenate(([0.0], np.cumsum(load)))
    low = 0
    while low < len(load):
        high = max(low + 1, int(np.searchsorted(sums, sums[low] + PAIRS_AT_ONCE, side="right")) - 1)
        yield low, high
        low = high


def _code_pairs(prints: Fingerprints, low: int, high: int) -> Iterator[Hashes]:
    """Each pair of documents that shares a fingerprint, the first of them in a range, as one 64-bit code."""
    documents, size_at, left = _select_shared(prints)
    is_inside = (documents >= low) & (documents < high)
    active = np.flatnonzero(is_inside & (left > 0))
    for lag in range(1, DOCUMENT_CAP):
        if not len(active):
            break
        yield _pair_codes(documents[active], documents[active + lag])
        active = active[(left[active] > lag) & (size_at[active] <= DOCUMENT_CAP)]
    crowded = np.flatnonzero((size_at > DOCUMENT_CAP) & (left < size_at - 2))
    first = documents[crowded - (size_at[crowded] - 1 - left[crowded])]
    is_inside = (first >= low) & (first < high)
    yield _pair_codes(first[is_inside], documents[crowded[is_inside]])


def _pair_codes(first: Indexes, second: Indexes) -> Hashes:
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)
