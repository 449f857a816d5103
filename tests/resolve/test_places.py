import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.config import ResolveConfig
from headwater.model.tables import DOCUMENTS, MENTIONS, TEXTS
from headwater.resolve.gazetteer import Gazetteer, Place, _own_lists, built_file, open_gazetteer
from headwater.resolve.places import _place_by_part, homes_of, place_spans, resolve_places
from headwater.resolve.prior import distance_km


def town(key, name, country, admin1, lat, lon, population, *, level="city", feature="PPL", admin2=""):
    return Place(key, name, level, feature, country, admin1, admin2, lat, lon, population, 5000.0, None, "test")


ATLAS = {
    "paris": (town("paris_fr", "Paris", "FR", "11", 48.85, 2.35, 2_000_000, feature="PPLC"), town("paris_tx", "Paris", "US", "TX", 33.66, -95.56, 25_000)),
    "reno": (town("reno_nv", "Reno", "US", "NV", 39.53, -119.81, 241_000), town("reno_tx", "Reno", "US", "TX", 33.67, -95.46, 3_000)),
    "texas": (town("tx", "Texas", "US", "TX", 31.5, -99.3, 28_000_000, level="admin1", feature="ADM1"),),
    "sumner": (town("sumner_tx", "Sumner", "US", "TX", 33.75, -95.65, 1_000),),
    "nauru town": (town("far", "Nauru Town", "NR", "", -0.5, 166.9, 1000),),
}  # fmt: skip


@pytest.fixture(scope="module")
def atlas():
    own = _own_lists(None)
    names = {**own.names, **{k: tuple((p, 0) for p in v) for k, v in ATLAS.items()}}
    return Gazetteer(names=names, divisions=own.divisions, points=own.points, path=None)


def spans_of(text, *names):
    spans, at = [], 0
    for name in names:
        start = text.index(name, at)
        spans.append((start, start + len(name)))
        at = start
    return spans


def keys(text, names, atlas, **options):
    return [a.place.key if a.place else None for a in place_spans(text, spans_of(text, *names), atlas, **options)]


@pytest.mark.parametrize(
    "text, names, expected, why",
    [
        ("He flew to Paris.", ["Paris"], ["paris_fr"], "people, where nothing else is said"),
        ("A fire in Paris, Texas.", ["Paris"], ["paris_tx"], "containment, though Texas is no span"),
        ("In Paris (Texas) today.", ["Paris", "Texas"], ["paris_tx", "tx"], "containment in brackets"),
        ("From Paris to Reno, by Sumner in Texas.", ["Paris", "Reno", "Sumner", "Texas"], ["paris_tx", "reno_tx", "sumner_tx", "tx"], "votes and nearness"),
        ("Iran and France met in Paris.", ["Iran", "France", "Paris"], ["c:IR", "c:FR", "paris_fr"], "countries vote"),
        ("Paris, Texas", ["Paris, Texas"], ["paris_tx"], "a span with its qualifier"),
        ("At Zzqx today.", ["Zzqx"], [None], "not known is said"),
    ],
)  # fmt: skip
def test_places(atlas, text, names, expected, why):
    assert keys(text, names, atlas) == expected, why


def test_one_sense_per_document(atlas):
    text = "In Paris, Texas, it burnt. Later Paris slept."
    answers = place_spans(text, [(3, 8), (33, 38)], atlas)
    assert [a.place.key for a in answers] == ["paris_tx", "paris_tx"]
    assert "one sense" in [r.feature for r in answers[1].reasons]


def test_answers_explain_themselves(atlas):
    answer = place_spans("A fire in Paris, Texas.", [(10, 15)], atlas)[0]
    assert answer.score == pytest.approx(sum(r.weight for r in answer.reasons))
    assert [p.key for p, _ in answer.runners_up] == ["paris_fr"]
    assert "containment" in [r.feature for r in answer.reasons]


def test_unresolved_says_that_the_file_is_missing(atlas):
    assert "file is missing" in place_spans("At Zzqx today.", [(3, 7)], atlas)[0].unresolved


def test_coordinates_beside_a_name_decide(atlas):
    answer = place_spans("The base at Zzqx (10.18 N, 67.56 W) was hit.", [(12, 16)], atlas)[0]
    assert (answer.place.lat, answer.place.lon) == (10.18, -67.56)
    assert answer.reasons[0].feature == "coordinates"


def test_government_is_marked(atlas):
    answer = place_spans("Iran denied the report.", [(0, 4)], atlas)[0]
    assert answer.metonym == "IR"
    assert place_spans("In Iran it rains.", [(3, 7)], atlas)[0].metonym is None


def test_hints_narrow(atlas):
    answer = place_spans("Georgia agreed.", [(0, 7)], atlas, hints=["GE"])[0]
    assert answer.place.key == "c:GE"
    assert place_spans("at El Libertador today", [(3, 16)], atlas, hints=["site"])[0].place.key == "s:el_libertador_air_base"


def test_publisher_weighs():
    assert homes_of("rutlandherald.com", None) == {}
    assert homes_of(None, "https://www.irishtimes.ie/a/b") == {"IE": 1.0}
    assert homes_of("x.co.uk", None) == {"GB": 1.0}
    assert homes_of("lebanon.tv", None) == {}, "a code that the world uses as a name says nothing"


def test_distance_at_the_edges_of_the_map():
    west, east = town("a", "", "", "", 0.0, -179.9, 0), town("b", "", "", "", 0.0, 179.9, 0)
    assert distance_km(west, east) == pytest.approx(22.2, abs=0.1)
    assert distance_km(town("a", "", "", "", 90.0, 0.0, 0), town("b", "", "", "", 90.0, 120.0, 0)) == pytest.approx(0, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)))
