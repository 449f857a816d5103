"""Addresses and the sites that they belong to."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from headwater.values.url import clean_url, find_host, find_site, is_url, join_url, name_file


@pytest.mark.parametrize(
    ("url", "site", "why"),
    [
        ("https://www.nytimes.com/2025/a", "nytimes.com", "www is no part of the name"),
        ("https://mst.military.com/daily-news/", "military.com", "a part of the site"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk", "a label of the registry"),
        ("https://prensa.presidencia.gob.ve/x", "presidencia.gob.ve", "a label of the registry"),
        ("https://gerente.com/ve/x", "gerente.com", "plain"),
        ("https://somebody.substack.com/p/x", "somebody.substack.com", "a publisher on a shared host"),
        ("https://substack.com/x", "substack.com", "the shared host itself"),
        ("https://t.co/x", "t.co", "a short name is no registry's label"),
        ("http://co.uk/x", "co.uk", "nothing in front"),
        ("http://192.168.1.5:8080/x", "192.168.1.5", "a number"),
        ("http://[::1]/x", "::1", "a number"),
        ("http://localhost/x", "localhost", "one label"),
        ("mailto:a@b.example", None, "no web address"),
        ("news.example/x", None, "not absolute"),
        ("http://a.example:99999/", None, "no such port"),
        ("http://[broken/", None, "broken"),
    ],
)
def test_find_site(url: str, site: str | None, why: str) -> None:
    assert find_site(url) == site, why


@pytest.mark.parametrize(
    ("url", "expected", "why"),
    [
        (
            "HTTPS://News.Example:443/a?utm_source=x&id=3&fbclid=y#top",
            "https://news.example/a?id=3",
            "tracking and defaults go",
        ),
        ("http://user:pw@a.example", "http://a.example/", "users go"),
        (" https://a.example/ü ", "https://a.example/ü", "blanks go"),
        ("https://a.example:8443/x", "https://a.example:8443/x", "a port that counts stays"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/", "numbers keep their brackets"),
        ("javascript:alert(1)", None, "no web address"),
        ("https://a.example/" + "x" * 3000, None, "too long"),
        ("https://a.example/x y", None, "a blank inside"),
        ("", None, "nothing"),
    ],
)
def test_clean_url(url: str, expected: str | None, why: str) -> None:
    assert clean_url(url) == expected, why


def test_parts() -> None:
    assert find_host("https://www2.M.example.org/x") == "example.org"
    assert join_url("https://a.example/x/y", "../z?q=1") == "https://a.example/z?q=1"
    assert join_url("https://a.example/", "javascript:x") is None
    assert name_file("https://a.example/files/report%20one.pdf?x=1") == "report one.pdf"
    assert name_file("https://a.example/") == ""


@given(st.text(max_size=200))
@example(".")  # a host of points alone is none
def test_cleaning_is_done_once(text: str) -> None:
    for candidate in (text, "https://" + text, "http://a.example/" + text):
        once = clean_url(candidate)
        if once is not None:
            assert is_url(once)
            assert clean_url(once) == once
            find_site(once)
            name_file(once)
