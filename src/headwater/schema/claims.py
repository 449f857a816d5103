"""The claim kinds, the status ladder and the words of attribution, read from their YAML files and checked on load."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from headwater.errors import SchemaError
from headwater.schema.inflection import inflect_noun, inflect_verb
from headwater.schema.reading import read_yaml

LANGUAGES: Final = ("en", "es")
MODALITIES: Final = ("asserted", "reported", "opinion", "conditional", "future", "alleged", "denied")
ROLES: Final = frozenset({"subject", "object", "place", "time", "quantity", "definition"})
MENTION_CLASSES: Final = frozenset({"country", "person", "organisation", "money", "place", "as"})


@dataclass(frozen=True, slots=True)
class VerbTrigger:
    """A verb that carries a kind.

    Attributes:
        kind: Claim kind.
        rank: Place of the kind in the file; the lower one wins where two verbs fit equally well.
        second: Particle or complement that must stand with the verb, or an empty string.
        classes: Noun classes of which the object must hold one; empty for any object or none.
        where: Noun classes of which a place or complement of the verb must hold one.
        measured: Whether a number must hang on it.
        subjects: Noun classes of which the subject must hold one.
        barred: Noun classes of which neither object nor subject may hold one.
    """

    kind: str
    rank: int
    second: str
    classes: frozenset[str]
    where: frozenset[str]
    measured: bool
    subjects: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """A claim kind as `claim_kinds.yaml` declares it; `triggers` is language -> verbs or nouns -> entries."""

    kind: str
    rank: int
    definition: str
    roles: dict[str, str]
    functional: bool
    identity: tuple[str, ...]
    value: str | None
    status: str | None
    plover: str | None
    triggers: dict[str, dict[str, tuple[str, ...]]]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Triggers:
    """What calls the rules of one language.

    Attributes:
        verbs: Lemma -> triggers in the order of the file.
        nouns: Lemma -> kinds in the order of the file.
        nouns_of: Lemma -> (kind, classes): kinds that the noun has only with a noun of these classes behind it.
        light: Lemmas of verbs whose noun decides.
        classes: Lemma of a noun -> its classes.
        noun_lemmas: Every form of these nouns -> lemma.
    """

    verbs: dict[str, tuple[VerbTrigger, ...]]
    nouns: dict[str, tuple[str, ...]]
    nouns_of: dict[str, tuple[tuple[str, frozenset[str]], ...]]
    light: frozenset[str]
    classes: dict[str, frozenset[str]]
    noun_lemmas: dict[str, str]


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Words of attribution of one language; see `lexicon_attribution.yaml`. Mappings go from lemma to modality."""

    report_verbs: dict[str, str]
    telling_verbs: dict[str, str]
    cue_nouns: dict[str, str]
    cue_phrases: tuple[tuple[str, ...], ...]
    hedges: dict[str, str]
    modals: dict[str, str]
    conditionals: frozenset[str]
    negators: frozenset[str]
    aspect_denied: frozenset[str]
    accusation_verbs: frozenset[str]
    speaker_nouns: frozenset[str]


@cache
def read_schema(name: str) -> Any:
    """Content of a YAML file of `headwater.schema`.

    Raises:
        SchemaError: The file is missing or not valid YAML.
    """
    return read_yaml(name)


