"""Attributions by a verb of saying, thinking, asking or wanting."""

from collections.abc import Iterator
from typing import Final

from headwater.extract.attribution_parts import (
    Attribution,
    Reading,
    agent_of,
    has_to,
    make_attribution,
    marks_of,
    source_of,
    subtree_of,
    verb_cue,
)  # fmt: skip
from headwater.extract.attribution_quotes import can_speak, host_clause, quoted_beside, quoted_inside, with_quotes
from headwater.extract.sentence import Sentence


def verb_rule(r: Reading) -> Iterator[Attribution]:
    """A verb of saying, thinking, asking or wanting with what it takes for its content."""
    s = r.s
    for v in sorted(r.clauses):
        if s.pos[v] not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"} or (r.verbs is not None and v not in r.verbs):
            continue
        cue = verb_cue(s, v)
        content, more = _complements(r, v, cue)
        if not content:
            content = quoted_beside(r, v) or host_clause(r, v) or quoted_inside(r, v)
        is_bare = not content and _is_bare(r, v)
        if not content and not is_bare:
            continue
        cue |= more | _in_statement(r, v, content)
        content = with_quotes(r, v, content) if content else content
        clause = r.clauses[v]
        source, speaker = source_of(r, v, cue | {k for k in s.kids[v] if k in content})
        if clause.is_passive or (s.dep[v] in {"acl", "amod"} and s.tag_is_past_participle(v)):
            source, speaker, _ = agent_of(s, v)
        cue, source, speaker = _climb(r, v, cue, source, speaker)
        yield make_attribution(s, v, source, speaker, cue, content, "verb")


def _in_statement(r: Reading, v: int, content: set[int]) -> set[int]:
    """The statement that it was said in: "said in a statement"."""
    s = r.s
    for k in s.kids[v]:
        o = next(iter(s.kids_of(k, "pobj")), None) if s.dep[k] == "prep" and s.low[k] == "in" else None
        if o is not None and s.lemma[o] == "statement" and o - v < 5 and k not in content:
            return set(range(k, o + 1))
    return set()


def _is_bare(r: Reading, v: int) -> bool:
    """Whether a verb of saying stands with its speaker alone: what is said stands in another sentence."""
    s = r.s
    subject = s.kid(v, "subj")
    return (
        can_speak(r, v)
        and subject is not None
        and r.quoted(v) is None
        and s.dep[v] in {"root", "conj", "ccomp", "aside"}
        and (s.low[s.n - 1] in {":", ","} or (s.n > 1 and s.low[s.n - 2] == ":") or s.left[v] == 0)
    )


def _complements(r: Reading, v: int, cue: set[int]) -> tuple[set[int], set[int]]:
    """Content that a verb takes, and words of its cue besides."""
    s, cues = r.s, r.cues
    lemma = cues.mend(s.lemma[v])
    clause = r.clauses[v]
    clausal, takes_object, takes_infinitive = (cues.has(x, lemma) for x in ("clause", "object", "infinitive"))
    content, more = _clauses_under(r, v, lemma, cue)
    hears = cues.has("hearers", lemma)
    objects = [k for k in s.kids[v] if s.dep[k] in {"obj", "attr"} and not (s.language == "es" and _is_clitic(s, k))]
    if (
        (takes_object and not (content and hears))
        or (content and takes_infinitive and not hears)
        or (content and hears and takes_infinitive and _is_infinitive(s, v))
    ):
        for k in objects:
            content |= subtree_of(s, k, cue)
    if (
        clause.is_passive
        and (takes_object or takes_infinitive or clausal or cues.has("seeming", lemma))
        and not (hears and content)
    ):
        content |= _passive_object(s, v, cue) if takes_object or content else set()
    if cues.has("seeming", lemma) and content:
        content |= {t for k in s.kids_of(v, "subj") for t in subtree_of(s, k)}
    if (
        takes_object
        and not objects
        and s.dep[v] in {"acl", "amod"}
        and s.tag_is_past_participle(v)
        and agent_of(s, v)[1] is not None
    ):
        content |= subtree_of(s, s.head[v], {v})
    if (
        takes_object
        and not content
        and not objects
        and s.dep[v] == "relcl"
        and clause.object == s.head[v]
        and not clause.is_passive
    ):
        # In "a deal that she backed" the content stands before the verb.
        content |= subtree_of(s, s.head[v], {v})
    _take_preps(r, v, lemma, content, more)
    return content, more


def _clauses_under(r: Reading, v: int, lemma: str, cue: set[int]) -> tuple[set[int], set[int]]:
    """Clauses and infinitives that a verb takes for its content, and prepositions that join them to the cue."""
    s, cues = r.s, r.cues
    clausal, takes_object, takes_infinitive = (cues.has(x, lemma) for x in ("clause", "object", "infinitive"))
    content: set[int] = set()
    more: set[int] = set()
    for k in s.kids[v]:
        if s.dep[k] == "ccomp" and _is_content(r, v, k, known=clausal or takes_infinitive or takes_object):
            content |= subtree_of(s, k, cue)
        elif s.dep[k] == "xcomp" and (takes_infinitive or cues.has("seeming", lemma) or (clausal and s.low[k].endswith("ing"))):
            if not (_is_weak(r, v, lemma) and _says_itself(r, k)):
                content |= subtree_of(s, k, cue)
        elif s.dep[k] == "advcl" and clausal and marks_of(s, k) & {"that", "que"}:
            content |= subtree_of(s, k, cue)
        elif s.dep[k] == "advcl" and (called := marks_of(s, k) & cues.preposition.get(lemma, frozenset())):
            # "called for the deal to be signed": the preposition stands as the mark of the clause.
            marks = {m for m in s.kids[k] if s.low[m] in called and s.dep[m] == "mark"}
            more |= marks
            content |= subtree_of(s, k, marks)
        elif s.dep[k] == "advcl" and marks_of(s, k) & {"if", "whether", "si"} and lemma in _ASKING:
            content |= subtree_of(s, k, cue)
        elif s.dep[k] in {"obj", "prep"} and clausal:
            content |= _hung_on_hearer(s, k)
    return content, more


