"""What a number counts: "seven cargo planes" with drones on board counts planes, "twelve of them" what the document is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from headwater.schema.concepts import find_concept
from headwater.weigh.numbers import CURRENCIES, common_unit
from headwater.weigh.questions import MEASURED
from headwater.weigh.role import Role
from headwater.weigh.things import CARRIERS, HARDWARE, PEOPLE, Thing, carrier_in, head_words, is_vague, read_thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from headwater.weigh.roles import Roles

COUNTING = frozenset({"production", "transfer", "deployment"})
"""Kinds whose number counts the object."""
SHARES = frozenset({"percent", "%", "persons", "times"})


def counted_thing(claim: Mapping[str, Any], roles: Roles) -> Thing | None:
    """The common thing that a claim's number counts; None where its words and its document leave that open.

    Args:
        claim: Row of `claims`.
        roles: Reader of roles, with the documents of the case.
    """
    unit = claim["quantity_unit"]
    name, _ = common_unit(unit)
    if not has_number(claim) or name in MEASURED | CURRENCIES | SHARES:
        return None
    if unit and (carrier := carrier_in(unit)) is not None:
        return carrier
    if unit and not is_vague(unit):
        design = roles.design_in(unit)
        return broad(read_thing(roles.class_of(design) if design is not None else unit))
    for text in (claim["object"], claim["definition"], claim["subject"]):
        thing = broad(roles.thing_in(claim, text)) if text and not is_vague(text) else None
        if thing is not None and thing.concept in HARDWARE:
            return thing
    return roles.meant.thing(claim)


def broad(thing: Thing | None) -> Thing | None:
    """A thing without what it names more narrowly."""
    return None if thing is None else Thing(thing.concept, thing.label, None)


def people_in(claim: Mapping[str, Any]) -> str | None:
    """Concept of the people that a claim counts or names: "experts" of "40 instructors"; None where it names none.

    Args:
        claim: Row of `claims`.
    """
    fields = ("quantity_unit",) if claim["quantity_unit"] else ("object", "subject")
    things = (read_thing(claim[field]) for field in fields if claim[field])
    return next((t.concept for t in things if t is not None and t.concept in PEOPLE), None)


_PART = re.compile(
    r"^\W{0,3}(?:\w{1,20} )?(?:of (?:them|these|those|which|whom)|de (?:ellos|ellas|estos|estas|los cuales|las cuales)|d'entre eux)\b"
)


def is_part(claim: Mapping[str, Any]) -> bool:
    """Whether a number counts some of what was counted before: "four of them"."""
    quote, number = claim["quote"] or "", claim["quantity_text"]
    at = quote.casefold().find(number.casefold()) if number else -1
    return at >= 0 and _PART.search(quote[at + len(number) :].casefold()) is not None


def has_number(claim: Mapping[str, Any]) -> bool:
    """Whether a claim gives any number."""
    return any(claim[f"quantity_{n}"] is not None for n in ("low", "best", "high"))


def with_counted(
    claim: Mapping[str, Any], kind: str, read: Mapping[str, Role | None], roles: Roles
) -> Mapping[str, Role | None]:
    """Roles in which the object is what the number counts, where that is hardware and the kind's number counts the object.

    Args:
        claim: Row of `claims`.
        kind: Kind of question.
        read: Its roles.
        roles: Reader of roles.
    """
    if kind == "force_size":
        return _with_fleet(claim, read, roles)
    if kind == "funding" and common_unit(claim["quantity_unit"])[0] in CURRENCIES and is_cost(claim["object"] or ""):
        return {**read, "object": Role("o:programme", "programmes", None, "concept")}
    if kind not in COUNTING:
        return read
    if kind == "deployment" and read.get("object") is None and (people := _sent(claim, read, roles)) is not None:
        return {**read, "object": people}
    thing, own = counted_thing(claim, roles), read.get("object")
    if thing is None or thing.concept not in HARDWARE | CARRIERS or (own is not None and own.key == f"o:{thing.concept}"):
        return read
    if own is not None and own.kind == "equipment":
        return read
    return {**read, "object": Role(f"o:{thing.concept}", thing.label, None, "concept")}


def _sent(claim: Mapping[str, Any], read: Mapping[str, Role | None], roles: Roles) -> Role | None:
    """People who are sent, with the country to which they go: that of the place, else the other one that the document is about."""
    people, sender = read_thing(claim["subject"] or ""), read.get("subject")
    if people is None or people.concept not in PEOPLE:
        return None
    own = sender.key if sender is not None else ""
    codes = (roles.country_near(claim, "place"), *roles.countries.get(claim["doc_id"], ()))
    code = next((c for c in codes if c and f"c:{c}" != own), None)
    where = f" to {roles.country_role(code).words}" if code else ""
    return Role(f"o:{people.concept}@{code or ''}", f"{people.label}{where}", None, "concept")


_COSTS = (
    "cost",
    "price",
    "worth",
    "amount",
    "sum",
    "value",
    "budget",
    "precio",
    "monto",
    "importe",
    "valor",
    "presupuesto",
    "cout",
    "prix",
    "montant",
    "custo",
    "preco",
)
"""Stems of nouns that say that something is paid, and not what for."""
_BARGAINS = frozenset({"agreement", "contract", "cooperation", "programme", "money", "documents"})


def is_cost(text: str) -> bool:
    """Whether what is paid for is only called a cost, an amount, a deal or a programme."""
    thing = read_thing(text) if text else None
    if not text or thing is not None:
        return thing is None or thing.concept in _BARGAINS
    words = head_words(text).split()
    return is_vague(text) or (len(words) <= 2 and any(w.startswith(_COSTS) for w in words))


def _with_fleet(claim: Mapping[str, Any], read: Mapping[str, Role | None], roles: Roles) -> Mapping[str, Role | None]:
    """Of a size without a unit, "the fleet at 45", the machines that the document is about."""
    is_open = claim["object"] and not claim["quantity_unit"] and is_vague(claim["object"])
    thing = roles.meant.thing(claim) if is_open else None
    return read if thing is None else {**read, "definition": Role("d:size", "size", None, "concept", thing.label)}


_BODIES = frozenset({
    "battery", "batterie", "regiment", "battalion", "squadron", "brigade", "division", "system", "set", "bateria", "regimiento", "batallon", "escuadron",
    "brigada", "sistema", "juego", "regimento", "esquadrao",
})  # fmt: skip
"""What holds several of a thing: six batteries of missiles are more than six missiles."""


def unit_of(claim: Mapping[str, Any], thing: Role | None) -> str | None:
    """The unit of a number that counts things: the common name of what it counts, wherever the unit leaves that open.

    Args:
        claim: Row of `claims`.
        thing: What the question asks about, if known.
    """
    unit: str | None = claim["quantity_unit"]
    named = thing.words if thing is not None and thing.kind == "concept" else unit
    named = thing.key.removeprefix("w:") if thing is not None and thing.kind == "words" else named
    if not unit or is_vague(unit) or names_design(unit):
        return named
    found = carrier_in(unit) or read_thing(unit)
    if found is None:
        is_own = thing is None or thing.kind != "concept" or not _BODIES.isdisjoint(head_words(unit).split())
        return unit if is_own else named
    return "persons" if found.concept in PEOPLE else found.label


def names_design(unit: str) -> bool:
    """Whether a unit is a designation, such as "Mohajer-6": it counts things of a kind that its name does not say."""
    return any(c.isdigit() for c in unit) and find_concept(unit) is None
