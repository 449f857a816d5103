"""Whether two values of one item can both hold, and if not, what kind of conflict it is: a verdict with its reason."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from headwater.schema.concepts import find_concept
from headwater.weigh.asked import Asked, number_of, stance_of
from headwater.weigh.checks import period_of
from headwater.weigh.counted import people_in
from headwater.weigh.definitions import relate_definitions
from headwater.weigh.numbers import CURRENCIES, Number, is_same_number, is_telling, show_number
from headwater.weigh.parted import AT, PER, WHEN
from headwater.weigh.questions import NOT_THINGS, QUESTIONS, Question
from headwater.weigh.role import Role
from headwater.weigh.things import carrier_in
from headwater.weigh.times import When, days_apart, read_when, relate

Kind = Literal["value", "time", "place", "identity", "status", "scope"]
Verdict = Literal["conflict", "scope differs", "superseded", "less specific", "rounding", "same speaker revised"]
ROUNDING_SHARE = 0.05
"""Overlapping intervals of figures closer than this are one figure, rounded differently."""
SUPERSEDED_DAYS = 400
"""Figures published more than a year apart may both have been right when they were printed."""
SAME_EVENT_DAYS = 400
"""Two dates of an event further apart than this are two events, unless it can only happen once."""
REVISED_DAYS = 1
HALF = 0.5
"""Above it two numbers are told apart by how many times as large the greater is."""
DRIFT_SHARE = 0.02
"""A figure that was rounded on the way is still the same figure: 343,000 and "about 340,000"."""
MIN_DRIFT = 1000.0
"""Small numbers agree by chance."""
MIN_PEOPLE = 3
"""Fewer people are as many by chance."""
SOLDIERS = frozenset({"troops", "militia", "reservist", "armed_forces"})
MIN_SOUNDS = 3
"""Fewest consonants by which two names can be said to sound alike."""
_BEFORE = re.compile(
    r"\bhad (?:been |already |only )?\w{1,20}(?:ed|ilt|ade|old|ent|ought)\b|\bhab[ií]an? \w{1,20}[ai]do\b|\bby then\b|\bhasta entonces\b"
)
"""Words by which a later text speaks of an earlier time: the pluperfect, "by then"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How two values stand to each other: type, verdict, reason in one sentence."""

    type: Kind
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One value with what its claims say.

    Attributes:
        words: The value in words.
        claims: Rows of `claims`, earliest document first.
        lead: The claim that speaks for it.
        number: Its number, of the claim that leaves it least open: "seven" before "at least seven".
        stance: yes, no, planned, not planned or denied.
        time: Days that it names.
        published: Days on which it was published, first to last.
        speakers: Who is credited with it.
        narrower: Design, measure or body that it names more narrowly than the question, or the key of who or what it answers.
        parted: Where or when its texts put the act, where other texts put it elsewhere; see `parted`.
    """

    words: str
    claims: Sequence[Mapping[str, Any]]
    lead: Mapping[str, Any]
    number: Number | None
    stance: str
    time: When | None
    published: When | None
    speakers: frozenset[str]
    narrower: str | None = None
    parted: Role | None = None


def make_side(
    words: str,
    claims: Sequence[Mapping[str, Any]],
    published: Mapping[str, str | None],
    asked: Asked,
) -> Side:
    """One value, ready to be judged.

    Args:
        words: The value in words.
        claims: Rows of `claims` that propose it, earliest document first.
        published: doc_id -> publication date, EDTF.
        asked: What the first of the claims asks.
    """
    first = claims[0]
    days = [w for c in claims if (w := read_when(published.get(c["doc_id"])))]
    span = When(min(w.first for w in days), max(w.last for w in days)) if days else None
    speakers = frozenset(
        str(c["attributed_entity"] or c["attributed_to"]).casefold()
        for c in claims
        if c["attributed_entity"] or c["attributed_to"]
    )
    number, lead = _least_open(claims, asked)
    when = read_when(first["time_edtf"])
    parted = next((role for name in (AT, WHEN, PER) if (role := asked.roles.get(name)) is not None), None)
    return Side(words, claims, lead, number, stance_of(first), when, span, speakers, asked.narrower, parted)


def _least_open(claims: Sequence[Mapping[str, Any]], asked: Asked) -> tuple[Number | None, Mapping[str, Any]]:
    """The number of a value that leaves least open, "seven" before "at least seven", with the first claim that gives it."""
    numbers = [number_of(c, asked) if QUESTIONS[asked.kind].answer == "number" else None for c in claims]
    given = [(n.high - n.low, i) for i, n in enumerate(numbers) if n is not None]
    at = min(given)[1] if given else 0
    return numbers[at], claims[at]


