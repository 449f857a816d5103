"""Slips of the Spanish parser, put right in the tree: participles, verbs taken for adjectives, passives taken for copulas."""

from typing import Final

from headwater.extract.mend import Tree

PARTICIPLE_ENDS: Final = (
    "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ído", "ída", "ídos", "ídas",
    "esto", "esta", "estos", "estas", "echo", "echa", "echos", "echas", "ito", "ita", "itos", "itas", "ierto", "ierta", "iertos", "iertas",
)  # fmt: skip
_FINITE_ENDS: Final = ("ó", "aron", "ieron", "ará", "erá", "irá", "arán", "erán", "irán", "aría", "ería", "iría", "aban")
"""Ends of forms that no Spanish noun or adjective of the trigger verbs has."""
_STATES: Final = frozenset(
    {"listo", "preparado", "decidido", "interesado", "acostumbrado", "parecido", "debido", "sentido", "unido"}
)
"""Participles that are plain adjectives behind a copula."""
_TREATED: Final = frozenset({"trata", "trataba", "trataría", "tratará", "trató", "tratarse", "trate"})


def is_participle(low: str) -> bool:
    """Whether a word ends as a Spanish participle does."""
    return low.endswith(PARTICIPLE_ENDS)


def mend_spanish(t: Tree, forms: dict[str, str]) -> None:
    """Mends what the Spanish parser is known to get wrong with verbs.

    Args:
        t: Changed in place; it stays one tree.
        forms: Word form -> lemma of the verbs that the rules know.
    """
    if not t.low:
        return
    _mend_first_verb(t, forms)
    _mend_people_in_apposition(t)
    _mend_lost_verb(t, forms)
    _mend_ordinal(t)
    _mend_bare_number(t)
    _mend_modal_copula(t, forms)
    _mend_participles(t, forms)
    _mend_copula_of_passive(t, forms)
    _mend_it_is_about(t)


_FIRST_ENDS: Final = ("a", "an", "e", "en", "ó", "aron", "ieron")


def _mend_first_verb(t: Tree, forms: dict[str, str]) -> None:
    """As in "Vuela hasta 16 horas, sube a 5.000 m": a capital at the head of a sentence is no name where a figure follows."""
    known = forms.get(t.low[0])
    if known is None or t.pos[0] != "PROPN" or t.low[0] in t.nouns or not t.low[0].endswith(_FIRST_ENDS) or len(t.low) < 3:
        return
    if t.pos[1] not in {"ADP", "NUM", "DET", "ADV"} or "NUM" not in t.pos[1:4]:
        return
    above = t.head[0]
    if above != 0 and (t.dep[0] != "subj" or "," not in t.low[:above]):
        return
    t.pos[0], t.lemma[0], t.morph[0] = "VERB", known, "Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin"
    for k in t.kids(0, "nmod", "appos", "amod"):
        t.dep[k] = "obl"
    if above != 0:
        t.hang(0, 0, "root")
        t.hang(above, 0, "conj")
        for k in [k for k in range(1, len(t.low)) if t.head[k] == above and t.dep[k] == "conj"]:
            t.hang(k, 0, "conj")


def _mend_people_in_apposition(t: Tree) -> None:
    """As in "el presidente tayiko": a people's adjective right behind its noun is no apposition."""
    for i in range(1, len(t.low)):
        if i not in t.people or t.pos[i - 1] != "NOUN" or t.low[i - 1] in t.low[i] or t.kids(i, "det", "case"):
            continue
        if t.dep[i] == "appos" and t.head[i] == i - 1:
            t.dep[i], t.pos[i] = "amod", "ADJ"
        elif t.dep[i] in {"obj", "obl"} and t.pos[i] == "ADJ" and t.head[i] == t.head[i - 1] != i:
            t.hang(i, i - 1, "amod")


def _mend_lost_verb(t: Tree, forms: dict[str, str]) -> None:
    """As in "El buque zarpó de Bandar Abbas": a sentence without a verb, whose verb was taken for an adjective."""
    root = next((i for i in range(len(t.low)) if t.head[i] == i), None)
    if root is None or t.pos[root] not in {"NOUN", "PROPN", "ADJ"} or t.kids(root, "cop", "subj", "ccomp"):
        return
    for i in range(1, len(t.low)):
        known = forms.get(t.low[i])
        is_finite = known is not None and t.low[i].endswith(_FINITE_ENDS) and not is_participle(t.low[i])
        if not is_finite or t.pos[i] in {"VERB", "AUX"} or t.pos[i - 1] in {"DET", "ADP"} or (i != root and i < root):
            continue
        if i != root and _climb(t, root, i):
            continue
        t.pos[i], t.lemma[i], t.morph[i] = "VERB", str(known), "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin"
        if i == root:
            return
        for k in [k for k in range(i + 1, len(t.low)) if t.head[k] == root]:
            t.hang(k, i, {"nmod": "obl", "amod": "obl"}.get(t.dep[k], t.dep[k]))
        t.hang(i, i, "root")
        t.hang(root, i, "subj")
        return


