"""What the gate before the parse costs and saves: `python bench/gate.py [--documents N] [--train]`.

Prints one JSON line for the gold (labelled claims that stand in sentences which the gate refuses), one for each language of
all labelled notes that the gate's words are learnt from (`bench/gold`, five folds by document, each judged by what the other
four taught), and one for each set of texts, drawn at random: the share of sentences that pass, and the claims that are lost, or made otherwise, against the same
texts with the gate off. A set in another language than English is the Spanish notes: there is no larger one. With `--train` the words
are learnt anew and written to `src/headwater/schema/learned/gate.npz`, and nothing else is measured.
"""

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from headwater.annotate.gate import is_worth_parse
from headwater.annotate.locate import locate_mentions
from headwater.annotate.mentions import find_mentions
from headwater.annotate.models import load_parsers
from headwater.annotate.parse import parse_sentences
from headwater.annotate.sentences import split_documents
from headwater.annotate.splitter import split_text
from headwater.config import Config
from headwater.extract.place import place_claims
from headwater.extract.read import read_sentences

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
sys.path.insert(0, str(HERE))

from claims import read_records, tables_of  # noqa: E402 - a file beside this one
from learn import read_gold  # noqa: E402
from learning.gate_words import train  # noqa: E402 - a folder beside this file

KEY = ["doc_id", "kind", "start", "end"]
FIELDS = [*KEY, "subject", "object", "attributed_to", "modality", "time_edtf", "quantity_best"]


def read_sets(documents: int) -> dict[str, list[dict[str, Any]]]:
    """Records of each set, at most so many of each, drawn at random."""
    notes = read_records()
    sets = {
        "notes and founding document, en": [r for r in notes if _language(r) == "en"],
        "notes, es": [r for r in notes if _language(r) == "es"],
        "ECB+, general news": _read_gz("ecbplus/ecbplus.jsonl.gz"),
        "MUC, newswire": _read_gz("muc/muc_dev.jsonl.gz"),
        "re3d, defence reports": _read_gz("re3d/documents.jsonl.gz"),
    }
    rng = random.Random(7)
    return {name: rng.sample(rows, min(documents, len(rows))) for name, rows in sets.items()}


def _language(record: Mapping[str, Any]) -> str:
    return str(record.get("text_language") or record.get("language") or "en")


def _read_gz(path: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "data" / path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [{"id": f"{path}-{n}", "text": row["text"]} for n, row in enumerate(rows)]


def measure_gold() -> dict[str, Any]:
    """Labelled claims of which no sentence passes."""
    texts = {r["id"]: r for r in read_records()}
    refused, total = [], 0
    for line in (SHARED / "notes" / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        record = texts[label["article_id"]]
        around = [s for s in split_text(record["text"]) if s.start < label["end"] and label["start"] < s.end]
        total += 1
        if not any(is_worth_parse(record["text"][s.start : s.end], _language(record)) for s in around):
            refused.append(label["claim_id"])
    return {"set": "gold claims", "claims": total, "refused": len(refused), "lost": _share(len(refused), total), "ids": refused}


def measure_set(name: str, records: Iterable[Mapping[str, Any]], parsers: Any) -> dict[str, Any]:
    """Claims of some records with the gate on, against those with the gate off."""
    config = Config()
    tables = tables_of(records)
    everything = split_documents(tables, config=replace(config.annotate, gate=False))["sentences"]
    passing = split_documents(tables, config=config.annotate)["sentences"]
    found = {"sentences": everything}
    found |= parse_sentences(found, config=config.annotate, model=parsers)
    found |= find_mentions(found, config=config.annotate)
    found |= read_sentences(found, config=config.extract)
    off = _place(tables | found, config)
    kept = passing.filter("is_parsed").select("sentence_id").unique()
    some = {n: found[n].join(kept, on="sentence_id", how="semi") for n in ("parses", "sentence_mentions", "frames")}
    on = _place(tables | some | {"sentences": passing}, config)
    distinct = passing.unique("sentence_id")
    lost = off.select(KEY).unique().join(on, on=KEY, how="anti").height
    same = off.select(FIELDS).unique().join(on, on=FIELDS, how="semi", nulls_equal=True).height
    total, shared = off.select(KEY).unique().height, off.select(FIELDS).unique().height
    return {
        "set": name, "documents": tables["documents"].height, "sentences": distinct.height,
        "passing": _share(int(distinct["is_parsed"].sum()), distinct.height),
        "claims": total, "lost": _share(lost, total), "lost_or_other_in_a_field": _share(shared - same, shared),
    }  # fmt: skip


def _place(tables: Mapping[str, pl.DataFrame], config: Config) -> pl.DataFrame:
    located = {**tables, **locate_mentions(tables, config=config.annotate)}
    return place_claims(located, config=config.extract)["claims"]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def main() -> None:
    """Print one JSON line for the gold and for each set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=200, help="most documents of each set")
    parser.add_argument("--train", action="store_true", help="learn the words of the gate anew")
    options = parser.parse_args()
    notes, gold, _ = read_gold()
    for row in train(notes, gold, is_written=options.train):
        print(json.dumps(row), flush=True)
    if options.train:
        return
    print(json.dumps(measure_gold()), flush=True)
    parsers = load_parsers()
    for name, records in read_sets(options.documents).items():
        print(json.dumps(measure_set(name, records, parsers)), flush=True)


if __name__ == "__main__":
    if SHARED.is_dir():
        main()
    else:
        print("the shared data is not here: nothing measured")
