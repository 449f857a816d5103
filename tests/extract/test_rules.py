"""What the rules read out of single sentences: rows of (text, expected, why)."""

import pytest
from parsed import claim_of, claims_of

FIELDS = (
    "subject",
    "object",
    "place",
    "time_edtf",
    "quantity_best",
    "definition",
    "attributed_to",
    "modality",
    "polarity",
    "status",
)


def check(text, kind, expected, language="en"):
    claim = claim_of(text, kind, language=language)
    wrong = {k: (claim[k], v) for k, v in expected.items() if claim[k] != v}
    assert not wrong, (claim["quote"], wrong)


ENGLISH = [
    ("The yard built six patrol boats for the navy.", "production", {"object": "six patrol boats", "quantity_best": 6.0, "status": "produced"}, "plain clause"),
    ("Six radars were assembled in Pune by Indian engineers.", "production", {"subject": "Indian engineers", "object": "Six radars", "place": "Pune"}, "a passive: who does it stands behind by"),
    ("Turkey and Qatar signed a defence pact in Ankara on 3 March 2021.", "agreement", {"object": "Qatar", "place": "Ankara", "time_edtf": "2021-03-03"}, "two parties are two sides"),
    ("The pact between Serbia and Cyprus began in 2011.", "agreement", {"subject": "Serbia", "object": "Cyprus", "time_edtf": "2011"}, "a noun with between"),
    ("According to Reuters, Ethiopia received 12 drones.", "transfer", {"attributed_to": "Reuters", "modality": "reported"}, "a phrase before"),
    ("Ethiopia received 12 drones, the paper reported.", "transfer", {"subject": "Ethiopia", "modality": "reported"}, "a clause behind"),
    ("Officials denied that the plant produces missiles.", "production", {"modality": "denied"}, "a denial holds its content"),
    ("The ministry plans to train 40 pilots in Minsk.", "training", {"object": "40 pilots", "place": "Minsk", "modality": "future"}, "a plan is no act"),
    ("Russia is considering sending fighter jets to Algeria.", "transfer", {"object": "Algeria", "modality": "future"}, "considering is not doing"),
    ("Sudan could buy twenty tanks.", "transfer", {"subject": "Sudan", "modality": "conditional"}, "could"),
    ("The army has 60,000 active soldiers.", "force_size", {"quantity_best": 60000.0, "definition": "active troops"}, "whom the number counts"),
    ("The missile weighs 600 kg.", "equipment_spec", {"object": "weight", "quantity_best": 600.0}, "what the figure measures"),
    ("The missile did not hit the bridge.", "use", {"polarity": "negative"}, "negation"),
    ("There is no evidence that Serbia delivered rockets.", "transfer", {"subject": "Serbia", "polarity": "negative"}, "no evidence that"),
    ("Officials have been accused of smuggling rifles to rebels.", "transfer", {"modality": "alleged", "object": "rebels"}, "an accusation"),
    ("The company reportedly supplied engines to Sudan.", "transfer", {"modality": "reported", "object": "Sudan"}, "an adverb credits nobody named"),
    ("The purchases were disguised as farm machinery.", "front_or_cover", {"object": "farm machinery"}, "what it is presented as"),
    ("The depot is under Russian control.", "access_control", {"subject": "Russia", "object": "depot"}, "who controls stands in an adjective"),
    ("Officers said the plane left Minsk, crossed the border and carries 40 rockets.", "equipment_spec", {"attributed_to": "Officers", "modality": "reported"}, "every verb of a list of speech is credited"),
    ("Ministry staff gave the number of launchers sent to Sudan as 40.", "transfer", {"subject": None, "modality": "reported"}, "who counts what is handed over does not hand it over"),
    ("The minister showed a new telephone.", "statement", {"object": "new telephone", "modality": "asserted"}, "showing a thing is no judgement"),
    ("Bagheri called it a turning point.", "statement", {"subject": "Bagheri", "modality": "asserted"}, "what is called something may be a pronoun"),
    ("A journalist described a yard in Omsk, 500 miles east of Moscow, that is to make missiles.", "production", {"subject": "yard", "modality": "future"}, "a way is no maker"),
    ("The Condor was given a range of 900 km.", "equipment_spec", {"subject": "Condor", "definition": "range", "quantity_best": 900.0}, "what is given stands behind the verb"),
    ("A photograph confirmed the use of rockets by the navy.", "use", {"subject": "navy"}, "who uses stands behind by"),
    ("Serbia sent troops to the village after twenty years of talks.", "deployment", {"quantity_best": None}, "a span of time is not how many"),
    ("The militia was estimated at 220 thousand.", "force_size", {"definition": "militia", "quantity_best": 220000.0}, "whom a bare number counts stands in the subject"),
    ("The accords hid arms sales behind farm deals.", "front_or_cover", {"subject": "arms sales", "object": "farm deals"}, "what is hidden, and behind what"),
    ("The pact is a turning point for the region.", "assessment", {"modality": "opinion"}, "a judgement"),
]  # fmt: skip

