"""The forest of origins, by hand."""

import json
from itertools import pairwise

from headwater.web.lineage import grow_branches, name_documents, path_to, say_evidence


def origin(name, kind, documents, chain, confidence=0.9):
    return {
        "origin": name,
        "kind": kind,
        "documents": json.dumps(documents),
        "chain": json.dumps(chain),
        "confidence": confidence,
    }


def link(upper, lower, relation="cites", evidence=""):
    return {"from": upper, "to": lower, "relation": relation, "evidence": evidence}


def docs(**published):
    return {name: {"external_id": name, "published": date} for name, date in published.items()}


def outline(branch):
    return {branch.name: [outline(child) for child in branch.children]}


def test_chain_becomes_a_tree_with_the_earliest_first():
    chain = [link("Herald, not held", "b"), link("Herald, not held", "a"), link("a", "c", "translation")]
    grown = grow_branches(
        [origin("Herald, not held", "unheld document", ["a", "b", "c"], chain)], docs(a="2025-01", b="2025-02", c="2025-03"), []
    )
    assert [outline(b) for b in grown] == [{"Herald, not held": [{"a": [{"c": []}]}, {"b": []}]}]
    assert grown[0].n_documents == 3
    assert [b.name for b in path_to(grown, "c")] == ["Herald, not held", "a", "c"]


def test_document_without_a_link_still_leads_back_and_says_that_the_way_is_unknown():
    grown = grow_branches([origin("X, not held", "unheld document", ["a"], [])], docs(a=None), [])
    assert outline(grown[0]) == {"X, not held": [{"a": []}]}
    assert grown[0].children[0].relation == ""


def test_upstream_that_is_not_held_stands_between():
    chain = [link("source", "Agency, not held"), link("Agency, not held", "a")]
    grown = grow_branches([origin("source", "unnamed source", ["a"], chain)], docs(a="2020"), [])
    middle = grown[0].children[0]
    assert middle.document is None
    assert middle.kind == "unheld document"
    assert [c.name for c in middle.children] == ["a"]


def test_circle_ends():
    chain = [link("o", "a"), link("a", "b"), link("b", "a")]
    grown = grow_branches([origin("o", "document", ["a", "b"], chain)], docs(o="2020", a="2020", b="2020"), [])
    assert outline(grown[0]) == {"o": [{"a": [{"b": []}]}]}


def test_large_tree_counts_what_it_does_not_draw():
    names = [f"d{i:04}" for i in range(1000)]
    chain = [link("o, not held", n) for n in names]
    grown = grow_branches([origin("o, not held", "unheld document", names, chain)], docs(**dict.fromkeys(names, "2020")), [])
    assert grown[0].n_documents == 1000
    assert len(grown[0].children) < 1000
    assert grown[0].n_hidden == 1000 - len(grown[0].children)


def test_long_chain_does_not_break_the_stack():
    names = [f"d{i:04}" for i in range(2000)]
    chain = [link(a, b) for a, b in pairwise(names)]
    grown = grow_branches([origin(names[0], "document", names, chain)], docs(**dict.fromkeys(names, "2020")), [])
    assert grown[0].n_documents <= 2000


def test_quotes_hang_at_their_document():
    claims = [{"external_id": "a", "quote": "one"}, {"external_id": "b", "quote": "two"}]
    grown = grow_branches([origin("a", "document", ["a", "b"], [link("a", "b")])], docs(a="2020", b="2021"), claims)
    assert [q["quote"] for q in grown[0].quotes] == ["one"]
    assert [q["quote"] for q in grown[0].children[0].quotes] == ["two"]


def test_evidence_is_said_whatever_its_shape():
    assert say_evidence("credits X") == "credits X"
    assert say_evidence([{"kind": "cue", "detail": "credits X"}, {"kind": "date"}]) == "credits X; date"
    assert say_evidence(None) == ""


NAMED = (
    ("shares with wire: a, b, c (score 0.4)", "shares with wire.example: a, b, c (score 0.4)", "a document of the case"),
    ("24 words in a row with wire, 56% of them", "24 words in a row with wire.example, 56% of them", "before a comma"),
    ("shares with other: a", "shares with other: a", "not of the case"),
    ("shares with bare: a", "shares with bare: a", "it has no outlet"),
    ("credits wire: with wire", "credits wire: with wire", "words of a text, not the end of a reference"),
)


def test_evidence_names_documents_by_their_outlet() -> None:
    documents = {"wire": {"publisher": "wire.example"}, "bare": {"publisher": None}}
    for words, expected, why in NAMED:
        assert name_documents(words, documents) == expected, why
