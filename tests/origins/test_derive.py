import json

import polars as pl
import pytest
from origin_cases import make_tables, tops, trace

from headwater.config import OriginsConfig

STORY = (
    "The Kestrel-9 plant in Port Amsel opened with Admiral Odile Vantongeren and Minister Tarek Benhalim present. It will make 740 aircraft by 2031. "
    "Engineers from Lindholm trained there for 18 months."
)
REWRITE = (
    "Minister Tarek Benhalim and Admiral Odile Vantongeren opened a factory for the Kestrel-9 in Port Amsel. Some 740 of them are due by 2031, "
    "after engineers of Lindholm had been taught for 18 months."
)
FILLER = [
    {
        "id": f"f{i}",
        "text": f"The council of Town{i} discussed water prices and a new school for {100 + i} pupils on Quay Street.",
        "date": f"2024-01-{i + 1:02d}",
    }
    for i in range(12)
]


def test_a_credit_leads_to_the_publisher_that_is_not_held() -> None:
    found = trace(
        make_tables([{"id": "a", "text": "The Daily Courier reported that the plant opened.", "publisher": "x.example"}])
    )
    assert tops(found) == {"a": "Daily Courier"}


def test_a_credit_leads_to_the_held_document_whose_content_fits() -> None:
    records = [
        {"id": "first", "text": STORY, "date": "2024-03-01", "publisher": "Daily Courier"},
        {"id": "other", "text": FILLER[0]["text"], "date": "2024-03-01", "publisher": "Daily Courier"},
        {"id": "later", "text": REWRITE + " The Daily Courier reported it.", "date": "2024-03-02", "publisher": "x.example"},
        *FILLER,
    ]
    found = trace(make_tables(records))
    assert tops(found)["later"] == "first"
    assert found["citations"].filter(pl.col("external_id") == "later")["cited_doc"].to_list() == ["first"]


def test_a_later_document_is_never_the_one_that_was_cited() -> None:
    records = [
        {"id": "cites", "text": REWRITE + " The Daily Courier reported it.", "date": "2024-03-01", "publisher": "x.example"},
        {"id": "after", "text": STORY, "date": "2024-03-09", "publisher": "Daily Courier"},
        *FILLER,
    ]
    assert trace(make_tables(records))["citations"].filter(pl.col("external_id") == "cites")["cited_doc"].to_list() == [None]


def test_a_chain_of_credits_leads_to_its_end() -> None:
    found = trace(
        make_tables(
            [
                {
                    "id": "a",
                    "text": "Gulf Review, citing the Daily Courier, reports that the plant opened.",
                    "publisher": "x.example",
                }
            ]
        )
    )
    assert tops(found) == {"a": "Daily Courier"}


def test_an_uncited_rewrite_is_found_by_its_rare_details_with_the_evidence() -> None:
    records = [
        {"id": "first", "text": STORY, "date": "2024-03-01", "publisher": "a.example"},
        {"id": "second", "text": REWRITE, "date": "2024-03-02", "publisher": "b.example"},
        *FILLER,
    ]
    found = trace(make_tables(records))
    row = found["derivations"].filter(pl.col("external_id") == "second").row(0, named=True)
    assert (row["upstream"], row["relation"]) == ("first", "rewrite")
    detail = " ".join(e["detail"] for e in json.loads(row["evidence"]))
    assert "740" in detail
    assert "vantongeren" in detail
    assert "first" not in tops(found)


def test_a_sibling_that_names_nobody_goes_to_the_same_upstream() -> None:
    records = [
        {"id": "names", "text": "By: Daily Courier. " + STORY, "date": "2024-03-01", "publisher": "a.example"},
        {"id": "silent", "text": REWRITE, "date": "2024-03-01", "publisher": "b.example"},
        *FILLER,
    ]
    assert tops(trace(make_tables(records)))["names"] == "Daily Courier"


