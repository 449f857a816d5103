"""The subject of a verb of saying, read to its left: past adverbs, an apposition or a relative clause."""

from headwater.origins.actors import actor_left, name_actor
from headwater.origins.who import Actor, Sentence

MAX_APPOSITION_WORDS = 28
"""Words between two commas after a name: "Farzin Nadimi, a senior fellow at a Washington institute, said"."""
MAX_OFFICE_WORDS = 6
MAX_RELATIVE_WORDS = 9
MAX_ADVERBS = 5
_PASSIVE = frozenset(
    {"is", "are", "was", "were", "been", "be", "being", "fue", "fueron", "es", "son", "foi", "foram", "est", "sont"}
)
DESCRIBES = frozenset(
    {"called", "describe", "describes", "described", "listed", "lists", "list", "read", "reads", "found", "find", "finds"}
)
PLAIN = frozenset(
    {"said", "says", "say", "told", "tells", "wrote", "dijo", "dijeron", "dice", "dicen", "contó", "contaron", "relató"}
)
"""Verbs that have a speaker for subject whatever noun it is."""
_ADVERBS = frozenset(
    [
        "even", "also", "still", "once", "again", "since", "long", "just", "itself", "himself", "herself", "themselves", "each", "both", "all",
        "past", "never", "neither", "nor", "always", "often", "soon", "promptly", "meanwhile", "instead", "not", "did", "does", "do", "could",
        "incluso", "siempre", "nunca", "jamás", "tampoco", "sólo", "solo", "apenas", "mismo", "misma", "aún", "todavía", "luego", "después",
        "además", "pronto", "no",
    ]
)  # fmt: skip
"""Words besides auxiliaries that stand between a subject and its verb."""


def subject_left(sentence: Sentence, v: int, *, is_loose: bool = False) -> Actor | None:
    """Who says what the verb at word `v` tells.

    Args:
        sentence: The sentence.
        v: Index of the verb.
        is_loose: Whether any noun with an article will do ("the beekeeper said").
    """
    words = sentence.words
    i = v
    if v > 0 and words[v - 1].low in _PASSIVE and words[v].low not in {"cited", "quoted", "said"}:
        return None
    for _ in range(MAX_ADVERBS):
        if i > 0 and i not in sentence.by_last and is_adverb(words[i - 1].low, sentence):
            i -= 1
    if actor := actor_left(sentence, i, is_loose=is_loose):
        return actor
    if i > 0 and words[i - 1].text in {",", "—", "–"} and words[v].low not in DESCRIBES:
        for k in range(i - 2, max(0, i - 2 - MAX_APPOSITION_WORDS), -1):
            if words[k].text in {",", "—", "–"}:
                return _apposed(sentence, k, i)
    return _before_relative(sentence, i)


def is_adverb(word: str, sentence: Sentence) -> bool:
    """Whether a word may stand between a subject and its verb: "also", "had", "on", "never", "publicly"."""
    return word in sentence.cues.sets["auxiliaries"] or word in _ADVERBS or word.endswith(("ly", "mente"))


def _apposed(sentence: Sentence, comma: int, end: int) -> Actor | None:
    """Who stands before an apposition, named by it where only an office stands before: "The minister, Ana Ruiz, said"."""
    outer = actor_left(sentence, comma)
    name = sentence.by_last.get(end - 1)
    if outer is None or name is None or name.first != comma + 1:
        return outer
    inner = name_actor(sentence, name)
    is_office = outer.name[:1].islower() or _ends_in_office(sentence, comma)
    if inner is None or inner.kind != "official" or not is_office:
        return outer
    return Actor(outer.first, end, inner.cited_first, inner.cited_last, inner.name, inner.kind)


def _ends_in_office(sentence: Sentence, end: int) -> bool:
    """Whether the words before a comma name an office, as in "El ministro de Defensa"."""
    words, cues = sentence.words, sentence.cues
    for i in range(end - 1, max(-1, end - 1 - MAX_OFFICE_WORDS), -1):
        word = words[i]
        if not word.text[0].isalpha():
            return False
        if word.low in cues.sets["titles"] or word.low in cues.sets["offices"]:
            return True
    return False


def _before_relative(sentence: Sentence, end: int) -> Actor | None:
    """A noun for a source with a relative clause behind it: "an officer who asked to stay unnamed told"."""
    words = sentence.words
    for k in range(end - 1, max(0, end - 2 - MAX_RELATIVE_WORDS), -1):
        if not words[k].text[0].isalnum():
            return None
        if words[k].low in {"who", "que", "qui", "quien", "quienes", "that"}:
            if k == end - 1 and words[k].low != "that":
                return None
            actor = actor_left(sentence, k)
            if words[k].low == "that":
                is_cleft = actor is not None and actor.first > 0 and words[actor.first - 1].low in {"was", "is"}
                return actor if is_cleft else None
            is_speaker = actor is not None and (actor.kind in {"unnamed", "official"} or words[k].low.startswith("quien"))
            return actor if is_speaker else None
    return None
