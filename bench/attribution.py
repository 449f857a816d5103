"""Measure who is credited with what, on news articles with every attribution marked.

    python bench/attribution.py [--articles N]

Reads the sentences of each article on its own, every one of them (the gate before the parse is left out), and takes each
credit that the rules find as one attribution: source (the speaker's phrase), cue (the rest of the words that credit), content
(the words of the clauses that are credited). Prints strict F1 (the same set of words) and overlap F1 (words in common, greedy
one to one, by token) of each part, of whole attributions (all three overlap), and of direct and indirect speech apart, with
95 % intervals over articles drawn again (seed 0).
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from headwater.config import Config
from headwater.extract.clauses import find_clauses
from headwater.extract.credit import Credit, find_credits
from headwater.extract.roles import clause_tokens
from headwater.extract.sentence import Sentence

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "attribution" / "attribution.jsonl.gz"
PARTS = ("source", "cue", "content")
Words = frozenset[int]
_TOKEN = re.compile(r"\w+")
_QUOTES = frozenset('"“”„«»')


def attributions_of(s: Sentence, base: int) -> Iterator[dict[str, set[int]]]:
    """Each credit of a sentence as code points of its source, cue and content."""
    clauses = find_clauses(s)
    by_credit: dict[Credit, list[int]] = {}
    for verb, credit in find_credits(s, clauses).items():
        if credit.speaker is not None or credit.rule != "hedge":
            by_credit.setdefault(credit, []).append(verb)
    for credit, verbs in by_credit.items():
        inside = set(range(credit.first, credit.last + 1))
        speaker = set(s.subtree(credit.speaker)) & inside if credit.speaker is not None else set()
        source = set(range(min(speaker), max(speaker) + 1)) if speaker else set()
        cue = {t for t in inside - source if s.pos[t] != "PUNCT"}
        content = {t for verb in verbs for t in clause_tokens(s, verb, inside)} - inside
        yield {name: _points(s, part, base) for name, part in zip(PARTS, (source, cue, content), strict=True)}


def _points(s: Sentence, tokens: Iterable[int], base: int) -> set[int]:
    return {base + p for t in tokens for p in range(s.start[t], s.end[t])}


def words_of(text: str, points: set[int]) -> Words:
    """Starts of the words of a text that hold one of some code points."""
    return (
        frozenset(m.start() for m in _TOKEN.finditer(text) if points & set(range(m.start(), m.end())))
        if points
        else frozenset()
    )


def read_articles(path: Path, n: int | None) -> list[dict[str, Any]]:
    """Articles with their attributions."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file][:n]


def find_attributions(articles: list[dict[str, Any]]) -> dict[str, list[dict[str, Words]]]:
    """The attributions that the rules find in each article."""
    from headwater.annotate.mentions import find_mentions
    from headwater.annotate.models import load_parsers
    from headwater.annotate.parse import parse_sentences
    from headwater.annotate.sentences import split_documents
    from headwater.model import tables as t
    from headwater.model.ids import make_id

    config, parsers = Config(), load_parsers()
    texts = {make_id("doc", a["doc_id"]): a["text"] for a in articles}
    docs: list[dict[str, Any]] = [
        {"doc_id": d, "external_id": d, "text_language": "en", "n_chars": len(x), "text_id": make_id("tx", x)}
        for d, x in texts.items()
    ]
    found = {
        "documents": t.DOCUMENTS.from_rows(docs),
        "texts": t.TEXTS.from_rows(
            [{"doc_id": r["doc_id"], "text_id": r["text_id"], "text": texts[r["doc_id"]]} for r in docs]
        ),
    }
    found.update(split_documents(found, config=config.annotate))
    sentences = found["sentences"].with_columns(pl.lit(True).alias("is_parsed"))
    parses = parse_sentences({"sentences": sentences}, config=config.annotate, model=parsers)["parses"]
    spots: dict[str, list[dict[str, Any]]] = {}
    for row in find_mentions({"parses": parses}, config=config.annotate)["sentence_mentions"].iter_rows(named=True):
        spots.setdefault(row["sentence_id"], []).append(row | {"detail": json.loads(row["detail"]) if row["detail"] else {}})
    known = {p["sentence_id"]: p for p in parses.iter_rows(named=True)}
    mine: dict[str, list[dict[str, Words]]] = {d: [] for d in texts}
    for row in sentences.iter_rows(named=True):
        parse = known.get(str(row["sentence_id"]))
        if parse is None:
            continue
        for parts in attributions_of(Sentence(parse, list(spots.get(row["sentence_id"], []))), row["start"]):
            doc = str(row["doc_id"])
            mine[doc].append({k: words_of(texts[doc], v) for k, v in parts.items()})
    return {a["doc_id"]: mine[make_id("doc", a["doc_id"])] for a in articles}


