"""Which kind of claim a clause makes: the verb decides, or under a light verb its noun."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.figures import is_sale_price
from headwater.extract.handing import HOLDING
from headwater.extract.links import first_of, owner_of
from headwater.extract.parties import PICTURES
from headwater.extract.reading import Reading
from headwater.extract.sentence import Sentence
from headwater.extract.shapes import SEATS, brings, describes_model, is_output, shape_kind
from headwater.extract.spanish_words import is_view, standing_act
from headwater.extract.units import has_unit_of, unit_measure
from headwater.extract.verbs import BE, verb_kind
from headwater.schema.negation import negation_words

STAY: Final = BE | {"remain", "stay", "permanecer", "seguir", "continuar"}


def choose_kind(s: Sentence, clause: Clause, clauses: dict[int, Clause]) -> Reading | None:
    """The kind of claim that a clause makes, or None where no trigger speaks for one.

    A verb whose conditions are met goes first, then the verb of its infinitive, then a plain trigger verb, then the noun
    of a light verb, then the judgement of a copula.
    """
    by_verb = verb_kind(s, clause)
    if (within := named_for_what_it_does(s, clause, clauses)) is not None:
        below = choose_kind(s, within, clauses)
        if below is not None and below.kind not in {"assessment", "other"}:
            within.subject = within.subject if clause.subject is None or within.is_passive else clause.subject
            return Reading(below.kind, below.trigger, "named_for_an_act", below.verb)
    if shows_site(s, clause):
        return Reading("site_activity", clause.lemma, "verb_with_its_object", clause.verb)
    if describes_model(s, clause):
        return Reading("equipment_spec", s.lemma[clause.attr or 0], "judgement_of_copula", clause.verb)
    if is_sale_price(s, clause):
        return Reading("funding", clause.lemma, "verb_with_its_object", clause.verb)
    if s.language == "en" and (plain := shape_kind(s, clause)) is not None:
        return Reading(*plain, clause.verb)
    if (measure := states_measure(s, clause)) is not None:
        return Reading(measure[0], measure[1], "noun_of_light_verb", clause.verb)
    if by_verb is not None and not _fits_subject(s, clause, by_verb[0]):
        by_verb = None
    if by_verb is not None and by_verb[0] == "equipment_spec" and brings(s, clause):
        return Reading("transfer", clause.lemma, "trigger_verb", clause.verb)
    if by_verb is not None and (gesture := _gesture(s, clause, by_verb[0])) is not None:
        return Reading(gesture, clause.lemma, "trigger_verb", clause.verb)
    if _is_goal(s, clause) or is_output(s, clause):
        return Reading("production", s.lemma[clause.subject or 0], "noun_of_light_verb", clause.verb)
    if by_verb is not None and by_verb[1] >= 3:
        return Reading(by_verb[0], clause.lemma, "verb_with_its_object", clause.verb)
    is_plain = by_verb is None or by_verb[0] == "other"
    light = clause.lemma in s.words.light or clause.lemma in s.cues.modals or is_plain
    is_refused = clause.lemma in negation_words(s.language).refusing
    inner = clauses.get(clause.inner) if clause.inner is not None else None
    below = choose_kind(s, inner, clauses) if inner is not None and (light or is_refused) else None
    if below is not None and (light or below.kind in _ACTS):
        return Reading(below.kind, below.trigger, "infinitive_of_light_verb", below.verb)
    is_light = clause.lemma in s.words.light
    if by_verb is not None and not is_light:
        return Reading(by_verb[0], clause.lemma, "trigger_verb", clause.verb)
    if clause.lemma in s.cues.report_verbs and not is_light:
        return _planned_act(s, clause)
    found = noun_kind_of_clause(s, clause, is_light=is_light)
    if found and by_verb is not None and by_verb[0] == "access_control" and "site" in s.words.classes.get(found[1], ()):
        # Who oversees a plant does not build it.
        return Reading(by_verb[0], clause.lemma, "trigger_verb", clause.verb)
    if found and found[0] == "assessment" and clause.lemma in _VOICING:
        return Reading("statement", found[1], "noun_of_light_verb", clause.verb)
    if found and not (found[0] == "access_control" and clause.lemma in STAY and not _is_controlled(s, clause)):
        return Reading(found[0], found[1], "noun_of_light_verb", clause.verb)
    if clause.lemma in HOLDING and clause.subject is not None and clause.object is not None:
        found = noun_kind(s, clause.subject)
        if found is not None and found[0] in _MADE_UP:
            return Reading(found[0], found[1], "noun_of_light_verb", clause.verb)
    if by_verb is not None and clause.lemma not in BE:
        return Reading(by_verb[0], clause.lemma, "trigger_verb", clause.verb)
    return _judgement(s, clause)


_ACTS: Final = frozenset({"transfer", "production", "agreement", "deployment", "training", "development", "funding"})
"""Kinds that a refused act keeps: "failed to deliver"."""


def _gesture(s: Sentence, clause: Clause, kind: str) -> str | None:
    """The kind of an act that is its own news: a review that is announced, a telephone that is shown."""
    if kind == "announcement" and clause.object is not None and clause.lemma in s.words.light:
        found = noun_kind(s, clause.object)
        return "announcement" if found is not None and found[0] == "other" else None
    if (
        kind == "development"
        and (noun := first_of(clause.object, clause.subject)) is not None
        and clause.lemma in s.words.light
    ):
        # "Production starts": what starts is made, not designed.
        return "production" if "production" in s.words.nouns.get(s.lemma[noun], ()) and s.lemma[noun] in _MAKING else None
    return "statement" if kind == "assessment" and _is_shown(s, clause) else None


_MAKING: Final = frozenset(
    {"production", "assembly", "manufacture", "manufacturing", "producción", "fabricación", "ensamblaje"}
)

_VOICING: Final = frozenset({"express", "voice", "expresar", "manifestar", "reiterar"})


def shows_site(s: Sentence, clause: Clause) -> bool:
    """Whether pictures show something at a place: "satellite images show new fences"."""
    if clause.lemma not in _PICTURING or clause.object is None or clause.subject is None:
        return False
    return s.lemma[clause.subject] in PICTURES or s.lemma[s.meant(clause.subject)] in PICTURES


def _judgement(s: Sentence, clause: Clause) -> Reading | None:
    """What a copula says of a thing of the field: how an act stands, a version of another, or else a judgement."""
    if (act := standing_act(s, clause)) is not None and (found := noun_kind(s, act)) is not None and found[0] not in _NO_ACTS:
        return Reading(found[0], found[1], "noun_of_light_verb", clause.verb)
    if clause.lemma in BE and clause.attr is not None and s.lemma[clause.attr] in _VERSIONS and _is_about_case(s, clause):
        return Reading("equipment_spec", s.lemma[clause.attr], "judgement_of_copula", clause.verb)
    if (
        clause.lemma in BE | {"remain", "become", "seem", "parecer"}
        and clause.attr is not None
        and (_is_about_case(s, clause) or is_view(s, clause))
    ):
        return Reading("assessment", s.lemma[clause.attr], "judgement_of_copula", clause.verb)
    return None


def states_measure(s: Sentence, clause: Clause) -> tuple[str, str] | None:
    """(kind, noun) where the subject names what is measured or paid and a figure of its unit stands in the clause.

    As in "its range is limited to 200 km", "la inversión asciende a 12 millones": whatever the verb is.
    """
    noun = clause.object if clause.is_passive else clause.subject
    if noun is None or s.pos[noun] not in {"NOUN", "PROPN"} or (clause.object not in {None, noun} and not clause.is_passive):
        return None
    kinds = {"equipment_spec", "funding"} & set(s.words.nouns.get(s.lemma[noun], ()))
    if not kinds or any(s.dep[k] == "ccomp" for k in s.kids[clause.verb]):
        return None
    under = {t for _, o in clause.preps for t in s.subtree(o)} | (
        {*s.subtree(clause.attr)} if clause.attr is not None else set()
    )
    for spot in s.spots:
        if spot.kind not in {"quantity", "money"} or spot.first not in under or spot.first < clause.verb:
            continue
        if spot.kind == "money":
            return "funding", s.lemma[noun]
        if "equipment_spec" in kinds and (by_unit := unit_measure(s, spot)) and has_unit_of(s.lemma[noun], by_unit):
            return "equipment_spec", s.lemma[noun]
    return None


def _is_controlled(s: Sentence, clause: Clause) -> bool:
    """Whether what is "under control" is a thing that somebody can control: prices are not."""
    subject = clause.subject
    owned = any(owner_of(s, o) is not None or s.preps(o) for _, o in clause.preps)
    return owned or subject is None or s.pos[subject] == "PRON" or bool(_SUBJECTS & s.classes_of(subject))


def _planned_act(s: Sentence, clause: Clause) -> Reading | None:
    """The act that a passive verb of speech is about: "the first delivery is planned for May", "la entrega fue anunciada"."""
    noun = clause.object if clause.is_passive else clause.subject if clause.lemma in BE else None
    if noun is None or any(s.dep[k] in {"ccomp", "xcomp"} for k in s.kids[clause.verb]):
        return None
    found = noun_kind(s, noun)
    return (
        Reading(found[0], found[1], "noun_of_light_verb", clause.verb)
        if found is not None and found[0] != "assessment"
        else None
    )


_NO_ACTS: Final = frozenset({"assessment", "equipment_spec", "other"})
_KINDS_OF: Final = frozenset(
    ["country", "nation", "state", "one", "force", "army", "power", "member", "company", "firm", "place", "país", "nación", "estado", "fuerza", "ejército",
     "potencia", "empresa", "compañía", "lugar"]
)  # fmt: skip
"""Nouns that say no more than what sort of thing the subject is."""
_MADE_UP: Final = frozenset({"transfer", "agreement", "training", "sanction", "deployment", "production"})
_ABLE: Final = frozenset({"able", "capable", "ready", "capaz", "listo"})


def named_for_what_it_does(s: Sentence, clause: Clause, clauses: dict[int, Clause]) -> Clause | None:
    """The clause that says what a copula names its subject for: "is the first country to host a plant", "able to make"."""
    if clause.lemma not in _NAMED_FOR:
        return None
    noun = clause.attr if clause.attr is not None else clause.object
    noun = noun if noun is not None else next((o for p, o in clause.preps if p == "en"), None)
    if noun is None or s.lemma[noun] not in _KINDS_OF:
        return None
    for verb, below in clauses.items():
        if verb <= noun or not _is_under(s, verb, noun) or below.link not in {"acl", "relcl", "xcomp", "advcl"}:
            continue
        is_able = s.lemma[s.head[verb]] in _ABLE
        infinitive = s.lemma[verb] == s.low[verb] or "VerbForm=Inf" in s.morph[verb]
        if is_able or infinitive:
            return below
    return None


def _is_under(s: Sentence, i: int, top: int) -> bool:
    for _ in range(6):
        if i == top:
            return True
        if s.head[i] == i:
            return False
        i = s.head[i]
    return False


_SHOWING: Final = frozenset({"show", "mostrar", "enseñar", "exhibit", "lucir"})
_PICTURING: Final = _SHOWING | {"capture", "reveal", "captar", "revelar"}
_NAMED_FOR: Final = BE | {"become", "convertir", "remain"}
_VERSIONS: Final = frozenset(
    {"version", "copy", "variant", "clone", "replica", "derivative", "versión", "copia", "variante", "clon", "réplica"}
)
_OCCASIONS: Final = frozenset(
    {
        "ceremony",
        "presentation",
        "parade",
        "exhibition",
        "speech",
        "interview",
        "ceremonia",
        "presentación",
        "desfile",
        "exhibición",
        "discurso",
        "entrevista",
    }
)
"""Nouns that, behind a preposition, say on what occasion something was done."""
_WITH_OBJECT: Final = frozenset(
    {"make", "have", "do", "give", "provide", "hold", "offer", "hacer", "tener", "dar", "ofrecer", "brindar"}
)
_SUBJECTS: Final = frozenset({"equipment", "country", "demonym", "organisation", "site", "programme", "strength"})


def _is_about_case(s: Sentence, clause: Clause) -> bool:
    """Whether a judgement names something of a programme: equipment, a state, a body, a site or a force."""
    if clause.attr is None or s.pos[clause.attr] == "NUM":
        return False
    if (
        s.language == "en"
        and clause.subject is not None
        and s.lemma[clause.subject] in _FIGURES
        and s.pos[clause.attr] == "ADJ"
    ):
        return True
    tokens = {t for i in (clause.subject, clause.attr) if i is not None for t in s.subtree(i)}
    for t in tokens:
        spot = s.spot_at[t]
        if _SUBJECTS & s.words.classes.get(s.lemma[t], frozenset()) or (spot is not None and spot.kind in _SUBJECTS):
            return True
    return False


_FIGURES: Final = frozenset(
    {
        "number",
        "figure",
        "estimate",
        "total",
        "claim",
        "count",
        "price",
        "evidence",
        "proof",
        "sale",
        "deal",
        "programme",
        "program",
    }
)
"""Nouns for what a text says, which may be called high, wrong or thin."""


def _fits_subject(s: Sentence, clause: Clause, kind: str) -> bool:
    """Whether a verb of listing or showing has the subject that gives it this kind: "these include", "the sale shows"."""
    if clause.lemma in {"agree", "convenir", "coincidir"} and any(
        s.dep[k] == "ccomp" and clauses_mark(s, k) in {"that", "que"} for k in s.kids[clause.verb]
    ):
        return False
    if clause.subject is None:
        return True
    if (
        clause.lemma in {"sign", "firmar"}
        and clause.object is not None
        and {"person", "personnel"} & s.classes_of(clause.object)
    ):
        return False
    if clause.lemma == "include" and kind == "production":
        return s.pos[clause.subject] in {"PRON", "DET"}
    if kind != "assessment" or clause.lemma not in s.cues.report_verbs:
        return True
    return s.lemma[clause.subject] not in s.cues.cue_nouns


def clauses_mark(s: Sentence, verb: int) -> str:
    """The subordinator of a clause, in lower case."""
    return next((s.low[k] for k in s.kids[verb] if s.dep[k] == "mark"), "")


def _is_shown(s: Sentence, clause: Clause) -> bool:
    """Whether somebody shows a thing, which is a gesture and no judgement: "the minister showed a telephone"."""
    if clause.lemma not in _SHOWING or clause.subject is None or clause.object is None:
        return False
    spot, classes = s.spot_at[clause.subject], s.classes_of(clause.subject)
    noun = s.lemma[clause.subject]
    is_somebody = (
        (noun in s.cues.speaker_nouns and noun not in s.cues.cue_nouns)
        or bool({"person", "personnel", "country", "organisation"} & classes)
        or (s.pos[clause.subject] in {"PRON", "PROPN"} and (spot is None or spot.kind not in {"equipment", "site"}))
    )
    says_more = noun_kind(s, clause.object) is not None or (clause.link == "advcl" and clause.is_inherited)
    return is_somebody and not says_more


def _is_goal(s: Sentence, clause: Clause) -> bool:
    """Whether a clause sets a number to be made: "the goal is 600 rockets by 2030"."""
    if clause.lemma not in BE or clause.subject is None or clause.attr is None:
        return False
    wanted = s.cues.cue_nouns.get(s.lemma[clause.subject]) == "future"
    return wanted and "equipment" in s.classes_of(clause.attr) and "quantity" in s.classes_of(clause.attr)


_OF_NOUN: Final = frozenset({"of", "de", "del", "for", "para", "by", "por"})


def noun_kind(s: Sentence, i: int) -> tuple[str, str] | None:
    """(kind, noun) that a noun carries: with its modifier before it, with the noun behind it, then alone."""
    j = s.meant(i)
    for kind, classes in s.words.nouns_of.get(s.lemma[j], ()):
        around = [*(o for p, o in s.preps(j) if p in _OF_NOUN), *s.kids_of(j, "compound", "nmod", "amod")]
        if any(classes & s.classes_of(o) for o in around):
            return kind, s.lemma[j]
    for k in s.kids[j]:
        if s.dep[k] in {"compound", "amod", "nmod"}:
            pair = f"{s.lemma[k]} {s.lemma[j]}" if k < j else f"{s.lemma[j]} de {s.lemma[k]}"
            low = f"{s.low[k]} {s.lemma[j]}"
            for phrase in (pair, low):
                if phrase in s.words.nouns:
                    return s.words.nouns[phrase][0], phrase
    kinds = s.words.nouns.get(s.lemma[j])
    if kinds and kinds[0] == "assessment" and s.lemma[j] in SEATS:
        # "a hub for drone production": what goes on there is what is claimed.
        seated = next((o for p, o in s.preps(j) if p in {"for", "of", "de", "para"}), None)
        if seated is not None and "production" in s.words.nouns.get(s.lemma[seated], ()):
            return "production", s.lemma[j]
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
            *(o for p, o in clause.preps if p in {"under", "bajo", "in", "en", "for", "para"}),
            clause.subject if clause.attr is None else None,
        ]
    elif clause.object is None or clause.is_passive:
        acts = clause.is_passive or clause.lemma not in _WITH_OBJECT
        order += [clause.subject if acts else None, *(o for _, o in clause.preps if s.lemma[o] not in _OCCASIONS)]
    else:
        order += [
            o
            for p, o in clause.preps
            if s.lemma[o] not in _OCCASIONS and p in {"to", "in", "for", "on", "en", "a", "para", "with", "con"}
        ]
    for i in order:
        if i is None:
            continue
        for j in s.conjuncts(i):
            if found := noun_kind(s, j):
                return found
    return None