@cache
def claim_kinds() -> dict[str, ClaimKind]:
    """Every claim kind by name, in the order of the file.

    Raises:
        SchemaError: Lists every entry that is wrong, and how.
    """
    problems: list[str] = []
    data = read_schema("claim_kinds.yaml")
    names = [entry.get("kind", "?") for entry in data["kinds"]]
    classes = set(data["noun_classes"]) | set(names) | MENTION_CLASSES
    kinds: dict[str, ClaimKind] = {}
    for rank, entry in enumerate(data["kinds"]):
        kind = _read_kind(rank, entry, problems)
        if kind is None:
            continue
        if kind.kind in kinds:
            problems.append(f"{kind.kind}: declared twice")
        kinds[kind.kind] = kind
        for language, triggers in kind.triggers.items():
            for verb in triggers.get("verbs", ()):
                if unknown := {w.lstrip("@^!") for w in verb.split() if w[0] in "@^!" and w != "@+"} - classes:
                    problems.append(f"{kind.kind}: {language} verb {verb!r} names unknown classes {sorted(unknown)}")
            for noun in triggers.get("nouns", ()):
                if unknown := {w[1:] for w in noun.split() if w.startswith("@")} - classes:
                    problems.append(f"{kind.kind}: {language} noun {noun!r} names unknown classes {sorted(unknown)}")
    if problems:
        raise SchemaError("schema/claim_kinds.yaml:\n  " + "\n  ".join(problems))
    return kinds


def _read_kind(rank: int, entry: Mapping[str, Any], problems: list[str]) -> ClaimKind | None:
    wanted = {
        "kind",
        "definition",
        "roles",
        "functional",
        "identity",
        "value",
        "status",
        "plover",
        "triggers",
        "examples",
        "counter_examples",
    }
    name = entry.get("kind", f"entry {rank}")
    if entry.keys() != wanted:
        problems.append(f"{name}: has {sorted(entry.keys() ^ wanted)} too many or too few")
        return None
    rungs = set(status_ranks())
    if entry["status"] is not None and entry["status"] not in rungs:
        problems.append(f"{name}: status {entry['status']!r} is no rung of status_ladder.yaml")
    if unknown := {*entry["identity"], *entry["roles"], *([entry["value"]] if entry["value"] else [])} - ROLES:
        problems.append(f"{name}: unknown roles {sorted(unknown)}")
    if not entry["examples"] or not entry["counter_examples"]:
        problems.append(f"{name}: needs an example and a counter-example")
    triggers = {lang: {k: tuple(str(x) for x in v) for k, v in t.items()} for lang, t in entry["triggers"].items()}
    return ClaimKind(
        kind=name,
        rank=rank,
        definition=entry["definition"],
        roles=entry["roles"],
        functional=bool(entry["functional"]),
        identity=tuple(entry["identity"]),
        value=entry["value"],
        status=entry["status"],
        plover=entry["plover"],
        triggers=triggers,
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
    )


@cache
def status_ranks() -> dict[str, int]:
    """Rungs of the status ladder with their rank, lowest first."""
    return {r["rung"]: r["rank"] for r in read_schema("status_ladder.yaml")["rungs"]}


@cache
def status_verbs(language: str) -> dict[str, str]:
    """Lemma of a verb -> rung that it names."""
    return {verb: r["rung"] for r in read_schema("status_ladder.yaml")["rungs"] for verb in r["verbs"].get(language, ())}


@cache
def triggers(language: str) -> Triggers:
    """Everything that calls the extraction rules in one language; empty for a language without entries."""
    verbs: dict[str, list[VerbTrigger]] = {}
    nouns: dict[str, list[str]] = {}
    nouns_of: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for kind in claim_kinds().values():
        words = kind.triggers.get(language, {})
        for entry in words.get("verbs", ()):
            lemma, trigger = _read_verb(kind, entry)
            verbs.setdefault(lemma, []).append(trigger)
        for entry in words.get("nouns", ()):
            noun, *wanted = entry.split(" @")
            if wanted:
                nouns_of.setdefault(noun, []).append((kind.kind, frozenset(wanted)))
            else:
                nouns.setdefault(noun, []).append(kind.kind)
    data = read_schema("claim_kinds.yaml")
    classes: dict[str, set[str]] = {}
    for name, lists in data["noun_classes"].items():
        for noun in lists.get(language, ()):
            classes.setdefault(noun, set()).add(name)
    for noun, kinds in nouns.items():
        classes.setdefault(noun, set()).update(kinds)
    for noun in nouns_of:
        classes.setdefault(noun, set())
    return Triggers(
        verbs={k: tuple(v) for k, v in verbs.items()},
        nouns={k: tuple(v) for k, v in nouns.items()},
        nouns_of={k: tuple(v) for k, v in nouns_of.items()},
        light=frozenset(data["light_verbs"].get(language, ())),
        classes={k: frozenset(v) for k, v in classes.items()},
        noun_lemmas={form: noun for noun in sorted(classes, reverse=True) for form in inflect_noun(noun, language)},
    )


