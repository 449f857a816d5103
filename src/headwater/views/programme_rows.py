"""Programmes as rows of a table."""

import json
from collections.abc import Sequence
from typing import Any

from headwater.views.programme import HOLDS, Programme


def programme_rows(programmes: Sequence[Programme]) -> list[dict[str, Any]]:
    """Programmes as rows of the table `programmes`."""
    return [
        {
            "programme": p.scope.name, "part": x.part, "line_id": x.line_id, "question": x.question, "value": x.value,
            "status": x.rung, "held": HOLDS[x.hold], "is_core": x.is_core, "first": x.first, "first_basis": x.basis,
            "n_claims": len(x.claims), "n_documents": x.n_documents, "n_outlets": x.n_outlets,
            "n_origins_low": x.n_origins_low, "n_origins_high": x.n_origins_high, "item_id": x.item_id,
            "value_id": x.value_id, "claims": json.dumps([c["claim_id"] for c in x.claims]),
        }
        for p in programmes
        for x in p.lines
    ]  # fmt: skip
