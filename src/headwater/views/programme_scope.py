"""What a programme is: the things that its names mean, and the claims that speak of it.

A programme is named by its main things. Names of countries, bodies, people, places and sites are its *actors*; equipment
and words for equipment ("drones") are its *things*. Where both are named, a claim must touch both: Venezuela and drones
is what is said of the two together. A country stands for its people, bodies, sites and equipment too.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.model.text import fold
from headwater.schema.concepts import Concept, find_concept, names_one, words_for

Row = Mapping[str, Any]
ROLES = ("subject", "object", "place", "attributed")
_ACTOR_KINDS = frozenset({"person", "organisation", "place", "site"})
_TOLD_OF = frozenset({"funding", "front_or_cover", "training", "access_control", "agreement"})
"""Kinds whose claims often leave the programme unnamed ("billions went into the partnership"): the document says of what."""
MIN_CORE = 2
"""Claims that name the programme from which a document is taken to tell of it."""
_SPEAKERS_ONLY = ("statement", "announcement", "threat_or_posture", "assessment")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names of a programme mean in a case.

    Attributes:
        name: Of the programme.
        names: Of its main things, as given.
        actors: Entities that act in it, with those of a named country.
        things: Equipment that it is about.
        words: Folded words for that equipment.
        unknown: Names that nothing in the case has.
        main: Entities that were named themselves.
    """

    name: str
    names: tuple[str, ...]
    actors: frozenset[str]
    things: frozenset[str]
    words: frozenset[str]
    unknown: tuple[str, ...]
    main: frozenset[str]


def find_scope(name: str, names: Sequence[str], entities: pl.DataFrame) -> Scope:
    """Look the names of a programme up in a case.

    Args:
        name: Of the programme.
        names: Of its main things: names or aliases of entities, or words for equipment.
        entities: The case's table.
    """
    rows = entities.sort(["n_claims", "n_documents", "entity_id"], descending=[True, True, False]).to_dicts()
    by_name: dict[str, dict[str, Any]] = {}
    for row in rows:
        for spelling in (row["name"], *json.loads(row["aliases"] or "[]")):
            by_name.setdefault(fold(spelling), row)
    main: list[dict[str, Any]] = []
    concepts: list[Concept] = []
    unknown = []
    for word in names:
        concept = find_concept(word)
        if concept is not None and fold(word) in words_for(concept.id):
            concepts.append(concept)
        elif (named := by_name.get(fold(word))) is not None:
            main.append(named)
        else:
            unknown.append(word)
    words = frozenset(w for c in concepts for w in words_for(c.id))
    things = {r["entity_id"] for r in main if r["kind"] == "equipment"}
    families = {f for r in main if r["kind"] == "equipment" and (f := _detail(r).get("family"))}
    countries = {r["country"] for r in main if r["kind"] == "country" and r["country"]}
    actors = {r["entity_id"] for r in main if r["kind"] != "equipment"}
    for row in rows:
        is_thing = row["kind"] == "equipment" and (
            _detail(row).get("family") in families or (bool(words) and is_such(row, words))
        )
        if is_thing:
            things.add(row["entity_id"])
        if row["country"] in countries and (row["kind"] in _ACTOR_KINDS or is_thing):
            actors.add(row["entity_id"])
    return Scope(
        name, tuple(names), frozenset(actors), frozenset(things), words, tuple(unknown),
        frozenset(r["entity_id"] for r in main),
    )  # fmt: skip


def is_such(entity: Row, words: frozenset[str]) -> bool:
    """Whether a list says that a piece of equipment is of the kind that the words name."""
    detail = _detail(entity)
    return any(detail.get(key) and names_one(str(detail[key]), words) for key in ("class", "role"))


def _detail(entity: Row) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entity["detail"] or "{}")
    return found


