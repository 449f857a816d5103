"""Originals to documents: canonical text, who published it, when, in what language."""

import traceback
from collections.abc import Iterator, Mapping
from typing import Any, cast

import polars as pl

from headwater.config import IngestConfig
from headwater.ingest.blob import RECORD_TYPE
from headwater.ingest.dates import DateCandidate, check_edtf, order_dates
from headwater.ingest.language import base_language, detect_language
from headwater.ingest.limit import OutOfTimeError, limit_time
from headwater.ingest.media import HEAD_BYTES, advise_format, find_format, split_media_type
from headwater.ingest.reading import Format, Given, Reading, UnreadableError
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.model.stage import Tables
from headwater.values.url import find_site, is_url

SURE_SCORE = 0.8
"""Probability from which a detected language outweighs the one that a page declares for itself: templates declare the
language of the site's menu."""

OPENING_CHARS = 90
"""About one line of a list."""

Row = Mapping[str, Any]
Rows = dict[str, list[dict[str, object]]]


def read_documents(tables: Tables, *, config: IngestConfig, model: Any = None) -> dict[str, pl.DataFrame]:  # noqa: ARG001
    """Read every original; one that cannot be read is a row of `rejects`, and the others go on.

    Args:
        tables: `originals`, all columns.
        config: Limits.
        model: Not used; the language detector is loaded when it is first needed.

    Returns:
        `documents` (languages are primary BCP 47 subtags; `published` is EDTF), `texts`, `pages` (of paged formats),
        `dates` (every candidate for the date of publication) and `rejects` (stage `ingest`).
    """
    rows: Rows = {name: [] for name in ("documents", "texts", "pages", "dates", "rejects")}
    for original in tables["originals"].iter_rows(named=True):
        for name, row in _read_original(original, config):
            rows[name].append(row)
    return {
        "documents": t.DOCUMENTS.from_rows(rows["documents"]),
        "texts": t.TEXTS.from_rows(rows["texts"]),
        "pages": t.PAGES.from_rows(rows["pages"]),
        "dates": t.DATES.from_rows(rows["dates"]),
        "rejects": t.REJECTS.from_rows(rows["rejects"]),
    }


def _read_original(original: Row, config: IngestConfig) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        with limit_time(config.max_seconds):
            fmt, reading = _read_bytes(original, config)
            rows = list(_rows_of(original, fmt, reading))
    except UnreadableError as error:
        yield "rejects", _reject(original, error.code, error.detail, error.advice)
    except OutOfTimeError:
        detail = f"not read after {config.max_seconds:g} seconds of processor time"
        yield "rejects", _reject(original, "out_of_time", detail, "cut the document in parts, or raise ingest.max_seconds")
    except Exception as error:  # noqa: BLE001  the per-document worker: whatever a hostile file does to a library
        last = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {str(error)[:300]} (at {last.name}, line {last.lineno})"
        yield "rejects", _reject(original, "unreadable", detail, "save the document again in another format and add that")
    else:
        yield from rows


def _read_bytes(original: Row, config: IngestConfig) -> tuple[Format, Reading]:
    data, name = original["data"], original["name"]
    if not data:
        raise UnreadableError("empty", "the file has no bytes", "add a file with text in it")
    if len(data) > config.max_document_mb * 1e6:
        raise UnreadableError(
            "too_large", f"{len(data)} bytes; the limit is {config.max_document_mb:g} MB", "raise ingest.max_document_mb"
        )
    bare, charset = split_media_type(original["media_type"])
    fmt = find_format(data[:HEAD_BYTES], declared=original["media_type"], name=name)
    if fmt is None:
        what = f"its type is {bare}" if bare else "its first bytes and its name fit no known format"
        raise UnreadableError("format_not_known", f"{len(data)} bytes; {what}", advise_format(name))
    reading = fmt.read(data, Given(name=name, charset=charset, url=original["url"], config=config))
    if not reading.text.strip():
        raise UnreadableError("no_text", "no text is left after reading", "check that the file is not blank")
    if len(reading.text) > config.max_text_chars:
        detail = f"{len(reading.text)} code points; the limit is {config.max_text_chars}"
        raise UnreadableError("text_too_long", detail, "cut the document in parts, or raise ingest.max_text_chars")
    return fmt, reading


