"""Who hands what to whom, who sends what where, who punishes whom."""

from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.links import example_of, first_of, is_place, is_time, names_act, owner_of, prep_of, under, unless_noun_of
from headwater.extract.sentence import Sentence

Pair = tuple[int | None, int | None]


TO: Final = frozenset({"to", "for", "a", "al", "para"})


ACTORS: Final = ("country", "organisation", "person")


HOLDING: Final = frozenset(
    [
        "include",
        "contain",
        "involve",
        "comprise",
        "cover",
        "consist",
        "incluir",
        "contener",
        "comprender",
        "abarcar",
        "consistir",
    ]
)
"""Verbs that say what an act or a deal is made up of."""


_BUYING: Final = frozenset({"buy", "purchase", "acquire", "comprar", "adquirir"})


_SORTS: Final = frozenset({"model", "system", "type", "modelo", "sistema", "tipo", "weapon", "drone"})


_GETTING: Final = frozenset({"receive", "get", "obtain", "recibir", "obtener"})
"""Verbs whose subject receives: who gives stands behind a preposition."""


def transfer_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who hands over, and who receives it; else what is handed over."""
    obj = unpack(s, obj)
    if c.lemma in HOLDING and obj is not None and subject is not None:
        return owner_of(s, subject), obj
    if c.lemma in _GETTING and subject is not None and not c.is_passive:
        giver = prep_of(s, c, {"from", "de"}, *ACTORS)
        if giver is None and s.language == "es":
            # "recibió de su par norcoreano": whoever is of a state can give.
            giver = next((o for p, o in s.preps(c.verb) if p == "de" and owner_of(s, o) is not None), None)
        if giver is not None and giver not in s.subtree(obj if obj is not None else subject):
            return giver, subject
    act = next((i for i in (obj, subject, c.attr) if i is not None and "transfer" in s.words.nouns.get(s.lemma[i], ())), None)
    if act is not None and (c.is_passive or act in {subject, c.attr} or c.object is None):
        return handed_over(s, act, c.preps, own=c.subject if c.subject != act and not c.is_passive else None)
    if c.lemma in _ARRIVING and subject is not None and "equipment" in s.classes_of(subject) and not c.is_passive:
        # Drones arrive: who sent them is named beside them, if at all.
        is_end = obj is not None and obj != subject and bool(s.classes_of(obj) & _ENDS)
        reached = (
            obj
            if is_end or (s.language == "es" and obj is not None and obj != subject)
            else prep_of(s, c, TO, *ACTORS, "strength", "country")
        )
        return owner_of(s, subject), first_of(reached, subject)
    if c.lemma in _RECEIVING and (giver := _giver(s, c, obj)) is not None:
        return giver, first_of(subject, obj)
    to = (
        None
        if c.lemma in _BUYING
        else first_of(prep_of(s, c, TO - {"for"}), prep_of(s, c, {"for"}, *ACTORS, "strength", "personnel"))
    )
    return subject, first_of(c.iobject, to, unless_noun_of(s, obj, "transfer"), obj)


_RECEIVING: Final = frozenset({"receive", "get", "obtain", "recibir", "obtener"})


_ENDS: Final = frozenset({*ACTORS, "strength", "personnel", "place", "site"})


def _giver(s: Sentence, c: Clause, obj: int | None) -> int | None:
    """Who gave what is received: behind "from", or as the doer of a participle on it, "drones donados por Rusia"."""
    actors = {*ACTORS, "personnel", "strength"}
    roots = [c.verb, *([obj] if obj is not None else [])]
    named = (o for i in roots for p, o in s.preps(i) if p in {"from", "de"} and s.classes_of(o) & actors and o != obj)
    by = (
        o
        for i in roots
        for k in s.kids_of(i, "acl", "amod")
        for p, o in s.preps(k)
        if p in {"by", "por"} and s.classes_of(o) & actors
    )
    return next(named, next(by, None))


_GUARDING: Final = frozenset({"vigilar", "custodiar", "resguardar", "proteger", "patrullar"})


def deployment_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who sends what where: of "Iranian warships left port", Iran sends warships."""
    if s.language == "es" and c.lemma in _GUARDING and subject is not None and "strength" in s.classes_of(subject):
        # "la frontera está vigilada por soldados venezolanos": Venezuela has soldiers there.
        return first_of(owner_of(s, subject), subject), subject
    if s.language == "es" and obj is None and c.lemma in {"contar", "disponer"}:
        return subject, prep_of(s, c, {"con", "de"}, "equipment")
    if obj is not None and names_act(s, obj, "deployment"):
        thing = next((k for k in s.kids_of(obj, "compound") if s.classes_of(k) & {"equipment", "personnel"}), None)
        return first_of(under(s, obj, {"by", "por"}), subject), first_of(under(s, obj, {"of", "de"}), thing, obj)
    moves_itself = subject is not None and not c.is_passive and (obj is None or is_place(s, obj))
    if moves_itself and subject is not None and s.classes_of(subject) & {"equipment", "warship"}:
        owner = owner_of(s, subject)
        return (owner, subject) if owner is not None else (subject, None)
    return subject, obj if obj is not None else None


