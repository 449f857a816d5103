"""Credits in sentences made up for this, with names that no list holds: publishers by shape, bodies by head noun, speakers by grammar."""

import pytest
from origin_cases import cite, make_tables

from headwater.config import OriginsConfig
from headwater.origins.citations import find_citations

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
# passives, works and who made them, offices with holders, hearers further off, verbs of several words, newspapers without a name
en | Two people in the Ministry of Supply told reporters that the hulls were late. | people Ministry Supply
en | A study published on Monday by the Orlan Institute in Riga says that six were lost. | Orlan Institute
en | A review carried out last year by the Castell Foundation found forty errors. | Castell Foundation
en | Norland's envoy at the disarmament talks in Geneva, Ivo Kessel, denied the sale. | Ivo Kessel
en | Senate papers admit that the submarines will be two years late. | Senate papers
en | A newspaper reports that the battery was flown in. | newspaper
en | An exile site published a letter on drones. | exile site
en | The Coast Guards caution that the system is not ready. | Coast Guards
en | By a Danish count that the agency Nordtext passed on, 40 are left. | count; Nordtext
en | Tarn Chronicle writes with reference to Osk Review that the boats are late. | Osk Review; Tarn Chronicle
en | The film was first aired last Thursday by Kanal Vest. | Kanal Vest
en | The figure, calculated by the Orlan Institute, is higher. | Orlan Institute
en | The Union's experts now name a charterer. | Union experts
en | The order, as the Baltic Ledger has it, runs to 300 million. | Baltic Ledger
en | Marland has taken delivery of six boats, it emerged from a report in the Sunday Argus. | Sunday Argus
en | "We have not been paid," the Harbour Sentinel quotes a foreman as saying. | Harbour Sentinel; foreman
en | The agency's own sources speak of 40 dead. | agency
en | The Daily Calypso had it first: eleven tanks were sold. | Daily Calypso
en | That is at least what Vestnik Severa maintains. | Vestnik Severa
en | So says a leaked audit that the site hullwatch.example put online. | audit; hullwatch.example
en | Nothing of this is new to readers of the Baltic Ledger, which printed the list in May. | Baltic Ledger
en | Word of the deal came from the Baltic Ledger. | Baltic Ledger
en | Five former guards spoke to Tamarind Post on condition that they not be named. | Tamarind Post; former guards
en | The deputy minister, who asked not to be named, confirmed the sale to Kestrel Wire. | deputy minister; Kestrel Wire
en | Kestrel Wire learned from a diplomat that the sale was off. | Kestrel Wire; diplomat
en | The ministry, through its spokeswoman Ada Lind, rejected the report. | ministry
en | Satellite pictures published by the firm Orbix show eight hangars. | Orbix
en | His account, given to the weekly Der Blick, differs. | Der Blick
en | Asked by the Tamarind Post, the shipyard refused to comment. | Tamarind Post
en | An official with knowledge of the talks, speaking to Kestrel Wire, put the price at 40 million. | official; Kestrel Wire
en | The Kestrel Wire correspondent in Oost counted nine trucks. | Kestrel Wire
en | On his Telegram channel, Governor Petrenko wrote that the depot burned. | Petrenko
en | Neighbouring Marland said on Tuesday that it had sold nothing. | Marland
en | Documents cited by the Baltic Ledger and checked by two experts show it. | Baltic Ledger; documents
en | The Baltic Ledger's report does not say when. | Baltic Ledger
en | The Baltic Ledger's Ana Ruiz reports that the deal is off. | Ruiz
en | The broadcaster ZTV, relaying a dispatch from Interport, spoke of nine dead. | ZTV; Interport
en | Publishing the list, the Baltic Ledger said it had spoken to forty workers. | Baltic Ledger
en | News site Hafenblick, which cites the customs office, names a broker. | Hafenblick; customs
en | Several Baltic papers carried the story last week. | papers
en | Military sources in Oost say the brigade is at half strength. | Military sources
en | The Baltic Ledger printed the letter on Monday. According to the paper, forty were ordered. | Baltic Ledger
en | If the Baltic Ledger is right, forty were ordered. | Baltic Ledger
en | Forty were ordered (Baltic Ledger, 3 May). | Baltic Ledger
en | Forty were ordered, sources close to the yard told Kestrel Wire. | sources; Kestrel Wire
en | Forty were ordered, the minister told a press conference in Oost on Friday. | minister
en | Forty were ordered, it said, quoting the head of the yard, Olaf Brandt. | Olaf Brandt
es | Lo que sacó a la luz El Cóndor de Salta tiene una virtud. | Cóndor
es | La exclusiva de Hangar Austral descansa sobre un jubilado. | Hangar Austral
es | Serán cuarenta cazas, publica en su número de enero la revista Hangar Austral. | Hangar Austral
es | Un diario difundió un acta que da ventaja a otro avión. | diario
es | Una revista atribuye al país un gran pedido. | revista
es | Serán cuarenta, afirmó el coronel Tomás Hnat, de la inteligencia militar, al Faro de Oriente. | Tomás Hnat; Faro de Oriente
es | Serán cuarenta, confirmó a Radio Pampa el ministro de Defensa, Pedro Arizaga. | Pedro Arizaga; Radio Pampa
es | Serán cuarenta, confirmó el ministro de Defensa. | ministro de Defensa
es | La Policía Nacional aclaró que no hay instructores. | Policía Nacional
es | Un anuario serio, el del Instituto Atlántico, habla de un millón. | Instituto Atlántico
es | El ministerio dio a conocer el contrato este lunes. | ministerio
es | La estatal Aerotaller hizo saber que entregará doce por año. | Aerotaller
es | El precio, calculado por el Instituto Meridiano, ronda los 40 millones. | Instituto Meridiano
es | La noticia la dio primero Radio Selva. | Radio Selva
es | El semanario alemán Der Blick, con acceso a los papeles, la sitúa en marzo. | Der Blick
es | De ello da cuenta un reportaje publicado el domingo por La Voz del Sur. | Voz del Sur
es | Fuentes del astillero consultadas por Cable Austral lo negaron. | Cable Austral; Fuentes
es | Así consta en un acta a la que accedió Cable Austral. | Cable Austral
es | Según relató a Cable Austral un marino que pidió el anonimato, el barco zarpó. | Cable Austral; marino
es | El canciller Luis Prada, citado por la agencia Ansur, lo negó. | Luis Prada; Ansur
es | El portal Frontera Viva, que dice haber visto las facturas, habla de nueve. | Frontera Viva
es | A preguntas de Cable Austral, la naviera no respondió. | Cable Austral
es | Citado por el diario El Faro, un técnico habló de nueve. | Faro; técnico
es | Tanto la armada como el ministerio negaron la compra. | ministerio
es | En su cuenta de X, el gobernador Petrenko escribió que ardió el depósito. | Petrenko
es | El diario La Voz publicó la lista. El rotativo cita a un técnico. | Voz; técnico
es | Dos empleados de la planta dijeron al diario que faltan piezas. | empleados
es | Lo contó ayer el exministro Luis Prada en una entrevista con Radio Selva. | Luis Prada; Radio Selva
es | Se trata de nueve aviones, de acuerdo con lo publicado por La Voz del Sur. | Voz del Sur
es | Nueve aviones, apunta El Faro citando a fuentes de la presidencia. | Faro; fuentes
es | El dato, que La Voz del Sur atribuye al Estado Mayor, no se ha confirmado. | Voz del Sur; Estado Mayor
es | Conforme a un despacho de Ansur, llegaron nueve. | Ansur
es | Informes de prensa hablan de nueve aviones. | Informes
es | El Instituto Meridiano, con sede en Quito, estima en nueve los aviones. | Instituto Meridiano
es | Un alto cargo del ministerio de Defensa reconoció la compra. | alto cargo
# the possessive of a plural
en | The United Nations' experts now name a charterer. | United Nations experts
en | The lawmakers' report puts it at nine. | lawmakers
# the same ways with other sources: documents, officials, publishers and where somebody wrote
en | Brigadier Osman Daoud spoke on television. The officer said that twelve had come. | Osman Daoud
en | Sudan's foreign ministry rejected the claim. | foreign ministry
en | The foreign ministry in Oost rejected the claim. | foreign ministry
en | A Western diplomat in Oost put the number at nine. | Western diplomat
en | Two European officials briefed on the file said nine had come. | European officials
en | According to two people familiar with the file, nine had come. | people
en | According to a senior official of the Ministry of Supply, nine had come. | senior official
en | According to documents obtained by the Baltic Ledger, nine had come. | Baltic Ledger; documents
en | According to customs data reviewed by Kestrel Wire, nine had come. | Kestrel Wire; customs data
en | According to a UN panel report, nine had come. | UN panel
en | According to the Oslo-based Fjord Institute, nine had come. | Fjord Institute
en | According to Norland's military intelligence, nine had come. | intelligence
en | According to General Ivo Brandt, head of the air force, nine had come. | Ivo Brandt
en | According to the head of the air force, General Ivo Brandt, nine had come. | Ivo Brandt
en | According to local media, nine had come. | media
en | According to the newspaper's front page, nine had come. | newspaper
en | Nine had come, said Ivo Brandt, who heads the air force. | Ivo Brandt
en | Nine had come, an air force spokeswoman confirmed to Kestrel Wire on Monday. | spokeswoman; Kestrel Wire
en | Nine had come, wrote Ana Ruiz in the Baltic Ledger. | Ana Ruiz; Baltic Ledger
en | Nine had come, the Baltic Ledger and Kestrel Wire reported. | Baltic Ledger; Kestrel Wire
en | Nine had come, reports from Oost say. | reports
en | Nine had come, per a statement from Norrland Aero. | Norrland Aero
en | Nine had come, according to hullwatch.example. | hullwatch.example
en | Nine had come, hullwatch.example wrote on Monday. | hullwatch.example
en | In a statement on Monday, Norrland Aero said nine had come. | Norrland Aero
en | In a post on Telegram, the 12th Brigade said nine had come. | Brigade
en | Iranian state media reported that nine had come. | state media
en | State broadcaster Kanal Vest showed nine of them. | Kanal Vest
en | Satellite imagery from Orbix shows nine of them. | Orbix
en | Drawing on a contract seen by the Baltic Ledger, the site names nine. | Baltic Ledger
en | The governor of Salta, Ana Ruiz, told Radio Sur nine had come. | Ana Ruiz; Radio Sur
en | In its annual report, the Fjord Institute counts nine. | Fjord Institute
en | The Fjord Institute's yearbook counts nine. | Fjord Institute
en | The Baltic Ledger, quoting a foreign ministry source, reported nine. | Baltic Ledger; source
en | Republished from the Baltic Ledger. Nine had come. | Baltic Ledger
en | This article first appeared in the Baltic Ledger. | Baltic Ledger
en | Source: Baltic Ledger. | Baltic Ledger
en | Baltic Ledger: nine drones had come. | Baltic Ledger
en | Nine had come, the portal said with reference to the general staff. | general staff
en | Polish intelligence believes nine had come. | Polish intelligence
en | Prosecutors in Linz say nine had come. | Prosecutors
es | Según dos personas al tanto de las conversaciones, llegaron nueve. | personas
es | Según un alto funcionario del Ministerio de Defensa, llegaron nueve. | alto funcionario
es | Según documentos obtenidos por La Voz del Sur, llegaron nueve. | Voz del Sur; documentos
es | Según el general Iván Prada, jefe de la Fuerza Aérea, llegaron nueve. | Iván Prada
es | Según el jefe de la Fuerza Aérea, el general Iván Prada, llegaron nueve. | Iván Prada
es | Según la inteligencia militar ucraniana, llegaron nueve. | inteligencia militar
es | Según informó el domingo La Voz del Sur, llegaron nueve. | Voz del Sur
es | Según ha podido saber Cable Austral, llegaron nueve. | Cable Austral
es | Según publica hoy el rotativo israelí Haifa Hayom, llegaron nueve. | Haifa Hayom
es | Según fuentes del Ministerio de Exteriores citadas por Ansur, llegaron nueve. | fuentes; Ansur
es | Según el sitio especializado Hangar Austral, llegaron nueve. | Hangar Austral
es | Llegaron nueve, informó este lunes el Ministerio de Defensa. | Ministerio de Defensa
es | Llegaron nueve, informaron medios locales. | medios locales
es | Llegaron nueve, dijo a Ansur un portavoz del ejército. | Ansur; portavoz
es | Llegaron nueve, dijo el portavoz del ejército, Iván Prada. | Iván Prada
es | Llegaron nueve, escribe Ana Ruiz en La Voz del Sur. | Ana Ruiz; Voz del Sur
es | Llegaron nueve, según consta en un contrato. | contrato
es | La embajada rusa negó la noticia. | embajada rusa
es | En un comunicado, Norrland Aero negó la noticia. | Norrland Aero
es | Un reportaje de La Voz del Sur cuenta nueve. | Voz del Sur
es | El estudio, elaborado por el Instituto Meridiano, cuenta nueve. | Instituto Meridiano
es | Imágenes de satélite analizadas por el Instituto Meridiano muestran nueve. | Instituto Meridiano
es | El Pentágono calcula que llegaron nueve. | Pentágono
es | Washington sostiene que llegaron nueve. | Washington
es | Tres militares que pidieron no ser identificados hablaron con La Voz del Sur. | militares; Voz del Sur
es | La Voz del Sur, que cita a dos técnicos, habla de nueve. | Voz del Sur; técnicos
es | La Voz del Sur y Cable Austral publicaron que llegaron nueve. | Voz del Sur; Cable Austral
es | De acuerdo con el medio digital Frontera Viva, llegaron nueve. | Frontera Viva
es | Publicado originalmente en La Voz del Sur. | Voz del Sur
es | Fuente: La Voz del Sur. | Voz del Sur
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
    (
        "In his car he has Radio and a Prensa, Ana Ruiz.",
        "en",
        "Prensa",
        "a part of names of channels alone, at which reading failed",
    ),
    (
        "Workers carried the crates to the Harbour Post Office, which gave way.",
        "en",
        "Harbour Post",
        "to give way is no report",
    ),
    ("The rumour was widely criticised.", "en", "rumour", "a passive has no speaker for subject"),
    ("A video uncovered by chance is old.", "en", "video", "what was uncovered reports nothing"),
    ("He thanked the yard for boats painted by Ana Ruiz.", "en", "Ana Ruiz", "who painted told nothing"),
    (
        "Two people in Oslo told nothing to the Ministry of Supply.",
        "en",
        "Ministry of Supply",
        "a ministry that was told nothing is no source",
    ),
    ("Three radars made by Norrland Aero stood there.", "en", "Norrland Aero", "who made a thing told nothing"),
    ("Lo dijo un vecino a un diario de Oost.", "es", "Oost", "a newspaper's town is no newspaper"),
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
