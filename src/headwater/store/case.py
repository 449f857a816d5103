"""The case folder: originals under their hash, what was known of each when it came, and which snapshot is published."""

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from headwater.config import PROGRAMMES, Config, describe_options, from_environment, load_config
from headwater.errors import InputError, StoreError
from headwater.model.ids import hash_bytes, hash_parts
from headwater.model.reject import Reject
from headwater.model.tables import ORIGINALS, REJECTS
from headwater.store.files import write_bytes
from headwater.store.parts import PartStore

KNOWN_FIELDS: tuple[str, ...] = (
    "external_id", "name", "container", "media_type", "url", "title", "date", "language", "text_language", "publisher",
)  # fmt: skip

_DDL = """
create table if not exists intake (
  seq integer primary key autoincrement, doc_id text not null unique, external_id text not null unique, sha256 text not null,
  n_bytes integer not null, name text not null, container text, media_type text, url text, title text, date text,
  language text, text_language text, publisher text);
create table if not exists rejects (
  seq integer primary key autoincrement, stage text not null, name text not null, doc_id text, external_id text,
  code text not null, detail text not null, advice text not null, unique (stage, name, code, detail));
"""


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes to keep, with what is known of them; see the `originals` table for the fields."""

    data: bytes
    name: str
    external_id: str | None = None
    container: str | None = None
    media_type: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    text_language: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case folder.

    Attributes:
        path: The folder.
        config: Its configuration.
    """

    path: Path
    config: Config

    @property
    def parts(self) -> PartStore:
        """What stages have computed so far."""
        return PartStore(self.path / "parts")

    def original_path(self, sha256: str) -> Path:
        """Where the bytes with this hash stand."""
        return self.path / "originals" / sha256[:2] / sha256[2:]

    def keep(self, originals: Iterable[Original]) -> Iterator[tuple[Original, str, str | Reject]]:
        """Keep originals that are not known yet.

        Yields:
            For each original: it, its doc_id, and "kept", "known" or the reject that says why it cannot be kept. A
            yielded "kept" is on disk and in the log.
        """
        with self._intake() as connection:
            for original in originals:
                sha256 = hash_bytes(original.data)
                doc_id = f"doc-{sha256[:20]}"
                known = connection.execute("select 1 from intake where doc_id = ?", (doc_id,)).fetchone()
                if known:
                    yield original, doc_id, "known"
                    continue
                clash = self._clash(connection, original, doc_id)
                if clash is not None:
                    yield original, doc_id, clash
                    continue
                write_bytes(self.original_path(sha256), original.data)
                row = [getattr(original, f) for f in KNOWN_FIELDS]
                row[0] = original.external_id or doc_id
                with connection:
                    connection.execute(
                        f"insert into intake (doc_id, sha256, n_bytes, {', '.join(KNOWN_FIELDS)})"  # noqa: S608 - own names
                        f" values (?, ?, ?, {', '.join('?' * len(KNOWN_FIELDS))})",
                        (doc_id, sha256, len(original.data), *row),
                    )
                yield original, doc_id, "kept"

    def keep_rejects(self, rejects: Iterable[Reject]) -> None:
        """Record what could not be taken in; the same reject twice is one row."""
        rows = [(r.stage, r.name, r.doc_id, r.external_id, r.code, r.detail, r.advice) for r in rejects]
        with self._intake() as connection, connection:
            connection.executemany(
                "insert or ignore into rejects (stage, name, doc_id, external_id, code, detail, advice) values (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def read_intake(self) -> pl.DataFrame:
        """What is known of every original, without its bytes: the columns of `originals` but `data`, and `sha256`.

        Sorted by doc_id.
        """
        names = ["doc_id", *KNOWN_FIELDS, "sha256"]
        with self._intake() as connection:
            rows = connection.execute(f"select {', '.join(names)} from intake order by doc_id").fetchall()  # noqa: S608 - own names
        return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String()), orient="row")

    def read_rejects(self) -> pl.DataFrame:
        """What could not be taken in, as the `rejects` table."""
        with self._intake() as connection:
            rows = connection.execute("select stage, name, doc_id, external_id, code, detail, advice from rejects").fetchall()
        return REJECTS.sort(pl.DataFrame(rows, schema=REJECTS.schema, orient="row"))

    def read_originals(self, intake: pl.DataFrame) -> pl.DataFrame:
        """The `originals` table for some rows of `read_intake`.

        Raises:
            StoreError: An original is missing or its bytes are not those that were kept.
        """
        data = []
        for doc_id, sha256 in intake.select("doc_id", "sha256").iter_rows():
            try:
                found = self.original_path(sha256).read_bytes()
            except OSError as error:
                raise StoreError(f"original of {doc_id} cannot be read: {error}; restore it from a copy of the case") from error
            if hash_bytes(found) != sha256:
                raise StoreError(f"original of {doc_id} was changed on disk; restore {self.original_path(sha256)} from a copy")
            data.append(found)
        return ORIGINALS.check(intake.drop("sha256").with_columns(pl.Series("data", data, dtype=pl.Binary())))

    def current(self) -> str | None:
        """Name of the published snapshot, or None before the first build."""
        try:
            return (self.path / "CURRENT").read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the case for one writer.

        Raises:
            StoreError: Another process is building or adding.
        """
        with (self.path / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreError(f"{self.path}: another headwater is at work on this case; wait for it to end") from error
            yield

    def _clash(self, connection: sqlite3.Connection, original: Original, doc_id: str) -> Reject | None:
        if original.external_id is None:
            return None
        row = connection.execute("select name, container from intake where external_id = ?", (original.external_id,)).fetchone()
        if row is None:
            return None
        return Reject(
            "add", original.name, "duplicate_id",
            f"another document of this case ({row[1] or row[0]}) already has the id {original.external_id!r}, with other content",
            "give the record an id of its own, or start a new case",
            doc_id, original.external_id,
        )  # fmt: skip

    @contextmanager
    def _intake(self) -> Iterator[sqlite3.Connection]:
        path = self.path / "intake.db"
        try:
            with closing(sqlite3.connect(path, timeout=30)) as connection:
                connection.execute("pragma journal_mode=wal")
                connection.execute("pragma synchronous=normal")
                connection.executescript(_DDL)
                yield connection
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path}: {error}; restore the file from a copy of the case") from error


def init_case(path: Path, *, title: str | None = None, programmes: Mapping[str, Sequence[str]] | None = None) -> Case:
    """Make an empty case.

    Args:
        path: Folder to make; it must not hold anything yet.
        title: Name to show; None takes the folder's name.
        programmes: Programmes to follow: name -> names of its main things.

    Raises:
        InputError: The folder is already a case, or holds other files.
    """
    if (path / "headwater.toml").exists():
        raise InputError(f"{path} is a case already; add documents with `headwater add {path} FILE...`")
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(f"{path} exists and is not an empty folder; choose a new name")
    try:
        path.mkdir(parents=True, exist_ok=True)
        write_bytes(path / "headwater.toml", _write_config(title or path.resolve().name, programmes or {}).encode())
        (path / "originals").mkdir()
        (path / "snapshots").mkdir()
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error}") from error
    return open_case(path)


def open_case(path: Path, *, flags: dict[str, object] | None = None) -> Case:
    """Open a case folder.

    Args:
        path: Its folder.
        flags: Dotted settings from the command line; they win over the file and the environment.

    Raises:
        InputError: No such case.
        ConfigError: Its configuration is wrong.
    """
    if not (path / "headwater.toml").is_file():
        what = "has no headwater.toml, so it is not a case" if path.exists() else "does not exist"
        raise InputError(f"{path} {what}; make one with `headwater init {path}`")
    return Case(path, load_config(path / "headwater.toml", environment=from_environment(), flags=flags))


def hash_table(frame: pl.DataFrame) -> str:
    """Hash of a small table of plain values, for keys."""
    return hash_parts(*[hash_parts(*row) for row in frame.iter_rows()]).hex()[:32]


def publish(case: Case, snapshot: str) -> None:
    """Make a snapshot the one that readers open, atomically."""
    write_bytes(case.path / "CURRENT", f"{snapshot}\n".encode())
    handle = os.open(case.path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_config(title: str, programmes: Mapping[str, Sequence[str]]) -> str:
    lines = ["# Settings of this case. A line that starts with # shows a default; remove the # to change it.", ""]
    section = ""
    for key, (_, default, meta) in describe_options().items():
        if key == PROGRAMMES:
            continue
        head, _, name = key.rpartition(".")
        if head != section:
            section = head
            lines += ["", f"[{section}]"]
        shown = _toml(title if key == "title" else default)
        lines += [f"# {meta['meaning']}", f"{'' if key == 'title' else '# '}{name} = {shown}"]
    lines += ["", f"# {describe_options()[PROGRAMMES][2]['meaning']}", f"[{PROGRAMMES}]"]
    names = [f"{_toml(name)} = [{', '.join(_toml(n) for n in named)}]" for name, named in programmes.items()]
    lines += names or ['# "Name of the programme" = ["Venezuela", "drones"]']
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        return f'"{escaped}"'
    return str(value)
