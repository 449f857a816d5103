"""Credits beside the sentence: a publisher in brackets, "by one count", "for the colonel", "if Seoul is to be believed"."""

from collections.abc import Iterator

from headwater.origins.actors import actor_left, actor_right
from headwater.origins.frames import reads
from headwater.origins.naming import name_actor
from headwater.origins.phrase import Phrase, make_phrase
from headwater.origins.who import Actor, Sentence, clean_name

_FOR = frozenset({"for", "para", "pour"})
_RIGHT = (("is", "to", "be", "believed"), ("are", "to", "be", "believed"), ("is", "right"), ("are", "right"), ("is", "correct"))
_IS = frozenset({"is", "are"})
_IF = frozenset({"if", "should", "provided", "unless"})
MAX_BRACKET_WORDS = 12
_ONES = frozenset({"a", "an", "one", "another", "some", "most", "several"})


def credit_brackets(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A publisher in brackets at the end of a sentence, perhaps with a date: "Forty were ordered (Baltic Ledger, 3 May)."."""
    words = sentence.words
    end = len(words) - 1 if words and words[-1].text in {".", "!", "?"} else len(words)
    if end < 4 or words[end - 1].text != ")":
        return
    for k in range(end - 2, max(0, end - MAX_BRACKET_WORDS), -1):
        if words[k].text != "(":
            continue
        name = sentence.by_first.get(k + 1)
        actor = name_actor(sentence, name) if name is not None else None
        if (
            name is not None
            and actor is not None
            and actor.kind in {"outlet", "agency"}
            and words[name.last].text in {",", ")"}
        ):
            yield make_phrase(words, k, end, actor, "brackets")
        return


def credit_count(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Whose count it is, without a name: "by one count", "by a British estimate"."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words[:-2]):
        if word.low != "by" or words[i + 1].low not in _ONES:
            continue
        for j in range(i + 2, min(i + 4, len(words))):
            if words[j].low in cues.sets["opinions"] and (j + 1 == len(words) or words[j + 1].low not in {"of", "by", "from"}):
                _, _, text = clean_name(words, i + 2, j + 1, cues)
                yield make_phrase(words, i, j + 1, Actor(i + 1, j + 1, i + 2, j + 1, text, "unnamed"), "count")
                break


def credit_for(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Whose opinion it is, at the start: "For Colonel Adu it was a gift", "Para el coronel Adu, son cuarenta"."""
    words, cues = sentence.words, sentence.cues
    if len(words) < 3 or words[0].low not in _FOR:
        return
    actor = actor_right(sentence, 1)
    if actor is None or actor.kind != "official" or not actor.name[:1].isupper():
        return
    has_title = any(w.low in cues.sets["titles"] for w in words[1 : actor.cited_first])
    if has_title or "person" in sentence.kinds(words[actor.cited_first].start, words[actor.cited_last - 1].end):
        yield make_phrase(words, 0, actor.last, actor, "for")


def credit_believed(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Who vouches, as in "if Seoul is to be believed", "if the ministry is right"."""
    words = sentence.words
    for i in range(1, len(words) - 1):
        if words[i].low not in _IS:
            continue
        tail = next((t for t in _RIGHT if reads(sentence, i, t)), None)
        actor = actor_left(sentence, i) if tail is not None else None
        if tail is None or actor is None or (len(tail) == 2 and (not actor.first or words[actor.first - 1].low not in _IF)):
            continue
        yield make_phrase(words, max(0, actor.first - 1), i + len(tail), actor, "believed")


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
