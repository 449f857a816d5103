"""One act at two places, at two times, or of two periods: rows of (claims, verdicts with their type, why)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weigh_cases import values_of, weigh

SENT = {
    "kind": "deployment", "subject": "Iran", "subject_entity": "en-ir", "object": "centrifuges", "quantity_low": 1420.0, "quantity_best": 1420.0,
    "quantity_high": 1420.0, "quantity_unit": "centrifuges", "quantity_approx": False, "quote": "Iran put 1,420 centrifuges into service",
}  # fmt: skip
SIGNED = {"kind": "agreement", "subject": "Iran", "subject_entity": "en-ir", "object": "Venezuela", "object_entity": "en-ve", "time_edtf": "2022-06-11", "quote": "signed"}  # fmt: skip


def at(claim: dict[str, Any], entity: str, name: str, **more: Any) -> dict[str, Any]:
    return {**claim, "place": name, "place_entity": entity, "quote": f"{claim['quote']} at {name}", **more}


def when(claim: dict[str, Any], words: str, edtf: str, **more: Any) -> dict[str, Any]:
    return {**claim, "time_text": words, "time_edtf": edtf, "quote": f"{claim['quote']} {words}", **more}


NATANZ, FORDOW = at(SENT, "en-nat", "Natanz"), at(SENT, "en-for", "Fordow")
FEW = {"quantity_low": 40.0, "quantity_best": 40.0, "quantity_high": 40.0}
MADE = {**SENT, "kind": "production", "object": "drones", "quantity_unit": "drones", **FEW}
ROWS = [
    ([{**MADE, "quote": "will build 40 drones a month"}, {**MADE, "quote": "40 drones anuales"}], [("scope", "conflict")], "a month's output became a year's"),
    ([{**MADE, "quote": "will build 40 drones a month"}, {**MADE, "quote": "40 drones mensuales"}], [], "one rate in two languages"),
    ([{**MADE, "quote": "will build 40 drones a month"}, {**MADE, "quote": "will build 40 drones"}], [], "who gives no period gives none against it"),
    ([{**MADE, "quote": "can build 40 drones a month"}, {**MADE, "quantity_low": 7.0, "quantity_best": 7.0, "quantity_high": 7.0, "quote": "has built seven drones"}], [("scope", "scope differs")], "what is built in a month is no total"),
    ([NATANZ, FORDOW], [("place", "conflict")], "one telling figure is not at two sites"),
    ([NATANZ, at(SENT, "en-nat2", "Natanz town")], [], "a site lies in its town"),
    ([NATANZ, FORDOW, SENT], [("place", "conflict"), ("place", "less specific"), ("place", "less specific")], "who does not say where agrees with both"),
    ([NATANZ, {**FORDOW, "doc": "d0"}], [], "one text names both: parts of a lot, or a way"),
    ([{**NATANZ, **FEW}, {**FORDOW, **FEW}], [], "a round or small figure may be met by chance at each"),
    ([{**NATANZ, "quote": "there it put 1,420"}, FORDOW], [], "a place that stands elsewhere in the text is not the claim's word"),
    ([{**NATANZ, "modality": "future"}, FORDOW], [("status", "scope differs")], "a plan for one site and what is at another"),
    ([at(SIGNED, "en-nat", "Natanz"), at(SIGNED, "en-for", "Fordow")], [("place", "conflict")], "one act of one day"),
    ([at(SIGNED, "en-nat", "Natanz", time_edtf="2022"), at(SIGNED, "en-for", "Fordow", time_edtf="2022")], [], "a year has room for two acts"),
    ([when(SENT, "in March 2022", "2022-03"), when(SENT, "in October 2022", "2022-10")], [("time", "conflict")], "one telling figure at two times"),
    ([when(SENT, "in March 2022", "2022-03"), when(SENT, "in 2022", "2022")], [], "the month lies in the year"),
    ([when(SENT, "in March 2022", "2022-03"), {**SENT, "time_edtf": "2022-10"}], [], "a date that the claim's words do not name"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "verdicts", "why"), ROWS, ids=[r[2][:50] for r in ROWS])
def test_what_excludes_what(claims: list[dict[str, Any]], verdicts: list[tuple[str, str]], why: str) -> None:
    found = weigh(claims)["conflicts"]
    assert sorted(zip(found["type"], found["verdict"], strict=True)) == verdicts, (why, found["reason"].to_list())


@settings(max_examples=20, deadline=None)
@given(st.permutations([NATANZ, FORDOW, SENT, at(SENT, "en-nat2", "Natanz town")]))
def test_order_of_documents_parts_alike(claims: list[dict[str, Any]]) -> None:
    named = [{**c, "doc": f"d-{c.get('place')}"} for c in claims]
    values = dict(zip((c.get("place") for c in named), values_of(weigh(named)), strict=True))
    assert values["Natanz"] == values["Natanz town"]
    assert len({values["Natanz"], values["Fordow"], values[None]}) == 3


def test_a_conflict_names_both_places() -> None:
    reason = weigh([NATANZ, FORDOW])["conflicts"]["reason"][0]
    assert all(word in reason for word in ("Natanz", "Fordow", "1,420"))
