"""Phrases that credit someone: a list of small rules over the words of one sentence.

Each rule takes a sentence and yields phrases; `find_phrases` runs them all and keeps, of those that credit the same
words, the longest. Every rule reads at most a fixed number of words around its cue, so time is linear in the text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from headwater.origins.actors import actor_left, actor_right, is_publisher_like, name_actor
from headwater.origins.cues import Cues
from headwater.origins.frames import (
    credit_believed,
    credit_for,
    credit_information,
    credit_inverted,
    credit_possession,
    credit_told,
    skip_times,
)
from headwater.origins.phrase import Phrase, make_phrase
from headwater.origins.who import Actor, Kinds, Sentence
from headwater.origins.words import Name, find_names, split_words

MAX_APPOSITION_WORDS = 28
"""Words between two commas after a name: "Farzin Nadimi, a senior fellow at a Washington institute, said"."""
_WHEN = re.compile(
    r"(?: late| early)?(?: on| in)? ?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: \d{1,2}(?!\d))?(?:,? \d{4})?|(?:this|last) (?:week|month|year)|yesterday|today)"
)
_PASSIVE = frozenset(
    {"is", "are", "was", "were", "been", "be", "being", "fue", "fueron", "es", "son", "foi", "foram", "est", "sont"}
)
_DESCRIBES = frozenset(
    {"called", "describe", "describes", "described", "listed", "lists", "list", "read", "reads", "found", "find", "finds"}
)


def read_sentence(text: str, start: int, end: int, *, kinds: Kinds, language: str, cues: Cues) -> Sentence:
    """The words and names of `text[start:end]`."""
    words = split_words(text, start, end)
    names = find_names(words, cues)
    return Sentence(words, {n.first: n for n in names}, {n.last: n for n in names}, kinds, language, cues)


def find_phrases(text: str, sentence: Sentence) -> list[Phrase]:
    """All phrases of a sentence that credit someone, in order."""
    found: dict[tuple[int, int], Phrase] = {}
    for rule in RULES:
        for phrase in rule(text, sentence):
            key = (phrase.cited_start, phrase.cited_end)
            kept = found.get(key)
            if kept is None or (phrase.end - phrase.start, phrase.rank) > (kept.end - kept.start, kept.rank):
                found[key] = phrase
    return _drop_inner(sorted(found.values(), key=lambda p: (p.start, -p.end, p.cited_start)))


def _drop_inner(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Without phrases whose name stands inside the longer name of another one."""
    kept = []
    for p in phrases:
        inside = any(
            q is not p
            and q.cited_start <= p.cited_start
            and p.cited_end <= q.cited_end
            and q.cited_end - q.cited_start > p.cited_end - p.cited_start
            for q in phrases
        )
        if not inside:
            kept.append(p)
    return kept


