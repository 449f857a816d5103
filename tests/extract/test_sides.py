"""Who, to whom and where: phrases near a claim, what a document offers for each side, and when the rules' answer gives way."""

import json
import math
from unittest import mock

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import read_documents

from headwater.extract import sides
from headwater.extract.context import Named
from headwater.extract.near import MOST
from headwater.extract.options import MOST_NAMES, NOBODY, Option, is_akin, list_options, names_before, offer
from headwater.extract.reader import Reader, Sides
from headwater.extract.sides import ROLES, SURE, choose_sides

PATHS = [
    ("Serbia delivered ten howitzers to Cyprus in Omsk.", "en",
     {"Serbia": "subj", "ten howitzers": "obj", "Cyprus": "prep:to.pobj", "Omsk": "prep:in.pobj"}, "subject, object, prepositions by their word"),
    ("Ten howitzers were delivered to Cyprus by Serbia.", "en",
     {"Ten howitzers": "subjpass", "Serbia": "prep:by.pobj"}, "a passive: its subject is not who does it"),
    ("Serbia entregó diez obuses a Chipre en Omsk.", "es",
     {"Serbia": "subj", "diez obuses": "obj", "Chipre": "prep:a", "Omsk": "prep:en"}, "Spanish prepositions hang under their noun"),
    ("The army of Serbia trained pilots, the minister said.", "en",
     {"Serbia": "subj.prep:of.pobj", "pilots": "obj", "minister": "ccomp^subj"}, "down into a phrase, and up to the verb of speech"),
]  # fmt: skip


def near(text, language="en"):
    """Phrases near the first claim of a text."""
    return json.loads(read_documents(text, language=language)["frames"].to_dicts()[0]["roles"])["near"]


@pytest.mark.parametrize(("text", "language", "expected", "why"), PATHS, ids=[row[3] for row in PATHS])
def test_a_phrase_hangs_together_with_its_verb(text, language, expected, why):
    found = near(text, language)
    paths = {phrase["text"]: phrase["path"] for phrase in found}
    assert {name: paths.get(name) for name in expected} == expected, why
    for phrase in found:
        assert 0 <= phrase["start"] < phrase["end"] <= len(text)
        assert phrase["side"] in {"in<", "in>", "out<", "out>"}


def test_the_phrases_nearest_to_the_verb_are_kept():
    text = "Serbia delivered " + ", ".join(f"{n} radars" for n in ("ten", "six", "two", "four", "nine") * 4) + " to Cyprus."
    assert 0 < len(near(text)) <= MOST


AKIN = [
    ("Venezuela", "Venezuelan engineers", True, "a state and its people"),
    ("Venezuelan engineers", "Venezuela", True, "the other way round"),
    ("VENEZUELA", "venezolanos", True, "the first five letters count"),
    ("Serbia", "SERBIAN army", True, "case says nothing"),
    ("Serbia", "Cyprus", False, "two states"),
    ("Cyprus", "Cypriot officers", False, "stems that part at the fifth letter"),
    ("Iran", "Iranian drones", False, "a stem of four letters is not one of five"),
    ("the plant", "the base", False, "articles are too short"),
    ("", "Serbia", False, "nobody"),
    ("Serbia", "", False, "nobody, the other way round"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), AKIN, ids=[row[3] for row in AKIN])
def test_names_begin_a_word_alike(one, other, expected, why):
    assert is_akin(one, other) is expected, why


@given(st.text(alphabet="abcdeABCDE áñ", max_size=20), st.text(alphabet="abcdeABCDE áñ", max_size=20))
def test_a_name_with_a_long_word_is_akin_to_itself_and_to_more_of_it(name, more):
    assert is_akin(name, name) is any(len(word) >= 5 for word in name.split())
    assert not is_akin(name, name) or is_akin(name, name + " " + more)


def phrase(text, path="obj", kind="thing", start=0, **more):
    return {
        "text": text,
        "path": path,
        "kind": kind,
        "side": "in>",
        "head": text.lower(),
        "start": start,
        "end": start + len(text),
        **more,
    }


