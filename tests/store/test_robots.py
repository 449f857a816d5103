"""Rules of robots.txt, with the examples of RFC 9309."""

import pytest

from headwater.store.robots import is_allowed, parse_robots

FILE = """
# comment
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
User-Agent: Headwater
Disallow: /
Allow: /example/page.html
Allow: /example/allowed.gif

User-Agent: barbot
Disallow:
"""


@pytest.mark.parametrize(
    ("agent", "path", "expected", "why"),
    [
        ("headwater", "/example/page.html", True, "the longer rule counts"),
        ("headwater", "/example/allowed.gif", True, "the rules for all do not count where there are own ones"),
        ("headwater", "/publications/", False, "nor those that allow"),
        ("other", "/publications/x", True, "allowed to all"),
        ("other", "/example/x", False, "denied to all"),
        ("other", "/a/b.gif", False, "by its ending"),
        ("other", "/a/b.gif?x", True, "not its ending"),
        ("other", "/robots.txt", True, "always"),
        ("barbot", "/example/x", True, "an empty rule denies nothing"),
    ],
)
def test_the_example_of_the_standard(agent: str, path: str, expected: bool, why: str) -> None:
    assert is_allowed(f"https://a.example{path}", parse_robots(FILE, agent=agent)) is expected, why


@pytest.mark.parametrize(
    ("rules", "path", "expected", "why"),
    [
        ("Disallow: /", "/", False, "all of it"),
        ("Disallow: /\nAllow: /$", "/", True, "only the first page"),
        ("Disallow: /\nAllow: /$", "/x", False, "only the first page"),
        ("Disallow: /a\nAllow: /a", "/a", True, "of equals the one that allows"),
        ("Disallow: /*/private/*.html", "/x/private/y.html?z", False, "stars inside"),
        ("Disallow: /*?", "/x?y", False, "questions"),
        ("Disallow: /fo%C3%B3", "/foó", False, "letters and their codes are one"),
        ("", "/x", True, "nothing is denied"),
        ("Disallow: " + "*a" * 900 + "b", "/" + "a" * 2000, True, "a pattern made to be slow"),
    ],
)
def test_rules(rules: str, path: str, expected: bool, why: str) -> None:
    assert is_allowed(f"https://a.example{path}", parse_robots(f"User-agent: *\n{rules}", agent="headwater")) is expected, why