_ARRIVING: Final = frozenset({"arrive", "reach", "come", "land", "fly", "leave", "llegar", "venir", "arribar"})


def handed_over(s: Sentence, act: int, more: list[tuple[str, int]], own: int | None = None) -> Pair:
    """Sides of a noun of handing over: "the delivery of drones by Iran to Sudan", "Iran's sale of drones to Sudan".

    Args:
        s: Sentence.
        act: The noun.
        more: Prepositional phrases of its clause, where the recipient may hang.
        own: Who does it where the noun's own words don't say.
    """
    inside = [(p, o) for j in sorted(s.subtree(act)) for p, o in s.preps(j)]
    if s.language == "es":
        # The parser may hang who gets it on an adjective before: "helicópteros rusos a Perú".
        inside += [
            (p, o) for o in s.subtree(act) for k in s.kids_of(o, "case") if (p := s.low[k]) in {"a", "al"} and is_place(s, o)
        ]
    by = next((o for p, o in inside if p in {"by", "from", "por", "parte"} and not is_time(s, o)), None)
    by = first_of(by, next((x for p, o in inside if s.low[o] == "parte" for q, x in s.preps(o) if q in {"de", "del"}), None))
    to = next((o for p, o in [*inside, *more] if p in {"to", "a", "al", "para"} and not is_time(s, o) and o != act), None)
    what = next((o for p, o in s.preps(act) if p in {"of", "de"}), None)
    return first_of(by, owner_of(s, act), own), first_of(to, what, act)


def sanction_pair(s: Sentence, c: Clause, subject: int | None, obj: int | None) -> Pair:
    """Who punishes, and whom: of "imposed sanctions on X", X; of "X is under U.S. sanctions", X by the one whose they are."""
    if c.lemma in HOLDING and obj is not None and subject is not None:
        return owner_of(s, subject), obj
    if s.language == "es" and obj is not None and s.lemma[obj] == "terrorista":
        return subject, first_of(next((o for p, o in s.preps(c.verb) if p in {"a", "al"} and o != obj), None), obj)
    act = next(
        (i for i in (obj, *(o for _, o in c.preps)) if i is not None and "sanction" in s.words.nouns.get(s.lemma[i], ())), None
    )
    if act is None:
        # "Germany suspended arms exports to Saudi Arabia": who would have had them.
        to = under(s, obj, {"to"}) if obj is not None and "transfer" in s.words.nouns.get(s.lemma[obj], ()) else None
        return subject, first_of(to, obj)
    whom = under(s, act, {"on", "against", "upon", "sobre", "contra", "a"})
    whom = first_of(whom, prep_of(s, c, {"on", "against", "upon", "sobre", "contra", "a"}))
    if c.lemma in {"be", "estar", "remain", "seguir"} and whom is None:
        return owner_of(s, act), subject
    listed = obj if obj != act and s.language == "en" else None
    return first_of(subject, owner_of(s, act)), first_of(whom, listed, act)


def unpack(s: Sentence, obj: int | None) -> int | None:
    """What a sort stands for: "models like the A and B" means A and B."""
    return first_of(example_of(s, obj) if obj is not None and s.lemma[obj] in _SORTS else None, obj)


def peoples_of(s: Sentence, o: int) -> list[int]:
    """The states whose adjectives stand before one noun: "between Iranian and Russian ports"."""
    if s.language != "en":
        return []
    spots = [(t, s.spot_at[t]) for t in sorted(s.subtree(o)) if t < o]
    return [t for t, spot in spots if spot is not None and spot.kind in {"demonym", "country"} and spot.last == t]


def partner_of(s: Sentence, c: Clause) -> int | None:
    """Who stands behind "with" deeper in a clause: "signed a deal to build a factory near Pune with a state company"."""
    wanted = {*ACTORS}
    for t in sorted(s.subtree(c.verb)):
        for word, o in s.preps(t):
            if word == "with" and o > c.verb and (s.classes_of(o) & wanted or s.lemma[o] in _FIRMS):
                return o
    return None


_FIRMS: Final = frozenset(
    [
        "company",
        "firm",
        "maker",
        "manufacturer",
        "group",
        "ministry",
        "government",
        "agency",
        "consortium",
        "contractor",
        "supplier",
        "bureau",
    ]
)
