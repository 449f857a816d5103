"""What people decided, read from the log of the case itself: a page shows a decision at once, the next build uses it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headwater.store.judgements import read_judgements

_JUDGED = {"accept": "accepted", "reject": "rejected"}
_PAIRED = {"merge": "same", "split": "different", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the log.

    Attributes:
        seq: Its number.
        at: UTC, ISO 8601.
        who: Who decided.
        action: As in the log.
        target: Id of what it is about; of an undo the number of the decision taken back.
        detail: What the action needs.
        is_undone: Whether a later line takes it back.
    """

    seq: int
    at: str
    who: str
    action: str
    target: str
    detail: Mapping[str, Any]
    is_undone: bool

    @property
    def other(self) -> str:
        """The other entity of a pair; empty where there is none."""
        return str(self.detail.get("other") or "")

    @property
    def verdict(self) -> str:
        """`same`, `different` or `unsure` for a pair, `accepted` or `rejected` for a claim; else the action."""
        return _JUDGED.get(self.action) or (_PAIRED.get(self.action) if self.other else None) or self.action


class DecisionLog:
    """The log of one case, read anew only where its file changed.

    Args:
        path: Case folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[object, tuple[Decision, ...]] = (None, ())

    def all(self) -> tuple[Decision, ...]:
        """Every line, oldest first."""
        state = tuple(_state(self._path / name) for name in ("judgements.db", "judgements.db-wal"))
        if self._read[0] != state:
            self._read = (state, _decisions(read_judgements(self._path).iter_rows(named=True)))
        return self._read[1]

    def standing(self) -> list[Decision]:
        """Decisions that no later line takes back, oldest first."""
        return [d for d in self.all() if not d.is_undone and d.action != "undo"]

    def judged(self) -> dict[str, str]:
        """Claim -> `accepted` or `rejected`, the later of two."""
        return {d.target: _JUDGED[d.action] for d in self.standing() if d.action in _JUDGED}

    def on(self, target: str) -> list[Decision]:
        """Standing decisions that name something, newest first."""
        return [d for d in self.standing() if target in {d.target, d.other}][::-1]

    def last_judged(self, claim_id: str) -> Decision | None:
        """The standing decision on a claim."""
        return next((d for d in self.on(claim_id) if d.action in _JUDGED), None)

    def pairs(self) -> dict[frozenset[str], Decision]:
        """Pairs of entities on which a decision stands, the later of two."""
        return {frozenset((d.target, d.other)): d for d in self.standing() if d.action in _PAIRED and d.other}

    def pending(self, applied: int) -> list[Decision]:
        """Lines that came after the published build, newest first; what was taken back before it was used is left out.

        Args:
            applied: Number of the last line that the build used.
        """
        later = [d for d in self.all() if d.seq > applied]
        moot = {d.seq for d in later if d.is_undone}
        return [d for d in later if d.seq not in moot and not (d.action == "undo" and d.target in {str(s) for s in moot})][::-1]


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _decisions(rows: Iterable[Mapping[str, Any]]) -> tuple[Decision, ...]:
    listed = list(rows)
    undone: set[str] = set()
    for row in reversed(listed):
        if row["action"] == "undo" and str(row["seq"]) not in undone:
            undone.add(str(row["target"]).strip())
    return tuple(
        Decision(
            r["seq"], r["at"], r["who"], r["action"], str(r["target"]).strip(), json.loads(r["detail"] or "{}"),
            str(r["seq"]) in undone,
        )
        for r in listed
    )  # fmt: skip
