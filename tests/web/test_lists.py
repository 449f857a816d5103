"""Pages of a list, patterns of a filter, bars of the timeline."""

import pytest

from headwater.views.timeline import TimelineRow
from headwater.web.listing import Conditions, Pager, pattern
from headwater.web.render import say_origins, say_value
from headwater.web.timelines import draw_bars


@pytest.mark.parametrize(
    ("total", "page", "expected"),
    [(0, 1, (0, 0, 1)), (1, 1, (1, 1, 1)), (50, 1, (1, 50, 1)), (51, 2, (51, 51, 2)), (51, 9, (51, 51, 2))],
)
def test_pager_counts_from_one(total, page, expected):
    pager = Pager(total, page, 50, "/claims")
    assert (pager.first, pager.last, pager.pages) == expected


def test_pager_keeps_filters_and_escapes_them():
    pager = Pager(99, 1, 50, "/claims", {"text": "a&b=<c>", "kind": "use"})
    assert pager.address(2) == "/claims?text=a%26b%3D%3Cc%3E&kind=use&page=2"
    assert pager.without("text") == "/claims?kind=use"
    assert pager.replacing(kind="other") == "/claims?text=a%26b%3D%3Cc%3E&kind=other"


def test_empty_filter_is_none():
    conditions = Conditions()
    conditions.add("kind", " ", "kind = ?")
    assert conditions.where == "1"
    assert conditions.parameters == []


@pytest.mark.parametrize(("words", "like"), [("100%", r"%100\%%"), ("a_b", r"%a\_b%"), ("\\", "%\\\\%"), (" x ", "%x%")])
def test_pattern_takes_signs_as_they_are(words, like):
    assert pattern(words) == like


@pytest.mark.parametrize(("low", "high", "words"), [(1, 1, "1"), (1, 3, "1–3"), (1000, 1000, "1,000")])
def test_origins_are_a_range_where_they_are_not_certain(low, high, words):
    assert say_origins({"n_origins_low": low, "n_origins_high": high}) == words


@pytest.mark.parametrize(
    ("value", "words", "why"),
    [
        ("yes, 2012-06", "yes, June 2012", "a date"),
        ("yes, 2006/2007", "yes, 2006 to 2007", "an interval"),
        ("123,000 persons", "123,000 persons", "a number stays"),
        ("2006", "2006", "a year"),
        ("planned, 6,000 drones", "planned, 6,000 drones", "words stay"),
    ],
)
def test_dates_in_values_are_said(value, words, why):
    assert say_value(value) == words, why


def row(first, basis="said"):
    return TimelineRow("cl", "doc", "d", "use", basis, first, "", first, first, None, None, "d", "", None, "asserted")


def test_bars_count_by_year_and_by_basis():
    bars = draw_bars([row("2006-01-01"), row("2006-05-01", "published"), row("2008-01-01"), row(None, "none")])
    assert [(b.first, b.said, b.published) for b in bars] == [(2006, 1, 1), (2007, 0, 0), (2008, 1, 0)]


def test_bars_of_a_long_case_hold_several_years():
    bars = draw_bars([row("1800-01-01"), row("2025-01-01")])
    assert len(bars) <= 60
    assert bars[0].last > bars[0].first
    assert sum(b.said for b in bars) == 2
