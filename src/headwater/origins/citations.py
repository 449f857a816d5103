"""Stage cite: every phrase by which a document credits another publisher, body, person, document or unnamed source."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from headwater.config import OriginsConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.origins.actors import actor_right
from headwater.origins.again import apart_from, find_pronouns, name_pronouns
from headwater.origins.bodies import name_bodies
from headwater.origins.cues import Cues, load_cues, plain_words
from headwater.origins.names import is_publisher, shortens, site_label, site_of
from headwater.origins.naming import name_actor
from headwater.origins.offices import name_offices
from headwater.origins.phrase import Phrase, make_phrase
from headwater.origins.phrases import find_phrases, read_sentence
from headwater.origins.who import Sentence
from headwater.origins.words import is_domain

Row = Mapping[str, Any]
MAX_SENTENCE_CHARS = 4000
"""Longer sentences are lists or tables; they are read in pieces of this size."""
LONGEST_MENTION = 200
HEAD_CHARS = 160
"""A dateline stands in the first characters of a text: place, date and agency."""


def find_citations(tables: Mapping[str, pl.DataFrame], *, config: OriginsConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Phrases that credit someone else.

    Args:
        tables: `documents`, `texts`, `sentences`, `mentions`, `claims` of some documents.
        config: Section `origins`; not needed here.
        model: Not needed.

    Returns:
        `citations`; `cited_doc` and `cited_entity` are filled in by the stage derive.
    """
    del config, model
    texts = {r["doc_id"]: r["text"] for r in tables["texts"].iter_rows(named=True)}
    sentences = _rows_by_document(tables["sentences"])
    mentions = _rows_by_document(tables["mentions"])
    claims = _rows_by_document(tables["claims"])
    cues = load_cues()
    rows: list[dict[str, Any]] = []
    for doc in sorted(tables["documents"].iter_rows(named=True), key=lambda r: r["doc_id"]):
        doc_id = doc["doc_id"]
        text = texts.get(doc_id, "")
        parts = sorted(sentences.get(doc_id, []), key=lambda r: r["start"]) or [_whole(text, doc)]
        phrases = cite_text(text, parts, mentions.get(doc_id, []), claims.get(doc_id, []), cues)
        phrases = [p for p in phrases if not _is_own(p, doc)]
        rows.extend(_citation_rows(doc, text, _settle_ranks(phrases, parts), parts, claims.get(doc_id, [])))
    return {"citations": t.CITATIONS.sort(t.CITATIONS.from_rows(rows))}


