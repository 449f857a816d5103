"""What was left out and why, and the runs that built the case."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.store.case import Case
from headwater.store.snapshot import read_runs
from headwater.web.listing import Choice, Conditions, Pager, choices
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render, say_words

router = APIRouter()


@dataclass(frozen=True, slots=True)
class RejectsPage:
    """What the list of rejects shows.

    Attributes:
        rejects: One page of rejects.
        pager: Where the reader is in the list.
        codes: Filter by reason.
    """

    rejects: list[Row]
    pager: Pager
    codes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """One run of the build.

    Attributes:
        row: Its row.
        counts: Rows by table and parts by stage, as label and words.
        is_shown: Whether its snapshot is the one that is shown.
    """

    row: Row
    counts: list[tuple[str, str]]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class RunsPage:
    """What the list of runs shows.

    Attributes:
        runs: Runs, newest first.
    """

    runs: list[RunView]


@router.get("/rejects")
def list_rejects(
    request: Request,
    code: Annotated[str, Query(max_length=60)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """What was left out of the case, and why."""
    case: OpenCase = request.app.state.case
    found = Conditions()
    found.add("code", code, "code = ?")
    size = case.config.serve.page_rows
    total = case.number(f"select count(*) n from rejects where {found.where}", found.parameters)  # noqa: S608 - own clauses
    sql = f"select * from rejects where {found.where} order by stage, name, code limit ? offset ?"  # noqa: S608 - own clauses
    rows = case.rows(sql, (*found.parameters, size, (page - 1) * size))
    codes = case.rows("select code value, count(*) n from rejects group by 1 order by n desc, 1")
    labels = {str(r["value"]): say_words(r["value"]) for r in codes}
    content = RejectsPage(rows, Pager(total, page, size, "/rejects", found.chosen), choices(codes, code, labels=labels))
    return render(
        request, "rejects.html", content, Frame(case.config.title, "Left out", "", "/rejects", snapshot=case.snapshot.id)
    )


@router.get("/runs")
def list_runs(request: Request) -> Response:
    """The runs that built the case."""
    case: OpenCase = request.app.state.case
    snapshot = case.snapshot.id
    rows = read_runs(Case(case.path, case.config)).to_dicts()[-100:][::-1]
    runs = [RunView(r, _say_counts(json.loads(r["counts"])), r["snapshot"] == snapshot) for r in rows]
    return render(request, "runs.html", RunsPage(runs), Frame(case.config.title, "Runs", "", "/runs", snapshot=snapshot))


def _say_counts(counts: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Nested counts as lines of label and number."""
    lines: list[tuple[str, str]] = []
    for key, value in counts.items():
        label = f"{prefix}{say_words(key)}"
        if isinstance(value, dict):
            lines += _say_counts(value, f"{label}: ")
        else:
            lines.append((label, f"{value:,}" if isinstance(value, int | float) else str(value)))
    return lines
