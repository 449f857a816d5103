"""The case folder: originals are kept once and for ever, and only whole things are published."""

import sqlite3
from pathlib import Path

import pytest

from headwater.errors import InputError, StoreError
from headwater.model.reject import Reject
from headwater.store.case import Original, init_case, open_case, publish
from headwater.store.files import folder_aside, sweep_asides
from headwater.store.judgements import read_judgements, record_judgement


def test_same_bytes_twice_are_kept_once_and_said(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    first = [
        state for *_, state in case.keep([Original(b"one", "a.txt"), Original(b"two", "b.txt"), Original(b"one", "c.txt")])
    ]
    again = [state for *_, state in case.keep([Original(b"one", "a.txt")])]
    assert first == ["kept", "kept", "known"]
    assert again == ["known"]
    assert sorted(case.read_intake()["name"].to_list()) == ["a.txt", "b.txt"]


def test_originals_come_back_byte_for_byte(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    data = bytes(range(256)) * 3
    list(case.keep([Original(data, "x.bin", external_id="x", title="T")]))
    row = case.read_originals(case.read_intake()).row(0, named=True)
    assert (row["data"], row["external_id"], row["title"]) == (data, "x", "T")


def test_changed_original_is_noticed(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    list(case.keep([Original(b"one", "a.txt")]))
    intake = case.read_intake()
    case.original_path(intake["sha256"][0]).write_bytes(b"two")
    with pytest.raises(StoreError, match="was changed on disk"):
        case.read_originals(intake)


def test_second_document_with_a_used_id_is_rejected(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    states = [s for *_, s in case.keep([Original(b"one", "r1", external_id="id"), Original(b"two", "r2", external_id="id")])]
    assert states[0] == "kept"
    assert isinstance(states[1], Reject)
    assert (states[1].code, states[1].external_id) == ("duplicate_id", "id")


def test_init_refuses_what_is_there(tmp_path: Path) -> None:
    init_case(tmp_path / "case")
    with pytest.raises(InputError, match="is a case already"):
        init_case(tmp_path / "case")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("x")
    with pytest.raises(InputError, match="not an empty folder"):
        init_case(tmp_path / "other")


def test_written_configuration_can_be_read(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case", title='A "quoted" case\\')
    assert open_case(tmp_path / "case").config == case.config
    assert case.config.title == 'A "quoted" case\\'


def test_no_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="headwater init"):
        open_case(tmp_path / "nothing")


def test_two_writers_cannot_meet(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    with case.lock(), pytest.raises(StoreError, match="another headwater"), case.lock():
        pass


def test_published_name_is_replaced_whole(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    assert case.current() is None
    publish(case, "one")
    publish(case, "two")
    assert case.current() == "two"


def test_half_written_folder_is_never_seen_and_swept(tmp_path: Path) -> None:
    target = tmp_path / "parts" / "key"

    def fail() -> None:
        with folder_aside(target) as aside:
            (aside / "x").write_text("x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not target.exists()
    (tmp_path / "parts" / ".aside-left").mkdir()
    sweep_asides(tmp_path / "parts")
    assert list((tmp_path / "parts").iterdir()) == []


def test_judgements_are_only_ever_added(tmp_path: Path) -> None:
    case = init_case(tmp_path / "case")
    assert read_judgements(case.path).is_empty()
    first = record_judgement(
        case.path, at="2026-01-01T00:00:00+00:00", who="me", action="reject", target="cl-1", detail={"note": "ü"}
    )
    record_judgement(case.path, at="2026-01-01T00:00:01+00:00", who="me", action="undo", target=str(first), detail={})
    assert read_judgements(case.path)["action"].to_list() == ["reject", "undo"]
    with sqlite3.connect(case.path / "judgements.db") as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("delete from judgements")
    with pytest.raises(InputError, match="no decision number 9"):
        record_judgement(case.path, at="", who="me", action="undo", target="9", detail={})
