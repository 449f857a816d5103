"""The rules that turn a parsed sentence into claims: a list of small functions, each named in what it makes."""

from collections.abc import Callable, Iterator
from typing import Final

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.apposed import apposed_judgement_rule
from headwater.extract.attitudes import denies
from headwater.extract.clause import Clause
from headwater.extract.credit import Credit, is_report, shows_object, strongest
from headwater.extract.denials import denial_rule
from headwater.extract.field import is_about_coverage, is_double, is_in_field, trim
from headwater.extract.frames import (
    SPEAKING,
    analyse,
    credit_frame,
    has_to,
    is_question,
    make_frame,
    speaks_about,
)
from headwater.extract.kinds import noun_kind
from headwater.extract.links import example_of
from headwater.extract.lists import (
    arms_of_service_rule,
    coordinated_goods_rule,
    keep_first_goods,
    keep_first_item,
    listed_figures_rule,
    loose_figures_rule,
    loose_strength_rule,
)
from headwater.extract.near import Phrases, near_phrases
from headwater.extract.nominal import NOMINAL_KINDS, nominal_pair, nominal_rule
from headwater.extract.phrases import name_phrase
from headwater.extract.reading import Reading
from headwater.extract.roles import Role, clause_tokens, find_time
from headwater.extract.sentence import Sentence
from headwater.extract.spans import clause_span
from headwater.extract.stages import listed_stages_rule
from headwater.extract.vouch import vouch

Rule = Callable[[Analysis], Iterator[Frame]]


# --- the rules ----------------------------------------------------------------------------------------------------------


def clause_rule(a: Analysis) -> Iterator[Frame]:
    """Each clause with a trigger says one thing: its subject does it, its object has it done to."""
    for verb, reading in a.readings.items():
        outer = a.clauses[verb]
        idle = a.idle.get(verb, 0.5)
        if idle > 0.3 and not _stands_alone(a, outer):
            continue
        frame = make_frame(a, outer, reading)
        if frame is not None:
            if verb in a.trimmed:
                keep_first_item(a.s, frame, a.trimmed[verb])
            first = a.clauses[reading.verb].object
            if verb in a.goods and first is not None:
                keep_first_goods(a.s, frame, first, a.goods[verb])
            if verb in a.sums:
                # A total counts all that its parts count, whatever noun stands beside it.
                frame.definition = "people in arms"
            yield frame


def _stands_alone(a: Analysis, clause: Clause) -> bool:
    """Whether a clause claims something of its own, rather than serving another clause."""
    s, link = a.s, clause.link
    if link == "ccomp" and is_question(s, clause):
        return False
    reading = a.readings[clause.verb]
    governor = a.readings.get(clause.up) if clause.up is not None else None
    if (
        link in {"acl", "advcl"}
        and s.language == "es"
        and "VerbForm=Inf" in s.morph[clause.verb]
        and clause.mark in {"sin", "para", "de", "a"}
    ):
        is_able = link == "acl" and s.low[s.head[clause.verb]].startswith("capa") and s.dep[s.head[clause.verb]] == "amod"
        return (governor is None and clause.mark == "para") or is_able
    if link == "acl" and clause.up is not None and shows_object(s, a.clauses[clause.up]):
        return True
    if link in {"root", "ccomp", "conj", "advcl", "dep", "csubj"}:
        if link == "advcl" and (has_to(s, clause.verb) or clause.mark in s.cues.conditionals):
            return governor is None
        return not (link == "conj" and clause.up is not None and a.clauses[clause.up].link == "xcomp" and governor is None)
    if link == "pcomp":
        if clause.up is not None and a.clauses[clause.up].lemma in s.cues.accusation_verbs:
            return True
        return s.low[s.head[clause.verb]] in {"by", "while", "after"} and s.dep[s.head[s.head[clause.verb]]] != "pcomp"
    if link in {"relcl", "acl", "amod"}:
        if governor is None or _has_own_subject(s, clause):
            return True
        comma = s.comma_before(clause.verb)
        return (
            comma
            or (reading.kind == "front_or_cover" and link == "relcl")
            or (
                reading.kind in {"training", "transfer", "production"}
                and reading.kind != governor.kind
                and link != "amod"
                and _is_weighty(s, clause)
            )
            or _is_tucked_in(s, clause, reading, governor)
            or (
                link == "relcl"
                and reading.kind == "equipment_spec"
                and reading.kind != governor.kind
                and _states_figure(s, clause)
            )
        )
    return governor is None


