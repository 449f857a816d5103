"""Known slips of the parsers, put right in the tree before anything reads it."""

from collections.abc import Collection
from typing import Final

FLIGHT_VERBS: Final = {
    "flies": "fly", "weighs": "weigh", "reaches": "reach", "carries": "carry", "costs": "cost", "measures": "measure", "cruises": "cruise",
    "climbs": "climb", "lasts": "last",
}  # fmt: skip
"""Third persons that the tagger takes for plural nouns behind the name of a model."""
_ABOUT: Final = frozenset(
    ["about", "around", "some", "nearly", "almost", "over", "roughly", "approximately", "at", "up", "between"]
)


class Tree:
    """The lists of a parse that a mend may change, in place; labels are the unified ones.

    Attributes:
        low, lemma, pos, dep, head: As in `Sentence`.
        people: Tokens that name the people of a state: "Iranian".
        verbs: Lemmas of verbs that call a claim kind.
        nouns: Forms of nouns that call a claim kind or belong to a class.
        morph: Features of each token.
    """

    __slots__ = ("dep", "head", "lemma", "low", "morph", "nouns", "people", "pos", "verbs")

    def __init__(
        self,
        low: list[str],
        lemma: list[str],
        pos: list[str],
        dep: list[str],
        head: list[int],
        *,
        people: Collection[int] = (),
        verbs: Collection[str] = (),
        nouns: Collection[str] = (),
        morph: list[str] | None = None,
    ) -> None:
        self.low, self.lemma, self.pos, self.dep, self.head = low, lemma, pos, dep, head
        self.people, self.verbs, self.nouns = people, verbs, nouns
        self.morph = morph if morph is not None else [""] * len(low)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of a token with one of these labels, in order."""
        return [k for k in range(len(self.head)) if self.head[k] == i and k != i and self.dep[k] in deps]

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hangs a token elsewhere."""
        self.head[i], self.dep[i] = head, dep

    def is_under(self, low: int, top: int) -> bool:
        """Whether one token is another, or hangs on it at any depth."""
        for _ in range(len(self.low)):
            if low == top:
                return True
            if self.head[low] == low:
                return False
            low = self.head[low]
        return False

    def is_tree(self) -> bool:
        """Whether every token leads up to one root."""
        roots = [i for i in range(len(self.low)) if self.head[i] == i]
        return len(roots) == 1 and all(self.is_under(i, roots[0]) for i in range(len(self.low)))


def mend_tree(tree: Tree, language: str, report_verbs: Collection[str]) -> None:
    """Mends what a parser of a language is known to get wrong.

    Args:
        tree: Changed in place; it stays one tree.
        language: `en` or `es`.
        report_verbs: Lemmas of verbs of speech.
    """
    if language == "es":
        _mend_reflex_report(tree, report_verbs)
        _mend_people_behind(tree)
        _mend_verb_for_noun(tree)
        _mend_subject_behind_source(tree)
        _mend_second_that(tree)
        _mend_arrivals(tree)
        return
    _mend_speech_behind(tree, report_verbs)
    _mend_noun_for_verb(tree)
    _mend_tense_of_list(tree, report_verbs)
    _mend_flight(tree)
    _mend_number(tree)
    _mend_list_of_speech(tree, report_verbs)
    _mend_speech_before_semicolon(tree, report_verbs)
    _mend_naming(tree)
    _mend_speech_aside(tree, report_verbs)


def _mend_reflex_report(t: Tree, report_verbs: Collection[str]) -> None:
    """As in "se estima que ...": what is estimated is the content of the report, no subject."""
    for i in range(len(t.low)):
        up = t.head[i]
        if (
            t.dep[i] in {"csubj", "xcomp", "advcl"}
            and up < i
            and t.lemma[up] in report_verbs
            and t.lemma[up] != "dudar"
            and any(t.low[k] == "que" for k in t.kids(i, "mark"))
        ):
            t.dep[i] = "ccomp"


