"""Who and to whom: the subject and object tokens of a clause, by the kind of its claim."""

from collections.abc import Callable
from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.handing import (
    ACTORS,
    TO,
    Pair,
    deployment_pair,
    handed_over,
    partner_of,
    peoples_of,
    sanction_pair,
    transfer_pair,
    unpack,
)
from headwater.extract.links import (
    doer_of,
    example_of,
    first_of,
    is_money,
    is_place,
    is_time,
    names_act,
    owner_of,
    prep_of,
    under,
    unless_noun_of,
)
from headwater.extract.phrases import POSSESSIVES
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.extract.standing import complement, control_pair, force_pair, judgement_pair

PairRule = Callable[[Sentence, Clause, int | None, int | None], Pair]

_WITH: Final = frozenset({"with", "con"})
_INTO: Final = frozenset({"in", "into", "on", "for", "en", "para", "to", "a", "por"})
_AS: Final = frozenset({"as", "como", "of"})
PICTURES: Final = frozenset(
    [
        "image",
        "imagery",
        "photo",
        "photograph",
        "picture",
        "footage",
        "video",
        "satellite",
        "imagen",
        "foto",
        "fotografía",
        "satélite",
    ]
)
"""What shows a thing at a place."""
ACTS: Final = frozenset(
    ["production", "development", "training", "deployment", "use", "site_activity", "force_size", "funding", "access_control"]
)
"""Kinds that whoever only speaks of them, or confirms them, has not done."""
_SHOWING: Final = frozenset(
    {"confirm", "reveal", "disclose", "confirmar", "revelar", "divulgar", "documentar", "constatar", "corroborar", "verificar"}
)
_NOMINAL: Final = frozenset({"production", "training", "transfer", "deployment", "use"})
"""Kinds whose noun can stand for the act: "assembly of drones by engineers"."""
_PLAIN_PASSIVE: Final = frozenset(["statement", "equipment_spec", "assessment", "use", "other", "site_activity", "force_size"])
_JOURNEYS: Final = frozenset({"llegar", "viajar", "volar", "acudir", "regresar"})
_HIDING: Final = frozenset({"ocultar", "esconder", "encubrir", "enmascarar", "camuflar", "disimular", "tapar"})
_EMPTY: Final = frozenset({"part", "place", "parte", "lugar", "marcha"})
"""Nouns that belong to their verb: "took part", "tuvo lugar"."""


def pick_pair(s: Sentence, kind: str, c: Clause, subject: int | None) -> Pair:
    """Subject and object tokens of a claim of a kind.

    Args:
        s: Sentence.
        kind: Claim kind; `PAIRS` has the rule of each kind that needs one.
        c: Clause.
        subject: Subject token, of the clause or of the one that governs it.
    """
    obj = first_of(c.object, c.attr)
    if c.is_passive and c.subject is None:
        subject = None
    if subject is not None and s.lemma[subject] in s.cues.cue_nouns and c.verb != s.head[subject]:
        subject = None
    if (
        subject is not None
        and obj is not None
        and kind in ACTS
        and c.lemma in _SHOWING
        and kind in s.words.nouns.get(s.lemma[obj], ())
    ):
        subject = doer_of(s, obj)
    if s.language == "es" and subject is not None and (pair := _pick_spanish(s, kind, c, subject)) is not None:
        return pair
    if subject is not None and _is_act(s, kind, c, subject):
        return first_of(under(s, subject, {"by", "por"}), owner_of(s, subject)), first_of(
            under(s, subject, {"of", "de"}), subject
        )
    if obj is not None and s.lemma[obj] in _EMPTY and (s.lemma[obj] != "part" or c.lemma in {"take", "play", "form"}):
        obj = None
    if obj is not None and s.low[obj] in RELATIVES:
        obj = None
    rule = PAIRS.get(kind)
    if rule is not None:
        return rule(s, c, subject, obj)
    if kind in _NOMINAL and obj is not None and names_act(s, obj, kind):
        subject = first_of(under(s, obj, {"by", "por"}), subject)
        thing = next((k for k in s.kids_of(obj, "compound") if s.classes_of(k) & {"equipment", "personnel"}), None)
        obj = first_of(under(s, obj, {"of", "de"}), thing, obj)
    if kind == "announcement" and c.is_passive and subject is None and obj is not None and s.language == "en":
        # "Its report was published today": whose report it is.
        return next((k for k in s.kids_of(obj, "poss") if s.low[k] in POSSESSIVES), owner_of(s, obj)), obj
    if c.is_passive and subject is None and kind in _PLAIN_PASSIVE:
        return c.object, first_of(c.attr, complement(s, c))
    if kind == "development" and obj is None:
        return subject, next((o for p, o in c.preps if p in {"of", "on", "de", "sobre"} and not is_time(s, o)), None)
    if kind == "statement" and c.lemma in _ASKING and (asked := prep_of(s, c, {"a", "al"}, *ACTORS, "place")) is not None:
        return subject, asked
    if kind == "statement" and obj is not None and names_act(s, obj, kind):
        heard = (*ACTORS, "official") if s.language == "es" else ACTORS
        return subject, first_of(prep_of(s, c, {"with", "to", "for", "con", "a", "al", "para", "hacia"}, *heard), obj)
    return subject, first_of(obj, complement(s, c))


