"""Dates of one text in their order: what a partial or relative date means where the text, not its publication, says."""

from collections.abc import Sequence

from headwater.values.date_relative import Relative, resolve_relative

HISTORY_YEARS = 2
"""A text that speaks of years at least this far before its publication is read as history: partial dates in it count from
the date that it gave last."""

STORY_MONTHS = 11
"""Months that a story goes back at most without naming the year; January after December is the next year."""

_MONTH = 7
_DECEMBER = 12


def resolve_in_order(dates: Sequence[tuple[str | None, Relative | None]], published: str | None) -> list[str | None]:
    """EDTF of each date of a text.

    Source: the "relative to the last date" strategy for narrative texts, and "relative to the document's date" for news,
    of Strötgen and Gertz 2013 (Language Resources and Evaluation 47), section 5.

    Args:
        dates: (edtf, relative) of each expression, in the order of the text.
        published: EDTF of publication, or None.

    Returns:
        EDTF, or None where nothing fixes the date.
    """
    reference: str | None = None
    result = []
    for edtf, relative in dates:
        value = edtf or (None if relative is None else _resolve(relative, published, reference))
        result.append(value)
        if value is not None and (point := _point(value)) is not None:
            reference = _refine(reference, point)
    return result


def _resolve(relative: Relative, published: str | None, reference: str | None) -> str | None:
    if "interval" in relative:
        ends = [e if isinstance(e, str) else _resolve(e, published, reference) for e in relative["interval"]]
        return resolve_relative({"interval": ends}, published) if None not in ends else None
    if relative.get("context") or reference is None or not _is_history(published, reference):
        return resolve_relative(relative, published, reference=reference)
    if {"month", "season"} & relative.keys() and relative["direction"] in {"near", "this"}:
        return _in_story(relative, reference)
    return resolve_relative(relative, reference, reference=reference)


def _in_story(relative: Relative, reference: str) -> str | None:
    """A month, day or season in a text that goes on in time: in the year it is in, or the next where that is far back."""
    value = resolve_relative({**relative, "direction": "this", "context": True}, reference, reference=reference)
    months = "month" in relative and len(reference) >= _MONTH and reference[5:7].isdigit() and int(reference[5:7]) <= _DECEMBER
    if value is None or not months or relative["month"] - int(reference[5:7]) > -STORY_MONTHS:
        return value
    return f"{int(value[:4]) + 1:04d}{value[4:]}"


def _is_history(published: str | None, reference: str) -> bool:
    if published is None:
        return True
    return int(published[:4]) - int(reference[:4]) >= HISTORY_YEARS


def _point(value: str) -> str | None:
    """The date from which a following one counts: of an interval its closed end."""
    ends = [e for e in value.split("/") if e[:4].isdigit() and e != ".."]
    return ends[-1][:10] if ends else None


def _refine(reference: str | None, point: str) -> str:
    """The later of the two; a bare year that holds the reference leaves it as it is."""
    if reference is not None and len(point) == 4 and reference.startswith(point):
        return reference
    return point
