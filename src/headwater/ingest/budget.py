"""What unpacking may cost, and the words for it when it costs more."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from headwater.config import IngestConfig
from headwater.model.reject import Reject

MAX_DEPTH = 5
"""Containers inside containers: a WACZ of gzipped WARC in a zip is three; deeper ones only occur to do harm."""

RATIO_FLOOR_BYTES = 1_000_000
"""Below this size no ratio is harmful: a file of blanks may shrink a thousand times."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, OverflowError)
"""What the standard library raises on damaged, cut or encrypted archives."""


class ArchiveLimitError(Exception):
    """An archive unpacks to more than is allowed."""


@dataclass(slots=True)
class Budget:
    """Bytes and members that one file added by the user may still unpack to; shared by all containers inside it."""

    config: IngestConfig
    bytes_left: int
    members_left: int

    def spend_bytes(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            ArchiveLimitError: There are more than `ingest.max_archive_mb`.
        """
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise ArchiveLimitError(f"it unpacks to more than {self.config.max_archive_mb:g} MB (ingest.max_archive_mb)")

    def spend_member(self) -> None:
        """Count a member.

        Raises:
            ArchiveLimitError: There are more than `ingest.max_archive_members`.
        """
        self.members_left -= 1
        if self.members_left < 0:
            raise ArchiveLimitError(f"it has more than {self.config.max_archive_members} members (ingest.max_archive_members)")

    def allow_size(self, unpacked: int, packed: int) -> None:
        """Check the growth of something that is unpacked.

        Raises:
            ArchiveLimitError: It grows more than `ingest.max_archive_ratio` times.
        """
        if unpacked > RATIO_FLOOR_BYTES and unpacked > self.config.max_archive_ratio * max(packed, 1):
            limit = f"{self.config.max_archive_ratio:g} times (ingest.max_archive_ratio)"
            raise ArchiveLimitError(f"{packed} bytes unpack to {unpacked} or more; the limit is {limit}")


def new_budget(config: IngestConfig) -> Budget:
    """The budget of one file that the user adds."""
    return Budget(config, int(config.max_archive_mb * 1e6), config.max_archive_members)


class MeteredStream(io.RawIOBase):
    """A stream of unpacked bytes that counts what is read against a budget.

    Args:
        stream: Where the bytes come from; closed with this one.
        budget: What is spent.
        packed: Length of the packed bytes, or None where it is not known.
    """

    def __init__(self, stream: BinaryIO, budget: Budget, packed: int | None) -> None:
        self._stream, self._budget, self._packed, self._count = stream, budget, packed, 0
        # one step of unpacking at a time: where the stream breaks, all that came before is still handed out
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read into a buffer."""
        view = memoryview(buffer)
        data = self._read(len(view))
        self._count += len(data)
        self._budget.spend_bytes(len(data))
        if self._packed is not None:
            self._budget.allow_size(self._count, self._packed)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close both."""
        self._stream.close()
        super().close()


def meter(stream: BinaryIO, budget: Budget, packed: int | None) -> BinaryIO:
    """A buffered stream over unpacked bytes that raises `ArchiveLimitError` where a budget ends."""
    return io.BufferedReader(MeteredStream(stream, budget, packed), buffer_size=1 << 16)


def reject_archive(name: str, error: Exception) -> Reject:
    """Why an archive, or the rest of it, could not be read."""
    words = str(error) or type(error).__name__
    if isinstance(error, ArchiveLimitError):
        advice = "unpack it yourself, check what is inside, and add the folder"
        return Reject("add", name, "archive_limit", f"not read further: {words}", advice)
    if "password" in words.lower() or "encrypted" in words.lower():
        return Reject("add", name, "encrypted", words, "unpack it with its password, and add the folder")
    if isinstance(error, EOFError):
        return Reject("add", name, "truncated", f"it ends too early: {words}; what came before was kept", "get the file again")
    if isinstance(error, NotImplementedError):
        return Reject("add", name, "packing_not_known", words, "unpack it with another program, and add the folder")
    if isinstance(error, PermissionError):
        return Reject("add", name, "no_permission", words, "allow yourself to read it, or leave it out")
    return Reject("add", name, "damaged", f"{words}; what came before was kept", "get the file again")
