"""`headwater serve`."""

from pathlib import Path

import click

from headwater.cli.talk import CASE, say


@click.command("serve")
@CASE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.option("--open/--no-open", "is_opened", default=False, help="Open the address in the browser.")
def command(case: Path, *, host: str, port: int, is_opened: bool) -> None:
    """Show CASE in the browser, from this machine only, until Ctrl-C."""
    from headwater.store.case import open_case
    from headwater.store.snapshot import open_snapshot
    from headwater.web.serve import is_loopback

    open_snapshot(case)
    if not is_loopback(host):
        say(f"Warning: {host} can be reached from other machines; anyone there can read this case and record decisions.")
    serve_case(case, open_case(case).config, host=host, port=port, is_opened=is_opened)


def serve_case(case: Path, config: object, *, host: str, port: int, is_opened: bool) -> None:
    """Serve a case, say where, and open it in the browser if asked."""
    from headwater.web.serve import serve

    def ready(address: str) -> None:
        say(f"Serving {case} at {address} (Ctrl-C ends it)")
        if is_opened:
            import webbrowser

            webbrowser.open(address)

    serve(case, config=config, host=host, port=port, on_ready=ready)  # type: ignore[arg-type]
