"""Every attribution of a sentence: who (source) says, thinks, asks or wants (cue) what (content).

Broader than the credits of claims, which ask only who vouches for a claim: here stand beliefs, wishes, questions, praise and
blame too, and nouns such as "her claim that". The claims' credits fall back on it, and quotations that run on over several
sentences are carried by it (`headwater.extract.quotations`).

Source: the roles source, cue and content of Pareti (2012, LREC, "A database of attribution relations") and of Newell,
Margolin and Ruths (2018, LREC, "An attribution relations corpus for political news"); the words are this project's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from headwater.extract.clauses import Clause, find_clauses
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.schema.source_cues import SourceCues, source_cues

Range = tuple[int, int]
"""First and last token."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens of one attribution.

    Attributes:
        head: Token that the cue hangs on.
        source: Tokens of who is credited; empty where nobody is named.
        speaker: Head of the source, or None.
        cue: Tokens that credit.
        content: Tokens of what is credited.
        rule: Name of the rule.
    """

    head: int
    source: frozenset[int]
    speaker: int | None
    cue: frozenset[int]
    content: frozenset[int]
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence made ready for the rules.

    Attributes:
        s: The sentence.
        clauses: Its clauses by verb.
        cues: Words of its language.
        quotes: Quotations as ranges of tokens, marks left out.
    """

    s: Sentence
    clauses: dict[int, Clause]
    cues: SourceCues
    quotes: list[Range] = field(default_factory=list)

    def quoted(self, t: int) -> Range | None:
        """The quotation that holds a token."""
        return next((q for q in self.quotes if q[0] <= t <= q[1]), None)


def find_attributions(
    s: Sentence, clauses: dict[int, Clause] | None = None, quotes: list[Range] | None = None
) -> list[Attribution]:
    """The attributions of a sentence, in the order of their cues.

    Args:
        s: The sentence.
        clauses: Its clauses, where they are known already.
        quotes: Quotations as ranges of tokens; of the sentence alone where not given.
    """
    cues = source_cues(s.language)
    r = Reading(s, find_clauses(s) if clauses is None else clauses, cues, quotes_of(s) if quotes is None else quotes)
    found: list[Attribution] = []
    taken: set[int] = set()
    for rule in RULES:
        for a in rule(r):
            if a.head not in taken:
                taken.add(a.head)
                found.append(a)
    return sorted(found, key=lambda a: a.head)


_OPEN: Final = frozenset('“«„"')
_CLOSE: Final = frozenset('”»"')


def quotes_of(s: Sentence) -> list[Range]:
    """Quotations of a sentence; one that is not closed runs to its end."""
    found: list[Range] = []
    start: int | None = None
    for t in range(s.n):
        mark = "".join(c for c in s.low[t] if c in '“«„"”»') or ('"' if s.low[t] in {"''", "``"} else "")
        if not mark:
            continue
        if start is not None and mark[0] in _CLOSE:
            found.append((start, t - 1))
            start = None
        elif start is None and mark[0] in _OPEN:
            start = t + 1
    if start is not None and start < s.n:
        found.append((start, s.n - 1))
    return [q for q in found if q[0] <= q[1]]


# --- parts of an attribution ---------------------------------------------------------------------------------------------


def _subtree(s: Sentence, i: int, cut: set[int] | frozenset[int] = frozenset()) -> set[int]:
    kept: set[int] = set()
    todo = [i]
    while todo:
        j = todo.pop()
        kept.add(j)
        todo.extend(k for k in s.kids[j] if k not in cut)
    return kept


def _words(s: Sentence, tokens: set[int]) -> frozenset[int]:
    """Tokens without marks at both ends."""
    kept = sorted(tokens)
    while kept and s.pos[kept[-1]] in {"PUNCT", "SPACE", "CCONJ"}:
        kept.pop()
    while kept and s.pos[kept[0]] in {"PUNCT", "SPACE"}:
        kept.pop(0)
    return frozenset(kept)


def _verb_cue(s: Sentence, v: int) -> set[int]:
    """A verb with its auxiliaries, particle, negation and the adverbs that stand next to it."""
    cue = {v} | {k for k in s.kids[v] if s.dep[k] in {"aux", "auxpass", "neg", "prt"} or s.low[k] in {"n't", "n’t"}}
    adverbs = {k for k in s.kids[v] if s.dep[k] == "advmod" and (s.pos[k] == "ADV" or s.low[k].endswith("day")) and not s.kids[k]}
    for _ in range(2):
        cue |= {k for k in adverbs if k + 1 in cue or k - 1 in cue}
    return cue


