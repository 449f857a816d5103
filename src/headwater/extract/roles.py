"""Who, to whom, where, when and how much: the roles of a claim, taken along the dependency path."""

from typing import Any, Final

from headwater.extract.clause import Clause
from headwater.extract.figures import is_price, measured, pick_quantity, quantity_role
from headwater.extract.parties import pick_pair
from headwater.extract.phrases import name_phrase
from headwater.extract.sentence import RELATIVES, Sentence, Spot
from headwater.extract.where import find_place

Role = dict[str, Any]


def clause_tokens(s: Sentence, verb: int, cut: set[int]) -> list[int]:
    """Tokens of a clause without what was cut off, in order."""
    kept, todo = [], [verb]
    while todo:
        j = todo.pop()
        kept.append(j)
        todo.extend([k for k in s.kids[j] if k not in cut])
    return sorted(kept)


def fill_roles(s: Sentence, kind: str, outer: Clause, clause: Clause, tokens: list[int]) -> dict[str, Role]:
    """Roles of one claim.

    Args:
        s: Sentence.
        kind: Claim kind.
        outer: Clause whose words carry the claim.
        clause: Clause whose arguments fill the roles: the outer one, or its infinitive.
        tokens: Tokens of the outer clause.
    """
    subject = clause.subject if clause.subject is not None else outer.subject
    roles: dict[str, Role] = {}
    spot = pick_quantity(s, kind, clause, tokens)
    if spot is not None:
        roles["quantity"] = quantity_role(spot)
    if (time := find_time(s, tokens)) is not None:
        roles["time"] = time
    subject_i, object_i = pick_pair(s, kind, clause, subject)
    if subject_i is not None and s.low[subject_i] not in RELATIVES:
        sides = subject_i != object_i and object_i is not None and object_i in s.conjuncts(subject_i)
        roles["subject"] = name_phrase(s, subject_i, alone=sides)
    if object_i is not None and s.language == "en" and s.low[object_i] in RELATIVES | {"worth"}:
        object_i = None
    if object_i is not None and object_i != subject_i:
        roles["object"] = name_phrase(s, object_i)
    if s.language == "es" and kind == "funding" and clause.lemma in {"cobrar", "percibir"} and object_i is None:
        roles["object"] = {"start": s.start[clause.verb], "end": s.end[clause.verb], "text": "salario"}
    if s.language == "es" and object_i is None and (held := _enclitic(s, clause, outer)) is not None:
        roles["object"] = held
    has_measure = kind == "equipment_spec" or (kind == "funding" and spot is not None and is_price(s, clause))
    if has_measure and subject_i is None:
        roles["subject"] = {"start": s.start[outer.verb], "end": s.start[outer.verb], "text": "", "needs": "implicit"}
    if has_measure and spot is not None and (measure := measured(s, clause, spot)):
        roles["object"] = {"start": spot.start, "end": spot.end, "text": measure}
    if (place := find_place(s, kind, tokens, object_i)) is not None:
        roles["place"] = place
    elif s.language == "en" and (here := next((t for t in tokens if s.low[t] in _HERE), None)) is not None:
        roles["here"] = {"start": s.start[here], "end": s.end[here], "text": s.low[here]}
    return roles


_ENCLITICS: Final = ("arlo", "arla", "arlos", "arlas", "erlo", "erla", "erlos", "erlas", "irlo", "irla", "irlos", "irlas")


def _enclitic(s: Sentence, clause: Clause, outer: Clause) -> Role | None:
    """The object that hangs on a Spanish infinitive: "aprendieron a usarlos"."""
    for verb in (clause.verb, clause.inner, outer.inner):
        if verb is not None and s.low[verb].endswith(_ENCLITICS) and s.pos[verb] == "VERB":
            at = s.end[verb]
            return {"start": at, "end": at, "text": "", "head": "lo", "needs": "pronoun", "kind": "thing"}
    return None


_HERE: Final = frozenset({"there", "locally", "domestically", "home"})
"""Words for a place that the context names."""


def find_time(s: Sentence, tokens: list[int]) -> Role | None:
    """When: the first date of a clause, one with a calendar date before one without."""
    kept = set(tokens)
    dates = [p for p in s.spots if p.kind == "date" and (p.last in kept or p.first in kept)]
    dates = [p for p in dates if not _dates_another(s, p)]
    if not dates:
        return None
    best = next((d for d in dates if d.detail.get("edtf") or d.detail.get("relative")), dates[0])
    return time_role(s, best)


_APART: Final = frozenset({"after", "before", "since", "despite", "with", "under", "tras", "con", "bajo"})


def _dates_another(s: Sentence, spot: Spot) -> bool:
    """Whether a date belongs to a noun behind "after" or "with", and not to the clause: "after the January 3 attacks"."""
    i = next((t for t in range(spot.first, spot.last + 1) if not spot.first <= s.head[t] <= spot.last), spot.last)
    noun = s.head[i]
    if (
        s.dep[i] not in {"nmod", "compound", "nummod", "poss", "amod"}
        or s.pos[noun] not in {"NOUN", "PROPN"}
        or s.dep[noun] != "pobj"
    ):
        return False
    return s.low[s.head[noun]] in _APART


def time_role(s: Sentence, spot: Spot) -> Role:
    """Role of a date, with the preposition before it."""
    first = spot.first
    word = ""
    while (
        first > 0
        and (s.pos[first - 1] in {"ADP", "SCONJ"} or s.low[first - 1] in {"late", "early", "el", "la", "los", "the"})
        and spot.first - first < 3
    ):
        first -= 1
    if first != spot.first:
        word = s.low[first] if s.pos[first] in {"ADP", "SCONJ"} else ""
    return {"start": s.start[first], "end": spot.end, "text": s.text[s.start[first] : spot.end], "edtf": spot.detail.get("edtf"),
            "relative": spot.detail.get("relative"), "word": word}  # fmt: skip
