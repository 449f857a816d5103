"""Which sentences are worth a parse: those in which a claim can stand, as far as single words can tell."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from headwater.schema.lexicon import GateWords, load_countries, load_designators, load_gate_words
from headwater.schema.trigger_words import Need, TriggerWords, trigger_words

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTS: Final = re.compile(r"['’-]")
_DESIGNATOR: Final = re.compile(r"\b([A-ZÁÉÍÓÚÑ][^\W\d_]{0,14})[-\u2010-\u2014 ]?\d{1,4}[A-Za-z]{0,3}\d?\b")
OBJECT_WITHIN: Final = 3
RELATIVE_WITHIN: Final = 5
"""Words between a verb and an object that is a pronoun or a bare number, and between a relative pronoun and its verb."""
_NUMBER: Final = re.compile(r"\d")
_NAMED: Final = frozenset({"country", "person", "organisation", "place"})
"""Classes that a name can have which no list holds: a capital is taken for one of each."""
_JUDGED: Final = frozenset({"equipment", "site", "programme", "strength"})
"""Classes of which a judgement is a claim: "the base remains closed"."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What single words tell of a sentence."""

    text: str
    order: tuple[str, ...]
    forms: frozenset[str]
    classes: frozenset[str]
    has_number: bool
    has_name: bool
    triggers: TriggerWords
    gate: GateWords


def is_worth_parse(text: str, language: str) -> bool:
    """Whether a claim can stand in a sentence; see `REASONS`.

    Args:
        text: The sentence.
        language: Its language, BCP 47 primary subtag.
    """
    return find_reason(text, language) is not None


def find_reason(text: str, language: str) -> str | None:
    """The first of `REASONS` that holds for a sentence, or None where it is not worth a parse."""
    seen = _see(text, language)
    if len(seen.forms) < 2:
        return None
    return next((name for name, holds in REASONS.items() if holds(seen)), None)


def _see(text: str, language: str) -> _Seen:
    found = _WORD.findall(text)
    triggers, gate = trigger_words(language), load_gate_words(language)
    forms = set()
    for word in found:
        low = word.casefold()
        forms.add(low)
        if len(parts := _PARTS.split(low)) > 1:
            forms.update(parts)
    classes: set[str] = set()
    for word in forms:
        classes |= triggers.classes.get(word, frozenset())
    return _Seen(
        text,
        tuple(word.casefold() for word in found),
        frozenset(forms),
        frozenset(classes),
        _NUMBER.search(text) is not None or not gate.numbers.isdisjoint(forms),
        any(word[0].isupper() for word in found[1:]) or not _one_word_countries().isdisjoint(found[:1]),
        triggers,
        gate,
    )


@cache
def _one_word_countries() -> frozenset[str]:
    """Names of countries: a capital that begins a sentence tells nothing, but these words are names there too."""
    return frozenset(form for row in load_countries() for form in row.forms if " " not in form)


def _has_trigger_verb(seen: _Seen) -> bool:
    for form in seen.forms:
        needs = seen.triggers.verbs.get(form)
        if needs and any(_is_met(need, seen, form) for need in needs):
            return True
    return False


def _is_met(need: Need, seen: _Seen, verb: str) -> bool:
    if need.second and need.second.isdisjoint(seen.forms):
        return False
    if need.measured and not seen.has_number:
        return False
    if need.subjects and not _may_hold(need.subjects, seen) and seen.gate.pronouns.isdisjoint(seen.forms):
        return False
    if need.classes and not _may_hold(need.classes, seen) and (need.measured or not _has_open_object(seen, verb)):
        return False
    return not need.where or _may_hold(need.where, seen)


def _has_open_object(seen: _Seen, verb: str) -> bool:
    """Whether the verb may have an object that only the context fills: "delivered them", "sold two", "which it built"."""
    for i, word in enumerate(seen.order):
        if word == verb:
            behind, before = seen.order[i + 1 : i + 1 + OBJECT_WITHIN], seen.order[max(0, i - RELATIVE_WITHIN) : i]
            if not seen.gate.pronouns.isdisjoint(behind) or not seen.gate.relatives.isdisjoint(before):
                return True
            if not seen.gate.numbers.isdisjoint((*before, *behind)):
                return True
    return False


def _may_hold(wanted: frozenset[str], seen: _Seen) -> bool:
    return (
        not wanted.isdisjoint(seen.classes)
        or (seen.has_name and not wanted.isdisjoint(_NAMED))
        or ("money" in wanted and seen.has_number)
        or not wanted.isdisjoint(seen.forms)  # "as" names the word itself
    )


def _has_trigger_noun(seen: _Seen) -> bool:
    if seen.triggers.nouns.isdisjoint(seen.forms):
        return False
    return not (seen.triggers.light | seen.triggers.reports).isdisjoint(seen.forms)


def _judges(seen: _Seen) -> bool:
    if not seen.has_name and _JUDGED.isdisjoint(seen.classes):
        return False
    if not seen.gate.clitics.isdisjoint(seen.forms):
        return True
    behind = (seen.order[i + 1 : i + 2] for i, word in enumerate(seen.order) if word in seen.triggers.copulas)
    return any(not word or not word[0].endswith(seen.gate.participles) for word in behind)


def _credits_name(seen: _Seen) -> bool:
    return seen.has_name and not seen.gate.cues.isdisjoint(seen.forms)


def _has_designator(seen: _Seen) -> bool:
    others = load_designators().not_before_number
    return any(found.group(1).casefold() not in others for found in _DESIGNATOR.finditer(seen.text))


def _measures(seen: _Seen) -> bool:
    return _NUMBER.search(seen.text) is not None and not seen.gate.units.isdisjoint(seen.forms)


REASONS: Final[dict[str, Callable[[_Seen], bool]]] = {
    "trigger verb": _has_trigger_verb,
    "trigger noun with a light verb or a verb of speech": _has_trigger_noun,
    "judgement of a name or of equipment, a site, a programme, a force": _judges,
    "words that credit, beside a name": _credits_name,
    "equipment designator": _has_designator,
    "number with a unit": _measures,
}
"""Why a sentence is parsed: each is what a rule of extraction cannot do without."""
