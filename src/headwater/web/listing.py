"""Lists over many pages: conditions that a reader chose, and where the pages of the list are."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a reader is in a long list.

    Attributes:
        total: Rows in all.
        page: Page that is shown, from 1.
        size: Rows on a page.
        path: Address of the list.
        chosen: Filters that are in force, by name of their field.
    """

    total: int
    page: int
    size: int
    path: str
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, math.ceil(self.total / self.size))

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1; 0 where there is none."""
        return min(self.total, (self.page - 1) * self.size + 1)

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.total, self.page * self.size)

    @property
    def offset(self) -> int:
        """Rows before the first one shown."""
        return (self.page - 1) * self.size

    def address(self, page: int) -> str:
        """Address of another page of the list."""
        return f"{self.path}?{urlencode({**self.chosen, 'page': page})}"

    def without(self, name: str) -> str:
        """Address of the list without one filter."""
        rest = {k: v for k, v in self.chosen.items() if k != name}
        return f"{self.path}?{urlencode(rest)}" if rest else self.path

    def replacing(self, **changes: object) -> str:
        """Address of the first page of the list with some filters set."""
        return f"{self.path}?{urlencode({**self.chosen, **changes})}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter.

    Attributes:
        value: What is filtered by.
        label: What a reader sees.
        n: Rows that have it, before any filter.
        is_chosen: Whether it is in force.
    """

    value: str
    label: str
    n: int | None = None
    is_chosen: bool = False


@dataclass(slots=True)
class Conditions:
    """Conditions of a query, and the filters that made them."""

    clauses: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: str, clause: str, *parameters: object) -> None:
        """Add a condition where a reader filled in a field; `?` in the clause takes the parameters, else the value."""
        if value.strip():
            self.clauses.append(f"({clause})")
            self.parameters.extend(parameters or (value,))
            self.chosen[name] = value

    @property
    def where(self) -> str:
        """The conditions as SQL."""
        return " and ".join(self.clauses) if self.clauses else "1"


def pattern(words: str) -> str:
    r"""Words as a LIKE pattern that finds them anywhere, to be used with `escape '\'`."""
    escaped = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def choices(rows: list[dict[str, object]], chosen: str, *, labels: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    """Values of a filter from rows with the columns `value` and `n`."""
    found = [(str(r["value"]), int(str(r["n"]))) for r in rows if r["value"] not in (None, "")]
    return tuple(Choice(value, (labels or {}).get(value, value), n, value == chosen) for value, n in found)
