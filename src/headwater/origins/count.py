"""Stage count: for each value its independent origins, as a list and as a distribution over their number."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from headwater.config import OriginsConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.origins.cues import is_hearsay, load_cues, plain_words
from headwater.origins.days import is_later, read_days
from headwater.origins.forest import SURE, Edge, Forest, Holder, best_steps, summarize
from headwater.origins.names import document_publisher, publisher_key, read_cited_names
from headwater.origins.parties import Merge, Names
from headwater.origins.reasons import origin_row, word_merges, word_reason
from headwater.origins.same_answer import find_merges, is_one_statement
from headwater.origins.same_words import follow_wordings

Row = Mapping[str, Any]
STATE_VOICE = 0.8
"""How likely the media that one state runs speak with one voice; drawn once for all of them, so that the range shows the doubt."""


class Ledger:
    """Who credits whom in the case, looked up by document and claim; built once in a call of the stage."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self.entity_name: dict[str, str] = dict(tables["entities"].select("entity_id", "name").iter_rows())
        self.names: dict[Holder, str] = {}
        self.external: dict[str, str] = dict(tables["documents"].select("doc_id", "external_id").iter_rows())
        self.citations: dict[str, list[dict[str, Any]]] = _group(tables["citations"], "doc_id")
        self.cited = read_cited_names(c["cited"] for cs in self.citations.values() for c in cs)
        everyone = [c for cs in self.citations.values() for c in cs]
        self.bodies = {self.cited.show(self.cited.key(c["cited"])) for c in everyone if c["cited_kind"] == "body"}
        known = sorted((self.cited.key(c["cited"]), c["cited_entity"]) for c in everyone if c["cited_entity"])
        self.entity_of: dict[str, str] = dict(reversed(known))
        self.doc_of = {external: doc_id for doc_id, external in self.external.items()}
        self.sentence_of = dict(tables["claims"].select("claim_id", "sentence_n").iter_rows())
        self.days = {d: read_days(published) for d, published in tables["documents"].select("doc_id", "published").iter_rows()}
        self.by_publisher: dict[str, list[str]] = defaultdict(list)
        for doc_id, publisher, url in tables["documents"].select("doc_id", "publisher", "url").sort("doc_id").iter_rows():
            self.by_publisher[document_publisher(publisher, url)].append(doc_id)
        publishers = {d: key for key, docs in self.by_publisher.items() for d in docs}
        phrases: dict[Holder, set[str]] = defaultdict(set)
        for x in everyone:
            if x["cited_kind"] in {"official", "body"}:
                key = self.cited.key(x["cited"])
                phrases[("named", self._entity(key, x["cited_entity"]) or key)].add(x["text"])
        self.called = Names(self.names, self.external, publishers, phrases)
        rows = sorted(tables["derivations"].iter_rows(named=True), key=lambda r: (-r["confidence"], r["derivation_id"]))
        self.by_document: dict[str, list[Edge]] = defaultdict(list)
        self.by_claim: dict[str, list[Edge]] = defaultdict(list)
        for r in rows:
            to: Holder = ("document", r["upstream_doc_id"]) if r["upstream_doc_id"] else self._unheld(r["upstream_name"] or "?")
            listed = json.loads(r["evidence"])
            is_state = any(e["kind"] == "state" for e in listed)
            confidence = min(r["confidence"], STATE_VOICE) if is_state else r["confidence"]
            edge = Edge(to, confidence, r["relation"], "; ".join(e["detail"] for e in listed), is_joint=is_state)
            (self.by_document[r["doc_id"]] if r["claim_id"] is None else self.by_claim[r["claim_id"]]).append(edge)

    def _held_by(self, who: str, doc_id: str) -> str | None:
        """The one document of a credited publisher that the case holds and that is not later, if there is just one."""
        key = publisher_key(who)
        held = [d for d in self.by_publisher.get(key, ()) if d != doc_id] if key else []
        earlier = [d for d in held if not is_later(self.days[d], self.days[doc_id])]
        return earlier[0] if len(earlier) == 1 else None

    def _unheld(self, name: str) -> Holder:
        """A body that is credited is a speaker; a publisher is a text that the case does not hold."""
        return self._named(name, None) if name in self.bodies else ("unheld", name)

    def _named(self, who: str, entity: str | None) -> Holder:
        """A person or body, under one key for all its names."""
        key = self.cited.key(who)
        entity = self._entity(key, entity)
        holder: Holder = ("named", entity or key)
        self.names.setdefault(holder, self.entity_name.get(entity or "") or self.cited.shown.get(key, who))
        return holder

    def _entity(self, key: str, entity: str | None) -> str | None:
        return entity if entity in self.entity_name else self.entity_of.get(key)

    def document_edges(self, doc_id: str) -> Sequence[Edge]:
        """Where a document as a whole leads, surest first."""
        return self.by_document.get(doc_id, ())

    def claim_edges(self, claim: Row) -> list[Edge]:
        """Where one claim leads: its speaker if it credits one, else the upstream of its document."""
        credit = self._credit(claim)
        if credit is None:
            who = claim["attributed_to"]
            if not who or is_hearsay(who):
                return self._uncredited(claim)
            if is_anonymous(who):
                start = claim["attribution_start"] if claim["attribution_start"] is not None else claim["start"]
                return [self._unnamed(claim, {"cited": who, "start": start, "rank": 0, "text": claim["attribution"] or ""})]
            held = self._held_by(who, claim["doc_id"])
            if held is not None:
                return [Edge(("document", held), 0.95, "cites", f"credits {who}: “{claim['attribution'] or ''}”")]
            known = load_cues().publishers.get(plain_words(who))
            to = self._unheld(known.name) if known else self._named(who, claim["attributed_entity"])
            return [Edge(to, 1.0, "cites", f"credits {who}: “{claim['attribution'] or ''}”")]
        if is_hearsay(credit["cited"]):
            return self._uncredited(claim)
        if credit["cited_kind"] in {"unnamed", "document"} or (
            credit["cited_kind"] == "official" and is_anonymous(credit["cited"])
        ):
            return [self._unnamed(claim, credit)]
        return [self._credited(claim, credit)]

    def _uncredited(self, claim: Row) -> list[Edge]:
        """What its own details and its document say of a claim that credits nobody, surest first."""
        edges = [*self.by_claim.get(claim["claim_id"], ()), *self.by_document.get(claim["doc_id"], ())]
        return sorted(edges, key=lambda e: (-e.confidence, e.to))

    def _credited(self, claim: Row, credit: Row) -> Edge:
        """A publisher is followed to its document where that is held; a person or body is an end."""
        evidence = f"credits {credit['cited']}: “{credit['text']}”"
        if credit["cited_kind"] in {"agency", "outlet"}:
            nearer = [
                c
                for c in self.citations.get(claim["doc_id"], [])
                if c["rank"] == 0 and c["claim_id"] == credit["claim_id"] and c["cited_doc"]
            ]
            via = nearer[0] if credit["rank"] > 0 and nearer else credit
            held = self.doc_of.get(via["cited_doc"] or "")
            if held is not None and held != claim["doc_id"]:
                return Edge(("document", held), 0.95, "cites", f"credits {via['cited']}: “{via['text']}”")
            name = self.cited.show(self.cited.key(credit["cited"]))
            top = next(
                (e for e in self.by_claim.get(claim["claim_id"], ()) if e.to[0] != "document" and name in e.evidence), None
            )
            if top is None:
                top = next(
                    (
                        e
                        for e in self.by_document.get(claim["doc_id"], ())
                        if credit["text"] in e.evidence and e.confidence >= SURE
                    ),
                    None,
                )
            return Edge(top.to if top is not None else self._unheld(name), 0.95, "cites", evidence)
        return Edge(self._named(credit["cited"], credit["cited_entity"]), 1.0, "cites", evidence)

    def _credit(self, claim: Row) -> dict[str, Any] | None:
        """The citation that credits a claim: nearest before it in its own sentence, else the one in its attribution."""
        citations = self.citations.get(claim["doc_id"], [])
        here = [
            c
            for c in citations
            if c["start"] <= claim["start"] and self.sentence_of.get(c["claim_id"] or "") == claim["sentence_n"]
        ]
        is_own = claim["kind"] in {"statement", "announcement"}
        here = [c for c in here if not (is_own and c["end"] > claim["start"])]
        start = claim["attribution_start"]
        end = start + len(claim["attribution"] or "") if start is not None else -1
        inside = [c for c in citations if start is not None and c["start"] < end and start < c["end"]]
        nearer = [c for c in here if start is None or c["start"] >= start]
        hits = [c for c in inside if not nearer or max(n["start"] for n in nearer) <= c["end"]] or nearer
        return (
            max(hits, key=lambda c: (c["rank"], c["cited_kind"] in {"unnamed", "document"}, c["start"], c["end"]))
            if hits
            else None
        )

    def _unnamed(self, claim: Row, credit: Row) -> Edge:
        """An unnamed source belongs to the publisher at the end of the document's chain."""
        owner = self._publisher_end(claim["doc_id"], credit)
        holder: Holder = ("unnamed", f"{' '.join(plain_words(credit['cited']))}|{owner}")
        self.names.setdefault(holder, f"{credit['cited']} of {owner}")
        return Edge(holder, 1.0, "cites", f"credits {credit['cited']}: “{credit['text']}”")

    def _publisher_end(self, doc_id: str, credit: Row) -> str:
        beside = [
            c
            for c in self.citations.get(doc_id, [])
            if c["rank"] == 0 and c["cited_kind"] in {"agency", "outlet"} and abs(c["start"] - credit["start"]) < 120
        ]
        if credit["rank"] > 0 and beside:
            return self.cited.show(self.cited.key(beside[0]["cited"]))
        seen = set()
        while doc_id not in seen:
            seen.add(doc_id)
            top = next((e for e in self.by_document.get(doc_id, ()) if e.confidence >= 0.5), None)
            if top is None:
                break
            if top.to[0] != "document":
                return top.to[1]
            doc_id = top.to[1]
        return str(self.external.get(doc_id, doc_id))


