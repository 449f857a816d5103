"""Rows of (left, right, least or most score, why)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.resolve.names import compare_names, fold_words, initials, name_key, skeleton

SAME = [
    ("Mohammad Bagheri", "Gen. Muhammad Baqeri", "person", "transliteration and a title"),
    ("Mohammad Bagheri", "Mohammad Baqheri", "person", "three spellings of one letter"),
    ("Hugo Chávez", "Hugo Chavez", "person", "marks"),
    ("Putin, Vladimir", "Vladimir Putin", "person", "family name first"),
    ("Владимир Путин", "Vladimir Putin", "person", "Cyrillic"),
    ("Vladimir Vladimirovich Putin", "Vladimir Putin", "person", "patronymic"),
    ("Osama bin Laden", "Usama ibn Laden", "person", "Arabic vowels"),
    ("Qods Aviation Industries", "Quds Aviation Industries", "organisation", "Persian vowels"),
    ("Siemens AG", "Siemens Aktiengesellschaft", "organisation", "legal form"),
    ("The World Bank", "World Bank", "organisation", "article"),
    ("Brigade Forty-Four", "Brigade 44", "organisation", "number in words"),
]
DIFFERENT = [
    ("Hugo Chávez", "Adán Chávez", "person", "given names differ"),
    ("Kim Jong Un", "Kim Jong Il", "person", "short names allow no error"),
    ("Mahmoud Abbas", "Mohammed Abbas", "person", "not a transliteration"),
    ("Ministry of Defence", "Ministry of Health", "organisation", "the word that tells them apart"),
    ("44 Brigade", "45 Brigade", "organisation", "numbers"),
    ("Bank of China", "Bank of Chad", "organisation", "countries"),
    ("Qods Force", "Qods Aviation Industries", "organisation", "one word in common"),
    ("", "Maduro", "person", "nothing to compare"),
    ("!!!", "Maduro", "person", "no letters"),
]


@pytest.mark.parametrize("left, right, kind, why", SAME)
def test_names_of_one_thing_score_high(left, right, kind, why):
    assert compare_names(left, right, kind=kind).score >= 0.85, why


@pytest.mark.parametrize("left, right, kind, why", DIFFERENT)
def test_names_of_two_things_score_low(left, right, kind, why):
    assert compare_names(left, right, kind=kind).score < 0.7, why


@pytest.mark.parametrize(
    "name, expected, why",
    [
        ("Al-Qa'ida", ("al", "qaida"), "hyphens part words, apostrophes do not"),
        ("U.S.A.", ("usa",), "points inside initials go"),
        ("Лавров", ("lavrov",), "Cyrillic"),
        ("محمد", ("mhmd",), "Arabic writes no short vowels"),
        ("İstanbul ẞ", ("istanbul", "ss"), "letters that change length"),
    ],
)
def test_fold_words(name, expected, why):
    assert fold_words(name) == expected, why


def test_a_skeleton_forgives_vowels_but_keeps_names_apart():
    assert skeleton("qods") == skeleton("quds")
    assert skeleton("mohammad") == skeleton("muhamed")
    assert skeleton("mahmud") != skeleton("muhamed")
    assert skeleton("hasan") != skeleton("hussein")


def test_initials_leave_particles_out():
    assert initials("Compañía Anónima Venezolana de Industrias Militares") == "cavim"


def test_every_score_says_why():
    found = compare_names("Hugo Chávez Frías", "Hugo Chavez", kind="person")
    assert found.reasons == ("only one has “frias”",)


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparison_has_no_side_and_stays_in_range(left, right):
    for kind in ("person", "organisation"):
        a, b = compare_names(left, right, kind=kind), compare_names(right, left, kind=kind)
        assert 0 <= a.score <= 1
        assert a.score == pytest.approx(b.score)


@given(st.text(alphabet="abcdefghij klmnopqrstuvwxyz", min_size=1, max_size=30))
def test_a_name_is_itself_in_capitals(name):
    if name_key(name, "person"):
        assert compare_names(name, name.upper(), kind="person").score == 1.0
