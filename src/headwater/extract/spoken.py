"""Who is credited with a quotation that runs over several sentences: whoever one of its sentences credits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.extract.quotations import find_quotations


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation with who spoke it.

    Attributes:
        start: First code point of the quotation in the document.
        end: One past its last.
        credit: The words that credit it, their start in the document, and who: {text, start, who}.
    """

    start: int
    end: int
    credit: Mapping[str, Any]


def find_spoken(
    text: str, sentences: Sequence[Mapping[str, Any]], frames: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[Spoken]:
    """Quotations of several sentences of which one credits somebody in words outside the quotation.

    Args:
        text: Canonical text.
        sentences: Rows of `sentences` of the document, in order.
        frames: Frames by sentence id.
    """
    found = []
    for start, end in find_quotations(text):
        over = [row for row in sentences if row["start"] < end and start < row["end"]]
        if len(over) < 2:
            continue
        credit = next(
            (c for row in over for f in frames.get(row["sentence_id"], ()) if (c := _credit(row, f, start, end))), None
        )
        if credit is not None:
            found.append(Spoken(start, end, credit))
    return found


def _credit(row: Mapping[str, Any], frame: Mapping[str, Any], start: int, end: int) -> dict[str, Any] | None:
    role = frame["roles"].get("attribution")
    base = row["start"]
    if role is None or not frame["attributed_to"]:
        return None
    is_outside = base + role["end"] <= start or base + role["start"] >= end
    is_inside = start <= base + frame["start"] and base + frame["end"] <= end + 1
    if not (is_outside and is_inside):
        return None
    return {"text": role["text"], "start": base + role["start"], "who": frame["attributed_to"]}


def credit_of(spoken: Sequence[Spoken], start: int, end: int) -> Mapping[str, Any] | None:
    """Who is credited with a stretch of a document that stands inside a quotation, or None."""
    return next((s.credit for s in spoken if s.start <= start and end <= s.end + 1), None)
