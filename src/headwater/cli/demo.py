"""`headwater demo`."""

import tempfile
from importlib.resources import files
from pathlib import Path

import click

from headwater.cli.talk import say, show_progress

PROGRAMMES = {"Venezuela's drone programme": ("Venezuela", "drones")}


@click.command("demo")
@click.option(
    "--case", type=click.Path(path_type=Path, file_okay=False), help="Where to build it; else a folder for temporary files."
)
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.option("--open/--no-open", "is_opened", default=True, show_default=True, help="Open the address in the browser.")
@click.option("--serve/--no-serve", "is_served", default=True, show_default=True, help="Serve it when it is built.")
def command(case: Path | None, *, port: int, is_opened: bool, is_served: bool) -> None:
    """Build the example case that ships with Headwater, and show it in the browser.

    87 news reports on Iranian drones abroad, restated in our own words, most of them on Venezuela's drone programme.
    """
    from headwater.cli.serve import serve_case
    from headwater.pipeline import add_documents, build_case
    from headwater.store.case import init_case, open_case

    path = case or Path(tempfile.gettempdir()) / "headwater-demo"
    if (path / "headwater.toml").is_file():
        opened = open_case(path)
    else:
        opened = init_case(path, title="Venezuela's drone programme", programmes=PROGRAMMES)
    with show_progress() as progress:
        add_documents(opened, [str(files("headwater") / "examples" / "notes.jsonl")], progress=progress)
        result = build_case(opened, progress=progress)
    say(f"The example case stands in {path} ({result.seconds:.1f} s).")
    if is_served:
        serve_case(path, opened.config, host="127.0.0.1", port=port, is_opened=is_opened)
