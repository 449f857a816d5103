"""Turns of phrase that credit someone: whole fields of them, with names that no list holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.citations import cite_text
from headwater.origins.cues import load_cues

CASES = [
    ("Ten trucks were seen, per the Lindale Courier.", "en", ("Lindale Courier",)),
    ("Documents shared with Open Ledger show six payments.", "en", ("Open Ledger",)),
    ("Court filings in Oslo name the company.", "en", ("Court filings",)),
    ("A person briefed on the talks put the price at $40 million.", "en", ("person",)),
    ("Two people with knowledge of the matter said it was signed.", "en", ("people",)),
    ("The agency quoted a port worker as saying that 12 crates came.", "en", ("port worker", "agency")),
    ("Asked by Vela Digital, the ministry declined to say how many.", "en", ("Vela Digital",)),
    ("Residents of Torbat recall hearing the launches.", "en", ("Residents",)),
    ("That figure comes from the Tisza Institute.", "en", ("Tisza Institute",)),
    ("The number originates with the defence ministry.", "en", ("ministry",)),
    ("By the ministry's own account, 40 were made.", "en", ("ministry",)),
    ("In the words of Colonel Adu, it was a gift.", "en", ("Adu",)),
    ("To hear the ministry tell it, nothing arrived.", "en", ("ministry",)),
    ("Word of the delivery came from a dock worker.", "en", ("dock worker",)),
    ("Novaport24 has learned that 40 arrived.", "en", ("Novaport24",)),
    ("This was confirmed to Novaport24 by two officials.", "en", ("Novaport24", "officials")),
    ("The story was picked up by Delta Wire.", "en", ("Delta Wire",)),
    ("A statement from the general staff speaks of 40.", "en", ("general staff",)),
    ("The contract, a copy of which Delta Wire has seen, is worth $4 million.", "en", ("Delta Wire",)),
    ("According to minutes of the meeting, 40 came.", "en", ("minutes",)),
    ("An audit by the state comptroller turned up 40 machines.", "en", ("comptroller",)),
    ("Prosecutors in Milan allege that 40 came.", "en", ("Prosecutors",)),
    ("The pilot's logbook notes twelve trips.", "en", ("logbook",)),
    ("The Courier's account was repeated by three sites.", "en", ("Courier",)),
    ("The number given by the ministry is 40.", "en", ("ministry",)),
    ("The ministry's tally stands at 40.", "en", ("ministry",)),
    ("It was 40, in Korb's view.", "en", ("Korb",)),
    ("It was 40, if the ministry is right.", "en", ("ministry",)),
    ("Delta Wire's correspondent in Baku heard from two drivers that it was 40.", "en", ("Delta Wire", "drivers")),
    ("A source close to the factory speaks of 40.", "en", ("source",)),
    ("The number appeared first in Respekt, a Prague weekly.", "en", ("Respekt",)),
    ("Así lo informó la agencia Delta.", "es", ("Delta",)),
    ("Así lo confirmó a Delta Noticias un funcionario del ministerio.", "es", ("Delta Noticias", "funcionario")),
    ("Los vecinos de Torbat recuerdan los lanzamientos.", "es", ("vecinos",)),
    ("Una fuente cercana a la fábrica habla de cuarenta.", "es", ("fuente",)),
    ("Fuentes del ministerio elevan la cifra a cuarenta.", "es", ("Fuentes",)),
    ("El portavoz del ejército tachó la noticia de invento.", "es", ("portavoz",)),
    ("A juicio del coronel Adu, son cuarenta.", "es", ("Adu",)),
    ("La cifra la dio el ministro.", "es", ("ministro",)),
    ("La cifra la adelantó el diario El Faro del Sur.", "es", ("Faro del Sur",)),
    ("El diario El Faro del Sur adelantó la cifra.", "es", ("Faro del Sur",)),
    ("La información fue revelada por El Faro del Sur.", "es", ("Faro del Sur",)),
    ("Según ha revelado El Faro del Sur, son cuarenta.", "es", ("Faro del Sur",)),
    ("Los cálculos del Instituto Tisza arrojan cuarenta.", "es", ("Instituto Tisza",)),
    ("El exministro Tal Oren contradijo al gobierno: son veinte.", "es", ("Tal Oren",)),
    ("Un memorando interno enumera cuarenta aparatos.", "es", ("memorando",)),
    ("Two drivers interviewed for this report remember four convoys.", "en", ("drivers",)),
    ('"Forty," the mayor answered.', "en", ("mayor",)),
    ("The Danube Centre, a think tank, says nine.", "en", ("Danube Centre",)),
    ("The Danube Centre's Ilona Vass thinks nine is too few.", "en", ("Ilona Vass",)),
    ("The minister, speaking in parliament on Monday, gave nine as the number.", "en", ("minister",)),
    ("A day later the ministry corrected this to seven.", "en", ("ministry",)),
    ("The agency later withdrew the report.", "en", ("agency",)),
    ("The figure, first given by Messenger, has since been repeated everywhere.", "en", ("Messenger",)),
    ("Hola's claim was taken up by the weekly Pulse.", "en", ("Hola", "Pulse")),
    ("Local fishermen tell of nine.", "en", ("fishermen",)),
    ("Trade data compiled by the Danube Centre put imports at nine.", "en", ("Danube Centre",)),
    ("The Czech daily Pulse has seen the contract.", "en", ("Pulse",)),
    ("Pulse, quoted by Kharg, gives nine.", "en", ("Pulse", "Kharg")),
    ("Kharg quotes Pulse with nine.", "en", ("Kharg", "Pulse")),
    ("En su informe anual, el Centro Danubio cuenta nueve.", "es", ("Centro Danubio",)),
    ("Pulso, citado por Kharg, da nueve.", "es", ("Pulso", "Kharg")),
    ("Un oficial que pidió no ser nombrado habló de nueve.", "es", ("oficial",)),
    ("Dos oficiales citados por Pulso hablan de nueve.", "es", ("Pulso", "oficiales")),
    ('"Son nueve", contestó el alcalde.', "es", ("alcalde",)),
    ('"Son nueve", dijo a la prensa Marek Hola.', "es", ("Marek Hola",)),
    ("Lo mismo sostiene el gobernador.", "es", ("gobernador",)),
    ("La investigación, publicada el lunes por Pulso, habla de nueve.", "es", ("Pulso",)),
]

NO_CREDIT = [
    ("They want to put the plan before the council.", "en", "an infinitive has no speaker before it"),
    ("The drone comes from a crate that nobody opened.", "en", "no noun for information stands before the link"),
    ("Su esposa lleva flores al mercado.", "es", "carrying flowers reports nothing"),
]


def cite(text: str, language: str) -> list[str]:
    rows = [{"start": 0, "end": len(text), "language": language, "n": 0}]
    return [p.cited for p in cite_text(text, rows, [], [], load_cues())]


@pytest.mark.parametrize(("text", "language", "expected"), CASES)
def test_every_turn_of_phrase_names_who_is_credited(text: str, language: str, expected: tuple[str, ...]) -> None:
    found = cite(text, language)
    assert all(any(name.casefold() in f.casefold() for f in found) for name in expected), found


@pytest.mark.parametrize(("text", "language", "why"), NO_CREDIT)
def test_what_credits_nobody(text: str, language: str, why: str) -> None:
    assert cite(text, language) == [], why


@given(st.text(alphabet="abcTD'’s ,.()\":", max_size=200), st.sampled_from(["en", "es"]))
def test_phrases_stand_in_the_text_for_any_input(text: str, language: str) -> None:
    """Offsets never leave the text, and who is credited stands inside the phrase."""
    rows = [{"start": 0, "end": len(text), "language": language, "n": 0}]
    for p in cite_text(f"The figure {text} said", rows, [], [], load_cues()):
        assert 0 <= p.start <= p.cited_start < p.cited_end <= p.end <= len(text) + 16
