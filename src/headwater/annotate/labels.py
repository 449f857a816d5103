"""Parts of speech, features and lemmas of parsed tokens, worked out once for each kind of token.

spaCy asks its attribute rules and its lemmatizer anew for each token. Both look at no more than the token's word, tag and
label (a few rules look at the next token too): so an answer is kept, and spaCy is asked only where there is none yet.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

_KEYS: Final = frozenset({"TAG", "LOWER", "DEP", "POS", "IS_SPACE"})
_COLUMNS: Final = ("ORTH", "LOWER", "TAG", "POS", "MORPH", "DEP", "IS_SPACE", "HEAD", "SENT_START", "IDX", "LENGTH")


class Kind(NamedTuple):
    """What attribute rules may look at in a token; a word that none of them names is None."""

    tag: str
    pos: str
    morph: str
    dep: str
    lower: str | None
    is_space: bool


class Label(NamedTuple):
    """What attribute rules make of a token; no lemma where they leave it to the lemmatizer."""

    pos: str
    tag: str
    morph: str
    lemma: str | None


class _Known(NamedTuple):
    """A kind of token with what is known of it: its label once it was ruled on, and the longer rules that it may begin or go on."""

    kind: Kind
    label: Label | None
    begins: int
    goes_on: int


class Labeller:
    """Labels of documents that the parser has read.

    Args:
        nlp: The pipeline, with `attribute_ruler` and `lemmatizer`.
    """

    def __init__(self, nlp: Any) -> None:
        self._strings: dict[int, str] = {}
        self._store = nlp.vocab.strings
        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        _index_as_sets(self._lemmatizer)
        patterns: list[list[dict[str, Any]]] = [p for rule in self._ruler.patterns for p in rule["patterns"]]
        self._is_known = all(set(element) <= _KEYS for p in patterns for element in p)
        asked = [element["LOWER"] for p in patterns for element in p if "LOWER" in element]
        self._named = {word for wanted in asked for word in _list_words(wanted)}
        self._in_other_ways = [wanted for wanted in asked if not _list_words(wanted)]
        self._longer = [p for p in patterns if len(p) > 1]
        self._words: dict[int, int] = {}
        self._kinds: dict[tuple[int, ...], _Known] = {}
        self._lemmas: dict[tuple[int, str, str, bool], str] = {}

    def describe(self, doc: Any) -> dict[str, list[Any]]:
        """Columns of `parses` for one document, but for its names."""
        rows = doc.to_array(_COLUMNS).astype(np.int64)
        orth, lower, tag, pos, morph, dep, is_space, heads, sent_start, starts, lengths = (c.tolist() for c in rows.T)
        known, words = self._words, [self._words.get(w) for w in lower]
        if None in words:
            words = [known[w] if w in known else self._word(w) for w in lower]
        keys = list(zip(tag, pos, morph, dep, is_space, words, strict=True))
        kinds = [self._kinds.get(key) or self._read(key) for key in keys]
        labels = self._label(doc, keys, kinds)
        places = range(len(labels))
        asked = [
            (word, label.pos, label.morph, start == 1) for word, label, start in zip(orth, labels, sent_start, strict=True)
        ]
        return {
            "starts": starts,
            "ends": [a + n for a, n in zip(starts, lengths, strict=True)],
            "lemmas": [labels[i].lemma or self._lemmas.get(asked[i]) or self._lemma(doc, i, asked[i]) for i in places],
            "pos": [label.pos for label in labels],
            "tags": [label.tag for label in labels],
            "morphs": [label.morph for label in labels],
            "deps": [known.kind.dep for known in kinds],
            "heads": [i + h for i, h in enumerate(heads)],
        }

    def _say(self, key: int) -> str:
        known = self._strings.get(key)
        if known is None:
            known = self._strings[key] = self._store[key & 0xFFFFFFFFFFFFFFFF]
        return known

    def _word(self, key: int) -> int:
        """A word in small letters if a rule names it, else 0."""
        word = self._say(key)
        is_asked = word in self._named or any(_fits(word, wanted) for wanted in self._in_other_ways)
        self._words[key] = key if is_asked else 0
        return self._words[key]

    def _read(self, key: tuple[int, ...]) -> _Known:
        tag, pos, morph, dep, is_space, word = key
        say = self._say
        kind = Kind(say(tag), say(pos), say(morph), say(dep), say(word) if word else None, bool(is_space))
        begins, goes_on = _places(kind, self._longer)
        self._kinds[key] = known = _Known(kind, None, begins, goes_on)
        return known

    def _label(self, doc: Any, keys: Sequence[tuple[int, ...]], kinds: Sequence[_Known]) -> list[Label]:
        labels = [known.label for known in kinds]
        longer = self._in_longer(kinds)
        if self._is_known and not longer and None not in labels:
            return labels  # type: ignore[return-value]
        self._ruler(doc)
        ruled = [Label(token.pos_, token.tag_, str(token.morph), token.lemma_ if token.lemma else None) for token in doc]
        apart = {i + k for i, pattern in longer for k in range(len(pattern))}
        for i, key in enumerate(keys):
            if i not in apart:
                self._kinds[key] = kinds[i]._replace(label=ruled[i])
        return ruled

    def _in_longer(self, kinds: Sequence[_Known]) -> list[tuple[int, list[dict[str, Any]]]]:
        """Where rules on several tokens may hold: (first token, rule), judged by the rule's first two tokens."""
        found = []
        before = 0
        for i, known in enumerate(kinds):
            if before and (both := before & known.goes_on):
                found += [(i - 1, p) for n, p in enumerate(self._longer) if both >> n & 1]
            before = known.begins
        return found

    def _lemma(self, doc: Any, i: int, key: tuple[int, str, str, bool]) -> str:
        token = doc[i]
        token.pos_ = key[1]
        token.set_morph(key[2])
        lemma: str = self._lemmatizer.lemmatize(token)[0]
        self._lemmas[key] = lemma
        return lemma


def _places(kind: Kind, patterns: Sequence[list[dict[str, Any]]]) -> tuple[int, int]:
    """Bits of the patterns whose first, and whose second token this may be."""
    first = sum(1 << n for n, p in enumerate(patterns) if _may_be(kind, p[0]))
    return first, sum(1 << n for n, p in enumerate(patterns) if _may_be(kind, p[1]))


def _may_be(kind: Kind, element: Mapping[str, Any]) -> bool:
    given = {"TAG": kind.tag, "DEP": kind.dep, "POS": kind.pos, "LOWER": kind.lower}
    return all(name not in element or (value is not None and _fits(value, element[name])) for name, value in given.items())


def _list_words(wanted: Any) -> Sequence[str]:
    """The words that an element of a rule lists; none where it asks in another way."""
    if isinstance(wanted, str):
        return [wanted]
    return list(wanted["IN"]) if set(wanted) == {"IN"} else []


def _fits(word: str, wanted: Any) -> bool:
    """Whether a word is what an element of a rule asks for; yes where the question is of an unknown form."""
    if not isinstance(wanted, Mapping):
        return bool(word == wanted)
    checks: dict[str, Callable[[Any], bool]] = {"IN": lambda v: word in v, "REGEX": lambda v: re.search(v, word) is not None}
    return all(checks[name](value) for name, value in wanted.items() if name in checks)


def _index_as_sets(lemmatizer: Any) -> None:
    """Known words as sets: spaCy keeps them as lists, and looks through 57,528 nouns to find that one is new."""
    if lemmatizer.mode == "rule" and lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for key in list(table):
            table[key] = frozenset(table[key])
