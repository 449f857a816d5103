"""Real pages: the reader may not lose against the library that it is built on."""

import importlib.util
from pathlib import Path

import pytest

from shared_data import shared


@pytest.mark.slow
def test_bodies_of_real_pages_are_at_least_those_of_trafilatura() -> None:
    folder = shared("data/pages")
    spec = importlib.util.spec_from_file_location("bench_pages", Path(__file__).resolve().parents[2] / "bench" / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    pages = bench.load_pages(folder)
    f1 = {name: bench.score(pages, [reader(page) for page in pages])[0] for name, reader in bench.READERS[:3:2]}
    own = f1.pop("headwater")
    assert own >= max(f1.values())
    assert own >= 0.96
