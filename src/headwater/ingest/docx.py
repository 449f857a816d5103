"""DOCX: paragraphs and tables in their order, and the core properties."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from headwater.config import IngestConfig
from headwater.ingest.dates import DateCandidate, find_dateline, make_date, order_dates
from headwater.ingest.encoding import clean_text
from headwater.ingest.reading import Given, Reading, UnreadableError

_ADVICE = "open it in a word processor and save it again as .docx or PDF"


def is_docx(head: bytes) -> bool:
    """Whether the first bytes begin a DOCX: a zip whose first members are those of a word processor."""
    return head.startswith(b"PK\x03\x04") and b"word/" in head and (b"[Content_Types].xml" in head or b"_rels/" in head)


def read_docx(data: bytes, given: Given) -> Reading:
    """Text of a DOCX; a newline ends each paragraph, cells of a table row stand on one line divided by tabs.

    Headers, footers, foot notes, comments and deleted words are not read; nothing that the file refers to is loaded.

    Raises:
        UnreadableError: The file is damaged, encrypted, would unpack to too much, or has no text.
    """
    from docx import Document

    _check_size(data, given.config)
    try:
        document = Document(io.BytesIO(data))
    except (KeyError, ValueError, zlib.error, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("damaged", f"no readable DOCX: {error}", _ADVICE) from error
    text = clean_text("\n".join(_lines_of(document.iter_inner_content())))
    if not text.strip():
        raise UnreadableError("no_text", "the DOCX has no text", "check whether the file holds only pictures")
    facts = document.core_properties
    return Reading(
        text=text,
        title=clean_text(facts.title or "").strip()[:500] or None,
        author=clean_text(facts.author or "").strip()[:500] or None,
        language=facts.language or None,
        dates=tuple(order_dates([*find_dateline(text), *_date_of(facts.created)])),
    )


def _check_size(data: bytes, config: IngestConfig) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("damaged", f"the DOCX is cut off or damaged: {error}", "get the file again") from error
    if any(m.flag_bits & 1 for m in members):
        raise UnreadableError("encrypted", "the DOCX is encrypted", "save it without a password")
    unpacked = sum(m.file_size for m in members)
    if unpacked > 2 * config.max_document_mb * 1e6 or len(members) > config.max_archive_members:
        raise UnreadableError("zip_bomb", f"the DOCX would unpack from {len(data)} to {unpacked} bytes", _ADVICE)


def _lines_of(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if not hasattr(block, "rows"):
            yield block.text
            continue
        for row in block.rows:
            cells: list[Any] = []
            for cell in row.cells:  # a merged cell is listed once for each column that it spans
                if not cells or cell._tc is not cells[-1]._tc:  # noqa: SLF001
                    cells.append(cell)
            yield "\t".join(" ".join(cell.text.split()) for cell in cells)


def _date_of(created: datetime | None) -> Iterator[DateCandidate]:
    if created is not None and (date := make_date(created.year, created.month, created.day)):
        yield DateCandidate(date, "file", f"dcterms:created: {created.isoformat()}")
