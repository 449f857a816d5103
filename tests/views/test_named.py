"""What documents and speakers are called."""

import pytest

from headwater.ingest.read import first_words
from headwater.views.named import document_title, speaker_name


@pytest.mark.parametrize(
    ("title", "external_id", "name", "expected", "why"),
    [
        ("A title", "doc-1", "a.txt", "A title", "a title goes first"),
        (None, "ID17", "f.jsonl:3", "ID17", "an id of its own says more than the line of a file"),
        (None, "doc-1", "in/a.txt", "in/a.txt", "a made id tells a reader nothing; the file does"),
        ("", "doc-1", "", "doc-1", "nothing else is known"),
    ],
)
def test_documents_are_called_by_what_a_reader_knows(title, external_id, name, expected, why):
    row = {"doc_id": "doc-1", "title": title, "external_id": external_id, "name": name}
    assert document_title(row) == expected, why


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("(Reuters) President Hugo Chávez", "President Hugo Chávez", "the agency of the dateline is no part of the name"),
        ("(EFE) - Padrino", "Padrino", "nor is the dash after it"),
        ("Padrino (Defence)", "Padrino (Defence)", "what stands behind a name belongs to it"),
        ("(Reuters)", "(Reuters)", "nothing else would be left"),
        (None, "", "nobody is credited"),
    ],
)
def test_speakers_lose_the_agency_before_their_name(words, expected, why):
    assert speaker_name(words) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Iran sent drones.", "Iran sent drones.", "a short text heads itself"),
        ("  Iran\n\nsent   drones ", "Iran sent drones", "one line, one space"),
        ("word " * 40, "word " * 17 + "word…", "cut between words"),
        ("A first sentence of some fifty letters that ends here. " + "x" * 80, "A first sentence of some fifty letters that ends here…", "no full stop before the dots"),
        ("字" * 200, "字" * 89 + "…", "a script without spaces is cut anyway"),
    ],
)  # fmt: skip
def test_opening_heads_a_document_without_a_title(text, expected, why):
    opening = first_words(text)
    assert opening == expected, why
    assert document_title({"external_id": "a", "title": None, "opening": opening}) == expected