_ASKING: Final = frozenset({"ask", "wonder", "question", "inquire", "doubt", "preguntar"})


def _is_weak(r: Reading, v: int, lemma: str) -> bool:
    """Whether a verb only leads to the one behind it: "seems to say", "is expected to announce"."""
    return r.cues.has("seeming", lemma) or r.clauses[v].is_passive


def _says_itself(r: Reading, k: int) -> bool:
    lemma = r.cues.mend(r.s.lemma[k])
    return k in r.clauses and r.cues.has("clause", lemma) and bool(_complements(r, k, verb_cue(r.s, k))[0])


def _hung_on_hearer(s: Sentence, k: int) -> set[int]:
    """A that-clause that the parser hung on the hearer: "told an audience that ..."."""
    noun = k if s.dep[k] == "obj" else next(iter(s.kids_of(k, "pobj")), None)
    for c in s.kids_of(noun, "relcl", "acl") if noun is not None else []:
        marks = [m for m in s.kids[c] if s.low[m] in {"that", "que"} and s.dep[m] == "mark"]
        if marks and any(s.dep[m] in {"subj", "subjpass"} for m in s.kids[c]):
            return subtree_of(s, c)
    return set()


def _is_clitic(s: Sentence, k: int) -> bool:
    return s.pos[k] == "PRON" and s.low[k] in {"le", "les", "me", "te", "nos", "os", "se"}


def _is_infinitive(s: Sentence, v: int) -> bool:
    return any(s.dep[k] == "xcomp" for k in s.kids[v])


def _is_content(r: Reading, v: int, k: int, *, known: bool) -> bool:
    """Whether a clause that hangs on a verb is its content."""
    s, cues = r.s, r.cues
    lemma = cues.mend(s.lemma[v])
    if cues.has("clause", lemma) or cues.has("seeming", lemma) or known:
        return True
    if cues.has("opaque", lemma):
        return False
    return bool(marks_of(s, k) & {"that", "que"}) or (r.quoted(k) is not None and r.quoted(v) is None)


def _passive_object(s: Sentence, v: int, cue: set[int]) -> set[int]:
    kept: set[int] = set()
    for k in s.kids[v]:
        if s.dep[k] in {"subjpass", "attr"} or (s.language == "es" and s.dep[k] == "subj"):
            kept |= subtree_of(s, k, cue)
    return kept


def _take_preps(r: Reading, v: int, lemma: str, content: set[int], more: set[int]) -> None:
    """The object of a preposition that the verb asks for; with an object of the verb the whole phrase is content."""
    s = r.s
    wanted = r.cues.preposition.get(lemma, frozenset())
    had = bool(content)
    for k in s.kids[v]:
        if (
            s.dep[k] in {"prep", "advmod", "prt"}
            and s.low[k] in wanted
            and s.kids_of(k, "pobj", "pcomp", "prep", "amod", "advcl")
        ):
            inside = subtree_of(s, k)
            told = next((o for o in s.kids_of(v, "obj") if o in content and s.pos[o] == "PRON" and not s.kids[o]), None)
            if had and told is not None and told + 1 == k:
                # In "described it as absurd" the pronoun belongs to the cue.
                content -= {told}
                more |= {told, k}
                content |= inside - {k}
            elif had:
                content |= inside
            else:
                more.add(k)
                content |= inside - {k}
        elif s.language == "es" and s.dep[k] in {"obl", "obj", "nmod", "advcl", "xcomp"}:
            case = s.kid(k, "case", "mark")
            if case is not None and s.low[case] in wanted:
                inside = subtree_of(s, k)
                more |= set() if had else {case}
                content |= inside if had else inside - {case}


def _climb(r: Reading, v: int, cue: set[int], source: set[int], speaker: int | None) -> tuple[set[int], set[int], int | None]:
    """Takes in what leads to the verb: "went on to say", "began by saying", "used the speech to accuse"."""
    s = r.s
    at, first = v, min(cue)
    for _ in range(3):
        up = _leads(r, at)
        if up is None:
            break
        cue = cue | verb_cue(s, up)
        at = up
        if not source:
            source, speaker = source_of(r, up, cue)
    if at != v and first - at <= MAX_LEAD:
        cue = cue | {t for t in range(at, first) if t not in source}
    return cue, source, speaker


MAX_LEAD: Final = 9
"""Words between the verb that leads and the verb of saying."""


def _leads(r: Reading, v: int) -> int | None:
    """The verb that leads to a verb of saying, or None."""
    s = r.s
    up = s.head[v]
    if up >= v:
        return None
    if s.dep[v] == "xcomp" and s.pos[up] in {"VERB", "AUX"}:
        return up
    if (
        s.dep[v] == "advcl"
        and has_to(s, v)
        and s.pos[up] == "VERB"
        and "," not in s.low[up:v]
        and s.lemma[up] in r.cues.words["light"]
    ):
        return up
    if s.dep[v] == "pcomp" and s.pos[up] == "ADP" and s.head[up] == up - 1 and s.pos[up - 1] == "VERB":
        return up - 1
    verb = s.head[up]
    if s.dep[v] == "acl" and s.dep[up] == "obj" and s.pos[up] == "NOUN" and verb < up and r.cues.has("light", s.lemma[verb]):
        known = r.cues.words["nouns"] | r.cues.words["holder_nouns"]
        return verb if s.lemma[up] in known else None
    return None
