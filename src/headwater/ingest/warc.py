"""WARC (ISO 28500): the pages of a web archive.

Read here and not by a library, because lines, records and packed bodies of hostile archives must all have bounds.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from headwater.ingest.blob import Blob, hold_bytes
from headwater.ingest.budget import Budget
from headwater.ingest.gunzip import gunzip_bytes
from headwater.model.reject import Reject
from headwater.values.url import is_url

_MAX_LINE_BYTES = 65_536
_MAX_HEADER_LINES = 1000
_VERSION = re.compile(rb"WARC/[01]\.\d")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_PIECE = re.compile(rb"\s{0,4}([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def is_warc(head: bytes) -> bool:
    """Whether the first bytes begin a WARC file."""
    return _VERSION.match(head) is not None


def open_warc(blob: Blob, budget: Budget) -> Iterator[Blob | Reject]:
    """The pages of a WARC file: answers with status 200, and files that were archived as such.

    Requests, redirects, errors and revisits are no documents and are passed over; images, styles and scripts are told
    apart by what opens the result. The date of capture is no date of publication and is not kept.
    """
    limit = int(budget.config.max_document_mb * 1e6)
    with blob.open() as stream:
        while (header := _read_record_header(stream)) is not None:
            length = int(header["content-length"])
            url = header.get("warc-target-uri", "").strip("<>")
            if header.get("warc-type") not in {"response", "resource"} or not is_url(url):
                _skip(stream, length)
                continue
            budget.spend_member()
            if length > limit + _MAX_LINE_BYTES:
                _skip(stream, length)
                detail = f"{length} bytes; the limit is {budget.config.max_document_mb:g} MB"
                yield Reject("add", url, "too_large", detail, "raise ingest.max_document_mb")
                continue
            block = _read_exactly(stream, length)
            yield from _open_block(blob, header, url, block, limit)


def _open_block(blob: Blob, header: Mapping[str, str], url: str, block: bytes, limit: int) -> Iterator[Blob | Reject]:
    media_type = header.get("content-type")
    if header["warc-type"] == "response":
        if not media_type or not media_type.replace(" ", "").lower().startswith("application/http"):
            return
        top, _, block = block.replace(b"\r\n\r\n", b"\n\n", 1).partition(b"\n\n")
        status = _STATUS.match(top)
        if status is None or status[1] != b"200":
            return
        fields = _read_fields(top.splitlines()[1:])
        media_type = fields.get("content-type")
        packing = fields.get("content-encoding", "").strip().lower()
        unpacked = unpack_body(
            block, is_chunked="chunked" in fields.get("transfer-encoding", "").lower(), packing=packing, limit=limit
        )
        if unpacked is None:
            advice = "archive the page again without compression"
            yield Reject("add", url, "packing_not_known", f"the answer is packed as {packing[:40]!r}", advice)
            return
        block = unpacked
    if block:
        yield Blob(url, len(block), hold_bytes(block), media_type, blob.name, url=url)


def unpack_body(body: bytes, *, is_chunked: bool, packing: str, limit: int) -> bytes | None:
    """Body of an HTTP answer as a browser would see it, or None where it is packed in a way that is not known.

    Some archivers keep the fields of the answer but store its body unpacked: what does not look packed is left alone.

    Args:
        body: As it was archived.
        is_chunked: Whether the answer declares chunked transfer.
        packing: Declared content encoding in lower case, or an empty text.
        limit: Longest result; a longer one is cut at `limit + 1`.
    """
    if is_chunked:
        body = _join_pieces(body)
    if packing in {"", "identity"}:
        return body
    if packing in {"gzip", "x-gzip"}:
        return (gunzip_bytes(body, limit=limit) if body.startswith(b"\x1f\x8b") else None) or body
    if packing == "deflate":
        return gunzip_bytes(body, limit=limit) or gunzip_bytes(body, limit=limit, wbits=-15) or body
    return body if body.lstrip()[:1] == b"<" else None


def _join_pieces(body: bytes) -> bytes:
    parts: list[bytes] = []
    place = 0
    while (found := _PIECE.match(body, place)) is not None:
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        place = found.end() + size
    return b"".join(parts) if parts and place >= len(body) else body


def _read_record_header(stream: BinaryIO) -> dict[str, str] | None:
    line = b"\n"
    while line in {b"\n", b"\r\n"}:
        line = stream.readline(_MAX_LINE_BYTES)
    if not line:
        return None
    if not _VERSION.match(line):
        raise ValueError(f"a WARC record must begin with WARC/1.x, not {line[:40]!r}")
    lines: list[bytes] = []
    while (line := stream.readline(_MAX_LINE_BYTES)) not in {b"\n", b"\r\n"}:
        if not line:
            raise EOFError("the last record has no end")
        if len(lines) >= _MAX_HEADER_LINES or not line.endswith(b"\n"):
            raise ValueError("the header of a WARC record is too long")
        lines.append(line)
    fields = _read_fields(lines)
    if not re.fullmatch(r"\d{1,15}", fields.get("content-length", "")):
        raise ValueError(f"a WARC record has no length: {fields.get('content-length', '')[:40]!r}")
    return fields


def _read_fields(lines: list[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in lines[:_MAX_HEADER_LINES]:
        words = line.decode("utf-8", "replace").rstrip("\r\n")
        name, colon, value = words.partition(":")
        if words[:1] in {" ", "\t"} and last and len(fields[last]) < _MAX_LINE_BYTES:
            fields[last] += " " + words.strip()
        elif colon:
            last = name.strip().lower()
            fields.setdefault(last, value.strip())
    return fields


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0:
        data = stream.read(min(length, 1 << 20))
        if not data:
            raise EOFError("a record is cut off")
        length -= len(data)


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError(f"a record of {length} bytes is cut off after {len(data)}")
    return data
