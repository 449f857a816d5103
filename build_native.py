"""Compile the modules that a build spends its time in, from their typed Python, with mypyc.

`hatch_build.py` runs it at installation, `make native` after a change. What it makes is optional: it lies in a folder of its own,
and `headwater/native.py` uses it only where it was made from the very sources beside it. Why: docs/adr/0011-compiled-modules.md.
"""

import ast
import importlib.util
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
PACKAGE = ROOT / "src" / "headwater"

COMPILED = (
    "extract/*.py",
    "model/ids.py",
    "schema/[acilnst]*.py",
)
"""What is compiled, below src/headwater: what reads, in which a build spends most time, and which gains most by it."""
LEFT_OUT = frozenset(
    {"extract/correct.py", "extract/explain.py", "extract/propose.py", "extract/proposals.py", "schema/concepts.py"}
)
"""Of these: where nothing is to be won."""

CONFIG = """[mypy]
ignore_missing_imports = True
[mypy-polars.*,spacy.*,thinc.*]
follow_imports = skip
"""
"""The types of polars speed nothing up, and reading them takes longer than reading Headwater."""


def list_compiled() -> list[str]:
    """The sources to compile, below `src/headwater`."""
    found = {file.relative_to(PACKAGE).as_posix() for pattern in COMPILED for file in PACKAGE.glob(pattern)}
    return sorted(name for name in found - LEFT_OUT if not name.endswith("__init__.py"))


def list_sources(compiled: list[str]) -> list[str]:
    """The compiled sources and every module of Headwater that they import: their types and constants go into the code."""
    found: set[str] = set()
    todo = list(compiled)
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        for node in ast.walk(ast.parse((PACKAGE / name).read_text(encoding="utf-8"))):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            files = [m.removeprefix("headwater.").replace(".", "/") + ".py" for m in modules if m.startswith("headwater.")]
            todo += [file for file in files if (PACKAGE / file).is_file()]
    return sorted(found)


def main() -> None:
    """Compile, unless that was done from the sources as they stand; one line says why where it cannot be done."""
    if os.environ.get("HEADWATER_PURE"):
        return
    sys.path.insert(0, str(ROOT / "src"))
    from headwater.native import LIBRARY, folder, hash_sources

    compiled = list_compiled()
    sources = list_sources(compiled)
    said = {"hash": hash_sources(PACKAGE, sources), "modules": compiled, "sources": sources}
    known = folder() / "made.json"
    if known.is_file() and json.loads(known.read_bytes()) == said:
        return
    if reason := find_obstacle():
        print(f"Not compiled, so reading takes about 1.7 times as long: {reason}; then `make native`, or install again")
        return
    print(f"Compiling {len(compiled)} modules (once; about two minutes)", flush=True)
    with tempfile.TemporaryDirectory() as work:
        made, log = Path(work) / "made", io.StringIO()
        try:
            with redirect_stderr(log), redirect_stdout(log):
                compile_modules(compiled, Path(work), made, LIBRARY.removesuffix("__mypyc"))
        except BaseException:
            print(log.getvalue()[-8000:], file=sys.stderr)
            raise
        (made / "made.json").write_text(json.dumps(said, indent=0))
        shutil.rmtree(folder(), ignore_errors=True)
        shutil.copytree(made, folder())


def find_obstacle() -> str | None:
    """What keeps modules from being compiled: no mypyc, no C compiler, or no headers of Python; None where nothing does."""
    missing = [name for name in ("mypyc", "setuptools") if importlib.util.find_spec(name) is None]
    if missing:
        return f"{missing[0]} is not installed (`pip install 'mypy>=2.4' setuptools`)"
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "")
    if not compiler:  # on Windows setuptools finds its own
        return None
    trial = [*compiler, "-fsyntax-only", "-I", sysconfig.get_path("include"), "-x", "c", "-"]
    try:
        done = subprocess.run(trial, input="#include <Python.h>", text=True, capture_output=True, check=False)
    except OSError:
        return f"there is no C compiler `{compiler[0]}` (Debian: `apt install gcc`; macOS: `xcode-select --install`)"
    return "the headers of Python are missing (Debian: `apt install python3-dev`)" if done.returncode else None


def compile_modules(compiled: list[str], work: Path, made: Path, group: str) -> None:
    """Run mypyc, and the C compiler once for each core.

    Args:
        compiled: Sources, below `src/headwater`.
        work: Folder for what is written on the way.
        made: Folder for the libraries.
        group: Name of the library that holds all modules; the others only open it.
    """
    import setuptools
    from mypyc.build import mypycify
    from setuptools.command.build_ext import build_ext

    (work / "mypy.ini").write_text(CONFIG)
    os.chdir(ROOT / "src")
    extensions = mypycify(
        [f"--config-file={work / 'mypy.ini'}", f"--cache-dir={work / 'cache'}", *(f"headwater/{name}" for name in compiled)],
        opt_level="2", debug_level="0", multi_file=True, target_dir=str(work / "c"), group_name=group,
    )  # fmt: skip
    command = build_ext(setuptools.Distribution({"name": "headwater", "ext_modules": extensions}))
    command.build_lib, command.build_temp, command.parallel = str(made), str(work / "objects"), os.cpu_count()
    command.ensure_finalized()
    with side_by_side():
        command.run()


@contextmanager
def side_by_side() -> Iterator[None]:
    """Within it, the files of one library are compiled side by side: setuptools takes them in turn."""
    from distutils.ccompiler import CCompiler  # setuptools brings it

    one_by_one = CCompiler.compile

    def compile_all(self: Any, sources: list[str], *args: Any, **options: Any) -> list[str]:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return [o for objects in pool.map(lambda s: one_by_one(self, [s], *args, **options), sources) for o in objects]

    CCompiler.compile = compile_all
    try:
        yield
    finally:
        CCompiler.compile = one_by_one


if __name__ == "__main__":
    main()
