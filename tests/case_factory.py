"""A small consistent case for tests of views, exports, web and store: every public table and the joints they read.

tables = make_tables()              # nine documents, 27 claims
tables = make_tables(hostile=True)  # and one whose title, address, publisher and text attack whoever shows them
tables = make_many_tables(5000)     # one short document each, all of one origin
"""

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import polars as pl

from case_rows import CITATIONS, CLAIMS, CONFLICTS, DERIVATIONS, DOCUMENTS, ENTITIES, HOSTILE, ITEMS, ORIGINS, VALUES
from headwater.model import tables as t
from headwater.model.ids import make_id

Row = dict[str, Any]


def doc_id_of(external_id: str) -> str:
    """Id of the document with this external id."""
    return make_id("doc", external_id)


def item_id_of(item: str) -> str:
    """Id of the item with this short name in case_rows."""
    return make_id("it", item)


def value_id_of(item: str, value: str) -> str:
    """Id of the value with these short names in case_rows."""
    return make_id("va", item, value)


@cache
def entity_id_of(name: str) -> str:
    """Id of the entity with this name."""
    return make_id("en", name)


def make_tables(*, hostile: bool = False) -> dict[str, pl.DataFrame]:
    """Every table of the small case, checked against its declaration."""
    docs = [*DOCUMENTS, HOSTILE] if hostile else DOCUMENTS
    texts = {str(d["external_id"]): str(d["text"]) for d in docs}
    claims = [_claim(texts, n, row) for n, row in enumerate(CLAIMS)]
    if hostile:
        claims.append(_hostile_claim(texts))
    mentions = _mentions(texts)
    values = _values(docs, claims)
    conflicts = _conflicts(claims)
    rows: dict[str, list[Row]] = {
        "documents": [_document(d) for d in docs],
        "texts": [{"doc_id": doc_id_of(e), "text_id": make_id("tx", e), "text": x} for e, x in texts.items()],
        "dates": [_date(d) for d in docs if d["published"]],
        "sentences": [s for e, x in texts.items() for s in _sentences(e, x)],
        "mentions": mentions,
        "claims": claims,
        "entities": _entities(mentions, claims),
        "passages": [_passage(texts)],
        "citations": [_citation(texts, *row) for row in CITATIONS],
        "derivations": [_derivation(*row) for row in DERIVATIONS],
        "origins": _origins(claims),
        "items": _items(values, conflicts, docs, claims),
        "values": values,
        "conflicts": conflicts,
        "candidates": [_candidate("Quds Force", "Qods Aviation Industries", 0.7), _candidate("Mohajer-2", "Arpía", 0.5)],
        "warnings": _warnings(claims),
        "dependents": [_dependent(claims, "control", "iran", "Miami Herald, not held")],
        "rejects": [_reject()],
        "runs": [_run(len(docs))],
    }
    made = {name: t.BY_NAME[name].sort(t.BY_NAME[name].from_rows(rs)) for name, rs in rows.items()}
    made["origin_counts"] = t.ORIGIN_COUNTS.from_rows(_origin_counts(values))
    return {spec.name: made.get(spec.name, spec.empty()) for spec in t.TABLES}


