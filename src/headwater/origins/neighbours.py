"""Documents that tell the same story: compared by rare names, numbers and words, each copy of a text once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from headwater.origins.content import Shared, compare, index_features, read_features, total_weights, weigh_features
from headwater.origins.days import Days, read_days

MIN_SCORE = 0.1
"""Pairs below share only the subject of the case."""
MAX_FEATURE_DOCUMENTS = 40
"""Features of more documents give no candidate pairs, so that work stays near linear; rarer ones always do."""
MIN_FEATURES = 2
MAX_NEIGHBOURS = 24
"""A story of hundreds of documents needs the best upstream of each, not all pairs."""
BLOCK_PAIRS = 2_000_000
"""Pairs added up at a time: about 100 MB."""
NAMES_AND_NUMBERS = frozenset({"name", "number", "year"})


@dataclass(frozen=True)
class Held:
    """A document of the case as tracing needs it.

    Attributes:
        doc_id: Its id.
        external_id: Id that its record came with.
        publisher: Publisher, as named.
        url: Address.
        language: Language of the publication.
        text_language: Language of the text.
        days: Days that its publication date allows.
        text: Canonical text.
        credits: Spans that credit someone, left out of the comparison.
    """

    doc_id: str
    external_id: str
    publisher: str | None
    url: str | None
    language: str | None
    text_language: str | None
    days: Days | None
    text: str
    credits: tuple[tuple[int, int], ...]

    @cached_property
    def features(self) -> dict[tuple[str, str], int]:
        """Names, numbers, years and words with their first place in the text."""
        return read_features(self.text, without=self.credits)

    @cached_property
    def words(self) -> str:
        """The words of the text in one spelling: equal for exact copies."""
        return " ".join(self.text.casefold().split())


def hold_documents(
    documents: Sequence[Mapping[str, object]], texts: Mapping[str, str], credits_of: Mapping[str, Sequence[tuple[int, int]]]
) -> list[Held]:
    """Documents in the order of their ids.

    Args:
        documents: Rows of `documents`.
        texts: Canonical text by doc_id.
        credits_of: Spans of citations by doc_id.
    """

    def text_or_none(value: object) -> str | None:
        return None if value is None else str(value)

    return [
        Held(
            str(d["doc_id"]), str(d["external_id"]), text_or_none(d["publisher"]), text_or_none(d["url"]), text_or_none(d["language"]),
            text_or_none(d["text_language"]), read_days(text_or_none(d["published"])), texts.get(str(d["doc_id"]), ""),
            tuple(sorted(credits_of.get(str(d["doc_id"]), ()))),
        )
        for d in sorted(documents, key=lambda d: str(d["doc_id"]))
    ]  # fmt: skip


def first_of_copies(held: Sequence[Held]) -> dict[str, str]:
    """doc_id -> doc_id of the first document with the same words: dated before undated, earliest first, then by id."""
    groups: dict[str, list[Held]] = defaultdict(list)
    for d in held:
        groups[d.words].append(d)
    first = {}
    for same in groups.values():
        chosen = min(
            same, key=lambda d: (d.days is None, d.days.first if d.days else 0, d.days.last if d.days else 0, d.doc_id)
        )
        first.update({d.doc_id: chosen.doc_id for d in same})
    return first


def find_neighbours(held: Sequence[Held]) -> dict[str, list[tuple[str, Shared]]]:
    """doc_id -> other documents with what they share, best first; give it one document for each distinct text."""
    ordered = sorted(held, key=lambda d: d.doc_id)
    features = [d.features for d in ordered]
    weights = weigh_features(features)
    totals = np.array(total_weights(features))
    plain_totals = np.array(total_weights(features, kinds=NAMES_AND_NUMBERS))
    languages = [d.text_language for d in ordered]
    features = [{f: at for f, at in fs.items() if f in weights} for fs in features]
    found: dict[str, list[tuple[str, Shared]]] = defaultdict(list)
    for i, j in _candidates(index_features(features, weights), weights, np.minimum(totals, plain_totals)):
        a, b = ordered[i], ordered[j]
        if languages[i] != languages[j]:
            plain_a, plain_b = _plain(features[i]), _plain(features[j])
            there, back = compare(plain_a, plain_b, weights, float(plain_totals[i]), float(plain_totals[j]), least=MIN_SCORE)
        else:
            there, back = compare(features[i], features[j], weights, float(totals[i]), float(totals[j]), least=MIN_SCORE)
        if there.score >= MIN_SCORE:
            found[a.doc_id].append((b.doc_id, there))
            found[b.doc_id].append((a.doc_id, back))
    return {k: sorted(v, key=lambda x: (-x[1].score, x[0])) for k, v in found.items()}


def _plain(features: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    return {f: at for f, at in features.items() if f[0] in NAMES_AND_NUMBERS}


def _candidates(
    index: Mapping[tuple[str, str], Sequence[int]], weights: Mapping[tuple[str, str], float], least_totals: NDArray[np.float64]
) -> list[tuple[int, int]]:
    """Pairs worth a comparison: they share two features of few documents, and enough weight; the best of each document."""
    n = len(least_totals)
    keys, sums, counts = (np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))
    block_keys: list[NDArray[np.int64]] = []
    block_weights: list[NDArray[np.float64]] = []
    waiting = 0
    for f, docs in sorted(index.items()):
        if len(docs) > MAX_FEATURE_DOCUMENTS:
            continue
        ids = np.array(docs, dtype=np.int64)
        first, second = np.triu_indices(len(docs), k=1)
        block_keys.append(ids[first] * n + ids[second])
        block_weights.append(np.full(len(first), weights[f] ** 2))
        waiting += len(first)
        if waiting >= BLOCK_PAIRS:
            keys, sums, counts = _add_up(keys, sums, counts, block_keys, block_weights)
            block_keys, block_weights, waiting = [], [], 0
    keys, sums, counts = _add_up(keys, sums, counts, block_keys, block_weights)
    left, right = keys // max(n, 1), keys % max(n, 1)
    likeness = sums / np.sqrt(np.maximum(least_totals[left] * least_totals[right], 1e-12)) if len(keys) else sums
    kept = np.flatnonzero((counts >= MIN_FEATURES) & (likeness >= MIN_SCORE / 2))
    return _best_of_each(left[kept], right[kept], likeness[kept], n)


def _add_up(
    keys: NDArray[np.int64],
    sums: NDArray[np.float64],
    counts: NDArray[np.float64],
    block_keys: Sequence[NDArray[np.int64]],
    block_weights: Sequence[NDArray[np.float64]],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Sums and counts of pairs, those of a block added."""
    if not block_keys:
        return keys, sums, counts
    new = np.concatenate(block_keys)
    found, place = np.unique(np.concatenate([keys, new]), return_inverse=True)
    added = np.bincount(place, weights=np.concatenate([sums, *block_weights]), minlength=len(found))
    counted = np.bincount(place, weights=np.concatenate([counts, np.ones(len(new))]), minlength=len(found))
    return found, added.astype(np.float64), counted.astype(np.float64)


def _best_of_each(
    left: NDArray[np.int64], right: NDArray[np.int64], likeness: NDArray[np.float64], n: int
) -> list[tuple[int, int]]:
    """Pairs that are among the best `MAX_NEIGHBOURS` of one of their two documents, in order."""
    order = np.lexsort((right, left, -likeness))
    taken = np.zeros(n, dtype=np.int64)
    pairs = []
    for k in order:
        i, j = int(left[k]), int(right[k])
        if taken[i] < MAX_NEIGHBOURS or taken[j] < MAX_NEIGHBOURS:
            taken[i] += 1
            taken[j] += 1
            pairs.append((i, j))
    return sorted(pairs)
