"""Web pages: body, facts, dates, and pages that mean harm."""

import json

import pytest
from ingest_samples import STORY, article, only, page, read

from headwater.ingest.html import find_charset, is_html, read_html
from headwater.ingest.json_ld import find_nodes
from headwater.ingest.reading import Given, Reading


def html(body: str, head: str = "", url: str | None = None, attributes: str = 'lang="en"') -> Reading:
    return read_html(page(body, head, attributes), Given("p.html", url=url))


def ld(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{n if isinstance(n, str) else json.dumps(n)}</script>' for n in nodes)


NEWS = {
    "@type": "NewsArticle",
    "headline": "Workshop assembles aircraft",
    "datePublished": "2025-08-28T23:30:00-04:00",
    "dateModified": "2025-09-01",
    "author": [{"@type": "Person", "name": "A. Writer"}, {"@type": "Person", "name": "B. Writer"}],
    "publisher": {"@type": "Organization", "name": "The Gazette"},
    "inLanguage": "en-US",
}


def test_body_is_the_story_without_what_stands_around_it() -> None:
    menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/world>World</a></li></ul></nav>"
    foot = "<footer>Subscribe to our newsletter. All rights reserved.</footer>"
    found = html(f"{menu}<h1>Head</h1>{article(STORY, 'Second. ' + STORY)}{foot}")
    assert found.text == f"{STORY}\nSecond. {STORY}"


def test_facts_come_from_structured_data_first() -> None:
    head = (
        ld({"@graph": [{"@type": "WebSite", "name": "Site"}, NEWS]})
        + '<meta property="og:title" content="Other"><title>Third</title>'
    )
    found = html(article(), head + '<link rel="canonical" href="https://news.example/story?utm_source=x">')
    assert (found.title, found.author, found.publisher) == (
        "Workshop assembles aircraft",
        "A. Writer, B. Writer",
        "The Gazette",
    )
    assert (found.url, found.language) == ("https://news.example/story", "en")
    assert found.dates[0].date == "2025-08-28"
    assert found.dates[0].evidence == "NewsArticle.datePublished: 2025-08-28T23:30:00-04:00"


@pytest.mark.parametrize(
    ("head", "body", "expected", "why"),
    [
        ('<meta property="og:title" content="Head"><title>Head | Site</title>', "", ("Head", None), "Open Graph"),
        (
            '<meta property="og:site_name" content="Site"><title>Head | Site</title>',
            "",
            ("Head", "Site"),
            "site cut off the title",
        ),
        ("<title>Title only</title>", "<h1>Head</h1>", ("Head", None), "a single heading"),
        ("<title>Title only</title>", "<h1>One</h1><h1>Two</h1>", ("Title only", None), "headings that say nothing"),
        ("", "", (None, None), "nothing is stated"),
    ],
)
def test_title_and_publisher(head: str, body: str, expected: tuple[str | None, str | None], why: str) -> None:
    found = html(body + article(), head)
    assert (found.title, found.publisher) == expected, why


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By A. Writer", "A. Writer"),
        ("A. Writer | November 18, 2019 12:26 PM", "A. Writer"),
        ("A. Writer @writer Nov 19, 2019 at 6:46 pm", "A. Writer"),
        ("Por Ana Núñez, 5 de marzo de 2020", "Ana Núñez"),
        ("https://a.example/writer", None),
    ],
)
def test_author_is_a_name(byline: str, expected: str | None) -> None:
    assert html(article(), f'<meta name="author" content="{byline}">').author == expected


def test_every_candidate_for_the_date_is_kept_best_first() -> None:
    head = ld(NEWS) + '<meta property="article:published_time" content="2025-08-29"><meta name="lastmod" content="2025-10-01">'
    body = '<div class="dateline">August 27, 2025</div><time datetime="2025-08-30">x</time><time class="updated" datetime="2025-11-11">y</time>'
    found = html(f"<article>{body}<p>{STORY}</p><p>{STORY}</p></article>", head, url="https://a.example/2025/08/26/x")
    assert [(c.basis, c.date) for c in found.dates] == [
        ("json-ld", "2025-08-28"),
        ("meta", "2025-08-29"),
        ("time element", "2025-08-30"),
        ("url", "2025-08-26"),
        ("text", "2025-08-27"),
    ]


@pytest.mark.parametrize(
    ("script", "expected", "why"),
    [
        ('{"@type": "NewsArticle", "headline": "A\nB"}', ["NewsArticle"], "a raw newline in a value"),
        ('<!-- {"@type": "Article"} -->', ["Article"], "inside a comment"),
        ('{"@type": "Article"};', ["Article"], "with a semicolon"),
        ("{&quot;@type&quot;: &quot;Article&quot;}", ["Article"], "with escaped quotes"),
        ('{"@type": "Article" "datePublished": "2020-01-01"}', ["Article"], "broken: pairs are still told"),
        (
            '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle"}]}',
            ["ItemList"],
            "other articles are not entered",
        ),
        ('[[{"@type": "Article"}], 5, null]', ["Article"], "lists"),
        ("[" * 100_000, [], "nested to break the parser"),
        ("junk", [], "junk"),
    ],
)
def test_structured_data_as_it_is_found(script: str, expected: list[str], why: str) -> None:
    assert [n.get("@type") for n in find_nodes([script])] == expected, why


def test_a_page_that_means_harm_is_only_text() -> None:
    bad = (
        "<script>fetch('http://127.0.0.1/steal')</script><img src='https://remote.example/x.png' onerror='alert(1)'>"
        "<iframe src='https://remote.example/'></iframe><link rel=stylesheet href='https://remote.example/x.css'>"
        "<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;"
    )
    tables = read("p.html", page(bad + article(STORY, STORY + " &lt;script&gt;alert(2)&lt;/script&gt;"), ""))
    text = str(only(tables["texts"])["text"])
    assert "steal" not in text
    assert "root:" not in text
    assert "remote.example" not in text
    assert STORY in text


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "span"])
def test_a_page_nested_without_end_is_read_as_far_as_it_goes(tag: str) -> None:
    opening = "".join(f"<{t}>" for t in tag.replace(">", "").split("<"))
    tables = read("p.html", page(article() + opening * 50_000 + "deep"))
    assert STORY in str(only(tables["texts"])["text"])
    assert only(tables["rejects"])["code"] == "nested_too_deep"


def test_charset_of_the_page_counts_where_the_server_names_none() -> None:
    spanish = "El señor Núñez afirmó que la producción comenzó en 2012 según él, y añadió que seguirá así. " * 4
    data = f"<html><head><meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'></head><body><p>{spanish}</p></body></html>"
    found = read_html(data.encode("latin-1"), Given("p.html"))
    assert "señor Núñez" in found.text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf\n <!-- saved --> <HTML lang=en>", True),
        (b'<?xml version="1.0"?><html>', True),
        ("<html>".encode("utf-16"), True),
        (b"<p>A fragment</p>", False),
        (b"Text about <html>", False),
        (b"<!--" * 2000, False),
    ],
)
def test_is_html(head: bytes, expected: bool) -> None:
    assert is_html(head) is expected


def test_find_charset() -> None:
    assert find_charset(b'<meta charset="Shift_JIS">') == "Shift_JIS"
    assert find_charset(b"<p>charset=x</p>") is None