def make_many_tables(n_documents: int) -> dict[str, pl.DataFrame]:
    """A case of many short documents by many outlets, which all repeat one statement of one unheld document."""
    text = "Iran delivered six drones to Venezuela, the Miami Herald reported."
    docs: list[Row] = [
        {"external_id": f"d{i:05}", "url": f"https://outlet{i}.example/a", "title": f"Report {i}", "publisher": f"outlet{i}.example",
         "published": f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}", "language": "en", "text": text} for i in range(n_documents)
    ]  # fmt: skip
    claims = [
        _claim({d["external_id"]: text}, 0, (d["external_id"], text[:38], "transfer", "many", "yes", {
            "subject": "Iran", "object": "drones", "modality": "reported", "attribution": "the Miami Herald reported",
            "attributed_to": "Miami Herald"})) for d in docs
    ]  # fmt: skip
    value = _value(
        "many",
        "yes",
        "Does Iran deliver drones to Venezuela?",
        "Iran delivers drones",
        docs,
        claims,
        (1, 1, 1),
        "all credit the Miami Herald",
    )
    ids = [d["external_id"] for d in docs]
    origin = _origin("many", "yes", "Miami Herald, not held", "unheld document", ids)
    item = _item("many", ("Does Iran deliver drones to Venezuela?", False), [value], [], docs, claims)
    rows = {"documents": [_document(d) for d in docs], "claims": claims, "values": [value], "items": [item], "origins": [origin],
            "texts": [{"doc_id": doc_id_of(e), "text_id": make_id("tx", e), "text": text} for e in ids]}  # fmt: skip
    return {s.name: s.sort(s.from_rows(rows[s.name])) if s.name in rows else s.empty() for s in t.TABLES}


def _document(d: Row) -> Row:
    known = {k: d.get(k) for k in ("external_id", "url", "title", "publisher", "published", "language")}
    return known | {
        "doc_id": doc_id_of(d["external_id"]),
        "published_basis": "record" if d["published"] else None,
        "published_evidence": d["published"],
        "text_language": d.get("text_language", d["language"]),
        "n_chars": len(d["text"]),
        "media_type": "text/plain",
        "name": f"notes.jsonl:{d['external_id']}",
        "container": "notes.jsonl",
        "text_id": make_id("tx", d["external_id"]),
    }


def _date(d: Row) -> Row:
    return {
        "doc_id": doc_id_of(d["external_id"]),
        "date": d["published"],
        "basis": "record",
        "evidence": d["published"],
        "is_chosen": True,
    }


def _sentences(external_id: str, text: str) -> list[Row]:
    cuts = [
        0,
        *(i + 2 for i in range(len(text) - 1) if text[i] == "." and text[i + 1] in " \n" and text[i - 1] != "S"),
        len(text),
    ]
    rows = []
    for n, (start, end) in enumerate(pairwise(cuts)):
        words = text[start:end]
        left = start + len(words) - len(words.lstrip())
        words = words.strip()
        rows.append(
            {"doc_id": doc_id_of(external_id), "external_id": external_id, "n": n, "paragraph": text[:left].count("\n\n"),
             "start": left, "end": left + len(words), "sentence_id": make_id("se", "en", words), "language": "en", "text": words,
             "is_parsed": True}
        )  # fmt: skip
    return rows


def _claim(texts: dict[str, str], n: int, row: tuple[str, str, str, str, str, Row]) -> Row:
    doc, quote, kind, item, value, more = row
    start = texts[doc].index(quote)
    entities = {name: entity_id_of(name) for name, *_ in ENTITIES}
    attribution = more.get("attribution")
    sentence = sum(1 for s in _sentences(doc, texts[doc]) if s["end"] <= start)
    return {
        "claim_id": make_id("cl", doc, start, start + len(quote), kind, n), "doc_id": doc_id_of(doc), "external_id": doc,
        "start": start, "end": start + len(quote), "quote": quote, "kind": kind, "modality": "asserted", "polarity": "positive",
        "attribution_start": texts[doc].index(attribution) if attribution else None,
        "item_id": item_id_of(item), "value_id": value_id_of(item, value), "sentence_n": sentence,
        "subject_entity": entities.get(str(more.get("subject"))), "object_entity": entities.get(str(more.get("object"))),
        "place_entity": entities.get(str(more.get("place"))), "attributed_entity": entities.get(str(more.get("attributed_to"))),
        "rule": "by_hand", "trigger": "by hand", "confidence": 0.8, "maker": "rules",
    } | more  # fmt: skip


def _hostile_claim(texts: dict[str, str]) -> Row:
    return _claim(
        texts,
        99,
        (str(HOSTILE["external_id"]), str(HOSTILE["text"])[:-1], "transfer", "kits", "quds",
         {"subject": "<b>Iran</b>", "object": "**six** `drones`", "place": "<script>Venezuela</script>", "attributed_to": "[x](y)"}),
    )  # fmt: skip


