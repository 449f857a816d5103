"""The chapter of a report on each programme of the case."""

from collections.abc import Sequence

from headwater.views.dossier import Case, Line, Piece, Section
from headwater.views.number import say_count
from headwater.views.programme import HOLDS, PARTS, Programme, Step, gather_programme, missing_rungs
from headwater.views.programme import Line as ProgrammeLine

MAX_LINES = 30
"""Most lines of one part; the last says how many more there are."""
MAX_MEMBERS = 20


def programmes(case: Case) -> list[Section]:
    """Each programme that the case defines: the ladder, then its parts; nothing where none is defined."""
    sections = []
    for n, (name, names) in enumerate(case.programmes.items(), start=1):
        sections += _sections(case, gather_programme(case.tables, name, names), f"programme-{n}")
    return sections


def _sections(case: Case, programme: Programme, anchor: str) -> list[Section]:
    t = programme.totals
    words = (
        f"{say_count(t['n_claims'], 'claim')} on {' and '.join(programme.scope.names)}, and {t['n_around']:,} around them, "
        f"in {say_count(t['n_documents'], 'document')} by {say_count(t['n_outlets'], 'outlet')}, "
        f"lead back to {say_count(t['n_origins'], 'origin')}."
    )
    intro = [Piece("text", words)]
    if programme.scope.unknown:
        intro.append(Piece("text", f" Nothing in this case is named {', '.join(programme.scope.unknown)}."))
    head = Section(anchor, f"Programme: {programme.scope.name}", (), intro=tuple(intro))
    return [head, _ladder(case, programme, anchor), *_parts(case, programme, anchor), _named(programme, anchor)]


def _ladder(case: Case, programme: Programme, anchor: str) -> Section:
    claims = {line.line_id: [c["claim_id"] for c in line.claims] for line in programme.lines}
    lines = [
        Line(
            (
                Piece("strong", step.rung),
                Piece("text", f" ({HOLDS[step.hold]}) {_say_step(step)} "),
                *case.notebook.cite([c for i in step.line_ids for c in claims[i]], most=4),
            )
        )
        for step in programme.steps
    ]
    lacking = missing_rungs(programme.steps)
    if lacking:
        lines.append(Line((Piece("text", f"Nobody here says that it was {' or '.join(lacking)}."),)))
    intro = (
        Piece("text", "Only what is said to be so counts as reached; plans, possibilities, allegations and denials are apart."),
    )
    heading = "How far it has come" if lines else "How far it has come: no claim says"
    return Section(f"{anchor}-ladder", heading, tuple(lines), level=3, intro=intro)


def _say_step(step: Step) -> str:
    basis = {"said": f"time named: {step.when}", "published": f"first published {step.when}"}.get(step.basis, "undated")
    return f"{basis}: {say_count(step.n_documents, 'document')}, {say_count(step.n_origins, 'origin')}."


def _parts(case: Case, programme: Programme, anchor: str) -> list[Section]:
    sections = []
    for part in PARTS:
        mine = [line for line in programme.lines if line.part == part.name]
        lines = tuple(_line(case, x) for x in mine[:MAX_LINES]) or (Line((Piece("faint", part.lack),)),)
        more = f"and {len(mine) - MAX_LINES:,} more in the case" if len(mine) > MAX_LINES else ""
        sections.append(Section(f"{anchor}-{part.name}", part.heading, lines, level=3, more=more))
    return sections


def _line(case: Case, line: ProgrammeLine) -> Line:
    low, high = line.n_origins_low, line.n_origins_high
    counted = "origins not counted" if low is None or high is None else (
        say_count(high, "origin") if low == high else f"{low} to {high} origins"
    )  # fmt: skip
    marks = [HOLDS[line.hold], *([line.rung] if line.rung else []), *([] if line.is_core else ["does not name the equipment"])]
    said = f" ({', '.join(marks)}): {say_count(line.n_documents, 'document')}, {counted}. "
    answer = (
        (Piece("question", f"{line.question} "), Piece("strong", line.value)) if line.value else (Piece("text", line.question),)
    )
    return Line((*answer, Piece("text", said), *case.notebook.cite([c["claim_id"] for c in line.claims], most=6)))


def _named(programme: Programme, anchor: str) -> Section:
    lines = []
    for name, members in programme.members.items():
        said = [f"{m.entity['name']} ({say_count(m.n_claims, 'claim')}{_rungs(m.steps)})" for m in members[:MAX_MEMBERS]]
        more = f" and {len(members) - MAX_MEMBERS:,} more" if len(members) > MAX_MEMBERS else ""
        if said:
            lines.append(Line((Piece("strong", f"{name.capitalize()}: "), Piece("text", "; ".join(said) + more + "."))))
    return Section(f"{anchor}-named", "What its claims name", tuple(lines), level=3)


def _rungs(steps: Sequence[Step]) -> str:
    reached = [s.rung for s in steps if s.hold == "so"]
    return f", {', '.join(reached)}" if reached else ""
