"""Whether a clause says that what it speaks of is not so: by its own words, or by what stands over it.

"None was delivered", "failed to deliver", "has yet to sign", "it is not true that ...", "sigue sin firmar". A negated refusal
is none ("did not fail to deliver"), and "not only", "nothing but" and "not until March" negate nothing.
"""

from collections.abc import Mapping
from typing import Literal

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence
from headwater.extract.undone import is_without
from headwater.extract.verbs import BE
from headwater.schema.claims import verb_forms
from headwater.schema.negation import NegationWords, negation_words

Clauses = Mapping[int, Clause]
_ARGUMENTS = frozenset({"subj", "obj", "subjpass", "attr", "iobj", "csubj"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "pcomp", "advcl", "acl", "relcl", "subj", "dep"})
_WORDS = frozenset({"statement", "assessment"})
"""Kinds of what is said: who rejects it has not unsaid it."""
_BARRING = frozenset({"sanction", "access_control"})
"""Kinds whose act is itself that somebody is kept from something."""
_STAYING = frozenset(
    {
        "remain",
        "stay",
        "put",
        "leave",
        "pull",
        "keep",
        "quedar",
        "seguir",
        "permanecer",
        "continuar",
        "dar",
        "irse",
        "ir",
        "dejar",
        "echar",
        "venir",
        "caer",
    }
)
"""Verbs behind which a turn of phrase says that an act is undone."""
_BETWEEN = frozenset({"be", "being", "been", "have", "having", "se", "haber", "even", "siquiera"})
"""Words that may stand between a verb and what negates it."""
Over = Literal["turns", "carries", ""]
"""What a governing clause makes of its complement: turns it into its opposite, or hands its own negation down."""


def is_negative(s: Sentence, kind: str, outer: Clause, inner: Clause, clauses: Clauses) -> bool:
    """Whether the act of a claim is said not to be so.

    Args:
        s: The sentence.
        kind: Kind of the claim: an act that is called off is not so, a statement that is rejected was made.
        outer: Clause of the claim.
        inner: The clause that has its sense: an infinitive under it, or itself.
        clauses: All clauses of the sentence.
    """
    words = negation_words(s.language)
    inner = _sense(s, inner, clauses, words)
    negative, clause = _says_no(s, inner, words) or _shares_no(s, inner, clauses, words) or _is_unreal(s, inner), inner
    if _is_undone(s, outer, words) or (kind not in _WORDS and _is_called_off(s, outer, words)):
        negative = not negative
    if kind in _BARRING:
        return _says_no(s, outer, words)
    for _ in range(len(clauses)):
        if _comes_behind(s, clause, words):
            negative = not negative
        up = clauses.get(clause.up) if clause.up is not None else None
        if up is None:
            break
        over = _over(s, up, clause, words)
        if over == "turns":
            negative = negative == _says_no(s, up, words)
        elif over == "carries" or clause.verb not in {outer.verb, *_told(s, clauses)}:
            negative = negative or _says_no(s, up, words)
        elif up.verb not in _told(s, clauses):
            break
        clause = up
    return negative


def _sense(s: Sentence, clause: Clause, clauses: Clauses, words: NegationWords) -> Clause:
    """The clause whose act is meant: the last of its infinitives, and what stands behind a refusal ("kept it from sailing")."""
    for _ in range(len(clauses)):
        deeper = clauses.get(clause.inner) if clause.inner is not None else None
        if deeper is None:
            deeper = next((c for c in clauses.values() if c.up == clause.verb and _is_refused(s, clause, c, words)), None)
        if deeper is None or deeper.verb <= clause.verb:
            break
        clause = deeper
    return clause


def _told(s: Sentence, clauses: Clauses) -> list[int]:
    """Verbs of report that hang on a noun: "posts claiming that ..."; what is said of the posts is said of what they claim."""
    return [v for v, c in clauses.items() if c.link in {"acl", "relcl"} and c.lemma in s.cues.report_verbs]


