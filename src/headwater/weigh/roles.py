"""What a claim is about, in one spelling for claims of different documents and languages."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from headwater.schema.learned_kinds import LANGUAGES
from headwater.weigh.about import Antecedents, find_kin, main_countries, names_drone
from headwater.weigh.actors import countries_in, country_in, country_name, country_of_headline
from headwater.weigh.definitions import definition_of
from headwater.weigh.questions import BEGUN, MEASURES, OPENING, QUESTIONS, RECEIVING, STATE_ACTS
from headwater.weigh.readings import cover_parties, gift_parties, is_received, seller_code, site_parties
from headwater.weigh.role import Role, entity_names, phrase_key
from headwater.weigh.things import (
    HARDWARE,
    PEOPLE,
    SITES,
    VENTURES,
    Thing,
    before_preposition,
    first_part,
    head_words,
    is_nominal,
    is_pronoun,
    is_vague,
    made_in,
    names_people,
    read_thing,
)
from headwater.weigh.times import read_when

Claim = Mapping[str, Any]


class Roles:
    """Reads roles of claims with the entities and documents of the case at hand."""

    def __init__(self, entities: pl.DataFrame, claims: pl.DataFrame, documents: pl.DataFrame) -> None:
        rows = list(entities.sort("entity_id").iter_rows(named=True))
        self.entities: dict[str, dict[str, Any]] = {r["entity_id"]: r for r in rows}
        self.detail: dict[str, dict[str, Any]] = {r["entity_id"]: json.loads(r["detail"]) for r in rows}
        self.by_code = {r["country"]: r["entity_id"] for r in reversed(rows) if r["kind"] == "country" and r["country"]}
        self.equipment = entity_names(rows, "equipment")
        self.givers = {kind: entity_names(rows, kind) for kind in ("person", "country", "organisation")}
        self._designs_found: dict[str, str | None] = {}
        self.published = {d: read_when(p) for d, p in documents.select("doc_id", "published").iter_rows()}
        self._texts: dict[str, str] = dict(documents.select("doc_id", "text_id").iter_rows())
        self.languages = {d: lg for d, lg in documents.select("doc_id", "text_language").iter_rows() if lg in LANGUAGES}
        titles = list(documents.select("doc_id", "title", "url").iter_rows())
        headlines = {d: country_of_headline(title, url) for d, title, url in titles}
        members = list(claims.sort("claim_id").iter_rows(named=True))
        self.drone_documents = frozenset(c["doc_id"] for c in members if names_drone(c, self.detail))
        self.countries = main_countries(members, self.entities, headlines)
        self.kin = find_kin(members, self.entities)
        self.meant = Antecedents(members, {d: title for d, title, _ in titles}, self)

    # --- what is asked -------------------------------------------------------------------------------------------------

    def read(self, claim: Claim, kind: str) -> dict[str, Role | None]:
        """Roles of a claim by name: subject, object, receiver, place, country, definition; None where it has none.

        Args:
            claim: Row of `claims`.
            kind: Kind of question, a key of `QUESTIONS`.
        """
        is_measured = kind == "force_size" or "definition" in QUESTIONS[kind].roles
        definition = definition_of({**claim, "kind": kind}) if is_measured else None
        measure = "size" if kind == "force_size" else MEASURES.get(definition or "", definition)
        subject, object_, receiver = self._parties(claim, kind)
        if subject is not None and object_ is not None and subject.key == object_.key:
            object_ = None
        return {
            "subject": subject,
            "object": object_,
            "receiver": receiver if receiver is None or subject is None or receiver.key != subject.key else None,
            "place": self.plain(claim, "place"),
            "country": self.country_of(
                claim,
                ("place", "object", "subject") if kind in BEGUN else ("place", "object"),
                besides=subject.key if kind == "access_control" and subject else "",
            ),
            "definition": None
            if measure is None
            else Role(f"d:{measure}", measure, None, "concept", None if measure == definition else definition),
        }

    def _parties(self, claim: Claim, kind: str) -> tuple[Role | None, Role | None, Role | None]:
        if kind == "force_size":
            return self.country_of(claim, ("subject", "place", "object"), only_named=True), self.plain(claim, "object"), None
        if kind == "equipment_spec":
            return self._measured(claim), None, None
        if kind == "transfer":
            return gift_parties(claim, self) or self._transfer(claim)
        if kind in {"front_or_cover", "site_activity"}:
            return cover_parties(claim, self) if kind == "front_or_cover" else site_parties(claim, self)
        if kind in STATE_ACTS:
            return (*(self._training(claim) if kind == "training" else self._act(claim, kind)), None)
        if kind in BEGUN or kind == "funding":
            return None, self._matter(claim, kind), None
        if kind == "access_control":
            return self.actor(claim, "subject", is_act=True), self.plain(claim, "object"), None
        if kind == "agreement":
            return (*self._parties_of_agreement(claim), None)
        if kind == "announcement":
            return (*self._announcement(claim), None)
        if kind == "assessment" and claim["object"]:
            text = str(claim["object"])
            return self.plain(claim, "subject"), Role(f"w:{head_words(text)}", first_part(text), None, "words"), None
        if kind == "use" and self.is_hardware(claim, "subject"):
            return None, self.plain(claim, "subject"), None
        subject, object_ = self.plain(claim, "subject"), self.plain(claim, "object")
        if kind == "cooperation" and object_ is not None and object_.key == "o:cooperation":
            object_ = None
        return subject, object_, None

    def _parties_of_agreement(self, claim: Claim) -> tuple[Role | None, Role | None]:
        """Who agrees with whom; where one role names both ("the ministers of Iran and Bolivia"), both are read there."""
        first, second = (self.actor(claim, r, is_act=True) for r in ("subject", "object"))
        if first is None or second is None:
            codes = dict.fromkeys(c for r in ("subject", "object") for c in countries_in(claim[r] or ""))
            if len(codes) == 2:
                return tuple(self.country_role(c) for c in codes)  # type: ignore[return-value]
        return first, second

    # --- readers of one role -------------------------------------------------------------------------------------------

    def text_of(self, doc_id: str) -> str:
        """Id of a document's text: equal for copies."""
        return self._texts.get(doc_id, doc_id)

    def kind_of(self, entity: str | None) -> str | None:
        """Kind of an entity."""
        row = self.entities.get(entity or "")
        return None if row is None else str(row["kind"])

    def country_role(self, code: str, narrower: str | None = None) -> Role:
        """A country in a role."""
        entity = self.by_code.get(code)
        name = self.entities[entity]["name"] if entity else country_name(code)
        return Role(f"c:{code}", name, entity, "country", narrower)

    def plain(self, claim: Claim, role: str) -> Role | None:
        """A role as it is: its entity, else its country, else its common thing, else its words."""
        text, entity = claim[role], claim[f"{role}_entity"]
        row = self.entities.get(entity or "")
        if row is not None:
            is_state = row["kind"] == "country" or self.detail[row["entity_id"]].get("class") == "government"
            is_state = is_state or (row["kind"] == "place" and role != "place")
            if is_state and row["country"]:
                return self.country_role(row["country"])
            return Role(f"e:{entity}", row["name"], entity, row["kind"])
        if not text:
            return None
        if found := self.design_in(text):
            return Role(f"e:{found}", self.entities[found]["name"], found, "equipment")
        thing = self.thing_in(claim, text)
        code = self._actor_code(text, thing)
        if code is not None:
            return self.country_role(code)
        if thing is not None and (role, claim["kind"]) != ("object", "assessment"):
            return Role(f"o:{thing.concept}", thing.label, None, "concept")
        return Role(f"w:{head_words(text)}", first_part(text), None, "words")

    def actor(self, claim: Claim, role: str, *, is_act: bool) -> Role | None:
        """Who acts: where `is_act`, a country for its people, bodies and places; None for what cannot act."""
        text, row = claim[role], self.entities.get(claim[f"{role}_entity"] or "")
        if not is_act:
            return self.plain(claim, role)
        if row is not None:
            if row["kind"] in {"equipment", "outlet"}:
                return None
            if row["country"]:
                return self.country_role(row["country"], row["name"] if row["kind"] == "organisation" else None)
            return Role(f"e:{row['entity_id']}", row["name"], row["entity_id"], row["kind"])
        code = self._actor_code(text, self.thing_in(claim, text)) if text else None
        return None if code is None else self.country_role(code)

    def _actor_code(self, text: str, thing: Thing | None) -> str | None:
        """Country of "Iranian experts" or "Venezuela's army"; None for "Iranian drones"."""
        is_people = thing is not None and thing.concept in PEOPLE
        if not (is_people or (thing is None and names_people(text))):
            return None
        return country_in(before_preposition(first_part(text))) or country_in(text)

    def thing_in(self, claim: Claim, text: str) -> Thing | None:
        """The common thing that a phrase of a claim names."""
        return read_thing(text, has_drones=claim["doc_id"] in self.drone_documents)

    def thing(self, claim: Claim, role: str) -> Role | None:
        """What is made, moved or used: a design as a narrower name for its class, a common thing, or words."""
        text, entity = claim[role], claim[f"{role}_entity"]
        design = entity if self.kind_of(entity) == "equipment" else self.design_in(text or "")
        if design is None and entity is None and text and is_pronoun(text):
            design = self.meant.design(claim)
        if design is not None:
            return self._class_role(design, claim)
        if entity in self.entities:
            return self.plain(claim, role) if self.kind_of(entity) in {"site", "organisation"} else None
        if not text or is_nominal(text) or is_pronoun(text):
            return None
        thing = self.thing_in(claim, text)
        if thing is not None and thing.concept in SITES | {"programme"}:
            thing = made_in(text) or thing
        if thing is not None:
            return self._design_beside(claim, thing) or Role(f"o:{thing.concept}", thing.label, None, "concept")
        return Role(f"w:{head_words(text)}", first_part(text), None, "words")

    def _design_beside(self, claim: Claim, thing: Thing) -> Role | None:
        """The design that a claim's own words give for a common thing: "drones ... of the Shahed-136 type"."""
        design = self.design_in(claim["quote"] or "") if thing.concept in HARDWARE else None
        role = self._class_role(design, claim) if design is not None else None
        return role if role is not None and role.key == f"o:{thing.concept}" else None

    def class_of(self, design: str) -> str:
        """What a design is, by the list of equipment; empty where it does not say."""
        return str(self.detail[design].get("class") or "").replace("_", " ")

    def _class_role(self, design: str, claim: Claim) -> Role:
        """A design as its class; as itself where a claim denies something of it, which says nothing of its class."""
        name = str(self.entities[design]["name"])
        concept = read_thing(self.class_of(design))
        if concept is None or claim["polarity"] == "negative" or claim["modality"] == "denied":
            return Role(f"e:{design}", name, design, "equipment")
        return Role(f"o:{concept.concept}", concept.label, None, "concept", name)

    def country_of(self, claim: Claim, roles: Sequence[str], *, only_named: bool = False, besides: str = "") -> Role | None:
        """The country that a claim is about: named, else that of a person, body or place in it, else of its document.

        Args:
            claim: Row of `claims`.
            roles: Roles that may name it, first choice first.
            only_named: Whether people, bodies and places do not count.
            besides: Key of a country that it is not.
        """
        rows = [self.entities.get(claim[f"{r}_entity"] or "") for r in roles]
        code = next((r["country"] for r in rows if r is not None and r["kind"] == "country" and r["country"]), None)
        code = code or next((c for r in roles if claim[r] and (c := country_in(claim[r]))), None)
        if code is None and not only_named:
            owned = {"place", "site", "person", "organisation"}
            code = next((r["country"] for r in rows if r is not None and r["kind"] in owned and r["country"]), None)
        if code is None or f"c:{code}" == besides:
            code = next((c for c in self.countries.get(claim["doc_id"], ()) if f"c:{c}" != besides), None)
        return None if code is None else self.country_role(code)

    def country_near(self, claim: Claim, role: str) -> str | None:
        """Code of the country that a role names or belongs to."""
        row = self.entities.get(claim[f"{role}_entity"] or "")
        if row is not None:
            return row["country"] if row["kind"] not in {"equipment", "outlet"} else None
        return country_in(claim[role]) if claim[role] else None

    def main_country(self, claim: Claim) -> str | None:
        """Code of the country that a claim's document is about most."""
        return next(iter(self.countries.get(claim["doc_id"], ())), None)

    # --- readers of one kind -------------------------------------------------------------------------------------------

    def _act(self, claim: Claim, kind: str) -> tuple[Role | None, Role | None]:
        """Who makes, develops or deploys, and what."""
        actor, thing = self.actor(claim, "subject", is_act=True), self.thing(claim, "object")
        if (thing is None or thing.kind == "words") and self.is_hardware(claim, "subject"):
            actor, thing = None, self.thing(claim, "subject")
        elif claim["trigger"] in OPENING and (thing is None or thing.kind == "concept"):
            thing = Role("o:factory", "factories", None, "concept")
        elif thing is None and (venture := self.thing_in(claim, claim["subject"] or "")) and venture.concept in VENTURES:
            thing = Role(f"o:{venture.concept}", venture.label, None, "concept")
        if actor is None and kind == "deployment" and claim["object"] and (code := country_in(claim["object"])):
            actor = self.country_role(code)
        return actor or self.country_of(claim, ("place",)), thing

    def is_hardware(self, claim: Claim, role: str) -> bool:
        """Whether a role names a piece of equipment or a common thing that can be made."""
        text, entity = claim[role], claim[f"{role}_entity"]
        if entity in self.entities:
            return self.kind_of(entity) == "equipment"
        if text and (self.design_in(text) or (is_pronoun(text) and self.meant.design(claim))):
            return True
        thing = self.thing_in(claim, text) if text else None
        return thing is not None and thing.concept in HARDWARE

    def _transfer(self, claim: Claim) -> tuple[Role | None, Role | None, Role | None]:
        """Who hands over, what, and who receives it; Iranian drones that are bought are taken to come from Iran."""
        first = self.actor(claim, "subject", is_act=self.kind_of(claim["subject_entity"]) != "person")
        other, thing = self._other_party(claim)
        if self.is_hardware(claim, "subject"):
            first, thing = None, thing if thing is not None and thing.kind == "concept" else self.thing(claim, "subject")
        giver, receiver = (other, first) if is_received(claim, first) else (first, other)
        if giver is None and (thing is not None or claim["trigger"] in RECEIVING):
            code = seller_code(claim) or (self._origin_code(claim) if thing is not None else None)
            giver = self.country_role(code) if code and (receiver is None or receiver.key != f"c:{code}") else None
        if receiver is None and ((giver is not None and giver.narrower) or claim["trigger"] in RECEIVING):
            code = self.main_country(claim)
            receiver = self.country_role(code) if code and (giver is None or giver.key != f"c:{code}") else None
        return giver, thing, receiver

    def _other_party(self, claim: Claim) -> tuple[Role | None, Role | None]:
        """The party in a transfer's object, and what is handed over."""
        kind = self.kind_of(claim["object_entity"])
        handed = {**claim, "object": claim["definition"], "object_entity": None}
        if kind in {"country", "place", "organisation", "person"}:
            return self.actor(claim, "object", is_act=kind != "person"), self.thing(handed, "object")
        if kind == "site":  # what goes to an airport or a base goes to its country
            return self.actor(claim, "object", is_act=True), self.thing(handed, "object") or self._counted(claim)
        has_both = claim["definition"] and claim["object"] and claim["definition"] != claim["object"] and kind is None
        if has_both and not self.is_hardware(claim, "object"):
            return self.plain(claim, "object"), self.thing(handed, "object") or self._counted(claim)
        return None, self.thing(claim, "object") or self._counted(claim)

    def _counted(self, claim: Claim) -> Role | None:
        """What a claim's number counts, where its object only names the act: "the delivery of six drones"."""
        named = next((x for x in (claim["quantity_text"], claim["quantity_unit"]) if x and read_thing(x)), None)
        thing = self.thing_in(claim, named) if named and claim["quantity_unit"] else None
        return Role(f"o:{thing.concept}", thing.label, None, "concept") if thing and thing.concept in HARDWARE else None

    def _origin_code(self, claim: Claim) -> str | None:
        """Country of what is handed over, by its own words or its design."""
        for text, entity in ((claim["object"], claim["object_entity"]), (claim["definition"], None), (claim["subject"], None)):
            design = entity if self.kind_of(entity) == "equipment" else self.design_in(text or "")
            code = country_in(text or "") or (self.entities[design]["country"] if design else None)
            if code is not None and self.kind_of(entity) in {None, "equipment"}:
                return str(code)
        return None

    def _training(self, claim: Claim) -> tuple[Role | None, Role | None]:
        """Who trains whom, by countries; who is trained abroad is trained by that country."""
        first, second = (self._people(claim, r) for r in ("subject", "object"))
        place = self.entities.get(claim["place_entity"] or "")
        abroad = place["country"] if place is not None else None
        if second is None and first is not None and abroad and first.key != f"c:{abroad}":
            return self.country_role(abroad), first
        return first, second

    def _people(self, claim: Claim, role: str) -> Role | None:
        """Country of those who train or are trained; people without a country are those of the document's."""
        found = self.actor(claim, role, is_act=True)
        if found is None and claim[role] and claim[f"{role}_entity"] is None:
            thing = self.thing_in(claim, claim[role])
            code = country_in(claim[role]) if thing is None else self.main_country(claim) if thing.concept in PEOPLE else None
            return self.country_role(code) if code else None
        return found

    def _announcement(self, claim: Claim) -> tuple[Role | None, Role | None]:
        """Who shows or announces, and what; a design that is shown is shown by its country."""
        if self.kind_of(claim["subject_entity"]) == "equipment" and not claim["object"]:
            code = self.entities[claim["subject_entity"]]["country"]
            return self.country_role(code) if code else None, self.plain(claim, "subject")
        return self.plain(claim, "subject"), self.plain(claim, "object")

    def _matter(self, claim: Claim, kind: str) -> Role | None:
        """What was opened, founded, begun or paid for: by its common name; what opens at a place is a site."""
        for role in ("subject", "object") if kind == "beginning" else ("object", "subject"):
            text, entity = claim[role], claim[f"{role}_entity"]
            if not text or self.kind_of(entity) in {"person", "country"}:
                continue
            name = self.entities[entity]["name"] if entity in self.entities else text
            thing = self.thing_in(claim, name) or self.thing_in(claim, text)
            if kind == "opening" and (self.is_hardware(claim, role) or (thing is not None and thing.concept in SITES)):
                return Role("o:factory", "factories", None, "concept")
            if kind in {"funding", "beginning"} and thing is not None and thing.concept in VENTURES:
                return Role("o:programme", "programmes", None, "concept")
            if thing is not None:
                return Role(f"o:{thing.concept}", thing.label, None, "concept")
            return self.plain(claim, role)
        return None

    def _measured(self, claim: Claim) -> Role | None:
        """The design that a figure is given of: named, else the one that its own document is about."""
        text, entity = claim["subject"], claim["subject_entity"]
        design = entity if self.kind_of(entity) == "equipment" else self.design_in(text or "")
        if self.kind_of(entity) == "outlet":
            text, entity = None, None
        if design is None and entity in self.entities:
            return self.plain(claim, "subject")
        thing = self.thing_in(claim, text) if text else None
        is_open = not text or is_vague(text) or (thing is not None and thing.concept in {"drone", "aircraft", "prototype"})
        if design is None and is_open:
            design = self.meant.design(claim)
        if design is not None:
            return Role(f"e:{design}", self.entities[design]["name"], design, "equipment")
        if thing is None:
            return self.plain(claim, "subject")
        country = country_in(text or "") or self.main_country(claim)
        owner = f"{self.country_role(country).words}: " if country else ""
        return Role(f"o:{thing.concept}@{country or ''}", f"{owner}{thing.label}", None, "owned")

    # --- what documents are about --------------------------------------------------------------------------------------

    def design_in(self, text: str) -> str | None:
        """The design whose name stands in a text."""
        if text not in self._designs_found:
            self._designs_found[text] = next((e for name, e in self.equipment if name in phrase_key(text)), None)
        return self._designs_found[text]
