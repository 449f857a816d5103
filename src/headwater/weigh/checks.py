"""Checks that arithmetic allows: a rate against a total of the same time, and a stated distance against the globe.

Source: the haversine formula, Sinnott, Virtues of the Haversine, Sky and Telescope 68 (1984), page 159; mean Earth radius
of 6371.0088 km, Moritz, Geodetic Reference System 1980, Journal of Geodesy 74 (2000), doi:10.1007/s001900050278.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.model.text import fold
from headwater.values.edtf import FOREVER
from headwater.weigh.times import read_when

Row = Mapping[str, Any]
EARTH_KM = 6371.0088
FAR_SHARE = 0.15
FAR_KM = 30.0
"""Both must be passed: newspapers round, and a town is no point."""
RATE_FACTOR = 2.0
"""A rate and a total contradict each other from this factor on: output rises and falls."""
MAX_QUOTE = 400

_KM = {
    "km": 1.0,
    "kilometre": 1.0,
    "kilometer": 1.0,
    "kilometro": 1.0,
    "quilometro": 1.0,
    "mile": 1.609344,
    "mi": 1.609344,
    "milla": 1.609344,
}
_DISTANCE = re.compile(
    r"(\d[\d.,]{0,8})[ -]?(km|kilomet(?:re|er|ro)s?|quilometros?|miles?|mi|millas?)\b(?: \([^)]{1,30}\))?[ ](?:\w{4,10} )?(?:of|from|de|al \w{3,6} de) (?:the )?"
)
_RATE = re.compile(
    r"(?<!\bin )(?<!\bfor )(?<!\bthan )(?<!\bwithin )(?<!\bafter )(?<!\bof )\b(?:a|per|each|every|al|por|cada|par) "
    r"(day|week|month|year|dia|semana|mes|ano|jour|semaine|mois|an)\b(?! (?:ago|later|earlier|before|after|antes|despues|atras|mas tarde)\b)"
)
"""A rate, and not "a month ago", "in a year"."""
_DAYS = {
    "day": 1.0,
    "dia": 1.0,
    "jour": 1.0,
    "week": 7.0,
    "semana": 7.0,
    "semaine": 7.0,
    "month": 30.44,
    "mes": 30.44,
    "mois": 30.44,
    "year": 365.25,
    "ano": 365.25,
    "an": 365.25,
}


_PERIODS = {
    "day": ("day", "dia", "jour", "daily", "diario", "diaria", "diarios", "diarias"),
    "week": ("week", "semana", "semaine", "weekly", "semanal", "semanales"),
    "month": ("month", "mes", "mois", "monthly", "mensual", "mensuales"),
    "year": ("year", "ano", "an", "yearly", "annual", "annually", "anual", "anuales"),
}
_PERIOD_OF = {word: period for period, words in _PERIODS.items() for word in words}
_ADJECTIVE = re.compile(
    r"\b("
    + "|".join(w for ws in _PERIODS.values() for w in ws if w.endswith(("ly", "al", "ales", "rio", "ria", "rios", "rias")))
    + r")\b"
)


def period_of(quote: str) -> str | None:
    """Period of which a rate is told: day, week, month or year; None where none is, or several are.

    Example:
        >>> period_of("will build 600 drones a month"), period_of("600 unidades anuales"), period_of("600 came a month ago")
        ('month', 'year', None)
    """
    words = fold(quote[:MAX_QUOTE])
    found = {_PERIOD_OF[m[1]] for pattern in (_RATE, _ADJECTIVE) for m in pattern.finditer(words)}
    return found.pop() if len(found) == 1 else None


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points (latitude, longitude in degrees) along the globe.

    Example:
        >>> round(great_circle_km((10.1834, -67.5573), (25.7932, -80.2906)))
        2193
    """
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def check_distances(claims: Sequence[Row], entities: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """Warnings on claims that put a place at a distance from another one which the globe refutes.

    Args:
        claims: Rows of `claims`.
        entities: Table `entities`: places with coordinates.
    """
    points: dict[str, tuple[float, float, float]] = {}
    names: dict[str, str] = {}
    for e in entities.sort("entity_id").iter_rows(named=True):
        if e["lat"] is not None and e["kind"] in {"place", "site"}:
            points[e["entity_id"]] = (e["lat"], e["lon"], (e["precision_m"] or 0) / 1000)
            names.setdefault(fold(e["name"]), e["entity_id"])
    for claim in claims:
        quote = (claim["quote"] or "")[:MAX_QUOTE]
        here = next((claim[r] for r in ("place_entity", "object_entity", "subject_entity") if claim[r] in points), None)
        found = _DISTANCE.search(fold(quote)) if here else None
        if found is None or here is None:
            continue
        there = _named_after(fold(quote)[found.end() :], names)
        number = _plain(found[1])
        if there is None or there == here or number is None:
            continue
        stated = number * next(f for unit, f in _KM.items() if found[2].startswith(unit))
        a, b = points[here], points[there]
        real = great_circle_km(a[:2], b[:2])
        slack = max(FAR_KM + a[2] + b[2], FAR_SHARE * real)
        if abs(real - stated) > slack:
            reason = f"“{quote}” says {stated:,.0f} km, but along the globe it is {real:,.0f} km."
            evidence = [
                {
                    "claim_id": claim["claim_id"],
                    "external_id": claim["external_id"],
                    "detail": f"great-circle distance {real:.0f} km",
                }
            ]
            yield {
                "kind": "distance",
                "reason": reason,
                "evidence": evidence,
                "item_id": claim["item_id"],
                "value_id": claim["value_id"],
            }


def _named_after(text: str, names: Mapping[str, str]) -> str | None:
    """The place with the longest name that a text begins with."""
    words = re.findall(r"[^\W_]+", text[:60])[:4]
    return next((e for n in range(len(words), 0, -1) if (e := names.get(" ".join(words[:n]))) is not None), None)


def _plain(digits: str) -> float | None:
    text = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits.strip(".,")).replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def check_rates(claims: Sequence[Row]) -> Iterable[dict[str, Any]]:
    """Warnings on a rate and a total of one item for one and the same span of time that do not go together.

    Args:
        claims: Rows of `claims` with items.
    """
    by_item: dict[str, list[tuple[Row, float | None]]] = defaultdict(list)
    for claim in claims:
        if claim["quantity_best"] is not None:
            found = _RATE.search(fold((claim["quote"] or "")[:MAX_QUOTE]))
            by_item[claim["item_id"]].append((claim, _DAYS[found[1]] if found else None))
    for members in by_item.values():
        for rate, days in members:
            for total, other in members:
                if days is None or other is not None or rate["quantity_unit"] != total["quantity_unit"]:
                    continue
                span = read_when(total["time_edtf"])
                if span is None or span.first == 0 or span.last == FOREVER or read_when(rate["time_edtf"]) not in {None, span}:
                    continue
                made = rate["quantity_best"] * span.n_days / days
                if (
                    made > 0 and max(made / total["quantity_best"], total["quantity_best"] / made) >= RATE_FACTOR
                    if total["quantity_best"]
                    else False
                ):
                    reason = f"“{rate['quote']}” makes {made:,.0f} in {total['time_edtf']}, but “{total['quote']}” gives {total['quantity_best']:,.0f}."
                    evidence = [{"claim_id": c["claim_id"], "external_id": c["external_id"]} for c in (rate, total)]
                    yield {"kind": "rate and total", "reason": reason, "evidence": evidence, "item_id": rate["item_id"]}
