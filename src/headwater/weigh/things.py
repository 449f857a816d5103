"""What a phrase names, by its common noun: "attack drones", "UAV" and "aviones no tripulados" are drones."""

import re
from dataclasses import dataclass

from headwater.model.text import fold
from headwater.schema.concepts import find_concept
from headwater.schema.name_words import load_name_words

BROADER: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("loitering_munition", "attack_drone", "surveillance_drone"), ("drone", "drones")),
    **dict.fromkeys(("ballistic_missile", "cruise_missile"), ("missile", "missiles")),
    "nuclear_programme": ("programme", "programmes"),
    "destroyer": ("warship", "warships"),
    "flight": ("aircraft", "aircraft"),
}
"""Concept -> the wider one that a question asks about, with its label; what is narrower is part of the answer."""
PEOPLE = frozenset({"troops", "militia", "reservist", "armed_forces", "experts", "workers", "pilots"})
HARDWARE = frozenset(
    [
        "drone", "missile", "air_defence", "fighter", "aircraft", "helicopter", "warship", "fast_boat", "submarine", "tank", "armoured_vehicle", "weapons",
        "ammunition", "explosive", "kit", "component", "engine", "electronics", "radar", "satellite", "prototype", "technology", "drone_technology", "uranium",
        "centrifuge", "oil", "phone",
    ]
)  # fmt: skip
"""Concepts of what can be made, handed over, deployed and used."""
VENTURES = frozenset({"programme", "cooperation"})
SITES = frozenset({"factory", "base", "facility"})
MASS = frozenset({"technology", "drone technology", "ammunition", "cooperation", "oil", "money", "uranium", "militia"})
"""Labels that take a verb in the singular."""
MAX_WORDS = 4
_OFFICIALS = (
    "official", "leader", "authorit", "diplomat", "general", "command", "minister", "president", "engineer", "specialist",
    "people", "citizen", "fighter", "delegation", "funcionari", "lider", "autoridad", "diplomatic", "comandante", "ministr",
    "ingenier", "ciudadan", "delegacion", "dirigente", "responsable", "chercheur",
)  # fmt: skip
"""Stems of words that make a demonym a country's people."""
_NOMINAL = (
    "production", "assembl", "reassembl", "manufactur", "develop", "training", "deployment", "transfer", "export", "import",
    "delivery", "shipment", "purchase", "sale", "use", "produccion", "ensambl", "fabricacion", "desarrollo",
    "entrenamiento", "despliegue", "transferencia", "exportacion", "importacion", "entrega", "compra", "venta", "uso",
)  # fmt: skip
"""Stems of nouns that only name the act itself."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ENDS = frozenset([
    "of", "for", "with", "in", "at", "from", "to", "by", "on", "de", "del", "des", "du", "da", "do", "para", "con", "en",
    "por", "em", "com", "dans", "pour", "avec", "that", "which", "que",
])  # fmt: skip
_FREE = frozenset([
    "the", "a", "an", "its", "their", "his", "her", "our", "own", "el", "la", "los", "las", "un", "una", "unos", "unas",
    "su", "sus", "le", "les", "une", "o", "os", "as", "um", "uma", "seu", "sua", "some", "any", "key", "new", "major",
    "main", "first", "latest", "propio", "propia", "propios", "propias", "nuevo", "nueva", "nuevos", "nuevas", "primer",
    "primera", "principal", "clave", "nouveau", "nouvelle", "premier", "about", "around", "nearly", "almost", "over",
    "more", "than", "least", "up", "at", "al", "menos", "casi", "alrededor", "cerca", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
    "diez", "million", "millions", "thousand", "hundred", "mil", "millones",
])  # fmt: skip
"""Words that add nothing to what a phrase names: articles, owners, numbers, "new"."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a phrase names.

    Attributes:
        concept: Id of the concept that a question asks about.
        label: Its name, plural.
        narrower: Name of the narrower concept that the phrase names, if any.
    """

    concept: str
    label: str
    narrower: str | None


def read_thing(phrase: str, *, has_drones: bool = False) -> Thing | None:
    """The common thing that a phrase names, or None.

    Args:
        phrase: A noun phrase; of a list, separated by ";", the first part counts.
        has_drones: Whether its document speaks of drones, so that "the aircraft" is one, and a cargo aircraft is not.
    """
    found = find_concept(first_part(phrase))
    if found is None:
        return None
    if found.id == "aircraft" and has_drones and " " not in head_words(phrase):
        return Thing("drone", "drones", None)
    concept, label = BROADER.get(found.id, (found.id, found.label))
    return Thing(concept, label, found.label if concept != found.id else None)


def made_in(phrase: str) -> Thing | None:
    """What a factory or line is for: "drone factory", "planta de drones"; None where its words do not say."""
    words = _WORD.findall(first_part(phrase))[:20]
    things = (read_thing(word) for word in words)
    return next((t for t in things if t is not None and t.concept in HARDWARE), None)


def names_people(text: str) -> bool:
    """Whether a phrase that names no common thing means people: officials, a government, "the Iranians"."""
    words = _WORD.findall(fold(before_preposition(first_part(text))))
    words = [w for w in words if w not in _FREE]
    return len(words) == 1 or any(w.startswith(_OFFICIALS) or w in load_name_words().government for w in words)


def is_nominal(text: str) -> bool:
    """Whether a phrase only names the act of its claim: "local production", "assembly"."""
    words = [w for w in _WORD.findall(fold(before_preposition(first_part(text)))) if w not in _FREE]
    return bool(words) and len(words) <= 2 and words[-1].startswith(_NOMINAL)  # an adjective may stand before it


_PRONOUNS = frozenset(
    {"it", "they", "them", "these", "those", "ellos", "ellas", "estos", "estas", "aquellos", "ils", "elles", "eles", "elas"}
)


def is_pronoun(text: str) -> bool:
    """Whether a phrase only points back: "them", "twelve of them"."""
    words = _WORD.findall(fold(first_part(text)))
    return bool(words) and len(words) <= 4 and words[-1] in _PRONOUNS


_CARRIERS: dict[str, tuple[str, ...]] = {
    "containers": ("container", "contenedor", "contenedore", "conteneur", "conteiner", "contentor"),
    "wagons": ("wagon", "railcar", "vagon", "vagone"),
    "lorries": ("truck", "lorry", "lorrie", "camion", "camione", "caminhao"),
    "voyages": ("voyage", "trip", "crossing", "sailing", "viaje", "travesia", "trayecto", "trajet", "viagem"),
    "crates": ("crate", "boxe", "box", "caja", "caisse", "caixa"),
}
"""What carries goods, by its label: words as `head_words` spells them."""


def carrier_in(text: str) -> Thing | None:
    """What carries goods, where a phrase counts that: "9,400 containers of shells"."""
    words = head_words(text).split()
    label = next((name for name, forms in _CARRIERS.items() if not set(words[:1] + words[-1:]).isdisjoint(forms)), None)
    return None if label is None else Thing(label, label, None)


CARRIERS = frozenset(_CARRIERS)

_VAGUE = frozenset({
    "type", "model", "version", "system", "platform", "device", "machine", "unit", "craft", "item", "equipment", "fleet", "batche", "batch", "lot",
    "shipment", "consignment", "delivery", "purchase", "tipo", "modelo", "sistema", "plataforma", "aparato", "maquina", "unidad", "unidade", "equipo",
    "ejemplar", "ejemplare", "flota", "lote", "partida", "cargamento", "entrega", "compra", "unite", "appareil", "engin", "exemplaire", "systeme", "aparelho", "home", "casa",
})  # fmt: skip
"""Nouns, as `head_words` spells them, that stand for a thing named elsewhere in the document: "the type", "cuatro aparatos"."""


def is_vague(text: str) -> bool:
    """Whether a phrase counts or points at something without saying what: "them", "four units", "el aparato"."""
    words = head_words(text).split()
    return is_pronoun(text) or (len(words) <= MAX_VAGUE and not _VAGUE.isdisjoint(words) and find_concept(text) is None)


MAX_VAGUE = 2
"""More content words say what is meant: "air traffic control system"."""


def first_part(phrase: str) -> str:
    """The first of several things that a role lists."""
    return phrase.split(";", maxsplit=1)[0].strip()


def head_words(text: str) -> str:
    """Content words of a phrase before any "of" or "for", in one spelling, at most `MAX_WORDS`, without numbers."""
    words = _WORD.findall(fold(before_preposition(first_part(text)) or text))
    kept = [w for w in words if w not in _FREE and not w[0].isdigit()]
    return " ".join(_singular(w) for w in kept[-MAX_WORDS:]) or fold(text)[:80]


def before_preposition(text: str) -> str:
    """The words of a phrase before its first preposition."""
    kept: list[str] = []
    for word in text.split():
        if kept and word.casefold() in _ENDS:
            break
        kept.append(word)
    return " ".join(kept)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
