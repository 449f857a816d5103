"""Stage derive: for each document, and each claim that is credited to a publisher, the most likely upstream.

Order of evidence: what a document says itself (citations, by-lines), then borrowed passages with their time order, then
rare names, numbers and words that it shares with an earlier document, weighed by how few documents have them. A document
that names nobody but shares its content with one that does, at the same time, is led back to the same upstream.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from headwater.config import OriginsConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.origins.case import Case, follows, group_rows, name_publishers
from headwater.origins.cues import is_hearsay, load_cues, plain_words
from headwater.origins.days import is_later
from headwater.origins.details import find_detail_upstreams
from headwater.origins.neighbours import Held
from headwater.origins.rewrites import add_rewrites
from headwater.origins.speakers import discount_content, is_office
from headwater.origins.upstreams import (
    OWN_BODY,
    Upstream,
    state_behind,
    upstream_of_state_medium,
    upstreams_of_credits,
)

CLAIM_CONFIDENCE = {"agency": 0.9, "outlet": 0.9, "body": 0.5}
NEAR_COPY = 0.8
"""Share of a document's words in one other document from which it is a copy."""


def derive_documents(
    tables: Mapping[str, pl.DataFrame], *, config: OriginsConfig, model: Any = None
) -> dict[str, pl.DataFrame]:
    """Who has it from whom.

    Args:
        tables: `documents`, `texts`, `sentences`, `claims`, `citations`, `passages`, `entities` of the case.
        config: Section `origins`: derivations below `min_confidence` are left out.
        model: Not needed.

    Returns:
        `citations` with `cited_doc` and `cited_entity`, and `derivations` without cycles.
    """
    del model
    tables = {**tables, "citations": name_publishers(tables["citations"], tables["documents"])}
    case = Case(tables)
    entities = _entities_by_name(tables["entities"])
    resolved = {d.doc_id: _resolve_all(case, d) for d in case.singles}
    upstreams = {
        d.doc_id: upstreams_of_credits(
            d,
            case.credits[d.doc_id],
            resolved[d.doc_id],
            case.shared.get(d.doc_id, {}),
            case.names,
            is_own_report=d.doc_id in case.own_report,
        )
        for d in case.singles
    }
    for child, found in _from_passages(case, tables["passages"]).items():
        upstreams[child].extend(found)
    add_rewrites(case, upstreams)
    for doc_id in case.own_report:
        upstreams[doc_id] = discount_content(upstreams[doc_id])
    _add_copies_and_states(case, upstreams)
    kept = _without_cycles(upstreams, config.min_confidence)
    rows = [_row(case, d, None, u) for d, us in sorted(kept.items()) for u in us]
    rows.extend(_claim_rows(case, tables["claims"], resolved))
    rows.extend(_detail_rows(case, tables, kept, config.min_confidence))
    return {
        "citations": _with_targets(case, tables["citations"], resolved, entities, group_rows(tables["mentions"])),
        "derivations": t.DERIVATIONS.sort(t.DERIVATIONS.from_rows({r["derivation_id"]: r for r in rows}.values())),
    }


def _add_copies_and_states(case: Case, upstreams: dict[str, list[Upstream]]) -> None:
    """Exact copies lead to the first of them alone; a state's medium without a likely upstream leads to its state."""
    for doc in case.held:
        first = case.first[doc.doc_id]
        if first != doc.doc_id:
            upstreams[doc.doc_id] = [_exact_copy(case.by_id[first])]
        elif max((u.confidence for u in upstreams[doc.doc_id]), default=0.0) < 0.5 and (state := upstream_of_state_medium(doc)):
            upstreams[doc.doc_id].append(state)


def _resolve_all(case: Case, doc: Held) -> dict[str, Held | None]:
    return {c.key: case.resolve(c.citation["cited"], doc, c.citation["rule"]) for c in case.credits[doc.doc_id]}


def _exact_copy(first: Held) -> Upstream:
    evidence = {"kind": "copy", "detail": f"the same words as {first.external_id}", "start": None, "end": None}
    return Upstream(first.doc_id, None, "copy", 1.0, (evidence,))


