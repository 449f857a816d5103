import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weigh_cases import force, weigh

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.weigh.checks import check_distances, check_rates, great_circle_km
from headwater.weigh.falls import find_dependents
from headwater.weigh.warn import warn_of_case

IRAN, VENEZUELA = {"subject": "Iran", "subject_entity": "en-ir"}, {"subject": "Venezuela", "subject_entity": "en-ve"}
FACTS = (
    {**VENEZUELA, "object": "drones"},
    {"kind": "training", "subject": "Iranian experts", "object": "Venezuelan pilots"},
    {"kind": "agreement", **IRAN, "object": "Venezuela", "object_entity": "en-ve", "time_edtf": "2006"},
)


ANNOUNCED = {
    "doc": "b",
    "kind": "announcement",
    "subject": "Ana Ruiz",
    "subject_entity": "en-p",
    "object": "drones",
    "sentence_n": 7,
    "time_edtf": "2025",
}
TOLD = {"doc": "b", **VENEZUELA, "object": "drones", "modality": "reported", "sentence_n": 7}
LISTED = {"doc": "b", **VENEZUELA, "trigger": "include", "object": "Kestrel-9", "object_entity": "en-k9"}


def facts(doc: str, *, but: int | None = None) -> list[dict[str, object]]:
    return [{"doc": doc, **f} for i, f in enumerate(FACTS) if i != but]


@pytest.mark.parametrize(
    ("later", "dates", "kind", "why"),
    [
        (facts("b"), {"a": "2025-08-01"}, ["adds nothing"], "all of an undated text stands in a dated one"),
        (facts("b"), {"a": "2025-08-01", "b": "2025-09-01"}, [], "a later report without upstream may corroborate"),
        (facts("b"), {"b": "2025-09-01"}, ["adds nothing"], "it is the undated one that follows"),
        (facts("b"), {}, [], "of two undated texts neither is known to follow"),
        ([*facts("b"), {"doc": "b", "kind": "use", **VENEZUELA, "object": "missiles"}], {"a": "2025-08-01"}, ["adds little"], "one fact of its own"),
        ([*facts("b"), {"doc": "b", "kind": "assessment", **VENEZUELA, "object": "a hub", "modality": "opinion"}], {"a": "2025-08-01"}, ["adds nothing"], "views are no facts"),
        ([*facts("b"), {"doc": "b", "kind": "use", "subject": "Kestrel-9", "subject_entity": "en-k9", "object": "conflicts"}], {"a": "2025-08-01"}, ["adds nothing"], "praise of a model names nobody and no place"),
        ([*facts("b"), {"doc": "b", "kind": "use", "subject": "Kestrel-9", "subject_entity": "en-k9", "object": "conflicts", "place": "worldwide"}], {"a": "2025-08-01"}, ["adds nothing"], "everywhere is no place"),
        ([*facts("b"), {"doc": "b", "kind": "use", **IRAN, "object": "Kestrel-9"}], {"a": "2025-08-01"}, ["adds little"], "who used it is a fact"),
        ([*facts("b", but=0), {"doc": "b", **VENEZUELA, "object": "Kestrel-9", "object_entity": "en-k9"}], {"a": "2025-08-01"}, [], "a model where the other says drones is more, and two of three are too few"),
        ([*facts("b"), ANNOUNCED, TOLD], {"a": "2025-08-01"}, ["adds nothing"], "what was announced stands, in a text of that year"),
        ([*facts("b"), {**ANNOUNCED, "time_edtf": "2012"}, TOLD], {"a": "2025-08-01"}, ["adds little"], "nobody else puts it in 2012"),
        ([*facts("b"), ANNOUNCED], {"a": "2025-08-01"}, ["adds little"], "an announcement of something that is not told"),
        ([*facts("b"), LISTED, {"doc": "c", "kind": "use", "subject": "Venezuelan pilots", "place": "Caracas", "place_entity": "en-car", "object": "Kestrel-9", "quote": "trained on the Kestrel-9"}], {"a": "2025-08-01", "c": "2025-07-01"}, ["adds nothing"], "a model in a list, put with the same country elsewhere"),
        ([*facts("b"), LISTED], {"a": "2025-08-01"}, ["adds little"], "a model in a list that nobody else names"),
        (facts("b", but=0)[:1], {"a": "2025-08-01"}, [], "one fact says too little of a document"),
    ],
)  # fmt: skip
def test_documents_that_add_nothing(later: list[dict[str, object]], dates: dict[str, str], kind: list[str], why: str) -> None:
    found = weigh([*facts("a"), *later], dates)["warnings"]
    rows = found.filter(pl.col("kind").str.starts_with("adds"))
    assert rows["kind"].to_list() == kind, why
    for row in rows.iter_rows(named=True):
        assert len(json.loads(row["evidence"])) >= len(FACTS)


