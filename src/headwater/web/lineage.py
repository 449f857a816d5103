"""Origins of a value as a forest: who is first, and who has it from whom."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.web.opened import Row

_MAX_HOLDERS = 400
"""Holders that one tree draws; Python would refuse a chain much longer than this."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A holder of a value, with those who have it from there.

    Attributes:
        name: External id of a document, or the name of an upstream that is not held.
        kind: `document`, or the kind of an origin that is none: unheld document, named person or body, unnamed source.
        document: The document's row, where the case holds it.
        quotes: Claims of that document that propose the value.
        relation: How it has it from above: copy, rewrite, translation, digest, cites; empty for an origin.
        evidence: What speaks for that.
        confidence: 0 to 1, of an origin: how sure that it is apart from the others.
        children: Who has it from here, earliest first.
        n_hidden: How many more have it from here; a tree draws only so many.
    """

    name: str
    kind: str
    document: Row | None
    quotes: tuple[Row, ...]
    relation: str
    evidence: str
    confidence: float | None
    children: tuple["Branch", ...]
    n_hidden: int = 0

    @property
    def n_documents(self) -> int:
        """Documents of the case in this branch."""
        return (self.document is not None) + self.n_hidden + sum(child.n_documents for child in self.children)


def grow_branches(origins: Sequence[Row], documents: Mapping[str, Row], claims: Sequence[Row]) -> tuple[Branch, ...]:
    """The origins of one value, most documents first.

    Args:
        origins: Rows of `origins` of the value.
        documents: Rows of `documents` by external id.
        claims: Rows of `claims` that propose the value.
    """
    quotes: dict[str, list[Row]] = {}
    for claim in claims:
        quotes.setdefault(claim["external_id"], []).append(claim)
    grown = [_grow_origin(origin, documents, quotes) for origin in origins]
    return tuple(sorted(grown, key=lambda b: (-b.n_documents, b.name)))


def path_to(branches: Sequence[Branch], external_id: str) -> tuple[Branch, ...]:
    """The way from an origin down to a document, or nothing."""
    for branch in branches:
        if branch.document is not None and branch.name == external_id:
            return (branch,)
        below = path_to(branch.children, external_id)
        if below:
            return (branch, *below)
    return ()


def say_evidence(evidence: Any) -> str:
    """Evidence of a chain or derivation in words, whatever shape it has."""
    if isinstance(evidence, str):
        return evidence
    if isinstance(evidence, Mapping):
        return str(evidence.get("detail") or evidence.get("text") or evidence.get("kind") or "")
    if isinstance(evidence, Sequence):
        return "; ".join(filter(None, (say_evidence(e) for e in evidence)))
    return "" if evidence is None else str(evidence)


def _grow_origin(origin: Row, documents: Mapping[str, Row], quotes: Mapping[str, Sequence[Row]]) -> Branch:
    links: dict[str, list[dict[str, Any]]] = {}
    takers = set()
    for link in json.loads(origin["chain"]):
        if link.get("from") is not None and link.get("to") is not None and link["from"] != link["to"]:
            links.setdefault(str(link["from"]), []).append(link)
            takers.add(str(link["to"]))
    name = origin["origin"]
    # A document that no link reaches still leads back here; so does a link whose upper end is named nowhere else.
    loose = [d for d in json.loads(origin["documents"]) if d not in takers and d != name]
    loose += [upper for upper in links if upper not in takers and upper != name and upper not in loose]
    links.setdefault(name, []).extend({"from": name, "to": d, "relation": "", "evidence": ""} for d in loose)
    root = {"to": name, "relation": "", "evidence": ""}
    return _grow(root, links, documents, quotes, {name}, origin)


def _grow(
    link: Mapping[str, Any],
    links: Mapping[str, Sequence[Mapping[str, Any]]],
    documents: Mapping[str, Row],
    quotes: Mapping[str, Sequence[Row]],
    seen: set[str],
    origin: Row | None = None,
) -> Branch:
    name = str(link["to"])
    children = []
    n_hidden = 0
    for below in links.get(name, ()):
        taker = str(below["to"])
        if taker not in seen and len(seen) >= _MAX_HOLDERS:
            n_hidden += 1
        elif taker not in seen:
            seen.add(taker)
            children.append(_grow(below, links, documents, quotes, seen))
    document = documents.get(name)
    kind = origin["kind"] if origin is not None else "document" if document is not None else "unheld document"
    return Branch(
        name, kind, document, tuple(quotes.get(name, ())), str(link.get("relation") or ""), say_evidence(link.get("evidence")),
        origin["confidence"] if origin is not None else None, tuple(sorted(children, key=_by_date)), n_hidden,
    )  # fmt: skip


def _by_date(branch: Branch) -> tuple[bool, str, str]:
    published = (branch.document or {}).get("published") or ""
    return (not published, published, branch.name)
