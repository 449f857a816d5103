"""How a table is declared: columns with type, unit and meaning, checked on entry and exit of every stage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from headwater.errors import SchemaError

MANY_ROWS: Final = 64
"""From so many rows on, lists are packed as one column and cut, at a quarter of the cost of a series for each row."""

ColumnType = Literal["text", "integer", "number", "yesno", "json", "bytes", "texts", "integers"]

_DTYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "yesno": pl.Boolean(),
    "json": pl.String(),
    "bytes": pl.Binary(),
    "texts": pl.List(pl.String()),
    "integers": pl.List(pl.Int32()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Name, as in the command-line contract.
        type: One of `ColumnType`; `json` is text that holds one JSON value.
        meaning: What it says, with its unit, in one sentence.
        required: Whether every row must have it (no nulls).
    """

    name: str
    type: ColumnType
    meaning: str
    required: bool = False

    @property
    def dtype(self) -> pl.DataType:
        """The Arrow type, as Polars names it."""
        return _DTYPES[self.type]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: declared once, and all that is stored, shown, exported or documented derives from it.

    Attributes:
        name: Plural noun.
        meaning: What one row is.
        key: Columns that together name a row; rows are stored in the order of the key.
        columns: All columns, in the order in which they are shown.
        is_public: Whether `headwater show` lists it; the others are joints between stages.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_public: bool = True

    @property
    def names(self) -> list[str]:
        """Names of the columns in order."""
        return [c.name for c in self.columns]

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Names and Arrow types in order."""
        return {c.name: c.dtype for c in self.columns}

    def empty(self) -> pl.DataFrame:
        """The table without rows."""
        return pl.DataFrame(schema=self.schema)

    def from_rows(self, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
        """The table with these rows; columns that a row lacks are null.

        Raises:
            SchemaError: A row has a column that is not declared, or lacks one that is required.
        """
        rows = list(rows)
        names = set(self.names)
        for row in rows:
            if not row.keys() <= names:
                extra = sorted(row.keys() - names)
                raise SchemaError(f"table {self.name}: undeclared columns {extra}; declare them in model/tables.py")
        data: dict[str, Any] = {c.name: [row.get(c.name) for row in rows] for c in self.columns}
        for c in self.columns:
            if c.type in {"texts", "integers"} and len(rows) >= MANY_ROWS and all(data[c.name]):
                data[c.name] = _pack_lists(data[c.name], c.dtype)
        return self.check(pl.DataFrame(data, schema=self.schema))

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The same rows with exactly the declared columns in the declared order and types.

        Columns that are missing are added as nulls; undeclared ones are an error.

        Raises:
            SchemaError: An undeclared column, a type that cannot be cast, or a null in a required column.
        """
        if extra := set(frame.columns) - set(self.names):
            raise SchemaError(f"table {self.name}: undeclared columns {sorted(extra)}; declare them in model/tables.py")
        missing = [pl.lit(None, dtype=c.dtype).alias(c.name) for c in self.columns if c.name not in frame.columns]
        try:
            frame = frame.with_columns(missing).select(self.names).cast(self.schema)  # type: ignore[arg-type]
        except pl.exceptions.PolarsError as error:
            raise SchemaError(f"table {self.name}: {error}") from error
        for column in self.columns:
            if column.required and frame[column.name].null_count():
                raise SchemaError(f"table {self.name}: column {column.name} is empty in {frame[column.name].null_count()} rows")
        return frame

    def widen(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The same rows with every declared column: one that a table of an earlier version lacks is null, and comes last."""
        missing = [pl.lit(None, dtype=c.dtype).alias(c.name) for c in self.columns if c.name not in frame.columns]
        return frame.with_columns(missing) if missing else frame

    def sort(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows in the order of the key, then of all other plain columns: one order for one content."""
        rest = [c.name for c in self.columns if c.name not in self.key and c.type not in {"texts", "integers", "bytes"}]
        return frame.sort([*self.key, *rest], nulls_last=True, maintain_order=True)


def _pack_lists(lists: Sequence[Sequence[Any]], dtype: pl.DataType) -> pl.Series:
    """A column of lists, none of which is empty."""
    assert isinstance(dtype, pl.List)
    flat = pl.Series("values", [value for values in lists for value in values], dtype=dtype.inner)
    lengths = pl.Series("lengths", [len(values) for values in lists])
    rows = pl.select(pl.int_range(len(lists)).repeat_by(lengths)).to_series().explode()
    return pl.DataFrame({"row": rows, "values": flat}).group_by("row", maintain_order=True).agg("values")["values"]


def concat_tables(spec: TableSpec, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All rows of several frames of one table, in the order of the frames."""
    kept = [f for f in frames if f.height]
    return pl.concat(kept) if kept else spec.empty()
