"""Sentences by rule: fast, linear in the length of the text, and the same for every language with spaces.

Source: own rules, after the error classes that Palmer and Hearst 1997 (Computational Linguistics 23:2) name: abbreviations,
initials, numbers, quotes. Fails where a full stop both ends an abbreviation and a sentence before a name ("in the U.S.
Maduro said"), which it takes for one sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.schema.lexicon import load_words

TITLES = load_words("titles")

NUMBERED = load_words("numbered")

MAYBE = load_words("maybe_last")

STARTERS = load_words("starters")

_END = re.compile(
    r"[.!?…]{1,4}['\"”’»)\]]{0,3}(?:\s?(?:''|”|»)|\s[\"'](?=\s*(?:\n|$)))?(?=\s|$)|[。！？؟۔।]['\"”’»)\]」』]{0,3}"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘«¿¡]{1,24}$")
_NEXT = re.compile(r"\s*(?:['\"“‘«(\[¿¡—–-]|``){0,4}\s?(\S{1,24})")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence's place in its text.

    Attributes:
        start: First code point.
        end: One past the last.
        paragraph: Number of its paragraph, from 0.
    """

    start: int
    end: int
    paragraph: int


def split_text(text: str) -> list[Stretch]:
    """Sentences of a text, in order, with blanks at both ends left outside.

    A blank line ends a sentence and a paragraph. So does a single line break, unless the text is wrapped at a fixed
    width: there only a line well short of that width ends one.

    Example:
        >>> [("A b. C d."[s.start : s.end]) for s in split_text("A b. C d.")]
        ['A b.', 'C d.']
    """
    result = []
    for paragraph, (start, end) in enumerate(_split_paragraphs(text)):
        for first, last in _split_paragraph(text, start, end):
            trimmed = _trim(text, first, last)
            if trimmed is not None:
                result.append(Stretch(*trimmed, paragraph))
    return result


def _split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield from _split_lines(text, start, gap.start())
        start = gap.end()
    yield from _split_lines(text, start, len(text))


def _split_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between the line breaks that end a paragraph."""
    lines = text[start:end].split("\n")
    width = _wrap_width(lines)
    first = at = start
    for line in lines:
        at += len(line) + 1
        if width is None or len(line.rstrip()) < 0.6 * width:
            yield first, min(at - 1, end)
            first = min(at, end)
    if first < end:
        yield first, end


def _wrap_width(lines: list[str]) -> int | None:
    """Width at which these lines are wrapped by hand or machine; None where each line is a paragraph of its own."""
    lengths = [len(line.rstrip()) for line in lines]
    if len(lengths) < 3:
        return None
    width = max(lengths)
    near = sum(1 for n in lengths[:-1] if n >= 0.75 * width)
    return width if 40 <= width <= 120 and near >= 0.75 * (len(lengths) - 1) else None


def _split_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _END.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, first, stop):
            yield first, stop.end()
            first = stop.end()
    yield first, end


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    if following is None:
        return True
    word = following.group(1)
    mark = stop.group()
    if mark[0] in "。！？؟۔।":
        return True
    if word[0].islower() or word[0] in ",;:.)":
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    end = stop.start()
    if text[end - 1 : end] == " ":  # tokens joined by blanks: "Dr . Smith", "14 . 4"
        end -= 1
        if word[0].isdigit() and text[end - 1 : end].isdigit():
            return False
    before = _WORD_BEFORE.search(text, max(start, end - 25), end)
    return before is None or _ends_after(before.group(), word, at_start=before.start() <= start + 1)


def _ends_after(before: str, word: str, *, at_start: bool) -> bool:
    """Whether a full stop between these two words ends a sentence."""
    bare = before.casefold().rstrip(".")
    opens = word.strip("'’\"”.,;:").casefold() in STARTERS
    if bare in TITLES or (bare in NUMBERED and word[0].isdigit()):
        return False
    if len(bare) == 1 and before[0].isupper():  # an initial: "George W. Bush"
        return opens and not at_start
    if bare in MAYBE or ("." in bare and all(len(part) <= 2 for part in bare.split("."))):  # "U.S.", "a.m.", "EE.UU."
        return opens and bare != "ee"
    return not (at_start and bare.isdigit())  # "1. First", a numbered list


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