def _climb(t: Tree, low: int, top: int) -> bool:
    """Whether one token hangs, at any depth, on another."""
    for _ in range(len(t.low)):
        if low == top:
            return True
        if t.head[low] == low:
            return False
        low = t.head[low]
    return False


def _mend_participles(t: Tree, forms: dict[str, str]) -> None:
    """As in "los aparatos, fabricados en Isfahán": a participle with phrases of its own has the lemma of its verb."""
    for i in range(1, len(t.low)):
        if t.pos[i] != "ADJ" or t.dep[i] not in {"amod", "acl", "appos", "conj", "root", "ccomp", "advcl", "relcl"}:
            continue
        known = forms.get(t.low[i])
        if known is None or not is_participle(t.low[i]) or t.low[i] in t.nouns:
            continue
        if t.kids(i, "obl", "obj", "cop", "aux", "ccomp", "advcl", "nmod") and known != "armar":
            t.lemma[i] = known
            t.morph[i] = t.morph[i] or "Tense=Past|VerbForm=Part"


def _mend_bare_number(t: Tree) -> None:
    """As in "desplegó 3.000 soldados en el Catatumbo y unos 1.200 en Arauca": the number behind "y" counts the same thing."""
    for i in range(2, len(t.low)):
        if t.pos[i] != "NUM" or t.dep[i] != "conj" or (t.low[i].isdigit() and len(t.low[i]) == _YEAR):
            continue
        verb = t.head[i] if t.pos[t.head[i]] == "VERB" else t.head[t.head[i]]
        if t.pos[verb] != "VERB" or not any(t.low[k] in {"y", "e"} for k in t.kids(i, "cc")):
            continue
        counted = next((k for k in t.kids(verb, "obj") if verb < k < i and t.kids(k, "nummod") and not t.kids(k, "case")), None)
        if counted is not None:
            t.hang(i, counted, "conj")


_YEAR: Final = 4
_ORDINALS: Final = frozenset(
    {"primer", "primero", "primera", "segundo", "segunda", "tercer", "tercero", "tercera", "cuarto", "cuarta", "nuevo", "nueva"}
)


def _mend_ordinal(t: Tree) -> None:
    """As in "habrá un segundo lote": the noun behind an ordinal is the head, not the ordinal."""
    for i in range(len(t.low) - 1):
        noun = i + 1
        if t.low[i] not in _ORDINALS or t.head[noun] != i or t.pos[noun] not in {"NOUN", "PROPN"}:
            continue
        t.hang(noun, noun if t.head[i] == i else t.head[i], t.dep[i])
        for k in [k for k in range(len(t.low)) if t.head[k] == i and k not in {i, noun}]:
            t.head[k] = noun
        t.hang(i, noun, "amod")


def _mend_modal_copula(t: Tree, forms: dict[str, str]) -> None:
    """As in "podría emplearlos en Ucrania": a modal is no copula, what follows is a verb."""
    for i in range(len(t.low) - 1):
        verb = t.head[i]
        if t.dep[i] == "cop" and t.lemma[i] in {"poder", "deber"} and verb > i and t.low[verb] in forms:
            t.dep[i], t.pos[i] = "aux", "AUX"
            t.pos[verb], t.lemma[verb], t.morph[verb] = "VERB", forms[t.low[verb]], "VerbForm=Inf"


def _mend_copula_of_passive(t: Tree, forms: dict[str, str]) -> None:
    """As in "el acceso está restringido", "fueron derribados": the copula is the auxiliary of a passive."""
    for i in range(len(t.low)):
        if t.dep[i] != "cop" or t.lemma[i] not in {"ser", "estar"}:
            continue
        verb = t.head[i]
        known = forms.get(t.low[verb])
        if known is None or verb < i or not is_participle(t.low[verb]) or t.lemma[verb] in _STATES or t.kids(verb, "det"):
            continue
        if t.lemma[i] == "ser" and t.pos[verb] not in {"VERB", "ADJ"}:
            continue
        t.dep[i], t.lemma[verb], t.pos[verb] = "auxpass", known, "VERB"
        t.morph[verb] = "Tense=Past|VerbForm=Part" if "VerbForm=Part" not in t.morph[verb] else t.morph[verb]


def _mend_it_is_about(t: Tree) -> None:
    """As in "se trata de una copia": what it is about is said of what was spoken of, the verb is no more than a copula."""
    for i in range(len(t.low)):
        if t.low[i] not in _TREATED or t.kids(i, "subj"):
            continue
        se = [k for k in range(max(0, i - 2), i) if t.low[k] == "se"]
        content = next(
            (k for k in t.kids(i, "obl", "obj", "nmod") if k > i and any(t.low[c] in {"de", "del"} for c in t.kids(k, "case"))),
            None,
        )
        if content is None or not (se or t.low[i] == "tratarse"):
            continue
        above, dep = (content, "root") if t.head[i] == i else (t.head[i], t.dep[i])
        for k in [k for k in range(len(t.low)) if t.head[k] == i and k not in {i, content}]:
            t.hang(k, content, "expl" if t.low[k] == "se" else t.dep[k])
        for k in t.kids(content, "case"):
            t.hang(k, i, "fixed")
        t.hang(content, above, dep)
        t.hang(i, content, "cop")
        t.lemma[i] = "ser"
