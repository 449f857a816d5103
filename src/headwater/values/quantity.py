"""Quantities and money that a text gives: least, stated and greatest value, unit, and whether it is approximate.

"Between 20 and 50 thousand dollars" has a least and a greatest value and no stated one; "billions of dollars" has none at
all, and its words carry it. A unit is kept as written, money as ISO 4217; nothing is converted here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from headwater.values.number_words import CURRENCIES, SYMBOLS, UNITS, WORDS, NumberWords
from headwater.values.word_hint import WordHint


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    Attributes:
        start: First code point, hedge ("about") included.
        end: One past the last, unit included.
        text: The words.
        low: Least value; None where the words give none.
        best: Stated value; None for a range and for "dozens".
        high: Greatest value; None where the words give none.
        unit: Unit as written, or ISO 4217; None where no unit word follows.
        approx: Whether the words round, bound or hedge it.
        is_money: Whether the unit is a currency.
        number_end: One past the number and its scale, before the unit.
    """

    start: int
    end: int
    text: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    approx: bool
    is_money: bool = False
    number_end: int = 0

    def detail(self) -> Mapping[str, object]:
        """The values by name, as `mentions.detail` holds them."""
        names = ("low", "best", "high", "unit", "approx", "text")
        return {name: getattr(self, name) for name in names}


def find_quantities(text: str, *, language: str) -> list[Quantity]:
    """Quantities of a text in order of place.

    Args:
        text: A sentence or a longer text; years and designators in it are for the caller to mask.
        language: BCP 47 primary subtag; decides what point and comma mean.

    Example:
        >>> [(q.low, q.best, q.high, q.unit) for q in find_quantities("at least 25,000 troops, up to 500 km", language="en")]
        [(25000.0, 25000.0, None, None), (None, 500.0, 500.0, 'km')]
    """
    grammar = _grammar(language if language in WORDS else "en")
    if not grammar.hint.stands_in(text):
        return []
    return list(_scan(text, grammar))


def _scan(text: str, grammar: "_Grammar") -> Iterator[Quantity]:
    """Each quantity from left to right; two numbers that are no range are two: "in 2015 to 1.6 million"."""
    at = 0
    while (match := grammar.whole.search(text, at)) is not None:
        at = max(match.end(), at + 1)
        found = _read(text, match, grammar)
        if found is None and match["n2"]:
            at = match.start("n2")
            alone = grammar.whole.search(text, match.start(), match.start("joint"))
            found = _read(text, alone, grammar) if alone is not None else None
        if found is not None:
            yield found


def _read(text: str, match: re.Match[str], grammar: "_Grammar") -> Quantity | None:
    words = grammar.words
    symbol, unit_word, money_word = match["symbol"] or match["after"], match["unit"], match["money"]
    unit = SYMBOLS[symbol] if symbol else CURRENCIES[_norm(money_word)] if money_word else unit_word
    scale = _scale(match["scale"], words)
    if match["symbol"] and unit_word and unit_word.lower() == "m":
        scale *= 1e6  # "$5m"
    second = _value(match["n2"], words) if match["n2"] else None
    first = _value(match["n1"], words) if match["n1"] else None
    if match["n1"] and first is None:
        return None
    if match.end() < len(text) and text[match.end()].isalnum() and text[match.end() - 1].isalnum():
        return None  # 5th, 3D, 4x4
    hedge = _norm(match["hedge"])
    is_size = bool(match["joint"]) and match["joint"].strip().lower() in {"x", "×", "by", "por"}
    if match["vague"] or is_size:
        first = second = None
    elif second is not None and first is not None:
        own = _scale(match["scale1"], words)
        first, second = _times(first, own if match["scale1"] else scale), _times(second, scale)
        if not _is_range(match, first, second, words, unit):
            return None
    elif first is not None:
        first = _times(first, (_scale(match["scale1"], words) if match["scale1"] else 1.0) * scale)
    if not _is_quantity(match, unit, words):
        return None
    low, best, high, approx = _bounds(first, second, hedge, words)
    approx = approx and not is_size
    start, end = _trim(text, match.start(), match.end())
    if match["hedge"] and hedge in words.between and second is None:
        start += text[start:end].index(match["n1"] or match["vague"])
        approx = False
    is_money = bool(symbol or money_word)
    return Quantity(
        start, end, text[start:end], low, best, high, unit, approx or bool(match["vague"]), is_money, _number_end(match)
    )


def _times(value: float, scale: float) -> float:
    """A product without the noise of binary fractions: 8.2 times a million is 8,200,000."""
    return float(f"{value * scale:.12g}")


def _number_end(match: re.Match[str]) -> int:
    return max(match.end(g) for g in ("n1", "n2", "scale1", "scale", "vague") if match[g])


def _bounds(
    first: float | None, second: float | None, hedge: str, words: NumberWords
) -> tuple[float | None, float | None, float | None, bool]:
    """Least, stated and greatest value, and whether they are approximate."""
    if first is not None and second is not None:
        return min(first, second), None, max(first, second), True
    if first is None:
        return None, None, None, True
    if hedge in words.at_least:
        return first, first, None, True
    if hedge in words.at_most:
        return None, first, first, True
    if hedge in words.about:
        return None, first, None, True
    return first, first, first, False


