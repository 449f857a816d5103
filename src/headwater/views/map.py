"""Places with what is claimed about them: points where a place is known closely, areas where it is not.

An answer at the level of a country or province is an area and is never drawn as a lone pin: its point is the middle of
a region, not a place where anything happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

AREA_PRECISION_M = 50_000.0
"""A place known no closer than this is an area; the greatest cities reach about 40 km from their point."""

_PLACE_KINDS = ("country", "place", "site")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the case.

    Attributes:
        entity_id: Entity.
        name: Name to show.
        kind: country, place or site.
        country: ISO 3166-1 alpha-2; None where not known.
        lat: Latitude in degrees, WGS84; None where the place is not resolved.
        lon: Longitude in degrees.
        precision_m: Radius in metres that holds it.
        geonames_id: GeoNames id.
        is_area: Whether it is an area and no pin.
        n_mentions: Mentions in the case.
        n_documents: Documents that mention it.
        n_origins: Origins named behind the claims about it, each counted once.
        claim_ids: Claims in which it has a role or whose words name it.
    """

    entity_id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    precision_m: float | None
    geonames_id: int | None
    is_area: bool
    n_mentions: int
    n_documents: int
    n_origins: int
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryCount:
    """How much is claimed about places in a country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        name: Name of its country entity, else the code.
        n_claims: Claims about it or a place in it.
        n_places: Places in it that the case mentions, itself included.
    """

    country: str
    name: str
    n_claims: int
    n_places: int


@dataclass(frozen=True, slots=True)
class MapFeatures:
    """What the map shows.

    Attributes:
        places: Resolved places, most claims first.
        unplaced: Places without a point: listed beside the map, never left out in silence.
        countries: Counts by country, most claims first.
    """

    places: tuple[Place, ...]
    unplaced: tuple[Place, ...]
    countries: tuple[CountryCount, ...]


def map_features(tables: Mapping[str, pl.DataFrame]) -> MapFeatures:
    """Places, areas, countries and what could not be placed.

    Args:
        tables: Reads entities, mentions, claims and origins.

    Returns:
        Features in an order that content alone decides.
    """
    entities = tables["entities"].filter(pl.col("kind").is_in(_PLACE_KINDS))
    links = _claims_by_place(tables, entities)
    origins = _origins_by_claim(tables)
    found: list[Place] = []
    points = _points(tables["mentions"])
    for row in entities.iter_rows(named=True):
        point = (row["lat"], row["lon"], row["precision_m"], row["geonames_id"])
        lat, lon, precision, geonames = point if row["lat"] is not None else points.get(row["entity_id"], point)
        claim_ids = links.get(row["entity_id"], ())
        found.append(
            Place(
                row["entity_id"], row["name"], row["kind"], row["country"], lat, lon, precision, geonames,
                row["kind"] == "country" or (precision or 0.0) > AREA_PRECISION_M,
                row["n_mentions"], row["n_documents"], len({o for c in claim_ids for o in origins.get(c, ())}), claim_ids,
            )
        )  # fmt: skip
    found.sort(key=lambda p: (-len(p.claim_ids), -p.n_mentions, p.name, p.entity_id))
    placed = tuple(p for p in found if p.lat is not None)
    return MapFeatures(placed, tuple(p for p in found if p.lat is None), _countries(found))


def _claims_by_place(tables: Mapping[str, pl.DataFrame], entities: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    claims, ids = tables["claims"], entities.select("entity_id")
    roles = [
        claims.select("claim_id", pl.col(r).alias("entity_id")) for r in ("subject_entity", "object_entity", "place_entity")
    ]
    mentions = tables["mentions"].join(ids, on="entity_id", how="semi").select("doc_id", "entity_id", at="start", to="end")
    inside = (
        claims.select("claim_id", "doc_id", "start", "end")
        .join(mentions, on="doc_id")
        .filter((pl.col("at") >= pl.col("start")) & (pl.col("to") <= pl.col("end")))
        .select("claim_id", "entity_id")
    )
    pairs = pl.concat([*roles, inside]).join(ids, on="entity_id", how="semi").unique().sort("entity_id", "claim_id")
    grouped: dict[str, list[str]] = {}
    for claim_id, entity_id in pairs.iter_rows():
        grouped.setdefault(entity_id, []).append(claim_id)
    return {k: tuple(v) for k, v in grouped.items()}


def _origins_by_claim(tables: Mapping[str, pl.DataFrame]) -> dict[str, list[str]]:
    """Origins behind each claim: those of its value that its document leads back to."""
    origins = tables["origins"].select(
        "value_id", "origin", pl.col("documents").str.json_decode(pl.List(pl.String)).alias("external_id")
    )
    spread = origins.explode("external_id") if origins.height else origins.with_columns(external_id=pl.lit(None, pl.String))
    joined = tables["claims"].select("claim_id", "value_id", "external_id").join(spread, on=["value_id", "external_id"])
    grouped: dict[str, list[str]] = {}
    for claim_id, origin in joined.select("claim_id", "origin").iter_rows():
        grouped.setdefault(claim_id, []).append(origin)
    return grouped


def _points(mentions: pl.DataFrame) -> dict[str, tuple[float, float, float | None, int | None]]:
    placed = mentions.filter(pl.col("lat").is_not_null() & pl.col("entity_id").is_not_null())
    best = placed.sort(["precision_m", "doc_id", "start"], nulls_last=True).unique(
        "entity_id", keep="first", maintain_order=True
    )
    return {
        r[0]: (r[1], r[2], r[3], r[4]) for r in best.select("entity_id", "lat", "lon", "precision_m", "geonames_id").iter_rows()
    }


def _countries(places: list[Place]) -> tuple[CountryCount, ...]:
    claims: dict[str, set[str]] = {}
    members: dict[str, int] = {}
    names: dict[str, str] = {}
    for place in places:
        if place.country:
            claims.setdefault(place.country, set()).update(place.claim_ids)
            members[place.country] = members.get(place.country, 0) + 1
            if place.kind == "country":
                names.setdefault(place.country, place.name)
    counts = [CountryCount(c, names.get(c, c), len(claims[c]), members[c]) for c in claims]
    return tuple(sorted(counts, key=lambda c: (-c.n_claims, c.country)))
