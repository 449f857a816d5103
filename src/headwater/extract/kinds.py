"""Which kind of claim a clause makes: the verb decides, or under a light verb its noun."""

from dataclasses import dataclass
from typing import Final

from headwater.extract.clauses import Clause
from headwater.extract.figures import unit_measure
from headwater.extract.sentence import Sentence
from headwater.schema.claims import VerbTrigger

BE: Final = frozenset({"be", "ser", "estar"})
STAY: Final = BE | {"remain", "stay", "permanecer", "seguir", "continuar"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind with what called it.

    Attributes:
        kind: Claim kind.
        trigger: Lemma that called it.
        rule: Name of the rule, a key of `explain.RULES`.
        verb: Token of the verb whose arguments fill the roles.
    """

    kind: str
    trigger: str
    rule: str
    verb: int


def choose_kind(s: Sentence, clause: Clause, clauses: dict[int, Clause]) -> Reading | None:
    """The kind of claim that a clause makes, or None where no trigger speaks for one.

    A verb whose conditions are met goes first, then the verb of its infinitive, then a plain trigger verb, then the noun
    of a light verb, then the judgement of a copula.
    """
    by_verb = verb_kind(s, clause)
    if by_verb is not None and by_verb[0] == "funding" and clause.lemma in {"cost", "costar"} and _is_model(s, clause.subject):
        return Reading("equipment_spec", clause.lemma, "trigger_verb", clause.verb)
    if by_verb is not None and not _fits_subject(s, clause, by_verb[0]):
        by_verb = None
    if _is_goal(s, clause):
        return Reading("production", s.lemma[clause.subject or 0], "noun_of_light_verb", clause.verb)
    if by_verb is not None and by_verb[1] >= 3:
        return Reading(by_verb[0], clause.lemma, "verb_with_its_object", clause.verb)
    light = clause.lemma in s.words.light or clause.lemma in s.cues.modals or by_verb is None
    inner = clauses.get(clause.inner) if clause.inner is not None else None
    if inner is not None and light and (below := choose_kind(s, inner, clauses)) is not None:
        return Reading(below.kind, below.trigger, "infinitive_of_light_verb", below.verb)
    is_light = clause.lemma in s.words.light
    if by_verb is not None and not is_light:
        return Reading(by_verb[0], clause.lemma, "trigger_verb", clause.verb)
    if clause.lemma in s.cues.report_verbs and not is_light:
        return None
    if found := noun_kind_of_clause(s, clause, is_light=is_light):
        return Reading(found[0], found[1], "noun_of_light_verb", clause.verb)
    if by_verb is not None and clause.lemma not in BE:
        return Reading(by_verb[0], clause.lemma, "trigger_verb", clause.verb)
    if clause.lemma in BE | {"remain", "become", "seem", "parecer"} and clause.attr is not None and _is_about_case(s, clause):
        return Reading("assessment", s.lemma[clause.attr], "judgement_of_copula", clause.verb)
    return None


_SUBJECTS: Final = frozenset({"equipment", "country", "demonym", "organisation", "site", "programme", "strength"})


def _is_about_case(s: Sentence, clause: Clause) -> bool:
    """Whether a judgement names something of a programme: equipment, a state, a body, a site or a force."""
    if clause.attr is None or s.pos[clause.attr] == "NUM":
        return False
    tokens = {t for i in (clause.subject, clause.attr) if i is not None for t in s.subtree(i)}
    for t in tokens:
        spot = s.spot_at[t]
        if _SUBJECTS & s.words.classes.get(s.lemma[t], frozenset()) or (spot is not None and spot.kind in _SUBJECTS):
            return True
    return False


def _fits_subject(s: Sentence, clause: Clause, kind: str) -> bool:
    """Whether a verb of listing or showing has the subject that gives it this kind: "these include", "the sale shows"."""
    if clause.subject is None:
        return True
    if clause.lemma == "include" and kind == "production":
        return s.pos[clause.subject] in {"PRON", "DET"}
    return not (kind == "assessment" and clause.lemma in s.cues.report_verbs and s.lemma[clause.subject] in s.cues.cue_nouns)


def _is_goal(s: Sentence, clause: Clause) -> bool:
    """Whether a clause sets a number to be made: "the goal is 600 rockets by 2030"."""
    if clause.lemma not in BE or clause.subject is None or clause.attr is None:
        return False
    wanted = s.cues.cue_nouns.get(s.lemma[clause.subject]) == "future"
    return wanted and "equipment" in s.classes_of(clause.attr) and "quantity" in s.classes_of(clause.attr)


def _is_model(s: Sentence, subject: int | None) -> bool:
    return subject is None or s.pos[subject] == "PRON" or "equipment" in s.classes_of(subject)


def verb_kind(s: Sentence, clause: Clause) -> tuple[str, int] | None:
    """(kind, score) of the best trigger of the clause's verb; a score of 3 or more means that a condition was met."""
    best: tuple[int, int, str] | None = None
    entries = s.words.verbs.get(clause.lemma, ())
    if not entries:
        return None
    target = clause.object if clause.object is not None else clause.attr
    classes = s.classes_of(target) if target is not None else set()
    if (
        target is not None
        and s.lemma[s.meant(target)] in {"people", "person", "persona", "hombre"}
        and any(s.low[t] in {"arms", "armas", "uniform", "uniforme"} for t in s.subtree(target))
    ):
        classes.add("strength")
    if clause.object is None and clause.attr is None and clause.subject is not None:
        classes = s.classes_of(clause.subject)
    if clause.lemma in {"have", "tener"} and _is_measured(s, clause):
        classes.add("equipment_spec")
    for entry in entries:
        score = _score(s, clause, entry, classes)
        if score and (best is None or (score, -entry.rank) > (best[0], best[1])):
            best = (score, -entry.rank, entry.kind)
    return (best[2], best[0]) if best is not None else None


def _is_measured(s: Sentence, clause: Clause) -> bool:
    """Whether a model "has" a figure with a unit of measure: "the missile had 12 hours"."""
    if clause.object is None or not _is_model(s, clause.subject):
        return False
    spot = s.spot_at[clause.object]
    return spot is not None and spot.kind == "quantity" and unit_measure(s, spot) is not None


def _score(s: Sentence, clause: Clause, entry: VerbTrigger, classes: set[str]) -> int:
    score = 1
    if entry.second:
        if not _has_second(s, clause, entry.second.split(" ", 1)[0]):
            return 0
        score += 3
    if entry.measured:
        if not has_quantity(s, clause):
            return 0
        score += 3
    if entry.classes:
        if not entry.classes & classes and not (clause.object is not None and s.pos[clause.object] == "PRON"):
            return 0
        score += 2 if entry.classes & classes else 0
    if entry.where and clause.lemma in BE and clause.attr is not None:
        return 0
    if entry.where:
        around = (
            set().union(*(s.classes_of(o) | ({"as"} if p in {"as", "como"} else set()) for p, o in clause.preps))
            if clause.preps
            else set()
        )
        if not entry.where & around:
            return 0
        score += 2
    return score


def _has_second(s: Sentence, clause: Clause, word: str) -> bool:
    if clause.particle == word or any(p == word for p, _ in clause.preps):
        return True
    if any(i is not None and s.lemma[i] == word for i in (clause.attr, clause.object)):
        return True
    return any(s.low[k] == word for k in s.kids[clause.verb] if s.dep[k] in {"advmod", "prt", "xcomp", "prep", "acomp"})


def has_quantity(s: Sentence, clause: Clause) -> bool:
    """Whether a number or amount of money hangs on the clause's object or verb."""
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
            if spot is not None and spot.kind in {"quantity", "money"}:
                return True
    return False


def noun_kind(s: Sentence, i: int) -> tuple[str, str] | None:
    """(kind, noun) that a noun carries: with its modifier before it, then alone."""
    j = s.meant(i)
    for k in s.kids[j]:
        if s.dep[k] in {"compound", "amod", "nmod"}:
            pair = f"{s.lemma[k]} {s.lemma[j]}" if k < j else f"{s.lemma[j]} de {s.lemma[k]}"
            low = f"{s.low[k]} {s.lemma[j]}"
            for phrase in (pair, low):
                if phrase in s.words.nouns:
                    return s.words.nouns[phrase][0], phrase
    kinds = s.words.nouns.get(s.lemma[j])
    return (kinds[0], s.lemma[j]) if kinds else None


def noun_kind_of_clause(s: Sentence, clause: Clause, *, is_light: bool = True) -> tuple[str, str] | None:
    """(kind, noun) of the object, predicate noun, subject or complement of a light verb, in this order."""
    order = [clause.object, clause.attr]
    if not is_light:
        pass
    elif clause.object is not None and s.lemma[clause.object] in {"place", "lugar"}:
        order = [clause.subject]
    elif clause.lemma in STAY:
        order = [
            clause.attr,
            *(o for p, o in clause.preps if p in {"under", "bajo", "in", "en"}),
            clause.subject if clause.attr is None else None,
        ]
    elif clause.object is None or clause.is_passive:
        order += [clause.subject, *(o for _, o in clause.preps)]
    else:
        order += [o for p, o in clause.preps if p in {"to", "in", "for", "on", "en", "a", "para", "with", "con"}]
    for i in order:
        if i is None:
            continue
        for j in s.conjuncts(i):
            if found := noun_kind(s, j):
                return found
    return None
