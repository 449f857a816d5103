"""Resolve the lock files anew from pyproject.toml: `make lock`. They hold versions and hashes, and name no index."""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]


def resolve(requirements: list[str], lock: str, *more: str) -> None:
    """Write one lock file for some requirements."""
    with tempfile.NamedTemporaryFile("w", suffix=".in") as wanted:
        wanted.write("\n".join(requirements) + "\n")
        wanted.flush()
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *more, "-o", str(ROOT / lock), wanted.name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Resolve both locks; the second keeps to the versions of the first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = project["project"]["dependencies"] + project["build-system"]["requires"]
    resolve(run, "requirements.lock")
    resolve(run + project["dependency-groups"]["dev"], "requirements-dev.lock", "-c", str(ROOT / "requirements.lock"))


if __name__ == "__main__":
    main()
