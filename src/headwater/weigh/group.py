"""Stage group: which claims answer the same question, and which give the same answer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.weigh.numbers import Number, common_unit, group_numbers, read_number, show_number
from headwater.weigh.questions import FOUNDING, MEASURED, OPENING, PLANNED, QUESTIONS, Question
from headwater.weigh.roles import Role, Roles, rejected_claims

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that a claim answers.

    Attributes:
        item_id: Id of the question.
        kind: Kind of question: a key of `QUESTIONS`.
        question: In words.
        roles: Its roles by name, as read; None where the claim does not name one.
    """

    item_id: str
    kind: str
    question: str
    roles: Mapping[str, Role | None]


def group_claims(tables: Mapping[str, pl.DataFrame], *, config: WeighConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Claims with the item that they ask about and the value that they give.

    Args:
        tables: `documents`, `claims`, `entities`, `judgements` of the case.
        config: Section `weigh`.
        model: Not needed.

    Returns:
        `claims` with `item_id` and `value_id`; both are null for claims that a person rejected and for those that name
        nothing that could be asked about.
    """
    del model
    claims = tables["claims"]
    roles = Roles(tables["entities"], claims)
    rejected = rejected_claims(tables["judgements"])
    items: dict[str, list[dict[str, Any]]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for claim in claims.sort("claim_id").iter_rows(named=True):
        asked = None if claim["claim_id"] in rejected else ask(claim, roles)
        if asked is not None:
            items[asked.item_id].append(claim)
            kinds[asked.item_id] = asked.kind
    found: dict[str, tuple[str, str]] = {}
    for item_id, members in items.items():
        kind = kinds[item_id]
        for claim, (key, _) in zip(members, value_keys(members, kind, share=config.same_value_share), strict=True):
            found[claim["claim_id"]] = (item_id, make_id("va", item_id, key))
    ids = claims["claim_id"].to_list()
    frame = claims.with_columns(
        pl.Series("item_id", [found[i][0] if i in found else None for i in ids], dtype=pl.String),
        pl.Series("value_id", [found[i][1] if i in found else None for i in ids], dtype=pl.String),
    )
    return {"claims": t.CLAIMS.sort(t.CLAIMS.check(frame))}


def ask(claim: Row, roles: Roles) -> Asked | None:
    """The question that a claim answers; None where it names none of the roles that make it.

    Args:
        claim: Row of `claims`.
        roles: Reader of roles, with the entities of the case.
    """
    kind = question_kind(claim, roles)
    question = QUESTIONS[kind]
    asked = claim if kind != "equipment_spec" else {**claim, "kind": kind}
    read = {role: roles.read(asked, role) for role in dict.fromkeys((*question.roles, "subject", "object", "place"))}
    keys = [found.key if (found := read[role]) is not None else "" for role in question.roles]
    if not any(keys) or ((question.is_functional or question.is_single) and not all(keys)):
        return None
    if question.is_mutual:
        keys.sort()
    if (
        question.is_functional
        and claim["quantity_best"] is None
        and claim["quantity_low"] is None
        and claim["quantity_high"] is None
    ):
        return None
    return Asked(make_id("it", kind, *keys), kind, word_question(question, read), read)


def question_kind(claim: Row, roles: Roles) -> str:
    """The kind of question.

    That of the claim, unless its verb asks for the date of an opening or founding, or it gives a measure of a piece of
    equipment.
    """
    if (
        claim["trigger"] in OPENING
        and claim["time_edtf"]
        and roles.read(claim, "place") is not None
        and claim["kind"] in {"production", "site_activity", "other"}
    ):
        return "opening"
    if (
        claim["trigger"] in FOUNDING
        and claim["time_edtf"]
        and claim["kind"] in {"other", "development", "production", "force_size"}
    ):
        return "founding"
    unit, _ = common_unit(claim["quantity_unit"])
    if claim["kind"] in {"deployment", "use", "other"} and unit in MEASURED and roles.is_equipment(claim):
        return "equipment_spec"
    return claim["kind"] if claim["kind"] in QUESTIONS else "other"


def word_question(question: Question, roles: Mapping[str, Role | None]) -> str:
    """A question in words; roles that are not named are "someone", "something", "somewhere"."""

    def words(role: str, absent: str) -> str:
        found = roles.get(role)
        return absent if found is None else found.words

    thing = next((r for r in ("object_class", "founded") if r in question.roles), "object")
    return question.words.format(
        s=words("subject", "someone"), o=words(thing, "something"), p=words("place", "some place"), d=words("definition", "size"), c=words("country", "some country")
    )  # fmt: skip


def value_keys(claims: Sequence[Row], kind: str, *, share: float) -> list[tuple[str, str]]:
    """Key and words of the value that each claim of one item gives.

    Args:
        claims: Rows of `claims` of one item.
        kind: Kind of question.
        share: See `config.weigh.same_value_share`.
    """
    question = QUESTIONS[kind]
    numbers = [number_of(c, kind) if question.answer == "number" else None for c in claims]
    leaders = _leaders(claims, numbers, share)
    found = []
    for i, claim in enumerate(claims):
        stance = stance_of(claim)
        number = leaders[i]
        if number is not None:
            answer, words = f"{number.best:.10g} {number.unit}", show_number(number)
        else:
            answer, words = _time_answer(claim)
        lead = "" if number is not None and stance == "yes" else stance
        found.append((f"{stance}|{answer}", ", ".join(filter(None, (lead, words)))))
    return found


def _leaders(claims: Sequence[Row], numbers: Sequence[Number | None], share: float) -> list[Number | None]:
    """The number that stands for each claim's value: numbers are compared among claims of one stance."""
    found: list[Number | None] = [None] * len(claims)
    groups: dict[str, list[int]] = defaultdict(list)
    for i, number in enumerate(numbers):
        if number is not None:
            groups[stance_of(claims[i])].append(i)
    for members in groups.values():
        given = [n for i in members if (n := numbers[i]) is not None]
        for i, leader in zip(members, group_numbers(given, share=share), strict=True):
            found[i] = given[leader]
    return found


def _time_answer(claim: Row) -> tuple[str, str]:
    edtf = claim["time_edtf"]
    return (edtf, edtf) if edtf else ("", "")


def stance_of(claim: Row) -> str:
    """How a claim answers: yes, no, planned, not planned, or denied."""
    if claim["modality"] == "denied":
        return "denied"
    if claim["modality"] in PLANNED:
        return "planned" if claim["polarity"] != "negative" else "not planned"
    return "yes" if claim["polarity"] != "negative" else "no"


def number_of(claim: Row, kind: str) -> Number | None:
    """The number of a claim in its common unit.

    Args:
        claim: Row of `claims`.
        kind: Kind of question: forces are counted in persons, and "up to" is the figure itself where a thing's greatest
            performance is asked for.
    """
    low, best, high, unit = claim["quantity_low"], claim["quantity_best"], claim["quantity_high"], claim["quantity_unit"]
    if kind == "force_size":
        unit = "persons"
    if kind == "equipment_spec" and low is None and best is not None:
        high = None
    return read_number(low, best, high, unit, is_approx=claim["quantity_approx"])
