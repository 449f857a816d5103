"""Documents that add nothing of their own: every claim stands in another document of the case, which they follow.

A claim stands elsewhere where another document, not later and not taken from this one, holds the same value or one that
says no less, and this document is no origin of it: it has an upstream, or it bears no date while the other one does. A
later report that names no source and of which no upstream was found is left alone: it may corroborate.

Compared is what is said of a programme: who makes, moves, pays for, trains with and hides what, and where. Views,
statements, postures and support are not, nor is a use of which nobody, no place, no day and no number is told. An
announcement adds nothing where what it announces stands elsewhere, dated or printed within the days that it names. A
model in a list ("these include the Mohajer-6") adds nothing where another document puts it with the same country.

A document that adds nothing holds up no other one: the latest are tried first, so all of them together could be left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from headwater.values.edtf import FOREVER
from headwater.weigh.actors import country_in
from headwater.weigh.role import entity_names, phrase_key
from headwater.weigh.times import When, read_when

Row = Mapping[str, Any]
MIN_CLAIMS = 2
"""Fewer claims say too little of a document."""
MIN_SHARE = 0.7
"""Share of a document's claims found elsewhere from which what is left is worth a list."""
FACTS = frozenset(
    [
        "cooperation", "agreement", "transfer", "production", "development", "training", "deployment", "use", "site_activity", "access_control", "funding",
        "front_or_cover", "equipment_spec", "force_size", "sanction", "announcement",
    ]
)  # fmt: skip
"""Kinds by which a document can add a fact; views, statements and what is called other are not counted."""
LISTING = frozenset({"include", "comprise", "incluir", "comprender"})
"""Verbs that say what belongs to something, and no act of their own."""
ACTORS = frozenset({"person", "organisation", "country", "site", "place"})
"""Kinds of entities that make a use one by somebody or somewhere."""
UNSAID = frozenset({"no date given", "not said"})
"""Values that leave the question open."""
LIKELY = 0.5
NO_MORE = frozenset({"less specific", "rounding"})
"""Verdicts by which one value may say no more than the other."""


def find_nothing_new(
    claims: Sequence[Row], documents: Mapping[str, Row], tables: Mapping[str, pl.DataFrame]
) -> Iterable[dict[str, Any]]:
    """Warnings on documents that add nothing, or little, of their own.

    Args:
        claims: Rows of `claims` with values.
        documents: doc_id -> row of `documents`.
        tables: `entities`, `derivations`, `items`, `values` and `conflicts` are read.
    """
    case = _Case(claims, documents, tables)
    kinds = dict(tables["entities"].select("entity_id", "kind").iter_rows())
    by_doc: dict[str, list[Row]] = defaultdict(list)
    for c in claims:
        if c["kind"] in FACTS and c["modality"] != "opinion" and not _is_praise(c, kinds):
            by_doc[c["doc_id"]].append(c)
    for doc_id, own in sorted(by_doc.items(), key=lambda x: case.order(x[0]), reverse=True):
        if len(own) < MIN_CLAIMS or doc_id not in documents:
            continue
        stands = {c["claim_id"]: where for c in own if (where := case.stands_in(c))}
        stands |= {
            c["claim_id"]: where for c in own if c["claim_id"] not in stands and (where := case.announced(c, own, stands))
        }
        if len(stands) == len(own):
            case.spare.add(doc_id)
        if len(stands) / len(own) >= MIN_SHARE:
            yield _word(documents[doc_id], own, stands, documents)


_NO_PLACE = frozenset({"worldwide", "abroad", "overseas", "elsewhere", "everywhere"})
"""Words that stand where a place would and name none."""


def _is_praise(claim: Row, kinds: Mapping[str, str]) -> bool:
    """Whether a claim says that something was used or proved itself, and nothing of who, where, when or how many."""
    somewhere = claim["place"] and claim["place"].casefold() not in _NO_PLACE
    if claim["kind"] != "use" or somewhere or claim["time_edtf"] or claim["quantity_best"] is not None:
        return False
    return not any(
        kinds.get(claim[f"{r}_entity"] or "") in ACTORS or (claim[r] and _is_owner(claim, r)) for r in ("subject", "object")
    )


