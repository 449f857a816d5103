"""Units of measure: what a figure most likely measures by its unit, and which measure can have which unit."""

from typing import Final

from headwater.extract.sentence import Sentence, Spot

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
_FAMILIES: Final = {
    "time": ["endurance", "autonomy", "duration", "autonomía"],
    "speed": ["speed", "velocidad"],
    "mass": ["weight", "payload", "warhead", "thrust", "displacement", "peso", "carga", "ojiva", "desplazamiento"],
    "length": ["range", "ceiling", "wingspan", "length", "radius", "distance", "distancia", "altitude", "calibre", "caliber", "reach", "height", "width", "dimension", "dimensions",
               "alcance", "techo", "envergadura", "longitud", "radio", "altitud", "altura", "anchura", "autonomía", "dimensiones", "dimensión"],
    "money": ["unit cost", "costo unitario", "cost", "price"],
}  # fmt: skip
"""What kinds of unit a measure can have."""
DURATIONS: Final = frozenset(
    ["year", "month", "week", "day", "hour", "minute", "decade", "century", "second", "año", "mes", "semana", "día", "hora", "minuto",
     "década", "siglo", "segundo"]
)  # fmt: skip
_DIMENSIONED: Final = frozenset(
    [
        "m",
        "metre",
        "metres",
        "meter",
        "meters",
        "metro",
        "metros",
        "ft",
        "feet",
        "foot",
        "pies",
        "pie",
        "cm",
        "inches",
        "centímetros",
    ]
)
LENGTHS: Final = frozenset({"range", "alcance", "ceiling", "techo"})


def unit_measure(s: Sentence, spot: Spot) -> str | None:
    """What a figure most likely measures, by its unit alone."""
    words = {w for t in range(spot.first, min(s.n, spot.last + 2)) for w in (s.low[t],)} | {
        str(spot.detail.get("unit") or "").lower()
    }
    if s.language == "es":
        words -= {"miles"}
    low = spot.text.lower()
    if words & _DIMENSIONED and any(mark in low for mark in (" by ", " x ", "×", " por ")) and "hora" not in low:
        return "dimensions" if s.language == "en" else "dimensiones"
    if any(mark in low for mark in ("/h", "per hour", "por hora", "an hour", "mph", "knot", "nudo")):
        return "speed" if s.language == "en" else "velocidad"
    if spot.kind == "money":
        return "unit cost" if s.language == "en" else "costo unitario"
    for units, en, es in _UNITS:
        if words & units:
            return en if s.language == "en" else es
    return None


def has_unit_of(measure: str, by_unit: str | None) -> bool:
    """Whether a measure can have the unit that by itself would say `by_unit`: no speed in kilometres, no range in hours."""
    own = {family for family, names in _FAMILIES.items() if measure in names or measure.rsplit(" ", maxsplit=1)[-1] in names}
    unit = {family for family, names in _FAMILIES.items() if by_unit in names}
    return not own or not unit or bool(own & unit)
