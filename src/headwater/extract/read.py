"""Parses and mentions of distinct sentences to frames."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from headwater.config import ExtractConfig
from headwater.extract.analysis import Frame
from headwater.extract.confidence import SEPARATOR, frame_confidence, frame_traits
from headwater.extract.rules import read_sentence
from headwater.extract.sentence import Sentence
from headwater.model import tables as t
from headwater.schema.claims import LANGUAGES

MAX_TOKENS = 1000
"""Above what `max_sentence_chars` lets through by default; a flattened table past it is not read for claims."""


_write: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def read_sentences(tables: Mapping[str, pl.DataFrame], *, config: ExtractConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Read claims out of parsed sentences.

    Args:
        tables: `parses` (all columns) and `sentence_mentions` (sentence_id, start, end, text, kind, name, detail).
        config: Not used here: frames below `min_confidence` are left out when they are placed.
        model: Not used.

    Returns:
        `frames`: one row for each claim of a distinct sentence, offsets from the sentence's start.
    """
    del config, model
    spots: dict[str, list[Mapping[str, Any]]] = {}
    for row in tables["sentence_mentions"].iter_rows(named=True):
        row["detail"] = json.loads(row["detail"]) if row["detail"] else {}
        spots.setdefault(row["sentence_id"], []).append(row)
    rows: list[dict[str, Any]] = []
    for parse in _parses(tables["parses"].sort("sentence_id")):
        if parse["language"] not in LANGUAGES or len(parse["starts"]) > MAX_TOKENS:
            continue
        sentence = Sentence(parse, spots.get(parse["sentence_id"], []))
        found = read_sentence(sentence)
        for n, frame in enumerate(found):
            traits = frame_traits(frame, language=sentence.language, tokens=sentence.n, claims=len(found))
            rows.append(_row(parse["sentence_id"], n, frame, traits))
    return {"frames": t.FRAMES.from_rows(rows)}


def _parses(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of `parses` with what the rules read; whole columns of lists come out of polars at twice the speed of rows."""
    columns = [table[name].to_list() for name in _READ]
    for values in zip(*columns, strict=True):
        yield dict(zip(_READ, values, strict=True))


_READ: Final = ("sentence_id", "language", "text", "starts", "ends", "lemmas", "pos", "morphs", "deps", "heads")


def _row(sentence_id: str, n: int, frame: Frame, traits: Sequence[str]) -> dict[str, Any]:
    return {
        "sentence_id": sentence_id,
        "n": n,
        "rule": frame.rule,
        "trigger": frame.trigger,
        "kind": frame.kind,
        "start": frame.start,
        "end": frame.end,
        "roles": _write(frame.roles | {"near": frame.near}),
        "attributed_to": frame.attributed_to,
        "definition": frame.definition,
        "modality": frame.modality,
        "polarity": frame.polarity,
        "status": frame.status,
        "confidence": frame_confidence(traits),
        "basis": SEPARATOR.join(traits),
    }
