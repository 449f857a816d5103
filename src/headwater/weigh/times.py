"""When: EDTF dates as spans of days, and whether two can both be meant."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from headwater.values.edtf import SEASONS, read_edtf, read_point

MAX_DATES = 3

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
    span = read_edtf(edtf)
    return None if span is None else When(span.first, span.last)


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


def show_date(edtf: str) -> str:
    """An EDTF date for readers: "13 June 2012", "June 2012", "summer 2025", "2006 to 2007", "by September 2025", "since 2006"."""
    start, slash, end = edtf.strip().partition("/")
    if not slash:
        return _show_point(start)
    if start in {"", ".."}:
        return f"by {_show_point(end)}"
    if end in {"", ".."}:
        return f"since {_show_point(start)}"
    first, last = _show_point(start), _show_point(end)
    shared = next(
        (n for n in (2, 1) if first.count(" ") == last.count(" ") >= n and first.split(" ")[-n:] == last.split(" ")[-n:]), 0
    )
    return f"{' '.join(first.split(' ')[:-shared])} to {last}" if shared and first != last else f"{first} to {last}"


def _show_point(text: str) -> str:
    point = read_point(text)
    if point is None or "X" in point.year:
        return text
    if point.month is None:
        return point.year
    if point.month in SEASONS:
        return f"{SEASONS[point.month]} {point.year}"
    return " ".join(str(x) for x in (point.day, calendar.month_name[point.month], point.year) if x is not None)


def show_dates(dates: Iterable[str | None]) -> str:
    """Distinct dates of one value, earliest first, without those that only say less; at most `MAX_DATES`, "" if none."""
    read = {d: w for d in dates if d and (w := read_when(d)) is not None}
    kept = [d for d, w in read.items() if not any(v != w and relate(v, w) == "inside" for v in read.values())]
    ordered = sorted(kept, key=lambda d: (read[d].first, read[d].last, d))
    shown = [show_date(d) for d in ordered[:MAX_DATES]]
    return "; ".join(shown + (["..."] if len(ordered) > MAX_DATES else []))
