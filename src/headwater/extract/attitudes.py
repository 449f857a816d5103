"""Who is credited where a verb has a noun for what it says: who counts, values, describes, sees as, denies or fears something."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.credit import Credit
from headwater.extract.kinds import shows_site
from headwater.extract.phrases import name_phrase
from headwater.extract.reading import Reading
from headwater.extract.sentence import Sentence

DENYING: Final = frozenset({"deny", "negar", "desmentir", "refute"})
_REJECTING: Final = frozenset({"reject", "dismiss", "rebut", "dispute", "rechazar"})
_CHARGES: Final = frozenset(
    ["any", "all", "cualquier", "todo", "toda", "blame", "charge", "accusation", "allegation", "claim", "report", "rumour", "rumor", "suspicion",
     "lo", "which", "that", "acusación", "denuncia", "versión", "señalamiento", "cargo", "imputación"]
)  # fmt: skip
"""What is denied by being rejected; a proposal or a criticism is only turned down."""
_NAMING: Final = frozenset(
    {"call", "describe", "term", "label", "brand", "dub", "tachar", "tildar", "calificar", "describir", "denounce", "decry"}
)
_FALSE: Final = frozenset(
    ["fake", "false", "forgery", "forged", "fabrication", "fabricated", "invention", "invented", "lie", "untrue", "baseless", "groundless", "unfounded",
     "far-fetched", "fetched", "hoax", "falso", "falsa", "falsedad", "invención", "invento", "infundio", "montaje", "mentira", "bulo", "patraña", "calumnia", "infundado", "infundada", "infundados", "infundadas", "forjado"]
)  # fmt: skip
"""What a story is called by whoever denies it."""
_RULING_OUT: Final = frozenset({"descartar"})
"""Verbs that say of a thing that it will not be: what they say is reported in the negative."""
_PUTTING: Final = frozenset({"put", "estimate", "reckon", "calculate"})
_ESTIMATED: Final = frozenset({"funding", "force_size", "equipment_spec", "production", "transfer", "deployment"})
_FIGURES: Final = frozenset({"force_size", "equipment_spec"})
_NO_SPEECH: Final = frozenset({"contar", "hold", "call", "learn", "add", "hear"})
"""Verbs of report that with a figure do something else: "the cargo held 40 rockets", "can call up 230,000"."""
_COUNTING: Final = frozenset({"count", "list", "tally", "rank", "record"})
_BOOKS: Final = frozenset(
    {"yearbook", "ranking", "database", "institute", "handbook", "register", "directory", "almanac", "index", "brochure"}
)
"""What counts forces without having any."""
_VIEWING: Final = {
    "en": {"count": "", "tally": "", "mention": "", "value": "at", "price": "at", "put": "at", "estimate": "", "reckon": "", "regard": "as", "view": "as",
           "see": "as", "identify": "as", "describe": "as", "depict": "as", "portray": "as", "characterise": "as", "characterize": "as", "name": "as",
           "place": "at", "trace": "", "list": "", "calculate": "", "give": "as", "blame": "on", "attribute": "to", "deem": "", "judge": ""},
    "es": {"contabilizar": "", "mencionar": "", "tasar": "en", "valorar": "en", "cifrar": "en", "estimar": "en", "calcular": "en", "fijar": "en", "situar": "en",
           "ubicar": "en", "ver": "como", "considerar": "", "juzgar": "", "describir": "como", "identificar": "como", "señalar": "como", "atribuir": "a",
           "detectar": "", "reconocer": "como"},
}  # fmt: skip
"""Verbs of counting, valuing, placing and seeing as, with the preposition that they need, if any."""
_PUTTING_AT: Final = frozenset({"put", "value", "price", "tasar", "valorar", "cifrar", "estimar", "calcular", "fijar"})
_THINGS: Final = frozenset({"equipment", "site", "money", "quantity"})
_WHO: Final = frozenset({"person", "personnel", "organisation", "country", "outlet", "place", "demonym"})
_ATTITUDES: Final = frozenset(
    ["wary", "afraid", "concerned", "worried", "alarmed", "sceptical", "skeptical", "convinced", "confident", "suspicious", "fearful", "uneasy",
     "preocupado", "temeroso", "convencido", "receloso"]
)  # fmt: skip
_LONGEST: Final = 12


def denies(s: Sentence, clause: Clause) -> bool:
    """Whether a verb denies what it is about: to reject a charge is to deny it, to reject a plan is not."""
    if clause.lemma in DENYING:
        return True
    if clause.lemma not in _REJECTING:
        return False
    words = [clause.object, *(k for k in s.kids[clause.verb] if s.low[k] == "lo")]
    words += [k for w in words if w is not None for k in s.kids_of(w, "det")]
    return any(k is not None and (s.lemma[k] in _CHARGES or s.low[k] in _CHARGES) for k in words)


def calls_false(s: Sentence, clause: Clause) -> bool:
    """Whether a clause calls a story false: "lo tacha de infundio", "described the suspicions as far-fetched"."""
    if clause.lemma not in _NAMING | _REJECTING:
        return False
    return any(s.low[k] in _FALSE or s.lemma[k] in _FALSE for k in range(clause.verb + 1, s.right[clause.verb] + 1))


def hearsay_credit(s: Sentence, clause: Clause) -> Credit | None:
    """The Spanish conditional of hearsay is itself what credits the clause, to nobody named: "habría recibido"."""
    told = next((k for k in (*clause.auxes, clause.verb) if s.is_conditional(k)), None)
    return None if told is None else Credit(told, told, None, "reported", "hearsay")


def attitude_credit(s: Sentence, clause: Clause, reading: Reading) -> Credit | None:
    """Who counts, values, sees as, denies or is wary of something is credited with it."""
    subject = clause.subject
    if s.language == "en" and clause.is_passive and clause.lemma in _PUTTING and reading.kind in _ESTIMATED:
        # "The cost is estimated at 3 million."
        by = subject if subject is not None and subject > clause.verb else None
        last = clause.verb if by is None else s.right[by]
        return Credit(min([clause.verb, *clause.auxes]), last if last - clause.verb < 9 else clause.verb, by, "reported", "report_verb")  # fmt: skip
    if subject is None or clause.is_inherited:
        return None
    if (denial := _denial(s, clause, reading, subject)) is not None:
        return denial
    if s.pos[subject] != "PRON":
        modality = s.cues.report_verbs.get(clause.lemma) or ("reported" if clause.lemma in {"speak", "talk"} else None)
        if modality is None and clause.lemma in _COUNTING and s.lemma[subject] in s.cues.speaker_nouns | _BOOKS:
            modality = "reported"
        if modality is not None and _estimates(s, clause, reading, subject):
            held = "reported" if modality in {"opinion", "asserted"} else modality
            return Credit(s.left[subject], clause.verb, subject, held, "estimate")
        if reading.kind == "site_activity" and shows_site(s, clause) and subject < clause.verb:
            return Credit(s.left[subject], clause.verb, subject, "reported", "report_verb")
        if clause.attr is not None and s.low[clause.attr] in _ATTITUDES:
            return Credit(s.left[subject], s.right[subject], subject, "asserted", "attitude")
    if clause.lemma in _COUNTING and reading.kind == "force_size":
        # "The coast guard now counts 30,000 men": its own.
        return None
    return _view(s, clause, subject)


def _denial(s: Sentence, clause: Clause, reading: Reading, subject: int) -> Credit | None:
    if s.low[subject] in {"i", "we", "yo", "nosotros"}:
        return None
    first, last = s.left[subject], s.right[subject]
    if calls_false(s, clause) and not clause.is_negative:
        return Credit(first, last, subject, "denied", "denial", _needs(s, subject))
    if s.cues.report_verbs.get(clause.lemma) != "denied":
        return None
    if clause.lemma in _RULING_OUT:
        return Credit(first, last, subject, "reported", "denial", _needs(s, subject))
    has_pronoun = any(s.low[k] in {"lo", "it"} for k in s.kids[clause.verb])
    is_said = reading.kind == "statement" and (s.pos[subject] != "PRON" or has_pronoun)
    if (is_said and denies(s, clause)) or (clause.lemma in DENYING and has_pronoun):
        return Credit(first, last, subject, "denied", "denial", _needs(s, subject))
    return None


def _estimates(s: Sentence, clause: Clause, reading: Reading, subject: int) -> bool:
    """Whether a clause estimates a figure rather than doing something with what it counts."""
    if clause.lemma in _NO_SPEECH or reading.verb != clause.verb or subject > clause.verb:
        return False
    if s.classes_of(subject) & _THINGS and s.lemma[subject] not in s.cues.speaker_nouns:
        return False
    if reading.kind == "funding":
        return clause.lemma in _PUTTING and any(p in {"at", "en"} for p, _ in s.preps(clause.verb))
    return reading.kind in _FIGURES


def _view(s: Sentence, clause: Clause, subject: int) -> Credit | None:
    """Who counts, values, places or sees something as something: "prosecutors count 24 launches", "lo tasa en 80 millones"."""
    needed = _VIEWING[s.language].get(clause.lemma)
    if needed is None or clause.inner is not None or s.low[subject] in {"i", "we", "which", "that", "que", "who"}:
        return None
    if needed and not _has_prep(s, clause.verb, needed):
        return None
    noun = s.lemma[s.meant(subject)]
    classes = s.classes_of(subject)
    may_speak = (
        bool(classes & _WHO) or noun in s.cues.speaker_nouns or noun in s.cues.cue_nouns or s.pos[subject] in {"PROPN", "PRON"}
    )
    if not may_speak or classes & _THINGS:
        return None
    first, last = s.left[subject], s.right[subject]
    if clause.is_passive:
        is_agent = subject > clause.verb and clause.object is not None and clause.object != subject
        return Credit(first, last, subject, "reported", "view") if is_agent and last - first < _LONGEST else None
    if subject > clause.verb or clause.object is None:
        return None
    last = clause.verb if clause.verb - first < _LONGEST and s.right[subject] < clause.verb else last
    return Credit(first, last, subject, "alleged" if clause.lemma == "blame" else "reported", "view", _needs(s, subject))


def _has_prep(s: Sentence, verb: int, needed: str) -> bool:
    for k in range(verb + 1, s.right[verb] + 1):
        if s.low[k] == needed and s.pos[k] in {"ADP", "SCONJ", "ADV"}:
            return s.lemma[verb] not in _PUTTING_AT or "NUM" in s.pos[k + 1 : k + 6]
    return False


def _needs(s: Sentence, speaker: int) -> str | None:
    return str(name_phrase(s, speaker).get("needs") or "") or None