def test_documents_that_add_nothing_can_all_be_left_out_together() -> None:
    more = {"kind": "use", **VENEZUELA, "object": "missiles"}
    claims = [*facts("a"), *facts("b"), {"doc": "b", **more}, *facts("c"), {"doc": "c", **more}]
    upstream = [{"derivation_id": f"de-{d}", "doc_id": f"doc-{d}", "external_id": d, "upstream": "Wire", "upstream_name": "Wire", "relation": "cites", "evidence": "[]", "confidence": 0.9} for d in "bc"]  # fmt: skip
    tables = weigh(claims, {"a": "2025-08-01", "b": "2025-09-01", "c": "2025-09-01"})
    tables["derivations"] = t.DERIVATIONS.from_rows(upstream)
    found = warn_of_case(tables, config=WeighConfig())["warnings"].filter(pl.col("kind").str.starts_with("adds"))
    assert found.sort("kind")["kind"].to_list() == ["adds little", "adds nothing"], "one of two equals must stay"


def origin_of(claims: list[dict[str, object]], name: str, chains: dict[str, str]) -> dict[str, pl.DataFrame]:
    """The case with one origin for its first value; `chains` says from whom each document has it."""
    row = weigh(claims)["values"].row(0, named=True)
    origin = {
        "origin_id": "or", "value_id": row["value_id"], "item_id": row["item_id"], "origin": name, "kind": "unheld document", "confidence": 1.0,
        "documents": json.dumps(sorted(str(c["doc"]) for c in claims)),
        "chain": json.dumps([{"from": up, "to": d, "relation": "cites", "evidence": "x"} for d, up in sorted(chains.items())]),
    }  # fmt: skip
    counts = [{"value_id": row["value_id"], "low": 1, "best": 1, "high": 1, "distribution": "{}", "reason": "One."}]
    return weigh(claims, origins=[origin], counts=counts)


def test_an_item_with_one_origin_is_said_to_be_no_corroboration() -> None:
    claims = [{"doc": d, **FACTS[0]} for d in "abc"]
    row = origin_of(claims, "Daily Courier, not held", dict.fromkeys("abc", "Daily Courier, not held"))["warnings"]
    assert row["kind"].to_list() == ["one origin"]
    assert row["reason"][0].startswith(
        "3 documents answer “Does Venezuela produce drones?”, and all lead back to Daily Courier"
    )


@given(relays=st.integers(0, 4))
@settings(max_examples=5, deadline=None)
def test_what_falls_with_a_source_falls_with_its_relays_too(relays: int) -> None:
    names = ["a", *(f"r{i}" for i in range(relays))]
    claims = [{"doc": d, **FACTS[0]} for d in names]
    chains = {"a": "Daily Courier, not held", **dict.fromkeys(names[1:], "a")}
    found = origin_of(claims, "Daily Courier, not held", chains)["dependents"]
    assert found["source"].to_list() == ["Daily Courier, not held", "a"], "a relay below is not what holds it up"
    assert json.loads(found["claims"][0]) == [f"cl-{n:02d}" for n in range(len(names))]


