"""Structured data of web pages (JSON-LD with the words of schema.org)."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

Node = Mapping[str, object]
"""One object of the structured data."""

TEXT_TYPES = ("Article", "BlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting", "Review", "PressRelease")
"""Endings of the types that stand for a published text: NewsArticle, ScholarlyArticle, LiveBlogPosting, ..."""

_INTO = ("@graph", "mainEntity", "mainEntityOfPage")
_MAX_CHARS = 2_000_000
_MAX_NODES = 500
_MAX_VALUE_CHARS = 2000
_PAIR = re.compile(r'"(headline|datePublished|dateCreated|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){1,400})"')


def find_nodes(scripts: Iterable[str]) -> Iterator[Node]:
    """Objects that describe the page, the texts among them first come.

    Objects that stand for other pages (lists of related articles, parts, mentions) are not entered. A script that is
    not JSON still gives the pairs that can be told from its words.

    Args:
        scripts: Contents of the page's JSON-LD elements.
    """
    count = 0
    for script in scripts:
        for node in _walk(_parse(script)):
            count += 1
            if count > _MAX_NODES:
                return
            yield node


def _parse(script: str) -> object:
    script = script[:_MAX_CHARS].strip().removeprefix("<!--").removesuffix("-->").strip()
    script = script.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    for text in (script, html.unescape(script)):
        try:
            parsed: object = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return parsed
    pairs: dict[str, object] = {}
    for name, value in _PAIR.findall(script):
        pairs.setdefault(name, value)
    return {"@type": "Article", **pairs} if pairs else None


def _walk(value: object) -> Iterator[Node]:
    waiting = [value]
    for _ in range(4 * _MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MAX_NODES]
        elif isinstance(value, dict):
            yield value
            waiting[:0] = [value[key] for key in _INTO if key in value]


def is_about_text(node: Node) -> bool:
    """Whether an object stands for a published text, and not for the page, its site or its maker."""
    return any(t.endswith(TEXT_TYPES) for t in _types(node))


def _types(node: Node) -> list[str]:
    value = node.get("@type")
    return [str(t) for t in (value if isinstance(value, list) else [value]) if t]


def text_of(value: object) -> str | None:
    """A value as text: of a list its first, of a language-tagged object its `@value`."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name")
    if isinstance(value, str):
        return " ".join(html.unescape(value[:_MAX_VALUE_CHARS]).split()) or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def name_of(value: object) -> list[str]:
    """Names of persons or organisations: of objects their `name`, of a list all."""
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for one in values[:20]:
        name = text_of(one.get("name")) if isinstance(one, dict) else text_of(one)
        if name and not name.lower().startswith("http"):
            names.append(name)
    return names
