"""Getting a page by its address, and nothing that the address could be misused for.

The name of a host is resolved once, every address it has is checked, and the connection goes to the checked address: a
name that answers differently the second time gains nothing. Redirects are followed one by one with the same checks. No
proxy of the environment is used, since it would resolve the name again on its own.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from headwater import __version__
from headwater.config import FetchConfig
from headwater.ingest.blob import Blob, hold_bytes
from headwater.model.reject import Reject
from headwater.store.robots import MAX_BYTES, Rule, is_allowed, parse_robots
from headwater.values.url import join_url, split_url

if TYPE_CHECKING:
    import httpx

AGENT = "Headwater"
USER_AGENT = f"{AGENT}/{__version__} (reads single pages of public reporting for its user; obeys robots.txt)"
ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, application/x-ndjson, */*;q=0.5"

TOTAL_FACTOR = 6
"""A whole answer may take this many times `fetch.timeout_s`: a server that sends a byte at a time must not hold a build."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], list[str]]
"""From host and port to addresses; an argument so that tests need no network."""


class RefusedError(Exception):
    """An address is not fetched, or cannot be: code, detail and advice of a reject."""

    def __init__(self, code: str, detail: str, advice: str) -> None:
        super().__init__(detail)
        self.code, self.detail, self.advice = code, detail, advice


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server: status, header fields in lower case, body."""

    status: int
    fields: dict[str, str]
    body: bytes


class Fetcher:
    """Fetches pages one after the other, and remembers what each site's robots.txt says.

    Args:
        config: Limits; `allow_private` admits private and loopback addresses.
        resolve: How names are resolved.
    """

    def __init__(self, config: FetchConfig, *, resolve: Resolve | None = None) -> None:
        self._config = config
        self._resolve = resolve or resolve_host
        self._robots: dict[str, tuple[Rule, ...]] = {}
        self._trust: ssl.SSLContext | None = None  # made once: it reads all certificates that the machine trusts

    def fetch(self, url: str) -> Blob | Reject:
        """The page at an address, or why it was not fetched.

        Args:
            url: Absolute http or https address.
        """
        try:
            final, answer = self._follow(url, limit=int(self._config.max_mb * 1e6), check_robots=self._config.obey_robots)
        except RefusedError as error:
            return Reject("add", url, error.code, error.detail, error.advice)
        if answer.status != 200:
            advice = "open it in a browser; if it is there, save it as HTML or PDF and add the file"
            return Reject("add", url, "http_status", f"the server answered {answer.status}", advice)
        media_type = answer.fields.get("content-type")
        return Blob(url, len(answer.body), hold_bytes(answer.body), media_type=media_type, url=final)

    def _follow(self, url: str, *, limit: int, check_robots: bool) -> tuple[str, Answer]:
        for _ in range(self._config.max_redirects + 1):
            if check_robots and not is_allowed(url, self._rules_of(url)):
                advice = "open it in a browser, save it, and add the file"
                raise RefusedError(
                    "robots", f"robots.txt of {urlsplit(url).hostname} does not allow programs to fetch it", advice
                )
            answer = self._get(url, limit)
            if answer.status not in _REDIRECTS:
                return url, answer
            target = join_url(url, answer.fields.get("location", ""))
            if target is None:
                raise RefusedError(
                    "bad_redirect", f"{url} leads to {answer.fields.get('location', '')[:120]!r}", "add the final address"
                )
            url = target
        raise RefusedError("too_many_redirects", f"more than {self._config.max_redirects} redirects", "add the final address")

    def _rules_of(self, url: str) -> tuple[Rule, ...]:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            _, answer = self._follow(f"{site}/robots.txt", limit=MAX_BYTES, check_robots=False)
            if answer.status >= 500 or answer.status == 429:
                detail = f"robots.txt of {parts.hostname} cannot be read: the server answered {answer.status}"
                raise RefusedError("robots", detail, "try again later, or save the page in a browser and add the file")
            text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
            self._robots[site] = parse_robots(text, agent=AGENT)
        return self._robots[site]

    def _get(self, url: str, limit: int) -> Answer:
        import httpx

        host, port, address = self._check(url)
        self._trust = self._trust or httpx.create_ssl_context()
        parts = urlsplit(url)
        netloc = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        headers = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": USER_AGENT,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        target = parts._replace(netloc=netloc, fragment="").geturl()
        try:
            with (
                httpx.Client(
                    timeout=self._config.timeout_s, follow_redirects=False, trust_env=False, verify=self._trust
                ) as client,
                client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as response,
            ):
                return _read_answer(response, limit, TOTAL_FACTOR * self._config.timeout_s)
        except httpx.TimeoutException as error:
            detail = f"{host} did not answer within {self._config.timeout_s:g} seconds"
            raise RefusedError("timeout", detail, "try again later, or raise fetch.timeout_s") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            detail = f"{host}: {type(error).__name__}: {str(error)[:200]}"
            raise RefusedError(
                "not_reached", detail, "check the address and the connection, or save the page and add the file"
            ) from error

    def _check(self, url: str) -> tuple[str, int, str]:
        """Host, port and checked address to connect to."""
        parts = split_url(url)
        if parts is None or parts.hostname is None:
            raise RefusedError(
                "bad_url", f"{url[:120]!r} is no absolute http or https address", "give an address that begins with https://"
            )
        if parts.username is not None or parts.password is not None:
            raise RefusedError("bad_url", "the address carries a user name or password", "give the address without it")
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        try:
            host = parts.hostname.encode("idna").decode("ascii") if not parts.hostname.isascii() else parts.hostname
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise RefusedError(
                "not_reached", f"the name {parts.hostname} is not known: {error}", "check the address and the connection"
            ) from error
        for address in addresses:
            if not (self._config.allow_private or is_public(address)):
                detail = f"{parts.hostname} is {address}, which is not a public address"
                raise RefusedError("private_address", detail, "if you mean your own network, set fetch.allow_private = true")
        if not addresses:
            raise RefusedError(
                "not_reached", f"the name {parts.hostname} has no address", "check the address and the connection"
            )
        return host, port, addresses[0]


def _read_answer(response: "httpx.Response", limit: int, seconds: float) -> Answer:
    fields = {k.lower(): v for k, v in response.headers.items()}
    if response.status_code in _REDIRECTS:
        return Answer(response.status_code, fields, b"")
    declared = fields.get("content-length", "")
    advice = "save it yourself and add the file, or raise fetch.max_mb"
    if declared.isdigit() and int(declared) > limit:
        raise RefusedError("too_large", f"{declared} bytes; the limit is {limit}", advice)
    end = time.monotonic() + seconds
    body = bytearray()
    for part in response.iter_bytes():  # as it comes: a fixed size would wait for it
        body += part
        if len(body) > limit:
            raise RefusedError("too_large", f"more than {limit} bytes", advice)
        if time.monotonic() > end:
            raise RefusedError(
                "timeout", f"the answer was not whole after {seconds:g} seconds", "try again later, or raise fetch.timeout_s"
            )
    return Answer(response.status_code, fields, bytes(body))


def resolve_host(host: str, port: int) -> list[str]:
    """All addresses of a host.

    Raises:
        OSError: The name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(cast("str", entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it carries another inside."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _addresses_in(ip))


def _addresses_in(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        found = [one for one in inner if one is not None]
        if found:
            yield from found
            return
    yield ip