SPANISH = [
    ("El astillero construyó tres fragatas en 2019.", "production", {"object": "tres fragatas", "time_edtf": "2019", "quantity_best": 3.0}, "plain clause"),
    ("Según Reuters, Etiopía recibió doce drones.", "transfer", {"attributed_to": "Reuters", "modality": "reported"}, "según"),
    ("Funcionarios dijeron que Rusia entregará cazas a Argelia.", "transfer", {"object": "Argelia", "modality": "future"}, "a credited plan is future"),
    ("El ministro negó que la planta produzca misiles.", "production", {"modality": "denied"}, "a denial in the subjunctive"),
    ("Los ingenieros fueron entrenados en Minsk por instructores rusos.", "training", {"subject": "instructores rusos", "place": "Minsk"}, "a passive"),
    ("Según el gobierno, la Milicia tendría 90.000 integrantes.", "force_size", {"modality": "reported", "definition": "militia"}, "the conditional of hearsay"),
    ("Se estima que la Milicia tiene 90.000 miembros.", "force_size", {"modality": "reported", "quantity_best": 90000.0}, "an impersonal report"),
    ("El ministro mostró un teléfono nuevo.", "statement", {"modality": "asserted"}, "showing a thing is no judgement"),
    ("El misil porta una ojiva de 40 kg.", "equipment_spec", {"definition": "carga"}, "a mass of a warhead is what is carried"),
    ("El misil pesa 600 kg.", "equipment_spec", {"object": "peso", "quantity_best": 600.0}, "what the figure measures"),
]  # fmt: skip


def test_every_claim_of_a_list_of_speech_is_credited():
    found = claims_of("Officers said the plane is new, has a name and carries 40 rockets.")
    assert found
    assert {(c["attributed_to"], c["modality"]) for c in found} == {("Officers", "reported")}


@pytest.mark.parametrize(("text", "kind", "expected", "why"), ENGLISH, ids=[r[3] for r in ENGLISH])
def test_english_sentence(text, kind, expected, why):
    check(text, kind, expected)


@pytest.mark.parametrize(("text", "kind", "expected", "why"), SPANISH, ids=[r[3] for r in SPANISH])
def test_spanish_sentence(text, kind, expected, why):
    check(text, kind, expected, language="es")


def test_figures_in_a_row_count_different_people():
    found = [c for c in claims_of("The army has 60,000 active soldiers and 15,000 reservists.") if c["kind"] == "force_size"]
    assert [(c["quantity_best"], c["definition"]) for c in found] == [(60000.0, "active troops"), (15000.0, "reservists")]


ROWS_OF_FIGURES = [
    ("Iran showed the Condor-2: 24 hours, 7000 metres, 2000 km, 210 km/h, 300 kg.", "en",
     [(24.0, "endurance"), (7000.0, "ceiling"), (2000.0, "range"), (210.0, "speed"), (300.0, "payload")], "bare figures say by their units what they measure"),
    ("It has a wingspan of 4 metres, a ceiling of 3,000 metres and an endurance of 90 minutes.", "en",
     [(4.0, "wingspan"), (3000.0, "ceiling"), (90.0, "endurance")], "objects in a row are no recipient and gift"),
    ("The Condor-2 has a range of 200 kilometres and a top speed of 220 kilometres per hour.", "en",
     [(200.0, "range"), (220.0, "speed")], "kilometres an hour are no range"),
    ("El aparato, de 3 metros de largo, puede volar a 3.000 metros durante 90 minutos.", "es",
     [(3.0, "longitud"), (3000.0, "techo"), (90.0, "autonomía")], "what stands beside a figure goes before the verb"),
    ("Características: 4 metros de envergadura, 3.000 metros de techo, 90 minutos de autonomía.", "es",
     [(4.0, "envergadura"), (3000.0, "techo"), (90.0, "autonomía")], "a list without a verb"),
    ("Active personnel number about 123 thousand: 63 thousand army, 25,500 navy, plus 8 thousand reservists.", "en",
     [(123000.0, "active troops"), (63000.0, "army"), (25500.0, "navy"), (8000.0, "reservists")], "number is a verb"),
    ("Venezuela tiene unos 337.000 militares en total: 109.000 activos, 8.000 de reserva y 220.000 paramilitares.", "es",
     [(337000.0, "people in arms"), (109000.0, "active troops"), (8000.0, "reservists"), (220000.0, "paramilitaries")], "a total and its parts"),
    ("El personal militar activo asciende a 109.000, con 8.000 en la reserva.", "es",
     [(109000.0, "active troops"), (8000.0, "reservists")], "bare numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected", "why"), ROWS_OF_FIGURES, ids=[r[3] for r in ROWS_OF_FIGURES])
