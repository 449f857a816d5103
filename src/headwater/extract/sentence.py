"""One parsed sentence as the rules see it: tokens with labels that are the same for every language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from headwater.extract.mend import Tree, mend_tree
from headwater.extract.mend_asides import mend_asides
from headwater.extract.spanish_tree import mend_spanish
from headwater.schema.claims import AttributionWords, Triggers, attribution_words, telling_forms, triggers, verb_forms

_LABELS: Final = {
    "nsubj": "subj", "nsubjpass": "subjpass", "nsubj:pass": "subjpass", "csubj": "csubj", "csubjpass": "csubj", "dobj": "obj",
    "dative": "iobj", "attr": "attr", "oprd": "attr", "agent": "prep", "ROOT": "root", "flat": "compound", "flat:name": "compound",
    "obl:agent": "obl", "nmod:poss": "poss", "acl:relcl": "relcl", "npadvmod": "advmod", "obl:npmod": "advmod", "aux:pass": "auxpass",
    "expl:pass": "auxpass", "compound:prt": "prt", "preconj": "cc", "nn": "compound", "parataxis": "ccomp",
}  # fmt: skip
"""Labels of the English (ClearNLP) and Spanish (Universal Dependencies) models, as one set."""

PARTITIVES: Final = frozenset(
    [
        "number",
        "variety",
        "series",
        "set",
        "group",
        "lot",
        "couple",
        "pair",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "score",
        "majority",
        "part",
        "share",
        "percent",
        "most",
        "some",
        "all",
        "none",
        "half",
        "third",
        "quarter",
        "many",
        "number",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "type",
        "kind",
        "model",
        "millar",
        "mil",
        "millón",
        "docena",
        "centenar",
        "cientos",
        "miles",
        "mayoría",
        "parte",
        "serie",
        "grupo",
        "número",
        "cantidad",
        "media",
        "ciento",
        "tercio",
        "mitad",
        "tipo",
        "unidad",
        "unit",
        "piece",
        "example",
        "ejemplar",
    ]
)
"""Nouns that only measure or sort the noun after "of"."""

RELATIVES: Final = frozenset(
    {"that", "which", "who", "whom", "whose", "que", "quien", "quienes", "cual", "cuales", "cuyo", "donde"}
)


@cache
def _verb_lemmas(language: str) -> frozenset[str]:
    return frozenset(verb_forms(language).values())


@cache
def _speakers(language: str) -> frozenset[str]:
    """Nouns for those who tell: people by trade, bodies, papers and pictures."""
    words, cues = triggers(language), attribution_words(language)
    people = {noun for noun, classes in words.classes.items() if classes & {"personnel", "organisation"}}
    return frozenset(people | cues.speaker_nouns)


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention of the sentence: its tokens, kind, name and values."""

    first: int
    last: int
    start: int
    end: int
    text: str
    kind: str
    name: str
    detail: Mapping[str, Any]