def is_anonymous(name: str) -> bool:
    """Whether words that are credited name nobody: "officials", "American officials", "fuentes militares".

    A body keeps its name although it is written small: "Ukrainian military intelligence" is one speaker everywhere.
    """
    words = name.split()
    return bool(words) and words[-1][:1].islower() and (name == name.lower() or words[-1].endswith("s"))


def _group(frame: pl.DataFrame, key: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        groups[row[key]].append(row)
    return groups


def count_origins(tables: Mapping[str, pl.DataFrame], *, config: OriginsConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Independent origins of every value.

    Args:
        tables: `documents`, `claims` with `value_id`, `citations`, `derivations`, `entities` of the case.
        config: Section `origins`: seed and number of sampled forests.
        model: Not needed.

    Returns:
        `origins`: those of the most likely forest, each with the share of forests in which it is one; and
        `origin_counts`: 5th percentile, most likely number, 95th percentile, distribution and reason.
    """
    del model
    ledger = Ledger(tables)
    claims = tables["claims"].filter(pl.col("value_id").is_not_null()).sort("claim_id")
    origins: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    ground = Forest(ledger.document_edges, seed=config.seed, samples=config.samples)
    drawn: dict[str, list[Any]] = defaultdict(list)
    known: dict[Any, dict[str, Any]] = {}
    for value_id, members in sorted(_group(claims, "value_id").items()):
        key = _key_of_one(members, ledger)
        found = known.get(key) or count_value(members, ledger, ground, seed=config.seed, samples=config.samples)
        if key is not None:
            known[key] = found
        origins.extend(
            {"value_id": value_id, "item_id": members[0]["item_id"], "origin_id": make_id("or", value_id, o["origin"]), **o}
            for o in found["origins"]
        )
        counts.append({"value_id": value_id, "item_id": members[0]["item_id"], **found["count"]})
        drawn[members[0]["item_id"]].append(found["drawn"])
    of_items = {item: summarize(ground.tally(np.concatenate(rows))[0]) for item, rows in drawn.items()}
    for row in counts:
        low, best, high, _ = of_items[row.pop("item_id")]
        row.update({"item_low": low, "item_best": best, "item_high": high})
    return {
        "origins": t.ORIGINS.sort(t.ORIGINS.from_rows(origins)),
        "origin_counts": t.ORIGIN_COUNTS.sort(t.ORIGIN_COUNTS.from_rows(counts)),
    }


def _key_of_one(claims: Sequence[Row], ledger: Ledger) -> tuple[str, tuple[Edge, ...], bool] | None:
    """What alone decides the origins of a value of one document: where it leads, and whether it names a figure or a date.

    None for a value of several documents, whose wordings and answers are compared.
    """
    doc_id = claims[0]["doc_id"]
    if any(c["doc_id"] != doc_id for c in claims):
        return None
    return doc_id, tuple(_edges_of_value(claims, ledger)[doc_id]), is_one_statement(claims)


def count_value(claims: Sequence[Row], ledger: Ledger, ground: Forest, *, seed: int, samples: int) -> dict[str, Any]:
    """Origins of one value and their number.

    Args:
        claims: Rows of `claims` that propose the value.
        ledger: Who credits whom.
        ground: Forest of all documents as wholes, by `ledger.document_edges`.
        seed: Seed of the draws.
        samples: Number of forests.
    """
    stated = _edges_of_value(claims, ledger)

    def edges(doc_id: str) -> Sequence[Edge]:
        return stated[doc_id] if doc_id in stated else ledger.document_edges(doc_id)

    documents = sorted(stated)
    changed = frozenset(d for d in documents if list(stated[d]) != list(ledger.document_edges(d)))
    forest = Forest(edges, seed=seed, samples=samples, ground=ground, changed=changed)
    steps = best_steps(documents, edges)
    alike = follow_wordings(claims, steps, ledger.days, ledger.external)
    possible = forest.holders_of(documents)
    merges = _merge_roots(claims, documents, steps, ledger, possible)
    drawn = forest.drawn(documents, merges=[(m.root, m.into, m.confidence) for m in merges], alike=alike)
    numbers, shares = forest.tally(drawn)
    low, best, high, distribution = summarize(numbers)
    by_root: dict[Holder, list[str]] = defaultdict(list)
    links: dict[Holder, list[str]] = defaultdict(list)
    for d, (root, _) in sorted(steps.items()):
        links[root].append(d)
        if d in stated:
            by_root[root].append(d)
    rows = [
        origin_row(root, docs, links[root], steps, merges, ledger.called, shares.get(root, 0.0))
        for root, docs in sorted(by_root.items())
    ]
    reason = word_reason(
        [(r["kind"], r["origin"], len(json.loads(r["documents"]))) for r in rows],
        len(documents),
        best,
        low,
        high,
        joined=word_merges([m for m in merges if m.is_held], ledger.called),
    )
    count = {
        "low": low, "best": best, "high": high, "distribution": json.dumps(distribution), "reason": reason,
        "n_witnesses": _count_witnesses(stated, ledger),
    }  # fmt: skip
    return {"origins": rows, "count": count, "drawn": drawn}


def _merge_roots(
    claims: Sequence[Row],
    documents: Sequence[str],
    steps: dict[str, tuple[Holder, Edge | None]],
    ledger: Ledger,
    possible: Sequence[Holder],
) -> list[Merge]:
    """Roots that are likely one because they give one answer; where that is likelier than not, the steps lead on."""
    by_root: dict[Holder, list[str]] = defaultdict(list)
    for d in documents:
        by_root[steps[d][0]].append(d)
    if len(by_root) == len(possible) == 1:
        return []
    is_specific = is_one_statement(claims)
    found = find_merges(by_root, ledger.days, ledger.called, is_specific=is_specific, possible=possible)
    merges = [replace(m, is_held=m.confidence >= 0.5 and m.root in by_root) for m in found]
    into = {m.root: m for m in merges if m.is_held}
    for d, (root, edge) in steps.items():
        if root not in into:
            continue
        first = into[root]
        step = Edge(first.into, first.confidence, "rewrite", first.evidence) if root == ("document", d) else edge
        end = first.into
        while end in into:
            end = into[end].into
        steps[d] = (end, step)
    return merges


def _count_witnesses(stated: Mapping[str, Sequence[Edge]], ledger: Ledger) -> int:
    """Reports made without one another: chains are followed from text to text, and not on to who spoke.

    Three reporters of one speech are three witnesses that it was said, and one origin of what was said.
    """
    spoken = {d for d, edges in stated.items() if edges and edges[0].to[0] in {"named", "unnamed"}}
    roots: set[Holder] = set()
    for doc_id in stated:
        edges = ledger.document_edges(doc_id) if doc_id in spoken else stated[doc_id]
        here: Holder = ("document", doc_id)
        seen = {here}
        while here[0] == "document":
            edges = edges if here[1] == doc_id else ledger.document_edges(here[1])
            top = next(
                (e for e in edges if e.confidence >= 0.5 and e.to[0] in {"document", "unheld"} and e.to not in seen), None
            )
            if top is None:
                break
            here = top.to
            seen.add(here)
        roots.add(here)
    return len(roots)


def _edges_of_value(claims: Sequence[Row], ledger: Ledger) -> dict[str, Sequence[Edge]]:
    """Where each document of a value leads: a claim that credits someone decides before one that does not."""
    by_doc: dict[str, list[Row]] = defaultdict(list)
    for c in claims:
        by_doc[c["doc_id"]].append(c)
    found: dict[str, Sequence[Edge]] = {}
    for doc_id, members in by_doc.items():
        credited = [
            ledger.claim_edges(c)
            for c in sorted(members, key=lambda c: (c["attribution_start"] is None, c["start"], c["claim_id"]))
        ]
        found[doc_id] = credited[0]
    return found
