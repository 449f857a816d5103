"""Who, to whom and where, chosen among what a document offers."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from headwater.extract.options import Option, list_options, offer
from headwater.extract.reader import Reader
from headwater.schema.learned_sides import option_weights

ROLES: Final = ("subject", "object", "place")
SURE: Final = {"none": 2.0, "unsaid": 16.0, "needs": 8.0}
"""How many times likelier another option must be than the rules' answer: than none, than no doer
(who does a thing is often left open on purpose), than one that the context gave. What stands in the words of a claim stays."""
_OTHER: Final = {"subject": "object", "object": "subject"}
Record = Callable[[Reader, Mapping[str, Any], Mapping[str, Any], str, list[Option]], None]


def choose_sides(reader: Reader, n: int, frame: Mapping[str, Any], claim: dict[str, Any], record: Record | None = None) -> None:
    """Puts a likelier name in the place of the rules' answer for subject, object and place.

    Args:
        reader: The document so far.
        n: Number of the sentence.
        frame: Row of the frame.
        claim: Roles so far; changed in place. How likely the answer is that an open subject or object gets
            stands in `reader.side_chances` afterwards.
        record: Called with the options of each role, for training.
    """
    open_roles = [role for role in ROLES if record is not None or _answered(frame, claim, role) in SURE]
    offered = offer(reader, n, frame) if open_roles else {}
    for role in open_roles:
        options = list_options(reader, frame, claim, role, offered)
        if record is not None:
            record(reader, frame, claim, role, options)
        weights = option_weights(role, frame["kind"])
        scores = [_score(option, weights) for option in options]
        best = max(range(len(options)), key=scores.__getitem__)
        found, taken = options[best].text or None, 0
        if (
            best
            and scores[best] - scores[0] > math.log(SURE.get(_answered(frame, claim, role), math.inf))
            and not _is_taken(claim, role, found)
        ):
            claim[role], taken = found, best
        if role in _OTHER:
            total = 0.0
            for score in scores:
                total += math.exp(score - scores[taken])
            reader.side_chances[role] = 1 / total


def _score(option: Option, weights: dict[str, float]) -> float:
    total = 0.0
    for trait in option.traits:
        weight = weights.get(trait)
        if weight is not None:
            total += weight
    return total


def _answered(frame: Mapping[str, Any], claim: Mapping[str, Any], role: str) -> str:
    if claim[role] is None:
        return "unsaid" if role == "subject" else "none"
    given = frame["roles"].get(role) or {}
    return "said" if given.get("text") and not given.get("needs") else "needs"


def _is_taken(claim: Mapping[str, Any], role: str, text: str | None) -> bool:
    """Whether a name is the other side already: nobody does a thing to himself."""
    other = claim.get(_OTHER.get(role, ""))
    return text is not None and other is not None and text.casefold() == str(other).casefold()
