"""Linguistic analysis of distinct sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from headwater.annotate.lookup import fold, name_index
from headwater.annotate.models import Parsers
from headwater.config import AnnotateConfig
from headwater.model import tables as t

BATCH = 32
"""Sentences that the parser takes at once."""

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


def _parse(ids: list[str], texts: list[str], language: str, parser: Any) -> Iterator[dict[str, Any]]:
    docs = list(parser.pipe((text.translate(_BLANKS) for text in texts), batch_size=BATCH, disable=["ner"]))
    unnamed = [doc for doc, text in zip(docs, texts, strict=True) if _has_unlisted_name(doc, text, language)]
    for _ in parser.get_pipe("ner").pipe(unnamed, batch_size=BATCH):
        pass  # the names are written into the same docs
    for sentence_id, text, doc in zip(ids, texts, docs, strict=True):
        yield {"sentence_id": sentence_id, "language": language, "text": text, **_describe(doc)}


def _has_unlisted_name(doc: Any, text: str, language: str) -> bool:
    """Whether a word that may be a name is in no list: only then is the general model asked, at two fifths of the cost."""
    listed = [(found.start, found.end) for found in name_index(language).find(text, fold(text))]
    for token in doc:
        may_name = token.pos_ == "PROPN" or (token.i > 0 and token.text[0].isupper())
        if may_name and not any(start < token.idx + len(token) and token.idx < end for start, end in listed):
            return True
    return False


def _describe(doc: Any) -> dict[str, list[Any]]:
    starts = [token.idx for token in doc]
    return {
        "starts": starts,
        "ends": [start + len(token) for start, token in zip(starts, doc, strict=True)],
        "lemmas": [token.lemma_ for token in doc],
        "pos": [token.pos_ for token in doc],
        "tags": [token.tag_ for token in doc],
        "morphs": [str(token.morph) for token in doc],
        "deps": [token.dep_ for token in doc],
        "heads": [token.head.i for token in doc],
        "ents": [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
    }
