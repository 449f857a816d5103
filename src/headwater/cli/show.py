"""`headwater show`."""

import json
from pathlib import Path
from typing import Any

import click

from headwater.cli.talk import CASE, say

TABLES = (
    "documents", "mentions", "claims", "entities", "passages", "citations", "derivations", "origins", "items", "values",
    "conflicts", "warnings", "dependents", "rejects", "runs", "programmes", "candidates",
)  # fmt: skip


_COLUMNS = {
    "documents": ("title", "publisher", "published", "language", "name", "external_id"),
    "claims": ("claim_id", "kind", "modality", "quote", "attributed_to", "external_id"),
    "items": ("question", "n_documents", "n_outlets", "n_origins_low", "n_origins_high", "n_conflicts"),
    "values": ("question", "value", "n_documents", "n_outlets", "n_origins_low", "n_origins_high"),
    "conflicts": ("verdict", "type", "question", "a", "b"),
    "programmes": ("part", "status", "held", "question", "value", "n_documents", "n_origins_high"),
    "candidates": ("a", "b", "score", "reason"),
    "warnings": ("kind", "external_id", "reason"),
    "dependents": ("source", "question", "value", "n_documents"),
    "rejects": ("name", "code", "detail", "advice"),
}  # fmt: skip
"""What a table shows on a terminal, which is too narrow for all columns; --json prints every one."""


@click.command("show")
@click.argument("table", type=click.Choice(TABLES))
@CASE
@click.option("--json", "as_json", is_flag=True, help="JSON lines with exactly the declared columns.")
@click.option("--limit", type=int, default=0, help="Most rows; 0 shows all (as a table: the first 40).")
@click.option("--explain", metavar="ID", help="Only with claims: say which rules made this claim, and from what.")
@click.option("--source", metavar="NAME", help="Only with dependents: what falls if this document or origin falls.")
def command(table: str, case: Path, *, as_json: bool, limit: int, explain: str | None, source: str | None) -> None:
    """Show a TABLE of CASE.

    \b
    Examples:
      headwater show items mycase
      headwater show claims mycase --json | jq 'select(.kind == "transfer") | .quote'
      headwater show dependents mycase --source "Miami Herald, not held"
    """
    frame = _read(table, case)
    if source is not None:
        frame = _of_source(table, frame, source)
    if table == "conflicts" and not as_json and explain is None:
        frame = _name_values(frame, _read("values", case))
    if table == "candidates" and not as_json:
        names = _read("entities", case).select("entity_id", "name")
        for side in "ab":
            frame = frame.join(names.rename({"entity_id": f"entity_{side}", "name": side}), on=f"entity_{side}", how="left")
        frame = frame.sort("score", descending=True, maintain_order=True)
    if explain is not None:
        _explain(table, frame, explain)
        return
    if as_json:
        _print_lines(table, frame.head(limit) if limit else frame)
    else:
        _print_table(table, frame, limit or 40)


def _read(table: str, case: Path) -> Any:
    if table == "runs":
        from headwater.store.case import open_case
        from headwater.store.snapshot import read_runs

        return read_runs(open_case(case))
    from headwater.store.snapshot import open_snapshot

    if table == "programmes":
        return _gather(case)
    return open_snapshot(case).table(table)


def _gather(case: Path) -> Any:
    """The table of programmes, which is made from the others and the names in headwater.toml."""
    from headwater.model.tables import PROGRAMMES
    from headwater.store.case import open_case
    from headwater.store.judgements import read_judgements
    from headwater.store.snapshot import open_snapshot
    from headwater.views.programme import READ, gather_programmes
    from headwater.views.programme_rows import programme_rows

    snapshot = open_snapshot(case)
    tables = {name: snapshot.table(name) for name in READ} | {"judgements": read_judgements(case)}
    programmes = gather_programmes(tables, open_case(case).config.programmes)
    for programme in programmes:
        if programme.is_proposed:
            say(
                f"No programme is defined; this one is proposed: {programme.scope.name}. [programmes] in headwater.toml names yours."
            )
        if programme.scope.unknown:
            say(f"{programme.scope.name}: nothing in this case is named {', '.join(programme.scope.unknown)}")
    return PROGRAMMES.from_rows(programme_rows(programmes))


