"""One record of a JSONL file: a text with the fields that whoever made it knew."""

import json
from collections.abc import Mapping

from headwater.ingest.encoding import mend_surrogates
from headwater.ingest.reading import Given, Reading, UnreadableError

FIELDS = ("id", "url", "title", "date", "language", "text_language", "publisher")
"""Fields of a record beside `text`; all may be left out, others are not read."""


def parse_record(line: bytes) -> Mapping[str, object]:
    """The record of a line.

    Args:
        line: One line of a JSONL file, in UTF-8.

    Returns:
        The JSON object.

    Raises:
        UnreadableError: The line is not JSON (`not_json`), or not an object (`not_a_record`).
    """
    advice = 'write one JSON object a line, in UTF-8, with at least {"text": "..."}'
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "not_json", f"the line is not UTF-8: byte {error.start} is 0x{line[error.start]:02x}", advice
        ) from error
    except RecursionError as error:
        raise UnreadableError("not_json", "the line is nested too deeply", advice) from error
    except ValueError as error:
        raise UnreadableError("not_json", f"the line is not JSON: {error}", advice) from error
    if not isinstance(record, dict):
        raise UnreadableError("not_a_record", f"the line holds a {type(record).__name__}, not an object", advice)
    return record


def text_of(record: Mapping[str, object]) -> str:
    """The text of a record, exactly as it stands there.

    Raises:
        UnreadableError: There is none (`no_text`).
    """
    text = record.get("text")
    if not isinstance(text, str):
        found = "no field `text`" if text is None else f"a field `text` that is a {type(text).__name__}"
        raise UnreadableError("no_text", f"the record has {found}", "give each record a `text`: the words of the document")
    if not text.strip():
        raise UnreadableError("no_text", "the record's `text` is empty", "give each record a `text`: the words of the document")
    return text


def field_of(record: Mapping[str, object], name: str) -> str | None:
    """A field of a record as text, or None where it is missing, empty or neither a text nor a number."""
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return mend_surrogates(str(value)).strip().replace("\x00", "") or None


def read_record(data: bytes, given: Given) -> Reading:  # noqa: ARG001  all readers are called alike
    """Text and fields of a record.

    The text is kept exactly as it is, control characters included: outside labels count on its offsets. Only lone
    surrogates, which no file can hold, become U+FFFD.

    Raises:
        UnreadableError: The bytes are no record, or have no text.
    """
    record = parse_record(data)
    return Reading(
        text=mend_surrogates(text_of(record)),
        title=field_of(record, "title"),
        publisher=field_of(record, "publisher"),
        url=field_of(record, "url"),
        language=field_of(record, "language"),
        text_language=field_of(record, "text_language"),
    )
