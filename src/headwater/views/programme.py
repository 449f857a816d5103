"""A programme gathered from claims alone: what was made, where, by whom and with whose help, and how far it has come.

Every line is one answer of one question as one way of holding it: what is planned, alleged or denied never stands on the
same line as what is said to be so, and no rung of the ladder counts as reached by it.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from headwater.model.judged import rejected_claims
from headwater.schema.claims import status_ranks
from headwater.views.edtf import days_of, say_date
from headwater.views.programme_scope import Row, Scope, find_scope, propose_programme, split_claims
from headwater.views.sentence import say_claim

READ: tuple[str, ...] = ("documents", "claims", "entities", "items", "values", "origins")
"""Tables that a programme is gathered from."""

HOLDS: Mapping[str, str] = {
    "so": "said to be so",
    "alleged": "alleged",
    "judged": "an opinion",
    "possible": "possible",
    "planned": "planned",
    "denied": "denied",
}
"""How a line is held, strongest first; only the first counts as a rung reached."""
_NO_STEP = frozenset({"equipment_spec", "force_size", "assessment"})
"""Kinds whose claims are no step of a programme: "it flies for 90 minutes" uses nothing."""
_HOLD_OF = {"asserted": "so", "reported": "so", "alleged": "alleged", "opinion": "judged", "conditional": "possible", "future": "planned"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a programme.

    Attributes:
        name: In data.
        heading: For people.
        kinds: Claim kinds that stand in it.
        lack: What is said where it is empty.
    """

    name: str
    heading: str
    kinds: tuple[str, ...]
    lack: str


PARTS: tuple[Part, ...] = (
    Part("making", "Development and production", ("development", "production"), "No claim says that anything is made."),
    Part("figures", "Figures of its equipment", ("equipment_spec",), "No figure of its equipment is given."),
    Part("sites", "At its sites", ("site_activity", "access_control"), "No claim speaks of what happens at a site."),
    Part("agreements", "Agreements and ties", ("agreement", "cooperation"), "No agreement is named."),
    Part("transfers", "Transfers", ("transfer",), "No claim says that anything was handed over."),
    Part("training", "Training", ("training",), "No training is named."),
    Part("money", "Money and cover", ("funding", "front_or_cover", "sanction"), "No money, cover or sanction is named."),
    Part("forces", "Forces", ("force_size",), "No size of a force is given."),
    Part("use", "Deployment and use", ("deployment", "use"), "No claim says that it was deployed or used."),
    Part("supporters", "Supporters", ("support",), "No supporter is named."),
    Part("statements", "Statements", ("statement", "announcement", "threat_or_posture", "assessment", "other"), "Nobody is quoted on it."),
)  # fmt: skip
_PART_OF = {kind: part.name for part in PARTS for kind in part.kinds}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to one question, held in one way, on one rung.

    Attributes:
        line_id: The value's id, or the claim's where it answers nothing, with hold and rung.
        part: Name of its part.
        question: That it answers; else the claim in a sentence.
        value: Answer; "" where it answers nothing.
        item_id: Item, or None.
        value_id: Value, or None.
        rung: Of the status ladder, or None.
        hold: Key of `HOLDS`.
        is_core: Whether its claims name the programme's equipment; else they only speak of what is around it.
        when: Earliest time that a claim names, in words; else that of its publication.
        first: First day of that, ISO 8601; None where not known.
        basis: `said`, `published` or `none`.
        n_documents: Documents.
        n_outlets: Publishers.
        n_origins_low: Independent origins, least; None where they were not counted.
        n_origins_high: Most.
        claims: The claims, earliest document first.
    """

    line_id: str
    part: str
    question: str
    value: str
    item_id: str | None
    value_id: str | None
    rung: str | None
    hold: str
    is_core: bool
    when: str
    first: str | None
    basis: str
    n_documents: int
    n_outlets: int
    n_origins_low: int | None
    n_origins_high: int | None
    claims: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder as one way of holding it has it.

    Attributes:
        rung: Its name.
        hold: Key of `HOLDS`.
        when: Earliest time, in words.
        first: First day of that, or None.
        basis: `said` where a claim names the time; `published` where only its publication is known; `none`.
        n_claims: Claims.
        n_documents: Documents.
        n_origins: Different origins that they lead back to, by name.
        years: Claims by year.
        line_ids: Lines that say so.
    """

    rung: str
    hold: str
    when: str
    first: str | None
    basis: str
    n_claims: int
    n_documents: int
    n_origins: int
    years: Mapping[int, int]
    line_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A thing that the programme's claims name.

    Attributes:
        entity: Its row.
        n_claims: Claims of the programme that touch it.
        n_documents: Their documents.
        steps: Its own way up the ladder.
        lines: Lines that touch it.
    """

    entity: Row
    n_claims: int
    n_documents: int
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme.

    Attributes:
        scope: What its names mean.
        is_proposed: Whether nobody defined it.
        lines: All lines, in the order of `PARTS`, those that name its equipment first.
        steps: The ladder, lowest rung first, each with one step for each way of holding it.
        members: Equipment, sites, bodies, people, countries: most claims first.
        totals: n_claims, n_around, n_documents, n_outlets, n_origins.
    """

    scope: Scope
    is_proposed: bool
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    members: Mapping[str, tuple[Member, ...]]
    totals: Mapping[str, int]


