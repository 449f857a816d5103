"""`headwater evaluate`."""

import json
from pathlib import Path

import click

from headwater.cli.talk import CASE


@click.command("evaluate")
@click.argument("what", type=click.Choice(["claims", "origins", "conflicts", "places"]))
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@CASE
def command(what: str, gold: Path, case: Path) -> None:
    """Score what CASE says against a file of GOLD labels, and print one JSON object.

    \b
    claims     JSON lines: article_id, start, end, type, subject, object, ...
    origins    JSON: groups of documents that carry one story
    conflicts  JSON: pairs of contradicting or agreeing quotes
    places     JSON lines: doc_id, toponyms with coordinates
    """
    from headwater.evaluate import EVALUATIONS
    from headwater.store.snapshot import open_snapshot

    evaluation = EVALUATIONS[what]
    snapshot = open_snapshot(case)
    tables = {name: snapshot.table(name) for name in evaluation.tables}
    click.echo(json.dumps(evaluation.score(tables, gold.read_text(encoding="utf-8")), ensure_ascii=False))
