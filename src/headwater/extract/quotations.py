"""Quotations of a text over several sentences, and the attributions of a whole text.

A quotation is opened and closed by marks within a paragraph; one that is left open at the end of a paragraph goes on where the
next paragraph opens again without a word in between, as newspapers print it. Marks that do not pair are left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from headwater.extract.attribution_parts import Attribution, Range
from headwater.extract.attributions import find_attributions
from headwater.extract.sentence import Sentence

_MARK: Final = re.compile("[“”«»„]|''|``|\"")
_PARAGRAPH: Final = re.compile(r"\n\s*\n|\n")
MAX_QUOTE_CHARS: Final = 4000
"""A quotation longer than this is taken for a mark that was never closed."""
_REOPENS: Final = re.compile(r"\s{0,8}(?:[“«„\"]|''|``)")

MAX_ASIDE_CHARS: Final = 40
"""Letters between two quotations of one speaker besides the words that credit: "in an interview on Tuesday"."""
MAX_BREAKS: Final = 2
MIN_SPEECH_WORDS: Final = 4

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Credited:
    """One attribution of a text, in code points.

    Attributes:
        sentence: Index of the sentence that holds the cue.
        source: Stretches of who is credited.
        cue: Stretches of the words that credit.
        content: Stretches of what is credited, over one or several sentences.
        rule: Rule that found it.
    """

    sentence: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str


def find_quotations(text: str) -> list[Span]:
    """Stretches between quotation marks, without the marks, in order.

    Example:
        >>> [(a, b) for a, b in find_quotations('He said "we go" and left.')]
        [(9, 14)]
    """
    found: list[Span] = []
    opened: int | None = None
    at = 0
    for end in [m.start() for m in _PARAGRAPH.finditer(text)] + [len(text)]:
        start, is_carried = opened, opened is not None
        for m in _MARK.finditer(text, at, end):
            if (start is not None and is_carried and not text[at : m.start()].strip()) or (start is None and _opens(text, m)):
                start = m.end()
            elif start is not None and m.group() not in {"“", "«", "„", "``"}:
                if m.start() - start <= MAX_QUOTE_CHARS:
                    found.append((start, m.start()))
                start = None
            is_carried = False
        opened = None
        if start is not None and not is_carried:
            goes_on = _REOPENS.match(text, end) is not None
            # Never closed: a quotation of several paragraphs, or a slip that hides no more than its paragraph.
            found.append((start, end))
            opened = end if goes_on else None
        at = end
    return [q for q in found if q[1] > q[0]]


def _opens(text: str, m: re.Match[str]) -> bool:
    if m.group() in {"”", "»"}:
        return False
    return m.end() < len(text) and not text[m.end()].isspace()


def quotes_in(s: Sentence, base: int, quotations: Sequence[Span]) -> list[Range]:
    """The quotations of a text that reach into a sentence, as ranges of its tokens."""
    found: list[Range] = []
    for a, b in quotations:
        inside = [t for t in range(s.n) if a <= base + s.start[t] and base + s.end[t] <= b]
        if inside:
            found.append((inside[0], inside[-1]))
    return found


def credit_text(text: str, sentences: Sequence[tuple[int, int, Sentence | None]]) -> list[Credited]:
    """The attributions of a text, each with all the sentences that its quotation runs over.

    Args:
        text: The text.
        sentences: Start, end and parse of each sentence, in order; None where it was not parsed.
    """
    quotations = find_quotations(text)
    found: list[Credited] = []
    for i, (start, end, s) in enumerate(sentences):
        if s is None or not s.n:
            continue
        here = [q for q in quotations if q[0] < end and q[1] > start]
        found.extend(_place(s, start, i, a) for a in find_attributions(s, quotes=quotes_in(s, start, here)))
    return _run_on(text, quotations, found)


def _run_on(text: str, quotations: Sequence[Span], found: Sequence[Credited]) -> list[Credited]:
    """Attributions with the whole of the quotations that belong to them, over the borders of sentences."""
    owner: dict[int, int] = {}
    for k, (a, b) in enumerate(quotations):
        for n, credited in enumerate(found):
            outside = all(y <= a or x >= b for x, y in credited.cue)
            if k not in owner and outside and any(x < b and y > a for x, y in credited.content):
                owner[k] = n
    for n, credited in enumerate(found):
        beside = None if credited.content else _beside(text, quotations, owner, credited)
        if beside is not None:
            owner[beside] = n
    for k in range(1, len(quotations)):
        if (
            k not in owner
            and k - 1 in owner
            and _is_speech(text, quotations[k])
            and _is_next(text, quotations[k - 1], quotations[k], found[owner[k - 1]])
        ):
            owner[k] = owner[k - 1]
    for k in range(len(quotations) - 2, -1, -1):
        if (
            k not in owner
            and k + 1 in owner
            and _is_speech(text, quotations[k])
            and _is_blank(text[quotations[k][1] : quotations[k + 1][0]])
        ):
            owner[k] = owner[k + 1]
    more: dict[int, list[Span]] = {}
    for k, n in owner.items():
        more.setdefault(n, []).append(quotations[k])
    whole = [replace(c, content=_join((*c.content, *more.get(n, ())))) for n, c in enumerate(found)]
    return [c for c in whole if c.content]


def _beside(text: str, quotations: Sequence[Span], owner: Mapping[int, int], credited: Credited) -> int | None:
    """The quotation that nobody is credited with yet right before or behind words that credit."""
    words = [*credited.source, *credited.cue]
    first, last = min(a for a, _ in words), max(b for _, b in words)
    for k, (a, b) in enumerate(quotations):
        if k not in owner and (_is_blank(text[b:first]) if b <= first else a >= last and _is_blank(text[last:a])):
            return k
    return None


def _is_speech(text: str, quotation: Span) -> bool:
    """Whether a quotation is more than a name or a title in quotation marks."""
    return len(text[quotation[0] : quotation[1]].split()) >= MIN_SPEECH_WORDS


def _is_blank(between: str) -> bool:
    return not any(c.isalnum() for c in between) and (":" in between or "\n" not in between.strip("\n"))


def _is_next(text: str, before: Span, quotation: Span, credited: Credited) -> bool:
    """Whether a quotation goes on with the one before it: nothing stands between, or only the words that credited it."""
    between = set(range(before[1], quotation[0]))
    for x, y in (*credited.source, *credited.cue):
        between -= set(range(x, y))
    left = "".join(text[p] for p in sorted(between))
    return sum(c.isalnum() for c in left) <= MAX_ASIDE_CHARS and left.count("\n") <= MAX_BREAKS


def _join(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for a, b in sorted(spans):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return tuple(joined)


def _place(s: Sentence, base: int, i: int, a: Attribution) -> Credited:
    parts = [tuple(_stretches(s, base, tokens)) for tokens in (a.source, a.cue, a.content)]
    return Credited(i, parts[0], parts[1], parts[2], a.rule)


def _stretches(s: Sentence, base: int, tokens: frozenset[int]) -> Iterator[Span]:
    ordered = sorted(tokens)
    i = 0
    while i < len(ordered):
        j = i
        while j + 1 < len(ordered) and ordered[j + 1] == ordered[j] + 1:
            j += 1
        yield base + s.start[ordered[i]], base + s.end[ordered[j]]
        i = j + 1
