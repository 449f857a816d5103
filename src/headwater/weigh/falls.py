"""What falls if a source falls: values whose every document has it by way of that source."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from headwater.model.ids import make_id

Row = Mapping[str, Any]


def find_dependents(claims: Sequence[Row], origins: pl.DataFrame, values: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows of `dependents`: for each origin and each document in between, the values that nothing else holds up.

    A document holds a value up alone where the chains of all its documents pass through it. An exact copy or a relay
    below a source therefore never saves a value from falling with it.

    Args:
        claims: Rows of `claims` with values.
        origins: Table `origins`: the most likely chains.
        values: Table `values`.
    """
    by_value: dict[str, list[Row]] = defaultdict(list)
    for o in origins.sort("value_id", "origin").iter_rows(named=True):
        by_value[o["value_id"]].append(o)
    claims_of: dict[str, list[str]] = defaultdict(list)
    for c in claims:
        claims_of[c["value_id"]].append(c["claim_id"])
    rows = []
    for v in values.sort("value_id").iter_rows(named=True):
        found = by_value.get(v["value_id"], [])
        if len(found) != 1:
            continue
        kinds = {found[0]["origin"]: found[0]["kind"]}
        for source in _passed_by_all(found[0]):
            rows.append({
                "dependent_id": make_id("dp", source, v["value_id"]), "source": source, "source_kind": kinds.get(source, "document"), "item_id": v["item_id"],
                "question": v["question"], "value_id": v["value_id"], "value": v["value"], "n_documents": v["n_documents"],
                "claims": json.dumps(sorted(claims_of[v["value_id"]])),
            })  # fmt: skip
    return rows


def _passed_by_all(origin: Row) -> list[str]:
    """Holders that the chains of all documents of an origin pass through, the origin itself among them."""
    above = {link["to"]: link["from"] for link in json.loads(origin["chain"])}
    shared: set[str] | None = None
    for doc in json.loads(origin["documents"]):
        path = {doc}
        here = doc
        while here in above and above[here] not in path:
            here = above[here]
            path.add(here)
        shared = path if shared is None else shared & path
    return sorted({*(shared or set()), origin["origin"]})
