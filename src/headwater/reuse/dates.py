"""Which of two documents was first, as far as their publication dates tell."""

import calendar
import re
from datetime import UTC, datetime

Interval = tuple[str, str]

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(T\d\d:\d\d.{0,20})?")


def published_interval(edtf: str | None) -> Interval | None:
    """Earliest and latest UTC moment that a publication date allows, as ISO 8601 text that sorts by time.

    Args:
        edtf: EDTF date, or interval of two dates; `None` or a form that is not understood gives `None`. A date marked
            uncertain (`?`) or approximate (`~`, `%`) gives `None` too: it fixes no order.

    Example:
        >>> published_interval("2025-02")
        ('2025-02-01T00:00:00', '2025-02-28T23:59:59')
    """
    if not edtf or any(mark in edtf for mark in "?~%"):
        return None
    first, _, second = edtf.strip().partition("/")
    low, high = _bounds(first), _bounds(second or first)
    return (low[0], high[1]) if low and high and low[0] <= high[1] else None


def _bounds(date: str) -> Interval | None:
    found = _DATE.fullmatch(date)
    if not found:
        return None
    year, month, day, time = found.groups()
    if time and day and day.isdigit() and (moment := _moment(date)):
        return moment, moment
    low_year, high_year = year.replace("X", "0"), year.replace("X", "9")
    low_month, high_month = (month, month) if month and month.isdigit() else ("01", "12")
    if not 1 <= int(low_month) <= 12 or int(low_year) < 1:
        return None
    last = calendar.monthrange(int(high_year), int(high_month))[1]
    low_day, high_day = (day, day) if day and day.isdigit() else ("01", str(last))
    if not 1 <= int(low_day) <= int(high_day) <= last:
        return None
    return f"{low_year}-{low_month}-{low_day}T00:00:00", f"{high_year}-{high_month}-{high_day}T23:59:59"


def _moment(date: str) -> str | None:
    """A time of day counts only with its zone: without one it may be any hour of the day."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if moment.tzinfo else None


def tell_direction(published_a: str | None, published_b: str | None) -> str:
    """`a_from_b`, `b_from_a`, or `unknown` where the dates overlap or one is missing.

    An undated document is never made the origin of a dated one on time alone, nor the other way round.
    """
    a, b = published_interval(published_a), published_interval(published_b)
    if a is None or b is None:
        return "unknown"
    if b[1] < a[0]:
        return "a_from_b"
    return "b_from_a" if a[1] < b[0] else "unknown"
