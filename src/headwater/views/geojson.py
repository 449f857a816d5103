"""Places of a case as GeoJSON.

Source: RFC 7946. Positions are longitude, latitude in WGS84 degrees; foreign members carry what has no geometry.
"""

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from headwater.views.map import Place, map_features

_NOTE = (
    "Points of features with is_area true are the middle of a region, not a place where anything happened; precision_m is "
    "the radius in metres that holds the place. unplaced lists what no point is known for."
)


def export_geojson(tables: Mapping[str, pl.DataFrame]) -> str:
    """Every place of the case, one feature each, with the ids of its claims and the origins behind them.

    Args:
        tables: Reads entities, mentions, claims and origins.

    Returns:
        A FeatureCollection whose foreign members `unplaced` and `countries` hold what has no point of its own.
    """
    features = map_features(tables)
    collection = {
        "type": "FeatureCollection",
        "note": _NOTE,
        "features": [_feature(p) for p in features.places],
        "unplaced": [_properties(p) for p in features.unplaced],
        "countries": [
            {"country": c.country, "name": c.name, "n_claims": c.n_claims, "n_places": c.n_places} for c in features.countries
        ],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _feature(place: Place) -> dict[str, Any]:
    # six decimals are 11 cm: no gazetteer is closer, and floats of different machines agree
    position = [round(place.lon or 0.0, 6), round(place.lat or 0.0, 6)]
    return {
        "type": "Feature",
        "id": place.entity_id,
        "geometry": {"type": "Point", "coordinates": position},
        "properties": _properties(place),
    }


def _properties(place: Place) -> dict[str, Any]:
    return {
        "entity_id": place.entity_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "is_area": place.is_area,
        "precision_m": place.precision_m,
        "geonames_id": place.geonames_id,
        "n_mentions": place.n_mentions,
        "n_documents": place.n_documents,
        "n_claims": len(place.claim_ids),
        "n_origins": place.n_origins,
        "claim_ids": list(place.claim_ids),
    }
