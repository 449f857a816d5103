"""Short normal forms of noun phrases: head with what names it, without articles, relative clauses and appositions."""

from typing import Any, Final

from headwater.extract.sentence import PARTITIVES, RELATIVES, Sentence

_DETERMINERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "some",
        "any",
        "each",
        "every",
        "both",
        "such",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "este",
        "esta",
        "estos",
        "estas",
        "ese",
        "esa",
        "esos",
        "esas",
        "su",
        "sus",
        "lo",
    ]
)
_PERSONAL: Final = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "we",
        "us",
        "i",
        "you",
        "this",
        "these",
        "those",
        "one",
        "each",
        "both",
        "neither",
        "él",
        "ella",
        "ellos",
        "ellas",
        "lo",
        "la",
        "los",
        "las",
        "se",
        "yo",
        "nosotros",
        "le",
        "les",
        "esto",
    ]
)
_HOMES: Final = frozenset({"his", "her", "their", "our", "my", "su", "nuestro", "mi"})
_STATES: Final = frozenset({"country", "nation", "homeland", "país", "nación", "patria"})
"""With these before them: the state of whoever speaks."""
POSSESSIVES: Final = frozenset({"its", "their", "his", "her", "su", "sus"})
_KEPT: Final = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "flat", "punct"})
_LINKS: Final = frozenset({"of", "de", "del", "for", "para"})
_DEFINITE: Final = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "el",
        "la",
        "los",
        "las",
        "este",
        "esta",
        "estos",
        "estas",
        "ese",
        "esa",
        "cada",
        "each",
        "dicho",
        "dicha",
    }
)
GENERIC: Final = frozenset(
    [
        "country",
        "nation",
        "state",
        "government",
        "base",
        "facility",
        "plant",
        "site",
        "factory",
        "group",
        "company",
        "organisation",
        "organization",
        "movement",
        "paper",
        "newspaper",
        "daily",
        "agency",
        "programme",
        "program",
        "project",
        "institute",
        "minister",
        "president",
        "general",
        "officer",
        "spokesman",
        "official",
        "drone",
        "aircraft",
        "system",
        "model",
        "uav",
        "missile",
        "rocket",
        "jet",
        "plane",
        "weapon",
        "artefacto",
        "aeronave",
        "visitante",
        "mandatario",
        "movimiento",
        "device",
        "machine",
        "misil",
        "cohete",
        "nave",
        "avión",
        "arma",
        "dispositivo",
        "máquina",
        "país",
        "nación",
        "estado",
        "gobierno",
        "planta",
        "fábrica",
        "instalación",
        "grupo",
        "empresa",
        "compañía",
        "organización",
        "periódico",
        "diario",
        "agencia",
        "programa",
        "proyecto",
        "instituto",
        "ministro",
        "presidente",
        "general",
        "oficial",
        "portavoz",
        "dron",
        "avión",
        "aparato",
        "sistema",
        "modelo",
        "militar",
    ]
)
"""Nouns that, with "the" before them and nothing else, point back to something named earlier."""
MAX_WORDS: Final = 9
_SPELLING: Final = {
    "program": "programme", "programs": "programmes", "center": "centre", "centers": "centres", "defense": "defence",
}  # fmt: skip
"""One spelling for the words that this field spells in two ways; names keep theirs."""


def name_phrase(s: Sentence, i: int, *, alone: bool = False) -> dict[str, Any]:
    """Role of a noun phrase: its span, short text and head, and `needs` where the context must say who it is.

    Args:
        s: Sentence.
        i: Head token of the phrase.
        alone: Whether nouns coordinated with it are left out.
    """
    if is_partitive(s, i):
        i = s.meant(i)
    heads = [i] if alone else s.conjuncts(i)
    known = s.named.get((i, len(heads)))
    if known is None:
        known = s.named[i, len(heads)] = _role_of(s, i, heads)
    return dict(known)


