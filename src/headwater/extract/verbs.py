"""Which kind a verb calls, by what it governs."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence
from headwater.extract.units import unit_measure
from headwater.schema.claims import VerbTrigger

BE: Final = frozenset({"be", "ser", "estar"})


def is_model(s: Sentence, subject: int | None) -> bool:
    """Whether a subject is, or may be, a model of equipment."""
    return subject is None or s.pos[subject] == "PRON" or "equipment" in s.classes_of(subject)


def verb_kind(s: Sentence, clause: Clause) -> tuple[str, int] | None:
    """(kind, score) of the best trigger of the clause's verb; a score of 3 or more means that a condition was met."""
    best: tuple[int, int, str] | None = None
    entries = s.words.verbs.get(clause.lemma, ())
    if s.language == "es" and any(s.low[k] == "se" for k in s.kids[clause.verb]):
        entries = s.words.verbs.get(clause.lemma + "se", entries)
    if not entries:
        return None
    target = clause.object if clause.object is not None else clause.attr
    classes = s.classes_of(target) if target is not None else set()
    if target is None and clause.subject is not None and clause.lemma not in s.cues.report_verbs:
        classes = s.classes_of(clause.subject)
    if target is None:
        # "suggest between 900 and 1,200 men", "spoke of 4,000 men".
        target = next((o for p, o in clause.preps if p in _OF and has_figure(s, o)), None)
        classes |= s.classes_of(target) & {"strength", "personnel", "money", "equipment"} if target is not None else set()
    if target is not None and _counts_people(s, target, clause.subject):
        classes.add("strength")
    if clause.lemma in {"have", "tener"} and _is_measured(s, clause):
        classes.add("equipment_spec")
    for entry in entries:
        score = _score(s, clause, entry, classes)
        if score and (best is None or (score, -entry.rank) > (best[0], best[1])):
            best = (score, -entry.rank, entry.kind)
    return (best[2], best[0]) if best is not None else None


_OF: Final = frozenset({"of", "about", "between", "at", "to", "with", "de", "entre", "sobre", "en", "a", "con"})


_PEOPLE: Final = frozenset(
    {"people", "person", "man", "woman", "citizen", "persona", "hombre", "mujer", "ciudadano", "miembro"}
)


_UNDER_ARMS: Final = frozenset(
    ["arms", "armas", "uniform", "uniforme", "enlisted", "trained", "armed", "registered", "mobilised", "mobilized", "ready"]
    + [stem + end for stem in ("alistad", "inscrit", "registrad", "entrenad", "armad", "movilizad", "enrolad", "uniformad") for end in ("os", "as")]
    + ["listos", "listas"]
)  # fmt: skip


def has_figure(s: Sentence, i: int) -> bool:
    """Whether a quantity stands under a token."""
    return any((spot := s.spot_at[t]) is not None and spot.kind == "quantity" for t in s.subtree(i))


def _counts_people(s: Sentence, i: int, subject: int | None) -> bool:
    """Whether a noun or bare number counts people under arms: by what is said of them, or by who was counted before."""
    noun = s.meant(i)
    if s.lemma[noun] in _PEOPLE:
        is_force = subject is not None and "strength" in s.classes_of(subject)
        return is_force or any(s.low[t] in _UNDER_ARMS for t in s.subtree(i))
    spot = s.spot_at[i]
    if s.pos[noun] != "NUM" or spot is None or spot.kind != "quantity" or spot.detail.get("unit"):
        return False
    return any("strength" in s.words.classes.get(s.lemma[t], frozenset()) for t in range(spot.first))


def _is_measured(s: Sentence, clause: Clause) -> bool:
    """Whether a model "has" a figure with a unit of measure: "the missile had 12 hours"."""
    if clause.object is None or not is_model(s, clause.subject):
        return False
    spot = s.spot_at[clause.object]
    return spot is not None and spot.kind == "quantity" and unit_measure(s, spot) is not None


def _score(s: Sentence, clause: Clause, entry: VerbTrigger, classes: set[str]) -> int:
    score = 1
    if entry.subjects or entry.barred:
        own = s.classes_of(clause.subject) if clause.subject is not None else set()
        if entry.barred & (own | classes):
            return 0
        if entry.subjects and not entry.subjects & own:
            if clause.subject is not None and (s.pos[clause.subject] != "PRON" or clause.lemma in BE):
                return 0
            if clause.subject is None and (clause.is_passive or s.language == "en" or clause.lemma in BE):
                return 0
        score += 2 if entry.subjects & own else 0
    if entry.second:
        if not _has_second(s, clause, entry.second.split(" ", 1)[0]):
            return 0
        score += 3
    if entry.measured:
        if not has_quantity(s, clause, measured=entry.kind == "equipment_spec" and clause.lemma in _GOING):
            return 0
        score += 3
    if entry.classes:
        if not entry.classes & classes and not _is_open(
            s,
            clause.object,
            measured=entry.measured,
            is_unsaid=s.language == "es" and clause.is_passive and clause.attr is None,
        ):
            return 0
        score += 2 if entry.classes & classes else 0
    if entry.where and clause.lemma in BE and clause.attr is not None:
        return 0
    if entry.where:
        around = (s.classes_of(clause.iobject) if clause.iobject is not None else set()) | (
            set().union(*(s.classes_of(o) | ({"as"} if p in {"as", "como"} else set()) for p, o in clause.preps))
            if clause.preps
            else set()
        )
        if not entry.where & around:
            return 0
        score += 2
    return score


def _has_second(s: Sentence, clause: Clause, word: str) -> bool:
    if clause.particle == word or word in [p for p, _ in clause.preps]:
        return True
    if word in [s.lemma[i] for i in (clause.attr, clause.object) if i is not None]:
        return True
    return word in [s.low[k] for k in s.kids[clause.verb] if s.dep[k] in {"advmod", "prt", "xcomp", "prep", "acomp"}]


def _is_open(s: Sentence, i: int | None, *, measured: bool, is_unsaid: bool) -> bool:
    """Whether only the context says what an object is: a pronoun, or a bare number."""
    if i is None or s.pos[i] == "PRON":
        return i is not None or is_unsaid
    spot = s.spot_at[i]
    return s.pos[i] == "NUM" and not measured and spot is not None and not spot.detail.get("unit")


_GOING: Final = frozenset({"llegar", "ir", "subir", "pasar"})
"""Spanish verbs of going, of which only a unit of measure says that they measure equipment: "llega a 11.000 pies"."""


def has_quantity(s: Sentence, clause: Clause, *, measured: bool = False) -> bool:
    """Whether a number or amount of money hangs on the clause's object or verb; `measured` asks for a unit of measure."""
    roots = (
        [i for i in (clause.object, clause.attr) if i is not None]
        + [o for _, o in clause.preps]
        + s.kids_of(clause.verb, "advmod", "obl", "nummod")
    )
    if clause.object is None or clause.is_passive:
        roots += [i for i in (clause.subject,) if i is not None]
    for root in roots:
        for t in s.subtree(root):
            spot = s.spot_at[t]
            if spot is None or spot.kind not in {"quantity", "money"} or (measured and spot.kind == "money"):
                continue
            if not measured or unit_measure(s, spot) is not None:
                return True
    return False
