"""What people decided: an append-only log. Nothing is ever changed or deleted in it; an undo is one more line."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import polars as pl

from headwater.errors import InputError, StoreError
from headwater.model.tables import JUDGEMENTS

ACTIONS: tuple[str, ...] = ("accept", "reject", "edit", "merge", "split", "rename", "unsure", "grade", "note", "undo")

_DDL = """
create table if not exists judgements (
  seq integer primary key autoincrement, at text not null, who text not null,
  action text not null, target text not null, detail text not null);
create trigger if not exists no_update before update on judgements begin select raise(abort, 'the log is append-only'); end;
create trigger if not exists no_delete before delete on judgements begin select raise(abort, 'the log is append-only'); end;
"""


@contextmanager
def _open(case: Path) -> Iterator[sqlite3.Connection]:
    path = case / "judgements.db"
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=full")
            connection.executescript(_DDL)
            with connection:
                yield connection
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {error}; restore the file from a copy, the build cannot replace it") from error


def record_judgement(case: Path, *, at: str, who: str, action: str, target: str, detail: Mapping[str, object]) -> int:
    """Add a decision to the log.

    Args:
        case: Case folder.
        at: UTC, ISO 8601.
        who: Who decides.
        action: One of `ACTIONS`.
        target: Id of what it is about; for `undo` the number of the decision to undo.
        detail: What the action needs: `{"other": id}`, `{"field": ..., "value": ...}`, `{"note": ...}`.

    Returns:
        Its number in the log, from 1.

    Raises:
        InputError: Unknown action, or an undo of a number that the log does not have.
        StoreError: The log cannot be written.
    """
    if action not in ACTIONS:
        raise InputError(f"unknown action {action!r}; known: {', '.join(ACTIONS)}")
    with _open(case) as connection:
        if action == "undo" and not connection.execute("select 1 from judgements where seq = ?", (target,)).fetchone():
            raise InputError(f"there is no decision number {target} to undo; `headwater judge CASE list` shows all")
        cursor = connection.execute(
            "insert into judgements (at, who, action, target, detail) values (?, ?, ?, ?, ?)",
            (at, who, action, target, json.dumps(dict(detail), ensure_ascii=False, sort_keys=True)),
        )
        return int(cursor.lastrowid or 0)


def read_judgements(case: Path) -> pl.DataFrame:
    """The whole log as the `judgements` table, oldest first."""
    if not (case / "judgements.db").exists():
        return JUDGEMENTS.empty()
    with _open(case) as connection:
        rows = connection.execute("select seq, at, who, action, target, detail from judgements order by seq").fetchall()
    return JUDGEMENTS.from_rows([dict(zip(JUDGEMENTS.names, row, strict=True)) for row in rows])
