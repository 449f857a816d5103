"""Figures: which one a clause states, and what it counts or measures."""

from typing import Any, Final

from headwater.extract.clauses import Clause
from headwater.extract.sentence import Sentence, Spot

MEASURES: Final = {
    "fly": "endurance", "last": "endurance", "stay": "endurance", "volar": "autonomía", "durar": "autonomía", "measure": "dimensions", "medir": "dimensiones",
    "weigh": "weight", "pesar": "peso", "climb": "ceiling", "subir": "techo", "cruise": "speed", "cost": "unit cost", "costar": "costo unitario",
    "carry": "payload", "cargar": "carga", "llevar": "carga",
}  # fmt: skip
"""What a verb measures when no noun says it."""
_UNITS: Final = (
    (
        frozenset(["min", "minute", "minutes", "h", "hour", "hours", "minuto", "minutos", "hora", "horas", "day", "days"]),
        "endurance",
        "autonomía",
    ),
    (frozenset(["km/h", "kmh", "mph", "knots", "knot", "kph", "km/hora", "kilómetros/hora"]), "speed", "velocidad"),
    (
        frozenset(
            [
                "kg",
                "kilogram",
                "kilograms",
                "kilos",
                "ton",
                "tons",
                "tonne",
                "tonnes",
                "lb",
                "pounds",
                "kilogramos",
                "toneladas",
                "tonelada",
            ]
        ),
        "weight",
        "peso",
    ),
    (
        frozenset(
            ["km", "kilometre", "kilometres", "kilometers", "kilometer", "mile", "miles", "kilómetros", "kilómetro", "millas"]
        ),
        "range",
        "alcance",
    ),
    (frozenset(["ft", "feet", "foot", "pies", "pie"]), "ceiling", "techo"),
    (frozenset(["m", "metre", "metres", "meters", "meter", "metros", "metro"]), "ceiling", "techo"),
)
_COUNTED: Final = (
    ("reservists", frozenset(["reservist", "reserve", "reservista", "reserva"])),
    (
        "militia",
        frozenset(["militia", "militiaman", "militiamen", "milicia", "miliciano", "bolivarian", "paramilitary", "paramilitar"]),
    ),
    ("active troops", frozenset(["active", "activo", "regular", "regulares", "ativa"])),
    ("national guard", frozenset(["guard", "guardia"])),
    ("people in arms", frozenset(["arms", "armas", "armed"])),
)


def pick_quantity(s: Sentence, c: Clause, tokens: list[int]) -> Spot | None:
    """The number of a clause: on its object, its subject, then elsewhere; none that dates or ranks."""
    kept = set(tokens)
    spots = [
        p
        for p in s.spots
        if p.kind in {"quantity", "money"} and (p.last in kept or p.first in kept) and p.detail.get("unit") != "ordinal"
    ]
    if not spots:
        return None
    for i in (c.object, c.subject, c.attr, *(o for _, o in c.preps)):
        if i is None:
            continue
        under = set(s.subtree(i))
        for p in spots:
            if p.first in under or p.last in under:
                return p
    return spots[0]


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
    specs = {k for k, v in s.words.nouns.items() if "equipment_spec" in v}
    for i in [*near, *(x for x in (c.object, c.attr, c.subject) if x is not None)]:
        if s.lemma[i] in {"speed", "velocidad"} and unit_measure(s, spot) not in {"speed", "velocidad"}:
            continue
        if s.lemma[i] in specs and s.pos[i] in {"NOUN", "PROPN"} and not spot.first <= i <= spot.last:
            return s.lemma[i]
    if c.lemma in MEASURES and not (
        c.lemma in {"fly", "volar"} and unit_measure(s, spot) in {"range", "speed", "alcance", "velocidad", "ceiling", "techo"}
    ):
        return MEASURES[c.lemma]
    return unit_measure(s, spot)


def unit_measure(s: Sentence, spot: Spot) -> str | None:
    """What a figure most likely measures, by its unit alone."""
    words = {w for t in range(spot.first, min(s.n, spot.last + 2)) for w in (s.low[t],)} | {
        str(spot.detail.get("unit") or "").lower()
    }
    low = spot.text.lower()
    if any(mark in low for mark in ("/h", "per hour", "por hora", "an hour", "mph", "knot", "nudo")):
        return "speed" if s.language == "en" else "velocidad"
    if spot.kind == "money":
        return "unit cost" if s.language == "en" else "costo unitario"
    for units, en, es in _UNITS:
        if words & units:
            return en if s.language == "en" else es
    return None


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
    if subject is not None:
        words = {s.lemma[t] for t in s.subtree(subject)} | {s.low[t] for t in s.subtree(subject)}
        for definition, cues in _COUNTED:
            if words & cues:
                return definition
    noun = s.meant(head)
    return s.lemma[noun] if s.pos[noun] in {"NOUN", "PROPN"} else None


def _conj_side(s: Sentence, head: int) -> set[int]:
    return {t for k in s.kids_of(head, "conj", "appos") for t in s.subtree(k)}
