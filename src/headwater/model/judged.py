"""Which decisions of the log stand."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import polars as pl

_SAID: Final = {"reject": "rejected", "accept": "accepted"}


def standing(judgements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Decisions that no later decision takes back, oldest first, with `detail` read; an undo can be undone itself.

    Args:
        judgements: Rows of the table `judgements`, in any order.

    >>> rows = [{"seq": 1, "action": "reject", "target": "cl-1", "detail": "{}"}, {"seq": 2, "action": "undo", "target": "1", "detail": ""}]
    >>> standing(rows)
    []
    """
    rows = sorted(judgements, key=lambda row: row["seq"])
    undone: set[str] = set()
    kept: list[dict[str, Any]] = []
    for row in reversed(rows):
        if str(row["seq"]) in undone:
            continue
        if row["action"] == "undo":
            undone.add(str(row["target"]).strip())
        else:
            kept.append({**row, "detail": json.loads(row["detail"] or "{}")})
    return kept[::-1]


def judged_claims(judgements: pl.DataFrame) -> dict[str, str]:
    """Claims on which a decision stands: `accepted` or `rejected`, the later of two."""
    return {str(r["target"]).strip(): _SAID[r["action"]] for r in standing(judgements.to_dicts()) if r["action"] in _SAID}


def rejected_claims(judgements: pl.DataFrame) -> frozenset[str]:
    """Claims that a person rejected and neither accepted again nor took the rejection back."""
    return frozenset(claim for claim, said in judged_claims(judgements).items() if said == "rejected")