def _source(r: Reading, v: int, cue: set[int]) -> tuple[set[int], int | None]:
    """Tokens and head of who acts in a clause."""
    s = r.s
    inside = r.quoted(v)
    subjects = [k for k in s.kids[v] if s.dep[k] == "subj" and (inside is not None or r.quoted(k) is None)]
    own = min(subjects, key=lambda k: abs(k - v)) if subjects else None
    if own is not None:
        return _subtree(s, own, cue), own
    clause = r.clauses.get(v)
    if clause is None:
        return set(), None
    subject = clause.subject
    if subject is None or (clause.is_passive and subject == clause.object):
        return set(), None
    cut = cue | {v}
    at = v
    while s.head[at] != at and at != subject:
        cut.add(at)
        at = s.head[at]
    return _subtree(s, subject, cut - {subject}), subject


def _by_agent(s: Sentence, v: int) -> tuple[set[int], int | None, set[int]]:
    """Who acts in a passive: tokens, head, and the preposition."""
    for k in s.kids[v]:
        if s.dep[k] == "prep" and s.low[k] == "by":
            o = next(iter(s.kids_of(k, "pobj")), None)
            if o is not None:
                return _subtree(s, o), o, {k}
        case = s.kid(k, "case") if s.language == "es" and s.dep[k] in {"obl", "nmod", "obj"} else None
        if case is not None and s.low[case] == "por" and s.pos[k] in {"NOUN", "PROPN", "PRON"}:
            return _subtree(s, k, {case}), k, {case}
    return set(), None, set()


# --- verbs ---------------------------------------------------------------------------------------------------------------


def verb_rule(r: Reading) -> Iterator[Attribution]:
    """A verb of saying, thinking, asking or wanting with what it takes for its content."""
    s = r.s
    for v in sorted(r.clauses):
        if s.pos[v] not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}:
            continue
        cue = _verb_cue(s, v)
        content, more = _complements(r, v, cue)
        if not content:
            content = _quoted_beside(r, v) or _host(r, v) or _quoted_inside(r, v)
        is_bare = not content and _is_bare(r, v)
        if not content and not is_bare:
            continue
        cue |= more | _in_statement(r, v, content)
        content = _with_quotes(r, v, content) if content else content
        clause = r.clauses[v]
        source, speaker = _source(r, v, cue | {k for k in s.kids[v] if k in content})
        if clause.is_passive or (s.dep[v] in {"acl", "amod"} and s.tag_is_past_participle(v)):
            source, speaker, _ = _by_agent(s, v)
        cue, source, speaker = _climb(r, v, cue, source, speaker)
        yield _make(s, v, source, speaker, cue, content, "verb")


def _in_statement(r: Reading, v: int, content: set[int]) -> set[int]:
    """The statement that it was said in: "said in a statement"."""
    s = r.s
    for k in s.kids[v]:
        o = next(iter(s.kids_of(k, "pobj")), None) if s.dep[k] == "prep" and s.low[k] == "in" else None
        if o is not None and s.lemma[o] == "statement" and o - v < 5 and k not in content:
            return set(range(k, o + 1))
    return set()


def _speaks(r: Reading, v: int) -> bool:
    """Whether a quotation can stand beside a verb: who finds or knows something does not speak."""
    lemma = r.cues.mend(r.s.lemma[v])
    return r.cues.has("clause", lemma) and not r.cues.has("silent", lemma)


def _is_bare(r: Reading, v: int) -> bool:
    """Whether a verb of saying stands with its speaker alone: what is said stands in another sentence."""
    s = r.s
    subject = s.kid(v, "subj")
    return (
        _speaks(r, v)
        and subject is not None
        and r.quoted(v) is None
        and s.dep[v] in {"root", "conj", "ccomp"}
        and (s.low[s.n - 1] in {":", ","} or (s.n > 1 and s.low[s.n - 2] == ":") or s.left[v] == 0)
    )


