"""The learned choice of sides: a linear model over traits of options for subject, object and place."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """`role` or `role|kind` -> trait -> weight."""
    import numpy as np

    with np.load(BytesIO(files("headwater.schema").joinpath("learned/sides.npz").read_bytes())) as data:
        names, values = str(data["features"]).split("\n"), data["weights"].astype("f8").tolist()
    found: dict[str, dict[str, float]] = {}
    for name, value in zip(names, values, strict=True):
        key, trait = name.split("|", 1)
        found.setdefault(key, {})[trait] = value
    return found


@cache
def option_weights(role: str, kind: str) -> Mapping[str, float]:
    """Weight of each trait of an option for a role of a kind of claim (trained by `bench/learn.py`).

    The chance of an option is the softmax of its sum of weights over all options of the role.
    """
    weights = dict(_weights().get(role, {}))
    for trait, value in _weights().get(f"{role}:{kind}", {}).items():
        weights[trait] = weights.get(trait, 0.0) + value
    return weights
