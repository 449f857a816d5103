"""Units, movements, forces of a country, offices; and equipment of shapes that no list has."""

import pytest
from annotate_rows import annotate

from headwater.annotate.equipment import add_identity
from headwater.annotate.found import Sentence
from headwater.annotate.groups import find_groups, find_wider
from headwater.annotate.mentions import spot

UNITS = [
    ("The 158th Fighter Wing left.", "en", "158th Fighter Wing", "a number and a unit's noun"),
    ("The Badr Brigades said so.", "en", "Badr Brigades", "a name and a unit's noun"),
    ("Jaysh al-Islam denied it.", "en", "Jaysh al-Islam", "the first word of a movement's name"),
    ("The Army of Conquest fell.", "en", "Army of Conquest", "a noun, of, a name"),
    ("La Brigada 41 llegó.", "es", "Brigada 41", "Spanish, a noun and a number"),
    ("He asked the Coalition for help.", "en", "Coalition", "a noun in capitals"),
]


@pytest.mark.parametrize(("text", "language", "name", "why"), UNITS)
def test_units(text, language, name, why):
    assert name in [f.name for f in find_groups(Sentence(text, language))], why


WIDER = [
    ("The Iraqi security forces left.", "en", "Iraqi security forces", "security forces", "IQ", "a nationality and a force"),
    ("Turkey's elected government fell.", "en", "Turkey's elected government", "government", "TR", "a word between"),
    ("Las fuerzas armadas venezolanas callan.", "es", "fuerzas armadas venezolanas", "fuerzas armadas", "VE", "Spanish"),
    ("El gobierno de Irán calla.", "es", "gobierno de Irán", "gobierno", "IR", "Spanish, with a preposition"),
    ("The opposition forces left.", "en", "opposition forces", "opposition forces", None, "a group without a name"),
    ("Then the Iraqi foreign minister spoke.", "en", "Iraqi foreign minister", "foreign minister", None, "an office"),
]


@pytest.mark.parametrize(("text", "language", "name", "words", "country", "why"), WIDER)
def test_wider(text, language, name, words, country, why):
    found = {f.name: f for f in find_wider(Sentence(text, language))}
    assert text[found[name].start : found[name].end] == words, why
    assert found[name].detail.get("country") == country, why
    assert found[name].detail.get("is_unnamed", False) is (country is None), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The forces of nature won.", "no nationality"),
        ("Foreign Minister Yván Gil left.", "an office with a name is a person's title"),
        ("A new general store opened.", "an office's noun in another sense, after a small word"),
    ],
)
def test_no_groups(text, why):
    assert not [f for f in find_wider(Sentence(text, "en")) if f.kind == "person"], why


def test_a_force_leaves_the_country_its_own_mention():
    rows = annotate("Iraqi security forces took the town.")["mentions"].to_dicts()
    assert [(r["text"], r["kind"], r["name"]) for r in rows] == [
        ("Iraqi", "demonym", "Iraq"),
        ("security forces", "organisation", "Iraqi security forces"),
    ]


SHAPES = [
    ("Wing Loong II drones came.", "Wing Loong", "Wing Loong II", "a Roman number of a family of two words"),
    ("Peykaap III boats came.", "Peykaap", "Peykaap III", "likewise"),
    ("The Bayraktar TB2 flew.", "Bayraktar", "Bayraktar TB2", "a listed variant"),
    ("CH-4B drones came.", "CH", "CH-4B", "a suffix"),
    ("A KN-23 missile flew.", "KN", "KN-23", "letters that no list has"),
    ("A Fateh-110 missile flew.", "Fateh", "Fateh-110", "a family"),
    ("T-72B1V tanks rolled.", "T-series tank", "T-72B1V", "two suffixes"),
    ("JF-17 Block III fighters came.", "JF", "JF-17 Block III", "a block"),
    ("The Type 056 corvette sailed.", "Type 056", "Type 056", "a type"),
    ("A 2K12 battery fired missiles.", "2K12", "2K12", "an index"),
    ("The Gorgan-class frigate sailed.", "Gorgan", None, "a class of ships"),
    ("USS Gravely sailed.", None, "USS Gravely", "a ship"),
    ("A ballistic missile called Tondar flew.", "Tondar", None, "a naming word"),
    ("Un misil llamado Tondar voló.", "Tondar", None, "a naming word, Spanish"),
    ("L-39ZA jets came.", "L-39", "L-39ZA", "one letter that no list has"),
    ("La fragata F-22 zarpó.", None, "F-22", "a number painted on a ship"),
]


@pytest.mark.parametrize(("text", "family", "variant", "why"), SHAPES)
def test_shapes_carry_to_what_no_list_has(text, family, variant, why):
    language = "es" if text.startswith(("Un ", "La ")) else "en"
    found = [f.detail for f in spot(Sentence(text, language)) if f.kind == "equipment"]
    assert (family, variant) in [(d.get("family"), d.get("variant")) for d in found], why


@pytest.mark.parametrize(
    "text", ["First class service.", "A person called Ana left.", "The Type 2 error.", "He is 10K strong."]
)
def test_shapes_of_other_things(text):
    assert [f for f in spot(Sentence(text, "en")) if f.kind == "equipment"] == []


def test_a_disputed_identity_shows_its_candidates():
    detail = add_identity("Zamora V-1", {"family": "Zamora", "variant": "Zamora V-1", "class": "drone"})
    assert detail["disputed"] is True
    assert {"Shahed-131", "Shahed-136"} <= set(detail["candidates"])
    assert detail["family"] == "Zamora"
    assert "disputed" not in add_identity("Shahed-129", {"family": "Shahed", "variant": "Shahed-129"})


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("The group fought.[12]", [], "the mark of a note"),
        ("It lies at 33°47′N 44°30′E here.", [], "coordinates"),
        ("It starts at 10 a.m. sharp.", [], "a time of day"),
        ("Under Resolution 2254 it ends.", [], "the number of a resolution"),
    ],
)
def test_numbers_that_count_nothing(text, expected, why):
    assert [f.name for f in spot(Sentence(text, "en")) if f.kind == "quantity"] == expected, why
