"""`headwater show`."""

import json
from pathlib import Path
from typing import Any

import click

from headwater.cli.talk import CASE, say

TABLES = (
    "documents", "mentions", "claims", "entities", "passages", "citations", "derivations", "origins", "items", "values",
    "conflicts", "rejects", "runs",
)  # fmt: skip


@click.command("show")
@click.argument("table", type=click.Choice(TABLES))
@CASE
@click.option("--json", "as_json", is_flag=True, help="JSON lines with exactly the declared columns.")
@click.option("--limit", type=int, default=0, help="Most rows; 0 shows all (as a table: the first 40).")
@click.option("--explain", metavar="ID", help="Only with claims: say which rules made this claim, and from what.")
def command(table: str, case: Path, *, as_json: bool, limit: int, explain: str | None) -> None:
    """Show a TABLE of CASE.

    \b
    Examples:
      headwater show items mycase
      headwater show claims mycase --json | jq 'select(.kind == "transfer") | .quote'
    """
    frame = _read(table, case)
    if explain is not None:
        _explain(table, frame, explain)
        return
    if as_json:
        _print_lines(table, frame.head(limit) if limit else frame)
    else:
        _print_table(frame, limit or 40)


def _read(table: str, case: Path) -> Any:
    if table == "runs":
        from headwater.store.case import open_case
        from headwater.store.snapshot import read_runs

        return read_runs(open_case(case))
    from headwater.store.snapshot import open_snapshot

    return open_snapshot(case).table(table)


def _print_lines(table: str, frame: Any) -> None:
    from headwater.model.tables import BY_NAME

    nested = [c.name for c in BY_NAME[table].columns if c.type == "json"]
    for row in frame.iter_rows(named=True):
        for name in nested:
            if row[name] is not None:
                row[name] = json.loads(row[name])
        click.echo(json.dumps(row, ensure_ascii=False))


def _print_table(frame: Any, limit: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = [
        n for n in frame.columns if n not in {"doc_id", "reason", "evidence", "chain", "detail"} and not n.endswith("_entity")
    ][:9]
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        shown.add_column(name, overflow="ellipsis", no_wrap=True, max_width=44)
    for row in frame.head(limit).select(names).iter_rows():
        # Text, not markup: documents are hostile and may hold rich's own tags or terminal codes.
        shown.add_row(*[Text("" if v is None else "".join(c for c in str(v) if c.isprintable())) for v in row])
    Console().print(shown)
    if frame.height > limit:
        say(f"{frame.height - limit:,} more rows; --limit {frame.height} or --json shows all")


def _explain(table: str, frame: Any, claim_id: str) -> None:
    from headwater.errors import InputError
    from headwater.extract.explain import explain_claim

    if table != "claims":
        raise click.UsageError("--explain goes with claims: headwater show claims CASE --explain ID")
    rows = [r for r in frame.iter_rows(named=True) if r["claim_id"] == claim_id]
    if not rows:
        raise InputError(f"no claim {claim_id!r}; `headwater show claims CASE --json` lists all ids")
    row = rows[0]
    click.echo(f"{row['external_id']} {row['start']}:{row['end']}  {row['quote']!r}")
    for name in (
        "kind",
        "subject",
        "object",
        "place",
        "time_edtf",
        "quantity_text",
        "attributed_to",
        "modality",
        "status",
        "confidence",
    ):
        if row[name] is not None:
            click.echo(f"  {name}: {row[name]}")
    for rule, meaning in explain_claim(row):
        click.echo(f"  rule {rule}: {meaning}")
