"""Where the name of a country or its capital stands for its government: "Tehran denied", "ties with Moscow".

Source: the grammatical cues of location metonymy (Markert and Nissim 2007, SemEval task 8: place for people as subject of
verbs of saying and deciding), as lists of verbs and nouns. It misses a government that acts in other words, and takes a
city's own council for the state where the city is a capital.
"""

import re

from headwater.resolve.gazetteer import Place

_ADVERB = r"(?:has |have |had |also |in turn |again |repeatedly |publicly |officially |reportedly |never |still |now |later |is |was |ha |han |también |)"
_VERBS = (
    "said|says|say|announced|announces|accused|accuses|denied|denies|agreed|agrees|signed|signs|rejected|rejects|condemned|condemns"
    "|warned|warns|insists|insisted|claims|claimed|wants|wanted|imposed|imposes|sanctioned|supplied|supplies|refused|refuses"
    "|threatened|threatens|demanded|demands|urged|urges|pledged|pledges|vowed|vows|responded|responds|retaliated|retaliates"
    "|maintains|maintained|believes|believed|considers|considered|decided|decides|expelled|recalled|recognised|recognized"
    "|recognises|recognizes|backed|backs|supports|supported|opposes|opposed|seeks|sought|hopes|fears|blamed|blames|offered|offers"
    "|approved|approves|ordered|orders|admitted|admits|confirmed|confirms|acknowledged|acknowledges|called for|calls for|seeking"
    "|seeking to|trying to|preparing to|expected to|willing to|ready to|under pressure"
    "|anunció|acusó|negó|rechazó|condenó|firmó|advirtió|exigió|amenazó|respondió|aseguró|confirmó|reconoció|impuso|acordó|pidió|dijo"
    "|niega|rechaza|acusa|asegura|insiste|advierte|exige|suministra|suministró"
    "|a annoncé|a accusé|a démenti|a signé|a rejeté|a condamné|anunciou|acusou|negou|rejeitou|condenou|assinou"
)
_ACTS = re.compile(rf"(?:['’]s)?\s{_ADVERB}{{0,2}}(?:{_VERBS})\b")
_POLICY = re.compile(
    r"['’]s?\s(?:\w{1,16}\s){0,2}(?:sanctions|allies|ally|envoy|envoys|ambassador|foreign policy|influence|ambitions|nuclear"
    r"|military support|adversaries|interests|demands|decision|denial|claims|position|stance|offer|proposal|response|relations|ties)\b"
    r"|[-‑](?:backed|led|aligned|sponsored|made|supplied|supported|controlled|friendly|allied|drafted|brokered)\b"
)
_RELATION = re.compile(
    r"\b(?i:ties|relations|relationship|talks|negotiations|agreement|deal|pact|cooperation|alliance|accord|treaty|tensions?|partnership"
    r"|relaciones|acuerdo|cooperación|alianza|negociaciones|tensiones|pacto|convenio|vínculos)\s(?:\w{1,14}\s)?(?:between|with|entre|con)"
    r"(?:\s[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20})?(?:,|\sand|\sy)){0,2}\s$"
    r"|\b(?:pressure on|sanctions on|sanctions against|hostile to|loyal to|allied with|support from|help from|backed by|supplied by|ally of"
    r"|allies of|criticism of|blamed on|accused by|presión sobre|sanciones contra|sanciones a|apoyo de|respaldo de)\s$"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around|throughout|inside|downtown|en|cerca de|dans|em)\s$", re.IGNORECASE)
_BEFORE_CHARS = 70
_AFTER_CHARS = 60


def stands_for_government(text: str, start: int, end: int, place: Place) -> bool:
    """Whether a name means the government that sits there, by the words around it.

    Args:
        text: The document's text.
        start: First code point of the name.
        end: One past the last.
        place: What the name was resolved to; only countries and capitals stand for governments.
    """
    if place.level != "country" and place.feature != "PPLC":
        return False
    before = text[max(0, start - _BEFORE_CHARS) : start]
    if _PLACE_BEFORE.search(before):
        return False
    after = text[end : end + _AFTER_CHARS]
    return bool(_ACTS.match(after) or _POLICY.match(after) or _RELATION.search(before))
