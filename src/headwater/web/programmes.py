"""Programmes: what claims say of one, part by part, and how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.schema.claims import status_ranks
from headwater.views.programme import (
    HOLDS,
    PARTS,
    READ,
    Line,
    Part,
    Programme,
    Step,
    gather_programmes,
    missing_rungs,
    year_span,
)
from headwater.web.opened import NoSuchRow, OpenCase, Row
from headwater.web.render import Frame, render
from headwater.web.values import read_conflicts

router = APIRouter()

_SHOWN = 12
"""Lines of a part that stand open; the others are in a fold."""
_MAX_LINES = 300
_YEAR = 10
"""Width of a year in the strip of a rung, in its own units."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Claims of one year on a rung.

    Attributes:
        x: Middle, in units of the strip.
        y: Likewise; two ways of holding in one year stand above each other.
        r: Radius; its area goes with the number of claims.
        hold: Key of `HOLDS`.
        title: In words.
    """

    x: float
    y: float
    r: float
    hold: str
    title: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A row of the ladder.

    Attributes:
        name: Of the rung.
        steps: Ways in which it is held, the strongest first.
        dots: Its claims in time.
        lines: What they say.
        is_reached: Whether anyone says that it is so.
    """

    name: str
    steps: tuple[Step, ...]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    is_reached: bool


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """What the page of a programme shows.

    Attributes:
        programme: The programme.
        number: Its number in the address, from 1.
        all: Numbers and names of all programmes.
        rungs: The ladder, from announced to ended.
        missing: Rungs below the highest reached that nobody says were reached.
        years: First and last year of the strips, or None.
        ticks: Years that are written above them, with their place.
        parts: Parts with their lines.
        disputed: One conflict for each disputed item, and how many pairs it has.
        names: Headings of the members.
        holds: Ways of holding, in words.
        shown: Lines of a part that stand open.
    """

    programme: Programme
    number: int
    all: list[tuple[int, str]]
    rungs: list[Rung]
    missing: list[str]
    years: tuple[int, int] | None
    ticks: list[tuple[int, float]]
    parts: list[tuple[Part, tuple[Line, ...]]]
    disputed: list[tuple[Row, int]]
    names: Mapping[str, str]
    holds: Mapping[str, str]
    shown: int = _SHOWN


@dataclass(frozen=True, slots=True)
class NoProgrammePage:
    """What is shown where no programme is defined and none can be proposed."""

    n_claims: int


_NAMES = {"equipment": "Equipment", "sites": "Sites", "bodies": "Bodies", "people": "People", "countries": "Countries"}


@router.get("/programmes")
def show_first(request: Request) -> Response:
    """The first programme of the case."""
    case: OpenCase = request.app.state.case
    return _show(request, case, 1)


@router.get("/programmes/{number}")
def show_programme(request: Request, number: int) -> Response:
    """A programme by its number."""
    case: OpenCase = request.app.state.case
    return _show(request, case, number)


def _show(request: Request, case: OpenCase, number: int) -> Response:
    programmes = read_programmes(case)
    if not programmes and number == 1:
        frame = Frame(case.config.title, "Programmes", "programmes", "/programmes", snapshot=case.snapshot.id)
        return render(request, "programme_none.html", NoProgrammePage(case.number("select count(*) n from claims")), frame)
    if not 1 <= number <= len(programmes):
        raise NoSuchRow(f"there is no programme number {number}; the case has {len(programmes)}")
    page = read_programme(case, programmes, number)
    name = page.programme.scope.name
    frame = Frame(case.config.title, name, "programmes", f"/programmes/{number}", snapshot=case.snapshot.id)
    return render(request, "programme.html", page, frame)


def read_programmes(case: OpenCase) -> list[Programme]:
    """All programmes of the case, made once for a snapshot; what people say of their claims is brought up to date."""
    found: list[Programme] = case.remember(
        "programmes",
        lambda s: _gather({name: s.table(name) for name in READ} | {"documents": s.table("documents")}, case.config.programmes),
    )
    return found


