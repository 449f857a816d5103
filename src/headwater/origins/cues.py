"""The words by which a text credits someone else: loaded once from schema/cues.yaml and the lexicon of outlets."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from headwater.errors import SchemaError
from headwater.origins.inflect import participles, third_persons
from headwater.schema.reading import read_yaml


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher or news agency that texts credit.

    Attributes:
        name: Name to show.
        kind: `agency` or `outlet`.
        aliases: Other names, as written.
        domains: Web domains, without `www.`.
        state: ISO 3166 code of the state that runs it; None where none does or it is not known.
    """

    name: str
    kind: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    state: str | None


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words, all in lower case; multi-word cues as tuples of words, longest first for each first word.

    Attributes:
        say: Verbs that report what anyone says.
        publish: Verbs that credit only publishers, bodies, documents and unnamed sources.
        passive: Participles of both, before "by" and who is credited.
        phrases: First word -> further words of verbs of several words: "dio a conocer".
        told: Verbs followed by the publisher that was told.
        before: First word -> cues that stand before who is credited.
        careful: Cues of `before` that need a name with a capital.
        points: First word -> cues before a publication that the text points to.
        links: First word -> cues between a noun for information and where it is from.
        byline: Words before a colon and a name.
        works: Nouns for something published.
        work_links: Words between such a noun and its publisher.
        sets: Other word lists by name.
        publishers: Known publishers by plain alias, as a tuple of words.
        met: Names met so far -> publisher in them, first word and one past the last.
        by_domain: Known publishers by domain.
    """

    say: frozenset[str]
    publish: frozenset[str]
    passive: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    told: frozenset[str]
    before: Mapping[str, tuple[tuple[str, ...], ...]]
    careful: frozenset[tuple[str, ...]]
    points: Mapping[str, tuple[tuple[str, ...], ...]]
    links: Mapping[str, tuple[tuple[str, ...], ...]]
    byline: frozenset[tuple[str, ...]]
    works: frozenset[str]
    work_links: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    publishers: Mapping[tuple[str, ...], Publisher]
    by_domain: Mapping[str, Publisher]
    met: dict[tuple[str, ...], tuple[Publisher, int, int] | None] = field(default_factory=dict, compare=False)


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> tuple[str, ...]:
    """Words of a name without case, accents, articles of the front, or punctuation.

    Example:
        >>> plain_words("The Miami Herald")
        ('miami', 'herald')
    """
    text = unicodedata.normalize("NFKD", text.replace("’", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("'s ", " ").removesuffix("'s")
    words = "".join(c if c.isalnum() else " " for c in text).split()
    while len(words) > 1 and words[0] in {"the", "el", "la", "le", "los", "las", "les", "o", "a", "il", "an"}:
        words = words[1:]
    return tuple(words)


HEARSAY = frozenset(
    [
        "reports",
        "report",
        "reportes",
        "media",
        "medios",
        "médias",
        "mídia",
        "allegations",
        "reportedly",
        "press",
        "prensa",
        "presse",
        "imprensa",
        "accounts",
        "informes",
    ]
)
"""Unnamed "sources" that are other publications: they stand for the document's own upstream, not for a person."""


def is_hearsay(who: str) -> bool:
    """Whether "reports indicate" or "the media say" is all that credits a claim."""
    words = who.casefold().split()
    return bool(words) and (words[-1] in HEARSAY or words[0] in HEARSAY)


