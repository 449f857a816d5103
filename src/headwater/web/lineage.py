"""Origins of a value as a forest: who is first, and who has it from whom."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headwater.web.opened import Row
from headwater.web.shared_words import mark_shared

_MAX_HOLDERS = 400
"""Holders that one tree draws."""
_MAX_DEPTH = 100
"""Longest chain that is drawn; templates call themselves for each link, and Python would refuse one much longer."""
_WITH_ID = re.compile(r"\bwith ([^\s:,;]{1,200})(?=[:,])")
_SHOWN = 6
"""Holders below one that stand open where there are more than `_MANY`."""
_MANY = 8
_MAX_MARKED = 1500
"""Holders whose words are compared with those above; in a larger tree nobody reads the rest word by word."""


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
        pieces: Its first quote in pieces, each with whether its words stand in an earlier quote above.
        beside: The document above, where both share a passage and can be read side by side.
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
    pieces: tuple[tuple[str, bool], ...] = ()
    beside: str | None = None

    @property
    def n_documents(self) -> int:
        """Documents of the case in this branch."""
        return (self.document is not None) + self.n_hidden + sum(child.n_documents for child in self.children)

    @property
    def shown(self) -> tuple["Branch", ...]:
        """Children that stand open: all where they are few, else the earliest and those that others have it from."""
        if len(self.children) <= _MANY:
            return self.children
        first = self.children[:_SHOWN]
        return (*first, *[c for c in self.children[_SHOWN:] if c.children][:_SHOWN])

    @property
    def rest(self) -> tuple["Branch", ...]:
        """The other children, in the order of their dates."""
        shown = {id(c) for c in self.shown}
        return tuple(c for c in self.children if id(c) not in shown)


def grow_branches(
    origins: Sequence[Row],
    documents: Mapping[str, Row],
    claims: Sequence[Row],
    *,
    passages: frozenset[frozenset[str]] = frozenset(),
    most: int = _MAX_HOLDERS,
) -> tuple[Branch, ...]:
    """The origins of one value, most documents first.

    Args:
        origins: Rows of `origins` of the value.
        documents: Rows of `documents` by external id.
        claims: Rows of `claims` that propose the value.
        passages: Pairs of external ids that share a passage.
        most: Holders that one tree draws.
    """
    quotes: dict[str, list[Row]] = {}
    for claim in claims:
        quotes.setdefault(claim["external_id"], []).append(claim)
    grown = [_grow_origin(origin, documents, quotes, most) for origin in origins]
    left = [_MAX_MARKED]
    marked = [_mark(branch, None, passages, left) for branch in grown]
    return tuple(sorted(marked, key=lambda b: (-b.n_documents, b.name)))


def walk(branches: Sequence[Branch]) -> Iterator[Branch]:
    """Every holder, those above before those below."""
    todo = list(reversed(branches))
    while todo:
        branch = todo.pop()
        yield branch
        todo.extend(reversed(branch.children))


def path_to(branches: Sequence[Branch], external_id: str) -> tuple[Branch, ...]:
    """The way from an origin down to a document, or nothing."""
    for branch in branches:
        if branch.document is not None and branch.name == external_id:
            return (branch,)
        below = path_to(branch.children, external_id)
        if below:
            return (branch, *below)
    return ()


def first_seen(branch: Branch) -> Branch | None:
    """The earliest dated document of a branch; where none is dated, the first that is held."""
    held = [b for b in walk([branch]) if b.document is not None]
    dated = [b for b in held if (b.document or {}).get("published")]
    return min(dated, key=_by_date) if dated else next(iter(held), None)


def say_rest(branches: Sequence[Branch]) -> str:
    """Folded holders in words: `3 copies, 12 cite it`."""
    names = {"copy": ("copy", "copies"), "rewrite": ("rewrite", "rewrites"), "translation": ("translation", "translations"),
             "digest": ("digest", "digests"), "cites": ("cites it", "cite it"), "": ("by a way not known",) * 2}  # fmt: skip
    counts = Counter(b.relation for b in branches)
    said = [f"{n:,} {names.get(r, (r, r))[n != 1]}" for r, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]
    return ", ".join(said)


def say_evidence(evidence: Any) -> str:
    """Evidence of a chain or derivation in words, whatever shape it has."""
    if isinstance(evidence, str):
        return evidence
    if isinstance(evidence, Mapping):
        return str(evidence.get("detail") or evidence.get("text") or evidence.get("kind") or "")
    if isinstance(evidence, Sequence):
        return "; ".join(filter(None, (say_evidence(e) for e in evidence)))
    return "" if evidence is None else str(evidence)


def name_documents(words: str, documents: Mapping[str, Row]) -> str:
    """Evidence with documents by their publisher: an id stands there after `with`, before a colon or a comma."""

    def say(found: re.Match[str]) -> str:
        document = documents.get(found[1])
        return f"with {document['publisher']}" if document is not None and document.get("publisher") else found[0]

    return _WITH_ID.sub(say, words)


def _mark(branch: Branch, above: Branch | None, passages: frozenset[frozenset[str]], left: list[int]) -> Branch:
    """A branch whose quotes are compared with those above: of the holder above, else of its earliest neighbour."""
    pieces: tuple[tuple[str, bool], ...] = ()
    if branch.quotes and above is not None and left[0] > 0:
        left[0] -= 1
        earlier = [str(q["quote"]) for q in above.quotes]
        if not earlier:
            neighbour = next((c for c in above.children if c.quotes), None)
            is_first = neighbour is None or neighbour.name == branch.name
            earlier = [] if is_first or neighbour is None else [str(q["quote"]) for q in neighbour.quotes]
        pieces = mark_shared(str(branch.quotes[0]["quote"]), earlier) if earlier else ()
    beside = None
    if above is not None and above.document is not None and frozenset((above.name, branch.name)) in passages:
        beside = str(above.document["doc_id"])
    children = tuple(_mark(child, branch, passages, left) for child in branch.children)
    return replace(branch, children=children, pieces=pieces, beside=beside)


def _grow_origin(origin: Row, documents: Mapping[str, Row], quotes: Mapping[str, Sequence[Row]], most: int) -> Branch:
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
    return _Grower(links, documents, quotes, most).grow(root, origin=origin)


class _Grower:
    """Grows one tree; every holder stands in it once, so that a circle ends."""

    def __init__(
        self,
        links: Mapping[str, Sequence[Mapping[str, Any]]],
        documents: Mapping[str, Row],
        quotes: Mapping[str, Sequence[Row]],
        most: int,
    ) -> None:
        self.links, self.documents, self.quotes, self.most = links, documents, quotes, most
        self.seen: set[str] = set()

    def grow(self, link: Mapping[str, Any], *, origin: Row | None = None, depth: int = 0) -> Branch:
        """The branch below one link."""
        name = str(link["to"])
        self.seen.add(name)
        children = []
        n_hidden = 0
        for below in self.links.get(name, ()):
            taker = str(below["to"])
            if taker in self.seen:
                continue
            if len(self.seen) >= self.most or depth >= _MAX_DEPTH:
                n_hidden += 1
            else:
                children.append(self.grow(below, depth=depth + 1))
        document = self.documents.get(name)
        kind = origin["kind"] if origin is not None else "document" if document is not None else "unheld document"
        evidence = name_documents(say_evidence(link.get("evidence")), self.documents)
        return Branch(
            name, kind, document, tuple(self.quotes.get(name, ())), str(link.get("relation") or ""), evidence,
            origin["confidence"] if origin is not None else None, tuple(sorted(children, key=_by_date)), n_hidden,
        )  # fmt: skip


def _by_date(branch: Branch) -> tuple[bool, str, str]:
    published = (branch.document or {}).get("published") or ""
    return (not published, published, branch.name)
