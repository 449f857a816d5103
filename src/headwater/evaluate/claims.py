"""How many claims were found, of the right kind and with the right fields.

A claim matches a gold claim of its document where their spans share at least half of the code points of both together,
or where one holds 80 % of the other and they share a quarter; one to one, the best first, the right kind preferred.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from headwater.evaluate.measures import (
    Metrics,
    Row,
    contained_share,
    f1_of,
    fold_words,
    group_rows,
    jaccard_share,
    precision_recall,
    resampled_interval,
    shared_chars,
)

Pair = tuple[Row, Row]

_DETERMINERS = frozenset(["the", "a", "an", "of", "its", "el", "la", "los", "las", "de", "del", "un", "una"])
_KIND_BONUS = 0.3


def score_claims(gold: Sequence[Row], claims: Sequence[Row], *, seed: int) -> Metrics:
    """Score claims against gold.

    Args:
        gold: Rows with article_id, claim_id, start, end, type, subject, object, place, time, quantity, attribution,
            attribution_start, modality.
        claims: Rows of `claims`; only documents that gold covers count.
        seed: Seed of the intervals.

    Returns:
        `span` (any kind), `typed` (kind right), `core` (kind, subject and object right), `whole` (every field right), each
        with p, r, f1; `fields`: how often each is right in matched claims; `filled`: of time, quantity and attribution where
        there is one; `interval_90` of the four F1s by resampling documents.
    """
    by_doc, found = group_rows(gold, "article_id"), group_rows(claims, "external_id")
    levels: dict[str, list[tuple[float, float, float]]] = {"span": [], "typed": [], "core": [], "whole": []}
    pairs: list[Pair] = []
    for doc, rows in by_doc.items():
        mine = found.get(doc, [])
        matched = match_claims(rows, mine)
        pairs += matched
        for level, hits in _hits(matched).items():
            levels[level].append((hits, len(mine), len(rows)))
    totals = {level: [sum(c) for c in zip(*counts, strict=True)] or [0, 0, 0] for level, counts in levels.items()}
    right = [_right_fields(g, p) for g, p in pairs]
    rng = np.random.default_rng(seed)
    return {
        "documents": len(by_doc),
        "gold": totals["span"][2],
        "predicted": totals["span"][1],
        **{level: precision_recall(*counts) for level, counts in totals.items()},
        "fields": {k: round(sum(r[k] for r in right) / len(right), 3) for k in right[0]} if right else {},
        "filled": _filled(pairs, right),
        "interval_90": {level: resampled_interval(counts, f1_of, rng=rng) for level, counts in levels.items()},
    }


def match_claims(gold: Sequence[Row], predicted: Sequence[Row]) -> list[Pair]:
    """Best one-to-one pairs of gold and predicted claims of one document."""
    candidates = []
    for g in gold:
        for p in predicted:
            a, b = (g["start"], g["end"]), (p["start"], p["end"])
            score = jaccard_share(a, b)
            if score >= 0.5 or (score >= 0.25 and contained_share(a, b) >= 0.8):
                bonus = _KIND_BONUS if g["type"] == p["kind"] else 0
                candidates.append((score + bonus, str(g["claim_id"]), str(p["claim_id"]), g, p))
    taken: set[tuple[str, str]] = set()
    pairs: list[Pair] = []
    for _, gold_id, claim_id, g, p in sorted(candidates, key=lambda x: (-x[0], x[1], x[2])):
        if ("gold", gold_id) not in taken and ("claim", claim_id) not in taken:
            taken |= {("gold", gold_id), ("claim", claim_id)}
            pairs.append((g, p))
    return pairs


def _hits(pairs: Sequence[Pair]) -> dict[str, int]:
    typed = [(g, p, _right_fields(g, p)) for g, p in pairs if g["type"] == p["kind"]]
    return {
        "span": len(pairs),
        "typed": len(typed),
        "core": sum(r["subject"] and r["object"] for _, _, r in typed),
        "whole": sum(all(r.values()) for _, _, r in typed),
    }


def _right_fields(g: Row, p: Row) -> dict[str, bool]:
    time = (g.get("time") or {}).get("edtf")
    return {
        "subject": same_words(g.get("subject"), p.get("subject")),
        "object": same_words(g.get("object"), p.get("object")),
        "place": same_words(g.get("place"), p.get("place")),
        "time": (time or None) == (p.get("time_edtf") or None),
        "quantity": _same_quantity((g.get("quantity") or {}).get("value"), p),
        "attribution": _same_attribution(g, p),
        "modality": g.get("modality") == p.get("modality"),
    }


def same_words(gold: object, predicted: object) -> bool:
    """Both empty, or they share a word that is no article."""
    g, p = set(fold_words(gold).split()), set(fold_words(predicted).split())
    return (not g and not p) or bool((g - _DETERMINERS) & (p - _DETERMINERS))


def _same_quantity(gold: object, p: Row) -> bool:
    wanted, best = _number(gold), _number(p.get("quantity_best"))
    if wanted is not None and best is not None:
        return abs(wanted - best) <= 1e-9 * abs(wanted)
    if gold is None:
        return p.get("quantity_best") is None
    return bool(p.get("quantity_text")) and fold_words(gold) in fold_words(p["quantity_text"])


def _number(value: Any) -> float | None:
    """A number, also one that gold writes as a string; None for words such as "billions"."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _same_attribution(g: Row, p: Row) -> bool:
    words = g.get("attribution")
    if not words:
        return not p.get("attribution")
    start = p.get("attribution_start")
    if not p.get("attribution") or start is None:
        return False
    gold_span = (g["attribution_start"], g["attribution_start"] + len(words))
    return shared_chars(gold_span, (start, start + len(p["attribution"]))) > 0


def _filled(pairs: Sequence[Pair], right: Sequence[dict[str, bool]]) -> dict[str, dict[str, float]]:
    has_gold = {
        "time": lambda g: bool((g.get("time") or {}).get("edtf")),
        "quantity": lambda g: bool(g.get("quantity")),
        "attribution": lambda g: bool(g.get("attribution")),
    }
    has_claim = {
        "time": lambda p: bool(p.get("time_edtf")),
        "quantity": lambda p: p.get("quantity_best") is not None or bool(p.get("quantity_text")),
        "attribution": lambda p: bool(p.get("attribution")),
    }
    return {
        name: precision_recall(
            sum(r[name] for (g, _), r in zip(pairs, right, strict=True) if has_gold[name](g)),
            sum(has_claim[name](p) for _, p in pairs),
            sum(has_gold[name](g) for g, _ in pairs),
        )
        for name in has_gold
    }
