"""Stage candidates: pairs of entities that may be one, for a person to decide.

The machine joins two names from `resolve.min_score` on. What falls a little short of it, what carries the same name but
another kind, and equipment whose identity sources dispute, is worth one look each; all else is not. Pairs on which a person has decided are left out, and so are
pairs that an earlier decision made one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.config import ResolveConfig
from headwater.model import tables as spec
from headwater.model.ids import make_id
from headwater.model.judged import standing
from headwater.model.stage import LoadedModel, Tables
from headwater.resolve.cluster import read_verdicts
from headwater.resolve.names import name_key
from headwater.resolve.score import score_spellings
from headwater.resolve.units import make_units
from headwater.schema.equipment import equipment_key

REACH = 0.2
"""How far below the least score of a merge a pair is still worth a look."""
MAX_CANDIDATES = 2000
"""Most pairs that are kept, those with most claims behind them; nobody decides more in a week."""
_SAME_NAME_SCORE = 0.8
_DISPUTED_SCORE = 0.5
_NEVER_ONE = frozenset({"country", "equipment"})


def find_candidates(tables: Tables, *, config: ResolveConfig, model: LoadedModel = None) -> dict[str, pl.DataFrame]:
    """Pairs of entities that may be one.

    Args:
        tables: `mentions` and `entities` as resolved, `judgements`.
        config: Least score of a merge.
        model: Not used.

    Returns:
        `candidates`: each pair once, the entity with more claims first; at most `MAX_CANDIDATES`.
    """
    del model
    entities = {r["entity_id"]: r for r in tables["entities"].iter_rows(named=True)}
    judgements = tables["judgements"].to_dicts() if "judgements" in tables else []
    decided = {frozenset((v.target, v.other)) for v in read_verdicts(judgements)} | _set_aside(judgements)
    best: dict[frozenset[str], tuple[float, str]] = {}
    found = (
        *_near_misses(tables["mentions"].to_dicts(), config.min_score),
        *_same_names(entities.values()),
        *_disputed(entities.values()),
    )
    for pair, score, reason in found:
        if len(pair) == 2 and pair <= entities.keys() and pair not in decided and score > best.get(pair, (0.0, ""))[0]:
            best[pair] = (score, reason)
    rows = [_row(sorted((entities[e] for e in pair), key=_rank), *why) for pair, why in best.items()]
    weight = {e: r["n_claims"] for e, r in entities.items()}
    rows.sort(key=lambda r: (-min(weight[r["entity_a"]], weight[r["entity_b"]]), -r["score"], r["candidate_id"]))
    return {"candidates": spec.CANDIDATES.sort(spec.CANDIDATES.from_rows(rows[:MAX_CANDIDATES]))}


def _set_aside(judgements: Sequence[Mapping[str, Any]]) -> set[frozenset[str]]:
    """Pairs on which a person said that nobody can know."""
    rows = [r for r in standing(judgements) if r["action"] == "unsure" and r["detail"].get("other")]
    return {frozenset((r["target"], r["detail"]["other"])) for r in rows}


def _near_misses(mentions: Sequence[Mapping[str, Any]], least: float) -> Iterable[tuple[frozenset[str], float, str]]:
    """Names that are alike, but not enough."""
    units = make_units(mentions)
    entity_of = {m["mention_id"]: m["entity_id"] for m in mentions}
    for edge in score_spellings(units, least=max(0.0, least - REACH)):
        left, right = (entity_of.get(units[n].mention_ids[0]) for n in (edge.left, edge.right))
        if left and right and left != right and edge.score < least:
            yield frozenset((left, right)), edge.score, edge.reason


def _same_names(entities: Iterable[Mapping[str, Any]]) -> Iterable[tuple[frozenset[str], float, str]]:
    """Entities of two kinds that go by one name: "Al-Mahdi" the plant and "Al-Mahdi" the person are one only if a person says so."""
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for entity in entities:
        if entity["kind"] in _NEVER_ONE:
            continue
        for name in {name_key(n, "organisation") for n in (entity["name"], *json.loads(entity["aliases"] or "[]"))} - {""}:
            by_name.setdefault(name, []).append(entity)
    for name, same in by_name.items():
        for a in same[:6]:
            for b in same[:6]:
                if a["entity_id"] < b["entity_id"] and a["kind"] != b["kind"] and not _countries_differ(a, b):
                    reason = f"both go by “{name}”, one as {a['kind']} and one as {b['kind']}"
                    yield frozenset((a["entity_id"], b["entity_id"])), _SAME_NAME_SCORE, reason


def _disputed(entities: Iterable[Mapping[str, Any]]) -> Iterable[tuple[frozenset[str], float, str]]:
    """Equipment that some sources call one and others do not; it stays apart unless a person says otherwise."""
    equipment = [r for r in entities if r["kind"] == "equipment"]
    by_name = {equipment_key(r["name"]): r for r in equipment}
    for a in equipment:
        for name in json.loads(a["detail"] or "{}").get("disputed_same_as") or ():
            if (b := by_name.get(equipment_key(name))) is not None:
                reason = f"sources dispute whether {a['name']} is {b['name']}"
                yield frozenset((a["entity_id"], b["entity_id"])), _DISPUTED_SCORE, reason


def _countries_differ(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return bool(a["country"] and b["country"] and a["country"] != b["country"])


def _rank(entity: Mapping[str, Any]) -> tuple[int, int, str]:
    return (-entity["n_claims"], -entity["n_mentions"], entity["entity_id"])


def _row(pair: Sequence[Mapping[str, Any]], score: float, reason: str) -> dict[str, Any]:
    a, b = pair[0]["entity_id"], pair[1]["entity_id"]
    return {
        "candidate_id": make_id("ca", *sorted((a, b))), "entity_a": a, "entity_b": b, "score": round(score, 3), "reason": reason,
    }  # fmt: skip
