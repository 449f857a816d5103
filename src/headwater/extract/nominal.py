"""Nouns that carry a claim of their own: "after years of cooperation with Iran", "the delivery of drones and the training of crews"."""

from collections.abc import Iterator, Sequence
from typing import Final

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.figures import counts_something, quantity_role
from headwater.extract.frames import credit_frame
from headwater.extract.handing import Pair, handed_over
from headwater.extract.holding import hold_clause
from headwater.extract.kinds import noun_kind
from headwater.extract.links import first_of, is_place, is_time, owner_of, under
from headwater.extract.phrases import name_phrase, name_text
from headwater.extract.roles import Role, find_time
from headwater.extract.sentence import Sentence
from headwater.extract.where import find_place
from headwater.schema.claims import claim_kinds

NOMINAL_KINDS: Final = frozenset(
    ["agreement", "cooperation", "transfer", "production", "training", "deployment", "use", "sanction", "development", "funding", "access_control"]
)  # fmt: skip
"""Kinds that a noun alone can claim."""
_BEHIND: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("after", "following", "tras", "despite", "pese"), NOMINAL_KINDS),
    "bajo": frozenset({"sanction"}),
    "under": frozenset({"sanction", "agreement"}),
    **dict.fromkeys(("with", "con", "through", "mediante", "por"), frozenset({"agreement", "funding"})),
}
"""Preposition -> kinds whose noun says something of its own behind it."""
_SIDES: Final = {"by", "por", "of", "de", "from", "del"}


def nominal_pair(s: Sentence, kind: str, noun: int, more: Sequence[tuple[str, int]] = ()) -> Pair:
    """Who and to whom, of a noun that names an act, a deal or a measure; `more` are phrases of its clause."""
    inside = [(p, o) for j in [noun, *(o for _, o in s.preps(noun))] for p, o in s.preps(j) if not is_time(s, o)]

    def behind(*words: str) -> int | None:
        return next((o for p, o in inside if p in words), None)

    if kind == "transfer":
        return handed_over(s, noun, list(more))
    if kind in {"agreement", "cooperation"}:
        between = behind("between", "entre")
        sides = s.conjuncts(between) if between is not None else []
        if len(sides) > 1:
            return sides[0], sides[1]
        return owner_of(s, noun), first_of(behind("with", "con"), behind("for", "to", "para"))
    if kind == "sanction":
        prep = s.head[noun]
        before = prep - 2 if prep > 1 and s.low[prep - 1] == "," and s.pos[prep - 2] in {"NOUN", "PROPN"} else None
        return owner_of(s, noun), first_of(behind("on", "against", "sobre", "contra", "a"), before)
    what = under(s, noun, {"of", "de", "del", "for", "para"})
    return first_of(behind("by", "por"), owner_of(s, noun)), what


def nominal_rule(a: Analysis) -> Iterator[Frame]:
    """A noun behind "after", "with" or "and" that names a deal, a measure or an act with its parties says one thing."""
    s = a.s
    for i in range(s.n):
        if s.pos[i] not in {"NOUN", "PROPN"} or (found := noun_kind(s, i)) is None or found[0] not in NOMINAL_KINDS:
            continue
        top = _top(s, i)
        verb = _governor(a, top)
        if verb is None or not (_stands_behind(s, top, found[0]) or _stands_beside(a, top, verb, found[0])):
            continue
        inside = sorted(s.subtree(top))
        if not _names_parties(s, inside, top):
            continue
        subject, object_ = nominal_pair(s, found[0], i)
        yield _nominal_frame(a, found, top, verb, (subject, object_), inside)


