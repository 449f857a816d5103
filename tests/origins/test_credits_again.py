"""Sources that a text names and then calls by what they are: "the paper", "its report", "he"."""

import pytest
from origin_cases import cite

from headwater.origins.citations import cite_text
from headwater.origins.cues import load_cues

AGAIN = [
    ("The Baltic Ledger printed the letter on Monday. The American daily said that forty were ordered.", "en", "Baltic Ledger"),
    (
        "The Baltic Ledger printed the letter on Monday. Forty were ordered, according to the London paper.",
        "en",
        "Baltic Ledger",
    ),
    ("The Baltic Ledger printed the letter on Monday. The outlet cites two dockers.", "en", "Baltic Ledger"),
    ("The Baltic Ledger printed the letter on Monday. The paper's sources say that forty were ordered.", "en", "Baltic Ledger"),
    ("The Baltic Ledger printed the letter on Monday. Its report speaks of forty.", "en", "Baltic Ledger"),
    ("Kestrel Wire broke the story. Forty were ordered, the state agency adds.", "en", "Kestrel Wire"),
    ("Kestrel Wire broke the story. The news agency's correspondent saw nine.", "en", "Kestrel Wire"),
    ("El Faro de Oriente publicó la carta. Serían cuarenta, según el diario londinense.", "es", "Faro de Oriente"),
    ("El Faro de Oriente publicó la carta. El medio cita a dos estibadores.", "es", "Faro de Oriente"),
    ("La agencia Ansur dio la noticia. La agencia rusa añade que serán nueve.", "es", "Ansur"),
    ("El portal Frontera Viva dio la noticia. De acuerdo con el sitio, serán nueve.", "es", "Frontera Viva"),
    ("The Ministry of Supply published a list. The ministry says that nine are lost.", "en", "Ministry of Supply"),
    ("Army spokesman Osman Daoud denied it. The spokesman called it a lie.", "en", "Osman Daoud"),
]
"""Texts that name a source and call it by what it is in the next sentence."""


@pytest.mark.parametrize(("text", "language", "name"), AGAIN)
def test_a_source_called_by_what_it_is_has_its_name(text: str, language: str, name: str) -> None:
    words = [w.casefold() for w in name.split() if len(w) > 2]
    assert sum(all(w in f.casefold() for w in words) for f in cite(text, language)) == 2, cite(text, language)


def test_a_command_that_ends_like_a_newspaper_is_a_body() -> None:
    found = cite_text(
        "Según el Comando Sur, hay nueve.", [{"start": 0, "end": 32, "language": "es", "n": 0}], [], [], load_cues()
    )
    assert [(p.cited, p.kind) for p in found] == [("Comando Sur", "body")]


def test_another_publisher_in_the_same_sentence_is_not_who_was_named_before() -> None:
    assert cite("The Osk Banner wrote that the exile site had printed a list.", "en").count("Osk Banner") == 1


def test_a_pronoun_stands_for_who_was_credited_last_and_no_further_back() -> None:
    far = "Rain fell on the port. " * 40
    assert cite("General Kuti said so. He added that it was late.", "en") == ["Kuti", "Kuti"]
    assert cite(f"General Kuti said so. {far}He added that it was late.", "en") == ["Kuti"]


def test_a_verb_without_a_subject_goes_on_with_that_of_its_sentence() -> None:
    assert cite("Mr. Hale left early, saying that the yard was shut.", "en") == ["Hale"]
    assert cite("Mr. Hale closed the gate and told reporters that the yard was shut.", "en") == ["Hale"]
