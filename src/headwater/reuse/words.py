"""Words of a text with their code-point offsets, each as a fixed 64-bit hash; shingles of words; winnowing.

Everything runs over one batch of documents at a time, as arrays: no loop over words.

Source: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003,
https://doi.org/10.1145/872757.872770 (section 3: every shared run of window + shingle - 1 words is found).
Deviation: all equal minima of a window are kept, and windows may be cut at the ends of a document, so a document has a
few fingerprints more than the paper's.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.int64]

NO_SHINGLE = np.uint64(2**64 - 1)
"""Stands where no shingle begins: fewer words are left in the document than a shingle has."""

CACHED_CHARS = 200_000
"""Code points hashed at once: their arrays stay in a core's cache, which makes it a third faster than six million."""

_WORD, _SIGN, _IGNORED = 1, 2, 3
_LETTER_FACTOR = 0x9E3779B97F4A7C15
_SHINGLE_FACTOR = 0xD6E8FEB86659FD93
_PLANES = (0x80, 0x2800, 0x10000)
"""Sizes of the tables of code points: ASCII, the alphabets with common punctuation, the basic plane."""
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a batch of documents, one after the other.

    Attributes:
        hashes: 64-bit hash of each word, folded to lower case without accents.
        starts: First code point of each word in its own text.
        ends: One past its last code point, accents and invisible signs included.
        bounds: Words of document `d` are `bounds[d]:bounds[d + 1]`; one longer than the batch.
    """

    hashes: Hashes
    starts: Indexes
    ends: Indexes
    bounds: Indexes


def mix(values: Hashes) -> Hashes:
    """Scatter 64-bit values: the finaliser of SplitMix64 (G. Steele et al., OOPSLA 2014, https://doi.org/10.1145/2660193.2660195)."""
    values = values ^ (values >> np.uint64(30))
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def hash_words(texts: Sequence[str]) -> Words:
    """Alphanumeric words of some texts, with offsets and hashes.

    A word is a run of letters and digits, compared without case, accents and invisible signs; in scripts that write no
    blanks between words (Chinese, Japanese, Thai, ...) each sign is a word of its own.

    Args:
        texts: Canonical texts of one batch; a batch of some million code points keeps memory small.

    Returns:
        Words of all texts in order.

    Example:
        >>> words = hash_words(["The U.S. said", "the u s SAID"])
        >>> bool((words.hashes[:4] == words.hashes[4:]).all()), words.starts[:4].tolist()
        (True, [0, 4, 6, 9])
    """
    parts = [_hash_some(texts[begin:end]) for begin, end in cut_batches([len(t) for t in texts], CACHED_CHARS)]
    if len(parts) == 1:
        return parts[0]
    before = np.cumsum([0, *(len(p.hashes) for p in parts)], dtype=np.int64)
    bounds = [p.bounds[:-1] + n for p, n in zip(parts, before[:-1].tolist(), strict=True)]
    return Words(
        np.concatenate([np.zeros(0, dtype=np.uint64), *(p.hashes for p in parts)]),
        np.concatenate([np.zeros(0, dtype=np.int64), *(p.starts for p in parts)]),
        np.concatenate([np.zeros(0, dtype=np.int64), *(p.ends for p in parts)]),
        np.concatenate([*bounds, before[-1:]]),
    )


def cut_batches(sizes: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Ranges of a list whose sizes add up to at most `limit`, or that hold one element.

    Example:
        >>> list(cut_batches([3, 3, 9, 1], 6))
        [(0, 2), (2, 3), (3, 4)]
    """
    begin, total = 0, 0
    for n, size in enumerate(sizes):
        if total + size > limit and n > begin:
            yield begin, n
            begin, total = n, 0
        total += size
    if begin < len(sizes):
        yield begin, len(sizes)


def _hash_some(texts: Sequence[str]) -> Words:
    """Words of texts that together fit into the cache of a core."""
    codes, classes, weights = _encode("\n".join(texts))
    kinds = classes.take(codes)
    if kinds.max(initial=0) <= _WORD:
        firsts, afters = _find_runs(kinds != 0)
        starts, ends = firsts, afters
    else:
        place = np.flatnonzero(kinds != _IGNORED)
        total = len(codes)
        codes, kinds = codes[place], kinds[place]
        firsts, afters = _find_signs_and_runs(kinds)
        starts, ends = place[firsts], np.append(place, total)[afters]
    hashes = _hash_runs(weights.take(codes), firsts, afters)
    offsets = np.cumsum([0, *(len(t) + 1 for t in texts)], dtype=np.int64)
    bounds = np.searchsorted(starts, offsets)
    shift = np.repeat(offsets[:-1], np.diff(bounds))
    return Words(hashes, starts - shift, ends - shift, bounds)


def _encode(text: str) -> tuple[Indexes, npt.NDArray[np.uint8], Hashes]:
    """Code points of a text, ready to look up, with the tables of their classes and weights."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64), *_plane_tables(_PLANES[0])
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        codes = np.frombuffer(narrow, dtype="<u2").astype(np.int64)
        most = int(codes.max())
        return codes, *_plane_tables(next(size for size in _PLANES if most < size))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return codes, *_wide_tables(codes)


@cache
def _plane_tables(size: int) -> tuple[npt.NDArray[np.uint8], Hashes]:
    """Class and weight of the first code points; those of no word weigh nothing."""
    classes, folded = np.zeros(size, dtype=np.uint8), np.zeros(size, dtype=np.uint64)
    for code in range(size):
        classes[code], folded[code] = _read_letter(code)
    return classes, np.where((classes == _WORD) | (classes == _SIGN), mix(folded + np.uint64(_LETTER_FACTOR)), np.uint64(0))


def _wide_tables(codes: Indexes) -> tuple[npt.NDArray[np.uint8], Hashes]:
    """The tables of the basic plane, with the code points beyond it that occur."""
    size = int(codes.max(initial=0)) + 1
    basic_classes, basic_weights = _plane_tables(_PLANES[-1])
    classes, weights = np.zeros(size, dtype=np.uint8), np.zeros(size, dtype=np.uint64)
    classes[: len(basic_classes)], weights[: len(basic_weights)] = basic_classes, basic_weights
    beyond = sorted(set(codes[codes >= len(basic_classes)].tolist()))
    read = [_read_letter(code) for code in beyond]
    classes[beyond] = [kind for kind, _ in read]
    mixed = mix(np.array([letter for _, letter in read], dtype=np.uint64) + np.uint64(_LETTER_FACTOR))
    weights[beyond] = np.where(classes[beyond] == _IGNORED, np.uint64(0), mixed) * (classes[beyond] != 0)
    return classes, weights


def _read_letter(code: int) -> tuple[int, int]:
    """Class of a code point, and the letter that it is compared as."""
    letter = chr(code)
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf"}:
        return _IGNORED, 0
    if not letter.isalnum() and category != "Mc":
        return 0, 0
    kind = _SIGN if any(low <= code <= high for low, high in _UNSPACED) else _WORD
    return kind, ord(unicodedata.normalize("NFKD", letter.casefold())[0])


def _find_runs(is_word: npt.NDArray[np.bool_]) -> tuple[Indexes, Indexes]:
    """First place and place after the last of each run."""
    padded = np.zeros(len(is_word) + 2, dtype=np.bool_)
    padded[1:-1] = is_word
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[0::2], edges[1::2]


def _find_signs_and_runs(kinds: npt.NDArray[np.uint8]) -> tuple[Indexes, Indexes]:
    """As `_find_runs`, but each sign of a script without blanks is a run of its own."""
    is_word = kinds != 0
    joined = is_word[1:] & is_word[:-1] & (kinds[1:] != _SIGN) & (kinds[:-1] != _SIGN)
    firsts = np.flatnonzero(is_word & ~np.concatenate(([False], joined)))
    lasts = np.flatnonzero(is_word & ~np.concatenate((joined, [False])))
    return firsts, lasts + 1


def _hash_runs(weights: Hashes, firsts: Indexes, afters: Indexes) -> Hashes:
    """Hash of each run of letters: a polynomial in the weights, scattered.

    Sums over all letters give the sum over each run as a difference; the factor is odd, so it has an inverse modulo
    2**64 that takes the run's place out again.
    """
    powers, inverses = _find_powers(len(weights))
    sums = np.zeros(len(weights) + 1, dtype=np.uint64)
    np.cumsum(weights * powers[: len(weights)], out=sums[1:])
    hashes = sums.take(afters)
    hashes -= sums.take(firsts)
    hashes *= inverses.take(firsts)
    hashes += (afters - firsts).view(np.uint64)
    return mix(hashes)


def _find_powers(most: int) -> tuple[Hashes, Hashes]:
    """Powers up to `most` at least; kept for the usual batch, made anew for a very long document."""
    return _kept_powers() if most < 2 * CACHED_CHARS else _make_powers(most + 1)


@cache
def _kept_powers() -> tuple[Hashes, Hashes]:
    return _make_powers(2 * CACHED_CHARS)


def _make_powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the letters' factor and of its inverse modulo 2**64."""
    tables = []
    for factor in (_LETTER_FACTOR, pow(_LETTER_FACTOR, -1, 2**64)):
        powers = np.full(size, factor, dtype=np.uint64)
        powers[0] = 1
        tables.append(np.multiply.accumulate(powers))
    return tables[0], tables[1]


def digest_documents(words: Words, shingles: Hashes) -> Hashes:
    """One hash of the shingles of each document in their order.

    Documents that have a shingle, and agree in digest and number of words, are exact copies, but for a chance of one in
    10**19 for each pair.

    *Shape:* one for each document.
    """
    powers, inverses = _find_powers(len(shingles))
    sums = np.zeros(len(shingles) + 1, dtype=np.uint64)
    np.cumsum(shingles * powers[: len(shingles)], out=sums[1:])
    begins, ends = words.bounds[:-1], words.bounds[1:]
    return mix((sums[ends] - sums[begins]) * inverses[begins])


def hash_shingles(words: Words, size: int) -> Hashes:
    """Hash of the shingle of `size` words that begins at each word; `NO_SHINGLE` where the document ends before.

    *Shape:* as `words.hashes`.
    """
    n = len(words.hashes)
    shingles = np.full(n, NO_SHINGLE)
    if n < size:
        return shingles
    sums = np.zeros(n - size + 1, dtype=np.uint64)
    for j in range(size):
        sums *= np.uint64(_SHINGLE_FACTOR)
        sums += words.hashes[j : n - size + 1 + j]
    shingles[: n - size + 1] = np.minimum(mix(sums), NO_SHINGLE - np.uint64(1))
    begins, ends = words.bounds[:-1], words.bounds[1:]
    for j in range(1, size):
        shingles[ends[ends - j >= begins] - j] = NO_SHINGLE
    return shingles


def winnow(words: Words, shingles: Hashes, window: int) -> npt.NDArray[np.bool_]:
    """Which shingles are fingerprints: least of some window of `window` shingles.

    *Shape:* as `shingles`.
    """
    n_words = np.diff(words.bounds)
    slots = np.arange(len(shingles)) + window * np.repeat(np.arange(1, len(n_words) + 1), n_words)
    padded = np.full(len(shingles) + window * (len(n_words) + 1), NO_SHINGLE)
    padded[slots] = shingles
    least = _slide(padded, window, np.minimum)
    most = _slide(least, window, np.maximum)
    return np.asarray((shingles == most[slots - window + 1]) & (shingles != NO_SHINGLE))


def _slide(values: Hashes, window: int, ufunc: np.ufunc) -> Hashes:
    """`ufunc` over `values[i : i + window]` for each full window, by doubling."""
    size = 1
    while size < window:
        step = min(size, window - size)
        values = ufunc(values[:-step], values[step:])
        size += step
    return values
