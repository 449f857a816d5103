"""Whom a document names as its upstream: how much of it each credit governs, and which held document it means."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.origins.content import Shared
from headwater.origins.days import is_later
from headwater.origins.names import CitedNames, document_publisher, run_by_state
from headwater.origins.neighbours import Held

SURE = 0.85
"""Upstreams from here on are what the document says itself; content counts only where there is none."""
BYLINE_STRENGTH = 0.95
STRENGTH_BY_SENTENCE = (0.92, 0.85, 0.75)
"""A credit in the first sentences governs a report; later ones govern their own sentence."""
LATE_STRENGTH = 0.45
BODY_STRENGTH = 0.4
"""A body (an institute, a ministry) is a speaker more often than the text that was rewritten."""
FOUND_BODY_STRENGTH = 0.9
"""A body credited in the first sentences whose own text the case holds, with content that fits, is the text that was read."""
OWN_BODY = 0.6
"""Factor for a body that is credited in a report with a source of its own."""
AFTER_SPEAKER = 0.3
"""A publisher named in later sentences of a report that has its own speaker is answered or mentioned, not retold."""
MIN_HELD_SCORE = 0.1
MIN_UNDATED_SCORE = 0.2
STATE_STEP = 0.005
"""A state-run agency's own name stays beside the state behind it, just below it."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """A possible upstream of a document or of one claim.

    Attributes:
        doc_id: The upstream document, where the case holds it.
        name: Name of an upstream that is not held.
        relation: copy, rewrite, translation, digest or cites.
        confidence: 0 to 1.
        evidence: What speaks for it: {kind, detail, start, end}.
    """

    doc_id: str | None
    name: str | None
    relation: str
    confidence: float
    evidence: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A publisher or body that a document names, at its strongest place.

    Attributes:
        key: One spelling of the name.
        kind: agency, outlet or body.
        strength: 0 to 1: how sure that the document as a whole was taken from it.
        is_deep: Whether it stands behind another one that the document names as nearer.
        citation: The row of `citations`.
        is_early: Whether it stands in the first two sentences.
    """

    key: str
    kind: str
    strength: float
    is_deep: bool
    citation: Mapping[str, Any]
    is_early: bool = True


def read_credits(
    citations: Sequence[Mapping[str, Any]],
    sentence_starts: Sequence[int],
    names: CitedNames,
    *,
    is_own: Callable[[str], bool] = lambda _: False,
    speaker: int | None = None,
) -> list[Credit]:
    """Publishers and bodies that one document names, each once, strongest first.

    Args:
        citations: Rows of `citations` of the document.
        sentence_starts: First code point of each sentence, in order.
        names: Keys of cited names.
        is_own: Whether a cited name means the document's own publisher, which is no upstream of it.
        speaker: Number of the sentence in which the report has a speaker of its own, if it has one.
    """
    citations = sorted((c for c in citations if not is_own(c["cited"])), key=lambda c: (c["start"], c["end"]))
    has_byline = any(c["rule"] in {"byline", "dateline"} for c in citations)
    is_retold = False
    best: dict[str, Credit] = {}
    for c in citations:
        if c["cited_kind"] not in {"agency", "outlet", "body"}:
            continue
        n = max(0, bisect_right(sentence_starts, c["start"]) - 1)
        strength = _strength(c, n)
        is_retold = is_retold or (c["cited_kind"] != "body" and (speaker is None or n <= max(1, speaker)))
        if c["cited_kind"] != "body" and not is_retold:
            strength = min(strength, AFTER_SPEAKER)
        is_deep = c["rank"] > 0 or (has_byline and c["rule"] not in {"byline", "dateline"})
        credit = Credit(names.key(c["cited"]), c["cited_kind"], strength, is_deep, c, n <= 1)
        kept = best.get(credit.key)
        if kept is None or credit.strength > kept.strength:
            best[credit.key] = credit
    return sorted(best.values(), key=lambda x: (-x.strength, x.key))


def _strength(citation: Mapping[str, Any], n: int) -> float:
    """How much of a document a credit in its n-th sentence governs."""
    if citation["rule"] in {"byline", "dateline"}:
        return BODY_STRENGTH if citation["cited_kind"] == "body" else BYLINE_STRENGTH
    if citation["cited_kind"] == "body":
        return BODY_STRENGTH
    return STRENGTH_BY_SENTENCE[n] if n < len(STRENGTH_BY_SENTENCE) else LATE_STRENGTH


def resolve_credit(
    key: str,
    doc: Held,
    own: Sequence[Held],
    shared: Mapping[str, Shared],
    carriers: Mapping[str, Sequence[Held]],
) -> Held | None:
    """The held document that a credit means: right publisher, not later, content that fits; None where none is held.

    Args:
        key: Key of the name as cited.
        doc: The document that credits.
        own: Documents of the publisher that the name means.
        shared: What `doc` shares with others, by doc_id.
        carriers: Documents that carry a publisher's text under its name, by key; second choice, and in one language only:
            elsewhere the carrier is a translation, and not the text that was read.
    """
    for candidates in (own, carriers.get(key, ())):
        fitting = [
            h
            for h in candidates
            if h.doc_id != doc.doc_id and (candidates is own or h.language == doc.language) and _fits(doc, h, shared)
        ]
        if fitting:
            return max(fitting, key=lambda h: (shared[h.doc_id].score, h.doc_id))
    return None