def test_a_value_with_two_origins_falls_with_neither() -> None:
    rows = [{"value_id": "va", "origin": o, "kind": "document", "documents": '["x"]', "chain": "[]"} for o in "xy"]
    origins = pl.DataFrame(rows)
    values = pl.DataFrame([{"value_id": "va", "item_id": "it", "question": "q", "value": "v", "n_documents": 2}])
    assert find_dependents([], origins, values) == []
    assert len(find_dependents([], origins.head(1), values)) == 1


PLACES = t.ENTITIES.from_rows(
    {"entity_id": e, "kind": "place", "name": n, "aliases": "[]", "n_mentions": 1, "n_documents": 1, "n_claims": 1, "detail": "{}", "reason": "x", "lat": lat, "lon": lon, "precision_m": 5000.0}
    for e, n, lat, lon in (("en-el", "Elabuga", 55.76, 52.06), ("en-mo", "Moscow", 55.75, 37.62))
)  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "n", "why"),
    [
        ("a plant 500 miles east of Moscow", 0, "805 km against 905 km: newspapers round"),
        ("a plant 300 km from Moscow", 1, "the globe refutes it"),
        ("a plant 300 miles (480 km) east of Moscow", 1, "with the other unit in brackets"),
        ("a plant 300 km from Atlantis", 0, "a place without coordinates"),
        ("it flies 300 km", 0, "no place to measure from"),
    ],
)
def test_distances_against_the_globe(quote: str, n: int, why: str) -> None:
    claim = {"claim_id": "cl", "external_id": "a", "quote": quote, "place_entity": "en-el", "object_entity": None, "subject_entity": None, "item_id": "it", "value_id": "va"}  # fmt: skip
    assert len(list(check_distances([claim], PLACES))) == n, why


def test_a_great_circle_is_symmetric_and_known() -> None:
    base, miami = (10.1834, -67.5573), (25.7932, -80.2906)
    assert great_circle_km(base, miami) == pytest.approx(great_circle_km(miami, base))
    assert round(great_circle_km(base, miami)) == 2193, "facts of the notes: OpenFlights, haversine"


@pytest.mark.parametrize(
    ("total", "time", "n", "why"),
    [
        (6000.0, "2024", 0, "500 a month make 6,000 in a year"),
        (2000.0, "2024", 1, "three times as many"),
        (2000.0, "2024/..", 0, "no end"),
    ],
)
def test_rates_against_totals(total: float, time: str, n: int, why: str) -> None:
    common = {"item_id": "it", "external_id": "a", "quantity_unit": "drones"}
    rate = {**common, "claim_id": "c1", "quote": "500 drones a month", "quantity_best": 500.0, "time_edtf": None}
    claim = {**common, "claim_id": "c2", "quote": "made so many", "quantity_best": total, "time_edtf": time}
    assert len(list(check_rates([rate, claim]))) == n, why


def test_a_confirmation_that_leads_back_to_the_same_origin_is_a_relay() -> None:
    claims = [force(123000, "active troops", d) for d in "ab"]
    tables = origin_of(claims, "Daily Courier, not held", dict.fromkeys("ab", "Daily Courier, not held"))
    citation = {"citation_id": "ci", "doc_id": "doc-b", "external_id": "b", "start": 0, "end": 5, "text": "Eastwire confirms", "cited": "Eastwire", "cited_kind": "agency", "claim_id": "cl-01", "rule": "verb", "rank": 0}  # fmt: skip
    tables["citations"] = t.CITATIONS.from_rows([citation])
    found = warn_of_case(tables, config=WeighConfig())["warnings"].filter(kind="relayed confirmation")
    assert found["reason"].to_list() == [
        "b says that Eastwire confirms it, but all 2 documents lead back to one origin: that relays, and does not confirm."
    ]
