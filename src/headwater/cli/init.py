"""`headwater init`."""

import click

from headwater.cli.talk import CASE, say


@click.command("init")
@CASE
@click.option("--title", help="Name of the case, shown on every page and report; else the folder's name.")
def command(case: object, title: str | None) -> None:
    """Make an empty case in a new folder CASE.

    The folder will hold the original documents, your judgements and what is computed from them. Nothing leaves it.
    """
    from pathlib import Path

    from headwater.store.case import init_case

    made = init_case(Path(str(case)), title=title)
    say(f"Made the case {made.path}. Next: headwater add {made.path} FILE_OR_FOLDER_OR_URL...")
