"""Score extracted claims against every labelled set that is here, each set and language by itself.

    python bench/claims.py [--set NAME ...] [--case CASE] [--out CLAIMS.jsonl] [--differences] [--profile] [--speed]

Sets: `notes` (the shared labels, in sight while rules were written), `notes_dev` (other notes, labelled by a second
annotator), `more` (invented notes, most of them Spanish), `stories` (invented reports, retold). Without `--case` the stages are run here, in one process, as `headwater build`
would run them. Prints the scorer's JSON for each set and language, the share of rules in the time of the parse, and how
often claims of each confidence agree with a label (the reliability table).
"""

import argparse
import cProfile
import importlib.util
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from headwater.config import Config
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.native import is_compiled
from headwater.workers import ONE_THREAD

SHARED = Path(__file__).resolve().parents[2] / "shared"
OWN = Path(__file__).resolve().parent / "gold"
NOTES = (SHARED / "notes" / "notes.jsonl", SHARED / "notes" / "founding" / "seed.jsonl")
Rows = list[dict[str, Any]]
BINS = 10
"""Of confidence, in the table of reliability."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Labels with the files of the texts that they label."""

    name: str
    labels: Path
    texts: tuple[Path, ...]

    def is_here(self) -> bool:
        """Whether labels and texts are all in place."""
        return self.labels.is_file() and all(path.is_file() for path in self.texts)


SETS = (
    GoldSet("notes", SHARED / "notes" / "claims.jsonl", NOTES),
    GoldSet("notes_dev", OWN / "notes_claims_dev.jsonl", NOTES),
    GoldSet("more", OWN / "more_claims.jsonl", (OWN / "more_notes.jsonl",)),
    GoldSet("stories", OWN / "stories" / "claims.jsonl", (OWN / "stories" / "stories.jsonl",)),
)


def read_rows(path: Path) -> Rows:
    """Rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def read_labels(gold: GoldSet) -> Rows:
    """Labels of a set."""
    return read_rows(gold.labels)


def read_records(sets: Iterable[GoldSet] = SETS) -> Rows:
    """Every text that the sets label, once."""
    found: dict[str, dict[str, Any]] = {}
    for gold in sets:
        labelled = {row["article_id"] for row in read_labels(gold)}
        found |= {r["id"]: r for path in gold.texts for r in read_rows(path) if r["id"] in labelled}
    return list(found.values())


def language_of(record: Mapping[str, Any]) -> str:
    """Language of a record's text."""
    return str(record.get("text_language") or record.get("language") or "en")


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
    from headwater.workers import few_collections

    config = Config()
    found = tables_of(records)
    parsers = load_parsers()
    for language in ("en", "es"):
        if language in parsers:
            parsers.get(language)
    seconds: dict[str, float] = {}
    stages: tuple[tuple[str, Any, Any, Any], ...] = (
        ("split", split_documents, config.annotate, None),
        ("parse", parse_sentences, config.annotate, parsers),
        ("spot", find_mentions, config.annotate, None),
        ("read", read_sentences, config.extract, None),
        ("locate", locate_mentions, config.annotate, None),
        ("place", place_claims, config.extract, None),
    )
    with few_collections():  # as in a build: else whichever stage comes last pays for the rings of all before it
        for name, stage, section, model in stages:
            started = time.process_time()
            found.update(stage(found, config=section, model=model) if name != "split" else stage(found, config=section))
            seconds[name] = time.process_time() - started
    return found, seconds


def tables_of(records: Iterable[Mapping[str, Any]]) -> dict[str, pl.DataFrame]:
    """Documents and texts of records."""
    rows, texts = [], []
    for r in records:
        doc_id, text_id = make_id("doc", r["id"]), make_id("tx", r["text"])
        rows.append({
            "doc_id": doc_id, "external_id": r["id"], "url": r.get("url"), "title": r.get("title"), "published": r.get("date"),
            "language": r.get("language"), "text_language": language_of(r), "n_chars": len(r["text"]), "text_id": text_id,
        })  # fmt: skip
        texts.append({"doc_id": doc_id, "text_id": text_id, "text": r["text"]})
    return {"documents": t.DOCUMENTS.from_rows(rows), "texts": t.TEXTS.from_rows(texts)}


