import pytest
from weigh_cases import force, weigh

EARLY, LATE = {"a": "2025-08-01", "b": "2025-08-02"}, {"a": "2019-04-01", "b": "2025-08-02"}
MAKES = {"subject": "Venezuela", "subject_entity": "en-ve", "object": "drones"}
SHOWN = {"kind": "announcement", "subject": "Ana Ruiz", "subject_entity": "en-p", "object": "drones"}
AGREED = {"kind": "agreement", "subject": "Venezuela", "subject_entity": "en-ve", "object": "Iran", "object_entity": "en-ir"}
KITS = {"kind": "transfer", "trigger": "deliver", "object": "Venezuela", "object_entity": "en-ve", "definition": "kits"}
FLIES = {
    "kind": "equipment_spec",
    "subject": "Kestrel-9",
    "subject_entity": "en-k9",
    "definition": "range",
    "quantity_unit": "km",
}
GUARDS = {"kind": "access_control", "place": "Caracas", "place_entity": "en-car"}
BUILT = {**MAKES, "quantity_unit": "drones", "trigger": "build"}
OPENED = {"trigger": "open", "object": "drone plant", "place": "Caracas", "place_entity": "en-car"}


@pytest.mark.parametrize(
    ("a", "b", "dates", "expected", "why"),
    [
        (force(109000, "active troops", "a"), force(123000, "active troops", "b"), EARLY, ("value", "conflict"), "two figures for one thing"),
        (force(109000, "active troops", "a"), force(123000, "active troops", "b"), LATE, ("time", "superseded"), "years apart"),
        (
            force(109000, "active troops", "a", attributed_to="Ana Ruiz", attributed_entity="en-p"),
            force(123000, "active troops", "b", attributed_to="Ruiz", attributed_entity="en-p"), EARLY, ("value", "same speaker revised"), "she said both",
        ),
        (force(120000, "active troops", "a"), force(100000, "active troops", "b", quantity_high=None), EARLY, ("value", "less specific"), "at least 100,000 takes it in"),
        (force(123000, "active troops", "a"), force(123000, "armed forces", "b"), EARLY, ("scope", "less specific"), "newspapers use both for one number"),
        (force(220000, "militia", "a"), force(220000, "national guard", "b"), EARLY, ("scope", "conflict"), "one number for two bodies"),
        ({**MAKES}, {**MAKES, "polarity": "negative"}, EARLY, ("status", "conflict"), "yes and no"),
        ({**MAKES, "modality": "future"}, {**MAKES}, EARLY, ("status", "superseded"), "planned first, then done"),
        ({**SHOWN}, {**SHOWN, "time_edtf": "2012"}, EARLY, ("time", "less specific"), "one gives no date"),
        ({**SHOWN, "time_edtf": "2012-06"}, {**SHOWN, "time_edtf": "2012"}, EARLY, ("time", "less specific"), "June is in the year"),
        ({**MAKES}, {**MAKES, "object": "Kestrel-9", "object_entity": "en-k9"}, EARLY, ("identity", "less specific"), "one names the design"),
        ({**KITS, "subject": "Qods Works", "subject_entity": "en-qw"}, {**KITS, "subject": "Quds Force", "subject_entity": "en-qf"}, EARLY, ("identity", "conflict"), "two bodies, names that sound alike"),
        ({**KITS, "subject": "Qods Works", "subject_entity": "en-qw"}, {**KITS, "subject": "Iran", "subject_entity": "en-ir"}, EARLY, ("identity", "less specific"), "one names the body"),
        ({**FLIES, "quantity_best": 200.0}, {**FLIES, "quantity_best": 100.0, "definition": "radius"}, EARLY, ("scope", "scope differs"), "out and back"),
        ({**GUARDS, "subject": "Iran", "subject_entity": "en-ir"}, {**GUARDS}, EARLY, ("identity", "less specific"), "one does not say who"),
        ({**BUILT, "quantity_best": 3.0}, {**BUILT, "quantity_best": 15.0, "quote": "se habían construido 15"}, {"a": "2012-06", "b": "2025"}, ("value", "conflict"), "the later text looks back"),
        ({**BUILT, "quantity_best": 3.0}, {**BUILT, "quantity_best": 15.0}, {"a": "2012-06", "b": "2025"}, ("time", "superseded"), "it may count later ones"),
        ({**OPENED, "time_edtf": "2022-05-16"}, {**OPENED, "time_edtf": "2022-05-17"}, EARLY, ("time", "conflict"), "one opening, two days"),
        ({**AGREED, "time_edtf": "2006"}, {**AGREED, "time_edtf": "2012"}, EARLY, ("time", "scope differs"), "it may have happened twice"),
    ],
)  # fmt: skip
def test_how_two_values_stand_to_each_other(
    a: dict[str, object], b: dict[str, object], dates: dict[str, str], expected: tuple[str, str], why: str
) -> None:
    found = weigh([{"doc": "a", **a}, {"doc": "b", **b}], dates)["conflicts"]
    assert [(r["type"], r["verdict"]) for r in found.iter_rows(named=True)] == [expected], why
    assert found["reason"][0].endswith(".")


