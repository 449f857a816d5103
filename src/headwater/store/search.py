"""Full-text search over the documents of a snapshot, by tantivy."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from headwater.errors import InputError

WRITER_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that a search found.

    Attributes:
        doc_id: The document.
        score: BM25; higher is nearer.
        snippet: Runs of its text around the words found, as (words, whether they were searched for).
    """

    doc_id: str
    score: float
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Attributes:
        total: Documents found in all.
        hits: The page that was asked for, best first.
        corrected: What was searched for instead, where the query could not be read as typed.
    """

    total: int
    hits: tuple[Hit, ...]
    corrected: str | None = None


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("doc_id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=False, tokenizer_name="folded")
    builder.add_text_field("text", stored=True, tokenizer_name="folded")
    for name in ("publisher", "language", "year"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw")
    return builder.build()


def _register(index: Any) -> None:
    """Lower case and no accents, so that Chavez finds Chávez."""
    import tantivy

    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(80))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    index.register_tokenizer("folded", analyzer)


def write_search(path: Path, documents: pl.DataFrame, texts: pl.DataFrame) -> None:
    """Write the search index: one entry for each document."""
    import tantivy

    path.mkdir(parents=True, exist_ok=True)
    schema = _schema()
    index = tantivy.Index(schema, path=str(path))
    _register(index)
    writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)
    joined = documents.join(texts.select("doc_id", "text"), on="doc_id").sort("doc_id")
    for row in joined.iter_rows(named=True):
        fields = {
            "doc_id": row["doc_id"], "title": row["title"] or "", "text": row["text"], "publisher": row["publisher"] or "",
            "language": row["language"] or "", "year": (row["published"] or "")[:4],
        }  # fmt: skip
        writer.add_document(tantivy.Document.from_dict(fields, schema))
    writer.commit()
    writer.wait_merging_threads()


class Search:
    """Search over a written index.

    Args:
        path: The folder of the index.
    """

    def __init__(self, path: Path) -> None:
        import tantivy

        self._index = tantivy.Index(_schema(), path=str(path))
        _register(self._index)
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, query: str, *, limit: int = 20, offset: int = 0, filters: Mapping[str, str] | None = None) -> SearchResult:
        """Documents for a query, best first.

        Args:
            query: Words, "quoted phrases", AND, OR, NOT, title:word; accents and case do not matter.
            limit: Most hits.
            offset: Hits to leave out first.
            filters: Exact values of publisher, language or year.

        Raises:
            InputError: An unknown filter.
        """
        import tantivy

        if unknown := set(filters or {}) - {"publisher", "language", "year"}:
            raise InputError(f"search cannot filter by {sorted(unknown)}; it can by publisher, language, year")
        corrected = None
        try:
            parsed = self._index.parse_query(query, ["title", "text"], field_boosts={"title": 2.0}, conjunction_by_default=True)
        except ValueError:
            corrected = " ".join("".join(c if c.isalnum() else " " for c in query).split())
            parsed, _ = self._index.parse_query_lenient(corrected, ["title", "text"], conjunction_by_default=True)
        clauses = [(tantivy.Occur.Must, parsed)]
        for name, value in (filters or {}).items():
            clauses.append((tantivy.Occur.Must, tantivy.Query.term_query(self._index.schema, name, value)))
        found: Any = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=max(1, limit), offset=offset, count=True)
        generator = tantivy.SnippetGenerator.create(self._searcher, parsed, self._index.schema, "text")
        generator.set_max_num_chars(240)
        hits = []
        for score, address in found.hits:
            stored = self._searcher.doc(address)
            snippet = generator.snippet_from_doc(stored)
            hits.append(Hit(stored["doc_id"][0], float(score), _runs(snippet.fragment(), snippet.highlighted())))
        return SearchResult(int(found.count or 0), tuple(hits), corrected)


def _runs(fragment: str, ranges: Any) -> tuple[tuple[str, bool], ...]:
    """Cut a fragment at its highlights, whose offsets count bytes."""
    data, last = fragment.encode(), 0
    runs: list[tuple[str, bool]] = []
    for found in sorted(ranges, key=lambda r: int(r.start)):
        if found.start < last:
            continue
        runs.append((data[last : found.start].decode(errors="ignore"), False))
        runs.append((data[found.start : found.end].decode(errors="ignore"), True))
        last = found.end
    runs.append((data[last:].decode(errors="ignore"), False))
    return tuple((words, is_hit) for words, is_hit in runs if words)
