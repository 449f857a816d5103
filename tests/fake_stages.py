"""Small stages for tests of the runner: real functions that workers import, with documents that make them fail."""

import os
import time
from pathlib import Path

import polars as pl

from headwater.model.tables import CITATIONS, DOCUMENTS, FRAMES, MENTIONS, PARSES, REJECTS, SENTENCE_MENTIONS, SENTENCES, TEXTS


def read(tables, *, config, model=None):
    """Originals to documents; `RAISE`, `DIE` and `HANG` in a text do what they say."""
    rows = [(r["doc_id"], r["external_id"], r["data"].decode()) for r in tables["originals"].iter_rows(named=True)]
    for _, _, text in rows:
        if "RAISE" in text:
            raise ValueError("a document that raises")
        if "DIE" in text:
            os._exit(9)
        if "HANG" in text:
            time.sleep(60)
    documents = [{"doc_id": d, "external_id": e, "n_chars": len(t), "text_id": "tx"} for d, e, t in rows]
    texts = [{"doc_id": d, "text_id": "tx", "text": t} for d, _, t in rows]
    return {"documents": DOCUMENTS.from_rows(documents), "texts": TEXTS.from_rows(texts), "rejects": REJECTS.empty()}


def split(tables, *, config, model=None):
    """One sentence for each line; lines that start with # are not parsed."""
    rows = []
    for doc_id, _, text in tables["texts"].iter_rows():
        for n, line in enumerate(text.split("\n")):
            start = text.index(line)
            rows.append({
                "doc_id": doc_id, "external_id": doc_id, "n": n, "paragraph": 0, "start": start, "end": start + len(line),
                "sentence_id": f"se-{line}", "language": "en", "text": line, "is_parsed": not line.startswith("#"),
            })  # fmt: skip
    return {"sentences": SENTENCES.from_rows(rows), "rejects": REJECTS.empty()}


def parse(tables, *, config, model=None):
    """A parse with one token; each call is noted in the file that the model names."""
    with Path(model).open("a") as file:
        file.writelines(f"{s}\n" for s in tables["sentences"]["text"])
    lists = ("starts", "ends", "lemmas", "pos", "tags", "morphs", "deps", "heads", "ents")
    rows = [
        {"sentence_id": s, "language": lang, "text": t} | {n: [] for n in lists}
        for s, lang, t in tables["sentences"].iter_rows()
    ]
    return {"parses": PARSES.from_rows(rows)}


def parse_log():
    """Where `parse` notes its calls."""
    return os.environ["FAKE_PARSE_LOG"]


def spot(tables, *, config, model=None):
    """One mention for each sentence: all of it."""
    rows = [
        {"sentence_id": s, "start": 0, "end": len(t), "text": t, "kind": "person", "name": t, "maker": "fake"}
        for s, t in tables["parses"].select("sentence_id", "text").iter_rows()
    ]
    return {"sentence_mentions": SENTENCE_MENTIONS.from_rows(rows), "frames": FRAMES.empty()}


def locate(tables, *, config, model=None):
    """Mentions in their documents."""
    joined = tables["sentences"].join(tables["sentence_mentions"], on="sentence_id", suffix="_in")
    rows = [
        {
            "mention_id": f"me-{r['doc_id']}-{r['n']}", "doc_id": r["doc_id"], "external_id": r["external_id"],
            "start": r["start"], "end": r["end"], "text": r["text"], "kind": "person", "name": r["name"], "maker": "fake",
        }
        for r in joined.iter_rows(named=True)
    ]  # fmt: skip
    return {"mentions": MENTIONS.from_rows(rows)}


def cite(tables, *, config, model=None):
    """No citations."""
    return {"citations": CITATIONS.empty()}


def count(tables, *, config, model=None):
    """Every mention gets an entity named by how often its name stands in the case."""
    frame = tables["mentions"].with_columns(pl.len().over("name").cast(pl.String()).alias("entity_id"))
    return {"mentions": frame}


def own_process(argument):
    return os.getpid()
