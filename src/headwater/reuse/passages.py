"""Documents -> borrowed passages: which stretch each document shares with which other.

Method: word shingles, winnowing, candidate pairs by sorted fingerprints, then exact verification and alignment.
Exact copies are collapsed first and get their passages from the first of them; boilerplate is told from reuse by the
number of different stories that hold it. Reuse by paraphrase or translation is not seen here.

Source: fingerprints as in `reuse.words`; candidate pairs, figures and traps: project findings on text reuse.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from headwater.config import ReuseConfig
from headwater.model import tables as spec
from headwater.model.ids import make_id
from headwater.model.stage import LoadedModel, Tables
from headwater.reuse.align import Stretch, chain_runs, choose_stretches, find_runs
from headwater.reuse.dates import published_interval, tell_direction
from headwater.reuse.pairs import Fingerprints, drop_boilerplate, pack, pack_bits, pair_documents, sort_fingerprints
from headwater.reuse.words import NO_SHINGLE, Hashes, Indexes, Words, hash_shingles, hash_words, winnow

COPIES_CAP = 12
"""Exact copies of one text up to which each pair of them is a row; above, each is paired with the first."""
_BATCH_CHARS = 6_000_000
_UNDATED = ("9999", "9999")


@dataclass(frozen=True, slots=True)
class _Corpus:
    """Documents in one order that does not depend on how they came: by date, then id."""

    doc_ids: list[str]
    external_ids: list[str]
    published: list[str | None]
    publishers: Indexes
    texts: list[str]


@dataclass(frozen=True, slots=True)
class _Boilerplate:
    """High bits of the hashes of boilerplate, and how many low bits they lack."""

    hashes: Hashes
    bits: int


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two documents of the corpus share: stretches in words."""

    first: int
    second: int
    stretches: list[Stretch]


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
    corpus = _read_corpus(tables)
    prints, first_copy, n_words = _fingerprint(corpus, config)
    least = max(1, (config.min_shared_words - config.shingle_words + 1) // config.window)
    prints, dropped = drop_boilerplate(prints, corpus.publishers, least=least)
    first, second, _ = pair_documents(prints, least=least)
    shared = _align(corpus, (first, second), _Boilerplate(dropped, prints.bits), config)
    copies: dict[int, list[int]] = {}
    for doc, original in enumerate(first_copy):
        copies.setdefault(original, []).append(doc)
    rows = _rows(list(_spread(shared, copies, n_words, config)), corpus)
    return {"passages": spec.PASSAGES.sort(spec.PASSAGES.from_rows(rows))}


def _read_corpus(tables: Tables) -> _Corpus:
    joined = tables["documents"].join(tables["texts"].select("doc_id", "text"), on="doc_id", how="inner")
    rows = joined.select("doc_id", "external_id", "published", "publisher", "text").rows()
    rows.sort(key=lambda row: (published_interval(row[2]) or _UNDATED, row[0]))
    names = {name: n for n, name in enumerate(sorted({row[3] for row in rows if row[3]}))}
    publishers = np.array([names.get(row[3], -1) for row in rows], dtype=np.int64)
    return _Corpus([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows], publishers, [r[4] for r in rows])


def _batches(numbers: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
    """Document numbers in batches of some million code points."""
    batch: list[int] = []
    size = 0
    for n in numbers:
        batch.append(n)
        size += len(texts[n])
        if size > _BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _fingerprint(corpus: _Corpus, config: ReuseConfig) -> tuple[Fingerprints, list[int], list[int]]:
    """Fingerprints of all distinct texts; for each document the first one with exactly its words; words of each."""
    bits = pack_bits(len(corpus.texts))
    seen: dict[bytes, int] = {}
    first_copy: list[int] = []
    parts: list[Hashes] = []
    n_words: list[int] = []
    for batch in _batches(range(len(corpus.texts)), corpus.texts):
        words = hash_words([corpus.texts[n] for n in batch])
        shingles = hash_shingles(words, config.shingle_words)
        chosen = winnow(words, shingles, config.window)
        for n, (begin, end) in zip(batch, zip(words.bounds[:-1].tolist(), words.bounds[1:].tolist(), strict=True), strict=True):
            digest = hashlib.blake2b(words.hashes[begin:end].tobytes(), digest_size=16).digest()
            first_copy.append(seen.setdefault(digest, n))
            if first_copy[-1] != n:
                chosen[begin:end] = False
        n_words += np.diff(words.bounds).tolist()
        document = np.repeat(np.array(batch, dtype=np.int64), np.diff(words.bounds))
        parts.append(pack(shingles[chosen], document[chosen], bits))
    return sort_fingerprints(parts, len(corpus.texts)), first_copy, n_words


def _align(
    corpus: _Corpus, pairs: tuple[Indexes, Indexes], boilerplate: _Boilerplate, config: ReuseConfig
) -> Iterator[_Shared]:
    """Verified stretches of the candidate pairs, a few documents in memory at a time."""
    first, second = pairs
    for begin, end in _portions(first, second, corpus.texts):
        numbers = np.unique(np.concatenate((first[begin:end], second[begin:end])))
        words = hash_words([corpus.texts[n] for n in numbers.tolist()])
        shingles = hash_shingles(words, config.shingle_words)
        if len(boilerplate.hashes):
            _mask_boilerplate(words, shingles, boilerplate, config.window)
        at_a, at_b = np.searchsorted(numbers, first[begin:end]), np.searchsorted(numbers, second[begin:end])
        runs_of = find_runs(words, shingles, at_a, at_b, size=config.shingle_words)
        for n, runs in enumerate(runs_of):
            hashes_a = words.hashes[words.bounds[at_a[n]] : words.bounds[at_a[n] + 1]]
            hashes_b = words.hashes[words.bounds[at_b[n]] : words.bounds[at_b[n] + 1]]
            stretches = choose_stretches(chain_runs(runs, hashes_a, hashes_b), least=config.min_shared_words)
            if stretches:
                yield _Shared(int(first[begin + n]), int(second[begin + n]), stretches)


def _portions(first: Indexes, second: Indexes, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of pairs whose texts together have some million code points."""
    begin, size = 0, 0
    for n, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        size += len(texts[a]) + len(texts[b])
        if size > _BATCH_CHARS:
            yield begin, n + 1
            begin, size = n + 1, 0
    if begin < len(first):
        yield begin, len(first)


def _mask_boilerplate(words: Words, shingles: Hashes, boilerplate: _Boilerplate, window: int) -> None:
    """Take out shingles between boilerplate fingerprints that are at most a window apart."""
    is_print = winnow(words, shingles, window) & np.isin(shingles >> np.uint64(boilerplate.bits), boilerplate.hashes)
    at = np.flatnonzero(is_print)
    document = np.searchsorted(words.bounds, at, side="right")
    shingles[at] = NO_SHINGLE
    is_near = (np.diff(at) <= window) & (np.diff(document) == 0)
    for a, b in zip(at[:-1][is_near].tolist(), at[1:][is_near].tolist(), strict=True):
        shingles[a:b] = NO_SHINGLE


def _spread(
    shared: Iterator[_Shared], copies: dict[int, list[int]], n_words: Sequence[int], config: ReuseConfig
) -> Iterator[_Shared]:
    """What distinct texts share, said of their exact copies too."""
    for original, group in sorted(copies.items()):
        n = n_words[original]
        if len(group) > 1 and n >= config.min_shared_words:
            whole = [Stretch(0, n, 0, n, n)]
            for i, a in enumerate(group):
                others = group[i + 1 :] if len(group) <= COPIES_CAP or i == 0 else []
                yield from (_Shared(a, b, whole) for b in others)
    for found in shared:
        of_a, of_b = copies[found.first], copies[found.second]
        few = len(of_a) * len(of_b) <= COPIES_CAP**2
        for n_a, a in enumerate(of_a):
            for b in of_b if few or n_a == 0 else of_b[:1]:
                yield _Shared(a, b, found.stretches)


def _rows(shared: Sequence[_Shared], corpus: _Corpus) -> list[dict[str, object]]:
    """Rows of all pairs, a few documents in memory at a time."""
    first = np.array([found.first for found in shared], dtype=np.int64)
    second = np.array([found.second for found in shared], dtype=np.int64)
    rows: list[dict[str, object]] = []
    for begin, end in _portions(first, second, corpus.texts):
        numbers = np.unique(np.concatenate((first[begin:end], second[begin:end]))).tolist()
        words = hash_words([corpus.texts[n] for n in numbers])
        bounds = {n: (words.bounds[i], words.bounds[i + 1]) for i, n in enumerate(numbers)}
        spans = {n: (words.starts[low:high], words.ends[low:high]) for n, (low, high) in bounds.items()}
        for found in shared[begin:end]:
            rows += _pair_rows(found, corpus, spans)
    return rows


def _pair_rows(found: _Shared, corpus: _Corpus, spans: Mapping[int, tuple[Indexes, Indexes]]) -> list[dict[str, object]]:
    """Rows of one pair, the document with the smaller id first."""
    a, b, stretches = found.first, found.second, found.stretches
    if corpus.doc_ids[a] > corpus.doc_ids[b]:
        a, b = b, a
        stretches = [Stretch(s.start_b, s.end_b, s.start_a, s.end_a, s.shared) for s in stretches]
    (starts_a, ends_a), (starts_b, ends_b) = spans[a], spans[b]
    total = sum(s.shared for s in stretches)
    pair = {
        "doc_a": corpus.external_ids[a],
        "doc_b": corpus.external_ids[b],
        "doc_id_a": corpus.doc_ids[a],
        "doc_id_b": corpus.doc_ids[b],
        "containment_a": min(1.0, total / len(starts_a)),
        "containment_b": min(1.0, total / len(starts_b)),
        "direction": tell_direction(corpus.published[a], corpus.published[b]),
    }
    rows: list[dict[str, object]] = []
    for s in stretches:
        start_a, end_a = int(starts_a[s.start_a]), int(ends_a[s.end_a - 1])
        start_b, end_b = int(starts_b[s.start_b]), int(ends_b[s.end_b - 1])
        passage_id = make_id("pa", corpus.doc_ids[a], corpus.doc_ids[b], start_a, end_a, start_b, end_b)
        place = {"start_a": start_a, "end_a": end_a, "start_b": start_b, "end_b": end_b}
        rows.append({**pair, **place, "passage_id": passage_id, "shared_words": s.shared})
    return rows
