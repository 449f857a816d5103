"""Exports: safe cells, places as RFC 7946 has them, entities that FollowTheMoney takes as they are; timeline and map."""

import csv
import io
import json
import zipfile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_factory import entity_id_of, make_many_tables, make_tables
from golden_file import check_golden
from headwater.errors import InputError
from headwater.model.tables import PUBLIC
from headwater.views.export import EXPORTS, export_csv, write_export
from headwater.views.links import link_address
from headwater.views.map import map_features
from headwater.views.timeline import timeline_rows


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=5))
def test_csv_round_trip_without_formulas(texts):
    frame = pl.DataFrame({"a": texts, "n": [-1.5] * len(texts)})
    rows = list(csv.reader(io.StringIO(export_csv(frame), newline="")))
    assert rows[0] == ["a", "n"]
    for (cell, number), text in zip(rows[1:], texts, strict=True):
        assert cell in {text, f"'{text}"}
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert number == "-1.5"


def test_csv_zip_holds_every_public_table_and_repeats():
    data = write_export(make_tables(hostile=True), form="csv")
    assert data == write_export(make_tables(hostile=True), form="csv")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert set(archive.namelist()) == {"README.txt", *(f"{s.name}.csv" for s in PUBLIC)}
        documents = archive.read("documents.csv").decode("utf-8-sig")
    assert documents.startswith("doc_id,external_id,")
    assert "'=cmd|" in documents


def test_one_table():
    data = write_export(make_tables(), form="csv", table="claims").decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(data)))) == make_tables()["claims"].height


@pytest.mark.parametrize(
    "form, table, says",
    [
        ("kml", None, "later release"),
        ("xls", None, "csv, geojson, ftm"),
        ("csv", "nope", "no table"),
        ("geojson", "claims", "csv only"),
    ],
)
def test_what_is_not_there_is_named(form, table, says):
    with pytest.raises(InputError, match=says):
        write_export(make_tables(), form=form, table=table)


def test_golden_geojson(update_golden):
    check_golden("places.geojson", write_export(make_tables(), form="geojson").decode(), update=update_golden)


def test_geojson_is_rfc_7946():
    found = json.loads(write_export(make_tables(hostile=True), form="geojson"))
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert feature["properties"]["precision_m"] > 0
    caracas = next(f for f in found["features"] if f["properties"]["name"] == "Caracas")
    assert caracas["geometry"]["coordinates"] == [-66.87919, 10.48801]


def test_countries_are_areas_and_sites_are_not():
    places = {p.name: p for p in map_features(make_tables()).places}
    assert places["Venezuela"].is_area
    assert not places["El Libertador Air Base"].is_area
    assert places["El Libertador Air Base"].n_origins == 1


def test_places_without_a_point_are_listed():
    tables = make_tables()
    unplaced = pl.when(pl.col("name") == "Maracay").then(None).otherwise(pl.col("lat")).alias("lat")
    tables |= {name: tables[name].with_columns(unplaced) for name in ("entities", "mentions")}
    features = map_features(tables)
    assert [p.name for p in features.unplaced] == ["Maracay"]
    assert map_features({k: v.clear() for k, v in tables.items()}).places == ()


def test_timeline_has_every_claim_once_in_order():
    tables = make_tables()
    rows = timeline_rows(tables["claims"], tables["documents"])
    assert sorted(r.claim_id for r in rows) == sorted(tables["claims"]["claim_id"])
    keys = [r.first or r.last or "9999" for r in rows]
    assert keys == sorted(keys)
    assert [r.external_id for r in rows if r.basis == "none"] == ["g4media_136", "g4media_136"]


def test_ftm_lines_are_taken_as_they_are():
    """Schemata, properties and clean values are those of the library; what refers to an entity finds it."""
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed: exchange is checked without it")
    lines = [json.loads(x) for x in write_export(make_tables(hostile=True), form="ftm").decode().splitlines()]
    ids = {x["id"] for x in lines}
    assert len(ids) == len(lines)
    for line in lines:
        schema = ftm.model.get(line["schema"])
        proxy = ftm.model.get_proxy(line, cleaned=True)
        assert set(line["properties"]) <= set(schema.properties)
        assert all(line["properties"].get(name) for name in schema.required)
        for name, values in line["properties"].items():
            kind = schema.get(name).type
            for value in values:
                assert value in ids if kind.name == "entity" else kind.clean(value, proxy=proxy) == value, (name, value)


def test_ftm_keeps_claim_id_span_and_origins():
    lines = [json.loads(x) for x in write_export(make_tables(), form="ftm").decode().splitlines()]
    event = next(x for x in lines if x["schema"] == "Event" and "Hezbollah" in x["properties"]["description"][0])
    assert event["properties"]["recordId"] == [event["id"]]
    assert "alleged" in event["properties"]["name"][0]
    assert "1 independent origin" in event["properties"]["notes"]
    assert entity_id_of("Hezbollah") in event["properties"]["involved"]


@pytest.mark.parametrize(
    "address, safe, why",
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f", "as it is"),
        ("javascript:alert(1)", None, "not a web address"),
        ("https://example.org/><script>", "https://example.org/%3E%3Cscript%3E", "cannot end a bracket"),
        ("https://example.org/\u202e", "https://example.org/%E2%80%AE", "cannot turn the line around"),
        ('https://example.org/"x', "https://example.org/%22x", "cannot end an attribute"),
        ("", None, "none"),
        (None, None, "none"),
    ],
)
def test_addresses(address, safe, why):
    assert link_address(address) == safe, why


def test_every_export_writes_many_and_none():
    for export in EXPORTS:
        assert write_export(make_many_tables(50), form=export.name)
        write_export({}, form=export.name)
