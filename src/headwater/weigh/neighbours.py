"""Which documents of a case are compared: those that share most of what they rarely say."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from headwater.weigh.statements import Statements

COMMON: Final = 60
"""A word or name of more documents than this proposes no pair: it would cost time and tell little."""
MOST: Final = 5
"""Documents with which each is compared."""
LEAST: Final = 0.05
"""Least share of weight that two documents have in common."""


def near_documents(statements: Statements) -> dict[tuple[str, str], float]:
    """Pairs of documents to compare, of equal texts only one, with the share of weight that they have in common, 0 to 1.

    Args:
        statements: Of the case.

    Returns:
        (doc_id, doc_id) in order -> Dice coefficient of their words, names and common things, each by how few documents have it.
    """
    features = {d: _features(statements, found) for d, found in statements.members.items()}
    having: dict[str, list[str]] = defaultdict(list)
    for doc, found in sorted(features.items()):
        for feature in found:
            having[feature].append(doc)
    weight = {f: math.log(1 + len(statements.members) / len(docs)) for f, docs in having.items()}
    totals = {d: sum(weight[f] for f in sorted(found)) for d, found in features.items()}
    pairs: dict[tuple[str, str], float] = {}
    for doc, found in sorted(features.items()):
        shared: dict[str, float] = defaultdict(float)
        for feature in sorted(found):
            if len(having[feature]) <= COMMON:
                adds = weight[feature]
                for other in having[feature]:
                    shared[other] += adds
        shared.pop(doc, None)
        scored = sorted((-2 * both / (totals[doc] + totals[other]), other) for other, both in shared.items())
        for score, other in scored[:MOST]:
            if -score >= LEAST:
                pairs[min(doc, other), max(doc, other)] = -score
    return pairs


def _features(statements: Statements, members: Sequence[int]) -> set[str]:
    """Stems, by number, with the names and common things of some statements."""
    stems = statements.stems[[w for i in members for w in statements.all[i].words]]
    found = {f"{stem}" for stem in set(stems.tolist())}
    for i in members:
        found |= statements.all[i].names | statements.all[i].concepts
    return found