def judge_pair(a: Side, b: Side, question: Question) -> Judged | None:
    """How two values of one item stand to each other; None where both simply hold.

    Args:
        a: One value.
        b: The other.
        question: The kind of question.
    """
    if (parted := _judge_parted(a, b)) is not None:
        return parted
    if question.answer in {"who", "what"} and a.narrower != b.narrower:
        return _judge_who(a, b) if question.answer == "who" else _judge_what(a, b, question)
    if question is not QUESTIONS["force_size"] and (drifted := _judge_people(a, b)) is not None:
        return drifted
    if a.stance != b.stance:
        return _judge_stances(a, b)
    if question is QUESTIONS["force_size"] and a.narrower != b.narrower:
        return judge_definitions(a, b)
    if question.is_functional and a.narrower != b.narrower:
        return _judge_measures(a, b)
    if a.narrower and b.narrower and a.narrower != b.narrower:
        return _judge_names(a.narrower, b.narrower)
    if a.number is not None and b.number is not None:
        if (a.narrower is None) != (b.narrower is None) and is_same_number(a.number, b.number, share=ROUNDING_SHARE):
            less, more = (a, b) if a.narrower is None else (b, a)
            return Judged("identity", "less specific", f"“{less.words}” leaves open what the other names: {more.narrower}.")
        return _judge_numbers(a, b, a.number, b.number, is_functional=question.is_functional)
    if (a.number is None) != (b.number is None):
        less, more = (a, b) if a.number is None else (b, a)
        return Judged("value", "less specific", f"“{less.words}” gives no number where the other says {more.words}.")
    if question.answer == "time":
        return _judge_times(a, b, question)
    if (a.narrower is None) != (b.narrower is None):
        less, more = (a, b) if a.narrower is None else (b, a)
        return Judged("identity", "less specific", f"“{less.words}” leaves open what the other names: {more.narrower}.")
    return None


def _judge_parted(a: Side, b: Side) -> Judged | None:
    """One figure or one day at two places, or one figure at two times; None where neither was parted."""
    if (a.stance, a.narrower) != (b.stance, b.narrower):
        return None
    if (a.number is None) != (b.number is None) or (
        a.number and b.number and not is_same_number(a.number, b.number, share=0.0)
    ):
        return None
    if a.parted is not None and b.parted is not None:
        kind = _PARTED[a.parted.key.partition(":")[0]][0]
        what = show_number(a.number) if a.number is not None else "One act of one day"
        return Judged(
            kind, "conflict", f"{what}: {a.parted.words} on one side, {b.parted.words} on the other; only one can be right."
        )
    said = a.parted or b.parted
    if said is None or (a.time is not None and b.time is not None and relate(a.time, b.time) == "apart"):
        return None
    less, (kind, asks) = (a if a.parted is None else b), _PARTED[said.key.partition(":")[0]]
    return Judged(kind, "less specific", f"“{less.words}” does not say {asks}; the other side says {said.words}.")


_PARTED: Mapping[str, tuple[Kind, str]] = {AT: ("place", "where"), WHEN: ("time", "when"), PER: ("scope", "in what time")}
"""Role that parts values -> type of the conflict, and what the value without it leaves open."""


def _judge_who(a: Side, b: Side) -> Judged:
    if a.narrower is None or b.narrower is None:
        return Judged(
            "identity", "less specific", f"One side does not say who; the other says {(b if a.narrower is None else a).words}."
        )
    return Judged("identity", "scope differs", f"{a.words} and {b.words} may each have a part in it.")


def _judge_what(a: Side, b: Side, question: Question) -> Judged | None:
    """One side that leaves open what the other names; views are never compared."""
    if question is QUESTIONS["assessment"] or (a.narrower is None) == (b.narrower is None) or a.stance != b.stance:
        return None
    less, more = (a, b) if a.narrower is None else (b, a)
    return Judged(
        "identity", "less specific", f"“{less.claims[0]['quote']}” does not say what; the other side says {more.words}."
    )


def _judge_measures(a: Side, b: Side) -> Judged:
    """A radius beside a range, a top speed beside a speed."""
    is_same = a.number is not None and b.number is not None and is_same_number(a.number, b.number, share=ROUNDING_SHARE)
    if is_same and not (a.narrower and b.narrower):
        return Judged(
            "scope", "less specific", f"{a.words} and {b.words} give one number; only one says exactly what it measures."
        )
    return Judged("scope", "scope differs", f"{a.words} and {b.words} measure different things.")


