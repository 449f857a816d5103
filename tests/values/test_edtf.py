from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.values.edtf import FOREVER, read_edtf, read_point


@pytest.mark.parametrize(
    ("edtf", "first", "last", "why"),
    [
        ("2012-06-13", "2012-06-13", "2012-06-13", "a day"),
        ("2012-02", "2012-02-01", "2012-02-29", "a leap month"),
        ("2012", "2012-01-01", "2012-12-31", "a year"),
        ("201X", "2010-01-01", "2019-12-31", "a decade"),
        ("2012-06-XX", "2012-06-01", "2012-06-30", "an unspecified day"),
        ("2025-22", "2025-06-01", "2025-08-31", "summer"),
        ("2025-24", "2025-12-01", "2025-12-31", "winter is the month that it certainly covers"),
        ("2006/2007", "2006-01-01", "2007-12-31", "an interval"),
        ("2012-06-13~", "2012-06-13", "2012-06-13", "approximate"),
        ("2025-08-28T10:00:00Z", "2025-08-28", "2025-08-28", "a time of day"),
    ],
)
def test_days_that_a_date_can_mean(edtf: str, first: str, last: str, why: str) -> None:
    span = read_edtf(edtf)
    assert span is not None, why
    assert (date.fromordinal(span.first).isoformat(), date.fromordinal(span.last).isoformat()) == (first, last), why


@pytest.mark.parametrize(
    "edtf", [None, "", "..", "../..", "next week", "2012-13", "2012-02-31", "20xx", "0000", "2012/2006", "2012-XX-03x", "٢٠١٢"]
)
def test_what_cannot_be_read_is_no_date(edtf: str | None) -> None:
    assert read_edtf(edtf) is None


@pytest.mark.parametrize(
    ("edtf", "is_sure", "why"),
    [
        ("2012", True, "a year"),
        ("2012~", False, "approximate"),
        ("2012/..", False, "open"),
        ("2012?/2013", False, "uncertain"),
        ("2012/2013", True, "closed"),
    ],
)
def test_which_dates_fix_an_order(edtf: str, is_sure: bool, why: str) -> None:
    span = read_edtf(edtf)
    assert span is not None
    assert span.is_sure is is_sure, why


def test_open_ends() -> None:
    since, until = read_edtf("2006/.."), read_edtf("../2009")
    assert since is not None
    assert until is not None
    assert (since.last, until.first, since.end, until.start) == (FOREVER, 0, None, None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-08-28T10:00:00+02:00", "2025-08-28T08:00:00"),
        ("2025-08-28T10:00:00", None),
        ("2025-08-28T99:00Z", None),
        ("2025-08-28", None),
    ],
)
def test_a_time_counts_only_with_its_zone(text: str, moment: str | None) -> None:
    point = read_point(text)
    assert point is not None
    assert point.moment == moment


@given(st.dates(min_value=date(1, 1, 1)), st.dates(min_value=date(1, 1, 1)))
def test_intervals_hold_their_ends(a: date, b: date) -> None:
    span = read_edtf(f"{a.isoformat()}/{b.isoformat()}")
    assert (span is None) == (a > b)
    assert span is None or (span.first, span.last) == (a.toordinal(), b.toordinal())


@given(st.text(alphabet="0123456789X-/.~?%T:Z ", max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    span = read_edtf(text)
    assert span is None or span.first <= span.last
