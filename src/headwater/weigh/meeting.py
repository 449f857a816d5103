"""Claims whose question is read loosely are put to the one question of the case that agrees with all that they name.

A role may be missing, misread (who gives for who receives), or named at another precision. A loose question is joined to
a fuller one only where nothing that it names is against it, the claim's document is about what is added, and no other
question fits as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headwater.model.ids import make_id
from headwater.weigh.asked import Asked, item_keys
from headwater.weigh.counted import counted_thing
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.role import Role
from headwater.weigh.roles import Roles
from headwater.weigh.wording import word_question

Row = Mapping[str, Any]
Keys = tuple[str, ...]
JOINED = frozenset({"transfer", "production", "deployment", "development", "training", "agreement", "cooperation", "use"})
"""Kinds whose loose questions are joined."""
PAIRS = frozenset({"training", "agreement", "cooperation"})
"""Kinds between two states, whose sides are easily taken for each other where only one of them is named."""
DOMINANT = 2
"""A question fits best where it has so many times the documents of the next one."""


@dataclass(frozen=True, slots=True)
class Full:
    """A question that names all its roles, with the documents that ask it."""

    keys: Keys
    asked: Asked
    documents: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """Keys of the countries in it."""
        return frozenset(k for k in self.keys if k.startswith("c:"))


def meet(claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> dict[str, Asked]:
    """What each claim asks, loose questions joined to the fuller one that fits best.

    Args:
        claims: Rows of `claims`.
        asked: What each of them asks, by claim_id.
        roles: Reader of roles, with the documents of the case.
    """
    full = full_questions(claims, asked)
    found = dict(asked)
    for claim in claims:
        own = asked.get(claim["claim_id"])
        if own is None or own.kind not in JOINED:
            continue
        best = _best(claim, own, full[own.kind], roles)
        if best is not None:
            found[claim["claim_id"]] = join(own, best.asked)
    return found


def full_questions(claims: Sequence[Row], asked: Mapping[str, Asked]) -> dict[str, list[Full]]:
    """Questions of each kind that name all their roles, in the order of their keys."""
    documents: dict[tuple[str, Keys], set[str]] = defaultdict(set)
    first: dict[tuple[str, Keys], Asked] = {}
    for claim in claims:
        if (a := asked.get(claim["claim_id"])) is not None and all(keys := item_keys(a.kind, a.roles)):
            documents[a.kind, keys].add(claim["doc_id"])
            first.setdefault((a.kind, keys), a)
    found: dict[str, list[Full]] = defaultdict(list)
    for (kind, keys), docs in sorted(documents.items()):
        found[kind].append(Full(keys, first[kind, keys], frozenset(docs)))
    return found


def join(own: Asked, other: Asked) -> Asked:
    """A question with the roles of a fuller one, and what the claim itself names more narrowly."""
    roles = {**own.roles, **{r: _narrowed(other.roles.get(r), own) for r in QUESTIONS[other.kind].roles}}
    item_id = make_id("it", other.kind, *item_keys(other.kind, roles))
    return Asked(item_id, other.kind, word_question(other.kind, roles), roles)


def _narrowed(role: Role | None, own: Asked) -> Role | None:
    if role is None:
        return None
    mine = next((r for r in own.roles.values() if r is not None and r.key == role.key), None)
    return replace(role, narrower=mine.narrower if mine is not None else None)


def _best(claim: Row, own: Asked, full: Sequence[Full], roles: Roles) -> Full | None:
    """The question that fits best, by its documents, of the surest tier that has one; None where two of it fit as well."""
    tiers: dict[int, list[Full]] = defaultdict(list)
    for tier, other in _fitting(claim, own, full, roles):
        tiers[tier].append(other)
    if not tiers:
        return None
    fitting = sorted(tiers[min(tiers)], key=lambda f: (-len(f.documents), f.keys))
    is_open = len(fitting) > 1 and len(fitting[0].documents) < DOMINANT * len(fitting[1].documents)
    return None if is_open else fitting[0]


def _fitting(claim: Row, own: Asked, full: Sequence[Full], roles: Roles) -> Iterator[tuple[int, Full]]:
    """Questions that agree with all that a claim names, surest tier first.

    The tiers: the claim's document is about all that is added; it shares a person, body or site with a document that asks the
    question; or no other question of the case agrees.
    """
    keys, is_pair = item_keys(own.kind, own.roles), own.kind in PAIRS
    near = {f"c:{x}" for x in roles.countries.get(claim["doc_id"], ())}
    kin = roles.kin.get(claim["doc_id"], frozenset())
    sides = {k for k in (keys if is_pair else keys[:-1]) if k}
    object_key = "" if is_pair else keys[-1] or _meant_key(claim, roles)
    for other in full:
        if other.keys == keys or not sides <= set(other.keys) or object_key not in {"", other.keys[-1]}:
            continue
        if all(keys) and not _is_swapped(own, keys, other, full):
            continue
        added = other.parties - sides
        if added <= near and (sides or added):
            yield 0, other
        elif sides and kin & other.documents:
            yield 1, other
        elif sides and _is_only(other, full, sides, object_key):
            yield 2, other


def _is_swapped(own: Asked, keys: Keys, other: Full, full: Sequence[Full]) -> bool:
    """Whether a question only has giver and receiver, or the two sides, the other way round, and many more documents have that."""
    if own.kind != "transfer" and own.kind not in PAIRS:
        return False
    mine = next((f for f in full if f.keys == keys), None)
    size = len(mine.documents) if mine is not None else 0
    return sorted(keys) == sorted(other.keys) and len(other.documents) >= DOMINANT * size


def _is_only(other: Full, full: Sequence[Full], known: set[str], object_key: str) -> bool:
    """Whether no other question of the case has these countries and this object."""
    return [f for f in full if known <= f.parties and object_key in {"", f.keys[-1]}] == [other]


def _meant_key(claim: Row, roles: Roles) -> str:
    """Key of what a claim that leaves its object open can mean, by its number or its document; "-" where nothing says."""
    thing = counted_thing(claim, roles) if claim["quantity_best"] is not None else roles.meant.thing(claim)
    return f"o:{thing.concept}" if thing is not None else "-"
