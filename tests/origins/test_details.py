"""Claims traced by rare details of their sentence: fields decide where words are alike."""

import pytest

from headwater.origins.details import find_detail_upstreams
from headwater.origins.neighbours import hold_documents

SOURCE = "The frigate Almirante Quirós left Puerto Lindo with 47 crates for Ocoto."
NOISE = [f"Report {n} from Lisbon speaks of fisheries, a quota of {n}00 and of weather." for n in range(9)]


@pytest.mark.parametrize(
    ("text", "modality", "expected", "why"),
    [
        ("Almirante Quirós carried 47 crates from Puerto Lindo to Ocoto.", "asserted", True, "the same details"),
        (
            "Almirante Quirós never carried 47 crates from Puerto Lindo to Ocoto.",
            "denied",
            False,
            "a denial has another source",
        ),
        ("Almirante Quirós carried 12 crates from Puerto Lindo to Ocoto.", "asserted", False, "other numbers count against it"),
        ("Almirante Quirós was painted again.", "asserted", False, "one shared name is too little"),
    ],
)
def test_what_a_sentence_is_traced_to(text: str, modality: str, expected: bool, why: str) -> None:
    texts = {"a": SOURCE, "b": text} | {f"n{n}": t for n, t in enumerate(NOISE)}
    rows = [
        {"doc_id": i, "external_id": i, "publisher": None, "url": None, "language": "en", "text_language": "en",
         "published": "2025-03-01" if i == "a" else "2025-03-03"}
        for i in texts
    ]  # fmt: skip
    claims = [
        {
            "doc_id": i,
            "sentence_n": 0,
            "modality": modality if i == "b" else "asserted",
            "polarity": "positive",
            "claim_id": f"c-{i}",
        }
        for i in texts
    ]
    found = find_detail_upstreams(
        hold_documents(rows, texts, {}),
        claims,
        {i: {0: {"start": 0, "end": len(t)}} for i, t in texts.items()},
        wanted=lambda c: c["doc_id"] == "b",
        follows=lambda doc, other: doc.doc_id == "b" and other.doc_id == "a",
    )
    assert bool([u for _, u in found if u.confidence >= 0.4]) is expected, (why, found)