def split_claims(scope: Scope, tables: Mapping[str, pl.DataFrame]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Claims that speak of a programme, and claims around it.

    Args:
        scope: From `find_scope`.
        tables: Reads claims, items, entities.

    Returns:
        First those that touch the programme's actors and its equipment. Then those that do not name the equipment, but
        speak of its sites, of the size of its forces, or of an agreement, co-operation, support or sanction between its
        actors and a country that the first ones name; or are of the money, cover, training, access or agreements of a
        document that tells of the programme, and name no other country or equipment. Each has a new field `touched`: the entities in its roles and in
        the question that it answers.
    """
    if not scope.actors and not scope.things and not scope.words:
        return [], []
    claims = _with_touched(tables)
    core = [c for c in claims if _is_core(scope, c)]
    known = {c["claim_id"] for c in core}
    country_of = {r["entity_id"]: r["country"] for r in tables["entities"].iter_rows(named=True)}
    kinds = {r["entity_id"]: r["kind"] for r in tables["entities"].iter_rows(named=True)}
    touched = {e for c in core for e in c["touched"]}
    sites = {e for e in touched if kinds.get(e) == "site" and e in scope.actors}
    own = {country_of.get(e) for e in scope.main} - {None}
    partners = {country_of.get(e) for e in touched if kinds.get(e) == "country"} - own - {None}
    told = {doc for doc, n in Counter(c["doc_id"] for c in core).items() if n >= MIN_CORE}
    around = []
    for claim in claims if scope.actors else []:
        mine = {e for r in ("subject", "object") if (e := claim[f"{r}_entity"])} | claim["asked"]
        others = {country_of.get(e) for e in mine}
        is_tie = claim["kind"] in {"agreement", "cooperation", "support", "sanction", "front_or_cover"}
        if claim["claim_id"] not in known and (
            claim["touched"] & sites
            or (claim["kind"] == "force_size" and mine & scope.actors)
            or (is_tie and mine & scope.actors and others & partners)
            or (
                claim["kind"] in _TOLD_OF
                and claim["doc_id"] in told
                and others <= own | partners | {None}
                and _names_no_other(scope, claim, kinds)
            )
        ):
            around.append(claim)
    return core, around


def _names_no_other(scope: Scope, claim: Row, kinds: Mapping[str, str]) -> bool:
    """Whether a claim names no equipment that is not the programme's."""
    return all(kinds.get(e) != "equipment" or e in scope.things for e in claim["touched"])


def _with_touched(tables: Mapping[str, pl.DataFrame]) -> list[dict[str, Any]]:
    columns = ("subject_entity", "object_entity", "place_entity")
    asked = {r["item_id"]: {e for c in columns if (e := r[c])} for r in tables["items"].iter_rows(named=True)}
    rows = []
    for row in tables["claims"].iter_rows(named=True):
        question = asked.get(row["item_id"], set())
        row["asked"] = question
        row["touched"] = {e for r in ROLES if (e := row[f"{r}_entity"])} | question
        rows.append(row)
    return rows


def _is_core(scope: Scope, claim: Row) -> bool:
    is_speaker_enough = claim["kind"] in _SPEAKERS_ONLY or not claim["subject_entity"]
    acting = claim["touched"] if is_speaker_enough else claim["touched"] - ({claim["attributed_entity"]} - claim["asked"])
    if scope.actors and not acting & scope.actors:
        return False
    if not scope.things and not scope.words:
        return True
    if claim["touched"] & scope.things:
        return True
    said = " . ".join(str(claim[c]) for c in ("subject", "object", "definition", "quote") if claim[c])
    return bool(scope.words) and names_one(said, scope.words)


def propose_programme(tables: Mapping[str, pl.DataFrame]) -> tuple[str, tuple[str, ...]] | None:
    """The country and kind of equipment that most claims speak of together; None where no claim does.

    Args:
        tables: Reads claims, entities.

    Returns:
        A name for it, and its two names: `("Venezuela: drones", ("Venezuela", "drones"))`.
    """
    entities = {r["entity_id"]: r for r in tables["entities"].iter_rows(named=True)}
    countries: dict[str, str] = {}
    for row in sorted(entities.values(), key=lambda r: (r["n_claims"], r["entity_id"])):
        if row["kind"] == "country" and row["country"]:
            countries[row["country"]] = row["name"]
    counts: Counter[tuple[str, str]] = Counter()
    labels: dict[str, str] = defaultdict(str)
    for claim in tables["claims"].iter_rows(named=True):
        acting = [entities[e] for r in ("subject", "object", "place") if (e := claim[f"{r}_entity"]) in entities]
        found = {c for w in ("object", "subject", "definition") if claim[w] and (c := find_concept(claim[w])) is not None}
        found |= {c for e in acting if (kind := _detail(e).get("class")) and (c := find_concept(str(kind))) is not None}
        for code in {e["country"] for e in acting if e["kind"] != "outlet" and e["country"] in countries}:
            for concept in found:
                counts[countries[code], concept.id] += 1
                labels[concept.id] = concept.label
    if not counts:
        return None
    (country, concept_id), _ = min(counts.items(), key=lambda c: (-c[1], c[0]))
    label = labels[concept_id]
    return f"{country}: {label}", (country, label)
