"""Words of a text with their code-point offsets, each as a fixed 64-bit hash; shingles of words; winnowing.

Everything runs over one batch of documents at a time, as arrays: no loop over words.

Source: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003,
https://doi.org/10.1145/872757.872770 (section 3: every shared run of window + shingle - 1 words is found).
Deviation: all equal minima of a window are kept, and windows may be cut at the ends of a document, so a document has a
few fingerprints more than the paper's.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.int64]

NO_SHINGLE = np.uint64(2**64 - 1)
"""Stands where no shingle begins: fewer words are left in the document than a shingle has."""

_WORD, _SIGN, _IGNORED = 1, 2, 3
_LETTER_FACTOR = 0x9E3779B97F4A7C15
_SHINGLE_FACTOR = 0xD6E8FEB86659FD93
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
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


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
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    classes, weights = _letter_tables(codes)
    kinds = classes[codes]
    place: Indexes = np.flatnonzero(kinds != _IGNORED)
    codes, kinds = codes[place], kinds[place]
    is_word = kinds != 0
    joined = is_word[1:] & is_word[:-1] & (kinds[1:] != _SIGN) & (kinds[:-1] != _SIGN)
    firsts = np.flatnonzero(is_word & ~np.concatenate(([False], joined)))
    lasts = np.flatnonzero(is_word & ~np.concatenate((joined, [False]))) if len(codes) else firsts
    hashes = _hash_runs(weights[codes[is_word]], lasts - firsts + 1)
    offsets = np.cumsum([0, *(len(t) + 1 for t in texts)], dtype=np.int64)
    place_end = np.append(place[1:], offsets[-1] - 1)
    starts, ends = place[firsts], place_end[lasts]
    bounds = np.searchsorted(starts, offsets)
    shift = np.repeat(offsets[:-1], np.diff(bounds))
    return Words(hashes, starts - shift, ends - shift, bounds)


def _letter_tables(codes: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint8], Hashes]:
    """Class and weight of the code points that occur, as tables to look up."""
    size = int(codes.max(initial=0)) + 1
    present = np.zeros(size, dtype=np.bool_)
    present[codes] = True
    classes = np.zeros(size, dtype=np.uint8)
    folded = np.zeros(size, dtype=np.uint64)
    for code in np.flatnonzero(present).tolist():
        letter = chr(code)
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
            classes[code] = _IGNORED
        elif letter.isalnum() or unicodedata.category(letter) == "Mc":
            classes[code] = _SIGN if any(low <= code <= high for low, high in _UNSPACED) else _WORD
            folded[code] = ord(unicodedata.normalize("NFKD", letter.casefold())[0])
    return classes, mix(folded + np.uint64(_LETTER_FACTOR))


def _hash_runs(weights: Hashes, lengths: Indexes) -> Hashes:
    """Hash of each run of letters: a polynomial in the weights, scattered."""
    if not len(lengths):
        return np.zeros(0, dtype=np.uint64)
    begins = np.cumsum(lengths) - lengths
    powers = np.full(int(lengths.max()), _LETTER_FACTOR, dtype=np.uint64)
    powers[0] = 1
    np.cumprod(powers, out=powers)
    within = np.arange(len(weights)) - np.repeat(begins, lengths)
    return mix(np.add.reduceat(weights * powers[within], begins) + lengths.astype(np.uint64))


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
        sums = sums * np.uint64(_SHINGLE_FACTOR) + words.hashes[j : n - size + 1 + j]
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
