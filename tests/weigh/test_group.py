import pytest
from weigh_cases import force, items_of, values_of, weigh

MAKES = {"subject": "Venezuela", "subject_entity": "en-ve", "object": "drones"}
SPEC = {
    "kind": "equipment_spec",
    "subject": "Kestrel-9",
    "subject_entity": "en-k9",
    "definition": "range",
    "quantity_unit": "km",
}


@pytest.mark.parametrize(
    ("a", "b", "same_item", "same_value", "why"),
    [
        (MAKES, {**MAKES, "object": "its own unmanned aircraft"}, True, True, "one thing in other words"),
        (MAKES, {**MAKES, "subject": "Venezuelan engineers", "subject_entity": None}, True, True, "a country's people"),
        (MAKES, {**MAKES, "subject_entity": "en-ir", "subject": "Iran"}, False, False, "another maker"),
        (MAKES, {**MAKES, "modality": "future"}, True, False, "a plan is not what is"),
        (MAKES, {**MAKES, "polarity": "negative"}, True, False, "a denial"),
        (MAKES, {**MAKES, "time_edtf": "2012"}, True, False, "a date makes it more specific"),
        (force(343000, "people in arms", "a"), force(340000, "people in arms", "b", quantity_approx=True, quantity_low=None, quantity_high=None), True, True, "rounded"),
        (force(123000, "active troops", "a"), force(123000, "efectivos activos", "b"), True, True, "definition in two languages"),
        (force(123000, "active troops", "a"), force(220000, "militia", "b"), False, False, "definitions differ"),
        (
            {**SPEC, "quantity_low": 2000.0, "quantity_best": 2000.0, "quantity_high": 2000.0},
            {**SPEC, "kind": "deployment", "definition": None, "quantity_best": 2500.0, "quantity_high": 2500.0},
            True, False, "a measure of equipment under another verb; up to 2,500 is 2,500",
        ),
        (
            {"kind": "agreement", "subject": "Caracas", "subject_entity": "en-car", "object": "Iran", "object_entity": "en-ir", "time_edtf": "2006"},
            {"kind": "agreement", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "time_edtf": "2006"},
            True, True, "a capital is its country, and parties may change places",
        ),
    ],
)  # fmt: skip
def test_which_claims_meet(a: dict[str, object], b: dict[str, object], same_item: bool, same_value: bool, why: str) -> None:
    found = weigh([{"doc": "a", **a}, {"doc": "b", **b}])
    items, values = items_of(found), values_of(found)
    assert (items[0] == items[1] and items[0] is not None) is same_item, why
    assert (values[0] == values[1] and values[0] is not None) is same_value, why


def test_a_rejected_claim_counts_nowhere_until_it_is_taken_back() -> None:
    claims = [{"doc": "a", **MAKES}, {"doc": "b", **MAKES}]
    reject = {"seq": 1, "action": "reject", "target": "cl-01"}
    assert items_of(weigh(claims, judgements=[reject]))[1] is None
    assert weigh(claims, judgements=[reject])["values"]["n_documents"].to_list() == [1]
    undone = weigh(claims, judgements=[reject, {"seq": 2, "action": "undo", "target": "1"}])
    assert undone["values"]["n_documents"].to_list() == [2]


def test_a_claim_that_names_nothing_asks_nothing() -> None:
    assert items_of(weigh([{"doc": "a", "kind": "other"}])) == [None]


def test_the_question_can_be_read() -> None:
    assert weigh([force(123000, "active troops", "a")])["items"]["question"].to_list() == [
        "How many active troops does Venezuela have?"
    ]


def test_order_of_claims_changes_nothing() -> None:
    claims = [force(123000, "active troops", "a"), force(343000, "active troops", "b"), {"doc": "c", **MAKES}]
    first = weigh(claims)
    assert set(items_of(first)) == set(items_of(weigh(claims[::-1])))
    assert set(values_of(first)) == set(values_of(weigh(claims[::-1])))
