from datetime import date

import pytest

from headwater.values.edtf import FOREVER
from headwater.weigh.times import days_apart, read_when, relate, show_date, show_dates


@pytest.mark.parametrize(
    ("edtf", "first", "last", "why"),
    [
        ("2012-06-13", date(2012, 6, 13), date(2012, 6, 13), "a day"),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "a leap month"),
        ("2006/2007", date(2006, 1, 1), date(2007, 12, 31), "an interval"),
        ("2025-22", date(2025, 6, 1), date(2025, 8, 31), "summer"),
    ],
)
def test_days_of_a_date(edtf: str, first: date, last: date, why: str) -> None:
    found = read_when(edtf)
    assert found is not None
    assert (found.first, found.last) == (first.toordinal(), last.toordinal()), why


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2012-06-13", "13 June 2012"),
        ("2012-06", "June 2012"),
        ("2006/2007", "2006 to 2007"),
        ("2025-08-18/2025-08-24", "18 to 24 August 2025"),
        ("2025-08-30/2025-09-02", "30 August to 2 September 2025"),
        ("../2025-22", "by summer 2025"),
        ("2006/..", "since 2006"),
    ],
)
def test_dates_for_readers(edtf: str, expected: str) -> None:
    assert show_date(edtf) == expected


def test_dates_of_one_value_leave_out_what_only_says_less() -> None:
    assert show_dates(["2012", "2012-06-13", None, "2006", "2012-06"]) == "2006; 13 June 2012"
    assert show_dates([None, "next week"]) == ""


@pytest.mark.parametrize("edtf", [None, "", "next week", "2012-13", "2012-02-31", "20xx"])
def test_what_cannot_be_read_is_no_date(edtf: str | None) -> None:
    assert read_when(edtf) is None


def test_open_ends_and_relations() -> None:
    since, until, year, day = (read_when(x) for x in ("2006/..", "../2009", "2012", "2012-06-13"))
    assert since is not None
    assert until is not None
    assert year is not None
    assert day is not None
    assert (since.last, until.first) == (FOREVER, 0)
    assert [relate(day, year), relate(year, day), relate(since, until), relate(until, day), relate(day, day)] == [
        "inside",
        "holds",
        "overlaps",
        "apart",
        "same",
    ]
    assert days_apart(until, day) == date(2012, 6, 13).toordinal() - date(2009, 12, 31).toordinal()
