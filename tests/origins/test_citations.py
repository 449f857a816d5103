import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from origin_cases import make_tables

from headwater.config import OriginsConfig
from headwater.origins.citations import find_citations

CASES = [
    ("The plant opened, the Daily Courier reported on May 4, 2021.", "en", "the Daily Courier reported on May 4, 2021", "Daily Courier", "name and verb, with the day"),
    ("According to Reuters, the plant opened.", "en", "According to Reuters", "Reuters", "cue before an agency"),
    ("Reuters, citing Fars News, says the plant opened.", "en", "citing Fars News", "Fars News", "a chain names both"),
    ("Reuters, citing Fars News, says the plant opened.", "en", "Reuters, citing Fars News, says", "Reuters", "the nearer one too"),
    ("(Reuters) The plant opened on Monday.", "en", "(Reuters)", "Reuters", "dateline in brackets"),
    ("CARACAS (AFP) - The plant opened.", "en", "(AFP)", "AFP", "dateline after a place"),
    ("AFP. The plant opened.", "en", "AFP", "AFP", "dateline in capitals"),
    ("Por: Miami Herald. La planta abrió.", "es", "Por: Miami Herald", "Miami Herald", "by-line of a publisher"),
    ("La planta abrió. Fuente: correodelorinoco.gob.ve.", "es", "Fuente: correodelorinoco.gob.ve", "correodelorinoco.gob.ve", "a site as source"),
    ("Pérez comentó un reportaje del Miami Herald.", "es", "un reportaje del Miami Herald", "Miami Herald", "something they published"),
    ("A Washington Post report describes the plant.", "en", "A Washington Post report describes", "Washington Post", "their report speaks"),
    ("Según el IISS, hay 300 aviones.", "es", "Según el IISS", "IISS", "a body"),
    ("El Instituto de Estudios Navales (IEN) estima 300 barcos.", "es", "El Instituto de Estudios Navales (IEN) estima", "Instituto de Estudios Navales (IEN)", "acronym in brackets"),
    ("Selon le Tehran Times, l'usine a ouvert.", "fr", "Selon le Tehran Times", "Tehran Times", "French, no parser"),
    ("Há 300 aviões, segundo o IISS.", "pt", "segundo o IISS", "IISS", "Portuguese"),
    ("O texto remete para a Folha de S.Paulo.", "pt", "O texto remete para a Folha de S.Paulo", "Folha de S.Paulo", "a pointer"),
    ("One unnamed source told the Miami Herald that it opened.", "en", "told the Miami Herald", "Miami Herald", "who was told"),
    ("One unnamed source told the Miami Herald that it opened.", "en", "One unnamed source told", "unnamed source", "and who told"),
    ("Ana Ruiz, a senior fellow at a think tank, said it opened.", "en", "Ana Ruiz, a senior fellow at a think tank, said", "Ana Ruiz", "apposition"),
    ("The documents show that it opened.", "en", "The documents show", "documents", "documents speak"),
    ("Fuentes militares y de inteligencia dicen que abrió.", "es", "Fuentes militares y de inteligencia dicen", "Fuentes militares y de inteligencia", "a long noun"),
    ("Iranian state television gives it a range of 10 km.", "en", "Iranian state television gives", "Iranian state television", "a medium without a name"),
    ("It was, in an interview with the Guardian, called new.", "en", "in an interview with the Guardian", "Guardian", "interview"),
    ("El ministro de Defensa, Juan Paz, informó del acuerdo.", "es", "El ministro de Defensa, Juan Paz, informó", "Juan Paz", "an office named by its apposition"),
    ("A retired colonel who asked to stay unnamed told the Courier of it.", "en", "A retired colonel who asked to stay unnamed told", "retired colonel", "a relative clause before the verb"),
    ("It opened, officials in Oslo believe.", "en", "officials in Oslo believe", "officials in Oslo", "officials are not their city"),
    ("It opened, if Oslo is to be believed.", "en", "if Oslo is to be believed", "Oslo", "to be believed"),
    ("The Norwegian newspaper Arax cites a Finnish yearbook.", "en", "The Norwegian newspaper Arax cites", "Arax", "a noun says that it is a newspaper"),
    ("The Norwegian newspaper Arax cites a Finnish yearbook.", "en", "cites a Finnish yearbook", "Finnish yearbook", "and what it cites"),
    ("Norway: a newspaper inquiry found that it opened.", "en", "a newspaper inquiry found", "newspaper inquiry", "a heading is not who found it"),
    ("Senator Ana Ruiz said so. According to the lawmaker, it opened.", "en", "According to the lawmaker", "Ana Ruiz", "another word for her office"),
    ("Some say that it opened, reports indicate.", "en", "reports indicate", "reports", "nobody in particular"),
]  # fmt: skip


def cite(text: str, language: str, publisher: str | None = None) -> list[dict[str, object]]:
    tables = make_tables([{"id": "a", "text": text, "language": language, "publisher": publisher}])
    return list(find_citations(tables, config=OriginsConfig())["citations"].iter_rows(named=True))


@pytest.mark.parametrize(("text", "language", "phrase", "cited", "why"), CASES)
def test_phrases_that_credit_someone(text: str, language: str, phrase: str, cited: str, why: str) -> None:
    found = cite(text, language)
    assert (phrase, cited) in {(r["text"], r["cited"]) for r in found}, (why, [(r["text"], r["cited"]) for r in found])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Venezuela has produced three drones.", "no verb of saying"),
        ("The first units, called Arpía locally, flew in 2009.", "a name given, nobody credited"),
        ("Drones were called boats and Iran was called Ireland.", "passive of naming"),
        ("Observers at think tanks met on Monday.", "a think tank thinks nothing"),
        ("The Mohajer-6 showed a longer range.", "what it shows is no statement, whoever it may be"),
    ],
)
def test_plain_sentences_credit_nobody(text: str, why: str) -> None:
    assert cite(text, "en") == [], why


def test_short_names_are_spelt_out() -> None:
    found = cite("The Miami Herald reported it. It began in 2006, the Herald said. The paper spoke to six people.", "en")
    assert [r["cited"] for r in found] == ["Miami Herald"] * 3


def test_own_publisher_is_no_citation() -> None:
    text = "Trend reports citing IRNA that the plant opened."
    assert [r["cited"] for r in cite(text, "en", "en.trend.az")] == ["IRNA"]


@given(st.text(alphabet="aA .,:()'’\"\nReutersAFPsaid0-", max_size=300))
@settings(max_examples=60, deadline=None)
def test_spans_hold_their_words_in_any_text(text: str) -> None:
    for r in cite(text or "x", "en"):
        assert (text or "x")[r["start"] : r["end"]] == r["text"]
