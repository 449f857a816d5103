"""The learned reading of kinds: a linear model over traits of a clause and meanings of its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
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
            if word in index:
                score += meanings[slot, index[word]]
        for slot, bag in enumerate(bags, len(words)):
            if rows := [index[word] for word in bag if word in index]:
                score += meanings[slot, rows].sum(axis=0) / len(rows)
        score -= score.max()
        chances = np.exp(score)
        return dict(zip(self.classes, (chances / chances.sum()).tolist(), strict=True))


@cache
def load_kind_model() -> KindModel:
    """The model that ships with the package."""
    import numpy as np

    with files("headwater.schema").joinpath("learned/kinds.npz").open("rb") as stream, np.load(stream) as data:
        traits = str(data["traits"]).split("\n")
        words = {lg: str(data[f"words_{lg}"]).split("\n") for lg in ("en", "es")}
        slots = data["slots"].astype("f4")
        return KindModel(
            classes=tuple(str(c) for c in data["classes"]),
            intercept=data["intercept"],
            traits={name: i for i, name in enumerate(traits)},
            weights=data["weights"].astype("f4"),
            words={lg: {word: i for i, word in enumerate(lemmas)} for lg, lemmas in words.items()},
            meanings={lg: np.einsum("wd,sdc->swc", data[f"vectors_{lg}"].astype("f4"), slots, optimize=True) for lg in words},
        )
