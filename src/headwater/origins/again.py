"""Credits that name nobody where they stand: "he said", "…, adding that", "and told reporters", «…», reconoció.

A verb of saying without a subject of its own goes on with the subject of its sentence; a pronoun, or a verb that Spanish
leaves without one, with whom the text credited last.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from headwater.origins.naming import name_actor
from headwater.origins.nouns import TIMES, noun_kind
from headwater.origins.phrase import Phrase
from headwater.origins.subjects import DESCRIBES, PASSIVE, is_adverb
from headwater.origins.who import Actor, Sentence, clean_name

REACH = 700
"""Characters back to whom a pronoun may stand for; further back it is somebody else."""
MAX_BACK = 12
"""Phrases, or mentions of persons, before a pronoun that it may stand for."""
NEAR = 250
"""Characters back to a person who is mentioned and was not credited yet."""
MAX_LEAD = 8
"""Words of an adverbial before the subject of a sentence: "By the end of the day, Mr. Hale …"."""
MAX_SUBJECT_WORDS = 4
_AND = frozenset({"and", "but", "or", "y", "e", "pero", "aunque"})
_PERSONS = frozenset({"he", "she", "él", "ella"})
_THING = frozenset({"it"})
_OBJECTS = frozenset({"him", "her", "it", "él", "ella"})
_QUOTES = frozenset({"”", '"', "»", "'", "’"})
_TO = (("according", "to"), ("según",), ("para",))
_NO_PERSON = frozenset({"see", "saw", "put", "puts", "expected", "hopes", "fears", "call", "list", "find"})


def credit_again(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A verb of saying that has the subject of its sentence: "Mr. Hale answered nothing, saying that …", "… and told reporters"."""
    words, cues = sentence.words, sentence.cues
    first: Actor | None = None
    for v in range(2, len(words)):
        verb = words[v].low
        if verb not in cues.say or verb in DESCRIBES:
            continue
        i = v
        while i > 1 and i not in sentence.by_last and is_adverb(words[i - 1].low, sentence):
            i -= 1
        is_participle = (
            sentence.language == "en" and verb.endswith("ing") and words[i - 1].text in {",", "—", "–", "before", "by"}
        )
        is_joined = words[i - 1].low in _AND and not verb.endswith("ing") and words[v - 1].low != "to"
        if not (is_participle or is_joined):
            continue
        first = first or _sentence_subject(sentence)
        if first is None or first.last >= i or not _is_clause(sentence, first.last, i):
            continue
        at = (words[v].start, words[v].end)
        yield Phrase(*at, *at, first.name, first.kind, "verb again")


def _sentence_subject(sentence: Sentence) -> Actor | None:
    """Who stands first in a sentence, behind article and title, or behind an adverbial with its comma."""
    words, cues = sentence.words, sentence.cues
    start = 0
    for k in range(1, min(MAX_LEAD + 1, len(words) - 1)):
        if words[k].text == "," and words[0].low in cues.sets["function_words"] and 0 not in sentence.by_first:
            start = k + 1
            break
    is_definite = start < len(words) and words[start].low in cues.sets["determiners"]
    for k in range(start, min(start + MAX_SUBJECT_WORDS, len(words))):
        if name := sentence.by_first.get(k):
            actor = name_actor(sentence, name)
            return actor if actor is not None and actor.kind != "document" else None
        word = words[k].low
        if (
            is_definite
            and k > start
            and k + 1 not in sentence.by_first
            and word in cues.sets["unnamed"]
            and words[k].text.isalpha()
        ):
            _, _, text = clean_name(words, start + 1, k + 1, cues)
            return Actor(start, k + 1, start + 1, k + 1, text, noun_kind(word, cues))
        if (
            word not in cues.sets["titles"]
            and word not in cues.sets["determiners"]
            and words[k].text != "."
            and not is_definite
        ):
            return None
        if not words[k].text[0].isalnum() and words[k].text != ".":
            return None
    return None


