"""What a claim asks, and which claims of one question give the same answer."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.model.ids import make_id
from headwater.weigh.counted import COUNTING, unit_of, with_counted
from headwater.weigh.definitions import counts_things, definition_of, show_force
from headwater.weigh.numbers import CURRENCIES, Number, common_unit, group_numbers, read_number, show_number
from headwater.weigh.questions import BEGINNING, FOUNDING, HOLDING, MEASURED, OPENING, PLANNED, QUESTIONS
from headwater.weigh.readings import gift_parties
from headwater.weigh.role import Role
from headwater.weigh.roles import Roles
from headwater.weigh.things import VENTURES, head_words
from headwater.weigh.times import show_date
from headwater.weigh.wording import word_question

Row = Mapping[str, Any]
IN_METRES = frozenset({"ceiling", "wingspan", "length", "dimensions"})


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
        by_kind = {"transfer": ("object", "subject"), "equipment_spec": ("definition",), "force_size": ("definition",)}
        names = by_kind.get(self.kind, ("object",))
        found = [r.narrower for n in names if (r := self.roles.get(n)) is not None and r.narrower]
        return ", ".join(found) or None


def ask(claim: Row, roles: Roles) -> Asked | None:
    """The question that a claim answers; None where it names none of the roles that make it.

    Args:
        claim: Row of `claims`.
        roles: Reader of roles, with the entities of the case.
    """
    kind = question_kind(claim, roles)
    question = QUESTIONS[kind]
    read = with_counted(claim, kind, roles.read(claim, kind), roles)
    keys = item_keys(kind, read)
    if not any(keys) or ((question.is_functional or question.is_single) and not all(keys)):
        return None
    numbers = (claim["quantity_low"], claim["quantity_best"], claim["quantity_high"])
    if question.is_functional and all(n is None for n in numbers):
        return None
    return Asked(make_id("it", kind, *keys), kind, word_question(kind, read), read)


def ask_openly(claim: Row, roles: Roles) -> Asked:
    """A question for a claim whose kind asks for more than it names: what is reported of whom and what."""
    read = roles.read(claim, "other")
    if not any(item_keys("other", read)):
        words = str(claim["quote"])
        read = {**read, "object": Role(f"w:{head_words(words)}", words, None, "words")}
    return Asked(make_id("it", "other", *item_keys("other", read)), "other", word_question("other", read), read)


def item_keys(kind: str, read: Mapping[str, Role | None]) -> tuple[str, ...]:
    """What equal questions share: the keys of the roles that make them, empty for a role that is not known."""
    question = QUESTIONS[kind]
    keys = [found.key if (found := read[role]) is not None else "" for role in question.roles]
    return tuple(sorted(keys) if question.is_mutual else keys)


def question_kind(claim: Row, roles: Roles) -> str:
    """The kind of question.

    That of the claim, unless its verb asks for the date of an opening, a founding or a beginning, it gives a measure
    of a piece of equipment, or it shows what was given.
    """
    kind, trigger = claim["kind"], claim["trigger"]
    is_opening = trigger in OPENING and kind in {"production", "site_activity", "other", "announcement"}
    if is_opening and (claim["time_edtf"] or kind == "production") and roles.plain(claim, "place") is not None:
        return "opening"
    if gift_parties(claim, roles) is not None:
        return "transfer"
    if claim["time_edtf"]:
        if trigger in BEGINNING and kind in {"other", "development", "production", "cooperation"} and _begins(claim, roles):
            return "beginning"
        if trigger in FOUNDING and kind in {"other", "development", "production", "force_size"}:
            return "founding"
    if kind == "funding" and claim["definition"] and roles.kind_of(claim["subject_entity"]) == "equipment":
        return "equipment_spec"  # what a model costs is asked like its other figures
    unit, _ = common_unit(claim["quantity_unit"])
    holder = roles.kind_of(claim["subject_entity"])
    if kind in {"deployment", "use", "other"} and unit in MEASURED and holder == "equipment":
        return "equipment_spec"
    if claim["quantity_best"] is not None and _is_strength(claim, unit, holder):
        return "force_size"
    return kind if kind in QUESTIONS else "other"


def _is_strength(claim: Row, unit: str, holder: str | None) -> bool:
    """Whether a claim says how many people or machines a state has: a country has no range, and "keeps" people in arms."""
    if claim["kind"] == "equipment_spec" and holder == "country":
        return unit not in MEASURED and unit not in CURRENCIES
    is_held = claim["trigger"] in HOLDING and holder in {"country", "organisation"}
    if claim["kind"] == "other" and holder in {"country", "organisation"} and counts_things(claim["quantity_unit"]):
        return True  # "the army put its fleet at 45 drones"
    return claim["kind"] in {"deployment", "other"} and is_held and unit == "persons"


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
    numbers = [number_of(c, a) if question.answer == "number" else None for c, a in claims]
    leaders = _leaders(claims, numbers, share)
    return [_value_key(claim, asked, leader) for (claim, asked), leader in zip(claims, leaders, strict=True)]


def _value_key(claim: Row, asked: Asked, number: Number | None) -> tuple[str, str]:
    """Stance, then the number, date, name or thing that answers the question; of a yes or no its narrower name."""
    stance, answer = stance_of(claim), QUESTIONS[asked.kind].answer
    lead = "" if stance == "yes" else stance
    narrower = asked.narrower
    if number is not None and asked.kind == "force_size":
        return f"{stance}|{number.best:.10g} {number.unit}|{narrower or ''}", ", ".join(
            filter(None, (lead, show_force(number, narrower)))
        )
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


def _leaders(claims: Sequence[tuple[Row, Asked]], numbers: Sequence[Number | None], share: float) -> list[Number | None]:
    """The number that stands for each claim's value: numbers are compared among claims of one stance and one definition."""
    found: list[Number | None] = [None] * len(claims)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, number in enumerate(numbers):
        if number is not None:
            claim, asked = claims[i]
            groups[stance_of(claim), asked.narrower or ""].append(i)
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


