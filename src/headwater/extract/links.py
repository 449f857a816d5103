"""What hangs on a noun: its owner, who does what it names, its examples."""

from collections.abc import Iterable
from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.sentence import RELATIVES, Sentence

PLACE_KINDS: Final = frozenset({"country", "place", "site"})


def owner_of(s: Sentence, i: int | None) -> int | None:
    """The possessor of a noun, or the people that an adjective names: "Iran's control", "Iranian control"."""
    for k in s.kids[i] if i is not None else ():
        if s.dep[k] == "poss" and s.pos[k] != "PRON":
            return k
        spot = s.spot_at[k]
        is_people = spot is not None and spot.kind in {"demonym", "country"} and spot.first == k
        case = s.kid(k, "case") if s.language == "es" else None
        if is_people and s.dep[k] in {"amod", "nmod", "compound"} and (case is None or s.low[case] in {"de", "del"}):
            return k
    return None


def doer_of(s: Sentence, i: int) -> int | None:
    """Who does what a noun of action names: "the use by the navy", "Iran's production"."""
    return first_of(under(s, i, {"by", "por"}), owner_of(s, i))


def example_of(s: Sentence, i: int | None) -> int | None:
    """The examples after "such as" or "like"."""
    return None if i is None else under(s, i, {"as", "like", "como"})


def first_of(*options: int | None) -> int | None:
    """The first option that there is."""
    return next((o for o in options if o is not None), None)


def is_time(s: Sentence, i: int) -> bool:
    """Whether a token is a date."""
    spot = s.spot_at[i]
    return spot is not None and spot.kind == "date"


def is_place(s: Sentence, i: int) -> bool:
    """Whether a token names a place."""
    spot = s.spot_at[i]
    return spot is not None and spot.kind in PLACE_KINDS


def under(s: Sentence, i: int, words: set[str]) -> int | None:
    """The noun behind one of these prepositions on a token."""
    return next((o for p, o in s.preps(i) if p in words), None)


def names_act(s: Sentence, i: int, kind: str) -> bool:
    """Whether a noun can name the act of a kind."""
    lemma = s.lemma[i]
    return kind in s.words.nouns.get(lemma, ()) or any(k == kind for k, _ in s.words.nouns_of.get(lemma, ()))


def is_money(s: Sentence, i: int | None) -> bool:
    """Whether a token is a sum of money."""
    return i is not None and any(spot is not None and spot.kind == "money" for spot in (s.spot_at[i], s.spot_at[s.meant(i)]))


def unless_noun_of(s: Sentence, i: int | None, kind: str) -> int | None:
    """A token, unless its noun names the act of a kind."""
    return None if i is None or kind in s.words.nouns.get(s.lemma[i], ()) else i


def prep_of(s: Sentence, c: Clause, words: Iterable[str], *classes: str) -> int | None:
    """The noun behind one of these prepositions, on the verb or on its object, of one of these classes."""
    wanted = set(classes)
    roots = [*c.preps, *(pair for i in (c.object, c.attr) if i is not None for pair in s.preps(i))]
    for word, o in roots:
        if (
            word in words
            and not is_time(s, o)
            and not is_money(s, o)
            and s.low[o] not in RELATIVES
            and (not wanted or s.classes_of(o) & wanted)
        ):
            return o
    return None