def _mend_people_behind(t: Tree) -> None:
    """As in "vendrán instructores iraníes": the people's adjective is no head of the noun before it."""
    for i in range(len(t.low) - 1):
        j = i + 1
        if (
            j not in t.people
            or t.head[i] != j
            or t.pos[i] not in {"NOUN", "ADJ"}
            or t.dep[i] not in {"amod", "nmod", "compound", "flat"}
        ):
            continue
        if t.pos[i] == "ADJ" and not t.low[i].endswith("s"):
            continue
        above, dep = (i, "root") if t.head[j] == j else (t.head[j], t.dep[j])
        for k in [k for k in range(len(t.low)) if t.head[k] == j and k not in {i, j}]:
            t.head[k] = i
        t.hang(i, above, dep)
        t.hang(j, i, "amod")
        t.pos[i], t.pos[j] = "NOUN", "ADJ"


def _mend_verb_for_noun(t: Tree) -> None:
    """As in "no ha recibido ningún dron": a class noun with a determiner is what the verb before it is done to."""
    for i in range(1, len(t.low)):
        if (
            t.pos[i] not in {"VERB", "AUX"}
            or t.low[i] not in t.nouns
            or t.pos[i - 1] not in {"DET", "NUM"}
            or t.head[i - 1] != i
        ):
            continue
        verb = next((k for k in t.kids(i, "ccomp", "advcl", "acl", "csubj", "xcomp") if k < i and t.pos[k] == "VERB"), None)
        t.pos[i], t.dep[i - 1] = "NOUN", "nummod" if t.pos[i - 1] == "NUM" else "det"
        for k in t.kids(i, "subj"):
            if k == i + 1:
                t.dep[k] = "amod"
        if verb is None:
            continue
        above, dep = (verb, "root") if t.head[i] == i else (t.head[i], t.dep[i])
        for k in [k for k in range(len(t.low)) if t.head[k] == i and k not in {i, verb, i - 1, i + 1}]:
            t.head[k] = verb
        t.hang(verb, above, dep)
        t.hang(i, verb, "obj")


def _mend_subject_behind_source(t: Tree) -> None:
    """As in "Según el diario ABC, técnicos trabajan": what stands between the comma and the verb is its subject."""
    for i in range(2, len(t.low)):
        source = t.head[i]
        if t.dep[i] not in {"appos", "nmod", "conj"} or t.low[i - 1] != "," or source >= i or t.pos[i] not in {"NOUN", "PROPN"}:
            continue
        verb = t.head[source]
        if verb <= i or t.pos[verb] not in {"VERB", "AUX"} or t.kids(verb, "subj", "csubj"):
            continue
        if any(t.low[k] == "según" for k in t.kids(source, "case")):
            t.hang(i, verb, "subj")


def _mend_tense_of_list(t: Tree, report_verbs: Collection[str]) -> None:
    """As in "Officers said it is new, has a hook and carries rockets": the present behind a past is said, not done."""
    for r in range(len(t.low)):
        if t.lemma[r] not in report_verbs or "Tense=Past" not in t.morph[r]:
            continue
        said = t.kids(r, "ccomp")
        for k in t.kids(r, "conj") if said else ():
            if (
                k > said[0] > r
                and "Tense=Pres" in t.morph[k]
                and "VerbForm=Fin" in t.morph[k]
                and not t.kids(k, "subj", "subjpass")
            ):
                t.hang(k, said[0], "conj")


def _mend_noun_for_verb(t: Tree) -> None:
    """As in "Foreign staff control who enters": a root noun behind its own subject, with a question behind it, is a verb."""
    for i in range(1, len(t.low) - 1):
        if (
            t.head[i] != i
            or t.pos[i] != "NOUN"
            or t.lemma[i] not in t.verbs
            or t.low[i + 1] not in {"who", "what", "which", "how"}
        ):
            continue
        names, asked = t.kids(i, "compound"), t.kids(i, "relcl")
        if i - 1 not in names or not asked:
            continue
        for k in t.kids(i, "det", "compound", "nmod", "amod", "nummod"):
            if k != i - 1:
                t.hang(k, i - 1, t.dep[k])
        t.hang(i - 1, i, "subj")
        t.hang(asked[0], i, "ccomp")
        t.pos[i] = "VERB"


