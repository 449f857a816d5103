"""Names from lists, sites by their head noun, people by their title, and what the general model adds."""

import re
from collections.abc import Iterator
from functools import cache

from headwater.annotate.found import Found, Sentence
from headwater.annotate.lookup import fold, name_index
from headwater.schema.lexicon import load_given_names, load_site_words, load_titles, load_words, read_list

_LABELS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "NORP": "demonym", "GPE": "place", "LOC": "place",
    "FAC": "site", "PRODUCT": "equipment",
}  # fmt: skip
"""Labels of the general models and the kinds that they become; the other labels are left out."""

_DETERMINER = re.compile(r"^(?:the|a|an|el|la|los|las|le|les|l'|l’|o|os|as|un|una)\s+", re.IGNORECASE)
_OPENER = re.compile(
    r"(?:Según|Segun|Tras|Ante|Desde|Para|Por|Con|En|Como|Si|Cuando|Mientras|Aunque|Además|También|Pero|Y|De|Selon|Para)\s+"
)
"""Words that the Spanish model takes into a name at the start of a sentence."""

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w'’-]{{1,24}}|{_CAPITAL}\.)"
_PARTICLE = r"(?:de la|de los|de las|del|de|da|do|dos|di|van der|van|von|bin|ibn|al|el|le|ben|abu|y)"
_NAME = rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s)?{_NAME_WORD}){{0,4}}"

_NO_PERSON = load_words("no_person")
_NO_NAME = load_words("no_name")


def find_listed(sentence: Sentence) -> Iterator[Found]:
    """Countries, demonyms, outlets, bodies and equipment that the lists name."""
    for listed in name_index(sentence.language).find(sentence.text, sentence.folded):
        entry = listed.entry
        words = sentence.text[listed.start : listed.end]
        if (words in _ambiguous() or entry.kind == "place") and sentence.entity_at(listed.start, listed.end) in {
            "PERSON",
            "PER",
        }:
            continue
        yield Found(listed.start, listed.end, entry.kind, entry.name, f"list: {entry.kind}", entry.detail)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(read_list("countries")["ambiguous"])


def find_sites(sentence: Sentence) -> Iterator[Found]:
    """Names with a site's head noun: "El Libertador Air Base", "Base Aérea El Libertador"."""
    after, before = _site_patterns(sentence.language)
    for pattern in (after, before):
        if pattern is not None:
            for match in pattern.finditer(sentence.text):
                found = _site(sentence, match)
                if found is not None:
                    yield found


def _site(sentence: Sentence, match: re.Match[str]) -> Found | None:
    start, end = match.start(), match.end()
    name = match["name"]
    if any(c.isdigit() for c in name):
        return None  # "Ababil-2 plant": the designator is what is named
    words = name.split()
    while words and (fold(words[0]) in _NO_NAME - {"el", "la", "los", "las"} or (words[0] == "The")):
        name = name[len(words[0]) :].lstrip()
        start = end - len(match.group()) + match.group().index(name) if match.start("name") == match.start() else start
        words = words[1:]
    if not words or all(len(w) < 2 for w in words) or fold(name) in _NO_NAME:
        return None
    return Found(
        start,
        end,
        "site",
        _DETERMINER.sub("", sentence.text[start:end]) if words[0] == "The" else sentence.text[start:end],
        "site noun",
    )


