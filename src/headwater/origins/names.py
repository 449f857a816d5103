"""Which publisher a name, a web site or a document stands for."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from headwater.origins.cues import Publisher, load_cues, plain_words
from headwater.origins.words import is_domain

_SECOND_LEVEL = frozenset(
    {"co", "com", "net", "org", "gob", "gov", "ac", "edu", "uol", "blogspot", "wordpress", "substack", "medium"}
)
_GENERIC = frozenset(
    {
        "news",
        "agency",
        "online",
        "newspaper",
        "magazine",
        "website",
        "portal",
        "agencia",
        "diario",
        "of",
        "de",
        "del",
        "and",
        "y",
    }
)
MAX_LABEL_LEFT = 3
"""Letters that may be left over when a site's name is spelt from the words of a title: a country code, "tv", "int"."""


@cache
def site_of(url: str) -> str:
    """Host of an address in lower case without `www.` and a final dot; the empty text where there is none."""
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


@cache
def known_site(site: str) -> Publisher | None:
    """The known publisher of a site or of the domain above it."""
    by_domain = load_cues().by_domain
    labels = site.split(".")
    for i in range(len(labels) - 1):
        if found := by_domain.get(".".join(labels[i:])):
            return found
    return None


@cache
def site_label(site: str) -> str:
    """The part of a host that says whose it is: `v2.iranintl.com` -> `iranintl`."""
    labels = [x for x in site.split(".") if x]
    if len(labels) < 2:
        return site
    own = labels[:-1]
    while len(own) > 1 and own[-1] in _SECOND_LEVEL:
        own = own[:-1]
    return own[-1].replace("-", "")


@cache
def publisher_key(name: str) -> str:
    """One spelling for all names of one publisher: its known name, else the words or the site's label."""
    words = plain_words(name)
    cues = load_cues()
    if found := cues.publishers.get(words):
        return found.name
    if is_domain(name.strip().casefold()):
        site = site_of(f"https://{name}") or name
        found = known_site(site)
        return found.name if found else site_label(site)
    return " ".join(w for w in words if w not in _GENERIC) or " ".join(words)


@cache
def document_publisher(publisher: str | None, url: str | None) -> str:
    """One spelling for the publisher of a document, by its address first."""
    site = site_of(url) if url else ""
    if site and (found := known_site(site)):
        return found.name
    if publisher:
        return publisher_key(publisher)
    return site_label(site) if site else ""


@cache
def spells(words: tuple[str, ...], label: str) -> bool:
    """Whether a site's label is written with the words of a name in order: (iran, international), iranintl.

    Each word gives a piece of at least three letters that starts with its first letter and keeps its order of letters.
    """
    if _is_label("".join(words), label):
        return True
    words = tuple(w for w in words if w not in _GENERIC)
    joined = "".join(words)
    if not words or len(joined) < 4:
        return joined == label and bool(joined)
    if _is_label(joined, label):
        return True
    return len(words) > 1 and _spell(words, label, whole=len(label))


_LABEL_HEADS = ("", "the", "el", "la", "los", "las", "le", "il", "der", "die")
_LABEL_TAILS = ("", "news", "online", "tv", "digital", "noticias")


def _is_label(joined: str, label: str) -> bool:
    """Whether a label is a name in one word, perhaps with its article or what it publishes on: `elfarodelsur`, `theledgernews`."""
    return len(joined) >= MIN_LABEL and label in labels_of(joined)


MIN_LABEL = 4


@cache
def labels_of(joined: str) -> frozenset[str]:
    """Labels of sites that a name written in one word may have."""
    return frozenset(head + joined + tail for head in _LABEL_HEADS for tail in _LABEL_TAILS)


