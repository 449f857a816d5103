"""Numbers as intervals: units brought together, rounding read off the digits, and which numbers are one value."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from headwater.schema.concepts import find_concept

UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(
        ("km", "kilometre", "kilometres", "kilometer", "kilometers", "kilómetro", "kilómetros", "kilomètres", "quilómetros"),
        ("km", 1.0),
    ),
    **dict.fromkeys(("mi", "mile", "miles", "milla", "millas"), ("km", 1.609344)),
    **dict.fromkeys(("nmi", "nautical mile", "nautical miles"), ("km", 1.852)),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters", "metro", "metros", "mètres"), ("m", 1.0)),
    **dict.fromkeys(("ft", "foot", "feet", "pie", "pies"), ("m", 0.3048)),
    **dict.fromkeys(("min", "minute", "minutes", "minuto", "minutos"), ("min", 1.0)),
    **dict.fromkeys(("h", "hour", "hours", "hora", "horas", "heures"), ("min", 60.0)),
    **dict.fromkeys(("km/h", "kmh", "kph", "kilometres per hour", "kilometers per hour", "kilómetros por hora"), ("km/h", 1.0)),
    **dict.fromkeys(("mph", "miles per hour"), ("km/h", 1.609344)),
    **dict.fromkeys(("kn", "knot", "knots", "nudos"), ("km/h", 1.852)),
    **dict.fromkeys(("kg", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilos", "kilogramos"), ("kg", 1.0)),
    **dict.fromkeys(("t", "ton", "tons", "tonne", "tonnes", "tonelada", "toneladas"), ("kg", 1000.0)),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "libras"), ("kg", 0.45359237)),
}
"""Unit as written -> (common unit, factor)."""
PEOPLE = (
    "person", "troop", "soldier", "personnel", "people", "member", "militia", "reserv", "efectiv", "soldad", "militar", "milici", "integrant",
    "pessoas", "tropas", "marine", "persona", "agente", "paramilit", "activ", "guard", "combat", "force", "uniform", "alistad",
)  # fmt: skip
"""Stems of units that count people."""


CURRENCIES = frozenset({"usd", "eur", "gbp", "rub", "cny", "irr", "ves", "jpy", "uah", "inr", "brl", "cop", "try"})


MIN_HOURS = 3
"""From so many hours on, full hours are shown as hours."""
EXACT = 1e-6


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what its words allow.

    Attributes:
        low: Least value meant, its rounding included; `-inf` where only a most is given.
        best: Stated value.
        high: Greatest value meant; `inf` where only a least is given.
        unit: Common unit.
        is_approx: Whether the words round, bound or hedge it.
        written: Digits that count, as a rounding step in the common unit.
        is_range: Whether the words give two bounds and no figure between them.
    """

    low: float
    best: float
    high: float
    unit: str
    is_approx: bool
    written: float
    is_range: bool = False


def common_unit(unit: str | None) -> tuple[str, float]:
    """The common unit for a unit as written, and the factor to it."""
    plain = (unit or "").strip().casefold().rstrip(".")
    if plain in UNITS:
        return UNITS[plain]
    if any(stem in plain for stem in PEOPLE):
        return "persons", 1.0
    thing = find_concept(plain) if plain and plain not in CURRENCIES else None
    return (thing.label if thing is not None else plain), 1.0


def rounding_step(value: float) -> float:
    """The last digit that counts in a stated number: 343,000 -> 1,000; 13.5 -> 0.1; at least two digits count.

    Example:
        >>> rounding_step(340000.0), rounding_step(343000.0), rounding_step(2000.0)
        (10000.0, 1000.0, 100.0)
    """
    if value == 0 or not math.isfinite(value):
        return 0.0
    text = f"{abs(value):.10g}"
    if "e" in text or "." in text:
        decimals = len(re.sub(r"^.*\.|e.*$", "", text)) if "." in text else 0
        return float(10.0**-decimals)
    zeros = len(text) - len(text.rstrip("0"))
    return float(10 ** min(zeros, max(0, len(text) - 2)))


