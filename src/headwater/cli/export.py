"""`headwater export`."""

import sys
from pathlib import Path

import click

from headwater.cli.talk import CASE, say


@click.command("export")
@CASE
@click.option("--format", "form", required=True, help="csv, geojson or ftm; others come in a later release.")
@click.option("--table", help="csv: one table; else all public tables in one zip.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File to write; else standard output.")
def command(case: Path, *, form: str, table: str | None, output: Path | None) -> None:
    """Write CASE in a FORMAT that other tools read.

    \b
    csv      every public table, one file each, in a zip; or one with --table
    geojson  places with their claims and origin counts (RFC 7946, WGS84)
    ftm      FollowTheMoney entities, JSON lines
    """
    from headwater.store.files import write_bytes
    from headwater.store.snapshot import open_snapshot
    from headwater.views.export import write_export

    snapshot = open_snapshot(case)
    tables = {path.stem: snapshot.table(path.stem) for path in sorted(snapshot.path.glob("*.parquet")) if path.stem != "parses"}
    data = write_export(tables, form=form, table=table)
    if output is not None:
        write_bytes(output.resolve(), data)
        say(f"Wrote {output} ({len(data):,} bytes).")
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
