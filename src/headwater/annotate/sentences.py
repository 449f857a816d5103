"""Documents into sentences, each with the language it is read in and whether it is worth a parse."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from headwater.annotate.gate import is_worth_parse
from headwater.annotate.models import ADVICE, NO_MODEL_ADVICE, installed_languages
from headwater.annotate.splitter import split_text
from headwater.config import AnnotateConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.model.reject import Reject

FALLBACK = "en"
"""Language of a text whose language is not known: most of what has none is short and English."""


def split_documents(
    tables: Mapping[str, pl.DataFrame], *, config: AnnotateConfig, model: object = None
) -> dict[str, pl.DataFrame]:
    """Cut texts into sentences and say which are worth a parse.

    Args:
        tables: `documents` (doc_id, external_id, text_language, name), `texts` (doc_id, text).
        config: `gate` and `max_sentence_chars`.
        model: Not used.

    Returns:
        `sentences`, with `text[start:end]` of the document as `text`; `rejects`: one row for each document in a language
        that no installed model reads.
    """
    del model
    texts = dict(zip(tables["texts"]["doc_id"], tables["texts"]["text"], strict=True))
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for doc in tables["documents"].sort("doc_id").iter_rows(named=True):
        text = texts.get(doc["doc_id"])
        if text is None:
            continue
        language = primary_subtag(doc["text_language"])
        rows.extend(_cut(doc, text, language, config))
        if language not in installed_languages() and text.strip():
            rejects.append(asdict(_no_model(doc, language)))
    return {"sentences": t.SENTENCES.from_rows(rows), "rejects": t.REJECTS.from_rows(rejects)}


def primary_subtag(language: str | None) -> str:
    """Language without region or script: `es-VE` is `es`; the fallback where there is none."""
    return (language or FALLBACK).replace("_", "-").split("-")[0].lower() or FALLBACK


def _cut(doc: Mapping[str, Any], text: str, language: str, config: AnnotateConfig) -> list[dict[str, Any]]:
    is_read = language in installed_languages()
    rows = []
    for n, stretch in enumerate(split_text(text)):
        words = text[stretch.start : stretch.end]
        fits = len(words) <= config.max_sentence_chars
        rows.append(
            {
                "doc_id": doc["doc_id"],
                "external_id": doc["external_id"],
                "n": n,
                "paragraph": stretch.paragraph,
                "start": stretch.start,
                "end": stretch.end,
                "sentence_id": make_id("se", language, words),
                "language": language,
                "text": words,
                "is_parsed": is_read and fits and (not config.gate or is_worth_parse(words, language)),
            }
        )
    return rows


def _no_model(doc: Mapping[str, Any], language: str) -> Reject:
    return Reject(
        stage="annotate",
        name=doc.get("name") or doc["external_id"],
        code="no_language_model",
        detail=f"the text is in {language!r}; models are installed for {', '.join(sorted(installed_languages())) or 'none'}",
        advice=ADVICE.get(language, NO_MODEL_ADVICE),
        doc_id=doc["doc_id"],
        external_id=doc["external_id"],
    )
