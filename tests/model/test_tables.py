"""Table declarations: the command-line contract, and what a check refuses."""

import polars as pl
import pytest

from headwater.cli.show import TABLES as SHOWN
from headwater.errors import SchemaError
from headwater.model.tables import BY_NAME, DOCUMENTS, PUBLIC, TABLES

CONTRACT = {
    "documents": "doc_id external_id url title publisher published language n_chars media_type",
    "claims": "claim_id doc_id external_id start end quote kind subject object place time_text time_edtf quantity_text quantity_low "
    "quantity_best quantity_high quantity_unit quantity_approx definition attribution attribution_start attributed_to modality "
    "polarity status item_id value_id",
    "mentions": "doc_id external_id start end text kind entity_id lat lon precision_m geonames_id",
    "passages": "doc_a doc_b start_a end_a start_b end_b shared_words containment_a containment_b direction",
    "citations": "external_id start end text cited cited_doc cited_entity claim_id",
    "derivations": "external_id upstream upstream_name relation evidence confidence",
    "origins": "value_id origin kind documents chain",
    "items": "item_id question n_documents n_outlets n_origins_low n_origins_best n_origins_high first_published",
    "values": "item_id question value_id value n_documents n_outlets n_origins_low n_origins_best n_origins_high first_published "
    "first_document speakers",
    "conflicts": "conflict_id item_id value_a value_b type verdict reason",
}


@pytest.mark.parametrize("table", sorted(CONTRACT))
def test_columns_that_scripts_read_are_there(table: str) -> None:
    assert set(CONTRACT[table].split()) <= set(BY_NAME[table].names)


def test_show_offers_every_public_table() -> None:
    assert [t.name for t in PUBLIC] == list(SHOWN)


@pytest.mark.parametrize("spec", TABLES, ids=lambda t: t.name)
def test_declaration_is_sound(spec) -> None:
    assert len(set(spec.names)) == len(spec.names)
    assert set(spec.key) <= set(spec.names)
    assert all(c.meaning for c in spec.columns)
    assert spec.check(spec.empty()).columns == spec.names


def test_missing_columns_become_nulls_and_order_is_declared() -> None:
    frame = pl.DataFrame({"text_id": ["t"], "doc_id": ["d"], "external_id": ["e"], "n_chars": [3]})
    checked = DOCUMENTS.check(frame)
    assert checked.columns == DOCUMENTS.names
    assert checked["title"][0] is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"doc_id": "d", "external_id": "e", "text_id": "t"}, "n_chars is required"),
        ({"doc_id": "d", "external_id": "e", "text_id": "t", "n_chars": 1, "size": 1}, "size is not declared"),
    ],
)
def test_wrong_rows_are_refused(row: dict[str, object], why: str) -> None:
    with pytest.raises(SchemaError):
        DOCUMENTS.from_rows([row])
    assert why


def test_order_of_rows_does_not_change_a_sorted_table() -> None:
    rows = [{"doc_id": f"d{i % 3}", "external_id": "e", "text_id": f"t{i}", "n_chars": i} for i in range(9)]
    one, two = DOCUMENTS.sort(DOCUMENTS.from_rows(rows)), DOCUMENTS.sort(DOCUMENTS.from_rows(rows[::-1]))
    assert one.equals(two)
