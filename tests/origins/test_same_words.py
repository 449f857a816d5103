"""One wording is one origin, however many repeat it; other words are not."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.config import OriginsConfig
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.origins.count import count_origins
from headwater.origins.same_words import group_wordings

SENTENCE = "Norland sent 37 Petrel drones to the Harrow air base in March"


def tables_of(quotes: list[str], dates: list[str | None]) -> dict[str, pl.DataFrame]:
    """A case in which each document states one quote and credits nobody, and no document is derived from another."""
    docs, claims = [], []
    for i, (quote, date) in enumerate(zip(quotes, dates, strict=True)):
        doc_id = make_id("doc", str(i))
        docs.append(
            {
                "doc_id": doc_id,
                "external_id": f"d{i}",
                "publisher": f"outlet{i}.example",
                "published": date,
                "n_chars": len(quote),
                "text_id": "tx",
            }
        )
        claims.append(
            {"claim_id": make_id("cl", str(i)), "doc_id": doc_id, "external_id": f"d{i}", "quote": quote, "start": 0,
             "end": len(quote), "value_id": "va-1", "item_id": "it-1", "kind": "transfer", "sentence_n": 0,
             "modality": "asserted", "polarity": "positive", "rule": "test", "trigger": "test", "confidence": 0.9, "maker": "test"}
        )  # fmt: skip
    empty = {"citations": t.CITATIONS, "derivations": t.DERIVATIONS, "entities": t.ENTITIES}
    return {
        "documents": t.DOCUMENTS.from_rows(docs), "claims": t.CLAIMS.from_rows(claims), **{n: x.from_rows([]) for n, x in empty.items()},
    }  # fmt: skip


def count_of(quotes: list[str], dates: list[str | None]) -> tuple[int, int, int]:
    row = count_origins(tables_of(quotes, dates), config=OriginsConfig())["origin_counts"].row(0, named=True)
    return row["low"], row["best"], row["high"]


@given(st.integers(2, 40), st.integers(1, 900))
@settings(max_examples=15, deadline=None)
def test_one_sentence_is_one_origin_however_often_and_late(n: int, step: int) -> None:
    dates = [f"{2001 + i * step // 360:04d}-{1 + i * step // 30 % 12:02d}-15" for i in range(n)]
    assert count_of([SENTENCE] * n, dates) == (1, 1, 1)


@pytest.mark.parametrize(
    ("other", "joined", "why"),
    [
        (SENTENCE + " last year", True, "nearly the same words"),
        ("Norland SENT 37 Petrel drones to the Harrow air base, in March", True, "marks and capitals are no words"),
        (SENTENCE.replace("37", "12"), False, "another number is another answer"),
        ("The Harrow base got thirty-seven aircraft when winter ended, guests of a farmer noticed", False, "other words"),
    ],
)
def test_which_wordings_are_one(other: str, joined: bool, why: str) -> None:
    claims = [{"doc_id": "a", "quote": SENTENCE}, {"doc_id": "b", "quote": other}]
    assert bool(group_wordings(claims, {"a": (1, 1), "b": (2, 2)})) is joined, why


def test_what_anybody_would_write_joins_nobody() -> None:
    claims = [{"doc_id": d, "quote": "the army denied that it had received any of them"} for d in "ab"]
    assert group_wordings(claims, {"a": (1, 1), "b": (2, 2)}) == []


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([SENTENCE, SENTENCE + " too", "short"])), max_size=20))
def test_groups_depend_on_no_order(rows: list[tuple[str, str]]) -> None:
    claims = [{"doc_id": d, "quote": q} for d, q in rows]
    order = {d: (ord(d), 0) for d in "abcdef"}
    found = group_wordings(claims, order)
    assert found == group_wordings(claims[::-1], order)
    assert all(list(g.docs) == sorted(g.docs) and len(g.docs) > 1 for g in found)
