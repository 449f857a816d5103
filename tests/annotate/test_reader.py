"""The fast way through a model against spaCy's own: the same labels, for odd sentences too."""

import importlib
import warnings

import pytest
from annotate_rows import PARSERS

from headwater.annotate.models import PACKAGES, installed_languages

SENTENCES = {
    "en": [
        "Iran delivered assembly kits to Venezuela.",
        "There's nothing there, but there are gonna be two; let's go, y'all, it ain't so.",  # rules on two tokens
        "The Miami Herald, citing John Smith of Acme Works (a maker of Mohajer-6 drones), reported on 3 May 2020 that it had.",
        "no names here",
        "NATO",
        "  blanks   inside the\tsentence  ",
        "Rafael   Ramírez  Carreño sold 4,000 barrels to China's CNPC on Monday. He left. Paris Hilton stayed.",
        "¿Qué? 中国 & العربية 🚀 ... !!!",
        "word " * 300,
    ],
    "es": [
        "El ministro Vladimir Padrino López visitó la base de El Libertador en Maracay el 13 de julio.",
        "¿Quién entregó los drones? Dijo que se los habían vendido a Irán.",
        "sin nombres",
    ],
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_labels_are_those_of_spacy(language):
    if language not in installed_languages():
        pytest.skip(f"no model of {language!r} is installed")
    reader = PARSERS.get(language)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = importlib.import_module(PACKAGES[language]).load()
    texts = SENTENCES[language] * 2  # the second time from what was kept
    found = dict(reader.read(texts, lambda _place, _columns: True))
    assert sorted(found) == list(range(len(texts)))
    for place, text in enumerate(texts):
        doc = nlp(text)
        assert found[place] == {
            "starts": [token.idx for token in doc],
            "ends": [token.idx + len(token) for token in doc],
            "lemmas": [token.lemma_ for token in doc],
            "pos": [token.pos_ for token in doc],
            "tags": [token.tag_ for token in doc],
            "morphs": [str(token.morph) for token in doc],
            "deps": [token.dep_ for token in doc],
            "heads": [token.head.i for token in doc],
            "ents": [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
        }, text


def test_nothing_is_asked_of_no_text():
    assert list(PARSERS.get("en").read([], lambda _place, _columns: True)) == []
