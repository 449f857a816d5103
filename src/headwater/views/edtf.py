"""Dates in words, and the days that a date can mean; what cannot be read is shown as it stands and has no days."""

import calendar
from dataclasses import dataclass
from datetime import date

from headwater.values.edtf import SEASONS, read_point, split_point

_MONTHS = tuple(calendar.month_name)
_MARKS = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a date can mean.

    Attributes:
        first: ISO 8601 day; None where the start is open or unknown.
        last: ISO 8601 day; None where the end is open or unknown.
    """

    first: str | None
    last: str | None


def say_date(edtf: str | None) -> str:
    """A date in words, with its precision kept.

    Args:
        edtf: EDTF; None where no date is known.

    Returns:
        "13 June 2012", "June 2012", "summer 2025", "since 2006", "up to 2009", "2006 to 2007"; "undated" for None; the
        text itself where it cannot be read.

    Example:
        >>> say_date("2006/..")
        'since 2006'
    """
    if not edtf:
        return "undated"
    if "/" not in edtf:
        return _say_point(edtf) or edtf
    start, _, end = edtf.partition("/")
    words = [_say_point(start), _say_point(end)]
    if start in {"", ".."} and words[1]:
        return f"up to {words[1]}"
    if end == ".." and words[0]:
        return f"since {words[0]}"
    if end == "" and words[0]:
        return f"{words[0]}, end unknown"
    return f"{words[0]} to {words[1]}" if words[0] and words[1] else edtf


def days_of(edtf: str | None) -> Days:
    """The days that a date can mean: a month runs from its first to its last day.

    Winter is read as December of the year that it names, the month that it certainly covers.

    Example:
        >>> days_of("2012-06")
        Days(first='2012-06-01', last='2012-06-30')
    """
    start, slash, end = (edtf or "").partition("/")
    first, last = read_point(start), read_point(end if slash else start)
    return Days(
        date.fromordinal(first.first).isoformat() if first else None, date.fromordinal(last.last).isoformat() if last else None
    )


def year_of(edtf: str | None) -> str | None:
    """The year a date begins in, or ends in where its start is open; None where it names none."""
    days = days_of(edtf)
    day = days.first or days.last
    return day[:4] if day else None


def _say_point(text: str) -> str | None:
    point = split_point(text)
    if point is None:
        return None
    words = point.year
    if words.endswith("XX"):
        words = f"some year from {words[:2]}00 to {words[:2]}99"
    elif words.endswith("X"):
        words = f"the {words[:3]}0s"
    if point.month is not None:
        if point.month not in SEASONS and not 1 <= point.month <= 12:
            return None
        words = f"{SEASONS.get(point.month) or _MONTHS[point.month]} {words}"
        if point.day is not None:
            words = f"{point.day} {words}"
    return _MARKS[point.mark].format(words)
