"""Sentences that one report has from another: their claims answer one question, however each of them was read.

Two claims of related documents are one statement retold where the words, names, things and numbers of the one are mostly
those of the other. Words are cut to stems and things are named by their concept, so that cognates and translations of
common nouns meet; each feature weighs by how few claims have it.

Source: Sparck Jones, A statistical interpretation of term specificity, J. Documentation 28 (1972), doi:10.1108/eb026526;
the coefficient is that of Dice, Measures of the amount of ecologic association between species, Ecology 26 (1945), doi:10.2307/1932409.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from headwater.model.text import fold
from headwater.schema.concepts import find_concept
from headwater.weigh.asked import Asked
from headwater.weigh.full import asking_documents, fullness, settle
from headwater.weigh.roles import Roles
from headwater.weigh.same_figures import figure_of, is_related

Row = Mapping[str, Any]
_WORD = re.compile(r"[^\W\d_]{4,40}|\d+(?:[.,]\d+)*")
STEM = 5
LEAST = 0.4
"""Least share of weight that two statements have in common; chosen by reading what it joined, not fitted."""
MIN_SHARED = 3
"""Fewest features in common."""
COMMON = 60
"""A feature of more claims than this proposes no pair: it would cost time and tell little."""


def retold(claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> dict[str, Asked]:
    """What each claim asks; one whose question no other document asks is put to that of the statement that it retells.

    Args:
        claims: Rows of `claims`.
        asked: What each of them asks, by claim_id.
        roles: Reader of roles, with the documents of the case.
    """
    features = [features_of(c) for c in claims]
    having: dict[str, list[int]] = defaultdict(list)
    for n, found in enumerate(features):
        for feature in found:
            having[feature].append(n)
    weight = {f: math.log(1 + len(claims) / len(ns)) for f, ns in having.items()}
    documents = asking_documents(claims, asked)
    moves: dict[str, Asked] = {}
    for n, claim in enumerate(claims):
        own = asked.get(claim["claim_id"])
        if own is not None and len(documents[own.item_id]) > 1:
            continue
        near = _similar(n, claims, features, having, weight)
        targets = (
            question
            for m in near
            if (question := asked.get(claims[m]["claim_id"])) is not None
            and (own is None or question.item_id != own.item_id)
            and is_related(claim, claims[m], roles)
            and not _counts_another(claim, claims[m], roles)
        )
        best = next(targets, None)
        if best is not None and (own is None or _rank(own, documents) < _rank(best, documents)):
            moves[claim["claim_id"]] = best
    return settle(asked, moves)


def features_of(claim: Row) -> frozenset[str]:
    """Stems of the words, numbers, entities and concepts of a claim.

    Args:
        claim: Row of `claims`.
    """
    found = {fold(w)[:STEM] for w in _WORD.findall(claim["quote"] or "")}
    found |= {str(e) for r in ("subject", "object", "place") if (e := claim[f"{r}_entity"])}
    found |= {f"o:{c.id}" for r in ("subject", "object") if claim[r] and (c := find_concept(claim[r])) is not None}
    if claim["quantity_best"] is not None:
        found.add(f"n:{claim['quantity_best']:.10g}")
    return frozenset(found)


def _similar(
    n: int,
    claims: Sequence[Row],
    features: Sequence[frozenset[str]],
    having: Mapping[str, Sequence[int]],
    weight: Mapping[str, float],
) -> Iterator[int]:
    """Claims of other documents that share most of their weight with one, most alike first."""
    shared: Counter[int] = Counter()
    for feature in features[n]:
        if len(having[feature]) <= COMMON:
            shared.update(m for m in having[feature] if claims[m]["doc_id"] != claims[n]["doc_id"])
    own = sum(weight[f] for f in features[n])
    scored = []
    for m, count in shared.items():
        if count >= MIN_SHARED:
            both = sum(weight[f] for f in features[n] & features[m])
            score = 2 * both / (own + sum(weight[f] for f in features[m]))
            if score >= LEAST:
                scored.append((-score, claims[m]["claim_id"], m))
    return (m for _, _, m in sorted(scored))


def _counts_another(a: Row, b: Row, roles: Roles) -> bool:
    """Whether two claims give numbers of different things: "on twelve flights", "twelve drones"."""
    mine, other = figure_of(a, roles), figure_of(b, roles)
    return mine is not None and other is not None and mine[0] != other[0]


def _rank(asked: Asked, documents: Mapping[str, set[str]]) -> tuple[int, int, str]:
    """Questions that more documents ask, then those that name more, come first."""
    return len(documents[asked.item_id]), fullness(asked), asked.item_id
