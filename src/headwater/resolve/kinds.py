"""One kind for one name: mends what a general language model calls a place here and an organisation there.

Lists, titles and grammars are believed; only mentions that the general model made are changed, and only for what other
mentions of the case say: a surname of someone named in full is a person, a name that the gazetteer holds is a place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.resolve.names import fold_words, skeleton, take_apart

GUESSED_KINDS = frozenset({"person", "organisation", "place", "country", "demonym"})
LIST_WEIGHT = 5
"""Mentions of the general model that one mention by a list, a title or a grammar outweighs."""
_ORDER = ("outlet", "organisation", "person", "place")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the mentions of a case say together.

    Attributes:
        votes: Folded words -> kinds with weights.
        surnames: Skeleton of a surname -> documents that name its bearer in full.
        placed: Folded words of names that are in the gazetteer by just that name.
    """

    votes: Mapping[Words, Counter[str]]
    surnames: Mapping[str, frozenset[str]]
    placed: frozenset[Words]


def is_guess(row: Mapping[str, Any], detail: Mapping[str, Any]) -> bool:
    """Whether the kind of a mention stands on the general model alone."""
    listed = row["kind"] in {"country", "demonym"} and detail.get("country")
    return row["kind"] in GUESSED_KINDS and str(row["maker"]).startswith("model:") and not listed


def gather_names(rows: Sequence[Mapping[str, Any]], details: Sequence[Mapping[str, Any]]) -> KnownNames:
    """Votes of all mentions on what their names are."""
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    surnames: dict[str, set[str]] = defaultdict(set)
    placed: set[Words] = set()
    for row, detail in zip(rows, details, strict=True):
        words = fold_words(row["name"] or row["text"])
        votes[words][row["kind"]] += 1 if is_guess(row, detail) else LIST_WEIGHT
        if row["kind"] == "place" and words == fold_words(str(detail.get("place") or "")):
            placed.add(words)
    for row in rows:
        person = take_apart(row["name"] or row["text"], "person").words
        if (
            row["kind"] == "person"
            and len(person) > 1
            and votes[fold_words(row["name"] or row["text"])].most_common(1)[0][0] == "person"
        ):
            for word in person[1:]:
                if len(word) > 2:
                    surnames[skeleton(word)].add(row["doc_id"])
    return KnownNames(votes, {k: frozenset(v) for k, v in surnames.items()}, frozenset(placed))


def settle_kind(row: Mapping[str, Any], detail: Mapping[str, Any], known: KnownNames) -> str:
    """Kind of a mention: its own, or where it is a guess what the case knows of its name."""
    words = fold_words(row["name"] or row["text"])
    if not is_guess(row, detail) or not words:
        return _settle_body(str(row["kind"]), known.votes.get(words, Counter()))
    documents = known.surnames.get(skeleton(words[0]), frozenset()) if len(words) == 1 else frozenset()
    if documents and (row["doc_id"] in documents or words not in known.placed):
        return "person"
    if words in known.placed and row["kind"] != "person":
        return "place"
    votes = known.votes[words]
    kinds = [k for k in _ORDER if votes[k]]
    return max(kinds, key=lambda k: (votes[k], -_ORDER.index(k))) if kinds else str(row["kind"])


def _settle_body(kind: str, votes: Counter[str]) -> str:
    return "outlet" if kind == "organisation" and votes["outlet"] else kind


def settle_kinds(rows: Iterable[Mapping[str, Any]], details: Iterable[Mapping[str, Any]]) -> list[str]:
    """Kind of each mention, in the order of the rows; a demonym counts as the country it stands for."""
    rows, details = list(rows), list(details)
    known = gather_names(rows, details)
    kinds = [settle_kind(row, detail, known) for row, detail in zip(rows, details, strict=True)]
    return ["country" if kind == "demonym" else kind for kind in kinds]
