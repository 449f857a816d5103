"""Forests of origins: who holds a value first, sampled over uncertain derivations.

A document that says whom it has something from is taken at its word. Where content alone speaks for an upstream, each
sampled forest draws whether it holds; the draws of a document depend on its id and the seed alone, so that adding or
removing other documents changes nothing about it, and an exact copy (confidence 1) can never be an origin.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from headwater.model.ids import hash_parts

SURE = 0.85
"""Derivations from here on rest on what the document says itself, or on a copy: no draw."""

Codes = NDArray[np.int64]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edge:
    """One derivation: where it leads, and how sure it is.

    Attributes:
        to: Holder it leads to: ("document", doc_id) or another holder.
        confidence: 0 to 1.
        relation: copy, rewrite, translation, digest or cites.
        evidence: In words.
        is_joint: Whether it holds for all documents that lead to the same holder or for none, as for the media of one state.
    """

    to: tuple[str, str]
    confidence: float
    relation: str
    evidence: str
    is_joint: bool = False


Holder = tuple[str, str]
"""Kind (document, unheld, named, unnamed) and key."""


class Forest:
    """Roots of documents in sampled forests.

    Args:
        edges: doc_id -> its derivations, surest first; may be empty.
        seed: Seed of the draws.
        samples: Number of forests.
        ground: Forest of the documents as wholes. Where given, `edges` differs from its own for `changed` alone, so the
            roots of every document that leads to none of them are taken from it: most values share most of the forest.
        changed: Documents whose derivations differ from the ground's.
    """

    def __init__(
        self,
        edges: Callable[[str], Sequence[Edge]],
        *,
        seed: int,
        samples: int,
        ground: "Forest | None" = None,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self._edges = edges
        self._seed = seed
        self._samples = samples
        self._ground = ground
        self.codes: dict[Holder, int] = ground.codes if ground else {}
        self.holders: list[Holder] = ground.holders if ground else []
        self._roots: dict[str, Codes] = {}
        self._above: dict[str, int] = {}
        self._bits: dict[str, int] = {}
        self._changed = changed
        self._changed_bits = sum(1 << ground.bit(d) for d in changed) if ground else 0

    def code(self, holder: Holder) -> int:
        """Number of a holder; one numbering for a ground and all forests on it."""
        if holder not in self.codes:
            self.codes[holder] = len(self.holders)
            self.holders.append(holder)
        return self.codes[holder]

    def roots(self, doc_id: str) -> Codes:
        """Code of the root of a document in each sampled forest."""
        self._walk(doc_id, self._roots, self._draw)
        return self._roots[doc_id]

    def holders_of(self, doc_ids: Sequence[str]) -> list[Holder]:
        """Roots of documents in any sampled forest."""
        codes: set[int] = set()
        for d in doc_ids:
            found = self.roots(d)
            codes.update({int(found[0])} if (found == found[0]).all() else np.unique(found).tolist())
        return sorted(self.holders[c] for c in codes)

    def above(self, doc_id: str) -> int:
        """Documents that one leads to, over any number of steps, and itself: one bit each."""
        self._walk(doc_id, self._above, self._unite)
        return self._above[doc_id]

    def _walk(self, doc_id: str, done: dict[str, T], finish: Callable[[str], T]) -> None:
        """Finish the documents above one first, then it; an edge that closes a circle is not followed."""
        open_: dict[str, Iterator[Edge]] = {}
        stack = [] if doc_id in done else [doc_id]
        while stack:
            here = stack[-1]
            if here not in open_:
                open_[here] = iter(self._edges(here) if self._ground is None or self._is_own(here) else ())
            upper = next(
                (e.to[1] for e in open_[here] if e.to[0] == "document" and e.to[1] not in done and e.to[1] not in open_), None
            )
            if upper is not None:
                stack.append(upper)
                continue
            done[here] = finish(here)
            stack.pop()

    def _is_own(self, doc_id: str) -> bool:
        """Whether a document's root depends on what is changed here; if not, the ground knows it."""
        return doc_id in self._changed or self._ground is None or bool(self._ground.above(doc_id) & self._changed_bits)

    def bit(self, doc_id: str) -> int:
        """Number of a document among those met, for sets as bits."""
        return self._bits.setdefault(doc_id, len(self._bits))

    def _unite(self, doc_id: str) -> int:
        found = 1 << self.bit(doc_id)
        for edge in self._edges(doc_id):
            if edge.to[0] == "document":
                found |= self._above.get(edge.to[1], 1 << self.bit(edge.to[1]))
        return found

    def _draw(self, doc_id: str) -> Codes:
        if self._ground is not None and not self._is_own(doc_id):
            return self._ground.roots(doc_id)
        found = np.full(self._samples, self.code(("document", doc_id)), dtype=np.int64)
        open_ = np.ones(self._samples, dtype=bool)
        for edge in self._edges(doc_id):
            upper = self._roots.get(edge.to[1]) if edge.to[0] == "document" else None
            if edge.to[0] == "document" and upper is None:
                continue
            takes = (
                open_
                if edge.confidence >= SURE
                else open_ & (self._uniform("" if edge.is_joint else doc_id, edge.to) < edge.confidence)
            )
            found = np.where(takes, self.code(edge.to) if upper is None else upper, found)
            open_ = open_ & ~takes
            if not open_.any():
                break
        return found

    def _uniform(self, doc_id: str, to: Holder) -> NDArray[np.float64]:
        return _draw_uniform(self._seed, self._samples, doc_id, to)

    def count(
        self,
        doc_ids: Sequence[str],
        *,
        merges: Sequence[tuple[Holder, Holder, float]] = (),
        alike: Sequence[tuple[str, Sequence[str], float]] = (),
    ) -> tuple[Codes, Mapping[Holder, float]]:
        """Number of distinct roots in each forest, and the share of forests in which each holder is a root.

        Args:
            doc_ids: Documents.
            merges: As for `drawn`.
            alike: As for `drawn`.
        """
        return self.tally(self.drawn(doc_ids, merges=merges, alike=alike))

    def drawn(
        self,
        doc_ids: Sequence[str],
        *,
        merges: Sequence[tuple[Holder, Holder, float]] = (),
        alike: Sequence[tuple[str, Sequence[str], float]] = (),
    ) -> Codes:
        """Roots in each forest, one row for each document.

        Args:
            doc_ids: Documents.
            merges: Roots that may be another one: (root, into, probability), applied in order; like ones side by side are fast. Whether one answer has one origin is one
                question, so all that may lead into one holder are drawn together: the likelier ones hold where less likely ones do.
            alike: Documents that have one wording: (the one they follow, all, probability). Whichever of them is a root leads
                where the one that they follow leads; drawn once for all.
        """
        matrix = np.stack([self.roots(d) for d in doc_ids])
        row_of = {d: i for i, d in enumerate(doc_ids)}
        for lead, docs, confidence in alike:
            codes_alike = [self.code(("document", d)) for d in docs]
            holds = self._uniform("same words", ("document", lead)) < confidence
            matrix = np.where(_is_any(matrix, codes_alike) & holds, matrix[row_of[lead]], matrix)
        for (into, confidence), run in groupby(merges, key=lambda m: m[1:]):
            codes_merged = [self.code(root) for root, _, _ in run]
            holds = self._uniform("", into) < confidence
            matrix = np.where(_is_any(matrix, codes_merged) & holds, self.code(into), matrix)
        return matrix

    def tally(self, matrix: Codes) -> tuple[Codes, Mapping[Holder, float]]:
        """Number of distinct roots in each forest, and the share of forests in which each holder is a root.

        Args:
            matrix: Rows as `drawn` gives them, of this forest or of others on the same ground.
        """
        if (matrix == matrix[0, 0]).all():
            return np.ones(self._samples, dtype=np.int64), {self.holders[int(matrix[0, 0])]: 1.0}
        matrix = np.sort(matrix, axis=0)
        is_new = np.ones(matrix.shape, dtype=bool)
        is_new[1:] = matrix[1:] != matrix[:-1]
        codes, times = np.unique(matrix[is_new], return_counts=True)
        shares = {self.holders[c]: n / self._samples for c, n in zip(codes.tolist(), times.tolist(), strict=True)}
        return is_new.sum(axis=0), shares


