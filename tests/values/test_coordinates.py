import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.values.coordinates import find_coordinates

ROWS = [
    ("at 10.18 N, 67.56 W, near Maracay", [(10.18, -67.56)], "decimal degrees with letters"),
    ("10°11′00″N 67°33′26″W", [(10.1833333, -67.5572222)], "degrees, minutes, seconds"),
    ("40° 26′ N, 79° 58′ W", [(40.4333333, -79.9666667)], "minutes without seconds"),
    ("N 10.18 W 67.56", [(10.18, -67.56)], "letters before"),
    ("(10.1833, -67.5573)", [(10.1833, -67.5573)], "signed pair with three decimals or more"),
    ("10,18° N y 67,56° O", [(10.18, -67.56)], "Spanish: decimal comma, Oeste"),
    ("10 degrees north, 67 degrees west", [(10.0, -67.0)], "in words"),
    ("90 S, 0 E", [(-90.0, 0.0)], "the pole"),
    ("17.5 S, 180 E", [(-17.5, 180.0)], "the antimeridian"),
    ("95.00 N, 10 E", [], "no such latitude"),
    ("10 N, 181 W", [], "no such longitude"),
    ("ratio 12.34, 56.78 percent", [], "two decimals are any pair of numbers"),
    ("versions 10.25, 11.30 and", [], "versions"),
    ("from 10 to 20, in 5 N", [], "a letter without a partner"),
    ("", [], "empty"),
]


@pytest.mark.parametrize("text, expected, why", ROWS)
def test_finds(text, expected, why):
    found = find_coordinates(text)
    assert [(c.lat, c.lon) for c in found] == expected, why
    assert all(text[c.start : c.end] == c.text for c in found)


def test_precision_is_half_of_the_last_digit():
    assert find_coordinates("10.18 N, 67.56 W")[0].precision_m == pytest.approx(556, abs=1)
    assert find_coordinates("10°11′00″N 67°33′26″W")[0].precision_m == pytest.approx(15.4, abs=0.1)


@given(st.text(alphabet="0123456789.,°′″ NSEW-−'\"", max_size=300))
def test_any_text_gives_points_on_the_globe(text):
    for c in find_coordinates(text):
        assert -90 <= c.lat <= 90
        assert -180 <= c.lon <= 180
        assert text[c.start : c.end] == c.text


@given(st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4))
def test_what_is_written_is_read(lat, lon):
    found = find_coordinates(f"({lat}, {lon})")
    assert [(c.lat, c.lon) for c in found] == [(float(lat), float(lon))]
