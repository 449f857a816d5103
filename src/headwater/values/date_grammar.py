"""Single dates in a text: one pattern for each shape, tried in order at each place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from headwater.values.calendar_words import WORDS, any_of
from headwater.values.date_readings import Reading
from headwater.values.date_relative import Relative
from headwater.values.date_shapes import first_words, hint_words, list_shapes
from headwater.values.word_hint import WordHint


@dataclass(frozen=True, slots=True)
class Point:
    """A single date in a text; columns as in `DateExpression`."""

    start: int
    end: int
    edtf: str | None
    relative: Relative | None
    precision: str
    mod: str | None = None


def find_points(text: str, language: str) -> Iterator[Point]:
    """Single dates in order of place, none overlapping another."""
    shapes = _shapes(language)
    if not shapes.hint.stands_in(text):
        return
    at = 0
    for match in shapes.any.finditer(text):
        if match.start() < at:
            continue
        found = _read(text, match, language, shapes)
        if found is not None:
            at = found.end
            yield found


def _read(text: str, match: re.Match[str], language: str, shapes: "_Shapes") -> Point | None:
    if shapes.one.match(text, match.start()) is None:
        return None
    for pattern, make in shapes.shapes:
        exact = pattern.match(text, match.start())
        if exact is None:
            continue
        made = make(exact, language)
        if made is None:
            continue
        edtf, relative, precision = made
        start, mod = exact.start(), None
        before = shapes.mods.search(text, max(0, start - 26), start)
        if before is not None and precision not in {"day", "none"}:
            mod, start = WORDS[language].mods[" ".join(before["mod"].lower().split())], before.start()
        return Point(start, exact.end(), edtf, relative, precision, mod)
    return None


@dataclass(frozen=True, slots=True)
class _Shapes:
    hint: WordHint
    any: re.Pattern[str]
    one: re.Pattern[str]
    shapes: tuple[tuple[re.Pattern[str], Reading], ...]
    mods: re.Pattern[str]


@cache
def _shapes(language: str) -> _Shapes:
    flags = re.IGNORECASE
    rows = list_shapes(language)
    shapes = tuple((re.compile(p, 0 if is_cased else flags), make) for p, make, is_cased in rows)
    digits_or_words = _first_words(language)
    mods = re.compile(rf"(?<!\w)(?P<mod>{any_of(WORDS[language].mods)})(?:\s+|-)(?:the\s+|el\s+|la\s+|año\s+|le\s+)?$", flags)
    hints = hint_words(language)
    return _Shapes(
        WordHint(hints, re.compile(rf"\d|(?<!\w){any_of(dict.fromkeys(hints, 0))}(?!\w)", flags)),
        re.compile(digits_or_words, flags),
        _one_of([(p, is_cased) for p, _, is_cased in rows]),
        shapes,
        mods,
    )


def _one_of(patterns: Iterable[tuple[str, bool]]) -> re.Pattern[str]:
    """One pattern that matches where at least one of several does: most numbers are no date, and are found so at once."""
    plain = ((re.sub(r"\(\?P<\w+>", "(?:", pattern), is_cased) for pattern, is_cased in patterns)
    return re.compile("|".join(f"(?:{p})" if is_cased else f"(?i:{p})" for p, is_cased in plain))


def _first_words(language: str) -> str:
    """Where a date can begin: at a number, or at a word of the calendar."""
    return r"(?<![\w.,])(?:\d|" + any_of(dict.fromkeys(first_words(language), 0)) + r"(?!\w))|(?<=[-–(])\d|(?<=mid-)\w"
