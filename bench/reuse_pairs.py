"""What two documents are to each other: copy, rewrite, same event or unrelated, against 200 labelled pairs.

    python bench/reuse_pairs.py [--gold bench/gold/reuse_pairs.jsonl] [--shared ../shared] [--half report|tune|all]

Each set (ECB+, the notes) is one case: borrowed passages and shared rarities are taken over all its documents. Thresholds
were set on the half of the pairs whose id hashes to an even byte; the other half is reported. `derived` asks only
whether the pair is a copy or a rewrite. Intervals are 90 %, by a seeded bootstrap over pairs.
"""

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from headwater.config import ReuseConfig
from headwater.model import tables as spec
from headwater.origins.content import KIND_WEIGHT, compare, total_weights, weigh_features
from headwater.origins.likeness import Label, label_pair, weigh_likeness
from headwater.origins.neighbours import Held, hold_documents
from headwater.origins.slips import find_slips, shared_slips
from headwater.reuse.passages import find_passages

LABELS: tuple[Label, ...] = ("copy", "rewrite", "same event", "unrelated")
SEED = 20251122
Pair = Mapping[str, Any]


def read_sets(shared: Path) -> dict[str, list[dict[str, Any]]]:
    """Documents of each set: id, text, date, language."""
    with gzip.open(shared / "data/ecbplus/ecbplus.jsonl.gz", "rt", encoding="utf-8") as lines:
        ecb = [{"id": r["doc_id"], "text": r["text"], "date": None, "text_language": "en"} for r in map(json.loads, lines)]
    notes = [json.loads(line) for line in (shared / "notes/notes.jsonl").read_text(encoding="utf-8").splitlines()]
    seed = [json.loads(line) for line in (shared / "notes/founding/seed.jsonl").read_text(encoding="utf-8").splitlines()]
    notes += [{"date": None, "text_language": "en", **r, "id": "seed"} for r in seed]
    return {"ecbplus": ecb, "notes": notes}


def label_set(documents: list[dict[str, Any]], pairs: Iterable[Pair]) -> dict[str, Label]:
    """Label of each pair of one case."""
    rows = [
        {"doc_id": d["id"], "external_id": d["id"], "text_id": d["id"], "n_chars": len(d["text"]), "published": d["date"],
         "publisher": None, "url": None, "language": d["text_language"], "text_language": d["text_language"]}
        for d in documents
    ]  # fmt: skip
    texts = {d["id"]: d["text"] for d in documents}
    table = spec.TEXTS.from_rows({"doc_id": d, "text_id": d, "text": t} for d, t in texts.items())
    passages = find_passages({"documents": spec.DOCUMENTS.from_rows(rows), "texts": table}, config=ReuseConfig())["passages"]
    copied = {
        (a, b): max(x, y)
        for a, b, x, y in passages.select("doc_id_a", "doc_id_b", "containment_a", "containment_b").iter_rows()
    }
    held = {h.doc_id: h for h in hold_documents(rows, texts, {})}
    order = sorted(held)
    features = [held[d].features for d in order]
    weights = weigh_features(features)
    totals = dict(zip(order, total_weights(features), strict=True))
    plain = dict(zip(order, total_weights(features, kinds=frozenset(KIND_WEIGHT) - {"word"}), strict=True))
    slips = find_slips(list(held.values()))

    def label(a: Held, b: Held) -> Label:
        is_one_language = a.text_language == b.text_language
        sides = [h.features if is_one_language else {f: at for f, at in h.features.items() if f[0] != "word"} for h in (a, b)]
        sums = totals if is_one_language else plain
        shared, _ = compare(sides[0], sides[1], weights, sums[a.doc_id], sums[b.doc_id])
        likeness = weigh_likeness(a, b, shared, shared_slips(a, b, slips))
        return label_pair(likeness, shared, copied=copied.get((min(a.doc_id, b.doc_id), max(a.doc_id, b.doc_id)), 0.0))

    return {p["pair_id"]: label(held[p["doc_a"]], held[p["doc_b"]]) for p in pairs}


def is_tuned(pair: Pair) -> bool:
    """Whether a pair belongs to the half that thresholds were set on."""
    return hashlib.sha256(pair["pair_id"].encode()).digest()[0] % 2 == 0


def interval(right: list[bool]) -> str:
    """Share that is right, with its 90 % interval."""
    if not right:
        return "none"
    rng = random.Random(SEED)
    means = sorted(sum(rng.choices(right, k=len(right))) / len(right) for _ in range(2000))
    return f"{sum(right) / len(right):.3f} [{means[100]:.3f}, {means[1899]:.3f}] n {len(right)}"


def report(pairs: list[Pair], labels: Mapping[str, Label]) -> dict[str, list[bool]]:
    """Print the figures; return right or wrong by name of the figure."""
    figures: dict[str, list[bool]] = {}
    for name, kept in (
        ("all", pairs), ("sure", [p for p in pairs if not p["unsure"]]),
        ("ECB+", [p for p in pairs if p["set"] == "ecbplus"]),
        ("ECB+ sure", [p for p in pairs if p["set"] == "ecbplus" and not p["unsure"]]),
        ("notes", [p for p in pairs if p["set"] == "notes"]),
    ):  # fmt: skip
        derived = [(labels[p["pair_id"]] in LABELS[:2]) == (p["label"] in LABELS[:2]) for p in kept]
        figures[f"{name}: four labels"] = [labels[p["pair_id"]] == p["label"] for p in kept]
        figures[f"{name}: derived"] = derived
    for name, right in figures.items():
        print(f"{name:<24} {interval(right)}")
    counts = Counter((p["label"], labels[p["pair_id"]]) for p in pairs)
    print(f"{'gold, then found':<18}" + "".join(f"{x:>12}" for x in LABELS))
    for gold in LABELS:
        print(f"{gold:<18}" + "".join(f"{counts[gold, found]:>12}" for found in LABELS))
    return figures


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=root / "bench/gold/reuse_pairs.jsonl")
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--half", choices=["report", "tune", "all"], default="report")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    if options.half != "all":
        pairs = [p for p in pairs if is_tuned(p) == (options.half == "tune")]
    labels: dict[str, Label] = {}
    for name, documents in read_sets(options.shared).items():
        labels |= label_set(documents, [p for p in pairs if p["set"] == name])
    report(pairs, labels)


if __name__ == "__main__":
    main()
