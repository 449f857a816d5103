"""The report of a case: what is claimed, by whom, how many origins stand behind it, and what is not known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from headwater.errors import InputError
from headwater.model.tables import JUDGEMENTS, PUBLIC
from headwater.views.chapters import write_sections
from headwater.views.dossier import Dossier, open_case
from headwater.views.report_html import write_html
from headwater.views.report_md import write_markdown

LATER_FORMS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a report can have.

    Attributes:
        name: As given on the command line, and the suffix of the file.
        media_type: IANA media type.
        meaning: What it is for.
        write: Function from a dossier to text.
    """

    name: str
    media_type: str
    meaning: str
    write: Callable[[Dossier], str]


FORMS: tuple[Form, ...] = (
    Form("html", "text/html", "one page that loads nothing and can be printed", write_html),
    Form("md", "text/markdown", "Markdown with footnotes", write_markdown),
)


def write_report(
    tables: Mapping[str, pl.DataFrame],
    *,
    title: str,
    form: str,
    generated: str,
    programmes: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Write the report of a case.

    Every sentence and number in it carries the numbers of notes with exact words, or a link to the section that does.

    Args:
        tables: Reads documents, claims, items, values, origins, conflicts, rejects, runs, and judgements where they are known:
            claims that a person rejected are left out. A table that is not there counts as empty.
        title: Name of the case.
        form: Name of one of `FORMS`.
        generated: When and from which snapshot, as it is to stand under the title.
        programmes: Name of each programme that the case defines -> names of its main things; each is a chapter.

    Returns:
        The whole file as text.

    Raises:
        InputError: A form that is not there; the message names those that are.
    """
    for known in FORMS:
        if known.name == form:
            return known.write(make_dossier(tables, title=title, generated=generated, programmes=programmes))
    there = ", ".join(f.name for f in FORMS)
    later = f"{form} comes in a later release" if form in LATER_FORMS else f"there is no report form {form!r}"
    raise InputError(f"{later}; write one of: {there}")


def make_dossier(
    tables: Mapping[str, pl.DataFrame],
    *,
    title: str,
    generated: str,
    programmes: Mapping[str, Sequence[str]] | None = None,
) -> Dossier:
    """The content of the report, without a form."""
    known = {spec.name: tables.get(spec.name, spec.empty()) for spec in (*PUBLIC, JUDGEMENTS)}
    case = open_case(known, programmes=programmes)
    sections = write_sections(case)
    return Dossier(title, generated, sections, case.notebook.notes())
