"""Frames of sentences to claims of documents: absolute offsets, names from the context, dates from the publication."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import polars as pl

from headwater.config import ExtractConfig
from headwater.extract.confidence import OUT_OF_FIELD, SEPARATOR, claim_traits, confidence_of
from headwater.extract.context import Named
from headwater.extract.fill import AMONG, OBJECT_AMONG, fill_from_context, name_role, note_resolved, note_sides, others
from headwater.extract.reader import SPEAKERS, STATE, Reader
from headwater.extract.settle import name_seats, settle_place
from headwater.extract.sides import choose_sides
from headwater.extract.spanish_fill import fill_in_spanish
from headwater.extract.spanish_names import name_in_spanish, spoken_name
from headwater.extract.spoken import credit_of, find_spoken
from headwater.extract.when import claim_date, is_to_come, next_such_month
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.schema.claims import LANGUAGES, triggers
from headwater.schema.lexicon import country_names

MAKER: Final = "rules"
EMPTY_WORDS: Final = frozenset(
    ["it", "they", "them", "he", "she", "him", "her", "this", "that", "these", "those", "who", "which", "what", "we", "us", "you", "i",
     "one", "others", "some", "many", "all", "thing", "things", "way", "lo", "le", "les", "se", "eso", "esto", "ello", "ellos", "otros"]
)  # fmt: skip
"""Words that name nobody and nothing."""
_SENTENCE: Final = ("doc_id", "n", "paragraph", "start", "end", "sentence_id")
_MENTION: Final = ("doc_id", "start", "end", "kind", "name", "text", "detail")
_WORD: Final = re.compile(r"[^\W\d_]+")


def place_claims(tables: Mapping[str, pl.DataFrame], *, config: ExtractConfig, model: Any = None) -> dict[str, pl.DataFrame]:
    """Place the frames of sentences in the documents that hold those sentences.

    Args:
        tables: `documents` (published), `texts`, `sentences`, `mentions`, `frames`.
        config: `min_confidence`.
        model: Not used.

    Returns:
        `claims`: `text[start:end] == quote` for every row.
    """
    del model
    texts = dict(tables["texts"].select("doc_id", "text").iter_rows())
    frames: dict[str, list[dict[str, Any]]] = {}
    for row in tables["frames"].sort("sentence_id", "n").iter_rows(named=True):
        row["roles"] = json.loads(row["roles"])
        frames.setdefault(row["sentence_id"], []).append(row)
    sentences: dict[str, list[dict[str, Any]]] = {}
    for row in tables["sentences"].sort("doc_id", "n").select(_SENTENCE).iter_rows(named=True):
        sentences.setdefault(row["doc_id"], []).append(row)
    mentions: dict[str, list[dict[str, Any]]] = {}
    for row in tables["mentions"].sort("doc_id", "start", "end", "kind").select(_MENTION).iter_rows(named=True):
        mentions.setdefault(row["doc_id"], []).append(row)
    rows: list[dict[str, Any]] = []
    for doc in tables["documents"].sort("doc_id").iter_rows(named=True):
        reader = Reader(doc["doc_id"], doc["external_id"], doc["published"], texts.get(doc["doc_id"], ""), doc["text_language"])
        for claim in _read_document(reader, sentences.get(doc["doc_id"], []), mentions.get(doc["doc_id"], []), frames):
            if claim["confidence"] >= config.min_confidence:
                rows.append(claim)
    return {"claims": t.CLAIMS.from_rows(rows)}


def _read_document(
    reader: Reader, sentences: list[dict[str, Any]], mentions: list[dict[str, Any]], frames: Mapping[str, list[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    at = 0
    paragraph = -1
    if reader.language == "es":
        mentions = [{**m, "name": spoken_name(m["kind"], m["name"], m["text"])} for m in mentions]
    states = Counter(m["name"] or m["text"] for m in mentions if m["kind"] in STATE) or _states_of_people(mentions)
    reader.context.is_spanish = reader.language == "es"
    reader.spoken = find_spoken(reader.text, sentences, frames)
    reader.field_cost = _field_cost(reader.text, len(sentences), mentions)
    reader.country = max(states, key=lambda name: (states[name], name)) if states else None
    reader.states = states
    reader.homes = _homes_of_people(mentions) if reader.language != "es" else {}
    for sentence in sentences:
        if sentence["paragraph"] != paragraph:
            reader.carried, paragraph = None, sentence["paragraph"]
        own: list[dict[str, Any]] = []
        while at < len(mentions) and mentions[at]["start"] < sentence["end"]:
            own.append(mentions[at])
            at += 1
        here = frames.get(sentence["sentence_id"], [])
        _note_names(reader, sentence, own, here)
        if reader.carried is not None and not _goes_on(here):
            reader.carried = None
        yield from _place_sentence(reader, sentence, here)
        reader.carried = _carry(reader, sentence, here)


def _states_of_people(mentions: list[dict[str, Any]]) -> Counter[str]:
    """The states of the office-holders and bodies that a document names, where it names no state."""
    details = (json.loads(m["detail"]) for m in mentions if m["kind"] in {"person", "organisation"} and m["detail"])
    names = country_names()
    return Counter(names[d["country"]] for d in details if d.get("country") in names)


def _homes_of_people(mentions: list[dict[str, Any]]) -> dict[str, str]:
    """Name of each office-holder -> the state that they hold office in."""
    names = country_names()
    found: dict[str, str] = {}
    for m in mentions:
        if m["kind"] == "person" and m["detail"] and (code := json.loads(m["detail"]).get("country")) in names:
            found |= {m["name"] or m["text"]: names[code], m["text"]: names[code]}
    return found


def _note_names(reader: Reader, sentence: dict[str, Any], mentions: list[dict[str, Any]], frames: list[dict[str, Any]]) -> None:
    base, n = sentence["start"], sentence["n"]
    subjects = [
        (base + r["start"], base + r["end"], r["text"])
        for f in frames
        if (r := f["roles"].get("subject")) and not r.get("needs")
    ]
    named: dict[int, Named] = {}
    for m in mentions:
        if m["kind"] not in {"date", "quantity", "money"}:
            is_subject = any(a <= m["start"] and m["end"] <= b and m["text"] in text for a, b, text in subjects)
            name = m["text"] if m["kind"] == "equipment" and reader.language == "en" else m["name"]
            named[m["start"]] = Named(name or m["text"], m["kind"], n, m["start"], m["end"], is_subject, False, True)
    for f in frames:
        speaker = f["roles"].get("attribution", {}).get("speaker")
        if speaker and not speaker.get("needs") and base + speaker["start"] not in named:
            kind = speaker.get("kind", "person")
            at = base + speaker["start"]
            named[at] = Named(
                speaker["text"],
                kind if kind in SPEAKERS else "person",
                n,
                at,
                base + speaker["end"],
                True,
                speaker["head"] != speaker["text"].lower(),
            )
    for f in frames:
        for role in ("subject", "object"):
            r = f["roles"].get(role)
            if not r or r.get("needs") or not r.get("text") or r["text"][0].isdigit() or base + r["start"] in named:
                continue
            text = r["text"]
            plural = ";" in text or text.split(" of ")[0].endswith("s") or text.split(" ")[0].endswith("s")
            named[base + r["start"]] = Named(
                text, r.get("kind", "thing"), n, base + r["start"], base + r["end"], role == "subject", plural
            )
    for _, item in sorted(named.items()):
        reader.context.note(item)


def _name_roles(reader: Reader, sentence: dict[str, Any], frame: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Subject, object and place as the words and the context name them, and what that costs in confidence."""
    cost = 0.0
    claim: dict[str, Any] = {}
    for role in ("subject", "object", "place"):
        kind = "equipment_spec" if frame["kind"] == "funding" and frame["definition"] else frame["kind"]
        among = {"subject": AMONG, "object": OBJECT_AMONG}.get(role, {}).get(kind, frozenset())
        apart = frozenset({claim["subject"] or ""}) if role == "object" else others(frame)
        claim[role], spent = name_role(reader, sentence, frame, role, among=among, apart=apart)
        cost += spent
    return claim, cost


