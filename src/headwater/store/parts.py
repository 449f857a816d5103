"""Parts: what stages have computed, in folders named by what decides their content."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from headwater.model.spec import concat_tables
from headwater.model.tables import BY_NAME
from headwater.store.files import folder_aside, read_table, sweep_asides, write_table


@dataclass(frozen=True, slots=True)
class PartStore:
    """The folder of parts of a case: `parts/<group>/<key>/<table>.parquet`.

    Attributes:
        path: The folder `parts`.
    """

    path: Path

    def folder(self, group: str, key: str) -> Path:
        """Where a part stands, whether or not it does yet."""
        return self.path / group / key

    def has(self, group: str, key: str) -> bool:
        """Whether a part was computed before; a folder that has its name is whole."""
        return self.folder(group, key).is_dir()

    def keys(self, group: str) -> list[str]:
        """Keys of all parts of a group, sorted."""
        folder = self.path / group
        return sorted(f.name for f in folder.iterdir() if not f.name.startswith(".")) if folder.is_dir() else []

    def write(self, group: str, key: str, tables: Mapping[str, pl.DataFrame]) -> None:
        """Write a part aside, each table in the order of its key, and rename it into place."""
        with folder_aside(self.folder(group, key)) as aside:
            for name, frame in sorted(tables.items()):
                write_table(aside / f"{name}.parquet", BY_NAME[name].sort(frame))

    def read(self, group: str, key: str, table: str, columns: list[str] | None = None) -> pl.DataFrame:
        """One table of one part."""
        return read_table(self.folder(group, key) / f"{table}.parquet", columns)

    def read_all(self, group: str, keys: Iterable[str], table: str) -> pl.DataFrame:
        """One table over several parts, in the order of the table's key."""
        spec = BY_NAME[table]
        return spec.sort(concat_tables(spec, [self.read(group, key, table) for key in keys]))

    def sweep(self, keep: Mapping[str, Iterable[str]]) -> None:
        """Remove every part that is not to be kept, and what a kill left half-written.

        Args:
            keep: Group -> keys of its parts to keep; groups that are not named go as a whole.
        """
        for folder in sorted(self.path.iterdir()) if self.path.is_dir() else []:
            if folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)
        for group, keys in keep.items():
            kept = set(keys)
            sweep_asides(self.path / group)
            for key in self.keys(group):
                if key not in kept:
                    shutil.rmtree(self.folder(group, key), ignore_errors=True)
