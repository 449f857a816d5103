"""Programmes: what belongs, what counts as reached, and laws that hold whatever the claims are."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_factory import entity_id_of, make_tables
from headwater.model.tables import PROGRAMMES
from headwater.views.programme import HOLDS, gather_programme, gather_programmes, hold_of, missing_rungs, rung_of
from headwater.views.programme_rows import programme_rows
from headwater.views.programme_scope import find_scope, propose_programme
from headwater.views.report import write_report

NAMES = ("Venezuela", "drones")


def gathered(tables=None, names=NAMES):
    return gather_programme(tables or make_tables(), "The programme", names)


def quotes(programme, part):
    return {c["quote"] for line in programme.lines if line.part == part for c in line.claims}


def test_country_stands_for_its_people_sites_and_equipment():
    scope = find_scope("p", ("Venezuela", "unmanned aircraft", "Ruritania"), make_tables()["entities"])
    assert {entity_id_of(n) for n in ("Venezuela", "Hugo Chávez", "El Libertador Air Base", "Cavim")} <= scope.actors
    assert entity_id_of("Iran") not in scope.actors
    assert "kamikaze drone" in scope.words
    assert scope.unknown == ("Ruritania",)


@pytest.mark.parametrize(
    ("part", "quote", "is_in", "why"),
    [
        ("making", "Venezuela was building unmanned aircraft", True, "country and drones by another word"),
        ("making", "se habían construido 15 Arpía", False, "a list that knows the Arpía is not in this case"),
        ("use", "put armed drones in its arsenal", True, "narrower word"),
        ("forces", "123.000 efectivos activos", True, "forces of the country, though no drone is named"),
        ("sites", "Iranian teams afterwards worked at El Libertador Air Base in Maracay", False, "no claim on drones names the site"),
        ("supporters", "letting Hezbollah use the country as a gateway to the region", False, "no drones, and no partner of theirs"),
    ],
)  # fmt: skip
def test_what_belongs(part, quote, is_in, why):
    assert (quote in quotes(gathered(), part)) is is_in, why


def test_equipment_can_be_named_itself():
    assert "se habían construido 15 Arpía" in quotes(gathered(names=("Venezuela", "Arpía")), "making")


@pytest.mark.parametrize(
    ("modality", "polarity", "hold"),
    [
        ("asserted", "positive", "so"),
        ("reported", "positive", "so"),
        ("asserted", "negative", "denied"),
        ("denied", "positive", "denied"),
        ("alleged", "positive", "alleged"),
        ("conditional", "positive", "possible"),
        ("future", "positive", "planned"),
        ("opinion", "positive", "judged"),
        ("something new", "positive", "judged"),
    ],
)
def test_only_what_is_said_to_be_so_is_held_so(modality, polarity, hold):
    assert hold_of({"modality": modality, "polarity": polarity}) == hold


@given(
    st.lists(
        st.sampled_from(["asserted", "reported", "alleged", "conditional", "future", "opinion", "denied"]),
        min_size=27,
        max_size=27,
    )
)
@settings(max_examples=30, deadline=None)
def test_no_plan_possibility_allegation_or_denial_is_a_rung_reached(modalities):
    tables = make_tables()
    claims = tables["claims"].with_columns(modality=pl.Series([modalities[n % 27] for n in range(tables["claims"].height)]))
    programme = gathered({**tables, "claims": claims})
    for line in programme.lines:
        assert {hold_of(c) for c in line.claims} == {line.hold}
    stated = {rung_of(c) for line in programme.lines for c in line.claims if c["modality"] in {"asserted", "reported"}}
    assert {s.rung for s in programme.steps if s.hold == "so"} == stated - {None}


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_order_of_claims_changes_nothing(seed):
    tables = make_tables()
    order = list(range(tables["claims"].height))
    random.Random(seed).shuffle(order)
    shuffled = {**tables, "claims": tables["claims"][order]}
    assert programme_rows([gathered(shuffled)]) == programme_rows([gathered(tables)])


def test_rejected_claims_are_left_out():
    tables = make_tables()
    claim = gathered(tables).lines[0].claims[0]
    log = pl.DataFrame(
        {"seq": [1], "at": [""], "who": [""], "action": ["reject"], "target": [claim["claim_id"]], "detail": ["{}"]}
    )
    programme = gathered({**tables, "judgements": log})
    assert claim["claim_id"] not in {c["claim_id"] for line in programme.lines for c in line.claims}


def test_a_size_or_figure_is_no_step():
    assert rung_of({"status": "used", "kind": "equipment_spec"}) is None
    assert rung_of({"status": "used", "kind": "use"}) == "used"
    assert rung_of({"status": None, "kind": "use"}) is None


def test_counts_of_a_line_are_those_of_its_own_claims():
    for line in gathered().lines:
        assert line.n_documents == len({c["doc_id"] for c in line.claims})
        assert line.n_origins_low is None or line.n_origins_low <= line.n_origins_high


def test_passed_rungs_are_named():
    steps = gathered().steps
    assert "funded" in missing_rungs(steps)
    assert not set(missing_rungs(steps)) & {s.rung for s in steps if s.hold == "so"}
    assert missing_rungs(()) == []


def test_without_a_definition_one_is_proposed_and_says_so():
    tables = make_tables()
    _, names = propose_programme(tables)
    assert names == ("Venezuela", "drones")
    assert [p.is_proposed for p in gather_programmes(tables, {})] == [True]
    assert [p.scope.name for p in gather_programmes(tables, {"A": ("Iran",), "B": NAMES})] == ["A", "B"]
    assert propose_programme({**tables, "claims": tables["claims"].clear()}) is None


def test_nothing_known_gathers_nothing():
    programme = gathered(names=("Ruritania",))
    assert programme.lines == ()
    assert programme.totals["n_claims"] == 0


def test_rows_are_of_the_declared_table():
    frame = PROGRAMMES.from_rows(programme_rows([gathered()]))
    assert frame.height == len(gathered().lines) > 5
    assert set(frame["held"]) <= set(HOLDS.values())
    assert frame["line_id"].n_unique() == frame.height


def test_report_has_the_chapter_and_cites_it():
    text = write_report(make_tables(), title="t", form="md", generated="now", programmes={"Drones of Venezuela": NAMES})
    chapter = text[text.index("## Programme: Drones of Venezuela") : text.index("## What is claimed, by kind")]
    assert "**produced** (said to be so)" in chapter
    assert "Nobody here says that it was " in chapter
    assert "[^" in chapter
    assert "## Programme" not in write_report(make_tables(), title="t", form="md", generated="now")
