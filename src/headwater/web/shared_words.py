"""Which words of a quote stand in an earlier one: the trace that a statement was taken and not found anew."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_LEAST = 2
_MAX_WORDS = 200
_MAX_PASSAGE = 1500


def mark_shared(quote: str, earlier: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A quote in pieces, each with whether its words stand in the same order in one of the earlier quotes.

    Args:
        quote: The words.
        earlier: Quotes that it may have been taken from.

    Returns:
        Pieces that together are the quote. Runs of fewer than two words are not marked, unless they hold a figure.

    Example:
        >>> mark_shared("Iran sent six drones", ["it said Iran sent planes"])
        (('Iran sent', True), (' six drones', False))
    """
    return _mark(quote, tuple(earlier))


def changed_words(left: str, right: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Words of two aligned passages that the other has not in that place.

    Returns:
        Stretches of the left and of the right passage, in code points from its start.

    Example:
        >>> changed_words("six old drones", "six drones")
        ([(4, 7)], [])
    """
    spans = [[(m.start(), m.end()) for m in _WORD.finditer(text)][:_MAX_PASSAGE] for text in (left, right)]
    words = [[text[a:b].casefold() for a, b in found] for text, found in zip((left, right), spans, strict=True)]
    changed: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        for side, first, last in ((0, a, b), (1, c, d)):
            if tag != "equal" and last > first:
                changed[side].append((spans[side][first][0], spans[side][last - 1][1]))
    return changed


@lru_cache(maxsize=4096)
def _mark(quote: str, earlier: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    spans = [(m.start(), m.end()) for m in _WORD.finditer(quote)][:_MAX_WORDS]
    words = [quote[a:b].casefold() for a, b in spans]
    best: list[tuple[int, int]] = []
    for other in earlier:
        theirs = [m.group().casefold() for m in _WORD.finditer(other)][:_MAX_WORDS]
        runs = [
            (block.a, block.a + block.size)
            for block in SequenceMatcher(None, words, theirs, autojunk=False).get_matching_blocks()
            if block.size >= _LEAST or any(w[0].isdigit() for w in words[block.a : block.a + block.size])
        ]
        if sum(b - a for a, b in runs) > sum(b - a for a, b in best):
            best = runs
    pieces: list[tuple[str, bool]] = []
    at = 0
    for first, last in best:
        start, end = spans[first][0], spans[last - 1][1]
        if start > at:
            pieces.append((quote[at:start], False))
        pieces.append((quote[start:end], True))
        at = end
    if at < len(quote) or not pieces:
        pieces.append((quote[at:], False))
    return tuple(pieces)
