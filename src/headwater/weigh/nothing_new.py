"""Documents that add nothing of their own: every claim stands in another document of the case, which they follow.

A claim stands elsewhere where another document, not later and not taken from this one, holds the same value or one that
says as much, and this document is no origin of it: it has an upstream, or it bears no date while the other one does. A
later report that names no source and of which no upstream was found is left alone: it may corroborate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.values.edtf import FOREVER
from headwater.weigh.times import When, read_when

Row = Mapping[str, Any]
MIN_CLAIMS = 2
"""Fewer claims say too little of a document."""
MIN_SHARE = 0.7
"""Share of a document's claims found elsewhere from which what is left is worth a list."""
FACTS = frozenset(
    [
        "cooperation", "agreement", "transfer", "production", "development", "training", "deployment", "use", "site_activity", "access_control", "funding",
        "front_or_cover", "equipment_spec", "force_size", "sanction", "announcement",
    ]
)  # fmt: skip
"""Kinds by which a document can add a fact; views, statements and what is called other are not counted."""
LIKELY = 0.5
NO_MORE = frozenset({"less specific", "rounding"})
"""Verdicts by which one value says no more than the other."""


def find_nothing_new(
    claims: Sequence[Row], documents: Mapping[str, Row], tables: Mapping[str, pl.DataFrame]
) -> Iterable[dict[str, Any]]:
    """Warnings on documents that add nothing, or little, of their own.

    Args:
        claims: Rows of `claims` with values.
        documents: doc_id -> row of `documents`.
        tables: `derivations` and `conflicts` are read.
    """
    case = _Case(claims, documents, tables)
    by_doc: dict[str, list[Row]] = defaultdict(list)
    for c in claims:
        if c["kind"] in FACTS and c["modality"] != "opinion":
            by_doc[c["doc_id"]].append(c)
    for doc_id, own in sorted(by_doc.items()):
        if len(own) < MIN_CLAIMS or doc_id not in documents:
            continue
        stands = {c["claim_id"]: where for c in own if (where := case.stands_in(c))}
        if len(stands) / len(own) >= MIN_SHARE:
            yield _word(documents[doc_id], own, stands, documents)


def _word(doc: Row, own: Sequence[Row], stands: Mapping[str, str], documents: Mapping[str, Row]) -> dict[str, Any]:
    names = sorted({documents[d]["external_id"] if d in documents else d for d in stands.values()})
    listed = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    left = [c for c in own if c["claim_id"] not in stands]

    def place(claim_id: str) -> str | None:
        found = stands.get(claim_id)
        return documents[found]["external_id"] if found is not None and found in documents else found

    evidence = [{"claim_id": c["claim_id"], "external_id": doc["external_id"], "stands_in": place(c["claim_id"])} for c in own]
    if not left:
        reason = f"{doc['external_id']} adds no claim of its own: all {len(own)} facts that it gives stand in {listed}."
        return {"kind": "adds nothing", "reason": reason, "evidence": evidence, "doc": doc}
    quoted = "; ".join(f"“{c['quote'][:80]}”" for c in left[:3]) + ("; …" if len(left) > 3 else "")
    reason = f"{len(stands)} of the {len(own)} facts that {doc['external_id']} gives stand in {listed}; its own are {quoted}."
    return {"kind": "adds little", "reason": reason, "evidence": evidence, "doc": doc}


class _Case:
    """Who holds which value, and who has what from whom."""

    def __init__(self, claims: Sequence[Row], documents: Mapping[str, Row], tables: Mapping[str, pl.DataFrame]) -> None:
        self.published: dict[str, When | None] = {d: read_when(row["published"]) for d, row in documents.items()}
        self.holders: dict[str, set[str]] = defaultdict(set)
        for c in claims:
            self.holders[c["value_id"]].add(c["doc_id"])
        self.as_much: dict[str, set[str]] = defaultdict(set)
        for row in tables["conflicts"].iter_rows(named=True):
            if row["verdict"] in NO_MORE:
                self.as_much[row["value_a"]].add(row["value_b"])
                self.as_much[row["value_b"]].add(row["value_a"])
        self.of_claim: dict[str, str] = {}
        self.of_document: dict[str, str] = {}
        likely = tables["derivations"].filter(pl.col("confidence") >= LIKELY).sort("confidence", "derivation_id")
        for row in likely.iter_rows(named=True):
            if row["claim_id"] is not None:
                self.of_claim[row["claim_id"]] = row["upstream_doc_id"] or row["upstream_name"]
            else:
                self.of_document[row["doc_id"]] = row["upstream_doc_id"] or row["upstream_name"]

    def stands_in(self, claim: Row) -> str | None:
        """The first document in which a claim stands as well; None where it is the document's own."""
        doc_id = claim["doc_id"]
        values = {claim["value_id"], *self.as_much[claim["value_id"]]}
        others = {d for v in values for d in self.holders[v] if d != doc_id and not self._is_later(d, doc_id)}
        upstream = self.of_claim.get(claim["claim_id"])
        # A text without a date cannot be shown to be the earlier one.
        others = {d for d in others if self.published.get(d) is not None}
        is_dated = self.published.get(doc_id) is not None
        if upstream is None and is_dated and doc_id not in self.of_document:
            return None
        free = [d for d in others if not self._leads_to(d, doc_id)]
        held = [upstream] if upstream in self.published else []
        return min(free or held, key=lambda d: (w.first if (w := self.published.get(d)) else FOREVER, d), default=None)

    def _is_later(self, a: str, b: str) -> bool:
        x, y = self.published.get(a), self.published.get(b)
        return x is not None and y is not None and x.first > y.last

    def _leads_to(self, start: str, goal: str) -> bool:
        """Whether a document has something from another one, over any number of steps."""
        seen: set[str] = set()
        here: str | None = start
        while here is not None and here not in seen:
            if here == goal:
                return True
            seen.add(here)
            here = self.of_document.get(here)
        return False
