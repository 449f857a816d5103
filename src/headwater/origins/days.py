"""Which of two documents was first, as far as their dates tell."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.{0,30})?")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day that a date allows, as proleptic ordinals (`date.toordinal`)."""

    first: int
    last: int


@cache
def read_days(edtf: str | None) -> Days | None:
    """Days of an EDTF date or interval; None for no date, an open end, or one marked uncertain or approximate."""
    if not edtf or any(mark in edtf for mark in "?~%X."):
        return None
    start, _, end = edtf.partition("/")
    first, last = _bounds(start), _bounds(end or start)
    return Days(first.first, last.last) if first and last and first.first <= last.last else None


def _bounds(point: str) -> Days | None:
    found = _POINT.fullmatch(point.strip())
    if not found:
        return None
    year, month, day = (int(x) if x else None for x in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Days(first.toordinal(), last.toordinal())


def is_later(a: Days | None, b: Days | None) -> bool:
    """Whether a is surely later than b: every day that a allows is after every day that b allows."""
    return a is not None and b is not None and a.first > b.last


def gap_days(a: Days | None, b: Days | None) -> int | None:
    """Least number of days between two dates; 0 where they overlap; None where one is not known."""
    if a is None or b is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)
