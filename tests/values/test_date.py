import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.values.date import find_dates, resolve_relative
from headwater.values.date_order import resolve_in_order

ABSOLUTE = [
    ("In 2012 it began", "en", ["2012"]),
    ("In June 2012", "en", ["2012-06"]),
    ("13 July 2022", "en", ["2022-07-13"]),
    ("on July 5, 2012,", "en", ["2012-07-05"]),
    ("Saturday, June 1, 2013", "en", ["2013-06-01"]),
    ("the 19th of October 1950", "en", ["1950-10-19"]),
    ("early 2023", "en", ["2023"]),
    ("the second quarter of 2024", "en", ["2024-34"]),
    ("Q3 2025", "en", ["2025-35"]),
    ("the first half of 2023", "en", ["2023-40"]),
    ("between 2006 and 2011", "en", ["2006/2011"]),
    ("from winter 2022 to spring 2023", "en", ["2022-24/2023-21"]),
    ("since 2006", "en", ["2006/.."]),
    ("by summer 2025", "en", ["../2025-22"]),
    ("June 10-12, 2012", "en", ["2012-06-10/2012-06-12"]),
    ("1914-1918", "en", ["1914/1918"]),
    ("2006-07", "en", ["2006/2007"]),
    ("in the 1990s", "en", ["199X"]),
    ("the 19th century", "en", ["18XX"]),
    ("264 BC", "en", ["-0263"]),
    ("2022-07-13", "en", ["2022-07-13"]),
    ("13/07/2022", "en", ["2022-07-13"]),
    ("3/4/2022", "en", ["2022"]),
    ("3/4/2022", "es", ["2022-04-03"]),
    ("el 13 de julio de 2022", "es", ["2022-07-13"]),
    ("a finales de diciembre de 2025", "es", ["2025-12"]),
    ("entre 2006 y 2011", "es", ["2006/2011"]),
    ("para el verano de 2025", "es", ["../2025-22"]),
    ("mardi 17 mai 2022", "fr", ["2022-05-17"]),
    ("em junho de 2012", "pt", ["2012-06"]),
    ("By 2022 drones were armed", "en", ["../2022"]),
    ("more than 2000 km", "en", []),
    ("about 2000 people", "en", []),
    ("2,000 men", "en", []),
    ("1500 men", "en", []),
    ("They may march", "en", []),
    ("31 February 2020 is no day", "en", ["2020-02"]),
]

RELATIVE = [
    ("last week", "en", "2012-06-04/2012-06-10"),
    ("this week", "en", "2012-06-11/2012-06-17"),
    ("on Tuesday", "en", "2012-06-12"),
    ("late on Wednesday", "en", "2012-06-13"),
    ("on Thursday", "en", "2012-06-14"),
    ("two weeks ago", "en", "2012-05-28/2012-06-03"),
    ("three days ago", "en", "2012-06-11"),
    ("two months ago", "en", "2012-04"),
    ("yesterday", "en", "2012-06-13"),
    ("last year", "en", "2011"),
    ("next month", "en", "2012-07"),
    ("in April", "en", "2012-04"),
    ("on May 16", "en", "2012-05-16"),
    ("in July", "en", "2012-07"),
    ("on 3 December", "en", "2011-12-03"),
    ("over the past two years", "en", "2010/2012"),
    ("by July", "en", "../2012-07"),
    ("hace dos semanas", "es", "2012-05-28/2012-06-03"),
    ("el sábado", "es", "2012-06-09"),
    ("el 13 de julio", "es", "2012-07-13"),
    ("la semana pasada", "es", "2012-06-04/2012-06-10"),
    ("ayer", "es", "2012-06-13"),
    ("le 13 juin", "fr", "2012-06-13"),
]


@pytest.mark.parametrize("text, language, expected", ABSOLUTE)
def test_find_dates_absolute(text, language, expected):
    assert [d.edtf for d in find_dates(text, language=language)] == expected


@pytest.mark.parametrize("text, language, expected", RELATIVE)
def test_relative_dates_on_thursday_14_june_2012(text, language, expected):
    (date,) = find_dates(text, language=language)
    assert date.edtf is None
    assert resolve_relative(date.relative, "2012-06-14") == expected


@pytest.mark.parametrize("text", ["now", "to this day", "currently"])
def test_words_that_fix_no_date(text):
    (date,) = find_dates(text, language="en")
    assert (date.edtf, date.relative, date.precision) == (None, None, "none")


@pytest.mark.parametrize(
    "published, expected, why",
    [
        (None, None, "no anchor"),
        ("2012", None, "a year fixes no week"),
        ("2012-06", None, "a month fixes no week"),
        ("2012-06-14", "2012-06-04/2012-06-10", "a day does"),
    ],
)
def test_an_anchor_that_is_too_coarse_gives_nothing(published, expected, why):
    assert resolve_relative({"unit": "week", "offset": -1}, published) == expected, why


def test_modifiers_are_kept_beside_the_date():
    assert [d.mod for d in find_dates("early 2023, mid-October 2024 and late 2025", language="en")] == ["start", "mid", "end"]


def test_dates_of_a_story_count_from_one_another():
    text = "War began on 28 July 1914. On 4 August Britain joined. Two days later it sent ships. In January it won."
    dates = find_dates(text, language="en")
    resolved = resolve_in_order([(d.edtf, d.relative) for d in dates], "2009-12-19")
    assert resolved == ["1914-07-28", "1914-08-04", "1914-08-06", "1914-01"]


def test_since_then_counts_from_the_date_before():
    dates = find_dates("In 2012 it made drones. Since then it has made more.", language="en")
    assert resolve_in_order([(d.edtf, d.relative) for d in dates], "2025-09-01") == ["2012", "2012/.."]


@given(
    st.text(alphabet=st.sampled_from("0123456789-/., JuneMayofin the19la semana de enero"), max_size=60),
    st.sampled_from(["en", "es", "fr", "pt", "xx"]),
)
def test_find_dates_gives_spans_of_the_text_and_never_fails(text, language):
    found = find_dates(text, language=language)
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(d.edtf is None or d.relative is None for d in found)


@given(st.dates(min_value=__import__("datetime").date(1000, 1, 1), max_value=__import__("datetime").date(2040, 12, 31)))
def test_a_written_day_is_read_back(day):
    (found,) = find_dates(f"on {day.day} {day:%B} {day.year:04d}", language="en")
    assert found.edtf == day.isoformat()
