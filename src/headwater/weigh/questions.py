"""Which question a claim answers: by kind, which roles make the question, what the answer is, and how it is worded.

Adding a kind is one row in `QUESTIONS`; adding a definition is one row in `DEFINITIONS`.
"""

from dataclasses import dataclass
from typing import Literal

Answer = Literal["number", "time", "place", "yes"]


@dataclass(frozen=True, slots=True)
class Question:
    """How claims of one kind ask and answer.

    Attributes:
        words: The question; {s}, {o}, {p}, {d} and {c} are subject, object, place, definition and country.
        roles: Roles that make the question, besides the kind.
        answer: What the value is.
        is_functional: Whether only one value can hold.
        is_mutual: Whether subject and object may change places.
        is_single: Whether it happens once, so that two far dates contradict each other.
    """

    words: str
    roles: tuple[str, ...]
    answer: Answer
    is_functional: bool = False
    is_mutual: bool = False
    is_single: bool = False


QUESTIONS: dict[str, Question] = {
    "force_size": Question("How many {d} does {s} have?", ("subject", "definition"), "number", is_functional=True),
    "equipment_spec": Question("What is the {d} of {s}?", ("subject", "definition"), "number", is_functional=True),
    "agreement": Question("When did {s} and {o} agree?", ("subject", "object"), "time", is_mutual=True),
    "cooperation": Question("Do {s} and {o} work together?", ("subject", "object"), "yes", is_mutual=True),
    "transfer": Question("Does {s} hand over or receive {o}?", ("subject", "object"), "number"),
    "production": Question("Does {s} make {o}?", ("subject", "object"), "number"),
    "development": Question("Does {s} develop {o}?", ("subject", "object"), "time"),
    "training": Question("Does {s} train {o}?", ("subject", "object"), "yes"),
    "deployment": Question("Does {s} deploy {o}?", ("subject", "object"), "number"),
    "use": Question("Does {s} use {o}?", ("subject", "object"), "yes"),
    "site_activity": Question("What happens at {p}?", ("place", "object"), "yes"),
    "access_control": Question("Who controls access to sites in {c}?", ("country",), "yes"),
    "funding": Question("How much money went into {o} ({c})?", ("country", "object"), "number"),
    "front_or_cover": Question("Does {o} serve as cover in {c}?", ("country", "object"), "yes"),
    "sanction": Question("Was {o} sanctioned by {s}?", ("subject", "object"), "time"),
    "statement": Question("Did {s} speak of {o}?", ("subject", "object"), "time"),
    "announcement": Question("When did {s} announce {o}?", ("subject", "object"), "time", is_single=True),
    "support": Question("Does {s} support {o}?", ("subject", "object"), "yes"),
    "threat_or_posture": Question("Does {s} threaten or prepare against {o}?", ("subject", "object"), "yes"),
    "assessment": Question("Is {s} judged to be {o}?", ("subject", "object"), "yes"),
    "opening": Question("When was {o} in {p} opened?", ("place", "object_class"), "time", is_single=True),
    "founding": Question("When was {o} of {c} founded?", ("country", "founded"), "time", is_single=True),
    "other": Question("What of {s} and {o}?", ("subject", "object"), "yes"),
}

DEFINITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # force sizes: what a number of people counts; the first row of which a stem begins a word decides
    ("reservists", ("reserv",)),
    ("militia", ("milici", "militia", "milícia")),
    ("paramilitaries", ("paramilit",)),
    ("national guard", ("national guard", "guardia nacional", "guarda nacional")),
    ("regular troops", ("regular",)),
    ("active troops", ("active", "activ", "na ativa", "ativa", "in active", "soldier", "soldado", "troop", "tropa")),
    (
        "people in arms",
        ("people in arms", "personas en armas", "en armas", "in total", "en total", "armed forces", "fuerzas armadas", "total"),
    ),
    # figures of equipment
    ("endurance", ("endurance", "autonom", "flight time", "flies", "flew", "tiempo de vuelo", "loiter")),
    ("cruising speed", ("cruis", "crucero", "croisière", "cruzeiro")),
    ("top speed", ("top speed", "maximum speed", "velocidad máxima", "vitesse maximale")),
    ("speed", ("speed", "velocidad", "vitesse", "velocidade", "vuela a")),
    ("ceiling", ("ceiling", "altitud", "altura", "techo", "plafond", "height")),
    ("radius of action", ("radius", "radio de acción", "rayon", "raio")),
    ("range", ("range", "reach", "alcan", "portée", "distancia", "distance")),
    ("warhead", ("warhead", "ojiva", "explosi", "cabeza", "charge")),
    ("payload", ("payload", "carga", "bomb load", "capacity", "capacidad de carga")),
    ("unit cost", ("unit cost", "cost", "costo", "coste", "precio", "price", "prix")),
    ("wingspan", ("wingspan", "envergadura", "envergure", "wide", "larg")),
    ("length", ("length", "longitud", "long ", "largo")),
    ("weight", ("weight", "peso", "weigh", "pesa", "masse")),
    ("dimensions", ("dimension", "dimensi")),
)
"""Canonical definition -> stems, folded before use. Spanish "autonomía" over kilometres is a range: see `definition_of`."""

OPENING = frozenset({"open", "inaugurate", "launch", "unveil", "abrir", "inaugurar"})
FOUNDING = frozenset({"create", "found", "establish", "crear", "fundar", "establecer"})
"""Verbs that ask for one date whatever the kind: of a plant or site at a place, of a body of a country."""
ACTED = frozenset({"production", "development", "use", "deployment", "training", "access_control", "funding"})
"""Kinds in which a country is meant where the words name nobody: "three drones were built"."""
MEASURED = frozenset({"km", "km/h", "min", "m", "kg"})
"""Units by which a sentence about a piece of equipment gives a figure of it, whatever its verb."""

OBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kits", ("kit", "assembly kit")),
    ("drones", ("drone", "dron", "uav", "uas", "unmanned", "no tripulad", "aeronave", "aircraft", "aviones no")),
    ("militia", ("milici", "militia")),
    ("missiles", ("missil", "misil")),
    ("plants", ("plant", "factor", "fabric", "usine", "planta", "production line", "facilit", "instalac")),
    (
        "programme",
        ("program", "project", "proyecto", "projet", "projeto", "partnership", "industr", "initiative", "iniciativa"),
    ),
    ("warships", ("warship", "destroyer", "destruct", "buque", "naval", "ship")),
    ("troops", ("troop", "soldier", "soldad", "efectiv", "marines", "militar")),
    ("engineers", ("engineer", "ingenier", "technic", "tecnic", "personnel", "personal", "staff")),
    ("military equipment", ("military equipment", "equipo militar", "arms", "weapon", "armas", "armament")),
    ("agreement", ("agreement", "deal", "contract", "acuerdo", "contrato", "convenio")),
)
"""Canonical name of a common object -> stems; an object with a resolved entity keeps the entity."""

PLANNED = frozenset({"future", "conditional"})
"""Modalities of what is not yet: "will build" never counts as "builds"."""
