"""Word forms of English and Spanish verbs and nouns, by regular morphology and short lists of exceptions.

Used to spell out the triggers of `claim_kinds.yaml` for the gate before the parse, and to mend lemmas that the small
Spanish model gets wrong. Over-generation is harmless: a form that does not exist is never met.
"""

from functools import cache
from typing import Final

_EN_IRREGULAR: Final = {
    "be": "is are was were been being am", "have": "has had having", "do": "does did done doing", "build": "built",
    "buy": "bought", "sell": "sold", "send": "sent", "lend": "lent", "spend": "spent", "make": "made", "give": "gave given",
    "take": "took taken", "hold": "held", "keep": "kept", "say": "said", "tell": "told", "know": "knew known", "fly": "flew flown",
    "shoot": "shot", "strike": "struck stricken", "hit": "hit hitting", "teach": "taught", "learn": "learnt", "lead": "led",
    "pay": "paid", "cost": "cost", "put": "put putting", "set": "set setting", "let": "let letting", "get": "got gotten getting",
    "begin": "began begun beginning", "run": "ran running", "come": "came", "become": "became", "go": "went gone goes",
    "see": "saw seen", "show": "shown", "write": "wrote written", "meet": "met", "draw": "drew drawn", "freeze": "froze frozen",
    "hide": "hid hidden hiding", "rise": "rose risen", "overthrow": "overthrew overthrown", "sink": "sank sunk", "find": "found",
    "weld": "welded", "win": "won winning", "speak": "spoke spoken", "think": "thought", "hear": "heard", "bear": "bore borne",
    "forbid": "forbade forbidden forbidding", "oversee": "oversaw overseen", "bring": "brought", "leave": "left", "mean": "meant",
    "feel": "felt", "grow": "grew grown", "swell": "swollen", "equip": "equipped equipping", "ship": "shipped shipping",
    "plan": "planned planning", "ban": "banned banning", "bar": "barred barring", "deter": "deterred deterring",
    "transfer": "transferred transferring", "refit": "refitted", "stop": "stopped stopping", "outfit": "outfitted",
    "derive": "derived", "fit": "fitted fitting", "prefer": "preferred", "refer": "referred", "occur": "occurred occurring",
    "cut": "cut cutting", "quit": "quit", "seek": "sought", "fight": "fought", "withdraw": "withdrew withdrawn", "lease": "leased",
    "traffic": "trafficked trafficking", "mimic": "mimicked mimicking", "sail": "sailed", "enrol": "enrolled enrolling",
    "control": "controlled controlling", "man": "manned", "feed": "fed", "wind": "wound", "stand": "stood", "understand": "understood",
    "submit": "submitted submitting", "admit": "admitted admitting", "sponsor": "sponsored", "model": "modelled modelling modeled modeling",
}  # fmt: skip
_EN_NOUNS: Final = {"man": "men", "woman": "women", "aircraft": "aircraft", "person": "people", "personnel": "personnel"}
_VOWELS: Final = "aeiou"
_DOUBLED: Final = frozenset("bdgmnprt")

_ES_STEMS: Final = {  # infinitive -> other stems that its forms are made with
    "tener": "teng tien tuv tendr", "hacer": "hag hic hiz har", "decir": "dig dic dij dir", "poner": "pong pus pondr",
    "disponer": "dispong dispus dispondr", "suponer": "supong supus supondr", "proponer": "propong propus propondr",
    "exponer": "expong expus expondr", "componer": "compong compus compondr", "venir": "veng vien vin vendr",
    "convenir": "conveng convien convin convendr", "poder": "pued pud podr", "querer": "quier quis querr", "ir": "v fu iba ir",
    "ser": "s fu er ser", "estar": "estuv est", "haber": "h hub hay habr", "dar": "d di", "ver": "ve v vi", "saber": "sup sabr",
    "producir": "produzc produj", "conducir": "conduzc conduj", "traer": "traig traj", "construir": "construy",
    "destruir": "destruy", "instruir": "instruy", "contribuir": "contribuy", "probar": "prueb", "mostrar": "muestr",
    "demostrar": "demuestr", "contar": "cuent", "volar": "vuel", "costar": "cuest", "mover": "muev", "mentir": "mient minti",
    "desmentir": "desmient desmint", "pedir": "pid", "medir": "mid", "convertir": "conviert convirt", "invertir": "inviert invirt",
    "herir": "hier hir", "sugerir": "sugier sugir", "advertir": "adviert advirt", "negar": "nieg niegu", "reforzar": "refuerz refuerc",
    "esforzar": "esfuerz", "comenzar": "comienz comienc", "empezar": "empiez empiec", "defender": "defiend", "ascender": "asciend",
    "encender": "enciend", "extender": "extiend", "entender": "entiend", "vender": "vend", "desplegar": "despliegu desplieg",
    "recordar": "recuerd", "acordar": "acuerd", "adquirir": "adquier", "obtener": "obteng obtien obtuv obtendr",
    "mantener": "manteng mantien mantuv mantendr", "sostener": "sosteng sostien sostuv sostendr", "detener": "deteng detien detuv",
    "contener": "conteng contien contuv", "proveer": "provey", "creer": "crey", "caer": "caig cay", "seguir": "sig sigu",
    "morir": "muer mur", "dormir": "duerm", "elegir": "elig elij", "pensar": "piens", "prever": "prevé prevé previ",
    "reunir": "reún", "aparecer": "aparezc", "ofrecer": "ofrezc", "reconocer": "reconozc", "establecer": "establezc",
    "fortalecer": "fortalezc", "abastecer": "abastezc", "parecer": "parezc", "encubrir": "encubr", "impedir": "impid",
    "resolver": "resuelv", "manifestar": "manifiest", "arrendar": "arriend", "rodar": "rued", "temer": "tem", "oír": "oig oy",
}  # fmt: skip
_ES_PARTICIPLES: Final = {
    "hacer": "hecho", "decir": "dicho", "poner": "puesto", "ver": "visto", "escribir": "escrito", "abrir": "abierto",
    "cubrir": "cubierto", "encubrir": "encubierto", "suscribir": "suscrito", "disponer": "dispuesto", "proponer": "propuesto",
    "suponer": "supuesto", "exponer": "expuesto", "componer": "compuesto", "morir": "muerto", "resolver": "resuelto",
    "inscribir": "inscrito", "prever": "previsto", "proveer": "provisto", "imprimir": "impreso",
}  # fmt: skip
_ES_ENDINGS: Final = {
    "ar": "o as a amos áis an é aste ó asteis aron aba abas ábamos aban e es emos en ara aran ase asen ando ado ada ados adas",
    "er": "o es e emos éis en í iste ió imos isteis ieron ía ías íamos ían a as amos an iera ieran iese iendo ido ida idos idas yó yeron yendo ído ída",
    "ir": "o es e imos ís en í iste ió isteis ieron ía ías íamos ían a as amos an iera ieran iese iendo ido ida idos idas yó yeron yendo ído ída",
}  # fmt: skip
_ES_STRONG: Final = "e iste o imos ieron eron iera ieran ó ió io é í a an en es as iendo"
_ES_FUTURE: Final = "é ás á emos éis án ía ías íamos ían"
_ES_SOFT: Final = {"c": "qu", "g": "gu", "z": "c"}