def _fits(doc: Held, upstream: Held, shared: Mapping[str, Shared]) -> bool:
    found = shared.get(upstream.doc_id)
    if found is None or is_later(upstream.days, doc.days):
        return False
    return found.score >= (MIN_HELD_SCORE if upstream.days else MIN_UNDATED_SCORE)


def only_near(doc: Held, own: Sequence[Held]) -> Held | None:
    """The one document that a publisher brought out in the days before, where names and words of two languages share little.

    A report that names a publisher in full, and the only report of it from that month, at most a week old and with some
    word in common, are taken together though their contents could not be compared.
    """
    if doc.days is None:
        return None
    dated = [h for h in own if h.doc_id != doc.doc_id and h.days is not None and not is_later(h.days, doc.days)]
    month = [h for h in dated if h.days is not None and doc.days.last - h.days.first <= MONTH_DAYS]
    if len(month) != 1 or len(dated) != len([h for h in own if h.doc_id != doc.doc_id]):
        return None
    (only,) = month
    is_near = only.days is not None and doc.days.first - only.days.last <= NEAR_DAYS
    return only if is_near and not doc.features.keys().isdisjoint(only.features) else None


MONTH_DAYS = 30
NEAR_DAYS = 7


def upstreams_of_credits(
    doc: Held,
    credits_: Sequence[Credit],
    resolved: Mapping[str, Held | None],
    shared: Mapping[str, Shared],
    names: CitedNames,
    *,
    is_own_report: bool = False,
) -> list[Upstream]:
    """Upstreams that a document names, with those behind others put right.

    A credit behind a nearer one that is not held is where the chain leads, and counts above it; one behind a nearer
    one that is held is reached through it, and counts below.
    """
    near = [c for c in credits_ if not c.is_deep and c.strength >= STRENGTH_BY_SENTENCE[1]]
    is_digest = len({c.key for c in credits_ if c.kind != "body" and c.strength >= LATE_STRENGTH}) >= 4
    found = []
    for c in credits_:
        held = resolved.get(c.key)
        strength = c.strength
        if c.kind == "body":
            strength = (
                FOUND_BODY_STRENGTH if held is not None and c.is_early else strength * (OWN_BODY if is_own_report else 1.0)
            )
        elif held is not None and strength >= STRENGTH_BY_SENTENCE[2]:
            strength = max(strength, BYLINE_STRENGTH)
        detail = f"credits {c.citation['cited']}: “{c.citation['text']}”"
        if c.is_deep and near and c.strength >= STRENGTH_BY_SENTENCE[2] and near[0].key != c.key:
            nearer = near[0]
            strength = 0.6 if resolved.get(nearer.key) is not None else min(0.97, max(strength, nearer.strength) + 0.01)
            detail += f", by way of {nearer.citation['cited']}"
        evidence = ({"kind": "citation", "detail": detail, "start": c.citation["start"], "end": c.citation["end"]},)
        relation = "digest" if is_digest else _relation(doc, held, c, shared)
        found.append(Upstream(held.doc_id if held else None, None if held else names.show(c.key), relation, strength, evidence))
        found.extend(state_behind(found[-1]))
    return found


def state_behind(upstream: Upstream) -> list[Upstream]:
    """The state behind an upstream that is not held, where the list of publishers names one."""
    if upstream.name is None or (state := run_by_state(upstream.name)) is None:
        return []
    return [_state_upstream(upstream.name, state, upstream.confidence + STATE_STEP, upstream.evidence)]


def _relation(doc: Held, held: Held | None, credit: Credit, shared: Mapping[str, Shared]) -> str:
    if held is None:
        return "copy" if credit.citation["rule"] in {"byline", "dateline"} else "cites"
    return content_relation(doc, held, shared.get(held.doc_id))


def content_relation(doc: Held, upstream: Held, shared: Shared | None) -> str:
    """How a document follows one that is held, by what they share and their languages."""
    if shared is None or shared.score < MIN_HELD_SCORE:
        return "cites"
    if doc.language and upstream.language and doc.language != upstream.language and shared.score >= 0.3:
        return "translation"
    return "rewrite"


def _state_upstream(name: str, state: str, confidence: float, evidence: tuple[Mapping[str, Any], ...]) -> Upstream:
    detail = {
        "kind": "state",
        "detail": f"{name} is run by a state or tied to it: media of one state are one voice",
        "start": None,
        "end": None,
    }
    return Upstream(None, f"state-linked media of {country_name(state)}", "cites", min(confidence, 0.975), (*evidence, detail))


def upstream_of_state_medium(doc: Held) -> Upstream | None:
    """The state behind a document's own publisher, where the list of publishers names one."""
    publisher = document_publisher(doc.publisher, doc.url)
    state = run_by_state(publisher) if publisher else None
    return _state_upstream(publisher, state, 0.5, ()) if state else None


@cache
def country_name(code: str) -> str:
    """English name of an ISO 3166 country code."""
    from babel import Locale

    return str(Locale.parse("en").territories.get(code, code))
