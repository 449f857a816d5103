"""How often a reading is right: what is plain to see of it, weighed by how often such readings agreed with labels."""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Final

from headwater.extract.analysis import Frame
from headwater.extract.reader import CONTEXT_COST, Reader
from headwater.schema.learned_confidence import load_confidence_weights

STEPS: Final[Mapping[str, Sequence[float]]] = {
    "chance": (0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.97),
    "subject chance": (0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95),
    "object chance": (0.1, 0.25, 0.4, 0.55, 0.7, 0.85),
    "object words": (3, 5),
    "claims": (2, 3, 4, 6),
    "context": (1, 2, 3),
    "tokens": (15, 25, 40),
}
"""Trait with a number -> what is counted as a step; a trait names the highest step that it reaches, `0` below the first."""
_NAMES: Final = {name: [f"{name} {step:g}" for step in (0, *steps)] for name, steps in STEPS.items()}
SEPARATOR: Final = "; "
OUT_OF_FIELD: Final = 0.25
"""`field_cost` of a document that names no arms, no forces, no equipment and no state."""
_SOFT: Final = frozenset({"conditional", "future", "opinion"})
_LEAST: Final = 0.01


def frame_traits(frame: Frame, *, language: str, tokens: int, claims: int) -> list[str]:
    """What a sentence shows of one of its claims.

    Args:
        frame: The claim.
        language: Of the sentence.
        tokens: Of the sentence.
        claims: Of the sentence.
    """
    found = [
        "rule " + frame.rule.split(" + ", 1)[0],
        "kind " + frame.kind,
        "language " + language,
        _step("chance", frame.chance),
        _step("tokens", tokens),
        _step("claims", claims),
    ]
    if frame.modality in _SOFT:
        found.append("soft")
    elif frame.modality == "denied":
        found.append("denied")
    if "attribution" in frame.roles:
        found.append("credited")
    if not frame.is_in_field:
        found.append("out of field")
    return found


def claim_traits(
    reader: Reader,
    frame: Mapping[str, Any],
    claim: Mapping[str, Any],
    by_rules: Mapping[str, Any],
    *,
    cost: float,
    is_empty: bool,
) -> list[str]:
    """What is added once the document has named what the sentence left open.

    Args:
        reader: The document so far.
        frame: Row of the frame.
        claim: Subject and object.
        by_rules: The same before the learned choice of sides.
        cost: `CONTEXT_COST` for each name that the context gave.
        is_empty: Whether the claim names neither who nor what.
    """
    found = [part for part in str(frame["basis"] or "").split(SEPARATOR) if part]
    for role in ("subject", "object"):
        given, answer = frame["roles"].get(role) or {}, claim[role]
        found.append(f"{role} {_found_by(given, answer, by_rules[role])}")
        if answer is not None:
            found.append(f"{role} is {given.get('kind') or 'unsaid'}")
            if ";" in answer:
                found.append(role + " list")
        found.append(_step(role + " chance", reader.side_chances.get(role, -1.0)))
    if claim["object"] is not None:
        found.append(_step("object words", len(str(claim["object"]).split())))
    found.append(_step("context", round(cost / CONTEXT_COST)))
    if is_empty:
        found.append("empty")
    if reader.field_cost:
        found.append("document out of field" if reader.field_cost >= OUT_OF_FIELD else "document of little field")
    return found


def _found_by(given: Mapping[str, Any], answer: str | None, by_rules: str | None) -> str:
    """Where an answer comes from."""
    if answer is None:
        return "none"
    if answer != by_rules:
        return "by model"
    if given.get("needs"):
        return f"needs {given['needs']}"
    if not given.get("text"):
        return "from context"
    return "said" if answer == given["text"] else "said otherwise"


def _step(name: str, value: float) -> str:
    """A trait with a number; a chance below 0 was not asked for."""
    return name + " unknown" if value < 0 else _NAMES[name][bisect_right(STEPS[name], value)]


def confidence_of(traits: Sequence[str]) -> float:
    """Share of such readings whose kind, subject and object agree with a label, 0 to 1.

    Source: logistic regression on claims of labelled notes, each read by models that had not seen its note
    (`bench/learn.py --confidence`).
    """
    weights = load_confidence_weights()
    score = weights["always"]
    for trait in traits:
        weight = weights.get(trait)
        if weight is not None:
            score += weight
    return min(1 - _LEAST, max(_LEAST, round(1 / (1 + math.exp(-score)), 2)))


def frame_confidence(traits: Sequence[str]) -> float:
    """The same of a frame, whose document is not known yet: as if its sides were as sure as they are on average."""
    return confidence_of([*traits, "sides unknown"])


def weigh_traits(basis: str) -> list[tuple[str, float]]:
    """Traits of a claim with the log odds that each adds, the weightiest first, behind the log odds that all claims start from.

    Args:
        basis: Column `basis` of a claim.
    """
    weights = load_confidence_weights()
    known = [(t, weights[t]) for t in basis.split(SEPARATOR) if t in weights]
    return [("always", weights["always"]), *sorted(known, key=lambda x: (-abs(x[1]), x[0]))]
