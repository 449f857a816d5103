"""Files that a change may alter only where a person has read the difference."""

from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, text: str, *, update: bool) -> None:
    """Compare a text with the file of that name in tests/golden; `update` writes the file first."""
    path = GOLDEN / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.is_file(), f"no golden file {name}: run pytest --update-golden and read the result"
    assert text == path.read_bytes().decode(), f"{name} changed: run pytest --update-golden and read the diff"
