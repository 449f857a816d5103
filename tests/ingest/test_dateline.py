"""Datelines: the date that opens a report is its date; a date inside its first sentence is not."""

import pytest

from headwater.ingest.dates import BASES, find_dateline


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("CARACAS, March 3, 2024 (AP) — Venezuela said", "2024-03-03", "place, date, agency"),
        ("Washington, 8 March 2024\nThe State Department", "2024-03-08", "a line of its own"),
        ("Caracas, 6 de marzo de 2024. El ministro dijo", "2024-03-06", "Spanish"),
        ("13 July 2022\n\nIran said", "2022-07-13", "no place"),
        ("On 13 July 2022, Iran said it would deliver drones.", None, "a date of the story"),
        ("Iran delivered drones on 13 July 2022. It denied", None, "the end of a sentence"),
        ("An agreement of 2006 was renewed", None, "no full date"),
        ("", None, "nothing"),
    ],
)
def test_find_dateline(text: str, expected: str | None, why: str) -> None:
    assert next((c.date for c in find_dateline(text)), None) == expected, why


def test_day_on_which_a_file_was_made_is_trusted_least() -> None:
    assert BASES[-1] == "file"
