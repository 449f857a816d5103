import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from origin_cases import make_tables, trace

from headwater.config import OriginsConfig
from headwater.origins.count import count_origins, is_anonymous
from headwater.origins.tree import build_tree

VALUE = {"item_id": "it-1", "value_id": "va-1"}
SAYS = "the plant makes 740 aircraft"
RELAYS = [
    {
        "id": f"r{i}",
        "text": f"The Daily Courier reported that {SAYS}, in note {i} of its kind.",
        "date": f"2024-03-0{i + 1}",
        "publisher": f"p{i}.example",
    }
    for i in range(3)
]


def count(records: list[dict[str, object]], claims: list[dict[str, object]], samples: int = 200) -> dict[str, pl.DataFrame]:
    tables = trace(make_tables(records, [{**VALUE, "quote": SAYS, **c} for c in claims]))
    tables.update(count_origins(tables, config=OriginsConfig(samples=samples)))
    return tables


def best(tables: dict[str, pl.DataFrame]) -> tuple[int, int, int]:
    row = tables["origin_counts"].row(0, named=True)
    return row["low"], row["best"], row["high"]


def test_relays_of_one_paper_are_one_origin() -> None:
    found = count(RELAYS, [{"doc": r["id"]} for r in RELAYS])
    origin = found["origins"].row(0, named=True)
    assert best(found) == (1, 1, 1)
    assert found["origin_counts"]["n_witnesses"].to_list() == [1], "all three have it from one paper"
    assert (origin["origin"], origin["kind"]) == ("Daily Courier, not held", "unheld document")
    assert json.loads(origin["documents"]) == ["r0", "r1", "r2"]
    assert found["origin_counts"]["reason"][0] == "All 3 documents lead back to Daily Courier, which is not held."
    assert {(x["from"], x["to"]) for x in json.loads(origin["chain"])} == {
        ("Daily Courier, not held", f"r{i}") for i in range(3)
    }


def test_one_speaker_in_three_papers_is_one_origin() -> None:
    records = [
        {
            "id": f"s{i}",
            "text": f"Ana Ruiz said {SAYS}. Paper {i} was there.",
            "publisher": f"p{i}.example",
            "date": "2024-03-01",
        }
        for i in range(3)
    ]
    found = count(records, [{"doc": r["id"], "attribution": "Ana Ruiz said", "attributed_to": "Ana Ruiz"} for r in records])
    assert best(found) == (1, 1, 1)
    assert found["origin_counts"]["n_witnesses"].to_list() == [3], "three reporters heard her"
    assert found["origins"].select("origin", "kind").row(0) == ("Ana Ruiz", "named person or body")


def test_an_unnamed_source_belongs_to_its_paper() -> None:
    records = [{"id": "a", "text": f"One unnamed source told the Daily Courier {SAYS}.", "publisher": "p.example"}]
    found = count(
        records,
        [{"doc": "a", "attribution": "One unnamed source told the Daily Courier", "attributed_to": "One unnamed source"}],
    )
    assert found["origins"].select("origin", "kind").row(0) == ("unnamed source of Daily Courier", "unnamed source")


@pytest.mark.parametrize(
    ("dates", "expected", "why"),
    [
        ((None, None), (1, 1, 2), "one answer, no source shown: likely one origin, and the range says that it may be two"),
        (("2024-03-01", "2024-03-05"), (1, 1, 2), "in the same week likewise"),
        (("2019-03-01", "2024-03-05"), (1, 2, 2), "five years apart it may be a new count or a memory of the old one"),
    ],
)
def test_documents_that_name_nobody_may_be_origins_of_their_own(
    dates: tuple[str | None, str | None], expected: tuple[int, int, int], why: str
) -> None:
    told = (
        "Nobody here doubts it: {} each year, in two halls by the old harbour.",
        "Workers like to boast that {} for buyers overseas.",
    )
    records: list[dict[str, object]] = [
        {"id": f"d{i}", "text": x.format(SAYS), "publisher": f"{i}.example", **({"date": d} if d else {})}
        for i, (x, d) in enumerate(zip(told, dates, strict=True))
    ]
    found = count(records, [{"doc": r["id"]} for r in records])
    assert best(found) == expected, why
    reason = found["origin_counts"]["reason"][0]
    assert ("shows no other source" if expected[1] == 1 else "name no source") in reason


@given(copies=st.integers(1, 3), of=st.integers(0, 3))
@settings(max_examples=8, deadline=None)
def test_a_copied_document_adds_no_origin(copies: int, of: int) -> None:
    records: list[dict[str, object]] = [
        *RELAYS,
        {"id": "own", "text": f"Nobody doubts that {SAYS}.", "date": "2024-03-04", "publisher": "own.example"},
    ]
    claims: list[dict[str, object]] = [{"doc": r["id"]} for r in records]
    more = [{**records[of], "id": f"copy{i}", "date": "2024-04-01", "publisher": f"c{i}.example"} for i in range(copies)]
    assert best(count(records, claims)) == best(count([*records, *more], [*claims, *({"doc": r["id"]} for r in more)]))


