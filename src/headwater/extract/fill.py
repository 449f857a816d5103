"""Roles that the words of a claim leave open, named from what its document said before."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from headwater.extract.context import PLURAL, Named
from headwater.extract.reader import CONTEXT_COST, SPEAKERS, STATE, Reader, Sides
from headwater.schema.claims import LANGUAGES, triggers

AT_HOME: Final = frozenset({"production", "development"})
"""Kinds that happen in the country that does them, where the words name no other place."""
ON_SITE: Final = frozenset({"production", "training", "access_control", "site_activity"})
"""Kinds that go on at the site that the sentence before named."""
TOWARDS: Final = frozenset({"support", "cooperation"})
"""Kinds whose other side is who the sentence before was about, where the words leave it out."""
ACTORS: Final = frozenset({"country", "organisation", "person", "site", "thing"})
_DOERS: Final = (
    "agreement", "transfer", "production", "development", "training", "deployment", "access_control", "funding", "sanction",
)  # fmt: skip
AMONG: Final[Mapping[str, frozenset[str]]] = {
    "equipment_spec": frozenset({"equipment"}),
    "force_size": frozenset({"country"}),
    **dict.fromkeys(_DOERS, ACTORS),
}
"""What the subject of a kind can be, where a pronoun leaves it open."""
OBJECT_AMONG: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(
    ("production", "development"), frozenset({"site", "equipment", "thing"})
)
CONTINUED: Final = frozenset({"transfer", "production", "agreement", "training", "funding", "development"})
"""Kinds of which a document tells one story: who hands over, and to whom, stays the same until it is said otherwise."""
MAKERS: Final = frozenset({"develop", "design", "desarrollar", "diseñar"})
_TAKING: Final = frozenset(
    ["buy", "purchase", "acquire", "obtain", "procure", "import", "comprar", "adquirir", "importar", "obtener"]
)
_US: Final = frozenset({"we", "us", "our", "nosotros", "nuestro", "nuestra"})
_SELF: Final = frozenset({"i", "me", "yo", "mí"})
_SINGLE: Final = frozenset({"he", "she", "él", "ella"})


_OF_TOPIC: Final = frozenset(
    {"transfer", "production", "development", "agreement", "announcement", "threat_or_posture", "training"}
)
"""Kinds that the state that a document is about does, where nobody else is named."""


def name_role(
    reader: Reader,
    sentence: dict[str, Any],
    frame: Mapping[str, Any],
    name: str,
    *,
    among: frozenset[str],
    apart: frozenset[str] = frozenset(),
) -> tuple[str | None, float]:
    """Text of a role, with what the context says of a pronoun, and what that costs in confidence."""
    role = frame["roles"].get(name)
    if not role:
        return None, 0.0
    if not role.get("needs"):
        return role["text"] or None, 0.0
    if (known := _by_speaker(reader, frame, role, is_subject=name == "subject")) is not None:
        return known, CONTEXT_COST
    if str(role.get("head")) in _TWO and reader.language != "es" and (pair := _last_two(reader, sentence["n"])) is not None:
        return pair, CONTEXT_COST
    if role["needs"] == "home":
        return reader.context.topic(STATE, apart_from="", before=sentence["n"] + 1) or role["text"], CONTEXT_COST
    if role["needs"] == "number" and frame["kind"] == "force_size":
        return _count(frame, role)
    if role["needs"] == "implicit" and frame["kind"] in _OF_TOPIC and name == "subject" and "nominal" in frame["rule"]:
        return None, 0.0
    if role["needs"] == "implicit" and not among:
        among = SPEAKERS
    at = sentence["start"] + role["start"]
    found = reader.context.resolve(role, sentence["n"], at, is_subject=name == "subject", among=among, apart_from=apart)
    if found is not None:
        return found.text, CONTEXT_COST
    return (None, CONTEXT_COST) if role["needs"] == "implicit" else (role["text"] or None, CONTEXT_COST)


_TWO: Final = frozenset({"both", "neither"})


def _last_two(reader: Reader, n: int) -> str | None:
    """The last two models that a document named, where it says "both" or "neither"."""
    names: dict[str, None] = {}
    for named in reversed(reader.context.named):
        if named.kind == "equipment" and named.is_name and n - named.sentence <= 5:
            names.setdefault(named.text)
    last = list(names)[:2]
    return "; ".join(reversed(last)) if len(last) == 2 else None


def _count(frame: Mapping[str, Any], role: Mapping[str, Any]) -> tuple[str | None, float]:
    """Whom a bare number counts: the people that are its subject, else as its definition says."""
    subject = frame["roles"].get("subject") or {}
    if subject.get("text") and not subject.get("needs") and subject.get("kind") not in {"country", "place"}:
        return str(subject["text"]), 0.0
    return frame["definition"] or role["text"] or None, 0.0


def _by_speaker(reader: Reader, frame: Mapping[str, Any], role: Mapping[str, Any], *, is_subject: bool) -> str | None:
    """Who "we", "his country" or a pronoun in what somebody says is, as far as the speaker decides it."""
    credit = frame["roles"].get("attribution") or {}
    speaker = credit.get("speaker")
    head = str(role.get("head") or "").lower()
    who: str | None = frame["attributed_to"] if speaker and not speaker.get("needs") else None
    if role["needs"] == "home" or head in _US:
        home = _home(reader, frame)
        return home if home is not None or role["needs"] == "home" else who
    if who is None or not is_subject or speaker is None:
        return None
    if head in _SELF:
        return who
    if role["needs"] != "pronoun" or frame["kind"] == "equipment_spec" or credit.get("rule") != "report_verb":
        return None
    kind = speaker.get("kind", "thing")
    if head == "it" and kind in {"country", "organisation", "thing"} and not _is_plural(speaker):
        return who
    if head in _SINGLE and kind == "person":
        return who
    return who if head in PLURAL and _is_plural(speaker) else None


def _home(reader: Reader, frame: Mapping[str, Any]) -> str | None:
    """The state that the words that name a speaker name too: "Bolivia's defence minister"."""
    credit, base = frame["roles"].get("attribution"), frame["base"]
    if not credit:
        return None
    start, end = base + credit["start"], base + credit["end"]
    return next((n.text for n in reader.context.named if n.kind in STATE and start <= n.start < end), None)


def _is_plural(role: Mapping[str, Any]) -> bool:
    text = str(role["text"]).lower()
    return ";" in text or bool(role.get("plural"))


def note_resolved(reader: Reader, sentence: dict[str, Any], frame: dict[str, Any], claim: dict[str, Any]) -> None:
    """A subject that the context named stays what the story is about."""
    role = frame["roles"].get("subject")
    if role and role.get("needs") and claim["subject"]:
        kind = next((m.kind for m in reversed(reader.context.named) if m.text == claim["subject"]), "thing")
        at = sentence["start"] + role["start"]
        reader.context.note(Named(claim["subject"], kind, sentence["n"], at, at, True, False, kind != "thing"))


def others(frame: dict[str, Any]) -> frozenset[str]:
    """Names that a pronoun for the subject can't be: what the claim is done to."""
    role = frame["roles"].get("object")
    return frozenset({role["text"]}) if role and not role.get("needs") and role.get("text") else frozenset()


