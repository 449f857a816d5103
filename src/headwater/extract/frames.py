"""Frames: claims as a sentence states them, with the analysis of the sentence that the rules share."""

from typing import Any, Final

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.attitudes import DENYING, attitude_credit, hearsay_credit
from headwater.extract.clause import Clause
from headwater.extract.clauses import BACKGROUND, find_clauses
from headwater.extract.credit import Credit, find_credits, is_report, shows_object
from headwater.extract.field import names_field
from headwater.extract.figures import counted, is_price, measured
from headwater.extract.holding import hold_clause, hold_kind
from headwater.extract.inherit import inherit_place, inherit_time, tense_of
from headwater.extract.kinds import choose_kind, noun_kind
from headwater.extract.learned import CONTENT, second_reading
from headwater.extract.negation import is_negative
from headwater.extract.parties import ACTS
from headwater.extract.phrases import name_phrase, name_text
from headwater.extract.reading import Reading
from headwater.extract.roles import Role, clause_tokens, fill_roles, find_time
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.extract.spans import clause_span
from headwater.extract.verbs import verb_kind
from headwater.schema.claims import claim_kinds, status_verbs


def analyse(s: Sentence) -> Analysis:
    """Clauses, credits and readings of a sentence."""
    clauses = find_clauses(s)
    a = Analysis(s, clauses, find_credits(s, clauses))
    taken: set[int] = set()
    a.bag = [s.lemma[i] for i in range(s.n) if s.pos[i] in CONTENT] if names_field(s) else []
    for verb, clause in clauses.items():
        if verb in taken or is_report(s, clause) or clause.link == "what" or _is_cue(s, clause) or shows_object(s, clause):
            continue
        if speaks_about(s, clause) is not None:
            a.cuts[verb] = set()
            continue
        reading = choose_kind(s, clause, clauses)
        if a.bag:
            reading, a.idle[verb] = second_reading(s, clause, reading, clauses, a.bag)
        if reading is None:
            continue
        a.readings[verb] = reading
        if clause.inner is not None:
            taken.add(clause.inner)
            if clauses[clause.inner].inner is not None:
                taken.add(clauses[clause.inner].inner)  # type: ignore[arg-type]
    for verb in [v for v in a.readings if v in taken]:
        del a.readings[verb]
    for verb in {*a.readings, *a.cuts}:
        a.cuts[verb] = _cut_tokens(a, verb)
    return a


def _is_cue(s: Sentence, clause: Clause) -> bool:
    """Whether a clause only says how the one behind it is held: "the main fear is that ..."."""
    noun = next((i for i in (clause.attr, clause.object) if i is not None and s.lemma[i] in s.cues.cue_nouns), None)
    if clause.lemma in {"be", "ser", "haber"} and noun is not None:
        return any(
            s.dep[k] in {"acl", "ccomp", "relcl"} and any(s.low[m] in {"that", "que"} for m in s.kids[k]) for k in s.kids[noun]
        )
    if clause.lemma not in {"be", "ser"} or clause.subject is None or s.lemma[clause.subject] not in s.cues.cue_nouns:
        return False
    return any(s.dep[k] == "ccomp" for k in s.kids[clause.verb])


def _cut_tokens(a: Analysis, verb: int) -> set[int]:
    """Tokens under a clause at which other words begin: claims of their own, attributions, conjoined verbs."""
    s = a.s
    cut: set[int] = set()
    credit = a.credits.get(verb)
    for i, clause in a.clauses.items():
        if i == verb:
            continue
        if clause.link == "conj" and (i in a.readings or is_report(s, clause) or s.dep[i] == "conj"):
            cut.add(i)
            cut.update(k for k in s.kids[s.head[i]] if s.dep[k] == "cc" and k < i)
        elif (
            (
                clause.link == "advcl"
                and (clause.mark in BACKGROUND or (i in a.readings and not clause.mark and not has_to(s, i)))
            )
            or (clause.link == "relcl" and (s.comma_before(i) or _is_cover(a, i, verb)))
            or _is_apart(a, i, verb)
        ):
            cut.add(i)
        elif clause.link == "pcomp" and i in a.readings and s.low[s.head[i]] in {"by", "while", "after", "before", "with"}:
            cut.add(s.head[i])
        elif clause.link == "ccomp" and is_report(s, a.clauses.get(clause.up or -1, clause)) and clause.up == verb:
            cut.add(i)
        elif (
            clause.link == "acl"
            and i in a.readings
            and s.dep[s.head[i]] == "pobj"
            and s.low[s.head[s.head[i]]] == "with"
            and s.left[s.head[s.head[i]]] > 0
            and s.low[s.left[s.head[s.head[i]]] - 1] == ","
        ):
            cut.add(s.head[s.head[i]])
    if credit is not None:
        cut.update(
            t for t in range(credit.first, credit.last + 1) if t != verb and not credit.first <= s.head[t] <= credit.last
        )
    for k in s.kids[verb]:
        if s.dep[k] in {"mark", "cc", "discourse", "intj"}:
            cut.add(k)
        if s.dep[k] == "ccomp" and k in a.readings and not is_question(s, a.clauses[k]):
            cut.add(k)
    cut.discard(verb)
    return cut


