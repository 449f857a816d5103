"""Which claims people rejected, and lists in order of frequency."""

from collections import Counter
from collections.abc import Iterable

import polars as pl


def rejected_claims(judgements: pl.DataFrame) -> frozenset[str]:
    """Claims that a person rejected and neither accepted again nor took the rejection back."""
    undone: set[str] = set()
    rows = list(judgements.sort("seq").iter_rows(named=True))
    for row in reversed(rows):
        if row["action"] == "undo" and str(row["seq"]) not in undone:
            undone.add(str(row["target"]))
    rejected: set[str] = set()
    for row in rows:
        if str(row["seq"]) in undone:
            continue
        if row["action"] == "reject":
            rejected.add(str(row["target"]))
        elif row["action"] == "accept":
            rejected.discard(str(row["target"]))
    return frozenset(rejected)


def most_common(values: Iterable[str]) -> list[str]:
    """Distinct values, most frequent first, then in alphabetical order."""
    return [v for v, _ in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0]))]
