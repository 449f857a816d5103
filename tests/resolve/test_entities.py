"""Clusters, what decides them, and that decisions can be taken back."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.config import ResolveConfig
from headwater.model import tables as spec
from headwater.model.ids import make_id
from headwater.resolve.entities import resolve_entities


def mention(doc, start, text, kind, name=None, *, maker="list", lat=None, geonames_id=None, **detail):
    return {
        "mention_id": make_id("me", doc, start, kind), "doc_id": doc, "external_id": doc, "start": start, "end": start + len(text),
        "text": text, "kind": kind, "name": name or text, "maker": maker, "detail": json.dumps(detail) if detail else None,
        "lat": lat, "lon": lat, "geonames_id": geonames_id,
    }  # fmt: skip


def claim(doc, **roles):
    return {
        "claim_id": make_id("cl", doc, json.dumps(roles)), "doc_id": doc, "external_id": doc, "start": 0, "end": 60, "quote": "x",
        "kind": "other", "modality": "asserted", "polarity": "positive", "sentence_n": 0, "rule": "r", "trigger": "t",
        "confidence": 1.0, "maker": "rules", **roles,
    }  # fmt: skip


def judgement(seq, action, target, **detail):
    return {
        "seq": seq,
        "at": "2025-11-22T00:00:00Z",
        "who": "ana",
        "action": action,
        "target": str(target),
        "detail": json.dumps(detail),
    }


def resolve(mentions, claims=(), judgements=()):
    return resolve_entities(
        {
            "documents": spec.DOCUMENTS.empty(),
            "mentions": spec.MENTIONS.from_rows(mentions),
            "claims": spec.CLAIMS.from_rows(claims) if claims else spec.CLAIMS.empty(),
            "judgements": spec.JUDGEMENTS.from_rows(judgements) if judgements else spec.JUDGEMENTS.empty(),
        },
        config=ResolveConfig(),
    )


def clusters(tables):
    """Words of the mentions of each entity."""
    found = {}
    for row in tables["mentions"].iter_rows(named=True):
        if row["entity_id"]:
            found.setdefault(row["entity_id"], set()).add((row["doc_id"], row["text"]))
    return {frozenset(v) for v in found.values()}


def names(tables):
    return sorted(tables["entities"]["name"].to_list())


MADURO = [
    mention("a", 0, "Nicolás Maduro", "person"), mention("a", 50, "Maduro", "person"), mention("b", 0, "Nicolas Maduro", "person"),
    mention("c", 0, "Maduro", "person"),
]  # fmt: skip
CHAVEZ = [
    mention("a", 0, "Hugo Chávez", "person"), mention("a", 30, "Adán Chávez", "person"), mention("a", 60, "Chávez", "person"),
    mention("b", 0, "Hugo Chávez Frías", "person"), mention("b", 30, "Chavez", "person"),
]  # fmt: skip

TOGETHER = [
    (MADURO, 1, "spelling, surname in the document, the only one of that name in the case"),
    (CHAVEZ, 3, "a surname that two share in its document stays apart"),
    ([mention("a", 0, "Mohammad Bagheri", "person"), mention("b", 0, "Muhammad Baqheri", "person")], 1, "transliteration"),
    ([mention("a", 0, "Empresa Aeronáutica Nacional", "organisation"), mention("a", 30, "EANSA", "organisation"), mention("b", 0, "EANSA", "organisation")], 1, "name (acronym)"),
    ([mention("a", 0, "Compañía Anónima Venezolana de Industrias Militares", "organisation"), mention("a", 90, "CAVIM", "organisation")], 1, "initials in the document"),
    ([mention("a", 0, "Compañía Anónima Venezolana de Industrias Militares", "organisation"), mention("b", 90, "CAVIM", "organisation")], 2, "initials alone, in another document, prove nothing"),
    ([mention("a", 0, "Miami Herald", "outlet", domain="miamiherald.com"), mention("a", 40, "Herald", "organisation")], 1, "short name"),
    ([mention("a", 0, "Iranian", "demonym", "Iran", country="IR"), mention("b", 0, "Irán", "country", "Iran", country="IR")], 1, "demonym"),
    ([mention("a", 0, "44 Brigade", "organisation"), mention("b", 0, "45 Brigade", "organisation")], 2, "numbers"),
    ([mention("a", 0, "Reuters", "outlet"), mention("b", 0, "Reuters", "organisation", maker="model: ORG")], 1, "an outlet that the model calls an organisation"),
    ([mention("a", 0, "Nicolás Maduro", "person"), mention("b", 0, "Maduro", "organisation", maker="model: ORG")], 1, "a surname that the model calls an organisation"),
    ([mention("a", 0, "Dushanbe", "place", lat=38.5, geonames_id=1221874, place="Dushanbe", maker="model: GPE"), mention("b", 0, "Dushanbe", "organisation", maker="model: ORG")], 1, "a place that the model calls an organisation"),
    ([mention("a", 0, "Maracay", "place", lat=10.2, geonames_id=3632308), mention("b", 0, "Maracay", "place", lat=11.0, geonames_id=77)], 2, "two places of one name"),
    ([mention("a", 0, "3 May 2012", "date"), mention("a", 20, "28 million dollars", "money")], 0, "values are no entities"),
    ([mention("a", 0, "Mohajer-2", "equipment", family="Mohajer", variant="Mohajer-2"), mention("a", 20, "Arpía", "equipment", family="Arpía")], 2, "disputed identity"),
    ([mention("a", 0, "Geran-2", "equipment", family="Geran", variant="Geran-2"), mention("a", 20, "Shahed 136", "equipment", family="Shahed", variant="Shahed-136")], 1, "undisputed identity"),
    ([mention("a", 0, "Shaheds", "equipment", "Shahed", family="Shahed"), mention("a", 20, "Shahed 136", "equipment", family="Shahed", variant="Shahed-136")], 2, "a family is not its variant"),
]  # fmt: skip


@pytest.mark.parametrize("mentions, expected, why", TOGETHER, ids=[row[2] for row in TOGETHER])
def test_number_of_entities(mentions, expected, why):
    assert resolve(mentions)["entities"].height == expected, why


def test_every_entity_says_why_and_shows_its_fullest_name():
    entity = resolve(MADURO)["entities"].to_dicts()[0]
    assert entity["name"] == "Nicolás Maduro"
    assert "“Maduro”: “Nicolás Maduro” is named in full in the same document" in entity["reason"]
    assert (entity["n_mentions"], entity["n_documents"]) == (4, 3)
    assert all(e["reason"] for e in resolve(CHAVEZ)["entities"].to_dicts())


def test_disputed_identity_is_listed_with_sources():
    entity = resolve([mention("a", 0, "Arpía", "equipment", family="Arpía")])["entities"].to_dicts()[0]
    detail = json.loads(entity["detail"])
    assert entity["name"] == "Arpía-001"
    assert detail["disputed_same_as"] == ["Mohajer-2", "ANSU-100"]
    assert detail["sources"]
    assert entity["country"] == "VE"


ROLES = [
    ("the Iranian government", "Iran", "a demonym with a word for government is the state"),
    ("Iranian engineers", None, "a demonym alone is not"),
    ("Iran's Qods Aviation Industries", "Qods Aviation Industries", "the head, not the possessor"),
    ("Qods Aviation Industries of Iran", "Qods Aviation Industries", "the head, not what follows of"),
    ("engineers of Qods Aviation Industries", None, "engineers are not the firm"),
    ("Mohajer-2 drones", "Mohajer-2", "a word for the class may follow"),
    ("President Maduro", "Nicolás Maduro", "a title may go before"),
    ("Nobody known; the Miami Herald", "Miami Herald", "the first that resolves"),
    ("Iran and Venezuela", "Iran", "the first of two"),
    ("", None, "nothing"),
    ("a" * 5000, None, "hostile length"),
]


@pytest.mark.parametrize("words, expected, why", ROLES)
def test_roles_of_claims(words, expected, why):
    mentions = [
        *MADURO,
        mention("a", 100, "Iranian", "demonym", "Iran", country="IR"),
        mention("a", 120, "Iran", "country", country="IR"),
        mention("a", 140, "Venezuela", "country", country="VE"),
        mention("a", 160, "Qods Aviation Industries", "organisation"),
        mention("a", 200, "Mohajer-2", "equipment", family="Mohajer", variant="Mohajer-2"),
        mention("a", 220, "Miami Herald", "outlet"),
    ]
    tables = resolve(mentions, [claim("a", subject=words)])
    found = dict(tables["entities"].select("entity_id", "name").rows())
    assert found.get(tables["claims"]["subject_entity"][0]) == expected, why
    counted = {r["name"] for r in tables["entities"].iter_rows(named=True) if r["n_claims"]}
    assert counted == ({expected} if expected else set())


def ids_of(tables):
    return {r["name"]: r["entity_id"] for r in tables["entities"].iter_rows(named=True)}


def test_a_merge_joins_and_an_undo_parts_again():
    mentions = [mention("a", 0, "Qods Force", "organisation"), mention("b", 0, "Jerusalem Corps", "organisation")]
    before = resolve(mentions)
    ids = ids_of(before)
    merge = judgement(1, "merge", ids["Qods Force"], other=ids["Jerusalem Corps"])
    merged = resolve(mentions, judgements=[merge])
    assert merged["entities"].height == 1
    assert "ana decided" in merged["entities"]["reason"][0]
    undo = judgement(2, "undo", 1)
    assert resolve(mentions, judgements=[merge, undo])["entities"].equals(before["entities"])
    redo = judgement(3, "undo", 2)
    assert resolve(mentions, judgements=[merge, undo, redo])["entities"].equals(merged["entities"])


def test_a_split_takes_a_part_out_and_an_undo_puts_it_back():
    mentions = [
        mention("a", 0, "Mohammad Bagheri", "person"),
        mention("b", 0, "Muhammad Baqeri", "person"),
        mention("b", 30, "Baqeri", "person"),
    ]
    before = resolve(mentions)
    entity = before["entities"].to_dicts()[0]
    parts = {name: part for part, name in json.loads(entity["detail"])["parts"].items()}
    other = next(part for name, part in parts.items() if part != entity["entity_id"] and " " in name)
    split = judgement(1, "split", entity["entity_id"], other=other)
    after = resolve(mentions, judgements=[split])
    assert after["entities"].height == 2
    assert frozenset({("b", "Muhammad Baqeri"), ("b", "Baqeri")}) in clusters(after)
    assert resolve(mentions, judgements=[split, judgement(2, "undo", 1)])["entities"].equals(before["entities"])


def test_a_verdict_can_be_given_in_the_detail_and_the_last_one_counts():
    mentions = [mention("a", 0, "Qods Force", "organisation"), mention("b", 0, "Jerusalem Corps", "organisation")]
    a, b = ids_of(resolve(mentions)).values()
    log = [judgement(1, "merge", a, other=b, verdict="same"), judgement(2, "split", b, other=a, verdict="different")]
    assert resolve(mentions, judgements=log)["entities"].height == 2
    unknown = [judgement(1, "merge", a, other="en-0000"), judgement(2, "note", a, note="?"), judgement(3, "merge", a, other=a)]
    assert resolve(mentions, judgements=unknown)["entities"].height == 2


def test_an_edit_renames():
    mentions = [mention("a", 0, "Qods Force", "organisation")]
    entity_id = resolve(mentions)["entities"]["entity_id"][0]
    log = [judgement(1, "edit", entity_id, field="name", value="Quds Force")]
    assert resolve(mentions, judgements=log)["entities"]["name"].to_list() == ["Quds Force"]


def test_ids_stay_when_documents_are_added():
    few = ids_of(resolve(MADURO[:2]))
    more = ids_of(resolve([*MADURO, *(mention(f"x{n}", 0, "Nicolas Maduro", "person") for n in range(9))]))
    assert few["Nicolás Maduro"] in more.values()


def test_an_empty_case():
    tables = resolve([])
    assert {k: v.height for k, v in tables.items()} == {"mentions": 0, "entities": 0, "claims": 0}


POOL = [*MADURO, *CHAVEZ[3:], *(m for row in TOGETHER[2:] for m in row[0])]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(POOL))), st.integers(0, 2**16))
def test_order_of_mentions_changes_nothing(order, seed):
    unique = {m["mention_id"]: m for m in POOL}
    rows = sorted(unique.values(), key=lambda m: m["mention_id"])
    shuffled = rows[:]
    random.Random(seed + order[0]).shuffle(shuffled)
    expected, found = resolve(rows), resolve(shuffled)
    for name, frame in expected.items():
        assert frame.equals(found[name]), name


def test_every_mention_has_at_most_one_entity_that_exists():
    tables = resolve(list({m["mention_id"]: m for m in POOL}.values()))
    assert set(tables["mentions"]["entity_id"].drop_nulls()) == set(tables["entities"]["entity_id"])
    assert tables["entities"]["entity_id"].is_unique().all()
    assert tables["entities"]["n_mentions"].sum() == tables["mentions"]["entity_id"].drop_nulls().len()
    assert names(tables)
