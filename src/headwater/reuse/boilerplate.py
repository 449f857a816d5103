"""Boilerplate told from reuse: stock phrases, by-lines, navigation and notices stand in many different stories."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from headwater.reuse.fingerprints import Fingerprints
from headwater.reuse.words import NO_SHINGLE, Hashes, Indexes, Words, winnow

BOILERPLATE_STORIES = 8
"""Different stories of one publisher that hold a fingerprint from which on it is navigation, a byline or a notice."""
STOCK_STORIES = 64
"""Different stories of any publishers that hold a fingerprint from which on it is a stock phrase."""
SAME_STORY_SHARE = 0.5
"""Share of the shorter document's fingerprints from which on two documents count as one story."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """High bits of the hashes of boilerplate, sorted, and how many low bits they lack."""

    hashes: Hashes
    bits: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """The fingerprints of a corpus that are boilerplate."""

    parts: Iterable[Fingerprints]
    boilerplate: Boilerplate

    def __iter__(self) -> Iterator[Fingerprints]:
        """Parts in the order of their hashes."""
        hashes = self.boilerplate.hashes
        for prints in self.parts:
            begins, ends = (np.searchsorted(prints.hashes, hashes, side=side) for side in ("left", "right"))
            kept = [prints.keys[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
            yield Fingerprints(np.concatenate([prints.keys[:0], *kept]), prints.bits)


def find_boilerplate(
    parts: Iterable[Fingerprints], pairs: tuple[Indexes, Indexes, Indexes], publishers: Indexes, *, bits: int
) -> Boilerplate:
    """Hashes that are no evidence of reuse.

    A stretch is boilerplate where many stories of one publisher hold it that share little else, or very many stories of
    any publisher. Copies of one story count once, so a story that runs five hundred times is not boilerplate.

    Args:
        parts: Fingerprints of the corpus.
        pairs: Its pairs of documents with their shared fingerprints.
        publishers: Number of each document's publisher; -1 where it is not known.
        bits: Low bits that the hashes lack.
    """
    crowded = [prints for prints in map(_select_crowded, parts) if len(prints.keys)]
    if not crowded:
        return Boilerplate(np.zeros(0, dtype=np.uint64), bits)
    totals = np.zeros(len(publishers), dtype=np.int64)
    for prints in parts:
        totals += np.bincount(prints.documents, minlength=len(publishers))
    stories = label_stories(totals, pairs)
    found = [np.zeros(0, dtype=np.uint64)]
    for prints in crowded:
        hashes, documents = prints.hashes, prints.documents
        hashes_of, publisher_of, n_stories = _count_distinct(hashes, publishers[documents], stories[documents])
        found.append(hashes_of[(n_stories >= BOILERPLATE_STORIES) & (publisher_of >= 0)])
        anywhere, _, n_anywhere = _count_distinct(hashes, np.zeros_like(documents), stories[documents])
        found.append(anywhere[n_anywhere >= STOCK_STORIES])
    return Boilerplate(np.unique(np.concatenate(found)), bits)


def _select_crowded(prints: Fingerprints) -> Fingerprints:
    """Fingerprints of so many documents that they may be boilerplate."""
    hashes = prints.hashes
    if len(hashes) < BOILERPLATE_STORIES:
        return Fingerprints(prints.keys[:0], prints.bits)
    reach = BOILERPLATE_STORIES - 1
    # A sorted hash stands at least eight times where it is equal seven places further.
    far = np.flatnonzero(hashes[reach:] == hashes[:-reach])
    is_many = np.zeros(len(hashes), dtype=np.bool_)
    for lag in range(BOILERPLATE_STORIES):
        is_many[far + lag] = True
    return Fingerprints(prints.keys[is_many], prints.bits)


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


def label_stories(totals: Indexes, pairs: tuple[Indexes, Indexes, Indexes]) -> Indexes:
    """Least document number of each document's story: documents joined by `SAME_STORY_SHARE` of their fingerprints.

    Args:
        totals: Fingerprints of each document.
        pairs: Pairs of documents with their shared fingerprints.
    """
    first, second, shared = pairs
    is_same = shared >= SAME_STORY_SHARE * np.minimum(totals[first], totals[second])
    first, second = first[is_same], second[is_same]
    labels = np.arange(len(totals))
    while len(first):
        before = labels.copy()
        np.minimum.at(labels, second, labels[first])
        np.minimum.at(labels, first, labels[second])
        labels = labels[labels]
        if np.array_equal(before, labels):
            break
    return labels


def mask_boilerplate(words: Words, shingles: Hashes, boilerplate: Boilerplate, window: int) -> None:
    """Take out shingles between boilerplate fingerprints that are at most a window apart."""
    if not len(boilerplate.hashes):
        return
    is_print = winnow(words, shingles, window) & np.isin(shingles >> np.uint64(boilerplate.bits), boilerplate.hashes)
    at = np.flatnonzero(is_print)
    document = np.searchsorted(words.bounds, at, side="right")
    shingles[at] = NO_SHINGLE
    is_near = (np.diff(at) <= window) & (np.diff(document) == 0)
    for a, b in zip(at[:-1][is_near].tolist(), at[1:][is_near].tolist(), strict=True):
        shingles[a:b] = NO_SHINGLE
