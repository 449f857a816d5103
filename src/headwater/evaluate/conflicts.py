"""Conflicts found, differences explained, and agreements wrongly called conflicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from headwater.evaluate.measures import (
    Metrics,
    Row,
    contained_share,
    group_rows,
    ratio_of,
    resampled_interval,
    share,
    shared_chars,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the case says of one gold pair.

    Attributes:
        is_held: Both sides were read as claims.
        is_together: A claim of each side is about one item.
        verdicts: Verdicts between their values.
        is_same: A claim of each side gives one value.
    """

    is_held: bool
    is_together: bool
    verdicts: frozenset[str]
    is_same: bool


def score_conflicts(gold: Mapping[str, Any], claims: Sequence[Row], conflicts: Sequence[Row], *, seed: int) -> Metrics:
    """Score conflicts against pairs of quotes that contradict or agree.

    Args:
        gold: `contradictions` and `agreements`: pairs of sides `a` and `b` with article_id, start, end; `strength`.
        claims: Rows of `claims`.
        conflicts: Rows of `conflicts`.
        seed: Seed of the intervals.

    Returns:
        Shares: `held`, `together`, `conflicts` (all, hard), `explained` (soft ones with any verdict), `agreements`, `false`
        (agreements called a conflict); None where gold has none; `interval_90` of found and of false conflicts.
    """
    by_doc = group_rows(claims, "external_id")
    verdicts = {frozenset((r["value_a"], r["value_b"])): str(r["verdict"]) for r in conflicts}
    clash = [(p, _look(p, by_doc, verdicts)) for p in gold["contradictions"]]
    agree = [(p, _look(p, by_doc, verdicts)) for p in gold["agreements"]]
    looks = [look for _, look in clash + agree]
    hard = [look for p, look in clash if p.get("strength") == "hard"]
    soft = [look for p, look in clash if p.get("strength") == "soft"]
    found = ["conflict" in look.verdicts for _, look in clash]
    false = ["conflict" in look.verdicts for _, look in agree]
    rng = np.random.default_rng(seed)
    return {
        "contradictions": len(clash),
        "agreements_n": len(agree),
        "held": share([x.is_held for x in looks]),
        "together": share([x.is_together for x in looks]),
        "conflicts": {"all": share(found), "hard": share(["conflict" in x.verdicts for x in hard])},
        "explained": share([bool(x.verdicts) for x in soft]),
        "agreements": share([x.is_same or bool(x.verdicts - {"conflict"}) for _, x in agree]),
        "false": share(false),
        "interval_90": {
            "conflicts": resampled_interval([(float(x), 1.0) for x in found], ratio_of, rng=rng),
            "false": resampled_interval([(float(x), 1.0) for x in false], ratio_of, rng=rng),
        },
    }


def _look(pair: Mapping[str, Any], claims: Mapping[Any, list[Row]], verdicts: Mapping[frozenset[Any], str]) -> Look:
    left, right = _side(pair["a"], claims), _side(pair["b"], claims)
    joint = [(x, y) for x in left for y in right if x.get("item_id") and x.get("item_id") == y.get("item_id")]
    values = [(x["value_id"], y["value_id"]) for x, y in joint]
    said = {verdicts[frozenset(v)] for v in values if v[0] != v[1] and frozenset(v) in verdicts}
    return Look(bool(left and right), bool(joint), frozenset(said), any(a == b for a, b in values))


def _side(side: Mapping[str, Any], claims: Mapping[Any, list[Row]]) -> list[Row]:
    span = (side["start"], side["end"])
    mine = claims.get(side["article_id"], [])
    return [
        c for c in mine if shared_chars(span, (c["start"], c["end"])) and contained_share(span, (c["start"], c["end"])) >= 0.5
    ]