@given(relays=st.integers(1, 3), days=st.integers(5, 25))
@settings(max_examples=6, deadline=None)
def test_a_relay_adds_no_origin_and_no_witness(relays: int, days: int) -> None:
    claims: list[dict[str, object]] = [{"doc": r["id"]} for r in RELAYS]
    more: list[dict[str, object]] = [
        {"id": f"m{i}", "text": f"{SAYS.capitalize()}, the Daily Courier reported earlier, and edition {i} repeats it.", "date": f"2024-04-{days:02d}", "publisher": f"m{i}.example"}
        for i in range(relays)
    ]  # fmt: skip
    before = count(list(RELAYS), claims)
    after = count([*RELAYS, *more], [*claims, *({"doc": r["id"], "quote": SAYS.capitalize()} for r in more)])
    assert best(before) == best(after)
    assert before["origin_counts"]["n_witnesses"].to_list() == after["origin_counts"]["n_witnesses"].to_list()


@given(names=st.permutations(["North Gazette", "Harbour Times", "Valley Post"]))
@settings(max_examples=6, deadline=None)
def test_renaming_publishers_permutes_names_only(names: list[str]) -> None:
    def case(publishers: list[str]) -> dict[str, pl.DataFrame]:
        records: list[dict[str, object]] = [
            {"id": f"r{i}", "text": f"The {p} reported that {SAYS}, in note {i} of its kind.", "date": f"2024-03-0{i + 1}"}
            for i, p in enumerate(publishers)
        ]
        return count(records, [{"doc": r["id"]} for r in records])

    first, second = case(["North Gazette", "Harbour Times", "Valley Post"]), case(names)
    assert best(first) == best(second) == (3, 3, 3)
    renamed = dict(zip(["North Gazette", "Harbour Times", "Valley Post"], names, strict=True))
    chains = {
        json.loads(r["documents"])[0]: r["origin"].removesuffix(", not held") for r in first["origins"].iter_rows(named=True)
    }
    assert {d: renamed[o] for d, o in chains.items()} == {
        json.loads(r["documents"])[0]: r["origin"].removesuffix(", not held") for r in second["origins"].iter_rows(named=True)
    }


def test_the_tree_starts_at_the_origin_and_shows_the_words() -> None:
    found = {k: list(v.iter_rows(named=True)) for k, v in count(RELAYS, [{"doc": r["id"]} for r in RELAYS]).items()}
    tree = build_tree(found["origins"], found["derivations"], found["citations"], found["documents"], found["claims"], "va-1")
    (root,) = tree["origins"]
    assert (root["name"], [c["name"] for c in root["children"]]) == ("Daily Courier, not held", ["r0", "r1", "r2"])
    assert root["children"][0]["quotes"][0]["quote"] == SAYS
    assert root["children"][0]["evidence"][0]["kind"] == "citation"


def test_a_credited_name_that_is_a_held_publisher_leads_to_its_document() -> None:
    records = [
        {"id": "first", "text": f"Nobody doubts that {SAYS}.", "publisher": "Example News", "date": "2024-03-01"},
        {
            "id": "relay",
            "text": f"It is known that {SAYS}, so Example News said.",
            "publisher": "A Example",
            "date": "2024-03-03",
        },
    ]
    claims = [{"doc": "first"}, {"doc": "relay", "attribution": "Example News said", "attributed_to": "Example News"}]
    found = count(records, claims)
    assert best(found) == (1, 1, 1)
    assert found["origins"]["origin"].to_list() == ["first"]


def test_officials_of_one_paper_do_not_take_the_name_of_others() -> None:
    rest = ("Rain fell on Monday.", "A bridge was closed for repairs.")
    records = [
        {"id": f"o{i}", "text": f"Then {SAYS}, officials said. {x}", "publisher": f"p{i}.example"} for i, x in enumerate(rest)
    ]
    records.append({"id": "w", "text": "Three Western officials told reporters of other things.", "publisher": "w.example"})
    claims = [{"doc": f"o{i}", "attribution": "officials said", "attributed_to": "officials"} for i in range(2)]
    found = count(records, claims)
    assert set(found["origins"]["kind"]) == {"unnamed source"}
    assert all(name.startswith("officials of o") for name in found["origins"]["origin"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("officials", True),
        ("American officials", True),
        ("fuentes militares", True),
        ("Ukrainian military intelligence", False),
        ("Ana Ruiz", False),
        ("the Herald", False),
        ("", False),
    ],
)
def test_who_names_nobody(name: str, expected: bool) -> None:
    assert is_anonymous(name) is expected
