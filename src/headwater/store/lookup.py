"""The lookup database of a snapshot: every table as SQLite, for keys, edges and counts. Read-only once written."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from headwater.errors import StoreError
from headwater.model.spec import TableSpec
from headwater.model.tables import BY_NAME

KEPT: tuple[str, ...] = (
    "documents", "texts", "pages", "dates", "sentences", "mentions", "claims", "entities", "passages", "citations",
    "derivations", "origins", "origin_counts", "items", "values", "conflicts", "rejects",
    "candidates", "warnings", "dependents",
)  # fmt: skip

INDEXED: frozenset[str] = frozenset({
    "doc_id", "doc_id_a", "doc_id_b", "external_id", "claim_id", "item_id", "value_id", "entity_id", "subject_entity",
    "object_entity", "place_entity", "attributed_entity", "upstream_doc_id", "kind", "cited_entity", "source",
})  # fmt: skip

_SQL_TYPES = {"text": "text", "json": "text", "integer": "integer", "number": "real", "yesno": "integer"}


@contextmanager
def write_lookup(path: Path) -> Iterator[Callable[[str, pl.DataFrame], None]]:
    """Write a lookup database: what it gives takes one table after the other, and leaves out those not in `KEPT`."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode=off")
        connection.execute("pragma synchronous=off")

        def add(name: str, frame: pl.DataFrame) -> None:
            if name in KEPT:
                _write_one(connection, BY_NAME[name], frame)

        with connection:
            yield add
        connection.execute("analyze")


def _write_one(connection: sqlite3.Connection, spec: TableSpec, frame: pl.DataFrame) -> None:
    columns = ", ".join(f'"{c.name}" {_SQL_TYPES[c.type]}' for c in spec.columns)
    connection.execute(f'create table "{spec.name}" ({columns})')
    marks = ", ".join("?" * len(spec.columns))
    connection.executemany(f'insert into "{spec.name}" values ({marks})', frame.iter_rows())  # noqa: S608 - own names
    for column in spec.columns:
        if column.name in INDEXED:
            connection.execute(f'create index "{spec.name}_{column.name}" on "{spec.name}" ("{column.name}")')


class Lookup:
    """Read-only access to a lookup database.

    Args:
        path: The database of a published snapshot, which never changes.
        seconds: Longest time for one query.
    """

    def __init__(self, path: Path, *, seconds: float = 5.0) -> None:
        self._path = path
        self._seconds = seconds
        self._views: tuple[str, ...] | None = None

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Rows of a query as dictionaries.

        Raises:
            StoreError: The query is wrong, or takes longer than the limit.
        """
        with self._open() as connection:
            cursor = connection.execute(sql, parameters)
            names = [d[0] for d in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # A query is interrupted by counting steps of SQLite's machine, not by a thread: 1,000 steps take about 10 us.
        import time

        end = time.monotonic() + self._seconds
        try:
            with closing(sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)) as connection:
                connection.set_progress_handler(lambda: int(time.monotonic() > end), 10_000)
                if self._views is None:
                    self._views = tuple(_widening_views(connection))
                for view in self._views:
                    connection.execute(view)
                yield connection
        except sqlite3.Error as error:
            raise StoreError(f"{self._path.name}: {error}") from error


def _widening_views(connection: sqlite3.Connection) -> Iterator[str]:
    """Views over tables that an earlier version wrote, with the columns that it did not know as nulls."""
    for name in KEPT:
        held = {row[1] for row in connection.execute(f'pragma main.table_info("{name}")')}
        missing = [c.name for c in BY_NAME[name].columns if c.name not in held]
        if held and missing:
            nulls = ", ".join(f'null as "{column}"' for column in missing)
            yield f'create temp view "{name}" as select *, {nulls} from main."{name}"'  # noqa: S608 - own names
