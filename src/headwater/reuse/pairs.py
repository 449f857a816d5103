"""Fingerprints -> candidate pairs of documents, with boilerplate told from reuse."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.reuse.words import Hashes, Indexes

DOCUMENT_CAP = 64
"""Documents above which a fingerprint links each document only with the first and the next one (findings/engine.md)."""
BOILERPLATE_STORIES = 8
"""Different stories of one publisher that hold a fingerprint from which on it is navigation, a byline or a notice."""
STOCK_STORIES = 64
"""Different stories of any publishers that hold a fingerprint from which on it is a stock phrase."""
SAME_STORY_SHARE = 0.5
"""Share of the shorter document's fingerprints from which on two documents count as one story."""
_BUFFER = 4_000_000


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Sorted fingerprints of a corpus, each packed with its document into one 64-bit key.

    Attributes:
        keys: `hash << bits | document`, ascending, each once.
        bits: Bits that hold the document's number.
        n_documents: Documents in the corpus; they are numbered from 0.
    """

    keys: Hashes
    bits: int
    n_documents: int

    @property
    def hashes(self) -> Hashes:
        """High bits of the hash, ascending."""
        return self.keys >> np.uint64(self.bits)

    @property
    def documents(self) -> Indexes:
        """Document of each key."""
        return (self.keys & np.uint64((1 << self.bits) - 1)).astype(np.int64)


def pack_bits(n_documents: int) -> int:
    """Bits that number so many documents."""
    return max(1, (n_documents - 1).bit_length())


def pack(hashes: Hashes, documents: Indexes, bits: int) -> Hashes:
    """Keys that sort by hash, then document; the low bits of the hash give way to the document."""
    low = np.uint64(bits)
    return (hashes >> low << low) | documents.astype(np.uint64)


def sort_fingerprints(parts: Sequence[Hashes], n_documents: int) -> Fingerprints:
    """All packed keys of a corpus in order, each once."""
    keys = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
    return Fingerprints(np.unique(keys), pack_bits(n_documents), n_documents)


def pair_documents(prints: Fingerprints, *, least: int) -> tuple[Indexes, Indexes, Indexes]:
    """Pairs of documents that share fingerprints.

    Up to `DOCUMENT_CAP` documents with one fingerprint are paired each with each; above, each with the first and with
    the next one, so that a story with many copies stays connected at a cost that grows only with its size.

    Args:
        prints: Fingerprints of the corpus.
        least: Fewest shared fingerprints of a pair.

    Returns:
        First document, second document (larger number), shared fingerprints; sorted.
    """
    hashes, documents = prints.hashes, prints.documents
    begins, sizes = _groups(hashes)
    size_at = np.repeat(sizes, sizes)
    left = np.repeat(begins, sizes) + size_at - np.arange(len(hashes)) - 1
    codes = np.zeros(0, dtype=np.uint64)
    counts = np.zeros(0, dtype=np.int64)
    waiting: list[Hashes] = []
    for lag in range(1, int(min(DOCUMENT_CAP, sizes.max(initial=1)))):
        active = np.flatnonzero((left >= lag) & ((size_at <= DOCUMENT_CAP) | (lag == 1)))
        waiting.append(_pair_codes(documents[active], documents[active + lag]))
        if sum(map(len, waiting)) > _BUFFER:
            codes, counts = _tally(codes, counts, waiting)
            waiting = []
    crowded = np.flatnonzero((size_at > DOCUMENT_CAP) & (left < size_at - 2))
    waiting.append(_pair_codes(documents[np.repeat(begins, sizes)[crowded]], documents[crowded]))
    codes, counts = _tally(codes, counts, waiting)
    codes, counts = codes[counts >= least], counts[counts >= least]
    return (codes >> np.uint64(32)).astype(np.int64), (codes & np.uint64(0xFFFFFFFF)).astype(np.int64), counts


def _groups(sorted_values: npt.NDArray[np.generic]) -> tuple[Indexes, Indexes]:
    """Begin and size of each run of equal values."""
    if not len(sorted_values):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    begins = np.concatenate(([0], np.flatnonzero(sorted_values[1:] != sorted_values[:-1]) + 1))
    return begins, np.diff(np.append(begins, len(sorted_values)))


def _pair_codes(first: Indexes, second: Indexes) -> Hashes:
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def _tally(codes: Hashes, counts: Indexes, waiting: Sequence[Hashes]) -> tuple[Hashes, Indexes]:
    """Add waiting pairs to a sorted tally."""
    everything = np.concatenate([codes, *waiting])
    weights = np.concatenate([counts, np.ones(len(everything) - len(codes), dtype=np.int64)])
    order = np.argsort(everything, kind="stable")
    everything, weights = everything[order], weights[order]
    begins, _ = _groups(everything)
    return everything[begins], np.add.reduceat(weights, begins) if len(begins) else weights


def drop_boilerplate(prints: Fingerprints, publishers: Indexes, *, least: int) -> tuple[Fingerprints, Hashes]:
    """Fingerprints without boilerplate, and the hashes that were left out.

    A stretch is boilerplate where many stories of one publisher hold it that share little else, or very many stories of
    any publisher. Copies of one story count once, so a story that runs five hundred times is not boilerplate.

    Args:
        prints: Fingerprints of the corpus.
        publishers: Number of each document's publisher; -1 where it is not known.
        least: Fewest shared fingerprints of a pair of one story.

    Returns:
        The fingerprints that are left, and the high bits of those left out, sorted.
    """
    _, sizes = _groups(prints.hashes)
    if not (sizes >= BOILERPLATE_STORIES).any():
        return prints, np.zeros(0, dtype=np.uint64)
    stories = _label_stories(prints, pair_documents(prints, least=least))
    is_many = np.repeat(sizes >= BOILERPLATE_STORIES, sizes)
    hashes, documents = prints.hashes[is_many], prints.documents[is_many]
    by_publisher = _count_distinct(hashes, publishers[documents], stories[documents])
    hashes_of, publisher_of, n_stories = by_publisher
    boilerplate = hashes_of[(n_stories >= BOILERPLATE_STORIES) & (publisher_of >= 0)]
    anywhere, _, n_anywhere = _count_distinct(hashes, np.zeros_like(documents), stories[documents])
    dropped = np.unique(np.concatenate((boilerplate, anywhere[n_anywhere >= STOCK_STORIES])))
    kept = prints.keys[~np.isin(prints.hashes, dropped, assume_unique=False)]
    return Fingerprints(kept, prints.bits, prints.n_documents), dropped


def _count_distinct(hashes: Hashes, groups: Indexes, members: Indexes) -> tuple[Hashes, Indexes, Indexes]:
    """Distinct members for each pair of hash and group."""
    order = np.lexsort((members, groups, hashes))
    hashes, groups, members = hashes[order], groups[order], members[order]
    is_new = np.ones(len(hashes), dtype=np.bool_)
    is_new[1:] = (hashes[1:] != hashes[:-1]) | (groups[1:] != groups[:-1])
    is_fresh = is_new.copy()
    is_fresh[1:] |= members[1:] != members[:-1]
    begins = np.flatnonzero(is_new)
    counts = np.add.reduceat(is_fresh.astype(np.int64), begins) if len(begins) else begins
    return hashes[begins], groups[begins], counts


def _label_stories(prints: Fingerprints, pairs: tuple[Indexes, Indexes, Indexes]) -> Indexes:
    """Least document number of each document's story: documents joined by `SAME_STORY_SHARE` of their fingerprints."""
    first, second, shared = pairs
    totals = np.bincount(prints.documents, minlength=prints.n_documents)
    is_same = shared >= SAME_STORY_SHARE * np.minimum(totals[first], totals[second])
    parent = list(range(prints.n_documents))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in zip(first[is_same].tolist(), second[is_same].tolist(), strict=True):
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return np.array([root(n) for n in range(prints.n_documents)], dtype=np.int64)
