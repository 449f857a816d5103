"""The whole journey on real input: from files to a published case, through kills and bad documents."""

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import polars as pl
import pytest

from built_case import NOTES, build, founding_document, headwater
from headwater import pipeline
from headwater.model.tables import BY_NAME
from headwater.store.case import open_case
from headwater.store.snapshot import open_snapshot


def hashes(case: Path) -> dict[str, str]:
    folder = case / "snapshots" / (case / "CURRENT").read_text().strip()
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.parquet"))}


def check_spans(case: Path) -> int:
    """Every offset of every public table says what it says; returns how many were checked."""
    snapshot = open_snapshot(case)
    texts = dict(snapshot.table("texts").select("doc_id", "text").iter_rows())
    checked = 0
    for table, exact in (("claims", "quote"), ("mentions", "text"), ("citations", "text"), ("sentences", "text")):
        for doc_id, start, end, words in snapshot.table(table).select("doc_id", "start", "end", exact).iter_rows():
            assert texts[doc_id][start:end] == words, (table, doc_id, start, end)
            checked += 1
    spoken = snapshot.table("claims").filter(pl.col("attribution").is_not_null())
    for doc_id, start, words in spoken.select("doc_id", "attribution_start", "attribution").iter_rows():
        assert texts[doc_id][start : start + len(words)] == words, (doc_id, start)
        checked += 1
    return checked


def test_example_case_has_everything_and_every_span_holds(notes_case: Path) -> None:
    snapshot = open_snapshot(notes_case)
    assert check_spans(notes_case) > 500
    for table in ("documents", "mentions", "claims", "entities", "citations", "derivations", "origins", "items", "values"):
        assert snapshot.table(table).height, f"{table} is empty"
        assert snapshot.table(table).columns == BY_NAME[table].names
    assert snapshot.table("documents").height == 87


def test_every_document_that_is_not_read_is_said(notes_case: Path) -> None:
    snapshot = open_snapshot(notes_case)
    unread = snapshot.table("rejects").filter(pl.col("code") == "no_language_model")
    languages = snapshot.table("documents").filter(~pl.col("text_language").is_in(["en", "es"]))
    assert set(unread["doc_id"]) == set(languages["doc_id"])


def test_rebuild_with_nothing_new_does_nothing(notes_case: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = headwater("build", notes_case)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "Nothing is new" in done.err
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 2.0


def test_links_between_tables_lead_somewhere(notes_case: Path) -> None:
    snapshot = open_snapshot(notes_case)
    ids = {
        "item_id": set(snapshot.table("items")["item_id"]), "value_id": set(snapshot.table("values")["value_id"]),
        "doc_id": set(snapshot.table("documents")["doc_id"]), "claim_id": set(snapshot.table("claims")["claim_id"]),
        "entity_id": set(snapshot.table("entities")["entity_id"]),
    }  # fmt: skip
    for table in ("claims", "mentions", "citations", "derivations", "origins", "values", "conflicts", "passages"):
        frame = snapshot.table(table)
        for column in frame.columns:
            wanted = ids.get("entity_id" if column.endswith("_entity") else column)
            if wanted is not None:
                missing = set(frame[column].drop_nulls()) - wanted
                assert not missing, f"{table}.{column} names what is not there: {sorted(missing)[:3]}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_build_after_kill_gives_the_same_bytes(notes_case: Path, tmp_path: Path, seed: int) -> None:
    case = tmp_path / "case"
    assert headwater("init", case, "--title", "Test case").status == 0
    assert headwater("add", case, NOTES).status == 0
    rng = random.Random(seed)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "headwater.cli.main", "build", str(case)], stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(rng.uniform(0.3, 9.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    done = headwater("build", case)
    assert done.status == 0, done.err
    assert hashes(case) == hashes(notes_case)
    assert not [p for p in case.rglob(".aside-*") if p.is_dir()], "what the kills left half-written is swept"


@pytest.mark.slow
def test_interrupt_leaves_a_whole_case(tmp_path: Path) -> None:
    case = tmp_path / "case"
    headwater("init", case)
    headwater("add", case, NOTES)
    process = subprocess.Popen(
        [sys.executable, "-m", "headwater.cli.main", "build", str(case)], stderr=subprocess.PIPE, text=True
    )
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate(timeout=60)
    assert process.returncode == 1, talk
    assert "stopped" in talk
    assert headwater("show", "runs", case, "--json").rows()[-1]["outcome"] == "stopped"
    assert headwater("build", case).status == 0


@pytest.mark.slow
def test_bad_input_is_rejected_and_the_rest_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "junk.txt").write_bytes(bytes(random.Random(3).randbytes(5000)))
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * (60 * 2**20))
    with zipfile.ZipFile(folder / "escape.zip", "w") as archive:
        archive.writestr("../../escaped.txt", "Iran delivered drones to Venezuela in 2012.")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "page.html").write_text(
        "<html><head><title>T</title><script>alert(1)</script></head><body><article><p>Iran sold six drones to Venezuela in June 2012, "
        "Reuters reported.</p><img src='http://example.invalid/x.png' onerror='alert(2)'></article></body></html>"
    )
    (folder / "latin.txt").write_bytes(
        "El general Padrino López anunció el envío de más drones a Maracay, según Efe.".encode("latin-1")
    )
    lines = [
        '{"id": "a", "text": "Iran trained Venezuelan pilots."}',
        "not json",
        '{"id": "a", "text": "Other words under one id."}',
        '{"id": "b"}',
    ]
    (folder / "records.jsonl").write_text("\n".join(lines) + "\n")
    case = build(tmp_path / "case", folder)
    codes = {
        (Path(str(r["name"]).split("!")[0]).name.split(":")[0], r["code"])
        for r in headwater("show", "rejects", case, "--json").rows()
    }
    rejected = {name for name, _ in codes}
    assert {"empty.txt", "junk.txt", "huge.txt", "cut.pdf", "records.jsonl"} <= rejected, codes
    assert {"zip_bomb", "archive_limit"} & {code for _, code in codes}, codes
    assert {code for name, code in codes if name == "records.jsonl"} >= {"not_json", "duplicate_id"}
    texts = "\n".join(open_snapshot(case).table("texts")["text"].to_list())
    assert "Iran sold six drones" in texts
    assert "alert" not in texts
    assert "Padrino López" in texts
    assert not list(tmp_path.parent.rglob("escaped.txt"))
    assert check_spans(case) > 10


@pytest.mark.slow
def test_founding_document_reads_and_traces(tmp_path: Path) -> None:
    seed = founding_document()
    if seed is None:
        pytest.skip("shared material is not here: notes/founding")
    case = build(tmp_path / "case", NOTES, seed)
    claims = [r for r in headwater("show", "claims", case, "--json").rows() if r["external_id"] == "seed"]
    assert len(claims) >= 20
    assert check_spans(case) > 500
    assert (
        json.loads((case / "snapshots" / (case / "CURRENT").read_text().strip() / "manifest.json").read_text())["rows"][
            "documents"
        ]
        == 88
    )


@pytest.mark.slow
def test_a_large_case_is_built_one_step_at_a_time_and_the_same(
    notes_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case"
    assert headwater("init", case, "--title", "Test case").status == 0
    assert headwater("add", case, NOTES).status == 0
    monkeypatch.setattr(pipeline, "MANY_DOCUMENTS", 10)
    pipeline.build_case(open_case(case))
    assert hashes(case) == hashes(notes_case)
