"""Documents -> borrowed passages: which stretch each document shares with which other.

Method: word shingles, winnowing, candidate pairs by sorted fingerprints, then exact verification and alignment.
Exact copies are collapsed first and get their passages from the first of them; boilerplate is told from reuse by the
number of different stories that hold it. Reuse by paraphrase or translation is not seen here.

Source: fingerprints as in `reuse.words`; candidate pairs, figures and traps: project findings on text reuse.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import polars as pl

from headwater.config import ReuseConfig
from headwater.model import tables as spec
from headwater.model.ids import make_id
from headwater.model.stage import LoadedModel, Tables
from headwater.reuse.align import align_pairs
from headwater.reuse.boilerplate import Boilerplate, Dropped, find_boilerplate, mask_boilerplate
from headwater.reuse.corpus import Corpus, read_corpus
from headwater.reuse.fingerprints import Parts
from headwater.reuse.pairs import pair_documents, take_out
from headwater.reuse.words import Indexes, Words, cut_batches, hash_shingles, hash_words

COPIES_CAP = 12
"""Exact copies of one text up to which each pair of them is a row; above, each is paired with the first."""
ALIGNED_CHARS = 1_000_000
"""Code points of text of the pairs that are aligned at once, or of one pair."""
_PLACE = ("start_a", "end_a", "start_b", "end_b")


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches of pairs of documents, in words.

    Attributes:
        first: Number of one document, for each stretch.
        second: Number of the other.
        place: start_a, end_a, start_b, end_b and shared words. *Shape:* (stretches, 5).
    """

    first: Indexes
    second: Indexes
    place: Indexes


def find_passages(tables: Tables, *, config: ReuseConfig, model: LoadedModel = None) -> dict[str, pl.DataFrame]:
    """Stretches that two documents share, with offsets at both sides.

    Args:
        tables: `documents` and `texts`.
        config: Words in a shingle, window, least shared words.
        model: Not used.

    Returns:
        `passages`: one row for each stretch of each pair; offsets in code points of both canonical texts;
        `shared_words` counts words that both have in the same order (case, accents and punctuation apart);
        `containment_a` and `containment_b` are shares of each document's words, 0 to 1, over all stretches of the pair;
        `direction` is `unknown` where dates overlap or one is missing.
    """
    del model
    corpus = read_corpus(tables)
    parts = Parts(corpus, config)
    pairs, boilerplate = _find_pairs(parts, corpus, config)
    originals, copies = parts.originals, parts.originals.copies()
    del parts
    ranks = corpus.frame["doc_id"].rank("ordinal").cast(pl.Int64).to_numpy()
    found = chain(_align(corpus, pairs, boilerplate, copies, config), _pair_copies(corpus, copies, originals.n_words, config))
    frames = [spec.PASSAGES.check(_build_rows(*stretches, corpus, originals.n_words, ranks)) for stretches in found]
    return {"passages": spec.PASSAGES.sort(pl.concat([spec.PASSAGES.empty(), *frames]))}


