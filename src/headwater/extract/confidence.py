"""How often a reading is right, from the rule that made it and what it could fill."""

from typing import Final

from headwater.extract.analysis import Frame

BY_RULE: Final = {
    "verb_with_its_object": 0.8,
    "trigger_verb": 0.7,
    "infinitive_of_light_verb": 0.7,
    "noun_of_light_verb": 0.65,
    "judgement_of_copula": 0.4,
    "announcement": 0.7,
    "speech_about": 0.65,
    "listed_figures": 0.65,
    "listed_stages": 0.5,
    "loose_figures": 0.5,
    "apposed_judgement": 0.6,
    "named_for_an_act": 0.7,
    "nominal": 0.5,
    "cover_phrase": 0.7,
}
"""Share of readings with the kind of a label, by rule: on the labelled notes (`bench/claims.py` prints the table), taken down
towards a sample of general news that was read by hand, where verbs out of their field mislead."""


OUT_OF_FIELD: Final = 0.2
"""Of a sample of general news read by hand, claims whose words name no equipment, force, site or state were mostly none."""


def frame_confidence(frame: Frame) -> float:
    """Share of readings of this shape that a reader would sign, 0 to 1.

    Starts from the rule's own share; a missing subject, a role that only the context can name, and words that name nothing of
    the field take some away.
    """
    score = min(BY_RULE.get(rule, 0.6) for rule in frame.rule.split(" + ")[:1])
    roles = frame.roles
    if "subject" not in roles:
        score -= 0.05
    if any(role.get("needs") for role in roles.values()):
        score -= 0.1
    if not frame.is_in_field:
        is_open = any(role.get("needs") for role in roles.values())
        score -= OUT_OF_FIELD / 2 if is_open else OUT_OF_FIELD
    return round(max(0.05, score), 2)
