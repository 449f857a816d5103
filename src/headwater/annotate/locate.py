"""Mentions of sentences into mentions of documents, with what only the whole document tells."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.annotate.found import Sentence
from headwater.annotate.groups import find_wider
from headwater.annotate.lookup import fold
from headwater.annotate.mentions import describe, spot
from headwater.config import AnnotateConfig
from headwater.errors import SchemaError
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.schema.lexicon import load_weak_names
from headwater.values.date_order import resolve_in_order

_NAMES = frozenset({"person", "organisation", "place", "site", "equipment"})
"""Kinds that the general model confuses with one another."""


def locate_mentions(
    tables: Mapping[str, pl.DataFrame], *, config: AnnotateConfig, model: object = None
) -> dict[str, pl.DataFrame]:
    """Place the mentions of sentences in their documents.

    Sentences that were not parsed get what lists and grammars find. A bare surname takes the kind of the full name; a
    string has one kind in a document; a relative date is resolved by the dates before it and by publication.

    Args:
        tables: `documents`, `texts`, `sentences`, `sentence_mentions`.
        config: `max_sentence_chars`: longer sentences get no mentions.
        model: Not used.

    Returns:
        `mentions`; `text[start:end]` of the document are the words of each.

    Raises:
        SchemaError: A sentence does not stand where its row says.
    """
    del model
    texts = dict(zip(tables["texts"]["doc_id"], tables["texts"]["text"], strict=True))
    by_sentence: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["sentence_mentions"].sort("sentence_id", "start", "end", "kind").iter_rows(named=True):
        by_sentence[row["sentence_id"]].append(row)
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["sentences"].sort("doc_id", "n").iter_rows(named=True):
        by_document[row["doc_id"]].append(row)
    rows: list[dict[str, Any]] = []
    for doc in tables["documents"].sort("doc_id").iter_rows(named=True):
        mentions = list(_place(doc, by_document[doc["doc_id"]], by_sentence, texts.get(doc["doc_id"], ""), config))
        mentions += _bare_surnames(mentions, texts.get(doc["doc_id"], ""))
        rows.extend(_finish(_agree(sorted(mentions, key=lambda m: (m["start"], m["end"]))), doc))
    return {"mentions": t.MENTIONS.from_rows(rows)}


def _place(
    doc: Mapping[str, Any],
    sentences: Iterable[Mapping[str, Any]],
    found: Mapping[str, list[dict[str, Any]]],
    text: str,
    config: AnnotateConfig,
) -> Iterable[dict[str, Any]]:
    for sentence in sentences:
        shift, words = sentence["start"], sentence["text"]
        if text[shift : sentence["end"]] != words:
            raise SchemaError(
                f"{doc['doc_id']}: sentence {sentence['n']} says {words[:40]!r}, its place {text[shift : shift + 40]!r}"
            )
        if sentence["is_parsed"]:
            rows = found.get(sentence["sentence_id"], [])
        elif len(words) > config.max_sentence_chars:
            rows = []  # a table or a list without end: what lists find in it would take time that grows with its square
        else:
            rows = [describe(f, words) for f in spot(Sentence(words, sentence["language"]))]
        if len(words) <= config.max_sentence_chars:
            rows = [*rows, *_wider(rows, words, sentence["language"])]
        for row in rows:
            start, end = shift + row["start"], shift + row["end"]
            kept = {k: row[k] for k in ("kind", "name", "maker", "detail")}
            yield {
                "doc_id": doc["doc_id"],
                "external_id": doc["external_id"],
                "start": start,
                "end": end,
                "text": text[start:end],
                **kept,
            }


def _wider(rows: Sequence[Mapping[str, Any]], words: str, language: str) -> Iterator[dict[str, Any]]:
    """Forces and organs of a country ("Iraqi security forces"), where no other mention stands."""
    held = {i for r in rows for i in range(r["start"], r["end"])}
    for found in find_wider(Sentence(words, language)):
        span = range(found.start, found.end)
        if held.isdisjoint(span):
            held.update(span)
            yield describe(found, words)


def _agree(mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One kind for one string in a document: what a list says first, then the person whose surname it is, then most."""
    surnames = _surnames(mentions)
    outlets = {m["name"] for m in mentions if m["kind"] == "outlet"}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m["kind"] in _NAMES:
            is_model = m["maker"].startswith("model")
            votes[fold(m["name"])][m["kind"]] += 1 if is_model else 100
    for m in mentions:
        if m["kind"] not in _NAMES | {"demonym"} or not m["maker"].startswith("model"):
            continue
        key = fold(m["name"])
        if (outlet := load_weak_names().get(m["name"].casefold())) in outlets:
            m["kind"], m["name"], m["maker"] = "outlet", outlet, "list: short name of an outlet named in full"
        elif key in surnames:
            m["kind"] = "person"
            m["maker"] += ", surname of a full name"
        elif votes[key]:
            kind = min(votes[key], key=lambda k: (-votes[key][k], k))
            if kind != m["kind"]:
                m["kind"] = kind
                m["maker"] += ", most in the document"
    return mentions


def _surnames(mentions: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Last words, and last two words, of the full names of people in a document, folded."""
    found: set[str] = set()
    for m in mentions:
        words = fold(m["name"]).split()
        if m["kind"] == "person" and len(words) > 1:
            found |= {" ".join(words[i:]) for i in range(1, len(words)) if len(words[i]) > 2}
            if len(words) > 2:
                found.add(words[1])
    return frozenset(found)


def _bare_surnames(mentions: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Mentions of people by a surname that nothing found, where the document has the full name."""
    names = {m["name"].split()[-1]: m for m in mentions if m["kind"] == "person" and " " in m["name"]}
    names = {word: m for word, m in names.items() if len(word) > 3 and word[0].isupper()}
    if not names:
        return []
    taken = {i for m in mentions for i in range(m["start"], m["end"])}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in sorted(names, key=lambda w: (-len(w), w)))})(?![\w-])")
    found = []
    for match in pattern.finditer(text):
        if taken.isdisjoint(range(match.start(), match.end())):
            full = names[match.group()]
            place = {"start": match.start(), "end": match.end(), "text": match.group(), "name": match.group()}
            found.append({**full, **place, "maker": "surname of a full name", "detail": None})
    return found


def _finish(mentions: list[dict[str, Any]], doc: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    resolved = iter(_resolve([m for m in mentions if m["kind"] == "date"], doc["published"]))
    for m in mentions:
        if m["kind"] == "date":
            detail = json.loads(m["detail"])
            m["detail"] = json.dumps({**detail, "resolved": next(resolved)}, ensure_ascii=False, sort_keys=True)
        m["mention_id"] = make_id("me", m["doc_id"], m["start"], m["end"], m["kind"])
        yield m


def _resolve(dates: list[dict[str, Any]], published: str | None) -> list[str | None]:
    details = [json.loads(m["detail"]) for m in dates]
    return resolve_in_order([(d["edtf"], d["relative"]) for d in details], published)
