"""Originals to documents: text, publisher, date, language; one bad document never stops the others."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_samples import STORY, article, blob, jsonl, only, original, page, read, with_config

from headwater.config import IngestConfig
from headwater.ingest import read as reading
from headwater.ingest.blob import RECORD_TYPE
from headwater.ingest.media import describe_formats
from headwater.ingest.read import read_documents
from headwater.model import tables as t
from headwater.model.ids import make_id
from shared_data import shared

SPANISH = "El ministro dijo que el taller había ensamblado doce aeronaves desde la primavera, según la prensa local."


def test_a_record_becomes_a_document() -> None:
    record = {"id": "n1", "text": STORY, "url": "https://mst.military.com/a", "title": "T", "date": "2012-06", "language": "en"}
    tables = read("notes.jsonl", jsonl(record))
    doc = only(tables["documents"])
    assert doc["external_id"] == "n1"
    assert (doc["url"], doc["title"], doc["publisher"]) == ("https://mst.military.com/a", "T", "military.com")
    assert (doc["published"], doc["published_basis"], doc["published_evidence"]) == ("2012-06", "record", "2012-06")
    assert (doc["language"], doc["text_language"], doc["n_chars"]) == ("en", "en", len(STORY))
    assert (doc["media_type"], doc["name"], doc["container"]) == (RECORD_TYPE, "notes.jsonl:1", "notes.jsonl")
    text = only(tables["texts"])
    assert text["text"] == STORY
    assert text["text_id"] == doc["text_id"] == make_id("tx", STORY)
    assert tables["rejects"].height == tables["pages"].height == 0


@given(st.text(st.characters(exclude_categories=[]), min_size=1))
def test_text_of_a_record_is_kept_exactly(words: str) -> None:
    text = words + "x"
    found = only(read("r.jsonl", jsonl({"text": text}))["texts"])["text"]
    assert isinstance(found, str)
    assert len(found) == len(text)
    assert found == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


@pytest.mark.parametrize(
    ("record", "languages", "why"),
    [
        ({"language": "es", "text_language": "en", "text": STORY}, ("es", "en"), "a restatement says so itself"),
        ({"language": "es", "text": STORY}, ("es", "en"), "language of the words differs from that of the publication"),
        ({"language": "es-VE", "text": SPANISH}, ("es", "es"), "regions are dropped"),
        ({"text": SPANISH}, ("es", "es"), "detected"),
        ({"text": "Drones."}, (None, None), "too few words to tell"),
        ({"text": "Drones.", "language": "es"}, ("es", "es"), "too few words: that of the publication"),
        ({"language": "Spanish, mostly", "text": SPANISH}, ("es", "es"), "no tag: as if it were not there"),
    ],
)
def test_languages(record: dict[str, str], languages: tuple[str | None, str | None], why: str) -> None:
    doc = only(read("r.jsonl", jsonl(record))["documents"])
    assert (doc["language"], doc["text_language"]) == languages, why


def test_a_wrong_date_is_said_and_left_out() -> None:
    tables = read("r.jsonl", jsonl({"text": STORY, "date": "28/08/2025"}))
    assert only(tables["documents"])["published"] is None
    reject = only(tables["rejects"])
    assert (reject["stage"], reject["code"]) == ("ingest", "bad_date")


def test_a_page_declares_less_than_its_record() -> None:
    found = original(
        blob("p.html", page(article(), "<title>Own</title><meta name=date content=2019-05-05>"), title="Given", date="2020")
    )
    tables = read_documents({"originals": t.ORIGINALS.from_rows([found])}, config=IngestConfig())
    doc = only(tables["documents"])
    assert (doc["title"], doc["published"]) == ("Given", "2020")
    assert tables["dates"].select("date", "basis", "is_chosen").rows() == [
        ("2020", "record", True),
        ("2019-05-05", "meta", False),
    ]


@pytest.mark.parametrize(
    ("name", "data", "code", "why"),
    [
        ("a.txt", b" \n\t ", "no_text", "blanks"),
        ("a.txt", bytes(range(256)) * 40, "not_text", "junk under a good name"),
        (
            "a.html",
            page("<script>document.write('x')</script><img src=https://remote.example/x.png>"),
            "no_text",
            "a page that a script fills",
        ),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n<<>>", "truncated", "a PDF that was cut off"),
        ("a.pdf", b"%PDF-1.4\njunk\n%%EOF", "damaged", "a PDF that is none"),
        ("a.docx", b"PK\x03\x04word/[Content_Types].xml" + bytes(50), "damaged", "a DOCX that was cut off"),
        ("a.eml", b"Received: x\nMessage-ID: y\nFrom: a@b.example\n\n", "no_text", "an e-mail without text"),
        ("a.md", b"![](x.png)\n", "no_text", "Markdown without words"),
    ],
)
def test_what_cannot_be_read_is_one_reject(name: str, data: bytes, code: str, why: str) -> None:
    tables = read(name, data)
    assert tables["documents"].height == 0, why
    reject = only(tables["rejects"])
    assert (reject["stage"], reject["code"]) == ("ingest", code), why
    assert reject["detail"], why
    assert reject["advice"], why
    assert str(reject["doc_id"]).startswith("doc-"), why


def test_a_text_that_is_too_long_is_a_reject() -> None:
    tables = read("a.txt", b"word " * 1000, with_config(max_text_chars=1000))
    assert only(tables["rejects"])["code"] == "text_too_long"


def test_a_failure_inside_a_library_is_a_reject_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading._read_bytes

    def failing(found: dict[str, object], config: IngestConfig) -> object:
        if found["name"] == "b.txt":
            raise RuntimeError("broken")
        return real(found, config)

    monkeypatch.setattr(reading, "_read_bytes", failing)
    rows = [original(blob(n, f"{n} {STORY}".encode())) for n in ("a.txt", "b.txt", "c.txt")]
    tables = read_documents({"originals": t.ORIGINALS.from_rows(rows)}, config=IngestConfig())
    assert tables["documents"]["name"].to_list() == ["a.txt", "c.txt"]
    reject = only(tables["rejects"])
    assert reject["code"] == "unreadable"
    assert "RuntimeError: broken" in str(reject["detail"])


def test_a_document_that_takes_too_long_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> object:
        while True:
            try:
                sum(range(1000))
            except Exception:  # noqa: BLE001  what a library may do
                continue

    monkeypatch.setattr(reading, "_read_bytes", endless)
    row = original(blob("a.txt", STORY.encode()))
    tables = read_documents({"originals": t.ORIGINALS.from_rows([row])}, config=with_config(max_seconds=0.05))
    assert only(tables["rejects"])["code"] == "out_of_time"


def test_result_does_not_depend_on_order_or_company() -> None:
    rows = [original(blob(f"{n}.txt", f"Text {n}. {STORY}".encode())) for n in range(4)]
    together = read_documents({"originals": t.ORIGINALS.from_rows(rows)}, config=IngestConfig())
    backwards = read_documents({"originals": t.ORIGINALS.from_rows(rows[::-1])}, config=IngestConfig())
    alone = [read_documents({"originals": t.ORIGINALS.from_rows([row])}, config=IngestConfig()) for row in rows]
    for spec in (t.DOCUMENTS, t.TEXTS, t.DATES):
        expected = spec.sort(together[spec.name])
        assert spec.sort(backwards[spec.name]).equals(expected)
        assert spec.sort(pl.concat([a[spec.name] for a in alone])).equals(expected)


def test_nothing_in_is_nothing_out() -> None:
    tables = read_documents({"originals": t.ORIGINALS.empty()}, config=IngestConfig())
    assert {name: frame.height for name, frame in tables.items()} == dict.fromkeys(
        ("documents", "texts", "pages", "dates", "rejects"), 0
    )


def test_formats_are_described() -> None:
    names = [row[0] for row in describe_formats()]
    assert names == ["PDF", "DOCX", "HTML", "E-mail", "Record", "Markdown", "Plain text"]


def test_notes_are_read_as_they_stand() -> None:
    import json

    lines = shared("notes/notes.jsonl").read_bytes()
    records = [json.loads(line) for line in lines.splitlines()]
    tables = read("notes.jsonl", lines)
    assert tables["rejects"].height == 0
    joined = tables["documents"].join(tables["texts"], on="doc_id")
    found = dict(zip(joined["external_id"].to_list(), joined["text"].to_list(), strict=True))
    assert found == {r["id"]: r["text"] for r in records}
    stated = {r["id"]: (r["language"], r["text_language"]) for r in records}
    rows = tables["documents"].select("external_id", "language", "text_language").rows()
    assert {r[0]: (r[1], r[2]) for r in rows} == stated
