"""`headwater build`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from headwater.cli.talk import CASE, say, say_count, show_progress


@click.command("build")
@CASE
@click.option("--workers", type=int, help="Worker processes; 0 means one for each core.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was rejected.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def command(case: Path, *, workers: int | None, strict: bool, quiet: bool) -> None:
    """Read, trace and weigh what is new in CASE, and publish a snapshot.

    What was built before is not built again. It can be stopped at any time with Ctrl-C, or be killed: the case stays
    whole, and the next build goes on where this one stopped.
    """
    from headwater.pipeline import build_case
    from headwater.store.case import open_case

    opened = open_case(case, flags={} if workers is None else {"run.workers": workers})
    with show_progress(quiet=quiet) as progress:
        result = build_case(opened, progress=progress)
    if (asked := result.counts.get("language model")) is not None:
        say(_say_asked(asked))
    if result.outcome == "unchanged":
        say(f"Nothing is new; the published snapshot {result.snapshot} stands ({result.seconds:.1f} s).")
        return
    rows = result.counts["rows"]
    say(
        f"Published {result.snapshot}: {say_count(rows['documents'], 'document')}, {say_count(rows['claims'], 'claim')}, "
        f"{say_count(rows['items'], 'item')}, {say_count(rows['conflicts'], 'conflict')}, {say_count(rows['rejects'], 'reject')} "
        f"({result.seconds:.1f} s)."
    )
    say(f"Next: headwater serve {case}")
    if strict and rows["rejects"]:
        sys.exit(1)


def _say_asked(asked: Mapping[str, Any]) -> str:
    """What asking the language model came to, failures and cost included."""
    cost = f", cost {asked['cost']:,.2f}" if asked["cost"] else ""
    said = (
        f"Language model {asked['model']}: {say_count(asked['passages'], 'passage')}, {asked['known']} answered before, "
        f"{asked['answered']} now ({asked['tokens_in']:,} tokens read, {asked['tokens_out']:,} written{cost})"
    )
    if asked["failed"]:
        said += f"; {asked['failed']} without an answer, see `headwater show rejects`"
    if asked["left"]:
        said += f"; {asked['left']} left to the next build"
    return said + "."
