"""Forests of origins: who holds a value first, sampled over uncertain derivations.

A document that says whom it has something from is taken at its word. Where content alone speaks for an upstream, each
sampled forest draws whether it holds; the draws of a document depend on its id and the seed alone, so that adding or
removing other documents changes nothing about it, and an exact copy (confidence 1) can never be an origin.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.model.ids import hash_parts

SURE = 0.85
"""Derivations from here on rest on what the document says itself, or on a copy: no draw."""

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Edge:
    """One derivation: where it leads, and how sure it is.

    Attributes:
        to: Holder it leads to: ("document", doc_id) or another holder.
        confidence: 0 to 1.
        relation: copy, rewrite, translation, digest or cites.
        evidence: In words.
    """

    to: tuple[str, str]
    confidence: float
    relation: str
    evidence: str


Holder = tuple[str, str]
"""Kind (document, unheld, named, unnamed) and key."""


class Forest:
    """Roots of the documents of one value.

    Args:
        edges: doc_id -> its derivations, surest first; may be empty.
        seed: Seed of the draws.
        samples: Number of forests.
    """

    def __init__(self, edges: Callable[[str], Sequence[Edge]], *, seed: int, samples: int) -> None:
        self._edges = edges
        self._seed = seed
        self._samples = samples
        self._codes: dict[Holder, int] = {}
        self._roots: dict[str, Codes] = {}

    def code(self, holder: Holder) -> int:
        """Number of a holder."""
        return self._codes.setdefault(holder, len(self._codes))

    def roots(self, doc_id: str) -> Codes:
        """Code of the root of a document in each sampled forest."""
        stack = [doc_id]
        while stack:
            here = stack[-1]
            if here in self._roots:
                stack.pop()
                continue
            waiting = [
                e.to[1]
                for e in self._edges(here)
                if e.to[0] == "document" and e.to[1] not in self._roots and e.to[1] not in stack
            ]
            if waiting:
                stack.extend(waiting[:1])
                continue
            self._roots[here] = self._draw(here)
            stack.pop()
        return self._roots[doc_id]

    def _draw(self, doc_id: str) -> Codes:
        found = np.full(self._samples, self.code(("document", doc_id)), dtype=np.int64)
        open_ = np.ones(self._samples, dtype=bool)
        for edge in self._edges(doc_id):
            if not open_.any():
                break
            takes = open_ if edge.confidence >= SURE else open_ & (self._uniform(doc_id, edge.to) < edge.confidence)
            if edge.to[0] == "document":
                upper = self._roots.get(edge.to[1])
                if upper is None:
                    continue
                found = np.where(takes, upper, found)
            else:
                found = np.where(takes, self.code(edge.to), found)
            open_ = open_ & ~takes
        return found

    def _uniform(self, doc_id: str, to: Holder) -> NDArray[np.float64]:
        digest = hash_parts(self._seed, doc_id, *to)
        return np.random.default_rng(int.from_bytes(digest[:8], "big")).random(self._samples)

    def count(self, doc_ids: Sequence[str]) -> tuple[NDArray[np.int64], Mapping[Holder, float]]:
        """Number of distinct roots in each forest, and the share of forests in which each holder is a root."""
        matrix = np.sort(np.stack([self.roots(d) for d in doc_ids]), axis=0)
        is_new = np.ones(matrix.shape, dtype=bool)
        is_new[1:] = matrix[1:] != matrix[:-1]
        shares = np.bincount(matrix[is_new], minlength=len(self._codes)) / self._samples
        return is_new.sum(axis=0), {holder: float(shares[code]) for holder, code in self._codes.items() if shares[code] > 0}


def summarize(counts: NDArray[np.int64]) -> tuple[int, int, int, dict[str, float]]:
    """5th percentile, most likely number (the smaller of two), 95th percentile, and {number: probability}."""
    values, times = np.unique(counts, return_counts=True)
    share = times / times.sum()
    cumulative = np.cumsum(share)
    low = int(values[np.searchsorted(cumulative, 0.05)])
    high = int(values[min(len(values) - 1, int(np.searchsorted(cumulative, 0.95 - 1e-12)))])
    best = int(values[int(np.argmax(share))])
    return low, best, high, {str(int(v)): round(float(p), 4) for v, p in zip(values, share, strict=True)}
