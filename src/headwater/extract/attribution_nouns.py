"""Attributions by nouns, adjectives, phrases, adverbs and marks: "her claim that", "is sure that", "according to", a colon."""

from collections.abc import Iterator
from typing import Final

from headwater.extract.attribution_parts import (
    Attribution,
    Reading,
    has_to,
    make_attribution,
    marks_of,
    source_of,
    subtree_of,
    trim_words,
    verb_cue,
)  # fmt: skip
from headwater.extract.sentence import Sentence


def noun_rule(r: Reading) -> Iterator[Attribution]:
    """A noun such as "claim", "decision" or "support" with its owner and what stands behind it."""
    s, cues = r.s, r.cues
    for n in range(s.n):
        lemma = s.lemma[n]
        up = s.head[n]
        is_light = s.dep[n] == "obj" and cues.has("light", s.lemma[up])
        if s.pos[n] != "NOUN" or not (cues.has("nouns", lemma) or (is_light and cues.has("holder_nouns", lemma))):
            continue
        content: set[int] = set()
        cue = {n}
        for k in s.kids[n]:
            if s.dep[k] in {"acl", "ccomp", "relcl"} and (marks_of(s, k) & {"that", "que", "whether"} or has_to(s, k)):
                content |= subtree_of(s, k)
            elif s.dep[k] == "prep" and s.low[k] in cues.words["noun_preps"] and s.low[k] != "in":
                cue.add(k)
                content |= subtree_of(s, k) - {k}
            elif s.language == "es" and s.dep[k] in {"nmod", "acl", "obl"}:
                case = s.kid(k, "case", "mark")
                if case is not None and s.low[case] in cues.words["noun_preps"]:
                    cue.add(case)
                    content |= subtree_of(s, k) - {case}
        owner = next((k for k in s.kids[n] if s.dep[k] == "poss" or s.low[k] in {"su", "sus"}), None)
        source, speaker = (subtree_of(s, owner), owner) if owner is not None else (set(), None)
        if is_light and content:
            cue |= verb_cue(s, up) | {k for k in s.kids[n] if s.dep[k] in {"det", "amod"}}
            if owner is None:
                source, speaker = source_of(r, up, cue | {n})
        strong = any(s.dep[k] in {"acl", "ccomp"} for k in s.kids[n] if k in content)
        strong = strong or any(s.low[k] in {"about", "over", "against", "sobre", "contra"} for k in cue)
        if content and (source or strong):
            cue |= {k for k in s.kids[n] if s.dep[k] == "amod" and k < n}
            yield make_attribution(s, n, source - cue, speaker, cue, content, "noun")


def work_rule(r: Reading) -> Iterator[Attribution]:
    """A work and what it is about: "a book about the war"."""
    s, cues = r.s, r.cues
    for n in range(s.n):
        if s.pos[n] != "NOUN":
            continue
        for k in s.kids[n]:
            inside = subtree_of(s, k) - {k}
            if s.dep[k] == "prep" and s.low[k] == "about" and cues.has("works", s.lemma[n]) and inside:
                yield make_attribution(s, k, subtree_of(s, n, {k}), n, {k}, inside, "work")


def clear_rule(r: Reading) -> Iterator[Attribution]:
    """As in "made it clear that", "let it be known that", "dejó claro que", "dio a conocer que"."""
    s = r.s
    for v in r.clauses:
        words = _CLEAR.get(s.lemma[v])
        if words is None:
            continue
        word = next((t for t in range(v + 1, min(s.n, v + 5)) if s.low[t] in words), None)
        if word is None:
            continue
        content = {
            t
            for k in (*s.kids[v], *s.kids[word])
            if s.dep[k] in {"ccomp", "csubj", "advcl"} and k > word
            for t in subtree_of(s, k)
        }
        cue = verb_cue(s, v) | {t for t in range(v + 1, word + 1) if s.pos[t] in {"PRON", "ADJ", "ADV", "AUX", "VERB", "NOUN"}}
        source, speaker = source_of(r, v, cue | content)
        if content:
            yield make_attribution(s, v, source, speaker, cue, content, "clear")


_CLEAR: Final = {
    "make": frozenset({"clear", "plain", "known"}),
    "let": frozenset({"slip", "known"}),
    "dejar": frozenset({"claro", "caer", "entrever"}),
    "dar": frozenset({"conocer", "entender"}),
}
"""Verbs that tell with a word of making known behind them."""


