"""What several pages show of items and values: their documents, and their conflicts."""

import json
from collections.abc import Sequence

from headwater.views.settle import say_settling
from headwater.web.opened import OpenCase, Row

_BATCH = 500
"""External ids in one query; SQLite takes at least 999 parameters."""


def document_rows(case: OpenCase, origins: Sequence[Row], claims: Sequence[Row]) -> dict[str, Row]:
    """Rows of all documents that some origins or claims name, by external id."""
    names = {c["external_id"] for c in claims}
    for origin in origins:
        names.add(origin["origin"])
        names.update(json.loads(origin["documents"]))
        for link in json.loads(origin["chain"]):
            names.update(str(link[end]) for end in ("from", "to") if link.get(end))
    wanted = sorted(names)
    found: dict[str, Row] = {}
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        marks = ", ".join("?" * len(batch))
        rows = case.rows(f"select * from documents where external_id in ({marks})", batch)  # noqa: S608 - marks only
        found |= {r["external_id"]: r for r in rows}
    return found


_CONFLICTS = """
select c.*, i.question, a.value words_a, b.value words_b,
       a.n_documents documents_a, a.n_outlets outlets_a, a.n_origins_low low_a, a.n_origins_high high_a,
       b.n_documents documents_b, b.n_outlets outlets_b, b.n_origins_low low_b, b.n_origins_high high_b,
       ca.quote quote_a, cb.quote quote_b, da.publisher publisher_a, db.publisher publisher_b,
       da.published published_a, db.published published_b, ca.doc_id doc_a, cb.doc_id doc_b,
       ca.attributed_to attributed_a, cb.attributed_to attributed_b
from conflicts c join items i on i.item_id = c.item_id
join "values" a on a.value_id = c.value_a join "values" b on b.value_id = c.value_b
left join claims ca on ca.claim_id = c.claim_a left join claims cb on cb.claim_id = c.claim_b
left join documents da on da.doc_id = ca.doc_id left join documents db on db.doc_id = cb.doc_id
where {where} order by c.verdict <> 'conflict', i.n_documents desc, i.question, c.conflict_id limit 200
"""


def read_conflicts(case: OpenCase, where: str, *parameters: object) -> list[Row]:
    """Conflicts with both values, a quote for each, and where it stands; real conflicts first.

    Args:
        case: The case.
        where: Condition on the conflict `c` and its item `i`; written in the code, never by a reader.
        parameters: What its marks stand for.
    """
    rows = case.rows(_CONFLICTS.format(where=where), parameters)
    origins = _origins_of(case, {r[f"value_{s}"] for r in rows if r["verdict"] == "conflict" for s in "ab"})
    for row in rows:
        row["settle"] = say_settling(row, origins.get(row["value_a"], []), origins.get(row["value_b"], []))
    return rows


def _origins_of(case: OpenCase, value_ids: set[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    wanted = sorted(value_ids)
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        marks = ", ".join("?" * len(batch))
        sql = f"select value_id, origin, kind from origins where value_id in ({marks}) order by value_id, origin"  # noqa: S608 - marks only
        for row in case.rows(sql, batch):
            found.setdefault(row["value_id"], []).append(row)
    return found
