"""What the claims of a case say in words, ready to be compared: stems, concepts and meanings of their words, names and figures."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from headwater.model.text import fold
from headwater.schema.concepts import concepts_in, find_concept
from headwater.schema.inflection import inflect_noun, inflect_verb
from headwater.schema.learned_kinds import LANGUAGES, load_meanings
from headwater.weigh.asked import Asked, number_of, stance_of
from headwater.weigh.definitions import definition_of
from headwater.weigh.numbers import Number, read_number
from headwater.weigh.roles import Roles
from headwater.weigh.same_figures import figure_of
from headwater.weigh.times import When, read_when

Row = Mapping[str, Any]
STEM: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]{3,40}")
_NUMBER: Final = re.compile(r"\d{1,12}(?:[.,]\d{1,6}){0,3}")
_FREE: Final = frozenset(
    [
        "the", "and", "that", "with", "from", "for", "has", "have", "had", "was", "were", "are", "its", "their", "this", "which", "who", "will", "would",
        "been", "also", "than", "more", "after", "before", "into", "over", "about", "said", "says", "they", "not", "but", "his", "her", "one", "two", "three",
        "four", "other", "all", "some", "only", "per", "under", "such", "where", "when", "then", "there",
        "los", "las", "del", "una", "uno", "que", "con", "por", "para", "sus", "como", "más", "fue", "han", "son", "está", "ser", "este", "esta", "sobre",
        "entre", "desde", "hasta", "según", "pero", "también",
    ]
)  # fmt: skip
"""Words that say nothing of what a claim is about."""
_FIELDS: Final = ("quote", "subject", "object", "place", "definition", "quantity_text")
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says.

    Attributes:
        claim: Row of `claims`.
        asked: What it asks, if anything.
        kind: Kind of its question, else of the claim.
        language: Of its text, `en` or `es`; `en` where it is neither.
        words: Rows of its words, numbers, entities and countries in the tables of `Statements`.
        concepts: Common things that its words name.
        names: Entities of its roles.
        countries: Codes of the countries that its roles name or belong to.
        designs: Pieces of equipment that it names.
        keys: Keys of the roles of its question, empty where it names none.
        number: Its number in the common unit.
        figure: What it counts, and how many.
        definition: What a size or a figure of equipment measures.
        stance: yes, no, planned, not planned or denied.
        when: Days that it names.
    """

    claim: Row
    asked: Asked | None
    kind: str
    language: str
    words: tuple[int, ...]
    concepts: frozenset[str]
    names: frozenset[str]
    countries: frozenset[str]
    designs: frozenset[str]
    keys: Mapping[str, str]
    number: Number | None
    figure: tuple[str, float] | None
    definition: str | None
    stance: str
    when: When | None


