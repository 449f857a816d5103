"""Plain text."""

from headwater.ingest.dates import find_dateline
from headwater.ingest.encoding import clean_text, decode_bytes
from headwater.ingest.reading import Given, Reading


def read_plain(data: bytes, given: Given) -> Reading:
    """Text of a plain-text file: decoded, with newlines normalised and control characters dropped.

    Raises:
        UnreadableError: The bytes are no text.
    """
    text, _ = decode_bytes(data, charset=given.charset)
    text = clean_text(text)
    return Reading(text=text, dates=tuple(find_dateline(text)))