def frame_of(*phrases, kind="transfer", **roles):
    return {
        "kind": kind,
        "rule": "trigger_verb + report_verb",
        "trigger": "sell",
        "base": 100,
        "attributed_to": None,
        "roles": {"near": list(phrases), "clause": {"text": "sell", "passive": False}, **roles},
    }


def reader_of(*names):
    """A document that named these, one a sentence, in order."""
    reader = Reader("doc-0", "d0", None, "", "en")
    for n, name in enumerate(names):
        reader.context.note(Named(name, "country", n, 10 * n, 10 * n + len(name), False, False, True))
    return reader


def claim_of(subject=None, object_=None, where=None):
    return {"subject": subject, "object": object_, "place": where}


def listed(reader, frame, claim, role):
    return list_options(reader, frame, claim, role, offer(reader, 3, frame))


NAMES = st.sampled_from(["Serbia", "serbia", "SERBIA", "Cyprus", "ten radars", "Omsk", "Ten Radars", "Straße", "STRASSE", ""])
SAID = st.none() | NAMES.filter(bool)
CLAIMS = st.builds(claim_of, SAID, SAID, SAID)


@given(st.lists(NAMES, max_size=8), st.lists(NAMES.filter(bool), max_size=8), CLAIMS, st.sampled_from(ROLES))
def test_options_are_the_answer_first_then_all_else_once_with_nobody_among_them(phrases, names, claim, role):
    options = listed(reader_of(*names), frame_of(*map(phrase, phrases)), claim, role)
    texts = [option.text.casefold() for option in options]
    assert texts[0] == (claim[role] or NOBODY).casefold()
    assert len(texts) == len(set(texts))
    assert NOBODY in texts
    assert {p.casefold() for p in phrases if p} <= set(texts)
    assert [o for o in options if "rule" in o.traits] == options[:1]
    assert [o.text for o in options if "nobody" in o.traits] == [NOBODY]


def test_options_of_one_role_leave_those_of_the_next_alone():
    reader, frame = reader_of("Serbia"), frame_of(phrase("Omsk"))
    offered = offer(reader, 3, frame)
    before = {key: list(option.traits) for key, option in offered.items()}
    for role in ROLES:
        list_options(reader, frame, claim_of("Serbia", "Cyprus"), role, offered)
    assert {key: list(option.traits) for key, option in offered.items()} == before


def traits_of(options, text):
    return next(option.traits for option in options if option.text == text)


def test_an_option_says_how_it_stands_to_what_is_known():
    reader = reader_of("Serbia", "Malta")
    reader.country = "Malta"
    reader.sides["transfer"] = Sides("Serbia", "Malta", "country", 1)
    reader.last_sides = ("Serbia", "Malta", None)
    frame = frame_of(phrase("ten radars"), phrase("Cypriot officers", "subj"), phrase("Omsk", "prep:in.pobj")) | {
        "attributed_to": "Malta"
    }
    options = listed(reader, frame, claim_of("Omsk", "Cyprus"), "place")
    rows = [
        (
            "ten radars",
            {"near", "path=obj", "v=sell:path=obj"},
            {"before", "is_object", "only_before"},
            "a phrase of the sentence",
        ),
        ("Cypriot officers", {"path=subj"}, {"akin_object"}, "no five letters in common with Cyprus"),
        ("Omsk", {"is_subject", "path=prep:in.pobj"}, {"is_object"}, "the other side already"),
        (
            "Malta",
            {"before", "main_state", "is_credited", "was_object", "was_side", "only_before"},
            {"was_subject", "near"},
            "named before",
        ),
        ("Serbia", {"before", "was_subject", "bname"}, {"main_state", "is_credited"}, "who did the last one"),
        ("", {"rule", "nobody", "nobody:rule=none", "rule:trigger_verb"}, {"only_before", "near"}, "nobody"),
    ]
    for text, some, others, why in rows:
        found = set(traits_of(options, text))
        assert some <= found, (why, some - found)
        assert not others & found, (why, others & found)


