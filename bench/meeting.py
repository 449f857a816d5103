"""Train the meeting of claims on labelled pairs: `python bench/meeting.py [--check]`.

Reads `gold/meeting_pairs.jsonl` (pairs of passages, labelled as answering one question or not) and the agreements and conflicts of
`gold/stories` and `gold/groups`, builds a case of each set, and writes the weights into `src/headwater/schema/learned/meeting.yaml`.
With `--check` nothing is written: each group of stories is judged by what the others taught, and for some chances the share of
pairs above it that are right, and of right pairs that are above it.
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize

from clusters import build_case
from headwater.store.snapshot import open_snapshot
from headwater.weigh.asking import ask_by_roles
from headwater.weigh.likeness import LEAST, Alignment, align, pair_traits, relate_documents
from headwater.weigh.neighbours import near_documents
from headwater.weigh.roles import Roles
from headwater.weigh.statements import Statements

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "notes"
GOLD = ROOT / "bench" / "gold"
OUT = ROOT / "src" / "headwater" / "schema" / "learned" / "meeting.yaml"
SETS = {
    "stories": (GOLD / "stories", GOLD / "stories" / "stories.jsonl"),
    "groups": (GOLD / "groups", GOLD / "groups" / "stories.jsonl"),
    "notes": (None, SHARED / "notes.jsonl"),
}
"""Set -> folder with conflicts that may be learned from, and its notes; the conflicts of the real notes are only measured against."""
RIDGE = 20.0
UNSURE = 0.3
"""How much a pair counts that its annotator was not sure of."""
FOLDS = 8
ROUNDS = 3
DRAWN = 600
"""Pairs drawn by chance from each set, across its stories."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair of claims: its traits, whether they answer one question, how much it counts, its group, whether it was drawn, and whether nobody labelled it."""

    traits: Mapping[str, float]
    is_same: bool
    weight: float
    group: str
    is_drawn: bool
    is_open: bool = False


