"""Which format some bytes have: first bytes, then what was declared, then the name."""

from email.message import Message
from pathlib import PurePosixPath

from headwater.ingest.encoding import is_probably_text
from headwater.ingest.formats import FORMATS
from headwater.ingest.reading import Format

HEAD_BYTES = 8192
"""What is looked at to tell a format."""

NOT_DOCUMENT_TYPES = ("image/", "audio/", "video/", "font/", "model/", "text/css", "text/javascript", "application/javascript")
NOT_DOCUMENT_TYPES_TOO = (
    "application/x-javascript",
    "application/font",
    "application/x-font",
    "application/wasm",
    "application/json+",
)
_SUFFIXES = """
.png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff .heic .psd .mp3 .m4a .ogg .oga .wav .flac .mp4 .m4v .mov .avi
.mkv .webm .ogv .css .js .mjs .map .wasm .woff .woff2 .ttf .otf .eot .exe .dll .so .dylib .class .jar .apk .bin .iso .dmg
.db .sqlite .pyc .lock .part .crdownload .torrent .cdx .cdxj .idx
"""
NOT_DOCUMENT_SUFFIXES = frozenset(_SUFFIXES.split())
OTHER_SUFFIXES = {
    ".doc": "save it as .docx or PDF",
    ".rtf": "save it as .docx or PDF",
    ".odt": "save it as .docx or PDF",
    ".pages": "save it as .docx or PDF",
    ".epub": "save it as HTML or PDF",
    ".mobi": "save it as HTML or PDF",
    ".ppt": "save it as PDF",
    ".pptx": "save it as PDF",
    ".odp": "save it as PDF",
    ".xls": "write the texts into a .jsonl file, one record a line",
    ".xlsx": "write the texts into a .jsonl file, one record a line",
    ".ods": "write the texts into a .jsonl file, one record a line",
    ".csv": "write the texts into a .jsonl file, one record a line",
    ".tsv": "write the texts into a .jsonl file, one record a line",
    ".json": "write one record a line and name the file .jsonl",
    ".xml": "save it as HTML or plain text",
    ".mbox": "save each message as .eml",
    ".pst": "save each message as .eml",
    ".msg": "save each message as .eml",
    ".tar": "pack it as .zip, or unpack it and add the folder",
    ".tgz": "pack it as .zip, or unpack it and add the folder",
    ".7z": "pack it as .zip, or unpack it and add the folder",
    ".rar": "pack it as .zip, or unpack it and add the folder",
}
"""Common files that are not read, and what to do with them."""

_IMAGE_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x00\x00\x01\x00",
    b"wOFF",
    b"wOF2",
    b"\x7fELF",
    b"MZ\x90",
    b"ID3",
)


def split_media_type(declared: str | None) -> tuple[str | None, str | None]:
    """Bare media type in lower case and charset of a declared one.

    Args:
        declared: As in a Content-Type header: `text/html; charset=utf-8`.

    Returns:
        Media type and charset, each None where it is not declared.
    """
    if not declared or not declared.strip():
        return None, None
    message = Message()
    message["Content-Type"] = declared[:200].replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    bare = declared.split(";", 1)[0].strip().lower()
    return bare or None, charset if isinstance(charset, str) and charset else None


def suffix_of(name: str) -> str:
    """Ending of a file name in lower case with its dot, or an empty text."""
    return PurePosixPath(name.split("?", 1)[0].split("#", 1)[0]).suffix.lower()


def find_format(head: bytes, *, declared: str | None, name: str) -> Format | None:
    """The format of some bytes, or None where it is none that can be read.

    Args:
        head: The first bytes, up to `HEAD_BYTES`.
        declared: Media type that a server or record declares, with or without charset.
        name: File name or address.
    """
    bare, _ = split_media_type(declared)
    for fmt in FORMATS:
        if bare == fmt.media_types[0] and not fmt.suffixes:
            return fmt
    for fmt in FORMATS:
        if fmt.is_magic(head):
            return fmt
    if head.startswith(_IMAGE_MAGIC):
        return None
    by_suffix = next((f for f in FORMATS if suffix_of(name) in f.suffixes), None)
    if bare is not None and bare not in {"text/plain", "application/octet-stream", "binary/octet-stream"}:
        return next((f for f in FORMATS if bare in f.media_types), None)
    if by_suffix is not None:
        return by_suffix
    if suffix_of(name) in NOT_DOCUMENT_SUFFIXES or suffix_of(name) in OTHER_SUFFIXES:
        return None
    if bare == "text/plain" or is_probably_text(head):
        return FORMATS[-1]
    return None


def is_not_document(head: bytes, *, declared: str | None, name: str) -> bool:
    """Whether some bytes are certainly no document: an image, a style sheet, a script, a program."""
    if any(fmt.is_magic(head) for fmt in FORMATS):
        return False
    bare, _ = split_media_type(declared)
    if bare is not None and bare.startswith(NOT_DOCUMENT_TYPES):
        return True
    return head.startswith(_IMAGE_MAGIC) or suffix_of(name) in NOT_DOCUMENT_SUFFIXES


def advise_format(name: str) -> str:
    """What to do with a file whose format is not read."""
    return OTHER_SUFFIXES.get(suffix_of(name), "save it as PDF, DOCX, HTML, Markdown or plain text, and add it again")


def describe_formats() -> list[tuple[str, str, str, str]]:
    """Rows `(name, media types, suffixes, what is read)` of all formats, for the documentation."""
    return [(f.name, ", ".join(f.media_types), ", ".join(f.suffixes), f.meaning) for f in FORMATS]