def _has_own_subject(s: Sentence, clause: Clause) -> bool:
    """Whether a Spanish relative clause names who acts behind its verb: "un programa en el que participan Irán y Rusia"."""
    is_relative = s.language == "es" and clause.link == "relcl" and clause.subject is not None and not clause.is_inherited
    return is_relative and (clause.subject or 0) > clause.verb and bool(s.classes_of(clause.subject or 0) & _SIDES)


_SIDES: Final = frozenset({"country", "organisation", "person"})


def _states_figure(s: Sentence, clause: Clause) -> bool:
    """Whether a clause on a noun has a figure of its own: "containers that could hold up to 4 million shells"."""
    return s.language == "en" and any(p.kind == "quantity" and clause.verb < p.first <= s.right[clause.verb] for p in s.spots)


_TUCKED: Final = frozenset(
    {"training", "transfer", "production", "use", "deployment", "funding", "access_control", "support", "sanction", "agreement"}
)


def _is_tucked_in(s: Sentence, clause: Clause, reading: Reading, governor: Reading) -> bool:
    """Whether a clause on a noun tells of an act of its own, with its doer or its figure: "drones assembled by the army"."""
    if (
        s.language != "en"
        or reading.kind not in _TUCKED
        or reading.kind == governor.kind
        or reading.rule == "noun_of_light_verb"
    ):
        return False
    return clause.link != "amod" and (clause.subject is not None and clause.object is not None)


def _is_weighty(s: Sentence, clause: Clause) -> bool:
    return bool(clause.preps) and s.dep[s.head[clause.verb]] in {"subj", "subjpass", "pobj"}


_ANNOUNCED: Final = frozenset({"production", "development", "agreement"})
"""What is news by being announced: a product, a plan, a deal; of other acts the act is the news."""


def announcement_rule(a: Analysis) -> Iterator[Frame]:
    """Who announces something makes an announcement, beside what is announced."""
    s = a.s
    for verb, clause in a.clauses.items():
        triggers = s.words.verbs.get(clause.lemma, ())
        if (
            not any(t.kind == "announcement" and not t.classes for t in triggers)
            or not is_report(s, clause)
            or clause.subject is None
        ):
            continue
        if s.pos[clause.subject] == "PRON" or verb > max(t for t in s.subtree(verb)):
            continue
        content = next((k for k in s.kids[verb] if s.dep[k] == "ccomp"), None)
        if content is not None and (content not in a.readings or a.readings[content].kind not in _ANNOUNCED):
            continue
        a.cuts.setdefault(verb, set())
        first, _ = clause_span(s, clause, {k for k in s.kids[verb] if s.dep[k] == "ccomp"})
        last = s.right[content] if content is not None else verb
        content_cut = a.cuts.get(content, set()) if content is not None else set()
        if content is not None:
            last = clause_span(s, a.clauses[content], content_cut)[1] if content in a.clauses else last
        if last <= verb:
            continue
        roles: dict[str, Role] = {"subject": name_phrase(s, clause.subject)}
        inner = a.clauses.get(content) if content is not None else None
        if inner is not None and (o := inner.object if inner.object is not None else inner.attr) is not None:
            roles["object"] = name_phrase(s, o)
        if (time := find_time(s, clause_tokens(s, verb, {content} if content is not None else set()))) is not None:
            roles["time"] = time
        yield Frame("announcement", clause.lemma, "announcement", s.start[first], s.end[last], roles, status="announced")


