"""Stage warn: what to know before relying on a document or an item, and what falls if a source falls."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.model.judged import rejected_claims
from headwater.weigh.checks import check_distances, check_rates
from headwater.weigh.falls import find_dependents
from headwater.weigh.nothing_new import find_nothing_new

Row = Mapping[str, Any]
MIN_ECHO = 2
"""Documents from which one origin behind an item is worth a word."""
_CONFIRM = ("confirm", "corroborat", "verif")
"""Stems of words that claim a second source; they are spelt alike in English, Spanish, French and Portuguese."""


def warn_of_case(tables: Mapping[str, pl.DataFrame], *, config: WeighConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Warnings, and the values that lose their last origin with a source.

    Args:
        tables: `documents`, `claims` with items and values, `entities`, `citations`, `derivations`, `origins`, `items`,
            `values`, `conflicts`, `judgements`.
        config: Not used.
        model: Not needed.

    Returns:
        `warnings` and `dependents`. Claims that a person rejected count nowhere.
    """
    del config, model
    rejected = rejected_claims(tables["judgements"])
    claims = [c for c in tables["claims"].sort("claim_id").iter_rows(named=True) if c["claim_id"] not in rejected]
    valued = [c for c in claims if c["value_id"] is not None]
    documents = {d["doc_id"]: d for d in tables["documents"].iter_rows(named=True)}
    rows = [
        *find_nothing_new(valued, documents, tables),
        *_one_origin(tables["items"], tables["values"], tables["origins"]),
        *_relayed(valued, tables["citations"], tables["values"]),
        *_from_conflicts(tables["conflicts"]),
        *check_rates(valued),
        *check_distances(valued, tables["entities"]),
    ]
    made = {w["warning_id"]: w for w in (_warning(**r) for r in rows)}
    return {
        "warnings": t.WARNINGS.sort(t.WARNINGS.from_rows(made.values())),
        "dependents": t.DEPENDENTS.sort(t.DEPENDENTS.from_rows(find_dependents(valued, tables["origins"], tables["values"]))),
    }


def _warning(
    kind: str,
    reason: str,
    evidence: Sequence[Mapping[str, Any]],
    *,
    doc: Row | None = None,
    item_id: str | None = None,
    value_id: str | None = None,
) -> dict[str, Any]:
    doc_id = doc["doc_id"] if doc else None
    return {
        "warning_id": make_id("wa", kind, doc_id, item_id, value_id, reason), "kind": kind, "doc_id": doc_id,
        "external_id": doc["external_id"] if doc else None, "item_id": item_id, "value_id": value_id, "reason": reason,
        "evidence": json.dumps(list(evidence), ensure_ascii=False, sort_keys=True),
    }  # fmt: skip


def _one_origin(items: pl.DataFrame, values: pl.DataFrame, origins: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """Items that several documents answer and that all lead back to one origin."""
    by_item: dict[str, set[str]] = defaultdict(set)
    for item_id, origin in origins.select("item_id", "origin").iter_rows():
        by_item[item_id].add(origin)
    reasons: dict[str, list[Row]] = defaultdict(list)
    for v in values.sort("value_id").iter_rows(named=True):
        reasons[v["item_id"]].append(v)
    for item in items.sort("item_id").iter_rows(named=True):
        found = by_item.get(item["item_id"], set())
        if item["n_documents"] >= MIN_ECHO and len(found) == 1:
            (origin,) = found
            doubt = f"; up to {item['n_origins_high']} are possible" if item["n_origins_high"] > 1 else ""
            reason = f"{item['n_documents']} documents answer “{item['question']}”, and all lead back to {origin}: they are one origin and no corroboration{doubt}."
            evidence = [{"value_id": v["value_id"], "detail": v["origins_reason"]} for v in reasons[item["item_id"]]]
            yield {"kind": "one origin", "reason": reason, "evidence": evidence, "item_id": item["item_id"]}


def _relayed(claims: Sequence[Row], citations: pl.DataFrame, values: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """Values said to be confirmed by somebody, although every document of them leads back to one origin."""
    single = {
        v["value_id"]: v for v in values.iter_rows(named=True) if v["n_documents"] >= MIN_ECHO and v["n_origins_best"] == 1
    }
    confirming = {c["claim_id"]: c for c in citations.iter_rows(named=True) if c["claim_id"] and _confirms(c["text"])}
    for claim in claims:
        citation, value = confirming.get(claim["claim_id"]), single.get(claim["value_id"])
        if citation is not None and value is not None:
            reason = f"{claim['external_id']} says that {citation['cited']} confirms it, but all {value['n_documents']} documents lead back to one origin: that relays, and does not confirm."
            evidence = [{"claim_id": claim["claim_id"], "external_id": claim["external_id"], "detail": citation["text"]}]
            yield {
                "kind": "relayed confirmation",
                "reason": reason,
                "evidence": evidence,
                "item_id": claim["item_id"],
                "value_id": claim["value_id"],
            }


def _confirms(text: str) -> bool:
    return any(stem in text.casefold() for stem in _CONFIRM)


def _from_conflicts(conflicts: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """Labels that drifted and parts that do not add up, found where values are compared."""
    for row in conflicts.sort("conflict_id").iter_rows(named=True):
        kind = (
            "label drift" if "label drifted" in row["reason"] else "parts and sum" if "do not add up" in row["reason"] else None
        )
        if kind is not None:
            evidence = [{"claim_id": row[c]} for c in ("claim_a", "claim_b") if row[c]]
            yield {
                "kind": kind,
                "reason": row["reason"],
                "evidence": evidence,
                "item_id": row["item_id"],
                "value_id": row["value_b"],
            }
