"""Sentences in which a verb or a noun says who gave, who received, and what hides what: gifts that are shown, covers, sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from headwater.model.text import fold
from headwater.weigh.actors import country_in
from headwater.weigh.questions import RECEIVING
from headwater.weigh.role import Role, phrase_key
from headwater.weigh.things import first_part, head_words

if TYPE_CHECKING:
    from headwater.weigh.roles import Roles

Claim = Mapping[str, Any]
Parties = tuple[Role | None, Role | None, Role | None]
GIFTS = frozenset({"gift", "present", "regalo", "obsequio", "cadeau", "presente"})
"""Nouns that say of a thing that it was handed over, and not what it is."""
SHOWN = frozenset({"statement", "announcement", "other"})
"""Kinds in which somebody shows or mentions what was given to him."""
HIDING = frozenset({"hide", "conceal", "mask", "disguise", "ocultar", "esconder", "encubrir", "disfrazar", "enmascarar"})
_BEHIND = re.compile(r"\b(?:behind|under|beneath|as|tras|detras|bajo|como)\b")
"""Words that stand before the cover where a verb of hiding has another subject: "hid it behind farm deals"."""
_COVER_NOUNS = ("front", "cover", "facade", "fachada", "tapadera", "pantalla")
_ACT_NOUNS = ("operation", "activit", "work", "operacion", "actividad", "trabajo", "labor")
"""Stems of nouns that say that something goes on, and not what."""
_POINTING = frozenset({"this", "that", "these", "those", "such", "esta", "este", "estas", "estos", "esas", "esos", "tal"})
_FROM = re.compile(r"\b(?:gift|present|regalo|obsequio)s? (?:from|de|del) (.{1,80})")
_SELLER = re.compile(r"(?i)\b(?:from|a|al|de|del) (?=(\w{2,40}(?: \w{2,40})?))")
MAX_SELLER_WORDS = 2
"""Words behind "from" among which a country must stand."""
_GIVERS = ("person", "country", "organisation")


def gift_parties(claim: Claim, roles: Roles) -> Parties | None:
    """Who gave and who received a gift that its receiver shows or mentions; None where the claim speaks of none.

    Args:
        claim: Row of `claims`.
        roles: Reader of roles, with the entities of the case.
    """
    text = claim["object"]
    if claim["kind"] not in SHOWN or not text or head_words(text).rpartition(" ")[2] not in GIFTS:
        return None
    found = _FROM.search(fold(claim["quote"] or ""))
    receiver = roles.plain(claim, "subject")
    if found is None or receiver is None or receiver.kind not in _GIVERS:
        return None
    giver = _named_in(found[1], roles)
    return None if giver is None or giver.key == receiver.key else (giver, None, receiver)


def _named_in(text: str, roles: Roles) -> Role | None:
    """The person, else the country, else the body that a phrase names."""
    phrase = phrase_key(text)
    for kind in _GIVERS:
        for name, entity in roles.givers[kind]:
            if name in phrase:
                row = roles.entities[entity]
                return (
                    roles.country_role(row["country"])
                    if kind == "country" and row["country"]
                    else Role(f"e:{entity}", row["name"], entity, kind)
                )
    return None


def cover_parties(claim: Claim, roles: Roles) -> Parties:
    """What is hidden, and what hides it: of "farm deals hid arms" the deals; a "front" alone names no cover.

    Args:
        claim: Row of `claims` of kind `front_or_cover`.
        roles: Reader of roles, with the entities of the case.
    """
    hidden, cover = "subject", "object"
    if claim["trigger"] in HIDING and claim["subject"] and not _stands_behind(claim):
        hidden, cover = cover, hidden
    if claim[cover] and _is_only(claim[cover], _COVER_NOUNS):
        return None, None, None
    return roles.plain(claim, hidden), roles.plain(claim, cover), None


def _is_only(text: str, stems: tuple[str, ...]) -> bool:
    """Whether a phrase has no content word but one of these stems: "these fronts", "main operations"."""
    words = [w for w in head_words(text).split() if w not in _POINTING]
    return len(words) == 1 and words[0].startswith(stems)


def _stands_behind(claim: Claim) -> bool:
    """Whether a word such as "behind" stands before what the object names."""
    quote, text = fold(claim["quote"] or ""), fold(first_part(claim["object"] or ""))
    at = quote.find(text) if text else -1
    return at > 0 and _BEHIND.search(quote[:at]) is not None


def site_parties(claim: Claim, roles: Roles) -> Parties:
    """Who is at a site and what goes on there; "operations" or "work" alone say nothing of it.

    Args:
        claim: Row of `claims` of kind `site_activity`.
        roles: Reader of roles, with the entities of the case.
    """
    is_open = claim["object"] and claim["object_entity"] is None and _is_only(claim["object"], _ACT_NOUNS)
    return roles.plain(claim, "subject"), None if is_open else roles.plain(claim, "object"), None


def seller_code(claim: Claim) -> str | None:
    """Country from which something is bought, by the words behind "from": "will buy six drones from Iran"."""
    if claim["trigger"] not in RECEIVING:
        return None
    found = (country_in(" ".join(m[1].split()[:MAX_SELLER_WORDS])) for m in _SELLER.finditer(claim["quote"] or ""))
    return next((code for code in found if code is not None), None)


def is_received(claim: Claim, subject: Role | None) -> bool:
    """Whether the subject of a transfer receives: its verb says so, and the thing is not said to come "from" the subject."""
    return claim["trigger"] in RECEIVING and (subject is None or subject.key != f"c:{seller_code(claim)}")