@lru_cache(maxsize=4096)
def _draw_uniform(seed: int, samples: int, doc_id: str, to: Holder) -> NDArray[np.float64]:
    """The draws that decide one question; values of one document ask it again."""
    drawn = np.random.default_rng(int.from_bytes(hash_parts(seed, doc_id, *to)[:8], "big")).random(samples)
    drawn.flags.writeable = False
    return drawn


def _is_any(matrix: Codes, codes: Sequence[int]) -> NDArray[np.bool_]:
    """Where a matrix holds one of some codes; they are a handful as a rule, for which `isin` takes ten times as long."""
    if not 0 < len(codes) <= 8:
        return np.isin(matrix, codes)
    found: NDArray[np.bool_] = matrix == codes[0]
    for code in codes[1:]:
        found |= matrix == code
    return found


def summarize(counts: NDArray[np.int64]) -> tuple[int, int, int, dict[str, float]]:
    """5th percentile, most likely number (the smaller of two), 95th percentile, and {number: probability}."""
    if (counts == counts[0]).all():
        only = int(counts[0])
        return only, only, only, {str(only): 1.0}
    values, times = np.unique(counts, return_counts=True)
    share = times / times.sum()
    cumulative = np.cumsum(share)
    low = int(values[np.searchsorted(cumulative, 0.05)])
    high = int(values[min(len(values) - 1, int(np.searchsorted(cumulative, 0.95 - 1e-12)))])
    best = int(values[int(np.argmax(share))])
    return low, best, high, {str(int(v)): round(float(p), 4) for v, p in zip(values, share, strict=True)}


def best_steps(documents: Sequence[str], edges: Callable[[str], Sequence[Edge]]) -> dict[str, tuple[Holder, Edge | None]]:
    """For documents and all above them: the most likely root, and the edge that leads on to the next; each walked once.

    Args:
        documents: Ids.
        edges: Where each leads, the likeliest first.
    """
    known: dict[str, tuple[Holder, Edge | None]] = {}
    for doc_id in documents:
        path: list[tuple[str, Edge]] = []
        here: Holder = ("document", doc_id)
        seen = {here}
        while here[0] == "document" and here[1] not in known:
            top = next((e for e in edges(here[1]) if e.confidence >= 0.5 and e.to not in seen), None)
            if top is None:
                known[here[1]] = (here, None)
                break
            path.append((here[1], top))
            here = top.to
            seen.add(here)
        root = known[here[1]][0] if here[0] == "document" else here
        known.update({d: (root, edge) for d, edge in path})
    return known
