"""What a case can be written as for other programs: a list, so that a new format is one file and one line."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from headwater.errors import InputError
from headwater.model.tables import PUBLIC
from headwater.views.ftm import export_ftm
from headwater.views.geojson import export_geojson

LATER = ("kml", "graphml", "gexf", "ris", "stix", "claimreview")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_CSV_NOTE = """Tables of a Headwater case, one CSV file each: UTF-8 with byte order mark, comma, RFC 4180 quotes.

A cell of text that begins with = + - @, their full-width forms, a tab or a line break has a ' before it, because
spreadsheets would run it as a formula; take that one ' away to have the exact words. Numbers are not changed.
For programs, `headwater show TABLE CASE --json` prints the same columns with nothing changed.
"""


@dataclass(frozen=True, slots=True)
class Export:
    """A format that a case can be written in.

    Attributes:
        name: As given on the command line.
        media_type: IANA media type.
        suffix: Of the file, with its dot.
        meaning: What it is for, and what it leaves out.
        write: Function from tables to the whole file.
    """

    name: str
    media_type: str
    suffix: str
    meaning: str
    write: Callable[[Mapping[str, pl.DataFrame]], str | bytes]


def export_csv(frame: pl.DataFrame) -> str:
    r"""One table as CSV that a spreadsheet can open without running anything.

    Args:
        frame: Any table; lists become text joined by "; ".

    Returns:
        RFC 4180: comma, quotes doubled, CRLF. A text cell that a spreadsheet would read as a formula has a `'` before it.

    Example:
        >>> export_csv(pl.DataFrame({"title": ["=1+1"], "n": [-1]}))
        "title,n\r\n'=1+1,-1\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(frame.columns)
    for row in frame.iter_rows():
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def export_csv_zip(tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Every public table as CSV in one zip, with a note on what was done to cells; the same tables give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        members = {"README.txt": _CSV_NOTE.encode()}
        members |= {
            f"{spec.name}.csv": export_csv(tables[spec.name]).encode("utf-8-sig") for spec in PUBLIC if spec.name in tables
        }
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


EXPORTS: tuple[Export, ...] = (
    Export("csv", "application/zip", ".zip", "every table as CSV in one zip, for spreadsheets", export_csv_zip),
    Export(
        "geojson",
        "application/geo+json",
        ".geojson",
        "places with counts, claims and precision, for map programs",
        export_geojson,
    ),
    Export(
        "ftm",
        "application/json+ftm",
        ".ftm.json",
        "FollowTheMoney entities, one JSON line each, for OpenAleph and its kin",
        export_ftm,
    ),
)


def find_export(name: str) -> Export:
    """The format with this name.

    Raises:
        InputError: There is none; the message names those that are, and those that come later.
    """
    for export in EXPORTS:
        if export.name == name:
            return export
    there = ", ".join(e.name for e in EXPORTS)
    later = f"{name} comes in a later release" if name in LATER else f"there is no export format {name!r}"
    raise InputError(f"{later}; choose one of: {there}")


def write_export(tables: Mapping[str, pl.DataFrame], *, form: str, table: str | None = None) -> bytes:
    """A case in one of the formats of `EXPORTS`.

    Args:
        tables: Tables of a snapshot; those that are not there count as empty.
        form: Name of the format.
        table: For csv: the one table to write; None writes all public ones in a zip.

    Returns:
        The whole file.

    Raises:
        InputError: No such format or table, or a table named for a format that takes none.
    """
    export = find_export(form)
    full = {spec.name: tables.get(spec.name, spec.empty()) for spec in PUBLIC}
    if table is None:
        data = export.write(full)
        return data.encode() if isinstance(data, str) else data
    if export.name != "csv":
        raise InputError(f"{form} holds the whole case; --table goes with csv only")
    if table not in full:
        raise InputError(f"there is no table {table!r} to export; choose one of: {', '.join(full)}")
    return export_csv(full[table]).encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
