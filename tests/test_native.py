"""Compiled modules: used only where they are of the sources as they stand, and then with the same tables."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from built_case import NOTES, headwater
from headwater import native
from headwater.store.snapshot import open_snapshot
from headwater.workers import Job, Pool

PROBE = "import headwater.extract.verbs as m, headwater.native as n; print(m.__file__, n.is_compiled())"

needs_compiled = pytest.mark.skipif(
    not native.is_current(native.folder(), native.PACKAGE),
    reason="nothing is compiled from the sources as they stand: `make native`",
)


def run(code: str, source: Path, **environment: str) -> str:
    own = {k: v for k, v in os.environ.items() if k != "HEADWATER_PURE"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=own | {"PYTHONPATH": str(source)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("change", "expected", "why"),
    [
        ({}, True, "the sources as they were"),
        ({"a.py": "x = 2\n"}, False, "one is edited"),
        ({"a.py": None}, False, "one is gone"),
        ({"c.py": "x = 1\n"}, True, "one that nothing was made from"),
        ({"made/made.json": None}, False, "nothing was compiled"),
    ],
)
def test_compiled_modules_are_of_the_sources_as_they_stand(tmp_path, change, expected, why):
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("x = 1\n")
    made = tmp_path / "made"
    made.mkdir()
    sources = ["a.py", "b.py"]
    (made / "made.json").write_text(json.dumps({"hash": native.hash_sources(tmp_path, sources), "sources": sources}))
    for name, text in change.items():
        if text is None:
            (tmp_path / name).unlink()
        else:
            (tmp_path / name).write_text(text)
    assert native.is_current(made, tmp_path) is expected, why


def test_a_moved_word_is_another_source(tmp_path):
    (tmp_path / "a.py").write_text("12")
    (tmp_path / "b.py").write_text("3")
    before = native.hash_sources(tmp_path, ["a.py", "b.py"])
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "b.py").write_text("23")
    assert native.hash_sources(tmp_path, ["a.py", "b.py"]) != before


@needs_compiled
def test_an_edited_source_is_not_shadowed(tmp_path):
    copy = tmp_path / "headwater"
    shutil.copytree(native.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "data", "learned"))
    assert ".so True" in (said := run(PROBE, tmp_path)) or ".pyd True" in said
    assert "verbs.py False" in run(PROBE, tmp_path, HEADWATER_PURE="1")
    with (copy / "extract/sentence.py").open("a") as file:
        file.write("# edited\n")
    assert "verbs.py False" in run(PROBE, tmp_path), "one edited source: all are read from source"


@needs_compiled
def test_a_case_is_the_same_compiled_or_not(notes_case, tmp_path):
    own = os.environ.get("HEADWATER_PURE", "")
    folder = tmp_path / "case"
    for arguments in (("init", folder, "--title", "Test case"), ("add", folder, NOTES), ("build", folder)):
        done = headwater(*arguments, HEADWATER_PURE="" if own else "1")
        assert done.status == 0, done.err
    one, other = open_snapshot(notes_case), open_snapshot(folder)
    assert one.id == other.id, "the code that decides a part is the source, compiled or not"
    parts = [sorted(str(p.relative_to(case)) for p in (case / "parts").rglob("*.parquet")) for case in (notes_case, folder)]
    assert parts[0] == parts[1]
    names = sorted(file.stem for file in one.path.glob("*.parquet"))
    assert "claims" in names
    assert not [name for name in names if not one.table(name).equals(other.table(name))]


def stumble(argument: str) -> str:
    """Fails as a compiled module does that takes a type amiss, and as no source does."""
    if not os.environ.get("HEADWATER_PURE"):
        raise TypeError("int object expected; got float")
    return argument[::-1]


def stumble_always(argument: str) -> str:
    raise TypeError(f"no {argument} at all")


@needs_compiled
def test_what_compiled_modules_take_amiss_is_read_from_source() -> None:
    with Pool(1) as pool:
        (outcome,) = pool.run([Job("test_native:stumble", "abc")])
    assert (outcome.state, outcome.result) == ("done", "cba")


@needs_compiled
def test_what_the_source_takes_amiss_too_fails_with_its_own_words() -> None:
    with Pool(1) as pool:
        (outcome,) = pool.run([Job("test_native:stumble_always", "time")])
    assert outcome.state == "failed"
    assert "no time at all" in outcome.detail
