"""Armed groups, units, organs of state and alliances, by the grammar of their names.

"158th Fighter Wing" and "Badr Brigades" have the shape of a unit's name, "Jaysh al-Islam" the first word of a
movement's, "Iraqi security forces" a nationality and the noun of a force. Groups without a name ("opposition forces") are
mentions as well, marked `is_unnamed`, so that nothing joins those of two documents.
"""

import re
from collections.abc import Iterator
from functools import cache

from headwater.annotate.found import Found, Sentence
from headwater.annotate.lookup import fold
from headwater.schema.beside import load_groups
from headwater.schema.lexicon import load_countries, load_demonyms

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_WORD = rf"{_CAPITAL}[\w'’-]{{1,24}}"
_LEFT = re.compile(r"((?:[\w'’.-]{1,24}\s){1,3})$")
_POSSESSIVE = re.compile(r"['’]s?$")
_MAX_LEFT = 60


def find_groups(sentence: Sentence) -> Iterator[Found]:
    """Units and movements that have a name, and organs of states that stand in capitals."""
    yield from _find_units(sentence)
    for match in _capital_pattern().finditer(sentence.text):
        if match.start() > 0 or sentence.text[match.end() : match.end() + 1] == " ":
            yield Found(match.start(), match.end(), "organisation", match.group(), "list: noun in capitals")


def find_wider(sentence: Sentence) -> Iterator[Found]:
    """Forces and organs of a country, and groups without a name.

    The mention is the noun alone ("security forces"), its name the whole ("Iraqi security forces"): the country beside it
    is its own mention, and no two overlap.
    """
    if sentence.language == "en":
        yield from _find_of_country(sentence)
        yield from _find_unnamed(sentence)
        yield from _find_offices(sentence)
    elif sentence.language == "es":
        yield from _find_of_country_es(sentence)
        yield from _find_unnamed(sentence)
        yield from _find_offices(sentence)


@cache
def _unit_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    lists = load_groups()
    after = "|".join(re.escape(w) for w in lists.unit_after)
    before = "|".join(re.escape(w) for w in lists.unit_before)
    movement = "|".join(re.escape(w) for w in lists.movement_words)
    joint = r"(?:al-|ul-|as-|ash-|an-|ar-|at-|el-|e-|al\s|ul\s)?"
    return (
        (re.compile(rf"(?<![\w-])\d{{1,3}}(?:st|nd|rd|th|º|ª|°)\s(?:{_WORD}\s){{0,3}}(?:{after})\b"), "unit: number and noun"),
        (re.compile(rf"(?<![\w-])(?:{_WORD}\s){{1,3}}(?:{after})\b(?!\s{_CAPITAL})"), "unit: name and noun"),
        (
            re.compile(rf"(?<![\w-])(?:{before})\s(?:of|for|de|del|de la)\s(?:the\s|la\s)?{_WORD}(?:\s{_WORD}){{0,2}}"),
            "unit: noun and name",
        ),
        (re.compile(rf"(?<![\w-])(?:{before})\s(?:N\.?[º°]\s?)?\d{{1,4}}\b"), "unit: noun and number"),
        (
            re.compile(
                rf"(?<![\w-])(?:{movement})[\s-]{joint}{_CAPITAL}[\w'’-]{{1,24}}(?:\s{joint}{_CAPITAL}[\w'’-]{{1,24}}){{0,2}}"
            ),
            "movement: first word",
        ),
    )


def _find_units(sentence: Sentence) -> Iterator[Found]:
    text = sentence.text
    for pattern, maker in _unit_patterns():
        for match in pattern.finditer(text):
            start, words = match.start(), match.group()
            while words and fold(words.split()[0]) in _OPENERS and len(words.split()) > 2:
                start += len(words) - len(words.split(None, 1)[1])
                words = words.split(None, 1)[1]
            if fold(words.split()[0]) not in _OPENERS:
                yield Found(start, start + len(words), "organisation", words, maker)


_OPENERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "in", "on", "at", "for", "and", "but", "with", "when", "after", "by", "from", "as",
     "el", "la", "los", "las", "un", "una", "en", "mr", "president", "our", "his", "her", "its", "their", "near", "under", "of", "to"]
)  # fmt: skip


@cache
def _country_words() -> dict[str, str]:
    """Folded demonym or country -> code."""
    found: dict[str, str] = {}
    for entry in (*load_demonyms(), *load_countries()):
        for form in entry.forms:
            found.setdefault(fold(form), str(entry.detail["country"]))
    return found


