"""Which country words stand for: "Iranian specialists", "the Caracas government" and "Moscow" act for a state."""

import re
from functools import cache, lru_cache

from headwater.model.text import fold
from headwater.schema.lexicon import country_names, load_capitals, load_countries, load_demonyms

_WORD = re.compile(r"[^\W_]+")
_AND = re.compile(r"\s(?:and|y|e|et|with|con|com|avec)\s|[,;]")
_PARTS_OF_THE_WORLD = frozenset(["latin", "south", "north", "central", "east", "west"])
"""Before a demonym they make it another: "Latin American" is no "American"; longer names, as "South Korean", begin with them."""
MIN_SLUG_CHARS = 3
"""Shorter words of an address are not read as names: "us", "in"."""
LONGEST_NAME = 4
"""Most words in a country's name that is looked for."""


@lru_cache(maxsize=50_000)
def country_in(text: str) -> str | None:
    """ISO 3166-1 code of the first country, capital or people that a phrase names, else None.

    Args:
        text: A phrase, such as "Iranian experts" or "ingenieros venezolanos"; the first 40 words are read.

    Example:
        >>> country_in("Iranian experts"), country_in("ingenieros venezolanos"), country_in("local staff")
        ('IR', 'VE', None)
    """
    words = _WORD.findall(text)[:40]
    names = _names()
    for start in range(len(words)):
        if start and fold(words[start - 1]) in _PARTS_OF_THE_WORLD:
            continue
        for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
            found = names.get(" ".join(fold(w) for w in words[start : start + length]))
            if found is not None and _is_cased(words[start], found[1]):
                return found[0]
    return None


def countries_in(text: str) -> tuple[str, ...]:
    """ISO 3166-1 codes of the countries that the parts of a phrase name, in order, each once.

    Example:
        >>> countries_in("the defence ministers of Iran and Bolivia")
        ('IR', 'BO')
    """
    parts = _AND.split(text[:400])
    return tuple(dict.fromkeys(code for part in parts if (code := country_in(part)) is not None))


def country_of_headline(title: str | None, url: str | None) -> str | None:
    """Country that a headline names, else the address of the page, which often repeats one.

    Args:
        title: Headline, in its own capitals.
        url: Address; the words of its last part are read as if they began with capitals.
    """
    found = country_in(title) if title else None
    if found is not None or not url:
        return found
    last = url.rstrip("/").rpartition("/")[2][:200]
    return country_in(" ".join(w for w in re.split(r"[-_.]", last.title()) if len(w) > MIN_SLUG_CHARS))


def country_name(code: str) -> str:
    """English name of a country."""
    return country_names().get(code, code)


def _is_cased(word: str, form: str) -> bool:
    """Whether a word has the capitals that the listed form asks for: "US" is no "us", "Polish" no "polish"."""
    if len(form) <= 3 and form.isupper():
        return word.isupper()
    return form[0].islower() or word[0].isupper()


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Folded name, capital or demonym -> (country code, form as listed); names that two countries share are left out."""
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for listed in (*load_countries(), *load_demonyms(), *load_capitals()):
        code = listed.detail.get("country")
        for form in listed.forms:
            key = " ".join(fold(w) for w in _WORD.findall(form))
            if not code or not key:
                continue
            if found.setdefault(key, (code, form))[0] != code:
                shared.add(key)
            elif form[0].islower():
                found[key] = (code, form)
    for key in shared:
        del found[key]
    return found
