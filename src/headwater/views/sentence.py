"""A claim in one sentence: made from its columns by a template, never invented.

The wording keeps who holds the claim apart from whether it is so. Nothing is said "to be" anything: a document states,
reports, alleges, expects, judges or denies. Newspaper ellipsis ("Iran reported to support Venezuela") avoids forms that
would need the number of the subject, which no column holds.
"""

from collections.abc import Mapping
from typing import Any

from headwater.views.edtf import say_date
from headwater.views.named import speaker_name
from headwater.views.number import say_quantity

_MODALITY = {
    "asserted": "stated to {}",
    "reported": "reported to {}",
    "alleged": "alleged to {}",
    "conditional": "said to be able or likely to {}",
    "future": "planned or expected to {}",
    "opinion": "judged to {}",
    "denied": "said, in a denial, not to {}",
}
_ONE_WORD = {
    "asserted": "stated",
    "reported": "reported",
    "alleged": "alleged",
    "conditional": "called possible",
    "future": "planned or expected",
    "opinion": "an opinion",
    "denied": "denied",
}

# verb phrase with an object, and without one; in kinds whose object may stand in several roles it follows a colon
_PHRASES: dict[str, tuple[str, str]] = {
    "agreement": ("be party to an agreement: {}", "be party to an agreement"),
    "cooperation": ("cooperate: {}", "cooperate"),
    "transfer": ("be party to a transfer: {}", "be party to a transfer"),
    "production": ("produce {}", "be in production"),
    "development": ("develop {}", "be in development"),
    "training": ("take part in training: {}", "take part in training"),
    "deployment": ("deploy {}", "be deployed"),
    "use": ("take part in the use of force or equipment: {}", "take part in the use of force or equipment"),
    "site_activity": ("be active: {}", "be active"),
    "access_control": ("control {}", "control access"),
    "funding": ("be party to a payment or price: {}", "be party to a payment or price"),
    "front_or_cover": ("be presented as {}", "be presented as something else"),
    "sanction": ("place or lift sanctions: {}", "place or lift sanctions"),
    "statement": ("make a statement: {}", "make a statement"),
    "announcement": ("announce {}", "make an announcement"),
    "force_size": ("have {}", "have forces"),
    "equipment_spec": ("have this property: {}", "have a property"),
    "support": ("support {}", "give support"),
    "threat_or_posture": ("take a stance of force: {}", "take a stance of force"),
    "assessment": ("mean or be worth: {}", "be under judgement"),
    "other": ("be part of this: {}", "be part of a happening"),
}
_STATUS_PHRASES = {("production", "assembled"): ("assemble {}", "be assembled")}

MAX_WORDS_CHARS = 160
"""Longest role that is shown in a sentence, code points; the quote beside it has the whole."""


def say_modality(modality: str) -> str:
    """How a claim is held, in a word or two: "reported", "called possible", "denied"."""
    return _ONE_WORD.get(modality, modality)


def say_claim(row: Mapping[str, Any]) -> str:
    """One claim in one sentence.

    Args:
        row: A row of `claims`; reads kind, subject, object, place, time_text, time_edtf, quantity_*, definition,
            attributed_to, modality, polarity, status.

    Returns:
        "Venezuela reported to produce unmanned aircraft, June 2012 (credited to Hugo Chávez)." A subject that was not
        read is "A party that is not named here". Plain text: escape it for HTML or Markdown.

    Example:
        >>> say_claim({"kind": "support", "subject": "Iran", "object": "Venezuela", "modality": "alleged"})
        'Iran alleged to support Venezuela.'
    """
    kind = str(row["kind"])
    subject = _short(row.get("subject")) or (
        "A thing that is not named here" if kind == "equipment_spec" else "A party that is not named here"
    )
    phrase = _modal(row).format(_predicate(row, kind))
    definition = _short(row.get("definition"))
    details = [
        definition if definition and definition.lower() not in phrase.lower() else "",
        _quantity(row, phrase),
        f"place: {_short(row['place'])}" if row.get("place") else "",
        _when(row),
    ]
    words = ", ".join([f"{subject} {phrase}", *(d for d in details if d)])
    if row.get("attributed_to"):
        words += f" (credited to {_short(speaker_name(row['attributed_to']))})"
    return words[0].upper() + words[1:] + "."


def _modal(row: Mapping[str, Any]) -> str:
    template = _MODALITY.get(str(row.get("modality")), "stated to {}")
    if row.get("polarity") == "negative" and row.get("modality") != "denied":
        return template.replace(" to {}", " not to {}")
    return template


def _predicate(row: Mapping[str, Any], kind: str) -> str:
    fallback = ("be part of this: {}", "be part of a happening")
    with_object, alone = _STATUS_PHRASES.get((kind, str(row.get("status"))), _PHRASES.get(kind, fallback))
    thing = _short(row.get("object") or row.get("definition"))
    return with_object.replace("{}", thing) if thing else alone  # replace, not format: the words may hold braces


def _quantity(row: Mapping[str, Any], phrase: str) -> str:
    stated = _short(row.get("quantity_text"))
    if stated and stated.lower() in phrase.lower():
        return ""
    low, best, high = row.get("quantity_low"), row.get("quantity_best"), row.get("quantity_high")
    return say_quantity(low, best, high, row.get("quantity_unit"), is_approx=row.get("quantity_approx"), text=stated)


def _when(row: Mapping[str, Any]) -> str:
    if row.get("time_edtf"):
        return say_date(row["time_edtf"])
    return f"time given as “{_short(row['time_text'])}”" if row.get("time_text") else ""


def _short(text: object) -> str:
    words = " ".join(str(text or "").split())
    return words if len(words) <= MAX_WORDS_CHARS else words[: MAX_WORDS_CHARS - 1].rstrip() + "…"
