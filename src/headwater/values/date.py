"""Dates that a text gives, as EDTF (ISO 8601-2) with their precision: full, partial and relative.

Source: EDTF specification, Library of Congress, levels 0 to 2 (seasons 21 to 24, quarters 33 to 36, semesters 40 and 41).
A day is given only where the text gives it. "Early 2023" is `2023` with the modifier `start`: EDTF has no word for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.values.calendar_words import WORDS, CalendarWords
from headwater.values.date_grammar import Point, find_points
from headwater.values.date_relative import Relative, join_interval, resolve_relative

__all__ = ["DateExpression", "Relative", "find_dates", "resolve_relative"]

_REACH = 28
"""Code points before a date in which a connector can stand."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date, a range of dates or a relative time in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        text: The words.
        edtf: EDTF; None where the words alone fix no date.
        relative: What `resolve_relative` needs; None where edtf is given or the words fix no date at all ("now").
        precision: day, week, month, season, quarter, semester, year, decade, century, interval or none.
        mod: start, mid or end of the period; None where the words do not say.
        parts: The single dates of an interval, in order.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    relative: Relative | None
    precision: str
    mod: str | None = None
    parts: tuple[Point, ...] = ()


def find_dates(text: str, *, language: str) -> list[DateExpression]:
    """Dates of a text in order of place.

    Args:
        text: A sentence or a longer text.
        language: BCP 47 primary subtag; English words are used for languages without a grammar.

    Example:
        >>> [d.edtf for d in find_dates("between 2006 and 2011, and since 13 July 2022", language="en")]
        ['2006/2011', '2022-07-13/..']
    """
    language = language if language in WORDS else "en"
    points = list(find_points(text, language))
    return list(_connect(text, points, language)) if points else []


def _connect(text: str, points: list[Point], language: str) -> Iterator[DateExpression]:
    """Single dates and the intervals that connectors make of them."""
    grammar = _connectors(language)
    at = 0
    while at < len(points):
        first = points[at]
        before = text[max(0, first.start - _REACH) : first.start]
        second = points[at + 1] if at + 1 < len(points) else None
        opened = grammar.opens.search(before)
        if second is not None and (found := _join(text, first, second, before, grammar)) is not None:
            yield found
            at += 2
            continue
        if opened is not None and first.precision != "none":
            yield _open(text, first, before, opened)
        else:
            yield _single(text, first)
        at += 1


def _single(text: str, point: Point) -> DateExpression:
    words = text[point.start : point.end]
    return DateExpression(point.start, point.end, words, point.edtf, point.relative, point.precision, point.mod, (point,))


def _join(text: str, first: Point, second: Point, before: str, grammar: "_Connectors") -> DateExpression | None:
    gap = text[first.end : second.start]
    if len(gap) > 16 or "none" in {first.precision, second.precision}:
        return None
    between = grammar.between.search(before)
    since = grammar.from_.search(before)
    if not (
        (between and grammar.and_.fullmatch(gap))
        or (since and grammar.to.fullmatch(gap))
        or (grammar.range.fullmatch(gap) and _same_shape(first, second))
    ):
        return None
    first = _borrow_year(first, second)
    start = first.start - (len(before) - (between or since).start()) if (between or since) else first.start  # type: ignore[union-attr]
    edtf, relative = join_interval(first.edtf or first.relative, second.edtf or second.relative)
    return DateExpression(start, second.end, text[start : second.end], edtf, relative, "interval", None, (first, second))


def _same_shape(first: Point, second: Point) -> bool:
    return first.edtf is not None and second.edtf is not None and first.edtf < second.edtf


def _borrow_year(first: Point, second: Point) -> Point:
    """The first with the year of the second: "from June to August 2012"."""
    if first.edtf is None and first.relative and second.edtf and "month" in first.relative and re.match(r"\d{4}", second.edtf):
        year, month, day = second.edtf[:4], first.relative["month"], first.relative.get("day")
        edtf = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
        return Point(first.start, first.end, edtf, None, first.precision, first.mod)
    return first


def _open(text: str, point: Point, before: str, opened: re.Match[str]) -> DateExpression:
    start = point.start - (len(before) - opened.start())
    value: Any = point.edtf or point.relative
    is_since = opened.lastgroup == "since"
    edtf, relative = join_interval(value, "..") if is_since else join_interval("..", value)
    return DateExpression(start, point.end, text[start : point.end], edtf, relative, "interval", point.mod, (point,))


@dataclass(frozen=True, slots=True)
class _Connectors:
    opens: re.Pattern[str]
    between: re.Pattern[str]
    and_: re.Pattern[str]
    from_: re.Pattern[str]
    to: re.Pattern[str]
    range: re.Pattern[str]


@cache
def _connectors(language: str) -> _Connectors:
    words: CalendarWords = WORDS[language]
    determiner = {"en": r"(?:the\s+)?", "es": r"(?:el\s+|la\s+)?", "fr": r"(?:le\s+|la\s+)?", "pt": r"(?:o\s+|a\s+)?"}[language]

    def ending(choice: tuple[str, ...], name: str = "x") -> str:
        joined = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(choice, key=lambda w: -len(w)))
        return rf"(?P<{name}>(?<!\w)(?:{joined})\s+{determiner})$"

    def inner(choice: tuple[str, ...]) -> re.Pattern[str]:
        joined = "|".join(re.escape(w) for w in sorted(choice, key=lambda w: -len(w)))
        return re.compile(rf"\s*,?\s+(?:{joined})\s+{determiner}", re.IGNORECASE)

    since = tuple(w for w in words.since if w != "from")
    return _Connectors(
        opens=re.compile(ending(since, "since") + "|" + ending(words.until, "until"), re.IGNORECASE),
        between=re.compile(ending(words.between), re.IGNORECASE),
        and_=inner(words.and_),
        from_=re.compile(ending(words.from_), re.IGNORECASE),
        to=inner(words.to),
        range=re.compile(r"\s?[-–—/]\s?|\s+to\s+|\s+a\s+", re.IGNORECASE),
    )
