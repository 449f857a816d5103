"""The date of a claim: a calendar expression of its words, bounded by their preposition, anchored on the publication."""

from collections.abc import Mapping
from typing import Any, Final

from headwater.values.date import resolve_relative

_UNTIL: Final = frozenset({"by", "until", "till", "hasta"})
_SINCE: Final = frozenset({"since", "desde"})


def claim_date(role: Mapping[str, Any], published: str | None, last: Mapping[str, Any] | None) -> str | None:
    """EDTF of a time role; None where its words fix no date.

    Args:
        role: `edtf` or `relative` of the words, and the preposition before them in `word`.
        published: Publication date of the document, EDTF.
        last: Last date of the document before, for "since then".
    """
    edtf = role.get("edtf")
    if edtf is None and role.get("relative"):
        reference = (last or {}).get("edtf")
        edtf = resolve_relative(_of_news(role["relative"], published, reference), published, reference=reference)
    if edtf is None or "/" in edtf:
        return edtf
    word = role.get("word") or ""
    if word in _UNTIL:
        return f"../{edtf}"
    return f"{edtf}/.." if word in _SINCE else edtf


def next_such_month(edtf: str, role: Mapping[str, Any], published: str | None) -> str:
    """The month that is still to come, of what is said to be to come: "llegará en marzo", said in October, is next March."""
    is_bare = role.get("edtf") is None and "month" in (role.get("relative") or {}) and len(edtf) == _MONTH
    if not is_bare or published is None or len(published) < _MONTH or edtf >= published[:_MONTH]:
        return edtf
    return f"{int(edtf[:4]) + 1:04d}{edtf[4:]}"


def is_to_come(edtf: str | None, published: str | None) -> bool:
    """Whether a date lies after the publication: what a text tells of it in the present is planned."""
    if edtf is None or published is None:
        return False
    first = next((part for part in edtf.split("/") if part[:1].isdigit()), "")
    n = min(len(first), len(published.split("/")[0]))
    is_season = len(first) >= _MONTH and first[5:7] > "12"
    n = min(n, len("2024")) if is_season else n
    return bool(first) and first[:n] > published[:n]


_MONTH: Final = len("2024-03")


def _of_news(relative: Mapping[str, Any], published: str | None, reference: str | None) -> dict[str, Any]:
    """A season of a text about its own days is the last one: "over the winter", said in June."""
    is_recent = published is not None and (reference is None or abs(_year(published) - _year(reference)) <= 1)
    return {**relative, "context": False} if "season" in relative and is_recent else dict(relative)


def _year(edtf: str) -> int:
    digits = next((part[:4] for part in edtf.split("/") if part[:4].isdigit()), "0")
    return int(digits)
