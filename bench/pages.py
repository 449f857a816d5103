r"""Body F1 on real web pages: Headwater's reader and bare trafilatura, in one run.

Measure of the article extraction benchmark: words are runs of `\w+`, texts are multisets of 4-word shingles; on each page
true and false positives and false negatives are divided by their sum; precision and recall are means over pages.

    python bench/pages.py [folder of the pages; default: ../shared/data/pages]
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from headwater.config import IngestConfig
from headwater.ingest.read import read_documents
from headwater.model import tables as t
from headwater.model.ids import make_id

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page with the body that a person marked."""

    page_id: str
    url: str
    body: str
    data: bytes


def load_pages(folder: Path) -> list[Page]:
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Page(
            r["page_id"],
            r["url"],
            r["article_body"],
            gzip.decompress((folder / "html" / f"{r['page_id']}.html.gz").read_bytes()),
        )
        for r in rows
    ]


def read_with_headwater(page: Page) -> str:
    doc_id = make_id("doc", page.data)
    row = {"doc_id": doc_id, "external_id": page.page_id, "name": f"{page.page_id}.html", "url": page.url, "data": page.data}
    texts = read_documents({"originals": t.ORIGINALS.from_rows([row])}, config=IngestConfig())["texts"]
    return texts["text"][0] if texts.height else ""


READERS: list[tuple[str, Callable[[Page], str]]] = [
    ("headwater", read_with_headwater),
    ("trafilatura, as it comes", lambda page: trafilatura.extract(page.data) or ""),
    ("trafilatura, no comments", lambda page: trafilatura.extract(page.data, include_comments=False) or ""),
    (
        "trafilatura, favor_precision",
        lambda page: trafilatura.extract(page.data, include_comments=False, favor_precision=True) or "",
    ),
    ("trafilatura, favor_recall", lambda page: trafilatura.extract(page.data, include_comments=False, favor_recall=True) or ""),
]


def count_shingles(text: str, *, words: int = 4) -> Counter[tuple[str, ...]]:
    tokens = WORD.findall(text)
    return Counter(tuple(tokens[i : i + words]) for i in range(max(1, len(tokens) - words + 1)))


def score(pages: list[Page], texts: list[str]) -> tuple[float, float, float]:
    """F1, precision and recall, each in [0, 1]."""
    precisions, recalls = [], []
    for page, text in zip(pages, texts, strict=True):
        gold, found = count_shingles(page.body), count_shingles(text)
        both = sum((gold & found).values())
        precisions.append(both / sum(found.values()))
        recalls.append(both / sum(gold.values()))
    precision, recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    return 2 * precision * recall / (precision + recall), precision, recall


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    pages = load_pages(folder)
    for _, reader in READERS:
        reader(pages[0])  # imports and models are not what is timed
    print(f"{len(pages)} pages; trafilatura {trafilatura.__version__}")
    print(f"{'reader':30} {'F1':>7} {'prec.':>7} {'recall':>7} {'ms/page':>8}")
    scores = {}
    for name, reader in READERS:
        start = time.perf_counter()
        texts = [reader(page) for page in pages]
        spent = time.perf_counter() - start
        scores[name], precision, recall = score(pages, texts)
        print(f"{name:30} {scores[name]:7.4f} {precision:7.4f} {recall:7.4f} {1000 * spent / len(pages):8.1f}")
    best = max(value for name, value in scores.items() if name != "headwater")
    print(f"headwater against the best of trafilatura's: {scores['headwater'] - best:+.4f}")


if __name__ == "__main__":
    main()