class Sentence:
    """Tokens of one sentence in parallel lists, with the tree both ways and the mentions by token.

    Attributes:
        text: The words of the sentence.
        language: `en` or `es`.
        n: Number of tokens.
        start: First code point of each token, `end` one past its last.
        low: Each token in lower case, `lemma` its dictionary form in lower case.
        pos: Universal part of speech; `dep` unified label; `head` index of the head; `morph` features.
        kids: Children of each token, in order; `left` and `right` first and last token of its subtree.
        spots: Mentions, in order; `spot_at` the longest one that covers a token, by token.
        words: Trigger words, `cues` attribution words of the language.
        named: Roles that `name_phrase` has made, by head and number of coordinated nouns: the rules ask for one many times.
    """

    __slots__ = (
        "_classes", "cues", "dep", "end", "head", "kids", "language", "left", "lemma", "low", "morph", "n", "named", "pos", "right", "spot_at", "spots",
        "start", "text", "words",
    )  # fmt: skip

    def __init__(self, parse: Mapping[str, Any], spots: list[Mapping[str, Any]]) -> None:
        self.text: str = parse["text"]
        self.language: str = parse["language"]
        self.start: list[int] = parse["starts"]
        self.end: list[int] = parse["ends"]
        self.n = len(self.start)
        self.low = [self.text[a:b].lower() for a, b in zip(self.start, self.end, strict=True)]
        self.pos: list[str] = list(parse["pos"])
        self.head: list[int] = list(parse["heads"])
        self.dep = [_LABELS.get(d, d) for d in parse["deps"]]
        self.morph: list[str] = parse["morphs"]
        self.words: Triggers = triggers(self.language)
        self.cues: AttributionWords = attribution_words(self.language)
        self.lemma = self._lemmas(parse["lemmas"])
        self.spots: list[Spot] = []
        self.spot_at: list[Spot | None] = [None] * self.n
        self._place_spots(spots)
        people = frozenset(i for i, p in enumerate(self.spot_at) if p is not None and p.kind == "demonym")
        tree = Tree(
            self.low, self.lemma, self.pos, self.dep, self.head,
            people=people, verbs=self.words.verbs, nouns=self.words.noun_lemmas, morph=self.morph,
        )  # fmt: skip
        if self.language == "es":
            mend_spanish(tree, verb_forms("es"))
        mend_tree(tree, self.language, self.cues.report_verbs)
        mend_asides(tree, self.language, telling_forms(self.language), _speakers(self.language))
        self._link()
        self._classes: dict[int, frozenset[str]] = {}
        self.named: dict[tuple[int, int], dict[str, Any]] = {}

    def _lemmas(self, given: list[str]) -> list[str]:
        lemmas = [lemma.lower() for lemma in given]
        forms = verb_forms(self.language)
        known = _verb_lemmas(self.language)
        nouns = self.words.noun_lemmas
        for i, low in enumerate(self.low):
            verbal = self.pos[i] in {"VERB", "AUX"} or (self.dep[i] in {"ccomp", "acl", "advcl"} and low not in nouns)
            if verbal and low in forms and lemmas[i] not in known:
                lemmas[i] = forms[low]
            elif self.pos[i] == "VERB" and lemmas[i] in known and i and self.pos[i - 1] == "AUX":
                continue
            elif self.pos[i] in {"NOUN", "PROPN"} or (self.language == "es" and self.pos[i] in {"ADJ", "VERB"}):
                lemmas[i] = nouns.get(low, lemmas[i])
        return lemmas

    def _link(self) -> None:
        self.kids: list[list[int]] = [[] for _ in range(self.n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        left = self.left = list(range(self.n))
        right = self.right = list(range(self.n))
        for i in self._upwards():
            h = self.head[i]
            if h != i:
                if left[i] < left[h]:  # noqa: PLR1730 - min() and max() cost thrice as much, for every token
                    left[h] = left[i]
                if right[i] > right[h]:  # noqa: PLR1730
                    right[h] = right[i]
        for i in range(self.n):
            if self.dep[i] in {"acl", "advcl"} and any(
                self.low[k] in RELATIVES and self.pos[k] == "PRON" for c in self.kids[i] for k in (c, *self.kids[c])
            ):
                self.dep[i] = "relcl"

    def _upwards(self) -> list[int]:
        order = [i for i in range(self.n) if self.head[i] == i]
        for i in order:
            order.extend(self.kids[i])
        return order[::-1]

    def _place_spots(self, spots: list[Mapping[str, Any]]) -> None:
        first = {a: i for i, a in enumerate(self.start)}
        last = {b: i for i, b in enumerate(self.end)}
        for row in sorted(spots, key=lambda r: (r["start"], r["start"] - r["end"], r["kind"])):
            a, b = first.get(row["start"]), last.get(row["end"])
            if a is None:
                a = next((i for i in range(self.n) if self.end[i] > row["start"]), None)
            if b is None:
                b = next((i for i in range(self.n - 1, -1, -1) if self.start[i] < row["end"]), None)
            if a is None or b is None or b < a:
                continue
            spot = Spot(a, b, row["start"], row["end"], row["text"], row["kind"], row["name"], row["detail"])
            self.spots.append(spot)
            for i in range(a, b + 1):
                known = self.spot_at[i]
                if known is None or known.last - known.first < b - a:
                    self.spot_at[i] = spot

    # --- walking -------------------------------------------------------------------------------------------------------

    def kids_of(self, i: int, *deps: str) -> list[int]:
        """Children with one of these labels."""
        kids, dep = self.kids[i], self.dep
        return [k for k in kids if dep[k] in deps] if kids else []

    def kid(self, i: int, *deps: str) -> int | None:
        """First child with one of these labels."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def subtree(self, i: int) -> list[int]:
        """The token and everything under it, in no order."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(self.kids[j])
        return found

    def conjuncts(self, i: int) -> list[int]:
        """A token and the nouns coordinated with it."""
        if self.dep[i] != "pobj" and self.pos[i] not in {"PART", "ADP"} and self.kid(i, "conj") is None:
            return [i]
        found, todo = [i], [i]
        while todo:
            for k in self.kids_of(todo.pop(), "conj"):
                if self.pos[k] not in {"VERB", "AUX"} or self.dep[i] == "root":
                    found.append(k)
                    todo.append(k)
                elif objs := self.kids_of(k, "obj"):
                    found.append(objs[0])
        if self.dep[i] == "pobj":
            # "to governments or to groups": the second preposition hangs on the first, or on its noun.
            found += [o for k in self.kids_of(self.head[i], "conj") for o in self.kids_of(k, "pobj")]
        for k in list(found):
            if self.pos[k] in {"PART", "ADP"}:
                found.remove(k)
                found.extend(self.kids_of(k, "pobj"))
        return sorted(set(found))

    def preps(self, i: int) -> list[tuple[str, int]]:
        """(preposition, noun) for each prepositional phrase that hangs on a token."""
        found: list[tuple[str, int]] = []
        for k in self.kids[i]:
            dep = self.dep[k]
            if dep in {"prep", "iobj"} and self.pos[k] in {"ADP", "SCONJ", "VERB", "ADV", "PART"}:
                word = self.low[k]
                if word == "according":
                    continue
                for o in self.kids[k]:
                    if self.dep[o] == "pobj":
                        found.append((word, o))
                    elif self.dep[o] == "prep":
                        found.extend((self.low[o], t) for t in self.kids_of(o, "pobj"))
            elif dep in {"obl", "nmod", "obj", "iobj"} and self.language == "es":
                case = self.kid(k, "case")
                if case is not None:
                    found.append((self.low[case], k))
        return found

    def comma_before(self, i: int) -> bool:
        """Whether a comma sets off the subtree of a token; the Spanish parser hangs that comma on the token itself."""
        first = self.left[i]
        return self.low[first] == "," or (first > 0 and self.low[first - 1] == ",")

    def is_conditional(self, i: int) -> bool:
        """Whether a Spanish verb stands in the conditional, whatever the tagger says: "alcanzaría"."""
        return "Mood=Cnd" in self.morph[i] or (
            self.language == "es" and self.pos[i] == "VERB" and self.low[i] in {self.lemma[i] + end for end in ("ía", "ían")}
        )

    def is_past(self, i: int) -> bool:
        """Whether a verb stands in a simple past tense."""
        return "Tense=Past" in self.morph[i] and "VerbForm=Fin" in self.morph[i]

    def tag_is_past_participle(self, i: int) -> bool:
        """Whether a verb is a past participle, or an adjective made of one."""
        return ("VerbForm=Part" in self.morph[i] and "Tense=Pres" not in self.morph[i]) or (
            self.language == "es" and self.pos[i] == "ADJ"
        )

    def meant(self, i: int) -> int:
        """The noun that a partitive measures: "dozens of drones" means drones."""
        for _ in range(3):
            if not (self.lemma[i] in PARTITIVES or self.low[i] in PARTITIVES or self.pos[i] == "NUM"):
                return i
            inner = next((t for p, t in self.preps(i) if p in {"of", "de", "like", "as"}), None)
            if inner is None:
                return i
            i = inner
        return i

    def classes_of(self, i: int) -> set[str]:
        """Noun classes and mention kinds of a token and of the nouns coordinated with it."""
        known = self._classes.get(i)
        if known is None:
            known = self._classes[i] = frozenset(self._find_classes(i))
        return set(known)

    def _find_classes(self, i: int) -> Iterator[str]:
        for j in self.conjuncts(i):
            meant = self.meant(j)
            for k in (j,) if meant == j else (j, meant):
                yield from self.words.classes.get(self.lemma[k], ())
                yield from self.words.classes.get(self.low[k], ())
                spot = self.spot_at[k]
                if spot is not None and spot.last >= k and (k == spot.last or self.dep[k] != "compound"):
                    yield spot.kind

    def covered(self, first: int, last: int) -> str:
        """Words from one token to another."""
        return self.text[self.start[first] : self.end[last]]