def read_labels() -> list[dict[str, Any]]:
    """Pairs of passages that were drawn from the output and labelled."""
    return [json.loads(line) for line in (GOLD / "meeting_pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def pairs_of(name: str, labels: Sequence[Mapping[str, Any]], folder: Path) -> Iterator[Pair]:
    """Labelled pairs of a set with their traits."""
    gold, notes = SETS[name]
    snapshot = open_snapshot(build_case(folder / name, notes))
    documents, claims = snapshot.table("documents"), snapshot.table("claims")
    roles = Roles(snapshot.table("entities"), claims, documents)
    rows = list(claims.sort("claim_id").iter_rows(named=True))
    statements = Statements(rows, ask_by_roles(rows, roles), roles)
    shares = near_documents(statements)
    by_note: dict[str, list[int]] = defaultdict(list)
    of_document: dict[str, list[int]] = defaultdict(list)
    aligned: dict[tuple[str, str], tuple[list[int], list[int], Alignment]] = {}
    for n, claim in enumerate(rows):
        by_note[claim["external_id"]].append(n)
        of_document[claim["doc_id"]].append(n)
    groups = _groups(gold)

    def read(a: int, b: int, is_same: bool, weight: float, is_drawn: bool) -> Pair:
        docs = rows[a]["doc_id"], rows[b]["doc_id"]
        if docs not in aligned:
            left, right = ([n for n in of_document[d] if statements.all[n].words] for d in docs)
            aligned[docs] = left, right, align(statements, left, right)
        left, right, near = aligned[docs]
        entries = near.at(left.index(a), right.index(b)) if a in left and b in right else (0.0, 0.0, 0.0, 0.0)
        related = relate_documents(*docs, roles, shares.get((min(docs), max(docs)), 0.0))
        traits = pair_traits(statements, a, b, entries, related)
        return Pair(traits, is_same, weight, f"{name} {groups.get(rows[a]['external_id'], 'none')}", is_drawn)

    for label in labels:
        if label["set"] == name:
            sides = [
                [
                    n
                    for n in by_note[s["id"]]
                    if (rows[n]["start"], rows[n]["end"], rows[n]["kind"]) == (s["start"], s["end"], s["kind"])
                ]
                for s in (label["a"], label["b"])
            ]
            for a, b in zip(*sides, strict=False):
                yield read(a, b, label["same"] == "yes", UNSURE if label["same"] == "partly" else 1.0, True)
    for pair in _agreeing_or_not(gold):
        left, right = ([n for n in by_note[s["article_id"]] if _stands(rows[n], s)] for s in (pair["a"], pair["b"]))
        both = [read(a, b, True, 1.0, False) for a in left for b in right]
        if both:  # of claims that overlap, those that are most alike are meant
            yield max(both, key=lambda p: p.traits["soft"] + p.traits.get("same_kind", 0.0) / 10)
    for a, b, is_one_story in _chance_pairs(statements, shares, rows, groups):
        yield replace(read(a, b, False, 1.0, False), is_open=is_one_story)


def _chance_pairs(
    statements: Statements,
    shares: Mapping[tuple[str, str], float],
    rows: Sequence[Mapping[str, Any]],
    groups: Mapping[str, str],
) -> Iterator[tuple[int, int, bool]]:
    """Pairs of compared documents by chance, and whether both tell one story: of two stories none is one question, of one a few are."""
    if not groups:
        return
    members: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(rows):
        if statements.all[n].words:
            members[claim["doc_id"]].append(n)
    found: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for a, b in sorted(shares):
        left, right = members[a], members[b]
        names = {groups.get(rows[side[0]]["external_id"]) for side in (left, right) if side}
        if not left or not right:
            continue
        near = align(statements, left, right)
        for m, n in zip(*((near.of_a >= LEAST) & (near.of_b >= LEAST)).nonzero(), strict=True):
            pair = min(left[m], right[n]), max(left[m], right[n])
            found[len(names) == 1].append(pair)
    for is_one_story, pairs in found.items():
        for a, b in random.Random(1).sample(pairs, min(len(pairs), DRAWN)):
            yield a, b, is_one_story


def _agreeing_or_not(gold: Path | None) -> list[dict[str, Any]]:
    if gold is None:
        return []
    found = json.loads((gold / "conflicts.json").read_text(encoding="utf-8"))
    return [*found["agreements"], *found["contradictions"]]


def _groups(gold: Path | None) -> dict[str, str]:
    if gold is None:
        return {}
    found = json.loads((gold / "origins.json").read_text(encoding="utf-8"))["groups"]
    return {note: group["group_id"] for group in found for note in group["member_ids"]}


def _stands(claim: Mapping[str, Any], side: Mapping[str, Any]) -> bool:
    """Whether a claim covers at least half of a passage, or the passage of it."""
    both = min(claim["end"], side["end"]) - max(claim["start"], side["start"])
    return both > 0 and both >= 0.5 * min(claim["end"] - claim["start"], side["end"] - side["start"])


FOR = (
    "soft",
    "lead",
    "documents",
    "things",
    "keys",
    "same_",
    "shared_countries",
    "names",
    "countries",
    "kin",
    "published_near",
)
AGAINST = ("other_", "published_far", "one_number", "generic", "both_generic")
FREE = ("other_unit",)


def _bounds(name: str) -> tuple[float | None, float | None]:
    """Traits that two claims have in common can only speak for one question, those that part them only against it."""
    if name.startswith(FREE):
        return None, None
    return (0.0, None) if name.startswith(FOR) else (None, 0.0) if name.startswith(AGAINST) else (None, None)


def fit(pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge penalty on standardised traits: trait -> weight, `always` for the constant."""
    names = sorted({name for p in pairs for name in p.traits})
    x = np.array([[p.traits.get(n, 0.0) for n in names] for p in pairs])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    kept = spread > 0
    names, z = [n for n, k in zip(names, kept, strict=True) if k], (x[:, kept] - mean[kept]) / spread[kept]
    y, weight = np.array([float(p.is_same) for p in pairs]), np.array([p.weight for p in pairs])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = z @ w[1:] + w[0]
        off = (1 / (1 + np.exp(-score)) - y) * weight
        value = (weight * (np.logaddexp(0, score) - y * score)).sum() + RIDGE / 2 * w[1:] @ w[1:]
        return value, np.concatenate([[off.sum()], z.T @ off + RIDGE * w[1:]])

    bounds = [(None, None), *(_bounds(n) for n in names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    raw = found[1:] / spread[kept]
    weights = {n: round(float(w), 4) for n, w in zip(names, raw, strict=True)}
    return {"always": round(float(found[0] - raw @ mean[kept]), 4)} | weights


def learn(pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights; a pair that nobody labelled counts as another question by the chance that it is one, as learned a round before."""
    weights = fit([p for p in pairs if not p.is_open])
    for _ in range(ROUNDS):
        weights = fit([replace(p, weight=1 - chance_of(weights, p.traits)) if p.is_open else p for p in pairs])
    return weights


def chance_of(weights: Mapping[str, float], traits: Mapping[str, float]) -> float:
    """As `headwater.weigh.likeness.chance`, by given weights."""
    score = weights["always"] + sum(weights.get(n, 0.0) * v for n, v in traits.items())
    return float(1 / (1 + np.exp(-score)))


def check(pairs: Sequence[Pair]) -> None:
    """Print how well pairs of each fold of groups are told apart by what the others taught."""
    names = sorted({p.group for p in pairs})
    fold = {g: n % FOLDS for n, g in enumerate(names)}
    judged = []
    for n in range(FOLDS):
        weights = learn([p for p in pairs if fold[p.group] != n])
        judged += [(p, chance_of(weights, p.traits)) for p in pairs if fold[p.group] == n]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        drawn = [(p.is_same, c >= least) for p, c in judged if p.is_drawn]
        both, taken = sum(a and b for a, b in drawn), sum(b for _, b in drawn)
        told = [c >= least for p, c in judged if not p.is_drawn and p.is_same]
        wrong = [c >= least for p, c in judged if not p.is_drawn and not p.is_same and not p.is_open]
        row = {"chance": least, "drawn": len(drawn), "taken": taken, "precision": round(both / max(1, taken), 3)}
        row |= {
            "recall": round(both / max(1, sum(a for a, _ in drawn)), 3),
            "labelled_by_writers": round(sum(told) / max(1, len(told)), 3),
            "by_chance": round(sum(wrong) / max(1, len(wrong)), 4),
        }
        print(json.dumps(row))


def main() -> None:
    """Train, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="cross-validate instead of writing")
    is_check = parser.parse_args().check
    labels = read_labels()
    with tempfile.TemporaryDirectory() as folder:
        pairs = [pair for name in SETS for pair in pairs_of(name, labels, Path(folder))]
    if is_check:
        check(pairs)
        return
    weights = learn(pairs)
    OUT.write_text(
        "# Written by bench/meeting.py: trait of a pair of claims -> log odds that both answer one question.\n"
        + yaml.safe_dump(weights, sort_keys=True),
        encoding="utf-8",
    )
    print(json.dumps({"pairs": len(pairs), "drawn": sum(p.is_drawn for p in pairs), "weights": len(weights)}))


if __name__ == "__main__":
    main()
