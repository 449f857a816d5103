"""Spanish clauses whose act is told by what has not been done: "sigue sin firmar", "se negó a entregar"."""

from typing import Final

from headwater.extract.clause import REFUSES, Clause
from headwater.extract.sentence import Sentence

_GOING_ON: Final = frozenset({"seguir", "continuar", "permanecer", "quedar", "estar", "llevar"})
_ACTORS: Final = frozenset({"personnel", "country", "organisation", "person"})
_MOVING: Final = frozenset(
    ["llegar", "ir", "volar", "operar", "funcionar", "arrancar", "empezar", "comenzar", "despegar", "salir", "aparecer", "existir", "entrar", "regresar",
     "volver", "pasar", "concluir", "terminar", "atracar", "zarpar"]
)  # fmt: skip
"""Verbs that things do by themselves."""


def is_without(s: Sentence, clause: Clause) -> bool:
    """Whether a verb stands behind "without" or "sin"."""
    return any(s.low[k] in {"without", "sin"} and s.dep[k] in {"mark", "case"} for k in s.kids[clause.verb])


def read_undone(s: Sentence, clause: Clause, up: Clause) -> None:
    """Takes the verb behind "sigue sin" for the act, and "negarse a" for a refusal, which is no denial; both are changed in place.

    Args:
        s: The sentence.
        clause: A clause.
        up: The one that governs it.
    """
    is_under = s.head[clause.verb] == up.verb
    if clause.link == "advcl" and up.lemma in _GOING_ON and is_under and is_without(s, clause):
        clause.link = "xcomp"
        done = up.subject
        if done is not None and clause.object is None and _is_done_to(s, clause, done):
            clause.object = up.object = done
            clause.is_passive = True
            up.subject = None
    if clause.link == "xcomp" and up.lemma == "negar" and any(s.low[k] == "a" for k in s.kids_of(clause.verb, "mark")):
        up.lemma = REFUSES


def _is_done_to(s: Sentence, clause: Clause, subject: int) -> bool:
    """Whether the subject of "sigue sin" is what is done or not: "el contrato sigue sin firmar"."""
    is_actor = bool(s.classes_of(subject) & _ACTORS) or s.pos[subject] == "PROPN"
    return s.low[clause.verb].endswith("se") or not (is_actor or clause.lemma in _MOVING)
