"""Shapes in which one name is written in several ways, and a floor on labelled pairs."""

import csv

import pytest

from headwater.resolve.names import compare_names
from shared_data import shared

ENOUGH = 0.7
FLOOR_F1 = 0.87

PAIRS = [
    ("Ig0r Sech1n", "Igor Sechin", "person", True, "digits for letters"),
    ("Patr ushev Nikolai", "Nikolai Patrushev", "person", True, "one word written as two"),
    ("Abd al-Aziz al-Nuri", "Abdul Aziz Nuri", "person", True, "the name of God joined or apart"),
    ("JC Juncker", "Jean Claude Juncker", "person", True, "initials run together"),
    ("Sergey Lavrov", "Sergey Viktorovich Lavrov", "person", True, "a patronymic left out"),
    ("Sergey Ivanovich Lavrov", "Sergey Viktorovich Lavrov", "person", False, "two patronymics that differ"),
    ("President Ramos", "Fidel Valdez Ramos", "person", True, "a title and the family name"),
    ("Ansar Group/Blue Army", "Blue Army", "organisation", True, "one of two names"),
    ("Volta GmbH", "Volta AG", "organisation", False, "two legal forms"),
    ("Management Company", "Westland Management Company", "organisation", False, "only common words are shared"),
]


@pytest.mark.parametrize(("left", "right", "kind", "expected", "why"), PAIRS)
def test_pairs(left, right, kind, expected, why):
    assert (compare_names(left, right, kind=kind).score >= ENOUGH) is expected, why
    assert compare_names(left, right, kind=kind).score == compare_names(right, left, kind=kind).score, "either way round"


def test_floor_on_pairs_that_nobody_made_up():
    with shared("data/names/pairs.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if not r["case_group"].startswith("synth")]
    said = [
        compare_names(r["name1"], r["name2"], kind="person" if r["schema"] == "Person" else "organisation").score >= ENOUGH
        for r in rows
    ]
    gold = [r["is_match"] == "true" for r in rows]
    true = sum(s and g for s, g in zip(said, gold, strict=True))
    assert 2 * true / (sum(said) + sum(gold)) >= FLOOR_F1