def _mentions(texts: dict[str, str]) -> list[Row]:
    rows = []
    for external_id, text in texts.items():
        taken: list[tuple[int, int]] = []
        for name, kind, spellings, country, point in ENTITIES:
            for spelling in sorted(spellings, key=len, reverse=True):
                at = text.find(spelling)
                while at >= 0:
                    end = at + len(spelling)
                    whole = not text[end : end + 1].isalpha() and not (at and text[at - 1].isalpha())
                    if whole and all(end <= a or at >= b for a, b in taken):
                        taken.append((at, end))
                        rows.append(_mention(external_id, at, end, spelling, kind, name, country, point))
                    at = text.find(spelling, at + 1)
    return rows


def _mention(doc: str, at: int, end: int, text: str, kind: str, name: str, country: str | None, point: Any) -> Row:
    lat, lon, precision, geonames = point or (None, None, None, None)
    detail: Row = (
        {"country": country}
        if kind == "country"
        else {"family": name.split("-", maxsplit=1)[0], "variant": name}
        if kind == "equipment"
        else {}
    )
    return {"mention_id": make_id("me", doc, at, end, kind), "doc_id": doc_id_of(doc), "external_id": doc, "start": at, "end": end,
            "text": text, "kind": kind, "name": name, "entity_id": entity_id_of(name), "lat": lat, "lon": lon,
            "precision_m": precision, "geonames_id": geonames, "maker": "by hand", "detail": json.dumps(detail)}  # fmt: skip


def _entities(mentions: Sequence[Row], claims: Sequence[Row]) -> list[Row]:
    rows = []
    for name, kind, _, country, point in ENTITIES:
        mine = [m for m in mentions if m["entity_id"] == entity_id_of(name)]
        roles = ("subject_entity", "object_entity", "place_entity", "attributed_entity")
        spelled = Counter(m["text"] for m in mine)
        lat, lon, precision, geonames = point or (None, None, None, None)
        rows.append(
            {"entity_id": entity_id_of(name), "kind": kind, "name": name, "aliases": json.dumps([s for s, _ in spelled.most_common()], ensure_ascii=False),
             "country": country, "n_mentions": len(mine), "n_documents": len({m["doc_id"] for m in mine}),
             "n_claims": sum(any(c[r] == entity_id_of(name) for r in roles) for c in claims), "lat": lat, "lon": lon,
             "precision_m": precision, "geonames_id": geonames, "detail": "{}", "reason": "same name"}
        )  # fmt: skip
    return rows


def _passage(texts: dict[str, str]) -> Row:
    a, b = "grandeslanz", "aztec_afp"
    sa, sb = texts[a].index("El Instituto"), texts[b].index("The International")
    return {"passage_id": make_id("pa", a, b, sa, sb), "doc_a": b, "doc_b": a, "start_a": sb, "end_a": sb + 100, "start_b": sa,
            "end_b": sa + 100, "shared_words": 20, "containment_a": 0.4, "containment_b": 0.5, "direction": "unknown",
            "doc_id_a": doc_id_of(b), "doc_id_b": doc_id_of(a)}  # fmt: skip


def _citation(texts: dict[str, str], doc: str, phrase: str, cited: str, kind: str) -> Row:
    start = texts[doc].index(phrase)
    return {"citation_id": make_id("ci", doc, start), "doc_id": doc_id_of(doc), "external_id": doc, "start": start,
            "end": start + len(phrase), "text": phrase, "cited": cited, "cited_kind": kind, "cited_entity": entity_id_of(cited),
            "rule": "by_hand", "rank": 0}  # fmt: skip


def _derivation(doc: str, upstream: str | None, name: str | None, relation: str, confidence: float) -> Row:
    evidence = [{"kind": "by hand", "detail": f"{doc} credits {name or upstream}"}]
    return {"derivation_id": make_id("de", doc, upstream, name), "doc_id": doc_id_of(doc), "external_id": doc, "upstream": upstream,
            "upstream_doc_id": doc_id_of(upstream) if upstream else None, "upstream_name": name, "relation": relation,
            "evidence": json.dumps(evidence), "confidence": confidence}  # fmt: skip