def read_claims(records: Rows) -> tuple[Rows, dict[str, float]]:
    """Claims of records with checked offsets, and processor seconds by stage."""
    found, seconds = run_stages(records)
    rows = found["claims"].to_dicts()
    texts = dict(found["texts"].select("doc_id", "text").iter_rows())
    if any(texts[r["doc_id"]][r["start"] : r["end"]] != r["quote"] for r in rows):
        raise AssertionError("a claim's quote does not stand at its offsets")
    return rows, seconds


def load_scorer() -> Any:
    """The scorer's own module, for what counts as a match."""
    sys.path.insert(0, str(SHARED / "score"))
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "score" / "claims.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "score" / "claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(labels: Rows, claims: Rows) -> dict[str, Any]:
    """What the shared scorer prints for these labels and claims."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold.jsonl", Path(folder) / "claims.jsonl"]
        for path, rows in zip(paths, (labels, claims), strict=True):
            path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score" / "claims.py"), *map(str, paths)]
        return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def judge(labels: Rows, claims: Rows) -> tuple[dict[str, str], dict[str, str]]:
    """What became of each label and of each claim.

    Returns:
        Label -> `missed`, or the fields that are wrong with commas (`kind` first), or `whole`; claim id -> the same,
        with `no label` where none matches.
    """
    scorer = load_scorer()
    gold, mine = scorer.by(labels, "article_id"), scorer.by(claims, "external_id")
    by_label = {row["claim_id"]: "missed" for row in labels}
    by_claim = {r["claim_id"]: "no label" for doc in gold for r in mine.get(doc, [])}
    for doc, rows in gold.items():
        for g, p in scorer.match(rows, mine.get(doc, [])):
            wrong = [] if g["type"] == p["kind"] else ["kind"]
            wrong += [k for k, is_right in scorer.fields(g, p).items() if not is_right]
            by_label[g["claim_id"]] = by_claim[p["claim_id"]] = ",".join(wrong) or "whole"
    return by_label, by_claim


def quality(confidence: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Brier score (Brier 1950), expected calibration error over ten bins (Naeini et al. 2015), means, area under the ROC."""
    bins = np.minimum(BINS - 1, (confidence * BINS + 1e-9).astype(int))
    gaps = [abs(right[bins == i].mean() - confidence[bins == i].mean()) * (bins == i).mean() for i in set(bins.tolist())]
    order = np.argsort(np.argsort(confidence, kind="stable"))
    above = right == 1
    n = int(above.sum())
    area = (order[above].sum() - n * (n - 1) / 2) / max(1, n * (len(right) - n))
    return {
        "claims": len(right), "right": round(float(right.mean()), 3), "confidence": round(float(confidence.mean()), 3),
        "brier": round(float(((confidence - right) ** 2).mean()), 4), "calibration_error": round(float(sum(gaps)), 4),
        "area": round(float(area), 3),
    }  # fmt: skip


