"""Words of a sentence with their offsets, and the names that stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from headwater.origins.cues import Cues, Publisher, plain_words

_WORD = re.compile(r"[ldsnqcmLDSNQCM][’'](?=\w{2})|\w+(?:[’'.&-]\w+)*|[^\w\s]")
_DOMAIN = re.compile(r"[a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,20}){1,4}", re.IGNORECASE)
MAX_MET = 50_000
"""Names of which is kept what publisher stands in them; then the keeping begins anew."""
MAX_NAME_WORDS = 12
"""No name of a publisher, body or person that is credited has more words; longer runs are headlines in capitals."""


class Word(NamedTuple):
    """A word or punctuation mark: half-open offsets in the text, as written and in lower case."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that names someone: indices of its first and one past its last word."""

    first: int
    last: int


def split_words(text: str, start: int, end: int) -> list[Word]:
    """Words and punctuation of `text[start:end]`, with offsets into the text."""
    return [Word(*m.span(), word := m.group(), word.casefold()) for m in _WORD.finditer(text, start, end)]


def is_domain(word: str) -> bool:
    """Whether a word is a web domain such as `example.gob.ve`."""
    return bool(_DOMAIN.fullmatch(word)) and word.rsplit(".", 1)[-1].isalpha() and word.islower()


def is_name_word(word: Word, cues: Cues) -> bool:
    """Whether a word can stand in a name: a capital somewhere, not a function word; or a web domain."""
    if word.text == word.low:
        return "." in word.low and is_domain(word.low)
    if word.low.startswith(("i'", "i’")):
        return False  # "I'm", "I've"
    if word.low in cues.sets["function_words"] and not (word.text.isupper() and len(word.text) > 1):
        return False
    return any(c.isupper() for c in word.text) and word.text[0].isalnum()


def find_names(words: Sequence[Word], cues: Cues) -> list[Name]:
    """Runs of name words in order, joined over connectors ("Institute for Science and International Security")."""
    names = []
    i = 0
    while i < len(words):
        opens = i == 0 and len(words) > 1 and words[0].low in cues.say and is_name_word(words[1], cues)
        opens = opens or (i == 0 and words[0].text.istitle() and words[0].low in cues.before)  # "Per the Zarand Institute"
        if opens or not (is_name_word(words[i], cues) or (words[i].text[0].isupper() and _opens_name(words, i, cues))):
            i += 1
            continue
        last = _extend_name(words, i, cues)
        names.append(Name(i, last))
        i = last
    return names


def _opens_name(words: Sequence[Word], i: int, cues: Cues) -> bool:
    """Whether a word of grammar has a capital since a name begins with it: "the Court of Audit", "the Sunday Argus"."""
    if i == 0 or i + 1 >= len(words) or not words[i].text.istitle() or not words[i - 1].text.isalpha():
        return False
    after = words[i + 1]
    if words[i].low.endswith("day"):
        return after.text.istitle() and after.low in cues.sets["outlet_words"]
    is_of = after.low == "of" and i + 2 < len(words) and words[i + 2].text.istitle()
    return words[i].low in _CAPITAL_NOUNS and (is_of or after.text.istitle())


_CAPITAL_NOUNS = frozenset({"court", "customs", "flight", "satellite", "word", "residents", "experts"})


def _extend_name(words: Sequence[Word], first: int, cues: Cues) -> int:
    last = first + 1
    has_link = False
    while last < len(words) and last - first < MAX_NAME_WORDS:
        is_last = words[last].low in _LAST_WORDS and words[last].text.istitle()
        if is_last or is_name_word(words[last], cues) or (words[last].text.isdigit() and words[last - 1].text.isalpha()):
            last += 1
            continue
        inner = words[last].text[0].isupper() and last + 1 < len(words) and is_name_word(words[last + 1], cues)
        if inner and words[last].text.isalpha() and words[last].end + 1 == words[last + 1].start:
            last += 2
            continue
        skip = last
        while skip < min(last + 2, len(words)) and words[skip].low in cues.sets["connectors"]:
            skip += 1
        is_and = skip == last and words[last].low in cues.sets["and_words"] and has_link
        if is_and:
            skip = last + 1
        if skip == last or skip >= len(words) or not (is_name_word(words[skip], cues) or _is_inner(words[skip])):
            break
        has_link = has_link or not is_and
        last = skip + 1
    return last


_LAST_WORDS = frozenset({"sur", "hoy", "ahora", "today", "now", "ayer", "entre"})
"""Words of grammar with which names of publishers end: "Radio Sur", "Andina Hoy"."""


def _is_inner(word: Word) -> bool:
    """Whether a word of another language's grammar is part of a name, since it has a capital behind "of": "Faro del Sur"."""
    return len(word.text) > 2 and word.text.istitle() and word.text.isalpha()


def after_possessive(words: Sequence[Word], name: Name) -> Name:
    """The part of a name after its last inner possessive: "Spain's ABC" -> "ABC"."""
    first = name.first
    for i in range(name.first, name.last - 1):
        if words[i].text.endswith(("'s", "’s")):
            first = i + 1
    return Name(first, name.last)


def known_publisher(words: Sequence[Word], name: Name, cues: Cues) -> tuple[Publisher, Name] | None:
    """The publisher whose longest alias stands inside a name, and the words that it takes."""
    texts = tuple(w.text for w in words[name.first : name.last])
    if texts not in cues.met:
        if len(cues.met) >= MAX_MET:
            cues.met.clear()
        cues.met[texts] = _find_publisher(texts, cues)
    found = cues.met[texts]
    return None if found is None else (found[0], Name(name.first + found[1], name.first + found[2]))


def _find_publisher(texts: Sequence[str], cues: Cues) -> tuple[Publisher, int, int] | None:
    for length in range(len(texts), 0, -1):
        for first in range(len(texts) - length + 1):
            written = " ".join(texts[first : first + length])
            found = cues.publishers.get(plain_words(written))
            if found is None and is_domain(written.casefold()):
                found = cues.by_domain.get(written.casefold().removeprefix("www."))
            # Short forms in capitals ("AP", "RT", "DW") only as written, and "Time" or "Bild" only as a whole name.
            if found is not None and (length > 1 or _is_safe(written, cues, is_whole=length == len(texts))):
                return found, first, first + length
    return None


def _is_safe(written: str, cues: Cues, *, is_whole: bool) -> bool:
    if len(written) <= 3:
        return written.isupper()
    return written.isupper() or is_whole or (len(written) > 6 and written.casefold() not in cues.sets["outlet_words"])
