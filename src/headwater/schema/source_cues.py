"""The words by which a text credits somebody with saying, thinking, asking or wanting, read from `source_cues.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.errors import SchemaError
from headwater.schema.reading import read_yaml

LISTS = (
    "clause", "infinitive", "object", "preposition", "predicate", "seeming", "opaque", "silent", "hearers", "light", "nouns", "holder_nouns",
    "works", "noun_preps", "phrases", "holders", "adverbs", "not_content",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceCues:
    """Words of one language; see `source_cues.yaml`.

    Attributes:
        words: List -> its words, lemmas in lower case.
        preposition: Verb -> prepositions before its content.
        phrases: Phrases before who is credited, as words, longest first.
    """

    words: dict[str, frozenset[str]]
    preposition: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]

    def has(self, name: str, lemma: str) -> bool:
        """Whether a lemma stands in a list; a final e that the lemmatiser lost ("hop" of "hoping") is put back."""
        return lemma in self.words[name]

    def mend(self, lemma: str) -> str:
        """The lemma that a list knows: "hop" of "hoping" is "hope"."""
        if self._is_known(lemma):
            return lemma
        longer = f"{lemma}e"
        return longer if self._is_known(longer) else lemma

    def _is_known(self, lemma: str) -> bool:
        words = self.words
        return lemma in words["clause"] or lemma in words["object"] or lemma in words["infinitive"]


@cache
def _read() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("source_cues.yaml")
    return data


@cache
def source_cues(language: str) -> SourceCues:
    """The cues of a language; empty for a language without entries.

    Raises:
        SchemaError: A list is missing, or holds something that is not text.
    """
    data = _read()
    if missing := [name for name in LISTS if name not in data]:
        raise SchemaError(f"schema/source_cues.yaml: lists {missing} are missing")
    words = {name: data[name].get(language) or [] for name in LISTS}
    if wrong := [w for ws in words.values() for w in ws if not isinstance(w, str)]:
        raise SchemaError(f"schema/source_cues.yaml: {wrong!r} is not text; quote it")
    preps: dict[str, set[str]] = {}
    for entry in words["preposition"]:
        verb, _, prep = entry.partition(" ")
        preps.setdefault(verb, set()).add(prep)
    phrases = sorted((tuple(p.split()) for p in words["phrases"]), key=lambda p: (-len(p), p))
    return SourceCues({k: frozenset(v) for k, v in words.items()}, {k: frozenset(v) for k, v in preps.items()}, tuple(phrases))
