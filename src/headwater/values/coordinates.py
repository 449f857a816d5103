"""Coordinates as texts write them: "10.18 N, 67.56 W", "10°11′00″N 67°33′26″W", "10.1834, -67.5573"."""

import re
from dataclasses import dataclass
from functools import lru_cache

DEGREE_M = 111_195.0
"""Length of one degree of latitude on a sphere of 6371.0088 km."""

_SPACE = r"[\s\u00a0]{0,2}"
_NUMBER = r"\d{1,3}(?:[.,]\d{1,7})?"
_MARK = rf"{_SPACE}(?:°|º|˚|deg(?:rees|\.)?|grados|degrés|graus)?"
_MINUTES = rf"(?:{_SPACE}\d{{1,2}}(?:[.,]\d{{1,5}})?{_SPACE}(?:['′’]|min\.?)(?!['’]))?"
_SECONDS = rf"(?:{_SPACE}\d{{1,2}}(?:[.,]\d{{1,4}})?{_SPACE}(?:\"|″|”|''|’’|sec\.?))?"
_HALF = {
    "lat": r"(?:[NnSs](?:orth|outh|orte|ord|ur|ud)?|[Nn]orth|[Ss]outh)",
    "lon": r"(?:[EeWwOo](?:ast|est|este)?|[Ee]ast|[Ww]est)",
}
_VALUE = {k: rf"(?P<{k}>{_NUMBER}{_MARK}{_MINUTES}{_SECONDS})" for k in _HALF}
_JOIN = rf"{_SPACE}(?:[,;/]|and|y|et|e|by)?{_SPACE}"
_WORD = r"(?:lat(?:itude|itud|\.)?|lon(?:gitude|gitud|g\.?|\.)?):?\s?"

_AFTER = re.compile(
    rf"(?<![\w.,-]){_VALUE['lat']}{_SPACE}(?P<ns>{_HALF['lat']})\b\.?{_JOIN}{_VALUE['lon']}{_SPACE}(?P<ew>{_HALF['lon']})\b"
)
_BEFORE = re.compile(rf"(?<!\w)(?P<ns>[NS]){_SPACE}{_VALUE['lat']}{_JOIN}(?P<ew>[EWO]){_SPACE}{_VALUE['lon']}(?![\w])")
_SIGNED = re.compile(
    rf"(?<![\w.,-])(?:{_WORD})?(?P<lat>[-−+]?\d{{1,2}}\.\d{{3,8}})°?{_SPACE}[,;]{_SPACE}(?:{_WORD})?(?P<lon>[-−+]?\d{{1,3}}\.\d{{3,8}})(?![\w.]\d)(?!\s?%)"
)
_HINT = re.compile(r"[°º˚]|\d\.\d{3}|\d\s?(?:[NSns]\b|deg|grad)|\b[NS]\s?\d|\d ?[Nn]or[td]|\d ?[Ss](?:u[rd]|outh)|\b[Ll]at")
"""One of these stands wherever there are coordinates; most texts have none, and are done."""
_DIGIT = re.compile(r"\d")
_SIGNS = ("°", "º", "˚", "Lat", "lat")
"""What the hint may find where there is no digit."""
_NUMBERS = re.compile(r"\d{1,3}(?:[.,]\d{1,8})?")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point that a text gives.

    Attributes:
        start: First code point.
        end: One past the last.
        text: The words.
        lat: Degrees, -90 to 90.
        lon: Degrees, -180 to 180.
        precision_m: Half of the last digit that is written, in metres, at least 1.
    """

    start: int
    end: int
    text: str
    lat: float
    lon: float
    precision_m: float


def find_coordinates(text: str) -> list[Coordinates]:
    """All points that a text gives as coordinates, in order; pairs outside the globe are none.

    Args:
        text: Any text. A pair of numbers without degrees, N or W counts only with three decimals or more in both.

    Example:
        >>> [(c.lat, c.lon) for c in find_coordinates("at 10.18 N, 67.56 W, near Maracay")]
        [(10.18, -67.56)]
    """
    return list(_find(text))


@lru_cache(maxsize=8)
def _find(text: str) -> tuple[Coordinates, ...]:
    """Each text is asked for twice: for its places, and for its mentions."""
    if (_DIGIT.search(text) is None and not any(sign in text for sign in _SIGNS)) or not _HINT.search(text):
        return ()
    found: list[Coordinates] = []
    for pattern in (_AFTER, _BEFORE, _SIGNED):
        for match in pattern.finditer(text):
            point = _read(match, is_signed=pattern is _SIGNED)
            if point and not any(point.start < c.end and c.start < point.end for c in found):
                found.append(point)
    return tuple(sorted(found, key=lambda c: c.start))


def _read(match: re.Match[str], *, is_signed: bool) -> Coordinates | None:
    lat, step_lat = _degrees(match["lat"])
    lon, step_lon = _degrees(match["lon"])
    if is_signed:
        lat = -lat if match["lat"][0] in "-−" else lat
        lon = -lon if match["lon"][0] in "-−" else lon
    else:
        lat = -lat if match["ns"][0] in "Ss" else lat
        lon = -lon if match["ew"][0] in "WwOo" else lon
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    precision = max(1.0, max(step_lat, step_lon) / 2 * DEGREE_M)
    return Coordinates(match.start(), match.end(), match[0], round(lat, 7), round(lon, 7), round(precision, 1))


def _degrees(words: str) -> tuple[float, float]:
    """Degrees without sign, and the worth of the last digit in degrees."""
    parts = [n.replace(",", ".") for n in _NUMBERS.findall(words)][:3]
    value = sum(float(p) / 60**i for i, p in enumerate(parts))
    decimals = len(parts[-1].partition(".")[2])
    return value, 10.0**-decimals / 60 ** (len(parts) - 1)
