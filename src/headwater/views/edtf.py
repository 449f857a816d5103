"""Dates in words, and the days that a date can mean, from the part of EDTF that the tables use.

Source: Extended Date/Time Format, ISO 8601-2:2019, level 0 to 2: years, months, days, seasons, intervals, open ends,
unspecified digits and the qualifiers `~`, `?` and `%`. What cannot be read is shown as it stands and has no days.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTHS = tuple(calendar.month_name)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_POINT = re.compile(
    r"(?a)(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?:T[0-9:.Z+-]{1,20})?(?P<mark>[~?%]?)"
)
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
    start, _, end = (edtf or "").partition("/")
    first, last = _range(start), _range(end if "/" in (edtf or "") else start)
    return Days(first[0] if first else None, last[1] if last else None)


def year_of(edtf: str | None) -> str | None:
    """The year a date begins in, or ends in where its start is open; None where it names none."""
    days = days_of(edtf)
    day = days.first or days.last
    return day[:4] if day else None


def _say_point(text: str) -> str | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"]
    words = year
    if year.endswith("XX"):
        words = f"some year from {year[:2]}00 to {year[:2]}99"
    elif year.endswith("X"):
        words = f"the {year[:3]}0s"
    if month and month != "XX":
        name = _SEASONS.get(int(month)) or (_MONTHS[int(month)] if 1 <= int(month) <= 12 else None)
        if name is None:
            return None
        words = f"{name} {words}"
        if day and day != "XX":
            words = f"{int(day)} {words}"
    return _MARKS[mark].format(words)


def _range(text: str) -> tuple[str, str] | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    low, high = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
    month, day = match["month"], match["day"]
    if low < 1 or month in {None, "XX"}:
        return f"{low:04}-01-01", f"{high:04}-12-31"
    first, last = _SEASON_MONTHS.get(int(month), (int(month), int(month)))
    try:
        if day in {None, "XX"}:
            return date(low, first, 1).isoformat(), date(high, last, calendar.monthrange(high, last)[1]).isoformat()
        return date(low, first, int(day)).isoformat(), date(high, last, int(day)).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        return None
