"""The origins of a value as a tree for pages: first appearance on top, who has it from whom below."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Node = dict[str, Any]
MAX_NODES = 2000
"""A page draws no more holders of one value."""


def build_tree(
    origins: Sequence[Row],
    derivations: Sequence[Row],
    citations: Sequence[Row],
    documents: Sequence[Row],
    claims: Sequence[Row],
    value_id: str,
) -> Node:
    """The origins of one value, each with the documents that lead back to it.

    Args:
        origins: Rows of `origins`.
        derivations: Rows of `derivations`, for the evidence and confidence of each step.
        citations: Rows of `citations`, for the words that credit someone.
        documents: Rows of `documents`.
        claims: Rows of `claims`, for the words that propose the value.
        value_id: The value.

    Returns:
        `{value_id, n_documents, origins: [node]}`; a node has `name`, `kind` (document, unheld document, named person or
        body, unnamed source), `doc_id`, `date` (EDTF), `language`, `publisher`, `title`, `relation`, `evidence` (list of
        {kind, detail, start, end}), `confidence`, `quotes` ([{claim_id, start, end, quote}]), `credits` ([{start, end,
        text, cited}]) and `children`, earliest first and undated last.
    """
    rows = sorted(
        (o for o in origins if o["value_id"] == value_id), key=lambda o: (-len(json.loads(o["documents"])), o["origin"])
    )
    lookup = _Lookup(derivations, citations, documents, claims, value_id)
    nodes = [_origin_node(o, lookup) for o in rows]
    nodes.sort(key=lambda n: (_first_date(n), -n["n_documents"], n["name"]))
    return {
        "value_id": value_id,
        "n_documents": len({c["doc_id"] for c in claims if c["value_id"] == value_id}),
        "origins": nodes,
    }


class _Lookup:
    """Rows by what the tree asks for."""

    def __init__(
        self,
        derivations: Sequence[Row],
        citations: Sequence[Row],
        documents: Sequence[Row],
        claims: Sequence[Row],
        value_id: str,
    ) -> None:
        self.documents = {d["external_id"]: d for d in documents}
        self.quotes: dict[str, list[Row]] = defaultdict(list)
        for c in claims:
            if c["value_id"] == value_id:
                self.quotes[c["external_id"]].append(c)
        self.credits: dict[str, list[Row]] = defaultdict(list)
        for c in citations:
            self.credits[c["external_id"]].append(c)
        self.steps: dict[tuple[str, str], Row] = {}
        for d in sorted(derivations, key=lambda d: d["confidence"]):
            self.steps[d["external_id"], d["upstream"] or d["upstream_name"] or ""] = d

    def node(self, name: str, kind: str, link: Row | None) -> Node:
        """One holder without its children."""
        doc = self.documents.get(name, {})
        step = self.steps.get((name, str(link["from"]).removesuffix(", not held"))) if link else None
        written = (
            [{"kind": "chain", "detail": link["evidence"], "start": None, "end": None}] if link and link.get("evidence") else []
        )
        return {
            "name": name,
            "kind": "document" if doc else kind,
            "doc_id": doc.get("doc_id"),
            "date": doc.get("published"),
            "language": doc.get("language"),
            "publisher": doc.get("publisher"),
            "title": doc.get("title"),
            "relation": link["relation"] if link else None,
            "evidence": json.loads(step["evidence"]) if step else written,
            "confidence": step["confidence"] if step else None,
            "quotes": [{k: c[k] for k in ("claim_id", "start", "end", "quote")} for c in self.quotes.get(name, ())],
            "credits": [{k: c[k] for k in ("start", "end", "text", "cited")} for c in self.credits.get(name, ())],
            "children": [],
        }


def _origin_node(origin: Row, lookup: _Lookup) -> Node:
    links: dict[str, list[Row]] = defaultdict(list)
    for link in json.loads(origin["chain"]):
        links[link["from"]].append(link)
    root = lookup.node(origin["origin"], origin["kind"], None)
    root["confidence"] = origin["confidence"]
    seen = {origin["origin"]}
    open_ = [root]
    while open_ and len(seen) < MAX_NODES:
        here = open_.pop()
        for link in sorted(links.get(here["name"], ()), key=lambda x: str(x["to"])):
            if link["to"] not in seen:
                seen.add(link["to"])
                child = lookup.node(link["to"], "unheld document", link)
                here["children"].append(child)
                open_.append(child)
        here["children"].sort(key=lambda n: (n["date"] is None, n["date"] or "", n["name"]))
    root["n_documents"] = len(json.loads(origin["documents"]))
    return root


def _first_date(node: Node) -> str:
    """Earliest date in a branch; branches without any date come last."""
    dates, open_ = [], [node]
    while open_:
        here = open_.pop()
        if here["date"]:
            dates.append(here["date"])
        open_.extend(here["children"])
    return min(dates, default="9999")
