"""What stands between the pages and a hostile world: who may ask, and what an answer may load."""

import ipaddress
import logging
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headwater.web.problems import answer_problem, problem_response

log = logging.getLogger(__name__)

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""Ingested words are shown as words: nothing inline runs, and nothing is loaded from anywhere else."""

HEADERS = {
    "content-security-policy": "; ".join(f"{directive} {sources}" for directive, sources in POLICY.items()),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def allowed_hosts(host: str) -> frozenset[str]:
    """Names by which a server bound to this address may be asked.

    A page elsewhere can point a name of its own at a loopback address (DNS rebinding) and would then read the case; the
    browser still sends that name in the Host header, so only known names are answered.

    Args:
        host: Address that the server is bound to.

    Returns:
        Names and addresses in lower case, without brackets. A server bound to all addresses also answers to the name of
        its machine and to every literal address (`*ip`).
    """
    host = host.strip("[]").lower()
    names = {*LOOPBACK_NAMES, host}
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared, not bound
        names |= {socket.gethostname().lower(), "*ip"}
    return frozenset(names)


def host_name(header: str) -> str:
    """Name in a Host header or authority, without port and brackets, in lower case; empty where it makes no sense."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def is_known_host(header: str, hosts: frozenset[str]) -> bool:
    """Whether a Host header names this server."""
    name = host_name(header)
    return name in hosts or ("*ip" in hosts and _is_address(name))


def is_same_site(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of this server.

    Browsers send `Sec-Fetch-Site` or `Origin` with every such request, so one without both is refused as well.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return site is not None
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """ASGI middleware: checks Host and origin of a request, adds the headers to its answer, and answers when a page fails."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_started = False

        async def send_guarded(message: Message) -> None:
            nonlocal has_started
            if message["type"] == "http.response.start":
                has_started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        refusal = self._refuse(scope)
        if refusal is not None:
            await problem_response(*refusal)(scope, receive, send_guarded)
            return
        try:
            await self.app(scope, receive, send_guarded)
        except Exception:
            log.exception("request for %s failed", scope["path"])
            if has_started:
                raise
            error = "this page failed; the terminal that runs `headwater serve` shows why"
            await answer_problem(Request(scope), 500, error)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not is_known_host(headers.get("host", ""), self.hosts):
            return 400, "this server does not answer to that name; open it by the address that it printed"
        if scope["method"] not in _SAFE_METHODS and not is_same_site(headers):
            return 403, "this request does not come from a page of this server"
        return None