def _pick_spanish(s: Sentence, kind: str, c: Clause, subject: int) -> Pair | None:
    """Sides that only Spanish words decide, or None."""
    if kind == "transfer" and _is_act(s, kind, c, subject):
        return handed_over(s, subject, c.preps)
    if kind == "force_size" and first_of(c.object, c.attr) is None and "quantity" in s.classes_of(subject):
        # "300 personas se inscribieron en la Milicia": the force is the militia.
        body = next((o for p, o in c.preps if p in {"en", "a"} and s.pos[o] == "PROPN" and not is_place(s, o)), None)
        return None if body is None else (body, subject)
    if kind == "statement" and c.lemma == "restar":
        # "restó importancia al asunto": it is the matter that is spoken of.
        matter = prep_of(s, c, {"a", "al"})
        return None if matter is None else (subject, matter)
    return None


_ASKING: Final = frozenset({"pedir", "exigir", "reclamar", "solicitar", "agradecer", "reprochar", "preguntar", "recriminar"})
"""Spanish verbs of speech whose other side is whom they are said to."""


def _is_act(s: Sentence, kind: str, c: Clause, subject: int) -> bool:
    is_kind = kind in _NOMINAL and kind in s.words.nouns.get(s.lemma[subject], ())
    has_object = c.object not in {None, subject} and not (c.object is not None and s.lemma[c.object] in {"place", "lugar"})
    return is_kind and not has_object and c.attr is None


# --- one rule for each kind that needs one ---------------------------------------------------------------------------


def deal_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Two sides of a deal: "X signs with Y", "X and Y sign", "a deal between X and Y", "X sells Y a licence"."""
    for i in (subject, obj, c.attr):
        if i is not None and (o := under(s, i, {"between", "entre"})) is not None:
            sides = s.conjuncts(o)
            peoples = peoples_of(s, o) if len(sides) == 1 else []
            sides = peoples if len(peoples) == 2 else sides
            return sides[0], (sides[1] if len(sides) > 1 else None)
    if (between := next((o for p, o in c.preps if p in {"between", "entre"} and not is_time(s, o)), None)) is not None:
        sides = s.conjuncts(between)
        if len(sides) > 1:
            return sides[0], sides[1]
    if s.language == "es" and c.lemma in _JOURNEYS and (to := prep_of(s, c, {"a", "al"}, "country", "place")) is not None:
        return subject, to
    if (other := prep_of(s, c, _WITH)) is not None:
        return subject, other
    if s.language == "es" and subject is not None and under(s, subject, {"con"}) and names_act(s, subject, "agreement"):
        return owner_of(s, subject), under(s, subject, {"con"})
    if c.lemma in {"award", "grant", "give"} and (winner := first_of(prep_of(s, c, {"to"}), c.iobject)) is not None:
        return subject, winner
    if obj is not None and names_act(s, obj, "agreement") and (other := partner_of(s, c)) is not None:
        return subject, other
    if subject is not None:
        sides = s.conjuncts(subject)
        if len(sides) == 2 and c.lemma not in {"discuss", "discutir", "abordar"}:
            return sides[0], sides[1]
    if s.language == "es" and c.lemma == "participar" and obj is None:
        return subject, prep_of(s, c, {"en"})
    done = next((k for k in s.kids_of(c.inner, "obj")), None) if c.inner is not None and obj is None else None
    return subject, first_of(c.iobject, obj, done)


def training_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who trains whom; who is trained, where no trainer is named; to whom a certificate goes."""
    to = prep_of(s, c, {"to", "a", "al"}, *ACTORS, "personnel", "strength")
    if to is not None:
        return (None if subject is not None and "instruction" in s.classes_of(subject) else subject), to
    return (c.object, None) if c.is_passive and subject is None else (subject, obj)