def _nominal_frame(a: Analysis, found: tuple[str, str], top: int, verb: int, pair: Pair, inside: list[int]) -> Frame:
    s, clause, (kind, trigger) = a.s, a.clauses[verb], found
    roles: dict[str, Role] = {}
    roles["subject"] = (
        {"start": s.start[top], "end": s.start[top], "text": "", "needs": "implicit"}
        if pair[0] is None
        else name_phrase(s, pair[0])
    )
    if pair[1] is not None and pair[1] != pair[0]:
        roles["object"] = name_phrase(s, pair[1])
    if (time := find_time(s, inside)) is not None:
        roles["time"] = time
    if (place := find_place(s, kind, inside, pair[1])) is not None:
        roles["place"] = place
    spot = next(
        (p for p in s.spots if p.kind in {"quantity", "money"} and p.first in inside and counts_something(s, p, kind)), None
    )
    if spot is not None:
        roles["quantity"] = quantity_role(spot)
    first, last = inside[0], inside[-1]
    while first < top and (s.low[first] in _BEHIND or s.pos[first] == "CCONJ"):
        first += 1
    while last > top and s.pos[last] == "PUNCT":
        last -= 1
    frame = Frame("nominal", trigger, kind, s.start[first], s.end[last], roles, status=claim_kinds()[kind].status)
    cut = a.cuts.setdefault(verb, set())
    cut.update(k for k in (top, s.head[top]) if k != verb and s.dep[k] in {"prep", "conj", "obl", "nmod", "pobj"})
    cut.update(k for k in s.kids[s.head[top]] if s.dep[k] == "cc" and s.dep[top] == "conj" and k < top)
    credit = a.credits.get(verb)
    held = hold_clause(s, clause, None, a.clauses, credit, cut)
    frame.modality = held if s.dep[top] == "conj" or held in {"reported", "alleged", "denied"} else "asserted"
    if kind == "transfer" and (what := under(s, top, {"of", "de"})) is not None:
        frame.definition = name_text(s, what)
    credit_frame(s, frame, credit)
    return frame


def _top(s: Sentence, i: int) -> int:
    """The measure before a noun, where there is one: "years of cooperation"."""
    for _ in range(2):
        prep = s.head[i]
        if (s.dep[i] == "pobj" and s.low[prep] == "of" and s.meant(s.head[prep]) == i) or (
            s.dep[i] == "pobj" and s.low[prep] == "of" and s.lemma[s.head[prep]] in {"year", "decade", "month", "week"}
        ):
            i = s.head[prep]
        else:
            break
    return i


def _governor(a: Analysis, i: int) -> int | None:
    s = a.s
    for _ in range(5):
        if s.head[i] == i:
            return None
        i = s.head[i]
        if i in a.clauses:
            return i
    return None


def _stands_behind(s: Sentence, top: int, kind: str) -> bool:
    """Whether a noun stands behind a preposition, on a verb, that sets it apart as a happening of its own."""
    if s.language == "es":
        case = s.kid(top, "case")
        return (
            s.dep[top] in {"obl", "nmod", "advcl"}
            and s.pos[s.head[top]] in {"VERB", "AUX"}
            and case is not None
            and kind in _BEHIND.get(s.low[case], ())
        )
    prep = s.head[top]
    return s.dep[top] == "pobj" and s.pos[s.head[prep]] in {"VERB", "AUX"} and kind in _BEHIND.get(s.low[prep], ())


def _stands_beside(a: Analysis, top: int, verb: int, kind: str) -> bool:
    """Whether a noun is coordinated with another noun of an act, which the clause itself claims."""
    s = a.s
    if s.dep[top] != "conj" or s.pos[s.head[top]] != "NOUN":
        return False
    first = noun_kind(s, s.head[top])
    clause = a.clauses[verb]
    return (
        first is not None
        and first[0] in NOMINAL_KINDS
        and first[0] != kind
        and s.head[top] in {clause.object, clause.subject, clause.attr}
    )


def _names_parties(s: Sentence, inside: list[int], top: int) -> bool:
    """Whether a noun's own words name somebody, something or a sum that it is about."""
    return any(
        (spot := s.spot_at[t]) is not None
        and t != top
        and (spot.kind in {"country", "demonym", "organisation", "person", "equipment", "money"} or is_place(s, t))
        for t in inside
    ) or any(s.classes_of(t) & {"personnel", "equipment"} for t in inside if s.dep[t] in {"pobj", "nmod"})
