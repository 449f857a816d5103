"""Places from end to end: was the name found, and is it put where it is.

Source of 161 km (100 miles): Leidner 2007, Toponym resolution in text; Gritta et al. 2020, A pragmatic guide to
geoparsing evaluation, Language Resources and Evaluation 54. Deviation: accuracy is over all gold toponyms with a point,
so a name that was not found counts as wrong.
"""

import statistics
from collections.abc import Sequence

import numpy as np

from headwater.evaluate.measures import Metrics, Row, distance_km, group_rows, ratio_of, resampled_interval, shared_chars

NEAR_KM = 161
_KINDS = frozenset({"place", "country", "site"})


def score_places(gold: Sequence[Row], mentions: Sequence[Row], *, seed: int) -> Metrics:
    """Score mentions of places against gold toponyms.

    Args:
        gold: One row for each document: doc_id (its external id) and `toponyms` with start, end, lat, lon.
        mentions: Rows of `mentions`.
        seed: Seed of the intervals.

    Returns:
        `recognition` (p, r, f1 of overlap), `acc161_all`, `acc161_resolved`, `median_km`, `interval_90` of recognition F1
        and acc161_all.
    """
    found = group_rows([m for m in mentions if m["kind"] in _KINDS], "external_id")
    counts: list[tuple[float, ...]] = []
    distances: list[float] = []
    for doc in gold:
        far = _distances(doc["toponyms"], found.get(doc["doc_id"], []))
        distances += far
        counts.append(_count(doc["toponyms"], found.get(doc["doc_id"], []), far))
    n_gold, n_predicted, hits, hit_predicted, with_point, near = [sum(c) for c in zip(*counts, strict=True)] or [0] * 6
    p, r = hit_predicted / max(1, n_predicted), hits / max(1, n_gold)
    rng = np.random.default_rng(seed)
    return {
        "gold": n_gold,
        "predicted": n_predicted,
        "recognition": {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0},
        "acc161_all": round(near / max(1, with_point), 3),
        "acc161_resolved": round(near / max(1, len(distances)), 3),
        "median_km": round(statistics.median(distances), 1) if distances else None,
        "interval_90": {
            "recognition": resampled_interval([(c[3], c[1], c[2], c[0]) for c in counts], _recognition_f1, rng=rng),
            "acc161_all": resampled_interval([(c[5], c[4]) for c in counts], ratio_of, rng=rng),
        },
    }


def _recognition_f1(sums: Sequence[float]) -> float:
    hit_predicted, n_predicted, hits, n_gold = sums
    p, r = hit_predicted / max(1, n_predicted), hits / max(1, n_gold)
    return 2 * p * r / (p + r) if p + r else 0.0


def _over(mentions: Sequence[Row], toponym: Row) -> list[Row]:
    return [m for m in mentions if shared_chars((m["start"], m["end"]), (toponym["start"], toponym["end"]))]


def _count(toponyms: Sequence[Row], mentions: Sequence[Row], distances: Sequence[float]) -> tuple[int, ...]:
    """Gold, predicted, gold found, predicted that stand on gold, gold with a point, of those near."""
    hit_predicted = sum(any(shared_chars((m["start"], m["end"]), (t["start"], t["end"])) for t in toponyms) for m in mentions)
    return (
        len(toponyms),
        len(mentions),
        sum(bool(_over(mentions, t)) for t in toponyms),
        hit_predicted,
        sum(t.get("lat") is not None for t in toponyms),
        sum(d <= NEAR_KM for d in distances),
    )


def _distances(toponyms: Sequence[Row], mentions: Sequence[Row]) -> list[float]:
    """Kilometres between each gold point and the first mention over it that has a point."""
    found = []
    for toponym in toponyms:
        placed = [m for m in _over(mentions, toponym) if m.get("lat") is not None]
        if toponym.get("lat") is not None and placed:
            found.append(distance_km(toponym["lat"], toponym["lon"], placed[0]["lat"], placed[0]["lon"]))
    return found