def _place_sentence(reader: Reader, sentence: dict[str, Any], frames: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    base = sentence["start"]
    for frame in frames:
        start, end = base + frame["start"], base + frame["end"]
        frame["n_sentence"], frame["base"] = sentence["n"], base
        claim, cost = _name_roles(reader, sentence, frame)
        if reader.language != "es":
            name_seats(claim, frame["kind"])
        note_resolved(reader, sentence, frame, claim)
        if reader.language == "es":
            name_in_spanish(claim, is_journey=frame["kind"] == "deployment")
        cost += fill_from_context(reader, sentence, frame, claim, _states_in(reader, start, end))
        if reader.language == "es":
            cost += fill_in_spanish(reader, frame, claim, _states_in(reader, start, end))
            name_in_spanish(claim, is_journey=frame["kind"] == "deployment")
        note_sides(reader, sentence, frame, claim)
        if reader.language != "es":
            cost += settle_place(reader, frame, claim)
        by_rules = dict(claim)
        reader.side_chances.clear()
        if frame["roles"].get("near") and reader.field_cost < OUT_OF_FIELD:
            choose_sides(reader, sentence["n"], frame, claim)
        reader.last_sides = (claim["subject"], claim["object"], claim["place"])
        is_empty = _names_nothing(claim)
        if is_empty and not (claim["place"] or "quantity" in frame["roles"] or "time" in frame["roles"]):
            continue
        traits = claim_traits(reader, frame, claim, by_rules, cost=cost, is_empty=is_empty)
        attribution = _attribution(reader, sentence, frame)
        attribution["attribution_chain"] = _chain(reader, sentence, frame, attribution)
        time = _time(reader, frame)
        modality = _held_then(reader, frame, time["time_edtf"])
        if attribution.pop("carried", False) and modality in {"asserted", "opinion"}:
            modality = "reported"
        key = (start, end, frame["kind"])
        number = reader.counts.get(key, 0)
        reader.counts[key] = number + 1
        yield {
            "claim_id": make_id("cl", reader.doc_id, start, end, frame["kind"], number),
            "doc_id": reader.doc_id,
            "external_id": reader.external_id,
            "start": start,
            "end": end,
            "quote": reader.text[start:end],
            "kind": frame["kind"],
            **claim,
            **time,
            **_quantity(frame["roles"].get("quantity")),
            "definition": frame["definition"],
            **attribution,
            "modality": modality,
            "polarity": frame["polarity"],
            "status": frame["status"],
            "sentence_n": sentence["n"],
            "rule": frame["rule"],
            "trigger": frame["trigger"],
            "confidence": confidence_of(traits),
            "basis": SEPARATOR.join(traits),
            "maker": MAKER,
        }


def _held_then(reader: Reader, frame: dict[str, Any], edtf: str | None) -> str:
    """How a claim is held, with its date: what is told in the present of a day to come is planned."""
    modality = str(frame["modality"])
    if modality in {"asserted", "reported"} and frame["kind"] not in _DATED_AHEAD and _tense(frame) == "present":
        return "future" if is_to_come(edtf, reader.published) else modality
    return modality


_DATED_AHEAD: Final = frozenset({"agreement", "statement", "announcement", "assessment", "sanction"})
"""Kinds whose date may be that of what was agreed, said or judged."""


def _states_in(reader: Reader, start: int, end: int) -> frozenset[str]:
    """States that a stretch of the document names."""
    return frozenset(n.text for n in reader.context.named if n.kind in STATE and start <= n.start < end)


def _names_nothing(claim: dict[str, Any]) -> bool:
    """Whether a claim names neither who nor what."""
    return not any(claim[role] and claim[role].lower() not in EMPTY_WORDS for role in ("subject", "object"))


def _field_cost(text: str, n_sentences: int, mentions: list[dict[str, Any]]) -> float:
    """How far a document is from the field that names few arms, forces or equipment, or none; less where it names a state."""
    named = sum(m["kind"] == "equipment" for m in mentions)
    named += sum(word in _field_forms() for word in _WORD.findall(text.lower()))
    if named * 4 >= n_sentences:
        return 0.0
    return 0.1 if named or any(m["kind"] in STATE for m in mentions) else OUT_OF_FIELD


@cache
def _field_forms() -> frozenset[str]:
    """Word forms of the nouns of class `arms`."""
    words = [triggers(language) for language in LANGUAGES]
    return frozenset(form for w in words for form, noun in w.noun_lemmas.items() if "arms" in w.classes[noun])


def _time(reader: Reader, frame: dict[str, Any]) -> dict[str, Any]:
    role = frame["roles"].get("time")
    if not role:
        return {"time_text": None, "time_edtf": None}
    found = claim_date(role, reader.published, reader.last_time)
    if found and frame["modality"] in {"future", "conditional"}:
        found = next_such_month(found, role, reader.published)
    if found:
        reader.last_time = {"edtf": found}
    return {"time_text": role["text"], "time_edtf": found}


def _quantity(role: dict[str, Any] | None) -> dict[str, Any]:
    if not role:
        return {}
    return {f"quantity_{k}": role.get(k) for k in ("text", "low", "best", "high", "unit", "approx")}


def _attribution(reader: Reader, sentence: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    role = frame["roles"].get("attribution")
    base = sentence["start"]
    if role:
        speaker = frame["attributed_to"]
        if role.get("needs") == "pronoun":
            found = reader.context.resolve(
                {"needs": role["needs"], "head": (speaker or "").lower()},
                sentence["n"],
                base + role["start"],
                is_subject=True,
                among=SPEAKERS,
            )
            speaker = found.text if found is not None else speaker
            if found is not None and role["start"] < frame["start"] and reader.language == "es":
                words = reader.text[found.start : found.end]
                return {"attribution": words, "attribution_start": found.start, "attributed_to": speaker}
        return {"attribution": role["text"], "attribution_start": base + role["start"], "attributed_to": speaker}
    carried = credit_of(reader.spoken, base + frame["start"], base + frame["end"])
    if carried is None and frame["modality"] == "asserted" and frame["kind"] not in _OWN_WORDS:
        carried = reader.carried
    if carried is not None:
        return {
            "attribution": carried["text"],
            "attribution_start": carried["start"],
            "attributed_to": carried["who"],
            "carried": True,
        }
    return {"attribution": None, "attribution_start": None, "attributed_to": None}


_OWN_WORDS: Final = frozenset({"statement", "announcement", "threat_or_posture", "sanction"})
"""Kinds that are an act of their own, which nobody named before is credited with."""


def _chain(reader: Reader, sentence: dict[str, Any], frame: dict[str, Any], attribution: dict[str, Any]) -> str | None:
    """JSON of everyone who stands between the document and the claim, outermost first; None where nobody is credited."""
    if attribution["attribution"] is None:
        return None
    links = []
    for link in frame["roles"].get("attribution", {}).get("chain", ()):
        who, start = link["who"], sentence["start"] + link["start"]
        if link["needs"]:
            role = {"needs": link["needs"], "head": who.lower()}
            found = reader.context.resolve(role, sentence["n"], start, is_subject=True, among=SPEAKERS)
            who = found.text if found is not None else who
        links.append({"who": who, "start": start, "end": sentence["start"] + link["end"]})
    if not links and attribution["attributed_to"]:
        start = attribution["attribution_start"]
        links = [{"who": attribution["attributed_to"], "start": start, "end": start + len(attribution["attribution"])}]
    return json.dumps(links, ensure_ascii=False) if links else None


def _carry(reader: Reader, sentence: dict[str, Any], frames: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What credits the next sentence too: an outlet named behind a told story ("..., the Herald said"), while it goes on."""
    for frame in frames[::-1]:
        role = frame["roles"].get("attribution")
        if role is None:
            continue
        speaker = role.get("speaker") or {}
        behind = role["start"] > frame["end"] - 1 and role.get("rule") == "report_verb"
        if behind and speaker.get("kind") in {"outlet", "organisation"} and _tense(frame) == "past":
            return {"text": role["text"], "start": sentence["start"] + role["start"], "who": frame["attributed_to"]}
        return None
    return reader.carried if frames else None


def _goes_on(frames: list[dict[str, Any]]) -> bool:
    """Whether a sentence goes on telling in the simple past, crediting nobody of its own."""
    return bool(frames) and all("attribution" not in f["roles"] and _tense(f) == "past" for f in frames)


def _tense(frame: dict[str, Any]) -> str:
    return str(frame["roles"].get("clause", {}).get("tense", "present"))
