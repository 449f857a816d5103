"""Who is credited with a clause, in which words, and how it is held."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from headwater.extract.asides import TELLING_WITH, tells_with
from headwater.extract.clause import Clause
from headwater.extract.clauses import BACKGROUND
from headwater.extract.credit_phrases import find_phrases
from headwater.extract.phrases import name_phrase
from headwater.extract.sentence import Sentence

STRENGTH: Final = ("asserted", "reported", "opinion", "future", "conditional", "alleged", "denied")
"""A claim has the strongest modality that applies."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that credit a clause to someone.

    Attributes:
        first: First token of the words.
        last: Last token.
        speaker: Head token of who is credited, or None.
        modality: How the words hold what they credit.
        rule: Name of the rule.
        needs: `pronoun` where the context must say who speaks.
        is_negative: Whether the words say that there is no such thing: "no evidence that".
    """

    first: int
    last: int
    speaker: int | None
    modality: str
    rule: str
    needs: str | None = None
    is_negative: bool = False


def strongest(*modalities: str) -> str:
    """The strongest of some modalities."""
    return max(modalities, key=STRENGTH.index)


def find_credits(s: Sentence, clauses: dict[int, Clause]) -> dict[int, Credit]:
    """The words that credit each clause, by its verb; clauses in the document's own voice are left out."""
    hedged = _hedge_credits(s, clauses)
    found: dict[int, Credit] = {}
    for verb, clause in clauses.items():
        credit = _own_credit(s, clause, clauses) or hedged.get(verb)
        if (
            credit is None
            and clause.up is not None
            and clause.up in found
            and _passes_down(s, clause, clauses[clause.up], found[clause.up])
        ):
            credit = found[clause.up]
        if credit is not None:
            found[verb] = credit
    for verb, credit in _credits_beside(s, clauses):
        found.setdefault(verb, credit)
    for clause in [c for c in clauses.values() if c.link == "aside" and c.up is not None]:
        _credit_around(s, clause, clauses, found)
    for phrase in find_phrases(s, clauses):
        whole = Credit(phrase.first, phrase.last, phrase.speaker, phrase.modality, "according_to")
        # "X, citing Y, reports": the longer words hold the chain.
        whole = next((c for c in found.values() if c.first <= whole.first and whole.last <= c.last), whole)
        for verb in clauses:
            if verb in phrase.scope and not whole.first <= verb <= whole.last:
                found.setdefault(verb, whole)
    return found


def _credits_beside(s: Sentence, clauses: dict[int, Clause]) -> Iterator[tuple[int, Credit]]:
    """Clauses beside which an aside names who told of them: "As the Herald first reported, Iran sent ..."."""
    if s.language != "en":
        return
    for verb, clause in clauses.items():
        modality = s.cues.report_verbs.get(clause.lemma)
        if modality is None or clause.link != "advcl" or clause.mark != "as" or clause.up is None or clause.is_inherited:
            continue
        if (
            clause.subject is None
            or clause.object is not None
            or clause.is_passive
            or clause.subject > verb
            or _content_of(s, clause) is not None
        ):
            continue
        yield clause.up, _verb_credit(s, clause, modality, "report_verb", clauses)


_ASIDE_ONLY: Final = frozenset({"continue", "seguir", "continuar", "proseguir", "count", "list", "read", "figure"})
"""Verbs that tell only in an aside or before "that"."""
_JUDGING: Final = frozenset(
    [
        "regret",
        "deplore",
        "decry",
        "bemoan",
        "lament",
        "criticise",
        "criticize",
        "object",
        "rejoice",
        "lamentar",
        "deplorar",
        "criticar",
        "censurar",
        "celebrar",
    ]
)
"""Verbs that judge what is known already: they credit nobody with what stands behind "that"."""


