"""Edges and judgements -> clusters: what machines propose, people decide, and every decision can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.model.judged import standing
from headwater.resolve.score import Edge

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided on two entities.

    Attributes:
        seq: Number of the decision.
        target: Entity id.
        other: The other's.
        verdict: `same` or `different`.
        who: Who decided.
    """

    seq: int
    target: str
    other: str
    verdict: str
    who: str


def read_verdicts(judgements: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """Merges and splits that stand; of two on one pair the later counts."""
    last: dict[tuple[str, str], Verdict] = {}
    for row in standing(judgements):
        other = row["detail"].get("other")
        if row["action"] not in {"merge", "split"} or not other or other == row["target"]:
            continue
        verdict = row["detail"].get("verdict") or (SAME if row["action"] == "merge" else DIFFERENT)
        pair = tuple(sorted((row["target"], other)))
        last[pair[0], pair[1]] = Verdict(row["seq"], row["target"], other, verdict, row["who"])
    return sorted(last.values(), key=lambda v: v.seq)


def join_units(n_units: int, edges: Iterable[Edge], *, apart: Sequence[tuple[int, int]] = ()) -> tuple[list[int], list[Edge]]:
    """Clusters of units by their edges, strongest first, never across a pair that must stay apart.

    Args:
        n_units: Units, numbered from 0.
        edges: Evidence; an edge with a score above 1 is a judgement and comes first.
        apart: Pairs of units that a person called different.

    Returns:
        For each unit the smallest number in its cluster, and the edges that joined something, in the order of use.
    """
    parent = list(range(n_units))
    foes: dict[int, set[int]] = {}
    for a, b in apart:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    used: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (-e.score, e.left, e.right, e.reason)):
        a, b = sorted((root(edge.left), root(edge.right)))
        if a == b or any(root(foe) == b for foe in foes.get(a, ())):
            continue
        parent[b] = a
        foes[a] = foes.get(a, set()) | foes.pop(b, set())
        used.append(edge)
    return [root(n) for n in range(n_units)], used


def members(labels: Sequence[int]) -> dict[int, list[int]]:
    """Label -> its units in order."""
    found: dict[int, list[int]] = {}
    for n, label in enumerate(labels):
        found.setdefault(label, []).append(n)
    return found