def aside_rule(r: Reading) -> Iterator[Attribution]:
    """A noun phrase and a verb of saying let in with commas, whatever the parser made of them: ", records show,"."""
    s = r.s
    for v in range(2, s.n - 1):
        if s.low[v] not in ASIDE or s.pos[v] not in {"NOUN", "VERB", "PROPN", "AUX"} or s.pos[v + 1] != "PUNCT":
            continue
        first = v
        while first > 0 and v - first < 8 and s.pos[first - 1] in {"NOUN", "PROPN", "DET", "ADJ", "PRON", "ADP", "NUM", "PART"}:
            first -= 1
        if first in (v, 0) or s.low[first - 1] not in {",", "and", "—", "–", "”", "''", '"'} or s.low[v + 1] == ":":
            continue
        source = set(range(first, v))
        heads = [t for t in source if s.pos[t] in {"NOUN", "PROPN", "PRON"}]
        content = set(range(s.n)) - source - {v}
        if heads:
            yield make_attribution(s, v, source, heads[0], {v}, content, "aside")


ASIDE: Final = frozenset(
    {"show", "shows", "say", "says", "said", "suggest", "suggests", "indicate", "indicates", "reports", "claims", "claim"}
)


def predicate_rule(r: Reading) -> Iterator[Attribution]:
    """An adjective of holding or feeling behind "be": "is confident that", "was worried about"."""
    s, cues = r.s, r.cues
    for v, clause in r.clauses.items():
        a = clause.attr if s.language == "en" else v
        if a is None or s.lemma[a] not in cues.words["predicate"] or s.pos[a] not in {"ADJ", "VERB"}:
            continue
        if s.language == "en" and s.lemma[v] not in {"be", "feel", "remain", "become", "sound", "seem", "get"}:
            continue
        cue, content = verb_cue(s, v) | {a}, set()
        cue |= {k for k in s.kids[a] if s.dep[k] == "advmod" and k == a - 1}
        for k in (*s.kids[a], *(k for k in s.kids[v] if k != a)):
            if s.dep[k] in {"ccomp", "xcomp"} and k != a:
                content |= subtree_of(s, k, cue)
            elif (
                s.dep[k] == "prep"
                and s.head[k] == a
                and s.low[k] in {"of", "about", "on", "with", "in", "to", "for", "by", "at", "over"}
            ):
                cue.add(k)
                content |= subtree_of(s, k) - {k}
        source, speaker = source_of(r, v, cue | content)
        if content and source:
            yield make_attribution(s, v, source, speaker, cue, content, "predicate")


def phrase_rule(r: Reading) -> Iterator[Attribution]:
    """The phrase "according to X" and its like: the clause around it is the content."""
    s = r.s
    here = set(s.low)
    for phrase in r.cues.phrases:
        if phrase[0] not in here:
            continue
        n = len(phrase)
        for i in range(s.n - n):
            if tuple(s.low[i : i + n]) != phrase:
                continue
            o = _phrase_object(s, i, n)
            if o is None:
                continue
            cue = set(range(i, i + n))
            source = {t for t in subtree_of(s, o) if t >= i + n}
            content = _clause_around(r, i, cue | source)
            yield make_attribution(s, i, source, o, cue, content, "phrase")


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
    return subtree_of(s, at, cut) - cut


def holder_rule(r: Reading) -> Iterator[Attribution]:
    """A poll, report or interview in front: "In a new poll, most said", read as its source."""
    s, _cues = r.s, r.cues
    for i in range(s.n - 2):
        if s.low[i] not in {"in", "en", "per"} or s.dep[i] != "prep":
            continue
        o = next(iter(s.kids_of(i, "pobj")), None)
        if o is None or s.lemma[o] not in {"poll", "survey", "study", "sondeo", "encuesta"}:
            continue
        source = subtree_of(s, o)
        content = _clause_around(r, i, {i} | source)
        if content:
            yield make_attribution(s, i, source, o, {i}, content, "holder")


def colon_rule(r: Reading) -> Iterator[Attribution]:
    """A name and a colon in front: "TRUMP: I said so", "Clinton: Trump is wrong"."""
    s = r.s
    for i in range(1, min(8, s.n - 2)):
        if s.low[i] != ":":
            continue
        words = [t for t in range(i) if s.pos[t] not in {"PUNCT", "SPACE"}]
        named = all(s.text[s.start[t]].isupper() or s.low[t] in {"of", "the", "de", "-", "’s", "'s"} for t in words)
        if words and len(words) <= 5 and named and s.pos[words[-1]] in {"PROPN", "NOUN"} and s.n - i > 4:
            yield make_attribution(s, i, set(words), words[-1], {i}, set(range(i + 1, s.n)), "colon")
        return


def adverb_rule(r: Reading) -> Iterator[Attribution]:
    """An adverb such as "reportedly": the clause that it stands in is the content, and nobody is named."""
    s = r.s
    for i in range(s.n):
        if s.low[i] in r.cues.words["adverbs"] and s.pos[i] == "ADV":
            content = _clause_around(r, i, {i})
            if content:
                yield Attribution(i, frozenset(), None, frozenset({i}), trim_words(s, content), "adverb")
