"""Stage propose: the answers of a language model, checked against the text and merged with what the rules read."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from headwater.config import LanguageModelConfig
from headwater.extract.proposals import REASONS, Proposal, check_proposal, read_answer
from headwater.extract.when import claim_date
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.schema.claims import claim_kinds, status_verbs
from headwater.values.date import find_dates
from headwater.values.quantity import find_quantities

CONFIDENCE: Final = 0.4
"""Of a claim that only a model read: it stands in the text, but nobody measured how often its reading is right."""
SAME_SHARE: Final = 0.5
"""Shared over covered code points from which two quotes of one kind are one claim; the share that evaluation uses."""
INSIDE_SHARE: Final = 0.8
_ADVICE: Final = "nothing is lost: the rules have read the passage too; a better model loses fewer"
_SPEAKERS: Final = frozenset({"person", "organisation", "outlet", "country"})

Row = Mapping[str, Any]


def propose_claims(
    tables: Mapping[str, pl.DataFrame], *, config: LanguageModelConfig, model: Any = None
) -> dict[str, pl.DataFrame]:
    """Claims of the rules with those that a model proposed and the text bears out.

    Args:
        tables: `documents`, `texts`, `sentences`, `mentions`, `claims`, `replies`.
        config: Not used: what was asked and by whom stands in `replies`.
        model: Not used: the answers were fetched before.

    Returns:
        `claims`, in which `maker` names who read each ("rules", the model, or both); and `rejects`, one row for each
        passage and reason with how many proposals were dropped, and one for each passage that got no answer.
    """
    del config, model
    replies = tables["replies"]
    if replies.is_empty():
        return {"claims": tables["claims"], "rejects": t.REJECTS.empty()}
    claims, mentions, sentences = (_by_document(tables[n]) for n in ("claims", "mentions", "sentences"))
    texts = dict(tables["texts"].select("doc_id", "text").iter_rows())
    documents = {d["doc_id"]: d for d in tables["documents"].iter_rows(named=True)}
    rejects: list[dict[str, Any]] = []
    for doc_id, answers in sorted(_by_document(replies).items()):
        reader = _Reader(documents[doc_id], texts[doc_id], mentions.get(doc_id, []), claims.setdefault(doc_id, []))
        for answer in answers:
            if answer["state"] != "answered":
                rejects.append(reader.reject("model_failed", answer["detail"] or "no answer", "the next build asks again"))
                continue
            own = [s for s in sentences.get(doc_id, []) if answer["start"] <= s["start"] and s["end"] <= answer["end"]]
            kept, dropped = _check_answer(answer["text"], own, texts[doc_id])
            for proposal in kept:
                reader.merge(proposal, answer["model"])
            for code, number in sorted(dropped.items()):
                detail = (
                    f"{answer['model']}: {number} dropped, {REASONS[code]}, in code points {answer['start']} to {answer['end']}"
                )
                rejects.append(reader.reject(f"model_{code}", detail, _ADVICE))
    rows = [row for doc_id in sorted(claims) for row in claims[doc_id]]
    return {"claims": t.CLAIMS.sort(t.CLAIMS.from_rows(rows)), "rejects": t.REJECTS.from_rows(rejects)}


@dataclass(slots=True)
class _Reader:
    """One document while proposals are merged into its claims."""

    document: Row
    text: str
    mentions: Sequence[Row]
    claims: list[dict[str, Any]]
    counts: Counter[str] = field(default_factory=Counter)

    def merge(self, proposal: Proposal, model: str) -> None:
        """Add a proposal to the claims, or mark the claim of the rules that says the same."""
        for row in self.claims:
            if row["kind"] == proposal.kind and _is_same_place(row, proposal):
                if model not in row["maker"].split(", "):
                    row["maker"] = f"{row['maker']}, {model}"
                return
        self.claims.append(self._claim(proposal, model))

    def reject(self, code: str, detail: str, advice: str) -> dict[str, Any]:
        """A row of `rejects` on this document."""
        names = {"doc_id": self.document["doc_id"], "external_id": self.document["external_id"]}
        return {"stage": "propose", "name": names["external_id"], "code": code, "detail": detail, "advice": advice} | names

    def _claim(self, proposal: Proposal, model: str) -> dict[str, Any]:
        doc_id, start, end, kind = self.document["doc_id"], proposal.start, proposal.end, proposal.kind
        key = f"{start}-{end}-{kind}"
        self.counts[key] += 1
        rungs = status_verbs(proposal.sentence["language"])
        return {
            "claim_id": make_id("cl", doc_id, start, end, kind, "model", model, self.counts[key]),
            "doc_id": doc_id,
            "external_id": self.document["external_id"],
            "start": start,
            "end": end,
            "quote": self.text[start:end],
            "kind": kind,
            **{role: _words(proposal, role, self.text) for role in ("subject", "object", "place")},
            **_read_time(proposal, self.text, self.document["published"]),
            **_read_quantity(proposal, self.text),
            **_read_credit(proposal, self.text, self.mentions),
            "modality": proposal.held,
            "polarity": "negative" if proposal.is_negative else "positive",
            "status": rungs.get(proposal.trigger) or claim_kinds()[kind].status,
            "sentence_n": proposal.sentence["n"],
            "rule": "model",
            "trigger": proposal.trigger,
            "confidence": CONFIDENCE,
            "maker": model,
        }


def _by_document(table: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.iter_rows(named=True):
        found[row["doc_id"]].append(row)
    return found


def _check_answer(answer: str, sentences: Sequence[Row], text: str) -> tuple[list[Proposal], Counter[str]]:
    found, problem = read_answer(answer)
    dropped: Counter[str] = Counter([problem] if problem else [])
    kept: dict[tuple[Any, ...], Proposal] = {}
    for one in found:
        checked = check_proposal(one, sentences, text)
        if isinstance(checked, str):
            dropped[checked] += 1
        else:
            kept.setdefault((checked.start, checked.end, checked.kind, checked.spans.get("subject")), checked)
    return list(kept.values()), dropped


def _is_same_place(row: Row, proposal: Proposal) -> bool:
    shared: int = min(row["end"], proposal.end) - max(row["start"], proposal.start)
    if shared <= 0:
        return False
    lengths: tuple[int, int] = row["end"] - row["start"], proposal.end - proposal.start
    return shared / (sum(lengths) - shared) >= SAME_SHARE or shared / min(lengths) >= INSIDE_SHARE


def _words(proposal: Proposal, field: str, text: str) -> str | None:
    span = proposal.spans.get(field)
    return None if span is None else text[span[0] : span[1]]


def _read_time(proposal: Proposal, text: str, published: str | None) -> dict[str, Any]:
    words = _words(proposal, "time", text)
    dates = find_dates(words, language=proposal.sentence["language"]) if words else []
    if not dates:
        return {}
    first = dates[0]
    before = (words or "")[: first.start].split()
    role = {"edtf": first.edtf, "relative": first.relative, "word": before[-1].lower() if before else ""}
    return {"time_text": words, "time_edtf": claim_date(role, published, None)}


def _read_quantity(proposal: Proposal, text: str) -> dict[str, Any]:
    words = _words(proposal, "quantity", text)
    found = find_quantities(words, language=proposal.sentence["language"]) if words else []
    if not found:
        return {}
    return {f"quantity_{name}": getattr(found[0], name) for name in ("low", "best", "high", "unit", "approx")} | {
        "quantity_text": words
    }


def _read_credit(proposal: Proposal, text: str, mentions: Sequence[Row]) -> dict[str, Any]:
    span = proposal.spans.get("credited")
    if span is None:
        return {}
    named = _named_in(span, mentions)
    return {
        "attribution": text[span[0] : span[1]],
        "attribution_start": span[0],
        "attributed_to": next(named, text[span[0] : span[1]]),
    }


def _named_in(span: tuple[int, int], mentions: Sequence[Row]) -> Iterator[str]:
    for m in mentions:
        if span[0] <= m["start"] and m["end"] <= span[1] and m["kind"] in _SPEAKERS:
            yield m["name"]
