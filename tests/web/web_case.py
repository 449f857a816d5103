"""A case for the tests of the pages: made of the factory's tables, without a build."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from case_factory import make_tables
from headwater.store.case import init_case
from headwater.store.snapshot import record_run, write_snapshot
from headwater.web.app import create_app

SNAPSHOT = "sn-" + "0" * 20
BASE = "http://127.0.0.1:8765"
PROGRAMMES = {"Venezuela's <i>drones</i>": ("Venezuela", "drones", "Nobody <b>here</b>")}


def make_case(path: Path, *, hostile: bool = True) -> Path:
    """A case folder with one published snapshot."""
    case = init_case(path, title="Drones & <b>claims</b>", programmes=PROGRAMMES)
    tables = make_tables(hostile=hostile)
    write_snapshot(case, SNAPSHOT, tables.items(), lambda _: {})
    record_run(case, tables["runs"].to_dicts()[0] | {"snapshot": SNAPSHOT})
    return path


class Client:
    """Asks the application without a server; every request is one event loop of its own."""

    def __init__(self, path: Path) -> None:
        from headwater.store.case import open_case

        self.app = create_app(path, config=open_case(path).config)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, **options)

        return asyncio.run(go())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def row(self, sql: str) -> dict[str, Any]:
        found: dict[str, Any] = self.app.state.case.rows(sql)[0]
        return found
