"""What Spanish words alone decide: nouns that point back, how an act stands, views that somebody is credited with."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence

_STANDING: Final = (
    "vigente", "pendiente", "previst", "programad", "suspendid", "list", "paralizad", "congelad",
)  # fmt: skip
"""Beginnings of words that say how an act stands, not how good it is: "el embargo está vigente"."""
_VIEWING: Final = frozenset({"opinar", "considerar", "creer", "pensar", "juzgar", "sostener", "estimar"})


def standing_act(s: Sentence, clause: Clause) -> int | None:
    """The noun of which a Spanish copula says how it stands: "la entrega está prevista para mayo"; None for other clauses."""
    if clause.lemma != "estar" or clause.attr is None or not s.low[clause.attr].startswith(_STANDING):
        return None
    return clause.subject


def is_view(s: Sentence, clause: Clause) -> bool:
    """Whether a judgement is what somebody thinks: "opina que las cifras son infladas"."""
    subject, judged = clause.subject, clause.attr
    if clause.link != "ccomp" or clause.mark != "que" or s.lemma[s.head[clause.verb]] not in _VIEWING:
        return False
    return subject is not None and judged is not None and s.pos[judged] == "ADJ" and s.pos[subject] == "NOUN"
