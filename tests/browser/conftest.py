"""A real server on a free port, and Chromium from the system."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "web"))

from headwater.web.assets import read_assets

CHROMIUM = (
    os.environ.get("HEADWATER_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox", "--disable-dev-shm-usage"]
SERVE = """
import sys
from pathlib import Path
from headwater.store.case import open_case
from headwater.web.serve import serve
path = Path(sys.argv[1])
serve(path, config=open_case(path).config, host="127.0.0.1", port=int(sys.argv[2]), on_ready=lambda url: print(url, flush=True))
"""


def _stop(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI may not skip the browser tests")
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Address of a server with the factory's case, in a process of its own."""
    if not read_assets().is_built:
        _stop("the front end is not built: run `pip install -e . --no-build-isolation --no-deps`")
    from web_case import make_case

    path = make_case(tmp_path_factory.mktemp("browser") / "case")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(path), str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{base}/help", timeout=5):
                break
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    else:
        process.kill()
    if process.poll() is not None:
        pytest.fail(f"the server ended: {process.stdout.read() if process.stdout else ''}")
    yield base
    process.send_signal(2)
    assert process.wait(timeout=20) == 0, "Ctrl-C ends the server cleanly"
    if process.stdout:
        process.stdout.close()


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        _stop("no Chromium on this machine: install it with `apt-get install chromium`, or name it in HEADWATER_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["wide", "narrow"])
def page(request, chromium, server):
    """A page that fails the test on a console error, a script error or a request to anywhere else."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", base_url=server)
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("console", lambda m: trouble.append(f"console: {m.text}") if m.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda e: trouble.append(f"script: {e}"))
    opened.on(
        "request",
        lambda r: trouble.append(f"request: {r.url}") if not r.url.startswith((server, "data:", f"blob:{server}")) else None,
    )
    opened.set_default_timeout(20_000)
    yield opened
    context.close()
    assert trouble == []
