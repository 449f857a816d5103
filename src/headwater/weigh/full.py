"""Questions of a case that name all their roles, and how a claim's own question takes their place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headwater.model.ids import make_id
from headwater.weigh.asked import Asked, item_keys
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.role import Role
from headwater.weigh.things import head_words
from headwater.weigh.wording import word_question

Row = Mapping[str, Any]
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Full:
    """A question that names all its roles, with the documents that ask it and the words for what its numbers count."""

    keys: Keys
    asked: Asked
    documents: frozenset[str]
    units: frozenset[str] = frozenset()

    @property
    def parties(self) -> frozenset[str]:
        """Keys of the countries in it."""
        return frozenset(k for k in self.keys if k.startswith("c:"))


class FullQuestions:
    """Questions of a case that name all their roles, by kind and by each of their keys."""

    def __init__(self, claims: Sequence[Row], asked: Mapping[str, Asked]) -> None:
        documents: dict[tuple[str, Keys], set[str]] = defaultdict(set)
        first: dict[tuple[str, Keys], Asked] = {}
        units: dict[tuple[str, Keys], set[str]] = defaultdict(set)
        for claim in claims:
            if (a := asked.get(claim["claim_id"])) is not None and all(keys := item_keys(a.kind, a.roles)):
                documents[a.kind, keys].add(claim["doc_id"])
                first.setdefault((a.kind, keys), a)
                if claim["quantity_unit"]:
                    units[a.kind, keys].add(f"u:{head_words(claim['quantity_unit'])}")
        self._by_keys: dict[tuple[str, Keys], Full] = {}
        self._by_key: dict[tuple[str, str], list[Full]] = defaultdict(list)
        for (kind, keys), docs in sorted(documents.items()):
            full = self._by_keys[kind, keys] = Full(keys, first[kind, keys], frozenset(docs), frozenset(units[kind, keys]))
            for key in sorted({*keys, *full.units}):
                self._by_key[kind, key].append(full)

    def holding(self, kind: str, keys: Iterable[str]) -> list[Full]:
        """Questions of a kind that have all of some keys; none where no key is given."""
        wanted = set(keys)
        shortest = min((self._by_key.get((kind, k), []) for k in sorted(wanted)), key=len, default=[])
        return [f for f in shortest if wanted <= {*f.keys, *f.units}]

    def find(self, kind: str, keys: Keys) -> Full | None:
        """The question with these keys."""
        return self._by_keys.get((kind, keys))


def asking_documents(claims: Sequence[Row], asked: Mapping[str, Asked]) -> dict[str, set[str]]:
    """item_id -> documents with a claim that asks it.

    Args:
        claims: Rows of `claims`.
        asked: What each of them asks, by claim_id.
    """
    documents: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if (own := asked.get(claim["claim_id"])) is not None:
            documents[own.item_id].add(claim["doc_id"])
    return documents


def fullness(asked: Asked) -> int:
    """How many roles of a question are known by more than their words."""
    return sum(1 for k in item_keys(asked.kind, asked.roles) if k and not k.startswith("w:"))


def settle(asked: Mapping[str, Asked], moves: Mapping[str, Asked]) -> dict[str, Asked]:
    """What each claim asks after some were put to another question; one whose new question was itself left goes on with it.

    Args:
        asked: What each claim asked, by claim_id.
        moves: The question to which each of some claims is put. A question only ever gives way to one that ranks higher, so
            that no chain of moves returns.
    """
    left = {asked[i].item_id: other for i, other in sorted(moves.items()) if i in asked}
    found = dict(asked)
    for claim_id, other in moves.items():
        target, passed = other, set[str]()
        while target.item_id in left and target.item_id not in passed:
            passed.add(target.item_id)
            target = left[target.item_id]
        found[claim_id] = join(asked.get(claim_id), target)
    return found


def join(own: Asked | None, other: Asked) -> Asked:
    """A question with the roles of a fuller one, and what the claim itself names more narrowly."""
    roles = {
        **(own.roles if own is not None else {}),
        **{r: _narrowed(other.roles.get(r), own) for r in QUESTIONS[other.kind].roles},
    }
    item_id = make_id("it", other.kind, *item_keys(other.kind, roles))
    return Asked(item_id, other.kind, word_question(other.kind, roles), roles)


def _narrowed(role: Role | None, own: Asked | None) -> Role | None:
    if role is None:
        return None
    mine = next((r for r in (own.roles.values() if own is not None else ()) if r is not None and r.key == role.key), None)
    return replace(role, narrower=mine.narrower if mine is not None else None)
