"""How likely two claims of different documents are to answer one question: a linear model over what they have in common.

Words are compared softly: each word of one claim with the nearest of the other by stem, by the common thing that it names or by
its meaning, each weighing by how few claims have it. The model was fitted on labelled pairs (`bench/meeting.py`).

Source: soft alignment after Zhang et al., BERTScore, ICLR 2020 (arXiv:1904.09675), with vectors of single words.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from headwater.schema.learned_meeting import load_meeting_weights
from headwater.weigh.numbers import is_same_number
from headwater.weigh.roles import Roles
from headwater.weigh.statements import Statement, Statements
from headwater.weigh.times import days_apart, relate

FAINT: Final = 0.25
"""Cosine below which two words have nothing in common: that of unrelated words."""
AKIN: Final = 0.8
"""What a word of the very same meaning counts, against 1 for the same word."""
LEAST: Final = 0.15
"""Least share of either claim's words that stands in the other for the pair to be looked at; chosen for time, by what it loses."""
GENERIC: Final = frozenset({"statement", "other", "assessment", "announcement", "cooperation", "support"})
"""Kinds as which claims of another kind are often read."""
STEPS: Final[Mapping[str, Sequence[float]]] = {
    "soft": (0.2, 0.3, 0.4, 0.5, 0.6),
    "soft_min": (0.2, 0.3, 0.4, 0.5),
    "lead": (0.9, 0.99),
    "documents": (0.12, 0.2, 0.3, 0.4),
    "things": (0.4, 0.6, 0.8),
    "names": (1, 2),
}
"""Measures whose weight may change on the way: each step that is reached is a trait of its own."""
MOST_NAMES: Final = 3
"""Names in common that count; more say no more."""
ROUNDING: Final = 0.05
NEAR_DAYS, FAR_DAYS = 60, 400
PUBLISHED_NEAR = 30
MIN_FIGURE = 3


@dataclass(frozen=True, slots=True)
class Documents:
    """What two documents have to do with each other.

    Attributes:
        kin: Whether both name a person, body or site.
        words: Share of what their claims name and say that they have in common, 0 to 1.
        days: Days between their publication; None where one has no date.
    """

    kin: bool
    words: float
    days: int | None