def judge_definitions(a: Side, b: Side) -> Judged | None:
    """Two sizes that count different people: one number under two labels has lost its label on the way."""
    if a.number is None or b.number is None or a.number.unit != b.number.unit:
        return None
    relation = relate_definitions(a.narrower, b.narrower)
    is_same = is_same_number(a.number, b.number, share=DRIFT_SHARE)
    if is_same and relation == "open":
        return Judged(
            "scope", "less specific", f"{a.words} and {b.words} give one number; only one says exactly whom it counts."
        )
    if is_same and min(a.number.best, b.number.best) >= MIN_DRIFT:
        return Judged("scope", "conflict", f"One number stands for {a.words} and for {b.words}: its label drifted.")
    if relation == "open" and a.narrower is not None and b.narrower is not None:
        return _judge_numbers(a, b, a.number, b.number, is_functional=True)
    return (
        Judged("scope", "scope differs", f"{a.words} and {b.words} may not count the same people.")
        if relation == "open"
        else None
    )


def _judge_names(a: str, b: str) -> Judged | None:
    """Two narrower names under one question: bodies whose names sound alike may have been taken for each other."""
    shared = sorted(_sounds(a) & _sounds(b))
    known = set(a.casefold().split()) & set(b.casefold().split())
    if shared and not any(_skeleton(w) in shared for w in known):
        return Judged(
            "identity",
            "conflict",
            f"{a} and {b} are named for the same act, and their names sound alike: one may be taken for the other.",
        )
    return None


def _sounds(name: str) -> set[str]:
    return {s for w in name.split() if not any(c.isdigit() for c in w) and len(s := _skeleton(w)) >= MIN_SOUNDS}


def _skeleton(word: str) -> str:
    """Consonants of a word: Qods and Quds are one."""
    return "".join(c for c in word.casefold() if c.isalpha() and c not in "aeiouáéíóú")


def _judge_people(a: Side, b: Side) -> Judged | None:
    """One figure of people who are experts here and soldiers there: who they are has changed on the way."""
    x, y = a.lead["quantity_best"], b.lead["quantity_best"]
    named = {people_in(a.lead), people_in(b.lead)}
    if x is None or x != y or x < MIN_PEOPLE or "experts" not in named or named.isdisjoint(SOLDIERS):
        return None
    return Judged("identity", "conflict", f"One figure, {x:,.10g}, counts experts on one side and soldiers on the other.")


def _judge_stances(a: Side, b: Side) -> Judged:
    stances = {a.stance, b.stance}
    if stances in ({"yes", "no"}, {"yes", "denied"}, {"planned", "not planned"}, {"planned", "denied"}):
        against, in_favour = (a, b) if a.stance in {"no", "denied", "not planned"} else (b, a)
        who = f" by {_who(against)}" if against.speakers else ""
        verb = "denied" if against.stance == "denied" else "said not to be so"
        return Judged(
            "status",
            "conflict",
            f"It is stated in “{in_favour.claims[0]['quote']}” and {verb}{who} in “{against.claims[0]['quote']}”.",
        )
    if "planned" in stances and "yes" in stances:
        plan, done = (a, b) if a.stance == "planned" else (b, a)
        if plan.published and done.published and plan.published.last < done.published.first:
            return Judged("status", "superseded", "It was a plan first, and was later reported as done.")
        return Judged("status", "scope differs", "One side speaks of a plan, the other of what is.")
    return Judged("status", "scope differs", f"One side answers “{a.stance}”, the other “{b.stance}”.")


def _judge_numbers(a: Side, b: Side, x: Number, y: Number, *, is_functional: bool) -> Judged | None:
    pair = f"{show_number(x)} and {show_number(y)}"
    if x.unit != y.unit and (judged := _judge_units(x, y, pair)) is not None:
        return judged
    greater = max(abs(x.best), abs(y.best), 1e-12)
    share = abs(x.best - y.best) / greater
    overlap = x.low <= y.high and y.low <= x.high
    if overlap and share <= ROUNDING_SHARE:
        return Judged("value", "rounding", f"{pair} agree within their rounding ({share:.1%} apart).")
    if overlap:
        return Judged("value", "less specific", f"{pair} can both hold: one is a bound or a range that takes in the other.")
    if a.time is not None and b.time is not None and relate(a.time, b.time) == "apart":
        return Judged("time", "superseded", f"{pair} are for different times.")
    if not is_functional:
        return _judge_open_numbers(a, b, pair)
    if a.speakers & b.speakers and a.published and b.published and days_apart(a.published, b.published) >= REVISED_DAYS:
        return Judged("value", "same speaker revised", f"The same speaker, {_who(a)}, gave {pair} at different times.")
    if a.published and b.published and days_apart(a.published, b.published) > SUPERSEDED_DAYS:
        return Judged("time", "superseded", f"{pair} were published more than a year apart.")
    return Judged("value", "conflict", f"{pair} {_say_gap(x, y, share)} for the same question; both cannot hold.")