def test_an_undated_document_is_not_the_origin_of_a_dated_one() -> None:
    records = [
        {"id": "dated", "text": STORY, "date": "2024-03-01", "publisher": "a.example"},
        {"id": "undated", "text": REWRITE, "publisher": "b.example"},
        *FILLER,
    ]
    found = tops(trace(make_tables(records)))
    assert found.get("undated") == "dated"
    assert "dated" not in found


def test_an_exact_copy_leads_to_the_earliest() -> None:
    records = [
        {"id": "copy", "text": STORY.replace(". ", ".\n"), "date": "2024-03-05"},
        {"id": "first", "text": STORY, "date": "2024-03-01"},
    ]
    row = trace(make_tables(records))["derivations"].row(0, named=True)
    assert (row["external_id"], row["upstream"], row["relation"], row["confidence"]) == ("copy", "first", "copy", 1.0)


@pytest.mark.parametrize("order", [1, -1])
def test_order_of_documents_changes_nothing_and_there_are_no_cycles(order: int) -> None:
    records = [
        {"id": "a", "text": STORY, "date": "2024-03"},
        {"id": "b", "text": REWRITE, "date": "2024-03"},
        {"id": "c", "text": STORY + " More was said.", "date": "2024-03"},
        *FILLER,
    ]
    found = trace(make_tables(records[::order]))["derivations"]
    assert found.equals(trace(make_tables(records))["derivations"])
    up = {(r["external_id"], r["upstream"]) for r in found.iter_rows(named=True) if r["upstream"]}
    reach = set(up)
    for _ in range(4):
        reach |= {(a, d) for a, b in reach for c, d in up if b == c}
    assert not [a for a, b in reach if a == b]


def test_weak_derivations_are_left_out() -> None:
    records = [{"id": "a", "text": "The IISS estimates 300 aircraft."}]
    assert trace(make_tables(records), OriginsConfig(min_confidence=0.9))["derivations"].height == 0


@pytest.mark.parametrize(
    ("name", "site", "why"),
    [
        ("the Warsaw Telegram", "warsawtelegram.example", "a name that no list knows is the publisher that a site spells"),
        ("El Cóndor de Salta", "elcondordesalta.example", "article and connective are letters of the site"),
        ("the Osk Banner", "theoskbanner.example", "the site has the article, the name is cited without it"),
    ],
)
def test_a_site_of_the_case_says_who_is_a_publisher(name: str, site: str, why: str) -> None:
    first = "Belarus will make 614 drones a month at Grodno, where Ostap Rudko leads Plant 88."
    tables = make_tables(
        [
            {"id": "a", "date": "2024-02-05", "url": f"https://{site}/a", "publisher": site, "text": first},
            {
                "id": "b", "date": "2024-02-06", "url": "https://b.example/b", "publisher": "b.example",
                "text": f"At Grodno 614 drones a month will be made in Plant 88 under Ostap Rudko, {name} reports.",
            },
        ]
    )  # fmt: skip
    assert tops(trace(tables))["b"] == "a", why


def test_the_one_report_of_a_named_publisher_is_meant_across_languages_unless_it_is_old() -> None:
    def case(date: str) -> dict[str, str | None]:
        es = {"id": "b", "date": "2024-02-06", "url": "https://b.example/b", "language": "es", "publisher": "b.example"}
        text = "La mitad de los obuses viene de Corea del Norte por Wonsan, según Kyiv Standard. Hace un año era un tercio, dijo Hnatenko."
        en = {"id": "a", "url": "https://kyivstandard.example/a", "publisher": "kyivstandard.example"}
        first = "Every second shell comes from Wonsan in North Korea, Colonel Hnatenko told this paper. Last winter it was every third."
        return tops(trace(make_tables([{**en, "date": date, "text": first}, {**es, "text": text}])))

    assert case("2024-02-05")["b"] == "a"
    assert case("2023-11-05")["b"] != "a"
