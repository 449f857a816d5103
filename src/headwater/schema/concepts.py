"""Common nouns as concepts: what "drone", "UAV" and "avión no tripulado" have in common, as data.

A phrase is matched by its own words: the longest listed term that ends at the phrase's head wins, so "attack drones"
and "drones" are two concepts and "drones from Iran" is `drone`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from headwater.errors import SchemaError
from headwater.model.text import fold
from headwater.schema.reading import read_yaml

LANGUAGES: tuple[str, ...] = ("en", "es", "fr", "pt")
LONGEST_TERM = 6
"""Most words in a listed term."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TAIL = re.compile(
    r"\s(?:of|from|in|at|for|with|by|to|on|that|which|de|del|desde|en|para|con|por|que|des|du|dans|pour|avec|sans|do|da|em|com)\s"
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of thing.

    Attributes:
        id: Its name in data.
        label: Its name for people, plural.
    """

    id: str
    label: str


def find_concept(phrase: str) -> Concept | None:
    """The concept that a noun phrase names, or None.

    Args:
        phrase: Words such as "the Iranian attack drones" or "aviones no tripulados".

    Example:
        >>> find_concept("unmanned aircraft").id, find_concept("aviones no tripulados").id
        ('drone', 'drone')
    """
    return _find(fold(phrase))


@lru_cache(maxsize=50_000)
def _find(phrase: str) -> Concept | None:
    terms = _terms()
    words = _WORD.findall(phrase)[:40]
    found: list[tuple[int, int, str]] = []
    for start in range(len(words)):
        for length in range(min(LONGEST_TERM, len(words) - start), 0, -1):
            concept = terms.get(" ".join(words[start : start + length]))
            if concept is not None:
                found.append((start, length, concept.id))
                break
    if not found:
        return None
    # The head of an English phrase is its last noun before a preposition; of a Romance phrase its first noun. Both are the
    # longest term in the part of the phrase that stands before the first preposition, the later one on a tie.
    head_words = len(_WORD.findall(_TAIL.split(f"{phrase} ", maxsplit=1)[0]))
    in_head = [f for f in found if f[0] < head_words] or found[:1]
    _, _, name = max(in_head, key=lambda f: (f[1], f[0]))
    return _concepts()[name]


def concepts_in(text: str) -> frozenset[str]:
    """Ids of all concepts that a text names, the wider ones in a longer term too.

    Example:
        >>> sorted(concepts_in("six attack drones left the base"))
        ['attack_drone', 'base', 'drone']
    """
    terms, first = _terms(), _first_words()
    words = _WORD.findall(fold(text))
    runs = (
        " ".join(words[at : at + length])
        for at, word in enumerate(words)
        if word in first
        for length in range(1, LONGEST_TERM + 1)
    )
    return frozenset(found.id for run in runs if (found := terms.get(run)) is not None)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(term.split(" ", 1)[0] for term in _terms())


@lru_cache(maxsize=64)
def words_for(name: str) -> frozenset[str]:
    """All folded words and phrases for a concept and the narrower ones: "attack drone" is one for `drone`.

    A concept is narrower where at least half of its terms hold a term of this one; of others only such terms count, so
    that "drone factory" is a phrase for `drone` and "factory" is not.

    Args:
        name: Id of a concept.
    """
    by_concept: dict[str, set[str]] = {}
    for term, concept in _terms().items():
        by_concept.setdefault(concept.id, set()).add(term)
    own = by_concept.get(name, set())
    found = set(own)
    for terms in by_concept.values():
        holding = {term for term in terms if any(f" {word} " in f" {term} " for word in own)}
        found |= terms if 2 * len(holding) >= len(terms) else holding
    return frozenset(found)


def names_one(text: str, words: frozenset[str]) -> bool:
    """Whether a text has one of these words or phrases, as `words_for` gives them.

    Example:
        >>> names_one("Two attack drones were shown", words_for("drone"))
        True
    """
    found = _WORD.findall(fold(text))
    return any(" ".join(found[at : at + length]) in words for at in range(len(found)) for length in range(1, LONGEST_TERM + 1))


@cache
def _concepts() -> dict[str, Concept]:
    data = read_yaml("concepts.yaml")
    for name, row in data.items():
        if (
            not isinstance(row, dict)
            or set(row) != {"label", *LANGUAGES}
            or not all(isinstance(row[x], list) for x in LANGUAGES)
        ):
            raise SchemaError(f"schema/concepts.yaml: {name} must have label and lists {', '.join(LANGUAGES)}")
    return {name: Concept(name, row["label"]) for name, row in data.items()}


@cache
def _terms() -> dict[str, Concept]:
    data, concepts = read_yaml("concepts.yaml"), _concepts()
    terms: dict[str, Concept] = {}
    for name, row in data.items():
        for language in LANGUAGES:
            for term in row[language]:
                for form in _forms(fold(str(term)), language):
                    terms.setdefault(form, concepts[name])
    return terms


def _forms(term: str, language: str) -> set[str]:
    """A term in singular and plural, by the regular rules of its language."""
    forms = {term, " ".join(_WORD.findall(term))}
    words = _WORD.findall(term)
    if language == "en":
        forms.add(" ".join([*words[:-1], _plural_en(words[-1])]))
    else:
        # In Romance languages the first noun and its adjectives take the plural: aviones no tripulados, misiles balísticos.
        plural = [_plural_romance(words[0], language)]
        is_bound = False
        for word in words[1:]:
            is_bound = is_bound or word in {"de", "del", "da", "do", "a", "en", "sans"} or word.startswith(("d'", "d’"))
            plural.append(word if is_bound or word in {"no", "nao"} else _plural_romance(word, language))
        forms.add(" ".join(plural))
    return forms


def _plural_en(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    return word + "s"


def _plural_romance(word: str, language: str) -> str:
    if language == "fr":
        return word if word.endswith(("s", "x")) else word + "s"
    if language == "pt" and word.endswith("ao"):
        return word[:-2] + "oes"
    if language == "pt" and word.endswith("l"):
        return word[:-1] + "is"
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word.endswith(("a", "e", "i", "o", "u")):
        return word + "s"
    return word if word.endswith("s") else word + "es"
