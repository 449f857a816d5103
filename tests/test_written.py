"""The labelled notes that the learned reading is taught from, and the reader of their format."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from headwater.schema.claims import LANGUAGES, MODALITIES, claim_kinds


@pytest.fixture(scope="module")
def written():
    """`bench/learning/written.py`, which is no part of the package."""
    path = Path(__file__).parents[1] / "bench" / "learning" / "written.py"
    spec = importlib.util.spec_from_file_location("bench_learning_written", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def notes(written):
    return written.read_written()


def test_there_are_enough_notes_in_both_languages(notes):
    assert len(notes) >= 1000
    by_language = Counter(note.row["language"] for note in notes)
    assert set(by_language) == set(LANGUAGES)
    assert min(by_language.values()) >= 500


def test_every_note_is_read_without_faults(notes):
    assert {note.row["id"]: note.faults for note in notes if note.faults} == {}


def test_no_two_notes_share_an_id_or_a_text(notes):
    for column in ("id", "text"):
        assert [value for value, times in Counter(note.row[column] for note in notes).items() if times > 1] == []
    ids = [claim["claim_id"] for note in notes for claim in note.claims]
    assert len(ids) == len(set(ids))


def test_quotes_and_attributions_stand_where_they_are_said_to(notes):
    for note in notes:
        text = note.row["text"]
        for claim in note.claims:
            assert text[claim["start"] : claim["end"]] == claim["quote"], claim["claim_id"]
            if claim["attribution"]:
                assert text.startswith(claim["attribution"], claim["attribution_start"]), claim["claim_id"]


def test_kinds_and_modalities_are_declared_ones(written, notes):
    labels = [claim for note in notes for claim in note.claims]
    assert {claim["type"] for claim in labels} <= set(claim_kinds())
    assert {claim["modality"] for claim in labels} <= set(MODALITIES)
    assert set(MODALITIES) == written.MODALITIES


HEAD = "# id: n1 | lang: en | date: 2024-05-15\n"
TEXT = "Serbia sent arms. Cyprus said Serbia sent arms.\n"


def read(written, tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return written.read_written(tmp_path)


CLAIMS = [
    ("transfer | Serbia sent arms | Serbia | arms | - | - | - | - | - | asserted",
     {"start": 0, "end": 16, "subject": "Serbia", "place": None, "time": None, "quantity": None, "attribution_start": None}, "a hyphen is nothing"),
    ("transfer | Serbia sent arms@2 | Serbia | arms | - | - | - | - | Cyprus said | reported",
     {"start": 30, "end": 46, "quote": "Serbia sent arms", "attribution_start": 18}, "the second place where the words stand"),
    ("transfer | sent@1 | - | - | - | 2024-05/.. | 12 | tanks | - | asserted",
     {"start": 7, "time": {"edtf": "2024-05/.."}, "quantity": {"value": 12.0, "unit": "tanks"}}, "a time and a sum"),
    ("transfer | sent | - | - | - | 202X | several | tanks | - | asserted", {"time": {"edtf": "202X"}, "quantity": {"value": "several", "unit": "tanks"}}, "a sum in words"),
    ("transfer | sent@2 | - | - | - | - | - | - | Serbia | reported", {"start": 37, "attribution_start": 30}, "the credit nearest to the claim"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected", "why"), CLAIMS, ids=[row[2] for row in CLAIMS])
def test_a_line_is_a_claim(written, tmp_path, line, expected, why):
    (note,) = read(written, tmp_path, HEAD + TEXT + "- " + line + "\n")
    (claim,) = note.claims
    assert note.faults == []
    assert {name: claim[name] for name in expected} == expected, why


FAULTS = [
    ("transfer | Serbia sent arms | Serbia | arms | - | - | - | - | asserted", "a field is missing"),
    ("transfer | Serbia sent arms | Serbia | arms | - | - | - | - | - | asserted | -", "a field too many"),
    ("- | Serbia sent arms | Serbia | arms | - | - | - | - | - | asserted", "no kind"),
    ("transfer | - | Serbia | arms | - | - | - | - | - | asserted", "no words"),
    ("transfer | Serbia sent arms | Serbia | arms | - | - | - | - | - | certain", "an unknown modality"),
    ("transfer | Serbia sent arms | Serbia | arms | - | - | - | - | - | -", "no modality"),
    ("transfer | Serbia sold arms | Serbia | arms | - | - | - | - | - | asserted", "words that do not stand there"),
    ("transfer | Serbia sent arms@3 | Serbia | arms | - | - | - | - | - | asserted", "a place where they do not stand"),
    (
        "transfer | Serbia sent arms | Serbia | arms | - | - | - | - | Malta said | reported",
        "a credit that does not stand there",
    ),
    ("transfer | Serbia sent arms | Serbia | arms | - | May 2024 | - | - | - | asserted", "a time in words"),
]


@pytest.mark.parametrize(("line", "why"), FAULTS, ids=[row[1] for row in FAULTS])
def test_a_wrong_line_is_a_fault_and_no_claim(written, tmp_path, line, why):
    (note,) = read(written, tmp_path, HEAD + TEXT + "- " + line + "\n")
    assert len(note.faults) == 1, why
    assert note.claims == []


def test_a_note_without_text_is_a_fault(written, tmp_path):
    (note,) = read(written, tmp_path, HEAD + "T Only a headline\n")
    assert note.faults == ["no text"]
    assert note.row["title"] == "Only a headline"


def test_a_file_holds_notes_in_order_and_blank_lines_count_for_nothing(written, tmp_path):
    second = HEAD.replace("n1", "n2").replace("2024-05-15", "-")
    found = read(written, tmp_path, HEAD + "T A headline\n" + TEXT + "\n\n" + second + "\n" + TEXT)
    assert [(n.row["id"], n.row["title"], n.row["date"]) for n in found] == [
        ("n1", "A headline", "2024-05-15"),
        ("n2", None, None),
    ]
    assert {n.row["text"] for n in found} == {TEXT.strip()}