def _credit_around(s: Sentence, aside: Clause, clauses: dict[int, Clause], found: dict[int, Credit]) -> None:
    """Credits what an aside stands in or behind: its clause, and what hangs on that or is coordinated with it."""
    held = s.cues.report_verbs.get(aside.lemma) or s.cues.telling_verbs.get(aside.lemma) or "reported"
    credit = _verb_credit(s, aside, held, "report_verb", clauses)
    if aside.up is None:
        return
    farther = found.get(aside.up)
    if farther is not None:
        if farther.first > credit.last > aside.up:
            # "..., Chávez said, Reuters reports": the credit beside the claim.
            found.update({v: credit for v, c in found.items() if c is farther and v < credit.first})
        return
    found[aside.up] = credit
    for verb, clause in clauses.items():
        up = clause.up
        is_open = verb not in found and clause.link != "aside" and up is not None and found.get(up) is credit
        if is_open and up is not None and _passes_down(s, clause, clauses[up], credit):
            found[verb] = credit


def is_report(s: Sentence, clause: Clause) -> bool:
    """Whether a clause only says who says something: a report verb with a content clause."""
    if clause.link == "aside":
        return True
    if clause.lemma in s.cues.report_verbs:
        return _content_of(s, clause) is not None
    has_own_kind = clause.lemma in s.words.verbs
    return not has_own_kind and any(s.dep[k] == "ccomp" and _held_by(s, clause, k) is not None for k in s.kids[clause.verb])


def _content_of(s: Sentence, clause: Clause) -> int | None:
    for k in s.kids[clause.verb]:
        if s.dep[k] == "ccomp":
            return k
    return clause.inner if clause.is_passive and clause.lemma in s.cues.report_verbs else None


def _held_by(s: Sentence, clause: Clause, content: int) -> str | None:
    """How the verb of a clause holds a clause that is its content; None where it says nothing of it."""
    if any(s.low[k].endswith(("self", "selves")) for k in s.kids_of(content, "subj")):
        # "The ship found herself thwarting an attack."
        return None
    held = s.cues.report_verbs.get(clause.lemma)
    if held is not None or clause.lemma not in s.cues.telling_verbs:
        return held
    if clause.lemma in TELLING_WITH and not tells_with(s.low, clause.verb, clause.lemma):
        return None
    has_mark = any(s.low[k] in {"that", "que"} for k in s.kids[content] if s.dep[k] == "mark")
    if (clause.lemma in _ASIDE_ONLY and not has_mark) or (clause.lemma in _JUDGING and content > clause.verb):
        return None
    is_clause = any("VerbForm=Fin" in s.morph[k] for k in (content, *s.kids_of(content, "aux", "auxpass", "cop"))) and s.kid(
        content, "subj", "subjpass"
    )
    return s.cues.telling_verbs[clause.lemma] if has_mark or content < clause.verb or is_clause else None


def _own_credit(s: Sentence, clause: Clause, clauses: dict[int, Clause]) -> Credit | None:
    up = clauses.get(clause.up) if clause.up is not None else None
    if up is None:
        return None
    link, head = clause.link, s.head[clause.verb]
    if any(s.low[t] == ";" for t in range(min(up.verb, clause.verb), max(up.verb, clause.verb))):
        return None
    modality = _held_by(s, up, clause.verb)
    if modality is not None and up.subject is not None:
        modality = strongest(modality, s.cues.cue_nouns.get(s.lemma[up.subject], modality))
    is_content = link == "ccomp" or (link == "xcomp" and up.is_passive and modality in {"reported", "alleged", "opinion"})
    if modality is not None and head == up.verb and is_content:
        return _verb_credit(s, up, modality, "report_verb", clauses)
    if modality is not None and link == "conj" and clause.mark in {"that", "que"} and head == up.verb and is_report(s, up):
        # "told sailors that ..., and that ..."
        return _verb_credit(s, up, modality, "report_verb", clauses)
    if link == "pcomp" and up.lemma in s.cues.accusation_verbs:
        return _verb_credit(s, up, "alleged", "accusation", clauses)
    if s.language == "es" and (accused := _accusation(s, clause, up, clauses)) is not None:
        return accused
    if modality is not None and _is_loose_content(s, clause, up):
        return _verb_credit(s, up, modality, "report_verb", clauses)
    if link == "ccomp" and up.lemma in {"be", "ser"} and up.subject is not None and s.lemma[up.subject] in s.cues.cue_nouns:
        noun = up.subject
        return Credit(s.left[noun], s.right[noun], _possessor(s, noun), s.cues.cue_nouns[s.lemma[noun]], "cue_noun")
    if link in {"acl", "ccomp", "relcl"} and clause.mark in {"that", "que"} and s.lemma[head] in s.cues.cue_nouns:
        none = any(s.low[k] in s.cues.negators for k in s.kids[head])
        return Credit(s.left[head], head, _possessor(s, head), s.cues.cue_nouns[s.lemma[head]], "cue_noun", None, none)
    if modality is not None and link == "acl" and head == up.object and shows_object(s, up):
        return _verb_credit(s, up, modality, "report_verb", clauses)
    return None


