"""`headwater places`."""

import json
from pathlib import Path

import click


@click.command("places")
@click.argument("records", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--alone", is_flag=True, help="Leave each text to itself: nothing is learnt from its publisher's others.")
def command(records: Path, alone: bool) -> None:
    """Say where names of places are whose spans are known (gold toponyms), one JSON line for each text.

    \b
    RECORDS  JSON lines: text, spans [[start, end], ...] or toponyms [{start, end}, ...] in Unicode code points,
             and where known id, publisher (or source), url
    Each line of the answer: id, answers [{start, end, text, name, lat, lon, precision_m, level, country, admin1,
    geonames_id, source, score, reasons, runners_up, metonym}], or unresolved with the reason.
    """
    from headwater.errors import InputError
    from headwater.resolve.gazetteer import load_gazetteer
    from headwater.resolve.toponyms import answer_row, place_texts, read_marked_text

    texts = []
    with records.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise InputError(f"{records.name}, line {number}: not JSON: {error}") from error
                if not isinstance(row, dict):
                    raise InputError(f"{records.name}, line {number}: expected an object")
                texts.append(read_marked_text(row, number=number))
    for text, answers in place_texts(texts, load_gazetteer(), with_publisher=not alone):
        click.echo(json.dumps({"id": text.id, "answers": [answer_row(a) for a in answers]}, ensure_ascii=False))
