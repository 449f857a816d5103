"""Clauses of a sentence: each predicate with who, what, where and how, whatever shape the grammar gives it."""

from typing import Final

from headwater.extract.antecedents import take_antecedent
from headwater.extract.clause import Clause, is_agent
from headwater.extract.predicates import is_predicate
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.extract.undone import read_undone
from headwater.extract.units import unit_measure

BACKGROUND: Final = frozenset(
    [
        "as",
        "while",
        "after",
        "when",
        "because",
        "although",
        "though",
        "since",
        "before",
        "until",
        "so",
        "whereas",
        "once",
        "mientras",
        "cuando",
        "porque",
        "aunque",
        "después",
        "tras",
        "antes",
        "hasta",
        "pues",
    ]
)
"""Subordinators whose clause is a claim of its own."""
_OBJECT_CONTROL: Final = frozenset(
    [
        "allow",
        "let",
        "help",
        "enable",
        "force",
        "urge",
        "order",
        "ask",
        "train",
        "teach",
        "tell",
        "permit",
        "encourage",
        "invite",
        "require",
        "cause",
        "lead",
        "want",
        "expect",
        "get",
        "have",
        "make",
        "permitir",
        "ayudar",
        "obligar",
        "ordenar",
        "pedir",
    ]
)


def find_clauses(s: Sentence) -> dict[int, Clause]:
    """Every clause of a sentence by its verb, governors before what they govern."""
    verbs = [i for i in range(s.n) if is_predicate(s, i)]
    known = set(verbs)
    clauses: dict[int, Clause] = {}
    for i in sorted(verbs, key=lambda v: (_depth(s, v), v)):
        clause = _read_clause(s, i)
        clause.up = _governor(s, i, known)
        clauses[i] = clause
    for clause in clauses.values():
        _complete(s, clause, clauses)
    return clauses


def _depth(s: Sentence, i: int) -> int:
    n = 0
    while s.head[i] != i:
        i, n = s.head[i], n + 1
    return n


def _governor(s: Sentence, i: int, verbs: set[int]) -> int | None:
    while s.head[i] != i:
        i = s.head[i]
        if i in verbs:
            return i
    return None


def _read_clause(s: Sentence, i: int) -> Clause:
    cop = s.kid(i, "cop")
    clause = Clause(i, "be" if cop is not None and s.language == "en" else s.lemma[i], s.dep[i])
    if cop is not None:
        clause.lemma, clause.attr = s.lemma[cop], i
        clause.auxes.append(cop)
    elif s.pos[i] == "NOUN" and s.dep[i] == "ccomp":
        # "make the town a hub": a judgement without a verb of its own.
        clause.lemma, clause.attr = "be", i
    for k in s.kids[i]:
        _read_kid(s, clause, k)
    _right_roles(s, clause)
    clause.preps = [(p, o) for p, o in s.preps(i) if not clause.is_passive or p not in {"by", "por"} or not is_agent(s, o)]
    if clause.is_passive:
        agents = [o for p, o in s.preps(i) if p in {"by", "por"} and is_agent(s, o)]
        # "made in Pune by engineers": the parser may hang the agent on the place.
        agents += [o for _, n in s.preps(i) for p, o in s.preps(n) if p in {"by", "por"} and s.classes_of(o) & _ACTORS]
        patient = clause.subject if clause.subject is not None else clause.object
        if s.language == "en" and clause.object not in {None, patient} and clause.iobject is None:
            # "the rocket was given a range": what is given stands behind, who gets it before.
            clause.iobject, patient = patient, clause.object
        clause.object, clause.subject = patient, agents[0] if agents else None
    if clause.attr is not None and clause.attr != i:
        clause.preps += [(p, o) for p, o in s.preps(clause.attr) if p not in {"of", "de"}]
    return clause


def _right_roles(s: Sentence, clause: Clause) -> None:
    """A figure is what is measured, and what stands behind a Spanish verb of making or buying is what is made or bought."""
    subject = clause.subject
    if subject is None or clause.object is not None or clause.is_passive or clause.attr is not None:
        return
    spots = {s.spot_at[t].kind for t in (subject, s.left[subject]) if s.spot_at[t] is not None}  # type: ignore[union-attr]
    spot = s.spot_at[subject]
    if s.language == "es" and subject > clause.verb and spot is not None and spot.kind == "quantity" and unit_measure(s, spot):
        clause.subject, clause.object = None, subject
        return
    behind = s.language == "es" and subject > clause.verb and bool({"equipment", "strength"} & s.classes_of(subject))
    if s.language == "es" and subject > clause.verb and s.lemma[clause.verb] in _GIVING and not s.classes_of(subject) & _GIVERS:
        # "le obsequió un automóvil": what stands behind is what is given.
        clause.subject, clause.object = None, subject
        return
    if (spots & {"quantity", "money"} and s.lemma[clause.verb] in _MEASURING) or (behind and s.lemma[clause.verb] in _TAKING):
        clause.subject, clause.object = None, subject