def production_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who makes what: of a plant or of production, what it makes; of "came out of X", X makes it."""
    source = prep_of(s, c, {"of", "from"}) if c.particle == "out" or c.lemma == "come" else None
    if source is not None:
        return source, subject
    if obj is None:
        return subject, complement(s, c)
    if obj == subject and "site" in s.classes_of(obj) and not c.is_passive:
        return subject, None
    if obj == c.attr and s.pos[obj] == "ADJ":
        # "the hull is complete": what is complete is what was made.
        return None, subject
    if s.lemma[obj] in {"hub", "centro", "eje"} and (what := under(s, obj, {"for", "of", "de", "para"})) is not None:
        named = next((k for k in s.kids_of(what, "compound", "nmod") if "equipment" in s.classes_of(k)), None)
        return subject, first_of(under(s, what, {"of", "de"}), named, what)
    if {"site", "production"} & s.classes_of(obj):
        made = (o for k in s.kids_of(obj, "acl", "relcl") for o in s.kids_of(k, "obj"))
        product = first_of(under(s, obj, {"for", "of", "de", "para"}), next(made, None))
        if product is not None and not is_place(s, product):
            return subject, product
        named = next((k for k in s.kids_of(obj, "compound", "nmod", "amod") if "equipment" in s.classes_of(k)), None)
        if named is not None and s.language == "en":
            return subject, named
    return subject, unpack(s, obj)


def funding_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who pays for what; money itself is the quantity."""
    if c.lemma in {"abaratar", "encarecer"} and obj is not None and not is_money(s, obj):
        return obj, None
    priced = first_of(subject, c.object if c.is_passive else None)
    if priced is not None and (
        c.lemma in {"cost", "costar", "price", "valer"}
        or (s.lemma[priced] in s.words.nouns and _is_property(s, priced) and obj in {None, priced, c.attr})
    ):
        return spec_pair(s, c, subject, obj)
    into = first_of(prep_of(s, c, _INTO), _paid_act(s, c))
    into = None if into is not None and s.pos[into] == "NUM" else into
    if into is not None and s.language == "es" and names_act(s, into, "transfer"):
        # "destinará 300 millones a la compra de aviones": it pays for the planes.
        into = first_of(under(s, into, {"de", "del"}), into)
    return (None if is_money(s, subject) else subject), first_of(None if is_money(s, obj) else obj, into)


def _paid_act(s: Sentence, c: Clause) -> int | None:
    """What is worked on for the money: "spent two million on dredging the canal"."""
    roots = [c.verb, *([c.object] if c.object is not None else [])]
    acts = (v for r in roots for k in s.kids_of(r, "prep") if s.low[k] in _INTO for v in s.kids_of(k, "pcomp"))
    return next((o for v in acts for o in s.kids_of(v, "obj")), None)


def cover_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """What is hidden, and what it is presented as."""
    if s.language == "es" and subject is not None and obj is not None and c.lemma in _HIDING:
        is_actor = s.classes_of(subject) & {*ACTORS, "personnel"} or s.lemma[subject] in s.cues.speaker_nouns
        if not is_actor and not c.is_passive:
            return obj, subject
    if c.lemma == "call" and c.attr is not None:
        return first_of(subject, c.object), c.attr
    behind = prep_of(s, c, {"behind", "tras"})
    if behind is not None and c.object is not None:
        return c.object, first_of(example_of(s, behind), behind)
    cover = first_of(prep_of(s, c, {*_AS, "de"} if s.language == "es" else _AS), c.object if subject is not None else None)
    return first_of(subject, c.object), first_of(example_of(s, cover), cover)


