"""Which decisions of the log stand."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


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
