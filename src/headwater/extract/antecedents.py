"""The nouns that relative clauses and participles are about."""

from typing import Final

from headwater.extract.clause import Clause, is_agent
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.extract.units import unit_measure


def _named_before(s: Sentence, noun: int) -> int:
    """The noun that a measure of way, time or money belongs to: "a plant, 500 miles away, that makes rockets"."""
    at = noun
    for _ in range(4):
        spot = s.spot_at[at]
        is_measure = spot is not None and (
            spot.kind in {"money", "date"}
            or (spot.kind == "quantity" and spot.last == at and unit_measure(s, spot) is not None)
        )
        is_place = at != noun and spot is not None and spot.kind in {"country", "place"}
        if not (is_measure or is_place or (at != noun and s.pos[at] in {"ADP", "ADV"})) or s.head[at] == at:
            break
        at = s.head[at]
    if at != noun and s.pos[at] == "VERB":
        # The parser hung the measure on the verb: what the verb is about stands before it.
        at = next((k for k in s.kids_of(at, "obj", "pobj") if k < noun), noun)
    return at if s.pos[at] in {"NOUN", "PROPN"} else noun


_ABLE: Final = frozenset({"capaz", "capaces"})


def _bearer(s: Sentence, i: int) -> int:
    """Who is able to: of "un aparato capaz de volar" the device, of "el dron es capaz de volar" the drone."""
    if s.low[i] not in _ABLE:
        return i
    if s.dep[i] in {"amod", "acl", "appos"}:
        return s.head[i]
    subject = s.kid(i, "subj")
    return i if subject is None else subject


def take_antecedent(s: Sentence, clause: Clause) -> None:
    """Gives a relative clause or participle the noun that it is about as subject or object."""
    noun = _named_before(s, _bearer(s, s.head[clause.verb]))
    if s.language == "es":
        # "un programa en el que participan": the preposition governs the programme.
        clause.preps = [(p, noun if s.low[o] in RELATIVES else o) for p, o in clause.preps]
    if clause.link == "relcl" or any(s.low[k] in RELATIVES for k in s.kids[clause.verb]):
        if clause.subject is not None and s.low[clause.subject] in RELATIVES:
            clause.subject = noun
        elif clause.object is not None and s.low[clause.object] in RELATIVES:
            clause.object = noun
        elif clause.subject is None and clause.object is not None and not clause.is_passive:
            clause.subject = noun
        elif clause.subject is not None and clause.object is None and not clause.preps:
            clause.object = noun
        return
    if s.tag_is_past_participle(clause.verb) and clause.subject is None:
        agents = [o for p, o in clause.preps if p in {"by", "por"} and is_agent(s, o)]
        clause.object, clause.is_passive = noun, True
        clause.subject = agents[0] if agents else None
        clause.preps = [(p, o) for p, o in clause.preps if o != clause.subject]
    elif clause.subject is None:
        clause.subject = noun
    clause.is_inherited = True
