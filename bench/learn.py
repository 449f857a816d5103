"""Train the learned reading on the labelled notes: `python bench/learn.py [--check]`.

Reads `gold/written/*.txt` (invented notes, English and Spanish), `gold/more_*`, `gold/stories/` and `gold/notes_claims_dev.jsonl`
(the labels of `../shared/notes/claims.jsonl` stay out, and so does what is held back), and writes `kinds.npz` and `sides.npz`
into `src/headwater/schema/learned/`. With `--check` nothing is written: five folds by document, each read by what the other
four taught, and for each set the F1 of kinds of clauses and the share of right sides, by rules alone and with the model.
`meanings.npz`, the vectors of words, is made by `learning/meanings.py`.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from claims import run_stages  # noqa: E402 - a file beside this one
from headwater.extract.learned import CLAIMING, IDLE  # noqa: E402
from headwater.extract.learned import SURE as SURE_KIND  # noqa: E402
from headwater.schema.learned_kinds import NONE, load_meanings  # noqa: E402
from learning.examples import Clause, clause_examples, side_examples  # noqa: E402 - a folder beside this file
from learning.fit import Choice, design, fit_choice, fit_softmax, vocabulary  # noqa: E402
from learning.written import read_written  # noqa: E402

OUT = HERE.parent / "src" / "headwater" / "schema" / "learned"
GOLD = HERE / "gold"
NOTES = HERE.parents[1] / "shared" / "notes" / "notes.jsonl"
KIND_RIDGE, SIDE_RIDGE = 16.0, 6.0
MEANING = 0.3
"""Scale of the vectors of words against traits, which are 1."""
BAGS = 2.0
"""Scale of means over bags of words."""
REAL = 4.0
"""How much a clause of a note made before these counts: they are few, and nearer to the press."""
FOLDS = 5
Model = tuple[dict[str, int], np.ndarray, np.ndarray, list[str]]


def read_gold() -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]], dict[str, str]]:
    """All notes to learn from, their claims by note, and the set of each note."""
    written = read_written()
    rows, claims = [n.row for n in written], {n.row["id"]: n.claims for n in written}
    sets = dict.fromkeys(claims, "written")
    for name, texts, labels in (
        ("more", GOLD / "more_notes.jsonl", GOLD / "more_claims.jsonl"),
        ("stories", GOLD / "stories" / "stories.jsonl", GOLD / "stories" / "claims.jsonl"),
        ("notes", NOTES, GOLD / "notes_claims_dev.jsonl"),
    ):
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in labels.read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            found[claim["article_id"]].append(claim)
        rows += [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines() if line.strip()]
        claims |= found
        sets |= dict.fromkeys(found, name)
    return [r for r in rows if r["id"] in claims], claims, sets


# --- kinds of clauses -------------------------------------------------------------------------------------------------------


def vectors_of(examples: Sequence[Clause]) -> np.ndarray:
    """Vectors of the words of each slot, side by side: float (clauses, slots x dimensions)."""
    words, vectors = load_meanings()
    size = next(iter(vectors.values())).shape[1]
    found = np.zeros((len(examples), len(examples[0].words), size))
    for i, example in enumerate(examples):
        index, table = words[example.language], vectors[example.language]
        for slot, bag in enumerate(example.words):
            if rows := [index[w] for w in bag if w in index]:
                is_bag = slot >= len(example.words) - 2
                found[i, slot] = table[rows].mean(axis=0) * MEANING * (BAGS if is_bag else 1.0)
    return found.reshape(len(examples), -1)


def train_kinds(examples: Sequence[Clause]) -> Model:
    """Columns of traits, weights (traits and vectors, classes), intercept, classes."""
    classes = sorted({e.label for e in examples})
    columns = vocabulary((e.traits for e in examples), 2)
    x = sparse.hstack([design([e.traits for e in examples], columns), sparse.csr_matrix(vectors_of(examples))]).tocsr()
    weights, intercept = fit_softmax(
        x, [classes.index(e.label) for e in examples], len(classes), np.array([e.weight for e in examples]), KIND_RIDGE
    )
    return columns, weights, intercept, classes


def chances(model: Model, examples: Sequence[Clause]) -> np.ndarray:
    """Chance of each class for each clause."""
    columns, weights, intercept, _ = model
    score = design([e.traits for e in examples], columns) @ weights[: len(columns)]
    score = score + vectors_of(examples) @ weights[len(columns) :] + intercept
    score = np.exp(score - score.max(axis=1, keepdims=True))
    return score / score.sum(axis=1, keepdims=True)


def decide(example: Clause, chance: np.ndarray, classes: Sequence[str]) -> str:
    """The kind that `second_reading` would take."""
    by_class = dict(zip(classes, chance.tolist(), strict=True))
    none = by_class.pop(NONE)
    kind = max(by_class, key=lambda k: by_class[k])
    if none * CLAIMING >= by_class[kind]:
        return NONE if none >= IDLE else example.by_rules
    if example.by_rules == NONE:
        return kind
    return kind if by_class[kind] > SURE_KIND * by_class.get(example.by_rules, 1.0) else example.by_rules


def f1(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 of kinds over (label, answer) pairs; `none` is no answer."""
    hits = sum(a == b != NONE for a, b in pairs)
    return round(2 * hits / max(1, sum(a != NONE for a, _ in pairs) + sum(b != NONE for _, b in pairs)), 3)