def _make(
    s: Sentence, head: int, source: set[int], speaker: int | None, cue: set[int], content: set[int], rule: str
) -> Attribution:
    whole = set(range(min(source), max(source) + 1)) if source else set()
    if whole & cue or whole & content:
        whole = source
    whole = whole - cue
    content = content - whole - cue
    return Attribution(head, _words(s, whole), speaker, frozenset(t for t in cue if s.pos[t] != "PUNCT"), _words(s, content), rule)


def _complements(r: Reading, v: int, cue: set[int]) -> tuple[set[int], set[int]]:
    """Content that a verb takes, and words of its cue besides."""
    s, cues = r.s, r.cues
    lemma = cues.mend(s.lemma[v])
    clause = r.clauses[v]
    clausal, takes_object, takes_infinitive = (cues.has(x, lemma) for x in ("clause", "object", "infinitive"))
    content: set[int] = set()
    more: set[int] = set()
    for k in s.kids[v]:
        if s.dep[k] == "ccomp" and _is_content(r, v, k, known=clausal or takes_infinitive or takes_object):
            content |= _subtree(s, k, cue)
        elif s.dep[k] == "xcomp" and (takes_infinitive or cues.has("seeming", lemma) or (clausal and s.low[k].endswith("ing"))):
            if not (_is_weak(r, v, lemma) and _says_itself(r, k)):
                content |= _subtree(s, k, cue)
        elif s.dep[k] == "advcl" and clausal and _marks(s, k) & {"that", "que"}:
            content |= _subtree(s, k, cue)
        elif s.dep[k] == "advcl" and (called := _marks(s, k) & cues.preposition.get(lemma, frozenset())):
            # "called for the deal to be signed": the preposition stands as the mark of the clause.
            marks = {m for m in s.kids[k] if s.low[m] in called and s.dep[m] == "mark"}
            more |= marks
            content |= _subtree(s, k, marks)
        elif s.dep[k] == "advcl" and _marks(s, k) & {"if", "whether", "si"} and lemma in _ASKING:
            content |= _subtree(s, k, cue)
        elif s.dep[k] in {"obj", "prep"} and clausal:
            content |= _hung_on_hearer(s, k)
    hears = cues.has("hearers", lemma)
    objects = [k for k in s.kids[v] if s.dep[k] in {"obj", "attr"} and not (s.language == "es" and _is_clitic(s, k))]
    if (takes_object and not (content and hears)) or (content and takes_infinitive and not hears):
        for k in objects:
            content |= _subtree(s, k, cue)
    elif content and hears and takes_infinitive and _is_infinitive(s, v):
        for k in objects:
            content |= _subtree(s, k, cue)
    if clause.is_passive and (takes_object or takes_infinitive or clausal or cues.has("seeming", lemma)) and not (hears and content):
        content |= _passive_object(s, v, cue) if takes_object or content else set()
    if cues.has("seeming", lemma) and content:
        content |= {t for k in s.kids_of(v, "subj") for t in _subtree(s, k)}
    if takes_object and not objects and s.dep[v] in {"acl", "amod"} and s.tag_is_past_participle(v) and _by_agent(s, v)[1] is not None:
        content |= _subtree(s, s.head[v], {v})
    if takes_object and not content and not objects and s.dep[v] == "relcl" and clause.object == s.head[v] and not clause.is_passive:
        # In "a deal that she backed" the content stands before the verb.
        content |= _subtree(s, s.head[v], {v})
    _take_preps(r, v, lemma, content, more)
    return content, more


_ASKING: Final = frozenset({"ask", "wonder", "question", "inquire", "doubt", "preguntar"})


def _is_weak(r: Reading, v: int, lemma: str) -> bool:
    """Whether a verb only leads to the one behind it: "seems to say", "is expected to announce"."""
    return r.cues.has("seeming", lemma) or r.clauses[v].is_passive


def _says_itself(r: Reading, k: int) -> bool:
    lemma = r.cues.mend(r.s.lemma[k])
    return k in r.clauses and r.cues.has("clause", lemma) and bool(_complements(r, k, _verb_cue(r.s, k))[0])


def _hung_on_hearer(s: Sentence, k: int) -> set[int]:
    """A that-clause that the parser hung on the hearer: "told an audience that ..."."""
    noun = k if s.dep[k] == "obj" else next(iter(s.kids_of(k, "pobj")), None)
    for c in s.kids_of(noun, "relcl", "acl") if noun is not None else []:
        marks = [m for m in s.kids[c] if s.low[m] in {"that", "que"} and s.dep[m] == "mark"]
        if marks and any(s.dep[m] in {"subj", "subjpass"} for m in s.kids[c]):
            return _subtree(s, c)
    return set()


