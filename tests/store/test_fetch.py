"""Getting pages from a local server; no test leaves the machine."""

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from headwater.config import FetchConfig
from headwater.ingest.blob import Blob
from headwater.model.reject import Reject
from headwater.store.fetch import USER_AGENT, Fetcher, is_public

Handle = Callable[[BaseHTTPRequestHandler], None]
LOCAL = FetchConfig(allow_private=True, timeout_s=2, max_mb=0.01)
PAGE = b"<html><body><p>Hello.</p></body></html>"


class Site:
    """A local site: path -> (status, fields, body), with a record of what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.slow: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
                status, fields, body = site.answers.get(self.path, (404, {}, b"nothing"))
                with contextlib.suppress(OSError):
                    self.send_response(status)
                    for name, value in fields.items():
                        self.send_header(name, value)
                    if "Content-Length" not in fields:
                        self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    if self.path in site.slow:
                        for _ in range(200):
                            self.wfile.write(b".")
                            self.wfile.flush()
                            time.sleep(0.05)
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.answers["/page"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def code_of(found: Blob | Reject) -> str:
    assert isinstance(found, Reject), found
    assert found.detail
    assert found.advice
    return found.code


def test_a_page_is_fetched_with_its_type_and_address(site: Site) -> None:
    found = Fetcher(LOCAL).fetch(f"{site.url}/page")
    assert isinstance(found, Blob)
    assert (found.read(), found.media_type, found.url) == (PAGE, "text/html; charset=utf-8", f"{site.url}/page")
    assert site.asked == [
        ("/robots.txt", USER_AGENT, f"127.0.0.1:{site.port}"),
        ("/page", USER_AGENT, f"127.0.0.1:{site.port}"),
    ]


def test_loopback_is_refused_without_the_flag(site: Site) -> None:
    assert code_of(Fetcher(FetchConfig()).fetch(f"{site.url}/page")) == "private_address"
    assert not site.asked


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher(LOCAL, resolve=lambda _host, _port: next(answers))
    found = fetcher.fetch(f"http://news.example:{site.port}/page")
    assert isinstance(found, Blob)
    assert {host for _, _, host in site.asked} == {f"news.example:{site.port}"}


def test_a_name_that_answers_differently_the_second_time_gains_nothing(site: Site) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    fetcher = Fetcher(FetchConfig(timeout_s=1, obey_robots=False), resolve=lambda _host, _port: next(answers))
    fetcher._get = lambda url, _limit: fetcher._check(url) and fetcher._check(url)  # type: ignore[method-assign]
    assert code_of(fetcher.fetch(f"http://rebind.example:{site.port}/page")) == "private_address"
    assert not site.asked


def test_one_private_address_among_several_is_refused() -> None:
    fetcher = Fetcher(FetchConfig(), resolve=lambda _host, _port: ["93.184.216.34", "192.168.1.1"])
    assert code_of(fetcher.fetch("https://news.example/")) == "private_address"


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://10.1.2.3/", "http://[::1]/"])
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    site.answers["/away"] = (302, {"Location": target}, b"")
    real = Fetcher(LOCAL)
    checked: list[str] = []

    def check(url: str) -> tuple[str, int, str]:
        checked.append(url)
        if not url.startswith(site.url):
            return Fetcher(FetchConfig())._check(url)
        return Fetcher(LOCAL)._check(url)

    real._check = check  # type: ignore[method-assign]
    assert code_of(real.fetch(f"{site.url}/away")) == "private_address"
    assert checked[-1].startswith(target[:10])


@pytest.mark.parametrize(
    ("location", "code", "why"),
    [
        ("file:///etc/passwd", "bad_redirect", "another scheme"),
        ("ftp://a.example/x", "bad_redirect", "another scheme"),
        ("", "too_many_redirects", "to itself"),
        ("/loop", "too_many_redirects", "a loop"),
    ],
)
def test_redirects_that_lead_nowhere(site: Site, location: str, code: str, why: str) -> None:
    site.answers["/loop"] = (301, {"Location": location}, b"")
    assert code_of(Fetcher(LOCAL).fetch(f"{site.url}/loop")) == code, why


def test_redirects_are_followed_and_the_last_address_is_kept(site: Site) -> None:
    site.answers["/old"] = (301, {"Location": "/page"}, b"")
    found = Fetcher(LOCAL).fetch(f"{site.url}/old")
    assert isinstance(found, Blob)
    assert (found.name, found.url) == (f"{site.url}/old", f"{site.url}/page")


@pytest.mark.parametrize(
    ("answer", "code", "why"),
    [
        ((404, {}, b"x"), "http_status", "not there"),
        ((403, {}, b"x"), "http_status", "not allowed"),
        ((200, {}, bytes(20_000)), "too_large", "more than it may be, as declared"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000))), "too_large", "more than it may be, when unpacked"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip at all"), "not_reached", "packed wrongly"),
    ],
)
def test_answers_that_are_no_page(site: Site, answer: tuple[int, dict[str, str], bytes], code: str, why: str) -> None:
    site.answers["/x"] = answer
    assert code_of(Fetcher(LOCAL).fetch(f"{site.url}/x")) == code, why


def test_a_server_that_sends_a_byte_at_a_time_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.store.fetch.TOTAL_FACTOR", 0.2)
    site.answers["/slow"] = (200, {"Content-Type": "text/plain", "Content-Length": "100000"}, b"")
    site.slow.add("/slow")
    assert code_of(Fetcher(FetchConfig(allow_private=True, timeout_s=1)).fetch(f"{site.url}/slow")) == "timeout"


def test_a_server_that_is_not_there(site: Site) -> None:
    fetcher = Fetcher(LOCAL)
    site.server.server_close()
    assert code_of(fetcher.fetch(f"{site.url}/page")) == "not_reached"


def test_a_name_that_nobody_knows() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    assert code_of(Fetcher(LOCAL, resolve=unknown).fetch("https://no.example/")) == "not_reached"


@pytest.mark.parametrize("url", ["https://user:pass@a.example/", "ftp://a.example/", "https:///x", "http://a b/"])
def test_addresses_that_are_none(url: str) -> None:
    assert code_of(Fetcher(FetchConfig(obey_robots=False)).fetch(url)) == "bad_url"


def test_robots_are_obeyed_and_asked_once(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/private/x"] = site.answers["/page"]
    fetcher = Fetcher(LOCAL)
    assert code_of(fetcher.fetch(f"{site.url}/private/x")) == "robots"
    assert isinstance(fetcher.fetch(f"{site.url}/page"), Blob)
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/page"]
    assert isinstance(Fetcher(FetchConfig(allow_private=True, obey_robots=False)).fetch(f"{site.url}/private/x"), Blob)


def test_robots_hold_for_the_place_that_a_redirect_leads_to(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/open"] = (302, {"Location": "/private/x"}, b"")
    assert code_of(Fetcher(LOCAL).fetch(f"{site.url}/open")) == "robots"


def test_a_site_whose_robots_cannot_be_read_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    assert code_of(Fetcher(LOCAL).fetch(f"{site.url}/page")) == "robots"


@pytest.mark.parametrize(
    ("address", "expected", "why"),
    [
        ("93.184.216.34", True, "public"),
        ("2606:2800:220:1:248:1893:25c8:1946", True, "public"),
        ("127.0.0.1", False, "loopback"),
        ("10.0.0.1", False, "private"),
        ("172.16.0.1", False, "private"),
        ("192.168.0.1", False, "private"),
        ("169.254.169.254", False, "link-local, where clouds keep secrets"),
        ("100.64.0.1", False, "shared by carriers"),
        ("0.0.0.0", False, "this host"),
        ("224.0.0.1", False, "multicast"),
        ("255.255.255.255", False, "broadcast"),
        ("240.0.0.1", False, "reserved"),
        ("::1", False, "loopback"),
        ("::", False, "this host"),
        ("fe80::1%eth0", False, "link-local with a zone"),
        ("fc00::1", False, "private"),
        ("::ffff:127.0.0.1", False, "loopback inside another"),
        ("::ffff:8.8.8.8", True, "public inside another"),
        ("64:ff9b::7f00:1", False, "loopback behind a translator"),
        ("2002:7f00:1::", False, "loopback inside a tunnel"),
        ("no address", False, "no address"),
    ],
)
def test_is_public(address: str, expected: bool, why: str) -> None:
    assert is_public(address) is expected, why
