"""Claims whose question is read loosely are put to the one question of the case that agrees with all that they name.

A role may be missing, misread (who gives for who receives), or named at another precision. A loose question is joined to
a fuller one only where nothing that it names is against it, the claim's document is about what is added, and no other
question fits as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from headwater.weigh.asked import Asked, item_keys
from headwater.weigh.counted import COUNTING, counted_thing, is_part
from headwater.weigh.full import Full, FullQuestions, Keys, join
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.roles import Roles
from headwater.weigh.same_figures import same_figures
from headwater.weigh.things import CARRIERS, HARDWARE, head_words, is_nominal, is_vague

Row = Mapping[str, Any]
JOINED = frozenset(
    {"transfer", "production", "deployment", "development", "training", "agreement", "cooperation", "use", "funding"}
)
"""Kinds whose loose questions are joined."""
PAIRS = frozenset({"training", "agreement", "cooperation"})
"""Kinds between two states, whose sides are easily taken for each other where only one of them is named."""
FIGURES = frozenset({"funding", "equipment_spec"})
"""Kinds whose number is money or a measure: one that counts things was read amiss."""
DOMINANT = 2
"""A question fits best where it has so many times the documents of the next one."""


def meet(claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> dict[str, Asked]:
    """What each claim asks, loose questions joined to the fuller one that fits best.

    Args:
        claims: Rows of `claims`.
        asked: What each of them asks, by claim_id.
        roles: Reader of roles, with the documents of the case.
    """
    full = FullQuestions(claims, asked)
    found = dict(asked)
    for claim in claims:
        own = asked.get(claim["claim_id"])
        best = _best(_fitting(claim, own, full, roles)) if own is not None and own.kind in JOINED else None
        if best is None and (own is None or QUESTIONS[own.kind].answer != "number" or own.kind in FIGURES):
            best = _best(_counting(claim, full, roles))
        if best is not None:
            found[claim["claim_id"]] = join(own, best.asked)
    return same_figures(claims, found, roles)


def _best(fitting: Iterator[tuple[int, Full]]) -> Full | None:
    """The question with most documents, of the surest tier that has one; None where two of it fit as well."""
    tiers: dict[int, list[Full]] = defaultdict(list)
    for tier, other in fitting:
        tiers[tier].append(other)
    return _dominant(tiers[min(tiers)]) if tiers else None


def _dominant(fitting: Sequence[Full]) -> Full | None:
    ranked = sorted(fitting, key=lambda f: (-len(f.documents), f.keys))
    is_open = not ranked or (len(ranked) > 1 and len(ranked[0].documents) < DOMINANT * len(ranked[1].documents))
    return None if is_open else ranked[0]


def _counting(claim: Row, full: FullQuestions, roles: Roles) -> Iterator[tuple[int, Full]]:
    """Questions about things that a claim of another kind counts, between states that it or its document names.

    "Six flights of the company to the port prolonged the war" is a view; its number counts what was handed over.
    """
    thing = counted_thing(claim, roles) if claim["quantity_unit"] else None
    if thing is None or thing.concept not in HARDWARE | CARRIERS or is_part(claim):
        return
    named = {f"c:{c}" for r in ("subject", "object", "place") if (c := roles.country_near(claim, r))}
    near = {f"c:{x}" for x in roles.countries.get(claim["doc_id"], ())}
    kin = roles.kin.get(claim["doc_id"], frozenset())
    for kind in sorted(COUNTING):
        for other in full.holding(kind, (f"o:{thing.concept}", *named)):
            if other.parties and other.parties <= near:
                yield 0, other
            elif other.parties and kin & other.documents:
                yield 1, other


def _fitting(claim: Row, own: Asked, full: FullQuestions, roles: Roles) -> Iterator[tuple[int, Full]]:
    """Questions that agree with all that a claim names, surest tier first.

    The tiers: the claim's document is about all that is added; it shares a person, body or site with a document that asks the
    question; or no other question of the case agrees. A question that is whole is only taken for one whose two sides are
    the other way round.
    """
    keys, is_pair = item_keys(own.kind, own.roles), own.kind in PAIRS
    near = {f"c:{x}" for x in roles.countries.get(claim["doc_id"], ())}
    kin = roles.kin.get(claim["doc_id"], frozenset())
    sides = {k for k in (keys if is_pair else keys[:-1]) if k and not _is_weak(k, roles)}
    object_key = "" if is_pair else keys[-1] or _meant_key(claim, roles)
    if all(keys) and not any(k.startswith("w:") for k in keys):
        if (other := _swapped(own, keys, full)) is not None:
            yield 0, other
        return
    agreeing = full.holding(own.kind, filter(None, (*sides, object_key)))
    agreeing = [f for f in agreeing if f.keys != keys and object_key in {"", f.keys[-1], *f.units}]
    for other in agreeing:
        added = other.parties - sides
        if added <= near and (sides or added):
            yield 0, other
        elif sides and kin & other.documents:
            yield 1, other
        elif sides and len(agreeing) == 1:
            yield 2, other


def _swapped(own: Asked, keys: Keys, full: FullQuestions) -> Full | None:
    """The question whose two sides are the other way round, where so many more documents have that."""
    if own.kind not in {"transfer", "training"}:
        return None
    mine, other = full.find(own.kind, keys), full.find(own.kind, (keys[1], keys[0], *keys[2:]))
    is_likelier = other is not None and len(other.documents) >= DOMINANT * (len(mine.documents) if mine is not None else 1)
    return other if is_likelier else None


def _is_weak(key: str, roles: Roles) -> bool:
    """Whether a side is only known by words, or by a person or body of no country: it may stand for any state."""
    row = roles.entities.get(key[2:]) if key.startswith("e:") else None
    return key.startswith("w:") or (row is not None and row["kind"] in {"person", "organisation"} and not row["country"])


def _meant_key(claim: Row, roles: Roles) -> str:
    """Key of what a claim that leaves its object open can mean, by its number or its document; "-" where nothing says."""
    text = claim["object"]
    if text and claim["object_entity"] is None and not (is_vague(text) or is_nominal(text)):
        return "-"  # its words say what it is, though no list has it
    thing = counted_thing(claim, roles) if claim["quantity_best"] is not None else roles.meant.thing(claim)
    if thing is None and claim["quantity_unit"] and claim["quantity_best"] is not None:
        return f"u:{head_words(claim['quantity_unit'])}"  # the word with which others count what they name elsewhere
    return f"o:{thing.concept}" if thing is not None else "-"
