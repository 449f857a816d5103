"""What single words must stand in a sentence for a trigger of `claim_kinds.yaml` to speak, spelt out in all their forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from headwater.schema.claims import attribution_words, triggers
from headwater.schema.inflection import inflect_noun, inflect_verb

COPULAS: Final = {
    "en": ("be", "become", "remain", "seem", "stay"),
    "es": ("ser", "estar", "parecer", "permanecer", "seguir", "continuar"),
}
"""Verbs whose predicate noun or adjective judges."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one trigger asks for beside its verb; see `schema.claims.VerbTrigger`.

    Attributes:
        second: Forms of the word that must stand with the verb; empty for none.
        classes: Classes of which its object must hold one; empty for any.
        where: Classes of which a complement must hold one; empty for none.
        measured: Whether a number must stand with it.
        subjects: Classes of which its subject must hold one; empty for any.
    """

    second: frozenset[str]
    classes: frozenset[str]
    where: frozenset[str]
    measured: bool
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """Word forms of one language, in small letters.

    Attributes:
        verbs: Form of a trigger verb -> what its triggers ask for, one entry for each.
        light: Forms of light verbs, whose noun decides.
        nouns: Forms of nouns that carry a kind.
        classes: Form of a noun -> its classes.
        reports: Forms of verbs of speech.
        copulas: Forms of verbs whose predicate judges.
    """

    verbs: dict[str, tuple[Need, ...]]
    light: frozenset[str]
    nouns: frozenset[str]
    classes: dict[str, frozenset[str]]
    reports: frozenset[str]
    copulas: frozenset[str]


@cache
def trigger_words(language: str) -> TriggerWords:
    """Trigger words of a language; empty for one without entries."""
    words = triggers(language)
    verbs: dict[str, set[Need]] = {}
    for lemma, entries in words.verbs.items():
        needs = {Need(_second_forms(e.second, language), e.classes, e.where, e.measured, e.subjects) for e in entries}
        for form in _verb_forms([lemma], language):
            verbs.setdefault(form, set()).update(needs)
    classes: dict[str, set[str]] = {}
    for noun, held in words.classes.items():
        for form in _noun_forms([noun], language):
            classes.setdefault(form, set()).update(held)
    return TriggerWords(
        verbs={form: tuple(sorted(needs, key=repr)) for form, needs in verbs.items()},
        light=_verb_forms(words.light, language),
        nouns=_noun_forms({*words.nouns, *words.nouns_of}, language),
        classes={form: frozenset(held) for form, held in classes.items()},
        reports=_verb_forms(attribution_words(language).report_verbs, language),
        copulas=_verb_forms(COPULAS.get(language, ()), language),
    )


def _verb_forms(lemmas: Iterable[str], language: str) -> frozenset[str]:
    """Forms of verbs; of a phrase those of its first word."""
    firsts = {lemma.split(" ", 1)[0] for lemma in lemmas}
    return frozenset(form for lemma in firsts for form in inflect_verb(lemma, language))


def _noun_forms(nouns: Iterable[str], language: str) -> frozenset[str]:
    """Forms of nouns; of a phrase those of its noun, which is the last word in English and the first in Spanish."""
    return frozenset(form.split()[-1 if language == "en" else 0] for noun in nouns for form in inflect_noun(noun, language))


def _second_forms(second: str, language: str) -> frozenset[str]:
    first = second.split(" ", 1)[0]
    return frozenset({first, *inflect_noun(first, language)}) if first else frozenset()
