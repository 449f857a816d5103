"""`headwater add`."""

import sys
from pathlib import Path

import click

from headwater.cli.talk import CASE, say, say_count, show_progress


@click.command("add")
@CASE
@click.argument("paths", nargs=-1, required=True)
@click.option("--allow-private", is_flag=True, help="Also fetch private and loopback addresses.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was rejected.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def command(case: Path, paths: tuple[str, ...], *, allow_private: bool, strict: bool, quiet: bool) -> None:
    """Add documents to CASE: files, folders, zip, .jsonl of records, .warc/.wacz, or URLs.

    \b
    Read are plain text, Markdown, saved web pages, PDF with a text layer, DOCX, e-mail (.eml),
    and records: one JSON object a line with `text` and optionally id, url, title, date, language,
    text_language, publisher. The original bytes are kept; adding the same bytes again changes nothing.
    """
    from headwater.pipeline import add_documents
    from headwater.store.case import open_case

    flags: dict[str, object] = {"fetch.allow_private": True} if allow_private else {}
    with show_progress(quiet=quiet) as progress:
        result = add_documents(open_case(case, flags=flags), paths, progress=progress)
    for reject in result.rejects[:50]:
        say(f"  rejected {reject.name}: {reject.detail} [{reject.code}]; {reject.advice}")
    if len(result.rejects) > 50:
        say(f"  and {len(result.rejects) - 50} more: headwater show rejects {case}")
    known = f", {say_count(result.known, 'document')} known already" if result.known else ""
    say(f"Kept {say_count(result.kept, 'new document')}{known}.")
    if result.rejects:
        # A kept original may be among them: its bytes are held although they cannot be read.
        say(
            f"{say_count(len(result.rejects), 'thing')} could not be used in full, as said above: headwater show rejects {case}"
        )
    if result.kept:
        say(f"Next: headwater build {case}")
    if strict and result.rejects:
        sys.exit(1)