def _from_passages(case: Case, passages: pl.DataFrame) -> dict[str, list[Upstream]]:
    """Upstreams by borrowed passages; where time tells nothing, the shorter text follows the longer one."""
    found: dict[str, list[Upstream]] = defaultdict(list)
    for row in passages.sort("passage_id").iter_rows(named=True):
        a, b = case.by_id.get(row["doc_id_a"]), case.by_id.get(row["doc_id_b"])
        if a is None or b is None or case.first[a.doc_id] == case.first[b.doc_id]:
            continue
        a, b = case.by_id[case.first[a.doc_id]], case.by_id[case.first[b.doc_id]]
        is_a_later = row["direction"] == "a_from_b" or (row["direction"] == "unknown" and follows(a, b))
        child, parent, side = (a, b, "a") if is_a_later else (b, a, "b")
        if is_later(parent.days, child.days):
            continue
        containment = row[f"containment_{side}"]
        confidence = 0.9 if row["direction"] != "unknown" else 0.6
        confidence = (
            max(confidence, 0.97)
            if containment >= NEAR_COPY and row["direction"] != "unknown"
            else confidence * (0.5 + 0.5 * min(1.0, containment / 0.5))
        )
        detail = f"shares {row['shared_words']} words in a row with {parent.external_id}, {containment:.0%} of its own"
        evidence = {"kind": "passage", "detail": detail, "start": row[f"start_{side}"], "end": row[f"end_{side}"]}
        relation = "copy" if containment >= NEAR_COPY else "rewrite"
        found[child.doc_id].append(Upstream(parent.doc_id, None, relation, round(confidence, 4), (evidence,)))
    return found


def _without_cycles(upstreams: Mapping[str, Sequence[Upstream]], least: float) -> dict[str, list[Upstream]]:
    """The surest upstreams first; one that would lead a document back to itself is left out."""
    best: dict[tuple[str, str | None, str | None], Upstream] = {}
    for d, us in upstreams.items():
        for u in us:
            key = (d, u.doc_id, u.name)
            kept = best.get(key)
            if kept is None:
                best[key] = u
            else:
                top, low = (kept, u) if kept.confidence >= u.confidence else (u, kept)
                more = tuple(e for e in low.evidence if e not in top.evidence)
                best[key] = Upstream(top.doc_id, top.name, top.relation, top.confidence, (*top.evidence, *more))
    up: dict[str, set[str]] = defaultdict(set)
    kept_rows: dict[str, list[Upstream]] = defaultdict(list)
    for (d, doc_id, _), u in sorted(best.items(), key=lambda x: (-x[1].confidence, x[0][0], x[0][1] or "", x[0][2] or "")):
        if u.confidence < least or (doc_id is not None and (doc_id == d or _reaches(up, doc_id, d))):
            continue
        if doc_id is not None:
            up[d].add(doc_id)
        kept_rows[d].append(u)
    return kept_rows


