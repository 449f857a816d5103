"""JSON for the islands. Every answer is an object; every error has the one shape of `problems`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from headwater.errors import InputError
from headwater.web.listing import pattern
from headwater.web.maps import read_map
from headwater.web.opened import OpenCase

router = APIRouter(prefix="/api")

_SUGGESTED = 6


@router.get("/case")
def read_case(request: Request) -> dict[str, Any]:
    """What is served: title, snapshot and number of rows of each table."""
    case: OpenCase = request.app.state.case
    tables = ("documents", "claims", "items", "entities", "origins", "conflicts", "rejects")
    counts = {t: case.number(f"select count(*) n from {t}") for t in tables}  # noqa: S608 - own names
    return {"ok": True, "title": case.config.title, "snapshot": case.snapshot.id, "counts": counts}


@router.get("/map")
def read_places(request: Request) -> dict[str, Any]:
    """Places as GeoJSON points in WGS84, longitude first, with the radius in metres that holds each."""
    case: OpenCase = request.app.state.case
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [p.lon, p.lat]},
            "properties": {
                "entity_id": p.entity_id, "name": p.name, "kind": p.kind, "country": p.country, "precision_m": p.precision_m, "is_area": p.is_area,
                "n_claims": len(p.claim_ids), "n_documents": p.n_documents, "n_origins": p.n_origins,
            },
        }
        for p in read_map(case).places
    ]  # fmt: skip
    return {"ok": True, "type": "FeatureCollection", "features": features}


@router.get("/suggest")
def suggest(request: Request, q: Annotated[str, Query(max_length=200)] = "") -> dict[str, Any]:
    """Entities, items and documents whose name holds some words, for the search field."""
    case: OpenCase = request.app.state.case
    if not q.strip():
        raise InputError("q is empty; give a word to look for")
    like = pattern(q)
    found: list[dict[str, str]] = []
    queries = (
        ("entity", "/entities/", r"select entity_id id, name words, kind note from entities where name like ? escape '\' or aliases like ? escape '\' order by n_claims desc, name limit ?"),
        ("item", "/items/", r"select item_id id, question words, n_documents || ' documents' note from items where question like ? escape '\' or subject like ? escape '\' order by n_documents desc, question limit ?"),
        ("document", "/documents/", r"select doc_id id, coalesce(title, external_id) words, coalesce(publisher, '') note from documents where title like ? escape '\' or external_id like ? escape '\' order by published desc, doc_id limit ?"),
    )  # fmt: skip
    for kind, path, sql in queries:
        rows = case.rows(sql, (like, like, _SUGGESTED))
        found += [{"kind": kind, "url": path + r["id"], "words": str(r["words"]), "note": str(r["note"])} for r in rows]
    return {"ok": True, "query": q, "found": found}


@router.get("/{rest:path}")
def refuse(rest: str) -> dict[str, Any]:
    """Any other address under /api: an error of the one shape."""
    raise InputError(f"there is nothing at /api/{rest}; known: /api/case, /api/map, /api/suggest?q=")
