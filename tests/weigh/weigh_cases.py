"""Claims, documents and entities made by hand, for the stages that weigh."""

import json
from collections.abc import Iterable, Mapping

import polars as pl

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.weigh.group import group_claims
from headwater.weigh.tabulate import tabulate_items
from headwater.weigh.warn import warn_of_case

ENTITIES = (
    ("en-ve", "country", "Venezuela", ["Venezuela"], "VE"),
    ("en-ir", "country", "Iran", ["Irán"], "IR"),
    ("en-car", "place", "Caracas", [], "VE"),
    ("en-k9", "equipment", "Kestrel-9", ["Kestrel 9"], "IR"),
    ("en-b", "person", "Bo Lind", [], None),
    ("en-site", "site", "Port Ruiz", [], "VE"),
    ("en-p", "person", "Ana Ruiz", [], "VE"),
    ("en-qw", "organisation", "Qods Works", [], "IR"),
    ("en-qf", "organisation", "Quds Force", [], "IR"),
    ("en-nat", "site", "Natanz", [], "IR"),
    ("en-for", "site", "Fordow", [], "IR"),
    ("en-nat2", "place", "Natanz town", [], "IR"),
)
POINTS = {"en-nat": (33.72, 51.73), "en-for": (34.88, 50.99), "en-nat2": (33.51, 51.91)}
"""Entity -> latitude and longitude in degrees."""


def _detail(entity: str, kind: str) -> str:
    return '{"class": "drone"}' if kind == "equipment" else '{"level": "city"}' if entity in POINTS else "{}"


def weigh(
    claims: Iterable[Mapping[str, object]],
    dates: Mapping[str, str] | None = None,
    judgements: Iterable[Mapping[str, object]] = (),
    origins: Iterable[Mapping[str, object]] = (),
    counts: Iterable[Mapping[str, object]] = (),
    copies: Mapping[str, str] | None = None,
) -> dict[str, pl.DataFrame]:
    """Claims grouped and tabulated; each claim names its `doc` and what differs from an asserted production claim.

    `copies`: document -> the one whose text it has.
    """
    rows = []
    for n, c in enumerate(claims):
        given = dict(c)
        doc = str(given.pop("doc", f"d{n}"))
        rows.append(
            {
                "claim_id": f"cl-{n:02d}", "doc_id": f"doc-{doc}", "external_id": doc, "start": n * 10, "end": n * 10 + 5, "quote": "q", "kind": "production", "modality": "asserted",
                "polarity": "positive", "sentence_n": 0, "rule": "test", "trigger": "test", "confidence": 0.9, "maker": "test", **given,
            }
        )  # fmt: skip
    docs = sorted({(r["doc_id"], r["external_id"]) for r in rows})
    documents = [
        {
            "doc_id": d,
            "external_id": e,
            "publisher": f"{e}.example",
            "published": (dates or {}).get(e),
            "n_chars": 9,
            "text_id": f"tx-{(copies or {}).get(e, e)}",
            "text_language": "en",
        }
        for d, e in docs
    ]
    tables = {spec.name: spec.empty() for spec in t.TABLES}
    tables.update(
        claims=t.CLAIMS.from_rows(rows), documents=t.DOCUMENTS.from_rows(documents),
        judgements=t.JUDGEMENTS.from_rows({"at": "2026-01-01", "who": "x", "detail": "{}", **j} for j in judgements),
        entities=t.ENTITIES.from_rows(
            {"entity_id": i, "kind": k, "name": n, "aliases": json.dumps(a), "country": c, "n_mentions": 1, "n_documents": 1, "n_claims": 1, "detail": _detail(i, k), "reason": "test",
             "lat": POINTS.get(i, (None,))[0], "lon": POINTS.get(i, (None,))[-1], "precision_m": 3000.0 if i in POINTS else None}
            for i, k, n, a, c in ENTITIES
        ),
    )  # fmt: skip
    tables.update(
        origins=t.ORIGINS.from_rows(origins), origin_counts=t.ORIGIN_COUNTS.from_rows({"n_witnesses": 1, **c} for c in counts)
    )
    config = WeighConfig()
    tables.update(group_claims(tables, config=config))
    tables.update(tabulate_items(tables, config=config))
    tables.update(warn_of_case(tables, config=config))
    return tables


def force(number: float, definition: str, doc: str, **more: object) -> dict[str, object]:
    """A claim on the size of a force."""
    return {
        "kind": "force_size", "subject": "Venezuela", "subject_entity": "en-ve", "definition": definition, "doc": doc, "quantity_low": number, "quantity_best": number,
        "quantity_high": number, "quantity_unit": "troops", "quantity_approx": False, "quote": f"{number:,.0f} {definition}", **more,
    }  # fmt: skip


def items_of(tables: Mapping[str, pl.DataFrame]) -> list[str | None]:
    """Item of each claim in the order in which the claims were given."""
    return tables["claims"].sort("claim_id")["item_id"].to_list()


def values_of(tables: Mapping[str, pl.DataFrame]) -> list[str | None]:
    """Value of each claim in the order in which the claims were given."""
    return tables["claims"].sort("claim_id")["value_id"].to_list()
