"""`headwater report`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from headwater.cli.talk import CASE, say


@click.command("report")
@CASE
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, dir_okay=False), help="FILE.html or FILE.md.")
def command(case: Path, output: Path) -> None:
    """Write a report in which every sentence and number opens to its evidence.

    The kind is told from the file's name: .html (one file, no script, nothing remote) or .md.
    """
    from headwater.store.case import open_case
    from headwater.store.files import write_bytes
    from headwater.store.judgements import read_judgements
    from headwater.store.snapshot import open_snapshot
    from headwater.views.report import write_report

    snapshot = open_snapshot(case)
    tables = {path.stem: snapshot.table(path.stem) for path in sorted(snapshot.path.glob("*.parquet")) if path.stem != "parses"}
    tables["judgements"] = read_judgements(case)
    generated = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    config = open_case(case).config
    form = output.suffix.lstrip(".").lower()
    text = write_report(tables, title=config.title, form=form, generated=generated, programmes=config.programmes)
    write_bytes(output.resolve(), text.encode("utf-8"))
    say(f"Wrote {output} ({len(text):,} characters).")
