"""What every claim of a case asks; roles that a claim leaves open are taken from the one fuller question that fits.

"Bolivia will buy six drones" and "Iran will sell Bolivia twelve drones" answer one question although the first does not
say who sells. A role is filled only with a country that the claim's own document is about, or from a fuller question that
the document itself answers, and only where the fuller questions of the case that fit agree on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from headwater.model.ids import make_id
from headwater.weigh.asked import Asked, ask, item_keys
from headwater.weigh.meeting import meet
from headwater.weigh.numbers import CURRENCIES, common_unit
from headwater.weigh.questions import MEASURED, QUESTIONS
from headwater.weigh.retold import retold
from headwater.weigh.role import Role
from headwater.weigh.roles import Roles
from headwater.weigh.things import head_words
from headwater.weigh.wording import word_question

Row = Mapping[str, Any]
FILLED = frozenset({"transfer", "production", "development", "deployment", "training", "agreement", "cooperation"})
"""Kinds between states, whose open party may be filled."""
DOMINANT = 2
"""A question fits best where it has so many times the documents of the next one."""

COUNTED = ("transfer", "production", "deployment")
"""Kinds whose number counts their object, which is the last of their keys."""
FIGURES = frozenset({"equipment_spec", "funding"})
"""Kinds whose number is a measure or money: one that counts things was read amiss."""

Keys = tuple[str, ...]

Full = tuple[Keys, tuple[set[str], Asked]]
"""Keys of a full question, with the documents that ask it and one that does."""


def ask_claims(claims: Sequence[Row], roles: Roles) -> dict[str, Asked]:
    """What each claim asks, by claim_id; claims that ask nothing are left out.

    Args:
        claims: Rows of `claims`, without those that a person rejected.
        roles: Reader of roles, with the entities of the case.
    """
    return retold(claims, ask_by_roles(claims, roles), roles)


def ask_by_roles(claims: Sequence[Row], roles: Roles) -> dict[str, Asked]:
    """What each claim asks by what its roles name, before claims are compared by their words.

    Args:
        claims: Rows of `claims`, without those that a person rejected.
        roles: Reader of roles, with the entities of the case.
    """
    asked = {c["claim_id"]: (c, a) for c in claims if (a := ask(c, roles)) is not None}
    full: dict[str, dict[Keys, tuple[set[str], Asked]]] = defaultdict(dict)
    for claim, a in asked.values():
        keys = item_keys(a.kind, a.roles)
        if all(keys) or a.kind == "equipment_spec":
            full[a.kind].setdefault(keys, (set(), a))[0].add(claim["doc_id"])
    ordered = {kind: sorted(found.items()) for kind, found in full.items()}
    found_all = {i: _completed(c, a, ordered.get(a.kind, ()), roles) for i, (c, a) in asked.items()}
    for claim in claims:
        more = _counted(claim, found_all.get(claim["claim_id"]), ordered, roles)
        if more is not None:
            found_all[claim["claim_id"]] = more
    return meet(claims, found_all, roles)


def _counted(claim: Row, asked: Asked | None, full: Mapping[str, Sequence[Full]], roles: Roles) -> Asked | None:
    """The question that a counted thing answers where the claim's own kind asks for no number.

    "The minister put the number of containers at 9,400" is a statement; what it counts is what North Korea sent to Russia,
    if that is the one full question of the case about containers between countries that the document is about.
    """
    unit = claim["quantity_unit"]
    is_numeric = asked is not None and (QUESTIONS[asked.kind].answer == "number" and asked.kind not in FIGURES)
    if (
        is_numeric
        or claim["quantity_best"] is None
        or not unit
        or common_unit(unit)[0] in MEASURED | CURRENCIES | {"persons", "percent", "%"}
    ):
        return None
    thing = roles.thing_in(claim, unit)
    key = f"o:{thing.concept}" if thing is not None else f"w:{head_words(unit)}"
    near = {f"c:{x}" for x in roles.countries.get(claim["doc_id"], ())}
    fitting = [
        (len(docs), other)
        for kind in COUNTED
        for keys, (docs, other) in full.get(kind, ())
        if keys[-1] == key and all(k in near for k in keys[:-1])
    ]
    best = _dominant(fitting)
    return (
        None
        if best is None
        else _with(best, {"object": replace(o, narrower=None) if (o := best.roles.get("object")) else None})
    )


def _dominant(fitting: Sequence[tuple[int, Asked]]) -> Asked | None:
    """The question with by far the most documents, or the only one."""
    ranked = sorted(fitting, key=lambda x: (-x[0], x[1].item_id))
    is_open = not ranked or (len(ranked) > 1 and ranked[0][0] < DOMINANT * ranked[1][0])
    return None if is_open else ranked[0][1]


def _completed(claim: Row, asked: Asked, full: Sequence[Full], roles: Roles) -> Asked:
    if asked.kind == "equipment_spec":
        return _designed(asked, full, roles)
    keys = item_keys(asked.kind, asked.roles)
    if asked.kind not in FILLED or all(keys) or not any(k and not k.startswith("w:") for k in keys):
        return asked
    near = {f"c:{x}" for x in roles.countries.get(claim["doc_id"], ())}
    fitting = [
        (len(docs), other)
        for other_keys, (docs, other) in full
        if _fits(keys, other_keys, near, asked.kind)
        or (claim["doc_id"] in docs and all(k in {"", o} for k, o in zip(keys, other_keys, strict=True)))
    ]
    fuller = _dominant(fitting)
    if fuller is None:
        return asked
    best = fuller.roles
    return _with(asked, {r: _more_narrow(best.get(r), asked.roles.get(r)) for r in QUESTIONS[asked.kind].roles})


def _more_narrow(role: Role | None, own: Role | None) -> Role | None:
    """A role of a fuller question, with what the claim itself names more narrowly."""
    if role is None:
        return own
    return replace(role, narrower=own.narrower if own is not None and own.key == role.key else None)


def _fits(keys: Keys, other: Keys, near: set[str], kind: str) -> bool:
    """Whether a full question has all that is known, and adds only countries that the document is about."""
    if QUESTIONS[kind].is_mutual:
        known = [k for k in keys if k]
        return all(k in other for k in known) and all(o in near for o in other if o not in known)
    if kind == "transfer" and sum(map(bool, keys[:2])) == 1 and keys[2]:
        # Who hands over and who receives are easily taken for each other where only one of them is named.
        party = keys[0] or keys[1]
        return keys[2] == other[2] and party in other[:2] and all(o == party or o in near for o in other[:2])
    return all(k == o if k else o in near for k, o in zip(keys, other, strict=True))


def _designed(asked: Asked, full: Sequence[Full], roles: Roles) -> Asked:
    """A figure of "Venezuela's drones" is one of the only Venezuelan drone of which the case gives that figure."""
    subject = asked.roles.get("subject")
    if subject is None or subject.kind != "owned":
        return asked
    concept, _, country = subject.key.removeprefix("o:").partition("@")
    measure = item_keys(asked.kind, asked.roles)[1]
    found = {
        other.roles["subject"]
        for keys, (_, other) in full
        if keys[1] == measure
        and (s := other.roles.get("subject")) is not None
        and s.kind == "equipment"
        and _is_design(s, concept, country, roles)
    }
    design = next(iter(found)) if len(found) == 1 else None
    return asked if design is None else _with(asked, {"subject": design})


def _is_design(role: Role, concept: str, country: str, roles: Roles) -> bool:
    row = roles.entities.get(role.entity or "")
    kind = str(roles.detail.get(role.entity or "", {}).get("class") or "")
    return row is not None and row["country"] == country and bool(country) and concept in {kind, kind.rpartition("_")[2]}


def _with(asked: Asked, more: Mapping[str, Role | None]) -> Asked:
    found = {**asked.roles, **more}
    item_id = make_id("it", asked.kind, *item_keys(asked.kind, found))
    return replace(asked, item_id=item_id, roles=found, question=word_question(asked.kind, found))
