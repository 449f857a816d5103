"""Compile the modules that a build spends its time in, from their typed Python, with mypyc.

Called by hatch_build.py, or by hand (`python build_native.py`). What it makes is optional: it lies in a folder of its own, and
`headwater/native.py` uses it only where it was made from the very sources beside it. Why: docs/adr/0011-compiled-modules.md.
"""

import ast
import json
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
PACKAGE = ROOT / "src" / "headwater"

COMPILED = (
    "extract/*.py",
    "schema/claims.py", "schema/lexicon.py", "schema/trigger_words.py", "schema/source_cues.py", "schema/inflection.py", "schema/learned_*.py", "schema/name_words.py",
    "model/ids.py",
)
"""What is compiled, below src/headwater: what the profile of a build shows, and nothing that runs once."""

CONFIG = """[mypy]
ignore_missing_imports = True
[mypy-numpy.*,polars.*,yaml.*,spacy.*,thinc.*]
follow_imports = skip
"""
"""Types of other people's packages speed nothing up, and reading them takes longer than reading Headwater."""


def list_compiled() -> list[str]:
    """The sources to compile, below `src/headwater`."""
    found = {file for pattern in COMPILED for file in PACKAGE.glob(pattern) if file.name != "__init__.py"}
    return sorted(file.relative_to(PACKAGE).as_posix() for file in found)


def list_sources(compiled: list[str]) -> list[str]:
    """The compiled sources and every module of Headwater that they stand on: types and constants of those go into the code."""
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
            files = [m.replace(".", "/").removeprefix("headwater/") + ".py" for m in modules if m.startswith("headwater.")]
            todo += [file for file in files if (PACKAGE / file).is_file()]
    return sorted(found)


def main() -> None:
    """Compile, and put the result where `headwater/native.py` looks for it."""
    sys.path.insert(0, str(ROOT / "src"))
    from headwater.native import LIBRARY, folder, hash_sources

    compiled = list_compiled()
    sources = list_sources(compiled)
    said = {"hash": hash_sources(PACKAGE, sources), "sources": sources}
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / "made"
        compile_modules(compiled, Path(work), made, LIBRARY.removesuffix("__mypyc"))
        (made / "made.json").write_text(json.dumps(said, indent=0))
        shutil.rmtree(folder(), ignore_errors=True)
        shutil.copytree(made, folder())


def compile_modules(compiled: list[str], work: Path, made: Path, group: str) -> None:
    """Run mypyc, and the C compiler in as many threads as there are cores.

    Args:
        compiled: Sources, below `src/headwater`.
        work: Folder for what is written on the way.
        made: Folder for the libraries.
        group: Name of the library that holds all modules; the other ones only open it.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    (work / "mypy.ini").write_text(CONFIG)
    os.chdir(ROOT / "src")
    extensions = mypycify(
        [f"--config-file={work / 'mypy.ini'}", f"--cache-dir={work / 'cache'}", *(f"headwater/{name}" for name in compiled)],
        opt_level=os.environ.get("OPT", "1"), debug_level="0", multi_file=True, target_dir=str(work / "c"), group_name=group,
    )  # fmt: skip
    command = build_ext(Distribution({"name": "headwater", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(made), str(work / "objects")
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    compile_side_by_side()
    command.run()


def compile_side_by_side() -> None:
    """Let the C compiler take the files of one library side by side: setuptools takes them in turn."""
    from setuptools._distutils.compilers.C import base

    one = base.Compiler.compile

    def compile(self: Any, sources: list[str], *args: Any, **kwargs: Any) -> list[str]:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return [o for objects in pool.map(lambda s: one(self, [s], *args, **kwargs), sources) for o in objects]

    base.Compiler.compile = compile


if __name__ == "__main__":
    main()
