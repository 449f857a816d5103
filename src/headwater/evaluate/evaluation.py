"""What can be scored against gold: a list, so that a new measure is one file and one line."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.errors import InputError
from headwater.evaluate.claims import score_claims
from headwater.evaluate.conflicts import score_conflicts
from headwater.evaluate.measures import Metrics
from headwater.evaluate.origins import score_origins
from headwater.evaluate.places import score_places

SEED = 20251122
"""The seed of the intervals, as in the configuration's `run.seed`."""

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A way to score tables.

    Attributes:
        name: As given on the command line.
        tables: Tables that are scored.
        meaning: What is measured.
        read: Function from the text of a gold file to its content.
        measure: Function from tables, gold and seed to metrics.
    """

    name: str
    tables: tuple[str, ...]
    meaning: str
    read: Callable[[str], Any]
    measure: Callable[[Tables, Any, int], Metrics]

    def score(self, tables: Tables, gold: str, *, seed: int = SEED) -> Metrics:
        """Metrics of the tables against the text of a gold file, with 90 % intervals by resampling documents.

        Raises:
            InputError: The gold file is not JSON, or lacks a field that is read.
        """
        content = self.read(gold)
        try:
            return self.measure(tables, content, seed)
        except KeyError as error:
            raise InputError(f"gold for {self.name}: field {error} is missing; see `headwater evaluate --help`") from error


def read_lines(text: str) -> list[dict[str, Any]]:
    """Rows of JSON lines.

    Raises:
        InputError: A line that is not a JSON object; the message names it.
    """
    rows = []
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"gold file, line {n}: not JSON ({error.msg}); expected one JSON object a line") from error
        if not isinstance(row, dict):
            raise InputError(f"gold file, line {n}: expected a JSON object, got {type(row).__name__}")
        rows.append(row)
    return rows


def read_object(text: str) -> dict[str, Any]:
    """One JSON object.

    Raises:
        InputError: The text is something else.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"gold file, line {error.lineno}: not JSON ({error.msg})") from error
    if not isinstance(found, dict):
        raise InputError(f"gold file: expected one JSON object, got {type(found).__name__}")
    return found


_LIST: tuple[Evaluation, ...] = (
    Evaluation(
        "claims",
        ("claims",),
        "claims found, of the right kind and with the right fields",
        read_lines,
        lambda tables, gold, seed: score_claims(gold, tables["claims"].to_dicts(), seed=seed),
    ),
    Evaluation(
        "origins",
        ("derivations", "citations"),
        "documents grouped by origin, upstreams and credits found",
        read_object,
        lambda tables, gold, seed: score_origins(
            gold, tables["derivations"].to_dicts(), tables["citations"].to_dicts(), seed=seed
        ),
    ),
    Evaluation(
        "conflicts",
        ("claims", "conflicts"),
        "conflicts found, differences explained, false conflicts",
        read_object,
        lambda tables, gold, seed: score_conflicts(
            gold, tables["claims"].to_dicts(), tables["conflicts"].to_dicts(), seed=seed
        ),
    ),
    Evaluation(
        "places",
        ("mentions",),
        "names of places found and put where they are",
        read_lines,
        lambda tables, gold, seed: score_places(gold, tables["mentions"].to_dicts(), seed=seed),
    ),
)

EVALUATIONS: dict[str, Evaluation] = {e.name: e for e in _LIST}
