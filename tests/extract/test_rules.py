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
    ("The pact is a turning point for the region.", "assessment", {"modality": "opinion"}, "a judgement"),
]  # fmt: skip

SPANISH = [
    ("El astillero construyó tres fragatas en 2019.", "production", {"object": "tres fragatas", "time_edtf": "2019", "quantity_best": 3.0}, "plain clause"),
    ("Según Reuters, Etiopía recibió doce drones.", "transfer", {"attributed_to": "Reuters", "modality": "reported"}, "según"),
    ("Funcionarios dijeron que Rusia entregará cazas a Argelia.", "transfer", {"object": "Argelia", "modality": "future"}, "a credited plan is future"),
    ("El ministro negó que la planta produzca misiles.", "production", {"modality": "denied"}, "a denial in the subjunctive"),
    ("Los ingenieros fueron entrenados en Minsk por instructores rusos.", "training", {"subject": "instructores rusos", "place": "Minsk"}, "a passive"),
    ("El misil pesa 600 kg.", "equipment_spec", {"object": "peso", "quantity_best": 600.0}, "what the figure measures"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected", "why"), ENGLISH, ids=[r[3] for r in ENGLISH])
def test_english_sentence(text, kind, expected, why):
    check(text, kind, expected)


@pytest.mark.parametrize(("text", "kind", "expected", "why"), SPANISH, ids=[r[3] for r in SPANISH])
def test_spanish_sentence(text, kind, expected, why):
    check(text, kind, expected, language="es")


def test_figures_in_a_row_count_different_people():
    found = [c for c in claims_of("The army has 60,000 active soldiers and 15,000 reservists.") if c["kind"] == "force_size"]
    assert [(c["quantity_best"], c["definition"]) for c in found] == [(60000.0, "active troops"), (15000.0, "reservists")]


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
