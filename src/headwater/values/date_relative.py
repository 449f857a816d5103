"""Relative times: what they need to become dates, and the dates that they become."""

from datetime import date, timedelta
from typing import Any

Relative = dict[str, Any]
"""How a relative time is written down; one of

- `{"unit": u, "offset": n}`: the day, week, month, quarter, season, year or decade n from that of publication;
- `{"weekday": 1..7, "direction": d}`, `{"month": m, "day"?: n, "direction": d}`, `{"season": 21..24, "direction": d}` with
  d one of past, future, near, this;
- `{"unit": u, "offset": n, "context": true}`: counted from the date that the text gave last, not from publication;
- `{"span": [u, n]}`: the last n units up to publication (n < 0) or the next ones (n > 0);
- `{"interval": [a, b]}` with EDTF, `..` or a relative time at either end.
"""

_YEAR = 4
_MONTH = 7
_DAY = 10


def resolve_relative(relative: Relative, published: str | None, *, reference: str | None = None) -> str | None:
    """The date that a relative time means.

    Never finer than its own unit: "two weeks ago" is a week, "last year" a year.

    Args:
        relative: As `find_dates` gives it.
        published: EDTF of publication: a day, month or year.
        reference: EDTF that the text gave last, for times that count from there ("two days later").

    Returns:
        EDTF, or None where the anchor is missing or too coarse.

    Example:
        >>> resolve_relative({"weekday": 3, "direction": "near"}, "2012-06-14")
        '2012-06-13'
    """
    if "interval" in relative:
        ends = [e if isinstance(e, str) else resolve_relative(e, published, reference=reference) for e in relative["interval"]]
        return None if None in ends else _interval(str(ends[0]), str(ends[1]))
    anchor = reference if relative.get("context") else published
    if anchor is None or not anchor[:4].isdigit() or "/" in anchor:
        return None
    if "span" in relative:
        return _span(relative["span"], anchor)
    if "weekday" in relative:
        return _weekday(relative, anchor)
    if "season" in relative:
        return _season(relative, anchor)
    if "month" in relative:
        return _month(relative, anchor)
    return _shift(relative["unit"], relative["offset"], anchor)


def join_interval(first: str | Relative | None, second: str | Relative | None) -> tuple[str | None, Relative | None]:
    """EDTF of an interval, or the relative time that will become one."""
    if first is None or second is None:
        return None, None
    if isinstance(first, str) and isinstance(second, str):
        return _interval(first, second), None
    return None, {"interval": [first, second]}


def _interval(first: str, second: str) -> str:
    """Interval of two dates; of two intervals the outer ends."""
    return f"{first.split('/', maxsplit=1)[0]}/{second.rsplit('/', maxsplit=1)[-1]}"


def _day(anchor: str) -> date | None:
    try:
        return date.fromisoformat(anchor[:_DAY]) if len(anchor) >= _DAY else None
    except ValueError:
        return None


def _week(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _add_months(year: int, month: int, n: int) -> tuple[int, int]:
    total = year * 12 + (month - 1) + n
    return total // 12, total % 12 + 1


def _shift(unit: str, offset: int, anchor: str) -> str | None:
    year = int(anchor[:4])
    if abs(offset) > 3000 or not 0 < year + offset // 360 < 10000:
        return None
    if unit == "year":
        return f"{year + offset:04d}"
    if unit == "decade":
        return f"{year // 10 + offset:03d}X"
    if unit == "century":
        return f"{year // 100 + offset:02d}XX"
    if len(anchor) < _MONTH or not anchor[5:7].isdigit() or not 1 <= int(anchor[5:7]) <= 12:
        return None
    month = int(anchor[5:7])
    if unit == "month":
        y, m = _add_months(year, month, offset)
        return f"{y:04d}-{m:02d}"
    if unit == "quarter":
        y, m = _add_months(year, month, 3 * offset)
        return f"{y:04d}-{33 + (m - 1) // 3}"
    day = _day(anchor)
    if day is None:
        return None
    days = offset * (7 if unit == "week" else 1)
    try:
        moved = day + timedelta(days=days)
        return _week(moved) if unit == "week" else moved.isoformat()
    except OverflowError:
        return None


def _span(span: list[Any], anchor: str) -> str | None:
    unit, n = span
    end = _shift(unit, n, anchor)
    here = _shift(unit, 0, anchor)
    if end is None or here is None:
        return None
    return _interval(end, here) if n < 0 else _interval(here, end)


def _weekday(relative: Relative, anchor: str) -> str | None:
    day = _day(anchor)
    if day is None:
        return None
    back = (day.isoweekday() - relative["weekday"]) % 7
    direction = relative["direction"]
    if direction == "past":
        return (day - timedelta(days=back or 7)).isoformat()
    if direction == "future":
        return (day + timedelta(days=(7 - back))).isoformat()
    if direction == "this":
        return (day - timedelta(days=day.isoweekday() - relative["weekday"])).isoformat()
    return (day - timedelta(days=back)).isoformat()


def _month(relative: Relative, anchor: str) -> str | None:
    month, day = relative["month"], relative.get("day")
    year = int(anchor[:4])
    if relative["direction"] != "this" and not relative.get("context"):
        if len(anchor) < _MONTH or not anchor[5:7].isdigit() or int(anchor[5:7]) > 12:
            return None
        year += _year_offset(relative["direction"], int(anchor[5:7]), month, is_same_day=day is None)
    return _write(year, month, day)


def _year_offset(direction: str, anchor_month: int, month: int, *, is_same_day: bool) -> int:
    """Years from the anchor's to that of a month.

    "near" is the past, unless the coming one is three times nearer: "on 5 September" said on 28 August.
    """
    ahead, back = (month - anchor_month) % 12, (anchor_month - month) % 12
    if direction == "past":
        return -1 if month > anchor_month or (month == anchor_month and is_same_day) else 0
    if direction == "future" or (ahead and ahead * 3 < back):
        return 1 if month < anchor_month else 0
    return -1 if month > anchor_month else 0


def _season(relative: Relative, anchor: str) -> str | None:
    year, season, direction = int(anchor[:4]), relative["season"], relative["direction"]
    if direction == "this" or relative.get("context"):
        return f"{year:04d}-{season}"
    if len(anchor) < _MONTH or not anchor[5:7].isdigit() or int(anchor[5:7]) > 12:
        return None
    starts = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    is_begun = int(anchor[5:7]) >= starts
    if direction == "future":
        return f"{year if not is_begun else year + 1:04d}-{season}"
    ended = int(anchor[5:7]) >= starts + 3
    if direction == "past":
        return f"{year if ended else year - 1:04d}-{season}"
    return f"{year if is_begun else year - 1:04d}-{season}"


def _write(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