def _is_owner(claim: Row, role: str) -> bool:
    """Whether the words of a role that is no piece of equipment name a country: "Russian troops"."""
    return claim[f"{role}_entity"] is None and country_in(claim[role]) is not None


def _word(doc: Row, own: Sequence[Row], stands: Mapping[str, str], documents: Mapping[str, Row]) -> dict[str, Any]:
    names = sorted({documents[d]["external_id"] if d in documents else d for d in stands.values()})
    listed = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    left = [c for c in own if c["claim_id"] not in stands]

    def place(claim_id: str) -> str | None:
        found = stands.get(claim_id)
        return documents[found]["external_id"] if found is not None and found in documents else found

    evidence = [{"claim_id": c["claim_id"], "external_id": doc["external_id"], "stands_in": place(c["claim_id"])} for c in own]
    if not left:
        compared = ", ".join(sorted({str(c["kind"]).replace("_", " ") for c in own}))
        reason = f"{doc['external_id']} adds no claim of its own: all {len(own)} facts that it gives stand in {listed} (compared: {compared}; not views, statements, postures and support)."
        return {"kind": "adds nothing", "reason": reason, "evidence": evidence, "doc": doc}
    quoted = "; ".join(f"“{c['quote'][:80]}”" for c in left[:3]) + ("; …" if len(left) > 3 else "")
    reason = f"{len(stands)} of the {len(own)} facts that {doc['external_id']} gives stand in {listed}; its own are {quoted}."
    return {"kind": "adds little", "reason": reason, "evidence": evidence, "doc": doc}


