"""Which question a claim answers: by kind, which roles make the question, and what the answer is.

Adding a kind is one row in `QUESTIONS`, with its words in `wording.py`; adding a definition is one row in `DEFINITIONS`.
"""

from dataclasses import dataclass
from typing import Literal

Answer = Literal["number", "time", "yes", "who", "what"]


@dataclass(frozen=True, slots=True)
class Question:
    """How claims of one kind ask and answer.

    Attributes:
        roles: Roles that make the question, besides the kind.
        answer: What the value is; a date is a value only where the question is When.
        is_functional: Whether only one value can hold.
        is_mutual: Whether subject and object may change places.
        is_single: Whether it happens once, so that two far dates contradict each other.
    """

    roles: tuple[str, ...]
    answer: Answer
    is_functional: bool = False
    is_mutual: bool = False
    is_single: bool = False


_PAIR = ("subject", "object")
QUESTIONS: dict[str, Question] = {
    "force_size": Question(("subject",), "number", is_functional=True),
    "equipment_spec": Question(("subject", "definition"), "number", is_functional=True),
    "agreement": Question(_PAIR, "time", is_mutual=True),
    "cooperation": Question(_PAIR, "yes", is_mutual=True),
    "transfer": Question(("subject", "receiver", "object"), "number"),
    "production": Question(_PAIR, "number"),
    "development": Question(_PAIR, "yes"),
    "training": Question(_PAIR, "number"),
    "deployment": Question(_PAIR, "number"),
    "use": Question(_PAIR, "yes"),
    "site_activity": Question(("place",), "what"),
    "access_control": Question(("country",), "who"),
    "funding": Question(("country", "object"), "number"),
    "front_or_cover": Question(("country",), "what"),
    "sanction": Question(_PAIR, "yes"),
    "statement": Question(_PAIR, "yes"),
    "announcement": Question(_PAIR, "time", is_single=True),
    "support": Question(_PAIR, "yes"),
    "threat_or_posture": Question(_PAIR, "yes"),
    "assessment": Question(("subject",), "what"),
    "opening": Question(("place", "object"), "time", is_single=True),
    "founding": Question(("country", "object"), "time", is_single=True),
    "beginning": Question(("country", "object"), "time", is_single=True),
    "other": Question(_PAIR, "yes"),
}

DEFINITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # force sizes: what a number of people counts; the first row of which a stem begins a word decides
    ("reservists", ("reserv",)),
    ("militia", ("milici", "militia", "milícia")),
    ("paramilitaries", ("paramilit",)),
    ("national guard", ("national guard", "guardia nacional", "guarda nacional")),
    ("air force", ("in the air force", "air force alone", "en la fuerza aerea", "na forca aerea", "dans l'armee de l'air")),
    ("navy", ("in the navy", "navy alone", "en la armada", "na marinha", "dans la marine")),
    (
        "army",
        ("in the army", "army alone", "land forces", "ground forces", "en el ejercito", "no exercito", "dans l'armee de terre"),
    ),
    ("regular troops", ("regular",)),
    ("active troops", ("active", "activ", "na ativa", "ativa", "in active", "soldier", "soldado", "troop", "tropa")),
    ("people in arms", ("people in arms", "under arms", "personas en armas", "en armas", "in total", "en total", "total")),
    ("armed forces", ("armed forces", "fuerzas armadas", "forcas armadas", "forces armees")),
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

MEASURES = {"radius of action": "range", "cruising speed": "speed", "top speed": "speed"}
"""Definition -> the wider measure that a question asks for; which of them is meant is part of the answer."""

OPENING = frozenset({"open", "inaugurate", "launch", "unveil", "abrir", "inaugurar"})
FOUNDING = frozenset({"create", "found", "establish", "date", "crear", "fundar", "establecer", "datar"})
BEGINNING = frozenset(
    {"begin", "start", "launch", "date", "born", "comenzar", "empezar", "iniciar", "nacer", "lanzar", "arrancar"}
)
"""Verbs that ask for one date whatever the kind: of a plant or site at a place, of a body or a programme of a country."""
HOLDING = frozenset(
    {"keep", "have", "hold", "maintain", "number", "count", "field", "tener", "contar", "mantener", "disponer", "avoir", "ter"}
)
"""Verbs by which a state has people or machines."""
BEGUN = frozenset({"opening", "founding", "beginning"})
"""Kinds of questions on what begins: who founds a force founds it for his state."""
STATE_ACTS = frozenset({"production", "development", "training", "deployment", "transfer"})
"""Kinds in which what a country's people, bodies and places do is asked of the country."""
RECEIVING = frozenset(
    [
        "buy", "purchase", "acquire", "procure", "obtain", "import", "receive", "get", "acquisition", "procurement", "comprar", "adquirir", "obtener",
        "importar", "recibir", "compra", "adquisición", "importación",
    ]
)  # fmt: skip
"""Verbs and nouns of transfer whose subject is the one who receives."""
MEASURED = frozenset({"km", "km/h", "min", "m", "kg"})
"""Units by which a sentence about a piece of equipment gives a figure of it, whatever its verb."""
NOT_THINGS = MEASURED | {"percent", "%", "times", "years", "year", "days", "hours"}
"""Units whose numbers are no counts of people or things."""

PLANNED = frozenset({"future", "conditional"})
"""Modalities of what is not yet: "will build" never counts as "builds"."""
