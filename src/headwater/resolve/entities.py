"""Mentions -> entities: which names over the whole case are one thing, why, and what people decided about it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.config import ResolveConfig
from headwater.model import tables as spec
from headwater.model.judged import standing
from headwater.model.spec import TableSpec
from headwater.model.stage import LoadedModel, Tables
from headwater.resolve.cluster import SAME, Verdict, join_units, members, read_verdicts
from headwater.resolve.link import ROLE_COLUMNS, Linker
from headwater.resolve.publisher import place_mentions_by_publisher
from headwater.resolve.score import Edge, score_acronyms, score_short_names, score_spellings, score_surnames
from headwater.resolve.units import Unit, make_units
from headwater.schema.equipment import equipment_key, load_equipment

REASONS_SHOWN = 6
JUDGED_SCORE = 2.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """Clusters of units.

    Attributes:
        units: From `make_units`.
        clusters: Units of each entity, the best one first.
        ids: Entity id of each cluster, in the same order.
        reasons: Why each is one thing, in words.
    """

    units: Sequence[Unit]
    clusters: Sequence[Sequence[int]]
    ids: Sequence[str]
    reasons: Sequence[str]


def resolve_entities(tables: Tables, *, config: ResolveConfig, model: LoadedModel = None) -> dict[str, pl.DataFrame]:
    """Resolve the mentions of a case to entities, and the roles of its claims to them.

    Args:
        tables: `mentions`, `claims`, `judgements`; `documents` (publisher), where there is one.
        config: Least score of a merge.
        model: Not used.

    Returns:
        `mentions` with `entity_id` (null for dates, quantities, money); `entities` with a `reason` for each;
        `claims` with `subject_entity`, `object_entity`, `place_entity`, `attributed_entity`: the first of several, null
        where nothing resolves. All are functions of mentions and standing judgements alone; document order and
        batches play no part.
    """
    del model
    mentions = place_mentions_by_publisher(tables["mentions"].to_dicts(), _publishers(tables.get("documents")))
    judgements = tables["judgements"].to_dicts() if "judgements" in tables else []
    units = make_units(mentions)
    resolution = resolve_units(units, mentions, judgements, least=config.min_score)
    entity_of = {
        mention_id: entity_id
        for cluster, entity_id in zip(resolution.clusters, resolution.ids, strict=True)
        for n in cluster
        for mention_id in units[n].mention_ids
    }
    resolved = [{**m, "entity_id": entity_of.get(m["mention_id"])} for m in mentions]
    claims = _link_claims(tables["claims"].to_dicts(), resolved)
    n_claims = Counter(e for c in claims for e in {c[column] for column in ROLE_COLUMNS.values()} if e)
    names = {row["target"]: row["detail"] for row in standing(judgements) if row["action"] in {"edit", "rename"}}
    rows = [_entity_row(resolution, n, n_claims, names) for n in range(len(resolution.ids))]
    return {
        "mentions": spec.MENTIONS.sort(_frame(spec.MENTIONS, resolved)),
        "entities": spec.ENTITIES.sort(_frame(spec.ENTITIES, rows)),
        "claims": spec.CLAIMS.sort(_frame(spec.CLAIMS, claims)),
    }


def _publishers(documents: pl.DataFrame | None) -> dict[str, str]:
    """Who published each document; those without a publisher are left out."""
    if documents is None or "publisher" not in documents.columns:
        return {}
    return {doc_id: publisher for doc_id, publisher in documents.select("doc_id", "publisher").iter_rows() if publisher}


def _frame(table: TableSpec, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    return table.from_rows(rows) if rows else table.empty()


def resolve_units(
    units: Sequence[Unit], mentions: Sequence[Mapping[str, Any]], judgements: Sequence[Mapping[str, Any]], *, least: float
) -> Resolution:
    """Clusters of units: first as the machine proposes, then as standing judgements decide.

    Args:
        units: From `make_units`.
        mentions: Rows that the units were made of.
        judgements: Rows of the log.
        least: Least score of a merge, 0 to 1.
    """
    proposed = _propose(units, mentions, least=least)
    labels, _ = join_units(len(units), proposed)
    verdicts = read_verdicts(judgements)
    found = _find_judged(units, labels, verdicts)
    joined = [
        Edge(min(a, b), max(a, b), JUDGED_SCORE, f"{v.who} decided that they are one (decision {v.seq})")
        for v, a, b in found
        if v.verdict == SAME
    ]
    apart = [(a, b) for v, a, b in found if v.verdict != SAME]
    labels, used = join_units(len(units), [*joined, *proposed], apart=apart)
    clusters = [sorted(c, key=lambda n: _rank(units[n])) for c in members(labels).values()]
    clusters.sort(key=lambda c: _rank(units[c[0]]))
    by_label: dict[int, list[Edge]] = {}
    for edge in used:
        by_label.setdefault(labels[edge.left], []).append(edge)
    reasons = [_say_reason(units, c, by_label.get(labels[c[0]], [])) for c in clusters]
    return Resolution(units, clusters, _name_clusters(units, clusters), reasons)


def _propose(units: Sequence[Unit], mentions: Sequence[Mapping[str, Any]], *, least: float) -> list[Edge]:
    """Edges of the machine: spellings first, since acronyms and surnames refer to clusters of full names."""
    spellings = score_spellings(units, least=least)
    labels, _ = join_units(len(units), spellings)
    shortened = [*score_acronyms(units, mentions, labels), *score_short_names(units, labels), *score_surnames(units, labels)]
    return [*spellings, *(e for e in shortened if e.score >= least)]


def _find_judged(units: Sequence[Unit], labels: Sequence[int], verdicts: Sequence[Verdict]) -> list[tuple[Verdict, int, int]]:
    """Units that judgements speak of; a judgement on something that is no longer there waits."""
    at: dict[str, int] = {}
    clusters = [sorted(c, key=lambda n: _rank(units[n])) for c in members(labels).values()]
    for cluster, entity_id in zip(clusters, _name_clusters(units, clusters), strict=True):
        at[entity_id] = cluster[0]
    for n, unit in enumerate(units):
        at.setdefault(unit.unit_id, n)
    pairs = [(v, at.get(v.target), at.get(v.other)) for v in verdicts]
    return [(v, a, b) for v, a, b in pairs if a is not None and b is not None and a != b]


def _rank(unit: Unit) -> tuple[object, ...]:
    """The unit that names its cluster comes first: not confined to a document, no acronym, then the longest key.

    Counts of mentions play no part, so that an entity keeps its id when documents are added.
    """
    return (
        unit.doc_id is not None,
        len(unit.words) == 1,
        -min(3, len(unit.words)),
        -len(unit.key),
        unit.kind,
        unit.key,
        unit.doc_id or "",
    )


def _name_clusters(units: Sequence[Unit], clusters: Sequence[Sequence[int]]) -> list[str]:
    """Ids of clusters; where two would share one, after a split, the later takes the id of its own unit."""
    taken: set[str] = set()
    ids: list[str] = []
    for cluster in clusters:
        best = units[cluster[0]]
        entity_id = best.entity_id if best.entity_id not in taken else best.unit_id
        taken.add(entity_id)
        ids.append(entity_id)
    return ids


def _say_reason(units: Sequence[Unit], cluster: Sequence[int], edges: Sequence[Edge]) -> str:
    said = list(dict.fromkeys(e.reason for e in edges))
    if not said:
        best = units[cluster[0]]
        by = {"iso": "ISO 3166 code", "geonames": "GeoNames id", "variant": "designator", "family": "family name"}.get(
            best.key.partition(":")[0], "name"
        )
        where = "one document" if len(best.doc_ids) == 1 else f"{len(best.doc_ids)} documents"
        return f"the same {by} in {where}"
    more = f"; and {len(said) - REASONS_SHOWN} more" if len(said) > REASONS_SHOWN else ""
    return "; ".join(said[:REASONS_SHOWN]) + more


def _entity_row(
    resolution: Resolution, n: int, n_claims: Mapping[str, int], names: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    cluster, entity_id = resolution.clusters[n], resolution.ids[n]
    units = [resolution.units[i] for i in cluster]
    best = units[0]
    forms: Counter[str] = Counter()
    doc_ids: set[str] = set()
    for unit in units:
        forms.update(unit.forms)
        doc_ids.update(unit.doc_ids)
    edit = names.get(entity_id, {})
    name = str(edit["value"]) if edit.get("field", "name") == "name" and edit.get("value") else _shown_name(units)
    point = next((u.point for u in units if u.point), {})
    detail = _detail(units)
    country = detail.pop("country", None)
    return {
        "entity_id": entity_id,
        "kind": "outlet" if any(u.kind == "outlet" for u in units) else best.kind,
        "name": name,
        "aliases": json.dumps(
            [f for f, _ in sorted(forms.items(), key=lambda i: (-i[1], i[0])) if f != name], ensure_ascii=False
        ),
        "country": country if isinstance(country, str) and len(country) == 2 else None,
        "n_mentions": sum(u.n_mentions for u in units),
        "n_documents": len(doc_ids),
        "n_claims": n_claims.get(entity_id, 0),
        **point,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "reason": resolution.reasons[n],
    }


def _shown_name(units: Sequence[Unit]) -> str:
    """The name that is used most, of those as full as the best unit's; of two the shorter, then the one with marks."""
    is_full = len(units[0].words) > 1
    names: Counter[str] = Counter()
    for unit in units:
        if not is_full or (len(unit.words) > 1 and unit.doc_id is None):
            names.update(unit.names)
    return min(names.items(), key=lambda item: (-item[1], len(item[0].split()), item[0].isascii(), item[0]))[0]


def _detail(units: Sequence[Unit]) -> dict[str, Any]:
    """What lists say; for equipment the sourced row with identities that are disputed and therefore not merged."""
    detail: dict[str, Any] = {}
    for unit in units:
        for key, value in unit.detail.items():
            detail.setdefault(key, value)
    best = units[0]
    if best.kind == "equipment" and (known := load_equipment().get(equipment_key(best.name))):
        detail.update(
            family=known.family, variant=known.variant, maker=known.maker, role=known.role, country=known.country,
            names=list(known.names), disputed_same_as=list(known.disputed_same_as), sources=list(known.sources),
        )  # fmt: skip
    if len(units) > 1:
        detail["parts"] = {u.unit_id: u.name for u in units}
    return detail


def _link_claims(claims: Sequence[dict[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    linker = Linker(mentions)
    return [
        {
            **claim,
            **{column: linker.find(claim[role], claim, is_place=role == "place") for role, column in ROLE_COLUMNS.items()},
        }
        for claim in claims
    ]
