"""Linguistic analysis of distinct sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.annotate.lookup import fold, name_index
from headwater.annotate.models import Parsers
from headwater.config import AnnotateConfig
from headwater.model import tables as t

_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\u00a0\u2007\u202f\u2028\u2029\u200b\u200e\u200f\ufeff", " "))
"""Blanks of all kinds, and marks without width, as plain blanks: one for one, so that offsets stay."""


def parse_sentences(tables: Mapping[str, pl.DataFrame], *, config: AnnotateConfig, model: Parsers) -> dict[str, pl.DataFrame]:
    """Parse each sentence by itself.

    Args:
        tables: `sentences` with `sentence_id`, `language`, `text` (and `is_parsed`, where it is there, true).
        config: Not used: what is parsed was decided by the gate.
        model: Parsers by language.

    Returns:
        `parses`: one row for each distinct sentence of a language that has a model.
    """
    del config
    sentences = tables["sentences"]
    if "is_parsed" in sentences.columns:
        sentences = sentences.filter(pl.col("is_parsed"))
    sentences = sentences.select("sentence_id", "language", "text").unique(subset="sentence_id").sort("sentence_id")
    rows: list[dict[str, Any]] = []
    for language in sorted(set(sentences["language"])):
        if language in model:
            part = sentences.filter(pl.col("language") == language)
            rows.extend(_parse(part["sentence_id"].to_list(), part["text"].to_list(), language, model.get(language)))
    rows.sort(key=lambda row: str(row["sentence_id"]))
    return {"parses": t.PARSES.from_rows(rows)}


def _parse(ids: Sequence[str], texts: Sequence[str], language: str, reader: Any) -> Iterator[dict[str, Any]]:
    def needs_names(place: int, found: Mapping[str, list[Any]]) -> bool:
        return _has_unlisted_name(found, texts[place], language)

    for place, found in reader.read([text.translate(_BLANKS) for text in texts], needs_names):
        yield {"sentence_id": ids[place], "language": language, "text": texts[place], **found}


def _has_unlisted_name(found: Mapping[str, list[Any]], text: str, language: str) -> bool:
    """Whether a word that may be a name is in no list: only then is the general model asked, at a third of the cost."""
    words = zip(found["starts"], found["ends"], found["pos"], strict=True)
    capitals = [(a, b) for n, (a, b, pos) in enumerate(words) if pos == "PROPN" or (n > 0 and text[a].isupper())]
    if not capitals:
        return False
    index, folded = name_index(language), fold(text)
    if any(index.is_strange(folded, a, b) for a, b in capitals):
        return True
    listed = [(name.start, name.end) for name in index.find(text, folded)]
    return not all(any(start < b and a < end for start, end in listed) for a, b in capitals)
