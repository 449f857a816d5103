"""The learned reading of kinds: a linear model over traits of a clause and meanings of its words."""

from collections.abc import Iterable, Sequence
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
        adds: What the vectors of words add, worked out when first asked for, by language.
        last: The last bag of each slot with its language and what it adds: the clauses of a sentence share theirs.
    """

    classes: tuple[str, ...]
    intercept: Any
    traits: dict[str, int]
    weights: Any
    words: dict[str, dict[str, int]]
    vectors: dict[str, Any]
    slots: Any
    adds: dict[str, "Adds"] = field(default_factory=dict)
    last: dict[int, tuple[str, list[str], Any]] = field(default_factory=dict)

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

        rows, own = self.traits, []
        for trait in traits:
            row = rows.get(trait)
            if row is not None:
                own.append(row)
        score = np.add.reduce(self.weights.take(own, axis=0))
        score += self.intercept
        adds = self.adds_of(language)
        for slot, word in enumerate(words):
            if word is not None and (row := adds.row_of(word)) is not None:
                score += adds.by_slot[slot][row]
        for slot, bag in enumerate(bags, len(words)):
            if (mean := self._mean(adds, language, slot, bag)) is not None:
                score += mean
        score -= np.maximum.reduce(score)  # the methods of arrays take twice as long
        np.exp(score, out=score)
        score /= np.add.reduce(score)
        return dict(zip(self.classes, score.tolist(), strict=True))

    def adds_of(self, language: str) -> "Adds":
        """What the words of a language add."""
        if language not in self.adds:
            self.adds[language] = Adds(self.words[language], self.vectors[language], self.slots, len(self.classes))
        return self.adds[language]

    def _mean(self, adds: "Adds", language: str, slot: int, bag: Sequence[str]) -> Any:
        """float32 (classes): what the words of a bag add in its slot, on average; None where none has a vector."""
        import numpy as np

        known = self.last.get(slot)
        if known is not None and known[0] == language and known[1] == bag:
            return known[2]
        found = [row for word in bag if (row := adds.row_of(word)) is not None]
        mean = np.add.reduce(adds.by_slot[slot].take(found, axis=0)) / len(found) if found else None
        self.last[slot] = language, list(bag), mean
        return mean


class Adds:
    """What the vectors of the words of one language add to each class.

    Attributes:
        by_slot: For each slot, float32 (lemmas, classes); a row holds nothing until its word is asked for.
    """

    def __init__(self, words: dict[str, int], vectors: Any, slots: Any, classes: int) -> None:
        import numpy as np

        self._words = words
        self._vectors = vectors
        self._slots = slots
        self._classes = classes
        self._is_known = bytearray(len(words))
        self.by_slot: list[Any] = [np.empty((len(words), classes), "f4") for _ in range(slots.shape[1] // classes)]

    def row_of(self, word: str) -> int | None:
        """Row of a word in each of `by_slot`; None for a word without a vector."""
        row = self._words.get(word)
        if row is not None and not self._is_known[row]:
            for adds, found in zip(self.by_slot, (self._vectors[row] @ self._slots).reshape(-1, self._classes), strict=True):
                adds[row] = found
            self._is_known[row] = 1
        return row


@cache
def load_meanings() -> tuple[dict[str, dict[str, int]], dict[str, Any]]:
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
