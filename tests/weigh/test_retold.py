"""Claims that are likely one question are put to it; those that say plainly that they ask something else are not."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weigh_cases import items_of, values_of, weigh

from headwater.schema.learned_meeting import load_meeting_weights
from headwater.weigh.asking import ask_by_roles
from headwater.weigh.likeness import LEAST, STEPS, align, chance, pair_traits, relate_documents, screen
from headwater.weigh.roles import Roles
from headwater.weigh.statements import Statements, meaning

SHIP: dict[str, Any] = {"kind": "transfer", "trigger": "deliver", "subject": "Bo Lind", "subject_entity": "en-b"}
LANDED = {
    **SHIP,
    "object": "two patrol boats",
    "quote": "Two patrol boats were landed from a freighter at the northern harbour in May",
}
COME = {
    **SHIP,
    "kind": "other",
    "trigger": "come",
    "object": "boats",
    "quote": "both patrol boats came to the northern harbour aboard a freighter",
}
BUILT = {
    **SHIP,
    "kind": "other",
    "trigger": "pay",
    "object": "school",
    "quote": "a school for the fishermen's children was paid out of the ministry's chest",
}


@pytest.mark.parametrize(
    ("one", "two", "together", "why"),
    [
        (LANDED, COME, True, "the same arrival in other words, read as another kind"),
        (LANDED, {**LANDED, "quote": LANDED["quote"] + ", he said"}, True, "retold word for word"),
        (LANDED, BUILT, False, "nothing in common but who is spoken of"),
        (
            {**LANDED, "quantity_best": 12.0, "quantity_unit": "patrol boats"},
            {**COME, "quantity_best": 7.0, "quantity_unit": "containers", "quote": "seven containers were stacked beside the harbour wall"},
            False,
            "figures of two things",
        ),
        (
            {"kind": "production", "subject": "Iran", "subject_entity": "en-ir", "object": "drones", "quote": "Iran builds drones in the east"},
            {"kind": "production", "subject": "Venezuela", "subject_entity": "en-ve", "object": "missiles", "quote": "Caracas puts missiles together at home"},
            False,
            "both name who and what, and not the same",
        ),
    ],
)  # fmt: skip
def test_likely_claims_meet(one: dict[str, Any], two: dict[str, Any], together: bool, why: str) -> None:
    dates = {"d0": "2024-05-03", "d1": "2024-05-04"}
    first, second = items_of(weigh([one, two], dates))
    assert (first is not None and first == second) == together, why


def test_claims_without_a_word_meet_nobody() -> None:
    bare = {"kind": "statement", "trigger": "", "quote": "7", "subject": None, "object": None}
    assert items_of(weigh([bare, {**bare, "doc": "b"}])) == [None, None]
    assert weigh([])["items"].is_empty()


def test_a_document_is_never_joined_with_itself() -> None:
    items = items_of(weigh([{**LANDED, "doc": "a"}, {**COME, "doc": "a"}], {"a": "2024-05-03"}))
    assert items[0] != items[1]


@pytest.mark.parametrize("n_copies", [1, 4])
def test_copies_of_a_text_change_no_meeting(n_copies: int) -> None:
    told = [
        {**c, "doc": f"doc{n}"}
        for n, c in enumerate((LANDED, COME, BUILT, {**BUILT, "quote": "a school that the ministry paid for"}))
    ]
    copies = [{**told[n], "doc": f"copy{k}of{n}"} for k in range(n_copies) for n in (0, 1, 2)]
    alone = items_of(weigh(told))
    beside = items_of(weigh([*told, *copies], copies={c["doc"]: f"doc{c['doc'][-1]}" for c in copies}))
    assert beside[: len(told)] == alone
    assert beside[len(told) :] == alone[:3] * n_copies


@settings(max_examples=15, deadline=None)
@given(
    order=st.permutations(
        [LANDED, COME, BUILT, {**BUILT, "quote": "the children of the fishermen have a school that the ministry paid for"}]
    )
)
def test_order_plays_no_part(order: list[dict[str, Any]]) -> None:
    named = [{**c, "doc": f"doc{c['quote'][:12]}{c['trigger']}"} for c in order]
    tables = weigh(named)
    groups = {
        frozenset(c for c, item in zip((n["quote"] for n in named), items_of(tables), strict=True) if item == own)
        for own in items_of(tables)
    }
    straight = weigh(sorted(named, key=lambda c: str(c["doc"])))
    rows = sorted(named, key=lambda c: str(c["doc"]))
    again = {
        frozenset(c for c, item in zip((n["quote"] for n in rows), items_of(straight), strict=True) if item == own)
        for own in items_of(straight)
    }
    assert groups == again


@pytest.mark.parametrize(
    ("one", "other", "least", "most", "why"),
    [
        (("soldiers", "en"), ("soldados", "es"), 0.6, 1.01, "two languages"),
        (("bought", "en"), ("purchase", "en"), 0.4, 1.01, "an inflected form and a noun"),
        (("compraron", "es"), ("bought", "en"), 0.4, 1.01, "inflected in both"),
        (("tanks", "en"), ("price", "en"), -1.0, 0.25, "nothing to do with each other"),
        (("qxzzv", "en"), ("price", "en"), 0.0, 0.0, "unknown words mean nothing"),
    ],
)
def test_meanings(one: tuple[str, str], other: tuple[str, str], least: float, most: float, why: str) -> None:
    assert least <= float(meaning(*one) @ meaning(*other)) <= most, why


def test_alignment_is_symmetric_and_bounded() -> None:
    tables = weigh([LANDED, COME, BUILT])
    claims = list(tables["claims"].sort("claim_id").iter_rows(named=True))
    statements = Statements(claims, {}, Roles(tables["entities"], tables["claims"], tables["documents"]))
    there, back = align(statements, [0], [1, 2]), align(statements, [1, 2], [0])
    assert there.at(0, 1) == pytest.approx((back.at(1, 0)[1], back.at(1, 0)[0], *back.at(1, 0)[2:]))
    assert all(0 <= x <= 1.0001 for m in (0, 1) for x in there.at(0, m))
    assert there.at(0, 0)[2] > there.at(0, 1)[2], "the same arrival is nearer than the school"


WORDS = ["boats", "harbour", "drones", "delivered", "landed", "school", "twelve", "ministry", "barcos", "puerto", "price"]


@settings(max_examples=40, deadline=None)
@given(
    said=st.lists(
        st.fixed_dictionaries(
            {
                "quote": st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join),
                "kind": st.sampled_from(["transfer", "production", "statement"]),
                "modality": st.sampled_from(["asserted", "denied", "future"]),
                "quantity_best": st.sampled_from([None, 12.0, 12.4, 64.0]),
                "quantity_unit": st.sampled_from(["boats", "drones", "USD"]),
                "time_edtf": st.sampled_from([None, "2024-05", "2024-05-09"]),
                "subject_entity": st.sampled_from([None, "en-ir", "en-k9"]),
            }
        ),
        min_size=4,
        max_size=8,
    ),
    least=st.sampled_from([0.05, 0.3, 0.6]),
)
def test_the_quick_screen_loses_no_likely_pair(said: list[dict[str, Any]], least: float) -> None:
    tables = weigh(
        [{**c, "subject": "them", "doc": "ab"[n % 2]} for n, c in enumerate(said)], {"a": "2024-05-03", "b": "2024-05-04"}
    )
    claims = list(tables["claims"].sort("claim_id").iter_rows(named=True))
    roles = Roles(tables["entities"], tables["claims"], tables["documents"])
    statements = Statements(claims, ask_by_roles(claims, roles), roles)
    left, right = statements.members["doc-a"], statements.members["doc-b"]
    near, documents = align(statements, left, right), relate_documents("doc-a", "doc-b", roles, 0.2)
    kept = set(screen(statements, left, right, near, documents, least))
    for m, i in enumerate(left):
        for n, j in enumerate(right):
            if (
                min(near.of_a[m, n], near.of_b[m, n]) >= LEAST
                and chance(pair_traits(statements, i, j, near.at(m, n), documents)) >= least
            ):
                assert (m, n) in kept


def test_steps_are_those_that_were_learned() -> None:
    weights = load_meeting_weights()
    learned = {name for name in weights if " " in name}
    possible = {f"{name} {step}" for name, steps in STEPS.items() for step in steps}
    assert learned <= possible, "bench/meeting.py was not run after the steps were changed"
    assert 0 < chance({}) < 0.5, "two claims with nothing in common are not one question"


def test_one_amount_in_two_currencies_is_a_conflict() -> None:
    cost = {"kind": "funding", "trigger": "cost", "subject": "Venezuela", "subject_entity": "en-ve", "object": "the programme"}
    tables = weigh(
        [
            {**cost, "quantity_best": 310e6, "quantity_unit": "USD"},
            {**cost, "quantity_best": 310e6, "quantity_unit": "EUR"},
            {**cost, "quantity_best": 290e6, "quantity_unit": "EUR"},
        ]
    )
    verdicts = dict(tables["conflicts"].group_by("verdict").len().iter_rows())
    assert verdicts["conflict"] >= 1
    assert "label drifted" in " ".join(tables["conflicts"].filter(pl.col("verdict") == "conflict")["reason"])
    assert len(set(values_of(tables))) == 3