def _origins(claims: Sequence[Row]) -> list[Row]:
    rows = []
    for key in VALUES:
        held = sorted({c["external_id"] for c in claims if c["value_id"] == value_id_of(*key)})
        for name, kind, docs in ORIGINS.get(key, ([(d, "document", (d,)) for d in held], (0, 0, 0), ""))[0]:
            rows.append(_origin(*key, name, kind, docs))
    return rows


def _origin(item: str, value: str, name: str, kind: str, docs: Sequence[str]) -> Row:
    chain = [{"from": name, "to": d, "relation": "cites", "evidence": f"{d} credits {name}"} for d in docs if d != name]
    return {"origin_id": make_id("or", item, value, name), "value_id": value_id_of(item, value), "item_id": item_id_of(item),
            "origin": name, "kind": kind, "documents": json.dumps(list(docs)), "chain": json.dumps(chain, ensure_ascii=False),
            "confidence": 0.9}  # fmt: skip


def _values(docs: Sequence[Row], claims: Sequence[Row]) -> list[Row]:
    rows = []
    for (item, value), words in VALUES.items():
        _, counts, reason = ORIGINS.get((item, value), ((), (1, 1, 1), "no document credits another"))
        rows.append(_value(item, value, ITEMS[item][0], words, docs, claims, counts, reason))
    return rows


def _value(
    item: str,
    value: str,
    question: str,
    words: str,
    docs: Sequence[Row],
    claims: Sequence[Row],
    counts: tuple[int, int, int],
    reason: str,
) -> Row:
    mine = [c for c in claims if c["value_id"] == value_id_of(item, value)]
    mine_docs = {c["external_id"] for c in mine}
    held = [d for d in docs if d["external_id"] in mine_docs]
    dated = sorted((d["published"], d["external_id"]) for d in held if d["published"])
    speakers = [s for s, _ in Counter(c["attributed_to"] for c in mine if c.get("attributed_to")).most_common()]
    first = mine[0] if mine else {}
    low, best, high = counts
    return {"item_id": item_id_of(item), "question": question, "value_id": value_id_of(item, value), "value": words,
            "n_documents": len(held), "n_outlets": len({d["publisher"] for d in held}), "n_origins_low": low, "n_origins_best": best,
            "n_origins_high": high, "first_published": dated[0][0] if dated else None, "first_document": dated[0][1] if dated else None,
            "speakers": json.dumps(speakers, ensure_ascii=False), "n_claims": len(mine), "low": first.get("quantity_low"),
            "best": first.get("quantity_best"), "high": first.get("quantity_high"), "unit": first.get("quantity_unit"),
            "modalities": json.dumps(dict(sorted(Counter(c["modality"] for c in mine).items()))), "origins_reason": reason,
            "origins_distribution": json.dumps({str(best): 0.9, str(best + 1): 0.1} if high > best else {str(best): 1.0}), "n_witnesses": best}  # fmt: skip


def _origin_counts(values: Sequence[Row]) -> list[Row]:
    return [{"value_id": v["value_id"], "low": v["n_origins_low"], "best": v["n_origins_best"], "high": v["n_origins_high"],
             "distribution": v["origins_distribution"], "reason": v["origins_reason"], "n_witnesses": v["n_witnesses"]} for v in values]  # fmt: skip


def _items(values: Sequence[Row], conflicts: Sequence[Row], docs: Sequence[Row], claims: Sequence[Row]) -> list[Row]:
    by_item = {item: [v for v in values if v["item_id"] == item_id_of(item)] for item in ITEMS}
    return [_item(item, about, by_item[item], conflicts, docs, claims) for item, about in ITEMS.items()]


