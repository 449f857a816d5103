"""The learned reading of kinds: a linear model over traits of a clause and meanings of its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

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
        words: Language -> lemma -> row of its `meanings`.
        meanings: Language -> float32 (slots, lemmas, classes): what the meaning of a lemma adds in each slot; the first
            slots are those of single words, the last ones those of the means over bags of words.
    """

    classes: tuple[str, ...]
    intercept: Any
    traits: Mapping[str, int]
    weights: Any
    words: Mapping[str, Mapping[str, int]]
    meanings: Mapping[str, Any]

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

        known = self.traits
        score = self.weights[[known[t] for t in traits if t in known]].sum(axis=0) + self.intercept
        index, meanings = self.words[language], self.meanings[language]
        for slot, word in enumerate(words):
            if word is not None and word in index:
                score += meanings[slot, index[word]]
        for slot, bag in enumerate(bags, len(words)):
            if rows := [index[word] for word in bag if word in index]:
                score += meanings[slot, rows].sum(axis=0) / len(rows)
        score -= score.max()
        chances = np.exp(score)
        return dict(zip(self.classes, (chances / chances.sum()).tolist(), strict=True))


LANGUAGES: Final = ("en", "es")


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
    import numpy as np

    words, vectors = load_meanings()
    with _open("kinds") as data:
        slots = data["slots"]
        return KindModel(
            classes=tuple(str(c) for c in data["classes"]),
            intercept=data["intercept"],
            traits={name: i for i, name in enumerate(str(data["traits"]).split("\n"))},
            weights=data["weights"].astype("f4"),
            words=words,
            meanings={lg: np.einsum("wd,sdc->swc", vectors[lg], slots, optimize=True) for lg in LANGUAGES},
        )


def _open(name: str) -> Any:
    import numpy as np

    return np.load(BytesIO(files("headwater.schema").joinpath(f"learned/{name}.npz").read_bytes()))
