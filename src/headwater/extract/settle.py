"""What an English document settles once its claims are read: the state that a capital stands for, and where things go on."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from headwater.extract.reader import CONTEXT_COST, STATE, Reader
from headwater.schema.lexicon import country_names, load_capitals

_SPOKEN: Final = frozenset({"agreement", "statement", "threat_or_posture", "announcement", "assessment", "site_activity"})
"""Kinds that a seat of government does under its own name: "Tehran condemned the step"."""
_AIMED: Final = frozenset({"use", "deployment", "access_control"})
"""Kinds whose object may be the city itself: what is struck, where troops go."""
_ON_SITE: Final = frozenset({"production", "site_activity", "training", "access_control"})
_MAX_BACK: Final = 4
"""Sentences over which a story stays where it was."""
_NOT_AGAIN: Final = frozenset({"home", "locally", "domestically"})


@cache
def _seats() -> dict[str, str]:
    """Capital, case-folded, in every spelling -> English name of its state."""
    names = country_names()
    found: dict[str, str] = {}
    for row in load_capitals():
        state = names.get(str(row.detail["country"]))
        if state is not None:
            found |= {form.casefold(): state for form in row.forms}
    # Left out of the list as a given name; as the whole of a side it is the government.
    return found | {"washington": names["US"]}


def name_seats(claim: dict[str, Any], kind: str) -> None:
    """Puts the state in the place of its capital where that acts: "Washington sent two destroyers" is what a state did.

    Args:
        claim: `subject`, `object`; changed in place.
        kind: Claim kind.
    """
    for role in ("subject", "object"):
        if not claim.get(role) or kind in _SPOKEN or (role == "object" and kind in _AIMED):
            continue
        parts = [p.strip() for p in str(claim[role]).split(";")]
        claim[role] = "; ".join(dict.fromkeys(_seats().get(p.casefold(), p) for p in parts))


def settle_place(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any]) -> float:
    """Names the place that an earlier claim gave: "there", "the plant", or a claim on a site that leaves the place out.

    Args:
        reader: The document so far.
        frame: Row of the frame.
        claim: Roles so far; changed in place.

    Returns:
        What that costs in confidence.
    """
    kind, n = str(frame["kind"]), int(frame["n_sentence"])
    gone = frame["roles"].get("object") or {}
    if claim["place"] is None and frame["trigger"] in {"visit", "tour"} and gone.get("kind") in {"place", "country", "site"}:
        claim["place"] = gone["text"]
    here = str(frame["roles"].get("here", {}).get("text", ""))
    cost = 0.0
    if claim["place"] is None and here in _NOT_AGAIN:
        states = {m.text for m in reader.context.named if m.kind in STATE}
        home = claim["subject"] if claim["subject"] in states else reader.context.topic(STATE, apart_from="", before=n + 1)
        claim["place"], cost = home, CONTEXT_COST
    if claim["place"] is None and reader.place is not None and n - reader.place[1] <= _MAX_BACK:
        named = frame["roles"].get("subject") or {}
        on_site = kind == "site_activity" or (kind in _ON_SITE and _is_on_site(frame, named))
        if here == "there" or on_site:
            claim["place"], cost = reader.place[0], CONTEXT_COST
    if claim["place"] is not None and kind in _ON_SITE and "place" in frame["roles"]:
        reader.place = (claim["place"], n)
    return cost


def _is_on_site(frame: Mapping[str, Any], subject: Mapping[str, Any]) -> bool:
    """Whether a claim tells of a site named before: its subject or object is "the plant"."""
    object_ = frame["roles"].get("object") or {}
    return any(role.get("needs") == "definite" and role.get("kind") == "site" for role in (subject, object_))
