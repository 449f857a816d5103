"""Places found in running text, with the built gazetteer where it is there."""

import json

import pytest

from headwater.config import ResolveConfig
from headwater.model.tables import DOCUMENTS, MENTIONS, TEXTS
from headwater.resolve.gazetteer import built_file, open_gazetteer
from headwater.resolve.places import resolve_places
from headwater.resolve.recognise import recognise_places


@pytest.fixture(scope="module")
def gazetteer():
    if not built_file().is_file():
        pytest.skip("the gazetteer file is not built here")
    return open_gazetteer(built_file())


def mention(text, words, kind, maker="model: ORG"):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "kind": kind, "maker": maker}


FOUND = [
    ("A fire in Alton killed two.", ["Alton"], "a preposition of place"),
    ("Boone County lifted a ban.", ["Boone County"], "a division by its full name"),
    ("SALINA, Kan. (AP) -- Winds blew.", ["SALINA", "Kan"], "a dateline, and the state that holds it"),
    ("He was late. Rochester police said so.", ["Rochester"], "a noun of towns after it"),
    ("Rep. Torrey Westrom, R-Elbow Lake, spoke.", ["Elbow Lake"], "the party and place of a lawmaker"),
    ("Larry Dunaway, of Berea, drove west.", ["Berea"], "where a person is from"),
    ("La base cerca de Maracay es grande.", ["Maracay"], "Spanish"),
    ("They left St. Petersburg for good.", ["St. Petersburg"], "a point inside a name"),
    ("Mr. Houston said no.", [], "a title before it"),
    ("Barack Denver agreed with John Austin.", [], "words that speak of people"),
    ("He will Act on it, Miss.", [], "short names of states that are words"),
    ("Reading is fun. I'll go.", [], "common words and contractions"),
    ("The Police Department met the Board.", [], "common nouns in capitals"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FOUND)
def test_places_without_mentions(gazetteer, text, expected, why):
    assert [text[f.start : f.end] for f in recognise_places(text, [], gazetteer)] == expected, why


def test_one_certain_place_is_believed_in_the_whole_document(gazetteer):
    text = "Berea apartment complex robbed. It stands in Berea, Ky. Later Berea slept."
    assert [text[f.start : f.end] for f in recognise_places(text, [], gazetteer)][:2] == ["Berea", "Berea"]


@pytest.mark.parametrize(
    ("kind", "maker", "expected", "why"),
    [
        ("person", "model: PERSON", (0,), "a guess of the model is overruled"),
        ("organisation", "model: ORG", (0,), "likewise"),
        ("person", "title", None, "a title is believed"),
        ("organisation", "list: organisation", None, "a list is believed"),
        ("date", "grammar: date", None, "a date is no name"),
    ],
)
def test_who_is_overruled(gazetteer, kind, maker, expected, why):
    text = "Police searched a house in Decatur, Ala., at noon."
    found = [f for f in recognise_places(text, [mention(text, "Decatur", kind, maker)], gazetteer) if f.start == 27]
    assert ([f.replaces for f in found] or [None])[0] == expected, why


def test_a_place_stands_inside_the_name_of_an_organisation(gazetteer):
    text = "The Kentucky Home Guard met."
    held = mention(text, "Kentucky Home Guard", "organisation")
    (found,) = recognise_places(text, [held], gazetteer)
    assert (text[found.start : found.end], found.inside, found.replaces) == ("Kentucky", 0, ())


def resolve(text, gazetteer, *mentions):
    docs = DOCUMENTS.from_rows([{"doc_id": "d", "external_id": "x", "n_chars": len(text), "text_id": "t"}])
    rows = [{"mention_id": f"m{n}", "doc_id": "d", "external_id": "x", "name": m["text"], **m} for n, m in enumerate(mentions)]
    tables = {
        "documents": docs,
        "texts": TEXTS.from_rows([{"doc_id": "d", "text_id": "t", "text": text}]),
        "mentions": MENTIONS.from_rows(rows) if rows else MENTIONS.empty(),
    }
    out = resolve_places(tables, config=ResolveConfig(), model=gazetteer)["mentions"].to_dicts()
    assert all(text[r["start"] : r["end"]] == r["text"] for r in out)
    assert len({r["mention_id"] for r in out}) == len(out)
    return {r["text"]: r for r in out}


def test_a_listed_site_is_a_site(gazetteer):
    row = resolve("Drones stood at Alabuga.", gazetteer, mention("Drones stood at Alabuga.", "Alabuga", "place"))["Alabuga"]
    assert row["kind"] in {"site", "place"}
    assert abs(row["lat"] - 55.8) < 0.2


def test_a_site_that_nobody_lists_is_placed_by_the_place_in_its_name(gazetteer):
    text = "L'usine de Douchanbé tourne."
    row = resolve(text, gazetteer, mention(text, "usine de Douchanbé", "site", "site noun"))["usine de Douchanbé"]
    detail = json.loads(row["detail"])
    assert (round(row["lat"], 1), round(row["lon"], 1)) == (38.5, 68.8)
    assert row["precision_m"] >= 10_000
    assert detail["reasons"][0][0] == "place in its name"


def test_hostile_text_takes_linear_time(gazetteer):
    text = "A B C D " * 20_000
    assert recognise_places(text, [], gazetteer) == []