def _reaches(up: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, open_ = set(), [start]
    while open_:
        here = open_.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            open_.extend(up.get(here, ()))
    return False


def _row(case: Case, doc_id: str, claim_id: str | None, u: Upstream) -> dict[str, Any]:
    return {
        "derivation_id": make_id("de", doc_id, claim_id, u.doc_id, u.name), "doc_id": doc_id, "external_id": case.by_id[doc_id].external_id,
        "claim_id": claim_id, "upstream": case.by_id[u.doc_id].external_id if u.doc_id else None, "upstream_doc_id": u.doc_id, "upstream_name": u.name,
        "relation": u.relation, "evidence": json.dumps(list(u.evidence), ensure_ascii=False, sort_keys=True), "confidence": u.confidence,
    }  # fmt: skip


def _claim_rows(case: Case, claims: pl.DataFrame, resolved: Mapping[str, Mapping[str, Held | None]]) -> list[dict[str, Any]]:
    """Claims that a publisher or body is credited with in their own attribution or as subject of their citation."""
    rows: list[dict[str, Any]] = []
    for claim in claims.sort("claim_id").iter_rows(named=True):
        doc_id = claim["doc_id"]
        first = case.first.get(doc_id)
        if first is None:
            continue
        for c in case.citations.get(doc_id, []):
            if (
                c["cited_kind"] not in CLAIM_CONFIDENCE
                or not credits_claim(c, claim)
                or case.is_own(c["cited"], case.by_id[doc_id])
            ):
                continue
            if c["cited_kind"] == "body" and is_office(c["cited"]):
                continue
            key = case.names.key(c["cited"])
            held = resolved[first].get(key)
            evidence = (
                {"kind": "citation", "detail": f"credits {c['cited']}: “{c['text']}”", "start": c["start"], "end": c["end"]},
            )
            u = Upstream(
                held.doc_id if held else None,
                None if held else case.names.show(key),
                "cites",
                CLAIM_CONFIDENCE[c["cited_kind"]] * (OWN_BODY if c["cited_kind"] == "body" and first in case.own_report else 1),
                evidence,
            )
            if u.doc_id != doc_id:
                rows.extend(_row(case, doc_id, claim["claim_id"], v) for v in (u, *state_behind(u)))
    return rows


def _detail_rows(
    case: Case, tables: Mapping[str, pl.DataFrame], kept: Mapping[str, Sequence[Upstream]], least: float
) -> list[dict[str, Any]]:
    """Claims that credit nobody, of documents without a likely upstream, traced by their rare details.

    No claim goes where its document would lead back to itself.
    """
    sentences: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for row in tables["sentences"].iter_rows(named=True):
        sentences[row["doc_id"]][row["n"]] = row
    traced = {d for d, us in kept.items() if max((u.confidence for u in us), default=0.0) >= 0.5}
    numbers = dict(tables["claims"].select("claim_id", "sentence_n").iter_rows())
    credits_ = [c for cs in case.citations.values() for c in cs if not is_hearsay(c["cited"])]
    credited = {(c["doc_id"], numbers.get(c["claim_id"])) for c in credits_}
    up: dict[str, set[str]] = {d: {u.doc_id for u in us if u.doc_id} for d, us in kept.items()}
    found = find_detail_upstreams(
        case.singles,
        list(tables["claims"].sort("claim_id").iter_rows(named=True)),
        sentences,
        wanted=lambda c: (
            c["doc_id"] not in traced
            and (c["doc_id"], c["sentence_n"]) not in credited
            and (not c["attributed_to"] or is_hearsay(c["attributed_to"]))
        ),
        follows=follows,
    )
    return [
        _row(case, c["doc_id"], c["claim_id"], u)
        for c, u in found
        if u.confidence >= least and u.doc_id and not _reaches(up, u.doc_id, c["doc_id"])
    ]


def credits_claim(citation: Mapping[str, Any], claim: Mapping[str, Any]) -> bool:
    """Whether a citation is, or overlaps, the attribution of a claim of the same document."""
    if citation["claim_id"] == claim["claim_id"]:
        return True
    start = claim["attribution_start"]
    return start is not None and start < citation["end"] and citation["start"] < start + len(claim["attribution"] or "")


def _entities_by_name(entities: pl.DataFrame) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for row in entities.sort("entity_id").iter_rows(named=True):
        if row["kind"] in {"person", "organisation", "outlet", "country"}:
            for name in (row["name"], *json.loads(row["aliases"])):
                if words := plain_words(name):
                    found.setdefault(words, row["entity_id"])
    return found


def _mentioned(citation: Mapping[str, Any], mentions: Sequence[Mapping[str, Any]]) -> str | None:
    """The entity of the mention in the phrase that has the same words as who is cited, in part."""
    if citation["cited_kind"] in {"unnamed", "document"}:
        return None
    words = set(plain_words(citation["cited"]))
    inside = [
        m
        for m in mentions
        if m["entity_id"]
        and citation["start"] <= m["start"]
        and m["end"] <= citation["end"]
        and m["kind"] in {"person", "organisation", "outlet", "country"}
    ]
    fitting = [m for m in inside if words & {*plain_words(m["text"]), *plain_words(m["name"])}]
    best = max(
        fitting, key=lambda m: (len(words & set(plain_words(m["text"]))), m["kind"] != "country", m["start"]), default=None
    )
    return str(best["entity_id"]) if best is not None else None


def _with_targets(
    case: Case,
    citations: pl.DataFrame,
    resolved: Mapping[str, Mapping[str, Held | None]],
    entities: Mapping[tuple[str, ...], str],
    mentions: Mapping[str, Sequence[Mapping[str, Any]]],
) -> pl.DataFrame:
    """Citations with the held document and the entity that they mean."""
    rows: list[dict[str, Any]] = []
    for row in citations.iter_rows(named=True):
        first = case.first.get(row["doc_id"], "")
        held = resolved.get(first, {}).get(case.names.key(row["cited"])) if row["cited_kind"] in CLAIM_CONFIDENCE else None
        known = load_cues().publishers.get(plain_words(row["cited"]))
        entity = _mentioned(row, mentions.get(row["doc_id"], ())) or entities.get(plain_words(row["cited"]))
        entity = entity or (entities.get(plain_words(known.name)) if known else None)
        is_other = held is not None and held.doc_id != row["doc_id"]
        rows.append({**row, "cited_doc": held.external_id if held is not None and is_other else None, "cited_entity": entity})
    return t.CITATIONS.sort(t.CITATIONS.from_rows(rows))