@cache
def _noun_pattern(language: str, key: str) -> re.Pattern[str]:
    nouns = sorted(getattr(load_groups(), key).get(language, ()), key=lambda n: (-len(n), n))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(n) for n in nouns)})(?![\w-])")


def _find_of_country(sentence: Sentence) -> Iterator[Found]:
    """A nationality, at most two words, a noun: "Iraqi security forces", "Turkey's elected government"."""
    between = load_groups().between["en"]
    for match in _noun_pattern("en", "of_country").finditer(sentence.folded):
        left = _LEFT.search(sentence.folded, max(0, match.start() - _MAX_LEFT), match.start())
        if left is None:
            continue
        words = left[1].split()
        for n in range(len(words)):
            word = _POSSESSIVE.sub("", words[n])
            country = _country_words().get(word) or (
                _country_words().get(f"{words[n - 1]} {word}") if n and words[n - 1] else None
            )
            if country and all(w in between for w in words[n + 1 :]):
                is_two = n > 0 and f"{words[n - 1]} {word}" in _country_words()
                start = _start_of(sentence.folded, left.start(1), n - 1 if is_two else n)
                if sentence.text[start].isupper():
                    name = sentence.text[start : match.end()]
                    detail = {"country": country}
                    yield Found(match.start(), match.end(), "organisation", name, "grammar: nationality and force", detail)
                break


def _start_of(text: str, start: int, n: int) -> int:
    """Where the n-th word from a start begins."""
    for _ in range(n):
        start = text.index(" ", start) + 1 if " " in text[start:] else start
    return start


def _find_of_country_es(sentence: Sentence) -> Iterator[Found]:
    """A noun and a nationality: "fuerzas armadas venezolanas", "gobierno de Irán"."""
    for match in _noun_pattern("es", "of_country").finditer(sentence.folded):
        right = re.compile(r"\s(?:de\s)?([^\W\d_]{3,24}(?:\s[^\W\d_]{2,24})?)").match(sentence.folded, match.end())
        if right is None:
            continue
        words = right[1].split()
        for n in range(len(words), 0, -1):
            if country := _country_words().get(" ".join(words[:n])):
                end = right.start(1) + len(" ".join(words[:n]))
                name, detail = sentence.text[match.start() : end], {"country": country}
                yield Found(match.start(), match.end(), "organisation", name, "grammar: nationality and force", detail)
                break


def _find_unnamed(sentence: Sentence) -> Iterator[Found]:
    for match in _noun_pattern(sentence.language, "unnamed").finditer(sentence.folded):
        name = sentence.text[match.start() : match.end()]
        yield Found(match.start(), match.end(), "organisation", name, "grammar: group without a name", {"is_unnamed": True})


@cache
def _capital_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in load_groups().capital_nouns)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])(?!\s[A-Z])")


_DETERMINER = re.compile(r"(?:^|[\s(\"“])(?:the|a|an|his|her|its|their|our|el|la|un|una|su)\s((?:[\w.'’/-]{1,24}\s){0,3})$")


def _find_offices(sentence: Sentence) -> Iterator[Found]:
    """Holders of an office who are not named: "the Iraqi foreign minister", "a Pentagon spokesman"."""
    for match in _noun_pattern(sentence.language, "office_heads").finditer(sentence.folded):
        left = _DETERMINER.search(sentence.folded, max(0, match.start() - _MAX_LEFT), match.start())
        if left is None or _NAME_AFTER.match(sentence.text, match.end()) or not _MAY_FOLLOW.match(sentence.folded, match.end()):
            continue
        between = sentence.text[left.start(1) : match.start()].split()
        if all(w[0].isupper() or fold(w) in load_groups().office_modifiers or fold(w) in _country_words() for w in between):
            name = sentence.text[left.start(1) : match.end()]
            yield Found(match.start(), match.end(), "person", name, "grammar: office without a name", {"is_unnamed": True})


_MAY_FOLLOW = re.compile(
    r"$|[^\w\s-]|\s(?:[^\w\s]|said|says|told|added|announced|confirmed|denied|warned|visited|met|spoke|called|made|gave|arrived|also|who|whose"
    r"|of|for|in|at|on|to|and|or|but|is|was|are|were|has|have|had|will|would|can|could|may|might|should|must|from|with|by|that|as|after"
    r"|before|during|when|while|not|did|does|dijo|anuncio|confirmo|nego|afirmo|declaro|que|de|del|en|y|o|fue|es|ha|para|por|con|se)\b"
)
_NAME_AFTER = re.compile(rf",?\s{_CAPITAL}[\w'’-]+|-")
