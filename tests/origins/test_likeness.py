"""Reasons for one upstream: shared errors, order, phrases, quotations; and what two documents are to each other."""

import json

import pytest
from origin_cases import make_tables, trace

from headwater.origins.content import compare, read_features, total_weights, weigh_features
from headwater.origins.likeness import label_pair, phrase_share, weigh_likeness, word_share
from headwater.origins.neighbours import Held, hold_documents
from headwater.origins.slips import find_slips, is_slip, shared_slips


def hold(texts: dict[str, str], *, dates: dict[str, str] | None = None) -> dict[str, Held]:
    """Documents with these texts."""
    rows = [
        {"doc_id": i, "external_id": i, "publisher": None, "url": None, "language": "en", "text_language": "en",
         "published": (dates or {}).get(i)}
        for i in texts
    ]  # fmt: skip
    return {h.doc_id: h for h in hold_documents(rows, texts, {})}


@pytest.mark.parametrize(
    ("odd", "usual", "expected", "why"),
    [
        ("nkh", "nhk", True, "letters of an acronym in another order"),
        ("bbc", "cnn", False, "another acronym"),
        ("lehan", "lohan", True, "one letter"),
        ("blackbery", "blackberry", True, "one letter left out"),
        ("machiaveli", "machiavelli", True, "one letter left out of a long name"),
        ("iranians", "iranian", False, "a plural"),
        ("colombie", "colombia", False, "an ending of another language"),
        ("iran", "iraq", False, "two short names"),
        ("chavez", "chavez", False, "the same"),
    ],
)
def test_slips_by_their_letters(odd: str, usual: str, expected: bool, why: str) -> None:
    assert is_slip(odd, usual) is expected, why


def test_a_shared_slip_is_evidence_and_a_usual_spelling_is_none() -> None:
    texts = {f"u{n}": f"Report {n}: Pedro Arismendi spoke to NHK about number {n}." for n in range(8)}
    texts |= {"a": "Pedro Arismendy told NKH so.", "b": "As Pedro Arismendy told NKH.", "c": "Pedro Arismendi told NHK."}
    held = hold(texts)
    slips = find_slips(list(held.values()))
    assert shared_slips(held["a"], held["b"], slips) == [("arismendy", "arismendi"), ("nkh", "nhk")]
    assert shared_slips(held["a"], held["c"], slips) == []
    assert shared_slips(held["c"], held["u1"], slips) == []


def likeness_of(texts: dict[str, str], a: str, b: str, dates: dict[str, str] | None = None):
    """Likeness of two documents of a small case, with what they share."""
    held = hold(texts, dates=dates)
    order = sorted(held)
    features = [held[d].features for d in order]
    weights = weigh_features(features)
    totals = dict(zip(order, total_weights(features), strict=True))
    shared, _ = compare(held[a].features, held[b].features, weights, totals[a], totals[b])
    slips = find_slips(list(held.values()))
    return weigh_likeness(held[a], held[b], shared, shared_slips(held[a], held[b], slips)), shared


NOISE = {f"n{n}": f"Item {n} from Lisbon speaks of fisheries, harvest quota {n}00 and weather." for n in range(9)}
SOURCE = (
    "Captain Ruiz said in Ocoto on Friday that 47 crates with 1,310 rotors came by the ship Estrela. "
    "The harbour of Porto Quadro was closed for nine hours. A clerk named Beltrán counted them twice."
)
REWRITE = (
    "According to reports, 47 crates were brought by the Estrela with 1,310 rotors, as Captain Ruiz put it in Ocoto. "
    "Porto Quadro stayed closed. The clerk Beltrán had counted twice."
)


def test_weights_add_up_and_say_what_was_found() -> None:
    likeness, shared = likeness_of({**NOISE, "a": SOURCE, "b": REWRITE}, "a", "b")
    assert likeness.odds == pytest.approx(sum(r.weight for r in likeness.rows))
    by_feature = {r.feature: r for r in likeness.rows}
    assert "1310" in by_feature["number"].detail
    assert "ruiz" in by_feature["name"].detail
    assert likeness.confidence > 0.5
    assert label_pair(likeness, shared, copied=0.0) == "rewrite"
    assert label_pair(likeness, shared, copied=0.9) == "copy"


def test_far_apart_in_time_is_less_likely() -> None:
    near, _ = likeness_of({**NOISE, "a": SOURCE, "b": REWRITE}, "a", "b", {"a": "2025-03-01", "b": "2025-03-02"})
    far, _ = likeness_of({**NOISE, "a": SOURCE, "b": REWRITE}, "a", "b", {"a": "2015-03-01", "b": "2025-03-02"})
    assert near.odds > far.odds + 3


def test_strangers_are_unrelated() -> None:
    likeness, shared = likeness_of({**NOISE, "a": SOURCE}, "a", "n3")
    assert likeness.confidence == 0.0
    assert label_pair(likeness, shared, copied=0.0) == "unrelated"


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("a force of 343.000 men", "343000", "Spanish points"),
        ("a force of 343,000 men", "343000", "English commas"),
        ("unos 343 mil hombres", "343000", "Spanish thousands"),
        ("343 тысячи человек", "343000", "Russian thousands"),
        ("۳۴۳ هزار نفر", "343000", "Persian digits and thousands"),
        ("2 mil millones", "2000000000", "Spanish milliard"),
        ("4,2 millones", "4200000", "decimal comma"),
    ],
)
def test_one_number_however_it_is_written(text: str, expected: str, why: str) -> None:
    assert ("number", expected) in read_features(text), why


def test_names_meet_across_scripts() -> None:
    russian = {name for kind, name in read_features("Президент Мадуро говорил.") if kind == "name"}
    assert russian & {name for kind, name in read_features("President Maduro spoke.") if kind == "name"} == {"maduro"}


def test_shares_of_words_and_phrases() -> None:
    assert word_share("one two four", "One, two; three") == pytest.approx(2 / 3)
    assert word_share("", "one") == 0.0
    assert phrase_share("one two three four", "zero one two three", size=3) == pytest.approx(1 / 2)


def test_the_rows_stand_in_the_evidence_of_the_derivation() -> None:
    records = [{"id": i, "text": t, "date": "2025-03-01"} for i, t in NOISE.items()]
    records += [{"id": "a", "text": SOURCE, "date": "2025-03-01"}, {"id": "b", "text": REWRITE, "date": "2025-03-03"}]
    rows = [
        r for r in trace(make_tables(records))["derivations"].to_dicts() if r["external_id"] == "b" and r["claim_id"] is None
    ]
    evidence = json.loads(max(rows, key=lambda r: r["confidence"])["evidence"])
    reasons = evidence[0]["rows"]
    assert {"feature", "weight", "detail"} == reasons[0].keys()
    assert {"name", "number", "time"} <= {r["feature"] for r in reasons}
