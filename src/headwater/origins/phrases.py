"""Phrases that credit someone: a list of small rules over the words of one sentence.

Each rule takes a sentence and yields phrases; `find_phrases` runs them all and keeps, of those that credit the same
words, the longest. Every rule reads at most a fixed number of words around its cue, so time is linear in the text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from headwater.origins.actors import actor_left, actor_right, noun_right
from headwater.origins.again import credit_again
from headwater.origins.asides import credit_believed, credit_brackets, credit_count, credit_for, credit_pointer
from headwater.origins.cues import Cues
from headwater.origins.frames import (
    credit_attributed,
    credit_first,
    credit_information,
    credit_inverted,
    credit_possession,
    credit_told,
    printed_in,
    skip_adverbial,
)
from headwater.origins.naming import is_publisher_like, name_actor
from headwater.origins.phrase import Phrase, make_phrase, phrase_tail
from headwater.origins.subjects import DESCRIBES, PLAIN, is_perfect, subject_left
from headwater.origins.who import Actor, Kinds, Sentence
from headwater.origins.words import find_names, split_words
from headwater.origins.works import credit_work

_WHEN = re.compile(
    r"(?: late| early)?(?: on| in)? ?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: \d{1,2}(?!\d))?(?:,? \d{4})?|(?:this|last) (?:week|month|year)|yesterday|today)"
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
        tail = phrase_tail(sentence, v) if verb.low in cues.phrases else 0
        is_say = verb.low in cues.say or tail > 0 or is_perfect(sentence, v)
        if (not is_say and verb.low not in cues.publish) or (v + 1 < len(words) and words[v + 1].low in {"tank", "tanks"}):
            continue
        if v and (verb.text[0].isupper() or words[v - 1].low == "to" or words[v - 1].text.endswith(("'s", "’s"))):
            continue
        if not tail and _is_other_sense(sentence, v):
            continue
        actor, end = subject_left(sentence, v, is_loose=verb.low in PLAIN), v + 1 + tail
        if actor is None and is_say and verb.low not in DESCRIBES and (v == 0 or words[v - 1].low in _BEFORE_VERB):
            right = actor_right(sentence, end, only_name=v == 0 or words[v - 1].low not in _QUOTES | {"so"})
            if right is not None:
                yield make_phrase(words, v, right.last, right, "verb before")
                yield from printed_in(sentence, right.last)
            continue
        if actor is not None and verb.low in _PRINTS and actor.kind == "official" and _is_lone_name(sentence, actor):
            actor = replace(actor, kind="outlet")
        is_figure = actor is not None and verb.low in _FIGURES and _gives_figure(sentence, v, actor)
        if actor is None or (not is_say and not is_figure and actor.kind == "official" and actor.name[0].isupper()):
            continue
        if verb.low in _BY_TEXTS and actor.kind in {"unnamed", "official"}:
            continue
        owner = actor.name.partition(" ")[0].removesuffix("'s").removesuffix("’s")
        if (
            actor.kind == "unnamed"
            and owner != actor.name
            and owner in cues.sets["back_references"]
            and owner in actor.name.split("'s")[0].split("’s")
        ):
            actor = replace(actor, name=owner, kind="outlet")  # "the paper's sources say"
        phrase = make_phrase(words, actor.first, end, actor, "verb")
        if (beside := _beside(sentence, actor)) is not None:
            yield make_phrase(words, beside.first, end, beside, "verb")
        if when := _WHEN.match(text, words[end - 1].end):
            phrase = replace(phrase, end=when.end())
        told = actor_right(sentence, v + 1, only_name=True) if verb.low in cues.told else None
        if told is not None and told.kind in {"outlet", "agency"}:
            yield make_phrase(words, v, told.last, told, "told")
            phrase = replace(phrase, rank=1)
        yield phrase


def credit_passive(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Who told it, behind a passive: "first aired by Radio Sol", "calculada por el instituto"; what anyone may do names publishers only."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words[:-2]):
        if word.low not in cues.passive or word.text[0].isupper():
            continue
        by = i + 1 if words[i + 1].low in _BY else skip_adverbial(sentence, i + 1)
        if by is None or _is_means(sentence, by + 1):
            continue
        actor = actor_right(sentence, by + 1)
        if actor is None or actor.kind == "document":
            continue
        is_told = word.low in cues.say and actor.kind in {"unnamed", "official"}
        is_said = word.low in cues.say or word.low.endswith(("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"))
        if actor.kind in {"outlet", "agency", "body"} or is_told or (actor.name[:1].isupper() and is_said):
            yield make_phrase(words, i, actor.last, actor, "passive")


def _beside(sentence: Sentence, actor: Actor) -> Actor | None:
    """The other publisher or body of "the Baltic Ledger and Kestrel Wire reported"."""
    at = actor.first - 1
    name = sentence.by_last.get(at) if at > 0 and sentence.words[at].low in sentence.cues.sets["and_words"] else None
    other = name_actor(sentence, name) if name is not None else None
    return other if other is not None and is_publisher_like(other) and actor.name[:1].isupper() else None


def _is_other_sense(sentence: Sentence, v: int) -> bool:
    """Whether the words behind a verb make it no report: "called into a programme", "a video uncovered by", "until he spoke."."""
    words = sentence.words
    after = words[v + 1].low if v + 1 < len(words) else "."
    verb = words[v].low
    return (
        (verb == "called" and after in _CALLED_ON)
        or (verb in _PHRASAL and after in _PARTICLES)
        or (after in _BY and verb.endswith(("ed", "ado", "ada", "ados", "adas", "en")) and not _is_means(sentence, v + 2))
        or (verb in {"spoke", "speaks", "speak"} and after not in _SPOKEN_OF)
    )


def _is_means(sentence: Sentence, k: int) -> bool:
    """Whether behind "by" stands how somebody answered, and not who: "answered by e-mail", "replied by saying"."""
    word = sentence.words[k].low if k < len(sentence.words) else ""
    return word in _MEANS or word.endswith("ing")


_MEANS = frozenset({"e-mail", "email", "phone", "telephone", "letter", "text", "fax", "correo", "teléfono", "escrito", "carta"})


def _gives_figure(sentence: Sentence, v: int, actor: Actor) -> bool:
    """Whether a person, known as one or by a title, gives a number: "Commander Ruy Tavares gave 18 million"."""
    words, cues = sentence.words, sentence.cues
    kinds = sentence.kinds(words[actor.cited_first].start, words[actor.cited_last - 1].end)
    has_title = any(w.low in cues.sets["titles"] for w in words[max(0, actor.cited_first - 2) : actor.cited_last])
    is_person = (has_title or "person" in kinds) and not kinds & {"country", "place"}
    return is_person and v + 1 < len(words) and words[v + 1].text[0].isdigit()


_FIGURES = frozenset({"gave", "gives", "counted", "counts", "listed", "dio", "da", "contó"})
_SPOKEN_OF = frozenset({"of", "about", "to", "with", "on"})
_PHRASAL = frozenset({"gave", "gives", "give", "ran", "runs", "broke", "carried", "carries", "carry"})
_PARTICLES = frozenset(
    {"up", "way", "in", "out", "off", "down", "over", "away", "into", "through", "rise", "birth", "back", "aground", "dry"}
)
_CALLED_ON = frozenset({"into", "in", "off", "upon", "at", "up", "back"})
_QUOTES = frozenset({"”", '"', "»", "'", "’"})
_BEFORE_VERB = _QUOTES | {",", "—", "–", "según", "so"}
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
        "broke",
        "printed",
        "prints",
        "headlined",
        "aired",
        "difunde",
        "adelantó",
        "adelanta",
        "destapó",
        "tituló",
        "emitió",
        "entrevistó",
        "interviewed",
    ]
)
"""Verbs whose subject, where it is one unknown name, is a publisher more often than a person."""


def _is_lone_name(sentence: Sentence, actor: Actor) -> bool:
    """Whether an actor is an unknown name with no title before it: one word, or several behind "the"."""
    first, last = actor.cited_first, actor.cited_last
    kinds = sentence.kinds(sentence.words[first].start, sentence.words[last - 1].end)
    before = sentence.words[first - 1].low if first else ""
    is_bare = last - first == 1 and actor.first == first
    return (is_bare or (last - first > 1 and before in _THE)) and actor.name[0].isupper() and not kinds & _KNOWN


_THE = frozenset({"the", "el", "la"})
_KNOWN = frozenset({"person", "country", "place", "organisation"})


def credit_before(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A cue before the name: "according to Reuters", "según el IISS", "citing documents"."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words):
        after = words[i + 1].low if i + 1 < len(words) else ""
        for cue in cues.before.get(word.low, ()):
            if len(cue) > 1 and cue[1] != after and cue[1] not in _BY:
                continue
            end = _read_cue(sentence, i, cue)
            if end is None:
                continue
            actor = actor_right(sentence, end, only_name=cue in cues.careful)
            if actor is None:
                actor = _other_source(sentence, end, cue)
            if cue == ("access", "to") and actor is not None and actor.kind not in {"document", "unnamed"}:
                break
            if actor is not None and cue[-1] in _INSIDE and _is_place(sentence, actor):
                break
            if cue in _RELAYED and actor is not None:
                yield from _relayed(sentence, i, actor)
            if actor is not None:
                rank = 1 if cue[0] in _CITING and cue[-1] not in _BY and i > 0 else 0
                yield make_phrase(words, i, actor.last, actor, "cue: " + " ".join(cue), rank)
            break


def _is_place(sentence: Sentence, actor: Actor) -> bool:
    """Whether what stands behind "quoted in" is where it was said, and not what printed it."""
    words = sentence.words
    kinds = sentence.kinds(words[actor.cited_first].start, words[actor.cited_last - 1].end)
    return actor.kind == "official" and bool(kinds & {"place", "country"})


_INSIDE = frozenset({"in", "en"})
_PLAIN_CUES = frozenset({("according", "to"), ("de", "acuerdo", "con"), ("de", "acuerdo", "a"), ("selon",)})
"""Cues behind which any noun is a source."""


def _other_source(sentence: Sentence, end: int, cue: tuple[str, ...]) -> Actor | None:
    """A document behind a cue that else needs a name ("drawing on customs filings"); any noun behind a cue that is always one."""
    if cue in _PLAIN_CUES:
        return noun_right(sentence, end)
    found = actor_right(sentence, end) if cue in sentence.cues.careful and cue[-1] in {"on", "de"} else None
    return found if found is not None and found.kind == "document" else None


def _read_cue(sentence: Sentence, i: int, cue: tuple[str, ...]) -> int | None:
    """One past the last word of a cue that begins at word `i`: "published on Monday by" is "published by"."""
    words = sentence.words
    if i + len(cue) <= len(words) and all(words[i + k].low == c for k, c in enumerate(cue)):
        return i + len(cue)
    head = cue[:-1]
    if not head or cue[-1] not in _BY or any(i + k >= len(words) or words[i + k].low != c for k, c in enumerate(head)):
        return None
    j = skip_adverbial(sentence, i + len(head))
    return j + 1 if j is not None and words[j].low == cue[-1] else None


_RELAYED = frozenset(
    {
        ("quoted", "by"),
        ("cited", "by"),
        ("citado", "por"),
        ("citada", "por"),
        ("citados", "por"),
        ("citadas", "por"),
        ("cité", "par"),
        ("quoted", "in"),
        ("cited", "in"),
        ("interviewed", "by"),
        ("entrevistado", "por"),
        ("entrevistada", "por"),
        ("consultado", "por"),
        ("consultada", "por"),
        ("speaking", "to"),
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


RULES: list[Callable[[str, Sentence], Iterator[Phrase]]] = [
    credit_by_verb, credit_before, credit_passive, credit_believed, credit_work, credit_pointer, credit_information, credit_possession,
    credit_inverted, credit_told, credit_for, credit_again, credit_attributed, credit_first, credit_brackets, credit_count,
]  # fmt: skip
