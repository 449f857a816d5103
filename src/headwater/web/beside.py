"""Two documents side by side, with the passages that they share."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.highlight import Mark, Segment, cut_segments
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render

router = APIRouter()

_MAX_CHARS = 120_000
"""Code points of each text that are drawn; a shared passage further on is named with its place."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents.

    Attributes:
        document: Its row.
        segments: Its text, cut at the borders of the shared passages.
        numbers: Number of each shared passage by its id, the same on both sides.
        is_cut: Whether the text goes on.
    """

    document: Row
    segments: list[Segment]
    numbers: dict[str, int]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class BesidePage:
    """What the page shows.

    Attributes:
        left: The document that the reader came from.
        right: The other.
        passages: Their shared passages, in the order of the left text.
        shared_words: Words in them.
        direction: Which has it from which, in words.
    """

    left: Side
    right: Side
    passages: list[Row]
    shared_words: int
    direction: str


_PASSAGES = """
select passage_id, start_a left_start, end_a left_end, start_b right_start, end_b right_end, shared_words, direction, 0 is_turned,
       containment_a left_share, containment_b right_share
from passages where doc_id_a = :left and doc_id_b = :right
union all
select passage_id, start_b, end_b, start_a, end_a, shared_words, direction, 1, containment_b, containment_a
from passages where doc_id_a = :right and doc_id_b = :left
order by 2, 3, 1
"""


@router.get("/documents/{doc_id}/with/{other_id}")
def show_beside(request: Request, doc_id: str, other_id: str) -> Response:
    """Two documents side by side."""
    case: OpenCase = request.app.state.case
    page = read_beside(case, doc_id, other_id)
    frame = Frame(case.config.title, "Side by side", "documents", request.url.path, snapshot=case.snapshot.id)
    return render(request, "beside.html", page, frame)


def read_beside(case: OpenCase, doc_id: str, other_id: str) -> BesidePage:
    """The page's content."""
    passages = case.rows(_PASSAGES, {"left": doc_id, "right": other_id})
    numbers = {p["passage_id"]: n for n, p in enumerate(passages, start=1)}
    left = _side(case, doc_id, numbers, [(p["passage_id"], p["left_start"], p["left_end"]) for p in passages])
    right = _side(case, other_id, numbers, [(p["passage_id"], p["right_start"], p["right_end"]) for p in passages])
    return BesidePage(left, right, passages, sum(p["shared_words"] for p in passages), _say_direction(passages, left, right))


def _side(case: OpenCase, doc_id: str, numbers: dict[str, int], spans: list[tuple[str, int, int]]) -> Side:
    document = case.one("documents", "doc_id", doc_id)
    text = str(case.one("texts", "doc_id", doc_id)["text"])
    shown = text[:_MAX_CHARS]
    marks = [Mark(i, start, min(end, len(shown)), "passage") for i, start, end in spans]
    return Side(document, cut_segments(shown, marks), numbers, len(text) > len(shown))


def _say_direction(passages: list[Row], left: Side, right: Side) -> str:
    names = [s.document["publisher"] or s.document["external_id"] for s in (left, right)]
    found = {(p["direction"], p["is_turned"]) for p in passages} - {("unknown", 0), ("unknown", 1)}
    if found and found <= {("a_from_b", 0), ("b_from_a", 1)}:
        return f"{names[0]} has it from {names[1]}, or from where {names[1]} has it"
    if found and found <= {("b_from_a", 0), ("a_from_b", 1)}:
        return f"{names[1]} has it from {names[0]}, or from where {names[0]} has it"
    return "which of the two had it first is not known"
