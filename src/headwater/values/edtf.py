"""The one reader of EDTF: what days a date, an interval, a season or an open end can mean.

Source: Extended Date/Time Format, ISO 8601-2:2019, level 0 to 2: years, months, days, seasons, intervals, open ends,
unspecified digits, times of day and the qualifiers `~`, `?` and `%`. What cannot be read is None, never a guess.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

FOREVER = 10**7
"""An ordinal after every day of the calendar: the end of what is open."""
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""Winter is December of the year that it names, the month that it certainly covers."""
_POINT = re.compile(
    r"(?a)(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<time>T[0-9:.Z+-]{1,25})?(?P<mark>[~?%]?)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One date.

    Attributes:
        first: First day that it can mean, a proleptic ordinal (`date.toordinal`).
        last: Last day.
        year: As written, unspecified digits as X.
        month: Month or season, 1 to 24; None where there is none.
        day: Day; None where there is none.
        mark: `~` approximate, `?` uncertain, `%` both, or nothing.
        moment: UTC, ISO 8601 to the second, where a time of day stands with its zone.
    """

    first: int
    last: int
    year: str
    month: int | None
    day: int | None
    mark: str
    moment: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """What a date or interval can mean.

    Attributes:
        first: First day; 0 where the start is open.
        last: Last day; `FOREVER` where the end is open.
        start: The start; None where it is open or unknown.
        end: The end; None where it is open or unknown; the start itself for a single date.
    """

    first: int
    last: int
    start: Point | None
    end: Point | None

    @property
    def is_sure(self) -> bool:
        """Whether neither end is open, approximate or uncertain."""
        return self.start is not None and self.end is not None and not self.start.mark and not self.end.mark


@lru_cache(maxsize=20_000)
def read_edtf(edtf: str | None) -> Span | None:
    """The days of an EDTF date or interval; None where there is none, it cannot be read, or its ends are the wrong way round.

    Example:
        >>> span = read_edtf("2012-06")
        >>> date.fromordinal(span.first).isoformat(), date.fromordinal(span.last).isoformat()
        ('2012-06-01', '2012-06-30')
    """
    if not edtf:
        return None
    before, slash, after = edtf.strip().partition("/")
    start, end = read_point(before), read_point(after) if slash else read_point(before)
    if (start is None and before not in {"", ".."}) or (end is None and (not slash or after not in {"", ".."})):
        return None
    if start is None and end is None:
        return None
    first, last = start.first if start else 0, end.last if end else FOREVER
    return Span(first, last, start, end) if first <= last else None


@dataclass(frozen=True, slots=True)
class Parts:
    """What one date is written with, whether or not the calendar has such a day.

    Attributes:
        year: As written, unspecified digits as X.
        month: Month or season; None where there is none.
        day: Day; None where there is none.
        time: Time of day as written, with its T; empty where there is none.
        mark: `~` approximate, `?` uncertain, `%` both, or nothing.
    """

    year: str
    month: int | None
    day: int | None
    time: str
    mark: str


def split_point(text: str) -> Parts | None:
    """The parts of one date; None where it is not written as EDTF."""
    found = _POINT.fullmatch(text.strip())
    if found is None:
        return None
    month, day = (None if found[x] in {None, "XX"} else int(found[x]) for x in ("month", "day"))
    return Parts(found["year"], month, day, found["time"] or "", found["mark"])


@lru_cache(maxsize=20_000)
def read_point(text: str) -> Point | None:
    """One date, without the slash of an interval; None where it cannot be read."""
    parts = split_point(text)
    if parts is None:
        return None
    year, month, day = parts.year, parts.month, parts.day
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low < 1 or (month is None and day is not None):
        return None
    months = (1, 12) if month is None else SEASON_MONTHS.get(month, (month, month))
    try:
        first = date(low, months[0], day or 1)
        last = date(high, months[1], day or calendar.monthrange(high, months[1])[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Point(first.toordinal(), last.toordinal(), year, month, day, parts.mark, _moment(text.strip(), parts.time))


def _moment(text: str, time: str) -> str | None:
    """A time of day counts only with its zone: without one it may be any hour of the day."""
    if not time:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if moment.tzinfo else None
