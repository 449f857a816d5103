"""Which claims people rejected, and lists in order of frequency."""

from collections import Counter
from collections.abc import Iterable

import polars as pl

from headwater.model.judged import standing


def rejected_claims(judgements: pl.DataFrame) -> frozenset[str]:
    """Claims that a person rejected and neither accepted again nor took the rejection back."""
    return frozenset(claim for claim, said in judged_claims(judgements).items() if said == "rejected")


def judged_claims(judgements: pl.DataFrame) -> dict[str, str]:
    """Claims on which a decision stands: `accepted` or `rejected`, the later of two; an undo can be undone."""
    words = {"reject": "rejected", "accept": "accepted"}
    return {str(r["target"]): words[r["action"]] for r in standing(judgements.to_dicts()) if r["action"] in words}


def most_common(values: Iterable[str]) -> list[str]:
    """Distinct values, most frequent first, then in alphabetical order."""
    return [v for v, _ in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0]))]
