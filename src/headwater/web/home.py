"""The first page of a case: what there is, and where many documents are few origins."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.store.case import Case
from headwater.store.snapshot import read_runs
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render

router = APIRouter()

_SHOWN = 12
_SHOWN_BESIDE = 6


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the first page shows.

    Attributes:
        totals: One row: documents, outlets, claims, items, origins, entities, first and last publication date.
        thin: Items with more documents than independent origins, most documents for each origin first.
        disputed: Items with conflicts, most documents first, each with the values that exclude each other.
        n_disputed: How many there are.
        single: Newest claims whose value has one origin, with their document.
        n_single: How many there are.
        rejects: Number of rejects by stage and code.
        kinds: Claims by kind.
        languages: Documents by language.
        run: The run that published what is shown, or None.
        warnings: Number of warnings by kind.
        pending: Decisions that wait for the next build.
        n_pairs: Pairs of entities that may be one.
        case_path: Folder of the case.
    """

    totals: Row
    thin: list[Row]
    disputed: list[tuple[Row, list[Row]]]
    n_disputed: int
    single: list[Row]
    n_single: int
    rejects: list[Row]
    kinds: list[Row]
    languages: list[Row]
    run: Row | None
    warnings: list[Row]
    pending: int
    n_pairs: int
    case_path: str


_TOTALS = """
select (select count(*) from documents) n_documents,
       (select count(distinct publisher) from documents) n_outlets,
       (select count(*) from claims) n_claims,
       (select count(*) from items) n_items,
       (select count(*) from entities) n_entities,
       (select count(*) from (select distinct kind, origin from origins)) n_origins,
       (select min(published) from documents where published glob '[12]*') first,
       (select max(published) from documents where published glob '[12]*') last
"""

_THIN = """
select * from items where n_documents >= 2 and n_origins_best < n_documents
order by (n_documents - n_origins_best) * 1.0 / max(n_origins_best, 1) desc, n_documents desc, question limit ?
"""

_DISPUTED = "select * from items where n_conflicts > 0 order by n_documents desc, n_conflicts desc, question limit ?"

_SIDES = """
select distinct v.item_id, v.value_id, v.value, v.n_documents, v.n_outlets, v.n_origins_low, v.n_origins_best, v.n_origins_high
from conflicts c join "values" v on v.value_id in (c.value_a, c.value_b)
where c.verdict = 'conflict' and c.item_id = ? order by v.n_origins_best desc, v.n_documents desc, v.value limit 4
"""

_SINGLE = """
select c.*, d.title, d.name, d.opening, d.publisher, d.published, v.n_documents value_documents
from claims c join "values" v on v.value_id = c.value_id join documents d on d.doc_id = c.doc_id
where v.n_origins_high = 1 order by d.published desc, c.doc_id, c.start limit ?
"""


def read_home(case: OpenCase) -> HomePage:
    """The first page's content."""
    runs = read_runs(Case(case.path, case.config))
    mine = runs.filter(runs["snapshot"] == case.snapshot.id) if runs.height else runs
    published = mine if mine.height else runs
    return HomePage(
        totals=case.rows(_TOTALS)[0],
        thin=case.rows(_THIN, (_SHOWN,)),
        disputed=[(i, case.rows(_SIDES, (i["item_id"],))) for i in case.rows(_DISPUTED, (_SHOWN_BESIDE,))],
        n_disputed=case.number("select count(*) n from items where n_conflicts > 0"),
        single=case.rows(_SINGLE, (_SHOWN,)),
        n_single=case.number('select count(*) n from claims join "values" using (value_id) where n_origins_high = 1'),
        rejects=case.rows("select stage, code, count(*) n from rejects group by 1, 2 order by n desc, 1, 2 limit 12"),
        kinds=case.rows("select kind value, count(*) n from claims group by 1 order by n desc, 1"),
        languages=case.rows("select language value, count(*) n from documents group by 1 order by n desc, 1"),
        run=published.to_dicts()[-1] if published.height else None,
        warnings=case.rows("select kind value, count(*) n from warnings group by 1 order by n desc, 1")
        if case.has_table("warnings")
        else [],
        pending=len(case.pending()),
        n_pairs=case.number("select count(*) n from candidates") if case.has_table("candidates") else 0,
        case_path=str(case.path),
    )


@router.get("/")
def show_home(request: Request) -> Response:
    """The first page of the case."""
    case: OpenCase = request.app.state.case
    frame = Frame(case.config.title, case.config.title, "home", "/", snapshot=case.snapshot.id)
    return render(request, "home.html", read_home(case), frame)