def _is_clitic(s: Sentence, k: int) -> bool:
    return s.pos[k] == "PRON" and s.low[k] in {"le", "les", "me", "te", "nos", "os", "se"}


def _is_infinitive(s: Sentence, v: int) -> bool:
    return any(s.dep[k] == "xcomp" for k in s.kids[v])


def _marks(s: Sentence, k: int) -> set[str]:
    return {s.low[m] for m in s.kids[k] if s.dep[m] in {"mark", "advmod"}}


def _is_content(r: Reading, v: int, k: int, *, known: bool) -> bool:
    """Whether a clause that hangs on a verb is its content."""
    s, cues = r.s, r.cues
    lemma = cues.mend(s.lemma[v])
    if cues.has("clause", lemma) or cues.has("seeming", lemma) or known:
        return True
    if cues.has("opaque", lemma):
        return False
    return bool(_marks(s, k) & {"that", "que"}) or r.quoted(k) is not None and r.quoted(v) is None


def _passive_object(s: Sentence, v: int, cue: set[int]) -> set[int]:
    kept: set[int] = set()
    for k in s.kids[v]:
        if s.dep[k] in {"subjpass"} or (s.language == "es" and s.dep[k] == "subj"):
            kept |= _subtree(s, k, cue)
        elif s.dep[k] in {"attr"}:
            kept |= _subtree(s, k, cue)
    return kept


def _take_preps(r: Reading, v: int, lemma: str, content: set[int], more: set[int]) -> None:
    """The object of a preposition that the verb asks for; with an object of the verb the whole phrase is content."""
    s = r.s
    wanted = r.cues.preposition.get(lemma, frozenset())
    had = bool(content)
    for k in s.kids[v]:
        if s.dep[k] in {"prep", "advmod", "prt"} and s.low[k] in wanted and s.kids_of(k, "pobj", "pcomp", "prep", "amod", "advcl"):
            inside = _subtree(s, k)
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
                inside = _subtree(s, k)
                more |= set() if had else {case}
                content |= inside if had else inside - {case}


def _quoted_beside(r: Reading, v: int) -> set[int]:
    """A quotation that stands before a verb of saying and its subject, or behind it after a comma or colon."""
    s = r.s
    if r.quoted(v) is not None or not _speaks(r, v):
        return set()
    left, right = min([v, *(s.left[k] for k in s.kids[v] if s.dep[k] == "subj" and r.quoted(k) is None)]), v
    for a, b in r.quotes:
        behind = [t for t in range(right + 1, a) if s.pos[t] not in {"PUNCT", "ADV", "DET", "ADP", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}]
        before = [t for t in range(b + 1, left) if s.pos[t] not in {"PUNCT", "SPACE"}]
        colon = a > v and s.low[a - 1] in {'"', "“", "''", "«"} and a > 1 and s.low[a - 2] == ":" and not any(_speaks(r, w) for w in range(v + 1, a))
        if (a > v and (colon or not behind)) or (b < left and not before):
            return set(range(a, b + 1))
    return set()


def _quoted_inside(r: Reading, v: int) -> set[int]:
    """A complement that holds words in quotation marks, whatever the verb: "castigated a 'corrupt' court"."""
    s = r.s
    if r.quoted(v) is not None or s.pos[v] != "VERB" or r.cues.has("opaque", r.cues.mend(s.lemma[v])) or s.kid(v, "subj") is None:
        return set()
    for k in s.kids[v]:
        if s.dep[k] in {"obj", "xcomp", "ccomp"} and k > v:
            inside = _subtree(s, k)
            if any(b - a >= MIN_QUOTED_WORDS - 1 and a in inside for a, b in r.quotes):
                return inside
    return set()


MIN_QUOTED_WORDS: Final = 3
"""Fewer words in quotation marks are a name or a title."""


