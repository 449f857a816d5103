"""The gate before the parse: why a sentence passes, and what is lost by those that do not."""

import importlib.util
from pathlib import Path

import pytest

from headwater.annotate.gate import REASONS, find_reason, is_worth_parse
from shared_data import shared

VERB, NOUN, JUDGED, CREDIT, DESIGNATOR, UNIT = REASONS


@pytest.mark.parametrize(
    ("text", "language", "expected", "why"),
    [
        ("Iran delivered assembly kits.", "en", VERB, "trigger verb"),
        ("Three have been made.", "en", VERB, "a bare number may be what is made"),
        ("Then they made them.", "en", VERB, "a pronoun may be what is made"),
        ("He will make his way.", "en", None, "what is made is of no class"),
        ("They had an agreement.", "en", NOUN, "light verb and its noun"),
        ("So Acme is idle.", "en", JUDGED, "judgement of a name"),
        ("The cake is idle.", "en", None, "judgement of something else"),
        ("The cake is baked in Paris.", "en", None, "an auxiliary does not judge"),
        ("Then it told Reuters.", "en", CREDIT, "credit and a name"),
        ("He said nothing.", "en", None, "credit without a name has nobody to trace"),
        ("Two of them like the C-802.", "en", DESIGNATOR, "designator"),
        ("See you on March 3.", "en", None, "a date is no designator"),
        ("Only 40 km apart.", "en", UNIT, "number with a unit"),
        ("Hope springs eternal.", "en", None, "nothing"),
        ("Según Reuters, no.", "es", CREDIT, "Spanish credit"),
        ("Irán entregó los kits.", "es", VERB, "Spanish trigger"),
        ("the reactor", "en", None, "no verb at all"),
        ("Go.", "en", None, "one word"),
        ("", "en", None, "nothing at all"),
        ("İran drone gönderdi.", "tr", None, "a language without entries"),
    ],
)
def test_find_reason(text, language, expected, why):
    assert find_reason(text, language) == expected, why
    assert is_worth_parse(text, language) is (expected is not None), why


def _bench():
    spec = importlib.util.spec_from_file_location("bench_gate", Path(__file__).parents[2] / "bench" / "gate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_labelled_claim_is_refused():
    shared("notes/claims.jsonl")
    found = _bench().measure_gold()
    assert found["claims"] > 90
    assert found["lost"] <= 0.01, found["ids"]


@pytest.mark.slow
def test_the_gate_loses_at_most_one_claim_in_a_hundred():
    shared("data/ecbplus")
    bench = _bench()
    parsers = bench.load_parsers()
    rows = [bench.measure_set(name, records, parsers) for name, records in bench.read_sets(60).items()]
    assert sum(r["claims"] for r in rows) > 1500
    assert {r["set"]: r["lost"] for r in rows if r["lost"] > 0.01} == {}
    assert next(r for r in rows if "ECB" in r["set"])["passing"] < 0.9, "a gate that lets everything through is none"
