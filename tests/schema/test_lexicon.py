import pytest

from headwater.errors import SchemaError
from headwater.schema import lexicon


def test_every_list_loads_and_says_something():
    assert len(lexicon.load_outlets()) > 150
    assert len(lexicon.load_bodies()) > 300
    assert len(lexicon.load_countries()) > 200
    assert len(lexicon.load_demonyms()) > 190
    assert len(lexicon.load_designators().families) > 100
    assert all(lexicon.load_titles(language) for language in lexicon.LANGUAGES)
    assert lexicon.load_gate_words("en").cues
    assert lexicon.load_gate_words("xx").cues == frozenset()


@pytest.mark.parametrize(
    "forms, code",
    [
        (("U.S.", "United States", "EE. UU.", "Estados Unidos", "États-Unis", "US"), "US"),
        (("Iran", "Irán", "Irã"), "IR"),
        (("UK", "Reino Unido", "Britain"), "GB"),
        (("Germany", "Alemania", "Allemagne", "Alemanha"), "DE"),
    ],
)
def test_countries_have_their_names_in_four_languages(forms, code):
    country = next(c for c in lexicon.load_countries() if c.detail["country"] == code)
    assert set(forms) <= set(country.forms)


@pytest.mark.parametrize(
    "word, code",
    [
        ("Iranians", "IR"), ("iraníes", "IR"), ("venezolanas", "VE"), ("alemana", "DE"), ("françaises", "FR"), ("ingleses", "GB"),
        ("brasileiras", "BR"), ("estadounidenses", "US"), ("Swiss", "CH"), ("turques", "TR"),
    ],
)  # fmt: skip
def test_demonyms_are_inflected(word, code):
    assert word in next(d for d in lexicon.load_demonyms() if d.detail["country"] == code).forms


def test_demonyms_name_their_country_as_the_list_of_countries_does():
    assert {d.name for d in lexicon.load_demonyms()} <= {c.name for c in lexicon.load_countries()}


def test_no_form_is_two_things_of_one_kind():
    for entries in (lexicon.load_outlets(), lexicon.load_bodies(), lexicon.load_people()):
        seen = {}
        for entry in entries:
            for form in entry.forms:
                assert seen.setdefault(form, entry.name) == entry.name, f"{form} is {seen[form]} and {entry.name}"


def test_every_family_of_a_prefix_has_a_country_field():
    assert all({"family", "class", "country"} <= set(row) for row in lexicon.load_designators().prefixes.values())


def test_a_list_that_is_not_there_is_said():
    with pytest.raises(SchemaError, match="no_such_list"):
        lexicon.read_list("no_such_list")