_GIVING: Final = frozenset(
    {"obsequiar", "regalar", "donar", "entregar", "ofrecer", "enviar", "vender", "suministrar", "proporcionar"}
)
_GIVERS: Final = frozenset({"personnel", "country", "organisation", "person", "place", "outlet"})
_ACTORS: Final = frozenset({"personnel", "country", "organisation", "person"})
_MEASURING: Final = frozenset(["pesar", "medir", "costar", "weigh", "measure", "cost", "durar", "alcanzar", "llevar", "cargar"])
_TAKING: Final = frozenset(
    [
        "comprar",
        "vender",
        "adquirir",
        "producir",
        "fabricar",
        "ensamblar",
        "enviar",
        "desplegar",
        "tener",
        "usar",
        "exportar",
        "entregar",
        "construir",
        "recibir",
    ]
)


def _read_kid(s: Sentence, clause: Clause, k: int) -> None:
    dep = s.dep[k]
    if dep in {"subj", "csubj"} and clause.subject is None:
        clause.subject = k
    elif dep == "subjpass":
        clause.subject, clause.is_passive = k, True
    elif dep == "obj":
        _read_object(s, clause, k)
    elif dep == "iobj" and s.pos[k] not in {"ADP", "PART"}:
        clause.iobject = k
    elif dep in {"attr", "acomp"} and clause.attr is None:
        clause.attr = k
    elif dep == "prt":
        clause.particle = s.low[k]
    elif dep in {"aux", "auxpass", "cop"}:
        clause.auxes.append(k)
        clause.is_passive = (
            clause.is_passive or dep == "auxpass" or (s.language == "es" and dep == "aux" and s.lemma[k] == "ser")
        )
    elif dep == "mark":
        clause.mark = s.low[k] if not clause.mark else clause.mark
    elif dep == "advmod" and s.low[k] in {"when", "cuando", "donde", "where"}:
        clause.mark = s.low[k]
    if (
        dep == "neg"
        or (dep == "advmod" and s.low[k] in s.cues.negators)
        or (
            dep in {"subj", "obj", "attr", "subjpass"}
            and any(s.low[d] in s.cues.negators for d in s.kids_of(k, "det", "advmod", "neg"))
        )
    ):
        clause.is_negative = True


def _read_object(s: Sentence, clause: Clause, k: int) -> None:
    if s.language == "es":
        if s.low[k] in {"le", "les", "me", "te", "nos", "os"}:
            return
        if s.low[k] == "se":
            clause.is_passive = clause.is_passive or _is_reflex_passive(s, clause.verb)
            return
        case = s.kid(k, "case")
        if case is not None and not (s.low[case] == "a" and clause.object is None and _is_whom(s, clause.verb, k)):
            return
        if s.pos[k] == "PRON" and s.low[k] in RELATIVES and clause.object is not None:
            return
    if clause.object is not None and "," in s.low[clause.object : s.left[k]]:
        return
    if clause.object is not None and s.language == "en" and clause.iobject is None and k > clause.object:
        clause.iobject, clause.object = clause.object, k
        return
    clause.object = k if clause.object is None else clause.object


_DONE_TO_PEOPLE: Final = frozenset({"support", "sanction", "statement", "threat_or_posture", "use", "training", "cooperation"})
"""Kinds that are done to somebody whom Spanish names behind "a"."""
_SELF_MOVERS: Final = frozenset({"country", "organisation", "strength"})
_PAPERS: Final = frozenset({"documento", "informe", "comunicado", "texto", "estudio", "cifra", "imagen", "reporte", "ranking"})
"""Speakers that are things, to which something is done: "los documentos se firmaron"."""
_PEOPLE: Final = frozenset(
    {"jefe", "líder", "mandatario", "persona", "joven", "empleado", "gente", "delegación", "parte", "homólogo", "rebelde"}
)


def _is_whom(s: Sentence, verb: int, k: int) -> bool:
    """Whether a noun behind "a" is who the verb is done to: nothing else is, and it is no date, sum or site."""
    if s.classes_of(k) & {"personnel", "person"}:
        return True
    spot = s.spot_at[k]
    if s.pos[k] not in {"NOUN", "PROPN"} or (spot is not None and spot.kind in {"date", "quantity", "money", "site", "place"}):
        return False
    if not _DONE_TO_PEOPLE & {trigger.kind for trigger in s.words.verbs.get(s.lemma[verb], ())}:
        return False
    return not any(o != k and s.kid(o, "case") is None and s.pos[o] != "PRON" for o in s.kids_of(verb, "obj"))


def _is_reflex_passive(s: Sentence, verb: int) -> bool:
    subjects = s.kids_of(verb, "subj")
    if subjects and all(
        k < verb
        and s.lemma[k] not in _PAPERS
        and (s.classes_of(k) & _SELF_MOVERS or s.lemma[k] in s.cues.speaker_nouns | _PEOPLE)
        for k in subjects
    ):
        # "Tajikistan se convirtió": a state before the verb does it to itself.
        return False
    return any(not (s.classes_of(k) & {"personnel", "person"}) for k in subjects) or not subjects


