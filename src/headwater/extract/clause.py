"""A clause: a predicate and its arguments."""

from dataclasses import dataclass, field
from typing import Final

from headwater.extract.sentence import Sentence


@dataclass(slots=True)
class Clause:
    """A predicate and its arguments; token indexes throughout.

    Attributes:
        verb: Token of the predicate; for a copula of Spanish the predicate noun.
        lemma: Its lemma; of a copula "be".
        link: How it hangs: unified label of the verb.
        up: Verb of the clause that governs it, or None.
        subject: Who acts: the agent of a passive.
        object: What it is done to: the subject of a passive.
        attr: Predicate noun or adjective.
        preps: (preposition, noun) that hang on the verb, on its particle and predicate adjective.
        inner: Verb of an infinitive complement, whose sense this clause carries.
        is_passive, is_negative: As they say.
        is_inherited: Whether the subject was taken from another clause.
        mark: Subordinator, in lower case.
    """

    verb: int
    lemma: str
    link: str
    up: int | None = None
    subject: int | None = None
    object: int | None = None
    iobject: int | None = None
    attr: int | None = None
    preps: list[tuple[str, int]] = field(default_factory=list)
    particle: str = ""
    inner: int | None = None
    is_passive: bool = False
    is_negative: bool = False
    is_inherited: bool = False
    mark: str = ""
    auxes: list[int] = field(default_factory=list)


REFUSES: Final = "rehusar"
"""Lemma of a clause in which "negar" is no denial: "se negó a entregar"."""
_DOERS: Final = frozenset({"personnel", "equipment", "organisation", "site"})


def is_agent(s: Sentence, o: int) -> bool:
    """Whether a noun behind "by" can be who acts: no date, sum or measure."""
    spot = s.spot_at[o]
    is_measure = spot is not None and (
        spot.kind in {"date", "money"} or (spot.kind == "quantity" and not s.classes_of(o) & _DOERS)
    )
    return not is_measure and s.pos[o] in {"NOUN", "PROPN", "PRON"}
