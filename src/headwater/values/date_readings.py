"""What each shape of a date says: from the parts of a match to EDTF or a relative time."""

import re
from collections.abc import Callable
from datetime import date

from headwater.values.calendar_words import WORDS
from headwater.values.date_relative import Relative

Made = tuple[str | None, Relative | None, str] | None
"""EDTF, relative time, precision; None where the words are no date after all."""

Reading = Callable[[re.Match[str], str], Made]
"""From a match and the language to what it says."""

YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![\d%]|[.,]\d|\w)"
DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|º|er)?"
COUNTED = (
    r"(?!\s*(?:km|kms|m|ft|kg|mm|cm|mph|kph|kmh|metres?|meters?|miles?|feet|foot|kilomet\w+|tons?|tonnes?|troops|soldiers|men|people|personnel|drones|missiles|rockets"
    r"|aircraft|ships|vessels|fighters|members|dollars|euros|pounds|units|civilians|casualties|prisoners|percent|hours|horses|guns|tanks|planes|jobs|workers"
    r"|others|homes|houses|families|students|children|women|killed|wounded|dead|efectivos|soldados|personas|tropas|hombres|kilómetros|metros|dólares|millones"
    r"|militares|aviones|toneladas|pies|horas|kilogrammes|kilomètres|mètres|quilômetros|rpm|hp|MW|GW|W|Hz|MHz|square|cubic)\b)"
)
HEDGED = r"(?<!about )(?<!over )(?<!than )(?<!some )(?<!nearly )(?<!least )(?<!around )(?<!almost )(?<!up to )(?<!unos )(?<!unas )(?<!casi )(?<!No\. )"
EARLY_YEAR = r"(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\bby )|(?<=\bfrom )|(?<=\bof )|(?<=\buntil )|(?<=\bto )|(?<=\band )|(?<=\bthe )|(?<=\bThe )|(?<=\bfor )|(?<=late as )|(?<=early as )|(?<=year )|(?<=early )|(?<=late )|(?<=mid-)|(?<=\()|(?<=, )|(?<=[-–])|(?<=\ben )|(?<=\bEn )|(?<=\bde )|(?<=desde )|(?<=hasta )|(?<=\ba )|(?<=\by )|(?<=\bdepuis )|(?<=between )|(?<=entre )|(?<=Between )|(?<=Since )|(?<=From )|(?<=By )|(?<=after )|(?<=before )|(?<=until )|(?<=during )|(?<=\babout )|(?<=around )|(?<=circa ))"


def read_iso(match: re.Match[str], language: str) -> Made:
    """2022-07-13."""
    del language
    return _full(int(match["y"]), int(match["m"]), int(match["d"]))