def _mend_second_that(t: Tree) -> None:
    """As in "aclaró que no vuelan y que servirán para ...": the second "que" opens a clause, it is no subject."""
    for i in range(1, len(t.low)):
        verb = t.head[i]
        if t.low[i] == "que" and t.dep[i] == "subj" and t.dep[verb] == "conj" and t.low[i - 1] in {"y", "e", "o", "pero", ","}:
            above = t.head[verb]
            if any(t.low[k] == "que" for k in t.kids(above, "mark")) and above < i:
                t.dep[i], t.pos[i] = "mark", "SCONJ"


_ARRIVALS: Final = frozenset(
    ["llegar", "venir", "arribar", "viajar", "salir", "partir", "volver", "regresar", "existir", "ocurrir", "aparecer", "surgir", "morir", "participar", "estallar",
     "faltar", "quedar", "permanecer"]
)  # fmt: skip
"""Spanish verbs without an object: a bare noun behind them is who does it."""


def _mend_arrivals(t: Tree) -> None:
    """As in "vendrán instructores": the noun behind is the subject."""
    for i in range(1, len(t.low)):
        verb = t.head[i]
        if t.dep[i] != "obj" or t.lemma[verb] not in _ARRIVALS or i < verb or t.pos[i] not in {"NOUN", "PROPN"}:
            continue
        if not t.kids(i, "case") and not t.kids(verb, "subj", "csubj"):
            t.dep[i] = "subj"


def _mend_speech_behind(t: Tree, report_verbs: Collection[str]) -> None:
    """As in "Serbia has 90 tanks, the minister told reporters": what was said stands first, the parser coordinates them."""
    for v in range(2, len(t.low)):
        up = t.head[v]
        if (
            t.dep[v] not in {"conj", "dep"}
            or t.pos[v] != "VERB"
            or t.lemma[v] not in report_verbs
            or t.head[up] != up
            or up > v
        ):
            continue
        subjects = [k for k in t.kids(v, "subj") if up < k < v]
        if not subjects or t.kids(v, "ccomp") or any(up < k < v for k in t.kids(up, "cc")):
            continue
        if "," not in t.low[up : subjects[0]] or t.pos[up] not in {"VERB", "AUX"}:
            continue
        t.hang(v, v, "root")
        t.hang(up, v, "ccomp")


def _mend_flight(t: Tree) -> None:
    """As in "The Heron 2 flies within ...": the noun is a verb, its modifier the subject."""
    for i in range(1, len(t.low)):
        if t.low[i] not in FLIGHT_VERBS or t.pos[i] != "NOUN" or t.pos[i - 1] not in {"PROPN", "NUM"}:
            continue
        names = t.kids(i, "compound", "nmod")
        above = t.head[i]
        if not names or (above != i and (t.dep[i] != "subj" or t.head[above] != above)):
            continue
        name = max(names)
        for k in t.kids(i, "det", "compound", "nmod", "amod", "nummod"):
            if k != name:
                t.hang(k, name, t.dep[k])
        t.pos[i], t.lemma[i] = "VERB", FLIGHT_VERBS[t.low[i]]
        t.hang(name, i, "subj")
        if above != i:
            t.hang(above, i, "conj")
            t.hang(i, i, "root")


def _mend_number(t: Tree) -> None:
    """As in "Active troops number about 9,000": the noun before the figure is a verb."""
    for i in range(1, len(t.low) - 1):
        if t.low[i] not in {"number", "numbers"} or t.dep[i] != "root":
            continue
        after = i + 1 + (t.low[i + 1] in _ABOUT and i + 2 < len(t.low))
        if t.pos[after] != "NUM":
            continue
        names = [k for k in t.kids(i, "compound", "nmod") if k == i - 1]
        if not names or t.kids(i, "subj"):
            continue
        name = names[0]
        for k in [k for k in range(name) if t.head[k] == i]:
            t.hang(k, name, t.dep[k])
        figure = after
        while figure + 1 < len(t.low) and t.pos[figure + 1] == "NUM":
            figure += 1
        if not i < t.head[figure] <= figure and t.head[figure] != i and not _is_under(t, figure, i, figure + 4):
            t.hang(figure, i, "obj")
        t.pos[i], t.lemma[i] = "VERB", "number"
        t.hang(name, i, "subj")


