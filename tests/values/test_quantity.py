import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.values.quantity import find_quantities

ROWS = [
    ("about 340,000", "en", (None, 340000, None, None, True)),
    ("at least 25,000 km", "en", (25000, 25000, None, "km", True)),
    ("up to 500 km", "en", (None, 500, 500, "km", True)),
    ("between 20 and 50 thousand dollars", "en", (20000, None, 50000, "USD", True)),
    ("dozens of drones", "en", (None, None, None, None, True)),
    ("billions of dollars", "en", (None, None, None, "USD", True)),
    ("more than half a dozen warships", "en", (6, 6, None, None, True)),
    ("13 x 8 feet", "en", (None, None, None, "feet", False)),
    ("13 by 8 feet", "en", (None, None, None, "feet", False)),
    ("$28 million", "en", (28e6, 28e6, 28e6, "USD", False)),
    ("US$5m", "en", (5e6, 5e6, 5e6, "USD", False)),
    ("€3bn", "en", (3e9, 3e9, 3e9, "EUR", False)),
    ("100km", "en", (100, 100, 100, "km", False)),
    ("3,000m", "en", (3000, 3000, 3000, "m", False)),
    ("200 km/h", "en", (200, 200, 200, "km/h", False)),
    ("90 minutes", "en", (90, 90, 90, "minutes", False)),
    ("75 to 120 minutes", "en", (75, None, 120, "minutes", True)),
    ("90 percent", "en", (90, 90, 90, "percent", False)),
    ("twenty-five men", "en", (25, 25, 25, None, False)),
    ("four thousand marines", "en", (4000, 4000, 4000, None, False)),
    ("$1.2 billion", "en", (1.2e9, 1.2e9, 1.2e9, "USD", False)),
    ("4,5 millones de integrantes", "es", (4.5e6, 4.5e6, 4.5e6, None, False)),
    ("8,2 millones de integrantes", "es", (8.2e6, 8.2e6, 8.2e6, None, False)),  # no noise of binary fractions
    ("343.000 efectivos", "es", (343000, 343000, 343000, None, False)),
    ("28 millones de dólares", "es", (28e6, 28e6, 28e6, "USD", False)),
    ("Miles de venezolanos", "es", (None, None, None, None, True)),
    ("más de 12 horas", "es", (12, 12, None, "horas", True)),
    ("entre 3 y 4 millones", "es", (3e6, None, 4e6, None, True)),
    ("11 mil pies", "es", (11000, 11000, 11000, "pies", False)),
    ("25,5 mil", "pt", (25500, 25500, 25500, None, False)),
    ("2 142 km", "fr", (2142, 2142, 2142, "km", False)),
    ("several days", "en", (None, None, None, "days", True)),
]


@pytest.mark.parametrize("text, language, expected", ROWS)
def test_find_quantities(text, language, expected):
    (found,) = find_quantities(text, language=language)
    assert (found.low, found.best, found.high, found.unit, found.approx) == expected


@pytest.mark.parametrize("text", ["the 5th", "in 3D", "One said so", "won 3-2", "several men"])
def test_what_is_no_quantity(text):
    assert [q.text for q in find_quantities(text, language="en") if q.text not in {"3", "2"}] == []


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["en", "es"]))
def test_a_written_number_is_read_back(number, language):
    written = f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")
    (found,) = find_quantities(f"{written} km", language=language)
    assert found.best == number


@given(
    st.text(alphabet=st.sampled_from("0123456789.,- $kmandto about half dozen million"), max_size=80),
    st.sampled_from(["en", "es", "fr", "pt", "xx"]),
)
def test_find_quantities_gives_spans_of_the_text_and_never_fails(text, language):
    found = find_quantities(text, language=language)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)