def _host(r: Reading, v: int) -> set[int]:
    """The clause that "he said" is let into with commas: the parser hangs the verb on it."""
    s, cues = r.s, r.cues
    marks = _marks(s, v)
    if not _speaks(r, v) or s.dep[v] not in {"ccomp", "dep", "conj", "advcl", "relcl"}:
        return set()
    if s.dep[v] == "advcl" and marks & {"as", "según", "como"} and s.head[v] != v:
        # "As the paper reported": the clause around it is what was reported.
        return _subtree(s, s.head[v], {v})
    subject = s.kid(v, "subj")
    hears = cues.has("hearers", cues.mend(s.lemma[v]))
    if marks or subject is None or s.head[v] == v or any(s.dep[k] in {"ccomp", "xcomp"} or (s.dep[k] == "obj" and not hears) for k in s.kids[v]):
        return set()
    first, last = min(s.left[subject], v), max(s.right[k] for k in (v, subject, *s.kids_of(v, "prep", "obj", "iobj", "advmod")))
    before = first == 0 or s.pos[first - 1] == "PUNCT"
    behind = last + 1 >= s.n or s.pos[last + 1] == "PUNCT"
    if not (before and behind) or first == 0 or s.low[first - 1] not in {",", "”", '"', "''", "—", "–", "-", "»"}:
        return set()
    return _subtree(s, s.head[v], {v})


def _with_quotes(r: Reading, v: int, content: set[int]) -> set[int]:
    """Content with the whole of each quotation that it holds a part of, and the one that goes on behind the cue."""
    if r.quoted(v) is not None:
        return content
    s = r.s
    for a, b in r.quotes:
        if any(a <= t <= b for t in content) and not a <= v <= b:
            content = content | set(range(a, b + 1))
    is_direct = any(r.quoted(t) for t in content) and min(content) < v
    if is_direct:
        for a, b in r.quotes:
            between = [t for t in range(v + 1, a) if s.pos[t] in {"VERB", "AUX"} and t not in s.subtree(v)]
            if a > v and not between and not set(range(a, b + 1)) & content:
                content = content | set(range(a, b + 1))
    return content


def _climb(
    r: Reading, v: int, cue: set[int], source: set[int], speaker: int | None
) -> tuple[set[int], set[int], int | None]:
    """Takes in what leads to the verb: "went on to say", "began by saying", "used the speech to accuse"."""
    s = r.s
    at, first = v, min(cue)
    for _ in range(3):
        up = _leads(r, at)
        if up is None:
            break
        cue = cue | _verb_cue(s, up)
        at = up
        if not source:
            source, speaker = _source(r, up, cue)
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
    if s.dep[v] == "advcl" and _has_to(s, v) and s.pos[up] == "VERB" and "," not in s.low[up:v] and s.lemma[up] in r.cues.words["light"]:
        return up
    if s.dep[v] == "pcomp" and s.pos[up] == "ADP" and s.head[up] == up - 1 and s.pos[up - 1] == "VERB":
        return up - 1
    verb = s.head[up]
    if s.dep[v] == "acl" and s.dep[up] == "obj" and s.pos[up] == "NOUN" and verb < up and r.cues.has("light", s.lemma[verb]):
        known = r.cues.words["nouns"] | r.cues.words["holder_nouns"]
        return verb if s.lemma[up] in known else None
    return None


# --- nouns, adjectives, phrases ------------------------------------------------------------------------------------------


def noun_rule(r: Reading) -> Iterator[Attribution]:
    """A noun such as "claim", "decision" or "support" with its owner and what stands behind it."""
    s, cues = r.s, r.cues
    for n in range(s.n):
        lemma = s.lemma[n]
        up = s.head[n]
        is_light = s.dep[n] in {"obj"} and cues.has("light", s.lemma[up])
        if s.pos[n] != "NOUN" or not (cues.has("nouns", lemma) or (is_light and cues.has("holder_nouns", lemma))):
            continue
        content: set[int] = set()
        cue = {n}
        for k in s.kids[n]:
            if s.dep[k] in {"acl", "ccomp", "relcl"} and (_marks(s, k) & {"that", "que", "whether"} or _has_to(s, k)):
                content |= _subtree(s, k)
            elif s.dep[k] == "prep" and s.low[k] in cues.words["noun_preps"] and s.low[k] != "in":
                cue.add(k)
                content |= _subtree(s, k) - {k}
            elif s.language == "es" and s.dep[k] in {"nmod", "acl", "obl"}:
                case = s.kid(k, "case", "mark")
                if case is not None and s.low[case] in cues.words["noun_preps"]:
                    cue.add(case)
                    content |= _subtree(s, k) - {case}
        owner = next((k for k in s.kids[n] if s.dep[k] == "poss" or s.low[k] in {"su", "sus"}), None)
        source, speaker = (_subtree(s, owner), owner) if owner is not None else (set(), None)
        if is_light and content:
            cue |= _verb_cue(s, up) | {k for k in s.kids[n] if s.dep[k] in {"det", "amod"}}
            if owner is None:
                source, speaker = _source(r, up, cue | {n})
        strong = any(s.dep[k] in {"acl", "ccomp"} for k in s.kids[n] if k in content)
        strong = strong or any(s.low[k] in {"about", "over", "against", "sobre", "contra"} for k in cue)
        if content and (source or strong):
            cue |= {k for k in s.kids[n] if s.dep[k] == "amod" and k < n}
            yield _make(s, n, source - cue, speaker, cue, content, "noun")


