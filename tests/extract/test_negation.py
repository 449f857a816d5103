"""Whether a text says that an act is so: rows of (text, kind of the claim, polarity, why)."""

import sys
from pathlib import Path

import pytest
from parsed import claims_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
from polarity import score, share_right

NO, YES = "negative", "positive"
ENGLISH = [
    ("Jordan has signed nothing with Rosoboronexport.", "agreement", NO, "a pronoun that leaves nothing"),
    ("None of the six helicopters has been delivered to Mali.", "transfer", NO, "none of them"),
    ("Nobody in Minsk builds missiles.", "production", NO, "nobody"),
    ("Neither Serbia nor Cyprus bought the radars.", "transfer", NO, "neither, nor"),
    ("The yard no longer builds frigates.", "production", NO, "no longer"),
    ("At no time did Sudan buy tanks.", "transfer", NO, "at no time"),
    ("Ghana has yet to sign the agreement with Turkey.", "agreement", NO, "yet to"),
    ("The firm failed to deliver the engines to Ghana.", "transfer", NO, "a verb whose complement does not come about"),
    ("The firm did not fail to deliver the engines to Ghana.", "transfer", YES, "a negated refusal is none"),
    ("The delegation left Ankara without signing the agreement.", "agreement", NO, "without"),
    ("It is not true that Chad received drones.", "transfer", NO, "said to be untrue"),
    ("The report that Chad received drones is false.", "transfer", NO, "a story called false"),
    ("Hardly any tanks were delivered to Chad.", "transfer", NO, "hardly any"),
    ("The country has not bought or leased fighter jets.", "transfer", NO, "one negation over two verbs"),
    ("Poland cancelled the purchase of the tanks.", "transfer", NO, "called off"),
    ("Egypt not only bought the jets but also leased two tankers.", "transfer", YES, "not only"),
    ("Egypt received nothing but drones from China.", "transfer", YES, "nothing but"),
    ("The tanks were not delivered to Mali until March 2021.", "transfer", YES, "not until: then they were"),
    ("The tanks have not been delivered to Mali until now.", "transfer", NO, "until now is still not"),
    ("Never before had Chad bought so many tanks.", "transfer", YES, "never before"),
    ("Chad, which has no navy, bought twelve tanks.", "transfer", YES, "the negation is of another clause"),
]
SPANISH = [
    ("Jordania no ha firmado nada con Rosoboronexport.", "agreement", NO, "doble negación"),
    ("Ninguno de los helicópteros ha sido entregado a Malí.", "transfer", NO, "ninguno"),
    ("Nadie construye misiles en Minsk.", "production", NO, "nadie"),
    ("Ni Serbia ni Chipre compraron los radares.", "transfer", NO, "ni, ni"),
    ("El astillero dejó de construir fragatas.", "production", NO, "dejar de"),
    ("El convenio con Turquía sigue sin firmarse.", "agreement", NO, "sigue sin"),
    ("Los tanques siguen sin llegar a Malí.", "transfer", NO, "sigue sin, de lo que se mueve solo"),
    ("Angola se retiró sin firmar el contrato.", "agreement", NO, "sin"),
    ("No es cierto que Chad haya recibido drones.", "transfer", NO, "no es cierto"),
    ("Es falso que Chad recibiera drones.", "transfer", NO, "es falso"),
    ("Suecia se negó a entregar los motores.", "transfer", NO, "negarse a no es desmentir"),
    ("Suecia no se negó a entregar los motores.", "transfer", YES, "una negativa negada"),
    ("Chad recibió apenas diez tanques.", "transfer", YES, "pocos, pero los recibió"),
    ("Egipto no solo compró los cazas, también alquiló dos cisternas.", "transfer", YES, "no solo"),
]
ROWS = [(*row, "en") for row in ENGLISH] + [(*row, "es") for row in SPANISH]


@pytest.mark.parametrize(("text", "kind", "polarity", "why", "language"), ROWS, ids=[r[3] for r in ROWS])
def test_polarity(text: str, kind: str, polarity: str, why: str, language: str) -> None:
    found = {c["polarity"] for c in claims_of(text, language=language) if c["kind"] == kind}
    assert found == {polarity}, why


def test_a_refusal_is_no_denial() -> None:
    claim = next(c for c in claims_of("Suecia se negó a entregar los motores.", language="es") if c["kind"] == "transfer")
    assert claim["modality"] == "asserted"


def test_of_acts_that_no_rule_was_written_for_three_in_four_are_read_aright() -> None:
    counts, wrong = score(1)
    assert share_right(counts) >= 0.74, [act["text"] for act in wrong]
    assert share_right(counts, "positive") >= 0.92, "what is so must seldom be turned around"
