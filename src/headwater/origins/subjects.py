"""The subject of a verb of saying, read to its left: past adverbs, an apposition or a relative clause."""

from headwater.origins.actors import actor_left
from headwater.origins.bodies import is_body_noun
from headwater.origins.cues import Cues
from headwater.origins.naming import name_actor
from headwater.origins.who import Actor, Sentence, clean_name

MAX_APPOSITION_WORDS = 28
"""Words between two commas after a name: "Farzin Nadimi, a senior fellow at a Washington institute, said"."""
MAX_OFFICE_WORDS = 9
MAX_RELATIVE_WORDS = 9
MAX_ADVERBS = 5
PASSIVE = frozenset(
    {"is", "are", "was", "were", "been", "be", "being", "fue", "fueron", "es", "son", "foi", "foram", "est", "sont"}
)
_PARTICIPLES = ("ed", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "en")
DESCRIBES = frozenset(
    {"called", "describe", "describes", "described", "listed", "lists", "list", "read", "reads", "found", "find", "finds"}
)
PLAIN = frozenset(
    {"said", "says", "say", "told", "tells", "wrote", "dijo", "dijeron", "dice", "dicen", "contó", "contaron", "relató"}
)
"""Verbs that have a speaker for subject whatever noun it is."""
_ADVERBS = frozenset(
    [
        "even", "also", "still", "once", "again", "since", "long", "just", "itself", "himself", "herself", "themselves", "each", "both", "all",
        "past", "never", "neither", "nor", "always", "often", "soon", "promptly", "meanwhile", "instead", "not", "did", "does", "do", "could",
        "incluso", "siempre", "nunca", "jamás", "tampoco", "sólo", "solo", "apenas", "mismo", "misma", "aún", "todavía", "luego", "después",
        "además", "pronto", "no", "la", "los", "las", "nos",
    ]
)  # fmt: skip
"""Words besides auxiliaries that stand between a subject and its verb."""


def subject_left(sentence: Sentence, v: int, *, is_loose: bool = False) -> Actor | None:
    """Who says what the verb at word `v` tells.

    Args:
        sentence: The sentence.
        v: Index of the verb.
        is_loose: Whether any noun with an article will do ("the beekeeper said").
    """
    words = sentence.words
    i = v
    if v > 0 and words[v - 1].low in PASSIVE and words[v].low not in {"cited", "quoted", "said"}:
        return None
    for _ in range(MAX_ADVERBS):
        if i > 0 and i not in sentence.by_last and is_adverb(words[i - 1].low, sentence):
            i -= 1
            if (
                words[i].low in PASSIVE
                and words[v].low.endswith(_PARTICIPLES)
                and words[v].low not in {"cited", "quoted", "said"}
            ):
                return None  # "was widely criticised"
    if actor := actor_left(sentence, i, is_loose=is_loose):
        return actor
    if i > 0 and words[i - 1].text in {",", "—", "–"} and words[v].low not in DESCRIBES:
        for k in range(i - 2, max(0, i - 2 - MAX_APPOSITION_WORDS), -1):
            if words[k].text in {",", "—", "–"}:
                return _apposed(sentence, k, i)
    if i > 2 and words[i - 1].low in _WHO and words[i - 2].text == ",":
        return actor_left(sentence, i - 2)  # "Hangang News, which first gave"
    return _some_of(sentence, i) or _before_relative(sentence, i)


_WHO = frozenset({"which", "who", "que", "quien", "quienes"})
_PARTS = frozenset(
    ["them", "others", "another", "some", "many", "several", "both", "one", "two", "three", "ellos", "ellas", "otros", "otras", "otro", "otra",
     "algunos", "algunas", "varios", "varias", "ambos", "uno", "una"]
)  # fmt: skip
_QUANTITIES = frozenset(
    {"one", "two", "three", "four", "some", "several", "many", "most", "both", "uno", "una", "dos", "tres", "algunos", "varios"}
)


def _some_of(sentence: Sentence, end: int) -> Actor | None:
    """Some of those whom the text spoke of: "others said", "one of them recalled"."""
    words = sentence.words
    last = words[end - 1].low if end else ""
    if last not in _PARTS:
        return None
    first = end - 1
    if end > 2 and words[end - 2].low in {"of", "de"} and words[end - 3].low in _QUANTITIES:
        first = end - 3
    elif last in {"them", "ellos", "ellas", "one", "two", "three", "uno", "una", "many", "both"}:
        return None
    before = words[first - 1] if first else None
    if (
        before is not None
        and before.text[0].isalnum()
        and before.low not in {"and", "but", "while", "y", "pero", "mientras", "as", "though"}
    ):
        return None
    _, _, text = clean_name(words, first, end, sentence.cues)
    return Actor(first, end, first, end, text, "unnamed")


def is_adverb(word: str, sentence: Sentence) -> bool:
    """Whether a word may stand between a subject and its verb: "also", "had", "on", "never", "publicly"."""
    return (
        word in sentence.cues.sets["auxiliaries"]
        or word in _ADVERBS
        or (word.endswith(("ly", "mente")) and word not in sentence.cues.sets["back_references"])
    )


