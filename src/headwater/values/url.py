"""Addresses on the web: clean them, and name the site that a document was published on."""

import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

MAX_URL_CHARS = 2048
"""Longer addresses carry session data, not a place; servers and browsers refuse them too."""

_REGISTRY_LABELS = "ac co com edu gob gouv gov go gv govt info int mil mod ne net nic nom or org police press sch web"
SECOND_LEVEL = frozenset(_REGISTRY_LABELS.split())
"""Labels that registries put between a country's domain and the registered name: example.co.uk, example.gob.ve."""

_HOSTS = """
blogspot.com wordpress.com substack.com medium.com tumblr.com github.io gitlab.io livejournal.com typepad.com weebly.com
wixsite.com over-blog.com blogfa.com netlify.app vercel.app pages.dev web.app squarespace.com ghost.io beehiiv.com
hypotheses.org altervista.org canalblog.com hatenablog.com
"""
SHARED_HOSTS = frozenset(_HOSTS.split())
"""Sites where each name in front of the domain is a publisher of its own."""

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga|ocid|cmpid)$", re.IGNORECASE)
_SERVICE_LABELS = re.compile(r"^(www\d{0,2}|m|mobile|amp|wap)$")
_HOST = re.compile(r"^[^\s/?#@:%<>\"'\\]{1,253}$")


def split_url(text: str) -> SplitResult | None:
    """Parts of an absolute http or https address, or None where the text is not one.

    Args:
        text: The address as it stands; blanks around it do not matter.
    """
    text = text.strip()
    if len(text) > MAX_URL_CHARS or any(c.isspace() or ord(c) < 0x20 for c in text):
        return None
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not (host or "").rstrip("."):
        return None
    if host is None or not (_HOST.match(host) or ":" in host):
        return None
    return parts


def is_url(text: str) -> bool:
    """Whether a text is an absolute http or https address."""
    return split_url(text) is not None


def clean_url(text: str) -> str | None:
    """One spelling of an address: host in lower case, without user, default port, fragment or tracking parameters.

    Args:
        text: An address as it was given.

    Returns:
        The address, or None where the text is no absolute http or https address.

    Example:
        >>> clean_url("HTTPS://News.Example:443/a?utm_source=x&id=3#top")
        'https://news.example/a?id=3'
    """
    parts = split_url(text)
    if parts is None:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{parts.port}"
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p.split("=", 1)[0]))
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def join_url(page: str, reference: str) -> str | None:
    """The absolute address that a reference on a page leads to, or None where it is none."""
    try:
        return clean_url(urljoin(page, reference.strip()))
    except ValueError:
        return None


def find_host(text: str) -> str | None:
    """Host of an address in lower case, without a leading `www`, or None."""
    parts = split_url(text)
    if parts is None or not parts.hostname:
        return None
    labels = parts.hostname.lower().rstrip(".").split(".")
    while len(labels) > 2 and _SERVICE_LABELS.match(labels[0]):
        labels = labels[1:]
    return ".".join(labels)


def find_site(text: str) -> str | None:
    """The site that an address belongs to: the name that somebody registered.

    Approximates the public suffix list by rule, so that no list has to be kept current: under a country's domain a
    label such as `co`, `gob` or `org` belongs to the registry, and on shared hosts each name is a site of its own.

    Args:
        text: An absolute http or https address.

    Returns:
        A domain such as `military.com`, the bare number of an address without a name, or None.

    Example:
        >>> find_site("https://mst.military.com/daily-news/a.html")
        'military.com'
    """
    host = find_host(text)
    if host is None or ":" in host or host.replace(".", "").isdigit():
        return host
    labels = host.split(".")
    keep = 2
    if len(labels) > 2 and (".".join(labels[-2:]) in SHARED_HOSTS or (len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL)):
        keep = 3
    return ".".join(labels[-keep:])


def name_file(text: str) -> str:
    """The last part of an address's path, as a file name; empty where the path names none."""
    parts = split_url(text)
    return unquote(parts.path.rsplit("/", 1)[-1]) if parts else ""
