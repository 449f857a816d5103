"""Who, to whom and where, chosen among what a document offers."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from headwater.extract.options import Option, list_options, offer
from headwater.extract.reader import Reader
from headwater.schema.learned_sides import option_weights

ROLES: Final = ("subject", "object", "place")
SURE: Final = 4.0
"""How many times likelier another option must be than the rules' answer."""
Record = Callable[[Reader, Mapping[str, Any], Mapping[str, Any], str, list[Option]], None]


def choose_sides(reader: Reader, n: int, frame: Mapping[str, Any], claim: dict[str, Any], record: Record | None = None) -> None:
    """Puts a likelier name in the place of the rules' answer for subject, object and place.

    Args:
        reader: The document so far.
        n: Number of the sentence.
        frame: Row of the frame.
        claim: Roles so far; changed in place.
        record: Called with the options of each role, for training.
    """
    offered = offer(reader, n, frame)
    for role in ROLES:
        options = list_options(reader, frame, claim, role, offered)
        if record is not None:
            record(reader, frame, claim, role, options)
        weights = option_weights(role, frame["kind"])
        scores = [sum([weights[t] for t in option.traits if t in weights]) for option in options]
        best = max(range(len(options)), key=scores.__getitem__)
        if best and scores[best] - scores[0] > math.log(SURE):
            claim[role] = options[best].text or None
