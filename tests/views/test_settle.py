"""What would settle a conflict, from what is known of both sides."""

import pytest

from headwater.views.settle import say_settling

HERALD = {"origin": "Miami Herald, not held", "kind": "unheld document"}
SOURCE = {"origin": "officer of Reuters", "kind": "unnamed source"}
DOCUMENT = {"origin": "d1", "kind": "document"}


@pytest.mark.parametrize(
    ("a", "b", "dates", "start", "why"),
    [
        ([HERALD], [HERALD], ("2025", "2025"), "the original of Miami Herald, to which both lead", "one paper behind both"),
        ([HERALD], [DOCUMENT], ("2025", "2025"), "the original of Miami Herald, which this case", "one side is not held"),
        ([SOURCE], [DOCUMENT], ("2025", "2025"), "a name for officer of Reuters", "nobody stands behind it"),
        ([DOCUMENT], [DOCUMENT], ("2012", "2025"), "a figure for one date", "years apart"),
        ([DOCUMENT], [DOCUMENT], (None, "2025"), "the date of the undated side", "undated"),
        ([DOCUMENT], [DOCUMENT], ("2025", "2025-03"), "a statement by whoever counts it", "all held, one year"),
    ],
)
def test_first_thing_to_look_for(a, b, dates, start, why):
    conflict = {"type": "value", "verdict": "conflict", "published_a": dates[0], "published_b": dates[1]}
    assert say_settling(conflict, a, b)[0].startswith(start), why


def test_what_both_can_hold_needs_no_settling():
    assert (
        say_settling({"type": "scope", "verdict": "scope differs", "published_a": None, "published_b": None}, [HERALD], [])
        == ()
    )