class Statements:
    """Statements of a case, with tables of their distinct words.

    Attributes:
        all: One for each claim, in the order of the claims.
        members: doc_id -> its statements that have words; of equal texts only the first document, so that copies weigh nothing.
        stems: Row -> number of the stem of a word; a number or a name is its own.
        things: Row -> number of the concept that a word names; 0 for none.
        vectors: Row -> its meaning, float32 (words, dimensions) of length 1; zeros where it is not known.
        weights: Row -> how much a word tells: the logarithm of how few claims have its stem.
        concept_weights: Concept -> the same for common things.
        kinds: Number of the kind of each statement; `stances`, `languages` and `units` likewise, -1 for no number.
        best: Its number in the common unit; 0 for none.
        has: Yes or no for each statement (statements, 2): a date, a design.
    """

    def __init__(self, claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> None:
        import numpy as np

        self._rows: dict[tuple[str, str], int] = {}
        self.all = [self._read(c, asked.get(c["claim_id"]), roles) for c in claims]
        self.members = _distinct_documents(self.all, roles)
        single = [self.all[i] for found in self.members.values() for i in found]
        words = list(self._rows)
        stems: dict[str, int] = {}
        things: dict[str, int] = {"": 0}
        self.stems = np.array([stems.setdefault(_stem(w), len(stems)) for w, _ in words], dtype=np.int32)
        named = (thing.id if (thing := find_concept(w)) is not None else "" for w, _ in words)
        self.things = np.array([things.setdefault(name, len(things)) for name in named], dtype=np.int32)
        self.vectors = np.array([meaning(w, lg) for w, lg in words] or np.zeros((0, 1)), dtype="f4")
        counts = Counter(stem for s in single for stem in {int(self.stems[w]) for w in s.words})
        weigh = [math.log(1 + len(single) / max(1, counts[int(stem)])) for stem in self.stems]
        self.weights = np.array(
            [k if len(w) > _SHORT or not w.isalpha() else min(k, 1.0) for k, (w, _) in zip(weigh, words, strict=True)],
            dtype="f4",
        )
        self.kinds, self.stances, self.languages = (
            _numbered(getattr(s, name) for s in self.all) for name in ("kind", "stance", "language")
        )
        self.units = _numbered(s.number.unit if s.number is not None else None for s in self.all)
        self.best = np.array([s.number.best if s.number is not None else 0.0 for s in self.all])
        self.has = np.array([(s.when is not None, bool(s.designs)) for s in self.all], dtype=bool).reshape(-1, 2)
        found = Counter(c for s in single for c in s.concepts)
        self.concept_weights = {c: math.log(1 + len(single) / n) for c, n in found.items()}

    def _read(self, claim: Row, asked: Asked | None, roles: Roles) -> Statement:
        text = " ".join(str(claim[field]) for field in _FIELDS if claim[field]).lower()
        language = roles.languages.get(claim["doc_id"], LANGUAGES[0])
        words = [w for w in (str(claim["trigger"]), *_WORD.findall(text)) if w not in _FREE]
        words += [f"#{number.replace(',', '').replace('.', '')}" for number in _NUMBER.findall(claim["quote"] or "")]
        if claim["quantity_best"] is not None:
            words.append(f"#{claim['quantity_best']:.10g}")
        named = {str(e) for r in ("subject", "object", "place") if (e := claim[f"{r}_entity"])}
        designs = {e for e in named if roles.kind_of(e) == "equipment"}
        designs |= {
            d for f in ("subject", "object", "definition", "quantity_unit") if claim[f] and (d := roles.design_in(claim[f]))
        }
        countries = frozenset(c for r in ("subject", "object", "place") if (c := roles.country_near(claim, r)))
        measured = claim["kind"] in {"force_size", "equipment_spec"}
        return Statement(
            claim=claim,
            asked=asked,
            kind=asked.kind if asked is not None else claim["kind"],
            language=language,
            words=tuple(
                self._rows.setdefault((w, language), len(self._rows))
                for w in dict.fromkeys([*words, *sorted(named), *(f"c:{c}" for c in sorted(countries))])
            ),
            concepts=concepts_in(text),
            names=frozenset(named),
            countries=countries,
            designs=frozenset(designs),
            keys={} if asked is None else {r: role.key for r, role in asked.roles.items() if role is not None},
            number=number_of(claim, asked) if asked is not None else _plain_number(claim),
            figure=figure_of(claim, roles),
            definition=definition_of(claim) if measured else None,
            stance=stance_of(claim),
            when=read_when(claim["time_edtf"]),
        )


def _distinct_documents(statements: Sequence[Statement], roles: Roles) -> dict[str, list[int]]:
    first: dict[str, str] = {}
    members: dict[str, list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        doc_id = str(statement.claim["doc_id"])
        if first.setdefault(roles.text_of(doc_id), doc_id) == doc_id and statement.words:
            members[doc_id].append(n)
    return members


def _numbered(names: Iterable[str | None]) -> Any:
    """int32 array: equal names have equal numbers, None is -1."""
    import numpy as np

    seen: dict[str, int] = {}
    return np.array([-1 if name is None else seen.setdefault(name, len(seen)) for name in names], dtype=np.int32)


def _stem(word: str) -> str:
    return fold(word)[:STEM] if word.isalpha() else word


def _plain_number(claim: Row) -> Number | None:
    amounts = (claim["quantity_low"], claim["quantity_best"], claim["quantity_high"])
    return read_number(*amounts, claim["quantity_unit"], is_approx=claim["quantity_approx"])


@lru_cache(maxsize=50_000)
def meaning(word: str, language: str) -> Any:
    """float32 (dimensions), of length 1: the meaning of a word; of an inflected one that of its base form.

    Args:
        word: Lower case; a name or a number has no meaning.
        language: `en` or `es`.

    Returns:
        Zeros where the word is not known.
    """
    import numpy as np

    words, vectors = load_meanings()
    rows, table = words[language], vectors[language]
    row = rows.get(word)
    row = rows.get(_base_forms(language).get(word, fold(word))) if row is None else row
    found = np.zeros(table.shape[1], dtype="f4") if row is None else table[row]
    length = float(np.linalg.norm(found))
    return found / length if length else found


@lru_cache(maxsize=len(LANGUAGES))
def _base_forms(language: str) -> dict[str, str]:
    """Inflected form -> word of the table of meanings."""
    found: dict[str, str] = {}
    for word in load_meanings()[0][language]:
        for form in inflect_noun(word, language):
            found.setdefault(form, word)
        if language != "es" or word.endswith(_INFINITIVES):
            for form in inflect_verb(word, language):
                found.setdefault(form, word)
    return found


_INFINITIVES: Final = ("ar", "er", "ir", "ír")