def gather_programmes(tables: Mapping[str, pl.DataFrame], defined: Mapping[str, Sequence[str]]) -> list[Programme]:
    """All programmes of a case.

    Args:
        tables: documents, claims, entities, items, values, origins, and judgements where they are known.
        defined: Name of a programme -> names of its main things, as the configuration has them.

    Returns:
        Those that are defined; where none is, the one that is proposed, if any.
    """
    if not defined:
        proposed = propose_programme(tables)
        return [gather_programme(tables, *proposed, is_proposed=True)] if proposed else []
    return [gather_programme(tables, name, names) for name, names in defined.items()]


def gather_programme(
    tables: Mapping[str, pl.DataFrame], name: str, names: Sequence[str], *, is_proposed: bool = False
) -> Programme:
    """One programme, from claims alone; claims that a person rejected are left out.

    Args:
        tables: As for `gather_programmes`.
        name: Of the programme.
        names: Of its main things.
        is_proposed: Whether nobody defined it.
    """
    scope = find_scope(name, names, tables["entities"])
    rejected = rejected_claims(tables["judgements"]) if "judgements" in tables else set()
    core, around = split_claims(scope, tables)
    claims = [c for c in (*core, *around) if c["claim_id"] not in rejected]
    known = {c["claim_id"] for c in core}
    book = _open_book(tables)
    lines = _lines(claims, known, book)
    steps = climb(claims, lines, book)
    documents = {c["doc_id"] for c in claims}
    totals = {
        "n_claims": sum(c["claim_id"] in known for c in claims),
        "n_around": sum(c["claim_id"] not in known for c in claims),
        "n_documents": len(documents),
        "n_outlets": len({_publisher(book, d) for d in documents}),
        "n_origins": len(_origins_of(claims, book)),
    }
    return Programme(scope, is_proposed, lines, steps, _members(scope, claims, known, lines, book), totals)


@dataclass(frozen=True, slots=True)
class _Book:
    """What lines look up."""

    documents: Mapping[str, Row]
    values: Mapping[str, Row]
    entities: Mapping[str, Row]
    origins: Mapping[str, Sequence[tuple[str, frozenset[str]]]]


def _open_book(tables: Mapping[str, pl.DataFrame]) -> _Book:
    origins: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for value_id, origin, held in tables["origins"].select("value_id", "origin", "documents").iter_rows():
        origins.setdefault(value_id, []).append((origin, frozenset(json.loads(held))))
    return _Book(
        {r["doc_id"]: r for r in tables["documents"].iter_rows(named=True)},
        {r["value_id"]: r for r in tables["values"].iter_rows(named=True)},
        {r["entity_id"]: r for r in tables["entities"].iter_rows(named=True)},
        origins,
    )


def _publisher(book: _Book, doc_id: str) -> str:
    return book.documents.get(doc_id, {}).get("publisher") or doc_id


def hold_of(claim: Row) -> str:
    """How a claim is held, as a key of `HOLDS`."""
    if claim["polarity"] == "negative" or claim["modality"] == "denied":
        return "denied"
    return _HOLD_OF.get(claim["modality"], "judged")


def rung_of(claim: Row) -> str | None:
    """The rung of the ladder that a claim speaks of."""
    rung = claim["status"]
    return str(rung) if rung in status_ranks() and claim["kind"] not in _NO_STEP else None


def _when(claim: Row, book: _Book) -> tuple[str | None, str, str]:
    """First day, date in words, and what kind of date it is."""
    published = book.documents.get(claim["doc_id"], {}).get("published")
    for basis, date in (("said", claim["time_edtf"]), ("published", published)):
        days = days_of(date)
        if days.first or days.last:
            return days.first or days.last, say_date(date), basis
    return None, say_date(None), "none"


def _earliest(claims: Sequence[Row], book: _Book) -> tuple[str | None, str, str]:
    """The earliest time that a claim names; else the earliest publication."""
    found = [_when(c, book) for c in claims]
    return min(found, key=lambda w: (w[2] != "said", w[2] != "published", w[0] or "", w[1]))


def _origins_of(claims: Sequence[Row], book: _Book) -> set[str]:
    """Names of the origins that claims lead back to."""
    found = set()
    for claim in claims:
        for origin, held in book.origins.get(claim["value_id"], ()):
            if claim["external_id"] in held or claim["external_id"] == origin:
                found.add(origin)
    return found