def work_rule(r: Reading) -> Iterator[Attribution]:
    """A work and what it is about: "a book about the war"."""
    s, cues = r.s, r.cues
    for n in range(s.n):
        if s.pos[n] != "NOUN":
            continue
        for k in s.kids[n]:
            inside = _subtree(s, k) - {k}
            if s.dep[k] == "prep" and s.low[k] == "about" and cues.has("works", s.lemma[n]) and inside:
                yield _make(s, k, _subtree(s, n, {k}), n, {k}, inside, "work")


def _has_to(s: Sentence, k: int) -> bool:
    return any(s.low[m] == "to" and s.dep[m] == "aux" for m in s.kids[k])


def clear_rule(r: Reading) -> Iterator[Attribution]:
    """As in "made it clear that", "dejó claro que"."""
    s = r.s
    for v in r.clauses:
        if s.lemma[v] not in {"make", "dejar"}:
            continue
        word = next((t for t in range(v + 1, min(s.n, v + 4)) if s.low[t] in {"clear", "plain", "claro"}), None)
        if word is None:
            continue
        content = {t for k in (*s.kids[v], *s.kids[word]) if s.dep[k] in {"ccomp", "csubj", "advcl"} and k > word for t in _subtree(s, k)}
        cue = _verb_cue(s, v) | {t for t in range(v + 1, word + 1) if s.pos[t] in {"PRON", "ADJ", "ADV"}}
        source, speaker = _source(r, v, cue | content)
        if content:
            yield _make(s, v, source, speaker, cue, content, "clear")


def aside_rule(r: Reading) -> Iterator[Attribution]:
    """A noun phrase and a verb of saying let in with commas, whatever the parser made of them: ", records show,"."""
    s = r.s
    for v in range(2, s.n - 1):
        if s.low[v] not in _ASIDE or s.pos[v] not in {"NOUN", "VERB", "PROPN", "AUX"} or s.pos[v + 1] != "PUNCT":
            continue
        first = v
        while first > 0 and v - first < 8 and s.pos[first - 1] in {"NOUN", "PROPN", "DET", "ADJ", "PRON", "ADP", "NUM", "PART"}:
            first -= 1
        if first == v or first == 0 or s.low[first - 1] not in {",", "and", "—", "–", "”", "''", '"'} or s.low[v + 1] == ":":
            continue
        source = set(range(first, v))
        heads = [t for t in source if s.pos[t] in {"NOUN", "PROPN", "PRON"}]
        content = set(range(s.n)) - source - {v}
        if heads:
            yield _make(s, v, source, heads[0], {v}, content, "aside")


_ASIDE: Final = frozenset({"show", "shows", "say", "says", "said", "suggest", "suggests", "indicate", "indicates", "reports", "claims", "claim"})


def predicate_rule(r: Reading) -> Iterator[Attribution]:
    """An adjective of holding or feeling behind "be": "is confident that", "was worried about"."""
    s, cues = r.s, r.cues
    for v, clause in r.clauses.items():
        a = clause.attr if s.language == "en" else v
        if a is None or s.lemma[a] not in cues.words["predicate"] or s.pos[a] not in {"ADJ", "VERB"}:
            continue
        if s.language == "en" and s.lemma[v] not in {"be", "feel", "remain", "become", "sound", "seem", "get"}:
            continue
        cue, content = _verb_cue(s, v) | {a}, set()
        cue |= {k for k in s.kids[a] if s.dep[k] == "advmod" and k == a - 1}
        for k in (*s.kids[a], *(k for k in s.kids[v] if k != a)):
            if s.dep[k] in {"ccomp", "xcomp"} and k != a:
                content |= _subtree(s, k, cue)
            elif s.dep[k] == "prep" and s.head[k] == a and s.low[k] in {"of", "about", "on", "with", "in", "to", "for", "by", "at", "over"}:
                cue.add(k)
                content |= _subtree(s, k) - {k}
        source, speaker = _source(r, v, cue | content)
        if content and source:
            yield _make(s, v, source, speaker, cue, content, "predicate")