def _role_of(s: Sentence, i: int, heads: list[int]) -> dict[str, Any]:
    """The role of a phrase and of the nouns coordinated with it."""
    texts: list[str] = []
    if len(heads) > 1 and any(s.pos[j] in {"ADJ", "VERB"} for j in heads):
        # "reconnaissance, armed and kamikaze drones": adjectives that share one noun stay together.
        first = min(heads)
        texts.append(_join(s, [t for t in range(first, max(heads) + 1) if s.low[t] not in _DETERMINERS]))
        heads = [i]
    else:
        for j in heads:
            text = _one_name(s, j)
            if text and text not in texts:
                texts.append(text)
    role: dict[str, Any] = {
        "start": s.start[s.left[i]],
        "end": s.end[s.right[i]],
        "text": "; ".join(texts),
        "head": s.lemma[s.meant(i)],
    }
    if (s.pos[i] == "PRON" and s.low[i] in _PERSONAL) or s.low[i] in POSSESSIVES:
        role["needs"], role["head"] = "pronoun", s.low[i]
    elif s.pos[i] == "NUM" and len(heads) == 1 and s.spot_at[i] is not None:
        role["needs"] = "number"
    elif len(heads) == 1 and _points_back(s, i):
        role["needs"] = "definite"
    if any(s.low[k] in _HOMES for k in s.kids_of(i, "poss", "det")) and s.lemma[i] in _STATES and len(heads) == 1:
        role["needs"] = "home"
    role["kind"] = _coarse_kind(s, i)
    role["is_of_state"] = any(
        (spot := s.spot_at[k]) is not None and spot.kind in {"demonym", "country"}
        for k in s.kids_of(i, "amod", "nmod", "poss", "compound")
    )
    role["plural"] = "Number=Plur" in s.morph[i] or len(heads) > 1
    return role


def _coarse_kind(s: Sentence, i: int) -> str:
    """What a phrase names, roughly: a mention kind, or `thing`."""
    classes = s.classes_of(i)
    for kind in ("person", "country", "organisation", "outlet", "equipment", "site", "place"):
        if kind in classes:
            return kind
    return "person" if "personnel" in classes else "thing"


def name_text(s: Sentence, i: int) -> str:
    """Short text of a noun phrase; conjuncts are joined by "; "."""
    return str(name_phrase(s, i)["text"])


SYNONYMS: Final = frozenset(
    ["aparato", "artefacto", "aeronave", "nave", "device", "machine", "craft", "vessel", "avión", "equipo", "lancha", "buque", "embarcación", "blindado",
     "helicóptero", "submarino"]
)  # fmt: skip
"""Nouns that, in the plural too, stand for equipment named before."""


def _points_back(s: Sentence, i: int) -> bool:
    is_generic = s.lemma[i] in GENERIC and s.low[i] in GENERIC
    if not (is_generic or s.lemma[i] in SYNONYMS) or s.spot_at[i] is not None:
        return False
    others = [k for k in s.kids[i] if s.dep[k] in {"amod", "compound", "nmod", "poss", "prep", "nummod", "appos"}]
    return not others and any(s.low[k] in _DEFINITE for k in s.kids[i] if s.dep[k] == "det")


def _one_name(s: Sentence, i: int) -> str:
    spot = s.spot_at[i]
    if spot is not None and spot.kind == "demonym" and s.pos[i] == "ADJ":
        return spot.name
    if spot is None and (name := _name_beside(s, i)) is not None:
        i, spot = name, s.spot_at[name]
    if spot is None or spot.kind not in {"person", "country", "outlet", "organisation"}:
        # A title before its name: "coronel retirado Octavio Pérez", "state arms maker Cavim".
        name = next((k for k in s.kids_of(i, "appos") if k == i + 1 or (k > i and not {",", ":"} & set(s.low[i:k]))), None)
        if name is not None and s.pos[name] == "PROPN" and s.language == "es":
            i, spot = name, s.spot_at[name]
    if (
        spot is not None
        and i <= spot.last
        and spot.kind in {"person", "country", "outlet", "equipment", "site", "organisation", "place"}
    ):
        outside = [k for k in s.kids_of(i, "compound", "amod", "nmod") if k < spot.first and s.pos[k] == "PROPN"]
        if not outside and (
            spot.kind in {"person", "country", "outlet", "organisation", "place"} or spot.first <= min(_parts(s, i))
        ):
            # A country has one name in English; other names stay as the text has them.
            return spot.name if spot.kind == "country" and s.language == "en" else spot.text.removeprefix("Según ")
    parts = _parts(s, i)
    words = [p for p in parts if s.low[p] not in _DETERMINERS and not _is_date_of(s, p, i)]
    if not words:
        return s.covered(i, i)
    return _join(s, words[-MAX_WORDS:] if len(words) > MAX_WORDS else words)


