"""What a web page states about itself: title, author, publisher, address, language, and candidates for its date."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.ingest.dates import DateCandidate, find_text_dates, find_url_date, is_utc_time, read_iso_date
from headwater.ingest.json_ld import Node, find_nodes, is_about_text, name_of, text_of
from headwater.values.url import clean_url

META_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "article.published",
    "datepublished", "date_published", "published_time", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "published-date", "published", "pubdate", "pubdatestamp", "originalpublicationdate", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "dcterms.available", "citation_publication_date",
    "citation_online_date", "citation_date", "prism.publicationdate", "sailthru.date", "parsely-pub-date", "bt:pubdate",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article_date_original", "article-publish-date", "displaydate",
    "created", "date", "rnews:datepublished", "release_date", "displaydate", "gentime", "weibo:article:create_at",
)  # fmt: skip
"""Names of meta elements for the date of publication, the least ambiguous first; never those of a later change."""

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "title",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name")
_LOWER = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_DATE_MARK = re.compile(r"date|time|publi|posted|byline|fecha|data|datum|meta", re.IGNORECASE)
_CHANGE_MARK = re.compile(r"modif|updat|actualiz|chang|edited|revis", re.IGNORECASE)
_ASIDE = frozenset({"nav", "aside", "footer", "menu"})
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*$", re.IGNORECASE)
_BY = re.compile(r"(?:by|por|von|par)\s+", re.IGNORECASE)
_MAX_ELEMENTS = 20
_MAX_VALUE_CHARS = 500


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts of one page; each is None where the page does not state it."""

    title: str | None
    author: str | None
    publisher: str | None
    url: str | None
    language: str | None
    metas: Mapping[str, tuple[str, ...]]
    nodes: tuple[Node, ...]


def find_page_facts(tree: Any) -> PageFacts:
    """Facts that a page states in its head, its structured data and its headings."""
    metas = _read_metas(tree)
    nodes = tuple(find_nodes(_texts(tree, "//script[contains(@type, 'ld+json')]/text()", limit=50)))
    about = [n for n in nodes if is_about_text(n)]
    publisher = _first(metas, _PUBLISHERS[:1]) or _publisher_of(about) or _first(metas, _PUBLISHERS[1:])
    title = _headline_of(about) or _first(metas, _TITLES) or _heading(tree)
    author = (
        _author_of(about) or next((a for a in _all(metas, _AUTHORS) if not a.lower().startswith("http")), None) or _byline(tree)
    )
    return PageFacts(
        title=_strip_site(title, publisher),
        author=_clean_author(author) if author else None,
        publisher=publisher,
        url=_find_address(tree, metas),
        language=_find_language(tree, metas, about),
        metas=metas,
        nodes=nodes,
    )


def find_page_dates(tree: Any, facts: PageFacts, *, url: str | None) -> Iterator[DateCandidate]:
    """Every candidate for the date of publication, with the tag or words that give it.

    Within each basis the least ambiguous comes first; the bases themselves are ordered by `dates.order_dates`.
    """
    for node in sorted(facts.nodes, key=lambda n: not is_about_text(n)):
        for key in ("datePublished", "dateCreated", "uploadDate"):
            value = text_of(node.get(key))
            if value and (date := _read_date(value, facts.language)):
                kind = text_of(node.get("@type")) or "Thing"
                yield DateCandidate(date, "json-ld", f"{kind}.{key}: {value[:80]}", is_utc_time(value))
    for name in META_DATES:
        for value in facts.metas.get(name, ()):
            if date := _read_date(value, facts.language):
                yield DateCandidate(date, "meta", f"{name}: {value[:80]}", is_utc_time(value))
    yield from _time_dates(tree, facts.language)
    if url and (candidate := find_url_date(url)):
        yield candidate
    yield from _printed_dates(tree, facts.language)


def _read_date(value: str, language: str | None) -> str | None:
    value = value.strip()[:100]
    return read_iso_date(value) or next((c.date for c in find_text_dates(value, language=language)), None)


def _time_dates(tree: Any, language: str | None) -> Iterator[DateCandidate]:
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate or contains(@property, 'datePublished')]")
    inside = tree.xpath("//article//time | //main//time | //header//time | //*[contains(@class, 'article')]//time")
    seen: list[Any] = []
    for element in [*marked[:_MAX_ELEMENTS], *inside[:_MAX_ELEMENTS], *tree.xpath("//time")[:_MAX_ELEMENTS]]:
        if element in seen or _is_aside(element) or _CHANGE_MARK.search(_marks(element)):
            continue
        seen.append(element)
        value = element.get("datetime") or element.get("content") or element.get("title") or _content(element)
        if value and (date := _read_date(value, language)):
            value = " ".join(value.split())[:80]
            yield DateCandidate(date, "time element", f"<{element.tag}> {value}", is_utc_time(value))


