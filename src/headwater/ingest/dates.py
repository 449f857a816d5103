"""Candidates for the publication date of a document, each with the words or tag that give it."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

BASES = ("record", "json-ld", "meta", "header", "time element", "url", "text", "file")
"""Where a publication date may stand, the most trusted first: what a publisher states for machines comes before what
is only printed, what is printed beside the text before what is said in it, and the day on which a file was made last:
a template or a printer may have made it."""

_BEFORE_DATELINE = re.compile(r"[\s\"“(]{0,3}(?:[A-ZÀ-Þ][\w'’-]{0,20}[.,]{0,2} {0,2}(?:de |del |of |the |y |and )?){0,5}")
_AFTER_DATELINE = re.compile(r"\s{0,2}(?:\([^)\n]{1,30}\)\s{0,2})?(?:[—–:.\n]|- |$)")

FIRST_YEAR, LAST_YEAR = 1400, 2199
"""Years outside are mistakes of a template or of a pattern, not dates of publication."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ][\d:]|Z)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.{0,6})?$")
_EDTF_PART = re.compile(r"(-?\d{4}|[\dX]{4})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?[~?%]?$")
_URL_DATE = re.compile(
    r"(?<![\d.])(?:(?P<y1>(?:19|20)\d{2})/(?P<m1>0?[1-9]|1[0-2]|[a-z]{3,10})(?:/(?P<d1>0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)"
    r"|(?P<y2>(?:19|20)\d{2})[_-](?P<m2>0?[1-9]|1[0-2])[_-](?P<d2>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?P<y3>(?:19|20)\d{2})(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?!\d))",
    re.IGNORECASE,
)
_WORDY = re.compile(
    r"(?<![\w])(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?(?P<m1>[^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?(?P<y1>\d{4})"
    r"|(?P<m2>[^\W\d_]{3,12})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))(?!\w)"
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\d/-])")
_UTC = re.compile(r"\d:\d{2}(?::\d{2})?(?:\.\d{1,9})? ?(?:Z|[+-]00:?00|GMT\+0000|UTC)$")
_MONTH_LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "nl", "pl", "tr", "ru", "uk")


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that may be that of publication.

    Attributes:
        date: EDTF: `2025-08-28`, or with less precision as given, `2012-06`.
        basis: One of `BASES`.
        evidence: The words, tag or header that give it.
        is_utc: Whether it was cut from a time in UTC, so that the publisher's own day may be the one before or after.
    """

    date: str
    basis: str
    evidence: str
    is_utc: bool = False


def make_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """EDTF date of these numbers, or None where the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def read_iso_date(text: str) -> str | None:
    """EDTF date that begins an ISO 8601 date or time: `2025-08-28T10:00:00-04:00` gives `2025-08-28`.

    The day is that of the publisher's own clock; precision is kept as given.
    """
    text = text.strip()
    found = _ISO.match(text) or _COMPACT.match(text)
    if found is None:
        return None
    year, month, day = found.groups()
    return make_date(int(year), int(month) if month else None, int(day) if day else None)


def check_edtf(text: str) -> str | None:
    """A date as a record may give it, or None where it is none.

    Accepts EDTF level 0 and, of level 1, the marks `~ ? %`, unspecified digits `X`, seasons 21 to 24 and intervals
    with open ends. A time of day is cut off.

    Source: Extended Date/Time Format specification, Library of Congress, 2019; ISO 8601-2:2019.

    Example:
        >>> check_edtf("2012-06~"), check_edtf("2025-02-30")
        ('2012-06~', None)
    """
    text = text.strip()
    if "/" in text:
        sides = text.split("/")
        if len(sides) != 2 or all(s in {"", ".."} for s in sides):
            return None
        return text if all(s in {"", ".."} or _check_part(s) for s in sides) else None
    if "T" in text or " " in text:
        return read_iso_date(text)
    return text if _check_part(text) else None


def _check_part(text: str) -> bool:
    found = _EDTF_PART.match(text)
    if found is None:
        return False
    year, month, day = found.groups()
    if "X" in text:
        return (month in {None, "XX"} or "X" not in year) and (day in {None, "XX"} or month != "XX")
    if month is not None and day is None and 21 <= int(month) <= 24:
        return True
    if year.startswith("-"):
        return False
    return make_date(int(year), int(month) if month else None, int(day) if day else None) is not None


