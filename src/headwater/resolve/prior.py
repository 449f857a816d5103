"""How likely a name means a place before its text is read: people, kind of place, kind of name.

Source: the recipe of population prior, containment and context of the geoparsing literature (Leidner 2007, Toponym
resolution in text; Lieberman and Samet 2012, Adaptive context features). Weights are hand-set in units of one decade of
population, and stand here together.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.resolve.gazetteer import Candidate, Place

FEATURE_WEIGHT = {
    "PPLC": 1.5,
    "PPLA": 0.4,
    "PPLX": -1.2,
    "PPLL": -0.8,
    "PPLF": -0.8,
    "STLMT": -0.5,
    "ADM2": -0.9,
    "PRT": -0.5,
    "AIRP": -0.5,
    "region": -1.5,
    "former division": -1.5,
    "island": -1.5,
    "quarter": -1.5,
    "landmark": -0.5,
    "MINOR": -4.0,
}
LEVEL_WEIGHT = {"country": 9.4, "area": 8.4, "site": 5.0, "admin1": 1.8, "admin2": 0.0, "city": 0.0}
RANK_WEIGHT = {0: 0.0, 1: -0.1, 2: -1.0, 3: -0.8, 4: -0.6}
SHORT_RANK_2 = -1.0
"""An alternate name of a place below this population is often a guess of its source."""
SMALL_POPULATION = 50_000
OWN_NAME_ELSEWHERE = -1.2
SEAT_OF_SAME_NAME = -2.5
COUNTRY_OF_SAME_NAME = -4.0
SEAT_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what it is, what it adds (decades of population), and what it looked at."""

    feature: str
    weight: float
    seen: str

    def as_row(self) -> list[object]:
        """The reason as it stands in `mentions.detail`."""
        return [self.feature, round(self.weight, 2), self.seen]


def prior_of(place: Place, rank: int, *, has_own: bool = False, namesake: tuple[str, float] | None = None) -> list[Reason]:
    """Reasons that hold before the text is read.

    Args:
        place: A candidate.
        rank: Rank of the name that found it.
        has_own: Whether another candidate bears the name as its own.
        namesake: A place of the same name that the bare name rather means, and what that takes away.
    """
    reasons = []
    if place.level in {"city", "admin1", "admin2"}:
        reasons.append(Reason("population", math.log10(place.population + 50), f"{place.population:,} inhabitants"))
    if weight := LEVEL_WEIGHT[place.level]:
        reasons.append(Reason("level", weight, place.level))
    if weight := FEATURE_WEIGHT.get(place.feature, 0.0):
        reasons.append(Reason("feature", weight, place.feature))
    name_weight = RANK_WEIGHT[rank]
    if rank == 2 and place.population < SMALL_POPULATION:
        name_weight += SHORT_RANK_2
    if rank == 2 and has_own:
        name_weight += OWN_NAME_ELSEWHERE
    if namesake:
        reasons.append(Reason("namesake", namesake[1], namesake[0]))
    if name_weight:
        kinds = {1: "name in another language", 2: "alternate name", 3: "shortened name", 4: "demonym"}
        reasons.append(Reason("name", name_weight, kinds[rank]))
    return reasons


def priors_of(candidates: Sequence[Candidate]) -> list[list[Reason]]:
    """Prior reasons of each candidate of one name."""
    has_own = any(rank == 0 for _, rank in candidates)
    places = [place for place, rank in candidates if rank < 2]
    return [prior_of(place, rank, has_own=has_own, namesake=_namesake(place, places)) for place, rank in candidates]


def _namesake(place: Place, places: Sequence[Place]) -> tuple[str, float] | None:
    """What bears the same name and is meant rather: a country, not its division; a seat, not the division around it.

    A seat counts where it holds much of the division: "Isfahan" is the town, "Quebec" the province. A capital counts
    wherever it lies in the country: "Washington" is the city.
    """
    if place.level == "country":
        return None
    if any(p.level == "country" and p.country == place.country for p in places):
        return "the country bears the same name", COUNTRY_OF_SAME_NAME
    if place.level == "city":
        return None
    for p in places:
        if p.level == "city" and p.country == place.country:
            holds_much = p.population >= SEAT_SHARE * place.population
            if p.feature == "PPLC" or (place.contains(p) and holds_much):
                return f"the town {p.name} bears the same name", SEAT_OF_SAME_NAME
    return None


EARTH_KM = 6371.0088


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance of two points in kilometres; safe at the poles and across the antimeridian.

    Source: haversine formula, mean Earth radius of the IUGG.
    """
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))
