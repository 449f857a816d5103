"""Which of two documents was first, as far as their publication dates tell."""

from datetime import date

from headwater.values.edtf import read_edtf

Interval = tuple[str, str]


def published_interval(edtf: str | None) -> Interval | None:
    """Earliest and latest UTC moment that a publication date allows, as ISO 8601 text that sorts by time.

    Args:
        edtf: EDTF date, or interval of two dates; `None` or a form that is not understood gives `None`. A date marked
            uncertain (`?`) or approximate (`~`, `%`) gives `None` too: it fixes no order.

    Example:
        >>> published_interval("2025-02")
        ('2025-02-01T00:00:00', '2025-02-28T23:59:59')
    """
    span = read_edtf(edtf)
    if span is None or not span.is_sure or span.start is None or span.end is None:
        return None
    low = span.start.moment or f"{date.fromordinal(span.first)}T00:00:00"
    high = span.end.moment or f"{date.fromordinal(span.last)}T23:59:59"
    return (low, high) if low <= high else None


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
