"""The learned reading of kinds: a linear model over traits of a clause and meanings of its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

LANGUAGES: Final = ("en", "es")
NONE: Final = "none"
"""Label of a clause that claims nothing."""


@dataclass(frozen=True, slots=True)
class KindModel:
    """Weights of a multinomial logistic regression, as rows to add up (trained by `bench/learn.py`).

    Attributes:
        classes: Claim kinds and `none`.
        intercept: float32 (classes).
        traits: Trait -> row of `weights`.
        weights: float32 (traits, classes).
        words: Language -> lemma -> row of its vectors.
        vectors: Language -> float32 (lemmas, dimensions).
        slots: float32 (dimensions, slots x classes): the first slots are those of single words, the last ones those of the
            means over bags of words.
        known: What lemmas asked for before add in each slot, by language and lemma.
        last: The last bag of each slot with its language and what it adds: the clauses of a sentence share theirs.
    """

    classes: tuple[str, ...]
    intercept: Any
    traits: Mapping[str, int]
    weights: Any
    words: Mapping[str, Mapping[str, int]]
    vectors: Mapping[str, Any]
    slots: Any
    known: Mapping[str, dict[str, Any]] = field(default_factory=lambda: {language: {} for language in LANGUAGES})
    last: dict[int, tuple[str, Sequence[str], Any]] = field(default_factory=dict)

    def chances(
        self, language: str, traits: Iterable[str], words: Sequence[str | None], bags: Sequence[Sequence[str]]
    ) -> dict[str, float]:
        """Probability of each kind and of `none`.

        Args:
            language: `en` or `es`.
            traits: Traits of the clause; those that the model does not know say nothing.
            words: Lemmas of the slots for single words.
            bags: Lemmas of the slots for bags of words.
        """
        import numpy as np

        rows = self.traits
        own = [row for row in map(rows.get, traits) if row is not None]
        score = np.add.reduce(self.weights.take(own, axis=0)) + self.intercept
        for slot, word in enumerate(words):
            if word is not None and (adds := self._meaning(language, word)) is not None:
                score += adds[slot]
        for slot, bag in enumerate(bags, len(words)):
            if (mean := self._mean(language, slot, bag)) is not None:
                score += mean
        score -= score.max()
        chances = np.exp(score)
        return dict(zip(self.classes, (chances / chances.sum()).tolist(), strict=True))

    def _mean(self, language: str, slot: int, bag: Sequence[str]) -> Any:
        """float32 (classes): what the words of a bag add in its slot, on average; None where none has a vector."""
        known = self.last.get(slot)
        if known is not None and known[0] == language and known[1] == bag:
            return known[2]
        found = [adds[slot] for word in bag if (adds := self._meaning(language, word)) is not None]
        mean = sum(found[1:], found[0]) / len(found) if found else None
        self.last[slot] = language, list(bag), mean
        return mean

    def _meaning(self, language: str, word: str) -> Any:
        """float32 (slots, classes): what the vector of a word adds in each slot; None for a word without one."""
        known = self.known[language]
        if word in known:
            return known[word]
        row = self.words[language].get(word)
        if row is None:
            return None
        found = known[word] = (self.vectors[language][row] @ self.slots).reshape(-1, len(self.classes))
        return found


@cache
def load_meanings() -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, Any]]:
    """Vectors of words: language -> lemma -> row, and language -> float32 (lemmas, dimensions), mean magnitude 1.

    Source: Multilingual Universal Sentence Encoder v3 (Yang et al. 2020), each word by itself, 64 principal components
    (`bench/learning/meanings.py`).
    """
    with _open("meanings") as data:
        step = float(data["step"])
        words = {lg: {w: i for i, w in enumerate(str(data[f"words_{lg}"]).split("\n"))} for lg in LANGUAGES}
        return words, {lg: data[f"vectors_{lg}"].astype("f4") * step for lg in LANGUAGES}


@cache
def load_kind_model() -> KindModel:
    """The model that ships with the package."""
    words, vectors = load_meanings()
    with _open("kinds") as data:
        slots = data["slots"]
        return KindModel(
            classes=tuple(str(c) for c in data["classes"]),
            intercept=data["intercept"],
            traits={name: i for i, name in enumerate(data["traits"].tobytes().decode().split("\n"))},
            weights=data["weights"].astype("f4"),
            words=words,
            vectors=vectors,
            slots=slots.transpose(1, 0, 2).reshape(slots.shape[1], -1),
        )


def _open(name: str) -> Any:
    import numpy as np

    return np.load(BytesIO(files("headwater.schema").joinpath(f"learned/{name}.npz").read_bytes()))
