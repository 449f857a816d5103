"""Bytes that may hold a document, with what is known of them before they are read."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

RECORD_TYPE = "application/x-ndjson"
"""Media type of one record of a JSONL file: its bytes are the line."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes under a name; they are not read before they are asked for.

    Attributes:
        name: Path inside the folder or archive, or the address; for a record the file and line, `notes.jsonl:12`.
        size: Length in bytes; None where only reading would tell (a compressed stream).
        open: Gives the bytes as a new stream from the start; the caller closes it.
        media_type: Declared or sniffed media type; it may carry a charset, as in `text/html; charset=utf-8`.
        container: Archive or record file that it came from.
        url: Address that it was fetched from, or that its record names.
        external_id: Id that its record came with.
        title: Title from its record.
        date: Publication date from its record, as it stands there.
        language: Language of the publication from its record.
        text_language: Language of the text from its record.
        publisher: Publisher from its record.
    """

    name: str
    size: int | None
    open: Callable[[], BinaryIO]
    media_type: str | None = None
    container: str | None = None
    url: str | None = None
    external_id: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    text_language: str | None = None
    publisher: str | None = None

    def read(self, limit: int = -1) -> bytes:
        """The bytes, or the first `limit` of them."""
        with self.open() as stream:
            return stream.read(limit)


def hold_bytes(data: bytes) -> Callable[[], BinaryIO]:
    """Something that opens bytes which are already in memory."""
    return lambda: io.BytesIO(data)
