import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.weigh.numbers import group_numbers, is_same_number, read_number, rounding_step, show_number


def number(
    best: float | None, unit: str = "persons", *, low: float | None = None, high: float | None = None, approx: bool = False
):
    found = read_number(
        low if low is not None or high is not None else best,
        best,
        high if low is not None or high is not None else best,
        unit,
        is_approx=approx,
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("a", "b", "expected", "why"),
    [
        (number(343000), number(340000, approx=True), True, "rounded to ten thousands"),
        (
            number(343000, approx=True),
            number(337000, approx=True),
            False,
            "closer than 2 %, but neither is the other's rounding",
        ),
        (number(109000), number(123000), False, "far apart"),
        (number(10000, "feet"), number(3000, "m"), True, "10,000 ft is 3,048 m"),
        (number(2000, "km"), number(2500, "km"), False, "two digits count"),
        (number(90, "min"), number(1.5, "hours"), True, "one unit"),
        (number(90, "min"), number(90, "km"), False, "other units"),
        (number(100, "km"), number(100, "kilómetros"), True, "other language"),
    ],
)
def test_when_two_numbers_are_one_value(a, b, expected: bool, why: str) -> None:
    assert is_same_number(a, b, share=0.02) is expected, why
    assert is_same_number(b, a, share=0.02) is expected, why


def test_bounds_and_ranges_keep_their_ends() -> None:
    least = read_number(4000, 4000, None, "drones", is_approx=False)
    most = read_number(None, 300, 300, "drones", is_approx=False)
    between = read_number(50, None, 60, "kg", is_approx=False)
    assert least is not None
    assert most is not None
    assert between is not None
    assert least.high == float("inf")
    assert most.low == float("-inf")
    assert (between.low, between.best, between.high) == (50, 55, 60)
    assert [show_number(x) for x in (least, most, between)] == ["at least 4,000 drones", "at most 300 drones", "50 to 60 kg"]


@pytest.mark.parametrize(
    ("best", "unit", "expected"),
    [
        (28e6, "USD", "28 million USD"),
        (4.5e6, "milicianos", "4.5 million persons"),
        (1234567, "persons", "1,234,567 persons"),
        (2e9, "EUR", "2 billion EUR"),
        (24, "hours", "24 hours"),
        (90, "min", "90 min"),
        (3, "destructores", "3 destroyers"),
    ],
)
def test_numbers_are_shown_as_people_write_them(best: float, unit: str, expected: str) -> None:
    assert show_number(number(best, unit)) == expected


@given(st.lists(st.sampled_from([109000, 123000, 150000, 337000, 340000, 343000]), min_size=1, max_size=12), st.randoms())
def test_groups_do_not_depend_on_order(values: list[int], random) -> None:
    shuffled = list(range(len(values)))
    random.shuffle(shuffled)
    numbers = [number(v, approx=v == 340000) for v in values]
    plain = group_numbers(numbers, share=0.02)
    mixed = group_numbers([numbers[i] for i in shuffled], share=0.02)
    assert [numbers[plain[i]].best for i in shuffled] == [numbers[shuffled[m]].best for m in mixed]


def test_rounding_step_never_takes_more_than_two_digits_away() -> None:
    assert [rounding_step(x) for x in (343000, 340000, 2000, 90, 13.5, 0, 1e300)] == [
        1000,
        10000,
        100,
        1,
        0.1,
        0,
        rounding_step(1e300),
    ]
