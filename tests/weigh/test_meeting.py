"""Loose questions meet the fuller one that agrees with them, and nothing else does."""

from typing import Any

import polars as pl
import pytest
from weigh_cases import items_of, values_of, weigh

from headwater.weigh.counted import is_part
from headwater.weigh.things import carrier_in, is_vague

GIVES = {
    "kind": "transfer", "trigger": "deliver", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve",
    "definition": "drones", "quantity_best": 12.0, "quantity_unit": "drones", "quantity_text": "12",
}  # fmt: skip
THEM = {**GIVES, "definition": "them", "quantity_unit": None}
SITE = {"place": "Port Ruiz", "place_entity": "en-site"}
TRAINS = {"kind": "training", "trigger": "train", "subject": "Iranian experts", "object": "Venezuelan pilots"}
STATES = {"subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve"}
COSTS = {
    "kind": "funding", "trigger": "cost", "subject": "Venezuela", "subject_entity": "en-ve", "object": "the memorandum", "quantity_best": 12e6,
    "quantity_unit": "USD",
}  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "together", "why"),
    [
        ([GIVES, {**THEM, "doc": "b", "start": 50}, {**GIVES, "doc": "b", "quantity_best": None, "quantity_unit": None}], True, "them is what was named"),
        ([GIVES, {**GIVES, "quantity_unit": "flights", "quantity_best": 7.0}], False, "flights are no drones"),
        ([{**GIVES, "quantity_unit": "cargo planes"}, {**GIVES, "quantity_unit": "flights", "quantity_best": 7.0}], True, "what carries is what is counted"),
        ([{**GIVES, "quantity_unit": "containers"}, {**GIVES, "quantity_unit": "contenedores", "quantity_best": 7.0}], True, "in two languages"),
        ([GIVES, {**GIVES, "doc": "b", "object": None, "object_entity": None, **SITE}], True, "the only receiver of the case"),
        ([{**GIVES, "doc": "a"}, {**GIVES, "doc": "c"}, {**GIVES, "doc": "b", "subject": "Venezuela", "subject_entity": "en-ve", "object": "Iran", "object_entity": "en-ir"}], True, "the sides changed places"),
        ([GIVES, {**GIVES, "doc": "b", "subject": "Venezuela", "subject_entity": "en-ve", "object": "Iran", "object_entity": "en-ir", "quantity_best": 40.0, "quote": "forty were given back because they had failed in tests"}], False, "one against one: either may be right"),
        ([TRAINS, {**TRAINS, "object": None, "doc": "b"}], True, "the only one that they train"),
        ([TRAINS, {**TRAINS, "object": "Venezuelan crews"}], True, "people of a country, whatever they are called"),
        ([COSTS, {**COSTS, "object": "the deal", "quantity_best": 46e6}], True, "what is only called a deal"),
        ([COSTS, {**COSTS, "object": "uniforms"}], True, "one sum of money in two reports on one state"),
        ([COSTS, {**COSTS, "object": "uniforms", "quantity_best": 46e6}], False, "paid for something else"),
    ],
)  # fmt: skip
def test_first_and_last_claim_meet(claims: list[dict[str, Any]], together: bool, why: str) -> None:
    items = items_of(weigh(claims))
    first = items[0]
    others = [items[i] for i, c in enumerate(claims) if i and c.get("doc") != "c"]
    assert (first is not None and others[0] == first) == together, why


@pytest.mark.parametrize(
    ("text", "vague"),
    [("them", True), ("cuatro aparatos", True), ("the type", True), ("the present fleet", True), ("six drones", False), ("United States", False), ("missile unit", False)],
)  # fmt: skip
def test_vague_words_name_nothing(text: str, vague: bool) -> None:
    assert is_vague(text) == vague


def test_carriers_are_named_in_any_language() -> None:
    assert carrier_in("9,400 containers of shells") == carrier_in("contenedores")
    assert carrier_in("shells") is None


@pytest.mark.parametrize(
    ("quote", "part"), [("four of them belonged to a firm", True), ("four drones", False), ("four de ellos", True)]
)
def test_part_of_what_was_counted(quote: str, part: bool) -> None:
    assert is_part({"quote": quote, "quantity_text": "four"}) == part


def test_a_bound_does_not_hide_a_figure() -> None:
    at_least = {**GIVES, "quantity_low": 7.0, "quantity_best": 7.0, "quote": "at least seven"}
    seven = {**GIVES, "quantity_low": 7.0, "quantity_best": 7.0, "quantity_high": 7.0, "quote": "seven"}
    tables = weigh([at_least, seven, {**seven, "quantity_low": 12.0, "quantity_best": 12.0, "quantity_high": 12.0}])
    row = tables["conflicts"].filter(pl.col("verdict") == "conflict").row(0, named=True)
    assert {row["claim_a"], row["claim_b"]} == {"cl-01", "cl-02"}, "the claims that the reason speaks of"


def test_the_last_design_named_is_meant() -> None:
    spec = {
        "kind": "equipment_spec",
        "trigger": "carry",
        "definition": "payload",
        "quantity_best": 150.0,
        "quantity_unit": "kg",
    }
    named = {**spec, "doc": "a", "subject": "Kestrel-9", "subject_entity": "en-k9"}
    tables = weigh([named, {**spec, "doc": "a", "subject": "the type", "quantity_best": 100.0}])
    assert len(set(items_of(tables))) == 1


def test_a_retold_sentence_answers_the_question_of_the_first() -> None:
    words = "the general called the factory a turning point of the alliance"
    one = {
        "kind": "statement",
        "trigger": "call",
        "subject": "Bo Lind",
        "subject_entity": "en-b",
        "object": "the factory",
        "quote": words,
    }
    two = {**one, "kind": "assessment", "object": "turning point", "quote": f"{words}, again"}
    far = {**one, "object": "the weather", "quote": "nothing that anybody had said before was of any weight here"}
    items = items_of(weigh([one, two, far]))
    assert items[0] == items[1] != items[2]


@pytest.mark.parametrize(
    ("people", "verdict", "why"),
    [
        ("instructors", ["conflict"], "who travels has changed on the way"),
        ("scholarships", ["scope differs"], "as many, and no people are named"),
    ],
)
def test_one_figure_of_other_people(people: str, verdict: list[str], why: str) -> None:
    trained = {**TRAINS, **STATES, "quantity_best": 40.0, "quantity_unit": "soldiers"}
    said = {
        "kind": "statement",
        "trigger": "say",
        "subject": people,
        "quantity_best": 40.0,
        "quantity_unit": people,
        "quote": "as many will travel",
    }
    also = {**said, **STATES}
    assert weigh([trained, {**trained, "doc": "b"}, also])["conflicts"]["verdict"].to_list() == verdict, why


def test_order_of_documents_plays_no_part() -> None:
    claims = [{**GIVES, "doc": "a"}, {**THEM, "doc": "b"}, {**GIVES, "doc": "c", "quantity_best": 6.0}]
    forward, backward = weigh(claims), weigh(claims[::-1])
    assert sorted(map(str, values_of(forward))) == sorted(map(str, values_of(backward)))
