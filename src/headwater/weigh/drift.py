"""What only shows across items: a number whose label drifts, and parts that do not add up to their total."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from headwater.model.ids import make_id
from headwater.weigh.group import Asked
from headwater.weigh.numbers import Number, is_same_number, show_number
from headwater.weigh.verdicts import Side

DRIFT_SHARE = 0.02
"""A figure that was rounded on the way is still the same figure: 343,000 and "about 340,000"."""
MIN_DRIFT = 1000.0
"""Small numbers agree by chance."""
SUM_SHARE = 0.02
TOTALS = frozenset({"people in arms"})
PARTS = ("active troops", "regular troops", "militia", "paramilitaries", "reservists", "national guard")


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


def find_drift(items: Iterable[Tabled], sides: Mapping[str, Mapping[str, Side]]) -> list[dict[str, Any]]:
    """Conflicts of scope: one number of one subject under two definitions.

    Args:
        items: Items of the case.
        sides: item_id -> value_id -> the value.
    """
    by_subject: dict[tuple[str, str], list[tuple[str, str, str, Side]]] = defaultdict(list)
    for item in items:
        subject, definition = item.asked.roles.get("subject"), item.asked.roles.get("definition")
        if item.kind != "force_size" or subject is None or definition is None:
            continue
        for value_id, side in sides[item.item_id].items():
            if side.number is not None and side.number.best >= MIN_DRIFT and side.stance == "yes":
                by_subject[item.kind, subject.key].append((definition.words, item.item_id, value_id, side))
    rows = []
    for found in by_subject.values():
        ordered = sorted(found, key=lambda x: (x[3].published.first if x[3].published else 10**8, x[0], x[2]))
        for i, (definition_a, item_id, value_a, a) in enumerate(ordered):
            for definition_b, _, value_b, b in ordered[i + 1 :]:
                if definition_a == definition_b or a.number is None or b.number is None or not _is_same(a.number, b.number):
                    continue
                reason = f"The same number is given for {definition_a} ({show_number(a.number)}) and for {definition_b} ({show_number(b.number)}): its label drifted."
                rows.append(_row(item_id, value_a, value_b, "scope", reason, a, b))
    return rows


def _is_same(a: Number, b: Number) -> bool:
    return is_same_number(a, b, share=DRIFT_SHARE)


def find_sums(items: Iterable[Tabled], sides: Mapping[str, Mapping[str, Side]]) -> list[dict[str, Any]]:
    """Conflicts within one document: parts of a force that do not add up to the total that it gives.

    Args:
        items: Items of the case.
        sides: item_id -> value_id -> the value.
    """
    by_doc: dict[tuple[str, str], list[tuple[str, str, str, Side, float]]] = defaultdict(list)
    for item in items:
        subject, definition = item.asked.roles.get("subject"), item.asked.roles.get("definition")
        if item.kind != "force_size" or subject is None or definition is None:
            continue
        for value_id, side in sides[item.item_id].items():
            if side.number is None or side.stance != "yes":
                continue
            for claim in side.claims:
                number = claim["quantity_best"]
                if number is not None:
                    by_doc[claim["doc_id"], subject.key].append((definition.words, item.item_id, value_id, side, float(number)))
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
