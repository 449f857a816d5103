"""Who has it from whom: grouping of documents by origin, upstreams found, credits found.

Documents in more than one gold group, and memberships that gold marks uncertain, are left out of the first two.
Source of the first: B-cubed, Bagga and Baldwin 1998, Entity-based cross-document coreferencing using the vector space
model, ACL-COLING. A gold member that is independent is a group of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from headwater.evaluate.measures import Metrics, Row, fold_words, group_rows, resampled_interval, shared_chars

_NAME_STOPS = frozenset(["the", "el", "la", "news", "agency", "newspaper", "portal"])
_NOT_DERIVED = frozenset({"independent", "origin_copy", "unclear"})

Member = Mapping[str, Any]
Upstream = tuple[str | None, str | None]


def score_origins(gold: Mapping[str, Any], derivations: Sequence[Row], citations: Sequence[Row], *, seed: int) -> Metrics:
    """Score derivations and citations against groups of documents that carry one story.

    Args:
        gold: `groups` of `members`: article_id, relation, uncertain, attribution_span, attribution_start, cited_source.
        derivations: Rows of `derivations`; the most confident of each document counts.
        citations: Rows of `citations`.
        seed: Seed of the interval.

    Returns:
        `roots` (B-cubed p, r, f1), `relations` (derived documents with an upstream, independent ones left free),
        `citations` (gold phrases found, cited names right), `interval_90` of the roots' F1.
    """
    membership: dict[str, list[tuple[Any, Member]]] = {}
    for group in gold["groups"]:
        for member in group["members"]:
            membership.setdefault(member["article_id"], []).append((group["group_id"], member))
    sure = {d: ms[0] for d, ms in membership.items() if len(ms) == 1 and not ms[0][1]["uncertain"]}
    wanted = {d: (g, d if m["relation"] == "independent" else None) for d, (g, m) in sure.items()}
    upstream = _upstreams(derivations)
    shares = _root_shares(wanted, {d: _root_of(d, upstream) for d in wanted})
    n = max(1, len(wanted))
    p, r = sum(s[0] for s in shares), sum(s[1] for s in shares)
    rng = np.random.default_rng(seed)
    return {
        "documents": len(wanted),
        "roots": {"p": round(p / n, 3), "r": round(r / n, 3), "f1": round(2 * p * r / (p + r) / n, 3) if p + r else 0.0},
        "relations": _score_relations(sure, wanted, upstream),
        "citations": _score_citations(membership, citations),
        "interval_90": {"roots": resampled_interval([(*s, 1.0) for s in shares], _mean_f1, rng=rng)},
    }


def _mean_f1(sums: Sequence[float]) -> float:
    p, r, n = sums
    return 2 * p * r / (p + r) / n if p + r else 0.0


def _upstreams(derivations: Sequence[Row]) -> dict[str, Upstream]:
    best: dict[str, Row] = {}
    for row in derivations:
        kept = best.get(row["external_id"])
        if kept is None or (row.get("confidence") or 0) > (kept.get("confidence") or 0):
            best[row["external_id"]] = row
    return {d: (row.get("upstream"), row.get("upstream_name")) for d, row in best.items()}


def _root_of(doc: str, upstream: Mapping[str, Upstream]) -> tuple[str, str]:
    """Follow a document upstream to its end; a named upstream that is not held is an end of its own."""
    seen = [doc]
    while doc in upstream:
        above = upstream[doc][0]
        if not above or above in seen:
            break
        doc = above
        seen.append(doc)
    name = upstream.get(doc, (None, None))[1]
    return ("name", " ".join(sorted(_name_words(name)))) if name else ("doc", doc)


def _root_shares(wanted: Mapping[str, object], roots: Mapping[str, object]) -> list[tuple[float, float]]:
    """B-cubed precision and recall of each document."""
    shares = []
    for doc in wanted:
        same_gold = {x for x in wanted if wanted[x] == wanted[doc]}
        same_root = {x for x in wanted if roots[x] == roots[doc]}
        both = len(same_gold & same_root)
        shares.append((both / len(same_root), both / len(same_gold)))
    return shares


def _score_relations(
    sure: Mapping[str, tuple[Any, Member]], wanted: Mapping[str, tuple[Any, str | None]], upstream: Mapping[str, Upstream]
) -> Metrics:
    derived = [d for d, (_, m) in sure.items() if m["relation"] not in _NOT_DERIVED]
    free = [d for d, (_, m) in sure.items() if m["relation"] == "independent"]

    def is_free(doc: str) -> bool:
        above = upstream.get(doc, (None, None))[0]
        return above is None or above not in wanted or wanted[above][0] != wanted[doc][0]

    return {
        "derived_with_upstream": round(sum(d in upstream for d in derived) / max(1, len(derived)), 3),
        "n_derived": len(derived),
        "independent_left_free": round(sum(is_free(d) for d in free) / max(1, len(free)), 3),
        "n_independent": len(free),
    }


def _score_citations(membership: Mapping[str, list[tuple[Any, Member]]], citations: Sequence[Row]) -> Metrics:
    cited = group_rows(citations, "external_id")
    phrases = [(d, m) for d, ms in membership.items() for _, m in ms if m.get("attribution_span")]
    found = named = 0
    for doc, member in phrases:
        span = (member["attribution_start"], member["attribution_start"] + len(member["attribution_span"]))
        hits = [c for c in cited.get(doc, []) if shared_chars(span, (c["start"], c["end"]))]
        found += bool(hits)
        names = [_name_words(x) for x in str(member.get("cited_source") or "").replace(" citing ", ";").split(";")]
        named += any(w and w & _name_words(c.get("cited")) for w in names for c in hits)
    n = max(1, len(phrases))
    each = sum(len(cited.get(d, [])) for d in membership) / max(1, len(membership))
    return {
        "found": round(found / n, 3),
        "named": round(named / n, 3),
        "n": len(phrases),
        "predicted_per_document": round(each, 2),
    }


def _name_words(name: object) -> set[str]:
    return {w for w in fold_words(name).split() if w not in _NAME_STOPS and len(w) > 2}
