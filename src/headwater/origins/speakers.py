"""Signs that a report is its publisher's own: it has its own speaker, or says that somebody told it something.

Two reporters of one speech share its names and numbers without having read each other, so shared content says less there.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from headwater.origins.cues import load_cues, plain_words
from headwater.origins.names import document_publisher, site_label, site_of
from headwater.origins.neighbours import Held
from headwater.origins.upstreams import Upstream

MAX_NAME_WORDS = 4
MIN_LABEL_CHARS = 5
OWN_ODDS = -1.5
"""Added to the log odds of an upstream that shared content alone speaks for: at evens it falls to about one in five."""
TOP = 0.84
"""Greatest confidence that shared content gives; see `rewrites.content_confidence`."""
_OFFICES = frozenset(
    {"command", "staff", "navy", "police", "embassy", "kremlin", "pentagon", "comando", "armada", "embajada", "policía"}
)
"""Offices of a state besides those of `cues.yaml`."""
_WORD = re.compile(r"[^\W_]+")


def is_office(name: str) -> bool:
    """Whether a body is an office of a state: "Foreign Ministry"; it speaks, and is no text that was retold."""
    return any(w in load_cues().sets["offices"] or w in _OFFICES for w in plain_words(name))


def first_speaker(citations: Sequence[Mapping[str, Any]], sentence_starts: Sequence[int]) -> int | None:
    """Number of the sentence, among the first two, that credits a person or office and no publisher; None without one."""

    def sentence(c: Mapping[str, Any]) -> int:
        return max(0, bisect_right(sentence_starts, c["start"]) - 1)

    published = {sentence(c) for c in citations if c["cited_kind"] in {"agency", "outlet"} and not is_line(c)}
    speaking = [c for c in citations if c["rank"] == 0 and _speaks(c)]
    return min((n for c in speaking if (n := sentence(c)) <= 1 and n not in published), default=None)


def is_line(citation: Mapping[str, Any]) -> bool:
    """Whether a credit stands over or before the text: a by-line or a dateline."""
    return citation["rule"] in {"byline", "dateline"}


def _speaks(citation: Mapping[str, Any]) -> bool:
    kind = citation["cited_kind"]
    return kind == "official" or (kind in {"body", "unnamed"} and is_office(citation["cited"]))


def names_itself(doc: Held) -> bool:
    """Whether a text names its own publisher: "told the Baku Journal" on the Baku Journal's site."""
    site = site_label(site_of(doc.url)) if doc.url else ""
    labels = {x for x in (site, "".join(plain_words(document_publisher(doc.publisher, doc.url)))) if len(x) >= MIN_LABEL_CHARS}
    if not labels:
        return False
    words = _WORD.findall(doc.text)
    for i, word in enumerate(words):
        if word[0].isupper():
            joined = ""
            for w in words[i : i + MAX_NAME_WORDS]:
                joined += "".join(plain_words(w))
                if joined in labels:
                    return True
                if not any(label.startswith(joined) for label in labels):
                    break
    return False


def discount_content(upstreams: Sequence[Upstream]) -> list[Upstream]:
    """Upstreams of a report with a source of its own: bodies, and those by shared content alone, are less likely."""

    def is_content(u: Upstream) -> bool:
        kinds = {e["kind"] for e in u.evidence}
        return "content" in kinds and not kinds & {"citation", "passage", "byline", "copy"}

    return [_less(u) if is_content(u) else u for u in upstreams]


def _less(upstream: Upstream) -> Upstream:
    share = min(upstream.confidence / TOP, 1 - 1e-6)
    odds = math.log(max(share, 1e-6) / (1 - share)) + OWN_ODDS
    note = {"kind": "own", "detail": "less sure, since the report has a speaker of its own", "start": None, "end": None}
    confidence = round(TOP / (1 + math.exp(-odds)), 4)
    return Upstream(upstream.doc_id, upstream.name, upstream.relation, confidence, (*upstream.evidence, note))
