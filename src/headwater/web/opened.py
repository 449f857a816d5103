"""The case that is served: always its newest published snapshot, opened once."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from headwater.config import Config
from headwater.errors import InputError
from headwater.store.case import Case
from headwater.store.search import SearchResult
from headwater.store.snapshot import Snapshot, open_snapshot
from headwater.web.decisions import Decision, DecisionLog

Row = dict[str, Any]
"""A row of the lookup database; its columns are those of `model/tables.py`."""


T = TypeVar("T")


class OpenCase:
    """Read access for the pages.

    A build publishes a new snapshot beside the one that is open; the next request after that sees the new one, and a page
    never mixes the two.

    Args:
        path: Case folder.
        config: Its configuration.
    """

    def __init__(self, path: Path, config: Config) -> None:
        self.path = path
        self.config = config
        self.decisions = DecisionLog(path)
        self._case = Case(path, config)
        self._snapshot: Snapshot | None = None
        self._made: dict[str, tuple[str, Any]] = {}
        self._lock = threading.Lock()

    @property
    def snapshot(self) -> Snapshot:
        """The published snapshot.

        Raises:
            InputError: Nothing was built yet.
        """
        current = self._case.current()
        opened = self._snapshot
        if opened is not None and opened.id == current:
            return opened
        with self._lock:
            self._snapshot = open_snapshot(self.path)
            return self._snapshot

    def remember(self, name: str, make: Callable[[Snapshot], T]) -> T:
        """What a view makes of whole tables: made once for a snapshot, forgotten with the next."""
        snapshot = self.snapshot
        known = self._made.get(name)
        if known is None or known[0] != snapshot.id:
            known = (snapshot.id, make(snapshot))
            self._made[name] = known
        made: T = known[1]
        return made

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Rows of a query over the lookup database; a claim carries what people say of it now, not only since the build."""
        found = self.snapshot.rows(sql, parameters)
        if found and "claim_id" in found[0] and "quote" in found[0]:
            judged = self.decisions.judged()
            for row in found:
                row["judged"] = judged.get(row["claim_id"])
        return found

    def has_table(self, name: str) -> bool:
        """Whether the snapshot has a table; an older build may lack one."""
        known: set[str] = self.remember("tables", lambda s: {r["name"] for r in s.rows("select name from sqlite_master")})
        return name in known

    @property
    def applied(self) -> int:
        """Number of the last decision that the published build used."""
        return int(self.snapshot.manifest.get("judgements", 0))

    def pending(self) -> list[Decision]:
        """Decisions that the next build will use, newest first."""
        return self.decisions.pending(self.applied)

    def row(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """First row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def number(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """First column of the first row of a counting query."""
        found = self.row(sql, parameters)
        return int(next(iter(found.values())) or 0) if found else 0

    def one(self, table: str, key: str, value: str) -> Row:
        """The row of a table with this key.

        Raises:
            NoSuchRow: The snapshot has none.
        """
        found = self.row(f'select * from "{table}" where "{key}" = ?', (value,))  # noqa: S608 - own names
        if found is None:
            raise NoSuchRow(f"there is no {value!r} among the {table} of this case; ids change when the case is built anew")
        return found

    def search(self, query: str, *, limit: int, offset: int, filters: Mapping[str, str]) -> SearchResult:
        """Documents that hold the words of a query."""
        return self.snapshot.search(query, limit=limit, offset=offset, filters=filters)


class NoSuchRow(InputError):  # noqa: N818 - reads as what happened
    """A page was asked for something that the snapshot does not have."""


def country_name(case: OpenCase, code: str | None) -> str:
    """Name of a country where the case names it, else its code; empty without one."""
    found = (
        case.row("select name from entities where kind = 'country' and country = ? order by n_mentions desc", (code,))
        if code
        else None
    )
    return str(found["name"]) if found else code or ""
