"""What the rules share about one sentence, and the claims that they make of it."""

from dataclasses import dataclass, field

from headwater.extract.clause import Clause
from headwater.extract.credit import Credit
from headwater.extract.reading import Reading
from headwater.extract.roles import Role
from headwater.extract.sentence import Sentence


@dataclass(slots=True)
class Frame:
    """A claim as a sentence states it; offsets count from the start of the sentence; `chance` as in `Reading`."""

    rule: str
    trigger: str
    kind: str
    start: int
    end: int
    roles: dict[str, Role]
    modality: str = "asserted"
    polarity: str = "positive"
    status: str | None = None
    definition: str | None = None
    attributed_to: str | None = None
    is_in_field: bool = True
    near: list[Role] = field(default_factory=list)
    chance: float = -1.0


@dataclass(slots=True)
class Analysis:
    """What the rules share about one sentence."""

    s: Sentence
    clauses: dict[int, Clause]
    credits: dict[int, Credit]
    readings: dict[int, Reading] = field(default_factory=dict)
    cuts: dict[int, set[int]] = field(default_factory=dict)
    bag: list[str] = field(default_factory=list)
    idle: dict[int, float] = field(default_factory=dict)
    trimmed: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    sums: set[int] = field(default_factory=set)
    goods: dict[int, int] = field(default_factory=dict)
