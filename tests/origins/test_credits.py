"""Credits in sentences made up for this, with names that no list holds: publishers by shape, bodies by head noun, speakers by grammar."""

import re

import pytest
from origin_cases import make_tables

from headwater.config import OriginsConfig
from headwater.origins.citations import cite_text, find_citations
from headwater.origins.cues import load_cues

_SENTENCE = re.compile(r".+?(?:[.!?»”\"](?=\s+[A-ZÁÉÍÓÚÀ\"“«(])|$)", re.DOTALL)
TABLE = r"""
# names that no list holds, known by their shape or their verb
en | The Calder Bay Standard has learned that the second hull will be laid down in the autumn. | Calder Bay Standard
en | Work on the runway resumed in April, wrote the daily Neva Listok on its front page. | Neva Listok
en | The launchers, in a report carried by Radio Solimar, were described as ready. | Radio Solimar
en | Two pilots told Harbourline News that no flight had taken place since May. | Harbourline News
en | A procurement note seen by the Merrow Tribune puts the price at 31 million dollars. | Merrow Tribune
en | An inventory published by the Osterland Defence Ministry lists 44 launchers. | Osterland Defence Ministry
en | Reporters in the Veldt Dispatch's newsroom counted nine trucks on the film. | Veldt Dispatch
en | Kestrel Wire, citing the Bandar Courier, said the batch had left port. | Bandar Courier; Kestrel Wire
en | Quoting a serving engineer, the Osk Evening Post put the failure rate at one in six. | engineer; Osk Evening Post
en | That the motors are imported was first reported by portveil.example, a site run by former dockers. | portveil.example
en | In its Sunday edition, the Tarn Chronicle names three suppliers of the optics. | Tarn Chronicle
en | The figure of 260 missiles appears in a study by the Lindqvist Centre for Arms Data. | Lindqvist Centre Arms Data
en | Satellite images analysed by the Brandt Observatory show four new shelters. | Brandt Observatory
en | "Nothing was delivered," Colonel Ilir Hoxhaj insisted in an interview with Adriatik TV. | Ilir Hoxhaj; Adriatik TV
en | A spokeswoman for the shipyard, Mette Aagaard, would neither confirm nor deny the order. | Mette Aagaard
en | Documents shared with reporters at the Inland Mercury describe a factory for fuses. | Inland Mercury
en | Analysts at Pemberley Risk reckon the yard can build two boats a year. | Pemberley Risk
en | As the Lowland Gazette revealed last month, the contract has lapsed. | Lowland Gazette
en | The opposition paper Ravda maintains that the trial failed. | Ravda
en | Its own count, the Hartnell Monitoring Group admits, may be too low. | Hartnell Monitoring Group
en | Photographs posted by the channel Frontlog24 show the wreck. | Frontlog24
es | Según la agencia Notivalle, los radares llegaron en dos barcos. | Notivalle
es | De acuerdo con un informe publicado por el Observatorio Andino de Defensa, el taller emplea a 70 personas. | Observatorio Andino de Defensa
es | El general Tomás Arrieta explicó a Radio Cumbre que las pruebas terminaron en mayo. | Tomás Arrieta; Radio Cumbre
es | La cadena Televista mostró un contrato firmado en 2019. | Televista
es | Así lo reveló el semanario Brújula en su última edición. | Brújula
es | Un documento al que tuvo acceso El Pregón de Cuyo fija la entrega en marzo. | Pregón de Cuyo
es | Tal como publicó ayer La Voz del Altiplano, el hangar está vacío. | Voz del Altiplano
es | En una nota recogida por la prensa local, el Ministerio de Industria negó la compra. | Ministerio de Industria
es | El investigador Efraín Bustos, del Centro de Estudios Navales, calcula que sobran tripulantes. | Efraín Bustos
es | La denuncia partió del sindicato Unión Metalúrgica, que difundió las fotos. | Unión Metalúrgica
es | A juicio del Instituto Meridiano, la cifra está inflada. | Instituto Meridiano
es | El reportaje de Clarín del Sur enumera cinco empresas de fachada. | Clarín del Sur
es | Trascendió, vía el noticiero Hora Nueve, que faltan repuestos. | Hora Nueve
es | Vecinos relataron a este diario que los camiones pasan de noche. | Vecinos
es | Los planos, filtrados a la revista Contrapunto, muestran tres variantes. | Contrapunto
en | The minister did not say when, but TeleNorte's correspondent put it at six weeks. | TeleNorte
en | Speaking to the Sabine Ledger on condition of anonymity, an auditor described missing invoices. | Sabine Ledger; auditor
en | None of this could be verified by the Delta Examiner. | Delta Examiner
en | Brigade commander Oleh Sirko's account differs: he speaks of forty drones. | Oleh Sirko
es | La empresa estatal Aerotaller confirmó en un comunicado la venta de dos células. | Aerotaller
en | The foreign ministry of Marland called in the ambassador. The ministry denied that any rocket had been sold. | ministry
en | Orla Finnegan, who heads the Clew Bay Centre, has seen the pictures. Finnegan doubts that the site is finished. | Finnegan
en | The number is from a table in the Atlas of Armed Forces. | Atlas Armed Forces
es | El dato figura en el Anuario Militar del Cono Sur. | Anuario Militar
es | Un vocero de la Fuerza Aérea de Marlandia dijo que no hubo accidente. | Fuerza Aérea
en | Claims by the rebel council that it shot down a drone could not be checked. | council
en | The Ostrava evening paper Vesna writes that the rig was tested in June. | Vesna
en | State television of Marland reported the launch an hour later. | television Marland
en | On its Telegram channel, the 12th Brigade announced that it had received six vehicles. | Brigade
en | Citing an unnamed admiral, Mar Azul News spoke of a delay. | admiral; Mar Azul News
en | The press service of the Norland coast guard explained that the boats were unarmed. | coast guard
en | Zofia Wolny of the Gdynia Institute thinks that half of them no longer fly. | Zofia Wolny
en | Sources in the presidential office spoke to Sahel Matin of a secret annex. | Sources; Sahel Matin
en | What the Lusophone Herald calls a deal, the embassy calls a visit. | Lusophone Herald
en | As for the price, Commander Ruy Tavares gave 18 million dollars. | Ruy Tavares
en | No other outlet has confirmed the report by Sterling Wire. | Sterling Wire
en | Kaveh Daneshvar, an exile who once ran the plant, told the Rhine Courier that it employed 900 people. | Kaveh Daneshvar; Rhine Courier
en | By the count of Blue Ledger, a monitoring group, 61 have been lost. | Blue Ledger
en | An infographic from the Tallis Agency shows a range of 900 km. | Tallis Agency
en | The ambassador, Hye-jin Seo, dismissed the report as fiction. | Hye-jin Seo
en | Footage aired by Channel Nine Sol shows the convoy. | Channel Nine Sol
en | “Twelve,” corrected Major Linh Tran, “not twenty.” | Linh Tran
en | The think tank Novum Strategy puts the stock at 400. | Novum Strategy
en | Marland's air force chief, General Ivo Brandt, told parliament that three had crashed. | Ivo Brandt
en | Analysts interviewed by Port & Harbour Weekly doubt the figure. | Analysts; Harbour Weekly
en | The memo, first made public by the site openhangar.example, is dated 4 May. | openhangar.example
en | The number comes up again in a Gulf Briefing dispatch of 3 June. | Gulf Briefing
en | The defence ministry in Oost declined to comment on the Herald's findings. | Herald
es | El rotativo Diario de Levante sostiene que el acuerdo está firmado. | Diario de Levante
es | En su canal de Telegram, la 12.ª Brigada anunció que recibió seis vehículos. | Brigada
es | Rita Solís, analista del Instituto del Pacífico, cree que la mitad ya no vuela. | Rita Solís
es | Citando a un almirante anónimo, Mar Azul Noticias habló de un retraso. | almirante; Mar Azul Noticias
es | La televisión estatal de Marlandia informó del lanzamiento una hora después. | televisión
es | Según cuenta Prensa Litoral, el taller cerró en mayo. | Prensa Litoral
es | Un informe del grupo Vigía Sur cuenta 61 pérdidas. | Vigía Sur
es | Lo desmintió el viceministro Óscar Rebolledo ante la comisión. | Óscar Rebolledo
es | Imágenes emitidas por Canal Nueve muestran el convoy. | Canal Nueve
es | El jefe de la Fuerza Aérea, el general Iván Prada, dijo al Congreso que tres se estrellaron. | Iván Prada
es | «Doce», corrigió la mayor Lina Trejo, «no veinte». | Lina Trejo
es | El embajador, Sergio Noboa, tildó de ficción la noticia de Ecos del Plata. | Sergio Noboa; Ecos del Plata
es | Ninguna otra fuente ha confirmado lo publicado por Cable Austral. | Cable Austral
es | Los rebeldes se atribuyeron el derribo en un mensaje difundido por Radio Selva. | Radio Selva
es | La cifra se repite en un cable de Agencia Meridional. | Agencia Meridional
# a cleft sentence
en | It was the Gulf Mariner that broke the story of the seized gearboxes. | Gulf Mariner
# words of time stand before the agent
en | The claim was repeated on Tuesday by the Kosma news agency. | Kosma
en | The news was picked up within hours by the Palm Coast Observer and two blogs. | Palm Coast Observer
# a relative clause
es | El portal fronteraviva.example, que cita a un oficial retirado, habla de doce lanchas. | fronteraviva.example; oficial
en | The Swiss daily Morgenblatt, which obtained the contract, dates it to March. | Morgenblatt
# a relative clause with its subject behind the verb
es | La información, que en un principio dio el Heraldo de Oriente, fue desmentida. | Heraldo de Oriente
# who is quoted, and where
en | A customs officer at the port, quoted in the Marsh Bulletin, saw eleven crates. | Marsh Bulletin; customs officer
# a pronoun is whom the text credited last
en | Senator Paula Whitcombe wrote to the committee in June. According to her, the money was never paid. | Paula Whitcombe
# a body called by its kind
es | El Instituto de Análisis Costero publicó su anuario. Según el instituto, quedan 17 lanchas. | Instituto de Análisis Costero
es | La agencia Prensa Austral difundió la lista. Según la agencia, son 44 camiones. | Prensa Austral
es | La empresa Tecnoriel respondió por correo. La firma niega la venta. | Tecnoriel
# Spanish leaves the speaker out
es | El almirante Darío Lastra habló con la prensa. «Faltan motores», reconoció. | Darío Lastra
# whom a publisher credits
es | La agencia estatal Marpress, en un despacho fechado en Oost, atribuye la cifra al Estado Mayor. | Marpress; Estado Mayor
"""
"""Language, text and who is credited, under the reason."""


