"""One figure of one thing in two reports on one story is one answer, in whatever sentence either of them tells it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from headwater.weigh.asked import Asked, item_keys
from headwater.weigh.counted import counted_thing, people_in
from headwater.weigh.full import asking_documents, fullness, settle
from headwater.weigh.numbers import CURRENCIES, common_unit, is_telling
from headwater.weigh.questions import NOT_THINGS
from headwater.weigh.roles import Roles
from headwater.weigh.things import PEOPLE

Row = Mapping[str, Any]
MIN_FIGURE = 3
"""Smaller numbers are the same by chance."""
MAX_GIVING = 200
"""Claims of one figure that are compared with each."""
MAIN = 4
"""Countries that a report is mostly about."""


def same_figures(claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> dict[str, Asked]:
    """What each claim asks; one that stands alone is put to the question in which related documents give its very figure.

    Args:
        claims: Rows of `claims`.
        asked: What each of them asks, by claim_id.
        roles: Reader of roles, with the documents of the case.
    """
    documents = asking_documents(claims, asked)
    giving: dict[tuple[str, float], list[Row]] = defaultdict(list)
    for claim in claims:
        if (key := figure_of(claim, roles)) is not None:
            giving[key].append(claim)
    moves: dict[str, Asked] = {}
    for members in giving.values():
        for claim in members:
            own = asked.get(claim["claim_id"])
            if own is not None and len(documents[own.item_id]) > 1:
                continue
            target = _target(claim, own, members, asked, documents, roles)
            if target is not None:
                moves[claim["claim_id"]] = target
    found = settle(asked, moves)
    for (what, _), members in giving.items():
        if what == "persons":
            found |= _told_apart([c for c in members if c["claim_id"] in found], moves, found)
    return found


def _told_apart(members: Sequence[Row], moves: Mapping[str, Asked], found: Mapping[str, Asked]) -> dict[str, Asked]:
    """Claims that were put to a question by their figure, with their own people where those of all others are other people."""
    marked = {}
    for claim in members:
        question, own = found[claim["claim_id"]], people_in(claim)
        others = {people_in(c) for c in members if c is not claim and found[c["claim_id"]].item_id == question.item_id}
        role = question.roles.get("object")
        if claim["claim_id"] in moves and own and role is not None and others - {None} and own not in others:
            narrowed = {**question.roles, "object": replace(role, narrower=own)}
            marked[claim["claim_id"]] = replace(question, roles=narrowed)
    return marked


def figure_of(claim: Row, roles: Roles) -> tuple[str, float] | None:
    """What a claim counts, and how many; None where it counts nothing, a measure of a design, or too few to tell.

    Args:
        claim: Row of `claims`.
        roles: Reader of roles.
    """
    best, unit = claim["quantity_best"], claim["quantity_unit"]
    if best is None or best < MIN_FIGURE:
        return None
    name, _ = common_unit(unit)
    if name in NOT_THINGS:
        return None
    if name in CURRENCIES:
        return name, best
    if name == "persons":
        return name, best
    thing = counted_thing(claim, roles)
    if thing is None:
        return (name, best) if name else None
    return ("persons" if thing.concept in PEOPLE else thing.concept), best


def _target(
    claim: Row,
    own: Asked | None,
    members: Sequence[Row],
    asked: Mapping[str, Asked],
    documents: Mapping[str, set[str]],
    roles: Roles,
) -> Asked | None:
    """The question with most documents among those in which related documents give the figure; the fuller one of equals."""
    counts: Counter[str] = Counter()
    first: dict[str, Asked] = {}
    for other in members[:MAX_GIVING]:
        question = asked.get(other["claim_id"])
        if question is None or other["doc_id"] == claim["doc_id"] or (own is not None and question.item_id == own.item_id):
            continue
        is_likely = is_telling(claim["quantity_best"]) and (own is None or _states(own) <= _states(question))
        if not is_related(claim, other, roles, least=1 if is_likely else 2):
            continue
        counts[question.item_id] = len(documents[question.item_id])
        first.setdefault(question.item_id, question)
    if not counts:
        return None
    ranked = sorted(counts, key=lambda i: (-counts[i], -fullness(first[i]), i))
    best = first[ranked[0]]
    if own is not None and (1, fullness(own), own.item_id) > (counts[ranked[0]], fullness(best), best.item_id):
        return None
    return best


def _states(asked: Asked) -> set[str]:
    return {k for k in item_keys(asked.kind, asked.roles) if k.startswith("c:")}


def is_related(a: Row, b: Row, roles: Roles, *, least: int = 2) -> bool:
    """Whether two claims stand in documents on one story: both name a person, body or site, or are about the same states.

    Args:
        a: Row of `claims`.
        b: The other.
        roles: Reader of roles.
        least: Countries that both must be about.
    """
    if b["doc_id"] in roles.kin.get(a["doc_id"], ()):
        return True
    mine, others = (frozenset(roles.countries.get(c["doc_id"], ())[:MAIN]) for c in (a, b))
    return len(mine & others) >= least