def phrase_rule(r: Reading) -> Iterator[Attribution]:
    """The phrase "according to X" and its like: the clause around it is the content."""
    s = r.s
    for phrase in r.cues.phrases:
        n = len(phrase)
        for i in range(s.n - n):
            if tuple(s.low[i : i + n]) != phrase:
                continue
            o = _phrase_object(s, i, n)
            if o is None:
                continue
            cue = set(range(i, i + n))
            source = {t for t in _subtree(s, o) if t >= i + n}
            content = _clause_around(r, i, cue | source)
            yield _make(s, i, source, o, cue, content, "phrase")


def _phrase_object(s: Sentence, i: int, n: int) -> int | None:
    """Head of the noun phrase behind a phrase."""
    for t in range(i + n, min(s.n, i + n + 12)):
        if s.pos[t] in {"NOUN", "PROPN", "PRON"} and not i + n <= s.head[t] <= t + 8:
            return t
        if s.pos[t] in {"NOUN", "PROPN", "PRON"} and s.dep[t] in {"pobj", "obl", "nmod"} and s.head[t] < i + n:
            return t
    return next((t for t in range(i + n, min(s.n, i + n + 8)) if s.pos[t] in {"NOUN", "PROPN", "PRON"}), None)


def _clause_around(r: Reading, i: int, cut: set[int]) -> set[int]:
    """The clause that a phrase at a token stands in or hangs on."""
    s = r.s
    at = i
    while s.head[at] != at and (at in cut or at not in r.clauses):
        at = s.head[at]
    if at in cut:
        return set()
    return _subtree(s, at, cut) - cut


def holder_rule(r: Reading) -> Iterator[Attribution]:
    """A poll, report or interview in front: "In a new poll, most said", read as its source."""
    s, cues = r.s, r.cues
    for i in range(s.n - 2):
        if s.low[i] not in {"in", "en", "per"} or s.dep[i] != "prep":
            continue
        o = next(iter(s.kids_of(i, "pobj")), None)
        if o is None or s.lemma[o] not in {"poll", "survey", "study", "sondeo", "encuesta"}:
            continue
        source = _subtree(s, o)
        content = _clause_around(r, i, {i} | source)
        if content:
            yield _make(s, i, source, o, {i}, content, "holder")


def colon_rule(r: Reading) -> Iterator[Attribution]:
    """A name and a colon in front: "TRUMP: I said so", "Clinton: Trump is wrong"."""
    s = r.s
    for i in range(1, min(8, s.n - 2)):
        if s.low[i] != ":":
            continue
        words = [t for t in range(i) if s.pos[t] not in {"PUNCT", "SPACE"}]
        named = all(s.text[s.start[t]].isupper() or s.low[t] in {"of", "the", "de", "-", "’s", "'s"} for t in words)
        if words and len(words) <= 5 and named and s.pos[words[-1]] in {"PROPN", "NOUN"} and s.n - i > 4:
            yield _make(s, i, set(words), words[-1], {i}, set(range(i + 1, s.n)), "colon")
        return


def adverb_rule(r: Reading) -> Iterator[Attribution]:
    """An adverb such as "reportedly": the clause that it stands in is the content, and nobody is named."""
    s = r.s
    for i in range(s.n):
        if s.low[i] in r.cues.words["adverbs"] and s.pos[i] == "ADV":
            content = _clause_around(r, i, {i})
            if content:
                yield Attribution(i, frozenset(), None, frozenset({i}), _words(s, content), "adverb")


RULES: Final[list[Callable[[Reading], Iterator[Attribution]]]] = [
    phrase_rule, holder_rule, clear_rule, verb_rule, aside_rule, noun_rule, work_rule, predicate_rule, colon_rule, adverb_rule,
]  # fmt: skip
