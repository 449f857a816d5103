"""What documents and speakers are called where people read of them."""

import re
from collections.abc import Mapping
from typing import Any

_AGENCY = re.compile(r"\(\s*[^()\n]{2,40}\)\s*[-\u2013\u2014:]*\s*(?=\w)")


def document_title(row: Mapping[str, Any]) -> str:
    """Title of a document; the file it was added under where it has neither a title nor an id of its own.

    Args:
        row: Row of documents: title, name, external_id; doc_id where it is known.

    Example:
        >>> document_title({"doc_id": "doc-1", "external_id": "doc-1", "title": None, "name": "in/letter.txt"})
        'in/letter.txt'
    """
    if row.get("title"):
        return str(row["title"])
    own = row["external_id"]
    return str(row.get("name") or own) if own == row.get("doc_id") else str(own)


def speaker_name(words: str | None) -> str:
    """A speaker without the agency of the dateline that stands in parentheses before the name.

    Args:
        words: As read from the text.

    Example:
        >>> speaker_name("(Reuters) President Hugo Chávez")
        'President Hugo Chávez'
    """
    said = (words or "").strip()
    found = _AGENCY.match(said)
    return said[found.end() :] if found else said
