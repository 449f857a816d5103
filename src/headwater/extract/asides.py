"""What makes a clause an aside that credits a sentence: where it stands, its verb, who tells, and what it lacks.

An aside is a short clause between commas or dashes, or at the end of a sentence, with a verb of telling, who tells, and nothing
that it could be about: no object, no complement of its own. What is told stands around it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from headwater.extract.mend import Tree

_BOUNDS: Final = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "(", ")", '"', "“", "”", "«", "»", "''", "``", "…", "..."})
CLOSES: Final = frozenset({",", "—", "–", '"', "”", "»", "''", "?", "!"})
"""Marks behind which an aside may begin."""
STARTERS: Final = frozenset(
    ["and", "but", "or", "nor", "so", "that", "which", "who", "whom", "whose", "while", "when", "where", "whether", "if", "because", "although", "though",
     "unless", "until", "since", "after", "before", "than", "whereas", "what", "how", "why", "to", "not",
     "y", "e", "o", "u", "ni", "pero", "sino", "que", "quien", "quienes", "cual", "cuales", "cuyo", "cuya", "cuyos", "cuyas", "cuando", "mientras", "si",
     "aunque", "porque", "donde", "pues", "para", "por", "tras", "sin", "al", "no"]
)  # fmt: skip
"""Words that make a clause something else than an aside: coordinated, relative, a reason, a time, a condition."""
_DATES: Final = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "last", "this", "later", "earlier", "then", "now",
     "again", "once", "recently", "ago", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "ayer", "hoy", "anoche", "este", "esta",
     "luego", "después", "entonces", "también", "además", "ya", "así", "ahora", "recientemente"]
)  # fmt: skip
_SPANS: Final = frozenset(
    {
        "day",
        "week",
        "month",
        "year",
        "morning",
        "evening",
        "night",
        "time",
        "hour",
        "días",
        "día",
        "semana",
        "mes",
        "año",
        "noche",
        "tarde",
        "mañana",
        "vez",
    }
)
_DOING: Final = frozenset(
    {"hold", "put", "give", "present", "call", "plan", "intend", "register", "prompt", "poner", "presentar"}
)
"""Verbs of telling that without an object do something else."""
_HEARING: Final = frozenset(
    {"tell", "inform", "assure", "remind", "notify", "advise", "brief", "warn", "promise", "email", "text", "message"}
)
"""Verbs with a hearer for their object."""
TELLING_WITH: Final = {"let": {"slip", "it", "be", "known"}, "go": {"on"}, "make": {"known", "clear"}, "dar": {"a", "conocer", "cuenta", "de"}, "dejar": {"claro", "caer", "escrito"}}  # fmt: skip
"""Verbs that tell only with certain words behind them."""
_FOLLOWING: Final = frozenset({"desprender", "inferir", "deducir", "colegir", "desprenderse"})
"""Verbs whose source stands behind "de": "se desprende de un despacho"."""
CLITICS: Final = frozenset({"se", "lo", "le", "les", "me", "nos"})
_AGENTS: Final = {
    "en": ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ers", "ors", "ists", "ians", "ant", "ants", "ee"),
    "es": (
        "or",
        "ora",
        "ores",
        "oras",
        "ista",
        "istas",
        "ísta",
        "ístas",
        "ario",
        "aria",
        "ante",
        "antes",
        "ente",
        "entes",
        "ólogo",
        "óloga",
    ),
}
"""Ends of nouns for people by what they do."""
_THINGS: Final = frozenset(
    ["number", "order", "power", "weather", "tender", "border", "sector", "factor", "paper", "water", "winter", "summer", "matter", "danger", "cover", "tanker",
     "cargo", "motor", "valor", "error", "sector", "parte", "puente", "fuente", "ambiente", "continente", "restaurante", "horario", "salario", "diario"]
)  # fmt: skip
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE: Final = frozenset(
    {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "ADP", "PART", "CCONJ", "ADV", "AUX", "VERB", "PUNCT", "SYM", "X", "INTJ"}
)
_LONGEST: Final = 24
_MODIFIERS: Final = frozenset({"acl", "amod", "relcl", "compound", "pcomp", "pobj", "nmod", "appos"})


@dataclass(frozen=True, slots=True)
class Aside:
    """An aside: its tokens, its verb, and the head of who tells, or None where the verb alone says it."""

    first: int
    last: int
    verb: int
    speaker: int | None


def find_aside(t: Tree, v: int, language: str, forms: dict[str, str], speakers: Collection[str]) -> Aside | None:
    """The aside that a verb form makes with the words around it, or None.

    Args:
        t: The tree of the sentence.
        v: A token that may be a verb of telling.
        language: `en` or `es`.
        forms: Word form -> lemma of the verbs of telling.
        speakers: Nouns for those who tell.
    """
    first, last = v, v
    while first > 0 and t.low[first - 1] not in _BOUNDS:
        first -= 1
    while last + 1 < len(t.low) and t.low[last + 1] not in _BOUNDS:
        last += 1
    if first < 2 or t.low[first - 1] not in CLOSES or last - first > _LONGEST or t.low[first] in STARTERS:
        return None
    if last + 1 < len(t.low) and t.low[last + 1] == "(":
        return None
    if last + 1 < len(t.low) and t.low[last + 1] == ":" and not any(t.pos[k] in {"VERB", "AUX"} for k in range(first - 1)):
        return None
    lemma = forms[t.low[v]]
    if lemma in _DOING or _is_passive(t, v, first, lemma) or (t.dep[v] == "conj" and first <= t.head[v] <= last):
        return None
    if not _is_finite(t, v, first, language) or _is_opened(t, first) or _is_relative(t, v, first, last, speakers):
        return None
    if lemma in TELLING_WITH and not tells_with(t.low, v, lemma):
        return None
    if not _has_content(t, v, first, last) or _governs_behind(t, v, first, last):
        return None
    before = _nominal_before(t, first, v)
    if language == "en":
        speaker = before if before is not None else _speaker_behind(t, first, v, last, language, speakers)
        is_free = before is not None and _has_no_object(t, v, last, lemma)
        if speaker is None or not (is_free or before is None):
            return None
    else:
        speaker = _speaker_behind(t, first, v, last, language, speakers) if before is None else before
        if speaker is None and not _stands_alone(t, first, v, last):
            return None
        if before is not None and not _has_no_object(t, v, last, lemma):
            return None
    return None if _has_other_verb(t, first, v, last, speaker, lemma) else Aside(first, last, v, speaker)


def tells_with(low: list[str], v: int, lemma: str) -> bool:
    """Whether a verb that tells only with certain words has one of them behind it: "let slip", "dio a conocer"."""
    return v + 1 < len(low) and low[v + 1] in TELLING_WITH[lemma]


def _is_opened(t: Tree, first: int) -> bool:
    """Whether the mark before a stretch opens a quotation rather than closing one."""
    return t.low[first - 1] == '"' and t.low[:first].count('"') % 2 == 1


def _is_relative(t: Tree, v: int, first: int, last: int, speakers: Collection[str]) -> bool:
    """Whether a verb stands in a clause on a noun of the same stretch: "a step the country has threatened before"."""
    if t.dep[v] in {"relcl", "acl"} and first <= t.head[v] <= last:
        # "the agency 24 News reported": a title and a name, no clause on a noun.
        return t.low[t.head[v]] not in speakers or "PROPN" not in t.pos[t.head[v] : v]
    return any(t.low[k] in {"that", "than", "que", "which"} and t.head[k] == v for k in range(first, last + 1))


def _has_content(t: Tree, v: int, first: int, last: int) -> bool:
    """Whether something stands around a stretch that could be told: a main verb, or words that the verb comes right behind."""
    verbs = [
        k
        for k in range(len(t.low))
        if not first <= k <= last
        and (t.pos[k] == "VERB" or t.dep[k] == "cop" or (t.pos[k] == "AUX" and t.dep[k] not in {"aux", "auxpass"}))
        and not _is_subordinate(t, k, v)
        and not is_going_along(t, k, v, last)
    ]
    if verbs:
        return True
    if t.head[v] == v and any(
        t.pos[k] == "VERB" and t.dep[k] == "acl" and t.dep[t.head[k]] == "subj" and t.head[t.head[k]] == v for k in range(first)
    ):
        # "The machines carried explosive, investigators found": the parser takes the main verb for a participle.
        return True
    return v == first and t.pos[0] not in {"ADP", "SCONJ", "ADV", "CCONJ"}


def _is_passive(t: Tree, v: int, first: int, lemma: str) -> bool:
    """Whether something is done or going on rather than told: "a trial was held"; "lawmakers were told" is telling."""
    return lemma not in _HEARING and any(t.head[k] == v and t.lemma[k] in {"be", "ser"} for k in range(first, v))


def is_going_along(t: Tree, k: int, v: int, last: int) -> bool:
    """Whether a participle behind an aside goes with its verb: "..., she noted, referring to a memoir"."""
    is_participle = any(mark in t.morph[k] for mark in ("VerbForm=Part", "VerbForm=Ger")) and not t.kids(k, "aux", "auxpass")
    return k > last and t.head[k] == v and t.dep[k] == "advcl" and is_participle and not t.kids(k, "subj", "subjpass")


def _governs_behind(t: Tree, v: int, first: int, last: int) -> bool:
    """Whether a verb is no aside but the main verb: its subject stands before the stretch, or what it tells only behind it."""
    if any(k < first for k in t.kids(v, "subj")) and any(first <= k <= last for k in t.kids(v, "obj", "iobj")):
        # "Clinton, who called Sanders, told her supporters, ..."
        return True
    told = t.kids(v, "ccomp")
    behind = [k for k in told if k > last]
    if not behind or any(k < first for k in told):
        return False
    return not any(k < first for k in t.kids(behind[0], "subj", "subjpass"))


def _is_subordinate(t: Tree, k: int, v: int) -> bool:
    """Whether a verb stands in a clause with a subordinator or a participle on a noun: a time or a reason, no content."""
    while True:
        if t.dep[k] in {"relcl", "acl", "amod", "pcomp"} or any(t.dep[m] == "mark" for m in t.kids(k, "mark")):
            return True
        if t.dep[k] not in {"xcomp", "aux", "auxpass", "cop", "conj"} or t.head[k] in {k, v}:
            return False
        k = t.head[k]


def _is_finite(t: Tree, v: int, first: int, language: str) -> bool:
    if t.pos[v] in {"VERB", "AUX"}:
        if "VerbForm=Fin" in t.morph[v]:
            return not (language == "es" and "Mood=Sub" in t.morph[v])
        return any(t.pos[k] == "AUX" and "VerbForm=Fin" in t.morph[k] for k in range(first, v))
    if language == "en":
        # "a London think-tanker judges": the tagger takes the verb for a noun.
        before = t.low[first:v]
        if t.pos[v] != "NOUN" or v == first or t.pos[v - 1] not in {"NOUN", "PROPN"}:
            return False
        if t.low[v].endswith("s"):
            return before[0] in {"a", "an", "one", "he", "she"} or (
                t.pos[v - 1] == "PROPN" and before[0] not in {"the", "this", "its", "their"}
            )
        # "observers remark", "loading lists seen by the Post show"
        nouns = [k for k in range(first, v) if t.pos[k] == "NOUN"]
        is_joined = t.head[v - 1] == v and t.pos[v - 1] == "NOUN"
        has_participle = any(t.dep[k] == "acl" and t.head[k] in nouns for k in range(first, v))
        return (
            bool(nouns) and (is_joined or has_participle) and t.low[nouns[-1] if is_joined else nouns[0]].endswith("s")
        ) or (has_participle and any(t.low[k].endswith("s") for k in nouns))
    return t.pos[v] in {"ADJ", "NOUN", "PROPN"} and v == first and t.low[v].endswith(("ó", "aron", "ieron"))


def _nominal_before(t: Tree, first: int, v: int) -> int | None:
    """Head of the noun phrase between the start of an aside and its verb, or None."""
    if first == v or t.pos[first] in {"ADP", "SCONJ", "CCONJ"}:
        return None
    own = [k for k in range(first, v) if t.head[k] == v and t.dep[k] in {"subj", "compound", "nmod"} and t.pos[k] in _NOMINAL]
    told_of = [t.head[k] for k in range(first, v) if t.dep[k] == "acl" and first <= t.head[k] < k]
    if own and t.dep[own[0]] != "subj" and told_of:
        # "loading lists seen by the Post show"
        return told_of[0]
    if own:
        return own[0] if t.dep[own[0]] == "subj" else own[-1]
    heads = [
        k
        for k in range(first, v)
        if (t.pos[k] in _NOMINAL or t.low[k] in {"one", "some", "others", "another"})
        and t.low[k] not in CLITICS
        and not first <= t.head[k] < v
    ]
    return heads[0] if heads else None


def _has_no_object(t: Tree, v: int, last: int, lemma: str) -> bool:
    """Whether nothing stands behind a verb that it could be about: only adverbs, dates, hearers and phrases."""
    nxt = v + 1
    while nxt <= last and (t.pos[nxt] == "ADV" or t.low[nxt] in TELLING_WITH.get(lemma, ())):
        nxt += 1
    if nxt > last:
        return True
    if t.low[nxt] in {"that", "que", "to", "if", "whether", "si"} and not (t.low[nxt] == "to" and t.pos[nxt + 1] != "VERB"):
        return False
    if t.pos[nxt] != "ADP" and t.low[nxt] not in _DATES and lemma not in _HEARING and not _opens_date(t, nxt, last):
        return False
    return not any(
        t.pos[k] == "DET"
        and t.pos[k - 1] in {"NOUN", "PROPN", "NUM"}
        and not _opens_date(t, k, last)
        and t.dep[t.head[k]] != "conj"
        for k in range(nxt + 1, last + 1)
    )


def _opens_date(t: Tree, k: int, last: int) -> bool:
    return any(low in _DATES or low in _SPANS for low in t.low[k : min(k + 3, last + 1)])


def _speaker_behind(t: Tree, first: int, v: int, last: int, language: str, speakers: Collection[str]) -> int | None:
    """Head of who tells where the verb stands first: "calculó un coronel", "said the indictment"."""
    if t.lemma[v].removesuffix("se") in _FOLLOWING and v + 2 <= last and t.low[v + 1] in {"de", "del"}:
        return next((j for j in range(v + 2, last + 1) if t.pos[j] in _NOMINAL), None)
    lead = [k for k in range(first, v) if t.pos[k] not in {"AUX", "ADV"} and t.low[k] not in CLITICS | _DATES]
    if lead:
        return None
    k = _behind_date(t, v + 1, last, language)
    if k > last or t.pos[k] not in {"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
        return None
    head = next(
        (j for j in range(k, last + 1) if (t.pos[j] in _NOMINAL and t.dep[j] != "poss") or (j > k and t.low[j] in speakers)),
        None,
    )
    if head is None and t.pos[k] == "DET" and k + 1 == last and t.pos[last] in {"ADJ", "VERB"}:
        head = last
    head = k if head is None and t.low[k] in {"uno", "una", "otro", "otra", "otros", "one", "another"} else head
    if head is None or any(t.pos[j] == "ADP" for j in range(k, head)):
        return None
    while head + 1 <= last and t.pos[head] in {"NOUN", "PROPN"} and t.pos[head + 1] in {"NOUN", "PROPN"} and language == "en":
        head += 1
    return head if _may_speak(t, k, head, language, speakers) else None


def _behind_date(t: Tree, k: int, last: int, language: str) -> int:
    """The first token behind adverbs, dates, "a conocer" and phrases of place or paper: "comunicó el miércoles en Yeda el mando"."""
    while k <= last:
        if t.pos[k] == "ADV" or t.low[k] in _DATES or t.low[k] in TELLING_WITH["dar"]:
            k += 1
        elif t.pos[k] == "DET" and k < last and _is_date(t, k + 1):
            k += 2
        elif t.pos[k] == "ADP" and t.low[k] in {"en", "in", "on"} and k + 2 <= last:
            k += 1
            while k < last and t.pos[k] in {"DET", "ADJ", "NUM"}:
                k += 1
            k += 1
            while language == "es" and k <= last and t.pos[k] == "ADJ":
                k += 1
        else:
            return k
    return k


def _is_date(t: Tree, k: int) -> bool:
    return t.low[k] in _DATES or (t.low[k] in _SPANS and t.low[k] != "vez")


def _may_speak(t: Tree, k: int, head: int, language: str, speakers: Collection[str]) -> bool:
    low, lemma = t.low[head], t.lemma[head]
    if t.pos[k] == "PRON" or t.pos[head] in {"PRON", "PROPN"} or low in {"uno", "una", "otro", "otra", "otros"}:
        return low not in {"it", "them", "him", "us", "me", "eso", "esto"}
    return low in speakers or lemma in speakers or (low.endswith(_AGENTS[language]) and lemma not in _THINGS)


def _stands_alone(t: Tree, first: int, v: int, last: int) -> bool:
    """Whether a Spanish verb stands alone, or with adverbs and clitics: ", añadió,"."""
    if "Person=1" in t.morph[v] or "Person=2" in t.morph[v]:
        return False
    return all(k == v or t.pos[k] in {"ADV", "AUX"} or t.low[k] in CLITICS | _DATES for k in range(first, last + 1))


def _has_other_verb(t: Tree, first: int, v: int, last: int, speaker: int | None, lemma: str) -> bool:
    """Whether a verb stands in an aside that neither serves its verb nor modifies its nouns."""
    for k in range(first, last + 1):
        if k == v or t.pos[k] not in {"VERB", "AUX"} or t.low[k] in TELLING_WITH.get(lemma, ()):
            continue
        if (t.head[k] == v and t.dep[k] in {"aux", "auxpass", "compound"}) or (t.pos[k] == "AUX" and k == v - 1):
            continue
        if t.dep[k] in _MODIFIERS or (speaker is not None and t.is_under(k, speaker)) or t.dep[k] in {"aux", "auxpass", "cop"}:
            continue
        return True
    return False
