"""Corrections that people make of claims."""

import json

import polars as pl
import pytest

from headwater.config import ExtractConfig
from headwater.errors import InputError
from headwater.extract.correct import FIELDS, correct_claims, read_correction
from headwater.model.tables import CLAIMS, JUDGEMENTS

CLAIM = {
    "claim_id": "cl-1", "doc_id": "d-1", "external_id": "a", "start": 0, "end": 30, "quote": "Iran sent about six drones",
    "kind": "transfer", "subject": "Iran", "object": "drones", "quantity_low": 5.0, "quantity_best": 6.0, "quantity_high": 7.0,
    "quantity_approx": True, "modality": "asserted", "polarity": "positive", "sentence_n": 0, "rule": "verb", "trigger": "send",
    "confidence": 0.8, "maker": "rules",
}  # fmt: skip


def correct(*lines: tuple[str, str, dict[str, object]]) -> dict[str, object]:
    """The claim after lines (action, target, detail) of the log."""
    log = [
        {"seq": n, "at": "2026-01-01T00:00:00", "who": "ana", "action": a, "target": t, "detail": json.dumps(d)}
        for n, (a, t, d) in enumerate(lines, 1)
    ]
    tables = {"claims": CLAIMS.from_rows([CLAIM]), "judgements": JUDGEMENTS.from_rows(log) if log else JUDGEMENTS.empty()}
    made: pl.DataFrame = correct_claims(tables, config=ExtractConfig())["claims"]
    return made.row(0, named=True)


def edit(field: str, value: str) -> tuple[str, str, dict[str, object]]:
    return ("edit", "cl-1", {"field": field, "value": value})


ROWS = [
    ([edit("modality", "denied")], {"modality": "denied"}, "a closed set"),
    ([edit("subject", "  Tajikistan ")], {"subject": "Tajikistan"}, "free words, without space around"),
    ([edit("object", " ")], {"object": None}, "nothing empties"),
    ([edit("quantity_best", "12")], {"quantity_low": 12.0, "quantity_best": 12.0, "quantity_high": 12.0, "quantity_approx": False}, "a number that a person gives is exact"),
    ([edit("quantity_best", "")], {"quantity_low": None, "quantity_best": None, "quantity_high": None, "quantity_approx": None}, "no number: no range"),
    ([edit("place", "Maracay"), edit("place", "Caracas")], {"place": "Caracas"}, "the later of two"),
    ([edit("place", "Maracay"), ("undo", "1", {})], {"place": None, "corrected": None}, "taken back"),
    ([edit("place", "Maracay"), ("undo", "1", {}), ("undo", "2", {})], {"place": "Maracay"}, "an undo can be undone"),
    ([("edit", "cl-9", {"field": "place", "value": "Maracay"})], {"place": None, "corrected": None}, "another claim"),
    ([edit("quote", "other words")], {"quote": CLAIM["quote"], "corrected": None}, "exact words never change"),
    ([edit("time_edtf", "soon")], {"time_edtf": None, "corrected": None}, "an older program's line that cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "why"), ROWS, ids=[r[2] for r in ROWS])
def test_corrections(lines, expected, why):
    made = correct(*lines)
    assert {k: made[k] for k in expected} == expected, why
    assert (made["start"], made["end"], made["quote"], made["claim_id"]) == (0, 30, CLAIM["quote"], "cl-1"), "evidence stays"


def test_what_was_read_is_kept():
    made = correct(edit("subject", "Tajikistan"), edit("quantity_best", "12"))
    assert json.loads(str(made["corrected"])) == {
        "subject": {"read": "Iran", "who": "ana", "seq": 1},
        "quantity_best": {"read": 6.0, "who": "ana", "seq": 2},
    }


REFUSED = [
    ("quote", "x", "the exact words"), ("claim_id", "x", "ids"), ("modality", "maybe", "no modality"), ("modality", "", "may not be empty"),
    ("kind", "attack plan", "no kind"), ("time_edtf", "14 June", "no EDTF"), ("quantity_best", "many", "no number"),
    ("quantity_best", "inf", "not finite"), ("quantity_best", "nan", "not finite"), ("subject", "x" * 301, "too long"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "why"), REFUSED, ids=[f"{f}: {w}" for f, _, w in REFUSED])
def test_refused(field, value, why):
    with pytest.raises(InputError):
        read_correction(field, value)


def test_every_field_is_a_column():
    assert set(FIELDS) <= set(CLAIMS.names)
