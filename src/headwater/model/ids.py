"""Deterministic ids: hashes of length-prefixed tuples, so that two runs agree and parts cannot run together."""

import hashlib

ID_BYTES = 10
"""80 bits: among ten million ids the chance of any collision is below 1e-10."""


def hash_parts(*parts: str | bytes | float | None) -> bytes:
    """Digest of a tuple in which no two different tuples can spell the same bytes.

    Each part is written as its type letter, its length in bytes and its bytes; `None` has a letter of its own, so
    `("a", None)`, `("a", "")` and `("a",)` all differ.

    Args:
        parts: The tuple to hash. Floats are written with `repr`, so equal floats agree.

    Returns:
        32 bytes of BLAKE2b.

    Example:
        >>> hash_parts("ab", "c") == hash_parts("a", "bc")
        False
    """
    pieces = [b"%b%d:%b" % (letter, len(data), data) for letter, data in map(_encode, parts)]
    return hashlib.blake2b(b"".join(pieces), digest_size=32).digest()


def _encode(part: str | bytes | float | None) -> tuple[bytes, bytes]:
    if isinstance(part, str):
        return b"s", part.encode("utf-8", "surrogatepass")
    if part is None:
        return b"n", b""
    if isinstance(part, bytes):
        return b"b", part
    if isinstance(part, int):
        return b"i", str(int(part)).encode()
    return b"f", repr(part).encode()


def make_id(prefix: str, *parts: str | bytes | float | None) -> str:
    """Short id with a prefix that says what it names.

    Args:
        prefix: One of the prefixes of `model/tables.py`: `doc`, `cl`, `en`, ...
        parts: What the thing is; see `hash_parts`.

    Returns:
        `prefix-` and 20 hexadecimal digits.

    Example:
        >>> make_id("cl", "doc-1", 0, 12) == make_id("cl", "doc-1", 0, 12)
        True
    """
    return f"{prefix}-{hash_parts(*parts)[:ID_BYTES].hex()}"


def hash_bytes(data: bytes) -> str:
    """SHA-256 of some bytes in hexadecimal: the address of an original."""
    return hashlib.sha256(data).hexdigest()