def read_table() -> list[tuple[str, str, tuple[str, ...], str]]:
    rows: list[tuple[str, str, tuple[str, ...], str]] = []
    why = ""
    for line in TABLE.strip().splitlines():
        if line.startswith("# "):
            why = line[2:]
            continue
        language, text, names = line.split(" | ")
        rows.append((text, language, tuple(names.split("; ")), why))
    return rows


NOT_CREDITED = [
    ("The army's men numbered about 40,000 and flew Delta Wing gliders.", "en", "Delta", "a glider reports nothing"),
    ("In his car he has Radio and a Prensa, Ana Ruiz.", "en", "Prensa", "a part of names of channels alone, at which reading failed"),
    (
        "Workers carried the crates to the Harbour Post Office, which gave way.",
        "en",
        "Harbour Post",
        "to give way is no report",
    ),
    ("The rumour was widely criticised.", "en", "rumour", "a passive has no speaker for subject"),
    ("A video uncovered by chance is old.", "en", "video", "what was uncovered reports nothing"),
    ("Iran gave 12 drones to the army.", "en", "Iran", "a state that gives drones gives no figure"),
    ("Ana Ruiz said that he expects rain.", "en", "he", "what one speaker says of another is no credit of the other"),
    ("Ana Ruiz, who spoke at the fair, left.", "en", "Ana Ruiz", "who only spoke said nothing that is told"),
    ("Ana Ruiz wrote a book. It is reported to be long.", "en", "It", 'a passive with "it" has no speaker'),
]
OWN = [
    ("https://calderstandard.example/a", "The minister told the Calder Standard that the hull is late.", "Calder Standard"),
    ("https://www.merrowtribune.example/x", "A note seen by the Tribune puts the price at 31 million.", "Tribune"),
    ("https://nortedigital.example/x", "The general told Norte Digital that it is late.", "Norte Digital"),
]


