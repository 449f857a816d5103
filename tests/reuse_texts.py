"""Texts without any meaning, and the passages that they share."""

import random
import re

from headwater.config import ReuseConfig
from headwater.model import tables as spec
from headwater.reuse.passages import find_passages

VOCABULARY = [a + b + c for a in "bdfglmnprstv" for b in "aeiou" for c in ("n", "r", "st", "l", "dor", "mek")]


def prose(seed, n_words):
    """Words without any meaning, with sentences and paragraphs."""
    rng = random.Random(seed)
    words = [rng.choice(VOCABULARY) for _ in range(n_words)]
    for i in range(9, n_words, 10):
        words[i] += "." if i % 50 else ".\n\n"
    return " ".join(words)


def find(texts, *, dates=None, publishers=None, order=None):
    ids = list(texts) if order is None else order
    documents = [
        {"doc_id": i, "external_id": f"x-{i}", "n_chars": len(texts[i]), "text_id": i, "published": (dates or {}).get(i), "publisher": (publishers or {}).get(i)}
        for i in ids
    ]  # fmt: skip
    rows = [{"doc_id": i, "text_id": i, "text": texts[i]} for i in ids]
    tables = {"documents": spec.DOCUMENTS.from_rows(documents), "texts": spec.TEXTS.from_rows(rows)}
    return find_passages(tables, config=ReuseConfig())["passages"]


def words_of(text):
    return re.findall(r"[^\W_]+", text.lower())
