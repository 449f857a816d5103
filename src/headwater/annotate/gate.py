"""Which sentences are worth a parse: those in which a claim, or a name that matters, can stand."""

import re

from headwater.schema.claims import trigger_forms
from headwater.schema.lexicon import load_gate_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DESIGNATOR = re.compile(r"\b(?!COVID|covid)[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{0,14}[-\u2010-\u2014 ]?\d{1,4}[A-Za-z]{0,3}\d?\b")
_NUMBER = re.compile(r"\d")


def is_worth_parse(text: str, language: str) -> bool:
    """Whether a claim can stand in a sentence.

    It can where there is a word that calls a rule (a trigger), a word that credits someone, or an equipment designator;
    and where a number stands beside a unit or a name.

    Args:
        text: The sentence.
        language: Its language, BCP 47 primary subtag.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < 2:
        return False
    gate = load_gate_words(language)
    if not trigger_forms(language).isdisjoint(words) or not gate.cues.isdisjoint(words):
        return True
    if _DESIGNATOR.search(text):
        return True
    return _NUMBER.search(text) is not None and (not gate.units.isdisjoint(words) or _has_name(text))


def _has_name(text: str) -> bool:
    return any(m.start() > 0 and m.group()[0].isupper() for m in _WORD.finditer(text))
