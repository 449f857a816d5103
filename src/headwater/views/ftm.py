"""A case as FollowTheMoney entities, one JSON line each.

Source: FollowTheMoney 4 model (https://followthemoney.tech/explorer/). What it has no place for: spans, speakers,
modality and weapons. So a claim becomes an `Event` whose name says how it is held, whose `recordId` is the claim id and
whose `notes` give the span and the number of independent origins; equipment becomes an `Asset`. Values are written in
the library's own clean form (lower-case countries, three-letter languages, dates that are prefixes of a day), so
nothing is lost when it cleans them; a value that has no clean form goes to `notes`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from headwater.views.dossier import Row
from headwater.views.edtf import say_date
from headwater.views.links import link_address
from headwater.views.named import document_title, speaker_name
from headwater.views.number import say_origins
from headwater.views.sentence import say_claim

_SCHEMA = {
    "person": "Person",
    "organisation": "Organization",
    "outlet": "Organization",
    "country": "Territory",
    "place": "Address",
    "site": "RealEstate",
    "equipment": "Asset",
}
_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LANGUAGES = {
    "ar": "ara", "bn": "ben", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "id": "ind",
    "it": "ita", "ja": "jpn", "ko": "kor", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "tr": "tur",
    "uk": "ukr", "zh": "zho",
}  # fmt: skip

Properties = dict[str, list[str]]


def export_ftm(tables: Mapping[str, pl.DataFrame]) -> str:
    """Documents, entities, claims and mentions as FollowTheMoney entities.

    Args:
        tables: Reads documents, entities, claims, values and mentions.

    Returns:
        JSON lines: Article for each document, one entity for each of `entities`, Event for each claim with its document
        as `proof`, Mention for each pair of document and entity.
    """
    documents = {r["doc_id"]: r for r in tables["documents"].iter_rows(named=True)}
    entities = {r["entity_id"]: r for r in tables["entities"].iter_rows(named=True)}
    values = {r["value_id"]: r for r in tables["values"].iter_rows(named=True)}
    lines: list[str] = []
    lines += _lines((d["doc_id"], "Article", _document(d)) for d in documents.values())
    lines += _lines((e["entity_id"], _SCHEMA.get(e["kind"], "Asset"), _entity(e)) for e in entities.values())
    lines += _lines(
        (c["claim_id"], "Event", _event(c, documents.get(c["doc_id"], {}), entities, values.get(c["value_id"])))
        for c in tables["claims"].iter_rows(named=True)
    )
    lines += _lines(_mentions(tables["mentions"], entities))
    return "".join(f"{line}\n" for line in lines)


def _lines(rows: Iterable[tuple[str, str, Properties]]) -> Iterator[str]:
    for ftm_id, schema, properties in rows:
        kept = {k: [x for x in v if x] for k, v in properties.items() if any(v)}
        yield json.dumps({"id": ftm_id, "schema": schema, "properties": kept}, ensure_ascii=False, sort_keys=True)


def _document(doc: Row) -> Properties:
    day, notes = _day(doc["published"])
    language = _LANGUAGES.get((doc["text_language"] or "")[:2], "")
    return {
        "title": [document_title(doc)],
        "author": [doc["author"] or ""],
        "publisher": [doc["publisher"] or ""],
        "publishedAt": [day],
        "language": [language],
        "sourceUrl": [_address(doc["url"])],
        "notes": [notes, f"external id: {doc['external_id']}"],
    }


def _entity(entity: Row) -> Properties:
    name = entity["name"]
    aliases = [a for a in json.loads(entity["aliases"] or "[]") if isinstance(a, str) and a != name]
    country = [(entity["country"] or "").lower()]
    properties: Properties = {
        "name": [name],
        "alias": aliases,
        "country": country,
        "notes": [f"mentioned in {entity['n_documents']} documents"],
    }
    schema = _SCHEMA.get(entity["kind"])
    if entity["lat"] is not None and schema in {"Address", "RealEstate"}:
        properties["latitude"] = [f"{entity['lat']:.6f}"]
        properties["longitude"] = [f"{entity['lon']:.6f}"]
        properties["notes"].append(f"known within {entity['precision_m'] or 0:.0f} m")
    if schema == "Address":
        properties["full"] = [name]
    return properties


def _event(claim: Row, doc: Row, entities: Mapping[str, Row], value: Row | None) -> Properties:
    day, said = _day(claim["time_edtf"])
    start, end = _interval(claim["time_edtf"])
    roles = [claim[f"{r}_entity"] for r in ("subject", "object", "attributed")]
    place = entities.get(claim["place_entity"] or "", {}).get("name") or claim["place"] or ""
    origins = say_origins(value["n_origins_low"], value["n_origins_best"], value["n_origins_high"]) if value else ""
    credited = f"credited to: {speaker_name(claim['attributed_to'])}" if claim["attributed_to"] else ""
    span = f"characters {claim['start']} to {claim['end']} of {claim['external_id']}"
    return {
        "name": [say_claim(claim)],
        "description": [claim["quote"]],
        "summary": [f"{claim['kind'].replace('_', ' ')}; {claim['modality']}; {claim['polarity']}"],
        "date": [day],
        "startDate": [start],
        "endDate": [end],
        "location": [place],
        "involved": sorted({r for r in roles if r in entities}),
        "proof": [claim["doc_id"]],
        "recordId": [claim["claim_id"]],
        "publisher": [doc.get("publisher") or ""],
        "sourceUrl": [_address(doc.get("url"))],
        "notes": [x for x in (span, credited, origins, said) if x],
    }


def _mentions(mentions: pl.DataFrame, entities: Mapping[str, Row]) -> Iterator[tuple[str, str, Properties]]:
    known = mentions.filter(pl.col("entity_id").is_not_null()).sort("doc_id", "entity_id", "start")
    names = known.group_by("doc_id", "entity_id", maintain_order=True).agg(pl.col("text").unique(maintain_order=True))
    for doc_id, entity_id, texts in names.iter_rows():
        if entity_id in entities:
            schema = _SCHEMA.get(entities[entity_id]["kind"], "Asset")
            resolved: dict[str, Any] = {
                "document": [doc_id],
                "resolved": [entity_id],
                "name": texts,
                "detectedSchema": [schema],
            }
            yield f"{doc_id}.{entity_id}", "Mention", resolved


def _day(edtf: str | None) -> tuple[str, str]:
    """A date that the library takes, and a note for one that it does not."""
    if not edtf or "/" in edtf:
        return "", ""
    return (edtf, "") if _DAY.fullmatch(edtf) else ("", f"date: {say_date(edtf)}")


def _interval(edtf: str | None) -> tuple[str, str]:
    start, slash, end = (edtf or "").partition("/")
    return (start if _DAY.fullmatch(start) else "", end if _DAY.fullmatch(end) else "") if slash else ("", "")


def _address(url: str | None) -> str:
    return link_address(url) or ""
