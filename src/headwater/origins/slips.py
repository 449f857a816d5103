"""Odd spellings that documents share: a misspelt name travels with the text that it stands in.

A name that few documents spell is a slip of one that many spell where they differ by one letter (two in a long name), or
where a short name in capitals has its letters in another order ("NKH" for NHK). Only spellings of one language are held
against each other: "Venezuela" and "Venezuelas" in two languages are no slip.

Source: shared errors as proof of descent: P. Maas, Textkritik, 1927 (Leitfehler).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from headwater.origins.neighbours import Held

FEW = 4
"""Documents that may share a slip; more have another spelling, not a slip."""
TIMES = 4
"""How many times as many documents must have the usual spelling."""
MIN_CHARS = 5
LONG_CHARS = 9
"""Letters from which on two letters may differ."""
SHORT_CHARS = 3
_ENDINGS = ("s", "n", "an", "es")

Slips = dict[tuple[str, str], str]
"""(doc_id, odd spelling) -> the usual one."""


def find_slips(held: Sequence[Held]) -> Slips:
    """Odd spellings of names in each document.

    Args:
        held: One document for each distinct text.
    """
    spelt: dict[str | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for doc in held:
        for kind, name in doc.features:
            if kind == "name" and name.isalpha() and len(name) >= SHORT_CHARS:
                spelt[doc.text_language][name].add(doc.doc_id)
    found: Slips = {}
    for _, documents in sorted(spelt.items(), key=lambda x: x[0] or ""):
        counts = Counter({name: len(ids) for name, ids in documents.items()})
        for name, usual in sorted(_pair_spellings(counts).items()):
            found.update({(doc_id, name): usual for doc_id in documents[name]})
    return found


def _pair_spellings(counts: Counter[str]) -> dict[str, str]:
    """Odd spelling -> the most usual one that it may stand for."""
    usual = [name for name, n in counts.items() if n >= TIMES]
    near: dict[str, list[str]] = defaultdict(list)
    for name in usual:
        for key in _keys(name):
            near[key].append(name)
    pairs: dict[str, str] = {}
    for name, n in counts.items():
        if n > FEW:
            continue
        others = {o for key in _keys(name) for o in near.get(key, ()) if counts[o] >= TIMES * n and is_slip(name, o)}
        if others:
            pairs[name] = max(others, key=lambda o: (counts[o], o))
    return pairs


@cache
def _keys(name: str) -> frozenset[str]:
    """Keys of which two near spellings share one: a half of the name that has no error in it, or its letters."""
    if len(name) < MIN_CHARS:
        return frozenset({"=" + "".join(sorted(name))})
    third = len(name) // 3
    return frozenset({"<" + name[:third], ">" + name[-third:], "|" + "".join(sorted(name))})


def is_slip(odd: str, usual: str) -> bool:
    """Whether one folded name may be a slip of another.

    Example:
        >>> is_slip("nkh", "nhk"), is_slip("machiavelo", "machiavelli"), is_slip("iranian", "iran")
        (True, True, False)
    """
    if odd == usual or _is_inflected(odd, usual):
        return False
    if len(usual) < MIN_CHARS:
        return len(odd) == len(usual) and sorted(odd) == sorted(usual)
    limit = 2 if min(len(odd), len(usual)) >= LONG_CHARS else 1
    return min(len(odd), len(usual)) >= MIN_CHARS and OSA.distance(odd, usual, score_cutoff=limit) <= limit


def _is_inflected(a: str, b: str) -> bool:
    """Whether one is the other with an ending: a plural or a demonym is no slip."""
    short, long_ = sorted((a, b), key=len)
    stem = short.rstrip("aeo")
    return any(long_ == short + e for e in _ENDINGS) or (len(stem) >= MIN_CHARS - 1 and long_[: len(stem)] == stem and long_[len(stem) :] in {"a", "o", "e", "as", "os", "es", "an", "en"})


def shared_slips(a: Held, b: Held, slips: Slips) -> list[tuple[str, str]]:
    """Odd spellings that two documents share, each with the usual one; none where the usual one stands there too."""
    names: Iterable[str] = (name for kind, name in a.features.keys() & b.features.keys() if kind == "name")
    return sorted(
        (name, slips[a.doc_id, name])
        for name in names
        if (a.doc_id, name) in slips
        and (b.doc_id, name) in slips
        and ("name", slips[a.doc_id, name]) not in a.features
        and ("name", slips[a.doc_id, name]) not in b.features
    )
