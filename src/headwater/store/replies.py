"""What a language model answered: kept in the case as it came, so that nothing is asked, or paid, twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from headwater.errors import StoreError

_DDL = """
create table if not exists replies (
  request text primary key, model text not null, at text not null, answer text not null, tokens_in integer not null,
  tokens_out integer not null, seconds real not null);
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    Attributes:
        text: As it came.
        tokens_in: Tokens read, as the endpoint counts them; 0 where it does not say.
        tokens_out: Tokens written.
        seconds: How long it took.
    """

    text: str
    tokens_in: int
    tokens_out: int
    seconds: float


class ReplyStore:
    """The answers of a case by the hash of the whole request. Each is on disk before the next is asked for.

    Args:
        case: Case folder.
    """

    def __init__(self, case: Path) -> None:
        self._path = case / "replies.db"

    def get(self, request: str) -> Reply | None:
        """The answer to a request, if it was ever given."""
        if not self._path.exists():
            return None
        with self._open() as connection:
            row = connection.execute(
                "select answer, tokens_in, tokens_out, seconds from replies where request = ?", (request,)
            ).fetchone()
        return None if row is None else Reply(*row)

    def put(self, request: str, reply: Reply, *, model: str, at: str) -> None:
        """Keep an answer.

        Args:
            request: Hash of the request.
            reply: The answer.
            model: Who gave it.
            at: UTC, ISO 8601.
        """
        with self._open() as connection, connection:
            connection.execute(
                "insert or replace into replies values (?, ?, ?, ?, ?, ?, ?)",
                (request, model, at, reply.text, reply.tokens_in, reply.tokens_out, reply.seconds),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=30)) as connection:
                connection.execute("pragma journal_mode=wal")
                connection.executescript(_DDL)
                yield connection
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self._path}: {error}; move the file away, and the model is asked again") from error