def test_order_of_spans_changes_nothing(order):
    own = _ATLAS_FOR_LAWS
    text = "From Paris to Reno, by Sumner in Texas."
    spans = spans_of(text, "Paris", "Reno", "Sumner", "Texas")
    plain = {a.start: a.place for a in place_spans(text, spans, own)}
    mixed = {a.start: a.place for a in place_spans(text, [spans[i] for i in order], own)}
    assert plain == mixed


_ATLAS_FOR_LAWS = Gazetteer(names={k: tuple((p, 0) for p in v) for k, v in ATLAS.items()}, divisions={}, points={}, path=None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 20))
def test_any_text_and_span_is_safe(text, start, length):
    answers = place_spans(text, [(min(start, len(text)), min(start + length, len(text)))], _ATLAS_FOR_LAWS)
    assert len(answers) == 1
    assert (answers[0].place is None) == (answers[0].unresolved is not None)


def _tables(texts):
    documents = [
        {"doc_id": f"doc-{i}", "external_id": f"x{i}", "n_chars": len(t), "text_id": f"tx-{i}"}
        for i, (t, _) in enumerate(texts)
    ]
    mentions = []
    for i, (text, names) in enumerate(texts):
        for kind, name in names:
            start = text.index(name)
            row = {"mention_id": f"me-{i}-{start}", "doc_id": f"doc-{i}", "external_id": f"x{i}", "start": start, "kind": kind}
            mentions.append({**row, "end": start + len(name), "text": name, "name": name, "maker": "test"})
    rows = [{"doc_id": f"doc-{i}", "text_id": f"tx-{i}", "text": t} for i, (t, _) in enumerate(texts)]
    return {
        "documents": DOCUMENTS.from_rows(documents),
        "texts": TEXTS.from_rows(rows),
        "mentions": MENTIONS.from_rows(mentions),
    }


def test_stage_fills_places_and_leaves_the_rest(atlas):
    text = "Hugo met Zzqx in Paris, Texas, at 10.18 N, 67.56 W."
    tables = _tables([(text, [("person", "Hugo"), ("place", "Zzqx"), ("place", "Paris")])])
    rows = resolve_places(tables, config=ResolveConfig(), model=atlas)["mentions"].to_dicts()
    by_text = {r["text"]: r for r in rows}
    assert by_text["Hugo"]["lat"] is None and by_text["Hugo"]["detail"] is None  # noqa: PT018
    assert by_text["Zzqx"]["lat"] is None
    assert "unresolved" in json.loads(by_text["Zzqx"]["detail"])
    paris = json.loads(by_text["Paris"]["detail"])
    assert (by_text["Paris"]["lat"], paris["level"], paris["country"]) == (33.66, "city", "US")
    assert paris["runners_up"][0][1] == "FR"
    assert by_text["10.18 N, 67.56 W"]["lon"] == -67.56
    assert all(text[r["start"] : r["end"]] == r["text"] for r in rows)


def test_stage_does_not_depend_on_the_batch(atlas):
    texts = [("In Paris, Texas.", [("place", "Paris")]), ("In Paris.", [("place", "Paris")]), ("Nothing.", [])]
    together = resolve_places(_tables(texts), config=ResolveConfig(), model=atlas)["mentions"]
    tables = _tables(texts)
    apart = [
        resolve_places(
            {k: t.filter(pl.col("doc_id") == f"doc-{i}") for k, t in tables.items()}, config=ResolveConfig(), model=atlas
        )["mentions"]
        for i in range(3)
    ]
    assert MENTIONS.sort(pl.concat(apart)).equals(together)


def test_stage_without_mentions(atlas):
    assert resolve_places(_tables([("Nothing.", [])]), config=ResolveConfig(), model=atlas)["mentions"].height == 0


@pytest.mark.parametrize(
    "text, name, country, lat, lon, why",
    [
        ("They met in Maracay, Aragua.", "Maracay", "VE", 10.25, -67.6, "containment"),
        ("The plant at Alabuga in Tatarstan", "Alabuga", "RU", 55.8, 52.1, "site"),
        ("in Dushanbe, Tajikistan", "Dushanbe", "TJ", 38.5, 68.8, "capital"),
        ("près de Koupiansk", "Koupiansk", "UA", 49.7, 37.6, "French spelling"),
        ("در اصفهان", "اصفهان", "IR", 32.7, 51.7, "Persian"),
        ("в Москве и Исфахан", "Исфахан", "IR", 32.7, 51.7, "Russian"),
        ("Washington said no", "Washington", "US", 38.9, -77.0, "the capital, not the state"),
        ("at Saki airfield", "Saki airfield", "UA", 45.1, 33.6, "site"),
    ],
)
def test_built_gazetteer_places(text, name, country, lat, lon, why):
    if not built_file().is_file():
        pytest.skip("the gazetteer file is not built here: python build_gazetteer.py")
    place = place_spans(text, spans_of(text, name), open_gazetteer(built_file()))[0].place
    assert place is not None, why
    assert place.country == country, why
    assert distance_km(place, town("gold", "", "", "", lat, lon, 0)) < 25, why


def test_a_site_with_a_part_that_nothing_places_stays_where_it_was():
    site = {"kind": "site", "text": "plant of Village", "start": 0, "end": 16, "lat": None, "detail": None}
    part = {"kind": "place", "text": "Village", "start": 9, "end": 16}  # a common word: no columns of a place were filled
    before = [dict(site), dict(part)]
    _place_by_part([site, part])
    assert [site, part] == before