def _printed_dates(tree: Any, language: str | None) -> Iterator[DateCandidate]:
    marked = [e for e in tree.xpath("//body//*[@class or @id]")[:4000] if _DATE_MARK.search(_marks(e))]
    found = 0
    for element in marked:
        words = _content(element)
        if not 6 <= len(words) <= 160 or _is_aside(element) or _CHANGE_MARK.search(words + _marks(element)):
            continue
        for candidate in find_text_dates(words, language=language):
            yield candidate
            found += 1
        if found >= 5:
            return


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _is_aside(element: Any) -> bool:
    return any(a.tag in _ASIDE for a in element.iterancestors())


def _content(element: Any) -> str:
    words = ""
    for part in element.itertext():
        words = f"{words} {part}"
        if len(words) > 4 * _MAX_VALUE_CHARS:
            break
    return " ".join(words.split())


def _read_metas(tree: Any) -> dict[str, tuple[str, ...]]:
    metas: dict[str, tuple[str, ...]] = {}
    for meta in tree.xpath("//meta[@content]")[:500]:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        value = _tidy(meta.get("content") or "")
        if name and value:
            key = name.strip().lower()
            metas[key] = (*metas.get(key, ()), value)
    return metas


def _tidy(text: str) -> str | None:
    return " ".join(text[: 4 * _MAX_VALUE_CHARS].split())[:_MAX_VALUE_CHARS].strip() or None


def _all(metas: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def _first(metas: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> str | None:
    return next(_all(metas, names), None)


def _texts(tree: Any, xpath: str, *, limit: int) -> list[str]:
    return [str(t) for t in tree.xpath(xpath)[:limit]]


def _headline_of(nodes: list[Node]) -> str | None:
    for node in nodes:
        if headline := text_of(node.get("headline")):
            return _tidy(headline)
    return None


def _author_of(nodes: list[Node]) -> str | None:
    for node in nodes:
        names = name_of(node.get("author")) or name_of(node.get("creator"))
        if names:
            return _tidy(", ".join(dict.fromkeys(names)))
    return None


def _publisher_of(nodes: list[Node]) -> str | None:
    for node in nodes:
        for key in ("publisher", "sourceOrganization", "isPartOf"):
            if names := name_of(node.get(key)):
                return _tidy(names[0])
    return None


def _heading(tree: Any) -> str | None:
    headings = tree.xpath("//h1")
    if len(headings) == 1 and (words := _tidy(_content(headings[0]))):
        return words
    titles = tree.xpath("//head/title | //title")
    return _tidy(_content(titles[0])) if titles else None


def _strip_site(title: str | None, publisher: str | None) -> str | None:
    if title is None or publisher is None:
        return title
    for mark in (" | ", " - ", " – ", " — ", " :: ", " • "):
        if title.lower().endswith((mark + publisher).lower()):
            return title[: -len(mark + publisher)].strip() or title
    return title


def _clean_author(words: str) -> str | None:
    """Names of a by-line, without the date, the handle and the site that stand beside them."""
    for candidate in find_text_dates(words):
        words = words.split(candidate.evidence, 1)[0]
    words = re.split(r"\s*[|•·]|\s@|\bUpdated\b|\bPublished\b", words, maxsplit=1)[0]
    words = words.strip()
    return _tidy(words[found.end() if (found := _BY.match(words)) else 0 :].strip(" ,;-–—"))


def _byline(tree: Any) -> str | None:
    for element in tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline__name')]")[:3]:
        words = _content(element)
        if 3 <= len(words) <= 100:
            return words
    return None


def _find_address(tree: Any, metas: Mapping[str, tuple[str, ...]]) -> str | None:
    links = tree.xpath(f"//link[{_LOWER.format('@rel')}='canonical']/@href")[:3]
    for value in [*links, *metas.get("og:url", ())]:
        if url := clean_url(str(value)):
            return url
    return None


def _find_language(tree: Any, metas: Mapping[str, tuple[str, ...]], nodes: list[Node]) -> str | None:
    declared = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    declared += [str(v) for v in tree.xpath("//html/@lang | //body/@lang | //article/@lang")[:3]]
    declared += [text_of(n.get("inLanguage")) for n in nodes]
    declared += [*_all(metas, ("content-language", "language", "dc.language", "og:locale"))]
    for value in declared:
        if value and (found := _LANGUAGE.match(value.strip().split(",")[0].strip())):
            return found[0].replace("_", "-")
    return None
