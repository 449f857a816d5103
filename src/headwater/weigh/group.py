"""Stage group: which claims answer the same question, and which give the same answer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.config import WeighConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.schema.concepts import find_concept
from headwater.weigh.definitions import definition_of
from headwater.weigh.judged_claims import rejected_claims
from headwater.weigh.numbers import Number, common_unit, group_numbers, read_number, show_number
from headwater.weigh.questions import BEGINNING, FOUNDING, MEASURED, OPENING, PLANNED, QUESTIONS
from headwater.weigh.role import Role
from headwater.weigh.roles import Roles
from headwater.weigh.things import VENTURES, first_part
from headwater.weigh.times import show_date
from headwater.weigh.wording import word_question

Row = Mapping[str, Any]
IN_METRES = frozenset({"ceiling", "wingspan", "length", "dimensions"})
COUNTING = frozenset({"production", "transfer", "deployment"})
"""Kinds whose number without a unit counts the object."""


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

    @property
    def narrower(self) -> str | None:
        """What the claim names and the question does not: who or what; a design, a measure, or the body that hands something over."""
        if QUESTIONS[self.kind].answer in {"who", "what"}:
            return None if (answer := answer_role(self)) is None else answer.key
        by_kind = {"transfer": ("object", "subject"), "equipment_spec": ("definition",)}
        names = by_kind.get(self.kind, ("object",))
        found = [r.narrower for n in names if (r := self.roles.get(n)) is not None and r.narrower]
        return ", ".join(found) or None


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
    roles = Roles(tables["entities"], claims, tables["documents"])
    rejected = rejected_claims(tables["judgements"])
    items: dict[str, list[tuple[dict[str, Any], Asked]]] = defaultdict(list)
    for claim in claims.sort("claim_id").iter_rows(named=True):
        asked = None if claim["claim_id"] in rejected else ask(claim, roles)
        if asked is not None:
            items[asked.item_id].append((claim, asked))
    found: dict[str, tuple[str, str]] = {}
    for item_id, members in items.items():
        for (claim, _), (key, _) in zip(members, value_keys(members, share=config.same_value_share), strict=True):
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
    read = roles.read(claim, kind)
    keys = [found.key if (found := read[role]) is not None else "" for role in question.roles]
    if not any(keys) or ((question.is_functional or question.is_single) and not all(keys)):
        return None
    if question.is_mutual:
        keys.sort()
    numbers = (claim["quantity_low"], claim["quantity_best"], claim["quantity_high"])
    if question.is_functional and all(n is None for n in numbers):
        return None
    return Asked(make_id("it", kind, *keys), kind, word_question(kind, read), read)


def question_kind(claim: Row, roles: Roles) -> str:
    """The kind of question.

    That of the claim, unless its verb asks for the date of an opening, a founding or a beginning, or it gives a measure
    of a piece of equipment.
    """
    kind, trigger = claim["kind"], claim["trigger"]
    is_opening = trigger in OPENING and kind in {"production", "site_activity", "other", "announcement"}
    if is_opening and (claim["time_edtf"] or kind == "production") and roles.plain(claim, "place") is not None:
        return "opening"
    if claim["time_edtf"]:
        if trigger in BEGINNING and kind in {"other", "development", "production", "cooperation"} and _begins(claim, roles):
            return "beginning"
        if trigger in FOUNDING and kind in {"other", "development", "production", "force_size"}:
            return "founding"
    if kind == "funding" and claim["definition"] and roles.kind_of(claim["subject_entity"]) == "equipment":
        return "equipment_spec"  # what a model costs is asked like its other figures
    unit, _ = common_unit(claim["quantity_unit"])
    if kind in {"deployment", "use", "other"} and unit in MEASURED and roles.kind_of(claim["subject_entity"]) == "equipment":
        return "equipment_spec"
    return kind if kind in QUESTIONS else "other"


def _begins(claim: Row, roles: Roles) -> bool:
    """Whether what begins is a programme or a partnership."""
    things = (roles.thing_in(claim, claim[r]) for r in ("subject", "object") if claim[r])
    return any(t is not None and t.concept in VENTURES for t in things)


def value_keys(claims: Sequence[tuple[Row, Asked]], *, share: float) -> list[tuple[str, str]]:
    """Key and words of the value that each claim of one item gives.

    Args:
        claims: Rows of `claims` of one item, each with what it asks.
        share: See `config.weigh.same_value_share`.
    """
    kind = claims[0][1].kind
    question = QUESTIONS[kind]
    rows = [c for c, _ in claims]
    numbers = [number_of(c, kind) if question.answer == "number" else None for c in rows]
    leaders = _leaders(rows, numbers, share)
    return [_value_key(claim, asked, leader) for (claim, asked), leader in zip(claims, leaders, strict=True)]


def _value_key(claim: Row, asked: Asked, number: Number | None) -> tuple[str, str]:
    """Stance, then the number, date, name or thing that answers the question; of a yes or no its narrower name."""
    stance, answer = stance_of(claim), QUESTIONS[asked.kind].answer
    lead = "" if stance == "yes" else stance
    narrower = asked.narrower
    if number is not None:
        shown = show_number(number)
        parts = f"{number.best:.10g} {number.unit}|{narrower or ''}"
        return f"{stance}|{parts}", ", ".join(filter(None, (lead, shown, narrower)))
    if answer == "time":
        edtf = claim["time_edtf"]
        return f"{stance}|{edtf or ''}", ", ".join(filter(None, (lead, show_date(edtf) if edtf else "no date given")))
    if answer in {"who", "what"}:
        found = answer_role(asked)
        words = found.words if found is not None else "not said"
        return f"{stance}|{found.key if found else ''}", ", ".join(filter(None, (lead, words)))
    return f"{stance}|{narrower or ''}", ", ".join(filter(None, (stance, narrower)))


def answer_role(asked: Asked) -> Role | None:
    """The role that answers a question for a person or a thing."""
    roles = asked.roles
    if QUESTIONS[asked.kind].answer == "who":
        return roles.get("subject")
    return roles.get("object") or (None if asked.kind == "assessment" else roles.get("subject"))


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
    elif not unit and kind in COUNTING and claim["object"]:
        unit = thing.label if (thing := find_concept(first_part(claim["object"]))) is not None else None
    if kind == "equipment_spec" and low is None and best is not None:
        high = None
    if kind == "equipment_spec" and common_unit(unit)[0] == "km" and definition_of({**claim, "kind": kind}) in IN_METRES:
        low, best, high = (None if n is None else n * common_unit(unit)[1] * 1000 for n in (low, best, high))
        unit = "m"
    return read_number(low, best, high, unit, is_approx=claim["quantity_approx"])
