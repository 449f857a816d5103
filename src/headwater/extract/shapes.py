"""What an English clause says by its shape, whatever its verb: a figure that a model does, who a force is, a code name."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence
from headwater.extract.units import unit_measure
from headwater.extract.verbs import BE, has_figure

SEATS: Final = frozenset({"hub", "centre", "center", "centro", "base", "eje"})
"""Nouns for where something goes on: what goes on there is what is claimed."""


def shape_kind(s: Sentence, clause: Clause) -> tuple[str, str, str] | None:
    """(kind, trigger, rule) of a clause that its shape decides.

    Args:
        s: Sentence.
        clause: One of its clauses.
    """
    if clause.attr == clause.verb and clause.lemma in BE:
        noun = s.lemma[clause.verb]
        return None if noun in SEATS else ("assessment", noun, "judgement_of_copula")
    if does_figure(s, clause):
        return "equipment_spec", clause.lemma, "verb_with_its_object"
    if clause.lemma in BE and clause.attr is not None and counts_part(s, clause):
        return "force_size", s.lemma[clause.attr], "judgement_of_copula"
    is_named = clause.lemma == "call" and clause.is_passive and clause.subject is None and clause.object is not None
    if is_named and clause.attr is not None and {"equipment", "country", "programme"} & s.classes_of(clause.object or 0):
        is_name = s.pos[clause.attr] == "PROPN" or s.spot_at[clause.attr] is not None
        return None if is_name else ("front_or_cover", "call", "verb_with_its_object")
    return None


def does_figure(s: Sentence, clause: Clause) -> bool:
    """Whether a model does a measured figure, whatever the verb: "the boat can do 45 knots", "it displaces 2,200 tonnes"."""
    noun, figure = clause.subject, clause.object
    if noun is None or figure is None or clause.is_passive or clause.lemma in _TRAVELLING:
        return False
    if s.low[noun] not in {"it", "each", "they"} and "equipment" not in s.classes_of(noun):
        return False
    spot = s.spot_at[figure]
    return spot is not None and spot.kind == "quantity" and spot.last == figure and unit_measure(s, spot) is not None


_TRAVELLING: Final = frozenset(
    {"be", "have", "cost", "fall", "lose", "wait", "sell", "buy", "produce", "need", "take", "spend"}
)
"""Verbs whose figure is no property of the model, or that have readings of their own."""


def counts_part(s: Sentence, clause: Clause) -> bool:
    """Whether a copula says what part of a force is: "half are volunteers", "of whom 20,000 are conscripts"."""
    noun, kind = clause.subject, clause.attr
    if (
        noun is None
        or kind is None
        or s.pos[kind] not in {"NOUN", "PROPN"}
        or "strength" not in s.classes_of(kind) | _service(s, kind)
    ):
        return False
    return s.pos[noun] == "NUM" or s.lemma[noun] in _SHARES or has_figure(s, noun)


_SHARES: Final = frozenset({"half", "third", "quarter", "fifth", "majority", "most", "rest", "percent", "%"})


def _service(s: Sentence, i: int) -> set[str]:
    words = {
        "volunteer",
        "professional",
        "recruit",
        "officer",
        "fighter",
        "contractor",
        "mercenary",
        "woman",
        "foreigner",
        "veteran",
    }
    return {"strength"} if s.lemma[i] in words else set()


def describes_model(s: Sentence, clause: Clause) -> bool:
    """Whether a copula says what sort of thing a model is, or gives a side of it: "is a jet drone", "is 3 metres long"."""
    noun, judged = clause.subject, clause.attr
    if clause.lemma not in BE or noun is None or judged is None or not {"equipment", "part"} & s.classes_of(noun):
        return False
    if s.pos[judged] in {"NOUN", "PROPN"}:
        return "equipment" in s.classes_of(judged)
    measures = any(s.spot_at[t] is not None and unit_measure(s, s.spot_at[t]) for t in s.subtree(judged))  # type: ignore[arg-type]
    return measures or "Degree=Cmp" in s.morph[judged] or any(s.low[k] == "than" for k in s.kids[judged])


_CHANGING: Final = frozenset(
    ["rise", "reach", "grow", "increase", "fall", "drop", "climb", "hit", "exceed", "alcanzar", "llegar", "subir", "aumentar", "ascender", "crecer",
     "caer", "bajar", "superar"]
)  # fmt: skip


def is_output(s: Sentence, clause: Clause) -> bool:
    """Whether a clause says how much is made: "output rose to 90 rockets a month"."""
    if (
        clause.lemma not in _CHANGING
        or clause.subject is None
        or "production" not in s.words.nouns.get(s.lemma[clause.subject], ())
    ):
        return False
    counted = [clause.object, *(o for _, o in clause.preps)]
    return any(i is not None and "equipment" in s.classes_of(i) and has_figure(s, i) for i in counted)


_CARRIERS: Final = frozenset(
    ["ship", "vessel", "freighter", "tanker", "boat", "dhow", "barge", "plane", "aircraft", "flight", "airliner", "truck", "lorry", "train", "convoy", "container",
     "box", "crate", "wagon", "cargo", "shipment", "car"]
)  # fmt: skip


def brings(s: Sentence, clause: Clause) -> bool:
    """Whether ships, trucks or boxes carried goods somewhere, once: "the ships carried 7,000 containers"; no side of a model."""
    if (
        s.language != "en"
        or clause.lemma not in {"carry", "transport", "hold"}
        or clause.subject is None
        or clause.object is None
    ):
        return False
    past = any("Tense=Past" in s.morph[k] for k in (clause.verb, *clause.auxes)) or any(
        s.low[k] == "have" for k in clause.auxes
    )
    spot = s.spot_at[clause.object]
    is_measure = spot is not None and spot.kind == "quantity" and unit_measure(s, spot) is not None
    return past and not is_measure and not clause.is_negative and s.lemma[clause.subject] in _CARRIERS
