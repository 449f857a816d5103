"""Which claims people rejected, and lists in order of frequency."""

from collections import Counter
from collections.abc import Iterable

import polars as pl


def rejected_claims(judgements: pl.DataFrame) -> frozenset[str]:
    """Claims that a person rejected and neither accepted again nor took the rejection back."""
    return frozenset(claim for claim, said in judged_claims(judgements).items() if said == "rejected")


def judged_claims(judgements: pl.DataFrame) -> dict[str, str]:
    """Claims on which a decision stands: `accepted` or `rejected`, the later of two; an undo can be undone."""
    undone: set[str] = set()
    rows = list(judgements.sort("seq").iter_rows(named=True))
    for row in reversed(rows):
        if row["action"] == "undo" and str(row["seq"]) not in undone:
            undone.add(str(row["target"]))
    words = {"reject": "rejected", "accept": "accepted"}
    return {str(r["target"]): words[r["action"]] for r in rows if r["action"] in words and str(r["seq"]) not in undone}


def most_common(values: Iterable[str]) -> list[str]:
    """Distinct values, most frequent first, then in alphabetical order."""
    return [v for v, _ in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0]))]
