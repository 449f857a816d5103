"""Examples to learn from: labelled notes built into a case, and what the rules make of each clause and each side."""

import functools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

import polars as pl

from headwater.config import ExtractConfig
from headwater.evaluate.claims import match_claims, same_words
from headwater.extract import frames as frames_module
from headwater.extract import place as place_module
from headwater.extract.analysis import Analysis
from headwater.extract.frames import analyse
from headwater.extract.read import read_sentences
from headwater.extract.sentence import Sentence
from headwater.extract.sides import choose_sides
from headwater.extract.traits import clause_traits, clause_words, vector_words
from headwater.schema.learned_kinds import NONE
from learning.fit import Choice

CLIMB = 4
"""Words between a noun that is labelled and the verb that it stands under."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a labelled note.

    Attributes:
        document: Id of the note.
        language: Of the note.
        traits: As `clause_traits` names them.
        words: Lemmas of single words and bags of lemmas, one list a slot.
        label: Its kind, or `none`.
        by_rules: What the rules make of it.
        weight: How much it counts.
    """

    document: str
    language: str
    traits: list[str]
    words: list[list[str]]
    label: str
    by_rules: str
    weight: float


def clause_examples(
    tables: Mapping[str, pl.DataFrame], gold: Mapping[str, list[Row]], weights: Mapping[str, float]
) -> Iterator[Clause]:
    """Every clause of the labelled notes with the kind of the claim that hangs on its verb.

    Args:
        tables: Of `run_stages` of bench/claims.py: documents, texts, sentences, parses, mentions.
        gold: Document -> its labelled claims.
        weights: Document -> how much each of its clauses counts.
    """
    parses = {row["sentence_id"]: row for row in tables["parses"].iter_rows(named=True)}
    spots: dict[str, list[Row]] = defaultdict(list)
    for row in tables["sentence_mentions"].iter_rows(named=True):
        row["detail"] = json.loads(row["detail"]) if row["detail"] else {}
        spots[row["sentence_id"]].append(row)
    external = dict(tables["documents"].select("doc_id", "external_id").iter_rows())
    with mock.patch.object(frames_module, "second_reading", lambda _s, _c, reading, _cs, _bag: (reading, 0.5)):
        for row in tables["sentences"].sort("doc_id", "n").iter_rows(named=True):
            document, parse = external[row["doc_id"]], parses.get(row["sentence_id"])
            if document in gold and parse is not None:
                a = analyse(Sentence(parse, spots[row["sentence_id"]]))
                claims = [c for c in gold[document] if row["start"] <= c["start"] < row["end"]]
                yield from _clauses(a, document, _labels(a, claims, row["start"]), weights.get(document, 1.0))


def _clauses(a: Analysis, document: str, labels: Mapping[int, str], weight: float) -> Iterator[Clause]:
    s = a.s
    for verb, clause in a.clauses.items() if a.bag else ():
        reading = a.readings.get(verb)
        single = [[word] if word else [] for word in vector_words(s, clause, a.clauses)]
        yield Clause(
            document,
            s.language,
            clause_traits(s, clause, reading, a.clauses),
            [*single, clause_words(s, clause, a.clauses), a.bag],
            labels.get(verb, NONE),
            reading.kind if reading is not None else NONE,
            weight,
        )


def _labels(a: Analysis, claims: Sequence[Row], base: int) -> dict[int, str]:
    """Verb -> kind of the labelled claim whose highest word it is, or whose noun stands under it, if the rules see that kind."""
    s, labels, loose = a.s, {}, []
    for claim in claims:
        first, last = claim["start"] - base - 1, claim["end"] - base + 1
        inside = [i for i in range(s.n) if s.start[i] >= first and s.end[i] <= last]
        tops = [i for i in inside if s.head[i] not in set(inside) or s.head[i] == i]
        verbs = [i for i in tops if i in a.clauses]
        if verbs:
            labels.setdefault(verbs[0], claim["type"])
        elif tops:
            loose.append((tops[0], claim["type"]))
    for top, kind in loose:
        verb = top
        for _ in range(CLIMB):
            verb = s.head[verb]
            if verb in a.clauses:
                break
        if verb in a.readings and verb not in labels and a.readings[verb].kind == kind:
            labels[verb] = kind
    return labels


def side_examples(
    tables: Mapping[str, pl.DataFrame], gold: Mapping[str, list[Row]], weights: Mapping[str, float]
) -> Iterator[tuple[str, str, str, Choice]]:
    """For every claim that is read and labelled: what could be its subject, object and place, and which of it is right.

    Yields:
        Document, role, kind of the claim as read, and the choice.
    """
    seen: dict[tuple[str, int, int, str], dict[str, list[Any]]] = defaultdict(dict)

    def record(reader: Any, frame: Mapping[str, Any], _claim: Any, role: str, options: list[Any]) -> None:
        key = (reader.external_id, frame["base"] + frame["start"], frame["base"] + frame["end"], frame["kind"])
        seen[key].setdefault(role, [(o.text, list(o.traits)) for o in options])

    frames = read_sentences(tables, config=ExtractConfig())["frames"]
    with mock.patch.object(place_module, "choose_sides", functools.partial(choose_sides, record=record)):
        placed = place_module.place_claims({**tables, "frames": frames}, config=ExtractConfig())["claims"]
    read: dict[str, list[Row]] = defaultdict(list)
    for row in placed.iter_rows(named=True):
        read[row["external_id"]].append(row)
    for document, rows in gold.items():
        for wanted, claim in match_claims(rows, read[document]):
            for role, options in seen.get((document, claim["start"], claim["end"], claim["kind"]), {}).items():
                right = [same_words(wanted.get(role), text or None) for text, _ in options]
                if any(right):
                    named = [option_features(role, claim["kind"], traits) for _, traits in options]
                    yield document, role, claim["kind"], Choice(named, right, weights.get(document, 1.0))


def option_features(role: str, kind: str, traits: Sequence[str]) -> list[str]:
    """Features of an option, of its role alone and of its role in this kind of claim."""
    return [name for trait in traits for name in (f"{role}|{trait}", f"{role}:{kind}|{trait}")]
