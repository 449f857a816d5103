import json

import pytest
from annotate_rows import annotate

from headwater.annotate.locate import locate_mentions
from headwater.config import AnnotateConfig
from headwater.errors import SchemaError


def _kinds(tables):
    return [(r["text"], r["kind"]) for r in tables["mentions"].iter_rows(named=True)]


def test_a_bare_surname_takes_the_kind_of_the_full_name():
    tables = annotate("General Farid Oxbridge opened the plant. Oxbridge said that it will build drones.")
    assert [k for text, k in _kinds(tables) if "Oxbridge" in text] == ["person", "person"]


def test_a_short_outlet_name_counts_beside_the_full_one():
    tables = annotate("The Miami Herald reported it. The programme started in 2006, the Herald said.")
    names = [r["name"] for r in tables["mentions"].iter_rows(named=True) if r["kind"] == "outlet"]
    assert names == ["Miami Herald", "Miami Herald"]


def test_sentences_that_are_not_parsed_get_what_lists_find():
    tables = annotate("Les drones Mohajer-6 viennent d'Iran.", language="fr")
    assert tables["parses"].height == 0
    assert {("Mohajer-6", "equipment"), ("Iran", "country")} <= set(_kinds(tables))


def test_relative_dates_are_resolved_by_publication():
    tables = annotate("Chávez said late on Wednesday that Venezuela is building drones.", published="2012-06-14")
    detail = next(json.loads(r["detail"]) for r in tables["mentions"].iter_rows(named=True) if r["kind"] == "date")
    assert detail["resolved"] == "2012-06-13"
    assert detail["edtf"] is None


def test_without_publication_a_relative_date_stays_open():
    tables = annotate("Chávez said on Wednesday that Venezuela is building drones.")
    detail = next(json.loads(r["detail"]) for r in tables["mentions"].iter_rows(named=True) if r["kind"] == "date")
    assert detail["resolved"] is None


def test_mentions_do_not_depend_on_the_order_of_documents():
    first, second = "Iran sent drones to Maracay.", "Oxley said that Russia built 300 drones."
    ab, ba = annotate(first, second)["mentions"], annotate(second, first)["mentions"]
    assert sorted(zip(ab["text"], ab["kind"], strict=True)) == sorted(zip(ba["text"], ba["kind"], strict=True))


def test_a_sentence_that_does_not_stand_there_is_an_error():
    tables = annotate("Iran sent drones.")
    broken = tables | {"texts": tables["texts"].with_columns(text=tables["texts"]["text"].str.replace("Iran", "Irak"))}
    with pytest.raises(SchemaError, match="its place"):
        locate_mentions(broken, config=AnnotateConfig())
