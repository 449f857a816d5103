"""A case that an earlier version built is read: columns that it did not write are empty, and no page breaks."""

import sqlite3
from contextlib import closing

import polars as pl
import pytest
from test_pages import PATHS
from web_case import SNAPSHOT, Client, make_case

from headwater.model.tables import BY_NAME
from headwater.store.lookup import INDEXED, KEPT
from headwater.store.snapshot import open_snapshot

OPTIONAL = {
    t: [c.name for c in BY_NAME[t].columns if not c.required and c.name not in INDEXED | {*BY_NAME[t].key}] for t in KEPT
}


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    """A case whose tables lack every column that a table may lack."""
    case = make_case(tmp_path_factory.mktemp("older") / "case")
    folder = case / "snapshots" / SNAPSHOT
    with closing(sqlite3.connect(folder / "lookup.db")) as db, db:
        for table, columns in OPTIONAL.items():
            for column in columns:
                db.execute(f'alter table "{table}" drop column "{column}"')
            path = folder / f"{table}.parquet"
            if path.exists():
                frame = pl.read_parquet(path)
                frame.drop(c for c in columns if c in frame.columns).write_parquet(path)
    return case


def test_tables_have_every_column(older):
    claims = open_snapshot(older).table("claims")
    assert set(claims.columns) == set(BY_NAME["claims"].names)
    assert claims["corrected"].null_count() == claims.height > 0
    assert open_snapshot(older).rows("select corrected, quote from claims limit 1")[0]["corrected"] is None


@pytest.mark.parametrize("page", PATHS)
def test_no_page_breaks(older, page):
    assert Client(older).get(page).status_code == 200
