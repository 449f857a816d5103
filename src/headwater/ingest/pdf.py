"""PDF: the text layer page by page; there is no OCR."""

import re
from collections.abc import Iterator
from typing import Any

from headwater.ingest.dates import DateCandidate, find_dateline, make_date, order_dates
from headwater.ingest.encoding import clean_text
from headwater.ingest.reading import Given, Loss, Reading, UnreadableError

NO_TEXT_LAYER = "no text layer; OCR is not built in"
_OCR_ADVICE = "run an OCR program over the file (for example ocrmypdf) and add the result"

_DATE = re.compile(r"(?:D:)?\s*(\d{4})(\d{2})?(\d{2})?")
_TITLE_JUNK = re.compile(
    r"^(?:untitled|microsoft (?:word|powerpoint) - .*|.*\.(?:docx?|indd|qxd|pdf|pptx?|xlsx?|tmp))$", re.IGNORECASE
)
_BULLET = re.compile(r"\s*(?:[•●▪◦‣–—*·-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
_SOFT_BREAK = re.compile("[\u0002\ufffe\u00ad](?:\r\n|\r|\n)?")
_CLOSING = ".!?:;…\"'”’»)]"
_TAIL_BYTES = 2048


def is_pdf(head: bytes) -> bool:
    """Whether the first bytes begin a PDF; readers allow up to 1 KB of other bytes before it."""
    return b"%PDF-" in head[:1024]


def read_pdf(data: bytes, given: Given) -> Reading:
    """Text of a PDF, lines joined to paragraphs, with the place of each page.

    Args:
        data: The file.
        given: Limits.

    Returns:
        The text; pages are divided by a newline, paragraphs too. Pages without text are a loss.

    Raises:
        UnreadableError: The file is encrypted, cut off, damaged, or has no text layer at all.
    """
    import pypdfium2

    if b"%%EOF" not in data.rstrip(b"\x00\r\n\t ")[-_TAIL_BYTES:]:
        raise UnreadableError("truncated", f"the PDF ends after {len(data)} bytes without its end mark", "get the file again")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("encrypted", "the PDF asks for a password", "save it without a password") from error
        raise UnreadableError(
            "damaged", f"the PDF cannot be opened: {error}", "get the file again, or print it to PDF"
        ) from error
    try:
        return _read_open(pdf, given)
    finally:
        pdf.close()


def _read_open(pdf: Any, given: Given) -> Reading:
    parts: list[str] = []
    pages: list[tuple[int, int, int]] = []
    without: list[int] = []
    damaged: list[int] = []
    offset = 0
    for number, found in enumerate(_page_texts(pdf), start=1):
        words = found or ""
        if not words.strip():
            (damaged if found is None else without).append(number)
        pages.append((number, offset, offset + len(words)))
        parts.append(words)
        offset += len(words) + 1
        if offset > given.config.max_text_chars + 1:
            break
    text = "\n".join(parts)
    if not text.strip() and damaged:
        raise UnreadableError(
            "damaged", f"{len(damaged)} of {len(pages)} pages cannot be read", "get the file again, or print it to PDF"
        )
    if not text.strip():
        raise UnreadableError("no_text_layer", NO_TEXT_LAYER, _OCR_ADVICE)
    facts = pdf.get_metadata_dict(skip_empty=True)
    title = clean_text(facts.get("Title", "")).strip()
    return Reading(
        text=text,
        title=None if not title or _TITLE_JUNK.match(title) else title[:500],
        author=clean_text(facts.get("Author", "")).strip()[:500] or None,
        dates=tuple(order_dates([*find_dateline(text), *_date_of(facts)])),
        pages=tuple(pages),
        losses=(
            *_lost_pages("page_without_text", without, len(pages), NO_TEXT_LAYER, _OCR_ADVICE),
            *_lost_pages("page_damaged", damaged, len(pages), "cannot be read", "get the file again, or print it to PDF"),
        ),
    )


def _page_texts(pdf: Any) -> Iterator[str | None]:
    for number in range(len(pdf)):
        try:
            raw = _page_text(pdf, number)
        except RuntimeError:  # PdfiumError: a damaged page does not take the others with it
            yield None
        else:
            yield join_lines(raw)


def _page_text(pdf: Any, number: int) -> str:
    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            raw: str = textpage.get_text_range()
        finally:
            textpage.close()
    finally:
        page.close()
    return raw


def join_lines(raw: str) -> str:
    """Paragraphs of a page, one a line, from its printed lines.

    A line goes on in the next unless it is clearly shorter than the page's full lines, or somewhat shorter and ends like
    a sentence, or the next one begins like an item of a list. A hyphen that the typesetter put in at the end of a line
    goes away with the break.

    Args:
        raw: Text of one page as the PDF library gives it.
    """
    lines = [line.strip() for line in clean_text(_SOFT_BREAK.sub("", raw)).split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return ""
    full = lengths[-1 - len(lengths) // 10]
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if not line:
            is_open = False
            continue
        if is_open and not _BULLET.match(line):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        is_open = len(line) >= (0.9 if line[-1] in _CLOSING else 0.55) * full
    return "\n".join(paragraphs)


def _date_of(facts: dict[str, str]) -> Iterator[DateCandidate]:
    value = facts.get("CreationDate", "")
    found = _DATE.match(value)
    if found is None:
        return
    year, month, day = found.groups()
    if date := make_date(int(year), int(month) if month else None, int(day) if day else None):
        yield DateCandidate(date, "file", f"CreationDate: {value[:80]}")


def _lost_pages(code: str, lost: list[int], n_pages: int, why: str, advice: str) -> tuple[Loss, ...]:
    if not lost:
        return ()
    listed = ", ".join(str(n) for n in lost[:20]) + (f" and {len(lost) - 20} more" if len(lost) > 20 else "")
    return (Loss(code, f"pages {listed} of {n_pages}: {why}", advice),)