def gold_of(article: dict[str, Any]) -> list[dict[str, Any]]:
    """The marked attributions of an article as sets of words, with whether the content is a quotation."""
    rows = []
    for a in article["attributions"]:
        parts: dict[str, Any] = {k: words_of(article["text"], {p for x, y in a[k] for p in range(x, y)}) for k in PARTS}
        first = a["content"][0][0] if a["content"] else 0
        parts["direct"] = bool(a["content"]) and bool(set(article["text"][max(0, first - 1) : first + 1]) & _QUOTES)
        rows.append(parts)
    return rows


def pair_up(gold: list[dict[str, Any]], mine: list[dict[str, Words]]) -> list[tuple[int, int]]:
    """One-to-one pairs by words in common of cue and content together, most first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, m in enumerate(mine):
            shared = 3 * len(g["cue"] & m["cue"]) + len(g["content"] & m["content"]) + len(g["source"] & m["source"])
            if shared:
                pairs.append((-shared, i, j))
    taken_gold: set[int] = set()
    taken_mine: set[int] = set()
    kept = []
    for _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_mine:
            taken_gold.add(i)
            taken_mine.add(j)
            kept.append((i, j))
    return kept


def counts_of(gold: list[dict[str, Any]], mine: list[dict[str, Words]]) -> dict[str, tuple[float, float, float]]:
    """(hits, found, marked) by measure for one article; overlap counts words."""
    pairs = pair_up(gold, mine)
    found: dict[str, tuple[float, float, float]] = {}
    for part in PARTS:
        n_mine, n_gold = sum(bool(m[part]) for m in mine), sum(bool(g[part]) for g in gold)
        found[f"{part} strict"] = (
            sum(bool(gold[i][part]) and gold[i][part] == mine[j][part] for i, j in pairs),
            n_mine,
            n_gold,
        )
        all_mine = frozenset().union(*(m[part] for m in mine)) if mine else frozenset()
        all_gold = frozenset().union(*(g[part] for g in gold)) if gold else frozenset()
        found[f"{part} overlap"] = (len(all_mine & all_gold), len(all_mine), len(all_gold))
        found[f"{part} any word"] = (sum(bool(gold[i][part] & mine[j][part]) for i, j in pairs), n_mine, n_gold)
    whole = [(i, j) for i, j in pairs if all(gold[i][p] & mine[j][p] or not gold[i][p] for p in PARTS)]
    found["whole"] = (len(whole), len(mine), len(gold))
    for name, is_direct in (("direct", True), ("indirect", False)):
        found[f"{name} recall"] = (
            sum(gold[i]["direct"] is is_direct for i, _ in whole),
            0,
            sum(g["direct"] is is_direct for g in gold),
        )
    return found


def f1(rows: list[dict[str, tuple[float, float, float]]], name: str) -> float:
    """F1 of a measure over articles; recall where nothing was counted as found."""
    hits, found, marked = (sum(r[name][k] for r in rows) for k in range(3))
    return hits / marked if not found and marked else 2 * hits / (found + marked) if found + marked else 0.0


def main() -> int:
    """Measure, print, and return 0; without the data say so and return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, help="only the first N articles")
    args = parser.parse_args()
    if not DATA.is_file():
        print("left out: the marked articles are not here (../shared/data/attribution)")
        return 0
    articles = read_articles(DATA, args.articles)
    mine = find_attributions(articles)
    rows = [counts_of(gold_of(a), mine[a["doc_id"]]) for a in articles]
    print(
        f"{len(articles)} articles, {sum(len(a['attributions']) for a in articles)} marked, {sum(map(len, mine.values()))} found"
    )
    draw = random.Random(0)
    for name in rows[0]:
        again = sorted(f1([draw.choice(rows) for _ in rows], name) for _ in range(200))
        print(f"{name:16s} {f1(rows, name):.3f}  [{again[5]:.3f}, {again[194]:.3f}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