def _is_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Whether something was done between a subject and a later verb, without another speaker in between."""
    words, cues = sentence.words, sentence.cues
    between = words[first:last]
    return (
        last - first > 1
        and not any(w.text in {";", ":"} or w.text in _QUOTES - {"’", "'"} for w in between)
        and not any(w.low in cues.sets["unnamed"] and w.low in cues.say for w in between)
    )


def find_pronouns(sentence: Sentence) -> Iterator[Phrase]:
    """Credits to a pronoun, or to nobody in words, with an empty `cited`: `kind` says "official" or "body" is to be found."""
    words, cues = sentence.words, sentence.cues
    for v, word in enumerate(words):
        if word.low in _PERSONS | _THING and _opens_clause(sentence, v) and (verb := _verb_after(sentence, v + 1)) is not None:
            is_person = word.low in _PERSONS
            if is_person or words[verb].low not in DESCRIBES | _NO_PERSON:
                yield _blank(sentence, v, verb + 1, "official" if is_person else "body")
        elif word.low in cues.say and word.low not in DESCRIBES and v:
            is_quote = words[v - 1].text in _QUOTES or (words[v - 1].text == "," and v > 1 and words[v - 2].text in _QUOTES)
            after = words[v + 1].low if v + 1 < len(words) else "."
            if is_quote and after in {"he", "she"}:
                yield _blank(sentence, v, v + 2, "official")
            elif (
                is_quote
                and sentence.language == "es"
                and not after[0].isupper()
                and (after in {".", ",", ";"} or after in TIMES)
            ):
                yield _blank(sentence, v, v + 1, "any")
        elif (
            word.low in cues.say
            and v == 0
            and sentence.language == "es"
            and len(words) > 1
            and words[1].low in {"que", "también", "además"}
        ):
            yield _blank(sentence, v, v + 1, "any")
    lows = [w.low for w in words]
    for lead in _TO if any(low in _OBJECTS for low in lows) else ():
        for v in range(len(words) - len(lead)):
            if lows[v + len(lead)] in _OBJECTS and tuple(lows[v : v + len(lead)]) == lead:
                after = words[v + len(lead) + 1].text if v + len(lead) + 1 < len(words) else "."
                if not after[0].isalnum() and lead != ("para",):
                    kind = "body" if words[v + len(lead)].low == "it" else "official"
                    yield _blank(sentence, v, v + len(lead) + 1, kind)


def _opens_clause(sentence: Sentence, v: int) -> bool:
    """Whether a pronoun is no part of what somebody else says: in "she said he expects" only "she" is credited."""
    before = sentence.words[v - 1] if v else None
    return before is None or not before.text[0].isalnum() or before.low in _AND or before.low in _WHILE


_WHILE = frozenset({"while", "as", "although", "though", "when", "then", "so", "mientras", "como", "cuando"})


def _verb_after(sentence: Sentence, start: int) -> int | None:
    words, cues = sentence.words, sentence.cues
    for k in range(start, min(start + 4, len(words))):
        if words[k].low in cues.say:
            is_passive = not words[k].low.endswith("ing") and any(w.low in PASSIVE for w in words[start:k])
            return None if is_passive else k  # "it is reported"
        if not is_adverb(words[k].low, sentence):
            return None
    return None


def _blank(sentence: Sentence, first: int, last: int, kind: str) -> Phrase:
    words = sentence.words
    return Phrase(words[first].start, words[last - 1].end, words[first].start, words[last - 1].end, "", kind, "pronoun")


def name_pronouns(
    phrases: Sequence[Phrase], pronouns: Sequence[Phrase], persons: Sequence[tuple[int, str]] = ()
) -> Iterator[Phrase]:
    """Pronouns with whom they stand for: who of their kind was credited last, at most `REACH` characters before.

    Args:
        phrases: Phrases that name someone.
        pronouns: As `find_pronouns` gives them.
        persons: Start and name of the persons whom the text mentions; who stands just before is meant where nobody was credited.
    """
    ordered = sorted(phrases, key=lambda p: (p.start, p.end))
    starts = [p.start for p in ordered]
    people = sorted(persons)
    places = [start for start, _ in people]
    for blank in pronouns:
        at = bisect_left(starts, blank.start)
        before = [p for p in ordered[max(0, at - MAX_BACK) : at] if p.end <= blank.start and blank.start - p.end <= REACH]
        last = next((p for p in reversed(before) if _fits(p, blank.kind)), None)
        if last is not None:
            yield replace(blank, cited=last.cited, kind=last.kind)
            continue
        met = bisect_left(places, blank.start)
        near = {name for start, name in people[max(0, met - MAX_BACK) : met] if blank.start - start <= NEAR}
        if len(near) == 1 and blank.kind != "body":
            yield replace(blank, cited=near.pop(), kind="official")


def apart_from(blanks: Sequence[Phrase], phrases: Sequence[Phrase]) -> list[Phrase]:
    """Those of some phrases that overlap none of others."""
    ordered = sorted((p.start, p.end) for p in phrases)
    starts = [a for a, _ in ordered]
    ends = list(accumulate((b for _, b in ordered), max))  # the furthest end of all that begin so far
    found = []
    for blank in blanks:
        at = bisect_left(starts, blank.end) - 1
        if at < 0 or ends[at] <= blank.start:
            found.append(blank)
    return found


def _fits(p: Phrase, kind: str) -> bool:
    is_person = p.kind == "official" and p.cited[:1].isupper()
    is_body = p.kind in {"body", "outlet", "agency"}
    return is_person if kind == "official" else is_body if kind == "body" else is_person or is_body
