"""Snapshots: what a build publishes. Immutable; readers open one and are never disturbed by the next."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from headwater.errors import InputError, StoreError
from headwater.model.tables import BY_NAME, RUNS
from headwater.store.case import Case, open_case, publish
from headwater.store.files import folder_aside, read_table, write_bytes, write_table
from headwater.store.lookup import Lookup, write_lookup
from headwater.store.search import Search, SearchResult, write_search

KEPT_SNAPSHOTS = 2
"""The published one, and the one before, which readers may still have open."""


class Snapshot:
    """A published state of a case, read-only.

    Args:
        path: Its folder.
        query_seconds: Longest time for one query of the lookup database.
    """

    def __init__(self, path: Path, *, query_seconds: float = 5.0) -> None:
        self.path = path
        self._lookup = Lookup(path / "lookup.db", seconds=query_seconds)
        self._tables: dict[str, pl.DataFrame] = {}

    @property
    def id(self) -> str:
        """Hash of everything that decided it."""
        return self.path.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What it was made from: configuration, code version, models, counts."""
        loaded: dict[str, Any] = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        return loaded

    def table(self, name: str) -> pl.DataFrame:
        """A whole table, in the order of its key; columns that an earlier version did not write are null.

        Raises:
            InputError: No such table.
        """
        if name not in self._tables:
            path = self.path / f"{name}.parquet"
            if name not in BY_NAME or not path.exists():
                raise InputError(
                    f"no table {name!r}; there are: {', '.join(sorted(p.stem for p in self.path.glob('*.parquet')))}"
                )
            self._tables[name] = BY_NAME[name].widen(read_table(path))
        return self._tables[name]

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Rows of a query over the lookup database, which has the public tables, texts, sentences, pages and dates.

        Raises:
            StoreError: The query is wrong or takes too long.
        """
        return self._lookup.rows(sql, parameters)

    @cached_property
    def _search(self) -> Search:
        return Search(self.path / "search")

    def search(self, query: str, *, limit: int = 20, offset: int = 0, filters: Mapping[str, str] | None = None) -> SearchResult:
        """Documents for a query, best first; see `store.search.Search.find`."""
        return self._search.find(query, limit=limit, offset=offset, filters=filters)


def open_snapshot(case_path: Path) -> Snapshot:
    """The published snapshot of a case.

    Raises:
        InputError: The folder is not a case, or nothing was built yet.
    """
    case = open_case(case_path)
    current = case.current()
    if current is None:
        raise InputError(f"{case_path} has no snapshot yet; run `headwater build {case_path}`")
    path = case.path / "snapshots" / current
    if not path.is_dir():
        raise StoreError(f"{path} is missing although it is published; run `headwater build {case_path}` again")
    return Snapshot(path, query_seconds=case.config.serve.query_seconds)


def write_snapshot(
    case: Case,
    name: str,
    tables: Iterable[tuple[str, pl.DataFrame]],
    manifest: Callable[[Mapping[str, int]], Mapping[str, Any]],
) -> dict[str, int]:
    """Write a snapshot aside, rename it into place and publish it.

    Args:
        case: The case.
        name: Hash of everything that decided the tables.
        tables: All of them, each with its name, written as they come: only one of them needs to be in memory.
        manifest: From the rows of each table, what the snapshot was made from; plain values.

    Returns:
        Rows of each table.
    """
    path = case.path / "snapshots" / name
    rows: dict[str, int] = {}
    with folder_aside(path) as aside:
        searched: dict[str, pl.DataFrame] = {}
        with write_lookup(aside / "lookup.db") as look_up:
            for table, frame in tables:
                ordered = BY_NAME[table].sort(BY_NAME[table].check(frame))
                rows[table] = ordered.height
                write_table(aside / f"{table}.parquet", ordered)
                look_up(table, ordered)
                if table in {"documents", "texts"}:
                    searched[table] = ordered
                if len(searched) == len({"documents", "texts"}):
                    write_search(aside / "search", searched.pop("documents"), searched.pop("texts"))
        write_bytes(aside / "manifest.json", json.dumps(manifest(rows), indent=1, sort_keys=True, ensure_ascii=False).encode())
    publish(case, name)
    return rows


def drop_old_snapshots(case: Case) -> None:
    """Remove all snapshots but the last few; they can be built again from originals and judgements."""
    folders = sorted((case.path / "snapshots").iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)
    current = case.current()
    kept = [f for f in folders if f.name == current]
    kept += [f for f in folders if f.name != current and not f.name.startswith(".")][: KEPT_SNAPSHOTS - 1]
    for folder in folders:
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def record_run(case: Case, row: Mapping[str, Any]) -> None:
    """Append a run to the log of runs."""
    with (case.path / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")


def read_runs(case: Case) -> pl.DataFrame:
    """The `runs` table; a line that a kill cut short is left out."""
    path = case.path / "runs.jsonl"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return RUNS.from_rows(rows)
