"""How a clause is held: asserted, reported, planned, conditional, alleged, denied or a view."""

from typing import Final

from headwater.extract.attitudes import DENYING
from headwater.extract.clause import Clause
from headwater.extract.credit import Credit, strongest
from headwater.extract.kinds import noun_kind
from headwater.extract.sentence import Sentence


def hold_clause(
    s: Sentence, clause: Clause, inner: Clause | None, clauses: dict[int, Clause], credit: Credit | None, cut: set[int]
) -> str:
    """How a clause is held: the strongest of its credit, auxiliaries, governors, conditions and hedges; `cut` is left out."""
    held = [credit.modality if credit is not None else "asserted"]
    for part in [clause] if inner is None else [clause, inner]:
        own = _own_modality(s, part, cut)
        # What someone said would happen is a future seen from then.
        told = (
            own == "conditional"
            and credit is not None
            and part.mark in {"", "that"}
            and any(s.low[k] in {"would", "'d", "’d"} for k in part.auxes)
            and not _warns(s, credit)
            and not _depends(s, part, cut)
        )
        # "Tendría 900 hombres, según la prensa": the Spanish conditional of hearsay says no more than that.
        hearsay = (
            own == "conditional"
            and s.language == "es"
            and credit is not None
            and credit.rule == "according_to"
            and not part.mark
        )
        if own == "future" and credit is not None and credit.modality == "conditional" and _hints(s, credit):
            # "They will be invited, he hinted."
            held[0] = "reported"
        held.append("future" if told else "reported" if hearsay and not _may(s, part) else own)
    if clause.lemma in {"be", "ser"} and clause.subject is not None and (inner is not None or clause.attr is not None):
        held.append(s.cues.cue_nouns.get(s.lemma[clause.subject], "asserted") if inner is not None else "asserted")
    if (
        clause.subject is not None
        and clause.attr is not None
        and clause.lemma in {"be", "ser"}
        and s.cues.cue_nouns.get(s.lemma[clause.subject]) == "future"
    ):
        held.append("future")
    if inner is not None and clause.attr is not None:
        word = s.low[clause.attr]
        held.append(s.cues.modals.get(word) or s.cues.hedges.get(word) or "asserted")
    if (
        inner is not None
        and clause.lemma in s.cues.modals
        and not (clause.is_passive and clause.lemma not in {"expect", "set", "mean", "plan", "schedule", "slate", "destine"})
    ):
        held.append(s.cues.modals[clause.lemma])
    held.append(_planned(s, clause, inner))
    if inner is not None and clause.lemma == "be" and clause.attr is None and not clause.is_passive:
        # "The plant is to make rockets."
        held.append("future")
    up = clauses.get(clause.up) if clause.up is not None else None
    if up is not None and clause.link == "xcomp" and up.lemma in s.cues.modals:
        held.append(s.cues.modals[up.lemma])
    if up is not None and clause.link in {"xcomp", "ccomp"} and up.subject is not None and up.lemma in {"be", "ser"}:
        held.append(s.cues.cue_nouns.get(s.lemma[up.subject], "asserted"))
    if up is not None and clause.link in {"conj", "acl", "advcl"} and clause.is_inherited and not clause.auxes:
        own = _own_modality(s, up, cut)
        if clause.link == "conj" or own == "conditional":
            held.append(own)
    return strongest(*held)


def _planned(s: Sentence, clause: Clause, inner: Clause | None) -> str:
    """What the verb of a clause says of what it governs: wanted, planned, due, or weighed."""
    if clause.attr is not None and s.low[clause.attr] in _DUE and clause.lemma in {"be", "remain", "estar", "seguir"}:
        return "future" if "Tense=Past" not in s.morph[clause.verb] else "asserted"
    if clause.is_passive and clause.lemma in _PLANNING and inner is None and clause.link in {"root", "ccomp", "conj"}:
        return "future"
    if inner is not None and not clause.is_passive:
        return "conditional" if clause.lemma in _WEIGHING else "future" if clause.lemma in _AIMING else "asserted"
    is_present = "Tense=Past" not in s.morph[clause.verb] and not clause.is_passive
    return "future" if clause.lemma in _WANTING and clause.object is not None and is_present else "asserted"


_DUE: Final = frozenset({"due", "about", "slated", "scheduled", "poised", "previsto", "prevista", "previstos", "previstas"})
_PLANNING: Final = frozenset(
    {
        "plan",
        "expect",
        "schedule",
        "slate",
        "pencil",
        "envisage",
        "foresee",
        "prever",
        "planear",
        "programar",
        "proyectar",
        "esperar",
    }
)
_WEIGHING: Final = frozenset(
    {"weigh", "mull", "ponder", "contemplate", "estudiar", "barajar", "sopesar", "ponderar", "valorar"}
)
_AIMING: Final = frozenset(
    {"aspire", "commit", "undertake", "aspirar", "confiar", "comprometer", "comprometerse", "anhelar", "ambicionar"}
)
_WANTING: Final = frozenset({"want", "expect", "seek", "await", "querer", "buscar", "esperar", "aguardar", "ansiar"})


