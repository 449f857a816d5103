"""Files, folders and addresses as the user names them."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from headwater.config import Config
from headwater.errors import InputError
from headwater.ingest.blob import Blob
from headwater.model.reject import Reject
from headwater.store.sources import open_sources

TEXT = "Twelve aircraft were assembled in the workshop since the spring.\n"
CONFIG = Config()


class Counting:
    """Progress that is remembered."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def update(self, step: str, done: int, total: int, unit: str) -> None:
        assert step
        assert unit == "files"
        self.seen.append((done, total))


def opened(*paths: Path | str, config: Config = CONFIG) -> tuple[list[str], dict[str, list[str]]]:
    names: list[str] = []
    rejects: dict[str, list[str]] = {}
    for found in open_sources([str(p) for p in paths], config=config, progress=Counting()):
        if isinstance(found, Blob):
            assert found.read()
            names.append(found.name)
        else:
            assert found.stage == "add"
            assert found.detail
            assert found.advice
            rejects.setdefault(found.code, []).append(found.name)
    return names, rejects


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "case files"
    (root / "b" / "deep").mkdir(parents=True)
    (root / "z.txt").write_text(TEXT)
    (root / "a.md").write_text(TEXT)
    (root / "b" / "c.html").write_text(f"<html><body><p>{TEXT}</p></body></html>")
    (root / "b" / "deep" / "n.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    return root


def test_a_folder_is_read_with_all_below_it_in_one_order(folder: Path) -> None:
    names, rejects = opened(folder)
    assert names == [
        "case files/a.md",
        "case files/z.txt",
        "case files/b/c.html",
        *(f"case files/b/deep/n.jsonl:{n}" for n in (1, 2)),
    ]
    assert not rejects


def test_progress_is_told_of_every_file(folder: Path) -> None:
    progress = Counting()
    list(open_sources([str(folder)], config=CONFIG, progress=progress))
    assert progress.seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_sources([str(folder), str(folder / "none.txt")], config=CONFIG, progress=Counting())


def test_hidden_files_and_links_out_of_the_folder_are_left_out(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("Nobody named this.")
    (folder / ".hidden").write_text("x")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("x")
    (folder / "out.txt").symlink_to(outside)
    (folder / "all").symlink_to(tmp_path)
    (folder / "in.txt").symlink_to(folder / "z.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "loop").symlink_to(folder)
    names, rejects = opened(folder)
    assert len(names) == 5
    assert rejects == {"hidden": ["case files"], "link": ["case files/all", "case files/nowhere.txt", "case files/out.txt"]}


def test_a_file_that_is_named_itself_is_read_even_if_hidden_or_a_link(folder: Path) -> None:
    (folder / ".hidden.txt").write_text(TEXT)
    (folder / "l.txt").symlink_to(folder / "z.txt")
    assert opened(folder / ".hidden.txt", folder / "l.txt")[0] == [".hidden.txt", "l.txt"]


def test_a_large_file_is_rejected_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    read: list[int] = []
    real = Path.open

    def counting(self: Path, *args: str) -> io.IOBase:
        stream = real(self, *args)

        class Stream(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                data = stream.read(size)
                read.append(len(data))
                return data

            read1 = read

            def close(self) -> None:
                stream.close()

        return Stream()

    monkeypatch.setattr(Path, "open", counting)
    assert opened(large) == ([], {"too_large": ["large.txt"]})
    assert sum(read) <= 8192


def test_a_large_record_file_is_not_a_large_document(tmp_path: Path) -> None:
    from dataclasses import replace

    small = replace(CONFIG, ingest=replace(CONFIG.ingest, max_document_mb=0.001))
    path = tmp_path / "n.jsonl"
    path.write_text('{"text": "A record of some length, many times over."}\n' * 100)
    names, rejects = opened(path, config=small)
    assert len(names) == 100
    assert not rejects


def test_a_file_or_folder_without_permission_is_a_reject(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated: tests may run as root, to whom everything is permitted."""
    scan, opening = os.scandir, Path.open

    def denied_scan(path: os.PathLike[str]) -> object:
        if os.fspath(path).endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    def denied_open(self: Path, *args: str) -> object:
        if self.name == "z.txt":
            raise PermissionError(13, "Permission denied")
        return opening(self, *args)

    monkeypatch.setattr(os, "scandir", denied_scan)
    monkeypatch.setattr(Path, "open", denied_open)
    names, rejects = opened(folder)
    assert names == ["case files/a.md", "case files/b/c.html"]
    assert rejects == {"no_permission": ["case files/z.txt", "case files/b/deep"]}


def test_things_that_are_no_files_are_rejects(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "empty.txt").touch()
    _, rejects = opened(folder)
    assert rejects == {"empty": ["case files/empty.txt"], "not_a_file": ["case files/pipe"]}


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert opened(tmp_path / "nothing") == ([], {"empty": ["nothing"]})


def test_pictures_of_a_saved_page_are_counted_in_one_row(folder: Path) -> None:
    for n in range(20):
        (folder / f"p{n}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = [f for f in open_sources([str(folder)], config=CONFIG) if isinstance(f, Reject)]
    assert [(f.name, f.code) for f in found] == [("case files", "not_a_document")]
    assert "20 .png" in found[0].detail


def test_nothing_is_written_whatever_an_archive_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    with zipfile.ZipFile(inside / "evil.zip", "w") as archive:
        archive.writestr("../../escaped.txt", TEXT)
        archive.writestr("/escaped.txt", TEXT)
        archive.writestr("fine.txt", TEXT)
    (inside / "bomb.txt.gz").write_bytes(gzip.compress(bytes(3_000_000)))
    monkeypatch.chdir(inside)
    before = set(tmp_path.rglob("*"))
    names, rejects = opened("evil.zip", "bomb.txt.gz")
    assert names == ["evil.zip/fine.txt"]
    assert sorted(rejects) == ["archive_limit", "unsafe_name"]
    assert set(tmp_path.rglob("*")) == before
    assert not Path("/escaped.txt").exists()


def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text(TEXT)
    names, _ = opened(folder)
    assert names == ["f/bad\ufffd.txt"]


def test_an_address_that_may_not_be_fetched_is_a_reject() -> None:
    assert opened("http://127.0.0.1:9/x") == ([], {"private_address": ["http://127.0.0.1:9/x"]})