def fill_from_context(
    reader: Reader, sentence: dict[str, Any], frame: dict[str, Any], claim: dict[str, Any], named: frozenset[str]
) -> float:
    """Name the roles that a claim leaves open, where its document says who or where that is.

    Args:
        reader: The document so far.
        sentence: Row of the sentence.
        frame: Row of the frame.
        claim: Roles so far; changed in place.
        named: States that the claim's own words name.

    Returns:
        What that costs in confidence.
    """
    kind, context, n = frame["kind"], reader.context, sentence["n"]
    cost = _continue_story(reader, frame, claim, named)
    before = {m.text for m in context.named if m.kind == "country"} | set(reader.homes.values())
    if claim["object"] is None and kind in TOWARDS and claim["subject"]:
        home = next((h for h in reader.homes.values() if h not in claim["subject"]), None)
        claim["object"] = context.topic(STATE, apart_from=claim["subject"], before=n) or home
        cost = CONTEXT_COST
    if claim["subject"] is None and claim["object"] and kind in {"cooperation", "agreement"} and reader.language != "es":
        # "The minister announced that talks with Iran had been resumed": his state's talks.
        home = _speakers_state(reader, frame)
        claim["subject"] = home if home is not None and home not in claim["object"] else None
    if claim["place"] is None and kind in ON_SITE:
        site = context.last(frozenset({"site"}), n, back=1)
        actor = frame["roles"].get("subject", {})
        if site is not None and site.sentence < n and (kind != "production" or actor.get("kind") == "person"):
            claim["place"], cost = site.text, CONTEXT_COST
    is_home = kind in AT_HOME and (kind == "production" or frame["trigger"] in MAKERS)
    if claim["place"] is None and is_home and (claim["subject"] in before or _is_place(reader, claim["subject"])):
        claim["place"] = claim["subject"]
    if kind == "force_size" and claim["subject"] in {None, claim["object"]} and reader.country is not None:
        claim["subject"], cost = reader.country, CONTEXT_COST
    if (
        claim["place"] is None
        and kind == "force_size"
        and claim["subject"]
        and claim["subject"] not in {*before, *reader.states}
    ):
        claim["place"] = context.topic(STATE, apart_from="", before=n + 1)
    if claim["place"] is None and _goes_abroad(frame, claim):
        home = main_state(reader, frame, claim, named)
        if home is not None and home != claim["subject"]:
            claim["place"], cost = home, CONTEXT_COST
    return cost


