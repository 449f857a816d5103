"""Where the shared notes, gold labels and public data sets are; they are never part of the project."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """A file or folder of the shared material; the test is skipped, saying so, where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"shared material is not here: {path}")
    return found
