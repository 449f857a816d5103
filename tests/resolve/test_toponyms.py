"""Gold-toponym mode, the publisher's other texts, metonyms, and bad input."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from headwater.cli.places import command
from headwater.errors import InputError
from headwater.resolve.gazetteer import Place, built_file, load_gazetteer, open_gazetteer
from headwater.resolve.metonym import stands_for_government
from headwater.resolve.places import PlaceAnswer, place_spans
from headwater.resolve.prior import Reason, distance_km
from headwater.resolve.publisher import Beat, place_by_publisher
from headwater.resolve.toponyms import answer_row, place_texts, publisher_of, read_marked_text
from shared_data import shared


@pytest.fixture(scope="module")
def gazetteer():
    if not built_file().is_file():
        pytest.skip("the gazetteer file is not built here")
    return open_gazetteer(built_file())


def answer(gazetteer, text, name):
    start = text.index(name)
    return place_spans(text, [(start, start + len(name))], gazetteer)[0]


ROWS = [
    ("Police in L.A. said so.", "L.A.", "US.CA", "a short form that is no Louisiana"),
    ("Many Ohioans voted.", "Ohioans", "US.OH", "people of a state"),
    ("A Texan won.", "Texan", "US.TX", "people of a state, irregular"),
    ("He moved to W. Columbia, S.C.", "W. Columbia", "US.SC", "a letter for a direction"),
    ("She lived in Zzqxville, Conn., for years.", "Zzqxville", "US.CT", "no gazetteer has it; the text says where it lies"),
    ("They met at the Cincinnati Museum.", "Cincinnati Museum", "US.OH", "named after the town that it is in"),
]


@pytest.mark.parametrize(("text", "name", "where", "why"), ROWS)
def test_rows(gazetteer, text, name, where, why):
    place = answer(gazetteer, text, name).place
    assert f"{place.country}.{place.admin1}" == where, why


def test_a_list_of_counties(gazetteer):
    assert answer(gazetteer, "Floods hit Douglas and Wyandotte counties.", "Douglas").place.level == "admin2"


BAD = [
    ("At Zzqxville nothing moved.", "Zzqxville", "not in the gazetteer", "a place that no gazetteer has"),
    ("The West is tired.", "West", "a word of direction or kind, which alone names no place", "a word, no place"),
    ("በከተማዋ ውስጥ", "በከተማዋ", "not in the gazetteer", "a script that no name here has"),
    ("\u200b\u202eabc", "\u200b\u202e", "not in the gazetteer", "signs without letters"),
]


@pytest.mark.parametrize(("text", "name", "reason", "why"), BAD)
def test_unresolved_with_a_reason(gazetteer, text, name, reason, why):
    found = answer(gazetteer, text, name)
    assert (found.place, found.unresolved) == (None, reason), why
    assert answer_row(found)["lat"] is None


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("The base (10.18 N, 67.56 W) grew.", "base", 10.18, -67.56),
        ("Taveuni, 16.85 S, 179.98 W, shook.", "Taveuni", -16.85, -179.98),
        ("Station (89.99 S, 0.00 E) is cold.", "Station", -89.99, 0.0),
    ],
)
def test_coordinates_in_the_text_win(gazetteer, text, name, lat, lon):
    place = answer(gazetteer, text, name).place
    assert (round(place.lat, 2), round(place.lon, 2)) == (lat, lon)


def test_distance_over_the_antimeridian_and_the_pole():
    def point(lat, lon):
        return Place("k", "n", "city", "PPL", "FJ", "", "", lat, lon, 1, 1.0, None, "test")

    assert distance_km(point(-16.8, 179.9), point(-16.8, -179.9)) == pytest.approx(21.3, abs=0.5)
    assert distance_km(point(90.0, 0.0), point(90.0, 120.0)) == pytest.approx(0.0, abs=0.01)


METONYMS = [
    ("Tehran denied the report.", "Tehran", True, "a verb of saying"),
    ("Moscow has repeatedly said no.", "Moscow", True, "an adverb between"),
    ("Ties between Tehran and Caracas grew.", "Caracas", True, "relations between governments"),
    ("Washington's sanctions hurt.", "Washington", True, "what only a state has"),
    ("Caracas negó el acuerdo.", "Caracas", True, "Spanish"),
    ("He flew to Tehran.", "Tehran", False, "a place one flies to"),
    ("A factory in Tehran denied it.", "Tehran", False, "in a place"),
    ("Chicago denied it.", "Chicago", False, "no seat of a state"),
]


@pytest.mark.parametrize(("text", "name", "expected", "why"), METONYMS)
def test_metonyms(text, name, expected, why):
    feature = "PPL" if name == "Chicago" else "PPLC"
    place = Place("k", name, "city", feature, "XX", "", "", 0.0, 0.0, 1, 1.0, None, "test")
    start = text.index(name)
    assert stands_for_government(text, start, start + len(name), place) is expected, why


def town(key, country, admin1):
    return Place(key, "Paris", "city", "PPL", country, admin1, "", 0.0, 0.0, 1, 1.0, None, "test")


FRANCE, TEXAS = town("fr", "FR", "11"), town("tx", "US", "TX")


def paris(*reasons):
    return PlaceAnswer(0, 5, "Paris", FRANCE, None, 8.0, tuple(Reason(r, 1.0, "") for r in reasons), ((TEXAS, 5.0),))


def texan(n):
    return {f"d{i}": [PlaceAnswer(0, 5, "Reno", TEXAS, None, 5.0)] for i in range(n)}


@pytest.mark.parametrize(
    ("others", "publisher", "reasons", "expected", "why"),
    [
        (4, "paper", (), "tx", "the publisher's other documents lie in Texas"),
        (2, "paper", (), "fr", "too few of them"),
        (4, None, (), "fr", "no publisher"),
        (4, "paper", ("containment",), "fr", "the text itself decides"),
    ],
)
def test_the_publisher(others, publisher, reasons, expected, why):
    documents = {**texan(others), "x": [paris(*reasons)]}
    publishers = dict.fromkeys(documents, "paper") | ({"x": publisher} if publisher else {})
    if publisher is None:
        del publishers["x"]
    assert place_by_publisher(documents, publishers)["x"][0].place.key == expected, why


@given(st.permutations([f"d{i}" for i in range(5)]))
def test_order_of_documents_does_not_matter(order):
    documents = {**texan(5), "x": [paris()]}
    publishers = dict.fromkeys(documents, "paper")
    shuffled = {k: documents[k] for k in [*order, "x"]}
    assert place_by_publisher(shuffled, publishers)["x"] == place_by_publisher(documents, publishers)["x"]


def test_a_document_says_nothing_of_itself():
    beat = Beat()
    beat.add("x", [("FR", "11")])
    for n in range(3):
        beat.add(f"d{n}", [("US", "TX")])
    assert beat.weigh("x", ("FR", "11"))[0] == 0.0
    assert beat.weigh("x", ("US", "TX"))[0] == pytest.approx(10.0), "3 of a country vote and 7 of a division vote"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"text": "a"}, "expected `text` and `spans`"),
        ({"text": "a", "spans": [[0, 5]]}, "lies outside"),
        ({"text": "a", "spans": [["x", 1]]}, "must be"),
        ({"text": "a", "toponyms": [{"start": 0}]}, "must be"),
    ],
)
def test_bad_records_say_what_is_wrong(row, problem):
    with pytest.raises(InputError, match=problem):
        read_marked_text(row, number=1)


def test_publisher_of():
    assert publisher_of(None, "https://www.example.org/a") == "example.org"
    assert publisher_of("Paper", "https://www.example.org/a") == "Paper"
    assert publisher_of(None, None) is None


def test_the_command(tmp_path):
    records = tmp_path / "r.jsonl"
    records.write_text('{"id": "a", "text": "In Iran.", "spans": [[3, 7]]}\n\n', encoding="utf-8")
    result = CliRunner().invoke(command, [str(records)], catch_exceptions=False)
    row = json.loads(result.stdout.splitlines()[-1])
    assert (row["id"], row["answers"][0]["country"], row["answers"][0]["level"]) == ("a", "IR", "country")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "alone", "floor"), [("lgl", True, 0.865), ("lgl", False, 0.895), ("geovirus", True, 0.83)])
def test_floors(gazetteer, name, alone, floor):
    rows = [json.loads(x) for x in shared(f"data/geoparsing/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    placed = place_texts((read_marked_text(r, number=n) for n, r in enumerate(rows)), gazetteer, with_publisher=not alone)
    near = gold = 0
    for row, (_, answers) in zip(rows, placed, strict=True):
        for t, a in zip(row["toponyms"], answers, strict=True):
            if t["lat"] is not None:
                gold += 1
                there = Place("k", "n", "city", "", "", "", "", t["lat"], t["lon"], 0, 1.0, None, "gold")
                near += a.place is not None and distance_km(a.place, there) <= 161
    assert near / gold >= floor


def test_the_installed_gazetteer_loads():
    assert load_gazetteer().find("Iran")[0][0].country == "IR"
