"""When: EDTF dates as spans of days, and whether two can both be meant."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.{0,30})?[?~%]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
FOREVER = 10**7
"""An ordinal after every day of the calendar: the end of what is open."""

Relation = Literal["same", "inside", "holds", "overlaps", "apart"]


@dataclass(frozen=True, slots=True)
class When:
    """Days that a date covers: ordinals, both included.

    Attributes:
        first: First day; 0 where the start is open.
        last: Last day; `FOREVER` where the end is open.
    """

    first: int
    last: int

    @property
    def n_days(self) -> int:
        """Number of days."""
        return self.last - self.first + 1


@cache
def read_when(edtf: str | None) -> When | None:
    """Days of an EDTF date, interval or season; None where there is none or it cannot be read."""
    if not edtf:
        return None
    start, slash, end = edtf.strip().partition("/")
    first = When(0, 0) if start in {"", ".."} else _point(start)
    last = first if not slash else When(FOREVER, FOREVER) if end in {"", ".."} else _point(end)
    return When(first.first, last.last) if first and last and first.first <= last.last else None


def _point(text: str) -> When | None:
    found = _POINT.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(x) if x else None for x in found.groups())
    if not year:
        return None
    try:
        if month in _SEASONS:
            low, high = _SEASONS[month]
            return When(date(year, low, 1).toordinal(), date(year, high, calendar.monthrange(year, high)[1]).toordinal())
        high = month or 12
        last = date(year, high, day or calendar.monthrange(year, high)[1])
        return When(date(year, month or 1, day or 1).toordinal(), last.toordinal())
    except (ValueError, calendar.IllegalMonthError):
        return None


def relate(a: When, b: When) -> Relation:
    """How the days of a stand to those of b."""
    if a == b:
        return "same"
    if a.first >= b.first and a.last <= b.last:
        return "inside"
    if b.first >= a.first and b.last <= a.last:
        return "holds"
    return "overlaps" if a.first <= b.last and b.first <= a.last else "apart"


def days_apart(a: When, b: When) -> int:
    """Days between two dates; 0 where they overlap."""
    return max(0, a.first - b.last, b.first - a.last)
