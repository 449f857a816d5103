"""The weights of confidence: how much each trait of a claim says of whether it is right."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def load_confidence_weights() -> Mapping[str, float]:
    """Trait of a claim -> weight, `always` for the constant; log odds (fitted by `bench/learn.py --confidence`)."""
    text = files("headwater.schema").joinpath("learned/confidence.yaml").read_text(encoding="utf-8")
    return {str(name): float(value) for name, value in yaml.safe_load(text).items()}
