"""The learned choice of sides: a linear model over traits of options for subject, object and place."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any


@cache
def _file() -> Any:
    import numpy as np

    return np.load(BytesIO(files("headwater.schema").joinpath("learned/sides.npz").read_bytes()))


@cache
def _weights(key: str) -> Mapping[str, float]:
    """Trait -> weight, of a role or of `role:kind`; nothing for a kind that was not learned. Read when first asked for."""
    data = _file()
    if f"{key}.traits" not in data:
        return {}
    return dict(zip(str(data[f"{key}.traits"]).split("\n"), data[f"{key}.weights"].astype("f8").tolist(), strict=True))


@cache
def option_weights(role: str, kind: str) -> Mapping[str, float]:
    """Weight of each trait of an option for a role of a kind of claim (trained by `bench/learn.py`).

    The chance of an option is the softmax of its sum of weights over all options of the role.
    """
    weights = dict(_weights(role))
    for trait, value in _weights(f"{role}:{kind}").items():
        weights[trait] = weights.get(trait, 0.0) + value
    return weights
