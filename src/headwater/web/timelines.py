"""The timeline: claims in the order of the time that they name, and how many were published when."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.timeline import TimelineRow, timeline_rows
from headwater.web.listing import Choice, Pager
from headwater.web.opened import OpenCase
from headwater.web.render import Frame, render, say_words

router = APIRouter()

_MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, or several, of the chart.

    Attributes:
        first: First year.
        last: Last year.
        said: Claims that name a time which begins in it.
        published: Claims that name no time, by publication.
    """

    first: int
    last: int
    said: int
    published: int


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What the timeline shows.

    Attributes:
        rows: One page of claims in the order of time.
        bars: The chart.
        most: Claims of the highest bar, at least 1.
        kinds: Filter by kind.
        pager: Where the reader is in the list.
        n_undated: Claims of which no date is known at all; they stand at the end of the list.
        is_said: Whether only claims that name a time are shown.
    """

    rows: list[TimelineRow]
    bars: list[Bar]
    most: int
    kinds: tuple[Choice, ...]
    pager: Pager
    n_undated: int
    is_said: bool


@router.get("/timeline")
def show_timeline(
    request: Request,
    kind: Annotated[str, Query(max_length=40)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    basis: Annotated[str, Query(max_length=10)] = "said",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """Claims in the order of time."""
    case: OpenCase = request.app.state.case
    content = read_timeline(case, kind=kind, since=since, until=until, basis=basis, page=page)
    return render(
        request,
        "timeline.html",
        content,
        Frame(case.config.title, "Timeline", "timeline", "/timeline", snapshot=case.snapshot.id),
    )


def read_timeline(case: OpenCase, *, kind: str, since: str, until: str, basis: str, page: int) -> TimelinePage:
    """The timeline's content."""
    rows = case.remember("timeline", lambda s: timeline_rows(s.table("claims"), s.table("documents")))
    counts = Counter(r.kind for r in rows)
    kinds = tuple(Choice(k, say_words(k), n, k == kind) for k, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    is_said = basis != "all"
    of_kind = [r for r in rows if (not kind or r.kind == kind) and (not is_said or r.basis == "said")]
    shown = [r for r in of_kind if _is_within(r, since, until)]
    bars = draw_bars(of_kind)
    size = case.config.serve.page_rows
    given = {"kind": kind, "since": since, "until": until, "basis": "" if is_said else "all"}
    pager = Pager(len(shown), page, size, "/timeline", {k: v for k, v in given.items() if v})
    undated = sum(r.basis == "none" for r in rows)
    most = max((b.said + b.published for b in bars), default=1)
    return TimelinePage(shown[pager.offset : pager.offset + size], bars, most, kinds, pager, undated, is_said)


def draw_bars(rows: list[TimelineRow]) -> list[Bar]:
    """Claims by the year in which their time begins; several years in one bar where the case spans many."""
    said: Counter[int] = Counter()
    published: Counter[int] = Counter()
    for row in rows:
        day = row.first or row.last
        if day:
            (said if row.basis == "said" else published)[int(day[:4])] += 1
    return draw_years(said, published)


def draw_years(said: Mapping[int, int], published: Mapping[int, int]) -> list[Bar]:
    """Bars of counts by year, without a gap between the first year and the last."""
    years = sorted({*said, *published})
    if not years:
        return []
    width = -(-(years[-1] - years[0] + 1) // _MOST_BARS)
    bars = []
    for first in range(years[0], years[-1] + 1, width):
        span = range(first, first + width)
        bars.append(Bar(first, first + width - 1, sum(said.get(y, 0) for y in span), sum(published.get(y, 0) for y in span)))
    return bars


def _is_within(row: TimelineRow, since: str, until: str) -> bool:
    begins = row.first or row.last
    if not since and not until:
        return True
    if begins is None:
        return False
    return begins >= since and (not until or begins[: len(until)] <= until)
