"""Words and letters of names, read from `names.yaml` and kept."""

import shlex
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.errors import SchemaError
from headwater.schema.reading import read_yaml

_WORD_LISTS = ("titles", "particles", "generic", "phrase_ends", "determiners", "government", "class_words")
_KEYS = frozenset({*_WORD_LISTS, "legal_forms", "nicknames", "numbers", "shortened", "letters"})


@dataclass(frozen=True, slots=True)
class NameWords:
    """Lists that the comparison of names stands on; all words are folded: lower case, no marks.

    Attributes:
        titles: Words before or after a person's name that are not the name.
        particles: Short words inside names that weigh little.
        legal_forms: Words of a legal form (as a tuple) -> number of its class; longest first.
        generic: Words that many organisations share.
        nicknames: Given name -> numbers of the groups that it belongs to.
        numbers: Numeral in words or Roman -> digits.
        shortened: Abbreviated word -> whole word.
        letters: Translation table from letters of other scripts to Latin ones.
        phrase_ends: Words before which the head of a phrase ends.
        determiners: Words that may stand before a name.
        government: Words that make a demonym a state.
        class_words: Words after a name that only say what kind of thing it is.
    """

    titles: frozenset[str]
    particles: frozenset[str]
    legal_forms: Mapping[tuple[str, ...], int]
    generic: frozenset[str]
    nicknames: Mapping[str, frozenset[int]]
    numbers: Mapping[str, str]
    shortened: Mapping[str, str]
    letters: Mapping[int, str]
    phrase_ends: frozenset[str]
    determiners: frozenset[str]
    government: frozenset[str]
    class_words: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """The lists of `names.yaml`.

    Raises:
        SchemaError: A list is missing or an unknown one is there.
    """
    data: Any = read_yaml("names.yaml")
    if not isinstance(data, dict) or data.keys() != _KEYS:
        raise SchemaError(f"schema/names.yaml: expected exactly the lists {sorted(_KEYS)}")
    letters = _letters(data["letters"])
    forms: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(data["legal_forms"]):
        for form in shlex.split(line):
            forms[tuple(_plain(form).translate(letters).split())] = number
    nicknames: dict[str, set[int]] = {}
    for number, group in enumerate(data["nicknames"]):
        for name in group:
            nicknames.setdefault(name, set()).add(number)
    return NameWords(
        legal_forms=dict(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0]))),
        nicknames={name: frozenset(groups) for name, groups in nicknames.items()},
        numbers={str(k): str(v) for k, v in data["numbers"].items()},
        shortened={_plain(k): v for k, v in data["shortened"].items()},
        letters=letters,
        **{name: frozenset(_plain(data[name]).split()) for name in _WORD_LISTS},
    )


def _plain(text: str) -> str:
    """Lower case without marks and apostrophes."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c) and c not in "'’")


def _letters(scripts: Mapping[str, str]) -> dict[int, str]:
    table: dict[int, str] = {}
    for script, line in scripts.items():
        words = line.split()
        if len(words) % 2:
            raise SchemaError(f"schema/names.yaml: letters of {script} must come in pairs")
        for letter, latin in zip(words[::2], words[1::2], strict=True):
            table[ord(letter)] = "" if latin == "_" else latin
    return table
