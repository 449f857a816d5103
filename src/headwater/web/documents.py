"""List of documents, with search and filters."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from headwater.store.search import Hit
from headwater.web.listing import Choice, Conditions, Pager, choices
from headwater.web.opened import OpenCase, Row
from headwater.web.render import Frame, render, say_language, say_words

router = APIRouter()

_FACET_VALUES = 40
_MAX_HITS = 1000
"""Hits that are looked at when a filter is one that the search index does not know."""


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """What the list of documents shows.

    Attributes:
        query: Words that were searched for.
        corrected: What was searched for instead, where the query could not be read as typed.
        documents: One page of documents, with the number of claims and where the document has it from.
        snippets: Words around what was found, by doc_id.
        pager: Where the reader is in the list.
        publishers: Filter by publisher.
        languages: Filter by language of the publication.
        years: Filter by year of publication.
        kinds: Filter by kind of claim that the document makes.
        sort: Order of the list: found, newest, oldest or claims.
    """

    query: str
    corrected: str | None
    documents: list[Row]
    snippets: dict[str, Hit]
    pager: Pager
    publishers: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    years: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    sort: str


_ORDERS = {
    "newest": "published is null, published desc, external_id",
    "oldest": "published is null, published, external_id",
    "claims": "n_claims desc, external_id",
}

_LIST = """
select d.*, (select count(*) from claims c where c.doc_id = d.doc_id) n_claims,
       (select coalesce(r.upstream_name, u.title, u.opening, u.publisher, r.upstream) from derivations r
        left join documents u on u.doc_id = r.upstream_doc_id where r.doc_id = d.doc_id
        order by r.claim_id is not null, r.confidence desc, 1 limit 1) upstream,
       (select r.relation from derivations r where r.doc_id = d.doc_id
        order by r.claim_id is not null, r.confidence desc, coalesce(r.upstream_name, r.upstream) limit 1) relation
from documents d where {where} order by {order} limit ? offset ?
"""


@router.get("/documents")
def list_documents(
    request: Request,
    q: Annotated[str, Query(max_length=400)] = "",
    publisher: Annotated[str, Query(max_length=400)] = "",
    language: Annotated[str, Query(max_length=40)] = "",
    year: Annotated[str, Query(max_length=4)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    sort: Annotated[str, Query(max_length=10)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """The documents of the case."""
    case: OpenCase = request.app.state.case
    conditions = Conditions()
    conditions.add("publisher", publisher, "publisher = ?")
    conditions.add("language", language, "language = ?")
    conditions.add("year", year, "substr(published, 1, 4) = ?")
    conditions.add("kind", kind, "doc_id in (select doc_id from claims where kind = ?)")
    content = read_documents_page(case, q.strip(), conditions, sort, page)
    frame = Frame(case.config.title, "Documents", "documents", "/documents", content.query, case.snapshot.id)
    return render(request, "documents.html", content, frame)


def read_documents_page(case: OpenCase, query: str, conditions: Conditions, sort: str, page: int) -> DocumentsPage:
    """The list's content."""
    size = case.config.serve.page_rows
    corrected = None
    snippets: dict[str, Hit] = {}
    if query:
        total, corrected, snippets = _search(case, query, conditions, size, (page - 1) * size)
        marks = ", ".join("?" * len(snippets))
        found = case.rows(_LIST.format(where=f"doc_id in ({marks})", order="1"), (*snippets, -1, 0))
        rank = {doc_id: n for n, doc_id in enumerate(snippets)}
        documents = sorted(found, key=lambda d: rank[d["doc_id"]])
        chosen = {"q": query, **conditions.chosen}
        sort = "found"
    else:
        sort = sort if sort in _ORDERS else "newest"
        total = case.number(f"select count(*) n from documents where {conditions.where}", conditions.parameters)  # noqa: S608 - own clauses
        sql = _LIST.format(where=conditions.where, order=_ORDERS[sort])
        documents = case.rows(sql, (*conditions.parameters, size, (page - 1) * size))
        chosen = dict(conditions.chosen) | ({"sort": sort} if sort != "newest" else {})
    pager = Pager(total, page, size, "/documents", chosen)
    publishers, languages, years, kinds = _facets(case, conditions.chosen)
    return DocumentsPage(query, corrected, documents, snippets, pager, publishers, languages, years, kinds, sort)


def _search(
    case: OpenCase, query: str, conditions: Conditions, limit: int, offset: int
) -> tuple[int, str | None, dict[str, Hit]]:
    """Number of documents found, the corrected query, and the hits of one page by doc_id, best first."""
    known = {k: v for k, v in conditions.chosen.items() if k in {"publisher", "language", "year"}}
    if "kind" not in conditions.chosen:
        result = case.search(query, limit=limit, offset=offset, filters=known)
        return result.total, result.corrected, {h.doc_id: h for h in result.hits}
    result = case.search(query, limit=_MAX_HITS, offset=0, filters=known)
    sql = "select distinct doc_id from claims where kind = ?"
    allowed = {r["doc_id"] for r in case.rows(sql, (conditions.chosen["kind"],))}
    hits = [h for h in result.hits if h.doc_id in allowed]
    return len(hits), result.corrected, {h.doc_id: h for h in hits[offset : offset + limit]}


def _facets(
    case: OpenCase, chosen: dict[str, str]
) -> tuple[tuple[Choice, ...], tuple[Choice, ...], tuple[Choice, ...], tuple[Choice, ...]]:
    counted = "select {of} value, count(*) n from documents group by 1 order by n desc, 1 limit ?"
    publishers = case.rows(counted.format(of="publisher"), (_FACET_VALUES,))
    languages = case.rows(counted.format(of="language"), (_FACET_VALUES,))
    years = case.rows(
        "select substr(published, 1, 4) value, count(*) n from documents where published glob '[12]*' group by 1 order by 1 desc limit ?",
        (_FACET_VALUES,),
    )
    kinds = case.rows("select kind value, count(distinct doc_id) n from claims group by 1 order by n desc, 1")
    language_names = {str(r["value"]): say_language(r["value"]) for r in languages}
    kind_names = {str(r["value"]): say_words(r["value"]) for r in kinds}
    return (
        choices(publishers, chosen.get("publisher", "")),
        choices(languages, chosen.get("language", ""), labels=language_names),
        choices(years, chosen.get("year", "")),
        choices(kinds, chosen.get("kind", ""), labels=kind_names),
    )
