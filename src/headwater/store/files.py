"""Writing so that a kill at any moment leaves either the old file or the new one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from headwater.errors import StoreError


def write_bytes(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file aside and rename it into place.

    Args:
        path: Where it shall stand; its folder is made if missing.
        data: All of it.
        sync: Whether to wait until the disk has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


@contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """A folder to fill that is renamed to `path` when all went well, and removed when not.

    If `path` has come to exist in the meantime its content is the same (folders are named by what decides their
    content), so the new one is dropped.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=path.parent, prefix=".aside-"))
    try:
        yield aside
        try:
            aside.rename(path)
        except OSError:
            if not path.is_dir():
                raise
            shutil.rmtree(aside)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def sweep_asides(folder: Path) -> None:
    """Remove what a killed process left half-written directly under a folder."""
    if folder.is_dir():
        for left in folder.glob(".aside-*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def write_table(path: Path, frame: pl.DataFrame) -> None:
    """Write a table as Parquet; equal frames give equal bytes."""
    frame.write_parquet(path, compression="zstd", compression_level=3, statistics=False, row_group_size=50_000)


def read_table(path: Path, columns: list[str] | None = None) -> pl.DataFrame:
    """Read a Parquet table.

    Raises:
        StoreError: The file is missing or broken; the message says how to build it again.
    """
    try:
        return pl.read_parquet(path, columns=columns, memory_map=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise StoreError(
            f"{path}: cannot be read ({error}); delete the folder it is in and run `headwater build` again"
        ) from error