def credit_by_verb(text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A name or noun and a verb of saying: "the Miami Herald reported on August 29, 2025", "estima el IISS"."""
    words, cues = sentence.words, sentence.cues
    for v, verb in enumerate(words):
        is_say = verb.low in cues.say
        if (not is_say and verb.low not in cues.publish) or (v + 1 < len(words) and words[v + 1].low in {"tank", "tanks"}):
            continue
        if v and (verb.text[0].isupper() or words[v - 1].low == "to" or words[v - 1].text.endswith(("'s", "’s"))):
            continue
        actor, end = _subject_left(sentence, v, is_loose=verb.low in _PLAIN), v + 1
        if (
            actor is None
            and is_say
            and verb.low not in _DESCRIBES
            and (v == 0 or words[v - 1].text in {",", "”", '"', "»", "—", "–", "según"})
        ):
            right = actor_right(sentence, v + 1, only_name=True)
            if right is not None:
                yield make_phrase(words, v, right.last, right, "verb before")
            continue
        if actor is not None and verb.low in _PRINTS and actor.kind == "official" and _is_lone_name(sentence, actor):
            actor = replace(actor, kind="outlet")
        if actor is None or (not is_say and actor.kind == "official" and actor.name[0].isupper()):
            continue
        if verb.low in _BY_TEXTS and actor.kind in {"unnamed", "official"}:
            continue
        phrase = make_phrase(words, actor.first, end, actor, "verb")
        if when := _WHEN.match(text, verb.end):
            phrase = replace(phrase, end=when.end())
        told = actor_right(sentence, v + 1, only_name=True) if verb.low in cues.told else None
        if told is not None and told.kind in {"outlet", "agency"}:
            yield make_phrase(words, v, told.last, told, "told")
            phrase = replace(phrase, rank=1)
        yield phrase


_BY_TEXTS = frozenset(
    [
        "carry",
        "carries",
        "carried",
        "place",
        "places",
        "placed",
        "turned",
        "turns",
        "saw",
        "document",
        "documents",
        "records",
        "record",
        "recorded",
        "name",
        "named",
        "names",
        "list",
        "heard",
        "hear",
        "hears",
        "established",
        "establishes",
        "show",
        "shows",
        "showed",
        "broke",
        "tracked",
        "tracks",
        "print",
        "prints",
        "ran",
        "runs",
        "point",
        "points",
        "learns",
        "learned",
        "details",
        "figura",
        "fija",
        "fijan",
        "colocó",
        "coloca",
        "supo",
        "suma",
        "suman",
        "sumó",
    ]
)
"""Verbs that texts and publishers credit by; what people carry, name or show is no report."""
_PRINTS = frozenset(
    [
        "reports",
        "reported",
        "publishes",
        "published",
        "carries",
        "carried",
        "quotes",
        "reprints",
        "reprinted",
        "republished",
        "relays",
        "relayed",
        "reportó",
        "reporta",
        "publicó",
        "publica",
        "recoge",
        "recogió",
        "reproduce",
        "reprodujo",
        "retoma",
        "retomó",
        "reseñó",
        "difundió",
        "cita",
        "citó",
    ]
)
"""Verbs whose subject, where it is one unknown name, is a publisher more often than a person."""


def _is_lone_name(sentence: Sentence, actor: Actor) -> bool:
    """Whether an actor is one unknown name with no title before it."""
    first, last = actor.cited_first, actor.cited_last
    kinds = sentence.kinds(sentence.words[first].start, sentence.words[last - 1].end)
    return last - first == 1 and actor.first == first and actor.name[0].isupper() and not kinds & {"person", "country", "place"}


_PLAIN = frozenset(
    {"said", "says", "say", "told", "tells", "wrote", "dijo", "dijeron", "dice", "dicen", "contó", "contaron", "relató"}
)
"""Verbs that have a speaker for subject whatever noun it is."""


def _subject_left(sentence: Sentence, v: int, *, is_loose: bool = False) -> Actor | None:
    words, cues = sentence.words, sentence.cues
    i = v
    if v > 0 and words[v - 1].low in _PASSIVE and words[v].low not in {"cited", "quoted", "said"}:
        return None
    for _ in range(4):
        if (
            i > 0
            and i not in sentence.by_last
            and (words[i - 1].low in cues.sets["auxiliaries"] or words[i - 1].low.endswith(("ly", "mente")))
        ):
            i -= 1
    if actor := actor_left(sentence, i, is_loose=is_loose):
        return actor
    if i > 0 and words[i - 1].text in {",", "—", "–"} and words[v].low not in _DESCRIBES:
        for k in range(i - 2, max(0, i - 2 - MAX_APPOSITION_WORDS), -1):
            if words[k].text in {",", "—", "–"}:
                return _apposed(sentence, k, i)
    return _before_relative(sentence, i)


def _apposed(sentence: Sentence, comma: int, end: int) -> Actor | None:
    """Who stands before an apposition, named by it where only an office stands before: "The minister, Ana Ruiz, said"."""
    outer = actor_left(sentence, comma)
    name = sentence.by_last.get(end - 1)
    if outer is None or name is None or name.first != comma + 1:
        return outer
    inner = name_actor(sentence, name)
    is_office = outer.name[:1].islower() or _ends_in_office(sentence, comma)
    if inner is None or inner.kind != "official" or not is_office:
        return outer
    return Actor(outer.first, end, inner.cited_first, inner.cited_last, inner.name, inner.kind)


def _ends_in_office(sentence: Sentence, end: int) -> bool:
    """Whether the words before a comma name an office, as in "El ministro de Defensa"."""
    words, cues = sentence.words, sentence.cues
    for i in range(end - 1, max(-1, end - 1 - MAX_OFFICE_WORDS), -1):
        word = words[i]
        if not word.text[0].isalpha():
            return False
        if word.low in cues.sets["titles"] or word.low in cues.sets["offices"]:
            return True
    return False


def _before_relative(sentence: Sentence, end: int) -> Actor | None:
    """A noun for a source with a relative clause behind it: "an officer who asked to stay unnamed told"."""
    words = sentence.words
    for k in range(end - 2, max(0, end - 2 - MAX_RELATIVE_WORDS), -1):
        if not words[k].text[0].isalnum():
            return None
        if words[k].low in {"who", "que", "qui", "quien", "quienes", "that"}:
            actor = actor_left(sentence, k)
            if words[k].low == "that":
                is_cleft = actor is not None and actor.first > 0 and words[actor.first - 1].low in {"was", "is"}
                return actor if is_cleft else None
            is_speaker = actor is not None and (actor.kind in {"unnamed", "official"} or words[k].low.startswith("quien"))
            return actor if is_speaker else None
    return None


MAX_OFFICE_WORDS = 6
MAX_RELATIVE_WORDS = 9


def credit_before(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A cue before the name: "according to Reuters", "según el IISS", "citing documents"."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words):
        for cue in cues.before.get(word.low, ()):
            end = _read_cue(sentence, i, cue)
            if end is None:
                continue
            actor = actor_right(sentence, end, only_name=cue in cues.careful)
            if cue in _RELAYED and actor is not None:
                yield from _relayed(sentence, i, actor)
            if actor is not None:
                rank = 1 if cue[0] in _CITING and cue[-1] not in _BY and i > 0 else 0
                yield make_phrase(words, i, actor.last, actor, "cue: " + " ".join(cue), rank)
            break


def _read_cue(sentence: Sentence, i: int, cue: tuple[str, ...]) -> int | None:
    """One past the last word of a cue that begins at word `i`: "published on Monday by" is "published by"."""
    words = sentence.words
    if i + len(cue) <= len(words) and all(words[i + k].low == c for k, c in enumerate(cue)):
        return i + len(cue)
    if len(cue) != 2 or cue[1] not in _BY or i + 2 >= len(words):
        return None
    j = skip_times(sentence, i + 1)
    return j + 1 if j > i + 1 and j < len(words) and words[j].low == cue[1] else None


_RELAYED = frozenset(
    {
        ("quoted", "by"),
        ("cited", "by"),
        ("citado", "por"),
        ("citada", "por"),
        ("citados", "por"),
        ("citadas", "por"),
        ("cité", "par"),
    }
)


def _relayed(sentence: Sentence, i: int, by: Actor) -> Iterator[Phrase]:
    """Who is quoted by somebody: "Pulse, quoted by Delta Wire", "two officers cited by Pulse"."""
    words = sentence.words
    end = i - 1 if i > 1 and words[i - 1].text == "," else i
    who = actor_left(sentence, end)
    if who is not None:
        yield make_phrase(words, who.first, by.last, who, "quoted by", 1)


_CITING = frozenset(
    {"citing", "quoting", "citando", "citant", "citó", "cites", "quotes", "cited", "quoted", "cita", "citan", "citaron"}
)
_BY = frozenset({"by", "por", "par", "pelo", "pela"})


def credit_work(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Something that they published: "a Washington Post report", "un reportaje del Miami Herald"."""
    words, cues = sentence.words, sentence.cues
    for name in sentence.by_first.values():
        actor = name_actor(sentence, name)
        if actor is None:
            continue
        first = name.first - 1 if name.first and words[name.first - 1].low in cues.sets["determiners"] else name.first
        if words[name.last - 1].low in cues.sets["name_tails"] and name.last - name.first > 2:
            tail = Name(name.first, name.last - 1)
            shorter = name_actor(sentence, tail)
            if shorter is not None:
                yield replace(
                    make_phrase(words, first, name.last, shorter, "work"),
                    kind="body" if shorter.kind == "official" else shorter.kind,
                )
            continue
        for last in (name.last, name.last + 1):
            if last < len(words) and words[last].low in cues.works and is_publisher_like(actor):
                yield make_phrase(words, first, last + 1, actor, "work")
                break
    yield from _works_of(sentence)


def _works_of(sentence: Sentence) -> Iterator[Phrase]:
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words[:-1]):
        if word.low not in cues.works:
            continue
        j = i + 1
        while j < min(i + 5, len(words)) and j not in sentence.by_first and _is_link(words[j].low, cues):
            j += 1
        name = sentence.by_first.get(j)
        actor = name_actor(sentence, name) if name is not None and j > i + 1 else None
        if actor is not None and is_publisher_like(actor):
            first = i - 1 if i and words[i - 1].low in cues.sets["determiners"] else i
            yield make_phrase(words, first, actor.last, actor, "work of")