def _rows_of(original: Row, fmt: Format, reading: Reading) -> Iterator[tuple[str, dict[str, object]]]:
    doc_id, text = original["doc_id"], reading.text
    for loss in reading.losses:
        yield "rejects", _reject(original, loss.code, loss.detail, loss.advice)
    candidates = list(reading.dates)
    if (given := original["date"]) is not None:
        if date := check_edtf(given):
            candidates.append(DateCandidate(date, "record", given[:200]))
        else:
            advice = "give the date as 2025-08-28, 2025-08 or 2025 (EDTF)"
            yield (
                "rejects",
                _reject(original, "bad_date", f"the date {given[:80]!r} is none of the calendar; left empty", advice),
            )
    dates = order_dates(candidates)
    text_id = make_id("tx", text)
    yield "documents", _document(original, fmt, reading, dates[0] if dates else None) | {"text_id": text_id}
    yield "texts", {"doc_id": doc_id, "text_id": text_id, "text": text}
    for page, start, end in reading.pages:
        yield "pages", {"doc_id": doc_id, "page": page, "start": start, "end": end}
    for n, c in enumerate(dates):
        yield "dates", {"doc_id": doc_id, "date": c.date, "basis": c.basis, "evidence": c.evidence, "is_chosen": n == 0}


def _document(original: Row, fmt: Format, reading: Reading, date: DateCandidate | None) -> dict[str, object]:
    url = _known_url(original, reading)
    language, text_language = _languages(original, reading)
    bare, _ = split_media_type(original["media_type"])
    return {
        "doc_id": original["doc_id"],
        "external_id": original["external_id"],
        "url": url,
        "title": original["title"] or reading.title,
        "publisher": original["publisher"] or reading.publisher or (find_site(url) if url else None),
        "author": reading.author,
        "published": date.date if date else None,
        "published_basis": date.basis if date else None,
        "published_evidence": date.evidence if date else None,
        "language": language,
        "text_language": text_language,
        "n_chars": len(reading.text),
        "media_type": RECORD_TYPE
        if fmt.media_types[0] == RECORD_TYPE
        else (bare if bare in fmt.media_types else fmt.media_types[0]),
        "name": original["name"],
        "container": original["container"],
        "opening": first_words(reading.text),
    }


def first_words(text: str) -> str | None:
    """First words of a text on one line, at most `OPENING_CHARS`, cut between words; null where it has none."""
    words = " ".join(text[: 4 * OPENING_CHARS].split())
    if len(words) <= OPENING_CHARS:
        return words or None
    cut = words.rfind(" ", 0, OPENING_CHARS)
    return words[: cut if cut > 0 else OPENING_CHARS - 1].rstrip(" .,;:") + "\u2026"


def _known_url(original: Row, reading: Reading) -> str | None:
    for url in (original["url"], reading.url):
        if url and is_url(url):
            return cast("str", url)
    return None


def _languages(original: Row, reading: Reading) -> tuple[str | None, str | None]:
    """Language of the publication and of the text: what the record says, what the page says, what the words say."""
    declared = base_language(original["language"]) or base_language(reading.language)
    given = base_language(original["text_language"]) or base_language(reading.text_language)
    if declared is not None and given is not None:
        return declared, given
    detected, score = detect_language(reading.text)
    if original["language"] is None and declared is not None and detected != declared and score >= SURE_SCORE:
        declared = detected
    text_language = given or detected or declared
    return declared or detected, text_language


def _reject(original: Row, code: str, detail: str, advice: str) -> dict[str, object]:
    return {
        "stage": "ingest",
        "name": original["name"],
        "doc_id": original["doc_id"],
        "external_id": original["external_id"],
        "code": code,
        "detail": detail,
        "advice": advice,
    }