def _gather(tables: Mapping[str, Any], defined: Any) -> list[Programme]:
    """Programmes whose claims say in which document they stand."""
    programmes = gather_programmes(tables, defined)
    documents = {
        d["doc_id"]: d
        for d in tables["documents"]
        .select("doc_id", "title", "name", "opening", "publisher", "published")
        .iter_rows(named=True)
    }
    for claim in (c for p in programmes for line in p.lines for c in line.claims):
        if isinstance(claim, dict):
            claim.update(
                {k: documents.get(claim["doc_id"], {}).get(k) for k in ("title", "name", "opening", "publisher", "published")}
            )
    return programmes


def read_programme(case: OpenCase, programmes: list[Programme], number: int) -> ProgrammePage:
    """The page's content."""
    programme = programmes[number - 1]
    _mark_judged(case, programme)
    years = year_span(programme.steps)
    return ProgrammePage(
        programme, number, [(n, p.scope.name) for n, p in enumerate(programmes, start=1)], _rungs(programme, years),
        missing_rungs(programme.steps), years, _ticks(years),
        [(part, tuple(x for x in programme.lines if x.part == part.name)[:_MAX_LINES]) for part in PARTS],
        _disputed(case, programme), _NAMES, HOLDS,
    )  # fmt: skip


def _mark_judged(case: OpenCase, programme: Programme) -> None:
    judged = case.decisions.judged()
    for line in programme.lines:
        for claim in line.claims:
            if isinstance(claim, dict):
                claim["judged"] = judged.get(claim["claim_id"])


def _rungs(programme: Programme, years: tuple[int, int] | None) -> list[Rung]:
    lines = {line.line_id: line for line in programme.lines}
    rungs = []
    for name in status_ranks():
        steps = tuple(s for s in programme.steps if s.rung == name)
        mine = tuple(
            line for s in steps for line in sorted((lines[i] for i in s.line_ids), key=lambda x: (-x.n_documents, x.question))
        )
        dots = _dots(steps, years) if years else ()
        rungs.append(Rung(name, steps, dots, mine, any(s.hold == "so" for s in steps)))
    return rungs


def _dots(steps: Sequence[Step], years: tuple[int, int]) -> tuple[Dot, ...]:
    by_year: dict[int, list[tuple[str, int]]] = {}
    for step in steps:
        for year, n in step.years.items():
            by_year.setdefault(year, []).append((step.hold, n))
    dots = []
    for year, held in sorted(by_year.items()):
        for at, (hold, n) in enumerate(held):
            y = 6.5 if len(held) == 1 else 3.2 + 6.6 * at / (len(held) - 1)
            r = min(4.6 if len(held) == 1 else 2.8, 1.5 + 0.9 * n**0.5)
            dots.append(Dot((year - years[0] + 0.5) * _YEAR, round(y, 2), round(r, 2), hold, f"{year}: {n} {HOLDS[hold]}"))
    return tuple(dots)


def _ticks(years: tuple[int, int] | None) -> list[tuple[int, float]]:
    """Years to write: the ends, and every fifth between them that stands apart."""
    if years is None:
        return []
    first, last = years
    every = 5 if last - first <= 40 else 20
    inner = [y for y in range(first + 1, last) if y % every == 0 and y - first > 2 and last - y > 2]
    return [(y, (y - first + 0.5) * _YEAR) for y in (first, *inner, last)] if last > first else [(first, 0.5 * _YEAR)]


def _disputed(case: OpenCase, programme: Programme) -> list[tuple[Row, int]]:
    """One conflict for each item of which the programme has both values: the one with most documents on both sides."""
    values = {x.value_id for x in programme.lines}
    items = list(dict.fromkeys(x.item_id for x in programme.lines if x.item_id))[:900]
    if not items:
        return []
    marks = ", ".join("?" * len(items))
    by_item: dict[str, list[Row]] = {}
    for conflict in read_conflicts(case, f"c.verdict = 'conflict' and c.item_id in ({marks})", *items):
        if conflict["value_a"] in values and conflict["value_b"] in values:
            by_item.setdefault(conflict["item_id"], []).append(conflict)
    return [
        (max(pairs, key=lambda c: (c["documents_a"] + c["documents_b"], c["conflict_id"])), len(pairs))
        for pairs in by_item.values()
    ]