def read_number(
    low: float | None, best: float | None, high: float | None, unit: str | None, *, is_approx: bool | None
) -> Number | None:
    """A claim's quantity in the common unit, widened by half its rounding step (by a whole one if approximate)."""
    name, factor = common_unit(unit)
    if best is None and low is not None and high is not None:
        step = min(rounding_step(low), rounding_step(high)) * factor
        return Number(low * factor, (low + high) / 2 * factor, high * factor, name, is_approx=True, written=step, is_range=True)
    stated = best if best is not None else low if low is not None else high
    if stated is None:
        return None
    step = rounding_step(stated)
    slack = step if is_approx else step / 2
    bottom = low - slack if low is not None else stated - slack if high is None or best is None else float("-inf")
    top = high + slack if high is not None else stated + slack if low is None or best is None else float("inf")
    return Number(
        min(bottom, stated) * factor, stated * factor, max(top, stated) * factor, name, bool(is_approx), step * factor
    )


def is_same_number(a: Number, b: Number, *, share: float) -> bool:
    """Whether two numbers are one value: equal, or within each other's rounding and closer than `share`.

    Args:
        a: One number.
        b: The other.
        share: Greatest difference over the greater one, 0 to 0.5; counts only where one of them is rounded.
    """
    if a.unit != b.unit:
        return False
    greater = max(abs(a.best), abs(b.best))
    if a.is_range != b.is_range:
        return False
    if greater == 0 or abs(a.best - b.best) <= 1e-9 * greater:
        return True
    if abs(a.best - b.best) / greater > share:
        return False
    converted = a.written != b.written and (a.written % 1 != 0 or b.written % 1 != 0)
    inside = a.low <= b.best <= a.high or b.low <= a.best <= b.high
    return inside and (a.is_approx or b.is_approx or converted or a.written != b.written)


MIN_TELLING = 11


def is_telling(value: float) -> bool:
    """Whether a figure is hardly met by chance: from eleven on, with at least two digits that count.

    Example:
        >>> is_telling(340000.0), is_telling(300000.0)
        (True, False)
    """
    return value >= MIN_TELLING and len(f"{value:.10g}".rstrip("0")) > 1


def group_numbers(numbers: Sequence[Number], *, share: float) -> list[int]:
    """Index of the value that each number proposes; numbers with most mentions and finest rounding lead.

    Args:
        numbers: Numbers of one item.
        share: See `is_same_number`.

    Returns:
        For each number the index of its leader in `numbers`: equal for numbers of one value, and independent of order.
    """
    counts = Counter((n.unit, n.best) for n in numbers)
    order = sorted(
        range(len(numbers)),
        key=lambda i: (
            -counts[numbers[i].unit, numbers[i].best],
            numbers[i].written,
            numbers[i].best,
            numbers[i].unit,
            numbers[i].high - numbers[i].low,
        ),
    )
    leaders: list[int] = []
    found = [0] * len(numbers)
    for i in order:
        leader = next((k for k in leaders if is_same_number(numbers[k], numbers[i], share=share)), None)
        if leader is None:
            leaders.append(i)
            leader = i
        found[i] = leader
    return found


def show_number(number: Number) -> str:
    """A number in words: "123,000 persons", "28 million USD", "about 200 km", "at least 4,000 drones", "12 hours"."""
    in_hours = (number.best / 60, number.low / 60, number.high / 60)
    if number.unit == "min" and number.best >= MIN_HOURS * 60 and in_hours[0] == int(in_hours[0]) and not number.is_range:
        number = replace(number, best=in_hours[0], low=in_hours[1], high=in_hours[2], unit="hours")
    unit = f" {number.unit.upper() if number.unit in CURRENCIES else number.unit}" if number.unit else ""
    if number.is_range:
        return f"{_digits(number.low)} to {_digits(number.high)}{unit}"
    text = _digits(number.best)
    if number.high == float("inf"):
        return f"at least {text}{unit}"
    if number.low == float("-inf"):
        return f"at most {text}{unit}"
    return f"about {text}{unit}" if number.is_approx else f"{text}{unit}"


def _digits(value: float) -> str:
    for size, name in ((1e9, "billion"), (1e6, "million")):
        share = value / size
        if math.isfinite(value) and abs(share) >= 1 and abs(share * 100 - round(share * 100)) < EXACT:
            return f"{share:.10g} {name}"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.4g}"
