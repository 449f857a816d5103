"""`headwater judge`."""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path

import click

from headwater.cli.talk import CASE, say

ACTIONS = (
    "list", "accept", "reject", "edit", "merge", "split", "same", "different", "unsure", "rename", "grade", "note", "undo",
)  # fmt: skip
_LOGGED = {"same": "merge", "different": "split"}
"""Words for a decision on a pair, and the action that the log has for it."""
_PAIRED = frozenset({"merge", "split", "same", "different"})


@click.command("judge")
@CASE
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("target", required=False)
@click.option("--other", help="same, different, unsure, merge, split: the other entity's id.")
@click.option(
    "--field",
    help="edit: the column to change: of a claim kind, subject, object, place, time_edtf, quantity_best, quantity_unit, definition, modality, polarity or status; of an entity its name.",
)
@click.option("--value", help='edit: its new value ("" empties it); rename: the new name; grade: the grade.')
@click.option("--note", help="Why.")
@click.option("--who", help="Who decides; else your user name.")
def command(
    case: Path,
    action: str,
    target: str | None,
    *,
    other: str | None,
    field: str | None,
    value: str | None,
    note: str | None,
    who: str | None,
) -> None:
    """Record a decision about a claim or an entity; the next build applies it.

    \b
    headwater judge CASE reject cl-...  --note "misread"
    headwater judge CASE edit cl-... --field modality --value denied
    headwater judge CASE same en-... --other en-...       (or different, unsure)
    headwater judge CASE rename en-... --value "Better name"
    headwater judge CASE list
    headwater judge CASE undo 3
    Decisions are only ever added: an undo is one more line, so nothing is lost. `headwater show candidates CASE` lists pairs
    of entities that may be one; the page /judge of `headwater serve` decides them by one key each.
    """
    from headwater.store.case import open_case
    from headwater.store.judgements import read_judgements, record_judgement

    open_case(case)
    if action == "list":
        for row in read_judgements(case).iter_rows(named=True):
            click.echo(json.dumps({**row, "detail": json.loads(row["detail"])}, ensure_ascii=False))
        return
    _check(action, target, other, field, value)
    detail = {k: v for k, v in {"other": other, "field": field, "value": value, "note": note}.items() if v is not None}
    if action == "rename":
        detail["field"] = "name"
    action = _LOGGED.get(action, action)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    seq = record_judgement(case, at=at, who=who or getpass.getuser(), action=action, target=str(target), detail=detail)
    say(f"Recorded as number {seq}. `headwater build {case}` applies it; `headwater judge {case} undo {seq}` takes it back.")


def _check(action: str, target: str | None, other: str | None, field: str | None, value: str | None) -> None:
    if target is None:
        raise click.UsageError(f"{action} needs the id it is about")
    if action in _PAIRED and other is None:
        raise click.UsageError(f"{action} needs --other ID")
    if action == "edit":
        _check_edit(target, field, value)
    if action == "rename" and not (value or "").strip():
        raise click.UsageError("rename needs --value NAME")
    if action == "grade" and value is None:
        raise click.UsageError("grade needs --value")


def _check_edit(target: str, field: str | None, value: str | None) -> None:
    """An edit is checked before it is kept: what the build could not use is not recorded."""
    from headwater.errors import InputError
    from headwater.extract.correct import read_correction

    if field is None or value is None:
        raise click.UsageError("edit needs --field and --value")
    if target.startswith("cl-"):
        read_correction(field, value)
    elif field != "name":
        raise InputError(f"{field!r} of an entity cannot be edited; what can: name")