def test_each_figure_of_a_row_is_a_claim(text, language, expected, why):
    found = [c for c in claims_of(text, language=language) if c["kind"] in {"force_size", "equipment_spec"}]
    assert [(c["quantity_best"], c["definition"]) for c in found] == expected


def test_what_names_nothing_of_the_field_is_worth_less():
    plain = claims_of("The navy used rockets near Omsk.")[0]
    other = claims_of("The singer used a comb.")
    assert all(c["confidence"] <= plain["confidence"] - 0.3 for c in other)


def test_a_claim_about_nobody_and_nothing_is_none():
    assert claims_of("They supported it.") == []


def test_verbs_side_by_side_make_a_claim_each():
    found = claims_of("Serbia bought ten radars and trained forty pilots in Minsk.")
    assert [(c["kind"], c["subject"]) for c in found] == [("transfer", "Serbia"), ("training", "Serbia")]


def test_a_date_stays_with_its_own_clause():
    found = claims_of("Serbia agreed to buy radars in 2009 but has not delivered rifles.")
    assert [c["time_edtf"] for c in found if c["polarity"] == "negative"] == [None]


@pytest.mark.parametrize(
    "text", ["It was a sunny day.", "Thank you.", "12 34 56.", "((((", "drone " * 150], ids=lambda t: t[:12]
)
def test_no_claim_and_no_crash(text):
    assert isinstance(claims_of(text), list)


SPANISH_ROWS = [
    ("Bolivia habría firmado en 2022 un convenio secreto con Irán.", "agreement", {"subject": "Bolivia", "object": "Irán", "attribution": "habría", "modality": "reported"},
     "the conditional of hearsay is what credits the claim"),
    ("Se espera que el buque llegue a La Guaira en diciembre.", "deployment", {"attribution": None, "modality": "future", "time_edtf": "2024-12"},
     "nobody is credited with what is expected, and the month is still to come"),
    ("El dron Cóndor-2 es capaz de volar 24 horas y de cargar 40 kilos.", "equipment_spec", {"subject": "dron Cóndor-2", "quantity_best": 24.0},
     "what is capable is the model"),
    ("La Fuerza Aérea dispone de 12 helicópteros Mi-35.", "deployment", {"subject": "Fuerza Aérea", "object": "Mi-35"}, "a force has arms"),
    ("La entrega de los primeros seis helicópteros rusos a Perú comenzará en mayo.", "transfer", {"subject": None, "object": "Perú", "modality": "future"},
     "a delivery names who receives it, whatever the parser hangs it on"),
    ("La Armada mostró cuatro lanchas, fabricadas en Irán.", "production", {"subject": "Irán", "attribution": None, "quantity_best": None},
     "a participle behind a comma is a claim of its own"),
    ("Chile ha negado repetidamente que arme al grupo rebelde.", "statement", {"subject": "Chile", "modality": "denied"}, "a denial of what no other rule reads"),
    ("La frontera está vigilada por 15.000 soldados venezolanos.", "deployment", {"subject": "Venezuela"}, "whose soldiers stand guard"),
    ("El embargo de armas está vigente desde 2004.", "sanction", {"time_edtf": "2004/.."}, "how an act stands is no judgement of it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected", "why"), SPANISH_ROWS)
def test_spanish_press_is_read(text, kind, expected, why):
    found = [c for c in claims_of(text, language="es") if c["kind"] == kind]
    assert found, why
    assert {k: found[0][k] for k in expected} == expected, why


def test_the_punished_did_what_they_are_punished_for():
    (claim,) = [
        c
        for c in claims_of("Washington sancionó a dos empresas iraníes por suministrar motores a Rusia.", language="es")
        if c["kind"] == "transfer"
    ]
    assert "empresas" in claim["subject"]