def _read_verb(kind: ClaimKind, entry: str) -> tuple[str, VerbTrigger]:
    words = entry.split()
    plain = [w for w in words if w[0] not in "@^!"]
    where = frozenset(w[2:] for w in words if w.startswith("@@"))
    classes = frozenset(w[1:] for w in words if w.startswith("@") and not w.startswith("@@") and w != "@+")
    subjects, barred = (frozenset(w[1:] for w in words if w[0] == mark) for mark in "^!")
    return plain[0], VerbTrigger(kind.kind, kind.rank, " ".join(plain[1:]), classes, where, "@+" in words, subjects, barred)


@cache
def attribution_words(language: str) -> AttributionWords:
    """Words of attribution, modality and negation of one language."""
    data = read_schema("lexicon_attribution.yaml")

    def held(name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for modality, words in data[name].get(language, {}).items():
            for word in words:
                found.setdefault(word, modality)
        return found

    def plain(name: str) -> frozenset[str]:
        return frozenset(data[name].get(language, ()))

    phrases = sorted((tuple(p.split()) for p in data["cue_phrases"].get(language, ())), key=lambda p: (-len(p), p))
    return AttributionWords(
        report_verbs=held("report_verbs"),
        telling_verbs=held("telling_verbs"),
        cue_nouns=held("cue_nouns"),
        cue_phrases=tuple(phrases),
        hedges=held("hedges"),
        modals=held("modals"),
        conditionals=plain("conditionals"),
        negators=plain("negators"),
        aspect_denied=plain("aspect_denied"),
        accusation_verbs=plain("accusation_verbs"),
        speaker_nouns=plain("speaker_nouns"),
    )


@cache
def trigger_forms(language: str) -> frozenset[str]:
    """Lower-case word forms that make a sentence worth a parse: inflected trigger verbs and nouns, and class nouns.

    Light and common verbs are left out: their nouns stand here. Phrases give their first word where it is a verb and their last
    where it is a noun.

    Args:
        language: `en` or `es`; another language has none.
    """
    words = triggers(language)
    data = read_schema("claim_kinds.yaml")
    common = frozenset(data["common_verbs"].get(language, ()))
    idle = frozenset(data["common_classes"])
    forms: set[str] = set()
    for lemma in words.verbs:
        if lemma not in words.light | common:
            forms |= inflect_verb(lemma, language)
    nouns = {noun for noun in {*words.nouns, *words.classes} if words.classes[noun] - idle or noun in words.nouns_of}
    for noun in nouns - frozenset(data["common_nouns"].get(language, ())):
        forms |= {form.split()[-1 if language == "en" else 0] for form in inflect_noun(noun, language)}
    return frozenset(f for f in forms if len(f) > 2)


@cache
def verb_forms(language: str) -> dict[str, str]:
    """Word form -> lemma of the trigger and report verbs, for lemmas that a model gets wrong.

    A form that two verbs share goes to the one that is first in the alphabet.
    """
    return _forms({*triggers(language).verbs, *attribution_words(language).report_verbs, *triggers(language).light}, language)


@cache
def telling_forms(language: str) -> dict[str, str]:
    """Word form -> lemma of every verb that can credit a clause: verbs of report and of telling."""
    words = attribution_words(language)
    return _forms({*words.telling_verbs} - {*words.report_verbs}, language) | _forms(words.report_verbs, language)


def _forms(lemmas: Iterable[str], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for lemma in sorted({entry.split(" ", 1)[0] for entry in lemmas}):
        for form in inflect_verb(lemma, language):
            found.setdefault(form, lemma)
    return found
