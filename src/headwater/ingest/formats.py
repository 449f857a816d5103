"""The formats that can be read. A new one is one file with a read function, and one line here."""

from headwater.ingest.blob import RECORD_TYPE
from headwater.ingest.docx import is_docx, read_docx
from headwater.ingest.html import is_html, read_html
from headwater.ingest.mail import is_mail, read_mail
from headwater.ingest.markdown import read_markdown
from headwater.ingest.pdf import is_pdf, read_pdf
from headwater.ingest.plain import read_plain
from headwater.ingest.reading import Format
from headwater.ingest.record import read_record


def _never(_head: bytes) -> bool:
    return False


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: tuple[Format, ...] = (
    Format(
        "PDF", ("application/pdf",), (".pdf",), is_pdf, read_pdf, "text layer, page numbers, title, author, date of creation"
    ),
    Format("DOCX", (DOCX_TYPE,), (".docx",), is_docx, read_docx, "paragraphs, tables, core properties"),
    Format(
        "HTML",
        ("text/html", "application/xhtml+xml"),
        (".html", ".htm", ".xhtml", ".shtml"),
        is_html,
        read_html,
        "body, title, author, publisher, language, every candidate for the date",
    ),
    Format(
        "E-mail", ("message/rfc822",), (".eml",), is_mail, read_mail, "subject, sender, date, text; attachments stand apart"
    ),
    Format("Record", (RECORD_TYPE,), (), _never, read_record, "text and fields of one line of a JSONL file, unchanged"),
    Format(
        "Markdown",
        ("text/markdown",),
        (".md", ".markdown"),
        _never,
        read_markdown,
        "readable text without markup, first heading",
    ),
    Format("Plain text", ("text/plain",), (".txt", ".text"), _never, read_plain, "the text"),
)
"""In the order in which their first bytes are tried."""