def _is_under(t: Tree, figure: int, verb: int, last: int) -> bool:
    """Whether a figure counts a noun just behind it: "number 9,000 men"."""
    noun = t.head[figure]
    if not figure < noun <= last or any(w in {":", ",", ";"} for w in t.low[figure:noun]):
        return False
    t.hang(noun, verb, "obj")
    return True


def _mend_list_of_speech(t: Tree, report_verbs: Collection[str]) -> None:
    """As in "Officers said it is small, has wings and flies": the parser makes the second verb the main one."""
    for r in range(len(t.low)):
        if t.head[r] != r or t.kids(r, "subj", "subjpass", "expl"):
            continue
        said = next((k for k in t.kids(r, "ccomp") if k < r and t.lemma[k] in report_verbs and t.kids(k, "subj")), None)
        if said is None:
            continue
        content = next((k for k in t.kids(said, "ccomp") if said < k < r and t.kids(k, "subj", "subjpass")), None)
        if content is not None:
            t.hang(said, said, "root")
            t.hang(r, content, "conj")


def _mend_speech_before_semicolon(t: Tree, report_verbs: Collection[str]) -> None:
    """As in "She said that six were built; others helped": what stands before the semicolon is what was said."""
    for v in range(len(t.low)):
        said = t.head[v]
        if t.dep[v] != "ccomp" or said >= v or t.lemma[said] not in report_verbs:
            continue
        for w in t.kids(v, "ccomp"):
            if said < w < v and t.kids(w, "mark") and ";" in t.low[w:v] and ";" not in t.low[said:w]:
                t.hang(w, said, "ccomp")
                t.hang(v, said, "dep")


_NAMING: Final = frozenset({"call", "label", "brand", "deem", "consider", "dub", "term", "declare", "find"})


def _mend_naming(t: Tree) -> None:
    """As in "The ministry called the story nonsense": the parser takes both nouns for one, the first is what is named."""
    for i in range(2, len(t.low)):
        if t.dep[i] not in {"attr", "obj"} or t.pos[i] not in {"NOUN", "ADJ"} or t.lemma[t.head[i]] not in _NAMING:
            continue
        verb, noun = t.head[i], i - 1
        if t.head[noun] != i or t.dep[noun] != "compound" or t.kids(verb, "obj") not in ([], [i]) or t.lemma[verb] == "find":
            continue
        dets = [k for k in t.kids(i, "det", "poss") if k < noun]
        if not dets or (t.dep[i] == "obj" and t.low[i] not in _DISMISSED):
            continue
        for k in [k for k in range(verb + 1, noun) if t.head[k] == i]:
            t.hang(k, noun, t.dep[k])
        t.hang(noun, verb, "obj")
        t.hang(i, verb, "attr")


_DISMISSED: Final = frozenset(
    {"nonsense", "propaganda", "fiction", "fantasy", "rubbish", "fake", "lies", "rumours", "rumors", "speculation"}
)
"""What a story is called by whoever rejects it."""


def _mend_speech_aside(t: Tree, report_verbs: Collection[str]) -> None:
    """As in "It has a range of 300 km, its maker says, and costs ...": what is said stands around the aside, not under it."""
    for v in range(3, len(t.low)):
        up = t.head[v]
        if t.pos[v] != "VERB" or t.lemma[v] not in report_verbs or up >= v or t.head[up] != up:
            continue
        if t.dep[v] not in {"xcomp", "ccomp", "dep", "advcl", "conj"} or t.pos[up] not in {"VERB", "AUX"}:
            continue
        subjects = [k for k in t.kids(v, "subj") if up < k < v]
        after = v + 1
        if not subjects or t.kids(v, "ccomp", "xcomp", "obj", "mark") or after >= len(t.low) or t.low[after] not in {",", "."}:
            continue
        first = subjects[0]
        while first > up and (t.head[first - 1] in range(first, v) or t.low[first - 1] in {"the", "its"}):
            first -= 1
        if t.low[first - 1] != "," or any(t.low[k] != "and" and k < first for k in t.kids(up, "cc")):
            continue
        for k in [k for k in range(after, len(t.low)) if t.head[k] == v and t.dep[k] in {"conj", "cc", "prep", "advcl"}]:
            t.head[k] = up
        t.hang(v, v, "root")
        t.hang(up, v, "ccomp")
