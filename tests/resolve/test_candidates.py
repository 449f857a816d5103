"""Pairs that a person should compare: near misses, one name of two kinds, disputed equipment; never what was decided."""

import json

import pytest

from headwater.config import ResolveConfig
from headwater.model import tables as spec
from headwater.model.ids import make_id
from headwater.resolve.candidates import _same_names, find_candidates
from headwater.resolve.entities import resolve_entities


def mention(doc, start, text, kind, **detail):
    return {
        "mention_id": make_id("me", doc, start, kind), "doc_id": doc, "external_id": doc, "start": start, "end": start + len(text),
        "text": text, "kind": kind, "name": text, "maker": "list", "detail": json.dumps(detail) if detail else None,
        "lat": None, "lon": None, "geonames_id": None,
    }  # fmt: skip


def log(*rows):
    return spec.JUDGEMENTS.from_rows(
        [
            {"seq": n, "at": "t", "who": "ana", "action": a, "target": str(t), "detail": json.dumps(d)}
            for n, (a, t, d) in enumerate(rows, 1)
        ]
    )


def pairs(mentions, judgements=None):
    tables = {
        "documents": spec.DOCUMENTS.empty(), "mentions": spec.MENTIONS.from_rows(mentions), "claims": spec.CLAIMS.empty(),
        "judgements": spec.JUDGEMENTS.empty() if judgements is None else judgements,
    }  # fmt: skip
    tables |= resolve_entities(tables, config=ResolveConfig())
    found = find_candidates(tables, config=ResolveConfig())["candidates"]
    names = {r["entity_id"]: (r["name"], r["kind"]) for r in tables["entities"].iter_rows(named=True)}
    return [(frozenset((names[r["entity_a"]], names[r["entity_b"]])), r) for r in found.iter_rows(named=True)]


NEAR = [mention("a", 0, "Milicia", "organisation"), mention("b", 0, "Milicia Bolivariana", "organisation")]


@pytest.mark.parametrize(
    ("mentions", "expected", "why"),
    [
        (NEAR, [{("Milicia", "organisation"), ("Milicia Bolivariana", "organisation")}], "alike, but one word more"),
        ([mention("a", 0, "Hezbollah", "organisation"), mention("b", 0, "Mahan Air", "organisation")], [], "nothing in common"),
        ([mention("a", 0, "Al Mahdi", "site"), mention("b", 0, "Al Mahdi", "organisation")],
         [{("Al Mahdi", "site"), ("Al Mahdi", "organisation")}], "one name, two kinds"),
        ([mention("a", 0, "Arpía-001", "equipment", family="Arpía", variant="Arpía-001"),
          mention("b", 0, "Mohajer-2", "equipment", family="Mohajer", variant="Mohajer-2")],
         [{("Arpía-001", "equipment"), ("Mohajer-2", "equipment")}], "sources dispute it"),
        ([mention("a", 0, "Iran", "country", country="IR"), mention("b", 0, "Irak", "country", country="IQ")], [], "codes tell countries apart"),
        ([], [], "an empty case"),
    ],
)  # fmt: skip
def test_pairs(mentions, expected, why):
    assert [pair for pair, _ in pairs(mentions)] == [frozenset(e) for e in expected], why


@pytest.mark.parametrize("action", ["merge", "split", "unsure"])
def test_what_was_decided_is_not_asked_again_until_it_is_taken_back(action):
    (_, row), *_ = pairs(NEAR)
    decision = (action, row["entity_a"], {"other": row["entity_b"]})
    assert pairs(NEAR, log(decision)) == []
    assert [p for p, _ in pairs(NEAR, log(decision, ("undo", 1, {})))] == [p for p, _ in pairs(NEAR)]


def test_order_of_mentions_changes_nothing():
    assert pairs(NEAR) == pairs(NEAR[::-1])


def test_of_several_names_that_two_share_the_first_in_the_alphabet_is_told():
    names = json.dumps([f"Al {letter}hmad Works" for letter in "KCPZBTAMRWL"])
    rows = [
        {"entity_id": e, "name": "Al Xhmad Works", "aliases": names, "kind": k, "country": None}
        for e, k in (("a", "site"), ("b", "person"))
    ]
    (_, _, reason), *_ = _same_names(rows)
    assert "“al ahmad works”" in reason, "the same in every run, however sets are ordered"
