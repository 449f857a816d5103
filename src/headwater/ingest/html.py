"""Web pages: the body by trafilatura, the rest from what the page states about itself.

No script runs and nothing is loaded: the page is parsed as text, and the parser stops at 256 levels of nesting.
"""

import logging
import re
from typing import Any

from headwater.ingest.dates import order_dates
from headwater.ingest.encoding import clean_text, decode_bytes
from headwater.ingest.html_facts import find_page_dates, find_page_facts
from headwater.ingest.reading import Given, Loss, Reading, UnreadableError

MIN_BODY_CHARS = 250
"""A body shorter than this calls the slower cascade of extractors: trafilatura's own least size of an article."""

_MAGIC = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset|\?xml[^>]{0,100}?\bencoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_PRESCAN_BYTES = 4096
_MAX_DEPTH = 250

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def is_html(head: bytes) -> bool:
    """Whether the first bytes begin a web page."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = head.replace(b"\x00", b"")[2:]
    return _MAGIC.match(head[:4096]) is not None


def find_charset(data: bytes) -> str | None:
    """Charset that a page declares in its first bytes, or None."""
    found = _CHARSET.search(data[:_PRESCAN_BYTES])
    return found[1].decode("ascii") if found else None


def read_html(data: bytes, given: Given) -> Reading:
    """Body and facts of a web page.

    Args:
        data: The page as it was served or saved.
        given: A charset from the server comes before the page's own.

    Returns:
        The text with a newline between paragraphs; every candidate for the date of publication, best first.

    Raises:
        UnreadableError: The bytes are no text (`not_text`), or no text stands on the page (`no_text`).
    """
    markup, _ = decode_bytes(data, charset=given.charset or find_charset(data))
    tree = parse_html(markup)
    text = ""
    if tree is not None:
        facts = find_page_facts(tree)
        dates = order_dates(find_page_dates(tree, facts, url=given.url or facts.url))
        losses = _check_depth(tree)
        text = clean_text(find_body(tree, url=given.url or facts.url))
    if tree is None or not text.strip():
        raise UnreadableError(
            "no_text",
            "no text stands on the page itself",
            "a page that its own script fills, or that asks for consent, must be saved from a browser: save it as HTML or PDF",
        )
    return Reading(
        text=text,
        title=facts.title,
        author=facts.author,
        publisher=facts.publisher,
        url=facts.url,
        language=facts.language,
        dates=tuple(dates),
        losses=losses,
    )


def parse_html(markup: str) -> Any:
    """Tree of a page or of a fragment, or None where there is none."""
    from trafilatura.utils import load_html

    markup = markup.replace("\x00", "")
    if not re.search(r"<(?:html|body|head)\b", markup[:20000], re.IGNORECASE):
        markup = f"<html><body><div>{markup}</div></body></html>"
    return load_html(markup)


def find_body(tree: Any, *, url: str | None) -> str:
    """Main text of a page, paragraphs divided by a newline; comments of readers are left out.

    Source: A. Barbaresi, "Trafilatura", ACL 2021 demo, https://doi.org/10.18653/v1/2021.acl-demo.15. Deviation: its own
    rules alone are tried first (`fast`), and the comparison with other extractors only where they find little: on
    `bench/pages.py` this loses nothing and takes about a third less time.
    """
    import trafilatura

    text = trafilatura.extract(tree, url=url, fast=True, include_comments=False) or ""
    if len(text) < MIN_BODY_CHARS:
        more = trafilatura.extract(tree, url=url, include_comments=False) or ""
        text = max(text, more, key=len)
    return text


def _check_depth(tree: Any) -> tuple[Loss, ...]:
    depth, node = 0, tree
    while len(node) and depth < _MAX_DEPTH:
        depth, node = depth + 1, node[-1]
    if depth < _MAX_DEPTH:
        return ()
    return (
        Loss("nested_too_deep", "the page nests more than 250 levels; what stands deeper was not read", "save the page again"),
    )