def _is_range(match: re.Match[str], first: float, second: float, words: NumberWords, unit: str | None) -> bool:
    """Whether two numbers are a range: a dash or "to" needs the greater last, "and" needs "between" before it."""
    joint = match["joint"].strip().lower()
    if joint == words.and_:
        return _norm(match["hedge"]) in words.between
    if joint in {"or", "o"}:
        return second > first
    return second > first and (unit is not None or _norm(match["hedge"]) in words.between or joint in {words.to, "-", "–", "—"})


def _is_quantity(match: re.Match[str], unit: str | None, words: NumberWords) -> bool:
    """Whether a bare small word is one: "one" is oftener a pronoun, and "several" says something with a unit alone."""
    if match["vague"] and _norm(match["vague"]) in words.few:
        return unit is not None
    number = (match["n1"] or "").lower()
    return not (
        number in {"one", "un", "una", "uno", "une", "um", "uma"}
        and unit is None
        and not match["scale"]
        and not match["scale1"]
    )


def _norm(word: str | None) -> str:
    return " ".join((word or "").lower().split())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    while start < end and text[start] in " \t\n":
        start += 1
    return start, end


def _scale(word: str | None, words: NumberWords) -> float:
    result = 1.0
    for part in re.findall(r"[^\W\d]+", _norm(word)):
        result *= words.scales.get(part, 1.0)
    return result


def _value(number: str, words: NumberWords) -> float | None:
    """The number that digits or words say."""
    number = _norm(number)
    if number[0].isdigit():
        return _digits(number, words.decimal)
    if number in words.groups:
        return float(words.groups[number])
    total = 0
    for part in re.split(r"[\s-]+", number):
        if part in {words.and_, "y", "e", "et"}:
            continue
        found = words.small.get(part, words.tens.get(part))
        if found is None:
            return None
        total += found
    return float(total)


def _digits(number: str, decimal: str) -> float | None:
    """Digits by the custom of the language; a mark followed by exactly three digits groups, where that is possible.

    Example:
        >>> _digits("343.000", ","), _digits("4,5", ","), _digits("9,842", ".")
        (343000.0, 4.5, 9842.0)
    """
    number = re.sub(r"[\s\u00a0\u202f']", "", number)
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", number):
        number = number.replace(group, "").replace(decimal, ".")
    elif re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}}){{2,}}", number):
        number = number.replace(decimal, "")  # 1,234,567 in a text of the other custom
    else:
        number = number.replace(",", ".")
    try:
        return float(number)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Grammar:
    hint: WordHint
    whole: re.Pattern[str]
    words: NumberWords


def _alternatives(words: object) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))  # type: ignore[call-overload]
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


@cache
def _grammar(language: str) -> _Grammar:
    w = WORDS[language]
    spaced = "" if language == "en" else r"\d{1,3}(?: \d{3})+(?!\d)|"
    digits = spaced + r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,4})?"
    small = _alternatives({**w.small, **w.tens})
    spelled = rf"(?:{_alternatives(w.groups)})(?!\w)|(?:{small})(?:(?:-|\s+y\s+|\s+e\s+)(?:{small}))?(?!\w)"
    number = rf"(?:{digits}|{spelled})"
    scale = rf"(?:{_alternatives(w.scales)})(?!\w)(?:\s+(?:de\s+)?(?:{_alternatives(w.scales)})(?!\w))?"
    hedges = _alternatives({*w.about, *w.at_least, *w.at_most, *w.between})
    symbols = _alternatives(SYMBOLS)
    joint = rf"\s?[-–—]\s?|\s+(?:{re.escape(w.to)}|{re.escape(w.and_)}|or|o|x|by|por)\s+|\s?×\s?"
    of = r"(?:of\s+|de\s+|d['’])?"
    pattern = (
        rf"(?<![\w.,/-])(?:(?P<hedge>{hedges})\s+(?:the\s+|los\s+|las\s+)?)?(?P<symbol>{symbols})?\s?"
        rf"(?:(?P<n1>{number})(?:\s?-?(?P<scale1>{scale}))?(?:(?P<joint>{joint})(?:{symbols})?(?P<n2>{number}))?(?![\d])"
        rf"|(?P<vague>{_alternatives(w.indefinite)}|{_alternatives(w.few)})(?!\w))"
        rf"(?:\s?-?(?P<scale>{scale}))?"
        rf"(?:(?:\s+|-)?{of}(?:(?P<money>{_alternatives(CURRENCIES)})(?!\w)|(?P<unit>{UNITS_BY_LENGTH})(?![\w²])|(?P<after>[€£₽₴]|(?:USD|EUR|GBP|RUB|CNY|CHF)(?!\w))))?"
    )
    words = {*w.small, *w.tens, *w.groups, *w.indefinite, *w.few}
    hint = WordHint(words, re.compile(rf"\d|(?<!\w)(?:{_alternatives(words)})(?!\w)", re.IGNORECASE))
    return _Grammar(hint, re.compile(pattern, re.IGNORECASE), w)


UNITS_BY_LENGTH = "|".join(re.escape(u).replace(r"\ ", r"\s+") for u in sorted(UNITS.split("|"), key=lambda u: (-len(u), u)))


def describe_range(quantity: Quantity) -> Iterator[str]:
    """How a quantity reads: "at least 25,000", "20,000 to 50,000"."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if best is not None and low == best == high:
        yield f"{best:,.15g}"
    elif low is not None and high is not None:
        yield f"{low:,.15g} to {high:,.15g}"
    elif low is not None:
        yield f"at least {low:,.15g}"
    elif high is not None:
        yield f"up to {high:,.15g}"
    elif best is not None:
        yield f"about {best:,.15g}"
    if quantity.unit:
        yield quantity.unit