def test_a_part_of_a_side_says_so():
    subject = {"text": "Venezuelan engineers", "start": 0, "end": 20}
    frame = frame_of(phrase("Venezuela") | {"start": 0, "end": 10}, phrase("Venezuelan engineers"), subject=subject)
    options = listed(reader_of(), frame, claim_of("Venezuelan engineers"), "subject")
    assert {"part_of_subject", "akin_subject"} & set(traits_of(options, "Venezuela")) == {"part_of_subject"}
    assert "part_of_subject" not in traits_of(options, "Venezuelan engineers")


def test_names_before_are_the_commonest_and_stay_as_they_are():
    reader = reader_of("Malta", *(f"State{n}" for n in range(2 * MOST_NAMES)), "Malta")
    found = names_before(reader, 20)
    assert found[0][0] == "Malta"
    assert len(found) == MOST_NAMES
    found[0][1]["mine"] = None
    assert "mine" not in names_before(reader, 20)[0][1], "worked out once, and given out as copies"
    reader.context.note(Named("Omsk", "place", 20, 900, 904, False, False, True))
    assert "Omsk" in [name for name, _ in names_before(reader, 20)], "a new name counts at once"


ANSWERED = [
    ("none", "object", claim_of("Serbia"), {}, "no answer"),
    ("unsaid", "subject", claim_of(), {}, "no doer: often left open on purpose"),
    (
        "needs",
        "subject",
        claim_of("Serbia"),
        {"subject": {"text": "", "needs": "implicit", "start": 0, "end": 0}},
        "from the context",
    ),
    ("needs", "object", claim_of(None, "Serbia"), {}, "from the context, without a role"),
    ("none", "place", claim_of("Serbia", "Cyprus"), {}, "no place"),
]


@pytest.mark.parametrize("much", [0.01, -0.01], ids=["more than sure", "less than sure"])
@pytest.mark.parametrize(("answer", "role", "claim", "roles", "why"), ANSWERED, ids=[row[4] for row in ANSWERED])
def test_an_answer_gives_way_only_to_one_that_is_much_likelier(monkeypatch, much, answer, role, claim, roles, why):
    weight = math.log(SURE[answer]) + much
    monkeypatch.setattr(sides, "option_weights", lambda r, _kind: {"head=omsk": weight} if r == role else {})
    found = dict(claim)
    choose_sides(reader_of(), 3, frame_of(phrase("Omsk"), **roles), found)
    assert found == claim | ({role: "Omsk"} if much > 0 else {}), why


def test_an_answer_that_stands_in_the_words_stays(monkeypatch):
    monkeypatch.setattr(sides, "option_weights", lambda _role, _kind: {"head=omsk": 99.0})
    found = claim_of("Serbia", "Cyprus", "Malta")
    said = {role: {"text": text, "start": 0, "end": 6} for role, text in found.items()}
    choose_sides(reader_of(), 3, frame_of(phrase("Omsk"), **said), found)
    assert found == claim_of("Serbia", "Cyprus", "Malta")


def test_an_answer_is_taken_away_where_nobody_is_much_likelier(monkeypatch):
    monkeypatch.setattr(sides, "option_weights", lambda role, _kind: {"nobody": 9.0} if role == "place" else {})
    found = claim_of("Serbia", "Cyprus", "Omsk")
    choose_sides(reader_of(), 3, frame_of(phrase("ten radars")), found)
    assert found == claim_of("Serbia", "Cyprus")


TAKEN = [
    ("subject", claim_of(None, "Cyprus"), False, "whom it is done to does not do it"),
    ("subject", claim_of("Serbia", "CYPRUS"), False, "capitals make no other name"),
    ("object", claim_of("Cyprus"), False, "who does it does not do it to himself"),
    ("place", claim_of("Cyprus", "Serbia"), True, "a side can be where it happens"),
    ("subject", claim_of("Serbia", "Malta"), True, "a name that no side has"),
]


