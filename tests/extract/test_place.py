"""Claims in their documents: offsets, names from the context, dates from the publication."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import CONFIG, claims_of, read_documents

from headwater.extract.place import place_claims
from headwater.extract.read import read_sentences

STORY = (
    "General Omar Haddad visited the Sokol plant on 4 May 2021. He said Serbia delivered engines to the plant. "
    "The country also trained forty technicians there. Analysts at the institute warned that Serbia could sell more rockets.\n"
    "Serbia denies the sale. It will build a second line next year, according to Reuters."
)


@pytest.mark.parametrize("text", [STORY, "\u200f" + STORY, "😀 " + STORY, STORY.replace(" ", "  ")])
def test_the_text_says_what_the_quote_says(text):
    found = read_documents(text)
    assert found["claims"].height
    for claim in found["claims"].iter_rows(named=True):
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        if claim["attribution"]:
            at = claim["attribution_start"]
            assert text[at : at + len(claim["attribution"])] == claim["attribution"]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from([*STORY.split(". "), "Ø̈\u200b", "12,5 km/h", "(", "“No”,", "—", "عربي", "\n"]), max_size=8))
def test_any_mixture_keeps_its_offsets(parts):
    text = ". ".join(parts)
    for claim in read_documents(text)["claims"].iter_rows(named=True):
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_a_pronoun_is_who_was_named_and_its_basis_says_so():
    text = "Colonel Ana Petrova runs the depot. She deployed forty tanks to the border."
    claim = next(c for c in claims_of(text) if c["kind"] == "deployment")
    plain = next(c for c in claims_of("Colonel Ana Petrova deployed forty tanks to the border.") if c["kind"] == "deployment")
    assert "Petrova" in claim["subject"]
    assert "subject needs pronoun; " in claim["basis"]
    assert "subject said; " in plain["basis"]


def test_the_country_is_the_one_named_before():
    claims = claims_of("Serbia signed a pact with Cyprus. The country bought ten radars.")
    assert next(c["subject"] for c in claims if c["kind"] == "transfer") == "Serbia"


def test_who_acts_is_not_who_is_acted_on():
    claims = claims_of("General Omar Haddad showed a rocket that Ana Petrova had given him.")
    assert all(c["subject"] != c["object"] for c in claims)


def test_an_outlet_makes_nothing():
    claims = claims_of("Serbia opened a plant. According to the Miami Herald it will make forty rockets.")
    assert "Herald" not in str(next(c["subject"] for c in claims if c["kind"] == "production" and c["quantity_best"] == 40))


def test_the_force_is_that_of_the_state_that_the_document_is_about():
    text = "The institute estimates 123,000 active personnel and 8,000 reservists. Serbia bought ten radars."
    assert {c["subject"] for c in claims_of(text) if c["kind"] == "force_size"} == {"Serbia"}


def test_relative_dates_count_from_the_publication():
    text = "Serbia bought ten radars last year."
    assert claims_of(text, published="2024-05-15")[0]["time_edtf"] == "2023"
    assert claims_of(text, published=None)[0]["time_edtf"] is None


def test_an_outlet_named_behind_a_told_story_is_credited_while_it_goes_on():
    text = "The deal began in 2009, the Miami Herald said. Serbia delivered ten radars. Serbia now builds radars."
    claims = claims_of(text)
    assert [c["attributed_to"] for c in claims if c["kind"] == "transfer"] == ["Miami Herald"]
    assert [c["attributed_to"] for c in claims if c["kind"] == "production"] == [None]


def test_order_and_company_of_documents_change_nothing():
    alone = read_documents(STORY)["claims"]
    both = read_documents(STORY, "Serbia bought ten radars.")
    again = read_documents("Serbia bought ten radars.", STORY)
    columns = [c for c in alone.columns if c not in {"doc_id", "external_id", "claim_id"}]
    assert both["claims"].filter(pl.col("external_id") == "d0").select(columns).equals(alone.select(columns))
    assert again["claims"].filter(pl.col("external_id") == "d1").select(columns).equals(alone.select(columns))


def test_rows_in_another_order_give_the_same_claims():
    found = read_documents(STORY)
    shuffled = {name: frame.reverse() for name, frame in found.items()}
    frames = read_sentences(shuffled, config=CONFIG.extract)["frames"]
    assert frames.equals(found["frames"])
    assert place_claims({**shuffled, "frames": frames.reverse()}, config=CONFIG.extract)["claims"].equals(found["claims"])


def test_empty_tables_give_empty_tables():
    found = read_documents("")
    assert found["frames"].is_empty()
    assert found["claims"].is_empty()