def _accusation(s: Sentence, clause: Clause, up: Clause, clauses: dict[int, Clause]) -> Credit | None:
    """What somebody is accused of in Spanish: "acusó a los marroquíes de haber matado", "un ingeniero acusado de divulgar"."""
    verb = clause.verb
    is_infinitive = any("VerbForm=Inf" in s.morph[k] for k in (verb, *clause.auxes))
    if not is_infinitive or (clause.mark != "de" and s.low[s.left[verb]] != "de"):
        return None
    head = s.head[verb]
    if up.lemma in s.cues.accusation_verbs and (head == up.verb or s.head[head] == up.verb):
        return _verb_credit(s, up, "alleged", "accusation", clauses)
    if s.low[head].startswith(("acusad", "sospechos", "imputad", "procesad", "inculpad")):
        return Credit(head, head, None, "alleged", "accusation")
    return None


def shows_object(s: Sentence, clause: Clause) -> bool:
    """A document's verb of showing with a noun and a participle for its content: "a review shows billions invested"."""
    if clause.subject is None or clause.object is None or clause.lemma not in s.cues.report_verbs:
        return False
    noun = s.lemma[s.meant(clause.subject)], s.lemma[clause.subject]
    if not any(n in s.cues.cue_nouns or n in s.cues.speaker_nouns for n in noun):
        return False
    return any(s.tag_is_past_participle(k) for k in s.kids_of(clause.object, "acl"))


def _is_loose_content(s: Sentence, clause: Clause, up: Clause) -> bool:
    """A that-clause that the parser hung on the hearer: "told an audience that ..."."""
    has_that = clause.mark in {"that", "que"} or any(s.low[k] == "that" for k in s.kids_of(clause.verb, "advmod"))
    if not has_that or clause.link not in {"relcl", "acl", "advcl"}:
        return False
    subject = next((k for k in s.kids[clause.verb] if s.dep[k] in {"subj", "subjpass"}), None)
    if subject is None or s.low[subject] in {"that", "que", "which", "who"}:
        return False
    return up.verb < clause.verb


def _possessor(s: Sentence, noun: int) -> int | None:
    return next((k for k in s.kids[noun] if s.dep[k] == "poss" or (s.dep[k] == "det" and s.low[k] in {"su", "sus"})), None)


def is_own_view(s: Sentence, clause: Clause) -> bool:
    """Whether a clause says what the writer thinks or fears: "I believe", "creo que"."""
    if s.cues.report_verbs.get(clause.lemma) not in _VIEWS:
        return False
    subject = clause.subject
    if subject is not None and s.pos[subject] == "PRON" and not clause.is_inherited:
        return s.low[subject] in _WRITERS
    return s.language == "es" and any("Person=1" in s.morph[k] for k in (clause.verb, *clause.auxes))


_WRITERS: Final = frozenset({"i", "we", "yo", "nosotros"})
_VIEWS: Final = frozenset({"opinion", "conditional", "denied"})
"""Classes of verbs of thinking, fearing and ruling out."""


