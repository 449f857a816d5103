"""Scores on the gold labels of the notes, by the shared scorers: `python bench/scores.py [CASE]`.

Without CASE, a case of the example notes and the founding document is built in a temporary folder. Prints one JSON line
for each scorer. The labels were made by one annotator around one story, and the rules were tuned in sight of them: read
them as an upper bound.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
NOTES = ROOT / "src" / "headwater" / "examples" / "notes.jsonl"
HEADWATER = [sys.executable, "-m", "headwater.cli.main"]
SCORERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("claims.py", "claims.jsonl", ("claims",)),
    ("origins.py", "origins.json", ("derivations", "citations")),
    ("conflicts.py", "conflicts.json", ("claims", "conflicts")),
)


def build_case(folder: Path) -> Path:
    """A case of the notes and the founding document."""
    seed = SHARED / "notes" / "founding" / "seed.jsonl"
    for arguments in (["init", folder], ["add", folder, NOTES, seed], ["build", folder]):
        subprocess.run([*HEADWATER, *map(str, arguments)], check=True, stderr=subprocess.DEVNULL)
    return folder


def print_scores(case: Path, folder: Path) -> None:
    """Write the tables as JSON lines and run the shared scorers on them."""
    for script, gold, tables in SCORERS:
        files = []
        for table in tables:
            files.append(folder / f"{table}.jsonl")
            with files[-1].open("w", encoding="utf-8") as out:
                subprocess.run([*HEADWATER, "show", table, str(case), "--json"], check=True, stdout=out)
        command = [sys.executable, str(SHARED / "score" / script), str(SHARED / "notes" / gold), *map(str, files)]
        print(script, subprocess.check_output(command, text=True).strip(), flush=True)


def main() -> None:
    """Build if need be, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("case", nargs="?", type=Path)
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("the shared gold labels are not here, so there is nothing to score against")
    with tempfile.TemporaryDirectory() as folder:
        case = options.case or build_case(Path(folder) / "case")
        print_scores(case, Path(folder))


if __name__ == "__main__":
    main()