class _Case:
    """Who holds which value, and who has what from whom."""

    def __init__(self, claims: Sequence[Row], documents: Mapping[str, Row], tables: Mapping[str, pl.DataFrame]) -> None:
        self.published: dict[str, When | None] = {d: read_when(row["published"]) for d, row in documents.items()}
        self.holders: dict[str, set[str]] = defaultdict(set)
        for c in claims:
            self.holders[c["value_id"]].add(c["doc_id"])
        self.as_much: dict[str, set[str]] = defaultdict(set)
        values = {v["value_id"]: v for v in tables["values"].iter_rows(named=True)}
        self.claims: dict[str, list[Row]] = defaultdict(list)
        for c in claims:
            self.claims[c["value_id"]].append(c)
        for row in tables["conflicts"].iter_rows(named=True):
            a, b = row["value_a"], row["value_b"]
            if row["verdict"] in NO_MORE and a in values and b in values:
                for one, other in ((a, b), (b, a)):
                    if row["verdict"] == "rounding" or _details(values[one]) <= _details(values[other]):
                        self.as_much[one].add(other)
        self.spare: set[str] = set()
        self.listed = _beside(claims, tables)
        self.of_claim: dict[str, str] = {}
        self.of_document: dict[str, str] = {}
        likely = tables["derivations"].filter(pl.col("confidence") >= LIKELY).sort("confidence", "derivation_id")
        for row in likely.iter_rows(named=True):
            if row["claim_id"] is not None:
                self.of_claim[row["claim_id"]] = row["upstream_doc_id"] or row["upstream_name"]
            else:
                self.of_document[row["doc_id"]] = row["upstream_doc_id"] or row["upstream_name"]

    def order(self, doc_id: str) -> tuple[int, int, str]:
        """By when a document was published at the latest; undated ones come last."""
        when = self.published.get(doc_id)
        return (when.last, when.first, doc_id) if when else (FOREVER, FOREVER, doc_id)

    def stands_in(self, claim: Row) -> str | None:
        """The first document in which a claim stands as well; None where it is the document's own."""
        doc_id = claim["doc_id"]
        values = {claim["value_id"], *self.as_much[claim["value_id"]]}
        holders = self.listed.get(claim["claim_id"], set()).union(*(self.holders[v] for v in values)) - self.spare
        others = {d for d in holders if d != doc_id and not self._is_later(d, doc_id)}
        upstream = self.of_claim.get(claim["claim_id"])
        # A text without a date cannot be shown to be the earlier one.
        others = {d for d in others if self.published.get(d) is not None}
        is_dated = self.published.get(doc_id) is not None
        if upstream is None and is_dated and doc_id not in self.of_document:
            return None
        free = [d for d in others if not self._leads_to(d, doc_id)]
        held = [upstream] if upstream in self.published and upstream not in self.spare else []
        return min(free or held, key=lambda d: (w.first if (w := self.published.get(d)) else FOREVER, d), default=None)

    def announced(self, claim: Row, own: Sequence[Row], stands: Mapping[str, str]) -> str | None:
        """Where all that an announcement announces stands, in the same sentence and at the time that it names."""
        if claim["kind"] != "announcement":
            return None
        near = [c for c in own if c["sentence_n"] == claim["sentence_n"] and c["kind"] != "announcement"]
        told = [c for c in near if c["modality"] == "reported"]
        if not told or any(c["claim_id"] not in stands for c in told):
            return None
        when = read_when(claim["time_edtf"])
        if when is not None and not any(self._was_told(c, when) for c in told):
            return None
        return stands[told[0]["claim_id"]]

    def _was_told(self, claim: Row, when: When) -> bool:
        """Whether another document dates what a claim says within some days, or was published in them and says it."""
        for other in self.claims[claim["value_id"]]:
            days = (read_when(other["time_edtf"]), self.published.get(other["doc_id"]))
            if other["doc_id"] != claim["doc_id"] and any(d and when.first <= d.first and d.last <= when.last for d in days):
                return True
        return False

    def _is_later(self, a: str, b: str) -> bool:
        x, y = self.published.get(a), self.published.get(b)
        return x is not None and y is not None and x.first > y.last

    def _leads_to(self, start: str, goal: str) -> bool:
        """Whether a document has something from another one, over any number of steps."""
        seen: set[str] = set()
        here: str | None = start
        while here is not None and here not in seen:
            if here == goal:
                return True
            seen.add(here)
            here = self.of_document.get(here)
        return False


def _details(value: Row) -> tuple[int, int, bool]:
    """How much a value says: whether it answers, names beyond yes or no, and whether it has a number; more is greater."""
    words = str(value["value"]).partition(" (")[0]
    return (0 if words in UNSAID else 1, words.count(", "), value["best"] is not None)


def _beside(claims: Sequence[Row], tables: Mapping[str, pl.DataFrame]) -> dict[str, set[str]]:
    """claim_id of a model in a list -> documents in which a sentence names that model and the country of the list."""
    rows = list(tables["entities"].sort("entity_id").iter_rows(named=True))
    country = {r["entity_id"]: r["country"] for r in rows if r["kind"] in ACTORS}
    of_item = dict(tables["items"].select("item_id", "subject_entity").iter_rows())
    lists = [
        (c, country.get(of_item.get(c["item_id"]) or "")) for c in claims if c["trigger"] in LISTING and c["object_entity"]
    ]
    wanted = {c["object_entity"] for c, code in lists if code}
    names = [(name, e) for name, e in entity_names(rows, "equipment") if e in wanted]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in claims if names else ():
        codes = {country.get(c[f"{role}_entity"] or "") for role in ("subject", "object", "place")} - {None}
        phrase = phrase_key(c["quote"] or "") if codes else ""
        for name, entity in names:
            if name in phrase:
                for code in codes:
                    found[entity, str(code)].add(c["doc_id"])
    return {c["claim_id"]: found[c["object_entity"], code] for c, code in lists if code}
