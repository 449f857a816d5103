"""Spans are evidence: half-open, in Unicode code points of a named text, and they carry the words they cover.

Source: W3C Web Annotation Data Model, TextPositionSelector and TextQuoteSelector
(https://www.w3.org/TR/annotation-model/). Deviation: positions count code points, never UTF-16 units.
"""

from bisect import bisect_right
from dataclasses import dataclass

from headwater.errors import SchemaError


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, with the words that stand there.

    Attributes:
        text_id: Id of the canonical text.
        start: First code point, from 0.
        end: One past the last code point; `end >= start`.
        exact: The covered words: `text[start:end] == exact`.
    """

    text_id: str
    start: int
    end: int
    exact: str

    def check(self, text: str) -> "Span":
        """Return the span itself if the text says what the span says.

        Raises:
            SchemaError: The text has other words there; the message shows both.
        """
        found = text[self.start : self.end]
        if not 0 <= self.start <= self.end <= len(text) or found != self.exact:
            raise SchemaError(
                f"span {self.start}:{self.end} of {self.text_id} says {self.exact[:60]!r} but the text has {found[:60]!r}"
            )
        return self

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point of one text."""
        return self.text_id == other.text_id and self.start < other.end and other.start < self.end


def cut_span(text: str, start: int, end: int, *, text_id: str) -> Span:
    """Span over `text[start:end]`, with blanks at both ends left outside."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(text_id, start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Carries offsets from a cleaned view of a text back to the canonical text, and there again.

    A view is made of kept runs: `view[v:v+n] == canonical[c:c+n]`; everything between runs was left out or replaced.

    Attributes:
        view_starts: Start of each run in the view, ascending.
        canonical_starts: Start of the same run in the canonical text, ascending.
        lengths: Code points in each run, all positive.
    """

    view_starts: tuple[int, ...]
    canonical_starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def to_canonical(self, offset: int) -> int:
        """Canonical offset of a view offset; one that stands in no run goes to the end of the run before it."""
        i = bisect_right(self.view_starts, offset) - 1
        if i < 0:
            return 0
        return self.canonical_starts[i] + min(offset - self.view_starts[i], self.lengths[i])

    def to_view(self, offset: int) -> int | None:
        """View offset of a canonical offset, or None where the view left it out."""
        i = bisect_right(self.canonical_starts, offset) - 1
        if i < 0 or offset - self.canonical_starts[i] >= self.lengths[i]:
            return None
        return self.view_starts[i] + offset - self.canonical_starts[i]


def to_utf16(text: str, offset: int) -> int:
    """Offset in UTF-16 units, as browsers count, of an offset in code points."""
    return offset + sum(1 for c in text[:offset] if ord(c) > 0xFFFF)


def from_utf16(text: str, offset: int) -> int:
    """Offset in code points of an offset in UTF-16 units; one inside a surrogate pair goes to its start."""
    units = 0
    for i, c in enumerate(text):
        width = 2 if ord(c) > 0xFFFF else 1
        if units + width > offset:
            return i
        units += width
    return len(text)
