"""Zip archives, and WACZ, which is a zip of WARC files with an index. Nothing is ever written under a member's name."""

import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, BinaryIO, cast

from headwater.ingest.blob import Blob, hold_bytes
from headwater.ingest.budget import ArchiveLimitError, Budget, meter, reject_archive
from headwater.ingest.docx import is_docx
from headwater.model.reject import Reject

_SPOOL_BYTES = 64_000_000
_OFFICE_SUFFIXES = (
    ".docx",
    ".docm",
    ".dotx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".epub",
    ".jar",
    ".apk",
    ".xpi",
    ".key",
    ".pages",
)
_OFFICE_MEMBERS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/")
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK, _AFTER_MARK = b"PK\x03\x04", b"PK\x07\x08"


def is_zip(head: bytes, name: str) -> bool:
    """Whether some bytes are a zip archive, and not a document that only uses zip to pack its parts."""
    if not head.startswith((_LOCAL_MARK, b"PK\x05\x06")):
        return False
    return not (is_docx(head) or head[30:].startswith(_OFFICE_MEMBERS) or name.lower().endswith(_OFFICE_SUFFIXES))


def open_zip(blob: Blob, budget: Budget) -> Iterator[Blob | Reject]:
    """The members of a zip archive, in the order in which they stand in it.

    Folders, hidden files and the doubles that one operating system leaves are left out; of a WACZ, all but its WARC
    files. Members that are encrypted, grow too much, are links, or have a name that leads out of a folder are rejects.
    """
    with ExitStack() as stack:
        stream: IO[bytes] = stack.enter_context(blob.open())
        if blob.container is not None:
            stream = stack.enter_context(_spool(stream))
        try:
            archive = stack.enter_context(zipfile.ZipFile(stream))
        except (zipfile.BadZipFile, EOFError, struct.error) as error:
            yield Reject("add", blob.name, "truncated", f"{error}; what can be read of it is kept", "get the file again")
            yield from _salvage(blob, stream, budget)
            return
        members = sorted(archive.infolist(), key=lambda m: m.header_offset)
        if _is_wacz(members):
            members = [m for m in members if m.filename.startswith("archive/")]
        hidden = [m.filename for m in members if is_hidden(m.filename) and not is_unsafe(m.filename)]
        for member in members:
            if not (member.is_dir() or (is_hidden(member.filename) and not is_unsafe(member.filename))):
                budget.spend_member()
                yield _open_member(blob, archive, member, budget)
        yield from _count_hidden(blob.name, hidden)


def _spool(stream: IO[bytes]) -> IO[bytes]:
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115  the caller's stack closes it
    while data := stream.read(1 << 20):
        spool.write(data)
    spool.seek(0)
    return cast("IO[bytes]", spool)


def _is_wacz(members: list[zipfile.ZipInfo]) -> bool:
    names = {m.filename for m in members}
    return "datapackage.json" in names and any(n.startswith("archive/") and n.endswith((".warc", ".warc.gz")) for n in names)


def is_hidden(name: str) -> bool:
    """Whether a path leads through a hidden folder or to a hidden file."""
    parts = PurePosixPath(name).parts
    return any((p.startswith(".") and p not in {".", ".."}) or p == "__MACOSX" for p in parts)


def is_unsafe(name: str) -> bool:
    """Whether a member's name leads out of the folder that it would be unpacked to."""
    path = PureWindowsPath(name)
    return bool(path.drive or path.root or ".." in path.parts or "\x00" in name)


def _count_hidden(name: str, hidden: list[str]) -> Iterator[Reject]:
    hidden = [h for h in hidden if not (h.startswith("__MACOSX/") or h.endswith((".DS_Store", "/")))]
    if hidden:
        detail = f"{len(hidden)} hidden: {', '.join(hidden[:5])[:300]}"
        yield Reject("add", name, "hidden", detail, "to add a hidden file, unpack the archive and name it itself")


def _open_member(blob: Blob, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Blob | Reject:
    name = f"{blob.name}/{member.filename}"
    if is_unsafe(member.filename):
        advice = "nothing was written; unpack the archive with care and add the file alone"
        return Reject(
            "add", name, "unsafe_name", f"the name {member.filename[:120]!r} leads out of the archive's folder", advice
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        return Reject("add", name, "link", "it is a link, not a file", "add the file that it leads to")
    if member.flag_bits & 1:
        return Reject("add", name, "encrypted", "the member is encrypted", "unpack it with its password, and add the folder")
    try:
        budget.allow_size(member.file_size, member.compress_size)
    except ArchiveLimitError as error:
        return reject_archive(name, error)

    def _open() -> BinaryIO:
        return meter(cast("BinaryIO", archive.open(member)), budget, None)

    return Blob(name, member.file_size, _open, container=blob.name)


def _salvage(blob: Blob, stream: IO[bytes], budget: Budget) -> Iterator[Blob | Reject]:
    """Members of an archive that lost its directory, told by the headers that stand before each."""
    limit = int(budget.config.max_document_mb * 1e6)
    stream.seek(0)
    while len(head := stream.read(_LOCAL.size)) == _LOCAL.size:
        mark, _, flags, method, _, _, _, packed, _, n_name, n_extra = _LOCAL.unpack(head)
        if mark != _LOCAL_MARK:
            return
        filename = stream.read(n_name).decode("utf-8" if flags & 0x800 else "cp437", "replace")
        stream.seek(n_extra, 1)
        if flags & 1 or method not in {0, 8} or (method == 0 and flags & 8):
            return
        start = stream.tell()
        data = _inflate(stream, limit) if method == 8 else stream.read(min(packed, limit + 1))
        if data is None or len(data) > limit or (method == 0 and len(data) < packed):
            return
        budget.spend_bytes(len(data))
        if method == 8:
            budget.allow_size(len(data), stream.tell() - start)
        if flags & 8:
            _skip_after(stream)
        budget.spend_member()
        if not (filename.endswith("/") or is_hidden(filename) or is_unsafe(filename)):
            yield Blob(f"{blob.name}/{filename}", len(data), hold_bytes(data), container=blob.name)


def _inflate(stream: IO[bytes], limit: int) -> bytes | None:
    unpacker = zlib.decompressobj(-15)
    found = bytearray()
    while not unpacker.eof and len(found) <= limit:
        packed = unpacker.unconsumed_tail or stream.read(1 << 16)
        if not packed:
            return None
        try:
            found += unpacker.decompress(packed, limit + 1 - len(found))
        except zlib.error:
            return None
    stream.seek(-len(unpacker.unused_data), 1)
    return bytes(found)


def _skip_after(stream: IO[bytes]) -> None:
    """Pass the sizes that stand after a member whose writer could not go back."""
    place = stream.tell()
    after = stream.read(28)
    offsets = (16, 24) if after.startswith(_AFTER_MARK) else (12, 20)
    size = next((n for n in offsets if after[n : n + 4] in {_LOCAL_MARK, b"PK\x01\x02"}), offsets[0])
    stream.seek(place + size)
