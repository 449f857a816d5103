"""Texts -> fingerprints: sorted keys of hash and document, in parts by the first bits of the hash.

A part holds all documents of its hashes, so whatever asks which documents share a hash can go part by part. Where all
keys would take more memory than `KEYS_IN_MEMORY`, the texts are read again for each group of parts: ten million
documents cost time, not memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from headwater.config import ReuseConfig
from headwater.reuse.corpus import Corpus, find_originals
from headwater.reuse.words import Hashes, Indexes, digest_documents, hash_shingles, hash_words, winnow

KEYS_IN_PART = 1 << 24
"""Keys sorted at once, 8 bytes each."""
KEYS_IN_MEMORY = 1 << 28
"""Keys held at once: about four million news texts."""
_BLOCK_KEYS = 1 << 21
_CHARS_OF_KEY = 24
"""Code points of text for each fingerprint: words of about five letters and a blank, a fingerprint each 4.5 words."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Sorted fingerprints of a part of the hashes, each packed with its document into one 64-bit key.

    Attributes:
        keys: `hash << bits | document`, ascending, each once.
        bits: Bits that hold the document's number.
    """

    keys: Hashes
    bits: int

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


def sort_fingerprints(blocks: Sequence[Hashes], n_documents: int) -> Fingerprints:
    """Packed keys in order, each once."""
    keys = np.concatenate([np.zeros(0, dtype=np.uint64), *blocks])
    keys.sort()
    is_new = np.ones(len(keys), dtype=np.bool_)
    is_new[1:] = keys[1:] != keys[:-1]
    return Fingerprints(keys if is_new.all() else keys[is_new], pack_bits(n_documents))


class Parts:
    """Fingerprints of a corpus, part by part; documents that copy an earlier one have none."""

    def __init__(self, corpus: Corpus, config: ReuseConfig) -> None:
        self._corpus, self._config = corpus, config
        self.n_documents = len(corpus)
        self.bits = pack_bits(self.n_documents)
        n_keys = int(corpus.sizes.sum()) // _CHARS_OF_KEY
        self._n_parts = 1 << max(0, (n_keys // KEYS_IN_PART).bit_length())
        self._n_rounds = min(self._n_parts, 1 << max(0, (n_keys // KEYS_IN_MEMORY).bit_length()))
        digests: list[Hashes] = []
        n_words: list[Indexes] = []
        blocks = self._collect(0, digests, n_words)
        self.originals = find_originals(
            np.concatenate([np.zeros(0, dtype=np.uint64), *digests]),
            np.concatenate([np.zeros(0, dtype=np.int64), *n_words]),
            least=config.shingle_words,
        )
        self._kept = list(self._sort(blocks)) if self._n_rounds == 1 else None

    def __iter__(self) -> Iterator[Fingerprints]:
        """Parts in the order of their hashes."""
        if self._kept is not None:
            yield from self._kept
            return
        for n in range(self._n_rounds):
            yield from self._sort(self._collect(n, [], []))

    def _collect(self, n: int, digests: list[Hashes], n_words: list[Indexes]) -> list[list[Hashes]]:
        """Keys of one round's parts, in blocks; digests and numbers of words of all documents."""
        per_round = self._n_parts // self._n_rounds
        edges = np.arange(n * per_round, (n + 1) * per_round + 1, dtype=np.float64) * (2.0**64 / self._n_parts)
        inner = edges[1:-1].astype(np.uint64)
        parts: list[list[Hashes]] = [[] for _ in range(per_round)]
        waiting: list[Hashes] = []
        for first, texts in self._corpus.batches():
            words = hash_words(texts)
            shingles = hash_shingles(words, self._config.shingle_words)
            counts = np.diff(words.bounds)
            digests.append(digest_documents(words, shingles))
            n_words.append(counts)
            chosen = np.flatnonzero(winnow(words, shingles, self._config.window))
            document = np.searchsorted(words.bounds, chosen, side="right") - 1 + first
            keys = pack(shingles[chosen], document, self.bits)
            if self._n_rounds > 1:
                part = (keys >> np.uint64(64 - (self._n_parts.bit_length() - 1))).astype(np.int64)
                keys = keys[part // per_round == n]
            waiting.append(keys)
            if sum(map(len, waiting)) > _BLOCK_KEYS:
                _deal(waiting, inner, parts)
                waiting = []
        _deal(waiting, inner, parts)
        return parts

    def _sort(self, parts: list[list[Hashes]]) -> Iterator[Fingerprints]:
        """Each part in order, without the fingerprints of copies; blocks are let go as they are used."""
        is_copy = self.originals.first_copy != np.arange(self.n_documents)
        for n, blocks in enumerate(parts):
            prints = sort_fingerprints(blocks, self.n_documents)
            parts[n] = []
            yield Fingerprints(prints.keys[~is_copy[prints.documents]], prints.bits) if is_copy.any() else prints


def _deal(waiting: Sequence[Hashes], edges: Hashes, parts: list[list[Hashes]]) -> None:
    """Hand each part its share of some keys."""
    if len(parts) == 1:
        parts[0].extend(waiting)
        return
    keys = np.concatenate([np.zeros(0, dtype=np.uint64), *waiting])
    keys.sort()
    for part, share in zip(parts, np.split(keys, np.searchsorted(keys, edges)), strict=True):
        part.append(share.copy())
