"""Shared set-up: the tests' own folder is importable, and the example case is built once for all tests that look at it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser: pytest.Parser) -> None:
    """One command writes the golden files anew; a person reads the diff."""
    parser.addoption("--update-golden", action="store_true", help="write the files under tests/golden anew")


@pytest.fixture(scope="session")
def notes_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case: the notes, built by the real commands."""
    from built_case import NOTES, build

    return build(tmp_path_factory.mktemp("notes") / "case", NOTES)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
