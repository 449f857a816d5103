"""Dates, numbers and claims in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_factory import make_tables
from headwater.views.edtf import Days, days_of, say_date, year_of
from headwater.views.number import say_count, say_number, say_origins, say_quantity
from headwater.views.sentence import say_claim


@pytest.mark.parametrize(
    "edtf, words, first, last, why",
    [
        ("2012", "2012", "2012-01-01", "2012-12-31", "year"),
        ("2012-06", "June 2012", "2012-06-01", "2012-06-30", "month"),
        ("2012-06-13", "13 June 2012", "2012-06-13", "2012-06-13", "day"),
        ("2025-22", "summer 2025", "2025-06-01", "2025-08-31", "season"),
        ("2025-24", "winter 2025", "2025-12-01", "2025-12-31", "winter: the month that is sure"),
        ("2006/..", "since 2006", "2006-01-01", None, "open end"),
        ("../2009", "up to 2009", None, "2009-12-31", "open start"),
        ("/2009", "up to 2009", None, "2009-12-31", "unknown start"),
        ("2006/2007", "2006 to 2007", "2006-01-01", "2007-12-31", "interval"),
        ("201X", "the 2010s", "2010-01-01", "2019-12-31", "decade"),
        ("19XX", "some year from 1900 to 1999", "1900-01-01", "1999-12-31", "century"),
        ("2012~", "about 2012", "2012-01-01", "2012-12-31", "approximate"),
        ("2012-06?", "June 2012 (uncertain)", "2012-06-01", "2012-06-30", "uncertain"),
        ("2025-02-28T10:00:00Z", "28 February 2025", "2025-02-28", "2025-02-28", "with a time"),
        ("2025-02-30", "30 February 2025", None, None, "no such day: shown, not placed"),
        ("next week", "next week", None, None, "not EDTF: shown as it stands"),
        (None, "undated", None, None, "none"),
        ("٢٠١٢", "٢٠١٢", None, None, "digits of other scripts are not EDTF"),
    ],
)
def test_dates(edtf, words, first, last, why):
    assert say_date(edtf) == words, why
    assert days_of(edtf) == Days(first, last), why


@given(st.dates(min_value=date(1, 1, 1)), st.dates(min_value=date(1, 1, 1)))
def test_every_day_is_within_its_month_and_year(a, b):
    for edtf in (a.isoformat(), a.isoformat()[:7], a.isoformat()[:4]):
        days = days_of(edtf)
        assert days.first <= a.isoformat() <= days.last
        assert year_of(edtf) == a.isoformat()[:4]
    early, late = sorted((a, b))
    assert days_of(f"{early}/{late}") == Days(early.isoformat(), late.isoformat())


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_shown(text):
    assert isinstance(say_date(text), str)
    days_of(text)


@pytest.mark.parametrize(
    "value, words",
    [(123000, "123,000"), (4500000, "4.5 million"), (28e6, "28 million"), (1234567, "1,234,567"), (0.5, "0.5"), (-3, "-3"), (float("nan"), "not a number"), (2e9, "2 billion"), (999999.5, "1e+06")],
)  # fmt: skip
def test_numbers(value, words):
    assert say_number(float(value)) == words


@pytest.mark.parametrize(
    "low, best, high, unit, approx, text, words",
    [
        (3, 3, 3, "drones", None, "three", "3 drones"),
        (20000, None, 50000, "USD", True, None, "20,000 to 50,000 USD"),
        (6, None, None, "ships", True, None, "at least 6 ships"),
        (6, 6, None, "ships", True, None, "at least 6 ships"),
        (None, None, 500, "km", None, None, "up to 500 km"),
        (None, 500, 500, "km", True, None, "up to 500 km"),
        (330000, 343000, 356000, "people", True, None, "about 343,000 people"),
        (None, 50, None, "%", None, None, "50 %"),
        (None, None, None, "USD", True, "billions", "billions"),
        (None, None, None, None, None, None, ""),
    ],
)
def test_quantities(low, best, high, unit, approx, text, words):
    assert say_quantity(low, best, high, unit, is_approx=approx, text=text) == words


def test_counts():
    assert (say_count(0, "outlet"), say_count(1, "outlet"), say_count(1200, "outlet")) == (
        "no outlets",
        "1 outlet",
        "1,200 outlets",
    )
    assert say_origins(1, 1, 1) == "1 independent origin"
    assert say_origins(1, 2, 3) == "2 independent origins (90 %: 1 to 3)"


@pytest.mark.parametrize(
    "row, words, why",
    [
        ({"modality": "reported", "attributed_to": "Miami Herald"}, "Iran reported to support Venezuela (credited to Miami Herald).", "credit"),
        ({"modality": "alleged"}, "Iran alleged to support Venezuela.", "accusation"),
        ({"modality": "future"}, "Iran planned or expected to support Venezuela.", "a plan is not done"),
        ({"modality": "conditional"}, "Iran said to be able or likely to support Venezuela.", "could"),
        ({"modality": "denied", "polarity": "negative"}, "Iran said, in a denial, not to support Venezuela.", "one negation, not two"),
        ({"modality": "reported", "polarity": "negative"}, "Iran reported not to support Venezuela.", "negated report"),
        ({"modality": "asserted", "time_edtf": "2012-06"}, "Iran stated to support Venezuela, June 2012.", "date"),
        ({"modality": "asserted", "time_text": "now"}, "Iran stated to support Venezuela, time given as “now”.", "time without a date"),
        ({"subject": None, "modality": "asserted"}, "A party that is not named here stated to support Venezuela.", "no subject is invented"),
        ({"subject": "{0}", "object": "{x", "modality": "asserted"}, "{0} stated to support {x.", "braces are words"),
        ({"kind": "force_size", "object": None, "definition": "active troops", "quantity_best": 123000.0, "quantity_unit": "people"},
         "Iran stated to have active troops, 123,000 people.", "what is counted stands as object"),
        ({"kind": "announcement", "object": "three prototypes", "quantity_text": "three", "quantity_best": 3.0}, "Iran stated to announce three prototypes.", "no number twice"),
        ({"kind": "new_kind", "object": "x"}, "Iran stated to be part of this: x.", "a kind of a later schema"),
    ],
)  # fmt: skip
def test_claims_in_words(row, words, why):
    assert say_claim({"kind": "support", "subject": "Iran", "object": "Venezuela", "modality": "asserted"} | row) == words, why


def test_every_kind_has_words():
    for kind in {r["kind"] for r in make_tables()["claims"].to_dicts()}:
        assert "happening" not in say_claim({"kind": kind, "subject": "X", "modality": "asserted"}) or kind == "other"


def test_long_roles_are_cut():
    assert len(say_claim({"kind": "support", "subject": "a " * 5000, "object": "b" * 5000, "modality": "asserted"})) < 400
