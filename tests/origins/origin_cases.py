"""Small cases made by hand: documents with texts, sentences and claims, for the stages that trace origins."""

import re
from collections.abc import Iterable, Mapping

import polars as pl

from headwater.config import OriginsConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.origins.citations import cite_text, find_citations
from headwater.origins.cues import load_cues
from headwater.origins.derive import derive_documents

_SENTENCE = re.compile(r".+?(?:[.!?](?=\s+[A-ZÁÉÍÓÚÀ\"“«(])|$)", re.DOTALL)


_QUOTED = re.compile(r".+?(?:[.!?»”\"](?=\s+[A-ZÁÉÍÓÚÀ\"“«(])|$)", re.DOTALL)


def cite(text: str, language: str) -> list[str]:
    """Whom a text credits, in order."""
    spans = [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in _QUOTED.finditer(text)]
    rows = [{"start": a, "end": b, "language": language, "n": n} for n, (a, b) in enumerate(spans)]
    return [p.cited for p in cite_text(text, rows, [], [], load_cues())]


def make_tables(
    records: Iterable[Mapping[str, object]],
    claims: Iterable[Mapping[str, object]] = (),
    entities: Iterable[Mapping[str, object]] = (),
) -> dict[str, pl.DataFrame]:
    """Tables of a case from records with id, text and optionally date, publisher, url, language."""
    documents, texts, sentences = [], [], []
    for r in records:
        text, doc_id = str(r["text"]), make_id("doc", str(r["id"]))
        text_id = make_id("tx", text)
        language = str(r.get("text_language") or r.get("language") or "en")
        documents.append(
            {
                "doc_id": doc_id, "external_id": r["id"], "url": r.get("url"), "publisher": r.get("publisher"), "published": r.get("date"),
                "language": r.get("language") or "en", "text_language": language, "n_chars": len(text), "text_id": text_id,
            }
        )  # fmt: skip
        texts.append({"doc_id": doc_id, "text_id": text_id, "text": text})
        for n, m in enumerate(_SENTENCE.finditer(text)):
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            words = text[start : m.end()]
            sentences.append(
                {
                    "doc_id": doc_id, "external_id": r["id"], "n": n, "paragraph": 0, "start": start, "end": m.end(), "language": language,
                    "sentence_id": make_id("se", language, words), "text": words, "is_parsed": True,
                }
            )  # fmt: skip
    tables = {spec.name: spec.empty() for spec in t.TABLES}
    tables.update(
        documents=t.DOCUMENTS.from_rows(documents), texts=t.TEXTS.from_rows(texts), sentences=t.SENTENCES.from_rows(sentences),
        claims=t.CLAIMS.from_rows([make_claim(tables_texts(texts), **c) for c in claims]), entities=t.ENTITIES.from_rows(entities),
    )  # fmt: skip
    return tables


def tables_texts(texts: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Text by doc_id."""
    return {str(r["doc_id"]): str(r["text"]) for r in texts}


def make_claim(
    texts: Mapping[str, str], *, doc: str, quote: str, kind: str = "production", **more: object
) -> dict[str, object]:
    """A claim where the quote stands; `attribution` is found in the text."""
    doc_id = make_id("doc", doc)
    start = texts[doc_id].index(quote)
    attribution = more.get("attribution")
    n = len(_SENTENCE.findall(texts[doc_id][: start + 1])) - 1
    return {
        "claim_id": make_id("cl", doc_id, start, quote, kind), "doc_id": doc_id, "external_id": doc, "start": start, "end": start + len(quote), "quote": quote,
        "kind": kind, "modality": "asserted", "polarity": "positive", "sentence_n": n, "rule": "test", "trigger": "test", "confidence": 0.9, "maker": "test",
        **({"attribution_start": texts[doc_id].index(str(attribution))} if attribution else {}), **more,
    }  # fmt: skip


def trace(tables: dict[str, pl.DataFrame], config: OriginsConfig | None = None) -> dict[str, pl.DataFrame]:
    """The case with its citations and derivations."""
    config = config or OriginsConfig()
    tables.update(find_citations(tables, config=config))
    tables.update(derive_documents(tables, config=config))
    return tables


def tops(tables: Mapping[str, pl.DataFrame]) -> dict[str, str | None]:
    """The surest upstream of each document, by external id or name."""
    found: dict[str, str | None] = {}
    rows = tables["derivations"].filter(pl.col("claim_id").is_null()).sort("confidence", descending=True)
    for r in rows.iter_rows(named=True):
        found.setdefault(r["external_id"], r["upstream"] or r["upstream_name"])
    return found
