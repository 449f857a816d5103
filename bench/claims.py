"""Score the claims of the notes, and of the founding document, against their labels.

    python bench/claims.py [--case CASE] [--out CLAIMS.jsonl] [--differences]

Without `--case` the stages are run here, in one process, on the notes and the founding document as `headwater build`
would run them. Prints the scorer's JSON, then the share of rules in the time of the parse, then how often claims of each
confidence agree with a label (the reliability table).
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from headwater.config import Config
from headwater.model import tables as t
from headwater.model.ids import make_id

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "notes" / "claims.jsonl"


def read_records() -> list[dict[str, Any]]:
    """The notes and the founding document as records."""
    records: list[dict[str, Any]] = []
    for path in (SHARED / "notes" / "notes.jsonl", SHARED / "notes" / "founding" / "seed.jsonl"):
        records += [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return records


def run_stages(records: Iterable[Mapping[str, Any]]) -> tuple[dict[str, pl.DataFrame], dict[str, float]]:
    """Every stage from split to place over some records.

    Returns:
        All tables, and processor seconds by stage.
    """
    from headwater.annotate.locate import locate_mentions
    from headwater.annotate.mentions import find_mentions
    from headwater.annotate.models import load_parsers
    from headwater.annotate.parse import parse_sentences
    from headwater.annotate.sentences import split_documents
    from headwater.extract.place import place_claims
    from headwater.extract.read import read_sentences

    config = Config()
    found = tables_of(records)
    parsers = load_parsers()
    for language in ("en", "es"):
        if language in parsers:
            parsers.get(language)
    seconds: dict[str, float] = {}
    for name, stage, section, model in (
        ("split", split_documents, config.annotate, None),
        ("parse", parse_sentences, config.annotate, parsers),
        ("spot", find_mentions, config.annotate, None),
        ("read", read_sentences, config.extract, None),
        ("locate", locate_mentions, config.annotate, None),
        ("place", place_claims, config.extract, None),
    ):
        started = time.process_time()
        found.update(stage(found, config=section, model=model) if name != "split" else stage(found, config=section))
        seconds[name] = time.process_time() - started
    return found, seconds


def tables_of(records: Iterable[Mapping[str, Any]]) -> dict[str, pl.DataFrame]:
    """Documents and texts of records."""
    rows, texts = [], []
    for r in records:
        doc_id, text_id = make_id("doc", r["id"]), make_id("tx", r["text"])
        language = r.get("text_language") or r.get("language") or "en"
        rows.append({
            "doc_id": doc_id, "external_id": r["id"], "url": r.get("url"), "title": r.get("title"), "published": r.get("date"),
            "language": r.get("language"), "text_language": language, "n_chars": len(r["text"]), "text_id": text_id,
        })  # fmt: skip
        texts.append({"doc_id": doc_id, "text_id": text_id, "text": r["text"]})
    return {"documents": t.DOCUMENTS.from_rows(rows), "texts": t.TEXTS.from_rows(texts)}


def load_scorer() -> Any:
    """The scorer's own module, for what counts as a match."""
    sys.path.insert(0, str(SHARED / "score"))
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "score" / "claims.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "score" / "claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_reliability(rows: list[dict[str, Any]], *, differences: bool) -> None:
    """How often claims of each confidence have a label of their kind with the same subject and object."""
    scorer = load_scorer()
    gold = scorer.by(scorer.read(GOLD), "article_id")
    bins: dict[float, list[bool]] = defaultdict(list)
    for doc, labels in gold.items():
        mine = [r for r in rows if r["external_id"] == doc]
        pairs = {p["claim_id"]: (g, scorer.fields(g, p)) for g, p in scorer.match(labels, mine)}
        for row in mine:
            g, right = pairs.get(row["claim_id"], (None, {}))
            is_right = g is not None and g["type"] == row["kind"]
            bins[min(0.9, int(row["confidence"] * 10) / 10)].append(is_right)
            wrong = [k for k, v in right.items() if not v]
            if differences and (not is_right or wrong):
                print(f"{doc}: {row['kind']} {row['quote'][:70]!r} {'no label' if g is None else g['type']} wrong: {wrong}")
    for low in sorted(bins):
        print(
            f"confidence {low:.1f}-{low + 0.1:.1f}: {len(bins[low]):3d} claims, kind right in {sum(bins[low]) / len(bins[low]):.2f}"
        )


def main() -> int:
    """Score, print, and return 0; without the shared labels say so and return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=Path, help="score this case's claims instead of running the stages here")
    parser.add_argument("--out", type=Path, help="where to keep the claims, JSON lines")
    parser.add_argument("--differences", action="store_true", help="list claims that disagree with the labels")
    args = parser.parse_args()
    if not GOLD.is_file():
        print("left out: the labelled notes are not here (../shared/notes)")
        return 0
    if args.case is not None:
        shown = subprocess.run(
            ["headwater", "show", "claims", str(args.case), "--json"], check=True, capture_output=True, text=True
        )
        rows = [json.loads(line) for line in shown.stdout.split("\n") if line.strip()]
    else:
        found, seconds = run_stages(read_records())
        rows = found["claims"].to_dicts()
        texts = dict(found["texts"].select("doc_id", "text").iter_rows())
        if any(texts[r["doc_id"]][r["start"] : r["end"]] != r["quote"] for r in rows):
            raise AssertionError("a claim's quote does not stand at its offsets")
    with tempfile.TemporaryDirectory() as folder:
        out = args.out or Path(folder) / "claims.jsonl"
        out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        subprocess.run([sys.executable, str(SHARED / "score" / "claims.py"), str(GOLD), str(out)], check=True)
    if args.case is None:
        share = (seconds["read"] + seconds["place"]) / seconds["parse"]
        print(
            f"rules / parse, processor time: {share:.2f} ({seconds['read'] + seconds['place']:.2f} s / {seconds['parse']:.2f} s)"
        )
    print_reliability(rows, differences=args.differences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
