"""Sources without a name: a noun with what describes it, as in "a person briefed on the talks", "fuentes militares"."""

from headwater.origins.cues import Cues
from headwater.origins.who import Actor, Sentence, clean_name
from headwater.origins.words import Word

MAX_DESCRIPTION_WORDS = 6
"""Words between a cue and the name ("según el portal de noticias argentino Infobae"); more is another phrase."""

_PREPOSITIONS = frozenset({"in", "of", "at", "from", "to", "near", "with", "for", "on", "en", "de", "con", "a", "para"})
MAX_DESCRIBED_WORDS = 10
"""Words between a noun for sources and the verb: "two people with direct knowledge of the matter said"."""
MAX_ADJECTIVES = 4
_DESCRIBERS = frozenset(
    [
        "of",
        "for",
        "to",
        "in",
        "at",
        "from",
        "with",
        "on",
        "close",
        "near",
        "familiar",
        "inside",
        "within",
        "aware",
        "under",
        "behind",
        "de",
        "del",
        "en",
        "con",
        "cercana",
        "cercano",
        "cercanas",
        "cercanos",
        "próxima",
        "próximo",
        "próximos",
        "próximas",
        "bajo",
        "dentro",
        "al",
        "a",
        "ante",
        "familiarizado",
        "da",
        "do",
        "du",
        "proche",
        "proches",
    ]
)
_NO_PARTICIPLES = frozenset(
    [
        "said",
        "reported",
        "added",
        "noted",
        "claimed",
        "stated",
        "denied",
        "confirmed",
        "warned",
        "estimated",
        "believed",
        "argued",
        "revealed",
        "insisted",
        "explained",
        "declared",
        "concluded",
        "suggested",
        "indicated",
        "described",
        "called",
        "alleged",
        "asserted",
        "recalled",
        "asked",
        "agreed",
        "urged",
        "blamed",
    ]
)
"""Verbs of saying in a form that may also describe a noun: the noun before them is their subject."""
_CLAUSE = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "and",
        "but",
        "que",
        "qui",
        "while",
        "when",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "es",
        "son",
        "fue",
        "fueron",
        "ha",
        "han",
    ]
)
_MEDIA = frozenset(
    {
        "television",
        "agency",
        "newspaper",
        "televisión",
        "agencia",
        "periódico",
        "télévision",
        "agence",
        "journal",
        "televisão",
        "agência",
        "jornal",
    }
)
TIMES = frozenset({"day", "week", "month", "year", "día", "semana", "mes", "año", "time", "later", "ago"})
STOPPERS = frozenset(
    {"that", "which", "who", "and", "but", "que", "y", "et", "qui", "e", "as", "while", "when", "to", "is", "are", "was"}
)


def any_noun(sentence: Sentence, end: int) -> Actor | None:
    """Whatever noun stands with an article, number or owner before a plain verb of saying: "a beekeeper", "his landlady"."""
    words, cues = sentence.words, sentence.cues
    noun = words[end - 1]
    if not noun.text.isalpha() or noun.low in cues.sets["function_words"] or noun.low in TIMES or len(noun.low) < 3:
        return None
    for first in range(end - 2, max(-1, end - 2 - MAX_ADJECTIVES), -1):
        word = words[first]
        if word.low in cues.sets["determiners"] or word.text.endswith(("'s", "’s")):
            if first and words[first - 1].low in _PREPOSITIONS:
                return None  # "a resident in a nearby building told": the building told nothing
            _, _, text = clean_name(words, first + 1, end, cues)
            return Actor(first, end, first + 1, end, text, "unnamed")
        if not word.text.isalpha() or word.low in cues.sets["function_words"] or word.low in STOPPERS or word.low in cues.say:
            return None
    return None


def distant_noun(sentence: Sentence, end: int) -> Actor | None:
    """A noun for sources, described at length before the verb: "A person briefed on the talks put", "Fuentes militares y de
    inteligencia dicen".
    """  # noqa: D205 - two examples
    words, cues = sentence.words, sentence.cues
    inner: Actor | None = None
    for i in range(end - 2, max(-1, end - 2 - MAX_DESCRIBED_WORDS), -1):
        word = words[i]
        if not word.text[0].isalnum() or word.low in _CLAUSE or (word.low in cues.say and not _describes(words[i])):
            return inner
        if word.low not in cues.sets["unnamed"] and word.low not in cues.sets["documents"]:
            continue
        first = _noun_start(sentence, i)
        is_plural = word.low.endswith("s")
        if first is None or not (is_plural or words[first].low in cues.sets["determiners"] or first < i):
            continue
        if not (_describes(words[i + 1]) or (is_plural and i + 1 < end - 1 and sentence.language != "en")):
            continue
        cited = first + (words[first].low in cues.sets["determiners"] and first < i)
        last = end if end - cited <= MAX_DESCRIPTION_WORDS else i + 1
        _, _, text = clean_name(words, cited, last, cues)
        found = Actor(first, end, cited, last, text, noun_kind(word.low, cues))
        if i and words[i - 1].low in _GENITIVE:
            inner = inner or found  # "fuentes del astillero": the head stands before
            continue
        return found
    return inner


_GENITIVE = frozenset({"of", "de", "del"})


def _describes(word: Word) -> bool:
    """Whether a word opens what describes the noun before it: "of", "close to", "briefed on", "cercana a"."""
    return word.low in _DESCRIBERS or (
        word.low not in _NO_PARTICIPLES
        and word.low.endswith(("ed", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"))
    )


def _noun_start(sentence: Sentence, i: int) -> int | None:
    """First word of the article, number and adjectives of a noun; None where the noun stands inside something else."""
    words, cues = sentence.words, sentence.cues
    first = i
    for _ in range(MAX_ADJECTIVES):
        if first == 0 or not words[first - 1].text[0].isalnum():
            return first
        if words[first].low in cues.sets["determiners"]:
            return first
        if words[first - 1].low in cues.sets["determiners"]:
            return first - 1
        if words[first - 1].low in _DESCRIBERS or words[first - 1].low in cues.say or words[first - 1].low in _CLAUSE:
            return first if first < i else None
        first -= 1
    return first if words[first].low in cues.sets["determiners"] or first == 0 else None


def noun_kind(noun: str, cues: Cues) -> str:
    """Kind of a source that is named by a noun alone."""
    if noun in cues.sets["documents"]:
        return "document"
    if noun in _MEDIA:
        return "outlet"
    return "official" if noun in cues.sets["offices"] else "unnamed"