# --- sides ------------------------------------------------------------------------------------------------------------------


def train_sides(choices: Sequence[Choice]) -> tuple[dict[str, int], np.ndarray]:
    """Columns of features and their weights."""
    columns = vocabulary((set(o) for c in choices for o in c.options), 3)
    return columns, fit_choice(choices, columns, SIDE_RIDGE)


def is_right(choice: Choice, columns: Mapping[str, int], weights: np.ndarray) -> bool:
    """Whether the option with the highest score is right."""
    scores = [sum(weights[columns[f]] for f in option if f in columns) for option in choice.options]
    return bool(choice.right[int(np.argmax(scores))])


def fold_of(document: str) -> int:
    """One of the folds, by a hash of the id."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def check(clauses: Sequence[Clause], sides: Sequence[tuple[str, str, str, Choice]], sets: Mapping[str, str]) -> None:
    """Print what five folds say."""
    pairs: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    right: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        model = train_kinds([c for c in clauses if fold_of(c.document) != fold])
        held = [c for c in clauses if fold_of(c.document) == fold]
        for example, chance in zip(held, chances(model, held), strict=True):
            answer = decide(example, chance, model[3])
            pairs[f"{sets[example.document]} {example.language}"].append((example.label, example.by_rules, answer))
        columns, weights = train_sides([c for d, _, _, c in sides if fold_of(d) != fold])
        for document, role, _, choice in sides:
            if fold_of(document) == fold:
                right[sets[document], role].append((choice.right[0], is_right(choice, columns, weights)))
    for name, rows in sorted(pairs.items()):
        figures = {"rules_f1": f1([(a, b) for a, b, _ in rows]), "learned_f1": f1([(a, c) for a, _, c in rows])}
        print(json.dumps({"kinds": name, "clauses": len(rows)} | figures))
    for (name, role), answers in sorted(right.items()):
        shares = {w: round(float(np.mean([x[i] for x in answers])), 3) for i, w in enumerate(("rules", "best_option"))}
        print(json.dumps({"sides": name, "role": role, "claims": len(answers)} | shares))


def as_bytes(names: Sequence[str]) -> np.ndarray:
    """Names as one stretch of UTF-8, which is read in a tenth of the time of text."""
    return np.frombuffer("\n".join(names).encode(), "u1")


def write(clauses: Sequence[Clause]) -> None:
    """Train kinds on all clauses and write them."""
    columns, weights, intercept, classes = train_kinds(clauses)
    names = [n for n, i in columns.items() if np.abs(weights[i]).max() > 0.01]
    slots = weights[len(columns) :].reshape(len(clauses[0].words), -1, len(classes)) * MEANING
    slots[-2:] *= BAGS
    np.savez(
        OUT / "kinds.npz",
        traits=as_bytes(names),
        weights=weights[[columns[n] for n in names]].astype("f2"),
        slots=slots.astype("f4"),
        intercept=intercept.astype("f4"),
        classes=np.array(classes),
    )
    print(json.dumps({"clauses": len(clauses), "traits": len(names), "bytes": (OUT / "kinds.npz").stat().st_size}))


def write_sides(sides: Sequence[tuple[str, str, str, Choice]]) -> None:
    """Train sides on all choices and write them."""
    columns, weights = train_sides([c for *_, c in sides])
    kept: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, i in columns.items():
        if abs(weights[i]) > 0.02:
            key, trait = name.split("|", 1)
            kept[key].append((trait, weights[i]))
    every = [row for rows in kept.values() for row in rows]
    np.savez_compressed(
        OUT / "sides.npz",
        keys=np.array(list(kept)),
        sizes=np.array([len(rows) for rows in kept.values()]),
        traits=as_bytes([trait for trait, _ in every]),
        weights=np.array([weight for _, weight in every], dtype="f2"),
    )
    names = sum(map(len, kept.values()))
    print(json.dumps({"choices": len(sides), "features": names, "bytes": (OUT / "sides.npz").stat().st_size}))


def main() -> None:
    """Train, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="cross-validate instead of writing")
    is_check = parser.parse_args().check
    notes, gold, sets = read_gold()
    counts = {d: 1.0 if sets[d] == "written" else REAL for d in gold}
    tables, _ = run_stages(notes)
    clauses = list(clause_examples(tables, gold, counts))
    if not is_check:
        write(clauses)
        from headwater.schema.learned_kinds import load_kind_model

        load_kind_model.cache_clear()
    sides = list(side_examples(tables, gold, counts))
    check(clauses, sides, sets) if is_check else write_sides(sides)


if __name__ == "__main__":
    main()
