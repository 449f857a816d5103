"""One role of a claim, and the names by which entities are found in words."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from headwater.model.text import fold

_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Role:
    """One role of a claim.

    Attributes:
        key: What equal things share.
        words: Words to show.
        entity: Entity, if it is one.
        kind: Kind of the entity; `concept` for a common thing; `words` where only the text is known.
        narrower: What the claim names more narrowly than the question: a design, a body of a country.
    """

    key: str
    words: str
    entity: str | None
    kind: str
    narrower: str | None = None


@lru_cache(maxsize=10_000)
def phrase_key(text: str) -> str:
    """A phrase as folded words between blanks."""
    return f" {' '.join(_PART.findall(fold(text)))} "


MIN_NAME_CHARS = 5
"""Shorter names, with a blank at either end, stand in too many words by chance."""


def entity_names(rows: Sequence[Mapping[str, Any]], kind: str) -> list[tuple[str, str]]:
    """Names and aliases of entities of one kind as folded words between blanks, longest first, with their entities."""
    found = []
    for r in rows:
        if r["kind"] == kind:
            for name in (r["name"], *json.loads(r["aliases"])):
                key = phrase_key(name)
                if len(key) > MIN_NAME_CHARS:
                    found.append((key, r["entity_id"]))
    return sorted(found, key=lambda x: (-len(x[0]), x))