def _is_link(word: str, cues: Cues) -> bool:
    return word in cues.work_links or word in cues.sets["determiners"] or word in cues.sets["back_references"]


def credit_pointer(text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A publication that the text points to: "links to an English text titled ...", "remete para a Folha"."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words):
        if word.low not in cues.points:
            continue
        cue = next((c for c in cues.points[word.low] if tuple(w.low for w in words[i : i + len(c)]) == c), None)
        if cue is None:
            continue
        first = max(0, i - 2)
        after = range(i + len(cue), min(i + len(cue) + 6, len(words) - 1))
        titled = next(
            (k for k in after if words[k].low in {"titled", "headlined", "titulado", "titulada", "intitulé", "intitulado"}),
            None,
        )
        if titled is not None:
            last = len(words) - 1 if words[-1].text in {".", "!", "?"} else len(words)
            cited = Actor(titled + 1, last, titled + 1, last, text[words[titled + 1].start : words[last - 1].end], "document")
            yield make_phrase(words, first, last, cited, "pointer")
        elif actor := actor_right(sentence, i + len(cue)):
            yield make_phrase(words, first, actor.last, actor, "pointer")


RULES: list[Callable[[str, Sentence], Iterator[Phrase]]] = [
    credit_by_verb, credit_before, credit_believed, credit_work, credit_pointer, credit_information, credit_possession,
    credit_inverted, credit_told, credit_for,
]  # fmt: skip
