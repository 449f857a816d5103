"""Phrases that credit a clause: "according to X", "by X's count", "in the minister's words", "para un analista", "si hacemos caso a X"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from headwater.extract.asides import TELLING_WITH, tells_with
from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence
from headwater.schema.claims import attribution_words, telling_forms

_BOUNDS: Final = frozenset({",", ".", ";", ":", "—", "–", "(", ")"})
_MODIFIERS: Final = frozenset({"relcl", "acl", "amod", "appos"})
_COUNTS: Final = {
    "by": frozenset(["count", "reckoning", "estimate", "account", "tally", "telling", "admission", "calculation", "accounts", "estimates", "own"]),
    "in": frozenset(["words", "view", "opinion", "telling", "account", "judgement", "judgment", "eyes", "phrase", "estimate", "assessment", "reckoning"]),
    "on": frozenset(["account", "showing", "evidence"]),
    "from": frozenset(["account"]),
}  # fmt: skip
"""Nouns that with a preposition and an owner credit a clause to that owner."""
_OF: Final = frozenset(
    {"count", "reckoning", "estimate", "account", "words", "view", "opinion", "eyes", "evidence", "tally", "telling"}
)
_AS: Final = {"en": frozenset({"as"}), "es": frozenset({"según", "como"})}
_IF: Final = {"en": frozenset({"if", "judging", "going"}), "es": frozenset({"if", "si", "de"})}
_VIEWED: Final = {"en": frozenset({"seen", "viewed"}), "es": frozenset({"para", "visto", "vista"})}
_PUTS: Final = frozenset({"put", "puts", "had", "has", "tell", "tells"})
_OWN: Final = frozenset({"my", "our"})
_PHRASE_POS: Final = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PART", "NUM", "PRON", "X"})
_HUMAN: Final = frozenset({"person", "personnel", "organisation", "country", "outlet"})
_LONGEST: Final = 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that credit, who is credited, how they hold what they credit, and the tokens that they are about."""

    first: int
    last: int
    speaker: int | None
    modality: str
    scope: frozenset[int]


def find_phrases(s: Sentence, clauses: dict[int, Clause]) -> list[Phrase]:
    """The phrases of a sentence that credit clauses, those about the least first."""
    found = [
        Phrase(first, last, speaker, _held(s, speaker), _scope(s, clauses, first, last)) for first, last, speaker in _spans(s)
    ]
    return sorted(found, key=lambda p: (len(p.scope), p.first))


def _held(s: Sentence, speaker: int | None) -> str:
    return "alleged" if speaker is not None and s.cues.cue_nouns.get(s.lemma[speaker]) == "alleged" else "reported"


def _spans(s: Sentence) -> Iterator[tuple[int, int, int | None]]:
    """First and last token of each phrase, and the head of who is credited."""
    taken = -1
    openers = _openers(s.language)
    for i in range(s.n - 1):
        if i <= taken or s.low[i] not in openers:
            continue
        found = _listed(s, i) or _counted(s, i) or _told(s, i) or _believed(s, i) or _viewed(s, i)
        if found is not None:
            taken = found[1]
            yield found


@cache
def _openers(language: str) -> frozenset[str]:
    """Words with which a phrase that credits can begin: few sentences hold one."""
    listed = {phrase[0] for phrase in attribution_words(language).cue_phrases}
    counting = _COUNTS.keys() if language == "en" else ()
    return frozenset({*listed, *counting, *_AS[language], *_IF[language], *_VIEWED[language]})


def _listed(s: Sentence, i: int) -> tuple[int, int, int | None] | None:
    """A listed phrase with the noun phrase behind it: "according to X"."""
    for phrase in s.cues.cue_phrases:
        n = len(phrase)
        if s.low[i] == phrase[0] and tuple(s.low[i : i + n]) == phrase and i + n < s.n:
            last = _phrase_end(s, i + n)
            if last is not None:
                return i, last, _phrase_head(s, i + n, last)
    return None