def _judge_units(x: Number, y: Number, pair: str) -> Judged | None:
    """Numbers in two units: one figure may have changed its label on the way; None where the units may be two words for one thing."""
    is_same = math.isclose(x.best, y.best, rel_tol=1e-9)
    if is_same and x.unit in CURRENCIES and y.unit in CURRENCIES:
        return Judged("scope", "conflict", f"{pair} are one amount in two currencies: one of them was changed on the way.")
    if any(n.unit in NOT_THINGS or n.unit in CURRENCIES or n.unit == "persons" for n in (x, y)):
        return Judged("scope", "scope differs", f"{pair} are in different units.")
    if any(not n.unit or (find_concept(n.unit) is None and carrier_in(n.unit) is None) for n in (x, y)):
        return None
    if is_same and is_telling(x.best):
        return Judged("scope", "conflict", f"One figure counts {x.unit} on one side and {y.unit} on the other.")
    return Judged("scope", "scope differs", f"{pair} count different things.")


def _say_gap(x: Number, y: Number, share: float) -> str:
    """How far two numbers are apart: a share of the greater one, and how many times as large where the share would say nothing."""
    smaller, greater = sorted((abs(x.best), abs(y.best)))
    if share <= HALF or smaller == 0 or x.best * y.best < 0:
        return f"differ by {share:.0%}"
    times = greater / smaller
    return f"differ {times:.2g}-fold" if times < 10 else f"differ {times:,.0f}-fold"


def _judge_open_numbers(a: Side, b: Side, pair: str) -> Judged:
    """Numbers that may count different lots: a conflict only where both speak of the same time or the same event."""
    periods = [period_of(side.lead["quote"] or "") for side in (a, b)]
    if periods[0] != periods[1]:
        told = " and ".join(f"a {p}" if p else "in all" for p in periods)
        return Judged("scope", "scope differs", f"{pair} are told of different spans of time: {told}.")
    if a.time is not None and b.time is not None:
        return Judged("value", "conflict", f"{pair} are given for the same time.")
    if a.speakers & b.speakers:
        return Judged("value", "same speaker revised", f"The same speaker, {_who(a)}, is credited with {pair}.")
    if any("up to" in (c["quote"] or "").casefold() for c in (*a.claims, *b.claims)):
        return Judged("value", "less specific", f"{pair}: one of them is a bound.")
    if a.published and b.published and days_apart(a.published, b.published) > SUPERSEDED_DAYS and not _is_backward(a, b):
        return Judged("time", "superseded", f"{pair} were published more than a year apart and may count different lots.")
    return Judged("value", "conflict", f"{pair} answer the same question, and neither says that it counts another lot.")


def _is_backward(a: Side, b: Side) -> bool:
    """Whether the later text speaks of a past date, so that both figures are for one time."""
    later = a if a.published and b.published and a.published.first > b.published.first else b
    if any(_BEFORE.search((c["quote"] or "").casefold()) for c in later.claims):
        return True
    return later.time is not None and later.published is not None and later.time.last < later.published.first


def _judge_times(a: Side, b: Side, question: Question) -> Judged | None:
    if a.time is None or b.time is None:
        if a.time is None and b.time is None:
            return None
        more = a if a.time is not None else b
        return Judged("time", "less specific", f"One side gives no date where the other says {more.words}.")
    relation = relate(a.time, b.time)
    if relation in {"same", "inside", "holds"}:
        return Judged("time", "less specific", f"{a.words} and {b.words} can both hold: one date takes in the other.")
    if relation == "overlaps":
        return Judged("time", "less specific", f"{a.words} and {b.words} overlap.")
    apart = days_apart(a.time, b.time)
    if question.is_functional or question.is_single or apart <= SAME_EVENT_DAYS:
        return Judged(
            "time", "conflict", f"{a.words} and {b.words} are {_say_days(a.time, b.time, apart)}; one event has one date."
        )
    return Judged("time", "scope differs", f"{a.words} and {b.words} are so far apart that two events may be meant.")


def _say_days(a: When, b: When, apart: int) -> str:
    """How far two times are apart; of spans (a year, a month) only that no day is in both."""
    if a.first != a.last or b.first != b.last:
        return "different times without a common day"
    return "1 day apart" if apart == 1 else f"{apart} days apart"


def _who(side: Side) -> str:
    return next((str(c["attributed_to"]) for c in side.claims if c["attributed_to"]), "one speaker")
