"""Words, offsets and fingerprints."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.reuse.words import NO_SHINGLE, hash_shingles, hash_words, winnow


def cut(text):
    words = hash_words([text])
    return [text[s:e] for s, e in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    "text, expected, why",
    [
        ("Hugo Chávez said: “No.”", ["Hugo", "Chávez", "said", "No"], "punctuation parts words"),
        ("Cha\u0301vez", ["Cha\u0301vez"], "a combining accent belongs to its word"),
        ("Mohajer-6, 1,500 km", ["Mohajer", "6", "1", "500", "km"], "hyphens and commas part"),
        ("中国制造 drones", ["中", "国", "制", "造", "drones"], "scripts without blanks: each sign"),
        ("ab\u200dcd \u200b", ["ab\u200dcd"], "invisible signs are no word and part none"),
        ("😀 a😀b", ["a", "b"], "beyond the basic plane offsets are code points"),
        ("", [], "nothing"),
        (" \n\u0301", [], "no letter"),
    ],
)
def test_words_stand_where_they_say(text, expected, why):
    assert cut(text) == expected, why


@pytest.mark.parametrize(
    "left, right, why",
    [
        ("CHÁVEZ", "chavez", "case and marks"),
        ("Cha\u0301vez", "Chávez", "composed or not"),
        ("ΣΑΣ", "σας", "final sigma"),
        ("ab\u200dc", "ABC", "invisible"),
    ],
)
def test_folded_alike(left, right, why):
    hashes = hash_words([left, right]).hashes
    assert hashes[0] == hashes[1], why


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_a_batch_gives_each_text_its_own_words(texts):
    together = hash_words(texts)
    for n, text in enumerate(texts):
        alone = hash_words([text])
        part = slice(together.bounds[n], together.bounds[n + 1])
        assert np.array_equal(together.hashes[part], alone.hashes)
        assert np.array_equal(together.starts[part], alone.starts)
        assert np.array_equal(together.ends[part], alone.ends)
        assert all(0 <= s < e <= len(text) for s, e in zip(alone.starts.tolist(), alone.ends.tolist(), strict=True))


def test_shingles_end_with_their_document():
    words = hash_words(["a b c d", "a b", "a b c"])
    shingles = hash_shingles(words, 3)
    assert (shingles == NO_SHINGLE).tolist() == [False, False, True, True, True, True, False, True, True]
    assert shingles[0] == shingles[6]


@pytest.mark.parametrize("window", [1, 2, 3, 8, 13])
def test_every_window_has_a_fingerprint_and_it_is_its_least(window):
    rng = random.Random(window)
    words = hash_words([" ".join(rng.choices("abcdefgh", k=n)) for n in (1, 7, 80, 200)])
    shingles = hash_shingles(words, 2)
    chosen = winnow(words, shingles, window)
    for begin, end in zip(words.bounds[:-1].tolist(), words.bounds[1:].tolist(), strict=True):
        for i in range(begin, end - 1 - window + 1):
            part = shingles[i : i + window]
            assert chosen[i : i + window][part == part.min()].all()
