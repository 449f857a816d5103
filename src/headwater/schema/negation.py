"""Words of negation by language; see `negation.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from headwater.schema.claims import read_schema


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Words that say that something is not so, of one language; the lists of `negation.yaml` by their names.

    Attributes:
        refusing_with: Word before a complement -> lemmas of verbs whose complement does not come about.
        words_before: Runs of words, each split.
    """

    none: frozenset[str]
    but_for: frozenset[str]
    only: frozenset[str]
    scarcely: frozenset[str]
    until: frozenset[str]
    now: frozenset[str]
    no_time: frozenset[str]
    refusing: frozenset[str]
    hindering: frozenset[str]
    awaiting: frozenset[str]
    unable: frozenset[str]
    refusal: frozenset[str]
    untrue: frozenset[str]
    true: frozenset[str]
    stories: frozenset[str]
    ending: frozenset[str]
    lacking: frozenset[str]
    refusing_with: Mapping[str, frozenset[str]]
    words_before: tuple[tuple[str, ...], ...]


@cache
def negation_words(language: str) -> NegationWords:
    """Words of negation of one language; none of a language without rules."""
    data = {name: by_language.get(language) or () for name, by_language in read_schema("negation.yaml").items()}
    by_word = dict(data.pop("refusing_with") or {})
    runs = tuple(tuple(run.split()) for run in data.pop("words_before"))
    plain = {name: frozenset(words) for name, words in data.items()}
    return NegationWords(**plain, refusing_with={w: frozenset(verbs) for w, verbs in by_word.items()}, words_before=runs)