def _name_beside(s: Sentence, i: int) -> int | None:
    """The name of equipment or a body behind a common noun that it explains: "its first UAV, Arpia-001"."""
    if s.pos[i] != "NOUN" or s.kids_of(i, "conj"):
        return None
    for k in s.kids_of(i, "appos"):
        spot = s.spot_at[k]
        if spot is not None and spot.kind in {"equipment", "organisation", "site"} and spot.first > i and spot.first - i <= 3:
            return k
    return None


def _parts(s: Sentence, i: int, depth: int = 0) -> list[int]:
    """Tokens of the short form in order."""
    found = {i}
    meant = s.meant(i)
    for k in s.kids[i]:
        dep = s.dep[k]
        if dep in _KEPT and (k < i or s.language == "es" or dep in {"compound", "nummod", "case"}):
            if (dep == "punct" and s.low[k] not in {"-", "–", "/"}) or (
                dep == "case" and s.low[k] not in {"'s", "’s", "'", "’"}
            ):
                continue
            if (
                dep == "nmod"
                and s.language == "es"
                and (s.kid(k, "case") is None or depth or not _is_link(s, k) or _is_figure(s, k))
            ):
                continue
            if dep == "amod" and s.language == "es" and k > i and s.low[s.left[k]] == ",":
                continue
            found.update(_inner(s, k))
        elif dep == "relcl" or s.low[k] in RELATIVES:
            continue
    if depth == 0 and s.language == "en":
        for word, o in s.preps(i):
            if word in _LINKS and (word == "of" or meant != i):
                found.update(range(o, o)) if o < i else found.update(_parts(s, o, 1) + _between(s, i, o))
                break
    return sorted(found)


def _is_date_of(s: Sentence, p: int, i: int) -> bool:
    """Whether a figure that the parser hung on a noun is a date of its own: "by 2022 drones were"."""
    spot = s.spot_at[p]
    return spot is not None and spot.kind == "date" and not spot.first <= i <= spot.last and s.pos[p] == "NUM"


def _is_figure(s: Sentence, k: int) -> bool:
    return any(s.pos[t] == "NUM" for t in s.kids[k])


def _is_link(s: Sentence, k: int) -> bool:
    case = s.kid(k, "case")
    return case is not None and s.low[case] in _LINKS


def _between(s: Sentence, i: int, o: int) -> list[int]:
    return [k for k in range(i + 1, o) if s.head[k] in {i, o} and s.dep[k] in {"prep", "case"}]


def _inner(s: Sentence, k: int) -> list[int]:
    """Subtree of a modifier, without relative clauses and long complements."""
    found, todo = [], [k]
    while todo:
        j = todo.pop()
        found.append(j)
        todo.extend(c for c in s.kids[j] if s.dep[c] not in {"relcl", "acl", "appos", "advcl"})
    return found if len(found) <= 8 else [k]


def _join(s: Sentence, parts: list[int]) -> str:
    pieces: list[str] = []
    for n, p in enumerate(parts):
        if n and s.end[parts[n - 1]] < s.start[p]:
            pieces.append(" ")
        word = s.text[s.start[p] : s.end[p]]
        pieces.append(_SPELLING.get(word, word))
    return "".join(pieces).strip(" ,;:-").removesuffix("'s").removesuffix("’s")


def is_partitive(s: Sentence, i: int) -> bool:
    """Whether a noun only measures the noun after "of"."""
    return s.lemma[i] in PARTITIVES or (s.pos[i] == "NUM" and s.meant(i) != i)