def speech_about_rule(a: Analysis) -> Iterator[Frame]:
    """A verb of speech with a noun for its content: who speaks of a threat, calls it one, or estimates a number."""
    s = a.s
    for verb, clause in a.clauses.items():
        modality = s.cues.report_verbs.get(clause.lemma) or ("reported" if clause.lemma in SPEAKING else None)
        content = speaks_about(s, clause)
        if content is None or modality is None or clause.subject is None:
            continue
        if clause.link == "conj" and clause.up is not None and a.clauses[clause.up].link == "xcomp":
            continue
        found = noun_kind(s, content)
        judged = clause.attr
        kind, trigger = ("assessment", s.lemma[judged]) if judged is not None else found  # type: ignore[misc]
        kind = "assessment" if kind == "threat_or_posture" else kind
        reading = Reading(kind, trigger, "speech_about", verb)
        a.cuts.setdefault(verb, set())
        frame = make_frame(a, clause, reading)
        if frame is None:
            continue
        speaker = s.spot_at[clause.subject]
        is_official = (speaker is not None and speaker.kind == "person") or s.lemma[clause.subject] in _OFFICIALS
        if judged is not None and ("attribution" in frame.roles or is_official):
            frame.roles["subject"], frame.roles["object"] = name_phrase(s, clause.subject), name_phrase(s, content)
            frame.kind = "statement"
            if frame.modality == "opinion":
                frame.modality = "reported" if "attribution" in frame.roles else "asserted"
            yield frame
            continue
        subject = clause.subject
        frame.start = s.start[min([verb, *clause.auxes])]
        if s.low[subject] in {"i", "we"} and (judged is not None or modality == "opinion"):
            # "I would call it a vote of confidence": the writer's own view.
            frame.modality = "opinion"
            _name_content(a, clause, frame, content, kind)
            yield frame
            continue
        is_denial = judged is None and (modality == "denied" or (clause.is_negative and clause.lemma in _ADMITTING))
        if is_denial:
            # To deny a thing is what is claimed, whatever the thing is.
            frame.kind, frame.start = "statement", s.start[min(verb, s.left[subject])]
            frame.roles["subject"], frame.roles["object"] = name_phrase(s, subject), name_phrase(s, content)
        needs = str(name_phrase(s, subject).get("needs") or "") or None
        credit = Credit(s.left[subject], s.right[subject], subject, modality, "speech_about", needs)
        frame.modality = "reported" if modality == "opinion" else strongest(modality, "reported")
        if modality == "denied" and not denies(s, clause) and "attribution" not in frame.roles:
            # To reject a request is an act, which nobody else vouches for.
            frame.modality = "asserted"
        else:
            credit_frame(s, frame, credit)
        if not is_denial:
            _name_content(a, clause, frame, content, kind)
        yield frame


def _name_content(a: Analysis, clause: Clause, frame: Frame, content: int, kind: str) -> None:
    """Who and to whom, of what somebody speaks of."""
    s, verb = a.s, clause.verb
    if clause.attr is not None:
        frame.roles["subject"], frame.roles["object"] = name_phrase(s, content), name_phrase(s, clause.attr)
    elif kind in NOMINAL_KINDS | {"equipment_spec", "force_size"}:
        # Who speaks of a plant has not built it, and who fears a transfer hands nothing over.
        doer, other = nominal_pair(s, kind, s.meant(content), clause.preps)
        implicit = {"start": s.start[verb], "end": s.start[verb], "text": "", "needs": "implicit"}
        frame.roles["subject"] = implicit if doer is None else name_phrase(s, doer)
        if kind in NOMINAL_KINDS:
            frame.roles["object"] = name_phrase(s, content if other is None else other)
    elif clause.subject is not None:
        frame.roles["subject"], frame.roles["object"] = name_phrase(s, clause.subject), name_phrase(s, content)


_ADMITTING: Final = frozenset({"acknowledge", "admit", "recognise", "recognize", "reconocer", "admitir"})
"""Not to admit a thing is to be silent on it or to deny it: nothing is said of the thing."""
_OFFICIALS: Final = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "minister", "president", "general", "ministry", "government", "leader", "commander", "senator", "ambassador",
     "portavoz", "vocero", "ministro", "presidente", "ministerio", "gobierno", "comandante", "senador", "embajador", "canciller"]
)  # fmt: skip
"""Who calls something something is making a statement; what analysts call it is a judgement."""


