"""Progress is an argument: stages and the runner report to it, and the rim decides how to show it."""

from typing import Protocol


class Progress(Protocol):
    """Receives how far long work has come."""

    def update(self, step: str, done: int, total: int, unit: str) -> None:
        """Say that `done` of `total` `unit`s of `step` are finished.

        Args:
            step: What is being done, in words for a person: "Reading documents".
            done: Finished so far, 0 to `total`; a step is over when `done == total`.
            total: All there is to do in this step; 0 when there is nothing to do.
            unit: What is counted, plural: "documents".
        """


class Silence:
    """Progress that nobody watches."""

    def update(self, step: str, done: int, total: int, unit: str) -> None:
        """Do nothing."""


NULL: Progress = Silence()