def _is_apart(a: Analysis, i: int, verb: int) -> bool:
    """Whether a Spanish participle behind a comma claims something of its own: "cuatro lanchas, fabricadas en Irán"."""
    s = a.s
    return s.language == "es" and a.clauses[i].link in {"acl", "amod"} and i in a.readings and i > verb and s.comma_before(i)


def _is_cover(a: Analysis, i: int, verb: int) -> bool:
    """Whether a relative clause behind the verb says what something hides behind."""
    return i > verb and i in a.readings and a.readings[i].kind == "front_or_cover"


def is_question(s: Sentence, clause: Clause) -> bool:
    """Whether a clause asks who or what, as in "decides who enters"."""
    return any(s.low[k] in _ASKING and k < clause.verb for k in s.kids[clause.verb])


_ASKING: Final = frozenset(
    {"whatever", "whoever", "who", "whom", "whether", "quién", "quiénes", "cuándo", "cómo", "dónde", "cuánto"}
)


def has_to(s: Sentence, i: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(s.dep[k] in {"aux", "mark"} and s.low[k] in {"to", "para", "a"} for k in s.kids[i])


def _unsaid_subject(s: Sentence, outer: Clause) -> Role | None:
    """The subject that a Spanish finite verb leaves unsaid: "Cobran entre 500 y 700 dólares"."""
    is_finite = outer.link in {"root", "ccomp", "conj"} or (
        outer.link == "advcl" and not outer.mark and "VerbForm=Fin" in s.morph[outer.verb]
    )
    if s.language != "es" or not is_finite or outer.is_passive:
        return None
    is_plural = any("Number=Plur" in s.morph[k] for k in (outer.verb, *outer.auxes))
    at = s.start[outer.verb]
    return {"start": at, "end": at, "text": "", "needs": "implicit", "plural": is_plural}


def make_frame(a: Analysis, outer: Clause, reading: Reading) -> Frame | None:
    """The frame of a clause with all its roles."""
    s = a.s
    inner = a.clauses[reading.verb]
    cut = a.cuts[outer.verb]
    first, last = clause_span(s, outer, cut)
    first = _with_noun(a, outer, first)
    if outer.link == "xcomp" and outer.up is not None and (above := a.clauses[outer.up]).is_passive and is_report(s, above):
        # "The group is thought to own ...": the words of hearsay stand between the subject and what is said.
        named = above.object if s.language == "en" and above.lemma not in s.cues.accusation_verbs else None
        first = s.left[named] if named is not None and named < first else first
    tokens = clause_tokens(s, outer.verb, cut)
    roles = fill_roles(s, reading.kind, outer, inner, tokens)
    if outer.subject is None and inner.subject is None and (unsaid := _unsaid_subject(s, outer)) is not None:
        roles.setdefault("subject", unsaid)
    credit, own = a.credits.get(outer.verb), attitude_credit(s, outer, reading)
    if credit is None or (credit.rule == "according_to" and own is not None and outer.mark in BACKGROUND):
        # "..., though experts count 300": the experts' number, whoever is credited with the rest.
        credit = own
    roles["clause"] = {"start": s.start[outer.verb], "end": s.end[outer.verb], "text": outer.lemma, "tense": tense_of(s, outer),
                       "passive": inner.is_passive}  # fmt: skip
    if credit is not None and credit.rule == "estimate":
        # Who estimates a force is not the force.
        implicit = {"start": s.start[first], "end": s.start[first], "text": "", "needs": "implicit"}
        roles["subject"] = implicit if outer.iobject is None else name_phrase(s, outer.iobject)
        first = next((t for t in range(outer.verb + 1, last + 1) if s.low[t] not in {"of", "at", "de", "en"}), first)
    elif (
        credit is not None and credit.rule == "view" and reading.kind in ACTS | {"transfer"} and outer.subject == credit.speaker
    ):
        # "The minister put the deliveries at 9,400": who counts what is handed over does not hand it over.
        roles.pop("subject", None)
    inherit_time(a, outer, roles)
    inherit_place(a, outer, roles)
    is_ranked = reading.kind == "force_size" and credit is not None and credit.rule == "according_to"
    if "time" not in roles and is_ranked and credit is not None:
        # "According to the 2025 ranking": the figure is of that year.
        time = find_time(s, list(range(credit.first, credit.last + 1)))
        roles.update({} if time is None else {"time": time})
    frame = Frame(reading.rule, reading.trigger, reading.kind, s.start[first], s.end[last], roles, chance=reading.chance)
    held = hold_clause(s, outer, inner if inner is not outer else None, a.clauses, credit, cut)
    frame.modality = hold_kind(s, frame.kind, outer, credit, held)
    if is_negative(s, frame.kind, outer, inner, a.clauses) or (credit is not None and credit.is_negative):
        frame.polarity = "negative"
    if frame.kind == "statement" and "object" not in roles and outer.inner is not None and outer.lemma in DENYING:
        words = sorted(s.subtree(outer.inner))[:MOST_WORDS]
        roles["object"] = {"start": s.start[words[0]], "end": s.end[words[-1]], "text": s.covered(words[0], words[-1])}
    frame.status = _status(s, inner, reading.kind)
    if credit is None and s.language == "es" and frame.modality == "reported":
        credit = hearsay_credit(s, outer)
    credit_frame(s, frame, credit)
    _define(s, frame, inner)
    return frame


def _with_noun(a: Analysis, outer: Clause, first: int) -> int:
    """Where the words of a participle begin: with the noun that it is about, where that stands beside it."""
    s = a.s
    if outer.link == "acl" and outer.up is not None and shows_object(s, a.clauses[outer.up]):
        first = s.left[s.head[outer.verb]]
    if outer.link == "acl" and s.pos[outer.verb] == "VERB" and s.head[outer.verb] == outer.verb - 1:
        first = max(s.left[s.head[outer.verb]], first - 8)
    return first


MOST_WORDS: Final = 8


def credit_frame(s: Sentence, frame: Frame, credit: Credit | None) -> None:
    """Writes down who is credited with a frame."""
    if credit is None or (s.language == "es" and credit.speaker is None and credit.modality == "future"):
        # "Se espera que ...": nobody is credited.
        return
    if credit.rule == "own_view":
        frame.rule += f" + {credit.rule}"
        return
    start, end = s.start[credit.first], s.end[credit.last]
    role: dict[str, Any] = {"start": start, "end": end, "text": s.text[start:end], "rule": credit.rule}
    if credit.needs:
        role["needs"] = credit.needs
    if credit.speaker is not None:
        role["speaker"] = name_phrase(s, credit.speaker)
    frame.roles["attribution"] = role
    frame.rule += f" + {credit.rule}"
    if credit.speaker is not None:
        frame.attributed_to = name_text(s, credit.speaker) or None


def _status(s: Sentence, clause: Clause, kind: str) -> str | None:
    lemma = f"{clause.lemma} {clause.particle}".strip()
    rungs = status_verbs(s.language)
    return rungs.get(lemma) or rungs.get(clause.lemma) or claim_kinds()[kind].status


def _define(s: Sentence, frame: Frame, clause: Clause) -> None:
    """Says what a number counts or measures, and what is handed over."""
    quantity = frame.roles.get("quantity")
    spot = next(
        (p for p in s.spots if quantity is not None and p.start == quantity["start"] and p.kind in {"quantity", "money"}), None
    )
    if frame.kind == "force_size" and spot is not None:
        frame.definition = counted(s, spot, clause.object if clause.is_passive and clause.subject is None else clause.subject)
    elif spot is not None and (frame.kind == "equipment_spec" or (frame.kind == "funding" and is_price(s, clause))):
        frame.definition = measured(s, clause, spot)
    elif frame.kind == "transfer" and clause.object is not None and s.pos[clause.object] != "PRON":
        frame.definition = name_text(s, clause.object) or None


SPEAKING: Final = frozenset({"speak", "talk", "hablar"})
"""Verbs that have what is spoken of behind "of" or "about"."""
_SPOKEN_OF: Final = frozenset(
    [
        "agreement",
        "transfer",
        "production",
        "development",
        "training",
        "deployment",
        "sanction",
        "use",
        "access_control",
        "cooperation",
        "threat_or_posture",
    ]
)


def speaks_about(s: Sentence, clause: Clause) -> int | None:
    """Noun that a verb of speech has for its content, where that noun or the judgement behind it makes a claim."""
    if (
        (clause.lemma not in s.cues.report_verbs and clause.lemma not in SPEAKING)
        or (clause.subject is None and not (s.language == "es" and clause.lemma in SPEAKING))
        or clause.is_passive
        or clause.link in {"xcomp", "relcl", "acl"}
    ):
        return None
    if clause.lemma in s.words.light or is_report(s, clause) or clause.inner is not None:
        return None
    if clause.lemma in SPEAKING:
        content = next((o for p, o in clause.preps if p in {"of", "about", "de", "sobre"}), None)
        found = noun_kind(s, content) if content is not None else None
        return content if found is not None and found[0] in _SPOKEN_OF else None
    if clause.link == "advcl" and clause.is_inherited:
        return None
    own = verb_kind(s, clause)
    if own is not None and (own[1] >= 3 or own[0] in {"announcement", "threat_or_posture"}):
        return None
    content = clause.object
    if content is None:
        content = next((o for p, o in clause.preps if p in {"of", "about", "de", "sobre", "against"}), None)
    if content is None or (_is_pronoun(s, content) and (clause.attr is None or s.low[content] in RELATIVES)):
        return None
    return content if noun_kind(s, content) is not None or clause.attr is not None else None


def _is_pronoun(s: Sentence, i: int) -> bool:
    return s.pos[i] == "PRON" or s.low[i] in RELATIVES
