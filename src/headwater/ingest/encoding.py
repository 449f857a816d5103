"""Bytes to text: which encoding they are in, and what is dropped from the text."""

import codecs
import re
from typing import TYPE_CHECKING

from headwater.ingest.language import detect_language
from headwater.ingest.reading import UnreadableError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Labels that stand for a wider encoding in practice. Source: WHATWG Encoding Standard, 4.2 Names and labels."""

LEGACY = (
    "cp1252", "cp1251", "cp1250", "cp1256", "cp1254", "cp1253", "cp1255", "cp1257", "koi8_r", "gb18030", "big5", "cp932", "euc_jp",
    "cp949", "cp874",
)  # fmt: skip
"""Encodings that are guessed at, the more common first: those that browsers know. Source: WHATWG Encoding Standard, 4.2."""

_JUNK = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_JUNK_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SAMPLE_BYTES = 100_000
_MAX_JUNK_SHARE = 0.02
_MAX_BROKEN_SHARE = 0.05


def decode_bytes(data: bytes, *, charset: str | None = None) -> tuple[str, str]:
    """Text of some bytes, and the encoding that they turned out to be in.

    Tried in this order: byte order mark; UTF-8 without an error, which no other encoding produces by chance; the
    declared charset; UTF-16 without a mark; UTF-8 with a few broken bytes; of the encodings that charset-normalizer finds
    possible the one whose text is most clearly in some language.

    Args:
        data: The bytes.
        charset: Declared charset, or None.

    Returns:
        The text, newlines and control characters as they came, and the name of the encoding.

    Raises:
        UnreadableError: The bytes are no text (`not_text`).
    """
    text, encoding = _decode(data, charset)
    sample = text[:_SAMPLE_BYTES]
    if sample and len(_JUNK.findall(sample)) > _MAX_JUNK_SHARE * len(sample):
        raise _not_text(f"{len(data)} bytes read as {encoding} are mostly control characters")
    return text, encoding


def _decode(data: bytes, charset: str | None) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    declared = _find_codec(charset)
    if (wide := _guess_wide(data)) is not None:
        return data.decode(wide, "replace"), wide
    if not (declared or "").startswith("iso2022"):
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    if declared is not None and declared != "utf-8":
        try:
            return data.decode(declared), declared
        except (UnicodeDecodeError, LookupError):
            pass
    if (text := _mend_utf8(data)) is not None:
        return text, "utf-8"
    return _guess(data)


def _find_codec(charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset.strip()[:40]).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name)


def _guess_wide(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mend_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[: 4 * _SAMPLE_BYTES] if c > "\x7f") - broken
    return text if whole > 0 and broken <= _MAX_BROKEN_SHARE * whole else None


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    if not is_probably_text(sample):
        raise _not_text(f"{len(data)} bytes in no known encoding")
    matches = list(from_bytes(sample, cp_isolation=list(LEGACY)))
    if not matches:
        raise _not_text(f"{len(data)} bytes in no known encoding")

    def _fit(match: "CharsetMatch") -> float:
        _, probability = detect_language(str(match))
        return probability - match.percent_chaos / 100 - 0.01 * LEGACY.index(match.encoding)

    best = max(matches, key=_fit).encoding
    return data.decode(best, "replace"), best


def _not_text(detail: str) -> UnreadableError:
    return UnreadableError("not_text", detail, "check that the file is a document; save it again as UTF-8 text, HTML or PDF")


def is_probably_text(head: bytes) -> bool:
    """Whether the first bytes of a file look like text in some encoding."""
    if head.startswith(tuple(b for b, _ in _BOMS)) or _guess_wide(head) is not None:
        return True
    return len(_JUNK_BYTES.findall(head)) <= _MAX_JUNK_SHARE * len(head)


def clean_text(text: str) -> str:
    r"""Text with `\n` as its only newline and without control characters other than tab and newline.

    Vertical tabs, form feeds and the C1 newline count as newlines; byte order marks and the two noncharacters at the
    end of the first plane go, as lone surrogates do, which no file can hold. Nothing else is changed.

    Example:
        >>> clean_text("a\r\nb\x00c")
        'a\nbc'
    """
    text = _NEWLINES.sub("\n", text)
    return mend_surrogates(_CONTROLS.sub("", text))


def mend_surrogates(text: str) -> str:
    """Text with U+FFFD for each lone surrogate, so that it can be stored; no offset moves."""
    return _SURROGATES.sub("\ufffd", text)
