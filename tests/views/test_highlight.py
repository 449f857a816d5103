"""Cutting a text at the borders of what covers it."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.views.highlight import Mark, cut_segments


def test_nested_and_overlapping_marks():
    text = "Iran sent kits to Caracas"
    marks = [Mark("c1", 0, 14), Mark("m1", 0, 4, "mention"), Mark("c2", 10, 25)]
    found = [(s.text, s.claims, s.mentions, s.starts) for s in cut_segments(text, marks)]
    assert found == [
        ("Iran", ("c1",), ("m1",), ("c1", "m1")),
        (" sent ", ("c1",), (), ()),
        ("kits", ("c1", "c2"), (), ("c2",)),
        (" to Caracas", ("c2",), (), ()),
    ]


def test_marks_outside_or_empty_are_left_out():
    assert [s.text for s in cut_segments("abc", [Mark("x", 1, 1), Mark("y", 2, 9), Mark("z", -1, 2)])] == ["abc"]
    assert cut_segments("", []) == []


spans = st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40), st.sampled_from(["claim", "mention"])), max_size=25)


@given(st.text(max_size=40), spans)
def test_runs_join_to_the_text_and_know_all_that_covers_them(text, drawn):
    marks = [Mark(str(n), a, b, layer) for n, (a, b, layer) in enumerate(drawn)]
    runs = cut_segments(text, marks)
    assert "".join(r.text for r in runs) == text
    kept = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    for run in runs:
        assert text[run.start : run.end] == run.text
        covering = {m.id for m in kept if m.start <= run.start and run.end <= m.end}
        assert set(run.claims) | set(run.mentions) == covering
    assert sorted(i for r in runs for i in r.starts) == sorted(m.id for m in kept)