def _of_source(table: str, dependents: Any, source: str) -> Any:
    """Values that fall with one document or origin, by its id or by a part of its name."""
    import polars as pl

    if table != "dependents":
        raise click.UsageError("--source goes with the table dependents")
    found = dependents.filter(pl.col("source") == source)
    named = pl.col("source").str.to_lowercase().str.contains(source.lower(), literal=True)
    return found if found.height else dependents.filter(named)


def _name_values(conflicts: Any, values: Any) -> Any:
    """Conflicts with the question and both values in words, real conflicts first."""
    words = values.select("value_id", "question", "value")
    first = words.rename({"value_id": "value_a", "value": "a"})
    second = words.select("value_id", "value").rename({"value_id": "value_b", "value": "b"})
    named = conflicts.join(first, on="value_a", how="left").join(second, on="value_b", how="left")
    is_real = named["verdict"] == "conflict"
    return named.with_columns(is_real=is_real).sort("is_real", "question", "conflict_id", descending=[True, False, False])


def _print_lines(table: str, frame: Any) -> None:
    from headwater.model.tables import BY_NAME

    nested = [c.name for c in BY_NAME[table].columns if c.type == "json"]
    for row in frame.iter_rows(named=True):
        for name in nested:
            if row[name] is not None:
                row[name] = json.loads(row[name])
        click.echo(json.dumps(row, ensure_ascii=False))


def _print_table(table: str, frame: Any, limit: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = (
        _COLUMNS.get(table, ())
        or [
            n
            for n in frame.columns
            if n not in {"doc_id", "reason", "evidence", "chain", "detail"} and not n.endswith("_entity")
        ][:9]
    )
    if table in {"items", "values"}:
        frame = frame.sort("n_documents", "question", descending=[True, False], maintain_order=True)
    console = Console()
    shown = Table(box=None, header_style="bold", pad_edge=False)
    n_rows, frame = frame.height, frame.head(limit)
    for name, width in zip(names, _fit(frame.select(names), console.width), strict=True):
        justify: Any = "right" if frame[name].dtype.is_numeric() else "left"
        shown.add_column(name.removeprefix("n_"), overflow="ellipsis", no_wrap=True, justify=justify, width=width)
    for row in frame.select(names).iter_rows():
        # Text, not markup: documents are hostile and may hold rich's own tags or terminal codes.
        shown.add_row(*[Text("" if v is None else "".join(c for c in str(v) if c.isprintable())) for v in row])
    console.print(shown)
    if n_rows > limit:
        say(f"{n_rows - limit:,} more rows; --limit {n_rows} or --json shows all")


def _fit(frame: Any, width: int) -> list[int]:
    """Width of each column so that all fit a terminal: the widest gives way first, and numbers stay whole."""
    import polars as pl

    floor = {n: len(n.removeprefix("n_")) if frame[n].dtype.is_numeric() else 8 for n in frame.columns}
    widths = {
        n: min(60, max(len(n.removeprefix("n_")), frame[n].cast(pl.String).str.len_chars().max() or 0)) for n in frame.columns
    }
    while sum(widths.values()) + 2 * len(widths) > width:
        name = max((n for n in widths if widths[n] > floor[n]), key=lambda n: widths[n], default=None)
        if name is None:
            break
        widths[name] -= 1
    return list(widths.values())


def _explain(table: str, frame: Any, claim_id: str) -> None:
    from headwater.errors import InputError
    from headwater.extract.explain import explain_claim, explain_confidence
    from headwater.views.dossier import say_correction

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
    if row["corrected"]:
        click.echo(f"  {say_correction(row['corrected'])}")
    for rule, meaning in explain_claim(row):
        click.echo(f"  rule {rule}: {meaning}")
    for line in explain_confidence(row):
        click.echo(f"  {line}")
