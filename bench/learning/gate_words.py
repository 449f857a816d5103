"""The learned part of the gate: which words stand in sentences that hold a labelled claim, by folds of documents."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from headwater.annotate.gate import find_reason, weigh_words, word_traits
from headwater.annotate.splitter import split_text
from headwater.schema.learned_gate import ALWAYS, FOREIGN
from learning.fit import design, fit_logistic, vocabulary

OUT = Path(__file__).resolve().parents[2] / "src" / "headwater" / "schema" / "learned" / "gate.npz"
LANGUAGES = ("en", "es")
FOLDS = 5
LEAST = 4
"""Sentences in which a word must stand to have a weight."""
RIDGE = 3.0
FOREIGNNESS = -6.0
"""Log odds of a sentence all of whose words were never met. The notes are all of the field and can't tell; by hand, so that few
sentences of general news pass."""
MOST_LOST = 0.009
"""Share of labels in refused sentences, by folds, at which a sentence passes."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a labelled note.

    Attributes:
        document: Id of the note.
        labels: Ids of the claims that it touches.
        traits: As the gate weighs them.
        is_let: Whether it passes without the learned part.
    """

    document: str
    labels: list[str]
    traits: list[str]
    is_let: bool


def read_sentences(notes: Iterable[Mapping[str, Any]], gold: Mapping[str, list[dict[str, Any]]], language: str) -> list[Told]:
    """Every sentence of the notes of one language."""
    found = []
    for note in notes:
        if (note.get("text_language") or note["language"]) != language:
            continue
        for s in split_text(note["text"]):
            text = note["text"][s.start : s.end]
            labels = [c["claim_id"] for c in gold[note["id"]] if c["start"] < s.end and s.start < c["end"]]
            is_let = find_reason(text, language, is_learned=False) is not None
            found.append(Told(note["id"], labels, word_traits(text, language), is_let))
    return found


def fit(sentences: Sequence[Told]) -> dict[str, float]:
    """Trait -> log odds that a sentence holds a label."""
    columns = vocabulary((s.traits for s in sentences), LEAST)
    x = design([s.traits for s in sentences], columns)
    right = np.array([float(bool(s.labels)) for s in sentences])
    fitted = fit_logistic(x, right, np.full(len(columns), RIDGE))
    return {ALWAYS: fitted[0], FOREIGN: FOREIGNNESS} | dict(zip(columns, fitted[1:].tolist(), strict=True))


def score_by_folds(sentences: Sequence[Told]) -> np.ndarray:
    """Score of each sentence by weights that did not learn from its document."""
    at = np.array([int(hashlib.sha256(s.document.encode()).hexdigest(), 16) % FOLDS for s in sentences])
    found = np.zeros(len(sentences))
    for fold in range(FOLDS):
        weights = fit([s for s, f in zip(sentences, at, strict=True) if f != fold])
        found[at == fold] = [weigh_words(s.traits, weights) for s, f in zip(sentences, at, strict=True) if f == fold]
    return found


def share_lost(sentences: Sequence[Told], passes: Iterable[bool]) -> float:
    """Share of labels of which no sentence passes."""
    kept = {label for s, is_kept in zip(sentences, passes, strict=True) if is_kept for label in s.labels}
    every = {label for s in sentences for label in s.labels}
    return len(every - kept) / max(1, len(every))


def least_score(sentences: Sequence[Told], scores: np.ndarray) -> float:
    """The highest score at which refused sentences must pass for no more labels to be lost than may be."""
    for least in sorted({float(v) for s, v in zip(sentences, scores, strict=True) if not s.is_let}, reverse=True):
        if share_lost(sentences, [s.is_let or v >= least for s, v in zip(sentences, scores, strict=True)]) <= MOST_LOST:
            return least
    return -np.inf


def train(
    notes: Sequence[Mapping[str, Any]], gold: Mapping[str, list[dict[str, Any]]], *, is_written: bool
) -> list[dict[str, Any]]:
    """Fit the words of each language, write them if asked, and say what is lost by folds with and without them."""
    parts, found = {}, []
    for language in LANGUAGES:
        sentences = read_sentences(notes, gold, language)
        scores = score_by_folds(sentences)
        least = least_score(sentences, scores)
        weights = fit(sentences)
        weights[ALWAYS] -= least
        parts |= {
            f"traits_{language}": np.frombuffer("\n".join(weights).encode(), "u1"),
            f"weights_{language}": np.array(list(weights.values()), "f2"),
        }
        is_let = [s.is_let for s in sentences]
        passes = [s.is_let or v >= least for s, v in zip(sentences, scores, strict=True)]
        found.append({
            "gate": f"labelled notes, {language}, by folds", "sentences": len(sentences), "words": len(weights),
            "passing_by_lists": round(float(np.mean(is_let)), 4), "passing": round(float(np.mean(passes)), 4),
            "lost_by_lists": round(share_lost(sentences, is_let), 4), "lost": round(share_lost(sentences, passes), 4),
        })  # fmt: skip
    if is_written:
        np.savez_compressed(OUT, **parts)
    return found
