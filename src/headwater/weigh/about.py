"""What a document is about, for what its sentences leave out: its countries, and the thing or design that "them" means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from headwater.schema.concepts import find_concept
from headwater.weigh.things import HARDWARE, Thing, first_part, is_vague, read_thing

if TYPE_CHECKING:
    from headwater.weigh.roles import Roles

Claim = Mapping[str, Any]
NAMING = ("object", "quantity_unit", "subject", "definition")
"""Fields in which a claim names the thing that it is about, first choice first."""


def main_countries(
    members: Sequence[Claim], entities: Mapping[str, Mapping[str, Any]], headlines: Mapping[str, str | None]
) -> dict[str, tuple[str, ...]]:
    """doc_id -> the countries that its claims are about, most first; of a document whose claims name none, a hint.

    Args:
        members: Rows of `claims`.
        entities: Rows of `entities` by id.
        headlines: doc_id -> country that its headline names.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in members:
        for role in ("subject", "object", "place"):
            row = entities.get(claim[f"{role}_entity"] or "")
            if row is not None and row["country"] and row["kind"] not in {"outlet", "equipment"}:
                found[claim["doc_id"]][row["country"]] += 2 if row["kind"] == "country" else 1
    for doc_id, code in _hints(members, entities, headlines):
        if not found[doc_id]:
            found[doc_id][code] += 1
    return {d: tuple(x for x, _ in sorted(c.items(), key=lambda x: (-x[1], x[0]))) for d, c in found.items()}


def _hints(
    claims: Sequence[Claim], entities: Mapping[str, Mapping[str, Any]], headlines: Mapping[str, str | None]
) -> Iterable[tuple[str, str]]:
    """(doc_id, country), best first, for documents whose claims name none: whose person speaks, then the headline."""
    for claim in claims:
        row = entities.get(claim["attributed_entity"] or "")
        if row is not None and row["kind"] == "person" and row["country"]:
            yield claim["doc_id"], row["country"]
    for doc_id, code in headlines.items():
        if code is not None:
            yield doc_id, code


def names_drone(claim: Claim, details: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a side of a claim is a drone, by its design or its noun.

    Args:
        claim: Row of `claims`.
        details: Details of entities by id.
    """
    for role in ("subject", "object"):
        if details.get(claim[f"{role}_entity"] or "", {}).get("class") == "drone":
            return True
        thing = find_concept(first_part(claim[role])) if claim[role] else None
        if thing is not None and "drone" in thing.id:
            return True
    return False


KIN = frozenset({"person", "organisation", "site"})
"""Kinds of entities that two documents on one story share, and two on other stories hardly do."""


def find_kin(members: Sequence[Claim], entities: Mapping[str, Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """doc_id -> other documents whose claims name a person, body or site that its claims name.

    Args:
        members: Rows of `claims`.
        entities: Rows of `entities` by id.
    """
    naming: dict[str, set[str]] = defaultdict(set)
    for claim in members:
        for role in ("subject", "object", "place", "attributed"):
            row = entities.get(claim[f"{role}_entity"] or "")
            if row is not None and row["kind"] in KIN:
                naming[row["entity_id"]].add(claim["doc_id"])
    found: dict[str, set[str]] = defaultdict(set)
    for docs in naming.values():
        if len(docs) <= MAX_KIN:
            for doc_id in docs:
                found[doc_id] |= docs
    return {d: frozenset(others - {d}) for d, others in found.items()}


MAX_KIN = 100
"""A name in more documents than this says nothing of a common story, and would cost time."""


class Antecedents:
    """What "them", "the type" and "twelve" mean in each document."""

    def __init__(self, members: Sequence[Claim], titles: Mapping[str, str | None], roles: Roles) -> None:
        self._designs: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._things: dict[str, list[tuple[int, Thing]]] = defaultdict(list)
        for claim in sorted(members, key=lambda c: (c["doc_id"], c["start"], c["claim_id"])):
            self._designs[claim["doc_id"]] += [(claim["start"], e) for e in self._designs_in(claim, roles)]
            if (thing := self._named(claim, roles)) is not None:
                self._things[claim["doc_id"]].append((claim["start"], thing))
        self._titles = {d: roles.design_in(title) for d, title in titles.items() if title}

    def design(self, claim: Claim) -> str | None:
        """The design that a figure without one is given of: the only one, that of the headline, else the last one named."""
        found = self._designs.get(claim["doc_id"], [])
        if len(distinct := {e for _, e in found}) == 1:
            return next(iter(distinct))
        title = self._titles.get(claim["doc_id"])
        if title is not None or not found:
            return title
        at = bisect_right(found, claim["start"], key=lambda x: x[0])
        return found[at - 1][1] if at else None

    def thing(self, claim: Claim) -> Thing | None:
        """The hardware that a claim which names none is about: the last that was named before it, else that of its document."""
        found = self._things.get(claim["doc_id"], [])
        at = bisect_left(found, claim["start"], key=lambda x: x[0])
        if at:
            return found[at - 1][1]
        if found and found[0][0] < claim["end"]:  # in a clause of the claim's own sentence
            return found[0][1]
        ranked = Counter(thing for _, thing in found).most_common(2)
        is_open = not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1])
        return None if is_open else ranked[0][0]

    @staticmethod
    def _designs_in(claim: Claim, roles: Roles) -> list[str]:
        own = [e for r in ("subject", "object") if roles.kind_of(e := claim[f"{r}_entity"]) == "equipment"]
        return own or [e for field in NAMING if claim[field] and (e := roles.design_in(claim[field])) is not None][:1]

    def _named(self, claim: Claim, roles: Roles) -> Thing | None:
        for field in NAMING:
            text = claim[field]
            if not text or is_vague(text):
                continue
            entity = claim.get(f"{field}_entity")
            design = entity if roles.kind_of(entity) == "equipment" else roles.design_in(text)
            text = roles.class_of(design) if design is not None else text
            thing = read_thing(text)
            if thing is not None and thing.concept in HARDWARE - {"aircraft", "weapons"}:
                return Thing(thing.concept, thing.label, None)
        return None