def _verb_credit(s: Sentence, up: Clause, modality: str, rule: str, clauses: dict[int, Clause]) -> Credit:
    speaker = up.subject
    needs: str | None = None
    first = min([up.verb, *up.auxes])
    if is_own_view(s, up):
        return Credit(first, up.verb, speaker, "opinion" if modality == "denied" else modality, "own_view")
    modality = _told_modality(s, up, modality)
    above = clauses.get(up.up) if up.up is not None and up.link == "advcl" and up.is_inherited else None
    if (
        above is not None
        and above.object is not None
        and (s.lemma[above.object] in s.cues.speaker_nouns or s.lemma[above.object] in s.cues.cue_nouns)
    ):
        # "examined papers ..., showing that": the papers show it.
        return Credit(above.verb, up.verb, above.object, modality, rule)
    if (rule == "accusation" and up.is_passive) or (up.is_passive and up.subject is None):
        return Credit(first, up.verb, up.subject, modality, rule)
    if speaker is not None and not up.is_inherited:
        low, high = s.left[speaker], s.right[speaker]
        if high < up.verb:
            return Credit(low, up.verb, speaker, modality, rule, _needs(s, speaker))
        if speaker > up.verb:
            return Credit(first, min(high, speaker + 8), speaker, modality, rule, _needs(s, speaker))
    if speaker is not None and s.right[speaker] < up.verb:
        # The speaker stands in a clause before: the words that name it are the credit.
        return Credit(s.left[speaker], s.right[speaker], speaker, modality, rule, _needs(s, speaker))
    return Credit(first, up.verb, speaker, modality, rule, needs)


def _told_modality(s: Sentence, clause: Clause, modality: str) -> str:
    """What others think is reported, as is what papers and pictures suggest."""
    if modality == "opinion":
        return "reported"
    if modality == "conditional" and clause.lemma in _SUGGESTING and clause.subject is not None:
        noun = s.lemma[s.meant(clause.subject)]
        spot = s.spot_at[clause.subject]
        is_thing = spot is None and s.pos[clause.subject] == "NOUN" and not s.classes_of(clause.subject) & _PEOPLE
        return "reported" if noun in s.cues.cue_nouns or is_thing else modality
    return modality


_SUGGESTING: Final = frozenset({"suggest", "imply", "sugerir", "insinuar"})
_PEOPLE: Final = frozenset({"person", "personnel", "organisation", "country"})


def _needs(s: Sentence, speaker: int) -> str | None:
    return str(name_phrase(s, speaker).get("needs") or "") or None


def _passes_down(s: Sentence, clause: Clause, up: Clause, credit: Credit) -> bool:
    """Whether what governs a clause is credited together with it."""
    postposed = credit.first > clause.verb
    if clause.link in {"xcomp", "pcomp"} or (clause.link == "conj" and s.head[clause.verb] == up.verb):
        return True
    if clause.link == "relcl":
        comma = s.comma_before(clause.verb)
        return postposed or not comma or clause.mark in {"when", "cuando"}
    if clause.link == "advcl":
        return postposed or clause.mark not in BACKGROUND
    if clause.link == "acl" and s.dep[s.head[clause.verb]] == "pobj" and s.low[s.head[s.head[clause.verb]]] in {"with", "con"}:
        return postposed
    return clause.link in {"acl", "ccomp", "dep"}


def _hedge_credits(s: Sentence, clauses: dict[int, Clause]) -> dict[int, Credit]:
    """Adverbs such as "reportedly" credit the clause that they stand in to nobody named."""
    found: dict[int, Credit] = {}
    for i in range(s.n):
        held = s.cues.hedges.get(s.low[i])
        if held in {"reported", "alleged"} and s.pos[i] == "ADV":
            verb = s.head[i]
            while verb not in clauses and s.head[verb] != verb:
                verb = s.head[verb]
            if verb in clauses:
                found.setdefault(verb, Credit(i, i, None, held, "hedge"))
    return found
