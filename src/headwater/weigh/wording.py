"""Questions as a reader would ask them; where a role is missing or only known by its words, a label that adds nothing."""

import re
from collections.abc import Callable, Mapping

from headwater.weigh.role import Role
from headwater.weigh.things import MASS, SITES, VENTURES

Found = Mapping[str, Role | None]

FULL: dict[str, str] = {
    "cooperation": "Do {s} and {o} cooperate?",
    "agreement": "When did {s} and {o} reach an agreement?",
    "production": "{Does} {s} produce {o}?",
    "development": "{Is} {s} developing {o}?",
    "training": "Did {s} train people from {o}?",
    "deployment": "Did {s} deploy {o}?",
    "use": "{Does} {s} use {o}?",
    "sanction": "Did {s} sanction {o}?",
    "announcement": "When did {s} present or announce {o}?",
    "support": "{Does} {s} support {o}?",
}
"""Wording where both roles are an entity or a common thing."""
LABELS: dict[str, tuple[str, str, str]] = {
    # both roles; the object alone; the subject alone
    "cooperation": ("Cooperation of {s} on {o}", "Cooperation on {o}", "Cooperation of {s}"),
    "agreement": ("Agreement of {s} on {o}", "Agreement with {o}", "Agreements of {s}"),
    "production": ("Production of {o} by {s}", "Production of {o}", "Production by {s}"),
    "development": ("Development of {o} by {s}", "Development of {o}", "Development by {s}"),
    "training": ("Training of {o} by {s}", "Training of {o}", "Training of or by {s}"),
    "deployment": ("Deployment of {o} by {s}", "Deployment of {o}", "Deployments by {s}"),
    "use": ("Use of {o} by {s}", "Use of {o}", "Operations of {s}"),
    "sanction": ("Sanctions by {s} against {o}", "Sanctions against {o}", "Sanctions by {s}"),
    "statement": ("Statement by {s} on {o}", "Statements on {o}", "Statements by {s}"),
    "announcement": ("Announcement of {o} by {s}", "Announcement of {o}", "Announcements by {s}"),
    "support": ("Support of {s} for {o}", "Support for {o}", "Support by {s}"),
    "threat_or_posture": ("Posture of {s} towards {o}", "Posture towards {o}", "Posture of {s}"),
    "other": ("Reports on {s} and {o}", "Reports on {o}", "Reports on {s}"),
}
VENTURE_KEYS = frozenset(f"o:{c}" for c in VENTURES)
SITE_KEYS = frozenset(f"o:{c}" for c in SITES)
_DETERMINER = re.compile(
    r"^(?:United (?:States|Kingdom|Arab)|U\.?S\.?\b|UK\b|Netherlands|Philippines|Bahamas|Gambia|European|Democratic|Republic)"
    r"|\b(?:Ministry|Cent(?:er|re)|Institute|Forces?|House|Command|Department|Directorate|Guard|Government|government|Army|Navy|Front|Council|Agency"
    r"|Organi[sz]ation|Corps|Bank|Union|League|Parliament|Congress|Senate|Base|Zone|University|Post|Times|Herald|Milicia|Militia)\b"
)


def word_question(kind: str, roles: Found) -> str:
    """The question that claims of one kind with these roles answer.

    Args:
        kind: Kind of question, a key of `QUESTIONS`.
        roles: Roles by name, of `Roles.read`.

    Example:
        >>> iran = Role("c:IR", "Iran", None, "country")
        >>> word_question("production", {"subject": iran, "object": Role("o:drone", "drones", None, "concept")})
        'Does Iran produce drones?'
    """
    special = _SPECIAL.get(kind)
    if special is not None:
        return special(roles)
    subject, object_ = roles.get("subject"), roles.get("object")
    if subject is not None and object_ is not None and kind in FULL and _can_ask(kind, subject, object_):
        does, is_ = ("Do", "Are") if _is_plural(subject) else ("Does", "Is")
        if kind == "cooperation" and {subject.kind, object_.kind} == {"person"}:
            return f"Did {name(subject)} and {name(object_)} meet?"
        if object_.key in VENTURE_KEYS and kind == "development":
            return f"Did {name(subject)} start or expand a programme?"
        if kind == "production" and (object_.kind == "site" or object_.key in SITE_KEYS):
            return f"Did {name(subject)} build or open {name(object_)}?"
        return FULL[kind].format(s=name(subject), o=name(object_), Does=does, Is=is_)
    both, only_object, only_subject = LABELS[kind]
    label = both if subject and object_ else only_object if object_ else only_subject
    return label.format(s=name(subject) if subject else "", o=name(object_) if object_ else "")


