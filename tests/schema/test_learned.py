"""The learned models that ship with the package: what they hold, and what words they do not know change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.schema.claims import LANGUAGES, claim_kinds
from headwater.schema.learned_kinds import NONE, load_kind_model, load_meanings
from headwater.schema.learned_sides import option_weights

NO_WORDS = (None, None, None)
NO_BAGS = ((), ())
ROLES = ("subject", "object", "place")
UNKNOWN = "\u2603unknown"


def known(language):
    """Some traits, words and bags that the model knows."""
    model = load_kind_model()
    traits, words = sorted(model.traits), sorted(model.words[language])
    return st.tuples(
        st.lists(st.sampled_from(traits), max_size=12, unique=True),
        st.tuples(*[st.none() | st.sampled_from(words)] * 3),
        st.tuples(*[st.lists(st.sampled_from(words), max_size=6)] * 2),
    )


def test_classes_are_the_claim_kinds_and_none_without_doubles():
    assert sorted(load_kind_model().classes) == sorted([*claim_kinds(), NONE])


def test_weights_are_numbers_and_fit_their_names():
    model = load_kind_model()
    assert model.weights.shape == (len(model.traits), len(model.classes))
    assert model.intercept.shape == (len(model.classes),)
    assert np.isfinite(model.weights).all()
    assert np.isfinite(model.intercept).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_has_one_row_and_no_double(language):
    words, vectors = load_meanings()
    assert len(words[language]) == len(vectors[language]) > 1000
    assert sorted(words[language].values()) == list(range(len(vectors[language])))
    assert np.isfinite(vectors[language]).all()
    slots = load_kind_model().slots
    assert slots.shape == (vectors[language].shape[1], 5 * len(load_kind_model().classes)), "three words and two bags"


@given(st.data(), st.sampled_from(LANGUAGES))
def test_chances_sum_to_one_and_hold_every_class(data, language):
    chances = load_kind_model().chances(language, *data.draw(known(language)))
    assert set(chances) == {*claim_kinds(), NONE}
    assert all(0 <= chance <= 1 for chance in chances.values())
    assert sum(chances.values()) == pytest.approx(1, abs=1e-4)


@given(st.data(), st.sampled_from(LANGUAGES))
def test_asking_twice_gives_the_same_answer(data, language):
    question = data.draw(known(language))
    assert load_kind_model().chances(language, *question) == load_kind_model().chances(language, *question)


@given(st.data(), st.sampled_from(LANGUAGES))
def test_what_the_model_does_not_know_says_nothing(data, language):
    traits, words, bags = data.draw(known(language))
    plain = load_kind_model().chances(language, traits, words, bags)
    more = load_kind_model().chances(
        language,
        [UNKNOWN, *traits, "v=" + UNKNOWN],
        tuple(word or UNKNOWN for word in words),
        tuple([UNKNOWN, *bag] for bag in bags),
    )
    assert more == plain


SILENT = [
    ([], NO_WORDS, NO_BAGS, "nothing at all"),
    ([UNKNOWN, ""], NO_WORDS, NO_BAGS, "unknown traits"),
    ([], (UNKNOWN, "", None), NO_BAGS, "unknown words"),
    ([], NO_WORDS, ([UNKNOWN, "", " "], [UNKNOWN]), "bags of unknown words"),
    ([], (), (), "no slots"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("traits", "words", "bags", "why"), SILENT, ids=[row[3] for row in SILENT])
def test_where_nothing_is_known_most_likely_nothing_is_claimed(language, traits, words, bags, why):
    chances = load_kind_model().chances(language, traits, words, bags)
    assert chances == load_kind_model().chances(language, [], NO_WORDS, NO_BAGS), why
    assert max(chances, key=chances.__getitem__) == NONE


@pytest.mark.parametrize(
    ("language", "word", "kind", "why"),
    [
        ("en", "weigh", "equipment_spec", "a verb of measure"),
        ("en", "condemn", "statement", "a verb of speech"),
        ("es", "pesar", "equipment_spec", "the same in Spanish"),
        ("es", "condenar", "statement", "the same in Spanish"),
    ],
)
def test_what_a_word_means_speaks_for_its_kind(language, word, kind, why):
    plain = load_kind_model().chances(language, [], NO_WORDS, NO_BAGS)
    spoken = load_kind_model().chances(language, ["v=" + word], (word, None, None), NO_BAGS)
    assert spoken[kind] > plain[kind], why


@pytest.mark.parametrize("role", ROLES)
def test_an_unknown_kind_is_weighed_by_its_role_alone(role):
    alone = option_weights(role, UNKNOWN)
    assert alone
    assert option_weights(role, "") == alone
    assert any(option_weights(role, kind) != alone for kind in claim_kinds()), "some kinds weigh in themselves"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", claim_kinds())
def test_weights_of_options_are_numbers_for_every_kind(role, kind):
    weights = option_weights(role, kind)
    assert set(option_weights(role, UNKNOWN)) <= set(weights)
    assert np.isfinite(list(weights.values())).all()
    assert all("|" not in trait.split("=", 1)[0] for trait in weights), "role and kind are no part of a trait"


def test_a_role_that_is_none_has_no_weights():
    assert option_weights(UNKNOWN, "transfer") == {}
