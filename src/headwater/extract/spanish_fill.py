"""Roles that a Spanish sentence leaves unsaid, from its document: sides of a deal, who paid, where forces stand."""

from collections.abc import Mapping
from typing import Any, Final

from headwater.extract.fill import is_act_noun, main_state
from headwater.extract.reader import CONTEXT_COST, STATE, Reader

_ARRIVING: Final = frozenset({"llegar", "arribar", "venir", "haber", "ser"})
"""Triggers of a transfer that name what comes and not who sends it."""
_REACHING: Final = frozenset({"recibir", "vender", "abastecer", "llegar", "enviar", "entregar"})
"""Verbs of handing over whose goods are where their receiver is."""
_EQUIPMENT: Final = frozenset({"equipment"})
_OWN: Final = frozenset({"su", "sus"})


def fill_in_spanish(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> float:
    """Names the roles that a Spanish claim leaves open, after the rules that hold for every language.

    Args:
        reader: The document so far.
        frame: Row of the frame.
        claim: Roles so far; changed in place.
        named: States that the claim's own words name.

    Returns:
        What that costs in confidence.
    """
    before = dict(claim)
    rule = _RULES.get(frame["kind"])
    if claim["subject"] in _OWN:
        claim["subject"] = None
    if _head(frame, "subject") in _RULERS and _is_no_ruler(claim["subject"]):
        claim["subject"] = main_state(reader, frame, claim, named) or claim["subject"]
    if rule is not None:
        rule(reader, frame, claim, named)
    return 0.0 if claim == before else CONTEXT_COST


_RULERS: Final = frozenset({"mandatario", "mandataria", "gobernante"})
_LESSER: Final = (
    "ministr",
    "portavoz",
    "vocer",
    "general",
    "coronel",
    "canciller",
    "secretari",
    "senador",
    "diputad",
    "embajador",
    "almirante",
)


def _is_no_ruler(name: str | None) -> bool:
    """Whether who "el mandatario" was taken for holds a lesser office: then the state itself is a better guess."""
    return name is None or any(word in name.lower() for word in _LESSER)


def _head(frame: Mapping[str, Any], role: str) -> str:
    return str((frame["roles"].get(role) or {}).get("head") or "")


def _agree(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> None:
    """Two that sign are the two sides, whatever they sign."""
    del reader, named
    is_deal = claim["object"] is None or is_act_noun(_head(frame, "object"), "agreement")
    if claim["subject"] and ";" in claim["subject"] and is_deal:
        claim["subject"], claim["object"] = claim["subject"].split("; ", 1)


def _hand_over(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> None:
    """What arrives is received by the state that the document is about; who sends it is the other side of the story."""
    role = frame["roles"].get("object") or frame["roles"].get("subject") or {}
    if claim["place"] is None and frame["trigger"] in _REACHING and claim["object"] in reader.states:
        claim["place"] = claim["object"]
    if frame["trigger"] not in _ARRIVING or role.get("kind") in STATE:
        return
    home = main_state(reader, frame, {**claim, "object": None}, named)
    if home is None:
        return
    last = reader.sides.get("agreement")
    sides = [s for s in (last.object, last.subject) if s and s != home] if last is not None else []
    claim["subject"], claim["object"] = sides[0] if sides else None, home
    claim["place"] = claim["place"] or home


def _pay(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> None:
    """Who pays is the state that the document is about; a sum that pays for nothing named pays for what was spoken of."""
    if claim["subject"] is None and not frame["definition"]:
        claim["subject"] = main_state(reader, frame, claim, named)
    if claim["object"] is not None and is_act_noun(_head(frame, "object"), "funding") and len(claim["object"].split()) < 2:
        thing = reader.context.last(_EQUIPMENT, frame["n_sentence"], back=3)
        claim["object"] = claim["object"] if thing is None else thing.text


def _make(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> None:
    """Who makes it is the state where it is made: "fabricado en Irán"."""
    del named
    is_passive = bool(frame["roles"].get("clause", {}).get("passive"))
    if is_passive and not frame["roles"].get("subject") and claim["place"] in reader.states:
        claim["subject"] = claim["place"]


def _use(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> None:
    """What is used is the equipment that was spoken of: "se emplearán contra ..."."""
    del named
    is_passive = bool(frame["roles"].get("clause", {}).get("passive"))
    if claim["subject"] is None and is_passive:
        thing = reader.context.last(_EQUIPMENT, frame["n_sentence"], back=4)
        claim["subject"] = thing.text if thing is not None else None


def _judge(reader: Reader, frame: Mapping[str, Any], claim: dict[str, Any], named: frozenset[str]) -> None:
    """What is taken for a model is the equipment that was spoken of: "podría tratarse del Arpía"."""
    del named
    subject, judged = frame["roles"].get("subject") or {}, frame["roles"].get("object") or {}
    if subject.get("needs") != "implicit" or judged.get("kind") != "equipment":
        return
    fits = [
        n
        for n in reader.context.named
        if n.kind == "equipment" and n.sentence < frame["n_sentence"] and n.text != claim["object"]
    ]
    claim["subject"] = fits[-1].text if fits else claim["subject"]


_RULES: Final = {
    "assessment": _judge,
    "agreement": _agree,
    "transfer": _hand_over,
    "funding": _pay,
    "production": _make,
    "use": _use,
}