def _lines(claims: Sequence[Row], core: set[str], book: _Book) -> tuple[Line, ...]:
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for claim in claims:
        key = (claim["value_id"] or claim["claim_id"], hold_of(claim), rung_of(claim) or "")
        groups.setdefault(key, []).append(claim)
    order = {part.name: n for n, part in enumerate(PARTS)}
    lines = [_line(key, rows, core, book) for key, rows in groups.items()]
    lines.sort(key=lambda x: (order[x.part], not x.is_core, -x.n_documents, x.first or "9999", x.question, x.line_id))
    return tuple(lines)


def _line(key: tuple[str, str, str], claims: list[Row], core: set[str], book: _Book) -> Line:
    claims.sort(key=lambda c: (book.documents.get(c["doc_id"], {}).get("published") or "9999", c["external_id"], c["start"]))
    first = claims[0]
    value = book.values.get(first["value_id"])
    kinds = Counter(_PART_OF.get(c["kind"], "statements") for c in claims)
    documents = {c["doc_id"] for c in claims}
    day, when, basis = _earliest(claims, book)
    low = high = None
    if value is not None:
        is_whole = value["n_claims"] == len(claims)
        named = len(_origins_of(claims, book))
        low, high = (value["n_origins_low"], value["n_origins_high"]) if is_whole else (named or None, named or None)
    return Line(
        "~".join(key), min(kinds, key=lambda k: (-kinds[k], k)), value["question"] if value else say_claim(first),
        value["value"] if value else "", first["item_id"] if value else None, first["value_id"] if value else None,
        key[2] or None, key[1], any(c["claim_id"] in core for c in claims), when, day, basis, len(documents),
        len({_publisher(book, d) for d in documents}), low, high, tuple(claims),
    )  # fmt: skip


def climb(claims: Sequence[Row], lines: Sequence[Line], book: _Book) -> tuple[Step, ...]:
    """The way up the ladder: one step for each rung and way of holding it, lowest rung first."""
    ranks = status_ranks()
    line_of = {c["claim_id"]: line.line_id for line in lines for c in line.claims}
    groups: dict[tuple[str, str], list[Row]] = {}
    for claim in claims:
        if (rung := rung_of(claim)) is not None:
            groups.setdefault((rung, hold_of(claim)), []).append(claim)
    steps = []
    holds = list(HOLDS)
    for (rung, hold), rows in sorted(groups.items(), key=lambda g: (ranks[g[0][0]], holds.index(g[0][1]))):
        day, when, basis = _earliest(rows, book)
        years = Counter(int(d[:4]) for c in rows if (d := _when(c, book)[0]))
        documents = len({c["doc_id"] for c in rows})
        ids = tuple(dict.fromkeys(line_of[c["claim_id"]] for c in rows))
        origins = len(_origins_of(rows, book))
        steps.append(Step(rung, hold, when, day, basis, len(rows), documents, origins, dict(years), ids))
    return tuple(steps)


_MEMBERS = {"equipment": "equipment", "site": "sites", "organisation": "bodies", "person": "people", "country": "countries"}


def _members(
    scope: Scope, claims: Sequence[Row], core: set[str], lines: Sequence[Line], book: _Book
) -> dict[str, tuple[Member, ...]]:
    """Things that the claims name, by kind; equipment only where it is of the programme's kind."""
    by_entity: dict[str, list[Row]] = {}
    for claim in claims:
        for entity_id in claim["touched"]:
            by_entity.setdefault(entity_id, []).append(claim)
    line_of = {c["claim_id"]: line for line in lines for c in line.claims}
    found: dict[str, list[Member]] = {name: [] for name in _MEMBERS.values()}
    for entity_id, rows in by_entity.items():
        entity = book.entities.get(entity_id)
        group = _MEMBERS.get(entity["kind"]) if entity else None
        is_own = group != "equipment" or entity_id in scope.things or not (scope.things or scope.words)
        if entity is None or group is None or not is_own or not any(c["claim_id"] in core for c in rows):
            continue
        mine = tuple({line.line_id: line for c in rows if (line := line_of.get(c["claim_id"])) is not None}.values())
        found[group].append(Member(entity, len(rows), len({c["doc_id"] for c in rows}), climb(rows, mine, book), mine))
    for members in found.values():
        members.sort(key=lambda m: (-m.n_claims, -m.n_documents, m.entity["name"], m.entity["entity_id"]))
    return {name: tuple(members) for name, members in found.items()}


def year_span(steps: Sequence[Step]) -> tuple[int, int] | None:
    """First and last year that any step names."""
    years = [y for s in steps for y in s.years]
    return (min(years), max(years)) if years else None


def missing_rungs(steps: Sequence[Step]) -> list[str]:
    """Rungs below the highest one reached of which no claim says that they were reached."""
    ranks = status_ranks()
    reached = {s.rung for s in steps if s.hold == "so"}
    top = max((ranks[r] for r in reached), default=0)
    return [rung for rung, rank in ranks.items() if rank < top and rung not in reached]
