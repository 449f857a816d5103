"""Candidates for the date of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.ingest.dates import (
    DateCandidate,
    check_edtf,
    find_text_dates,
    find_url_date,
    is_utc_time,
    order_dates,
    read_iso_date,
)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("2025-08-28", "2025-08-28", "a day"),
        ("2012-06", "2012-06", "a month"),
        ("2012", "2012", "a year"),
        (" 2012 ", "2012", "blanks around it"),
        ("2012-06~", "2012-06~", "about a month"),
        ("2012?", "2012?", "perhaps a year"),
        ("201X", "201X", "some year of a decade"),
        ("2012-21", "2012-21", "spring"),
        ("2012/2013-05", "2012/2013-05", "an interval"),
        ("2012/..", "2012/..", "an interval without end"),
        ("2025-08-28T10:00:00Z", "2025-08-28", "with a time"),
        ("2025-08-28 10:00", "2025-08-28", "with a time after a blank"),
        ("2025-02-30", None, "a day that does not exist"),
        ("2025-13", None, "a month that does not exist"),
        ("28/08/2025", None, "not EDTF"),
        ("August 2025", None, "words"),
        ("25-08-28", None, "a year of two digits"),
        ("../..", None, "an interval of nothing"),
        ("2012/2013/2014", None, "two slashes"),
        ("", None, "nothing"),
    ],
)
def test_check_edtf(text: str, expected: str | None, why: str) -> None:
    assert check_edtf(text) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("2025-08-28T23:30:00-04:00", "2025-08-28", "the publisher's own day, not that of Greenwich"),
        ("20250828T101500", "2025-08-28", "compact"),
        ("20250828", "2025-08-28", "compact day"),
        ("2025-08-28-something", None, "no date"),
        ("0000-00-00", None, "an empty template"),
    ],
)
def test_read_iso_date(text: str, expected: str | None, why: str) -> None:
    assert read_iso_date(text) == expected, why


@pytest.mark.parametrize(
    ("url", "expected", "why"),
    [
        ("https://a.example/2025/08/28/story", "2025-08-28", "year, month, day"),
        ("https://a.example/world/2025/aug/28/story", "2025-08-28", "month by name"),
        ("https://a.example/2025/8/5/story", "2025-08-05", "without zeros"),
        ("https://a.example/news-2025-08-28.html", "2025-08-28", "with hyphens"),
        ("https://a.example/20250828/x", "2025-08-28", "compact"),
        ("https://a.example/2025/08/story", "2025-08", "a month"),
        ("https://a.example/2025/story", None, "a year alone may be about anything"),
        ("https://a.example/id/1202508281", None, "a number that only looks so"),
        ("https://a.example/top-2019-10-things", None, "words that only look so"),
        ("https://a.example/2025/13/45/x", None, "no day of the calendar"),
        ("https://2025-08-28.example/x", None, "the host is no path"),
    ],
)
def test_find_url_date(url: str, expected: str | None, why: str) -> None:
    found = find_url_date(url)
    assert (found.date if found else None) == expected, why


@pytest.mark.parametrize(
    ("text", "language", "expected", "why"),
    [
        ("Published 28 August 2025 by us", None, ["2025-08-28"], "day first"),
        ("August 28, 2025", None, ["2025-08-28"], "month first"),
        ("Sept. 3rd, 2021", None, ["2021-09-03"], "short form"),
        ("28 de agosto de 2025", "es", ["2025-08-28"], "Spanish"),
        ("5 de março de 2019", "pt", ["2019-03-05"], "Portuguese"),
        ("3. Oktober 2020", "de", ["2020-10-03"], "German"),
        ("1er février 2020", "fr", ["2020-02-01"], "French"),
        ("2 марта 2022", "ru", ["2022-03-02"], "Russian"),
        ("2025/08/28", None, ["2025-08-28"], "numbers, year first"),
        ("28/08/2025", "en", ["2025-08-28"], "numbers that can only be read one way"),
        ("03/04/2025", "es", ["2025-04-03"], "a language that puts the day first"),
        ("03/04/2025", "en", [], "either way: none"),
        ("31 June 2025", None, [], "no such day"),
        ("1.2.3.2025", None, [], "a version number"),
    ],
)
def test_find_text_dates(text: str, language: str | None, expected: list[str], why: str) -> None:
    assert [c.date for c in find_text_dates(text, language=language)] == expected, why


def test_order_is_that_of_the_bases_and_without_repetition() -> None:
    a, b, c = (
        DateCandidate("2020", "text", "2020"),
        DateCandidate("2021", "json-ld", "x"),
        DateCandidate("2022", "json-ld", "y"),
    )
    assert order_dates([a, b, a, c]) == [b, c, a]


@pytest.mark.parametrize(
    ("others", "expected", "why"),
    [
        ([("2025-08-27", "text", False)], "2025-08-27", "printed by the publisher: still the evening before there"),
        (
            [("2025-08-27", "url", False), ("2025-08-28", "text", False)],
            "2025-08-28",
            "an address may name the day of the event",
        ),
        ([("2025-08-27", "url", False)], "2025-08-27", "an address alone"),
        ([("2025-08-27", "meta", True)], "2025-08-28", "another time in UTC says no more"),
        ([("2025-08-20", "text", False)], "2025-08-28", "another day is another thing"),
        ([("2025-08", "url", False)], "2025-08-28", "a month says less"),
        ([], "2025-08-28", "nothing else"),
    ],
)
def test_a_time_in_utc_gives_way_to_the_day_of_the_publisher(
    others: list[tuple[str, str, bool]], expected: str, why: str
) -> None:
    best = DateCandidate("2025-08-28", "json-ld", "2025-08-28T01:00:00Z", is_utc=True)
    ordered = order_dates([*(DateCandidate(d, b, d, u) for d, b, u in others), best])
    assert ordered[0].date == expected, why
    assert best in ordered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-08-28T01:00:00Z", True),
        ("2025-08-28 01:00:00.123+00:00", True),
        ("2025-08-28T01:00-04:00", False),
        ("2025-08-28", False),
    ],
)
def test_is_utc_time(text: str, expected: bool) -> None:
    assert is_utc_time(text) is expected


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    list(find_text_dates(text))
    find_url_date("https://a.example/" + text)
    check_edtf(text)
    read_iso_date(text)


@given(st.dates())
def test_every_day_comes_back(day: object) -> None:
    text = str(day)
    if "1400" <= text < "2200":
        assert check_edtf(text) == read_iso_date(text + "T00:00:00") == text