def _is_unreal(s: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what would have been: "would have ordered forty, had the engine passed"."""
    if s.language == "es":
        is_perfect = any(s.lemma[k] == "haber" and s.is_conditional(k) for k in clause.auxes)
    else:
        is_perfect = {"would", "have"} <= {s.low[k] for k in clause.auxes}
    if not is_perfect:
        return False
    conditions = [k for k in s.kids[clause.verb] if s.dep[k] == "advcl"]
    unreal = ("hubiera", "hubiese", "haber")
    return any(s.low[m] == "had" or s.low[m].startswith(unreal) for k in conditions for m in s.kids[k])


def _is_called_off(s: Sentence, clause: Clause, words: NegationWords) -> bool:
    """Whether an act is called off, founders or is awaited: "cancelled the purchase", "the deal fell through", "waits for its tanks"."""
    names = _names(s, clause)
    if clause.lemma in words.awaiting and clause.lemma != "remain":
        return True
    if names & words.ending and clause.object is not None and _is_act(s, clause.object):
        return True
    if names & words.foundering and clause.object is None and clause.subject is not None and _is_act(s, clause.subject):
        return True
    kept = (words.refusing_with.get(p, frozenset()) for p, o in s.preps(clause.verb) if _is_act(s, o))
    return any(clause.lemma in verbs for verbs in kept)


def _is_undone(s: Sentence, clause: Clause, words: NegationWords) -> bool:
    """Whether an act is said to be still undone: "is unsigned", "remains on hold", "quedó trunco"."""
    if clause.attr is not None:
        attr = s.low[clause.attr]
        if s.lemma[clause.attr] in words.undone or (attr.startswith("un") and verb_forms("en").get(attr[2:]) in s.words.verbs):
            return True
    if clause.lemma not in BE | _STAYING:
        return False
    behind = s.low[clause.verb + 1 : s.right[clause.verb] + 1]
    return any(tuple(behind[i : i + len(run)]) == run for run in words.idle for i in range(len(behind) - len(run) + 1))


def _names(s: Sentence, clause: Clause) -> set[str]:
    """A verb alone, and with its particle, which the parser may take for a preposition."""
    after = s.low[clause.verb + 1] if clause.verb + 1 < s.n else ""
    return {clause.lemma, f"{clause.lemma} {clause.particle or after}"}


def _is_act(s: Sentence, noun: int) -> bool:
    return any(s.lemma[k] in s.words.nouns or s.lemma[k] in s.words.nouns_of for k in (noun, s.meant(noun)))


def _says_no(s: Sentence, clause: Clause, words: NegationWords) -> bool:
    """Whether a clause negates its own predicate."""
    kids = s.kids[clause.verb]
    is_no = (
        any(_negates(s, k, words) for k in kids)
        or any(s.dep[k] in _ARGUMENTS and _leaves_none(s, k, words) for k in kids)
        or any(_never(s, k, words) for k in kids)
    )
    return is_no and not _is_until(s, clause, words)


def _shares_no(s: Sentence, clause: Clause, clauses: Clauses, words: NegationWords) -> bool:
    """Whether a verb behind "or" shares the negation of the one before it: "has not bought or leased jets"."""
    up = clauses.get(clause.up) if clause.up is not None else None
    if up is None or clause.link != "conj" or s.head[clause.verb] != up.verb:
        return False
    joins = (k for k in (*s.kids[up.verb], *s.kids[clause.verb]) if s.dep[k] == "cc" and up.verb < k < clause.verb)
    has_own = any(s.dep[k] in {"subj", "subjpass"} for k in s.kids[clause.verb])
    return not has_own and any(s.low[k] in {"or", "nor", "o", "u", "ni"} for k in joins) and _says_no(s, up, words)


def _negates(s: Sentence, k: int, words: NegationWords) -> bool:
    """Whether a word at a verb negates it: "not", "never", "no longer"; "not only" does not."""
    after = s.low[k + 1] if k + 1 < s.n else ""
    if s.dep[k] in {"neg", "advmod", "preconj", "cc"} and (s.dep[k] == "neg" or s.low[k] in s.cues.negators):
        if s.dep[k] == "cc" and s.low[k] not in {"ni", "nor", "neither"}:
            return False
        is_first = s.low[k] in {"never", "nunca"} and after in {"before", "antes"}
        return after not in words.only | words.at_least and not is_first
    return s.low[k] in {"longer", "more"} and any(s.low[m] == "no" for m in s.kids[k])


def _leaves_none(s: Sentence, k: int, words: NegationWords) -> bool:
    """Whether an argument leaves nobody and nothing: "none of the tanks", "no tanks", "hardly any", "ni Irán ni Rusia"."""
    after = s.low[k + 1] if k + 1 < s.n else ""
    if s.low[k] in words.none:
        return after not in words.but_for
    for d in s.kids[k]:
        if s.dep[d] in {"det", "advmod", "neg"} and s.low[d] in s.cues.negators:
            return s.low[d + 1] not in words.only | words.at_least
        if s.low[d] in words.scarcely or (s.dep[d] == "det" and any(s.low[m] in words.scarcely for m in s.kids[d])):
            return True
        if d < k and s.low[d] in {"ni", "neither"} and s.dep[d] in {"cc", "preconj", "det"}:
            return True
    return False


def _never(s: Sentence, k: int, words: NegationWords) -> bool:
    """Whether a phrase says never: "at no time", "en ningún momento"."""
    nouns = [o for o in s.kids[k] if s.dep[o] == "pobj"] if s.dep[k] == "prep" else [k] if s.dep[k] in {"obl", "advmod"} else []
    return any(s.lemma[o] in words.no_time and any(s.low[d] in s.cues.negators for d in s.kids_of(o, "det")) for o in nouns)


def _is_until(s: Sentence, clause: Clause, words: NegationWords) -> bool:
    """Whether a negated act came about in the end: "was not delivered until March"."""
    for p, o in clause.preps:
        if p in words.until:
            return s.low[o] not in words.now and not any(s.low[m] in words.now for m in s.kids[o])
    return any(s.dep[k] == "advcl" and any(s.low[m] in words.until for m in s.kids[k]) for k in s.kids[clause.verb])


def _comes_behind(s: Sentence, clause: Clause, words: NegationWords) -> bool:
    """Whether words right before a verb say that it does not come about: "without signing", "yet to be delivered", "sin firmar"."""
    first = clause.verb
    while first > 0 and s.low[first - 1] in _BETWEEN and not _ends_run(s, first, words):
        first -= 1
    if _ends_run(s, first, words):
        return True
    return is_without(s, clause)


def _ends_run(s: Sentence, first: int, words: NegationWords) -> bool:
    return any(tuple(s.low[max(0, first - len(run)) : first]) == run for run in words.words_before)


def _over(s: Sentence, up: Clause, clause: Clause, words: NegationWords) -> Over:
    """What a governing clause makes of one under it."""
    if clause.link not in _COMPLEMENTS and s.dep[clause.verb] not in _COMPLEMENTS:
        return ""
    head = s.head[clause.verb]
    if _is_refused(s, up, clause, words) or (s.pos[head] == "NOUN" and clause.link == "acl" and s.lemma[head] in words.refusal):
        return "turns"
    judged = up.attr if up.attr is not None else up.verb
    if s.lemma[judged] in words.unable and clause.link in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        return "turns"
    if s.pos[head] == "NOUN" and s.lemma[head] in words.untrue and up.lemma in BE and clause.link in {"relcl", "acl", "ccomp"}:
        return "turns"
    is_story = clause.link in {"acl", "relcl", "ccomp"} and s.lemma[head] in words.stories
    if is_story and (s.lemma[up.verb] in words.dismissing or up.lemma in words.dismissing):
        return "turns"
    if is_story and any(n is not None and s.lemma[n] in words.truth for n in (up.attr, up.object, up.subject)):
        return "carries"
    is_told = clause.link in {"ccomp", "csubj"} and head in {up.verb, judged}
    if is_told or (is_story and head in {up.subject, up.object}):
        names = {s.lemma[judged], s.low[judged]}
        return "turns" if names & words.untrue else "carries" if names & words.true else ""
    return ""


def _is_refused(s: Sentence, up: Clause, clause: Clause, words: NegationWords) -> bool:
    """Whether the governing verb keeps its complement from coming about."""
    has_to = s.low[clause.verb - 1] == "to" or any(s.low[k] == "to" for k in s.kids[clause.verb])
    before = {s.low[k] for k in s.kids[clause.verb] if k < clause.verb and s.dep[k] in {"mark", "case"}}
    if clause.link == "pcomp":
        before.add(s.low[s.head[clause.verb]])
    if any(up.lemma in verbs and word in before for word, verbs in words.refusing_with.items()):
        return True
    if up.lemma in words.awaiting and clause.link in {"xcomp", "advcl"} and has_to:
        return clause.link == "xcomp" or "for" in before
    if up.lemma in words.hoping and clause.link == "ccomp":
        return any(s.low[k] in {"aún", "todavía", "still"} for k in s.kids[up.verb])
    if clause.link not in {"xcomp", "ccomp", "pcomp"}:
        return False
    if up.lemma in {"stop", "cease"} and s.language == "en" and has_to and up.lemma == "stop":
        return False
    names = _names(s, up)
    if (clause.link != "pcomp" or up.particle) and (names & words.refusing or up.lemma in words.hindering):
        return (
            clause.link in {"xcomp", "pcomp"}
            or up.lemma in words.hindering
            or not any(s.low[k] == "that" for k in s.kids[clause.verb])
        )
    return False
