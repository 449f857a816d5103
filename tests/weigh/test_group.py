import pytest
from weigh_cases import force, items_of, values_of, weigh

from headwater.weigh.things import read_thing

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
        (MAKES, {**MAKES, "time_edtf": "2012-06-13"}, True, True, "a date is a value only where the question is when"),
        (MAKES, {**MAKES, "object": "attack drones"}, True, True, "attack drones are drones"),
        (MAKES, {**MAKES, "object": "Kestrel-9", "object_entity": "en-k9"}, True, False, "a design of the class says more"),
        (MAKES, {**MAKES, "object": "Kestrel-9", "object_entity": "en-k9", "polarity": "negative"}, False, False, "not this one says nothing of others"),
        (MAKES, {**MAKES, "subject": "the Caracas government", "subject_entity": None}, True, True, "a capital's government"),
        (MAKES, {**MAKES, "subject": "the army's drone unit", "subject_entity": None, "place": "Caracas", "place_entity": "en-car"}, True, True, "where it is made"),
        (
            {"kind": "access_control", "subject": "Iranian specialists", "object": "local staff", "place": "Caracas", "place_entity": "en-car"},
            {"kind": "access_control", "subject": "Iran", "subject_entity": "en-ir", "object": "sites", "place": "Venezuela", "place_entity": "en-ve"},
            True, True, "who controls: a people stands for its country",
        ),
        (
            {"kind": "transfer", "trigger": "send", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "definition": "drones"},
            {"kind": "transfer", "trigger": "buy", "subject": "Venezuela", "subject_entity": "en-ve", "object": "Iranian unmanned aircraft"},
            True, True, "handed over and bought, whoever is the subject",
        ),
        (
            {"kind": "training", "subject": "Venezuelan engineers", "place": "Iran", "place_entity": "en-ir"},
            {"kind": "training", "subject": "Iranian experts", "object": "Venezuelan pilots"},
            True, True, "who is trained abroad is trained by that country",
        ),
        (
            {**SPEC, "subject_entity": "en-k9", "quantity_best": 200.0},
            {**SPEC, "subject_entity": "en-k9", "quantity_best": 100.0, "definition": "radius"},
            True, False, "a radius is another measure of how far it gets",
        ),
        (force(343000, "people in arms", "a"), force(340000, "people in arms", "b", quantity_approx=True, quantity_low=None, quantity_high=None), True, True, "rounded"),
        (force(123000, "active troops", "a"), force(123000, "efectivos activos", "b"), True, True, "definition in two languages"),
        (force(123000, "active troops", "a"), force(220000, "militia", "b"), True, False, "one force, other people counted"),
        (
            {**SPEC, "quantity_low": 2000.0, "quantity_best": 2000.0, "quantity_high": 2000.0},
            {**SPEC, "kind": "deployment", "definition": None, "quantity_best": 2500.0, "quantity_high": 2500.0},
            True, False, "a measure of equipment under another verb; up to 2,500 is 2,500",
        ),
        (
            {"kind": "transfer", "trigger": "sell", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "definition": "drones", "quantity_best": 12.0},
            {"kind": "transfer", "trigger": "delivery", "object": "delivery", "quantity_unit": "drones", "quantity_best": 6.0, "subject": "Venezuela", "subject_entity": "en-ve", "place": "Iran", "place_entity": "en-ir"},
            True, False, "an open party is filled from the fuller question of the case, and the unit says what is delivered",
        ),
        (
            {"kind": "transfer", "trigger": "sell", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "definition": "drones"},
            {"kind": "transfer", "trigger": "buy", "subject": "Ana Ruiz", "subject_entity": "en-p", "object": "two missiles"},
            False, False, "another thing, another question",
        ),
        (
            {"kind": "agreement", "subject": "defence ministers of Iran and Venezuela", "object": "document", "time_edtf": "2024-03-13"},
            {"kind": "agreement", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "time_edtf": "2024-03-12"},
            True, False, "both parties in one role",
        ),
        (
            {"kind": "deployment", "trigger": "keep", "subject": "Venezuela", "subject_entity": "en-ve", "object": "people on active duty", "quantity_unit": "people", "quantity_best": 123000.0, "quantity_low": 123000.0, "quantity_high": 123000.0},
            force(123000, "active troops", "b"), True, True, "who keeps people has them",
        ),
        (
            {"kind": "agreement", "subject": "Caracas", "subject_entity": "en-car", "object": "Iran", "object_entity": "en-ir", "time_edtf": "2006"},
            {"kind": "agreement", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "time_edtf": "2006"},
            True, True, "a capital is its country, and parties may change places",
        ),
        (
            {"kind": "statement", "subject": "Ana Ruiz", "subject_entity": "en-p", "object": "gifts", "quote": "Ana Ruiz showed gifts from Bo Lind as a symbol"},
            {"kind": "transfer", "trigger": "give", "subject": "Bo Lind", "subject_entity": "en-b", "object": "Ana Ruiz", "object_entity": "en-p"},
            True, True, "what is shown as a gift was given",
        ),
        (
            {"kind": "statement", "subject": "Ana Ruiz", "subject_entity": "en-p", "object": "gifts", "quote": "Ana Ruiz showed gifts and thanked Bo Lind"},
            {"kind": "transfer", "trigger": "give", "subject": "Bo Lind", "subject_entity": "en-b", "object": "Ana Ruiz", "object_entity": "en-p"},
            False, False, "nothing says from whom the gifts are",
        ),
        (
            {"kind": "transfer", "trigger": "buy", "subject": "Venezuela", "subject_entity": "en-ve", "object": "six drones", "quote": "Venezuela will buy six drones from Iran"},
            {"kind": "transfer", "trigger": "send", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "definition": "drones"},
            True, True, "the seller stands behind from",
        ),
        (
            {"kind": "transfer", "trigger": "get", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela's army", "definition": "drones", "quote": "it got drones from Iran"},
            {"kind": "transfer", "trigger": "send", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "definition": "drones"},
            True, True, "who something is got from does not receive it, whatever the role",
        ),
        (
            {"kind": "transfer", "trigger": "send", "subject": "Iran", "subject_entity": "en-ir", "object": "Port Ruiz", "object_entity": "en-site", "definition": "drones"},
            {"kind": "transfer", "trigger": "send", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "definition": "drones"},
            True, True, "what goes to a base goes to its country",
        ),
        (
            {"kind": "development", **MAKES, "object": "drone programme"}, {"kind": "development", **MAKES}, True, True,
            "a programme of drones is asked about as drones",
        ),
        (
            {"kind": "front_or_cover", "trigger": "hide", "subject": "farm deals", "object": "arms", "place": "Venezuela", "place_entity": "en-ve", "quote": "farm deals hid arms"},
            {"kind": "front_or_cover", "trigger": "hide", "subject": "arms", "object": "farm deals", "place": "Venezuela", "place_entity": "en-ve", "quote": "that hid arms behind farm deals"},
            True, True, "what hides is the cover, unless it stands behind",
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


IRAN, VENEZUELA = ({"subject": n, "subject_entity": e} for n, e in (("Iran", "en-ir"), ("Venezuela", "en-ve")))


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (force(123000, "active troops", "a"), "How large are the forces of Venezuela?"),
        (force(220000, "militia", "a"), "How large are the forces of Venezuela?"),
        (force(63000, "army", "a", quantity_unit=None), "How large are the forces of Venezuela?"),
        (MAKES, "Does Venezuela produce drones?"),
        ({**SPEC, "subject_entity": "en-k9", "quantity_best": 200.0}, "What is the range of the Kestrel-9?"),
        ({"kind": "transfer", **IRAN, "object": "Venezuela", "object_entity": "en-ve", "definition": "drones"}, "Did Iran transfer drones to Venezuela?"),
        ({"kind": "transfer", **IRAN, "object": "Iran", "object_entity": "en-ir"}, "Transfers from Iran"),
        ({"kind": "development", **VENEZUELA, "object": "zebra stripes"}, "Development of “zebra stripes” by Venezuela"),
        ({"kind": "development", "object": "drones"}, "Development of drones"),
        ({"kind": "development", "subject": "the programme", "trigger": "begin", "time_edtf": "2006", "place": "Caracas", "place_entity": "en-car"}, "When did the programme of Venezuela begin?"),
        ({"trigger": "open", **IRAN, "object": "a drone plant", "place": "Caracas", "place_entity": "en-car", "time_edtf": "2022"}, "When did the factory in Caracas open?"),
        ({"kind": "statement", "subject": "Ana Ruiz", "subject_entity": "en-p", "object": "militia"}, "Statement by Ana Ruiz on militia"),
        ({"kind": "assessment", **VENEZUELA, "object": "new Huawei phone"}, "How is Venezuela judged?"),
        ({"kind": "cooperation", **IRAN, "object": "Venezuela", "object_entity": "en-ve"}, "Do Iran and Venezuela cooperate?"),
        ({"kind": "access_control", **IRAN, "place": "Caracas", "place_entity": "en-car"}, "Who controls access to sites in Venezuela?"),
        ({"kind": "agreement", **IRAN, "object": "Caracas", "object_entity": "en-car"}, "When did Iran and Venezuela reach an agreement?"),
    ],
)  # fmt: skip
def test_questions_read_as_a_person_would_ask(claim: dict[str, object], expected: str) -> None:
    assert weigh([claim])["items"]["question"].to_list() == [expected]


