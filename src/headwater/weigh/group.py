"""Stage group: which claims answer the same question, and which give the same answer."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.model.judged import judged_claims
from headwater.weigh.asked import Asked, asked_row, value_keys
from headwater.weigh.asking import ask_claims
from headwater.weigh.parted import part_values
from headwater.weigh.roles import Roles


def group_claims(tables: Mapping[str, pl.DataFrame], *, config: WeighConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Claims with the item that they ask about and the value that they give.

    Args:
        tables: `documents`, `claims`, `entities`, `judgements` of the case.
        config: Section `weigh`.
        model: Not needed.

    Returns:
        `claims` with `item_id`, `value_id` and `judged`; the first two are null for claims that a person rejected and for those
        that name nothing that could be asked about. `asked`: what each of the others asks and answers.
    """
    del model
    claims = tables["claims"]
    roles = Roles(tables["entities"], claims, tables["documents"])
    judged = judged_claims(tables["judgements"])
    rows = [c for c in claims.sort("claim_id").iter_rows(named=True) if judged.get(c["claim_id"]) != "rejected"]
    asked = ask_claims(rows, roles)
    items: dict[str, list[tuple[Mapping[str, Any], Asked]]] = defaultdict(list)
    for row in rows:
        if (own := asked.get(row["claim_id"])) is not None:
            items[own.item_id].append((row, own))
    found: dict[str, tuple[str, str]] = {}
    told: list[dict[str, str]] = []
    for item_id, members in items.items():
        told_apart, keys = part_values(members, value_keys(members, share=config.same_value_share), roles)
        for (claim, question), (key, answer) in zip(told_apart, keys, strict=True):
            found[claim["claim_id"]] = (item_id, make_id("va", item_id, key))
            told.append(asked_row(claim["claim_id"], question, answer))
    ids = claims["claim_id"].to_list()
    frame = claims.with_columns(
        pl.Series("item_id", [found[i][0] if i in found else None for i in ids], dtype=pl.String),
        pl.Series("value_id", [found[i][1] if i in found else None for i in ids], dtype=pl.String),
        pl.Series("judged", [judged.get(i) for i in ids], dtype=pl.String),
    )
    return {"claims": t.CLAIMS.sort(t.CLAIMS.check(frame)), "asked": t.ASKED.sort(t.ASKED.from_rows(told))}
