"""Whether a text has a digit or one of many words: asked of every sentence, so by looking words up, not by a pattern."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_ODD = ("ſ", "ı", "İ")
"""Letters that a pattern takes for s and i where case does not count, and that have other small letters."""


@lru_cache(maxsize=64)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


class WordHint:
    """Whether a text has a digit or one of some words.

    Args:
        words: In small letters; each may be several words, parted by blanks or marks.
        pattern: What decides, in the end and for odd letters: it finds a digit or one of the words, whole.
    """

    def __init__(self, words: Iterable[str], pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        listed = set(words)
        self._first = {m.group() for m in map(_WORD.match, listed) if m is not None}
        self._is_plain = all(_WORD.match(word) for word in listed)
        self._whole = {word for word in listed if _WORD.fullmatch(word)}

    def stands_in(self, text: str) -> bool:
        r"""Whether the pattern would find something.

        Example:
            >>> hint = WordHint(["may", "a few"], re.compile(r"\d|(?<!\w)(?:may|a\s+few)(?!\w)", re.IGNORECASE))
            >>> [hint.stands_in(t) for t in ("In May", "a FEW", "a dog", "mayor", "in 2012")]
            [True, True, False, False, True]
        """
        if not self._is_plain or (not text.isascii() and any(c in text for c in _ODD)):
            return self._pattern.search(text) is not None
        if _DIGIT.search(text) is not None:
            return True
        words = _words_of(text)
        if self._first.isdisjoint(words):
            return False
        return not self._whole.isdisjoint(words) or self._pattern.search(text) is not None