def _counted(s: Sentence, i: int) -> tuple[int, int, int | None] | None:
    """A noun of counting or viewing with its owner: "by Baghdad's count", "in the view of analysts", "by one estimate"."""
    nouns = _COUNTS.get(s.low[i]) if s.language == "en" else None
    if nouns is None:
        return None
    noun = next((k for k in range(i + 1, min(s.n, i + 8)) if s.low[k] in nouns), None)
    if noun is None or any(s.low[k] in _OWN or s.pos[k] not in _PHRASE_POS for k in range(i + 1, noun)):
        return None
    while noun + 1 < s.n and s.low[noun + 1] in nouns:
        noun += 1
    owner = next((k for k in range(i + 1, noun) if s.dep[k] == "poss"), None)
    if owner is not None or s.low[i + 1] in {"one", "most", "all", "some", "several", "many"}:
        return (i, noun, owner) if s.low[i] == "by" or owner is not None else None
    if noun + 2 < s.n and s.low[noun + 1] == "of" and s.low[noun] in _OF and s.low[i + 1] in {"the", s.low[noun]}:
        last = _phrase_end(s, noun + 2)
        return (i, last, _phrase_head(s, noun + 2, last)) if last is not None else None
    return None


def _told(s: Sentence, i: int) -> tuple[int, int, int | None] | None:
    """A clause of telling behind "as", "según" or "como": "as the Tribune once had it", "según publicó ayer un medio"."""
    if s.low[i] not in _AS[s.language] or (i and s.low[i - 1] in {"so", "tan", "such", "well"}):
        return None
    last = i + 1
    while last + 1 < s.n and s.low[last + 1] not in _BOUNDS and last - i < _LONGEST:
        last += 1
    verb = _telling_verb(s, i, last)
    if verb is None:
        return None
    last = verb + 1 if s.low[verb] in _PUTS and s.low[min(verb + 1, s.n - 1)] == "it" else last
    before = [k for k in range(i + 1, verb) if s.pos[k] in {"NOUN", "PROPN", "PRON"}]
    behind = [k for k in range(verb + 1, last + 1) if s.pos[k] in {"NOUN", "PROPN", "PRON"}]
    others = [
        k
        for k in range(i + 1, last + 1)
        if s.pos[k] == "VERB" and k != verb and s.dep[k] not in {"acl", "amod", "relcl", "aux"}
    ]
    if others or (s.language == "en" and not before) or not (before or behind):
        return None
    if s.language == "en" and not _tells(s, i, verb):
        return None
    return i, last, (before or behind)[-1 if before and s.language == "en" else 0]


def _telling_verb(s: Sentence, i: int, last: int) -> int | None:
    """The finite verb of telling behind a token, or the verb of "put it", "had it"."""
    forms = telling_forms(s.language)
    for k in range(i + 1, last + 1):
        if s.low[k] in forms and s.pos[k] in {"VERB", "AUX"} and "VerbForm=Inf" not in s.morph[k]:
            return k
    if s.language != "en":
        return None
    return next((k for k in range(i + 1, last) if s.low[k] in _PUTS and s.low[k + 1] == "it"), None)


def _tells(s: Sentence, i: int, verb: int) -> bool:
    """Whether an English clause behind "as" tells: somebody or a paper says so, and nothing else is its object."""
    subject = s.kid(verb, "subj")
    lemma = telling_forms("en").get(s.low[verb], s.lemma[verb])
    if subject is None or subject <= i or s.kid(verb, "auxpass") is not None:
        return False
    if (lemma in TELLING_WITH and not tells_with(s.low, verb, lemma)) or not (
        _may_vouch(s, subject) or s.pos[subject] in {"PROPN", "PRON"}
    ):
        return False
    return not any(s.dep[k] in {"obj", "attr", "ccomp"} and s.low[k] != "it" for k in s.kids[verb] if k > verb)


def _believed(s: Sentence, i: int) -> tuple[int, int, int | None] | None:
    """A condition that credits: "if Seoul is to be believed", "si hacemos caso a Moscú", "judging by photographs"."""
    low = s.low
    last: int | None
    if low[i] == "if" and "believed" in low[i + 2 : i + 14]:
        end = low.index("believed", i + 2)
        return (i, end, _phrase_head(s, i + 1, end - 3)) if low[end - 2 : end] == ["to", "be"] and end - 3 > i else None
    heads = {"judging": ("by", "from"), "going": ("by",)} if s.language == "en" else {}
    if low[i] in heads and low[i + 1] in heads[low[i]] and i + 2 < s.n and (i == 0 or low[i - 1] in _BOUNDS):
        last = _phrase_end(s, i + 2)
        head = _phrase_head(s, i + 2, last) if last is not None else i
        return (i, last, head) if last is not None and _may_vouch(s, head) else None
    if s.language == "es" and low[i] in {"si", "de"} and any(w in {"caso", "creer", "creemos"} for w in low[i + 1 : i + 5]):
        to = next((k for k in range(i + 2, min(s.n - 1, i + 6)) if low[k] in {"a", "al"}), None)
        last = _phrase_end(s, to + 1) if to is not None and (i == 0 or low[i - 1] in _BOUNDS) else None
        return (i, last, _phrase_head(s, to + 1, last)) if to is not None and last is not None else None
    return None


