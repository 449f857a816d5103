"""Own lists of sites and areas: their shape, and whether they agree with the files of airfields and towns."""

import json
import math

import pytest

from headwater.resolve.folding import fold_name, has_site_word, key_of, site_key
from headwater.resolve.gazetteer import _own_lists, _read, built_file, open_gazetteer
from shared_data import shared

WITHIN_KM = 5.0
SITES = _read("sites.yaml")["sites"]
AREAS = _read("areas.yaml")["areas"]


@pytest.fixture(scope="module")
def gazetteer():
    if not built_file().is_file():
        pytest.skip("the gazetteer file is not built here")
    return open_gazetteer(built_file())


def km(lat_a, lon_a, lat_b, lon_b):
    a, b = math.radians(lat_a), math.radians(lat_b)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


@pytest.mark.parametrize("row", SITES, ids=lambda r: r["id"])
def test_every_site_has_a_precision_and_a_source(row):
    assert row["source"].strip()
    assert 500 <= row["precision_m"] <= 150_000
    assert -90 <= row["lat"] <= 90
    assert -180 <= row["lon"] <= 180


def airfields(row, gazetteer):
    """Airfields of the file that bear a name of the site, in its country."""
    sql = 'select place.*, rank from name join place on place.id = name.place where key = ? and level = "site"'
    for name in row["names"]:
        folded = fold_name(name)
        for key in {folded, site_key(folded)} if has_site_word(folded) else {folded}:
            for place, _ in gazetteer._rows(sql, key_of(key)) if key else ():
                if place.country == row["country"] and place.feature in {"AIRB", "AIRP"}:
                    yield place


def test_air_bases_agree_with_airfields_of_their_name(gazetteer):
    apart, checked = [], 0
    for row in SITES:
        if row["kind"] not in {"air base", "airport"}:
            continue
        distances = [km(row["lat"], row["lon"], p.lat, p.lon) for p in airfields(row, gazetteer)]
        checked += bool(distances)
        if distances and min(distances) > WITHIN_KM:
            apart.append((row["id"], round(min(distances), 1)))
    assert apart == []
    assert checked >= 80, "so many rows are checked by this"


@pytest.mark.parametrize("row", AREAS, ids=lambda r: r[0][0])
def test_areas_are_of_the_declared_shape(row):
    names, lat, lon, radius_km, kind, *more = row
    assert all(isinstance(n, str) and n.strip() for n in names)
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
    assert 0 < radius_km <= 4000
    assert kind
    assert more in ([], ["minor"])


def test_no_area_and_site_share_a_first_name():
    firsts = {fold_name(r[0][0]) for r in AREAS}
    assert sorted(firsts & {fold_name(r["names"][0]) for r in SITES}) == []


PROBE = [
    ("Parchin", 35.52, 51.77), ("Fordow", 34.88, 51.0), ("Natanz Nuclear Facility", 33.72, 51.73),
    ("Semnan Space Center", 35.23, 53.92), ("Shahroud", 36.2, 55.33), ("Hmeimim", 35.41, 35.95), ("Khmeimim Air Base", 35.41, 35.95),
    ("Sohae", 39.66, 124.71), ("Fuerte Tiuna", 10.44, -66.9), ("La Orchila", 11.8, -66.13), ("El Libertador Air Base", 10.18, -67.56),
    ("Base Aérea El Libertador", 10.18, -67.56), ("Alabuga Special Economic Zone", 55.83, 52.06), ("Saky Air Base", 45.09, 33.6),
    ("La Carlota", 10.49, -66.84), ("Engels Air Base", 51.48, 46.21), ("Al Udeid", 25.12, 51.31), ("Incirlik", 37.0, 35.43),
    ("Puerto Cabello naval base", 10.48, -68.0), ("Amuay refinery", 11.74, -70.2), ("Capitán Manuel Ríos Air Base", 9.37, -66.92),
    ("Guri Dam", 7.77, -63.0), ("Kadena Air Base", 26.36, 127.77), ("T4 Air Base", 34.52, 37.63), ("Plesetsk Cosmodrome", 62.93, 40.57),
    ("Roosevelt Roads", 18.25, -65.64), ("Votkinsk Plant", 57.05, 53.99), ("Cavim arsenal", 10.25, -67.6), ("Diego Garcia", -7.31, 72.41),
    ("Yongbyon Nuclear Scientific Research Center", 39.8, 125.75),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lat", "lon"), PROBE)
def test_sites_named_in_reports_are_within_25_km(gazetteer, name, lat, lon):
    place = gazetteer.find_site(name)[0][0]
    assert km(lat, lon, place.lat, place.lon) <= 25


def test_own_lists_alone_know_seas_and_lakes():
    own = _own_lists(None)
    assert {own.find(n)[0][0].level for n in ("Lake Erie", "the Caribbean", "Mount Fuji", "Dardanelles")} == {"area"}


@pytest.mark.slow
def test_equipment_and_defence_names_keep_their_floors():
    import importlib.util
    from pathlib import Path

    def load(name):
        spec = importlib.util.spec_from_file_location(f"bench_{name}", Path(__file__).parents[2] / "bench" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    equipment = load("equipment")
    records = equipment.read_records()
    labels = [json.loads(line) for line in equipment.GOLD.read_text(encoding="utf-8").splitlines()]
    result = equipment.score([x for x in labels if x["doc"] in records], equipment.find_equipment(records))
    assert {k: result[k] for k, floor in equipment.FLOORS.items() if result[k] < floor} == {}
    re3d = load("re3d")
    texts, gold = re3d.read_set(shared("data/re3d"))
    ours, theirs = (re3d.score(texts, gold, find(texts))["all"]["f1"] for find in (re3d.find_ours, re3d.find_spacy))
    assert ours - theirs >= re3d.FLOOR_GAIN