def test_dates_of_a_yes_are_shown_with_it() -> None:
    found = weigh([{"doc": d, **MAKES, "time_edtf": t} for d, t in (("a", None), ("b", "2012"), ("c", "2012-06-13"))])
    row = found["values"].row(0, named=True)
    assert (found["values"].height, row["value"], row["n_documents"]) == (1, "yes (13 June 2012)", 3)


def test_an_origin_behind_two_values_counts_once_for_the_item() -> None:
    claims = [force(123000, "active troops", "a"), force(109000, "active troops", "b")]
    values = weigh(claims)["claims"].select("item_id", "value_id").rows()
    origins = [
        {"origin_id": f"or-{n}", "value_id": v, "item_id": i, "origin": "One body", "kind": "named person or body", "documents": "[]", "chain": "[]", "confidence": 1.0}
        for n, (i, v) in enumerate(values)
    ]  # fmt: skip
    counts = [{"value_id": v, "low": 1, "best": 1, "high": 1, "distribution": "{}", "reason": "One."} for _, v in values]
    found = weigh(claims, origins=origins, counts=counts)
    assert len({v for _, v in values}) == 2
    assert found["items"].row(0, named=True)["n_origins_best"] == 1


def test_order_of_claims_changes_nothing() -> None:
    claims = [force(123000, "active troops", "a"), force(343000, "active troops", "b"), {"doc": "c", **MAKES}]
    first = weigh(claims)
    assert set(items_of(first)) == set(items_of(weigh(claims[::-1])))
    assert set(values_of(first)) == set(values_of(weigh(claims[::-1])))


def test_a_front_alone_names_no_cover_and_operations_no_activity() -> None:
    place = {"place": "Caracas", "place_entity": "en-car"}
    claims = [
        {"kind": "front_or_cover", "trigger": "hide", "subject": "These fronts", "object": "the aim", **place},
        {"kind": "site_activity", "object": "main operations", **place},
    ]
    assert weigh(claims)["values"]["value"].to_list() == ["not said", "not said"]


@pytest.mark.parametrize(
    ("phrase", "expected", "why"),
    [("the aircraft", "drone", "in a text on drones"), ("seven cargo planes", "aircraft", "an aircraft of a kind is none")],
)
def test_aircraft_in_a_text_on_drones(phrase: str, expected: str, why: str) -> None:
    thing = read_thing(phrase, has_drones=True)
    assert thing is not None, why
    assert thing.concept == expected, why
