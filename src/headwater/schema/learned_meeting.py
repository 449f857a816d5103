"""The learned meeting of claims: weights of what two claims have in common."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def load_meeting_weights() -> Mapping[str, float]:
    """Trait of a pair of claims -> weight, `always` for the constant; log odds (trained by `bench/meeting.py`)."""
    text = files("headwater.schema").joinpath("learned/meeting.yaml").read_text(encoding="utf-8")
    return {str(name): float(value) for name, value in yaml.safe_load(text).items()}