def _is_place(reader: Reader, name: str | None) -> bool:
    if not name:
        return False
    known = (m.text for m in reader.context.named if m.is_name and m.kind in {"place", "site"})
    return any(text == name or text.startswith(name + " ") for text in known)


_ABROAD: Final = frozenset({"training", "access_control", "deployment", "support"})
_GIVING: Final = frozenset(
    ["supply", "deliver", "provide", "ship", "send", "furnish", "suministrar", "entregar", "proveer", "proporcionar", "enviar"]
)


def _goes_abroad(frame: Mapping[str, Any], claim: dict[str, Any]) -> bool:
    """Whether what is claimed goes on in the state that the story is about: foreign staff at work, goods that came."""
    subject, object_ = (frame["roles"].get(name) or {} for name in ("subject", "object"))
    is_foreign = bool(subject.get("is_of_state")) and subject.get("kind") == "person"
    if frame["kind"] in _ABROAD and is_foreign:
        return frame["kind"] != "deployment" or frame["trigger"] in {"come", "arrive", "llegar", "venir"}
    is_thing = bool(claim["object"]) and object_.get("kind") in {"equipment", "thing"}
    return frame["kind"] == "transfer" and frame["trigger"] in _GIVING and is_thing and claim["subject"] is not None


def _continue_story(reader: Reader, frame: dict[str, Any], claim: dict[str, Any], named: frozenset[str]) -> float:
    """Who does it and to whom, from the last claim of the kind, else from the state that the document is about."""
    kind = frame["kind"]
    if kind not in CONTINUED | _OF_TOPIC or (kind == "training" and not claim["object"]):
        return 0.0
    last, cost = reader.sides.get(kind), 0.0
    is_passive = bool(frame["roles"].get("clause", {}).get("passive"))
    role = frame["roles"].get("object") or {}
    if kind == "production" and _is_bare_act(claim["object"], role):
        made = last.object if last is not None and last.object else None
        if made is None:
            thing = reader.context.last(frozenset({"equipment"}), frame["n_sentence"], back=6)
            made = thing.text if thing is not None else None
        if made is not None and made != claim["subject"]:
            claim["object"], cost = made, CONTEXT_COST
    if claim["subject"] is None and kind in _OF_TOPIC:
        is_open = frame["trigger"] in _TAKING or frame["modality"] in {"conditional", "alleged"}
        old = last.subject if last is not None and not is_open else None
        home = _speakers_state(reader, frame) if is_passive and kind in _DONE_AT_HOME and last is None else None
        old = home if home is not None else old
        who = old if old is not None and old not in named else main_state(reader, frame, claim, named)
        if who is not None and not (kind == "production" and claim["place"] in reader.states):
            claim["subject"], cost = who, CONTEXT_COST
    if (
        kind == "transfer"
        and is_passive
        and role.get("kind") == "equipment"
        and last is not None
        and last.object_kind in SPEAKERS
        and last.object != claim["subject"]
        and frame["trigger"] not in _TAKING
    ):
        claim["object"], cost = last.object, CONTEXT_COST
    if kind == "agreement" and (claim["object"] is None or str(role.get("head")) in _act_nouns("agreement")):
        other = last.object if last is not None and last.object != claim["subject"] else None
        if other is None and is_passive:
            other = main_state(reader, frame, {**claim, "object": claim["subject"]}, named)
        if other is not None and other != claim["subject"]:
            claim["object"], cost = other, CONTEXT_COST
    return cost


