"""Concepts: the same thing in several words and languages, and things that only look alike."""

import pytest

from headwater.schema.concepts import find_concept


@pytest.mark.parametrize(
    ("phrase", "expected", "why"),
    [
        ("drones", "drone", "plural"),
        ("the Iranian drones", "drone", "determiner and demonym"),
        ("unmanned aircraft", "drone", "longest term wins over aircraft"),
        ("aviones no tripulados", "drone", "Spanish plural of noun and adjective"),
        ("aeronaves não tripuladas", "drone", "Portuguese"),
        ("avions sans pilote", "drone", "French"),
        ("armed drones", "attack_drone", "a narrower concept of its own"),
        ("drones from Iran", "drone", "head before the preposition"),
        ("kits for drones", "kit", "the head is the kit"),
        ("assembly kits", "kit", "two words"),
        ("misiles balísticos", "ballistic_missile", "accents do not matter"),
        ("military personnel", "troops", "personnel"),
        ("milicianos", "militia", "Spanish"),
        ("bases aéreas", "base", "Spanish plural"),
        ("drone factory", "factory", "the last noun is the head in English"),
        ("a bicycle for two", None, "no concept of ours"),
        ("", None, "nothing"),
    ],
)
def test_find_concept(phrase: str, expected: str | None, why: str) -> None:
    found = find_concept(phrase)
    assert (found.id if found else None) == expected, why