@pytest.mark.parametrize(("role", "claim", "expected", "why"), TAKEN, ids=[row[3] for row in TAKEN])
def test_a_name_that_is_the_other_side_is_not_taken(monkeypatch, role, claim, expected, why):
    monkeypatch.setattr(sides, "option_weights", lambda r, _kind: {"head=cyprus": 9.0} if r == role else {})
    found = dict(claim)
    choose_sides(reader_of(), 3, frame_of(phrase("Cyprus")), found)
    assert found == claim | ({role: "Cyprus"} if expected else {}), why


TRAITS = [
    "near",
    "nobody",
    "rule",
    "before",
    "path=obj",
    "order=0",
    "order=1",
    "order=2",
    "head=serbia",
    "head=cyprus",
    "is_subject",
    "is_object",
]


@given(
    st.lists(NAMES, max_size=5),
    st.lists(NAMES.filter(bool), max_size=4),
    CLAIMS,
    st.dictionaries(st.sampled_from(ROLES), st.dictionaries(st.sampled_from(TRAITS), st.floats(-9, 9))),
)
def test_two_sides_never_become_one_and_nothing_is_made_up(phrases, names, claim, weights):
    before = dict(claim)
    frame, seen = frame_of(*map(phrase, phrases)), []
    with mock.patch.object(sides, "option_weights", lambda role, _kind: weights.get(role, {})):
        choose_sides(reader_of(*names), 3, frame, claim, lambda _r, _f, _c, role, options: seen.append((role, options)))
        again = dict(before)
        choose_sides(reader_of(*names), 3, frame, again)
    assert again == claim, "the same input gives the same answer"
    assert [role for role, _ in seen] == list(ROLES)
    for role, options in seen:
        assert all(isinstance(option, Option) for option in options)
        assert claim[role] == before[role] or (claim[role] or NOBODY) in [option.text for option in options]
    changed = claim["subject"] != before["subject"] or claim["object"] != before["object"]
    if changed and claim["subject"] and claim["object"]:
        assert claim["subject"].casefold() != claim["object"].casefold()


OUT_OF_FIELD = [
    ("The museum bought a ship.", "en", "no arms, no forces, no state"),
    ("The museum bought an old ship for 40 million dollars.", "en", "a sum is none of them"),
    ("El museo compró un barco por 40 millones de dólares.", "es", "the same in Spanish"),
]


@pytest.mark.parametrize(("text", "language", "why"), OUT_OF_FIELD, ids=[row[0] for row in OUT_OF_FIELD])
def test_documents_out_of_the_field_keep_the_answers_of_the_rules(monkeypatch, text, language, why):
    asked = []
    monkeypatch.setattr(sides, "option_weights", lambda role, kind: asked.append((role, kind)) or {})
    found = read_documents(text, language=language)
    assert any(json.loads(roles)["near"] for roles in found["frames"]["roles"]), "there would be something to choose from"
    assert asked == [], why
    read_documents("Serbia bought ten radars.")
    alone, asked[:] = list(asked), []
    assert {kind for _, kind in alone} == {"transfer"}
    read_documents(text, "Serbia bought ten radars.")
    assert asked == alone, "nothing is chosen in the document beside it"


STORIES = {
    "en": "Serbia opened the Sokol plant in 2009. Ten howitzers were delivered to Cyprus. Engineers trained forty pilots there.",
    "es": "Irán abrió una planta en Omsk. Se entregaron diez obuses a Chipre. Entrenaron a cuarenta pilotos allí.",
}


@pytest.mark.parametrize("language", STORIES)
def test_other_documents_and_their_order_change_no_side(language):
    text, other = STORIES[language], {"en": "Malta bought ten radars.", "es": "Malta compró diez radares."}[language]
    columns = ["start", "end", "kind", *ROLES, "confidence"]
    alone = read_documents(text, language=language)["claims"].select(columns)
    assert alone.height >= 2
    for texts in ((text, other), (other, text), (other, text, other)):
        claims = read_documents(*texts, language=language)["claims"]
        mine = claims.filter(pl.col("external_id") == f"d{texts.index(text)}").select(columns)
        assert mine.equals(alone)
