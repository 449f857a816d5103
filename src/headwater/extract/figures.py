"""Figures: which one a clause states, and what it counts or measures."""

from typing import Any, Final

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence, Spot
from headwater.extract.units import DURATIONS, LENGTHS, has_unit_of, unit_measure

MEASURES: Final = {
    "fly": "endurance", "last": "endurance", "stay": "endurance", "volar": "autonomía", "durar": "autonomía", "measure": "dimensions", "medir": "dimensiones",
    "weigh": "weight", "pesar": "peso", "price": "unit cost", "climb": "ceiling", "subir": "techo", "cruise": "speed", "cost": "unit cost", "costar": "costo unitario",
    "desplazar": "desplazamiento", "carry": "payload", "cargar": "carga", "llevar": "carga",
}  # fmt: skip
"""What a verb measures when no noun says it."""
_MASSES: Final = frozenset(["explosive", "warhead", "payload", "bomb", "munition", "explosivo", "ojiva", "carga", "bomba"])
SHAPES: Final = {
    "long": "length", "wide": "width", "high": "height", "tall": "height", "across": "width", "largo": "longitud", "ancho": "anchura",
    "alto": "altura",
}  # fmt: skip
"""Words behind a figure that say which side it measures."""
_COUNTED: Final = (
    ("reservists", frozenset(["reservist", "reserve", "reservista", "reserva"])),
    (
        "militia",
        frozenset(["militia", "militiaman", "militiamen", "milicia", "miliciano", "bolivarian"]),
    ),
    ("paramilitaries", frozenset(["paramilitary", "paramilitar"])),
    ("active troops", frozenset(["active", "activo", "regular", "regulares", "ativa"])),
    ("national guard", frozenset(["guard", "guardia"])),
    ("people in arms", frozenset(["arms", "armas", "armed", "total"])),
    ("active troops", frozenset(["soldier", "soldado", "troop", "tropa"])),
)


_EXACT: Final = frozenset({"force_size", "equipment_spec"})
_WORDS: Final = frozenset({"announcement", "statement", "assessment", "support", "cooperation", "threat_or_posture"})
"""Kinds of which only a figure on what they are about is how much they say."""


def counts_something(s: Sentence, spot: Spot, kind: str) -> bool:
    """Whether a figure can be how much a claim of a kind says: no rank, no part of a name, no span of time or way to a place."""
    unit = str(spot.detail.get("unit") or "").lower()
    if unit == "ordinal":
        return False
    named = spot.first > 0 and s.pos[spot.first - 1] == "PROPN" and spot.kind == "quantity" and not unit
    if named and s.pos[spot.last] == "NUM" and spot.first == spot.last and s.head[spot.last] < spot.last:
        return False
    if _is_calibre(s, spot):
        return False
    if kind == "equipment_spec" or spot.kind == "money":
        return True
    words = {unit, unit.rstrip("s"), s.lemma[spot.last]}
    return not words & DURATIONS and unit_measure(s, spot) not in LENGTHS | {"speed", "velocidad"}


def _is_measure_of(s: Sentence, spot: Spot) -> bool:
    """Whether a figure says how much of a property a thing has: "a ceiling of 18,000 feet", "a 40 kg payload"."""
    if unit_measure(s, spot) is None:
        return False
    i = spot.last
    if s.language == "es" and any("equipment_spec" in s.words.nouns.get(s.lemma[o], ()) for p, o in s.preps(i) if p == "de"):
        return True
    for _ in range(3):
        if "equipment_spec" in s.words.nouns.get(s.lemma[i], ()) and s.pos[i] == "NOUN":
            return True
        if s.head[i] == i or s.pos[i] in {"VERB", "AUX"}:
            return False
        i = s.head[i]
    return False


def _is_calibre(s: Sentence, spot: Spot) -> bool:
    """Whether a figure only names a sort of gun or shell: "122-mm rockets", "152-millimetre shells"."""
    unit = str(spot.detail.get("unit") or "").lower()
    behind = spot.last + 1
    return (
        unit in {"mm", "millimetre", "millimeter", "milímetros", "milímetro"}
        and behind < s.n
        and s.pos[behind] in {"NOUN", "PROPN"}
    )


