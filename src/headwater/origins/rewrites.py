"""Uncited rewrites: upstreams by rare names, numbers and words that a document shares with another one."""

import math
from typing import Any

from headwater.origins.case import Case, follows
from headwater.origins.content import Shared
from headwater.origins.days import gap_days, is_later
from headwater.origins.neighbours import Held
from headwater.origins.upstreams import SURE, Upstream, content_relation

CONTENT_MIDDLE = 0.33
CONTENT_WIDTH = 0.08
"""Logistic from the cosine of shared rarities to confidence: half at the middle."""
MIN_SHARED = 3
NEAR_COPY = 0.8
"""Share of a document's weight in one other document from which even an undated one may be its upstream."""


def add_rewrites(case: Case, upstreams: dict[str, list[Upstream]]) -> None:
    """Upstreams by shared rarities, added to documents; those that name their upstream themselves get them discounted."""
    named = {d: max(us, key=lambda u: (u.confidence, u.doc_id or "", u.name or "")) for d, us in upstreams.items() if us}
    for d in case.singles:
        own = named.get(d.doc_id)
        discount = 0.6 if own is not None and own.confidence >= SURE else 1.0
        for other_id, shared in sorted(case.shared.get(d.doc_id, {}).items(), key=lambda x: (-x[1].score, x[0]))[:5]:
            other = case.by_id[other_id]
            confidence = content_confidence(d, other, shared) * discount
            if confidence < 0.05:
                continue
            upper = named.get(other_id)
            if follows(d, other):
                if other.days is None and d.days is not None and shared.containment < NEAR_COPY:
                    continue
                evidence = _content_evidence(shared, other)
                upstreams[d.doc_id].append(
                    Upstream(other_id, None, content_relation(d, other, shared), confidence, (evidence,))
                )
            elif upper is not None and upper.confidence >= SURE and upper.name is not None and discount == 1.0:
                upstreams[d.doc_id].append(_same_upstream(d, other, shared, upper, confidence))


def _same_upstream(d: Held, other: Held, shared: Shared, upper: Upstream, confidence: float) -> Upstream:
    """The upstream that a sibling names; less sure where the sibling came later and may itself have it from here.

    A by-line says whose the very text is, so a twin of that text is theirs too, whoever printed it first.
    """
    is_byline = upper.relation == "copy"
    if is_later(other.days, d.days) and not is_byline:
        confidence *= 0.7
    evidence = _content_evidence(shared, other)
    note = {
        "kind": "byline" if is_byline else "sibling",
        "detail": f"{other.external_id} {'carries the by-line of' if is_byline else 'which is not earlier, credits'} {upper.name}",
        "start": None,
        "end": None,
    }
    return Upstream(None, upper.name, "rewrite", round(confidence, 4), (evidence, note))


def content_confidence(doc: Held, other: Held, shared: Shared) -> float:
    """Probability-like weight, 0 to 0.84, that two documents with this much in common have one upstream.

    Args:
        doc: One document.
        other: The other.
        shared: What `doc` shares with it.
    """
    if len(shared.features) < MIN_SHARED:
        return 0.0
    odds = (shared.score - CONTENT_MIDDLE) / CONTENT_WIDTH
    gap = gap_days(doc.days, other.days)
    odds += (
        -0.5 if gap is None else 0.8 if gap <= 3 else 0.2 if gap <= 14 else -0.5 if gap <= 60 else -1.5 if gap <= 400 else -3.0
    )
    if shared.order is not None and len(shared.features) >= 6:
        odds += 0.5 if shared.order >= 0.8 else -0.5 if shared.order < 0.5 else 0.0
    return round(0.84 / (1.0 + math.exp(-odds)), 4)


def _content_evidence(shared: Shared, other: Held) -> dict[str, Any]:
    words = ", ".join(f[1] for f in shared.features[:14])
    order = "" if shared.order is None else f"; {shared.order:.0%} of them in the same order"
    return {
        "kind": "content",
        "detail": f"shares with {other.external_id}: {words}{order} (score {shared.score:.2f})",
        "start": None,
        "end": None,
    }
