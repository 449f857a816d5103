"""Phrases near a claim: everybody and everything that its sentence names, and how each hangs together with its verb."""

from dataclasses import dataclass, field
from typing import Any, Final

from headwater.extract.analysis import Frame
from headwater.extract.phrases import name_phrase
from headwater.extract.sentence import RELATIVES, Sentence

MOST: Final = 9
"""Phrases of a sentence that can be sides of one claim: those nearest to its verb."""
_NAMED: Final = frozenset({"country", "demonym", "organisation", "equipment", "site", "place", "person", "outlet"})
_LONGEST: Final = 5


@dataclass(slots=True)
class Phrases:
    """What the claims of one sentence share.

    Attributes:
        heads: Heads of its phrases, in order; None until they are asked for.
        roles: Role of each phrase by its head.
        labels: Label of a token in a path.
    """

    heads: list[int] | None = None
    roles: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)


def near_phrases(s: Sentence, frame: Frame, known: Phrases) -> list[dict[str, Any]]:
    """Phrases of a sentence that could be a side of a claim, nearest to its verb first.

    Args:
        s: Sentence.
        frame: The claim.
        known: What the claims of the sentence share; filled here.

    Returns:
        Roles as of `name_phrase`, with `path` (how the phrase hangs together with the verb) and `side` (before, in, behind).
    """
    anchor = anchor_of(s, frame)
    up = _upwards(s, anchor)
    if known.heads is None:
        known.heads = [i for i in range(s.n) if _is_head(s, i)]
    heads = sorted([i for i in known.heads if i != anchor], key=lambda i: abs(i - anchor))
    found = []
    for i in heads[:MOST]:
        if i not in known.roles:
            known.roles[i] = _short(name_phrase(s, i, alone=True))
        role = known.roles[i]
        if not role:
            continue
        inside = frame.start <= s.start[i] < frame.end
        side = ("in" if inside else "out") + ("<" if i < anchor else ">")
        found.append({**role, "path": _path(s, i, up, known.labels), "side": side})
    return found


def _short(role: dict[str, Any]) -> dict[str, Any]:
    """What the document needs to know of a phrase; nothing of one that names nothing."""
    if not role["text"] and not role.get("needs"):
        return {}
    return {key: value for key, value in role.items() if value or key in {"start", "end"}}


def anchor_of(s: Sentence, frame: Frame) -> int:
    """The token that a claim hangs on: its verb, or the highest word of it."""
    at = frame.roles.get("clause", {}).get("start")
    if at is not None:
        return next((i for i in range(s.n) if s.start[i] >= at), 0)
    inside = [i for i in range(s.n) if frame.start <= s.start[i] < frame.end]
    held = set(inside)
    return next((i for i in inside if s.head[i] not in held or s.head[i] == i), 0)


def _is_head(s: Sentence, i: int) -> bool:
    spot = s.spot_at[i]
    if spot is not None and spot.kind in _NAMED:
        return i == spot.last or s.head[i] < spot.first or s.head[i] > spot.last
    if s.pos[i] == "PRON":
        return s.low[i] not in RELATIVES
    if s.pos[i] not in {"NOUN", "PROPN"} or (spot is not None and spot.kind == "date"):
        return False
    return s.dep[i] not in {"compound", "flat"}


def _upwards(s: Sentence, i: int) -> dict[int, str]:
    """Token -> labels on the way up to it from a token."""
    found, way = {i: ""}, ""
    for _ in range(_LONGEST):
        if s.head[i] == i:
            break
        way += s.dep[i] + "^"
        i = s.head[i]
        found[i] = way
    return found


def _path(s: Sentence, i: int, up: dict[int, str], labels: dict[int, str]) -> str:
    """Labels from the verb to a phrase, prepositions by their word: `subj`, `prep:to`, `obj.prep:of`, `advcl^subj`."""
    down: list[str] = []
    for _ in range(_LONGEST):
        if i in up:
            return up[i] + ".".join(reversed(down))
        if i not in labels:
            labels[i] = _label(s, i)
        down.append(labels[i])
        if s.head[i] == i:
            break
        i = s.head[i]
    return "far"


def _label(s: Sentence, i: int) -> str:
    case = s.kid(i, "case")
    if case is not None and s.language == "es":
        return f"prep:{s.low[case]}"
    if s.dep[i] in {"prep", "iobj"} and s.pos[i] in {"ADP", "SCONJ", "PART"}:
        return f"prep:{s.low[i]}"
    return str(s.dep[i])
