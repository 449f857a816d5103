"""Which sentences are worth a parse: those in which a claim can stand, as far as single words can tell."""

import math
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from headwater.schema.learned_gate import ALWAYS, FOREIGN, load_gate_model
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
    language: str
    order: tuple[str, ...]
    forms: frozenset[str]
    classes: frozenset[str]
    has_number: bool
    has_name: bool
    triggers: TriggerWords
    gate: GateWords


def is_worth_parse(text: str, language: str) -> bool:
    """Whether a claim can stand in a sentence; see `REASONS` and `LIKE_CLAIMS`.

    Args:
        text: The sentence.
        language: Its language, BCP 47 primary subtag.
    """
    return find_reason(text, language) is not None


def find_reason(text: str, language: str, *, is_learned: bool = True) -> str | None:
    """The first of `REASONS` that holds for a sentence, or None where it is not worth a parse.

    Args:
        text: The sentence.
        language: Its language, BCP 47 primary subtag.
        is_learned: Whether what was learnt of words counts, or the lists alone.
    """
    seen = _see(text, language)
    if len(seen.forms) < 2:
        return None
    found = next((name for name, holds in REASONS.items() if holds(seen)), None)
    return found or (LIKE_CLAIMS if is_learned and _is_like_claims(seen) else None)


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
        language,
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


LENGTHS: Final = (3, 4, 5, 6, 8, 10, 15)
"""Words from which on a sentence is counted as so long."""
STEM: Final = 6
"""Letters of a word that say what it is."""
PLAIN: Final = "plain"
"""Trait of a sentence with a plain word, which is no name: without one (dates, headings) the lists alone decide."""
_PLAIN: Final = re.compile(r"(?<!\w)[a-zà-öø-ÿ]{4}")
_SHORT: Final = 3
"""Letters of words that are met in every text."""


def word_traits(text: str, language: str) -> list[str]:
    """What the learned part of the gate weighs: stems, classes of words, names, numbers, length.

    Args:
        text: The sentence.
        language: Its language, BCP 47 primary subtag.
    """
    return _traits(_see(text, language))


def _traits(seen: _Seen) -> list[str]:
    found = ["=" + stem for stem in {form[:STEM] for form in seen.forms}]
    found += ["class " + name for name in seen.classes]
    found += [f"length {n}" for n in LENGTHS if len(seen.order) >= n]
    told = {
        PLAIN: _PLAIN.search(seen.text) is not None,
        "number": seen.has_number,
        "name": seen.has_name,
        "question": "?" in seen.text,
        "verb": not seen.triggers.verbs.keys().isdisjoint(seen.forms),
        "noun": not seen.triggers.nouns.isdisjoint(seen.forms),
        "report": not seen.triggers.reports.isdisjoint(seen.forms),
        "copula": not seen.triggers.copulas.isdisjoint(seen.forms),
        "pronoun": not seen.gate.pronouns.isdisjoint(seen.forms),
    }
    return found + [name for name, holds in told.items() if holds]


def foreign_share(traits: Iterable[str], known: Container[str]) -> float:
    """Share of a sentence's longer words that the labelled notes never use: what they can't tell of."""
    words = [trait for trait in traits if trait[0] == "=" and len(trait) > _SHORT + 1]
    return sum([word not in known for word in words]) / max(1, len(words))


def _is_like_claims(seen: _Seen) -> bool:
    weights = load_gate_model(seen.language)
    if not weights:
        return False
    return weigh_words(_traits(seen), weights) > 0


def weigh_words(traits: Sequence[str], weights: Mapping[str, float]) -> float:
    """How much a sentence is like those that claim something, above 0 where it is worth a parse.

    Args:
        traits: As `word_traits` names them.
        weights: Of `load_gate_model`.
    """
    if PLAIN not in traits:
        return -math.inf
    score = weights[ALWAYS] + sum([weights[t] for t in traits if t in weights])
    return score + weights[FOREIGN] * foreign_share(traits, weights)


REASONS: Final[dict[str, Callable[[_Seen], bool]]] = {
    "trigger verb": _has_trigger_verb,
    "trigger noun with a light verb or a verb of speech": _has_trigger_noun,
    "judgement of a name or of equipment, a site, a programme, a force": _judges,
    "words that credit, beside a name": _credits_name,
    "equipment designator": _has_designator,
    "number with a unit": _measures,
}
"""Why a sentence is parsed: each is what a rule of extraction cannot do without."""
LIKE_CLAIMS: Final = "words like those of sentences that claim something"
"""Why a sentence is parsed for which none of these holds: labelled notes say so of its words."""