def _find_pairs(parts: Parts, corpus: Corpus, config: ReuseConfig) -> tuple[tuple[Indexes, Indexes], Boilerplate]:
    """Pairs of documents to align, and what may not count in them."""
    least = max(1, (config.min_shared_words - config.shingle_words + 1) // config.window)
    pairs = pair_documents(parts, len(corpus), least=least)
    boilerplate = find_boilerplate(parts, pairs, corpus.publishers, bits=parts.bits)
    if len(boilerplate.hashes):
        pairs = take_out(pairs, pair_documents(Dropped(parts, boilerplate), len(corpus), least=1), least=least)
    return pairs[:2], boilerplate


def _align(
    corpus: Corpus,
    pairs: tuple[Indexes, Indexes],
    boilerplate: Boilerplate,
    copies: Mapping[int, Sequence[int]],
    config: ReuseConfig,
) -> Iterator[tuple[_Stretches, Indexes, Words]]:
    """Verified stretches of the candidate pairs and of their copies, a few documents in memory at a time."""
    sizes = corpus.sizes.copy()
    for original, group in copies.items():
        sizes[original] = corpus.sizes[group].sum()
    for begin, end in cut_batches((sizes[pairs[0]] + sizes[pairs[1]]).tolist(), ALIGNED_CHARS):
        first, second = pairs[0][begin:end], pairs[1][begin:end]
        numbers = np.unique(np.concatenate((first, second)))
        words = hash_words(corpus.read_texts(numbers))
        shingles = hash_shingles(words, config.shingle_words)
        mask_boilerplate(words, shingles, boilerplate, config.window)
        at_a, at_b = np.searchsorted(numbers, first), np.searchsorted(numbers, second)
        table = align_pairs(words, shingles, at_a, at_b, size=config.shingle_words, least=config.min_shared_words)
        if len(table):
            found = _spread(_Stretches(first[table[:, 0]], second[table[:, 0]], table[:, 1:]), copies)
            used = np.unique(np.concatenate((found.first, found.second)))
            if np.isin(used, numbers, assume_unique=True).all():
                yield found, numbers, words
            else:
                yield found, used, hash_words(corpus.read_texts(used))


def _spread(found: _Stretches, copies: Mapping[int, Sequence[int]]) -> _Stretches:
    """What distinct texts share, said of their exact copies too."""
    rows: list[int] = []
    first: list[int] = []
    second: list[int] = []
    for row, (a, b) in enumerate(zip(found.first.tolist(), found.second.tolist(), strict=True)):
        of_a, of_b = copies.get(a, (a,)), copies.get(b, (b,))
        few = len(of_a) * len(of_b) <= COPIES_CAP**2
        pairs = [(x, y) for n, x in enumerate(of_a) for y in (of_b if few or n == 0 else of_b[:1])]
        rows += [row] * len(pairs)
        first += [x for x, _ in pairs]
        second += [y for _, y in pairs]
    return _Stretches(np.array(first, dtype=np.int64), np.array(second, dtype=np.int64), found.place[rows])


def _pair_copies(
    corpus: Corpus, copies: Mapping[int, Sequence[int]], n_words: Indexes, config: ReuseConfig
) -> Iterator[tuple[_Stretches, Indexes, Words]]:
    """Exact copies as passages of all their words."""
    pairs = [
        (a, b)
        for first, group in copies.items()
        if n_words[first] >= config.min_shared_words
        for i, a in enumerate(group)
        for b in (group[i + 1 :] if len(group) <= COPIES_CAP or i == 0 else ())
    ]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    for begin, end in cut_batches(corpus.sizes[both].sum(axis=1).tolist(), ALIGNED_CHARS):
        first, second = both[begin:end, 0], both[begin:end, 1]
        n, zero = n_words[first], np.zeros(end - begin, dtype=np.int64)
        numbers = np.unique(both[begin:end])
        stretches = _Stretches(first, second, np.stack((zero, n, zero, n, n), axis=1))
        yield stretches, numbers, hash_words(corpus.read_texts(numbers))


def _build_rows(
    found: _Stretches, numbers: Indexes, words: Words, corpus: Corpus, n_words: Indexes, ranks: Indexes
) -> pl.DataFrame:
    """Rows of some pairs, the document with the smaller id first.

    Args:
        found: Stretches of the pairs, each pair's together.
        numbers: Documents whose words are at hand, ascending.
        words: Their words.
        corpus: All documents.
        n_words: Words of each document of the corpus.
        ranks: Place of each document in the order of ids.
    """
    swap = ranks[found.first] > ranks[found.second]
    a, b = np.where(swap, found.second, found.first), np.where(swap, found.first, found.second)
    place = np.where(swap[:, None], found.place[:, [2, 3, 0, 1, 4]], found.place)
    offsets = {}
    for side, documents, columns in (("a", a, place[:, :2]), ("b", b, place[:, 2:4])):
        at = words.bounds[np.searchsorted(numbers, documents)]
        offsets[f"start_{side}"] = words.starts[at + columns[:, 0]]
        offsets[f"end_{side}"] = words.ends[at + columns[:, 1] - 1]
    _, pair = np.unique(a * len(corpus) + b, return_inverse=True)
    totals = np.bincount(pair, weights=place[:, 4])[pair]
    rows_a, rows_b = corpus.frame[a], corpus.frame[b]
    ids = zip(rows_a["doc_id"], rows_b["doc_id"], *(offsets[c].tolist() for c in _PLACE), strict=True)
    return pl.DataFrame(
        {
            "passage_id": [make_id("pa", *parts) for parts in ids],
            "doc_a": rows_a["external_id"], "doc_b": rows_b["external_id"],
            "doc_id_a": rows_a["doc_id"], "doc_id_b": rows_b["doc_id"], **offsets,
            "shared_words": place[:, 4],
            "containment_a": np.minimum(1.0, totals / n_words[a]), "containment_b": np.minimum(1.0, totals / n_words[b]),
            "direction": _tell_directions(rows_a, rows_b),
        }
    )  # fmt: skip


def _tell_directions(rows_a: pl.DataFrame, rows_b: pl.DataFrame) -> pl.Series:
    """As `dates.tell_direction`, for many pairs; a missing date compares as neither earlier nor later."""
    is_b_first = (rows_b["high"] < rows_a["low"]).fill_null(value=False)
    is_a_first = (rows_a["high"] < rows_b["low"]).fill_null(value=False)
    told = pl.when(is_b_first).then(pl.lit("a_from_b")).when(is_a_first).then(pl.lit("b_from_a")).otherwise(pl.lit("unknown"))
    return pl.select(told.alias("direction"))["direction"]