def _rows_by_document(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        groups[row["doc_id"]].append(row)
    return groups


def _is_own(p: Phrase, doc: Row) -> bool:
    """Whether a document credits its own publisher, by its name or by what may be short for it ("the Tribune")."""
    if is_publisher(p.cited, doc["publisher"], doc["url"]):
        return True
    words = plain_words(p.cited)
    sites = (site_of(doc["url"] or ""), doc["publisher"] or "")
    labels = {site_label(s) for s in sites if "." in s} | {"".join(plain_words(doc["publisher"] or ""))} - {""}
    return p.kind in {"outlet", "agency"} and len(words) == 1 and any(shortens(words, label) for label in labels)


def _whole(text: str, doc: Row) -> dict[str, Any]:
    return {"start": 0, "end": len(text), "language": doc["text_language"] or doc["language"] or "en", "n": 0}


def cite_text(text: str, sentences: Sequence[Row], mentions: Sequence[Row], claims: Sequence[Row], cues: Cues) -> list[Phrase]:
    """Phrases of one text that credit someone, with short names spelt out.

    Args:
        text: Canonical text.
        sentences: Rows with `start`, `end`, `language`, in order.
        mentions: Rows of `mentions` of the document.
        claims: Rows of `claims` of the document; an attribution that no cue found becomes a phrase of its own.
        cues: The cue words.
    """
    phrases: list[Phrase] = []
    pronouns: list[Phrase] = []
    spans = sorted((m["start"], m["end"], m["kind"]) for m in mentions)
    starts = [s[0] for s in spans]
    for row in sentences:
        for start in range(row["start"], row["end"], MAX_SENTENCE_CHARS):
            end = min(row["end"], start + MAX_SENTENCE_CHARS)
            here = spans[bisect_left(starts, start - LONGEST_MENTION) : bisect_left(starts, end)]
            sentence = read_sentence(text, start, end, kinds=_kinds_in(here), language=row["language"], cues=cues)
            phrases.extend(find_phrases(text, sentence))
            phrases.extend(_bylines(sentence))
            pronouns.extend(find_pronouns(sentence))
    phrases.extend(_datelines(text, cues))
    phrases.extend(_attributions(text, phrases, claims, cues))
    named = name_offices(text, _spell_out(text, _distinct(phrases), mentions, cues), mentions, cues)
    named = name_bodies(text, named, mentions)
    persons = [(m["start"], m["name"] or m["text"]) for m in mentions if m["kind"] == "person"]
    free = apart_from(pronouns, named)
    return sorted([*named, *name_pronouns(named, free, persons)], key=lambda p: (p.start, p.end))


def _kinds_in(spans: Sequence[tuple[int, int, str]]) -> Any:
    def kinds(start: int, end: int) -> frozenset[str]:
        return frozenset(k for a, b, k in spans if a < end and b > start)

    return kinds


def _bylines(sentence: Sentence) -> Iterator[Phrase]:
    """Names after a colon: "Por: Miami Herald", "Source: Middle East Monitor"."""
    words = sentence.words
    yield from _heading(sentence)
    for opening in (0, *(i + 1 for i, w in enumerate(words) if w.text in {"(", "["})):
        yield from _byline_at(sentence, opening)


def _heading(sentence: Sentence) -> Iterator[Phrase]:
    """A publisher before a colon at the start of a sentence: "Baltic Ledger: nine drones have come"."""
    words, name = sentence.words, sentence.by_first.get(0)
    if name is not None and name.last + 1 < len(words) and words[name.last].text == ":":
        actor = name_actor(sentence, name)
        if actor is not None and actor.kind in {"outlet", "agency"}:
            yield make_phrase(words, 0, name.last, actor, "heading")


def _byline_at(sentence: Sentence, opening: int) -> Iterator[Phrase]:
    words, cues = sentence.words, sentence.cues
    for length in (1, 2, 3, 4):
        colon = opening + length
        if len(words) <= colon + 1 or words[colon].text != ":":
            continue
        if tuple(w.low for w in words[opening:colon]) not in cues.byline:
            continue
        actor = actor_right(sentence, colon + 1, only_name=True)
        if actor is None:
            continue
        is_author = words[opening].low in {"by", "por", "par", "texto", "redacción"}
        if is_author and actor.kind not in {"outlet", "agency", "body"}:
            continue
        named = actor if is_author or actor.kind != "official" else replace(actor, kind="outlet")
        yield make_phrase(words, opening, actor.last, named, "byline")


def _datelines(text: str, cues: Cues) -> Iterator[Phrase]:
    """Agencies as stamps: "(Reuters)", "CARACAS (AFP) -", "AFP." at the start of a text, "(EFE)" at its end."""
    nothing = _kinds_in([])
    tail = max(len(text) - HEAD_CHARS // 2, min(HEAD_CHARS, len(text)))
    for start, end, is_head in ((0, min(HEAD_CHARS, len(text)), True), (tail, len(text), False)):
        part = read_sentence(text, start, end, kinds=nothing, language="en", cues=cues)
        words = part.words
        for i, name in sorted(part.by_first.items()):
            actor = name_actor(part, name)
            short = name.last - name.first == 1 and words[i].text.isupper() and 2 <= len(words[i].text) <= 6
            if actor is None or not (actor.kind in {"agency", "outlet"} or short):
                continue
            in_brackets = i > 0 and words[i - 1].text == "(" and name.last < len(words) and words[name.last].text == ")"
            if (in_brackets and (is_head and _is_dateline(part, i - 1))) or (
                in_brackets and not is_head and name.last >= len(words) - 2
            ):
                kind = actor.kind if actor.kind in {"agency", "outlet"} else "agency"
                yield Phrase(
                    words[i - 1].start,
                    words[name.last].end,
                    words[i].start,
                    words[name.last - 1].end,
                    actor.name,
                    kind,
                    "dateline",
                )
            elif (
                is_head
                and i == 0
                and actor.kind == "agency"
                and name.last < len(words)
                and words[name.last].text in {".", "-", "—", "–", ":", "|", "/"}
            ):
                yield Phrase(
                    words[0].start,
                    words[name.last - 1].end,
                    words[0].start,
                    words[name.last - 1].end,
                    actor.name,
                    "agency",
                    "dateline",
                )


def _is_dateline(part: Sentence, bracket: int) -> bool:
    """Whether only place names, dates and marks stand before a bracket, so that it closes a dateline."""
    allowed = {",", ".", "-", "—", "–", "/"}
    return bracket <= 8 and all(
        w.text in allowed or w.text.isdigit() or w.text[0].isupper() or w.low in part.cues.sets["connectors"]
        for w in part.words[:bracket]
    )


def _attributions(text: str, phrases: Sequence[Phrase], claims: Sequence[Row], cues: Cues) -> Iterator[Phrase]:
    """Attributions of claims that no cue found, such as "he added" where the reader of claims knows who."""
    for claim in sorted(claims, key=lambda c: (c["attribution_start"] or 0, c["claim_id"])):
        words, start, who = claim["attribution"], claim["attribution_start"], claim["attributed_to"]
        if not words or start is None or not who or who.split()[0].casefold() in cues.sets["function_words"]:
            continue
        end = start + len(words)
        # An attribution without a word of saying is a slip of the reader of claims more often than a credit.
        said = {w.casefold() for w in words.split()}
        if (
            all(said.isdisjoint(verbs) for verbs in (cues.say, cues.publish, cues.before))
            or words.split()[0].casefold() in _FIRST_PERSON
        ):
            continue
        if text[start:end] != words or any(p.start < end and start < p.end for p in phrases):
            continue
        found = cues.publishers.get(plain_words(who))
        kind = found.kind if found else ("unnamed" if who.islower() else "official")
        yield Phrase(start, end, start, end, who, kind, "attribution")


_FIRST_PERSON = frozenset({"i", "we", "you", "yo", "nosotros", "je", "nous", "eu", "nós"})
"""Who speaks in quoted words is credited outside them."""


def _distinct(phrases: Sequence[Phrase]) -> list[Phrase]:
    kept: dict[tuple[int, int], Phrase] = {}
    for p in sorted(phrases, key=lambda p: (p.start, p.end, p.rule == "attribution", p.cited_start)):
        kept.setdefault((p.start, p.end), p)
    stamped = {q.cited_start for q in kept.values() if q.rule in {"dateline", "byline"}}
    return [p for p in kept.values() if p.rule in {"dateline", "byline"} or p.cited_start not in stamped]


def _spell_out(text: str, phrases: Sequence[Phrase], mentions: Sequence[Row], cues: Cues) -> list[Phrase]:
    """Short names as the fuller ones of the same text: "the Herald" -> "Miami Herald", "the paper" -> who was named last."""
    back = {w for b in cues.sets["back_references"] for w in plain_words(b)}
    met = [(m["start"], m["name"] or m["text"]) for m in sorted(mentions, key=lambda m: m["start"]) if _is_outlet(m, cues)]
    full = _by_short_name((plain_words(m["name"]), m["name"], _KINDS[m["kind"]]) for m in mentions if m["kind"] in _KINDS)
    named: dict[str, tuple[str, str | None]] = {}
    outlets: list[Phrase] = []
    out: list[Phrase] = []
    for p in phrases:
        words = plain_words(p.cited)
        spelt = p
        if len(words) == 1 and p.kind == "outlet" and words[0] in back:
            last = next((q for q in reversed(outlets) if q.start < p.start), None)
            at = bisect_left(met, (p.start, ""))
            if last is not None:
                spelt = replace(p, cited=last.cited, kind=last.kind)
            else:
                spelt = replace(p, cited=met[at - 1][1]) if at else replace(p, kind="unnamed")
        elif len(words) == 1 and p.kind in {"official", "outlet", "body"} and not is_domain(p.cited):
            longer = named.get(words[0]) or full.get(words[0])
            if longer is not None and not (longer[1] is None and p.kind == "body"):
                spelt = replace(p, cited=longer[0], kind=longer[1] or p.kind)
        elif p.kind == "outlet" and p.cited.split()[-1].islower() and words and (words[-1] in back or words[0] in back):
            last = next((q for q in reversed(outlets) if q.start < p.start), None)
            is_apart = last is not None and any(c in ".;!?" for c in text[last.end : p.start])
            if last is not None and is_apart:  # "the American daily", in a later sentence
                spelt = replace(p, cited=last.cited, kind=last.kind)
        elif p.kind == "document" and text[p.start : p.end].casefold().startswith(_ITS):
            last = next((q for q in reversed(out) if q.kind in {"outlet", "agency", "body"}), None)
            spelt = spelt if last is None else replace(p, cited=last.cited, kind=last.kind)  # "its report speaks of"
        out.append(spelt)
        if spelt.kind in {"outlet", "agency"}:
            outlets.append(spelt)
        if spelt.kind in {"outlet", "agency", "official"}:
            named.update(_by_short_name([(plain_words(spelt.cited), spelt.cited, spelt.kind)]))
    return out


_ITS = ("its ", "su ", "sus ")
_KINDS = {"person": "official", "outlet": None, "organisation": None}
"""Kinds of mentions that a short name may stand for, and what they are when they are credited; None: as before."""


def _by_short_name(names: Iterable[tuple[tuple[str, ...], str, str | None]]) -> dict[str, tuple[str, str | None]]:
    """First and last word of names of several words -> name and kind; the first name that has a word keeps it."""
    found: dict[str, tuple[str, str | None]] = {}
    for words, name, kind in names:
        if len(words) > 1:
            found.setdefault(words[0], (name, kind))
            found.setdefault(words[-1], (name, kind))
    return found


def _is_outlet(mention: Row, cues: Cues) -> bool:
    """Whether a mention is a publisher, by its kind or by the last word of its name."""
    words = plain_words(mention["name"] or mention["text"])
    is_titled = mention["kind"] == "organisation" and len(words) > 1 and words[-1] in cues.sets["outlet_words"]
    return mention["kind"] == "outlet" or is_titled


def _settle_ranks(phrases: Sequence[Phrase], sentences: Sequence[Row]) -> list[Phrase]:
    """Rank 1 only where the same sentence credits someone of rank 0 whom it stands behind."""
    starts = [s["start"] for s in sentences]
    firsts = {bisect_right(starts, p.start) for p in phrases if p.rank == 0}
    return [p if p.rank == 0 or bisect_right(starts, p.start) in firsts else replace(p, rank=0) for p in phrases]


def _citation_rows(
    doc: Row, text: str, phrases: Sequence[Phrase], sentences: Sequence[Row], claims: Sequence[Row]
) -> Iterator[dict[str, Any]]:
    ordered = sorted(claims, key=lambda c: (c["start"], c["end"], c["claim_id"]))
    starts = [s["start"] for s in sentences]
    for p in phrases:
        i = bisect_right(starts, p.start) - 1
        here = (sentences[i]["start"], sentences[i]["end"]) if i >= 0 and p.start < sentences[i]["end"] else None
        yield {
            "citation_id": make_id("ci", doc["doc_id"], p.start, p.end),
            "doc_id": doc["doc_id"], "external_id": doc["external_id"], "start": p.start, "end": p.end, "text": text[p.start : p.end],
            "cited": p.cited, "cited_kind": p.kind, "claim_id": _claim_of(p, here, ordered), "rule": p.rule, "rank": p.rank,
        }  # fmt: skip


def _claim_of(p: Phrase, sentence: tuple[int, int] | None, claims: Sequence[Row]) -> str | None:
    """The claim whose attribution the phrase overlaps, else the first claim of its sentence that it does not overlap."""
    for c in claims:
        a = c["attribution_start"]
        if a is not None and a < p.end and p.start < a + len(c["attribution"] or ""):
            return str(c["claim_id"])
    if p.rule in {"byline", "dateline"} or sentence is None:
        return None
    inside = [c for c in claims if sentence[0] <= c["start"] < sentence[1]]
    apart = [c for c in inside if not (c["start"] < p.end and p.start < c["end"])]
    return str((apart or inside)[0]["claim_id"]) if inside else None
