"""Measure who is credited with what, on news articles with every attribution marked.

    python bench/attribution.py [--articles N] [--floors]

Takes what `headwater.extract.quotations.credit_text` finds in each article, the same function that carries the credits of
claims: source, cue and content of each attribution. The set marks only the outermost of nested attributions, so those that
stand inside the content of another one are left out here. Every sentence is read; the same with the gate before the parse
is printed beside it. The words of the rules were chosen on 108 articles; the 42 of the two publishers whose names have the
lowest md5 were kept for the test and are printed apart.

Prints strict F1 (the same set of words) and overlap F1 (words in common over all attributions, by token) of each part, of
whole attributions (all three overlap), and of direct and indirect speech apart, with 95 % intervals over articles drawn
again (seed 0). With `--floors` it fails where an overlap F1 is below its floor.
"""

import argparse
import gzip
import json
import random
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from headwater.config import Config
from headwater.extract.quotations import credit_text
from headwater.extract.sentence import Sentence

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "attribution" / "attribution.jsonl.gz"
TEST = frozenset({"huff-post", "usa-today"})
"""Publishers kept for the test: the two names with the lowest md5."""
FLOORS = {"source": 0.73, "cue": 0.62, "content": 0.82}
"""Overlap F1 that must hold on all articles, a little below what is measured."""
PARTS = ("source", "cue", "content")
Words = frozenset[int]
_TOKEN = re.compile(r"\w+")
_QUOTES = frozenset('"“”„«»')


def words_of(starts: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Words:
    """Starts of the words that spans touch.

    Args:
        starts: Start and end of each word of the text, in order.
        spans: Stretches of the text.
    """
    found: set[int] = set()
    for a, b in spans:
        for start, end in starts[max(0, bisect_right(starts, (a, 0)) - 1) :]:
            if start >= b:
                break
            if end > a:
                found.add(start)
    return frozenset(found)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of a text."""
    return [(m.start(), m.end()) for m in _TOKEN.finditer(text)]


def outermost(found: list[dict[str, Words]]) -> list[dict[str, Words]]:
    """Attributions without those whose cue stands inside the content of a longer one."""
    kept: list[dict[str, Words]] = []
    for a in sorted(found, key=lambda a: -len(a["content"])):
        if not any(a["cue"] & k["content"] for k in kept):
            kept.append(a)
    return kept


def read_articles(path: Path, n: int | None) -> list[dict[str, Any]]:
    """Articles with their attributions."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file][:n]


def read_sentences(articles: list[dict[str, Any]]) -> dict[str, list[tuple[int, int, Sentence | None, bool]]]:
    """Start, end, parse, and whether the gate lets it through, of every sentence of each article."""
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
    every = found["sentences"].with_columns(pl.lit(True).alias("is_parsed"))
    parses = parse_sentences({"sentences": every}, config=config.annotate, model=parsers)["parses"]
    spots: dict[str, list[dict[str, Any]]] = {}
    for row in find_mentions({"parses": parses}, config=config.annotate)["sentence_mentions"].iter_rows(named=True):
        spots.setdefault(row["sentence_id"], []).append(row | {"detail": json.loads(row["detail"]) if row["detail"] else {}})
    known = {p["sentence_id"]: p for p in parses.iter_rows(named=True)}
    read: dict[str, list[tuple[int, int, Sentence | None, bool]]] = {d: [] for d in texts}
    for row in found["sentences"].sort("doc_id", "n").iter_rows(named=True):
        parse = known.get(row["sentence_id"])
        s = Sentence(parse, list(spots.get(row["sentence_id"], []))) if parse is not None else None
        read[row["doc_id"]].append((row["start"], row["end"], s, row["is_parsed"]))
    return {a["doc_id"]: read[make_id("doc", a["doc_id"])] for a in articles}


def find_attributions(
    articles: list[dict[str, Any]],
    sentences: dict[str, list[tuple[int, int, Sentence | None, bool]]],
    *,
    is_gated: bool = False,
) -> dict[str, list[dict[str, Words]]]:
    """The outermost attributions that are found in each article, as words.

    Args:
        articles: Articles.
        sentences: Their sentences, by article.
        is_gated: Whether sentences that the gate holds back are left unread.
    """
    mine: dict[str, list[dict[str, Words]]] = {}
    for a in articles:
        starts = word_spans(a["text"])
        rows = [(x, y, s if passes or not is_gated else None) for x, y, s, passes in sentences[a["doc_id"]]]
        found = credit_text(a["text"], rows)
        mine[a["doc_id"]] = outermost(
            [{part: words_of(starts, getattr(credited, part)) for part in PARTS} for credited in found]
        )
    return mine


def gold_of(article: dict[str, Any]) -> list[dict[str, Any]]:
    """The marked attributions of an article as sets of words, with whether the content is a quotation."""
    rows = []
    starts = word_spans(article["text"])
    for a in article["attributions"]:
        parts: dict[str, Any] = {k: words_of(starts, [(x, y) for x, y in a[k]]) for k in PARTS}
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


def print_scores(title: str, rows: list[dict[str, tuple[float, float, float]]]) -> None:
    """Every measure with its interval."""
    draw = random.Random(0)
    print(f"{title}: {len(rows)} articles")
    for name in rows[0]:
        again = sorted(f1([draw.choice(rows) for _ in rows], name) for _ in range(200))
        print(f"  {name:16s} {f1(rows, name):.3f}  [{again[5]:.3f}, {again[194]:.3f}]")


def main() -> int:
    """Measure, print, and return 0, or 1 below a floor; without the data say so and return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, help="only the first N articles")
    parser.add_argument("--floors", action="store_true", help="fail below the floors")
    args = parser.parse_args()
    if not DATA.is_file():
        print("left out: the marked articles are not here (../shared/data/attribution)")
        return 0
    articles = read_articles(DATA, args.articles)
    sentences = read_sentences(articles)
    mine = find_attributions(articles, sentences)
    rows = {a["doc_id"]: counts_of(gold_of(a), mine[a["doc_id"]]) for a in articles}
    n_gold = sum(len(a["attributions"]) for a in articles)
    print(f"{len(articles)} articles, {n_gold} marked, {sum(map(len, mine.values()))} found")
    print_scores("All", list(rows.values()))
    for title, is_test in (("Tuned on", False), ("Test", True)):
        part = [rows[a["doc_id"]] for a in articles if (a["publisher"] in TEST) is is_test]
        if part:
            print_scores(title, part)
    passed = find_attributions(articles, sentences, is_gated=True)
    print_scores("All, behind the gate", [counts_of(gold_of(a), passed[a["doc_id"]]) for a in articles])
    low = [p for p, floor in FLOORS.items() if f1(list(rows.values()), f"{p} overlap") < floor]
    if args.floors and low:
        print(f"below the floor: {', '.join(low)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