def relate_documents(a: str, b: str, roles: Roles, words: float) -> Documents:
    """What two documents have to do with each other.

    Args:
        a: Id of one.
        b: Of the other.
        roles: Reader of roles, with the documents of the case.
        words: Share of words that they have in common.
    """
    days = [roles.published.get(d) for d in (a, b)]
    apart = days_apart(days[0], days[1]) if days[0] is not None and days[1] is not None else None
    return Documents(b in roles.kin.get(a, ()), words, apart)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much of each claim of one document stands in each claim of another; float arrays (claims of a, claims of b), 0 to 1.

    Attributes:
        of_a: Share of the weight of a's words that b has.
        of_b: Of b's that a has.
        soft: Their harmonic mean.
        lead: That, over the highest of the row and of the column: 1 where each is the other's nearest.
    """

    of_a: Any
    of_b: Any
    soft: Any
    lead: Any

    def at(self, m: int, n: int) -> tuple[float, float, float, float]:
        """The entries of one pair of claims."""
        return float(self.of_a[m, n]), float(self.of_b[m, n]), float(self.soft[m, n]), float(self.lead[m, n])


def align(statements: Statements, a: Sequence[int], b: Sequence[int]) -> Alignment:
    """Compares the words of all claims of two documents.

    Words of few claims of the case, and of few of the two documents, weigh most: those tell the claims of one story apart.

    Args:
        statements: Of the case.
        a: Claims of one document with words.
        b: Of the other.
    """
    import numpy as np

    words_a, words_b = ([w for i in side for w in statements.all[i].words] for side in (a, b))
    starts_a, starts_b = (_starts([len(statements.all[i].words) for i in side]) for side in (a, b))
    score = np.clip((statements.vectors[words_a] @ statements.vectors[words_b].T - FAINT) * (AKIN / (1 - FAINT)), 0, AKIN)
    stems_a, stems_b = statements.stems[words_a], statements.stems[words_b]
    things_a, things_b = statements.things[words_a], statements.things[words_b]
    alike = (things_a[:, None] == things_b[None, :]) & (things_a[:, None] > 0)
    score[alike | (stems_a[:, None] == stems_b[None, :])] = 1.0
    _, at, counts = np.unique(np.concatenate([stems_a, stems_b]), return_inverse=True, return_counts=True)
    local = np.log1p((len(a) + len(b)) / counts).astype("f4")[at]
    weight_a, weight_b = (
        statements.weights[words_a] * local[: len(words_a)],
        statements.weights[words_b] * local[len(words_a) :],
    )
    of_a = np.add.reduceat(np.maximum.reduceat(score, starts_b, axis=1) * weight_a[:, None], starts_a, axis=0)
    of_b = np.add.reduceat(np.maximum.reduceat(score, starts_a, axis=0) * weight_b[None, :], starts_b, axis=1)
    of_a, of_b = of_a / np.add.reduceat(weight_a, starts_a)[:, None], of_b / np.add.reduceat(weight_b, starts_b)[None, :]
    soft = 2 * of_a * of_b / np.maximum(of_a + of_b, 1e-9)
    best = np.maximum(soft.max(axis=1, keepdims=True), soft.max(axis=0, keepdims=True))
    return Alignment(of_a, of_b, soft, soft / np.maximum(best, 1e-9))


def _starts(sizes: Sequence[int]) -> list[int]:
    found, at = [], 0
    for size in sizes:
        found.append(at)
        at += size
    return found


def screen(
    statements: Statements, a: Sequence[int], b: Sequence[int], near: Alignment, documents: Documents, least: float
) -> Iterator[tuple[int, int]]:
    """Pairs of claims whose chance can reach the least: all that is quickly told is counted, and the best hoped for of the rest.

    Args:
        statements: Of the case.
        a: Claims of one document.
        b: Of the other.
        near: How they align.
        documents: What the documents have to do with each other.
        least: Chance, 0 to 1.

    Returns:
        Places in a and b.
    """
    import numpy as np

    weights = load_meeting_weights()
    told = {"documents": documents.words} | dict.fromkeys(_of_documents(documents), 1.0)
    score = np.full(
        near.soft.shape, weights["always"] + sum(weights.get(n, 0.0) * v for n, v in _stepped(told).items()), dtype="f4"
    )
    for name, measure in (("soft", near.soft), ("soft_min", np.minimum(near.of_a, near.of_b)), ("lead", near.lead)):
        score += weights.get(name, 0.0) * measure
        for step in STEPS[name]:
            if weight := weights.get(f"{name} {step}", 0.0):
                score += weight * (measure >= step)
    for name, holds in _quick(statements, a, b).items():
        score += weights.get(name, 0.0) * holds
    for name, may_hold in _hoped(statements, a, b).items():
        score += max(0.0, weights.get(name, 0.0)) * may_hold
    rest = sum(
        max(0.0, w) * (MOST_NAMES if n == "names" else 1)
        for n, w in weights.items()
        if n not in _TOLD and n.split(" ")[0] not in STEPS.keys() & _TOLD
    )
    is_worth = (score >= math.log(least / (1 - least)) - rest) & (near.of_a >= LEAST) & (near.of_b >= LEAST)
    return zip(*is_worth.nonzero(), strict=True)


def _quick(statements: Statements, a: Sequence[int], b: Sequence[int]) -> dict[str, Any]:
    """Traits of all pairs of claims that are told by comparing numbers: whether each holds."""
    units_a, units_b = statements.units[a][:, None], statements.units[b][None, :]
    both, one = (units_a >= 0) & (units_b >= 0), (units_a >= 0) ^ (units_b >= 0)
    return {
        "same_kind": statements.kinds[a][:, None] == statements.kinds[b][None, :],
        "one_number": one, "no_number": ~both & ~one, "same_unit": both & (units_a == units_b), "other_unit": both & (units_a != units_b),
        "same_stance": statements.stances[a][:, None] == statements.stances[b][None, :],
        "two_languages": statements.languages[a][:, None] != statements.languages[b][None, :],
    }  # fmt: skip


def _hoped(statements: Statements, a: Sequence[int], b: Sequence[int]) -> dict[str, Any]:
    """Traits of all pairs of claims that take longer to tell: whether each can hold."""
    units_a, units_b = statements.units[a][:, None], statements.units[b][None, :]
    best_a, best_b = statements.best[a][:, None], statements.best[b][None, :]
    both, gap = (units_a >= 0) & (units_b >= 0), abs(best_a - best_b)
    near = both & (units_a == units_b) & (gap <= NEARLY * abs(best_a))
    dated, designed = ((statements.has[a][:, None, n] & statements.has[b][None, :, n]) for n in (0, 1))
    return {
        "same_number": near, "same_figure": near, "same_digits": both & (units_a != units_b) & (gap <= 1e-5 * abs(best_a)),
        "opposed": statements.stances[a][:, None] != statements.stances[b][None, :],
        "same_time": dated, "near_time": dated, "same_design": designed,
    }  # fmt: skip


NEARLY: Final = 0.2
"""Numbers further apart than this share are never one."""
_TOLD: Final = frozenset(
    [
        "always", "documents", "kin", "published_near", "published_far", "soft", "soft_min", "lead", "same_kind", "one_number", "no_number", "same_unit",
        "other_unit", "same_number", "same_figure", "same_digits", "same_stance", "opposed", "two_languages", "same_time", "near_time", "same_design",
    ]
)  # fmt: skip
"""Traits that `screen` counts itself."""


def chance(traits: Mapping[str, float]) -> float:
    """Chance that two claims answer one question, 0 to 1.

    Args:
        traits: Of `pair_traits`.
    """
    weights = load_meeting_weights()
    score = weights["always"] + sum(weights.get(name, 0.0) * value for name, value in traits.items())
    return 1 / (1 + math.exp(-score))


def pair_traits(
    statements: Statements, i: int, j: int, aligned: tuple[float, float, float, float], documents: Documents
) -> dict[str, float]:
    """What speaks for and against two claims answering one question; what is absent counts 0.

    Args:
        statements: Of the case.
        i: Claim of one document.
        j: Of another.
        aligned: Their entries in `Alignment`, in its order.
        documents: What their documents have to do with each other.
    """
    x, y = statements.all[i], statements.all[j]
    of_x, of_y, soft, lead = aligned
    found = {"soft": soft, "soft_min": min(of_x, of_y), "lead": lead}
    found |= _roles(x, y) | _names(x, y, statements) | _numbers(x, y)
    found.update((name, 1.0) for name in _yes(x, y, documents))
    found["documents"] = documents.words
    return _stepped(found)


def _stepped(found: dict[str, float]) -> dict[str, float]:
    """Measures, with a trait for each step that they reach."""
    for name, steps in STEPS.items():
        if value := found.get(name):
            for step in steps:
                if value < step:
                    break
                found[f"{name} {step}"] = 1.0
    return found


_SIDES: Final = tuple((role, f"same_{role}", f"other_{role}") for role in ("subject", "object", "receiver"))


def _roles(x: Statement, y: Statement) -> dict[str, float]:
    found: dict[str, float] = {}
    for role, same, other in _SIDES:
        a, b = x.keys.get(role), y.keys.get(role)
        if a and a == b:
            found[same] = 1.0
        elif a and b and a[0] != "w" and b[0] != "w" and a not in y.keys.values() and b not in x.keys.values():
            found[other] = 1.0
    return found


def _names(x: Statement, y: Statement, statements: Statements) -> dict[str, float]:
    found: dict[str, float] = {"names": min(MOST_NAMES, len(x.names & y.names))}
    if x.countries and y.countries and x.countries.isdisjoint(y.countries):
        found["other_countries"] = 1.0
    if x.designs and y.designs:
        found["other_design" if x.designs.isdisjoint(y.designs) else "same_design"] = 1.0
    if x.concepts and y.concepts:
        weights = statements.concept_weights
        if both := x.concepts & y.concepts:
            total = sum(weights[c] for s in (x, y) for c in s.concepts)
            found["things"] = 2 * sum(weights[c] for c in both) / total
        else:
            found["other_things"] = 1.0
    return found


def _numbers(x: Statement, y: Statement) -> dict[str, float]:
    a, b = x.number, y.number
    if a is None or b is None:
        return {"no_number": 1.0} if a is b else {"one_number": 1.0}
    if a.unit != b.unit:
        is_same = abs(a.best) > MIN_FIGURE and math.isclose(a.best, b.best, rel_tol=1e-6)
        return {"other_unit": 1.0, "same_digits": float(is_same)}
    found = {"same_unit": 1.0, "same_number": float(is_same_number(a, b, share=ROUNDING))}
    if x.figure is not None and x.figure == y.figure:
        found["same_figure"] = 1.0
    return found


def _yes(x: Statement, y: Statement, documents: Documents) -> Iterator[str]:
    """Traits that hold or do not."""
    if x.kind == y.kind:
        yield "same_kind"
    n_generic = (x.kind in GENERIC) + (y.kind in GENERIC)
    if n_generic:
        yield "generic" if n_generic == 1 else "both_generic"
    if x.language != y.language:
        yield "two_languages"
    if x.definition and y.definition:
        yield "same_definition" if x.definition == y.definition else "other_definition"
    if x.stance == y.stance:
        yield "same_stance"
    elif {x.stance, y.stance} in ({"yes", "no"}, {"yes", "denied"}):
        yield "opposed"
    if x.when is not None and y.when is not None:
        is_apart = relate(x.when, y.when) == "apart"
        apart = days_apart(x.when, y.when)
        yield "same_time" if not is_apart else "near_time" if apart <= NEAR_DAYS else "other_time"
    yield from _of_documents(documents)


def _of_documents(documents: Documents) -> Iterator[str]:
    """Traits of two documents that hold or do not."""
    if documents.kin:
        yield "kin"
    if documents.days is not None and documents.days <= PUBLISHED_NEAR:
        yield "published_near"
    if documents.days is not None and documents.days > FAR_DAYS:
        yield "published_far"