def _apposed(sentence: Sentence, comma: int, end: int) -> Actor | None:
    """Who stands before an apposition, named by it where only an office stands before: "The minister, Ana Ruiz, said"."""
    cues = sentence.cues
    outer = actor_left(sentence, comma)
    name = sentence.by_last.get(end - 1)
    between = [] if name is None else [w.low for w in sentence.words[comma + 1 : name.first]]
    skips = cues.sets["titles"] | cues.sets["determiners"]
    if name is not None and outer is not None and outer.kind == "document" and (own := _own_one(sentence, outer, comma, end)):
        return own
    if name is None or name.first <= comma or any(w not in skips for w in between):
        return outer
    inner = name_actor(sentence, name)
    if inner is None or inner.kind not in {"official", "body"}:
        return outer
    person = Actor(
        name.first if outer is None else outer.first, end, inner.cited_first, inner.cited_last, inner.name, "official"
    )
    if outer is not None and not between and outer.name[:1].islower() and (called := _called_by(outer, cues)) is not None:
        return Actor(outer.first, end, inner.cited_first, inner.cited_last, inner.name, called)
    if outer is None:  # "a second reader, Ivo K, wrote"
        return person if comma > 0 and sentence.words[comma - 1].text.islower() and inner.kind == "official" else None
    is_office = outer.name[:1].islower() or any(w in cues.sets["titles"] for w in between) or _ends_in_office(sentence, comma)
    return person if is_office and (inner.kind == "official" or _is_title_noun(outer, cues)) else outer


def _called_by(outer: Actor, cues: Cues) -> str | None:
    """What a noun without a name makes of the name in its apposition: "A Spanish monthly, Hangar Mensual," is an outlet."""
    words = [w.casefold() for w in outer.name.split()]
    if any(w in cues.sets["back_references"] for w in words):
        return "outlet"
    return "body" if outer.kind == "unnamed" and any(is_body_noun(w) for w in words) else None


def _own_one(sentence: Sentence, outer: Actor, comma: int, end: int) -> Actor | None:
    """Whose work it is, as an apposition tells: "Un anuario serio, el del Instituto Atlántico", "one estimate, that of the IISS"."""
    words, name = sentence.words, sentence.by_last[end - 1]
    by = next((k for k in range(comma + 2, name.first) if words[k].low in {"by", "por"} and words[k - 1].low in _MADE), None)
    if by is not None and name.first - by <= 2 and (made := name_actor(sentence, name)) is not None:
        return Actor(outer.first, end, made.cited_first, made.cited_last, made.name, made.kind)
    if (
        name.first - comma not in {3, 4}
        or words[comma + 1].low not in _THAT_OF
        or words[comma + 2].low not in {"de", "del", "of"}
    ):
        return None
    maker = name_actor(sentence, name)
    return None if maker is None else Actor(outer.first, end, maker.cited_first, maker.cited_last, maker.name, maker.kind)


_MADE = frozenset(
    ["published", "made", "written", "compiled", "prepared", "produced", "conducted", "signed", "issued", "drafted", "commissioned", "elaborado", "elaborada",
     "publicado", "publicada", "hecho", "hecha", "realizado", "realizada", "preparado", "preparada", "escrito", "escrita", "firmado", "firmada", "emitido",
     "redactado", "encargado"]
)  # fmt: skip
_THAT_OF = frozenset({"el", "la", "los", "las", "that", "those"})


def _is_title_noun(outer: Actor, cues: Cues) -> bool:
    """Whether an office is one person's ("the ambassador"), so that the name beside it is a person's."""
    last = outer.name.split()[-1].casefold()
    return last in cues.sets["titles"] or last.startswith("spokes")


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
    for k in range(end - 1, max(0, end - 2 - MAX_RELATIVE_WORDS), -1):
        if not words[k].text[0].isalnum():
            return None
        if words[k].low in {"who", "que", "qui", "quien", "quienes", "that"}:
            if k == end - 1 and words[k].low != "that":
                return None
            actor = actor_left(sentence, k)
            if words[k].low == "that":
                is_cleft = actor is not None and actor.first > 0 and words[actor.first - 1].low in {"was", "is"}
                return actor if is_cleft else None
            is_speaker = actor is not None and (actor.kind in {"unnamed", "official"} or words[k].low.startswith("quien"))
            return actor if is_speaker else None
    return None


_HAVE = frozenset({"ha", "han", "había", "habían", "haya", "hayan", "habría", "habrían", "hubo"})
_IRREGULAR = frozenset({"dicho", "escrito", "contradicho", "visto", "expuesto", "propuesto"})


def is_perfect(sentence: Sentence, v: int) -> bool:
    """Whether word `v` is a Spanish participle of a verb of saying behind "ha" or "había": "había hablado", "ha dicho"."""
    words, cues = sentence.words, sentence.cues
    word = words[v].low
    if sentence.language != "es" or v == 0 or words[v - 1].low not in _HAVE:
        return False
    if word in _IRREGULAR:
        return True
    stem = word.removesuffix("ado") if word.endswith("ado") else word.removesuffix("ido") if word.endswith("ido") else ""
    return len(stem) > 1 and any(stem + tail in cues.say for tail in ("ó", "a", "an", "aron", "ió", "e", "en", "ieron"))
