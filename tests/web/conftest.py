"""One served case for all tests of the pages that do not write."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def client(tmp_path_factory):
    from web_case import Client, make_case

    return Client(make_case(tmp_path_factory.mktemp("web") / "case"))
