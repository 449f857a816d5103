"""The learned second reading: it sees clauses that no trigger calls, and doubts readings that their clause does not bear out."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.reading import Reading
from headwater.extract.sentence import Sentence
from headwater.extract.traits import clause_traits, clause_words, vector_words
from headwater.schema.learned_kinds import NONE, load_kind_model

CLAIMING: Final = 0.7
"""Factor on the chance that a clause claims nothing: a claim missed costs more than one to be rejected."""
SURE: Final = 3.0
"""How many times likelier another kind must be before it takes the place of the rules' kind."""
IDLE: Final = 0.8
"""Chance that a clause claims nothing from which on the rules' reading of it is dropped."""
CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


def second_reading(
    s: Sentence, clause: Clause, reading: Reading | None, clauses: dict[int, Clause], bag: list[str]
) -> tuple[Reading | None, float]:
    """What the model makes of a clause, given what the rules make of it.

    Args:
        s: Sentence.
        clause: The clause.
        reading: Of the rules, if any.
        clauses: All clauses of the sentence.
        bag: Lemmas of the sentence's words of content.

    Returns:
        The reading to go by, with the chance of its kind, and the chance that the clause claims nothing.
    """
    words = clause_words(s, clause, clauses)
    chances = load_kind_model().chances(
        s.language,
        clause_traits(s, clause, reading, clauses, words),
        vector_words(s, clause, clauses),
        (words, bag),
    )
    none = chances.pop(NONE)
    kind, most = "", -1.0
    for name, chance in chances.items():
        if chance > most:
            kind, most = name, chance
    if none * CLAIMING >= most:
        return (None if reading is None or none >= IDLE else _with_chance(reading, chances)), none
    if reading is None:
        inner = clauses.get(clause.inner) if clause.inner is not None else None
        verb = inner.verb if inner is not None and (inner.object is not None or clause.object is None) else clause.verb
        return Reading(kind, clause.lemma, "learned", verb, most), none
    known = chances.get(reading.kind)
    if kind != reading.kind and known is not None and most > SURE * known:
        return Reading(kind, reading.trigger, "learned", reading.verb, most), none
    return _with_chance(reading, chances), none


def _with_chance(reading: Reading, chances: dict[str, float]) -> Reading:
    return Reading(reading.kind, reading.trigger, reading.rule, reading.verb, chances.get(reading.kind, -1.0))