@cache
def _site_patterns(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    words = load_site_words(language)
    after = before = None
    if words.after:
        nouns = "|".join(re.escape(w) for w in words.after)
        after = re.compile(
            rf"(?<![\w.])(?P<name>{_CAPITAL}[\w'’-]{{0,24}}(?:\s(?:(?:de|del|la|al)\s)?{_CAPITAL}[\w'’-]{{0,24}}){{0,4}})\s(?P<noun>{nouns})\b"
        )
    if words.before:
        nouns = "|".join(re.escape(w) for w in words.before)
        joint = r"(?:\s(?:de la|de los|de|del|d['’]|da|do|of))?\s"
        before = re.compile(
            rf"(?<![\w.])(?P<noun>{nouns}){joint}(?P<name>{_CAPITAL}[\w'’-]{{1,24}}(?:\s(?:(?:de|del|la|da|do)\s)?{_CAPITAL}[\w'’-]{{1,24}}){{0,3}})"
        )
    return after, before


def find_people(sentence: Sentence) -> Iterator[Found]:
    """People by the rank or office that stands before their name; the title stays outside."""
    pattern = _title_pattern(sentence.language)
    if pattern is None:
        return
    for match in pattern.finditer(sentence.text):
        name = re.sub(r"['’]s$", "", match["name"])
        words = [fold(w) for w in name.split()]
        if words[0] in _NO_NAME or any(w in _NO_PERSON for w in words[:2]):
            continue
        start = match.start("name")
        yield Found(start, start + len(name), "person", name, "title", {"title": match["title"]})


@cache
def _title_pattern(language: str) -> re.Pattern[str] | None:
    titles = load_titles(language)
    if not titles:
        return None
    words = "|".join(re.escape(w) for w in titles)
    return re.compile(rf"(?<![\w.])(?P<title>{words})\s(?P<name>{_NAME})")


def find_general(sentence: Sentence) -> Iterator[Found]:
    """What the general model names, cleaned of its typical errors."""
    tokens = sentence.tokens
    if tokens is None:
        return
    for first, last, label in _entity_runs(tokens.ents):
        kind = _LABELS.get(label)
        if kind is None:
            continue
        if all(pos in _NOT_NAMES for pos in tokens.pos[first : last + 1]):
            continue
        start, end = _clean(sentence.text, tokens.starts[first], tokens.ends[last])
        words = sentence.text[start:end]
        if _is_name(words, kind, sentence.language):
            kind = _mend(
                words,
                kind,
                has_determiner=start > tokens.starts[first]
                or _DETERMINER.search(sentence.text[max(0, start - 4) : start]) is not None,
            )
            yield Found(start, end, kind, words, f"model: {label}")


_NOT_NAMES = frozenset({"VERB", "AUX", "ADV", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "NUM", "PUNCT", "INTJ", "SPACE", "PART"})


def _mend(words: str, kind: str, *, has_determiner: bool) -> str:
    """The kind that the words themselves tell, where the model's is unlikely."""
    parts = words.split()
    if (
        kind in {"organisation", "place", "demonym", "site"}
        and 2 <= len(parts) <= 4
        and parts[0].casefold() in load_given_names()
    ):
        return "person" if all(p[0].isupper() for p in parts) and fold(parts[-1]) not in _ORG_WORDS else kind
    if kind == "person" and (has_determiner or any(fold(p) in _ORG_WORDS for p in parts)):
        return "organisation"
    return kind


@cache
def _title_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for title in load_titles(language) for word in title.split())


def _entity_runs(ents: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    at = 0
    while at < len(ents):
        if ents[at] == "O":
            at += 1
            continue
        last = at
        while last + 1 < len(ents) and ents[last + 1] == "I-" + ents[at][2:]:
            last += 1
        yield at, last, ents[at][2:]
        at = last + 1


def _clean(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without determiners, possessives, quotes and stops at its ends."""
    while (opener := _OPENER.match(text, start, end)) is not None:
        start = opener.end()
    determiner = _DETERMINER.match(text[start:end])
    if determiner is not None and (start == 0 or text[start].islower() or determiner.group().lower().startswith("the")):
        start += determiner.end()
    while start < end and text[start] in " \"'“”‘’`«»([—–-":
        start += 1
    while end > start and text[end - 1] in " \"'“”‘’`«»)],;:—–-":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    if text[start:end].endswith(".") and "." not in text[start : end - 1]:
        end -= 1
    return start, end


_ORG_WORDS = load_words("organisation_words")
_NO_THING = load_words("no_organisation")
_GENERIC = load_words("generic")


def _is_name(words: str, kind: str, language: str) -> bool:
    if len(words) < 2 or "\n" in words or len(words) > 90 or not any(c.isalpha() for c in words):
        return False
    folded = fold(words)
    if folded in _NO_NAME | _GENERIC or words.islower() or folded in _title_words(language):
        return False
    if kind == "organisation" and folded.split()[-1] in _NO_THING:
        return False
    if kind == "person":
        return words[0].isupper() and not any(c.isdigit() for c in words)
    return kind != "equipment" or words[0].isupper()
