"""Shapes that pages draw without script: shared words, streams in time, a small map."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.web.lineage import Branch, say_rest
from headwater.web.minimap import HEIGHT, WIDTH, draw_map
from headwater.web.shared_words import changed_words, mark_shared
from headwater.web.sources import _lead_back, script_of
from headwater.web.streams import draw_streams

WORDS = st.text("abc ÁöД.,’ 12\n🛩", max_size=60)


@pytest.mark.parametrize(
    ("quote", "earlier", "shared", "why"),
    [
        ("Iran sent six drones", ["Iran sent six drones"], ["Iran sent six drones"], "a copy"),
        ("It said Iran sent six drones", ["Iran sent six planes"], ["Iran sent six"], "the run in common"),
        ("Iran and drones", ["drones of Iran"], [], "single words are chance"),
        ("some 340,000 troops", ["340,000 people"], ["340,000"], "a figure is no chance"),
        ("Irán envió drones", ["Iran sent drones"], [], "another language"),
        ("IRAN SENT", ["iran sent"], ["IRAN SENT"], "capitals do not matter"),
        ("", ["x"], [], "nothing"),
    ],
)
def test_shared_words(quote, earlier, shared, why):
    assert [w for w, is_shared in mark_shared(quote, earlier) if is_shared] == shared, why


@given(WORDS, st.lists(WORDS, max_size=3))
def test_pieces_are_the_quote(quote, earlier):
    assert "".join(words for words, _ in mark_shared(quote, earlier)) == quote


@given(WORDS, WORDS)
def test_changed_stretches_lie_inside_and_apart(left, right):
    for text, spans in zip((left, right), changed_words(left, right), strict=True):
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert changed_words(left, left) == ([], [])


def branch(name, published=None, *, language="en", children=(), kind="document", relation="cites"):
    document = {
        "doc_id": name,
        "external_id": name,
        "publisher": f"{name}.example",
        "published": published,
        "language": language,
    }
    return Branch(name, kind, document if kind == "document" else None, (), relation, "", 0.9, tuple(children))


def test_streams_draw_every_dated_document_once():
    many = [branch(f"d{n}", f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}", language=("en", "es")[n % 2]) for n in range(500)]
    picture = draw_streams([branch("Herald", kind="unheld document", children=[*many, branch("undated")])])
    assert len(picture.lanes) == 1
    assert not picture.lanes[0].is_held
    assert picture.n_undated == 1
    assert len(picture.drops) < 160
    assert all(0 <= d.x <= picture.width and d.r < 16 for d in picture.drops)
    assert picture.languages == (("English", 251), ("Spanish", 250))


def test_one_document_needs_no_picture():
    assert draw_streams([branch("a", "2025")]) is None
    assert draw_streams([]) is None


def test_many_origins_of_one_document_share_a_lane():
    picture = draw_streams(
        [branch("Herald", "2025-01", children=[branch("x", "2025-02")]), *[branch(f"o{n}", "2025-03") for n in range(40)]]
    )
    assert [lane.title for lane in picture.lanes] == ["Herald.example", "40 more origins"]


@pytest.mark.parametrize(
    ("kinds", "words"),
    [(["copy"], "1 copy"), (["copy", "copy", "cites"], "2 copies, 1 cites it"), ([""], "1 by a way not known"), ([], "")],
)
def test_folded_holders_are_counted_by_relation(kinds, words):
    assert say_rest([branch(f"d{n}", relation=r) for n, r in enumerate(kinds)]) == words


def place(name, lat, lon, *, precision=1000.0, kind="site", country="VE"):
    return {
        "entity_id": name,
        "name": name,
        "kind": kind,
        "country": country,
        "lat": lat,
        "lon": lon,
        "precision_m": precision,
        "n": 2,
    }


@pytest.mark.parametrize(
    ("places", "spots", "why"),
    [
        ([place("a", 10.0, -67.0)], 1, "one place"),
        ([place("a", 10.0, -67.0), place("b", 35.7, 51.4)], 2, "two continents"),
        ([place("n", 90.0, 0.0), place("s", -90.0, 180.0), place("w", 0.0, -180.0)], 3, "poles and the antimeridian"),
        ([place("sea", 15.0, -75.0, precision=1_000_000.0), place("a", 10.0, -67.0)], 1, "a sea is no place to pin"),
    ],
)
def test_map_holds_its_places(places, spots, why):
    drawn = draw_map(places)
    assert len(drawn.spots) == spots, why
    assert all(-1 <= s.x <= WIDTH + 1 and -1 <= s.y <= HEIGHT + 1 for s in drawn.spots)


def test_area_is_a_ring_and_country_no_dot():
    ring = draw_map([place("Apure", 7.0, -69.0, precision=150_000.0)]).spots[0]
    assert (ring.r, ring.ring > 0) == (0.0, True)
    assert draw_map([place("Venezuela", 8.0, -66.0, kind="country")]).spots == ()
    assert draw_map([]) is None
    assert draw_map([place("x", None, None)]) is None


@pytest.mark.parametrize(("text", "script"), [("Герань-2", "Cyrillic"), ("شاهد", "Arabic"), ("Arpía", "Latin"), ("136", "")])
def test_script(text, script):
    assert script_of(text) == script


def test_only_origins_behind_own_documents_count():
    origins = [
        {"value_id": "v", "origin": "Herald, not held", "kind": "unheld document", "documents": '["a", "b"]'},
        {"value_id": "v", "origin": "c", "kind": "document", "documents": '["c"]'},
    ]
    given = [{"kind": "training", "value_id": "v", "external_id": "a"}, {"kind": "use", "value_id": "v", "external_id": "c"}]
    rows, by_kind = _lead_back(given, origins)
    assert [(r["origin"], r["n_documents"]) for r in rows] == [("Herald, not held", 1), ("c", 1)]
    assert by_kind == {"training": 1, "use": 1}
    assert _lead_back(given[:1], origins)[0] == rows[:1]
