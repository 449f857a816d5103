"""Independent origins of 60 labelled claim clusters: `python bench/clusters.py [--notes CASE] [--ecb CASE]`.

A cluster is what one question's claims are, as a person grouped them; it is scored where claims were found on at least two
of its documents. `counting` takes the found claims of a cluster as one value and counts its origins, so that only the
counting is measured; `values` takes the value that holds most of them, as a reader of the case would see it. Printed for
each set and half (clusters are halved by a hash of their id; rules may be tuned on half 0 alone): share whose most likely
number lies within the labelled range, share whose 90 % range overlaps it, and the mean absolute error against the
labelled best number. One annotator made the labels (bench/gold/README_pairs.md).
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from headwater.config import OriginsConfig
from headwater.origins.count import Ledger, count_value
from headwater.origins.forest import Forest
from headwater.store.snapshot import open_snapshot

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "bench" / "gold" / "claim_clusters.jsonl"
HEADWATER = [sys.executable, "-m", "headwater.cli.main"]
MIN_SHARE = 0.5
"""Share of the shorter span that a claim and a member must have in common."""


def half_of(cluster_id: str) -> int:
    """0 for the half that rules may be tuned on, 1 for the one kept for measuring."""
    return hashlib.sha256(cluster_id.encode()).digest()[0] % 2


def build_case(folder: Path, *sources: Path) -> Path:
    """A case of the given files."""
    for arguments in (["init", folder], ["add", folder, *sources], ["build", folder]):
        subprocess.run([*HEADWATER, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


def write_ecb(path: Path, clusters: list[dict[str, Any]]) -> Path:
    """Records of all ECB+ texts of the topics that clusters come from."""
    topics = {m["doc"].split("_")[0] for c in clusters for m in c["members"]}
    with (
        gzip.open(SHARED / "data" / "ecbplus" / "ecbplus.jsonl.gz", "rt", encoding="utf-8") as lines,
        path.open("w", encoding="utf-8") as out,
    ):
        for line in lines:
            row = json.loads(line)
            if str(row["topic"]) in topics:
                out.write(json.dumps({"id": row["doc_id"], "text": row["text"], "language": "en"}) + "\n")
    return path


def score_cluster(
    cluster: dict[str, Any], tables: dict[str, pl.DataFrame], ledger: Ledger, ground: Forest
) -> dict[str, Any] | None:
    """Labelled and counted origins of one cluster; None where claims were found on fewer than two documents."""
    found: dict[str, dict[str, Any]] = {}
    for m in cluster["members"]:
        for c in tables["claims"].filter(external_id=m["doc"]).iter_rows(named=True):
            shared = min(c["end"], m["end"]) - max(c["start"], m["start"])
            if shared > 0 and shared >= MIN_SHARE * min(c["end"] - c["start"], m["end"] - m["start"]):
                found[c["claim_id"]] = c
    documents = {c["doc_id"] for c in found.values()}
    if len(documents) < 2:
        return None
    config = OriginsConfig()
    count = count_value(list(found.values()), ledger, ground, seed=config.seed, samples=config.samples)["count"]
    values = Counter(c["value_id"] for c in found.values() if c["value_id"])
    top = tables["values"].filter(value_id=max(values, key=lambda i: (values[i], i))).row(0, named=True) if values else None
    return {
        "set": cluster["set"], "half": half_of(cluster["cluster_id"]), "gold": (cluster["n_origins_low"], cluster["n_origins_best"], cluster["n_origins_high"]),
        "counting": (count["low"], count["best"], count["high"]), "reason": count["reason"], "cluster": cluster["cluster_id"],
        "values": (top["n_origins_low"], top["n_origins_best"], top["n_origins_high"]) if top else None, "together": max(values.values(), default=0) / len(found),
    }  # fmt: skip


def summarize(rows: list[dict[str, Any]], what: str) -> dict[str, float | int]:
    """Shares and mean absolute error of one way of counting."""
    pairs = [(r["gold"], r[what]) for r in rows if r[what] is not None]
    n = max(1, len(pairs))
    return {
        "n": len(pairs), "within": round(sum(g[0] <= p[1] <= g[2] for g, p in pairs) / n, 3),
        "overlap": round(sum(p[0] <= g[2] and g[0] <= p[2] for g, p in pairs) / n, 3), "mae": round(sum(abs(g[1] - p[1]) for g, p in pairs) / n, 3),
    }  # fmt: skip


def main() -> None:
    """Build what is not given, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--notes", type=Path)
    parser.add_argument("--ecb", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="every cluster of half 0 that is outside its range")
    options = parser.parse_args()
    if not SHARED.is_dir() or not GOLD.is_file():
        sys.exit("the shared texts or the labelled clusters are not here, so there is nothing to measure")
    clusters = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ecb = [c for c in clusters if c["set"] == "ecbplus"]
        seed = SHARED / "notes" / "founding" / "seed.jsonl"
        cases = {
            "notes": options.notes or build_case(folder / "n", ROOT / "src" / "headwater" / "examples" / "notes.jsonl", seed),
            "ecbplus": options.ecb or build_case(folder / "e", write_ecb(folder / "ecb.jsonl", ecb)),
        }
        for kind, case in cases.items():
            snapshot = open_snapshot(case)
            tables = {t: snapshot.table(t) for t in ("documents", "claims", "citations", "derivations", "entities", "values")}
            ledger = Ledger(tables)
            ground = Forest(ledger.document_edges, seed=OriginsConfig().seed, samples=OriginsConfig().samples)
            rows += [r for c in clusters if c["set"] == kind and (r := score_cluster(c, tables, ledger, ground)) is not None]
    for kind in cases:
        for half in (0, 1):
            part = [r for r in rows if r["set"] == kind and r["half"] == half]
            print(json.dumps({"set": kind, "half": half, **{what: summarize(part, what) for what in ("counting", "values")}}))
    print(
        json.dumps(
            {
                "set": "all",
                **{what: summarize(rows, what) for what in ("counting", "values")},
                "together": round(sum(r["together"] for r in rows) / max(1, len(rows)), 3),
            }
        )
    )
    if options.verbose:
        for r in rows:
            if r["half"] == 0 and not r["gold"][0] <= r["counting"][1] <= r["gold"][2]:
                print(r["cluster"], r["gold"], r["counting"], r["reason"])


if __name__ == "__main__":
    main()
