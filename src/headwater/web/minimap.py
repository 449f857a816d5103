"""A small map without script: outlines of countries and the places of one page, as plain SVG shapes."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.views.map import AREA_PRECISION_M
from headwater.web.assets import STATIC
from headwater.web.opened import Row

WIDTH, HEIGHT = 352, 236
_LEAST_SPAN = 16.0
"""Degrees of longitude that a window shows at least: closer, outlines of this scale say nothing."""
_LABELS = 8
_MOST_AREA_M = 400_000.0
Ring = tuple[float, float, float, float, tuple[tuple[float, float], ...]]
"""Bounds (west, south, east, north) and points of one outline, in degrees."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map.

    Attributes:
        entity_id: Entity.
        name: To show.
        x: Middle.
        y: Likewise.
        r: Radius of the dot; 0 for an area.
        ring: Radius that holds the place, where it shows; 0 where it does not.
        label_x: Where its name stands; 0 where there is no room.
        label_y: Likewise.
        anchor: `start` or `end`.
        title: In words.
    """

    entity_id: str
    name: str
    x: float
    y: float
    r: float
    ring: float
    label_x: float
    label_y: float
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class MiniMap:
    """Shapes to draw in a box of `WIDTH` by `HEIGHT`.

    Attributes:
        width: Of the box.
        height: Of the box.
        land: Path of all countries.
        shaded: Path of the countries that claims speak of as a whole.
        spots: Places, most claims first.
    """

    width: int
    height: int
    land: str
    shaded: str
    spots: tuple[Spot, ...]


def draw_map(places: Sequence[Row]) -> MiniMap | None:
    """A map of some places.

    Args:
        places: Rows with entity_id, name, kind, country, lat, lon, precision_m and n, the number of claims.

    Returns:
        None where no place has a point. Countries are shaded, areas are rings, and neither is ever a dot; an area as
        large as a sea or a continent is left out, since any ring for it would be wrong.
    """
    placed = [p for p in places if p["lat"] is not None and p["lon"] is not None]
    dots = [p for p in placed if p["kind"] != "country" and (p["precision_m"] or 0) <= _MOST_AREA_M]
    shown = [p for p in placed if p["kind"] == "country"]
    if not dots and not shown:
        return None
    close = [p for p in dots if (p["precision_m"] or 0) <= AREA_PRECISION_M]
    west, north, scale, squeeze = _window(close or dots or shown, is_wide=not dots)
    shaded = tuple(sorted({p["country"] for p in placed if p["kind"] == "country" and p["country"]}))
    land, shade = _outlines(west, north, scale, squeeze, shaded)
    return MiniMap(WIDTH, HEIGHT, land, shade, _spots(dots, west, north, scale, squeeze))


def _window(places: Sequence[Row], *, is_wide: bool) -> tuple[float, float, float, float]:
    """West and north edge in degrees, pixels for a degree of longitude, and how much taller a degree of latitude is."""
    lons, lats = [p["lon"] for p in places], [p["lat"] for p in places]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = 1 / max(0.35, math.cos(math.radians(middle_lat)))
    least = 50.0 if is_wide else _LEAST_SPAN
    span = max((max(lons) - min(lons)) * 1.35, (max(lats) - min(lats)) * 1.45 * squeeze * WIDTH / HEIGHT, least)
    if span > 300:
        middle_lon, middle_lat, squeeze, span = 0.0, 12.0, 1.0, 360.0
    scale = WIDTH / span
    # Rounded, so that neighbouring pages share one drawing of the outlines.
    west = round(middle_lon - span / 2, 1)
    north = round(middle_lat + HEIGHT / 2 / (scale * squeeze), 1)
    return west, north, round(scale, 3), round(squeeze, 3)


@lru_cache(maxsize=128)
def _outlines(west: float, north: float, scale: float, squeeze: float, shaded: tuple[str, ...]) -> tuple[str, str]:
    east, south = west + WIDTH / scale, north - HEIGHT / (scale * squeeze)
    land, shade = [], []
    for iso, rings in load_outlines():
        for ring_west, ring_south, ring_east, ring_north, points in rings:
            if ring_east < west or ring_west > east or ring_north < south or ring_south > north:
                continue
            path = _path(points, west, north, scale, squeeze)
            if path:
                land.append(path)
                if iso in shaded:
                    shade.append(path)
    return "".join(land), "".join(shade)


def _path(points: Sequence[tuple[float, float]], west: float, north: float, scale: float, squeeze: float) -> str:
    """A ring as an SVG path; points closer than a pixel, and detail outside the box, are left out."""
    kept: list[str] = []
    last_x = last_y = -1e9
    for lon, lat in points:
        x = min(max((lon - west) * scale, -20.0), WIDTH + 20.0)
        y = min(max((north - lat) * scale * squeeze, -20.0), HEIGHT + 20.0)
        if abs(x - last_x) + abs(y - last_y) >= 1.0:
            kept.append(f"{x:.1f} {y:.1f}")
            last_x, last_y = x, y
    return f"M{'L'.join(kept)}Z" if len(kept) > 2 else ""


@lru_cache(maxsize=1)
def load_outlines() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Outlines of countries by ISO code, from the built front end; nothing where that was not built."""
    try:
        name = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))["generated/countries.json"]["file"]
        features = json.loads((STATIC / name).read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError):
        return ()
    found = []
    for feature in features:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = []
        for ring in (r for part in parts for r in part):
            lons, lats = [p[0] for p in ring], [p[1] for p in ring]
            rings.append((min(lons), min(lats), max(lons), max(lats), tuple((p[0], p[1]) for p in ring)))
        found.append((str(feature["properties"].get("iso") or ""), tuple(rings)))
    return tuple(found)


def _spots(places: Sequence[Row], west: float, north: float, scale: float, squeeze: float) -> tuple[Spot, ...]:
    boxes: list[tuple[float, float, float, float]] = []
    spots = []
    for place in places:
        x, y = round((place["lon"] - west) * scale, 1), round((north - place["lat"]) * scale * squeeze, 1)
        ring = (place["precision_m"] or 0.0) / 111_320 * scale * squeeze
        label = _label(place["name"], x, y, boxes) if len(boxes) < _LABELS else (0.0, 0.0, "start")
        n = place["n"]
        is_area = (place["precision_m"] or 0) > AREA_PRECISION_M
        title = f"{place['name']}: {n} claim{'' if n == 1 else 's'}"
        spots.append(
            Spot(
                place["entity_id"], place["name"], x, y, 0.0 if is_area else round(min(7.0, 2.6 + 0.6 * n**0.5), 1),
                round(max(ring, 5.0), 1) if is_area or ring > 6 else 0.0, *label, title,
            )
        )  # fmt: skip
    return tuple(spots)


def _label(name: str, x: float, y: float, boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, str]:
    """A free spot beside the dot for its name, and it is then taken; 0, 0 where there is none."""
    wide = 5.6 * min(len(name), 28)
    for anchor, left in (("start", x + 8), ("end", x - 8 - wide)):
        for down in (4.0, -6.0, 14.0):
            box = (left, y + down - 10, left + wide, y + down + 2)
            inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 0 and box[3] <= HEIGHT
            if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes):
                boxes.append(box)
                return round(x + 8 if anchor == "start" else x - 8, 1), round(y + down, 1), anchor
    return 0.0, 0.0, "start"