def site_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who is active; of "the works are at X", the works are what is done there."""
    if obj is not None and subject is not None and s.lemma[s.meant(subject)] in PICTURES:
        return obj, None
    if c.lemma in {"be", "estar", "ser"} and subject is not None and not is_place(s, subject):
        return None, subject
    return subject, (None if obj is not None and is_place(s, obj) else obj)


def spec_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Which model has which property: of "its range is", "the cost of the drone goes to", "the drone is given", the model."""
    if c.is_passive and c.iobject is not None:
        return c.iobject, obj
    if subject is not None and s.lemma[subject] in s.words.nouns and _is_property(s, subject):
        own = next((k for k in s.kids_of(subject, "poss", "det") if s.low[k] in POSSESSIVES), None)
        owner = first_of(own, owner_of(s, subject), under(s, subject, {"of", "de", "del"}))
        return owner, subject
    if c.is_passive and c.object is not None and s.lemma[c.object] in s.words.nouns and _is_property(s, c.object):
        own = next((k for k in s.kids_of(c.object, "poss", "det") if s.low[k] in POSSESSIVES), None)
        return first_of(own, owner_of(s, c.object), under(s, c.object, {"of", "de", "del"})), c.object
    if c.is_passive and subject is None:
        return c.object, first_of(c.attr, complement(s, c))
    if obj is None or s.low[obj] in {"consistent", "similar", "identical", "comparable", "equal", "idéntico", "parecido"}:
        obj = first_of(next((o for _, o in c.preps if not is_time(s, o)), None), obj)
    return subject, first_of(obj, complement(s, c))


def _is_property(s: Sentence, i: int) -> bool:
    """Whether a noun names what a model measures, or what it costs."""
    return bool({"equipment_spec", "funding"} & set(s.words.nouns[s.lemma[i]]))


def use_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who uses what; of "proved effective in X", X is where it was used."""
    if c.lemma == "servir" and obj is None:
        inner = next((k for k in s.kids[c.verb] if s.dep[k] in {"advcl", "xcomp", "obl"} and s.pos[k] == "VERB"), None)
        aim = next(iter(s.kids_of(inner, "obj")), None) if inner is not None else None
        if aim is not None:
            return subject, aim
    if c.object is None and c.attr is not None:
        return subject, complement(s, c)
    if obj is not None and "use" in s.words.nouns.get(s.lemma[obj], ()):
        return first_of(under(s, obj, {"by", "por"}), subject), first_of(under(s, obj, {"of", "de"}), obj)
    if c.is_passive and subject is None:
        return c.object, first_of(c.attr, complement(s, c))
    if subject is not None and obj is not None and "equipment" in s.classes_of(subject):
        # "A rocket fired by the militia hit a depot": the militia did.
        by = (o for k in s.kids_of(subject, "acl") for p, o in s.preps(k) if p == "by" and not is_time(s, o))
        subject = first_of(next(by, None), subject)
    return subject, first_of(obj, complement(s, c))


def support_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who helps whom."""
    helped = (
        c.iobject,
        prep_of(s, c, TO, *ACTORS, *(("place",) if s.language == "es" else ())),
        unless_noun_of(s, obj, "support"),
        prep_of(s, c, {"for", "of", "a", "de"}, *ACTORS),
        prep_of(s, c, _WITH, "equipment", "programme", "production", "site") if obj is None else None,
    )
    return subject, first_of(*helped)


PAIRS: Final[dict[str, PairRule]] = {
    "agreement": deal_pair,
    "cooperation": deal_pair,
    "transfer": transfer_pair,
    "sanction": sanction_pair,
    "deployment": deployment_pair,
    "training": training_pair,
    "production": production_pair,
    "funding": funding_pair,
    "front_or_cover": cover_pair,
    "site_activity": site_pair,
    "use": use_pair,
    "equipment_spec": spec_pair,
    "support": support_pair,
    "threat_or_posture": judgement_pair,
    "assessment": judgement_pair,
    "access_control": control_pair,
    "force_size": force_pair,
}
"""Kind -> who fills its two roles; of the other kinds the grammar's subject and object do."""


# --- what they are made of -------------------------------------------------------------------------------------------