def _viewed(s: Sentence, i: int) -> tuple[int, int, int | None] | None:
    """Who sees it so, set off by commas: "Para un analista del Cáucaso, ...", "Seen from Washington, ..."."""
    starts = i == 0 or s.low[i - 1] in {",", "—", ";", ":", '"'} or (i == 1 and s.pos[0] == "PUNCT")
    if not starts:
        return None
    first = i + 1
    if s.language == "en":
        if s.low[i] not in {"seen", "viewed"} or s.low[i + 1] != "from" or i + 2 >= s.n:
            return None
        first = i + 2
    elif s.low[i] not in {"para", "visto", "vista"}:
        return None
    last = _phrase_end(s, first)
    if last is None or last + 1 >= s.n or s.low[last + 1] != ",":
        return None
    head = _phrase_head(s, first, last)
    is_seen = s.low[i] in {"seen", "viewed", "visto", "vista"}
    is_human = bool(s.classes_of(head) & (_HUMAN - {"country"})) or s.lemma[head] in s.cues.speaker_nouns
    return (i, last, head) if is_seen or is_human else None


def _may_vouch(s: Sentence, head: int) -> bool:
    """Whether a noun names who or what can vouch for something: somebody, a paper, a picture."""
    return bool(s.classes_of(head) & _HUMAN) or s.lemma[head] in s.cues.speaker_nouns or s.lemma[head] in s.cues.cue_nouns


def _phrase_end(s: Sentence, i: int) -> int | None:
    """Last token of the noun phrase that starts at a token: up to a comma, a verb or the end."""
    if s.pos[i] not in {"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "ADV"}:
        return None
    j = i
    while j < s.n and not (j > i and s.pos[j] == "PRON") and s.low[j] not in _BOUNDS and s.pos[j] != "AUX" and j - i < _LONGEST:
        if s.pos[j] == "VERB" and s.dep[j] not in {"amod", "compound", "acl", "relcl"}:
            break
        j += 1
    return j - 1 if j > i else None


def _phrase_head(s: Sentence, first: int, last: int) -> int:
    inside = [
        k for k in range(first, last + 1) if not first <= s.head[k] <= last and s.pos[k] in {"NOUN", "PROPN", "PRON", "ADJ"}
    ]
    return inside[0] if inside else next((k for k in range(first, last + 1) if s.pos[k] in {"NOUN", "PROPN"}), first)


def _part(s: Sentence, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence around a phrase: between semicolons, behind a colon, inside the brackets that it stands in."""
    low, high, depth = first, last, 0
    while low > 0 and (depth or s.low[low - 1] not in {";", "(", ":"}):
        low -= 1
        depth = max(0, depth + (s.low[low] == ")") - (s.low[low] == "("))
    depth = 0
    while high + 1 < s.n and (depth or s.low[high + 1] not in {";", ")"}):
        high += 1
        depth = max(0, depth + (s.low[high] == "(") - (s.low[high] == ")"))
    return low, high


def _scope(s: Sentence, clauses: dict[int, Clause], first: int, last: int) -> frozenset[int]:
    """What a phrase is about: the clause on a noun that it is let into, else the whole part of the sentence."""
    low, high = _part(s, first, last)
    part = frozenset(range(low, high + 1))
    is_set_off = s.low[first - 1] in _BOUNDS
    if first == low or (last + 2 >= high and is_set_off):
        return part
    lead = s.low[first - 2] if is_set_off and first > 1 else s.low[first - 1]
    if lead in {"and", "but", "or", "y", "e", "o", "pero"}:
        # "..., and, if Seoul is to be believed, 10,000 soldiers besides"
        return frozenset(range(first, high + 1))
    around = [v for v in clauses if s.left[v] < first and last < s.right[v] + 2 and low <= v <= high]
    behind = next((v for v in sorted(clauses) if v > last), None)
    if lead in {"que", "which", "that", "who", "where", "donde"} and behind is not None:
        around = [behind]
    if not around:
        return part
    at = min(around, key=lambda v: s.right[v] - s.left[v])
    for _ in range(len(clauses)):
        if s.dep[at] in _MODIFIERS:
            return frozenset(s.subtree(at)) & part
        up = clauses[at].up
        if up is None or up not in part:
            break
        at = up
    # Clauses on nouns before the phrase are told by nobody.
    aside = {v for v in clauses if s.dep[v] in _MODIFIERS and s.right[v] < first and is_set_off}
    return part - aside
