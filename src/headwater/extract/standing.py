"""Who and what of claims on how things stand: what is judged, who controls, whose force it is."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.handing import ACTORS, Pair
from headwater.extract.links import first_of, is_place, is_time, owner_of, prep_of, under
from headwater.extract.sentence import RELATIVES, Sentence

_WITH: Final = frozenset({"with", "con"})
_AGAINST: Final = frozenset({"against", "for", "to", "contra", "para", "ante", "a", "of", "de"})
_CONTROL: Final = frozenset({"control", "supervision", "oversight", "supervisión", "custody", "custodia", "command"})
_CONSENT: Final = frozenset(
    ["approval", "permission", "access", "authorization", "authorisation", "permiso", "autorización", "acceso", "aprobación"]
)
_NEEDING: Final = frozenset(
    [
        "get",
        "need",
        "require",
        "obtain",
        "receive",
        "seek",
        "request",
        "obtener",
        "necesitar",
        "requerir",
        "recibir",
        "pedir",
        "solicitar",
    ]
)


def judgement_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """What is judged or whose posture, and against what; who controls is judged where a noun has an owner."""
    owner = owner_of(s, c.object) if c.is_inherited else None
    if subject is not None and s.language == "en" and s.lemma[subject] in {"tension", "tensions"}:
        sides = next((s.conjuncts(o) for p, o in s.preps(subject) if p == "between"), [])
        if len(sides) > 1:
            return sides[0], sides[1]
        return first_of(owner_of(s, subject)), first_of(prep_of(s, c, _WITH), under(s, subject, {"with"}))
    if c.lemma == "dudar" and (doubted := _doubted(s, c)) is not None:
        return doubted, None
    towards = first_of(prep_of(s, c, _AGAINST), prep_of(s, c, _WITH, *ACTORS))
    return first_of(owner, subject), first_of(obj, towards)


def _doubted(s: Sentence, c: Clause) -> int | None:
    """What is doubted: "dudan de que pueda haber producción masiva" judges the production."""
    content = next((k for k in s.kids[c.verb] if s.dep[k] in {"ccomp", "advcl", "xcomp"} and k > c.verb), None)
    if content is None:
        return prep_of(s, c, {"de"})
    return first_of(*s.kids_of(content, "subj"), *s.kids_of(content, "obj"), content if s.pos[content] == "NOUN" else None)


def control_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who controls what: "X is under Y control", "X must get approval", "Y has control over X"."""
    if c.lemma in {"belong", "pertenecer", "depender"}:
        return prep_of(s, c, {"to", "a", "al", "de", "del"}), subject
    hand = next((o for p, o in c.preps if p in {"under", "bajo"} and s.lemma[o] in _CONTROL), None)
    if hand is None and c.attr is not None and s.lemma[c.attr] in _CONTROL and s.language == "es":
        hand = c.attr
    if hand is not None:
        return first_of(owner_of(s, hand), under(s, hand, {"of", "de"})), first_of(subject, c.object)
    if obj is not None and s.lemma[obj] in _CONSENT and c.lemma in _NEEDING:
        return None, subject
    if obj is not None and s.lemma[obj] in _CONTROL:
        return first_of(owner_of(s, obj), subject), first_of(under(s, obj, {"of", "over", "de", "sobre"}), obj)
    return subject, first_of(obj, complement(s, c))


def force_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Whose force, and who is counted: of "the army's strength", the army; of "half are volunteers", the volunteers."""
    if s.language == "en":
        if c.attr is not None and c.object is None and c.lemma == "be":
            owner = owner_of(s, subject) if subject is not None else None
            return owner, c.attr
        for i in (obj, subject):
            if i is not None and "force_size" in s.words.nouns.get(s.lemma[i], ()):
                owner = first_of(owner_of(s, i), under(s, i, {"of"}))
                if owner is not None:
                    return owner, i
    if c.is_passive and subject is None:
        return c.object, first_of(c.attr, complement(s, c))
    return subject, first_of(obj, complement(s, c))


def complement(s: Sentence, c: Clause) -> int | None:
    """The first noun behind a preposition that is neither place nor date."""
    return next(
        (
            o
            for p, o in c.preps
            if p != "según"
            and tuple(s.low[s.left[o] : s.left[o] + 3]) not in s.cues.cue_phrases
            and not is_place(s, o)
            and not is_time(s, o)
            and s.low[o] not in RELATIVES
        ),
        None,
    )
