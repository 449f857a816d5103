"""The learned second reading: what it sees that no trigger calls, what it leaves alone, and its laws."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import claims_of, parses_of, read_documents, sentence_of

from headwater.extract import learned
from headwater.extract.clauses import find_clauses
from headwater.extract.field import names_field
from headwater.extract.frames import analyse
from headwater.extract.kinds import choose_kind
from headwater.extract.learned import CLAIMING, CONTENT, IDLE, SURE, second_reading
from headwater.extract.reading import Reading
from headwater.extract.sentence import Sentence
from headwater.extract.traits import clause_traits, clause_words, vector_words
from headwater.schema.claims import claim_kinds, triggers
from headwater.schema.learned_kinds import LANGUAGES, NONE, KindModel, load_kind_model

LEARNED = [
    ("The gun spits 600 rounds a minute.", "en", "equipment_spec", "a rate of fire"),
    ("The rifle spews 700 rounds a minute.", "en", "equipment_spec", "a rate of fire, another verb"),
    ("Belgrade splurged 40 million dollars on radars.", "en", "funding", "a sum and what it went on"),
    ("Surveyors pegged out a new runway at the air base.", "en", "site_activity", "works at a base"),
    ("The plant spawned forty missiles last year.", "en", "production", "a plant and its goods"),
    ("The regiment bedded down in Minsk with forty tanks.", "en", "deployment", "a force and where it is"),
    ("La fábrica parió doce drones el año pasado.", "es", "production", "a plant and its goods"),
    ("La fábrica alumbró cuarenta drones en 2020.", "es", "production", "the same, another verb"),
    ("El fusil vomita 700 proyectiles por minuto.", "es", "equipment_spec", "a rate of fire"),
    ("Los albañiles enyesaron un muro junto al depósito de misiles.", "es", "site_activity", "works at a depot"),
    ("La fragata recaló en la base naval de Omsk.", "es", "deployment", "a ship and where it is"),
]

RULES = [
    ("Serbia gifted ten howitzers to Cyprus.", "en", "transfer", "trigger_verb", "a gift"),
    ("Instructors drilled forty pilots in Minsk.", "en", "training", "trigger_verb", "who is taught where"),
    ("Serbia and Cyprus inked a defence pact.", "en", "agreement", "trigger_verb", "a pact"),
    ("The drone boasts a range of 900 km.", "en", "equipment_spec", "verb_with_its_object", "a figure"),
    ("El Kremlin cedió cuarenta tanques a Bielorrusia.", "es", "transfer", "trigger_verb", "a handover"),
    ("Serbia y Chipre rubricaron un pacto de defensa.", "es", "agreement", "trigger_verb", "a pact"),
    ("El misil roza los 300 km de alcance.", "es", "equipment_spec", "verb_with_its_object", "a figure"),
]

GENERAL = [
    ("It rained all night in Paris and the wind felled two trees.", "en", "weather, and a place"),
    ("The striker scored twice and the team won the cup.", "en", "sport"),
    ("A cold front will bring snow on Tuesday.", "en", "weather"),
    ("Temperatures fell to 4 degrees overnight.", "en", "a figure of the weather"),
    ("The goalkeeper saved a penalty in the last minute.", "en", "sport"),
    ("She baked a cake for her sister.", "en", "a home"),
    ("The museum opens at nine.", "en", "a time of day"),
    ("Llovió toda la noche y el viento tumbó dos árboles.", "es", "weather"),
    ("El delantero marcó dos goles y el equipo ganó la copa.", "es", "sport"),
    ("La orquesta tocó una sinfonía en la sala vieja.", "es", "music"),
    ("Las temperaturas bajaron a 4 grados durante la noche.", "es", "a figure of the weather"),
    ("La abuela horneó un pastel para su hermana.", "es", "a home"),
]

FIELD = [
    ("Iran lobbed a rocket.", "en", True, "a state and arms"),
    ("The pilots slept.", "en", True, "people in service"),
    ("It rained in Paris.", "en", True, "a place"),
    ("She lost 40 dollars.", "en", True, "a sum"),
    ("She baked a cake.", "en", False, "nothing of the field"),
    ("The striker scored twice in 2019.", "en", False, "a date is not of the field"),
    ("Irán arrojó un cohete.", "es", True, "a state and arms"),
    ("La abuela horneó un pastel.", "es", False, "nothing of the field"),
]


@pytest.mark.parametrize(("text", "language", "kind", "why"), LEARNED, ids=[row[0] for row in LEARNED])
def test_a_plain_sentence_is_read_though_no_trigger_calls(text, language, kind, why):
    found = claims_of(text, language=language)
    assert [(c["kind"], c["rule"]) for c in found] == [(kind, "learned")], why
    assert found[0]["trigger"] not in triggers(language).verbs


@pytest.mark.parametrize(("text", "language", "kind", "rule", "why"), RULES, ids=[row[0] for row in RULES])
def test_what_the_rules_read_well_is_kept(text, language, kind, rule, why):
    assert [(c["kind"], c["rule"]) for c in claims_of(text, language=language)] == [(kind, rule)], why


def learned_quotes(text, language, *, is_gated):
    claims = read_documents(text, language=language, is_gated=is_gated)["claims"].to_dicts()
    return [c["quote"] for c in claims if c["rule"].startswith("learned")]


@pytest.mark.parametrize(("text", "language", "why"), GENERAL, ids=[row[0] for row in GENERAL])
def test_general_sentences_get_no_learned_claim(text, language, why):
    assert learned_quotes(text, language, is_gated=True) == [], why


@pytest.mark.parametrize(("text", "language", "why"), GENERAL[1:], ids=[row[0] for row in GENERAL[1:]])
def test_general_sentences_get_no_learned_claim_though_every_sentence_is_parsed(text, language, why):
    assert learned_quotes(text, language, is_gated=False) == [], why


@pytest.mark.xfail(strict=True, reason="a place is enough for the model to be asked, and it takes felled trees for a claim")
def test_weather_that_names_a_place_gets_no_learned_claim_though_every_sentence_is_parsed():
    assert learned_quotes(*GENERAL[0][:2], is_gated=False) == []


@pytest.mark.parametrize(("text", "language", "expected", "why"), FIELD, ids=[row[0] for row in FIELD])
def test_a_sentence_names_the_field(text, language, expected, why):
    assert names_field(sentence_of(text, language=language)) is expected, why


def test_a_sentence_that_does_not_name_the_field_is_not_read_again(monkeypatch):
    def fail():
        raise AssertionError

    monkeypatch.setattr(learned, "load_kind_model", fail)
    assert analyse(sentence_of("She baked a cake.")).bag == []
    with pytest.raises(AssertionError):
        analyse(sentence_of("Iran lobbed a rocket."))


def sure_model(chances):
    """A model that is as sure as it is told to be, whatever it sees; what is left the other kinds share."""
    others = [kind for kind in (*claim_kinds(), NONE) if kind not in chances]
    shared = dict.fromkeys(others, (1.0 - sum(chances.values())) / len(others))
    classes = tuple(shared | chances)
    nothing = {language: {} for language in LANGUAGES}
    return KindModel(
        classes=classes,
        intercept=np.log(np.array(list((shared | chances).values()), "f4")),
        traits={},
        weights=np.zeros((0, len(classes)), "f4"),
        words=nothing,
        vectors={language: np.zeros((0, 2), "f4") for language in LANGUAGES},
        slots=np.zeros((2, 5 * len(classes)), "f4"),
    )


def reread(monkeypatch, reading, **chances):
    """What is made of the first clause of a sentence, with a model of these chances."""
    monkeypatch.setattr(learned, "load_kind_model", lambda: sure_model(chances))
    s = sentence_of("Serbia gifted ten howitzers to Cyprus.")
    clauses = find_clauses(s)
    (clause,) = clauses.values()
    return second_reading(s, clause, reading(clause) if reading else None, clauses, ["howitzer"])


def transfer(clause):
    return Reading("transfer", "gift", "trigger_verb", clause.verb)


WEIGHED = [
    (transfer, {NONE: IDLE + 0.01, "transfer": 0.1}, None, "sure that nothing is claimed: the reading falls"),
    (transfer, {NONE: IDLE - 0.01, "transfer": 0.1}, ("transfer", "trigger_verb"), "less than sure: the reading stands"),
    (None, {NONE: IDLE - 0.01, "transfer": 0.1}, None, "nothing is likelier than any kind"),
    (None, {NONE: 0.5, "use": 0.5 * CLAIMING + 0.01}, ("use", "learned"), "a claim missed costs more than one rejected"),
    (None, {NONE: 0.5, "use": 0.5 * CLAIMING - 0.01}, None, "too unlikely all the same"),
    (transfer, {"use": 0.1 * SURE + 0.01, "transfer": 0.1}, ("use", "learned"), "much likelier than the rules' kind"),
    (transfer, {"use": 0.1 * SURE - 0.01, "transfer": 0.1}, ("transfer", "trigger_verb"), "not that much likelier"),
    (transfer, {"transfer": 0.9}, ("transfer", "trigger_verb"), "both agree"),
]


@pytest.mark.parametrize(("reading", "chances", "expected", "why"), WEIGHED, ids=[row[3] for row in WEIGHED])
def test_a_reading_is_weighed_against_the_chances(monkeypatch, reading, chances, expected, why):
    found, none = reread(monkeypatch, reading, **chances)
    assert (None if found is None else (found.kind, found.rule)) == expected, why
    if NONE in chances:
        assert none == pytest.approx(chances[NONE])
    if found is not None:
        assert found.trigger == "gift"


def test_a_clause_that_surely_claims_nothing_makes_no_claim(monkeypatch):
    text = "Serbia gifted ten howitzers to Cyprus."
    assert analyse(sentence_of(text)).readings
    monkeypatch.setattr(learned, "load_kind_model", lambda: sure_model({NONE: 0.99}))
    assert analyse(sentence_of(text)).readings == {}


TEXTS = [(row[0], row[1]) for rows in (LEARNED, RULES) for row in rows] + [
    ("Officials said Serbia agreed to buy ten radars in 2009 but has not delivered the rifles it promised Cyprus.", "en"),
    ("Se estima que la fábrica, construida en Omsk, podría entregar doce drones a Chipre por 40 millones de dólares.", "es"),
]


def every_clause(s):
    """Traits, words and bag of each clause of a sentence, as the model gets them."""
    clauses = find_clauses(s)
    for clause in clauses.values():
        reading = choose_kind(s, clause, clauses)
        yield clause, reading, clauses, clause_traits(s, clause, reading, clauses)


@pytest.mark.parametrize(("text", "language"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_clause_has_no_trait_twice_and_is_read_the_same_every_time(text, language):
    s = sentence_of(text, language=language)
    bag = [s.lemma[i] for i in range(s.n) if s.pos[i] in CONTENT]
    for clause, reading, clauses, traits in every_clause(s):
        assert len(traits) == len(set(traits))
        assert traits == clause_traits(s, clause, reading, clauses)
        assert "bias" in traits
        assert ("r=none" in traits) is (reading is None)
        assert second_reading(s, clause, reading, clauses, bag) == second_reading(s, clause, reading, clauses, bag)
        assert all(word in s.lemma for word in clause_words(s, clause, clauses))
        assert all(
            word is None or word in {*s.lemma, *(c.lemma for c in clauses.values())}
            for word in vector_words(s, clause, clauses)
        )


@given(st.permutations(["dog", "howitzer", "army", "deliver"]))
def test_the_order_of_a_bag_says_nothing(bag):
    plain = load_kind_model().chances("en", ["bias"], (None,) * 3, ((), sorted(bag)))
    assert load_kind_model().chances("en", ["bias"], (None,) * 3, ((), bag)) == pytest.approx(plain, abs=1e-5)


PRINT_TRAITS = """
import json, sys
from headwater.extract.clauses import find_clauses
from headwater.extract.kinds import choose_kind
from headwater.extract.sentence import Sentence
from headwater.extract.traits import clause_traits
for parse, spots in json.load(sys.stdin):
    s = Sentence(parse, spots)
    clauses = find_clauses(s)
    for clause in clauses.values():
        print(clause_traits(s, clause, choose_kind(s, clause, clauses), clauses))
"""


def test_traits_stand_in_one_order_whatever_the_hash_seed():
    given = json.dumps([part for text, language in TEXTS[-2:] for part in parses_of(text, language=language)])
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINT_TRAITS],
            input=given,
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(learned.__file__).parents[2]),
                "PYTHONIOENCODING": "utf-8",
            },
        ).stdout
        for seed in ("1", "2", "3")
    ]
    here = [str(row[3]) for parse, spots in json.loads(given) for row in every_clause(Sentence(parse, spots))]
    assert printed == ["\n".join(here) + "\n"] * 3
