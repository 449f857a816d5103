"""What finders read and what they give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from headwater.annotate.lookup import fold


@dataclass(frozen=True, slots=True)
class Tokens:
    """Analysis of a sentence; lists run over its tokens, as in the table `parses`."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    ents: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence as finders see it.

    Attributes:
        text: The words.
        language: BCP 47 primary subtag.
        tokens: Its analysis; None where it was not parsed.
    """

    text: str
    language: str
    tokens: Tokens | None = None

    @cached_property
    def folded(self) -> str:
        """Small letters without accents, as long as the text."""
        return fold(self.text)

    def entity_at(self, start: int, end: int) -> str | None:
        """Label that the general model gives to a stretch, or to a part of it."""
        if self.tokens is None:
            return None
        for first, last, label in zip(self.tokens.starts, self.tokens.ends, self.tokens.ents, strict=True):
            if first < end and last > start and label != "O":
                return label[2:]
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in a sentence, before longer ones take its place.

    Attributes:
        start: First code point in the sentence.
        end: One past the last.
        kind: Mention kind.
        name: Canonical name, or the words without article.
        maker: Rule, list or model that found it.
        detail: Values for kinds that have them.
    """

    start: int
    end: int
    kind: str
    name: str
    maker: str
    detail: Mapping[str, Any] | None = None


class Finder(Protocol):
    """A rule, list or model that finds mentions in a sentence."""

    def __call__(self, sentence: Sentence) -> Iterable[Found]:
        """Mentions, in any order, overlapping or not."""
