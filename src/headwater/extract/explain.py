"""Which rules made a claim, in words."""

import ast
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from headwater.extract import rules
from headwater.extract.confidence import weigh_traits

READINGS: Final[Mapping[str, str]] = {
    "verb_with_its_object": "The verb calls the kind together with what it governs: an object of the right class, a particle, a place or a number.",
    "trigger_verb": "The verb alone calls the kind.",
    "infinitive_of_light_verb": "The verb says little (begin, plan, be ready); the infinitive that it governs calls the kind.",
    "noun_of_light_verb": "The verb says little (have, provide, sign); the noun that it governs, or its subject, calls the kind.",
    "judgement_of_copula": "Something is said to be something: a judgement, where no more exact kind fits.",
    "attribution": "Words beside the clause credit it: who confirms, shows or speaks of it.",
    "report_verb": "A verb of saying governs the clause: its subject is credited.",
    "according_to": "A phrase such as 'according to' or 'según' credits the clause.",
    "accusation": "Somebody is accused of it: the clause is alleged.",
    "cue_noun": "A noun such as 'report', 'plan' or 'fear' says how the clause is held.",
    "hedge": "An adverb such as 'reportedly' credits the clause to nobody named.",
    "hearsay": "The Spanish conditional of hearsay ('habría recibido') credits the clause to nobody named.",
    "denial": "Who denies something is credited with the denial.",
    "attitude": "Who is wary, worried or convinced is credited with the view.",
    "speech_about": "A verb of speech has a noun for its content; its subject is credited.",
    "listed_figures": "One of several figures in a row; each counts or measures something else.",
    "coordinated_goods": "One of several things that are sent or handed over together, each with its own number.",
    "apposed_judgement": "A noun behind a comma sums up and judges the clause before it.",
    "named_for_an_act": "Something is named for what it does (the first country to ..., able to ...): that act calls the kind.",
    "nominal": "A noun with its parties, behind 'after', 'with' or 'and', says something of its own.",
    "cover_phrase": "A phrase such as 'under the cover of' says what the act is presented as.",
    "announcement": "Who announces something makes an announcement, beside what is announced.",
    "estimate": "Whoever estimates the number is credited with it.",
    "loose_figures": "A figure that no other claim took, with a noun that says what it measures.",
    "model": "A language model proposed it; its words, its kind and how it is held were checked against the text.",
    "learned": "No rule calls it, or another kind than the rule's is likelier: a model that learnt from labelled notes reads the clause so.",
    "listed_stages": "An item of a list after a colon says one thing by its noun.",
}
"""Rule -> what it says; keys are the names that stand in the `rule` column."""


def explain_claim(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rules that made a claim, in the order in which they applied.

    Args:
        row: A row of `claims` (or `frames`): `rule`, `trigger`.

    Returns:
        (rule, what it says) pairs; the first one names the trigger.

    Example:
        >>> explain_claim({"rule": "trigger_verb + according_to", "trigger": "build"})[0]
        ('trigger_verb', "The verb alone calls the kind. Trigger: 'build'.")
    """
    found: list[tuple[str, str]] = []
    for name in str(row.get("rule") or "").split(" + "):
        if name and name not in {n for n, _ in found}:
            said = READINGS.get(name, "")
            found.append((name, f"{said} Trigger: {row.get('trigger')!r}." if not found else said))
    return found


def explain_confidence(row: Mapping[str, Any]) -> list[str]:
    """Where the confidence of a claim comes from, a line for what all claims start from and one for each trait that counts.

    Args:
        row: A row of `claims`: `confidence`, `basis`, `maker`.
    """
    if not row.get("basis"):
        why = "the build that read it did not keep" if str(row["maker"]).startswith("rules") else "nobody has measured"
        return [f"confidence {row['confidence']}: {why} how often such a reading is right."]
    (_, start), *traits = weigh_traits(str(row["basis"]))
    total = start + sum(weight for _, weight in traits)
    first = f"confidence {row['confidence']}: log odds {total:+.2f} that labels agree on kind, subject and object; {start:+.2f} to start from, and"
    return [first, *(f"  {weight:+.2f} {_say_trait(name)}" for name, weight in traits)]


def _say_trait(name: str) -> str:
    """A trait in words."""
    head, _, rest = name.rpartition(" ")
    if head.endswith("chance"):
        what = "its kind" if head == "chance" else f"its {head.split()[0]}"
        return f"{what}: not weighed by the learned reading" if rest == "unknown" else f"{what}: chance {rest} or more"
    if head in COUNTED:
        return COUNTED[head].format(rest)
    for start, words in TRAITS.items():
        if name.startswith(start):
            return words + name[len(start) :]
    return name


COUNTED: Final[Mapping[str, str]] = {
    "tokens": "its sentence has {} words or more",
    "claims": "its sentence makes {} claims or more",
    "context": "{} or more of its names are taken from the text before",
    "object words": "its object has {} words or more",
}
TRAITS: Final[Mapping[str, str]] = {
    "rule ": "rule: ",
    "kind ": "kind: ",
    "language ": "language: ",
    "soft": "planned, possible or judged",
    "denied": "denied",
    "credited": "credited to somebody",
    "out of field": "its words name no equipment, force, site or state",
    "empty": "names neither who nor what",
    "document of little field": "the document names few arms or forces",
    "document out of field": "the document names nothing of the field",
    **{
        f"{role} {how}": f"its {role}: {words}"
        for role in ("subject", "object")
        for how, words in {
            "none": "none",
            "by model": "chosen by the learned reading",
            "needs ": "left open by its words: ",
            "from context": "left out by its words, taken from the text before",
            "said otherwise": "said, under another name",
            "said": "said",
            "is ": "",
            "list": "a list",
        }.items()
    },
}
"""Beginning of a trait -> how it is told."""


def list_rules() -> list[tuple[str, str]]:
    """Every rule function with the first line of its docstring, in the order in which they run."""
    return [(rule.__name__, _docstrings(rule.__module__)[rule.__name__].splitlines()[0]) for rule in rules.RULES]


@cache
def _docstrings(module: str) -> dict[str, str]:
    """Docstrings of the functions of a module, of its source: compiled functions have none."""
    package, _, name = module.rpartition(".")
    tree = ast.parse(files(package).joinpath(f"{name}.py").read_text(encoding="utf-8"))
    return {node.name: ast.get_docstring(node) or "" for node in tree.body if isinstance(node, ast.FunctionDef)}
