"""Finding listed names in a sentence: word by word, longest first, without regard to accents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from headwater.schema import lexicon
from headwater.schema.lexicon import ListedName

_WORD = re.compile(r"[^\W_]+")


@cache
def _fold_char(char: str) -> str:
    folded = "".join(c for c in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(c))
    return folded[0] if folded else " "


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Small letters without accents, one for one: `fold(text)` is as long as `text`."""
    return text.translate(_FOLDS)


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    exact: str | None
    capitals: tuple[bool, ...]
    entry: ListedName


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed name in a sentence."""

    start: int
    end: int
    entry: ListedName


class NameIndex:
    """Listed names by their first word.

    Attributes:
        words: Every word of every listed name, folded.
    """

    def __init__(self, entries: Iterable[ListedName], *, has_small: bool) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._small: set[str] = set()
        self.words: set[str] = set()
        for entry in entries:
            for form in entry.forms:
                words = tuple(_WORD.findall(fold(form)))
                if not words or (form[0].islower() and not has_small):
                    continue
                letters = [c for c in form if c.isalpha()]
                is_acronym = len(letters) > 1 and all(c.isupper() for c in letters)
                capitals = tuple(form[m.start()].isupper() for m in _WORD.finditer(fold(form)))
                made = _Form(words, form if is_acronym or len(letters) == 1 else None, capitals, entry)
                self._forms.setdefault(words[0], []).append(made)
                self.words.update(words)
                if not capitals[0]:
                    self._small.add(words[0])
        for forms in self._forms.values():
            forms.sort(key=lambda f: (-len(f.words), f.exact is None, not f.capitals[0]))

    def is_strange(self, folded: str, start: int, end: int) -> bool:
        """Whether whole words of a folded text stand in no listed name at all."""
        if folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum():
            return False
        words = _WORD.findall(folded, start, end)
        return bool(words) and self.words.isdisjoint(words)

    def find(self, text: str, folded: str) -> Iterator[Listed]:
        """Every listed name, the longest at each place; places do not overlap."""
        words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(folded)]
        at = 0
        while at < len(words):
            found = self._match(text, words, at) if words[at][2] in self._forms else None
            if found is None:
                at += 1
            else:
                listed, n = found
                yield listed
                at += n

    def _match(self, text: str, words: list[tuple[int, int, str]], at: int) -> tuple[Listed, int] | None:
        first = words[at][2]
        if not (text[words[at][0]].isupper() or first in self._small):
            return None
        for form in self._forms[first]:
            n = len(form.words)
            if at + n > len(words) or any(words[at + i][2] != form.words[i] for i in range(1, n)):
                continue
            start, end = words[at][0], words[at + n - 1][1]
            if any(form.capitals[i] and not text[words[at + i][0]].isupper() for i in range(n)):
                continue
            if any(not _joins(text[words[i][1] : words[i + 1][0]]) for i in range(at, at + n - 1)):
                continue
            if form.exact is not None:
                end = _take_dot(text, end, form.exact)
                if _squeeze(text[start:end]) != _squeeze(form.exact):
                    continue
            return Listed(start, end, form.entry), n
        return None


def _joins(gap: str) -> bool:
    """Whether what stands between two words may stand inside a name."""
    return len(gap) <= 3 and all(c.isspace() or c in "-‐‑–.'’&/,()" for c in gap) and not ("," in gap and gap.strip() != ",")


def _take_dot(text: str, end: int, exact: str) -> int:
    return end + 1 if exact.endswith(".") and text[end : end + 1] == "." else end


def _squeeze(form: str) -> str:
    return "".join(c for c in form if not c.isspace())


_NUMERALS = frozenset(["II", "III", "IV", "V", "VI"])


@cache
def name_index(language: str) -> NameIndex:
    """All listed names that may stand in a text of a language."""
    entries = (
        *lexicon.load_people(),
        *lexicon.load_bodies(),
        *lexicon.load_outlets(),
        *_equipment_names(),
        *lexicon.load_demonyms(),
        *lexicon.load_countries(),
        *lexicon.load_capitals(),
        *lexicon.load_sites(),
    )
    return NameIndex(entries, has_small=language != "en")


def _equipment_names() -> Iterator[ListedName]:
    for family in lexicon.load_designators().families:
        for form in family.forms:
            is_family = not any(c.isdigit() or c == "-" for c in form) and form.split()[-1] not in _NUMERALS
            name = family.name if is_family else form
            detail = {**family.detail, "family": family.name, "variant": None if is_family else name}
            yield ListedName(name, "equipment", (form,), detail)