def _warns(s: Sentence, credit: Credit) -> bool:
    """Whether a credit warns or hints: what would happen is no plan then."""
    return any(s.lemma[k] in _WARNING for k in range(credit.first, credit.last + 1))


def _hints(s: Sentence, credit: Credit) -> bool:
    return any(s.lemma[k] in {"hint", "suggest", "imply", "insinuar", "sugerir"} for k in range(credit.first, credit.last + 1))


_WARNING: Final = frozenset({"warn", "caution", "fear", "worry", "hint", "advertir", "alertar", "temer"})


def _depends(s: Sentence, clause: Clause, cut: set[int]) -> bool:
    """Whether a condition hangs on a clause: "only if the country were attacked"."""
    return any(
        s.dep[k] == "advcl" and k not in cut and any(s.low[m] == "if" for m in s.kids[k] if s.dep[m] == "mark")
        for k in s.kids[clause.verb]
    )


def _may(s: Sentence, clause: Clause) -> bool:
    return any(s.lemma[k] == "poder" for k in (clause.verb, *clause.auxes))


def _own_modality(s: Sentence, clause: Clause, cut: set[int]) -> str:
    held = "asserted"
    for k in clause.auxes:
        low, lemma = s.low[k], s.lemma[k]
        if s.language == "en":
            if low in {"'d", "’d"} and "VerbForm=Inf" in s.morph[clause.verb]:
                low = "would"
            is_inverted = low == "should" and clause.subject is not None and k < clause.subject
            held = strongest(held, "conditional" if is_inverted else s.cues.modals.get(low, "asserted"))
        elif lemma == "deber":
            held = strongest(held, "future" if s.is_conditional(k) or low.startswith("debería") else "asserted")
            continue
        elif lemma in s.cues.modals and not low.startswith(("pued", "pud", "podrá")):
            held = strongest(held, s.cues.modals[lemma])
        held = strongest(held, _by_morph(s, k))
    held = strongest(held, _by_morph(s, clause.verb))
    if clause.mark in s.cues.conditionals:
        held = strongest(held, "conditional")
    for k in s.kids[clause.verb]:
        if k in cut and s.dep[k] != "advcl":
            continue
        if (
            s.dep[k] == "advcl"
            and any(s.low[m] in s.cues.conditionals for m in s.kids[k] if s.dep[m] in {"mark", "advmod"})
            and s.low[k] != "unless"
            and not any(s.low[x] == "believed" for x in s.subtree(k))
        ):
            marks = {s.low[m] for m in s.kids[k] if s.dep[m] == "mark"}
            held = strongest(held, "conditional" if marks & {"if", "si", "provided"} else "asserted")
        elif (s.dep[k] == "advmod" and s.low[k] in s.cues.hedges) or (s.dep[k] == "amod" and s.low[k] in s.cues.hedges):
            held = strongest(held, s.cues.hedges[s.low[k]])
    return held


_FUTURE_ENDS: Final = ("é", "á", "emos", "án")


def _by_morph(s: Sentence, k: int) -> str:
    if s.language != "es":
        return "asserted"
    if "Tense=Fut" in s.morph[k] or (s.pos[k] == "VERB" and s.low[k] in {s.lemma[k] + e for e in _FUTURE_ENDS}):
        return "future"
    return "conditional" if s.is_conditional(k) else "asserted"


_THEN: Final = frozenset({"future", "conditional"})
_PROMISING: Final = frozenset({"promise", "pledge", "prometer"})
_PLAIN: Final = frozenset(
    ["rank", "become", "lack", "depend", "rely", "outnumber", "surpass", "limit", "require", "fail", "stretch", "rival", "match", "outclass", "outperform", "equal",
     "warn", "constitute", "show", "mark", "explain", "stem", "lag", "dwarf", "face", "owe", "pave", "put", "rest", "regard", "view", "consider",
     "ocupar", "carecer", "depender", "limitar", "superar", "requerir", "fracasar", "faltar", "constituir", "mostrar", "marcar", "tratarse", "deber",
     "deberse", "bastar", "advertir", "exponer", "señalar", "poner", "explicar", "convertir", "necesitar", "tratar", "obedecer"]
)  # fmt: skip
"""Verbs of the kind that state a fact: what has happened, what is missing, how things compare."""
_CONCRETE: Final = frozenset(
    {
        "key",
        "target",
        "proof",
        "shortage",
        "delay",
        "invention",
        "puesto",
        "objetivo",
        "centro",
        "punto",
        "carencia",
        "falta",
        "escasez",
    }
)
"""Nouns of the kind that mostly stand for a thing or a fact."""
_VALUES: Final = frozenset(
    ["good", "bad", "better", "best", "worse", "worst", "great", "wise", "unwise", "foolish", "dumb", "stupid", "absurd", "ridiculous", "reckless", "dangerous",
     "serious", "grave", "crucial", "vital", "essential", "important", "decisive", "significant", "insignificant", "weak", "strong", "plausible", "implausible",
     "clear", "obvious", "wrong", "right", "excessive", "modest", "ambitious", "futile", "pointless", "useless", "worthless", "useful", "smart", "clever",
     "sensible", "sound", "naive", "cynical", "disastrous", "impressive", "worrying", "alarming", "reassuring", "enough", "likely", "unlikely", "simple",
     "bueno", "malo", "mejor", "peor", "grande", "grave", "serio", "absurdo", "ridículo", "temerario", "peligroso", "crucial", "vital", "esencial", "importante",
     "decisivo", "significativo", "débil", "fuerte", "creíble", "inverosímil", "verosímil", "claro", "obvio", "evidente", "equivocado", "excesivo", "modesto",
     "ambicioso", "inútil", "útil", "prudente", "sensato", "ingenuo", "cínico", "desastroso", "preocupante", "inquietante", "caro", "disparate", "locura",
     "sencillo", "suficiente", "insuficiente", "probable", "improbable", "lógico", "ilógico", "necesario", "innecesario", "thing", "mistake", "matter",
     "question", "cosa", "cuestión"]
)  # fmt: skip
"""Words that value rather than describe: a wide class."""
_SELF: Final = frozenset({"i", "we", "me", "my", "our", "us", "yo", "mi", "nuestro", "nuestra", "nos"})