@cache
def inflect_verb(lemma: str, language: str) -> frozenset[str]:
    """Word forms of a verb, the lemma included.

    Args:
        lemma: Infinitive in lower case; of a phrase ("set up") the first word is inflected.
        language: `en` or `es`; another language gives the lemma alone.

    Example:
        >>> sorted(inflect_verb("train", "en"))
        ['train', 'trained', 'training', 'trains']
    """
    first = lemma.split(" ", 1)[0]
    if language == "en":
        return frozenset(_english_verb(first))
    if language == "es":
        return frozenset(_spanish_verb(first))
    return frozenset({first})


@cache
def inflect_noun(lemma: str, language: str) -> frozenset[str]:
    """Singular and plural of a noun; of a phrase, the last word is inflected in English and the first in Spanish."""
    words = lemma.split(" ")
    if language == "en":
        return frozenset({lemma, " ".join([*words[:-1], _english_plural(words[-1])])})
    if language == "es":
        return frozenset({lemma, " ".join([_spanish_plural(words[0]), *words[1:]])})
    return frozenset({lemma})


def _english_verb(word: str) -> set[str]:
    forms = {word, *_EN_IRREGULAR.get(word, "").split()}
    if word.endswith("e"):
        return forms | {word + "s", word + "d", word[:-1] + "ing"}
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return forms | {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    third = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    single = len(word) >= 3 and word[-1] in _DOUBLED and word[-2] in _VOWELS and word[-3] not in _VOWELS
    doubled = single and sum(c in _VOWELS for c in word) == 1
    stem = word + word[-1] if doubled else word
    return forms | {third, stem + "ed", stem + "ing"}


def _english_plural(word: str) -> str:
    if word in _EN_NOUNS:
        return _EN_NOUNS[word]
    if word.endswith("man") and len(word) > 5 and word not in {"german", "human", "roman", "ottoman"}:
        # "serviceman", "airman", "spokesman".
        return word[:-2] + "en"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _spanish_verb(word: str) -> set[str]:
    lemma = word.removesuffix("se") if word.endswith(("arse", "erse", "irse")) else word
    ending = lemma[-2:].replace("í", "i")
    if ending not in _ES_ENDINGS:
        return {word}
    stem = lemma[:-2]
    forms = {word, lemma, *(lemma + clitic for clitic in ("se", "lo", "la", "los", "las", "le", "les", "nos"))}
    forms |= {stem + e for e in _ES_ENDINGS[ending].split()} | {lemma + e for e in _ES_FUTURE.split()}
    if ending == "ar" and stem and stem[-1] in _ES_SOFT:
        soft = stem[:-1] + _ES_SOFT[stem[-1]]
        forms |= {soft + e for e in ("é", "e", "es", "en", "emos")}
    if ending != "ar" and stem and stem[-1] == "c":
        forms |= {stem[:-1] + "zc" + e for e in ("o", "a", "an")}
    for other in _ES_STEMS.get(lemma, "").split():
        forms |= {other + e for e in _ES_ENDINGS[ending].split()} | {other + e for e in _ES_STRONG.split()}
        forms |= {other + e for e in _ES_FUTURE.split()}
    if lemma in _ES_PARTICIPLES:
        forms |= {_ES_PARTICIPLES[lemma][:-1] + e for e in ("o", "a", "os", "as")}
    return forms


def _spanish_plural(word: str) -> str:
    if word.endswith(("á", "é", "ó")) or word[-1] in "aeo":
        return word + "s"
    if word.endswith("z"):
        return word[:-1] + "ces"
    for accented, plain in (("ión", "iones"), ("ón", "ones"), ("án", "anes"), ("én", "enes"), ("és", "eses"), ("ín", "ines")):
        if word.endswith(accented):
            return word[: -len(accented)] + plain
    return word if word.endswith("s") else word + "es"
