"""Sentences parsed once for the tests of the rules."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import polars as pl
import pytest

from headwater.annotate.locate import locate_mentions
from headwater.annotate.mentions import find_mentions
from headwater.annotate.models import installed_languages, load_parsers
from headwater.annotate.parse import parse_sentences
from headwater.annotate.sentences import split_documents
from headwater.config import Config
from headwater.extract.place import place_claims
from headwater.extract.read import read_sentences
from headwater.extract.sentence import Sentence
from headwater.model import tables as t
from headwater.model.ids import make_id

CONFIG = Config()


@cache
def _parsers() -> Any:
    return load_parsers()


def make_documents(*texts: str, language: str = "en", published: str | None = "2024-05-15") -> dict[str, pl.DataFrame]:
    """Documents with these texts, named d0, d1, ..."""
    rows = [
        {"doc_id": f"doc-{i}", "external_id": f"d{i}", "published": published, "language": language, "text_language": language,
         "n_chars": len(text), "text_id": make_id("tx", text)}
        for i, text in enumerate(texts)
    ]  # fmt: skip
    bodies = [{"doc_id": r["doc_id"], "text_id": r["text_id"], "text": text} for r, text in zip(rows, texts, strict=True)]
    return {"documents": t.DOCUMENTS.from_rows(rows), "texts": t.TEXTS.from_rows(bodies)}


def read_documents(
    *texts: str, language: str = "en", published: str | None = "2024-05-15", is_gated: bool = True
) -> dict[str, pl.DataFrame]:
    """All tables of some texts, up to the claims; without the gate every sentence is parsed."""
    if language not in installed_languages():
        pytest.skip(f"the model for {language} is not installed")
    found = make_documents(*texts, language=language, published=published)
    found.update(split_documents(found, config=replace(CONFIG.annotate, gate=is_gated)))
    found.update(parse_sentences(found, config=CONFIG.annotate, model=_parsers()))
    found.update(find_mentions(found, config=CONFIG.annotate))
    found.update(read_sentences(found, config=CONFIG.extract))
    found.update(locate_mentions(found, config=CONFIG.annotate))
    found.update(place_claims(found, config=CONFIG.extract))
    return found


def claims_of(text: str, *, language: str = "en", published: str | None = "2024-05-15") -> list[dict[str, Any]]:
    """The claims of one text, in order."""
    return read_documents(text, language=language, published=published)["claims"].to_dicts()


def claim_of(text: str, kind: str, **options: Any) -> dict[str, Any]:
    """The one claim of a kind in a text."""
    found = [c for c in claims_of(text, **options) if c["kind"] == kind]
    assert len(found) == 1, [(c["kind"], c["quote"]) for c in claims_of(text, **options)]
    return found[0]


def parses_of(text: str, *, language: str = "en") -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Parse and mentions of each sentence of a text, as `Sentence` takes them; no sentence is left out."""
    found = read_documents(text, language=language, is_gated=False)
    spots = found["sentence_mentions"].to_dicts()
    for spot in spots:
        spot["detail"] = json.loads(spot["detail"]) if spot["detail"] else {}
    order = {row["sentence_id"]: row["n"] for row in found["sentences"].to_dicts()}
    parses = sorted(found["parses"].to_dicts(), key=lambda row: order[row["sentence_id"]])
    return [(parse, [spot for spot in spots if spot["sentence_id"] == parse["sentence_id"]]) for parse in parses]


def sentence_of(text: str, *, language: str = "en") -> Sentence:
    """The first sentence of a text."""
    return Sentence(*parses_of(text, language=language)[0])
