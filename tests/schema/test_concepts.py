"""Concepts: the same thing in several words and languages, and things that only look alike."""

import pytest

from headwater.schema.concepts import find_concept, names_one, words_for


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


@pytest.mark.parametrize(
    ("text", "is_named", "why"),
    [
        ("Two attack drones were shown", True, "narrower"),
        ("los aviones no tripulados", True, "Spanish"),
        ("loitering munitions", True, "a kind of it that does not have the word"),
        ("the drone factory in Maracay", True, "a phrase with the word"),
        ("the factory in Maracay", False, "what a factory makes is not said"),
        ("Droning on", False, "another word"),
        ("", False, "nothing"),
    ],
)
def test_a_text_names_a_concept(text: str, is_named: bool, why: str) -> None:
    assert names_one(text, words_for("drone")) is is_named, why
