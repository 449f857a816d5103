import pytest

from headwater.origins.cues import load_cues
from headwater.origins.inflect import participles, third_persons


@pytest.mark.parametrize(
    ("verb", "group", "form", "why"),
    [
        ("contend", "en", "contends", "third person"),
        ("deny", "en", "denied", "y after a consonant"),
        ("relay", "en", "relayed", "y after a vowel"),
        ("conclude", "en", "concluding", "silent e"),
        ("admit", "en", "admitted", "last letter doubled"),
        ("stress", "en", "stresses", "es after s"),
        ("afirm", "ar", "afirmaron", "preterite of many"),
        ("insist", "ir", "insistió", "preterite of one"),
        ("respond", "er", "respondían", "imperfect"),
    ],
)
def test_forms_of_regular_verbs(verb: str, group: str, form: str, why: str) -> None:
    assert form in third_persons(verb, group), why


@pytest.mark.parametrize(
    ("verbs", "participle", "holds", "why"),
    [
        (["reported"], "reported", True, "English takes the form itself"),
        (["reports"], "reports", False, "a present is no participle"),
        (["calculó"], "calculadas", True, "all genders and numbers"),
        (["difundió"], "difundido", True, "the third conjugation"),
        (["called"], "called", False, "who calls somebody something tells nothing"),
    ],
)
def test_participles_before_who_told(verbs: list[str], participle: str, holds: bool, why: str) -> None:
    assert (participle in participles(verbs)) is holds, why


def test_every_stem_of_the_cues_is_inflected() -> None:
    assert {"contends", "caution", "recalcaron", "insistían"} <= load_cues().say
