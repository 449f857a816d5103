"""Stage tabulate: items with their values, how many documents, publishers and origins each has, and what conflicts."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.values.edtf import FOREVER
from headwater.weigh.asked import Asked, read_asked
from headwater.weigh.drift import find_sums, name_drift
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.times import read_when, show_dates
from headwater.weigh.verdicts import Side, judge_pair, make_side

Row = Mapping[str, Any]
MAX_VALUES_COMPARED = 60
"""Values of one item that are compared in pairs, most documents first; beyond, a list of conflicts helps nobody."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item with its values, each as its words and claims, earliest document first, and what the first of them asks."""

    item_id: str
    kind: str
    asked: Asked
    values: Mapping[str, tuple[str, Sequence[Row]]]
    leads: Mapping[str, Asked]


def tabulate_items(tables: Mapping[str, pl.DataFrame], *, config: WeighConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Items, values and conflicts.

    Args:
        tables: `documents`, `claims` with items and values, `asked`, `origins`, `origin_counts`.
        config: Not used.
        model: Not needed.

    Returns:
        `items`, `values`, `conflicts`. Claims that a person rejected have no item and count nowhere.
    """
    del config, model
    documents = {d["doc_id"]: d for d in tables["documents"].iter_rows(named=True)}
    published = {k: d["published"] for k, d in documents.items()}
    items = _read_items(tables, documents)
    counts = {r["value_id"]: r for r in tables["origin_counts"].iter_rows(named=True)}
    origins: dict[str, set[str]] = defaultdict(set)
    of_value: dict[str, set[str]] = defaultdict(set)
    for item_id, value_id, origin in tables["origins"].select("item_id", "value_id", "origin").iter_rows():
        origins[item_id].add(origin)
        of_value[value_id].add(origin)
    sides = {i.item_id: _sides(i, published) for i in items}
    conflicts = [row for i in items for row in _conflict_rows(i, sides[i.item_id])]
    conflicts = [name_drift(row, sides[row["item_id"]], documents, of_value) for row in conflicts]
    conflicts.extend(find_sums(items, sides))
    unique = {c["conflict_id"]: c for c in conflicts}
    hard = Counter(c["item_id"] for c in unique.values() if c["verdict"] == "conflict")
    return {
        "items": t.ITEMS.sort(
            t.ITEMS.from_rows(_item_row(i, documents, counts, origins[i.item_id], hard[i.item_id]) for i in items)
        ),
        "values": t.VALUES.sort(
            t.VALUES.from_rows(_value_row(i, v, documents, counts.get(v), sides[i.item_id][v]) for i in items for v in i.values)
        ),
        "conflicts": t.CONFLICTS.sort(t.CONFLICTS.from_rows(unique.values())),
    }


def _read_items(tables: Mapping[str, pl.DataFrame], documents: Mapping[str, Row]) -> list[Item]:
    told = {r["claim_id"]: (read_asked(r), r["answer"]) for r in tables["asked"].iter_rows(named=True)}
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for c in tables["claims"].sort("claim_id").iter_rows(named=True):
        if c["item_id"] is not None:
            members[c["item_id"]].append(c)
    items = []
    for item_id, rows in sorted(members.items()):
        first, _ = told[_by_confidence(rows)[0]["claim_id"]]
        values: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for c in sorted(rows, key=lambda c: (_date_order(documents.get(c["doc_id"])), c["claim_id"])):
            values[c["value_id"]].append(c)
        leads = {v: told[cs[0]["claim_id"]] for v, cs in sorted(values.items())}
        shown = {v: (_with_dates(words, values[v], first.kind), values[v]) for v, (_, words) in leads.items()}
        items.append(Item(item_id, rows[0]["kind"], first, shown, {v: asked for v, (asked, _) in leads.items()}))
    return items


def _with_dates(words: str, claims: Sequence[Row], kind: str) -> str:
    """A value with the dates that its claims name, where the question does not ask when."""
    dates = "" if QUESTIONS[kind].answer == "time" else show_dates(c["time_edtf"] for c in claims)
    return f"{words} ({dates})" if dates else words


def _by_confidence(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda c: (-c["confidence"], c["claim_id"]))


def _date_order(doc: Row | None) -> tuple[int, int, str]:
    when = read_when(doc["published"]) if doc else None
    return (when.first, when.last, "") if when else (FOREVER, FOREVER, doc["doc_id"] if doc else "")


def _sides(item: Item, published: Mapping[str, str | None]) -> dict[str, Side]:
    return {v: make_side(words, claims, published, item.leads[v]) for v, (words, claims) in item.values.items()}


def _conflict_rows(item: Item, sides: Mapping[str, Side]) -> list[dict[str, Any]]:
    """Pairs of values, the earlier one first."""
    question = QUESTIONS[item.asked.kind]
    ranked = sorted(sides, key=lambda v: (-len({c["doc_id"] for c in sides[v].claims}), v))[:MAX_VALUES_COMPARED]
    rows = []
    for i, a in enumerate(ranked):
        for b in ranked[i + 1 :]:
            judged = judge_pair(sides[a], sides[b], question)
            if judged is None:
                continue
            rows.append({
                "conflict_id": make_id("co", item.item_id, *sorted((a, b))), "item_id": item.item_id, "value_a": a, "value_b": b, "type": judged.type,
                "verdict": judged.verdict, "reason": judged.reason, "claim_a": sides[a].lead["claim_id"], "claim_b": sides[b].lead["claim_id"],
            })  # fmt: skip
    return rows


def _counted(claims: Sequence[Row], documents: Mapping[str, Row]) -> dict[str, Any]:
    ids = sorted({c["doc_id"] for c in claims})
    outlets = {(documents[d]["publisher"] or documents[d]["external_id"]).casefold() for d in ids if d in documents}
    return {"n_documents": len(ids), "n_outlets": len(outlets), "n_claims": len(claims)}


def _dated(claims: Sequence[Row], documents: Mapping[str, Row]) -> list[Row]:
    docs = {c["doc_id"]: documents[c["doc_id"]] for c in claims if c["doc_id"] in documents}
    return sorted((d for d in docs.values() if d["published"]), key=_date_order)


def _value_row(item: Item, value_id: str, documents: Mapping[str, Row], count: Row | None, side: Side) -> dict[str, Any]:
    words, claims = item.values[value_id]
    dated = _dated(claims, documents)
    number = side.number
    modalities = Counter(c["modality"] for c in claims)
    return {
        "item_id": item.item_id, "question": item.asked.question, "value_id": value_id, "value": words, **_counted(claims, documents),
        "n_origins_low": count["low"] if count else 0, "n_origins_best": count["best"] if count else 0, "n_origins_high": count["high"] if count else 0,
        "first_published": dated[0]["published"] if dated else None,
        "first_document": dated[0]["external_id"] if dated else claims[0]["external_id"],
        "speakers": json.dumps(_most_common(c["attributed_to"] for c in claims if c["attributed_to"]), ensure_ascii=False),
        "low": _finite(number.low) if number else None, "best": number.best if number else None, "high": _finite(number.high) if number else None,
        "unit": number.unit if number else None, "modalities": json.dumps(dict(sorted(modalities.items()))),
        "origins_reason": count["reason"] if count else "Origins were not counted.", "origins_distribution": count["distribution"] if count else "{}",
        "n_witnesses": count["n_witnesses"] if count else 0,
    }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None


def _item_row(
    item: Item, documents: Mapping[str, Row], counts: Mapping[str, Row], origins: set[str], n_conflicts: int
) -> dict[str, Any]:
    claims = [c for _, cs in item.values.values() for c in cs]
    dated = _dated(claims, documents)
    found = [counts[v] for v in item.values if v in counts]
    low, best, high = _origins_of_item(found, len(origins))
    roles = item.asked.roles
    question = QUESTIONS[item.asked.kind]
    subject, object_, place = (roles.get(r) for r in ("subject", "object", "place"))
    return {
        "item_id": item.item_id, "question": item.asked.question, "kind": item.kind, "subject": subject.words if subject else None,
        "subject_entity": subject.entity if subject else None, "object": object_.words if object_ and "object" in question.roles else None,
        "object_entity": object_.entity if object_ and "object" in question.roles else None,
        "place_entity": place.entity if place and "place" in question.roles else None, "time_scope": _scope(dated), "definition": _definition(item),
        "is_functional": question.is_functional, "n_values": len(item.values), **_counted(claims, documents),
        "n_origins_low": low, "n_origins_best": best, "n_origins_high": high, "n_conflicts": n_conflicts,
        "first_published": dated[0]["published"] if dated else None, "last_published": dated[-1]["published"] if dated else None,
    }  # fmt: skip


def _origins_of_item(counts: Sequence[Row], n_listed: int) -> tuple[int, int, int]:
    """Origins of all values of an item: drawn together where they were, else as many as are listed."""
    drawn = next((c for c in counts if c.get("item_best") is not None), None)
    if drawn is not None:
        return drawn["item_low"], drawn["item_best"], drawn["item_high"]
    best = max(n_listed, max((c["best"] for c in counts), default=0))
    return min(best, max((c["low"] for c in counts), default=0)), best, max(best, max((c["high"] for c in counts), default=0))


def _definition(item: Item) -> str | None:
    """What is counted or measured; of a force only where all its values count the same."""
    definition = item.asked.roles.get("definition")
    if item.asked.kind != "force_size":
        return definition.words if definition else None
    counted = {a.narrower for a in item.leads.values()}
    return next(iter(counted)) if len(counted) == 1 else None


def _scope(dated: Sequence[Row]) -> str | None:
    """Years over which the item was answered, EDTF."""
    years = sorted({d["published"][:4] for d in dated})
    return None if not years else years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}"


def _most_common(values: Iterable[str]) -> list[str]:
    """Distinct values, most frequent first, then in alphabetical order."""
    return [v for v, _ in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0]))]
