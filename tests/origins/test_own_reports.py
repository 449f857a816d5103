import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from origin_cases import make_tables, tops, trace

from headwater.origins.neighbours import Held
from headwater.origins.speakers import first_speaker, is_office, names_itself

STORY = (
    "The Meridian plant near Ostrova made 740 gliders in 2021, Director Vera Lindqvist told buyers. The gliders carry 36 kg "
    "and need 14 mechanics. Half of them went to Tarsk by barge."
)


def held(text: str, url: str | None = None, publisher: str | None = None) -> Held:
    return Held("d", "d", publisher, url, "en", "en", None, text, ())


@pytest.mark.parametrize(
    ("text", "url", "expected", "why"),
    [
        ("A colonel told the Baku Journal so.", "https://bakujournal.example/a", True, "somebody told it"),
        ("A colonel told the Daily Courier so.", "https://bakujournal.example/a", False, "somebody told another paper"),
        ("Fuentes hablaron a Rioplata Hoy.", "https://rioplatahoy.example/x", True, "a name of two words"),
        ("The trend is clear.", "https://trend.example/x", False, "a common word, written small"),
        ("All is well.", None, False, "no address"),
    ],
)
def test_reports_that_name_their_own_publisher(text: str, url: str | None, expected: bool, why: str) -> None:
    assert names_itself(held(text, url)) is expected, why


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Foreign Ministry", True), ("army's General Command", True), ("IISS", False), ("Port Watch Institute", False)],
)
def test_offices_of_a_state_speak_and_are_not_retold(name: str, expected: bool) -> None:
    assert is_office(name) is expected


@pytest.mark.parametrize(
    ("kinds", "expected", "why"),
    [
        ([("official", 0)], 0, "a person in the first sentence"),
        ([("official", 0), ("outlet", 0)], None, "by way of a publisher in the same sentence"),
        ([("official", 40)], 1, "in the second sentence"),
        ([("official", 90)], None, "too late to govern the report"),
    ],
)
def test_the_first_speaker(kinds: list[tuple[str, int]], expected: int | None, why: str) -> None:
    rows = [{"cited_kind": k, "start": s, "rank": 0, "rule": "verb", "cited": "Vera Lindqvist"} for k, s in kinds]
    assert first_speaker(rows, [0, 30, 60]) == expected, why


def test_a_publisher_is_no_upstream_of_itself() -> None:
    records = [
        {"id": "own", "text": f"(Ostrova Agency) {STORY}", "url": "https://ostrovaagency.example/1", "date": "2024-03-01"}
    ]
    assert tops(trace(make_tables(records))) == {}


def test_a_report_that_answers_another_one_does_not_derive_from_it() -> None:
    records = [
        {"id": "paper", "text": STORY, "url": "https://hornledger.example/1", "date": "2024-03-01"},
        {
            "id": "answer",
            "text": "Director Vera Lindqvist denied on Monday that Meridian made gliders near Ostrova. She added that Tarsk got none. The Horn Ledger's story was false, she said.",
            "url": "https://tarskpost.example/1",
            "date": "2024-03-03",
        },
    ]  # fmt: skip
    assert tops(trace(make_tables(records))).get("answer") is None


@given(gap=st.integers(1, 28), swap=st.booleans())
@settings(max_examples=10, deadline=None)
def test_an_undated_text_is_no_origin_of_a_dated_one(gap: int, swap: bool) -> None:
    told = STORY.replace("made 740 gliders", "built 740 gliders").replace("need 14 mechanics", "want 14 mechanics")
    undated, dated = (told, STORY) if swap else (STORY, told)
    records = [
        {"id": "undated", "text": undated, "url": "https://a.example/1"},
        {"id": "dated", "text": dated, "url": "https://b.example/1", "date": f"2024-03-{gap:02d}"},
        {"id": "other", "text": "The council met on Friday and spoke of roads, schools and water.", "date": "2024-03-01"},
    ]
    assert tops(trace(make_tables(records))).get("dated") != "undated"
