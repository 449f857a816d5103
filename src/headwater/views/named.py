"""What documents and speakers are called where people read of them."""

import re
from collections.abc import Mapping
from typing import Any

_AGENCY = re.compile(r"\(\s*[^()\n]{2,40}\)\s*[-\u2013\u2014:]*\s*(?=\w)")


def document_title(row: Mapping[str, Any]) -> str:
    """Title of a document; where it has none its first words, else its own id, else the file it was added under.

    Args:
        row: Row of documents: title, opening, name, external_id; doc_id where it is known.

    Example:
        >>> document_title({"doc_id": "doc-1", "external_id": "doc-1", "title": None, "name": "in/letter.txt"})
        'in/letter.txt'
        >>> document_title({"external_id": "a", "title": None, "opening": "Iran has delivered a dozen drones"})
        'Iran has delivered a dozen drones'
    """
    if row.get("title"):
        return str(row["title"])
    if row.get("opening"):
        return str(row["opening"])
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
