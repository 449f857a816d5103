"""The learned choice of sides: a linear model over traits of options for subject, object and place."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import accumulate
from typing import Any


@cache
def _rows() -> Mapping[str, tuple[Sequence[str], Any]]:
    """Traits and float16 weights of each role and each `role:kind` that was learned."""
    import numpy as np

    data = np.load(BytesIO(files("headwater.schema").joinpath("learned/sides.npz").read_bytes()))
    keys, sizes = data["keys"].tolist(), data["sizes"].tolist()
    traits, weights = data["traits"].tobytes().decode().split("\n"), data["weights"]
    ends = list(accumulate(sizes))
    return {key: (traits[end - n : end], weights[end - n : end]) for key, n, end in zip(keys, sizes, ends, strict=True)}


@cache
def _weights(key: str) -> dict[str, float]:
    """Trait -> weight, of a role or of `role:kind`; nothing for a kind that was not learned."""
    if key not in _rows():
        return {}
    traits, weights = _rows()[key]
    return dict(zip(traits, weights.astype("f8").tolist(), strict=True))


@cache
def option_weights(role: str, kind: str) -> dict[str, float]:
    """Weight of each trait of an option for a role of a kind of claim (trained by `bench/learn.py`).

    The chance of an option is the softmax of its sum of weights over all options of the role.
    """
    of_role = _weights(role)
    of_kind = {trait: of_role.get(trait, 0.0) + value for trait, value in _weights(f"{role}:{kind}").items()}
    return {**of_role, **of_kind}
