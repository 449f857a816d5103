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
from typing import Any

PACKAGE = Path(__file__).parent
LIBRARY = "headwater__mypyc"
"""All compiled modules are one library, which each of them looks for by this name."""


def compiled_path(package: str) -> list[str]:
    """Where the compiled modules of a package lie, to be put before its own path; nothing where its sources are to be read.

    Args:
        package: Its full name: `headwater.extract`.
    """
    return [str(folder().joinpath(*package.split(".")))] if is_compiled() else []


def folder() -> Path:
    """Where the modules compiled for this Python lie, if there are any."""
    return PACKAGE / "compiled" / EXTENSION_SUFFIXES[0].split(".")[1]


@cache
def is_compiled() -> bool:
    """Whether compiled modules are used: they are there, of the sources as they stand, and nobody asked for the sources."""
    made = folder() / "made.json"
    if os.environ.get("HEADWATER_PURE") or not made.is_file():
        return False
    said: dict[str, Any] = json.loads(made.read_bytes())
    return said["hash"] == hash_sources(PACKAGE, said["sources"]) and _load_library()


def hash_sources(package: Path, sources: Iterable[str]) -> str:
    """Hash of some sources and of their names; where one is missing, of nothing that was ever made.

    Args:
        package: Folder of Headwater's package.
        sources: Files below it, in a fixed order.
    """
    found = hashlib.sha256()
    for name in sources:
        file = package / name
        data = file.read_bytes() if file.is_file() else b"missing"
        found.update(f"{name} {len(data)} ".encode() + data)
    return found.hexdigest()


def _load_library() -> bool:
    spec = spec_from_file_location(LIBRARY, folder() / (LIBRARY + EXTENSION_SUFFIXES[0]))
    if spec is None or spec.loader is None:
        return False
    try:
        library = module_from_spec(spec)
    except ImportError:  # made on another system: the sources do as well
        return False
    sys.modules[LIBRARY] = library
    spec.loader.exec_module(library)
    return True