def confidences(rows: Rows, outcomes: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Confidence of each claim of a labelled document, and 1 where kind, subject and object are right."""
    own = [row for row in rows if row["claim_id"] in outcomes]
    right = [not {"no label", "kind", "subject", "object"} & set(outcomes[row["claim_id"]].split(",")) for row in own]
    return np.array([row["confidence"] for row in own]), np.array(right, float)


def print_reliability(rows: Rows, outcomes: Mapping[str, str]) -> None:
    """How well confidence holds in all, and how often claims of each tenth have a label of their kind, and of their sides too."""
    bins: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row["claim_id"] in outcomes:
            bins[min(BINS - 1, int(row["confidence"] * BINS + 1e-9))].append(outcomes[row["claim_id"]])
    print("confidence", json.dumps(quality(*confidences(rows, outcomes))))
    for low, found in sorted(bins.items()):
        typed = [o for o in found if o != "no label" and not o.startswith("kind")]
        core = [o for o in typed if not {"subject", "object"} & set(o.split(","))]
        print(
            f"confidence 0.{low}-{(low + 1) / 10:.1f}: {len(found):3d} claims, kind right {len(typed) / len(found):.2f}, "
            f"kind, subject and object right {len(core) / len(found):.2f}"
        )


def print_differences(labels: Rows, claims: Rows) -> None:
    """Labels that no claim meets in full, and claims that no label asks for."""
    by_label, by_claim = judge(labels, claims)
    for row in labels:
        if by_label[row["claim_id"]] != "whole":
            print(f"{row['claim_id']} {row['type']} {row['quote'][:90]!r}: {by_label[row['claim_id']]}")
    for row in claims:
        if by_claim.get(row["claim_id"]) == "no label":
            print(f"{row['external_id']} no label: {row['kind']} {row['quote'][:90]!r} ({row['rule']}, {row['confidence']})")


def print_set(gold: GoldSet, languages: Mapping[str, str], claims: Rows, *, differences: bool) -> None:
    """The scores of one set, whole and by language."""
    labels = read_labels(gold)
    own = {language: [r for r in labels if languages[r["article_id"]] == language] for language in ("en", "es")}
    for name, rows in {"all": labels, **own}.items():
        if rows:
            print(gold.name, name, json.dumps(score(rows, claims)))
    if differences:
        print_differences(labels, claims)


def print_share(seconds: Mapping[str, float]) -> None:
    """The share of rules and learned reading in the time of the parse, and whether modules were compiled."""
    rules, how = seconds["read"] + seconds["place"], "compiled" if is_compiled() else "from source"
    print(f"rules / parse, processor time: {rules / seconds['parse']:.3f} ({rules:.2f} s {how} / {seconds['parse']:.2f} s)")


def print_speed() -> int:
    """That share over the ECB+ texts, each once; 0."""
    from build import ECB_TEXTS, make_ecb_records

    if not (SHARED / "data" / "ecbplus").is_dir():
        print("left out: ../shared/data/ecbplus is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ecb.jsonl"
        make_ecb_records(ECB_TEXTS, path)
        print_share(run_stages(read_rows(path))[1])
    return 0


def main() -> int:
    """Score, print, and return 0; without the shared labels say so and return 0."""
    if not ONE_THREAD.items() <= os.environ.items():  # as in a worker of a build: threads that wait for work are no work
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--set", action="append", dest="sets", choices=[g.name for g in SETS], help="only this set; may be given again"
    )
    parser.add_argument("--case", type=Path, help="score this case's claims instead of running the stages here")
    parser.add_argument("--out", type=Path, help="where to keep the claims, JSON lines")
    parser.add_argument("--differences", action="store_true", help="list labels and claims that disagree")
    parser.add_argument("--speed", action="store_true", help="only the time of rules and parse, over 982 texts of general news")
    parser.add_argument("--profile", action="store_true", help="print where the rules spend their time")
    args = parser.parse_args()
    if args.speed:
        return print_speed()
    sets = [g for g in SETS if g.is_here() and (not args.sets or g.name in args.sets)]
    if not sets:
        print("left out: no labelled set is here (../shared/notes, bench/gold)")
        return 0
    records = read_records(sets)
    languages = {r["id"]: language_of(r) for r in records}
    seconds: dict[str, float] = {}
    if args.case is not None:
        command = [sys.executable, "-m", "headwater.cli.main", "show", "claims", str(args.case), "--json"]
        shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows = [json.loads(line) for line in shown.split("\n") if line.strip()]
    else:
        profile = cProfile.Profile() if args.profile else None
        if profile is not None:
            profile.enable()
        rows, seconds = read_claims(records)
        if profile is not None:
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats("headwater", 25)
    if args.out is not None:
        args.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    outcomes: dict[str, str] = {}
    for gold in sets:
        print_set(gold, languages, rows, differences=args.differences)
        outcomes |= judge(read_labels(gold), rows)[1]
    if seconds:
        print_share(seconds)
    print_reliability(rows, outcomes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
