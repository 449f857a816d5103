"""Compiled modules in the place of their sources, but only where they were made from these very sources.

`build_native.py` writes them, with `made.json` beside them; docs/adr/0011-compiled-modules.md says why. An edited source, another
Python, or `HEADWATER_PURE=1` in the environment: and every module is read from its source, as if nothing were compiled.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

PACKAGE = Path(__file__).parent
LIBRARY = "headwater__mypyc"
"""All compiled modules are one library, which each of them looks for by this name."""


def compiled_path(package: str) -> list[str]:
    """Where the compiled modules of a package lie, to be put before its own path; nothing where its sources are to be read.

    Args:
        package: Its full name: `headwater.extract`.
    """
    return [str(folder().joinpath(*package.split(".")))] if is_compiled() else []


@cache
def is_compiled() -> bool:
    """Whether this process uses compiled modules: of the sources as they stand, and nobody asked for the sources."""
    return not os.environ.get("HEADWATER_PURE") and is_current(folder(), PACKAGE) and _open_library()


def folder() -> Path:
    """Where modules that are compiled for this Python lie, if there are any."""
    return PACKAGE / "compiled" / EXTENSION_SUFFIXES[0].split(".")[1]


def is_current(made: Path, package: Path) -> bool:
    """Whether compiled modules are there, and the sources are those that they were made from.

    Args:
        made: Folder of the compiled modules.
        package: Folder of the sources.
    """
    record = made / "made.json"
    if not record.is_file():
        return False
    said = json.loads(record.read_bytes())
    return bool(said["hash"] == hash_sources(package, said["sources"]))


def hash_sources(package: Path, sources: Iterable[str]) -> str:
    """Hash of some sources and of their names.

    Args:
        package: Folder of the sources.
        sources: Files below it, in a fixed order; one that is missing counts as such.
    """
    found = hashlib.sha256()
    for name in sources:
        file = package / name
        data = file.read_bytes() if file.is_file() else b"missing"
        found.update(f"{name} {len(data)} ".encode() + data)
    return found.hexdigest()


def _open_library() -> bool:
    """Load what all compiled modules are in; where the system cannot, the sources do as well."""
    spec = spec_from_file_location(LIBRARY, folder() / (LIBRARY + EXTENSION_SUFFIXES[0]))
    if spec is None or spec.loader is None:
        return False
    try:
        sys.modules[LIBRARY] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[LIBRARY])
    except ImportError:
        sys.modules.pop(LIBRARY, None)
        return False
    return True
