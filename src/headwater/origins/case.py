"""The documents of a case with what was read out of them, ready to be traced."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from headwater.origins.cues import load_cues, plain_words
from headwater.origins.days import is_later
from headwater.origins.names import (
    document_publisher,
    is_publisher,
    labels_of,
    publisher_key,
    read_cited_names,
    shortens,
    site_label,
    site_of,
)
from headwater.origins.neighbours import Held, find_neighbours, first_of_copies, hold_documents
from headwater.origins.speakers import first_speaker, is_office, names_itself
from headwater.origins.upstreams import Credit, only_near, read_credits, resolve_credit


class Case:
    """The documents of a case with what was read out of them; built once in a call of the stage."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        texts = {r["doc_id"]: r["text"] for r in tables["texts"].iter_rows(named=True)}
        self.citations: dict[str, list[dict[str, Any]]] = group_rows(tables["citations"])
        spans = {d: [(c["start"], c["end"]) for c in cs] for d, cs in self.citations.items()}
        self.held = hold_documents(list(tables["documents"].iter_rows(named=True)), texts, spans)
        self.by_id = {h.doc_id: h for h in self.held}
        self.first = first_of_copies(self.held)
        self.singles = [h for h in self.held if self.first[h.doc_id] == h.doc_id]
        self.shared = {d: dict(found) for d, found in find_neighbours(self.singles).items()}
        self.names = read_cited_names(c["cited"] for h in self.singles for c in self.citations.get(h.doc_id, []))
        starts = tables["sentences"].group_by("doc_id").agg(pl.col("start").sort()) if tables["sentences"].height else None
        self.starts: dict[str, list[int]] = {} if starts is None else dict(starts.iter_rows())
        self.speaker = {
            h.doc_id: first_speaker(self.citations.get(h.doc_id, []), self.starts.get(h.doc_id, [0])) for h in self.singles
        }
        self.own_report = frozenset(h.doc_id for h in self.singles if self.speaker[h.doc_id] is not None or names_itself(h))
        self.credits = {h.doc_id: self._read_credits(h) for h in self.singles}
        self._own: dict[str, list[Held]] = {}
        self.by_publisher: dict[str, list[Held]] = defaultdict(list)
        self.carriers: dict[str, list[Held]] = defaultdict(list)
        for h in self.singles:
            if key := document_publisher(h.publisher, h.url):
                self.by_publisher[key].append(h)
            for c in self.credits[h.doc_id]:
                if c.citation["rule"] in {"byline", "dateline"}:
                    self.carriers[c.key].append(h)

    def _read_credits(self, doc: Held) -> list[Credit]:
        found = [c for c in self.citations.get(doc.doc_id, []) if c["cited_kind"] != "body" or not is_office(c["cited"])]
        starts = self.starts.get(doc.doc_id, [0])
        return read_credits(found, starts, self.names, is_own=lambda n: self.is_own(n, doc), speaker=self.speaker[doc.doc_id])

    def is_own(self, name: str, doc: Held) -> bool:
        """Whether a cited name means the publisher of the document that cites it."""
        if doc.url and "".join(plain_words(name)) == site_label(site_of(doc.url)) != "":
            return True
        return is_publisher(name, doc.publisher, doc.url) or is_publisher(self.names.key(name), doc.publisher, doc.url)

    def resolve(self, name: str, doc: Held, rule: str) -> Held | None:
        """The held document that a name cited by `doc` means."""
        carriers = {} if rule in {"byline", "dateline"} else self.carriers
        held = resolve_credit(publisher_key(name), doc, self._published_by(name), self.shared.get(doc.doc_id, {}), carriers)
        return held or only_near(doc, [h for k in self._keys_of(name) for h in self.by_publisher[k]])

    def _published_by(self, name: str) -> list[Held]:
        """Documents of the publisher that a cited name means; "Diario Norte of Chile" is Diario Norte where no other is."""
        if name not in self._own:
            keys = self._keys_of(name) or self._keys_of(name.rpartition(" of ")[0]) or self._short_for(name)
            self._own[name] = [h for k in keys for h in self.by_publisher[k]]
        return self._own[name]

    def _keys_of(self, name: str) -> list[str]:
        key = publisher_key(name) if name else ""
        return [k for k, held in self.by_publisher.items() if key and (k == key or self.is_own(name, held[0]))]

    def _short_for(self, name: str) -> list[str]:
        """The one publisher of the case that a short name may mean; none where several would do."""
        words = plain_words(name)
        if plain_words(name) in load_cues().publishers:
            return []
        found = [k for k, held in self.by_publisher.items() if shortens(words, site_label(site_of(held[0].url or "")) or k)]
        return found if len(found) == 1 else []


def name_publishers(citations: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Citations in which a name that the site of a document of the case spells is an outlet: "the Vilnius Telegram" on `vilniustelegram`."""
    sites = {site_label(site_of(url)) for url in documents["url"].drop_nulls().unique()} - {""}
    rows = citations.select("cited", "cited_kind").unique().iter_rows()
    found = [name for name, kind in rows if kind in {"official", "unnamed"} and name[:1].isupper() and _has_site(name, sites)]
    is_one = pl.col("cited").is_in(sorted(found)) & pl.col("cited_kind").is_in(["official", "unnamed"])
    return citations.with_columns(pl.when(is_one).then(pl.lit("outlet")).otherwise(pl.col("cited_kind")).alias("cited_kind"))


def _has_site(name: str, sites: set[str]) -> bool:
    joined = "".join(plain_words(name))
    return len(joined) > MIN_SITE and not sites.isdisjoint(labels_of(joined))


MIN_SITE = 6
"""Letters of a name that is told from the name of a person or office by a site alone."""


def group_rows(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Rows of a table by their document."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        groups[row["doc_id"]].append(row)
    return groups


def follows(a: Held, b: Held) -> bool:
    """Whether a rather follows b.

    Where their dates do not decide: undated after dated, unlisted site after listed publisher, fewer details after more;
    at last by id, so that two runs agree.
    """
    listed = _listed_publishers()

    def rank(h: Held) -> tuple[bool, bool, int, str]:
        return (h.days is None, document_publisher(h.publisher, h.url) not in listed, -len(h.features), h.doc_id)

    if is_later(a.days, b.days) or is_later(b.days, a.days):
        return is_later(a.days, b.days)
    return rank(a) > rank(b)


@cache
def _listed_publishers() -> frozenset[str]:
    return frozenset(p.name for p in load_cues().publishers.values())
