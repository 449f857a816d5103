"""Planted derivations are found where they stand, unrelated texts are not, and order plays no part."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.reuse.dates import published_interval, tell_direction
from reuse_texts import find, prose, words_of


def test_a_planted_stretch_is_found_with_its_offsets():
    a, b = prose(1, 300), prose(2, 300)
    stolen = " ".join(a.split()[100:140])
    cut = len(" ".join(b.split()[:150]))
    b = f"{b[:cut]} {stolen} {b[cut:]}"
    row = find({"a": a, "b": b}).to_dicts()
    assert len(row) == 1
    assert words_of(a[row[0]["start_a"] : row[0]["end_a"]]) == words_of(stolen)
    assert words_of(b[row[0]["start_b"] : row[0]["end_b"]]) == words_of(stolen)
    assert row[0]["shared_words"] == 40
    assert row[0]["containment_a"] == pytest.approx(40 / 300)
    assert row[0]["containment_b"] == pytest.approx(40 / 340)
    assert (row[0]["doc_a"], row[0]["doc_id_a"]) == ("x-a", "a")


def test_a_copy_covers_all_whatever_its_punctuation():
    a = prose(1, 100)
    b = "“" + a.upper().replace(".", " —") + "”\n"
    row = find({"b": b, "a": a}).to_dicts()
    assert len(row) == 1
    assert (row[0]["containment_a"], row[0]["containment_b"], row[0]["shared_words"]) == (1.0, 1.0, 100)
    assert b[row[0]["start_b"]] == a[0].upper()


def test_edits_are_bridged_into_one_stretch():
    words = prose(3, 300).split()
    edited = words[:]
    for i in range(7, 300, 12):
        edited[i] = "changed"
    row = find({"a": " ".join(words), "b": " ".join(edited)}).to_dicts()
    assert len(row) == 1
    # The four words after the last edit are too few to anchor a run.
    assert row[0]["shared_words"] == 300 - len(range(7, 300, 12)) - 4


def test_shuffled_paragraphs_are_several_stretches():
    paragraphs = [prose(n, 60) for n in range(5)]
    rows = find({"a": "\n".join(paragraphs), "b": "\n".join([paragraphs[i] for i in (3, 0, 4, 2, 1)])})
    assert rows.height == 5
    assert rows["containment_a"].to_list() == [1.0] * 5


def test_a_text_that_repeats_itself_is_matched_once():
    a = prose(1, 40)
    rows = find({"a": a, "b": f"{a} {prose(2, 30)} {a}"}).to_dicts()
    assert len(rows) == 1
    assert rows[0]["shared_words"] == 40


@pytest.mark.parametrize(
    "a, b, why",
    [
        (prose(1, 300), prose(2, 300), "nothing in common"),
        (prose(1, 300) + " " + prose(9, 15), prose(2, 300) + " " + prose(9, 15), "a phrase of 15 words is a stock phrase"),
        ("", prose(1, 100), "an empty text"),
        ("", "", "two empty texts"),
        ("short text", "short text", "two words are no passage"),
        ("a " * 3000, prose(1, 100), "one word over and over"),
    ],
)
def test_no_passage(a, b, why):
    assert find({"a": a, "b": b}).height == 0, why


def test_a_footer_of_one_publisher_is_no_reuse_but_a_story_is():
    footer = prose(99, 60)
    texts = {f"f{n}": f"{prose(n, 200)}\n{footer}" for n in range(12)}
    story = prose(50, 200)
    texts |= {f"s{n}": f"{prose(70 + n, 10)} {story}" for n in range(12)}
    publishers = dict.fromkeys(texts, "Daily")
    rows = find(texts, publishers=publishers)
    assert not rows.filter(rows["doc_id_a"].str.starts_with("f")).height
    stories = rows.filter(rows["doc_id_a"].str.starts_with("s"))
    assert stories.select("doc_a", "doc_b").unique().height == 66
    assert find(texts, publishers={i: f"p{n}" for n, i in enumerate(texts)}).height > rows.height, (
        "many publishers share it: reuse"
    )


def test_five_hundred_copies_stay_connected():
    story = prose(1, 120)
    texts = {f"d{n:03}": f"{prose(1000 + n, 8)} {story}" for n in range(150)} | {f"e{n:03}": story for n in range(150)}
    rows = find(texts)
    links = {i: i for i in texts}

    def root(i):
        while links[i] != i:
            i = links[i]
        return i

    for a, b in rows.select("doc_id_a", "doc_id_b").iter_rows():
        links[root(a)] = root(b)
    assert len({root(i) for i in texts}) == 1


DATES = [
    ("2025-08-28", "2025-09-04", "b_from_a", "days apart"),
    ("2025-09", "2025-08-28", "a_from_b", "a month after a day"),
    ("2025-08", "2025-08-28", "unknown", "a month that holds the day"),
    ("2025", "2025-08-28", "unknown", "a year that holds the day"),
    (None, "2025-08-28", "unknown", "undated"),
    ("2025-08-28~", "2025-09-04", "unknown", "approximate"),
    ("2025-08-28T10:00:00Z", "2025-08-28T08:00:00-05:00", "b_from_a", "moments with zones"),
    ("2025-08-28T10:00", "2025-08-28T12:00", "unknown", "hours without zones"),
    ("2025-08-01/2025-08-10", "2025-08-11", "b_from_a", "an interval before"),
    ("199X", "2001", "b_from_a", "a decade"),
    ("yesterday", "2025-08-28", "unknown", "no EDTF"),
    ("2025-13-41", "2025-08-28", "unknown", "no such day"),
    ("2025-08-28", "2025-08-28", "unknown", "one day"),
]


@pytest.mark.parametrize("a, b, expected, why", DATES)
def test_direction(a, b, expected, why):
    assert tell_direction(a, b) == expected, why


@given(st.text(max_size=30))
def test_no_date_text_raises(text):
    interval = published_interval(text)
    assert interval is None or interval[0] <= interval[1]


def test_direction_stands_in_the_rows():
    text = prose(1, 80)
    rows = find({"a": text, "b": text, "c": text}, dates={"a": "2025-09-04", "b": "2025-08-28"}).to_dicts()
    assert [(r["doc_id_a"], r["doc_id_b"], r["direction"]) for r in rows] == [
        ("a", "b", "a_from_b"),
        ("a", "c", "unknown"),
        ("b", "c", "unknown"),
    ]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_documents_changes_nothing_and_stretches_share_their_words(rng):
    blocks = [prose(n, 45) for n in range(8)]
    texts = {f"d{n}": " ".join(rng.sample(blocks, rng.randint(1, 4))) + " é\u0301😀 " + prose(100 + n, 20) for n in range(6)}
    rows = find(texts)
    order = list(texts)
    rng.shuffle(order)
    assert find(texts, order=order).equals(rows)
    for row in rows.iter_rows(named=True):
        a = words_of(texts[row["doc_id_a"]][row["start_a"] : row["end_a"]])
        b = words_of(texts[row["doc_id_b"]][row["start_b"] : row["end_b"]])
        assert a[0] == b[0]
        assert a[-1] == b[-1]
        assert 20 <= row["shared_words"] <= min(len(a), len(b))
        assert row["doc_id_a"] < row["doc_id_b"]
        assert 0 < row["containment_a"] <= 1