_DONE_AT_HOME: Final = frozenset({"production", "development", "announcement", "training"})


def _speakers_state(reader: Reader, frame: Mapping[str, Any]) -> str | None:
    """The state whose official tells of what was done, where nobody else is named: "the president said that six had been built"."""
    speaker = (frame["roles"].get("attribution") or {}).get("speaker") or {}
    home = _home(reader, frame)
    return home if home is not None else reader.homes.get(str(speaker.get("text") or frame["attributed_to"] or ""))


def _is_bare_act(text: str | None, role: Mapping[str, Any]) -> bool:
    """Whether an object says no more than that something is made: "production", "local assembly", "a factory"."""
    return text is None or (str(role.get("head")) in _act_nouns("production") and len(text.split()) <= 2 and ";" not in text)


def main_state(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> str | None:
    """The state that the document has been about so far, but for those that the claim's own words name otherwise."""
    taken = {str(claim["object"]), str(claim["place"]), *named}
    said = reader.context.topic(STATE, apart_from="; ".join(sorted(taken)), before=frame["n_sentence"] + 1)
    if said is not None:
        return said
    homes = set(reader.homes.values()) - taken
    if len(homes) == 1:
        return next(iter(homes))
    fits = {name: count for name, count in reader.states.items() if name not in taken}
    fits = {name: count for name, count in fits.items() if count > 1 or len(fits) == 1}
    return max(fits, key=lambda name: (fits[name], name)) if fits else None


def note_sides(reader: Reader, sentence: dict[str, Any], frame: dict[str, Any], claim: dict[str, Any]) -> None:
    """Remember who and to whom, for the next claim of the kind."""
    kind = frame["kind"]
    if kind not in CONTINUED:
        return
    role = frame["roles"].get("object") or {}
    old = reader.sides.get(kind)
    is_actor = (frame["roles"].get("subject") or {}).get("kind") in SPEAKERS
    is_filled = reader.language != "es" and "subject" not in frame["roles"] and claim["subject"] is not None
    subject = claim["subject"] if is_actor or is_filled else old.subject if old is not None else None
    object_kind = str(role.get("kind") or "thing")
    object_, object_kind = (claim["object"], object_kind) if claim["object"] else (None, "thing")
    if old is not None and old.object_kind in SPEAKERS and object_kind not in SPEAKERS:
        object_, object_kind = old.object, old.object_kind
    reader.sides[kind] = Sides(subject, object_, object_kind, sentence["n"])


def is_act_noun(noun: str, kind: str) -> bool:
    """Whether a noun, by its dictionary form, names the act of a kind."""
    return noun in _act_nouns(kind)


@cache
def _act_nouns(kind: str) -> frozenset[str]:
    """Nouns that name the act of a kind, in all languages."""
    return frozenset(noun for language in LANGUAGES for noun, kinds in triggers(language).nouns.items() if kind in kinds)
