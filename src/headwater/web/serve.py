"""Serve a case on this machine until Ctrl-C."""

import asyncio
import contextlib
import errno
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from headwater.config import Config
from headwater.errors import InputError
from headwater.web.app import create_app


def serve(case_path: Path, *, config: Config, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the pages of a case and return after Ctrl-C or SIGTERM.

    Args:
        case_path: Case folder.
        config: Its configuration.
        host: Address to bind; anything but a loopback address lets other machines read the case, so it is never a default.
        port: Port to bind; 0 takes a free one.
        on_ready: Called once with the address to open, when the server answers.

    Raises:
        InputError: The port is in use, or the address is not one of this machine.
    """
    port = _free_port(host, port)
    app = create_app(case_path, config=config, host=host)
    asyncio.run(_serve(app, host, port, on_ready))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to this address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0, after trying to bind it: a plain error beats a worker that dies."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
            # Two listeners with SO_REUSEADDR can both bind; only a listen finds the other.
            probe.listen(1)
        except OSError as error:
            raise InputError(_bind_advice(host, port, error)) from error
        return int(probe.getsockname()[1])


def _bind_advice(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use, perhaps by another `headwater serve`; choose another with --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by you; choose one above 1023 with --port 8765"
    return f"cannot listen on {host} port {port}: {error.strerror}; use --host 127.0.0.1, or an address of this machine"


async def _serve(app: object, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    logging.getLogger("_granian").setLevel(logging.WARNING)
    server = Server(app, host.strip("[]"), port, interface=Interfaces.ASGI, websockets=False, log_enabled=False)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    serving = asyncio.create_task(server.serve())
    waiting = asyncio.create_task(stopping.wait())
    try:
        await _wait_until_open(host, port, serving)
        shown = f"[{host.strip('[]')}]" if ":" in host else host
        on_ready(f"http://{shown}:{port}/")
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        if not serving.done():
            server.stop()  # type: ignore[no-untyped-call]
        with contextlib.suppress(asyncio.CancelledError):
            await serving


async def _wait_until_open(host: str, port: int, serving: "asyncio.Task[None]") -> None:
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host.strip("[]"), host.strip("[]"))  # noqa: S104 - compared, not bound
    for _ in range(200):
        if serving.done():
            return
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(address, port)
            writer.close()
            await writer.wait_closed()
            return
        await asyncio.sleep(0.025)