@cache
def month_names() -> dict[str, int]:
    """Names and short forms of months in several languages, in lower case, to their number."""
    from babel import Locale

    found: dict[str, int] = {}
    for language in _MONTH_LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    found.setdefault(name.lower().strip("."), number)
    return found | {"sept": 9, "set": 9, "setiembre": 9}


def find_url_date(url: str) -> DateCandidate | None:
    """Date in the path of an address, as in `/2025/08/28/` or `/2025/aug/28/`; a year alone is not trusted."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.IGNORECASE).split("?", 1)[0].split("#", 1)[0][:500]
    for found in _URL_DATE.finditer(path):
        year, month, day = next(found.group(f"y{n}", f"m{n}", f"d{n}") for n in (1, 2, 3) if found[f"y{n}"])
        number = int(month) if month.isdigit() else month_names().get(month.lower())
        if number is None:
            continue
        date = make_date(int(year), number, int(day) if day else None)
        if date is not None:
            return DateCandidate(date, "url", found[0])
    return None


def find_text_dates(text: str, *, language: str | None = None) -> Iterator[DateCandidate]:
    """Dates that a short stretch of text prints: `28 August 2025`, `28 de agosto de 2025`, `2025-08-28`, `28/08/2025`.

    Where day and month of a numeric date can be told apart neither by their size nor by the language, none is given.

    Args:
        text: A by-line or the first lines of a text, at most 2,000 code points are read.
        language: Language of the text, BCP 47.
    """
    text = text[:2000]
    for found in _WORDY.finditer(text):
        day, month, year = (found["d1"], found["m1"], found["y1"]) if found["d1"] else (found["d2"], found["m2"], found["y2"])
        number = month_names().get(month.lower())
        if number is not None and (date := make_date(int(year), number, int(day))) is not None:
            yield DateCandidate(date, "text", found[0])
    for found in _NUMERIC.finditer(text):
        if (date := _read_numeric(found[1], found[3], found[4], language)) is not None:
            yield DateCandidate(date, "text", found[0])


def find_dateline(text: str, *, language: str | None = None) -> Iterator[DateCandidate]:
    """The date of a dateline that opens a text: `CARACAS, March 3, 2024 (AP) —`; a date inside a sentence is none.

    Args:
        text: Canonical text; its first 160 code points are read.
        language: Language of the text, BCP 47.
    """
    start = text[:160]
    for found in find_text_dates(start, language=language):
        at = start.find(found.evidence)
        if _BEFORE_DATELINE.fullmatch(start[:at]) and _AFTER_DATELINE.match(start[at + len(found.evidence) :]):
            yield found
            return


def _read_numeric(first: str, second: str, third: str, language: str | None) -> str | None:
    if len(first) == 4:
        return make_date(int(first), int(second), int(third)) if len(third) <= 2 else None
    if len(third) != 4 or len(first) > 2:
        return None
    day, month = int(first), int(second)
    is_english = (language or "en").lower().startswith("en")
    if month > 12:
        day, month = month, day
    elif is_english and day <= 12 and day != month and language not in {"en-GB", "en-AU", "en-IE", "en-IN", "en-NZ", "en-ZA"}:
        return None
    return make_date(int(third), month, day)


def is_utc_time(text: str) -> bool:
    """Whether a date is written as a time in UTC, in which most sites keep what they published at another local time."""
    return _UTC.search(text) is not None


def order_dates(candidates: Iterable[DateCandidate]) -> list[DateCandidate]:
    """Candidates without repetition, best first; the first one is taken as the date of publication.

    They stand in the order of `BASES`, and within a basis in the order in which they were found. One exception: where the
    best is a time in UTC, and a day that the publisher wrote down itself is the one before or after, that day comes first:
    a story of the evening in Caracas is of that evening.
    """
    distinct = {(c.date, c.basis, c.evidence): c for c in candidates}
    ordered = sorted(distinct.values(), key=lambda c: BASES.index(c.basis))
    if not ordered or not ordered[0].is_utc:
        return ordered
    own = [c for c in ordered if not c.is_utc and c.basis != "record" and _are_near(c.date, ordered[0].date)]
    own.sort(key=lambda c: c.basis == "url")  # an address may carry the day that a story is about
    return [own[0], *(c for c in ordered if c is not own[0])] if own and own[0].date != ordered[0].date else ordered


def _are_near(first: str, second: str) -> bool:
    try:
        return abs((datetime.fromisoformat(first) - datetime.fromisoformat(second)).days) <= 1
    except ValueError:
        return False
