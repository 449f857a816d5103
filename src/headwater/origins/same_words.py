"""One wording, one origin: documents that put a statement in the same words have it from one another or from one source.

Shared passages and rare details are weighed by how few documents of a case have them, so what every document repeats weighs
nothing there. A sentence with a number or two names that stands word for word in two places was nevertheless written once,
however many repeat it and however long after.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.model.text import fold
from headwater.origins.content import STEM_CHARS
from headwater.origins.days import Days
from headwater.origins.forest import Edge, Holder

Row = Mapping[str, Any]
VERBATIM = 0.97
"""How likely documents with one sentence, word for word, have one origin. Chosen by hand, so that the range leaves it out."""
NEAR = 0.9
"""The same for sentences that say the same numbers in nearly the same words."""
MIN_WORDS = 8
MIN_DETAILS = 2
NEAR_SHARE = 0.7
"""Share of all words of two sentences that both have, from which they are nearly the same."""
MAX_HEADS = 60
"""Wordings with the same numbers that a new one is compared with."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement in words.

    Attributes:
        words: Folded words in order, all of them.
        stems: Cut words, as a set.
        numbers: Its numbers.
        n_details: Numbers and words with a capital behind the first.
    """

    words: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[str]
    n_details: int


@dataclass(frozen=True, slots=True)
class SameWords:
    """Documents of one value that have it in one wording.

    Attributes:
        docs: Documents, first published first.
        confidence: How likely they have one origin.
    """

    docs: tuple[str, ...]
    confidence: float


def follow_wordings(
    claims: Sequence[Row],
    steps: dict[str, tuple[Holder, Edge | None]],
    days: Mapping[str, Days | None],
    external: Mapping[str, str],
) -> list[tuple[str, Sequence[str], float]]:
    """Documents with one wording, with the one that they follow; the steps of those that are roots lead on.

    They follow the first that leads to somebody else, for that is where the words are from; else the first of all.

    Args:
        claims: Rows of `claims` of one value.
        steps: doc_id -> its most likely root and the edge to the next; changed here.
        days: Publication days by doc_id.
        external: External ids by doc_id.
    """
    order = {d: (10**8, 10**8) if (found := days.get(d)) is None else (found.first, found.last) for d in steps}
    alike: list[tuple[str, Sequence[str], float]] = []
    for group in group_wordings(claims, order):
        own: set[Holder] = {("document", d) for d in group.docs}
        lead = next((d for d in group.docs if steps[d][0] not in own), group.docs[0])
        alike.append((lead, group.docs, group.confidence))
        root = steps[lead][0]
        evidence = f"says it in the words of {external.get(lead, lead)}"
        edge = Edge(("document", lead), group.confidence, "rewrite", evidence)
        for d, (here, step) in steps.items():
            if here in own and here != root:
                steps[d] = (root, edge if here == ("document", d) else step)
    return alike


def read_wording(text: str) -> Wording:
    """The words of a statement.

    Example:
        >>> read_wording("In May Iran sent 37 drones to Sudan").n_details
        4
    """
    written = _WORD.findall(text)
    words = tuple(fold(w) for w in written)
    numbers = frozenset(w for w in words if w[0].isdigit())
    capitals = {w for w, raw in zip(words[1:], written[1:], strict=True) if raw[0].isupper()}
    return Wording(words, frozenset(w[:STEM_CHARS] for w in words), numbers, len(numbers) + len(capitals))


def group_wordings(claims: Sequence[Row], order: Mapping[str, Any]) -> list[SameWords]:
    """Documents of one value that have it word for word, then those whose wordings are nearly the same.

    Args:
        claims: Rows of `claims` of one value.
        order: doc_id -> what to sort documents by, earliest first.

    Returns:
        Groups of two and more documents; word for word before nearly, as they are to be applied.
    """
    if len({claim["doc_id"] for claim in claims}) < 2:
        return []
    exact: dict[tuple[str, ...], set[str]] = defaultdict(set)
    read: dict[tuple[str, ...], Wording] = {}
    for claim in claims:
        wording = read_wording(claim["quote"] or "")
        if len(wording.words) >= MIN_WORDS and wording.n_details >= MIN_DETAILS:
            exact[wording.words].add(claim["doc_id"])
            read[wording.words] = wording
    verbatim = [_in_order(docs, order) for _, docs in sorted(exact.items())]
    near = [_in_order({d for words in heads for d in exact[words]}, order) for heads in _near(read)]
    return [
        *(SameWords(docs, VERBATIM) for docs in verbatim if len(docs) > 1),
        *(SameWords(docs, NEAR) for docs in near if len(docs) > 1),
    ]


def _in_order(docs: set[str], order: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(docs, key=lambda d: (order[d], d)))


def _near(read: Mapping[tuple[str, ...], Wording]) -> list[list[tuple[str, ...]]]:
    """Wordings in groups: each joins the first one with its numbers that it resembles."""
    heads: dict[frozenset[str], list[tuple[Wording, list[tuple[str, ...]]]]] = defaultdict(list)
    for words, wording in sorted(read.items()):
        if not wording.numbers:
            continue
        beside = heads[wording.numbers]
        group = next((g for head, g in beside if _share(head.stems, wording.stems) >= NEAR_SHARE), None)
        if group is not None:
            group.append(words)
        elif len(beside) < MAX_HEADS:
            beside.append((wording, [words]))
    return [group for _, beside in sorted(heads.items(), key=lambda x: sorted(x[0])) for _, group in beside if len(group) > 1]


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0
