"""Overlap of spans, precision and recall, and an interval by resampling documents."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Row = Mapping[str, Any]
Metrics = dict[str, Any]

RESAMPLES = 1000
EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the WGS84 ellipsoid (IUGG)."""


def group_rows(rows: Sequence[Row], key: str) -> dict[Any, list[Row]]:
    """Rows by the value of a column, in the order of the rows."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get(key), []).append(row)
    return groups


def shared_chars(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Code points that two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def jaccard_share(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared code points over covered code points, 0 to 1.

    Example:
        >>> jaccard_share((0, 4), (2, 6))
        0.3333333333333333
    """
    shared = shared_chars(a, b)
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared) if shared else 0.0


def contained_share(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared code points over those of the shorter span, 0 to 1."""
    return shared_chars(a, b) / max(1, min(a[1] - a[0], b[1] - b[0]))


def precision_recall(hits: float, predicted: float, gold: float) -> dict[str, float]:
    """Precision, recall and their harmonic mean, three decimals.

    Example:
        >>> precision_recall(1, 2, 4)
        {'p': 0.5, 'r': 0.25, 'f1': 0.333}
    """
    p = hits / predicted if predicted else 0.0
    r = hits / gold if gold else 0.0
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def fold_words(text: object) -> str:
    """Lower case without accents, only letters a to z, digits and single blanks."""
    decomposed = unicodedata.normalize("NFKD", str(text or ""))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return re.sub(r"[^0-9a-z]+", " ", bare).strip()


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine)."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1, math.sqrt(h)))


def share(xs: Sequence[bool]) -> float | None:
    """Share of true ones, three decimals; None of none."""
    return round(sum(xs) / len(xs), 3) if xs else None


def resampled_interval(
    counts: Sequence[Sequence[float]], measure: Callable[[Sequence[float]], float], *, rng: np.random.Generator
) -> list[float] | None:
    """90 % interval of a measure by resampling documents with replacement.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, percentile interval (chapter 13). Documents are
    resampled and not claims, because claims of one document are alike. With few documents the interval is too narrow.

    Args:
        counts: One row of counts for each document (hits, predicted, gold); their sums are the argument of `measure`.
        measure: Function from summed counts to a number.
        rng: Source of randomness.

    Returns:
        5th and 95th percentile of 1,000 resamples, three decimals; None where there are fewer than two documents.
    """
    table = np.asarray(counts, dtype=float)
    if len(table) < 2:
        return None
    drawn = rng.integers(0, len(table), size=(RESAMPLES, len(table)))
    found = [measure(tuple(float(x) for x in table[d].sum(axis=0))) for d in drawn]
    return [round(float(x), 3) for x in np.percentile(found, [5, 95])]


def f1_of(counts: Sequence[float]) -> float:
    """F1 of (hits, predicted, gold)."""
    hits, predicted, gold = counts
    return 2 * hits / (predicted + gold) if predicted + gold else 0.0


def ratio_of(counts: Sequence[float]) -> float:
    """First count over the second; 0 where the second is 0."""
    return counts[0] / counts[1] if counts[1] else 0.0