@cache
def load_cues() -> Cues:
    """All cues of schema/cues.yaml, with the outlets that schema/lexicon names.

    Raises:
        SchemaError: A list is missing or holds something that is not text.
    """
    data = read_yaml("cues.yaml")
    named = ("auxiliaries", "determiners", "function_words", "connectors", "and_words", "organisation_words", "outlet_words")
    more = ("titles", "name_tails", "offices", "back_references", "outlet_leads", "information", "opinions")
    sets = {k: frozenset(_words(data, k)) for k in (*named, *more, "unnamed", "documents")}
    publishers = _merge(_publisher(row) for row in (*_lexicon_rows(), *data["publishers"]))
    by_alias = {plain_words(alias): p for p in publishers for alias in (p.name, *p.aliases) if plain_words(alias)}
    say, publish = frozenset(_words(data, "say")) | _inflected(data["say_stems"]), frozenset(_words(data, "publish"))
    return Cues(
        say=say,
        publish=publish,
        passive=participles(say | publish),
        phrases={k: tuple(c[1:] for c in v) for k, v in _by_first(_words(data, "say_phrases")).items()},
        told=frozenset(_words(data, "told")),
        before=_by_first(_words(data, "before")),
        careful=frozenset(tuple(w.split()) for w in _words(data, "careful")),
        points=_by_first(_words(data, "points")),
        links=_by_first(_words(data, "links")),
        byline=frozenset(tuple(w.split()) for w in _words(data, "byline")),
        works=frozenset(_words(data, "works")),
        work_links=frozenset(_words(data, "work_links")),
        sets=sets,
        publishers=by_alias,
        by_domain={d: p for p in publishers for d in p.domains},
    )


def _inflected(stems: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(w for group, verbs in stems.items() for verb in verbs for w in third_persons(verb, group))


def _words(data: Mapping[str, Any], key: str) -> list[str]:
    found = data.get(key)
    if found is None:
        raise SchemaError(f"schema/cues.yaml: list {key!r} is missing")
    words = list(found) if isinstance(found, list) else [w for part in found.values() for w in part]
    if wrong := [w for w in words if not isinstance(w, str)]:
        raise SchemaError(f"schema/cues.yaml: {key}: {wrong!r} is not text; quote it")
    return [w.casefold() for w in words]


def _by_first(cues: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for cue in cues:
        words = tuple(cue.replace("d'", "d' ").replace("d’", "d’ ").split())
        groups.setdefault(words[0], []).append(words)
    return {k: tuple(sorted(set(v), key=lambda ws: (-len(ws), ws))) for k, v in groups.items()}


def _publisher(row: Mapping[str, Any]) -> Publisher:
    aliases = tuple(str(a) for a in row.get("aliases") or ())
    domains = tuple(str(d).removeprefix("www.") for d in row.get("domains") or ())
    return Publisher(str(row["name"]), str(row.get("kind") or "outlet"), aliases, domains, row.get("state"))


def _merge(publishers: Iterable[Publisher]) -> list[Publisher]:
    """One publisher for rows that share a name, alias or domain; the first row gives the name."""
    merged: list[Publisher] = []
    for p in publishers:
        names = {plain_words(a) for a in (p.name, *p.aliases)}
        same = next((i for i, q in enumerate(merged) if _is_same(q, names, p.domains)), None)
        if same is None:
            merged.append(p)
            continue
        q = merged[same]
        kind = "agency" if "agency" in {p.kind, q.kind} else "outlet"
        aliases = tuple(dict.fromkeys((*q.aliases, p.name, *p.aliases)))
        merged[same] = Publisher(q.name, kind, aliases, tuple(dict.fromkeys((*q.domains, *p.domains))), q.state or p.state)
    return merged


def _is_same(q: Publisher, names: set[tuple[str, ...]], domains: tuple[str, ...]) -> bool:
    return (
        plain_words(q.name) in names or any(d in q.domains for d in domains) or any(plain_words(a) in names for a in q.aliases)
    )


def _lexicon_rows() -> list[dict[str, Any]]:
    """Rows of schema/lexicon/outlets.yaml, where it is installed."""
    path = files("headwater.schema").joinpath("lexicon", "outlets.yaml")
    if not path.is_file():
        return []
    rows = []
    for row in read_yaml("lexicon/outlets.yaml")["outlets"]:
        kind = "agency" if row.get("class") == "agency" else "outlet"
        rows.append(
            {
                "name": row["name"],
                "kind": kind,
                "aliases": row.get("aliases"),
                "domains": [row["domain"]] if row.get("domain") else [],
            }
        )
    return rows
