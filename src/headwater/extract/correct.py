"""What people corrected in claims: the reading of the machine stays in the row beside what it was changed to."""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import polars as pl

from headwater.config import ExtractConfig
from headwater.errors import InputError
from headwater.model.judged import standing
from headwater.model.stage import LoadedModel, Tables
from headwater.model.tables import CLAIMS
from headwater.schema.claims import MODALITIES, claim_kinds, status_ranks
from headwater.values.edtf import read_edtf

_MAX_WORDS = 300
_NUMBER_COLUMNS: Final = ("quantity_low", "quantity_best", "quantity_high")


def correct_claims(tables: Tables, *, config: ExtractConfig, model: LoadedModel = None) -> dict[str, pl.DataFrame]:
    """Claims as people corrected them.

    Args:
        tables: `claims` as they were read, `judgements`: of its lines those of action `edit` that stand, name a claim and
            have `{"field", "value"}` in `detail`. Of two on one field the later counts. One on a claim that is no longer
            there waits until it is there again.
        config: Not used.
        model: Not used.

    Returns:
        `claims` with the corrected values, and with `corrected`: for each changed column what was read, who changed it,
        and the number of the decision. Spans and exact words never change.
    """
    del config, model
    edits = [row for row in standing(tables["judgements"].to_dicts()) if row["action"] == "edit"]
    by_claim: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        by_claim.setdefault(str(edit["target"]).strip(), []).append(edit)
    claims = tables["claims"]
    if by_claim.keys().isdisjoint(claims["claim_id"].to_list()):
        return {"claims": claims}
    rows = [_correct(row, by_claim.get(row["claim_id"], [])) for row in claims.to_dicts()]
    return {"claims": CLAIMS.sort(CLAIMS.from_rows(rows))}


def read_correction(field: str, value: str) -> str | float | None:
    """The value that a column of a claim would have.

    Args:
        field: One of `FIELDS`.
        value: As a person wrote it; nothing but space empties the column, where it may be empty.

    Raises:
        InputError: No such field, or a value that it cannot have; the message says which it can.

    >>> read_correction("modality", "denied"), read_correction("quantity_best", "1200"), read_correction("place", " ")
    ('denied', 1200.0, None)
    """
    if field not in FIELDS:
        raise InputError(f"{field!r} of a claim cannot be edited; what can: {', '.join(FIELDS)}")
    words = " ".join(value.split())
    return FIELDS[field](words, field)


def _correct(row: dict[str, Any], edits: list[dict[str, Any]]) -> dict[str, Any]:
    corrected: dict[str, dict[str, object]] = {}
    new = dict(row)
    for edit in edits:
        field = str(edit["detail"].get("field"))
        try:
            value = read_correction(field, str(edit["detail"].get("value", "")))
        except InputError:
            continue  # a line of an earlier version, or of another program; the log keeps it
        read = row[field]
        new |= _settle(field, value)
        corrected[field] = {"read": read, "who": edit["who"], "seq": edit["seq"]}
    if corrected:
        new["corrected"] = json.dumps(corrected, ensure_ascii=False, sort_keys=True)
    return new


def _settle(field: str, value: str | float | None) -> Mapping[str, object]:
    """Columns that change with a field: a number that a person gives is exact, a date no longer rests on words."""
    if field == "quantity_best":
        return {**dict.fromkeys(_NUMBER_COLUMNS, value), "quantity_approx": False if value is not None else None}
    return {field: value}


def _words(words: str, field: str) -> str | None:
    if len(words) > _MAX_WORDS:
        raise InputError(f"{field}: at most {_MAX_WORDS} characters, not {len(words)}")
    return words or None


def _edtf(words: str, field: str) -> str | None:
    if words and read_edtf(words) is None:
        raise InputError(f"{field}: {words[:40]!r} is no EDTF date, as 2023, 2023-06, 2023-06-14 or 2021/2023 are")
    return words or None


def _number(words: str, field: str) -> float | None:
    if not words:
        return None
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(f"{field}: {words[:40]!r} is no number; write 1200000 or 4.5")
    return number


def _one_of(names: Callable[[], tuple[str, ...]], *, may_be_empty: bool = False) -> Callable[[str, str], str | None]:
    def read(words: str, field: str) -> str | None:
        if words in names() or (may_be_empty and not words):
            return words or None
        raise InputError(f"{field}: {words[:40]!r} is not one of {', '.join(names())}")

    return read


FIELDS: Final[Mapping[str, Callable[[str, str], str | float | None]]] = {
    "kind": _one_of(lambda: tuple(claim_kinds())),
    "subject": _words,
    "object": _words,
    "place": _words,
    "time_edtf": _edtf,
    "quantity_best": _number,
    "quantity_unit": _words,
    "definition": _words,
    "modality": _one_of(lambda: MODALITIES),
    "polarity": _one_of(lambda: ("positive", "negative")),
    "status": _one_of(lambda: tuple(status_ranks()), may_be_empty=True),
}
"""Columns of a claim that a person can correct, and how what was written is read."""