def _item(
    item: str,
    about: tuple[str, bool],
    values: Sequence[Row],
    conflicts: Sequence[Row],
    docs: Sequence[Row],
    claims: Sequence[Row],
) -> Row:
    mine = [c for c in claims if c["item_id"] == item_id_of(item)]
    mine_docs = {c["external_id"] for c in mine}
    held = [d for d in docs if d["external_id"] in mine_docs]
    dated = sorted(d["published"] for d in held if d["published"])
    keep = ("kind", "subject", "subject_entity", "object", "object_entity", "definition")
    return {k: mine[0].get(k) for k in keep} | {
        "item_id": item_id_of(item), "question": about[0], "is_functional": about[1], "n_values": len(values), "n_claims": len(mine),
        "n_documents": len(held), "n_outlets": len({d["publisher"] for d in held}),
        "n_origins_low": sum(v["n_origins_low"] for v in values), "n_origins_best": sum(v["n_origins_best"] for v in values),
        "n_origins_high": sum(v["n_origins_high"] for v in values),
        "n_conflicts": sum(c["item_id"] == item_id_of(item) and c["verdict"] == "conflict" for c in conflicts),
        "first_published": dated[0] if dated else None, "last_published": dated[-1] if dated else None,
    }  # fmt: skip


def _conflicts(claims: Sequence[Row]) -> list[Row]:
    rows = []
    for item, a, b, kind, verdict, reason in CONFLICTS:
        first = {v: next(c["claim_id"] for c in claims if c["value_id"] == value_id_of(item, v)) for v in (a, b)}
        rows.append(
            {"conflict_id": make_id("co", item, a, b), "item_id": item_id_of(item), "value_a": value_id_of(item, a),
             "value_b": value_id_of(item, b), "type": kind, "verdict": verdict, "reason": reason, "claim_a": first[a], "claim_b": first[b]}
        )  # fmt: skip
    return rows


def _reject() -> Row:
    return {"stage": "ingest", "name": "scan.pdf", "code": "no_text_layer", "detail": "3 pages, none with text",
            "advice": "no text layer; OCR is not built in"}  # fmt: skip


def _run(n_documents: int) -> Row:
    return {"run_id": "run-1", "started": "2025-11-22T10:00:00Z", "seconds": 5.2, "snapshot": "s1", "code_version": "0.1.0",
            "seed": 20251122, "outcome": "published", "counts": json.dumps({"documents": n_documents}), "config": "{}"}  # fmt: skip


def _candidate(a: str, b: str, score: float) -> Row:
    ids = sorted((entity_id_of(a), entity_id_of(b)))
    return {"candidate_id": make_id("ca", *ids), "entity_a": ids[0], "entity_b": ids[1], "score": score,
            "reason": f"“{a}” and “{b}” are alike"}  # fmt: skip


def _warnings(claims: Sequence[Row]) -> list[Row]:
    mine = next(c for c in claims if c["external_id"] == "aztec_afp")
    resting = [{"claim_id": mine["claim_id"], "external_id": "aztec_afp", "stands_in": "grandeslanz", "detail": None}]
    return [
        {"warning_id": "wa-1", "kind": "adds nothing", "doc_id": doc_id_of("aztec_afp"), "external_id": "aztec_afp",
         "reason": "aztec_afp adds no claim of its own", "evidence": json.dumps(resting)},
        {"warning_id": "wa-2", "kind": "one origin", "item_id": item_id_of("control"), "reason": "all lead back to the Miami Herald",
         "evidence": "[]"},
    ]  # fmt: skip


def _dependent(claims: Sequence[Row], item: str, value: str, source: str) -> Row:
    mine = [c for c in claims if c["value_id"] == value_id_of(item, value)]
    return {"dependent_id": "de-1", "source": source, "source_kind": "unheld document", "item_id": item_id_of(item),
            "question": ITEMS[item][0], "value_id": value_id_of(item, value), "value": VALUES[item, value],
            "n_documents": len({c["doc_id"] for c in mine}), "claims": json.dumps([c["claim_id"] for c in mine])}  # fmt: skip
