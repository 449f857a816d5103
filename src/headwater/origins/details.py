"""Upstreams of single claims by rare details.

A sentence that shares several rare names, numbers or words with one sentence of an earlier document was most likely
taken from there, though nobody says so. What a sentence denies is not taken from one that asserts it, and sentences that
both give numbers, but no common one, are held to be less likely of one source: no likeness of words tells these apart, so
they are compared as fields.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headwater.origins.content import KIND_WEIGHT, read_features, weigh_features
from headwater.origins.days import gap_days
from headwater.origins.neighbours import Held
from headwater.origins.upstreams import Upstream, content_relation

RARE_SHARE = 0.55
"""A feature is rare at this share of the greatest weight of its kind: at most (documents + 1) ** 0.45 documents have it."""
MIN_RARE = 2
MIDDLE = 1.3
WIDTH = 0.25
"""Logistic in units of the weight of a name that stands in one document: half at the weight of about 1.3 such names."""
TOP = 0.8
FAR_DAYS = 400
OTHER_NUMBERS = 0.5
"""What is left of the confidence where both sentences give numbers and none is the same."""
MAX_SENTENCES = 60
"""A feature of more claim sentences links none of them."""

Place = tuple[str, int]
"""A sentence: doc_id and its first code point."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that holds a claim.

    Attributes:
        features: Its features that have a weight, with their places.
        numbers: All its numbers.
        is_denial: Whether all that is claimed in it is denied.
    """

    features: Mapping[tuple[str, str], int]
    numbers: frozenset[str]
    is_denial: bool


def find_detail_upstreams(
    held: Sequence[Held],
    claims: Iterable[Mapping[str, Any]],
    sentences: Mapping[str, Mapping[int, Mapping[str, Any]]],
    *,
    wanted: Callable[[Mapping[str, Any]], bool],
    follows: Callable[[Held, Held], bool],
) -> list[tuple[Mapping[str, Any], Upstream]]:
    """Claims with the document that their details were most likely taken from.

    Args:
        held: One document for each distinct text.
        claims: Rows of `claims`.
        sentences: doc_id -> number of the sentence -> row of `sentences`.
        wanted: Whether a claim may get its upstream in this way.
        follows: Whether the first document rather follows the second.
    """
    by_id = {h.doc_id: h for h in held}
    rows = [c for c in claims if c["doc_id"] in by_id and c["sentence_n"] in sentences.get(c["doc_id"], {})]
    weights = weigh_features([h.features for h in sorted(held, key=lambda h: h.doc_id)])
    unit = math.log(len(held) + 1)
    read = _read_sentences(rows, sentences, by_id, weights)
    index: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, sentence in sorted(read.items()):
        for f in sentence.features:
            if _is_rare(f, weights[f], unit):
                index[f].append(place)
    best: dict[Place, Upstream | None] = {}
    found_all = []
    for c in rows:
        place = (c["doc_id"], sentences[c["doc_id"]][c["sentence_n"]]["start"])
        if not wanted(c):
            continue
        if place not in best:
            best[place] = _best_upstream(place, read, index, by_id, weights, follows)
        upstream = best[place]
        if upstream is not None:
            found_all.append((c, upstream))
    return found_all


def _read_sentences(
    claims: Iterable[Mapping[str, Any]],
    sentences: Mapping[str, Mapping[int, Mapping[str, Any]]],
    by_id: Mapping[str, Held],
    weights: Mapping[tuple[str, str], float],
) -> dict[Place, _Sentence]:
    """Sentences that hold claims; one is a denial where all that is claimed in it is denied."""
    read: dict[Place, _Sentence] = {}
    for c in claims:
        s = sentences[c["doc_id"]][c["sentence_n"]]
        place = (c["doc_id"], s["start"])
        is_denied = c["modality"] == "denied" or c["polarity"] == "negative"
        if place in read:
            read[place] = replace(read[place], is_denial=read[place].is_denial and is_denied)
            continue
        found = read_features(by_id[c["doc_id"]].text[s["start"] : s["end"]])
        numbers = frozenset(word for kind, word in found if kind == "number")
        read[place] = _Sentence({f: at for f, at in found.items() if f in weights}, numbers, is_denied)
    return read


def _is_rare(feature: tuple[str, str], weight: float, unit: float) -> bool:
    return weight / KIND_WEIGHT[feature[0]] >= RARE_SHARE * unit


def _apart(shared: Mapping[tuple[str, str], int], weights: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Shared features, of the words of one name only the heaviest: "Hugo Chávez" is one detail."""
    kept: list[tuple[str, str]] = []
    end = -10
    for f, at in sorted(shared.items(), key=lambda x: (x[1], x[0])):
        is_same = bool(kept) and "name" in {f[0], kept[-1][0]} and at - end <= 2
        end = at + len(f[1])
        if is_same:
            kept[-1] = max(kept[-1], f, key=lambda x: (weights[x], x))
        else:
            kept.append(f)
    return kept


def _best_upstream(
    place: Place,
    read: Mapping[Place, _Sentence],
    index: Mapping[tuple[str, str], Sequence[Place]],
    by_id: Mapping[str, Held],
    weights: Mapping[tuple[str, str], float],
    follows: Callable[[Held, Held], bool],
) -> Upstream | None:
    doc, own = by_id[place[0]], read[place]
    unit = math.log(len(by_id) + 1)
    shared_rare: Counter[Place] = Counter()
    n_frequent = 0
    for f in own.features:
        places = index.get(f, ())
        if len(places) <= MAX_SENTENCES:
            shared_rare.update(places)
        else:
            n_frequent += 1
    best: tuple[float, str, Place] | None = None
    for other in sorted(p for p, n in shared_rare.items() if n + n_frequent >= MIN_RARE and p[0] != place[0]):
        if own.is_denial != read[other].is_denial or not follows(doc, by_id[other[0]]):
            continue
        apart = _apart({f: at for f, at in own.features.items() if f in read[other].features}, weights)
        if sum(1 for f in apart if _is_rare(f, weights[f], unit)) < MIN_RARE:
            continue
        weight = sum(weights[f] for f in apart)
        confidence = TOP / (1 + math.exp(-(weight / unit - MIDDLE) / WIDTH))
        gap = gap_days(doc.days, by_id[other[0]].days)
        confidence *= 0.5 if gap is not None and gap > FAR_DAYS else 1.0
        numbers = read[other].numbers
        confidence *= OTHER_NUMBERS if own.numbers and numbers and not own.numbers & numbers else 1.0
        if best is None or confidence > best[0]:
            best = (confidence, other[0], other)
    if best is None:
        return None
    confidence, doc_id, other = best
    words = sorted((f for f in own.features if f in read[other].features), key=lambda f: (-weights[f], f))
    upstream = by_id[doc_id]
    detail = f"a sentence of {upstream.external_id} has the same rare details: {', '.join(f[1] for f in words[:8])}"
    evidence = {"kind": "details", "detail": detail, "start": place[1], "end": None}
    relation = content_relation(doc, upstream, None)
    return Upstream(doc_id, None, "rewrite" if relation == "cites" else relation, round(confidence, 4), (evidence,))