def cite(text: str, language: str) -> list[str]:
    spans = [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in _SENTENCE.finditer(text)]
    rows = [{"start": a, "end": b, "language": language, "n": n} for n, (a, b) in enumerate(spans)]
    return [p.cited for p in cite_text(text, rows, [], [], load_cues())]


@pytest.mark.parametrize(("text", "language", "expected", "why"), read_table())
def test_who_is_credited(text: str, language: str, expected: tuple[str, ...], why: str) -> None:
    found = cite(text, language)
    for name in expected:
        words = [w.casefold() for w in name.split() if len(w) > 2]
        assert any(all(w in f.casefold() for w in words) for f in found), (why, found)


@pytest.mark.parametrize(("text", "language", "name", "why"), NOT_CREDITED)
def test_who_is_not(text: str, language: str, name: str, why: str) -> None:
    assert not [f for f in cite(text, language) if name in f.split() or (" " in name and name in f)], why


@pytest.mark.parametrize(("url", "text", "name"), OWN)
def test_no_document_credits_its_own_publisher(url: str, text: str, name: str) -> None:
    tables = make_tables([{"id": "d", "text": text, "url": url, "publisher": url.split("/")[2]}])
    found = find_citations(tables, config=OriginsConfig())["citations"]
    assert name not in found["cited"].to_list()


def test_a_pronoun_stands_for_who_was_credited_last_and_no_further_back() -> None:
    far = "Rain fell on the port. " * 40
    assert cite("General Kuti said so. He added that it was late.", "en") == ["Kuti", "Kuti"]
    assert cite(f"General Kuti said so. {far}He added that it was late.", "en") == ["Kuti"]


def test_a_verb_without_a_subject_goes_on_with_that_of_its_sentence() -> None:
    assert cite("Mr. Hale left early, saying that the yard was shut.", "en") == ["Hale"]
    assert cite("Mr. Hale closed the gate and told reporters that the yard was shut.", "en") == ["Hale"]
