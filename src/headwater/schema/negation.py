"""Words of negation by language; see `negation.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from headwater.schema.claims import read_schema


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Words that say that something is not so, of one language; the lists of `negation.yaml` by their names.

    Attributes:
        refusing_with: Word before a complement -> lemmas of verbs whose complement does not come about.
        words_before, idle: Runs of words, each split.
    """

    none: frozenset[str]
    but_for: frozenset[str]
    only: frozenset[str]
    scarcely: frozenset[str]
    at_least: frozenset[str]
    until: frozenset[str]
    now: frozenset[str]
    no_time: frozenset[str]
    refusing: frozenset[str]
    hindering: frozenset[str]
    awaiting: frozenset[str]
    hoping: frozenset[str]
    unable: frozenset[str]
    refusal: frozenset[str]
    undone: frozenset[str]
    dismissing: frozenset[str]
    truth: frozenset[str]
    untrue: frozenset[str]
    true: frozenset[str]
    stories: frozenset[str]
    ending: frozenset[str]
    foundering: frozenset[str]
    refusing_with: Mapping[str, frozenset[str]]
    words_before: tuple[tuple[str, ...], ...]
    idle: tuple[tuple[str, ...], ...]


@cache
def negation_words(language: str) -> NegationWords:
    """Words of negation of one language; none of a language without rules."""
    data: dict[str, Any] = {name: by_language.get(language) or () for name, by_language in read_schema("negation.yaml").items()}
    found: dict[str, Any] = {name: frozenset(words) for name, words in data.items() if name not in _SHAPED}
    by_word = {word: frozenset(verbs) for word, verbs in dict(data["refusing_with"] or {}).items()}
    before, idle = (tuple(tuple(run.split()) for run in data[name]) for name in ("words_before", "idle"))
    return NegationWords(**found, refusing_with=by_word, words_before=before, idle=idle)


_SHAPED: Final = frozenset({"refusing_with", "words_before", "idle"})
"""Lists that are more than words."""
