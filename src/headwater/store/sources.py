"""What the user names on the command line: files, folders and addresses, as a stream of documents."""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from headwater.config import Config
from headwater.errors import InputError
from headwater.ingest.blob import Blob
from headwater.ingest.expand import clean_name, expand, summarise_skipped
from headwater.model.reject import Reject
from headwater.progress import NULL, Progress
from headwater.store.fetch import Fetcher
from headwater.values.url import is_url

STEP = "Reading what was added"


@dataclass(frozen=True, slots=True)
class _Source:
    """A file or an address to open, or a reject that stands in its place."""

    name: str
    path: Path | None = None
    url: str | None = None
    folder: str | None = None
    reject: Reject | None = None


def open_sources(paths: Sequence[str], *, config: Config, progress: Progress = NULL) -> Iterator[Blob | Reject]:
    """The documents in files, folders and at addresses.

    Folders are read with all below them, in the order of their names; hidden files are left out and counted, and so are
    links, which are never followed out of a folder. Containers (zip, WARC, WACZ, JSONL, gzip) are opened.

    Args:
        paths: Files, folders, http and https addresses.
        config: The sections `ingest` and `fetch` are used.
        progress: Told of every source.

    Yields:
        Documents, to be read before the next is asked for, and rejects of stage `add`.

    Raises:
        InputError: A path does not exist; nothing has been read then.
    """
    missing = [p for p in paths if not is_url(p) and not os.path.lexists(p)]
    if missing:
        listed = ", ".join(repr(p) for p in missing[:10])
        raise InputError(f"no such file, folder or http(s) address: {listed}; nothing was added")
    return _open_all(paths, config, progress)


def _open_all(paths: Sequence[str], config: Config, progress: Progress) -> Iterator[Blob | Reject]:
    sources = [source for path in paths for source in _list_sources(path)]
    fetcher = Fetcher(config.fetch)
    skipped: dict[str, Counter[str]] = {}
    for done, source in enumerate(sources):
        progress.update(STEP, done, len(sources), "files")
        for found in _open_source(source, config, fetcher):
            if isinstance(found, Reject) and found.code == "not_a_document" and source.folder and found.name == source.name:
                skipped.setdefault(source.folder, Counter())[Path(source.name).suffix.lower() or "binary"] += 1
            else:
                yield found
    for folder, kinds in skipped.items():
        yield summarise_skipped(folder, kinds)
    progress.update(STEP, len(sources), len(sources), "files")


def _open_source(source: _Source, config: Config, fetcher: Fetcher) -> Iterator[Blob | Reject]:
    if source.reject is not None:
        yield source.reject
    elif source.url is not None:
        fetched = fetcher.fetch(source.url)
        yield from [fetched] if isinstance(fetched, Reject) else expand(fetched, config=config.ingest)
    elif source.path is not None:
        try:
            status = source.path.stat()
        except OSError as error:
            yield _unreadable(source.name, error)
            return
        if not stat.S_ISREG(status.st_mode):
            yield Reject("add", source.name, "not_a_file", "it is neither a file nor a folder", "add a file")
            return
        yield from expand(_file_blob(source.path, source.name, status.st_size), config=config.ingest)


def _file_blob(path: Path, name: str, size: int) -> Blob:
    return Blob(name, size, lambda: cast("BinaryIO", path.open("rb")))


def _list_sources(text: str) -> Iterator[_Source]:
    if is_url(text):
        yield _Source(text, url=text.strip())
        return
    path = Path(text)
    if path.is_dir():
        folder = _show(path.name or path.resolve().name or text)
        found = list(_walk(path, folder=folder))
        empty = Reject("add", folder, "empty", "the folder holds no files", "add a folder with documents in it")
        yield from found or [_Source(folder, reject=empty)]
    else:
        yield _Source(_show(path.name), path=path)


def _walk(root: Path, *, folder: str) -> Iterator[_Source]:
    """Files of a folder and of all below it: first its own in the order of their names, then those of its folders."""
    waiting = [root]
    while waiting:
        path = waiting.pop()
        here = folder if path == root else f"{folder}/{_show(path.relative_to(root).as_posix())}"
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda e: e.name)
        except OSError as error:
            yield _Source(here, reject=_unreadable(here, error))
            continue
        hidden = [e.name for e in entries if e.name.startswith(".")]
        shown = [e for e in entries if not e.name.startswith(".")]
        folders = [e for e in shown if not e.is_symlink() and e.is_dir(follow_symlinks=False)]
        for entry in shown:
            if entry.is_symlink():
                yield from _check_link(Path(entry.path), root, f"{here}/{_show(entry.name)}")
            elif entry not in folders:
                yield _Source(f"{here}/{_show(entry.name)}", path=Path(entry.path), folder=folder)
        if hidden:
            detail = f"{len(hidden)} hidden: {', '.join(_show(name) for name in hidden[:5])}"
            yield _Source(here, reject=Reject("add", here, "hidden", detail, "to add a hidden file, name it itself"))
        waiting += [Path(e.path) for e in reversed(folders)]


def _check_link(path: Path, root: Path, name: str) -> Iterator[_Source]:
    """A link is never followed: what it leads to inside the folder is met there, and what lies outside was not named."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        yield _Source(
            name, reject=Reject("add", name, "link", f"it is a link that leads nowhere: {error}", "add the file itself")
        )
        return
    if not target.is_relative_to(root.resolve()):
        yield _Source(
            name,
            reject=Reject("add", name, "link", "it is a link that leads out of the folder", "add the file that it leads to"),
        )


def _unreadable(name: str, error: OSError) -> Reject:
    code = "no_permission" if isinstance(error, PermissionError) else "not_readable"
    return Reject("add", name, code, error.strerror or str(error), "allow yourself to read it, or leave it out")


def _show(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become U+FFFD, so that it can be stored."""
    return clean_name(os.fsencode(name).decode("utf-8", "replace"))
