"""The learned part of the gate: how much each word of a sentence says of whether something is claimed in it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

ALWAYS: Final = "always"
FOREIGN: Final = "foreign"
"""Trait of the share of words that were never met."""


@cache
def load_gate_model(language: str) -> Mapping[str, float]:
    """Trait of a sentence -> log odds that it holds a labelled claim; what adds up to more than 0 passes.

    Args:
        language: BCP 47 primary subtag.

    Returns:
        Weights, with `ALWAYS` for the constant (trained by `bench/gate.py --train`); nothing for a language that was not learned.
    """
    import numpy as np

    with np.load(BytesIO(files("headwater.schema").joinpath("learned/gate.npz").read_bytes())) as data:
        if f"traits_{language}" not in data:
            return {}
        traits = data[f"traits_{language}"].tobytes().decode().split("\n")
        return dict(zip(traits, data[f"weights_{language}"].astype("f8").tolist(), strict=True))
