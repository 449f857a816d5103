"""Cases that several tests look at, built once for a whole test run by the real commands."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from shared_data import SHARED

NOTES = Path(__file__).resolve().parents[1] / "src" / "headwater" / "examples" / "notes.jsonl"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    def rows(self) -> list[dict[str, object]]:
        """JSON lines of its output."""
        return [json.loads(line) for line in self.out.splitlines()]


def headwater(*arguments: object, **environment: str) -> Ran:
    """Run the command line in a process of its own, as a user would."""
    command = [sys.executable, "-m", "headwater.cli.main", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=os.environ | environment, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def build(folder: Path, *paths: object) -> Path:
    """A case of some documents, built."""
    for arguments in (("init", folder, "--title", "Test case"), ("add", folder, *paths), ("build", folder)):
        done = headwater(*arguments)
        assert done.status == 0, done.err
    return folder


def founding_document() -> Path | None:
    """The founding document's record, where the shared material is present."""
    path = SHARED / "notes" / "founding" / "seed.jsonl"
    return path if path.exists() else None
