"""A sentence made ready, and whoever it credits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.cues import Cues
from headwater.origins.words import Name, Word

Kinds = Callable[[int, int], frozenset[str]]
"""Mention kinds that overlap two offsets of the text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made ready: its words, its names by their first and last word, and the kinds of its mentions."""

    words: Sequence[Word]
    by_first: Mapping[int, Name]
    by_last: Mapping[int, Name]
    kinds: Kinds
    language: str
    cues: Cues


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is credited.

    Attributes:
        first: Index of the first word of the phrase that names them, with article and description.
        last: One past its last word.
        cited_first: Index of the first word of the name itself.
        cited_last: One past its last word.
        name: Name, cleaned.
        kind: outlet, agency, official, body, document or unnamed.
    """

    first: int
    last: int
    cited_first: int
    cited_last: int
    name: str
    kind: str


def clean_name(words: Sequence[Word], first: int, last: int, cues: Cues) -> tuple[int, int, str]:
    """The words of a name without titles before and tails after it, and without a possessive at its end; "defence ministry" stays whole."""
    is_name = words[last - 1].text[:1].isupper()
    while is_name and last - first > 1 and words[first].low.rstrip(".") in cues.sets["titles"]:
        first += 1
    while last - first > 1 and words[first].text.isdigit():
        first += 1
    text = "".join((" " if i > first and words[i].start > words[i - 1].end else "") + words[i].text for i in range(first, last))
    for tail in ("'s", "’s", "'", "’"):
        text = text.removesuffix(tail)
    return first, last, text
