"""A text cut at the borders of its claims and mentions, so that every run knows all that covers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Layer = Literal["claim", "mention", "citation", "passage"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that covers a stretch of the text.

    Attributes:
        id: Id of the claim, mention, citation or passage.
        start: First code point.
        end: One past the last.
        layer: What it is.
    """

    id: str
    start: int
    end: int
    layer: Layer = "claim"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text that the same marks cover from end to end.

    Attributes:
        start: First code point in the canonical text.
        end: One past the last.
        text: The words: `text[start:end]`.
        claims: Ids of the claims that cover it, in the order of their start, longest first.
        mentions: Ids of mentions, likewise.
        citations: Ids of citations, likewise.
        passages: Ids of borrowed passages, likewise.
        starts: Ids of the marks that begin here: where an anchor goes.
    """

    start: int
    end: int
    text: str
    claims: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


def cut_segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Cut a text into runs that do not overlap and together are the text.

    Args:
        text: Canonical text.
        marks: In any order; they may overlap or nest. Those outside the text or empty are left out.

    Returns:
        Runs in order: joined they give `text` again. One sweep: time grows with marks and with pairs that overlap.

    Example:
        >>> [s.text for s in cut_segments("abcd", [Mark("x", 1, 3)])]
        ['a', 'bc', 'd']
    """
    kept = sorted((m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end, m.id))
    borders = sorted({0, len(text)} | {m.start for m in kept} | {m.end for m in kept})
    segments: list[Segment] = []
    active: list[Mark] = []
    following = 0
    for start, end in pairwise(borders):
        active = [m for m in active if m.end > start]
        first = following
        while following < len(kept) and kept[following].start == start:
            active.append(kept[following])
            following += 1
        segments.append(
            Segment(
                start,
                end,
                text[start:end],
                _ids(active, "claim"),
                _ids(active, "mention"),
                _ids(active, "citation"),
                _ids(active, "passage"),
                tuple(m.id for m in kept[first:following]),
            )
        )
    return segments


def _ids(marks: list[Mark], layer: Layer) -> tuple[str, ...]:
    return tuple(m.id for m in marks if m.layer == layer)