def number_of(claim: Row, asked: Asked) -> Number | None:
    """The number of a claim in its common unit.

    Args:
        claim: Row of `claims`.
        asked: What it asks: forces are counted in persons unless the claim names hardware, a number without a unit counts
            what is made or moved, and "up to" is the figure itself where a thing's greatest performance is asked for.
    """
    low, best, high, unit = claim["quantity_low"], claim["quantity_best"], claim["quantity_high"], claim["quantity_unit"]
    kind = asked.kind
    if kind == "force_size":
        unit = next((u for u in (unit, asked.narrower) if counts_things(u)), "persons")
    elif kind in COUNTING:
        unit = unit_of(claim, asked.roles.get("object"))
    if kind == "equipment_spec" and low is None and best is not None:
        high = None
    if kind == "equipment_spec" and common_unit(unit)[0] == "km" and definition_of({**claim, "kind": kind}) in IN_METRES:
        low, best, high = (None if n is None else n * common_unit(unit)[1] * 1000 for n in (low, best, high))
        unit = "m"
    return read_number(low, best, high, unit, is_approx=claim["quantity_approx"])


def asked_row(claim_id: str, asked: Asked, answer: str) -> dict[str, str]:
    """Row of the table `asked`.

    Args:
        claim_id: The claim.
        asked: What it asks.
        answer: What it answers, in words.
    """
    roles = {name: None if r is None else [r.key, r.words, r.entity, r.kind, r.narrower] for name, r in asked.roles.items()}
    return {
        "claim_id": claim_id, "item_id": asked.item_id, "kind": asked.kind, "question": asked.question, "answer": answer,
        "roles": json.dumps(roles, ensure_ascii=False),
    }  # fmt: skip


def read_asked(row: Row) -> Asked:
    """What a claim asks, as `asked_row` wrote it."""
    roles = {name: None if r is None else Role(*r) for name, r in json.loads(row["roles"]).items()}
    return Asked(row["item_id"], row["kind"], row["question"], roles)
