"""Train the learned reading on the labelled notes: `python bench/learn.py [--check | --confidence]`.

Reads `gold/written/*.txt` (invented notes, English and Spanish), `gold/more_*`, `gold/stories/` and `gold/notes_claims_dev.jsonl`
(the labels of `../shared/notes/claims.jsonl` stay out, and so does what is held back), and writes `kinds.npz`, `sides.npz` and
`confidence.yaml` into `src/headwater/schema/learned/`. Confidence is fitted on what five folds by document made of the notes,
each read by what the other four taught; `--confidence` fits it alone, after a change to rules or traits. With `--check` nothing
is written: for each set the F1 of kinds of clauses and the share of right sides, by rules alone and with the model, and how well
confidence holds, by folds of its own.
`meanings.npz`, the vectors of words, is made by `learning/meanings.py`.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy import sparse

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from claims import quality, run_stages  # noqa: E402 - a file beside this one
from headwater.extract.learned import CLAIMING, IDLE  # noqa: E402
from headwater.extract.learned import SURE as SURE_KIND  # noqa: E402
from headwater.schema.learned_kinds import NONE, KindModel, load_meanings  # noqa: E402
from learning import reliability  # noqa: E402 - a folder beside this file
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
Side = tuple[str, str, str, Choice]


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


def check(clauses: Sequence[Clause], sides: Sequence[Side], sets: Mapping[str, str]) -> None:
    """Print what five folds say of kinds and sides."""
    pairs: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    right: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        model, (columns, weights) = train_fold(clauses, sides, fold)
        held = [c for c in clauses if fold_of(c.document) == fold]
        for example, chance in zip(held, chances(model, held), strict=True):
            answer = decide(example, chance, model[3])
            pairs[f"{sets[example.document]} {example.language}"].append((example.label, example.by_rules, answer))
        for document, role, _, choice in sides:
            if fold_of(document) == fold:
                right[sets[document], role].append((choice.right[0], is_right(choice, columns, weights)))
    for name, rows in sorted(pairs.items()):
        figures = {"rules_f1": f1([(a, b) for a, b, _ in rows]), "learned_f1": f1([(a, c) for a, _, c in rows])}
        print(json.dumps({"kinds": name, "clauses": len(rows)} | figures))
    for (name, role), answers in sorted(right.items()):
        shares = {w: round(float(np.mean([x[i] for x in answers])), 3) for i, w in enumerate(("rules", "best_option"))}
        print(json.dumps({"sides": name, "role": role, "claims": len(answers)} | shares))


@cache
def _fold_models() -> dict[int, tuple[Model, tuple[dict[str, int], np.ndarray]]]:
    return {}


def train_fold(clauses: Sequence[Clause], sides: Sequence[Side], fold: int) -> tuple[Model, tuple[dict[str, int], np.ndarray]]:
    """Kinds and sides without one fold; trained once a run."""
    known = _fold_models()
    if fold not in known:
        known[fold] = (
            train_kinds([c for c in clauses if fold_of(c.document) != fold]),
            train_sides([c for d, _, _, c in sides if fold_of(d) != fold]),
        )
    return known[fold]


# --- confidence -------------------------------------------------------------------------------------------------------------


def read_by_folds(
    tables: Mapping[str, Any], gold: Mapping[str, list[dict[str, Any]]], sets: Mapping[str, str], clauses: Sequence[Clause],
    sides: Sequence[Side],
) -> list[reliability.Judged]:  # fmt: skip
    """Every claim that is read in the notes by what other notes taught, with what became of it."""
    claims: list[dict[str, Any]] = []
    words, vectors = load_meanings()
    for fold in range(FOLDS):
        model, (columns, weights) = train_fold(clauses, sides, fold)
        slots = scaled_slots(model, len(clauses[0].words)).astype("f4")
        kinds = KindModel(
            tuple(model[3]), model[2].astype("f4"), model[0], model[1][: len(model[0])].astype("f4"), words, vectors,
            slots.transpose(1, 0, 2).reshape(slots.shape[1], -1),
        )  # fmt: skip
        by_key: dict[str, dict[str, float]] = defaultdict(dict)
        for name, column in columns.items():
            key, trait = name.split("|", 1)
            by_key[key][trait] = float(weights[column])

        @cache
        def options(role: str, kind: str, by_key: Mapping[str, dict[str, float]] = by_key) -> dict[str, float]:
            own, of_kind = by_key.get(role, {}), by_key.get(f"{role}:{kind}", {})
            return own | {trait: own.get(trait, 0.0) + value for trait, value in of_kind.items()}

        claims += reliability.read_fold(tables, [d for d in gold if fold_of(d) == fold], kinds, options)
    return reliability.judge_claims(claims, gold, sets)


def check_confidence(claims: Sequence[reliability.Judged]) -> None:
    """Print how well confidence holds by folds, for each set, and the reliability of all but the written notes."""
    found = reliability.by_folds(claims, fold_of, FOLDS)
    right = np.array([float(c.is_right) for c in claims])
    names = np.array([c.set for c in claims])
    for name in (*sorted(set(names.tolist())), "all but written"):
        own = names != "written" if name == "all but written" else names == name
        print(json.dumps({"confidence_by_folds": name} | quality(found[own], right[own])))
    real = [i for i, c in enumerate(claims) if c.set != "written"]
    for row in reliability.reliability([claims[i] for i in real], found[real]):
        print(json.dumps({"reliability_by_folds": "all but written"} | row))


def write_confidence(claims: Sequence[reliability.Judged]) -> None:
    """Fit confidence on all claims and write it."""
    weights = reliability.fit_confidence(claims)
    weights["sides unknown"] = reliability.sides_unknown(claims, weights)
    head = "# Written by bench/learn.py: trait of a claim -> log odds that kind, subject and object agree with a label.\n"
    text = yaml.safe_dump({"always": weights.pop("always")}) + yaml.safe_dump(dict(sorted(weights.items())))
    (OUT / "confidence.yaml").write_text(head + text, encoding="utf-8")
    print(json.dumps({"claims": len(claims), "traits": len(weights)}))


# --- files ------------------------------------------------------------------------------------------------------------------


def scaled_slots(model: Model, n_slots: int) -> np.ndarray:
    """Weights of the vectors of words, in units of the vectors: float (slots, dimensions, classes)."""
    columns, weights, _, classes = model
    slots = weights[len(columns) :].reshape(n_slots, -1, len(classes)) * MEANING
    slots[-2:] *= BAGS
    return slots


def as_bytes(names: Sequence[str]) -> np.ndarray:
    """Names as one stretch of UTF-8, which is read in a tenth of the time of text."""
    return np.frombuffer("\n".join(names).encode(), "u1")


def write(clauses: Sequence[Clause]) -> None:
    """Train kinds on all clauses and write them."""
    model = train_kinds(clauses)
    columns, weights, intercept, classes = model
    names = [n for n, i in columns.items() if np.abs(weights[i]).max() > 0.01]
    np.savez(
        OUT / "kinds.npz",
        traits=as_bytes(names),
        weights=weights[[columns[n] for n in names]].astype("f2"),
        slots=scaled_slots(model, len(clauses[0].words)).astype("f4"),
        intercept=intercept.astype("f4"),
        classes=np.array(classes),
    )
    print(json.dumps({"clauses": len(clauses), "traits": len(names), "bytes": (OUT / "kinds.npz").stat().st_size}))


def write_sides(sides: Sequence[Side]) -> None:
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
    parser.add_argument("--confidence", action="store_true", help="fit and write confidence alone")
    given = parser.parse_args()
    is_written = not (given.check or given.confidence)
    notes, gold, sets = read_gold()
    counts = {d: 1.0 if sets[d] == "written" else REAL for d in gold}
    tables, _ = run_stages(notes)
    clauses = list(clause_examples(tables, gold, counts))
    if is_written:
        write(clauses)
        from headwater.schema.learned_kinds import load_kind_model

        load_kind_model.cache_clear()
    sides = list(side_examples(tables, gold, counts))
    if is_written:
        write_sides(sides)
    if given.check:
        check(clauses, sides, sets)
    claims = read_by_folds(tables, gold, sets, clauses, sides)
    check_confidence(claims)
    if not given.check:
        write_confidence(claims)


if __name__ == "__main__":
    main()
