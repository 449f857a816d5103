import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.schema.claims import (
    LANGUAGES,
    MODALITIES,
    attribution_words,
    claim_kinds,
    status_ranks,
    status_verbs,
    trigger_forms,
    triggers,
    verb_forms,
)
from headwater.schema.inflection import inflect_noun, inflect_verb

KINDS = [
    "agreement",
    "cooperation",
    "transfer",
    "production",
    "development",
    "training",
    "deployment",
    "use",
    "site_activity",
    "access_control",
    "funding",
    "front_or_cover",
    "sanction",
    "statement",
    "announcement",
    "force_size",
    "equipment_spec",
    "support",
    "threat_or_posture",
    "assessment",
    "other",
]


def test_every_kind_of_the_design_is_there_once_and_in_order():
    assert list(claim_kinds()) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_complete(kind):
    entry = claim_kinds()[kind]
    assert entry.definition.endswith(".")
    assert set(entry.triggers) == set(LANGUAGES)
    assert all(entry.triggers[language]["verbs"] for language in LANGUAGES)
    assert entry.status is None or entry.status in status_ranks()
    assert not set(entry.identity) & {entry.value}, "a role is the question or the answer, not both"


def test_the_ladder_has_twelve_rungs_in_order():
    assert list(status_ranks().values()) == list(range(1, 13))
    assert status_verbs("es")["ensamblar"] == "assembled"


@pytest.mark.parametrize(
    ("language", "form", "why"),
    [
        ("en", "supplies", "third person in -ies"),
        ("en", "shipped", "doubled consonant"),
        ("en", "built", "irregular past"),
        ("en", "factories", "plural in -ies"),
        ("es", "entregó", "preterite"),
        ("es", "despliega", "diphthong"),
        ("es", "fabrique", "c becomes qu before e"),
        ("es", "aviones", "plural loses its accent"),
        ("es", "construyeron", "y between vowels"),
    ],
)
def test_trigger_forms_hold_inflected_words(language, form, why):
    assert form in trigger_forms(language), why


@pytest.mark.parametrize("word", ["the", "is", "of", "el", "que", "es", "para", "con"])
def test_small_words_are_no_triggers(word):
    assert word not in trigger_forms("en") | trigger_forms("es")


def test_a_language_without_entries_has_no_triggers():
    assert trigger_forms("tr") == frozenset()
    assert inflect_verb("yap", "tr") == {"yap"}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("dijo", "decir"), ("mantuvo", "mantener"), ("vendieron", "vender"), ("pagó", "pagar"), ("hicieron", "hacer")],
)
def test_spanish_forms_lead_back_to_their_verb(form, lemma):
    assert verb_forms("es")[form] == lemma


@pytest.mark.parametrize("language", LANGUAGES)
def test_modalities_of_the_lexicon_are_the_declared_ones(language):
    words = attribution_words(language)
    held = {*words.report_verbs.values(), *words.cue_nouns.values(), *words.hedges.values(), *words.modals.values()}
    assert held <= set(MODALITIES)
    assert words.cue_phrases[0] == max(words.cue_phrases, key=len), "longest phrase first"


@pytest.mark.parametrize("language", LANGUAGES)
def test_verb_triggers_name_known_kinds(language):
    assert {t.kind for entries in triggers(language).verbs.values() for t in entries} <= set(KINDS)


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéíóúñ ", min_size=1, max_size=20).filter(str.strip),
    st.sampled_from(["en", "es", "fr"]),
)
def test_inflection_keeps_the_word_itself(word, language):
    word = word.strip()
    assert word.split(" ")[0] in inflect_verb(word, language)
    assert word in inflect_noun(word, language)
