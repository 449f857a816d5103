"""Confidence fitted and judged by folds: no note is read by models that learned from it, nor weighed by what it taught."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np
import polars as pl
from scipy import sparse

from claims import BINS, judge
from headwater.config import ExtractConfig
from headwater.extract import learned as learned_module
from headwater.extract import sides as sides_module
from headwater.extract.confidence import SEPARATOR, STEPS
from headwater.extract.place import place_claims
from headwater.extract.read import read_sentences
from headwater.schema.learned_kinds import KindModel
from learning.fit import design, fit_logistic, vocabulary

RIDGE = 4.0
LEAST = 20
"""Claims that a trait must have to get a weight."""
BY_HAND = {"document of little field": -0.4, "document out of field": -1.0}
"""Labelled notes are all of the field and can't tell what a document out of it is worth: in a sample of general news read by
hand, claims that name no equipment, force, site or state were mostly none."""
Options = Callable[[str, str], Mapping[str, float]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what became of it.

    Attributes:
        document: Id of its note.
        set: Of the note.
        traits: Its `basis`.
        is_typed: Whether a label of its kind stands there.
        is_right: Whether that label agrees on subject and object too.
    """

    document: str
    set: str
    traits: list[str]
    is_typed: bool
    is_right: bool


def read_fold(tables: Mapping[str, pl.DataFrame], documents: Iterable[str], kinds: KindModel, options: Options) -> list[Row]:
    """Claims of some notes, read by these models."""
    own = tables["documents"].filter(pl.col("external_id").is_in(list(documents))).select("doc_id")
    some = {n: t.join(own, on="doc_id", how="semi") if "doc_id" in t.columns else t for n, t in tables.items()}
    here = some["sentences"].select("sentence_id").unique()
    some |= {n: some[n].join(here, on="sentence_id", how="semi") for n in ("parses", "sentence_mentions")}
    with (
        mock.patch.object(learned_module, "load_kind_model", return_value=kinds),
        mock.patch.object(sides_module, "option_weights", options),
    ):
        some |= read_sentences(some, config=ExtractConfig())
        return place_claims(some, config=ExtractConfig())["claims"].to_dicts()


def judge_claims(claims: Sequence[Row], gold: Mapping[str, list[Row]], sets: Mapping[str, str]) -> list[Judged]:
    """What became of each claim."""
    outcomes = judge([label for labels in gold.values() for label in labels], list(claims))[1]
    found = []
    for claim in claims:
        wrong = outcomes.get(claim["claim_id"], "no label")
        is_typed = wrong != "no label" and not wrong.startswith("kind")
        is_right = is_typed and not {"subject", "object"} & set(wrong.split(","))
        document = claim["external_id"]
        found.append(Judged(document, sets[document], claim["basis"].split(SEPARATOR), is_typed, is_right))
    return found


def fit_confidence(claims: Sequence[Judged]) -> dict[str, float]:
    """Trait -> log odds, for notes that read like the press.

    The invented notes are many, denser and read worse than the others: each trait has a weight that all claims share and one
    of the others' own (Daumé 2007, "Frustratingly easy domain adaptation"); what is returned is the sum.
    """
    rows = [list(_steps(c.traits)) for c in claims]
    columns = vocabulary(rows, LEAST)
    for name in BY_HAND:
        columns.pop(name, None)
    columns = {name: i for i, name in enumerate(columns)}
    x = design(rows, columns)
    real = np.array([float(c.set != "written") for c in claims])
    both = sparse.hstack([x, x.multiply(real[:, None]), sparse.csr_matrix(real[:, None])]).tocsr()
    known = np.array([sum(BY_HAND.get(t, 0.0) for t in c.traits) for c in claims])
    ridge = np.append(np.full(both.shape[1] - 1, RIDGE), 0.1)  # the last column is an intercept
    fitted = fit_logistic(both, np.array([float(c.is_right) for c in claims]), ridge, known)
    shared, own = fitted[1 : len(columns) + 1], fitted[len(columns) + 1 : -1]
    found = {"always": fitted[0] + fitted[-1]} | dict(zip(columns, (shared + own).tolist(), strict=True)) | BY_HAND
    every = {t for c in claims for t in c.traits}
    return {t: round(float(w), 3) for t, w in _add_steps(found, every).items() if t == "always" or abs(w) >= 0.005}


def _steps(traits: Iterable[str]) -> Iterable[str]:
    """Traits, a number as every step up to it: what is fitted is what the next step adds."""
    for trait in traits:
        name, _, reached = trait.rpartition(" ")
        if name in STEPS and reached != "unknown":
            yield from (f"{name} {step:g}" for step in STEPS[name] if step <= float(reached))
        else:
            yield trait


def _add_steps(weights: Mapping[str, float], every: Iterable[str]) -> dict[str, float]:
    """Weight of each trait as it stands in a basis: a number has the sum of its steps."""
    found = {t: sum(weights.get(step, 0.0) for step in _steps([t])) for t in sorted(every)}
    return {"always": weights["always"]} | BY_HAND | found


def weigh(claims: Sequence[Judged], weights: Mapping[str, float]) -> np.ndarray:
    """Confidence of each claim."""
    score = np.array([weights["always"] + sum(weights.get(t, 0.0) for t in c.traits) for c in claims])
    return np.clip(np.round(1 / (1 + np.exp(-score)), 2), 0.01, 0.99)


def sides_unknown(claims: Sequence[Judged], weights: Mapping[str, float]) -> float:
    """Log odds for a frame without its document, whose sides are as sure as they are on average."""
    of_sentence = ("rule ", "kind ", "language ", "chance ", "tokens ", "claims ", "soft", "denied", "credited", "out of")
    own = [c for c in claims if c.set != "written"]
    rest = [sum(weights.get(t, 0.0) for t in c.traits if not t.startswith(of_sentence)) for c in own]
    return round(float(np.mean(rest)), 3)


def by_folds(claims: Sequence[Judged], fold_of: Callable[[str], int], folds: int) -> np.ndarray:
    """Confidence of each claim by weights fitted without its fold."""
    found = np.zeros(len(claims))
    at = np.array([fold_of(c.document) for c in claims])
    for fold in range(folds):
        weights = fit_confidence([c for c, f in zip(claims, at, strict=True) if f != fold])
        found[at == fold] = weigh([c for c, f in zip(claims, at, strict=True) if f == fold], weights)
    return found


def reliability(claims: Sequence[Judged], confidence: np.ndarray) -> list[dict[str, Any]]:
    """One row for each tenth of confidence: claims, mean confidence, share with the right kind, share right."""
    bins: dict[int, list[int]] = defaultdict(list)
    for i, value in enumerate(confidence.tolist()):
        bins[min(BINS - 1, int(value * BINS + 1e-9))].append(i)
    return [
        {
            "from": low / BINS, "claims": len(at), "confidence": round(float(confidence[at].mean()), 3),
            "kind_right": round(float(np.mean([claims[i].is_typed for i in at])), 3),
            "right": round(float(np.mean([claims[i].is_right for i in at])), 3),
        }
        for low, at in sorted(bins.items())
    ]  # fmt: skip
