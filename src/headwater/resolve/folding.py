"""Names of places made comparable: what the gazetteer stores and what a text says fold to the same key.

The standard library alone, because the build of the gazetteer runs before anything is installed.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_NOT_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a"}
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه", "ё": "е", "ґ": "г"}
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "twp": "township", "co": "county"}
_APOSTROPHES = re.compile("['’ʼ‘`ʻʹʿʾ´]")


def split_words(listed: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(listed.split())


DIVISION_WORDS = split_words(
    """county parish province district oblast oblasti region governorate department departamento departement state
    prefecture canton voivodeship municipality republic republika raion rayon kray krai okrug autonomous estado provincia
    provincie muhafazat wilaya ostan il kreis landkreis borough census area comunidad autonoma city metropolitan shi sheng
    territory division region regione distrito municipio judet zupanija megye lan fylke maakunta kabupaten kota zhou xian
    """
)
SITE_WORDS = split_words(
    """air airbase base bases airport airfield aerodrome aeropuerto aeroport aeroporto aerea aerienne military militar
    militaire naval navy army international internacional nuclear facility facilities complex complejo site plant planta
    factory shipyard port puerto porto harbor harbour station force afb nas camp fort fuerte research center centre centro
    space cosmodrome launch test range special economic zone field intl aeronautica aereo
    """
)


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A name without case, marks, points and apostrophes; one blank between words; St. and Mt. written out.

    Example:
        >>> fold_name("St. Martín's"), fold_name("U.S.")
        ('saint martins', 'us')
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name[:200]).casefold())
    text = _MARKS.sub("", text).translate(_LETTERS)
    text = _APOSTROPHES.sub("", text)
    text = re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", text)
    words = _NOT_WORD.sub(" ", text).split()
    return " ".join(_SHORT.get(w, w) for w in words)


def key_of(folded: str) -> int:
    """64 bits that stand for a folded name; among a million names the chance of any clash is below 1e-7."""
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def strip_division_words(folded: str) -> str:
    """A folded name of a division without the words for its kind: "rapides parish" is "rapides"."""
    return _strip(folded, DIVISION_WORDS)


def site_key(folded: str) -> str:
    """Key of a site without the words for its kind, marked so that it never meets a town: "~el libertador"."""
    bare = _strip(folded, SITE_WORDS)
    return f"~{bare}" if bare and not bare.isdigit() else ""


def has_site_word(folded: str) -> bool:
    """Whether one of its words says that it is a site."""
    return any(w in SITE_WORDS for w in folded.split())


def _strip(folded: str, words: frozenset[str]) -> str:
    parts = folded.split()
    while len(parts) > 1 and parts[-1] in words:
        parts.pop()
    if len(parts) > 1 and parts[0] in words:
        while len(parts) > 1 and (parts[0] in words or parts[0] in {"of", "de", "del", "du", "do", "da"}):
            parts.pop(0)
    return " ".join(parts)
