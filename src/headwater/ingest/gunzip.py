"""Gzip: one file inside another."""

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from headwater.ingest.blob import Blob
from headwater.ingest.budget import Budget, meter


def is_gzip(head: bytes) -> bool:
    """Whether the first bytes begin a gzip stream."""
    return head.startswith(b"\x1f\x8b\x08")


def open_gzip(blob: Blob, budget: Budget) -> Iterator[Blob]:
    """The one file inside a gzip stream, under the name without `.gz`."""
    name = blob.name.removesuffix(".gz")
    name = f"{name[:-4]}.tar" if name.endswith(".tgz") else name

    def _open() -> BinaryIO:
        return meter(_GzipStream(blob.open()), budget, blob.size)  # type: ignore[arg-type]

    yield Blob(name, None, _open, container=blob.container or blob.name, url=blob.url)


class _GzipStream(gzip.GzipFile):
    """Gzip that closes what it reads from, and calls all damage by one name."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(fileobj=stream, mode="rb")
        self._below = stream

    def close(self) -> None:
        super().close()
        self._below.close()


def gunzip_bytes(data: bytes, *, limit: int, wbits: int = 47) -> bytes | None:
    """Bytes of a gzip, zlib or raw deflate stream, at most `limit + 1` of them, or None where they are none.

    Args:
        data: The packed bytes.
        limit: Where to stop; a result longer than this was cut.
        wbits: As for `zlib.decompressobj`; the default takes gzip and zlib.
    """
    unpacker = zlib.decompressobj(wbits)
    try:
        return unpacker.decompress(data, limit + 1)
    except zlib.error:
        return None
