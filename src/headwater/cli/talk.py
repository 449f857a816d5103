"""Talk on standard error: progress bars and plain messages."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from headwater.progress import NULL, Progress

CASE = click.argument("case", type=click.Path(path_type=Path, file_okay=False))


def say(message: str) -> None:
    """Print a line of talk."""
    click.echo(message, err=True)


def say_count(n: int, singular: str, plural: str | None = None) -> str:
    """Number and noun: `1 document`, `2 documents`.

    Example:
        >>> say_count(1, "document"), say_count(1200, "document")
        ('1 document', '1,200 documents')
    """
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


class Bars:
    """Progress bars, one for each step, with what is being done and how long it will take."""

    def __init__(self, progress: Any) -> None:
        self._progress = progress
        self._tasks: dict[str, Any] = {}

    def update(self, step: str, done: int, total: int, unit: str) -> None:
        """Draw how far a step has come."""
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=None, unit=unit)
        self._progress.update(self._tasks[step], completed=done, total=total or None, unit=unit)


class Lines:
    """Progress for logs and pipes: one line for each finished step."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def update(self, step: str, done: int, total: int, unit: str) -> None:
        """Say a step when it is over."""
        if total and done >= total and step not in self._said:
            self._said.add(step)
            say(f"{step}: {say_count(total, unit.removesuffix('s'))}" if unit != "steps" else f"{step}: done")


@contextmanager
def show_progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Progress as fits where standard error goes: bars on a terminal, lines elsewhere, nothing when quiet."""
    if quiet:
        yield NULL
        return
    if not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", style="bold"), BarColumn(bar_width=28),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} {task.fields[unit]}"), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), refresh_per_second=8) as progress:
        yield Bars(progress)
