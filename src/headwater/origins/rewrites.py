"""Uncited rewrites: upstreams by rare names, numbers and words that a document shares with another one."""

from typing import Any

from headwater.origins.case import Case, follows
from headwater.origins.content import Shared
from headwater.origins.days import is_later
from headwater.origins.likeness import Likeness, weigh_likeness
from headwater.origins.neighbours import Held
from headwater.origins.slips import find_slips, shared_slips
from headwater.origins.upstreams import SURE, Upstream, content_relation

NEAR_COPY = 0.8
"""Share of a document's weight in one other document from which even an undated one may be its upstream."""
MAX_COMPARED = 5
"""Neighbours of a document that are compared closely, likest first."""
MIN_CONFIDENCE = 0.05


def add_rewrites(case: Case, upstreams: dict[str, list[Upstream]]) -> None:
    """Upstreams by shared rarities, added to documents; those that name their upstream themselves get them discounted."""
    named = {d: max(us, key=lambda u: (u.confidence, u.doc_id or "", u.name or "")) for d, us in upstreams.items() if us}
    slips = find_slips(case.singles)
    for d in case.singles:
        own = named.get(d.doc_id)
        discount = 0.6 if own is not None and own.confidence >= SURE else 1.0
        neighbours = sorted(case.shared.get(d.doc_id, {}).items(), key=lambda x: (-x[1].score, x[0]))
        for other_id, shared in neighbours[:MAX_COMPARED]:
            other = case.by_id[other_id]
            likeness = weigh_likeness(d, other, shared, shared_slips(d, other, slips))
            confidence = likeness.confidence * discount
            if confidence < MIN_CONFIDENCE:
                continue
            upper = named.get(other_id)
            evidence = _content_evidence(shared, likeness, other)
            if follows(d, other):
                if other.days is None and d.days is not None and shared.containment < NEAR_COPY:
                    continue
                relation = content_relation(d, other, shared)
                upstreams[d.doc_id].append(Upstream(other_id, None, relation, confidence, (evidence,)))
            elif upper is not None and upper.confidence >= SURE and upper.name is not None and discount == 1.0:
                upstreams[d.doc_id].append(_same_upstream(d, other, evidence, upper, confidence))


def _same_upstream(d: Held, other: Held, evidence: dict[str, Any], upper: Upstream, confidence: float) -> Upstream:
    """The upstream that a sibling names; less sure where the sibling came later and may itself have it from here.

    A by-line says whose the very text is, so a twin of that text is theirs too, whoever printed it first.
    """
    is_byline = upper.relation == "copy"
    if is_later(other.days, d.days) and not is_byline:
        confidence *= 0.7
    note = {
        "kind": "byline" if is_byline else "sibling",
        "detail": f"{other.external_id} {'carries the by-line of' if is_byline else 'which is not earlier, credits'} {upper.name}",
        "start": None,
        "end": None,
    }
    return Upstream(None, upper.name, "rewrite", round(confidence, 4), (evidence, note))


def _content_evidence(shared: Shared, likeness: Likeness, other: Held) -> dict[str, Any]:
    words = ", ".join(f[1] for f in shared.features[:14])
    order = "" if shared.order is None else f"; {shared.order:.0%} of them in the same order"
    return {
        "kind": "content",
        "detail": f"shares with {other.external_id}: {words}{order} (score {shared.score:.2f})",
        "start": None,
        "end": None,
        "rows": [row.as_dict() for row in likeness.rows],
    }
