"""What would settle a conflict: said from what is known of both sides, never invented."""

from collections.abc import Mapping, Sequence
from typing import Any

from headwater.views.edtf import days_of, say_date

Row = Mapping[str, Any]
_MOST = 3
_BY_TYPE: Mapping[str, str] = {
    "value": "a statement by whoever counts it that gives the number with its definition and its date",
    "time": "a dated record of the event itself: a release, a log or a picture with its time",
    "place": "a picture or document that fixes the place, or a second one that names it from its own knowledge",
    "identity": "a picture, a designator on the thing or a maker's document that tells the two apart",
    "status": "evidence of the later step itself: a delivery, a line that runs, a unit that has it",
    "scope": "a definition that both sides can be measured by",
}


def say_settling(conflict: Row, origins_a: Sequence[Row], origins_b: Sequence[Row]) -> tuple[str, ...]:
    """What to look for, most useful first.

    Args:
        conflict: Row of conflicts with `type`, `verdict`, `published_a`, `published_b`.
        origins_a: Rows of origins of the one value: origin, kind.
        origins_b: Those of the other.

    Returns:
        Phrases without a full stop; empty where nothing is to be settled, since both can hold.
    """
    if conflict["verdict"] != "conflict":
        return ()
    found = []
    lists = [_unheld(origins_a), _unheld(origins_b)]
    shared = [name for name in lists[0] if name in lists[1]]
    if shared:
        found.append(f"the original of {_join(shared)}, to which both lead and which this case does not hold")
    missing = [name for names in lists for name in names if name not in shared]
    if missing:
        found.append(f"the original of {_join(list(dict.fromkeys(missing)))}, which this case does not hold")
    unnamed = [o["origin"] for o in (*origins_a, *origins_b) if o["kind"] == "unnamed source"]
    if unnamed:
        found.append(f"a name for {_join(list(dict.fromkeys(unnamed)))}")
    found += _about_dates(conflict)
    found.append(_BY_TYPE.get(str(conflict["type"]), _BY_TYPE["value"]))
    return tuple(found)


def _unheld(origins: Sequence[Row]) -> list[str]:
    return [str(o["origin"]).removesuffix(", not held") for o in origins if o["kind"] == "unheld document"]


def _about_dates(conflict: Row) -> list[str]:
    dates = [conflict.get("published_a"), conflict.get("published_b")]
    if not all(dates):
        return ["the date of the undated side: the one may have replaced the other"]
    years = [days_of(d).first or days_of(d).last for d in dates]
    if years[0] and years[1] and years[0][:4] != years[1][:4]:
        return [f"a figure for one date: the sides are of {say_date(dates[0])} and {say_date(dates[1])}"]
    return []


def _join(names: Sequence[str]) -> str:
    shown = list(names[:_MOST])
    if len(names) > _MOST:
        return f"{', '.join(shown)} and {len(names) - _MOST} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
