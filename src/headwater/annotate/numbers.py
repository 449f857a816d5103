"""Dates, quantities and money in a sentence, by the grammars of `values`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.annotate.found import Found, Sentence, Tokens
from headwater.values.coordinates import Coordinates, find_coordinates
from headwater.values.date import find_dates
from headwater.values.quantity import Quantity, find_quantities

_NUMBER_OF = re.compile(
    r"\b(?:Resolutions?|resolutions?|UNSCR|SCR|No\.|Nos\.|Nº|N°|Article|Artículo|artículo|Chapter|Section|Annex|Highway|Route|Flight|"
    r"Channel|Room|Page|page|pp?\.|Table|Figure|Resolución|resolución|Ruta|vuelo|Vuelo)\s$"
)
"""What stands before a number that counts nothing: "Resolution 2254"."""
_NOT_AFTER = re.compile(r"\s?(?:[ap]\.?m\b|[°º′″])")
_REACH = 6
"""Tokens between a number and the noun that it counts, at most."""


def find_times(sentence: Sentence) -> Iterator[Found]:
    """Dates, full, partial and relative; detail has edtf, relative, precision and mod."""
    for date in find_dates(sentence.text, language=sentence.language):
        detail = {"edtf": date.edtf, "relative": date.relative, "precision": date.precision, "mod": date.mod}
        yield Found(date.start, date.end, "date", date.text, "grammar: date", detail)


def find_values(sentence: Sentence) -> Iterator[Found]:
    """Quantities and money; detail has low, best, high, unit, approx and the words."""
    points = find_coordinates(sentence.text)
    for found in find_quantities(sentence.text, language=sentence.language):
        quantity = _count_noun(found, sentence)
        if _counts_nothing(sentence.text, found, points):
            continue
        if quantity.unit is None and _NUMBER_OF.search(sentence.text, max(0, quantity.start - 14), quantity.start):
            continue
        kind = "money" if quantity.is_money else "quantity"
        yield Found(quantity.start, quantity.end, kind, quantity.text, f"grammar: {kind}", quantity.detail())
        if quantity.end > quantity.number_end > quantity.start:  # where another mention stands between number and noun
            words = sentence.text[quantity.start : quantity.number_end]
            bare = replace(quantity, end=quantity.number_end, text=words)
            yield Found(bare.start, bare.end, kind, words, f"grammar: {kind}", bare.detail())


def _counts_nothing(text: str, found: Quantity, points: Sequence[Coordinates]) -> bool:
    """Whether a number is the mark of a note ("[2]"), a part of coordinates, or the time of a day."""
    start, end = found.start, found.end
    if text[max(0, start - 1) : start] == "[" and text[end : end + 1] == "]":
        return True
    return any(p.start <= start < p.end for p in points) or _NOT_AFTER.match(text, end) is not None


def _count_noun(quantity: Quantity, sentence: Sentence) -> Quantity:
    """The quantity with the noun that it counts as its unit, where it has none yet."""
    tokens = sentence.tokens
    if quantity.unit is not None or tokens is None:
        return quantity
    noun = _noun_after(tokens, quantity.end, sentence.text)
    if noun is None:
        return quantity
    end = tokens.ends[noun]
    return replace(quantity, end=end, text=sentence.text[quantity.start : end], unit=sentence.text[tokens.starts[noun] : end])


def _noun_after(tokens: Tokens, end: int, text: str) -> int | None:
    first = next((i for i, start in enumerate(tokens.starts) if start >= end), None)
    if first is None:
        return None
    if text[tokens.starts[first] : tokens.ends[first]].lower() in {"of", "de"}:
        first += 1
    noun = None
    for i in range(first, min(first + _REACH, len(tokens.pos))):
        if tokens.pos[i] in {"NOUN", "PROPN"}:
            noun = i
            if i + 1 < len(tokens.pos) and tokens.pos[i + 1] not in {"NOUN", "PROPN"}:
                break
        elif tokens.pos[i] not in {"ADJ", "VERB"} or noun is not None:
            break
    return noun if noun is not None and tokens.pos[noun] == "NOUN" else None
