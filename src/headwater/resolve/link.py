"""Words of a claim's roles -> entities, through the mentions of its document, else through the names of the case."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.resolve.names import fold_words
from headwater.schema.name_words import load_name_words

ROLE_COLUMNS = {
    "subject": "subject_entity", "object": "object_entity", "place": "place_entity", "attributed_to": "attributed_entity",
}  # fmt: skip
PLACE_KINDS = frozenset({"place", "site", "country"})
SPARE_SHARE = 5
"""How many times more often than others the one must be named that a name outside its documents is taken for."""
_PIECES = re.compile(r"\s*;\s*")
_MAX_CHARS = 400
_MAX_WORDS = 40
_POSSESSIVE = re.compile(r"['’]s(?!\w)")


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which an entity is written."""

    entity_id: str
    kind: str
    start: int
    end: int


class Linker:
    """Forms of all entities: by document with their places, and over the case."""

    def __init__(self, mentions: Iterable[Mapping[str, Any]]) -> None:
        """Index mentions that have an `entity_id`; order does not matter."""
        self._here: dict[str, dict[tuple[str, ...], list[_Form]]] = defaultdict(lambda: defaultdict(list))
        case: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        rows = sorted((m for m in mentions if m["entity_id"]), key=lambda m: (m["doc_id"], m["start"], m["end"], m["kind"]))
        for row in rows:
            form = _Form(row["entity_id"], row["kind"], row["start"], row["end"])
            for words in {fold_words(row["text"]), fold_words(row["name"] or "")}:
                if words and not (row["kind"] == "demonym" and words == fold_words(row["name"] or "")):
                    self._here[row["doc_id"]][words].append(form)
            if row["kind"] != "demonym":
                case[fold_words(row["name"] or row["text"])][row["entity_id"]] += 1
        self._case = {words: winner for words, ids in case.items() if words and (winner := _clear_winner(ids)) is not None}

    def find(self, words: str | None, claim: Mapping[str, Any], *, is_place: bool = False) -> str | None:
        """Entity of the first of several names, or None where nothing resolves.

        Args:
            words: Words of a role; several names are joined by "; ".
            claim: Its row: doc_id, start, end.
            is_place: Whether only places count.
        """
        for piece in _PIECES.split((words or "")[:_MAX_CHARS]):
            whole = self._find_whole(piece, claim, is_place=is_place)
            if whole is not None:
                return whole
            for part in piece.split(", "):
                found = self._find_piece(part, claim, is_place=is_place)
                if found is not None:
                    return found
        return None

    def _find_whole(self, piece: str, claim: Mapping[str, Any], *, is_place: bool) -> str | None:
        """Entity that is named by just these words, with or without a determiner."""
        words = fold_words(piece)
        forms = self._here.get(claim["doc_id"], {})
        for whole in (words, _bare(words)):
            found = _nearest(forms.get(whole, ()), claim, is_place=is_place, may_be_demonym=False) or self._case.get(whole)
            if found is not None:
                return found
        return None

    def _find_piece(self, piece: str, claim: Mapping[str, Any], *, is_place: bool) -> str | None:
        """Entity that the head of a phrase names."""
        whole = self._find_whole(piece, claim, is_place=is_place)
        if whole is not None:
            return whole
        words = _bare(fold_words(_POSSESSIVE.sub("", piece)))[:_MAX_WORDS]
        forms = self._here.get(claim["doc_id"], {})
        for start, end in _head_spans(words):
            may_be_demonym = end < len(words) and words[end] in load_name_words().government
            found = _nearest(forms.get(words[start:end], ()), claim, is_place=is_place, may_be_demonym=may_be_demonym)
            if found is not None:
                return found
        return None


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without determiners in front."""
    while len(words) > 1 and words[0] in load_name_words().determiners:
        words = words[1:]
    return words


def _clear_winner(counts: Counter[str]) -> str | None:
    """What is named most, where it is named `SPARE_SHARE` times as often as all else together."""
    best = min(counts, key=lambda e: (-counts[e], e))
    return best if counts[best] >= SPARE_SHARE * (counts.total() - counts[best]) else None


def _nearest(forms: Iterable[_Form], claim: Mapping[str, Any], *, is_place: bool, may_be_demonym: bool) -> str | None:
    """The form that stands in the claim, else the nearest one."""
    fitting = [
        f for f in forms if (may_be_demonym or f.kind != "demonym") and (not is_place or f.kind in PLACE_KINDS)
    ]  # fmt: skip
    if not fitting:
        return None
    best = min(fitting, key=lambda f: (max(0, claim["start"] - f.start, f.end - claim["end"]), f.start, f.entity_id))
    return best.entity_id


def _head_spans(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a name may stand so that it is what the phrase is about, best first.

    A name may begin the phrase and reach over its first preposition ("Ministry of Defence of Iran"); else it ends where
    the head ends: before the first preposition, and before words that only say what kind of thing it is. "Mohajer-6
    drones of Iran" is about the Mohajer-6; "engineers of Iran" is about no name.
    """
    lists = load_name_words()
    stop = next((n for n, w in enumerate(words) if n and w in lists.phrase_ends), len(words))
    for end in range(len(words) - 1, stop, -1):
        yield 0, end
    end = stop
    while end > 0:
        for start in range(end):
            yield start, end
        if words[end - 1] not in lists.class_words | lists.government:
            return
        end -= 1
