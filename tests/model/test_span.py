"""Spans and offset maps: the laws that every piece of evidence stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import SchemaError
from headwater.model.span import OffsetMap, Span, cut_span, from_utf16, to_utf16

TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("😀𝔘é \n")), max_size=60)


@given(TEXT, st.data())
def test_cut_span_covers_what_it_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = cut_span(text, start, end, text_id="tx")
    assert span.check(text) is span
    assert span.exact == span.exact.strip()
    assert start <= span.start <= span.end <= end


@given(TEXT, st.data())
def test_code_points_to_utf16_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset
    assert to_utf16(text, offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 9)), max_size=12))
def test_offset_map_there_and_back(runs: list[tuple[bool, int]]) -> None:
    view, canonical, views, canonicals, lengths = 0, 0, [], [], []
    for is_kept, length in runs:
        if is_kept:
            views.append(view)
            canonicals.append(canonical)
            lengths.append(length)
            view += length
        canonical += length
    offsets = OffsetMap(tuple(views), tuple(canonicals), tuple(lengths))
    for at in range(view):
        assert offsets.to_view(offsets.to_canonical(at)) == at
    kept = {c + i for c, n in zip(canonicals, lengths, strict=True) for i in range(n)}
    for at in range(canonical):
        assert (offsets.to_view(at) is not None) is (at in kept)


@pytest.mark.parametrize(
    ("start", "end", "exact", "why"),
    [(0, 3, "abd", "other words"), (2, 9, "c", "past the end"), (-1, 1, "", "before the start"), (2, 1, "", "runs backwards")],
)
def test_wrong_span_is_refused(start: int, end: int, exact: str, why: str) -> None:
    with pytest.raises(SchemaError):
        Span("tx", start, end, exact).check("abc")
    assert why


def test_spans_of_other_texts_never_overlap() -> None:
    assert Span("a", 0, 3, "abc").overlaps(Span("a", 2, 5, "cde"))
    assert not Span("a", 0, 3, "abc").overlaps(Span("b", 0, 3, "abc"))
    assert not Span("a", 0, 3, "abc").overlaps(Span("a", 3, 5, "de")), "half-open"