def read_slashed(match: re.Match[str], language: str) -> Made:
    """Day and month by the custom of the language; in English only where one of them cannot be a month."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if language != "en":
        return _full(year, b, a)
    if a > 12 >= b:
        return _full(year, b, a)
    if b > 12 >= a or a == b:
        return _full(year, a, b)
    return f"{year:04d}", None, "year"


def _full(year: int, month: int, day: int) -> Made:
    try:
        return date(year, month, day).isoformat(), None, "day"
    except ValueError:
        return None


def _month_of(match: re.Match[str], language: str) -> int:
    return WORDS[language].months[match["month"].lower().rstrip(".")]


def read_day_month_year(match: re.Match[str], language: str) -> Made:
    """13 July 2022; July 13, 2022."""
    return _full(int(match["year"]), _month_of(match, language), int(match["day"]))


def read_day_month(match: re.Match[str], language: str) -> Made:
    """13 July; July 13: the year is for the publication to tell."""
    month, day = _month_of(match, language), int(match["day"])
    if _full(2024, month, day) is None:
        return None
    return None, {"month": month, "day": day, "direction": "near"}, "day"


def read_day_range(match: re.Match[str], language: str) -> Made:
    """10-12 June 2012; June 10 and 12."""
    month = _month_of(match, language)
    year = match.groupdict().get("year")
    if year is None:
        ends = [{"month": month, "day": int(match[k]), "direction": "near"} for k in ("d1", "d2")]
        return None, {"interval": ends}, "interval"
    first, last = _full(int(year), month, int(match["d1"])), _full(int(year), month, int(match["d2"]))
    return (f"{first[0]}/{last[0]}", None, "interval") if first and last else None


def read_month_year(match: re.Match[str], language: str) -> Made:
    """June 2012."""
    return f"{match['year']}-{_month_of(match, language):02d}", None, "month"


def read_bare_month(match: re.Match[str], language: str) -> Made:
    """Last June; in June; August of that year."""
    direction = _direction(match.groupdict().get("which"), default="near")
    context = {"context": True} if direction == "context" else {}
    return None, {"month": _month_of(match, language), "direction": "this" if context else direction, **context}, "month"


_PAST = {"last", "past", "previous", "pasado", "pasada", "último", "última", "dernier", "dernière", "passado", "passada"}
_FUTURE = {
    "next",
    "coming",
    "upcoming",
    "following",
    "próximo",
    "próxima",
    "prochain",
    "prochaine",
    "que",
    "siguiente",
    "entrante",
}


_THIS = {"this", "este", "esta", "cette", "ce", "neste", "nesta", "current"}
_CONTEXT = {"that", "same", "the", "ese", "esa", "aquel", "mismo", "misma"}


def _direction(words: str | None, *, default: str) -> str:
    """past, future, this or context by the words that stand with a unit; the default where they say nothing."""
    found = set((words or "").lower().split())
    for name, known in (("past", _PAST), ("future", _FUTURE), ("this", _THIS), ("context", _CONTEXT)):
        if found & known:
            return name
    return default


def read_season_year(match: re.Match[str], language: str) -> Made:
    """Summer 2025."""
    season = WORDS[language].seasons[match["season"].lower()]
    return f"{match['year']}-{season}", None, "season"


def read_bare_season(match: re.Match[str], language: str) -> Made:
    """Last summer; that winter."""
    direction = _direction(match.groupdict().get("which"), default="near")
    context = {"context": True} if direction == "context" else {}
    return (
        None,
        {"season": WORDS[language].seasons[match["season"].lower()], "direction": "near" if context else direction, **context},
        "season",
    )


def read_part_of_year(match: re.Match[str], language: str) -> Made:
    """Second quarter of 2024; H1 2023: EDTF 33 to 36 and 40, 41."""
    words = match.groupdict()
    n = int(words["digit"]) if words.get("digit") else WORDS[language].ordinals[match["ordinal"].lower()]
    is_half = match["part"].lower() in {"half", "h", "semestre"}
    if n > (2 if is_half else 4):
        return None
    code = (39 if is_half else 32) + n
    return f"{match['year']}-{code}", None, "semester" if is_half else "quarter"


def read_year(match: re.Match[str], language: str) -> Made:
    """2012; the year 1950."""
    del language
    return match["year"], None, "year"


def read_short_range(match: re.Match[str], language: str) -> Made:
    """Years in the form 2006-07 or 1914-18: only where the second is later."""
    del language
    first, last = int(match["y1"]), int(match["y1"][:2] + match["y2"])
    return (f"{first}/{last}", None, "interval") if first < last else None


def read_before_christ(match: re.Match[str], language: str) -> Made:
    """264 BC is EDTF -0263: there is a year 0."""
    del language
    year = int(match["n"].replace(",", ""))
    return (f"-{year - 1:04d}" if year > 1 else "0000"), None, "year"


def read_decade(match: re.Match[str], language: str) -> Made:
    """1990s; the 80s; 1800s is a century."""
    del language
    digits = match["decade"]
    if len(digits) == 4:
        return (
            (f"{digits[:2]}XX", None, "century")
            if digits.endswith("00") and digits < "2000"
            else (f"{digits[:3]}X", None, "decade")
        )
    return f"19{digits[0]}X", None, "decade"


def read_century(match: re.Match[str], language: str) -> Made:
    """19th century; siglo XIX."""
    del language
    n = match["n"]
    number = int(n) if n.isdigit() else _roman(n)
    return (f"{number - 1:02d}XX", None, "century") if 1 <= number <= 22 else None


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[c] for c in numeral]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))


def read_weekday(match: re.Match[str], language: str) -> Made:
    """On Tuesday; last Friday."""
    which = match.groupdict().get("which") or match.groupdict().get("late")
    direction = _direction(which, default="near")
    if direction == "context":
        return None, None, "none"
    return None, {"weekday": WORDS[language].weekdays[match["weekday"].lower().rstrip(".")], "direction": direction}, "day"


DAYS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day before yesterday": -2, "last night": -1, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "ayer": -1, "hoy": 0, "anoche": -1, "mañana": 1, "anteayer": -2, "esta mañana": 0, "esta tarde": 0, "esta noche": 0,
    "hier": -1, "aujourd'hui": 0, "aujourd’hui": 0, "demain": 1, "ontem": -1, "hoje": 0, "amanhã": 1,
}  # fmt: skip


def read_named_day(match: re.Match[str], language: str) -> Made:
    """yesterday; hoy."""
    del language
    return None, {"unit": "day", "offset": DAYS[" ".join(match["named"].lower().split())]}, "day"


def _count(match: re.Match[str], language: str) -> int | None:
    word = match["n"].lower()
    return int(word) if word.isdigit() else WORDS[language].numbers.get(word)


def read_ago(match: re.Match[str], language: str) -> Made:
    """Two weeks ago; hace dos años."""
    n, unit = _count(match, language), WORDS[language].units[match["unit"].lower()]
    if n is None or n > 3000:
        return None, None, "none"
    return None, {"unit": unit, "offset": -n}, unit


def read_later(match: re.Match[str], language: str) -> Made:
    """Two days later: counts from the date before it in the text."""
    n, unit = _count(match, language), WORDS[language].units[match["unit"].lower()]
    if n is None or n > 3000:
        return None, None, "none"
    sign = 1 if match["way"].lower() in {"later", "after", "después", "más tarde", "plus tard", "depois", "afterwards"} else -1
    return None, {"unit": unit, "offset": sign * n, "context": True}, unit


def read_which_unit(match: re.Match[str], language: str) -> Made:
    """Last week; this year; el mes próximo."""
    unit = WORDS[language].units[match["unit"].lower()]
    direction = _direction(match["which"], default="this")
    if direction == "context":
        return None, {"unit": unit, "offset": 0, "context": True}, unit
    return None, {"unit": unit, "offset": {"past": -1, "future": 1, "this": 0}[direction]}, unit


def read_context_unit(match: re.Match[str], language: str) -> Made:
    """The next day; that year: counts from the date before it in the text."""
    unit = WORDS[language].units[match["unit"].lower()]
    word = match["which"].lower().split()[-1]
    step = (
        1
        if word in {"next", "following", "siguiente", "suivant", "suivante", "seguinte"}
        else -1
        if word in {"previous", "preceding", "before", "anterior", "précédente", "précédent"}
        else 0
    )
    return None, {"unit": unit, "offset": step, "context": True}, unit


def read_span(match: re.Match[str], language: str) -> Made:
    """The past two years."""
    n, unit = _count(match, language), WORDS[language].units[match["unit"].lower()]
    if n is None or n > 3000:
        return None, None, "none"
    return None, {"span": [unit, n if _direction(match["which"], default="past") == "future" else -n]}, "interval"


def read_since_then(match: re.Match[str], language: str) -> Made:
    """Since then: from the year of the date before it in the text."""
    del match, language
    return None, {"interval": [{"unit": "year", "offset": 0, "context": True}, ".."]}, "interval"


def read_vague(match: re.Match[str], language: str) -> Made:
    """now, to this day: a time that no date can be given for."""
    del match, language
    return None, None, "none"