def judges(s: Sentence, clause: Clause) -> bool:
    """Whether a clause of the kind assessment judges, rather than stating what can be looked up."""
    words = [
        k for k in range(clause.verb, s.right[clause.verb] + 1) if s.head[k] == clause.verb or s.head[s.head[k]] == clause.verb
    ]
    if any(s.low[k] in _SELF for k in (*words, *s.kids[clause.verb])):
        return True
    if clause.lemma == "show" and clause.link == "advcl":
        # "..., showing tight control": what the writer makes of it.
        return True
    if clause.subject is not None and s.lemma[clause.subject] in _VALUES:
        return True
    what = [k for k in (clause.attr, clause.object) if k is not None]
    around = [k for w in what for k in (w, *s.kids_of(w, "amod", "advmod"))]
    is_valued = any(s.lemma[k] in _VALUES or s.low[k] in _VALUES for k in around)
    found = [noun_kind(s, k) for k in what]
    is_abstract = any(f is not None and f[0] == "assessment" and f[1] not in _CONCRETE for f in found)
    if clause.lemma in {"be", "ser", "estar", "remain", "seguir"}:
        has_rank = any(s.low[k] in _RANKS for k in s.subtree(clause.attr)) if clause.attr is not None else False
        return (is_valued or is_abstract) and not has_rank
    is_own_verb = any(trigger.kind == "assessment" for trigger in s.words.verbs.get(clause.lemma, ()))
    return is_valued or is_abstract or (is_own_verb and clause.lemma not in _PLAIN)


_RANKS: Final = frozenset(
    [
        "first",
        "second",
        "third",
        "only",
        "largest",
        "biggest",
        "sole",
        "primer",
        "primero",
        "primera",
        "segundo",
        "tercer",
        "único",
        "única",
        "mayor",
    ]
)
"""Words of rank: what is first, largest or alone can be counted."""


def hold_kind(s: Sentence, kind: str, clause: Clause, credit: Credit | None, held: str) -> str:
    """How a clause is held, as far as its kind decides it: a judgement in the text's own voice is an opinion, a rank is not."""
    if kind == "assessment" and held in _THEN and credit is not None and any(s.low[k] == "would" for k in clause.auxes):
        # "It would not survive long, experts warn": their judgement, nothing planned.
        is_negative = clause.is_negative or (clause.subject is not None and s.low[clause.subject] in s.cues.negators)
        is_judged = held == "future" or is_negative
        return strongest(credit.modality, "reported") if credit.modality != "future" and is_judged else held
    if kind == "assessment" and held == "asserted" and (credit is None or credit.rule != "attitude"):
        return "opinion" if judges(s, clause) else "asserted"
    if clause.attr is not None and held == "asserted" and s.low[clause.attr].startswith(("previst", "programad")):
        return "future"
    if kind == "statement" and clause.lemma in DENYING and held == "asserted":
        return "denied"
    if kind == "statement" and held == "asserted" and clause.lemma in _PROMISING and not clause.is_passive:
        is_act = clause.inner is not None or (clause.link == "root" and "Tense=Pres" in s.morph[clause.verb])
        return "future" if is_act else held
    if kind == "statement" and clause.is_negative and credit is None and any(s.low[k] == "would" for k in clause.auxes):
        # "He would not name the seller": he was asked, and refused.
        return "asserted"
    if held == "conditional" and s.language == "es" and not clause.mark and _is_hearsay(s, kind, clause):
        return "reported"
    return held


def _is_hearsay(s: Sentence, kind: str, clause: Clause) -> bool:
    """Whether a Spanish conditional only hands on what is said: "habría recibido", "alcanzaría Mach 8"."""
    if any(s.is_conditional(k) and s.lemma[k] == "haber" for k in clause.auxes):
        return True
    return kind in {"equipment_spec", "force_size", "funding", "front_or_cover"} and s.is_conditional(clause.verb)