def test_two_open_answers_never_contradict_each_other() -> None:
    judged = {"kind": "assessment", "subject": "Venezuela", "subject_entity": "en-ve"}
    claims = [
        {"doc": "a", **judged, "object": "a hub"},
        {"doc": "b", **judged, "object": "an exporter", "polarity": "negative"},
    ]
    assert weigh(claims)["conflicts"].height == 0
    claims[1]["object"] = "the hub"
    assert weigh(claims)["conflicts"]["verdict"].to_list() == ["conflict"]


def test_one_number_under_two_definitions_is_label_drift() -> None:
    found = weigh([force(343000, "people in arms", "a"), force(340000, "active troops", "b", quantity_approx=True)], EARLY)
    row = found["conflicts"].row(0, named=True)
    assert (row["type"], row["verdict"]) == ("scope", "conflict")
    assert (
        row["reason"]
        == "One number, two labels: 343,000 people under arms in a.example (2025-08-01), about 340,000 active troops in b.example (2025-08-02). Its label drifted."
    )
    assert found["warnings"].filter(kind="label drift")["item_id"].to_list() == [row["item_id"]]
    assert row["item_id"] in found["items"]["item_id"].to_list()


def test_parts_that_do_not_add_up() -> None:
    parts = [force(123000, "active troops", "a"), force(150000, "militia", "a"), force(343000, "people in arms", "a")]
    reasons = weigh(parts)["conflicts"]["reason"].to_list()
    assert reasons == [
        "The parts do not add up: 123,000 active troops + 150,000 militia = 273,000, but the total is given as 343,000."
    ]
    assert (
        weigh([force(123000, "active troops", "a"), force(220000, "militia", "a"), force(343000, "people in arms", "a")])[
            "conflicts"
        ].height
        == 0
    )


def test_counts_of_an_item_and_its_values() -> None:
    found = weigh(
        [force(123000, "active troops", "a"), force(123000, "active troops", "b"), force(109000, "active troops", "c")],
        {"a": "2025-08-01", "b": "2024"},
    )
    item = found["items"].row(0, named=True)
    assert (item["n_values"], item["n_documents"], item["n_outlets"], item["n_claims"], item["n_conflicts"]) == (2, 3, 3, 3, 1)
    assert (item["first_published"], item["last_published"], item["time_scope"]) == ("2024", "2025-08-01", "2024/2025")
    top = found["values"].sort("n_documents", descending=True).row(0, named=True)
    assert (top["value"], top["n_documents"], top["first_document"], top["best"], top["unit"]) == (
        "123,000 active troops",
        2,
        "b",
        123000.0,
        "persons",
    )


GAPS = (
    (force(100, "active troops", "a"), force(80, "active troops", "b"), "differ by 20%"),
    (force(100, "active troops", "a"), force(40, "active troops", "b"), "differ 2.5-fold"),
    (force(8000, "active troops", "a"), force(8_000_000, "active troops", "b"), "differ 1,000-fold"),
)


@pytest.mark.parametrize(("a", "b", "expected"), GAPS)
def test_gaps_are_told_so_that_they_say_something(a, b, expected) -> None:
    assert expected in weigh([a, b])["conflicts"]["reason"].item()
