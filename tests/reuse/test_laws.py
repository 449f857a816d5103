"""Laws of borrowed passages: copies add nothing, offsets are exact, memory limits and batches change nothing."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.reuse import fingerprints, pairs, passages
from headwater.reuse.align import align_pairs, chain_runs, choose_stretches, find_runs
from headwater.reuse.words import CACHED_CHARS, digest_documents, hash_shingles, hash_words
from reuse_texts import VOCABULARY, find, prose, words_of


def edited(text, rng, share):
    words = []
    for word in text.split():
        words += (
            [word]
            if rng.random() >= share
            else [[], [rng.choice(VOCABULARY)], [word, rng.choice(VOCABULARY)]][rng.randrange(3)]
        )
    return " ".join(words)


def family(rng):
    """Texts that share blocks, whole or edited, with accents and signs beyond the basic plane between them."""
    blocks = [prose(n, 60) for n in range(5)]
    return {
        f"d{n}": " é\u0301😀 ".join(
            edited(b, rng, rng.choice([0, 0, 0.05, 0.2])) for b in rng.sample(blocks, rng.randint(1, 3))
        )
        for n in range(6)
    }


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_an_exact_copy_adds_no_passages_beyond_its_own(rng):
    texts = family(rng)
    before = find(texts)
    name = rng.choice(sorted(texts))
    after = find({**texts, "zz-copy": texts[name].upper()})
    is_of_copy = (after["doc_id_a"] == "zz-copy") | (after["doc_id_b"] == "zz-copy")
    assert after.filter(~is_of_copy).equals(before)
    with_original = {(r["doc_id_a"], r["doc_id_b"]) for r in before.to_dicts() if name in {r["doc_id_a"], r["doc_id_b"]}}
    others = {next(iter({a, b} - {name})) for a, b in with_original}
    found = after.filter(is_of_copy)
    partners = {(set(pair) - {"zz-copy"}).pop() for pair in found.select("doc_id_a", "doc_id_b").iter_rows()}
    assert partners == others | {name}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_offsets_stand_at_words_and_shared_words_are_there(rng):
    texts = family(rng)
    for row in find(texts).iter_rows(named=True):
        sides = [texts[row[f"doc_id_{s}"]][row[f"start_{s}"] : row[f"end_{s}"]] for s in "ab"]
        assert all(side == side.strip() for side in sides)
        a, b = map(words_of, sides)
        assert (a[0], a[-1]) == (b[0], b[-1])
        assert 20 <= row["shared_words"] <= longest_common(a, b)


def longest_common(a, b):
    """Length of the longest common subsequence, by the textbook."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], last + 1 if x == y else max(row[j], row[j + 1])
    return row[-1]


@pytest.mark.parametrize(
    "module, name, value, why",
    [
        (fingerprints, "KEYS_IN_PART", 64, "many parts by hash"),
        (fingerprints, "KEYS_IN_MEMORY", 64, "texts are read again for each group of parts"),
        (pairs, "PAIRS_AT_ONCE", 16, "pairs are counted for a few documents at a time"),
        (passages, "ALIGNED_CHARS", 500, "few pairs are aligned at once"),
    ],
)
def test_limits_of_memory_change_no_passage(monkeypatch, module, name, value, why):
    rng = random.Random(7)
    footer = prose(99, 40)
    texts = (
        family(rng) | {f"f{n}": f"{prose(200 + n, 80)}\n{footer}" for n in range(10)} | {"c": prose(1, 90), "e": prose(1, 90)}
    )
    publishers = {i: "Daily" for i in texts if i.startswith("f")}
    expected = find(texts, publishers=publishers)
    assert expected.height > 5
    if name == "KEYS_IN_MEMORY":
        monkeypatch.setattr(fingerprints, "KEYS_IN_PART", 16)
    monkeypatch.setattr(module, name, value)
    assert find(texts, publishers=publishers).equals(expected), why


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([0.0, 0.03, 0.1, 0.3]))
def test_joining_at_once_equals_chaining_run_by_run(rng, share):
    a = " ".join(rng.choices(VOCABULARY, k=150))
    texts = [a, edited(a, rng, share)]
    words = hash_words(texts)
    shingles = hash_shingles(words, 5)
    first, second = np.array([0]), np.array([1])
    runs = find_runs(words, shingles, first, second, size=5)
    triples = list(zip(runs.a.tolist(), runs.b.tolist(), runs.n.tolist(), strict=True))
    sides = [words.hashes[words.bounds[n] : words.bounds[n + 1]] for n in (0, 1)]
    expected = choose_stretches(chain_runs(triples, *sides), least=20)
    found = align_pairs(words, shingles, first, second, size=5, least=20)
    assert found[:, 1:].tolist() == [[s.start_a, s.end_a, s.start_b, s.end_b, s.shared] for s in expected]


def test_a_text_longer_than_a_batch_is_cut_nowhere():
    text = "x" * (CACHED_CHARS + 7) + " end"
    words = hash_words(["before", text, "after"])
    assert np.diff(words.bounds).tolist() == [1, 2, 1]
    assert words.ends[1:3].tolist() == [CACHED_CHARS + 7, CACHED_CHARS + 11]


@pytest.mark.parametrize(
    "a, b, same, why",
    [
        ("one two three four five six", "One, two - three: four five SIX.", True, "the same words"),
        ("one two three four five six", "one two three four six five", False, "another order"),
        ("a b a b a b a b", "b a b a b a b a", False, "turned round"),
    ],
)
def test_digests_tell_copies(a, b, same, why):
    words = hash_words(["something else before", a, b])
    digests = digest_documents(words, hash_shingles(words, 5))
    assert (digests[1] == digests[2]) == same, why


def test_stock_words_of_many_outlets_are_no_reuse():
    notice = prose(99, 30)
    texts = {f"d{n:03}": f"{prose(1000 + n, 60)}\n{notice}" for n in range(80)}
    assert find(texts, publishers={i: f"p{i}" for i in texts}).height == 0
    few = {i: texts[i] for i in sorted(texts)[:6]}
    assert find(few, publishers={i: f"p{i}" for i in few}).height == 15, "few stories share it: reuse"
