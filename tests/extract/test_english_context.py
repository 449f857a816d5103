"""What English claims owe to the shape of their clause and to the sentences before: rows of (text, kind, expected, why)."""

import pytest
from parsed import claim_of

ROWS = [
    ("Washington sent two destroyers to the coast.", "deployment", {"subject": "United States"}, "a capital that acts is its state"),
    ("The missile is said to have a range of 300 km.", "equipment_spec", {"attribution": "is said", "modality": "reported"}, "hearsay in the passive"),
    ("The cost is estimated at $3 million.", "funding", {"attribution": "is estimated", "modality": "reported"}, "an estimate that names nobody"),
    ("As the Herald first reported, Iran sent drones to Sudan.", "transfer", {"attribution": "the Herald first reported"}, "an aside credits the main clause"),
    ("The drone has a range of 300 km, its maker says, and costs $50,000.", "funding", {"attribution": "its maker says", "quantity_best": 50000.0}, "speech in an aside credits both sides"),
    ("According to the maker, the boat can do 45 knots.", "equipment_spec", {"quantity_best": 45.0}, "a figure that a model does, whatever the verb"),
    ("In the documents the drones are called boats.", "front_or_cover", {"subject": "drones", "object": "boats"}, "a code name"),
    ("Germany suspended arms exports to Saudi Arabia.", "sanction", {"object": "Saudi Arabia"}, "who would have had them"),
    ("A rocket fired by the militia hit a fuel depot.", "use", {"subject": "militia"}, "who fired it did it"),
    ("The drone struck a warehouse on the edge of Omdurman.", "use", {"place": "edge of Omdurman"}, "part of a place"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_english_clause(text, kind, expected, why):
    claim = claim_of(text, kind)
    wrong = {k: (claim[k], v) for k, v in expected.items() if claim[k] != v}
    assert not wrong, (claim["quote"], wrong)
