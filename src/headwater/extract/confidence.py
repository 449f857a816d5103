"""How often a reading is right, from the rule that made it, its kind and what it could fill."""

from collections.abc import Mapping
from typing import Any, Final

from headwater.extract.analysis import Frame

BY_RULE: Final = {
    "verb_with_its_object": 0.68,
    "trigger_verb": 0.62,
    "infinitive_of_light_verb": 0.7,
    "named_for_an_act": 0.7,
    "noun_of_light_verb": 0.45,
    "nominal": 0.45,
    "judgement_of_copula": 0.45,
    "announcement": 0.4,
    "speech_about": 0.45,
    "listed_stages": 0.3,
    "loose_figures": 0.7,
    "apposed_judgement": 0.4,
    "cover_phrase": 0.5,
}
"""Share of readings whose kind, subject and object agree with a label, by rule, rounded and drawn towards the mean of all
(`bench/claims.py` prints how it holds, by confidence)."""
BY_KIND: Final = {
    "equipment_spec": 0.18,
    "deployment": 0.06,
    "training": 0.05,
    "agreement": 0.05,
    "cooperation": 0.05,
    "force_size": 0.04,
    "production": -0.03,
    "front_or_cover": -0.1,
    "use": -0.12,
    "statement": -0.12,
    "other": -0.2,
    "threat_or_posture": -0.2,
    "assessment": -0.22,
}
"""What a kind adds to that or takes away: figures are read best, judgements and stances worst."""
NOT_YET: Final = 0.12
"""Less for what is planned, possible or judged: who would do it to whom is said less plainly."""
NOBODY: Final = 0.3
NOTHING: Final = 0.1
"""Less for a claim that names no subject, or no object."""
OUT_OF_FIELD: Final = 0.2
"""Of a sample of general news read by hand, claims whose words name no equipment, force, site or state were mostly none."""
_LEAST: Final = 0.05


def frame_confidence(frame: Frame) -> float:
    """Share of readings of this shape that a reader would sign, 0 to 1: kind, subject and object right.

    Starts from the share of the rule; the kind, what is not yet so, and words that name nothing of the field move it.
    """
    score = min(BY_RULE.get(rule, 0.5) for rule in frame.rule.split(" + ")[:1]) + BY_KIND.get(frame.kind, 0.0)
    if frame.modality in {"conditional", "future", "opinion"}:
        score -= NOT_YET
    if not frame.is_in_field:
        is_open = any(role.get("needs") for role in frame.roles.values())
        score -= OUT_OF_FIELD / 2 if is_open else OUT_OF_FIELD
    return round(max(_LEAST, score), 2)


def claim_confidence(score: float, claim: Mapping[str, Any], *, cost: float) -> float:
    """The same once the document has named what the sentence left open.

    Args:
        score: Confidence of the frame.
        claim: Subject and object.
        cost: What names from the context and a document out of the field take away.
    """
    score -= cost + (0.0 if claim["subject"] else NOBODY) + (0.0 if claim["object"] else NOTHING)
    return round(max(_LEAST, score), 2)
