"""What only shows across values: a number whose label drifts, and parts of a force that do not add up to their total."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from headwater.model.ids import make_id
from headwater.values.edtf import FOREVER
from headwater.weigh.asked import Asked
from headwater.weigh.verdicts import Side

SUM_SHARE = 0.02
TOTALS = frozenset({"people in arms"})
PARTS = ("active troops", "army", "navy", "air force", "militia", "paramilitaries", "reservists", "national guard")


class Tabled(Protocol):
    """An item as the stage tabulate holds it."""

    @property
    def item_id(self) -> str:
        """Id."""

    @property
    def kind(self) -> str:
        """Claim kind."""

    @property
    def asked(self) -> Asked:
        """Question and roles."""


def name_drift(
    row: dict[str, Any], sides: Mapping[str, Side], documents: Mapping[str, Mapping[str, Any]], origins: Mapping[str, set[str]]
) -> dict[str, Any]:
    """A conflict over one number under two labels, with the documents in which the label changed and their common origin.

    Args:
        row: Row of `conflicts`; others are given back as they are.
        sides: value_id -> the value, of its item.
        documents: doc_id -> row of `documents`.
        origins: value_id -> its origins.
    """
    if row["type"] != "scope" or row["verdict"] != "conflict":
        return row
    a, b = sides[row["value_a"]], sides[row["value_b"]]
    if (b.published.first if b.published else FOREVER) < (a.published.first if a.published else FOREVER):
        a, b = b, a
    shared = sorted(origins.get(row["value_a"], set()) & origins.get(row["value_b"], set()))
    common = f"; both lead back to {shared[0]}" if shared else ""
    reason = f"One number, two labels: {a.words} in {_first_of(a, documents)}, {b.words} in {_first_of(b, documents)}{common}. Its label drifted."
    return {**row, "reason": reason}


def _first_of(side: Side, documents: Mapping[str, Mapping[str, Any]]) -> str:
    claim = side.claims[0]
    document = documents.get(claim["doc_id"], {})
    return f"{document.get('publisher') or claim['external_id']} ({document.get('published') or 'no date'})"


def find_sums(items: Iterable[Tabled], sides: Mapping[str, Mapping[str, Side]]) -> list[dict[str, Any]]:
    """Conflicts within one document: parts of a force that do not add up to the total that it gives.

    Args:
        items: Items of the case.
        sides: item_id -> value_id -> the value.
    """
    by_doc: dict[tuple[str, str], list[tuple[str, str, str, Side, float]]] = defaultdict(list)
    for item in items:
        subject = item.asked.roles.get("subject")
        if item.asked.kind != "force_size" or subject is None:
            continue
        for value_id, side in sides[item.item_id].items():
            if side.number is None or side.stance != "yes" or side.narrower is None or side.number.unit != "persons":
                continue
            for claim in side.claims:
                number = claim["quantity_best"]
                if number is not None:
                    by_doc[claim["doc_id"], subject.key].append((side.narrower, item.item_id, value_id, side, float(number)))
    rows = []
    for found in by_doc.values():
        totals = [x for x in found if x[0] in TOTALS]
        parts = _one_each(x for x in found if x[0] in PARTS)
        for _, item_id, value_id, side, total in totals:
            rows.extend(_sum_row(item_id, value_id, side, total, parts))
    return rows


def _one_each(found: Iterable[tuple[str, str, str, Side, float]]) -> list[tuple[str, str, str, Side, float]]:
    """The first part of each definition; reservists last, since totals often leave them out."""
    best: dict[str, tuple[str, str, str, Side, float]] = {}
    for x in sorted(found, key=lambda x: (x[0], -x[4], x[2])):
        best.setdefault(x[0], x)
    return [best[d] for d in PARTS if d in best]


def _sum_row(
    item_id: str, value_id: str, side: Side, total: float, parts: Sequence[tuple[str, str, str, Side, float]]
) -> list[dict[str, Any]]:
    parts = [p for p in parts if p[4] < total]
    if len(parts) < 2:
        return []
    whole = sum(p[4] for p in parts)
    without = whole - sum(p[4] for p in parts if p[0] == "reservists")
    if any(abs(total - s) <= SUM_SHARE * total for s in (whole, without)):
        return []
    greatest = max(parts, key=lambda p: (p[4], p[2]))
    listed = " + ".join(f"{p[4]:,.0f} {p[0]}" for p in parts)
    reason = f"The parts do not add up: {listed} = {whole:,.0f}, but the total is given as {total:,.0f}."
    return [_row(item_id, value_id, greatest[2], "value", reason, side, greatest[3], "sum")]


def _row(item_id: str, value_a: str, value_b: str, kind: str, reason: str, a: Side, b: Side, *more: str) -> dict[str, Any]:
    return {
        "conflict_id": make_id("co", item_id, *sorted((value_a, value_b)), kind, *more), "item_id": item_id, "value_a": value_a, "value_b": value_b, "type": kind,
        "verdict": "conflict", "reason": reason, "claim_a": a.claims[0]["claim_id"], "claim_b": b.claims[0]["claim_id"],
    }  # fmt: skip
