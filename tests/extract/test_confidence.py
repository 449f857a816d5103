"""Confidence: what it weighs, what it says, and its laws; how well it holds is a floor in test_gold.py."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import claims_of

from headwater.extract.confidence import SEPARATOR, STEPS, confidence_of, weigh_traits
from headwater.extract.explain import explain_confidence
from headwater.schema.learned_confidence import load_confidence_weights

TEXT = (
    "According to Reuters, Serbia delivered forty howitzers to Cyprus in 2019. They were built in Omsk. The country may buy ten radars. "
    "The regiment bedded down in Minsk with forty tanks. Analysts called the plant a threat."
)
TRAITS = [
    ("Serbia delivered forty howitzers to Cyprus.", "transfer", ["subject said", "object is country", "claims 0", "rule trigger_verb"]),
    ("Serbia will deliver forty howitzers to Cyprus.", "transfer", ["soft"]),
    ("Serbia denied that it delivered forty howitzers to Cyprus.", "transfer", ["denied", "credited"]),
    ("Reuters said Serbia delivered forty howitzers to Cyprus.", "transfer", ["credited"]),
    ("Forty howitzers were delivered to Cyprus.", "transfer", ["subject none"]),
    ("The regiment bedded down in Minsk with forty tanks.", "deployment", ["rule learned"]),
    ("Serbia signed a pact with Cyprus. The country bought ten radars.", "transfer", ["subject needs definite", "context 1"]),
]  # fmt: skip
WEIGHED = [
    (["chance 0.9"], ["chance 0.15"], "what the model finds likely is right more often"),
    (["subject chance 0.95"], ["subject chance 0"], "so is a likely subject"),
    (["object chance 0.85"], ["object chance 0"], "and a likely object"),
    (["subject said"], ["subject none"], "a claim without a doer agrees less often"),
    (["object is country"], ["object is thing"], "states are named alike by all"),
    ([], ["soft"], "plans are told less plainly"),
    ([], ["rule learned"], "what no rule calls is wrong more often"),
    ([], ["document out of field"], "labelled notes are of the field: by hand"),
    (["document of little field"], ["document out of field"], "the further off, the less"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), TRAITS, ids=[row[0] for row in TRAITS])
def test_a_claim_keeps_the_traits_that_it_was_weighed_by(text, kind, expected):
    claim = next(c for c in claims_of(text) if c["kind"] == kind)
    assert set(expected) <= set(claim["basis"].split(SEPARATOR))


@pytest.mark.parametrize(("more", "less", "why"), WEIGHED, ids=[row[2] for row in WEIGHED])
def test_what_weighs_more(more, less, why):
    plain = ["rule trigger_verb", "chance 0.75", "subject said", "object said"]
    assert confidence_of([*plain, *more]) > confidence_of([*plain, *less]), why


@given(st.lists(st.sampled_from(sorted(load_confidence_weights())), unique=True))
def test_confidence_is_a_share_whatever_is_seen_and_in_any_order(traits):
    assert 0 < confidence_of(traits) < 1
    assert confidence_of(traits) == confidence_of(traits[::-1])
    assert confidence_of([*traits, "never seen"]) == confidence_of(traits)


def test_every_claim_says_where_its_confidence_comes_from():
    claims = claims_of(TEXT)
    assert len(claims) >= 4
    for claim in claims:
        total = sum(weight for _, weight in weigh_traits(claim["basis"]))
        assert claim["confidence"] == pytest.approx(1 / (1 + np.exp(-total)), abs=0.011)
        first, *lines = explain_confidence(claim)
        assert str(claim["confidence"]) in first
        assert len(lines) == len(weigh_traits(claim["basis"])) - 1
        assert not {line.split(" ", 3)[3] for line in lines} & set(load_confidence_weights()), "told in words"


@pytest.mark.parametrize(
    ("maker", "expected"),
    [("some-model", "nobody has measured"), ("rules", "did not keep"), ("rules, some-model", "did not keep")],
)
def test_a_claim_without_traits_says_so(maker, expected):
    (line,) = explain_confidence({"confidence": 0.4, "basis": None, "maker": maker})
    assert expected in line


def test_weights_are_of_traits_that_a_claim_can_have():
    for name in load_confidence_weights():
        head, _, step = name.rpartition(" ")
        assert head not in STEPS or step == "unknown" or float(step) in STEPS[head], name


@pytest.fixture(scope="module")
def bench():
    folder = Path(__file__).parents[2] / "bench"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("bench_claims", folder / "claims.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        from learning import reliability

        yield module, reliability
    finally:
        sys.path.remove(str(folder))


@pytest.mark.parametrize(
    ("confidence", "right", "brier", "error", "area"),
    [
        ([0.9, 0.9, 0.1], [1, 1, 0], 0.01, 0.1, 1.0),
        ([0.5, 0.5], [1, 0], 0.25, 0.0, 0.0),
        ([0.1, 0.9], [1, 0], 0.81, 0.9, 0.0),
    ],
)
def test_quality_of_confidence(bench, confidence, right, brier, error, area):
    found = bench[0].quality(np.array(confidence), np.array(right, float))
    assert (found["brier"], found["calibration_error"]) == (pytest.approx(brier), pytest.approx(error))
    assert found["area"] in {area, 0.5} if confidence == [0.5, 0.5] else found["area"] == area


def test_what_is_fitted_is_the_share_that_was_right(bench):
    reliability = bench[1]
    claims = [
        reliability.Judged(
            f"n{i}", "notes", ["rule sure" if i % 2 else "rule poor", "chance 0.3"], True, i % 10 in {1, 3, 5, 7, 2}
        )
        for i in range(400)
    ]
    weights = reliability.fit_confidence(claims)
    found = reliability.weigh(claims[:2], weights)
    assert found == pytest.approx([0.2, 0.8], abs=0.03)
    assert not set(weights) & {"chance 0.45"}
    rows = reliability.reliability(claims, reliability.weigh(claims, weights))
    assert [(r["claims"], r["right"]) for r in rows] == [(200, 0.2), (200, 0.8)]