def _spell(words: tuple[str, ...], label: str, *, whole: int) -> bool:
    if not words:
        return len(label) <= min(MAX_LABEL_LEFT, whole // 3)
    word = words[0]
    shortest = min(3, len(word))
    return any(
        _is_subsequence(label[:n], word) and _spell(words[1:], label[n:], whole=whole)
        for n in range(min(len(word), len(label)), shortest - 1, -1)
    )


def _is_subsequence(piece: str, word: str) -> bool:
    if not piece or piece[0] != word[0]:
        return False
    letters = iter(word)
    return all(c in letters for c in piece)


@cache
def is_publisher(cited: str, publisher: str | None, url: str | None) -> bool:
    """Whether a cited name means the publisher of a document.

    Args:
        cited: Name as cited.
        publisher: Publisher of the document.
        url: Its address.
    """
    key = publisher_key(cited)
    if key and key in {document_publisher(publisher, url), publisher_key(publisher or "")}:
        return True
    words = plain_words(cited)
    labels = {site_label(s) for s in (site_of(url or ""), publisher or "") if "." in s}
    return any(spells(words, label) for label in labels)


MIN_SHORT_CHARS = 5


@cache
def shortens(words: tuple[str, ...], label: str) -> bool:
    """Whether a name may be short for a site's label, or the label for the name.

    The name is how the label begins or ends ("the Ledger" for `hornledger`), or the label is its initials ("Sudan National
    Press Agency" for `snpa`). This alone is no identity: what is said must fit as well.
    """
    joined = "".join(w for w in words if w not in _GENERIC) or "".join(words)
    if len(joined) >= MIN_SHORT_CHARS and label != joined and (label.startswith(joined) or label.endswith(joined)):
        return True
    initials = "".join(w[0] for w in words if w not in {"of", "de", "del", "and", "y", "for", "the", "la", "el"})
    return len(initials) > 2 and initials == label


def run_by_state(name: str) -> str | None:
    """ISO 3166 code of the state that runs a publisher, where the list says so."""
    found = load_cues().publishers.get(plain_words(name)) or _by_name().get(name)
    return found.state if found else None


@cache
def _by_name() -> Mapping[str, Publisher]:
    return {p.name: p for p in load_cues().publishers.values()}


_ACRONYM = re.compile(r"^(.{4,120}) \(([A-Z][A-Za-z]{1,9})\)$")


@dataclass(frozen=True, slots=True)
class CitedNames:
    """One key and one name to show for everyone whom a case credits.

    Attributes:
        keys: Name as cited -> key.
        shown: Key -> name to show.
    """

    keys: Mapping[str, str]
    shown: Mapping[str, str]

    def key(self, cited: str) -> str:
        """Key of a cited name."""
        return self.keys.get(cited) or publisher_key(cited)

    def show(self, key: str) -> str:
        """Name to show for a key."""
        return self.shown.get(key, key)


def read_cited_names(cited: Iterable[str]) -> CitedNames:
    """Keys and names to show.

    "International Institute for Strategic Studies (IISS)" makes both forms one, and a last name alone is the one full
    name of the case that ends with it.

    Args:
        cited: Names as cited, once for each citation.
    """
    counts = Counter(cited)
    short = {publisher_key(m[1]): publisher_key(m[2]) for name in counts if (m := _ACRONYM.match(name))}
    keys: dict[str, str] = {}
    spellings: dict[str, list[tuple[int, int, str]]] = {}
    for name, n in counts.items():
        m = _ACRONYM.match(name)
        key = publisher_key(m[2]) if m else publisher_key(name)
        key = short.get(key, key)
        keys[name] = key
        spellings.setdefault(key, []).append((-n, len(name), name))
    ends: dict[str, set[str]] = {}
    for key in spellings:
        ends.setdefault(key.rsplit(" ", 1)[-1], set()).add(key)
    for name, key in list(keys.items()):
        # A last name stands for a full one; a common noun ("officials") never for somebody else's ("Western officials").
        longer = ends.get(key, set()) - {key} if " " not in key and name[:1].isupper() else set()
        if len(longer) == 1:
            keys[name] = next(iter(longer))
    known = _by_name()
    return CitedNames(keys, {key: key if key in known else min(found)[2] for key, found in spellings.items()})
