from datetime import date

import pytest

from headwater.weigh.times import FOREVER, days_apart, read_when, relate


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
