"""What every claim of a case asks; roles that a claim leaves open are taken from the one fuller question that fits.

"Bolivia will buy six drones" and "Iran will sell Bolivia twelve drones" answer one question although the first does not
say who sells. A role is filled only with a country that the claim's own document is about, and only where the fuller
questions of the case that fit agree on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from headwater.model.ids import make_id
from headwater.weigh.asked import Asked, ask, item_keys
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.role import Role
from headwater.weigh.roles import Roles
from headwater.weigh.wording import word_question

Row = Mapping[str, Any]
FILLED = frozenset({"transfer", "production", "development", "deployment", "training", "agreement", "cooperation"})
"""Kinds between states, whose open party may be filled."""
DOMINANT = 2
"""A question fits best where it has so many times the documents of the next one."""

Keys = tuple[str, ...]


def ask_claims(claims: Sequence[Row], roles: Roles) -> dict[str, Asked]:
    """What each claim asks, by claim_id; claims that ask nothing are left out.

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
    return {i: _completed(c, a, ordered.get(a.kind, ()), roles) for i, (c, a) in asked.items()}


def _completed(claim: Row, asked: Asked, full: Sequence[tuple[Keys, tuple[set[str], Asked]]], roles: Roles) -> Asked:
    if asked.kind == "equipment_spec":
        return _designed(asked, full, roles)
    keys = item_keys(asked.kind, asked.roles)
    if asked.kind not in FILLED or all(keys) or not any(k and not k.startswith("w:") for k in keys):
        return asked
    near = {f"c:{x}" for x in roles.countries.get(claim["doc_id"], ())}
    fitting = [(len(docs), other) for other_keys, (docs, other) in full if _fits(keys, other_keys, near, asked.kind)]
    fitting.sort(key=lambda x: (-x[0], x[1].item_id))
    if not fitting or (len(fitting) > 1 and fitting[0][0] < DOMINANT * fitting[1][0]):
        return asked
    return _with(asked, {r: v for r, v in fitting[0][1].roles.items() if asked.roles.get(r) is None})


def _fits(keys: Keys, other: Keys, near: set[str], kind: str) -> bool:
    """Whether a full question has all that is known, and adds only countries that the document is about."""
    if QUESTIONS[kind].is_mutual:
        known = [k for k in keys if k]
        return all(k in other for k in known) and all(o in near for o in other if o not in known)
    return all(k == o if k else o in near for k, o in zip(keys, other, strict=True))


def _designed(asked: Asked, full: Sequence[tuple[Keys, tuple[set[str], Asked]]], roles: Roles) -> Asked:
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