def pick_quantity(s: Sentence, kind: str, c: Clause, tokens: list[int]) -> Spot | None:
    """The number of a clause: on its object, its subject, then elsewhere; none that dates or ranks."""
    kept = set(tokens)
    spots = [
        p
        for p in s.spots
        if p.kind in {"quantity", "money"} and (p.last in kept or p.first in kept) and counts_something(s, p, kind)
    ]
    if c.object is not None and c.object not in kept and not (s.language == "es" and s.comma_before(c.verb)):
        # "money spent": what a participle says its noun is stands outside its clause.
        spots = [p for p in s.spots if p.kind in {"quantity", "money"} and p.first <= c.object <= p.last] or spots
    if kind not in _EXACT:
        # "She showed the Heron: 24 hours, 300 kg": what stands behind a colon is not how much was shown.
        spots = [p for p in spots if ":" not in s.low[min(c.verb, p.first) : max(c.verb, p.first)]]
    if kind not in _EXACT and kind != "funding":
        # "with an endurance of 12 hours": a measure of what is handed over is not how much of it.
        spots = [p for p in spots if not _is_measure_of(s, p)]
    if not spots:
        return None
    for i in (c.object, c.subject, c.attr, *(o for _, o in c.preps)):
        if i is None:
            continue
        under = set(s.subtree(i))
        for p in spots:
            if p.first in under or p.last in under:
                return p
    return None if kind in _WORDS else spots[0]


def quantity_role(spot: Spot) -> dict[str, Any]:
    """Role of a quantity with its figures."""
    d = spot.detail
    return {
        "start": spot.start,
        "end": spot.end,
        "text": spot.text,
        "low": d.get("low"),
        "best": d.get("best"),
        "high": d.get("high"),
        "unit": d.get("unit"),
        "approx": d.get("approx"),
    }


def measured(s: Sentence, c: Clause, spot: Spot) -> str | None:
    """What a figure measures: a noun beside it, the verb, or else its unit."""
    near: list[int] = []
    i = spot.last
    for _ in range(4):
        if s.pos[i] in {"VERB", "AUX"}:
            break
        near += [i, *(k for k in s.kids[i] if s.dep[k] not in {"conj", "appos"}), *(o for _, o in s.preps(i))]
        if s.head[i] == i:
            break
        i = s.head[i]
    by_unit = unit_measure(s, spot)
    if c.lemma == "desplazar" and by_unit == "peso":
        return MEASURES[c.lemma]
    if by_unit in {"weight", "peso"} and any(
        s.lemma[t] in _MASSES for t in range(max(0, spot.first - 2), min(s.n, spot.last + 3))
    ):
        return "payload" if s.language == "en" else "carga"
    for t in range(spot.last + 1, min(s.n, spot.last + 3)):
        if s.low[t] in SHAPES and by_unit in LENGTHS:
            return SHAPES[s.low[t]]
    for i in [*near, *(x for x in (c.object, c.attr, c.subject) if x is not None)]:
        if not has_unit_of(s.lemma[i], by_unit):
            continue
        if "equipment_spec" in s.words.nouns.get(s.lemma[i], ()) and s.pos[i] in {"NOUN", "PROPN"}:
            return _qualified(s, i)
    if by_unit in {"unit cost", "costo unitario"} and (price := _price(s, c)) is not None:
        return price
    if c.lemma in MEASURES and has_unit_of("endurance" if MEASURES[c.lemma] == "autonomía" else MEASURES[c.lemma], by_unit):
        return MEASURES[c.lemma]
    return carried_in_list(s, by_unit)


_MAKING: Final = frozenset(
    [
        "produce",
        "make",
        "build",
        "manufacture",
        "production",
        "assemble",
        "producir",
        "fabricar",
        "construir",
        "producción",
        "fabricación",
        "ensamblar",
    ]
)


def _price(s: Sentence, c: Clause) -> str | None:
    """Which price: what it costs to make, or what it is sold for."""
    if c.lemma in {"valer", "salir", "tasar"}:
        return "precio"
    if c.lemma in {"export", "exportar"}:
        return "export price" if s.language == "en" else "precio de exportación"
    if c.lemma in {"sell", "vender"}:
        return "sale price" if s.language == "en" else "precio de venta"
    if c.lemma in {"cost", "costar"} and any(s.lemma[t] in _MAKING for t in s.subtree(c.verb) if t > c.verb):
        return "production cost" if s.language == "en" else "costo de producción"
    return None


_QUALIFIERS: Final = frozenset(
    ["control", "flight", "combat", "operational", "action", "top", "maximum", "cruise", "cruising", "useful", "take-off", "takeoff", "vuelo", "acción", "combate",
     "operativo", "máximo", "máxima", "crucero", "útil"]
)  # fmt: skip
"""Words that make another measure of the same noun: a control radius is no flight distance."""


def _qualified(s: Sentence, i: int) -> str:
    """A measure with the word that tells it from others of its name: "control radius", "radio de control"."""
    for k in s.kids_of(i, "compound", "amod", "nmod"):
        if s.lemma[k] in _QUALIFIERS or s.low[k] in _QUALIFIERS:
            if k < i:
                return f"{s.lemma[k]} {s.lemma[i]}"
            case = s.kid(k, "case")
            return f"{s.lemma[i]} {'de ' if case is not None else ''}{s.low[k]}"
    return s.lemma[i]


