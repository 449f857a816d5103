import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.annotate.splitter import split_text

ROWS = [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"], "plain"),
    ("Gen. Julio Morales said so. He left.", ["Gen. Julio Morales said so.", "He left."], "title"),
    (
        "The U.S. Navy came. It left the U.S. The end.",
        ["The U.S. Navy came.", "It left the U.S.", "The end."],
        "acronym with dots",
    ),
    ("It cost 4.5 million. Then 3 more.", ["It cost 4.5 million.", "Then 3 more."], "number"),
    ("George W. Bush spoke. Obama too.", ["George W. Bush spoke.", "Obama too."], "initial"),
    (
        "EE. UU. envió buques. El Sr. Pérez lo dijo.",
        ["EE. UU. envió buques.", "El Sr. Pérez lo dijo."],
        "Spanish abbreviations",
    ),
    ('He said: "We will." They did.', ['He said: "We will."', "They did."], "closing quote stays with its sentence"),
    ("See No. 5 there. Then no. Then yes.", ["See No. 5 there.", "Then no.", "Then yes."], "No. before a number only"),
    ("¿Quién? ¡Nadie! Según él, no.", ["¿Quién?", "¡Nadie!", "Según él, no."], "Spanish marks"),
    ("A headline without stop\n\nThe text starts.", ["A headline without stop", "The text starts."], "blank line"),
    ("First line\nSecond line", ["First line", "Second line"], "line break in a text that is not wrapped"),
    (
        "Dr . Smith had 14 . 4 points .\nHe left . ''",
        ["Dr . Smith had 14 . 4 points .", "He left . ''"],
        "tokens joined by blanks",
    ),
    ("(Reuters) He spoke. (AP) She did.", ["(Reuters) He spoke.", "(AP) She did."], "brackets"),
    ("これは文です。次の文。", ["これは文です。", "次の文。"], "full stops without blanks"),
    ("", [], "empty"),
    (" \n\t ", [], "blank"),
]


@pytest.mark.parametrize("text, expected, why", ROWS)
def test_split_text(text, expected, why):
    assert [text[s.start : s.end] for s in split_text(text)] == expected, why


def test_split_text_joins_lines_of_a_wrapped_paragraph():
    line = "words that go on and on to the end of the line and then some more of"
    text = f"{line}\n{line}\n{line}\nthem. A new one starts here."
    assert len(split_text(text)) == 2


def test_split_text_counts_paragraphs():
    assert [s.paragraph for s in split_text("A b. C d.\n\nE f.")] == [0, 0, 1]


@given(st.text(alphabet=st.sampled_from("ab .!?\n\"'AU.É…“”\u00a0\u200b1,"), max_size=200))
def test_split_text_loses_no_word_and_keeps_order(text):
    stretches = split_text(text)
    covered = "".join(text[s.start : s.end] for s in stretches)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]
    assert all(a.end <= b.start for a, b in itertools.pairwise(stretches))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in stretches)


def test_split_text_is_linear_on_hostile_text():
    assert len(split_text("a" * 200_000)) == 1
    assert split_text("." * 100_000 + "\n" * 50_000 + "'" * 100_000)
