"""What a clause is read as: its kind, and what called it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind with what called it.

    Attributes:
        kind: Claim kind.
        trigger: Lemma that called it.
        rule: Name of the rule, a key of `explain.RULES`.
        verb: Token of the verb whose arguments fill the roles.
        chance: Of the kind, by the learned reading; below 0 where that was not asked.
    """

    kind: str
    trigger: str
    rule: str
    verb: int
    chance: float = -1.0
