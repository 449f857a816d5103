"""Odd spellings that documents share: a misspelt name travels with the text that it stands in.

A name that few documents write is a slip of one that many write where it differs by one letter (two in a long name) and
stands beside the same other name ("Lindsay Lehan"), or where a name in capitals has its letters in another order ("NKH"
for NHK). Only spellings of one language are held against each other.

Source: shared errors as proof of descent: P. Maas, Textkritik, 1927 (Leitfehler). It fails on a slip in a name that
stands alone, and on two people whose names differ by a letter and who share the other name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from headwater.origins.content import fold_letters
from headwater.origins.cues import load_cues
from headwater.origins.neighbours import Held

FEW = 4
"""Documents that may share a slip; more have another spelling, not a slip."""
TIMES = 4
"""How many times as many documents must have the usual spelling."""
MIN_CHARS = 5
LONG_CHARS = 9
"""Letters from which on two letters may differ."""
MAX_ACRONYM_CHARS = 5
_NAME = re.compile(r"[^\W\d_]+")
_ENDINGS = frozenset({"", "a", "o", "e", "s", "n", "as", "os", "es", "an", "en", "ns"})

Slips = Mapping[str, Mapping[str, str]]
"""doc_id -> odd spelling -> the usual one."""
Place = tuple[str, str]
"""What a name stands beside, and on which side of it; an acronym stands for itself."""


def find_slips(held: Sequence[Held]) -> Slips:
    """Odd spellings of names in each document.

    Args:
        held: One document for each distinct text.
    """
    spelt: dict[tuple[str | None, Place], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for doc in held:
        for place, name in _read_names(doc.text):
            spelt[doc.text_language, place][name].add(doc.doc_id)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for documents in spelt.values():
        if len(documents) > 1:
            for odd, usual in _pair_spellings({name: len(ids) for name, ids in documents.items()}):
                for doc_id in documents[odd]:
                    found[doc_id][odd] = usual
    return found


def _read_names(text: str) -> Iterator[tuple[Place, str]]:
    """Capitalised words of a text with what they stand beside; acronyms with their letters in order."""
    common = load_cues().sets["function_words"]
    before, end = "", -2
    for m in _NAME.finditer(text):
        word = m.group()
        name = fold_letters(word)
        if not word[0].isupper() or name in common:
            before = ""
            continue
        if word.isupper() and 2 < len(word) <= MAX_ACRONYM_CHARS:
            yield ("letters", "".join(sorted(name))), name
        elif before and m.start() == end + 1:
            yield ("after", before), name
            yield ("before", name), before
        before, end = name, m.end()


def _pair_spellings(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Odd spellings of names in one place, each with the most usual one that it may stand for."""
    usual = [name for name, n in counts.items() if n >= TIMES]
    for odd, n in counts.items():
        others = [name for name in usual if counts[name] >= TIMES * n and is_slip(odd, name)] if n <= FEW else []
        if others:
            yield odd, max(others, key=lambda name: (counts[name], name))


def is_slip(odd: str, usual: str) -> bool:
    """Whether one folded name may be a slip of another, by its letters.

    Example:
        >>> is_slip("nkh", "nhk"), is_slip("lehan", "lohan"), is_slip("iranians", "iranian")
        (True, True, False)
    """
    if odd == usual:
        return False
    if len(usual) < MIN_CHARS:
        return len(odd) == len(usual) and sorted(odd) == sorted(usual)
    n = next((i for i, (a, b) in enumerate(zip(odd, usual, strict=False)) if a != b), min(len(odd), len(usual)))
    if n >= MIN_CHARS - 1 and {odd[n:], usual[n:]} <= _ENDINGS:
        return False
    limit = 2 if min(len(odd), len(usual)) >= LONG_CHARS else 1
    return len(odd) >= MIN_CHARS - 1 and OSA.distance(odd, usual, score_cutoff=limit) <= limit


def shared_slips(a: Held, b: Held, slips: Slips) -> list[tuple[str, str]]:
    """Odd spellings that two documents share, each with the usual one."""
    of_a, of_b = slips.get(a.doc_id, {}), slips.get(b.doc_id, {})
    return sorted((odd, of_a[odd]) for odd in of_a.keys() & of_b.keys())
