"""A hint says what its pattern would find, for every text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.values.date_grammar import _shapes
from headwater.values.quantity import _grammar
from headwater.values.word_hint import WordHint

HINTS = {
    f"{name} {code}": make(code).hint
    for name, make in (("date", _shapes), ("amount", _grammar))
    for code in ("en", "es", "fr", "pt")
}
PIECES = ["may", "March", "MAYO", "a few", "A  couple", "aujourd'hui", "Aujourd’hui", "doze", "veintiún", "século", "mayor", "Thursday", "thuırsday", "ſeven", "mille", "SİX", "since", "12", "٣", "²", "_may", "may-", " ", ", ", "\n", "’s", "dix"]  # fmt: skip


@pytest.mark.parametrize("name", HINTS)
@given(text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4))).map("".join))
def test_hint_says_what_its_pattern_would_find(name, text):
    assert HINTS[name].stands_in(text) == (HINTS[name]._pattern.search(text) is not None)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("in May", True, "a whole word, case does not count"),
        ("mayor", False, "only part of a word"),
        ("a\nFEW", True, "any blank between words"),
        ("a dog", False, "only the first word of two"),
        ("no. 7", True, "a digit"),
        ("", False, "nothing"),
    ],
)
def test_stands_in(text, expected, why):
    hint = WordHint(["may", "a few"], re.compile(r"\d|(?<!\w)(?:may|a\s+few)(?!\w)", re.IGNORECASE))
    assert hint.stands_in(text) == expected, why
