"""Which proposals of a language model stand in the text: whatever cannot be checked against the words is dropped.

A model may invent, paraphrase, repeat itself, obey a sentence of the document, or stop in the middle of a word. None of
that gets through: the quote must stand in one sentence letter by letter, every other field in the same sentence, the kind
must be called by a word of the quote, and how the claim is held must agree with the words that say so. Numbers, dates,
polarity and rung are read from the words by the same grammars as those of the rules, never taken from the model.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from headwater.extract.asking import FIELDS, MAX_PROPOSALS
from headwater.schema.claims import MODALITIES, attribution_words, claim_kinds, triggers, verb_forms
from headwater.values.date import find_dates

MIN_QUOTE_WORDS: Final = 3
MAX_ROLE_WORDS: Final = 14
"""A role of more words is a clause, not a name."""
MAX_CHARS: Final = 1000
"""Longest value of one field."""

REASONS: Final[Mapping[str, str]] = {
    "not_json": "the answer is no JSON of the asked shape",
    "wrong_shape": "a proposal has other fields, kinds or types than the schema",
    "not_in_text": "the quote does not stand in one sentence of the passage",
    "field_not_in_text": "a field does not stand in the sentence of the quote",
    "repeats": "fields repeat one another or the quote",
    "kind_not_called": "no word of the quote calls the kind",
    "held_otherwise": "the words hold it otherwise than the answer says",
    "empty": "the proposal names neither who nor what",
}
"""Why a proposal was dropped: code -> in words."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ROLES: Final = ("subject", "object", "place")
_STOP: Final = frozenset(
    ["it", "they", "them", "he", "she", "him", "her", "this", "that", "these", "those", "who", "which", "we", "us", "you", "i", "ellos",
     "ella", "él", "esto", "eso", "quien", "que", "nosotros"]
)  # fmt: skip
_SURE: Final = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that stands in the text.

    Attributes:
        sentence: Row of `sentences` that holds it.
        start: First code point of the quote in the canonical text.
        end: One past its last.
        kind: Claim kind.
        trigger: Lemma in the quote that calls the kind.
        held: Modality.
        is_negative: Whether a word of the quote negates.
        spans: Field -> its first and last offset in the canonical text: subject, object, place, time, quantity, credited.
    """

    sentence: Mapping[str, Any]
    start: int
    end: int
    kind: str
    trigger: str
    held: str
    is_negative: bool
    spans: Mapping[str, tuple[int, int]]


def read_answer(answer: str) -> tuple[list[Any], str | None]:
    """Proposals of an answer as they came, and a code of `REASONS` where it is not whole.

    An answer that was cut in the middle gives those of its proposals that are whole.
    """
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return list(_whole_objects(answer)), "not_json"
    if not isinstance(found, dict) or found.keys() != {"claims"} or not isinstance(found["claims"], list):
        return [], "not_json"
    return found["claims"][:MAX_PROPOSALS], None


def _whole_objects(answer: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    at = answer.find("[") + 1
    for _ in range(MAX_PROPOSALS if at else 0):
        at = answer.find("{", at)
        if at < 0:
            return
        try:
            found, at = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            return
        yield found


def check_proposal(proposal: Any, sentences: Sequence[Mapping[str, Any]], text: str) -> Proposal | str:
    """A proposal with its place in the text, or the code of `REASONS` that says why it is dropped.

    Args:
        proposal: One element of an answer.
        sentences: Rows of `sentences` of the passage.
        text: Canonical text of the document.
    """
    if not _has_shape(proposal):
        return "wrong_shape"
    quote = proposal["quote"].strip()
    sentence, start = _find_quote(quote, sentences, text)
    if sentence is None or len(_WORD.findall(quote)) < MIN_QUOTE_WORDS:
        return "not_in_text"
    end = start + len(quote)
    spans = _find_fields(proposal, sentence, (start, end), text)
    if spans is None:
        return "field_not_in_text"
    roles = [text[a:b] for name, (a, b) in spans.items() if name in _ROLES]
    if _repeats(roles, quote):
        return "repeats"
    if not any(name in spans for name in ("subject", "object")):
        return "empty"
    words = _read_words(quote, sentence["language"])
    trigger = _calling_word(words, proposal["kind"], sentence["language"])
    if trigger is None:
        return "kind_not_called"
    around = _read_words(text[sentence["start"] : sentence["end"]], sentence["language"])
    held = _check_held(proposal["held"], words, around, sentence["language"], is_credited="credited" in spans)
    if held is None:
        return "held_otherwise"
    negative = not attribution_words(sentence["language"]).negators.isdisjoint(_with_clitics(words))
    return Proposal(sentence, start, end, proposal["kind"], trigger, held, negative, spans)


def _has_shape(proposal: Any) -> bool:
    if not isinstance(proposal, dict) or proposal.keys() != set(FIELDS):
        return False
    words = [proposal[f] for f in FIELDS if f not in {"kind", "held"}]
    if not all(w is None or (isinstance(w, str) and len(w) <= MAX_CHARS) for w in words) or not proposal["quote"]:
        return False
    kind, held = proposal["kind"], proposal["held"]
    return isinstance(kind, str) and kind in claim_kinds() and isinstance(held, str) and held in MODALITIES


def _find_quote(quote: str, sentences: Sequence[Mapping[str, Any]], text: str) -> tuple[Mapping[str, Any] | None, int]:
    for sentence in sentences:
        at = _find_words(quote, text, sentence["start"], sentence["end"])
        if at is not None:
            return sentence, at
    return None, -1


def _find_words(words: str, text: str, start: int, end: int) -> int | None:
    """Where whole words stand in a stretch of the text; part of a word is no find."""
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        after = at + len(words)
        opens = at == 0 or not (text[at - 1].isalnum() and words[0].isalnum())
        closes = after >= len(text) or not (text[after].isalnum() and words[-1].isalnum())
        if opens and closes:
            return at
        at = text.find(words, at + 1, end)
    return None


def _find_fields(
    proposal: Mapping[str, Any], sentence: Mapping[str, Any], quote: tuple[int, int], text: str
) -> dict[str, tuple[int, int]] | None:
    spans: dict[str, tuple[int, int]] = {}
    for name in (*_ROLES, "time", "quantity", "credited"):
        words = (proposal[name] or "").strip()
        if not words or (name in _ROLES and words.casefold() in _STOP):
            continue
        inside = _find_words(words, text, *quote)
        at = inside if inside is not None else _find_words(words, text, sentence["start"], sentence["end"])
        if at is None:
            return None
        spans[name] = (at, at + len(words))
    return spans


def _repeats(roles: Sequence[str], quote: str) -> bool:
    folded = [r.casefold() for r in roles]
    is_long = any(len(_WORD.findall(r)) > MAX_ROLE_WORDS or r.casefold() == quote.casefold() for r in roles)
    return is_long or len(set(folded)) < len(folded)


def _calling_word(words: Sequence[str], kind: str, language: str) -> str | None:
    """Lemma of the first word that calls a kind, as a verb or as a noun."""
    called, verbs = triggers(language), verb_forms(language)
    for word in words:
        lemma = verbs.get(word, "")
        if any(t.kind == kind for t in called.verbs.get(lemma, ())):
            return lemma
        noun = called.noun_lemmas.get(word, "")
        if kind in called.nouns.get(noun, ()):
            return noun
    return None


def _check_held(held: str, words: Sequence[str], around: Sequence[str], language: str, *, is_credited: bool) -> str | None:
    """The modality that the words allow; None where they speak against the one that was answered."""
    cues, verbs = attribution_words(language), verb_forms(language)
    inside, sentence = _with_clitics(words), _with_clitics(around)
    lemmas = {verbs.get(w, w) for w in sentence}

    def has(modality: str, among: set[str]) -> bool:
        held_by = {**cues.hedges, **cues.modals, **cues.report_verbs}
        return any(held_by.get(w) == modality or held_by.get(verbs.get(w, w)) == modality for w in among)

    is_open = not cues.conditionals.isdisjoint(sentence) or has("conditional", sentence)
    is_denied = has("denied", sentence) or not lemmas.isdisjoint(cues.aspect_denied)
    if held in _SURE:
        if is_open or has("future", inside) or has("alleged", sentence) or is_denied:
            return None
        # Credited words make a report; a report that nobody is credited with is no report.
        return "reported" if is_credited else "asserted" if held == "asserted" else None
    allowed = {
        "conditional": is_open,
        "future": has("future", sentence),
        "alleged": has("alleged", sentence),
        "denied": is_denied,
        "opinion": True,
    }
    return held if allowed[held] else None


def _read_words(text: str, language: str) -> list[str]:
    """Words in lower case, those of dates left out: the month of May is no modal verb."""
    for found in find_dates(text, language=language):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return [w.casefold() for w in _WORD.findall(text)]


def _with_clitics(words: Sequence[str]) -> set[str]:
    """Words, and the parts that hang on them: `won't` is also `wo` and `n't`."""
    found = set(words)
    for word in words:
        plain = word.replace("’", "'")
        if plain.endswith("n't"):
            found |= {"n't", plain[:-3]}
        elif "'" in plain:
            found |= {plain.partition("'")[0], "'" + plain.partition("'")[2]}
    return found