def carried_in_list(s: Sentence, by_unit: str | None) -> str | None:
    """What a bare figure measures: among figures of performance, a mass is what the model carries."""
    if by_unit not in {"weight", "peso"}:
        return by_unit
    measures = {unit_measure(s, p) for p in s.spots if p.kind == "quantity"}
    if len(measures & _PERFORMANCE) < 2 or any(s.lemma[i] in {"weigh", "pesar", "weight", "peso"} for i in range(s.n)):
        return by_unit
    return "payload" if s.language == "en" else "carga"


_PERFORMANCE: Final = frozenset({"range", "endurance", "speed", "ceiling", "alcance", "autonomía", "velocidad", "techo"})


def is_price(s: Sentence, c: Clause) -> bool:
    """Whether a clause of money says what something costs, not who spent it."""
    if c.lemma in {"cost", "costar", "price", "valer", "abaratar", "encarecer", "tasar"} or is_sale_price(s, c):
        return True
    noun = c.subject if c.subject is not None else c.object if c.is_passive else None
    return noun is not None and s.lemma[noun] in _PRICES


def is_sale_price(s: Sentence, c: Clause) -> bool:
    """Whether a clause of selling gives no more than what one model sells for: "it is exported for $193,000"."""
    if c.lemma not in {"export", "sell", "exportar", "vender"} or not c.is_passive or c.object is None:
        return False
    if "quantity" in s.classes_of(c.object) or any(p in {"to", "a"} for p, _ in c.preps):
        return False
    return any(p in {"for", "at", "por", "en"} and "money" in s.classes_of(o) | s.classes_of(s.meant(o)) for p, o in c.preps)


_PRICES: Final = frozenset({"cost", "price", "costo", "coste", "precio"})


_SCALES: Final = frozenset({"million", "millón", "millar", "mil", "thousand", "billion"})


def counted(s: Sentence, spot: Spot, subject: int | None) -> str | None:
    """Which people a number counts: active troops, militia, reservists, people in arms; as written where none fits."""
    head = spot.last
    while (
        s.head[head] != head
        and s.pos[s.head[head]] not in {"VERB", "AUX"}
        and s.dep[head] in {"nummod", "quantmod", "compound", "case", "advmod", "nmod", "fixed"}
        and abs(s.head[head] - head) < 6
    ):
        head = s.head[head]
    around = [t for t in s.subtree(head) if s.dep[t] != "conj" or t == head]
    words = {s.lemma[t] for t in around if t not in _conj_side(s, head)} | {
        s.low[t] for t in around if t not in _conj_side(s, head)
    }
    for definition, cues in _COUNTED:
        if words & cues:
            return definition
    behind: set[str] = set()
    for t in range(spot.last + 1, min(s.n, spot.last + 6)):
        if s.low[t] in {",", ";", ".", "and", "y", "e"} or s.pos[t] in {"VERB", "NUM"}:
            break
        behind |= {s.lemma[t], s.low[t]}
    for definition, cues in _COUNTED:
        if behind & cues:
            return definition
    if subject is not None:
        words = {s.lemma[t] for t in s.subtree(subject)} | {s.low[t] for t in s.subtree(subject)}
        for definition, cues in _COUNTED:
            if words & cues:
                return definition
    noun = s.meant(head)
    if s.pos[noun] == "NUM" or s.lemma[noun] in _SCALES:
        # A bare number counts whom the sentence counted before.
        earlier = [d for t in range(spot.first - 1, -1, -1) for d, cues in _COUNTED if {s.lemma[t], s.low[t]} & cues]
        return earlier[0] if earlier and subject is not None else None
    if s.pos[noun] not in {"NOUN", "PROPN"}:
        return None
    before = [k for k in s.kids_of(noun, "compound") if k == noun - 1 and not spot.first <= s.head[noun] < noun]
    return f"{s.low[before[0]]} {s.lemma[noun]}" if before and s.lemma[noun] == "force" else s.lemma[noun]


def _conj_side(s: Sentence, head: int) -> set[int]:
    return {t for k in s.kids_of(head, "conj", "appos") for t in s.subtree(k)}


FLIGHT_TIMES: Final = frozenset({"flight time", "flying time", "time"})
"""Measures that are endurance in other words."""


def measure_nouns(s: Sentence, i: int) -> list[str]:
    """A noun with the word before it, then alone: "flight time", "time"."""
    return [f"{s.lemma[i - 1]} {s.lemma[i]}", s.lemma[i]] if i else [s.lemma[i]]


def measured_thing(s: Sentence, noun: int) -> int | None:
    """What has a measure that stands behind "with": "four aircraft with a wingspan near 10 metres"."""
    prep = s.head[noun]
    if s.dep[noun] != "pobj" or s.low[prep] != "with":
        return None
    thing = s.head[prep]
    return thing if {"equipment", "part"} & s.classes_of(thing) else None