def _complete(s: Sentence, clause: Clause, clauses: dict[int, Clause]) -> None:
    up = clauses.get(clause.up) if clause.up is not None else None
    link = clause.link
    if link == "ccomp" and up is not None and clause.subject is not None and s.low[clause.subject] == "what":
        _read_headless_relative(clause, up)
        return
    is_told = clause.verb < (up.verb if up is not None else clause.verb) or any(
        "VerbForm=Fin" in s.morph[k] for k in (clause.verb, *clause.auxes)
    )
    if (
        link == "ccomp"
        and up is not None
        and up.lemma in _OBJECT_CONTROL
        and not clause.mark
        and clause.subject is not None
        and not (up.lemma == "tell" and is_told)
    ):
        up.object, up.inner = (clause.subject if up.object is None else up.object), clause.verb
        clause.link = "xcomp"
        return
    if up is not None:
        read_undone(s, clause, up)
        link = clause.link
    if link == "xcomp" and up is not None and s.head[clause.verb] in {up.verb, up.attr}:
        up.inner = clause.verb if up.inner is None else up.inner
    if link in {"relcl", "acl", "amod"}:
        take_antecedent(s, clause)
    if clause.subject is not None or (clause.is_passive and clause.object is not None):
        return
    if up is None:
        return
    if link == "ccomp" and not clause.mark:
        twin = next(
            (
                c
                for c in clauses.values()
                if c.link == "ccomp" and c.up == clause.up and c.verb < clause.verb and c.subject is not None
            ),
            None,
        )
        if twin is not None:
            clause.subject, clause.is_inherited = twin.subject, True
            return
    if link == "conj" and s.head[clause.verb] == up.verb:
        _share(s, clause, up)
    elif s.language == "es" and up.lemma in s.cues.accusation_verbs and clause.mark == "de":
        clause.subject, clause.is_inherited, clause.link = first(up.object, up.iobject), True, "pcomp"
        up.inner = None if up.inner == clause.verb else up.inner
    elif s.language == "es" and clause.mark == "por" and (blamed := _blamed(s, up)) is not None:
        clause.subject, clause.is_inherited = blamed, True
    elif up.object is not None and (
        (link == "xcomp" and up.lemma in _OBJECT_CONTROL) or (link == "pcomp" and up.lemma in s.cues.accusation_verbs)
    ):
        clause.subject, clause.is_inherited = up.object, True
    elif link == "ccomp" and s.language == "es":
        if up.subject is not None and _agree(s, clause, up):
            clause.subject, clause.is_inherited = up.subject, True
    elif link in {"xcomp", "advcl", "pcomp", "ccomp", "dep"} and clause.mark not in {"that", "que"}:
        _share(s, clause, up)


def _blamed(s: Sentence, up: Clause) -> int | None:
    """Who did that for which he is punished: "impuso sanciones a tres empresas por suministrar motores"."""
    kinds = {trigger.kind for trigger in s.words.verbs.get(up.lemma, ())}
    if "sanction" not in kinds:
        return None
    if up.object is None or "sanction" in s.words.nouns.get(s.lemma[up.object], ()):
        return next((o for p, o in s.preps(up.verb) if p in {"a", "al", "contra", "sobre"} and o != up.object), None)
    return up.object


def first(*options: int | None) -> int | None:
    """The first option that there is."""
    return next((o for o in options if o is not None), None)


def _agree(s: Sentence, clause: Clause, up: Clause) -> bool:
    """Whether two Spanish verbs stand in the same number, so that an unspoken subject can be the speaker."""
    plural = [any("Number=Plur" in s.morph[k] for k in (c.verb, *c.auxes)) for c in (clause, up)]
    return plural[0] == plural[1]


def _read_headless_relative(clause: Clause, up: Clause) -> None:
    """What is handed over is the franchise: "sold them what amounts to a franchise"."""
    content = next((i for i in (clause.attr, clause.object, *(o for _, o in clause.preps)) if i is not None), None)
    if up.object is not None and up.iobject is None:
        up.iobject = up.object
    if content is not None:
        up.object = content
    clause.link = "what"


def _share(s: Sentence, clause: Clause, up: Clause) -> None:
    shared = up.object if up.is_passive and up.object is not None else up.subject
    if shared is None:
        return
    bare_participle = clause.link == "advcl" and s.tag_is_past_participle(clause.verb) and not clause.auxes
    if (
        clause.is_passive
        or bare_participle
        or (clause.link == "conj" and up.is_passive and not clause.auxes and s.tag_is_past_participle(clause.verb))
    ):
        clause.object, clause.is_passive = shared, True
        if clause.subject is None and bare_participle:
            clause.subject = next((o for p, o in clause.preps if p in {"by", "por"} and is_agent(s, o)), None)
            clause.preps = [(p, o) for p, o in clause.preps if o != clause.subject]
    elif clause.link == "conj" and up.is_passive and up.subject is not None and s.tag_is_past_participle(clause.verb):
        clause.subject, clause.object = up.subject, clause.object
    else:
        clause.subject = shared
    clause.is_inherited = True
