"""Which of two documents was first, as far as their dates tell."""

from dataclasses import dataclass
from functools import cache

from headwater.values.edtf import read_edtf


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day that a date allows, as proleptic ordinals (`date.toordinal`)."""

    first: int
    last: int


@cache
def read_days(edtf: str | None) -> Days | None:
    """Days of an EDTF date or interval; None for no date, an open end, or one marked uncertain or approximate."""
    span = read_edtf(edtf)
    return None if span is None or not span.is_sure else Days(span.first, span.last)


def is_later(a: Days | None, b: Days | None) -> bool:
    """Whether a is surely later than b: every day that a allows is after every day that b allows."""
    return a is not None and b is not None and a.first > b.last


def gap_days(a: Days | None, b: Days | None) -> int | None:
    """Least number of days between two dates; 0 where they overlap; None where one is not known."""
    if a is None or b is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)
