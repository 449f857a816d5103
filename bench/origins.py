"""Score citations, derivations, items and conflicts of a built case against gold: bench/origins.py CASE GOLD_FOLDER SCORE_FOLDER.

GOLD_FOLDER holds `origins.json` and `conflicts.json`, SCORE_FOLDER their scorers `origins.py` and `conflicts.py`. Prints
one JSON object; rows are read through `headwater show TABLE CASE --json`, as any outside script would.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def show_table(table: str, case: str, folder: Path) -> Path:
    """Rows of a table of the case as a JSON-lines file."""
    path = folder / f"{table}.jsonl"
    with path.open("wb") as out:
        subprocess.run([sys.executable, "-m", "headwater.cli.main", "show", table, case, "--json"], check=True, stdout=out)
    return path


def run_score(script: Path, *paths: Path) -> dict[str, object]:
    """The JSON object that a scorer prints."""
    done = subprocess.run([sys.executable, str(script), *map(str, paths)], check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def main(case: str, gold: str, score: str) -> None:
    """Print both scores of a case."""
    with tempfile.TemporaryDirectory() as name:
        files = {t: show_table(t, case, Path(name)) for t in ("claims", "citations", "derivations", "conflicts")}
        origins = run_score(Path(score) / "origins.py", Path(gold) / "origins.json", files["derivations"], files["citations"])
        conflicts = run_score(Path(score) / "conflicts.py", Path(gold) / "conflicts.json", files["claims"], files["conflicts"])
    print(json.dumps({"origins": origins, "conflicts": conflicts}))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