def show_question(kind: str) -> str:
    """The question of a kind with the names of its roles in place of what claims name, for documentation."""
    names = ("subject", "object", "receiver", "place", "country", "definition")
    return word_question(kind, {n: Role(n, f"*{n}*", None, "blank") for n in names})


def name(role: Role) -> str:
    """A role in a sentence: with its article, or in quotation marks where only its words are known."""
    if role.kind == "words":
        return f"“{role.words}”"
    needs = role.kind == "equipment" or (role.kind not in {"person", "concept", "owned"} and _DETERMINER.search(role.words))
    if not needs or role.words.casefold().startswith(("the ", "el ", "la ")):
        return role.words
    return f"the {role.words}"


def _is_plural(role: Role) -> bool:
    return role.kind == "concept" and role.words not in MASS


def _can_ask(kind: str, subject: Role, object_: Role) -> bool:
    if kind in {"agreement", "cooperation", "training", "support"} and object_.kind in {"concept", "words", "equipment"}:
        return False
    return "words" not in {subject.kind, object_.kind} and subject.kind not in {"concept", "equipment"}


def _transfer(roles: Found) -> str:
    giver, thing, receiver = (roles.get(r) for r in ("subject", "object", "receiver"))
    is_clean = all(r is None or r.kind != "words" for r in (giver, thing, receiver))
    what = name(thing) if thing is not None else ""
    if is_clean and thing is not None and giver is not None:
        return f"Did {name(giver)} transfer {what}{f' to {name(receiver)}' if receiver else ''}?"
    if is_clean and thing is not None and receiver is not None:
        return f"Did {name(receiver)} acquire {what}?"
    words = [f"Transfer of {what}" if thing is not None else "Transfers"]
    words += [f"from {name(giver)}"] if giver is not None else []
    words += [f"to {name(receiver)}"] if receiver is not None else []
    return " ".join(words)


def _force(roles: Found) -> str:
    subject = roles["subject"]
    return f"How large are the forces of {name(subject)}?" if subject else "How large are the forces?"


def _figure(roles: Found) -> str:
    subject, definition = roles["subject"], roles["definition"]
    what = definition.words if definition else "figure"
    if subject is None or subject.kind == "words":
        return f"{what.capitalize()} of {name(subject) if subject else 'equipment'}"
    if subject.kind == "owned":
        owner, _, thing = subject.words.rpartition(": ")
        return f"What is the {what} of {f'{_possessive(owner)} {thing}' if owner else thing}?"
    return f"What is the {what} of {name(subject)}?"


def _possessive(words: str) -> str:
    owner = f"the {words}" if _DETERMINER.search(words) else words
    return f"{owner}’" if owner.endswith("s") else f"{owner}’s"


def _country(roles: Found) -> str:
    country = roles.get("country")
    return name(country) if country is not None else "the country"


def _place(roles: Found) -> str:
    place = roles.get("place")
    return name(place) if place is not None else "the place"


def _singular(roles: Found) -> str:
    """The object of a founding or an opening, as one thing with its article."""
    thing = roles.get("object")
    if thing is None:
        return "it"
    if thing.kind != "concept":
        return name(thing)
    words = thing.words
    return f"the {words[:-3]}y" if words.endswith("ies") else f"the {words[:-1]}" if words.endswith("s") else f"the {words}"


def _funding(roles: Found) -> str:
    thing = roles.get("object")
    if thing is None:
        return f"How much money was spent in {_country(roles)}?"
    if thing.kind == "words":
        return f"Money for {name(thing)} ({_country(roles)})"
    what = "the programme" if thing.key == "o:programme" else name(thing)
    return f"How much money was invested in {what} in {_country(roles)}?"


def _assessment(roles: Found) -> str:
    subject = roles.get("subject")
    if subject is None:
        return "Assessments that name no subject"
    if subject.kind == "words":
        return f"Assessments of {name(subject)}"
    return f"How {'are' if _is_plural(subject) else 'is'} {name(subject)} judged?"


def _founding(roles: Found) -> str:
    thing = roles.get("object")
    owner = f" of {_country(roles)}" if thing is not None and thing.kind == "concept" else ""
    return f"When was {_singular(roles)}{owner} founded?"


_SPECIAL: dict[str, Callable[[Found], str]] = {
    "transfer": _transfer,
    "force_size": _force,
    "equipment_spec": _figure,
    "assessment": _assessment,
    "access_control": lambda r: f"Who controls access to sites in {_country(r)}?",
    "front_or_cover": lambda r: f"What serves as a cover in {_country(r)}?",
    "site_activity": lambda r: f"What happens at {_place(r)}?",
    "funding": _funding,
    "opening": lambda r: f"When did {_singular(r)} in {_place(r)} open?",
    "founding": _founding,
    "beginning": lambda r: f"When did {_singular(r)} of {_country(r)} begin?",
}
