"""Names and values in sentences: lists and grammars first, the general model for the rest."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from headwater.annotate.equipment import add_identity, find_designators
from headwater.annotate.equipment_shapes import find_shapes
from headwater.annotate.found import Finder, Found, Sentence, Tokens
from headwater.annotate.groups import find_groups
from headwater.annotate.names import find_general, find_listed, find_people, find_sites
from headwater.annotate.numbers import find_times, find_values
from headwater.config import AnnotateConfig
from headwater.model import tables as t

FINDERS: list[Finder] = [find_listed, find_designators, find_shapes, find_sites, find_people, find_groups, find_times]
"""Lists and grammars; of two that overlap the longer wins, of two of one length the one that stands first here."""

FILLERS: list[Finder] = [find_values, find_general]
"""What fills the places that lists and grammars leave free."""

_INSIDE = frozenset({"country", "demonym"})
"""Kinds that may stand inside an organisation's name: "Bank of Iran"."""


def find_mentions(
    tables: Mapping[str, pl.DataFrame], *, config: AnnotateConfig, model: object = None
) -> dict[str, pl.DataFrame]:
    """Find names and values in parsed sentences.

    Args:
        tables: `parses`.
        config: Not used.
        model: Not used.

    Returns:
        `sentence_mentions`; no two of one sentence overlap.
    """
    del config, model
    rows: list[dict[str, Any]] = []
    for row in tables["parses"].sort("sentence_id").iter_rows(named=True):
        keys = ("starts", "ends", "pos", "deps", "heads", "ents")
        sentence = Sentence(row["text"], row["language"], Tokens(*(tuple(row[k]) for k in keys)))
        rows.extend({"sentence_id": row["sentence_id"], **describe(found, row["text"])} for found in spot(sentence))
    return {"sentence_mentions": t.SENTENCE_MENTIONS.from_rows(rows)}


def describe(found: Found, text: str) -> dict[str, Any]:
    """Columns that a mention of a sentence and one of a document share."""
    detail = found.detail
    if found.kind == "equipment":
        detail = add_identity(found.name, detail or {})
    return {
        "start": found.start,
        "end": found.end,
        "text": text[found.start : found.end],
        "kind": found.kind,
        "name": " ".join(found.name.split()),
        "maker": found.maker,
        "detail": None if detail is None else json.dumps(detail, ensure_ascii=False, sort_keys=True),
    }


def spot(sentence: Sentence) -> list[Found]:
    """Mentions of one sentence in order of place, none overlapping another."""
    found = [(rank, f) for rank, finder in enumerate(FINDERS) for f in finder(sentence)]
    taken = bytearray(len(sentence.text))
    kept = _keep_longest(found, taken)
    for filler in FILLERS:
        for extra in filler(sentence):
            if any(taken[extra.start : extra.end]):
                kept, is_kept = _widen(kept, extra)
            else:
                kept.append(extra)
                is_kept = True
            if is_kept:
                taken[extra.start : extra.end] = b"\x01" * (extra.end - extra.start)
    return sorted(kept, key=lambda f: (f.start, f.end))


def _keep_longest(found: Iterable[tuple[int, Found]], taken: bytearray) -> list[Found]:
    kept: list[Found] = []
    for _, f in sorted(found, key=lambda x: (x[1].start - x[1].end, x[0], x[1].start, x[1].name)):
        if not any(taken[f.start : f.end]):
            kept.append(f)
            taken[f.start : f.end] = b"\x01" * (f.end - f.start)
    return kept


def _widen(kept: list[Found], extra: Found) -> tuple[list[Found], bool]:
    """An organisation or site of the model keeps its whole name where all that the lists have of it is a country's; whether it does.

    "Bank of Iran" stands; "Iran's Quds Force" does not, because the lists have "Quds Force".
    """
    rivals = [k for k in kept if k.start < extra.end and k.end > extra.start]
    is_longer = all(extra.start <= k.start and k.end <= extra.end and k.end - k.start < extra.end - extra.start for k in rivals)
    if extra.kind in {"organisation", "site"} and is_longer and all(k.kind in _INSIDE for k in rivals) and " " in extra.name:
        return [*(k for k in kept if k not in rivals), extra], True
    return kept, False
