"""Precision, recall, F1 and average precision of `compare_names` on labelled pairs of names.

    python bench/names.py [--data ../shared/data/names] [--errors]

Pairs written for the benchmark by a language model (`synth_*`) are shown apart; `logic_v2` is the reference matcher's
stored score on the same pairs.
"""

import argparse
import csv
import time
from collections.abc import Sequence
from pathlib import Path

from headwater.resolve.names import NameKind, compare_names

THRESHOLDS = (0.65, 0.70, 0.75, 0.80, 0.85, 0.90)


def measure(rows: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    true = sum(score >= threshold and match for score, match in rows)
    said = sum(score >= threshold for score, _ in rows)
    wanted = sum(match for _, match in rows)
    precision, recall = true / max(1, said), true / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def average_precision(rows: Sequence[tuple[float, bool]]) -> float:
    """Area under precision and recall, equal scores taken together."""
    wanted = sum(match for _, match in rows)
    area = recall = 0.0
    for threshold in sorted({score for score, _ in rows}, reverse=True):
        precision, new, _ = measure(rows, threshold)
        area += precision * (new - recall)
        recall = new
    return area if wanted else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared/data/names")
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong at 0.70, outside synth_*")
    options = parser.parse_args()
    with (options.data / "reference_scores.csv").open(encoding="utf-8") as lines:
        reference = {(r["schema"], r["name1"], r["name2"]): float(r["score"]) for r in csv.DictReader(lines)}
    with (options.data / "pairs.csv").open(encoding="utf-8") as lines:
        pairs = list(csv.DictReader(lines))
    ours: list[tuple[bool, float, bool, dict[str, str]]] = []
    begin = time.perf_counter()
    for pair in pairs:
        kind: NameKind = "person" if pair["schema"] == "Person" else "organisation"
        score = compare_names(pair["name1"], pair["name2"], kind=kind).score
        ours.append((pair["case_group"].startswith("synth"), score, pair["is_match"] == "true", pair))
    seconds = time.perf_counter() - begin
    report(ours, reference)
    print(f"{len(pairs)} pairs in {seconds:.3f} s")
    if options.errors:
        for synthetic, score, match, pair in ours:
            if not synthetic and (score >= 0.7) != match:
                print(
                    f"{score:.2f} {'missed' if match else 'false '} {pair['schema'][:6]:<6} {pair['quality'] or 'MEDIUM':<6} {pair['name1']} | {pair['name2']}"
                )


def report(ours: Sequence[tuple[bool, float, bool, dict[str, str]]], reference: dict[tuple[str, str, str], float]) -> None:
    groups = {"all": (True, False), "without synth_*": (False,), "synth_* alone": (True,)}
    for name, wanted in groups.items():
        rows = [(score, match) for synthetic, score, match, _ in ours if synthetic in wanted]
        held = [(s, m, p) for synthetic, s, m, p in ours if synthetic in wanted]
        theirs = [(reference[k], m) for _, m, p in held if (k := (p["schema"], p["name1"], p["name2"])) in reference]
        print(
            f"\n{name}: {len(rows)} pairs; average precision {average_precision(rows):.3f} (logic_v2 {average_precision(theirs):.3f})"
        )
        print("threshold    P     R     F1    | logic_v2  P     R     F1")
        for threshold in THRESHOLDS:
            p, r, f = measure(rows, threshold)
            p2, r2, f2 = measure(theirs, threshold)
            print(f"{threshold:.2f}       {p:.3f} {r:.3f} {f:.3f}  |          {p2:.3f} {r2:.3f} {f2:.3f}")


if __name__ == "__main__":
    main()
