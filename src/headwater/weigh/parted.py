"""One act that texts put at places, or at times, of which only one can be right: each is a value of its own.

A place or a date makes no value where many can hold: drones may be built in two towns. One telling figure of one lot, and one
act of one day, are at one place; one telling figure of one lot has one time; one figure is a month's or a year's. Values are parted only where texts exclude each
other: places further apart than either is wide, dates without a common day, and no text that names both.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from headwater.weigh.asked import Asked, number_of
from headwater.weigh.checks import FAR_KM, great_circle_km, period_of
from headwater.weigh.numbers import is_telling
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.role import Role
from headwater.weigh.roles import Roles
from headwater.weigh.times import read_when, relate, show_date

Row = Mapping[str, Any]
Member = tuple[Row, Asked]
LOTS: Final = frozenset({"transfer", "production", "deployment", "training", "use"})
"""Kinds whose telling figure is that of one lot, or of one force sent."""
ONCE: Final = frozenset({"agreement", "announcement", "opening", "founding", "beginning"})
"""Kinds of which one date is one act."""
DAYS: Final = 31
"""A date wider than a month may hold two acts."""
AT, WHEN, PER = "at", "when", "per"
"""Roles in which a parted value holds where or when its texts put it, or of which period they tell it."""
_NARROW: Final = frozenset({"city", "site"})


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place narrower than a region: its entity, name, and point with the radius within which it lies, km."""

    entity: str
    name: str
    lat: float
    lon: float
    radius_km: float


def part_values(
    members: Sequence[Member], keys: Sequence[tuple[str, str]], roles: Roles
) -> tuple[list[Member], list[tuple[str, str]]]:
    """Claims of one item with keys and words of their values, those parted that exclude each other by place or time.

    Args:
        members: Claims of one item, each with what it asks.
        keys: Key and words of the value of each, of `value_keys`.
        roles: Reader of roles, with the entities of the case.
    """
    of_value: dict[str, list[int]] = defaultdict(list)
    for i, (key, _) in enumerate(keys):
        of_value[key].append(i)
    found, told = list(members), list(keys)
    for key, own in of_value.items():
        if len({members[i][0]["doc_id"] for i in own}) < 2:
            continue
        for i, role, name in _parts([(i, *members[i]) for i in own], roles):
            claim, asked = members[i]
            found[i] = claim, replace(asked, roles={**asked.roles, name: role})
            told[i] = f"{key}|{role.key}", f"{keys[i][1]}, {role.words}"
    return found, told


def _parts(claims: Sequence[tuple[int, Row, Asked]], roles: Roles) -> list[tuple[int, Role, str]]:
    """Claims of one value that are parted: which, where or when each puts the act, and the role that says it."""
    kind = claims[0][2].kind
    if kind not in LOTS | ONCE:
        return []
    rated = [(i, str(c["doc_id"]), period) for i, c, a in claims if number_of(c, a) and (period := period_of(c["quote"] or ""))]
    if by_period := _components(rated, lambda a, b: a == b):
        return [(i, Role(f"per:{lead}", f"a {lead}", None, "words"), PER) for i, lead in by_period]
    if kind in LOTS:
        numbers = [number_of(c, a) for _, c, a in claims]
        if any(n is None or not is_telling(n.best) for n in numbers):
            return []
    elif not all((w := read_when(c["time_edtf"])) is not None and w.n_days <= DAYS for _, c, _ in claims):
        return []
    placed = [(i, str(c["doc_id"]), spot) for i, c, _ in claims if (spot := _spot(c, roles)) is not None]
    by_place = _components(placed, lambda a, b: not _is_apart(a, b))
    if by_place:
        return [(i, Role(f"at:{lead.entity}", f"at {lead.name}", lead.entity, "place"), AT) for i, lead in by_place]
    if kind not in LOTS or QUESTIONS[kind].answer == "time":
        return []
    dated = [(i, str(c["doc_id"]), str(c["time_edtf"])) for i, c, _ in claims if _names_time(c)]
    by_time = _components(dated, _may_be_one)
    return [(i, Role(f"when:{lead}", show_date(lead), None, "words"), WHEN) for i, lead in by_time]


def _components(told: Sequence[tuple[int, str, Any]], is_one: Any) -> list[tuple[int, Any]]:
    """Claims with the first place or time of their group; empty where all are one, or one text tells of two of them."""
    groups: list[list[tuple[int, str, Any]]] = []
    for one in sorted(told, key=lambda x: (str(x[2]), x[1], x[0])):
        near = [g for g in groups if any(is_one(one[2], other[2]) for other in g)]
        groups = [g for g in groups if g not in near] + [[*(x for g in near for x in g), one]]
    documents = [{doc for _, doc, _ in g} for g in groups]
    if len(groups) < 2 or sum(map(len, documents)) > len(set().union(*documents)):
        return []
    return [(i, g[0][2]) for g in groups for i, _, _ in g]


def _spot(claim: Row, roles: Roles) -> _Spot | None:
    """Where a claim's own words put the act: a town or a site with a known point."""
    row = roles.entities.get(claim["place_entity"] or "")
    if row is None or row["kind"] not in {"place", "site"} or row["lat"] is None or row["lon"] is None:
        return None
    if (claim["place"] or "").casefold() not in (claim["quote"] or "").casefold():
        return None
    if roles.detail[row["entity_id"]].get("level") not in _NARROW:
        return None
    return _Spot(row["entity_id"], row["name"], row["lat"], row["lon"], (row["precision_m"] or 0.0) / 1000)


def _is_apart(a: _Spot, b: _Spot) -> bool:
    return great_circle_km((a.lat, a.lon), (b.lat, b.lon)) > max(FAR_KM, a.radius_km + b.radius_km)


def _names_time(claim: Row) -> bool:
    """Whether a claim's own words name a time that lies in the past or is bounded on both sides."""
    text = (claim["time_text"] or "").casefold()
    when = read_when(claim["time_edtf"])
    return bool(text) and text in (claim["quote"] or "").casefold() and when is not None and when.first > 0


def _may_be_one(a: str, b: str) -> bool:
    x, y = read_when(a), read_when(b)
    return x is None or y is None or relate(x, y) != "apart"
