"""Dates and places that a clause has from the clauses around it."""

from typing import Final

from headwater.extract.analysis import Analysis
from headwater.extract.clause import Clause
from headwater.extract.credit import is_report
from headwater.extract.phrases import name_phrase
from headwater.extract.roles import Role, clause_tokens, find_time
from headwater.extract.sentence import Sentence
from headwater.extract.where import find_place


def tense_of(s: Sentence, clause: Clause) -> str:
    """`past` for a simple past, `perfect`, or `present`."""
    finite = [k for k in (*clause.auxes, clause.verb) if "VerbForm=Fin" in s.morph[k]]
    if any("Tense=Past" in s.morph[k] for k in finite):
        return "past"
    return "perfect" if clause.auxes and s.tag_is_past_participle(clause.verb) else "present"


def inherit_time(a: Analysis, clause: Clause, roles: dict[str, Role]) -> None:
    """A reported clause without a date of its own has that of the report; "in 2006, when ..." dates its clause."""
    seen, own = 0, clause
    while "time" not in roles and clause.up is not None and seen < 3:
        up = a.clauses[clause.up]
        if (
            clause.link in {"ccomp", "conj"}
            or (clause.link in {"relcl", "advcl"} and clause.mark in {"when", "cuando"})
            or (clause.link in {"relcl", "acl"} and is_report(a.s, up))
            or clause.mark == "that"
        ):
            tokens = list(
                clause_tokens(
                    a.s,
                    up.verb,
                    {clause.verb, *(k for k in a.s.kids[up.verb] if a.s.dep[k] in {"ccomp", "conj", "relcl", "advcl"})},
                )
            )
            time = find_time(a.s, tokens)
            if time is not None and (clause.link != "conj" or time["end"] <= a.s.start[up.verb]):
                roles["time"] = time
        elif clause.link in {"relcl", "acl"} and _same_time(a.s, clause, up):
            time = find_time(a.s, clause_tokens(a.s, up.verb, {*a.cuts.get(up.verb, set()), clause.verb}))
            if time is not None:
                roles["time"] = time
        elif clause.link != "relcl":
            break
        clause, seen = up, seen + 1
    if "time" not in roles:
        _time_of_aside(a, own, roles)
    if "time" not in roles:
        _borrow_time(a, own, roles)


def _same_time(s: Sentence, clause: Clause, up: Clause) -> bool:
    """Whether a relative clause or participle tells of the time of the clause above: both past, or it has no tense."""
    if clause.link == "acl":
        return s.tag_is_past_participle(clause.verb)
    return tense_of(s, clause) == "past" == tense_of(s, up)


def _time_of_aside(a: Analysis, clause: Clause, roles: dict[str, Role]) -> None:
    """The date of an aside that credits a clause, or what governs it: ", comunicó el miércoles el mando"."""
    governors, at = {clause.verb}, clause
    while at.up is not None and at.link in {"conj", "xcomp", "advcl", "acl", "relcl"} and len(governors) < _FAR:
        at = a.clauses[at.up]
        governors.add(at.verb)
    for told in a.clauses.values():
        if told.link == "aside" and told.up in governors and told.verb in a.clauses:
            time = find_time(a.s, clause_tokens(a.s, told.verb, set()))
            roles.update({} if time is None else {"time": time})


_FAR: Final = 4


def _borrow_time(a: Analysis, clause: Clause, roles: dict[str, Role]) -> None:
    """The date of a clause behind "after" or "when" dates the one that it depends on."""
    for below in a.clauses.values():
        if below.up == clause.verb and below.link == "advcl" and below.mark in {"after", "when", "cuando", "tras", "después"}:
            time = find_time(a.s, clause_tokens(a.s, below.verb, set()))
            if time is not None and time.get("edtf"):
                roles["time"] = time
                return


def inherit_place(a: Analysis, clause: Clause, roles: dict[str, Role]) -> None:
    """A participle that shares its subject with the clause above happens where that one does."""
    s = a.s
    if "place" not in roles and clause.link in {"relcl", "acl"}:
        noun = s.head[clause.verb]
        if clause.mark in {"where", "donde"} or any(s.low[k] in {"where", "donde"} for k in s.kids[clause.verb]):
            roles["place"] = name_phrase(s, noun)
        elif noun in {clause.subject, clause.object} and "site" in s.classes_of(noun):
            place = find_place(s, "", [noun, *(o for _, o in s.preps(noun))], None)
            roles.update({} if place is None else {"place": place})
    if "place" in roles or clause.up is None or not (clause.link in {"advcl", "conj"} and clause.is_inherited):
        return
    own = a.readings.get(clause.verb)
    if clause.up in a.readings and (clause.link == "advcl" or (own is not None and a.readings[clause.up].kind == own.kind)):
        up = a.clauses[clause.up]
        tokens = clause_tokens(a.s, clause.up, a.cuts[clause.up])
        if (place := find_place(a.s, a.readings[clause.up].kind, tokens, up.object)) is not None:
            roles["place"] = place
