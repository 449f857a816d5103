"""Markdown: the words that a reader would see, without the markup."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from headwater.ingest.dates import DateCandidate, check_edtf
from headwater.ingest.encoding import clean_text, decode_bytes
from headwater.ingest.reading import Given, Reading

_FRONT = re.compile(r"---\n(.{0,20000}?)\n(?:---|\.\.\.)(?:\n|$)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z][\w-]{0,40}):[ \t]+(\S[^\n]{0,500})$", re.MULTILINE)


def read_markdown(data: bytes, given: Given) -> Reading:
    """Text of a Markdown file.

    Headings, paragraphs, list items, table rows and code stand one a line; links and pictures give their words; raw HTML
    goes away. A block of `key: value` lines at the start between `---` gives title, author, date, publisher and language.

    Raises:
        UnreadableError: The bytes are no text.
    """
    from markdown_it import MarkdownIt

    source = clean_text(decode_bytes(data, charset=given.charset)[0])
    front: Mapping[str, str] = {}
    if found := _FRONT.match(source):
        front = {k.lower(): v.strip().strip("\"'") for k, v in _PAIR.findall(found[1])}
        source = source[found.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    lines = list(_lines_of(tokens))
    heading = next((words for kind, words in lines if kind == "heading"), None)
    return Reading(
        text="\n".join(words for _, words in lines),
        title=front.get("title") or heading,
        author=front.get("author"),
        publisher=front.get("publisher"),
        url=front.get("url"),
        language=front.get("lang") or front.get("language"),
        dates=tuple(_dates_of(front)),
    )


def _lines_of(tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    kind = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield "row", "\t".join(cells)
            cells = None
        elif token.type in {"heading_open", "paragraph_open"}:
            kind = token.type.removesuffix("_open")
        elif token.type in {"code_block", "fence"}:
            yield "code", token.content.rstrip("\n")
        elif token.type == "inline":
            words = _words_of(token.children or [])
            if cells is not None:
                cells.append(words)
            elif words.strip():
                yield kind, words


def _words_of(children: Sequence[Any]) -> str:
    words: list[str] = []
    for child in children:
        if child.type in {"text", "code_inline", "image"}:
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak":
            words.append("\n")
    return "".join(words)


def _dates_of(front: Mapping[str, str]) -> Iterator[DateCandidate]:
    for key in ("date", "published"):
        value = front.get(key)
        if value and (date := check_edtf(value)):
            yield DateCandidate(date, "meta", f"{key}: {value[:80]}")