_SCREENS: Final = frozenset(
    [
        "project",
        "company",
        "firm",
        "business",
        "venture",
        "deal",
        "factory",
        "proyecto",
        "empresa",
        "compañía",
        "negocio",
        "fábrica",
    ]
)
"""What things are hidden behind, where examples follow: "behind projects such as dairies"."""


def cover_phrase_rule(a: Analysis) -> Iterator[Frame]:
    """What a clause says is done is presented as something else: "under the cover of X", "bajo la fachada de X"."""
    s = a.s
    for i in range(s.n):
        if s.low[i] not in {"under", "bajo", "behind", "tras", "as", "como"}:
            continue
        noun = next((o for j in {i, s.head[i]} for p, o in s.preps(j) if p == s.low[i] and o > i), None)
        noun = noun if noun is not None else next(iter(s.kids_of(i, "pobj")), None)
        found = noun_kind(s, noun) if noun is not None else None
        if (
            noun is not None
            and s.low[i] in {"behind", "tras"}
            and s.lemma[noun] in _SCREENS
            and example_of(s, noun) is not None
        ):
            found = ("front_or_cover", s.lemma[noun])
        if noun is None or found is None or found[0] != "front_or_cover":
            continue
        of = next((o for p, o in s.preps(noun) if p in {"of", "de", "for", "para"}), None)
        what = noun if of is None and s.lemma[noun] in _SCREENS else of
        if what is None:
            continue
        first = i - 1 if i and s.pos[i - 1] == "ADV" else i
        verb = next((v for v, c in a.clauses.items() if any(o == noun for _, o in c.preps)), None)
        verb = verb if verb is not None else a.clauses[min(a.clauses)].verb if a.clauses else None
        if verb is None:
            continue
        clause = a.clauses[verb]
        example = example_of(s, what)
        roles: dict[str, Role] = {"object": name_phrase(s, what if example is None else example)}
        hidden = next((o for p, o in clause.preps if p in {"in", "en"} and o != noun), None)
        hidden = hidden if hidden is not None else clause.object if clause.object is not None else clause.subject
        if hidden is not None:
            roles["subject"] = name_phrase(s, hidden)
        frame = Frame("cover_phrase", found[1], "front_or_cover", s.start[first], s.end[s.right[noun]], roles)
        credit = a.credits.get(verb)
        if credit is None and s.language == "en":
            credit = next((a.credits[v] for v in sorted(a.credits) if verb < v < i), None)
        frame.modality = credit.modality if credit is not None else "asserted"
        credit_frame(s, frame, credit)
        if s.low[first - 1] == "," and verb in a.cuts:
            a.cuts[verb].update(t for t in range(first, s.right[noun] + 1) if not first <= s.head[t] <= s.right[noun])
        yield frame


RULES: Final[list[Rule]] = [
    apposed_judgement_rule,
    cover_phrase_rule,
    nominal_rule,
    listed_stages_rule,
    listed_figures_rule,
    coordinated_goods_rule,
    clause_rule,
    announcement_rule,
    speech_about_rule,
    denial_rule,
    loose_figures_rule,
    loose_strength_rule,
    arms_of_service_rule,
]
"""In the order in which they run; the first one that claims a stretch of words keeps it."""


def read_sentence(s: Sentence) -> list[Frame]:
    """All claims of a sentence, by where they stand, without doubles."""
    if s.n < 3:
        return []
    a = analyse(s)
    frames: list[Frame] = []
    for rule in RULES:
        for frame in rule(a):
            trim(s, frame)
            if frame.end - frame.start < (4 if "quantity" in frame.roles else 8) or any(is_double(frame, f) for f in frames):
                continue
            if is_about_coverage(s, frame):
                continue
            frames.append(frame)
            if "quantity" in frame.roles:
                a.used.add(frame.roles["quantity"]["start"])
    frames.sort(key=lambda f: (f.start, f.end, f.kind, f.rule))
    vouch(s, a.clauses, frames)
    phrases = Phrases()
    for frame in frames:
        frame.is_in_field = is_in_field(s, frame)
        if frame.is_in_field or a.bag:
            frame.near = near_phrases(s, frame, phrases)
    return frames
