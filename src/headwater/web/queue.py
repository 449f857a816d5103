"""The queue of what a person should decide: pairs that may be one thing, and claims that were read with little confidence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from headwater.errors import InputError
from headwater.extract.explain import explain_claim
from headwater.views.sentence import say_claim
from headwater.web.claims import list_fields
from headwater.web.decisions import Decision
from headwater.web.judging import decide_claim, decide_pair, read_form, undo
from headwater.web.opened import OpenCase, Row, country_name
from headwater.web.render import Frame, render

router = APIRouter()

_NEXT = 12
_QUOTES = 4
_MAX_CLAIMS = 500
"""Claims in the queue, least certain first; what is beyond is likelier right than a tired reader."""
_MAX_LOG = 300


@dataclass(frozen=True, slots=True)
class Side:
    """One entity of a pair.

    Attributes:
        entity: Its row.
        aliases: Other spellings.
        contexts: Sentences that name it, with the words before, the name, and the words after.
        first: Earliest publication that mentions it, EDTF.
        last: Latest.
    """

    entity: Row
    aliases: list[str]
    contexts: list[Row]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to decide.

    Attributes:
        candidate: Its row.
        sides: Both entities.
        fields: What can be compared: label, both sides in words, and whether they agree, differ, or say nothing.
        n_shared: Documents that name both.
    """

    candidate: Row
    sides: tuple[Side, Side]
    fields: list[tuple[str, str, str, str]]
    n_shared: int


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim to decide.

    Attributes:
        claim: Its row with title, publisher and date of its document.
        sentence: The claim in one sentence.
        before: Words of its sentence before the quote.
        after: Words after it.
        fields: What was read: label, words, entity.
        rules: Rules that read it, each with its meaning.
    """

    claim: Row
    sentence: str
    before: str
    after: str
    fields: tuple[tuple[str, str, str | None], ...]
    rules: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What the queue shows.

    Attributes:
        kind: `pairs` or `claims`.
        pair: The pair to decide, or None.
        card: The claim to decide, or None.
        waiting: The next ones: id, label, hint.
        n_pairs: Pairs that wait.
        n_claims: Claims that wait.
        last: The newest standing decision, which undo takes back.
        last_words: It in words.
        pending: How many decisions the next build will use.
        case_path: Folder of the case, for the command that builds.
    """

    kind: str
    pair: Pair | None
    card: ClaimCard | None
    waiting: list[tuple[str, str, str]]
    n_pairs: int
    n_claims: int
    last: Decision | None
    last_words: str
    pending: int
    case_path: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """What the log of decisions shows.

    Attributes:
        lines: Decisions, newest first: the line, it in words, where it leads, and `applied`, `waiting` or `taken back`.
        n_lines: How many there are.
        pending: How many the next build will use.
        case_path: Folder of the case.
    """

    lines: list[tuple[Decision, str, str, str]]
    n_lines: int
    pending: int
    case_path: str


@router.get("/judge")
def show_queue(
    request: Request,
    kind: Annotated[str, Query(max_length=10)] = "pairs",
    at: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """The next thing to decide."""
    case: OpenCase = request.app.state.case
    page = read_queue(case, kind="claims" if kind == "claims" else "pairs", at=at)
    return render(request, "judge.html", page, Frame(case.config.title, "Judge", "judge", "/judge", snapshot=case.snapshot.id))


@router.get("/judge/log")
def show_log(request: Request) -> Response:
    """Everything that was decided."""
    case: OpenCase = request.app.state.case
    log = case.decisions.all()
    lines = [(d, say_decision(case, d), _leads_to(d), _state_of(case, d)) for d in log[-_MAX_LOG:][::-1]]
    page = LogPage(lines, len(log), len(case.pending()), str(case.path))
    frame = Frame(case.config.title, "Decisions", "judge", "/judge/log", snapshot=case.snapshot.id)
    return render(request, "decisions.html", page, frame)


@router.post("/judge")
async def decide(request: Request) -> Response:
    """Record a decision of the queue and go on to the next; an undo goes back to what it was about."""
    case: OpenCase = request.app.state.case
    fields = await read_form(request)
    kind = "claims" if fields.get("kind") == "claims" else "pairs"
    action, at = fields.get("action", ""), ""
    if action == "undo":
        taken = next((d for d in case.decisions.standing() if str(d.seq) == fields.get("seq", "")), None)
        undo(case, fields.get("seq", ""))
        if fields.get("from") == "log":
            return RedirectResponse("/judge/log", status_code=303)
        kind, at = ("pairs", _candidate_of(case, taken)) if taken and taken.other else ("claims", taken.target if taken else "")
    elif fields.get("claim"):
        claim = case.one("claims", "claim_id", fields["claim"])
        decide_claim(case, claim["claim_id"], str(claim["quote"]), action)
    elif fields.get("a") and fields.get("b"):
        decide_pair(case, fields["a"], fields["b"], action)
    else:
        raise InputError("the form names neither a claim nor two entities")
    query = {k: v for k, v in (("kind", kind), ("at", at)) if v and (k, v) != ("kind", "pairs")}
    return RedirectResponse("/judge" + (f"?{urlencode(query)}" if query else ""), status_code=303)


def read_queue(case: OpenCase, *, kind: str, at: str) -> QueuePage:
    """The queue's content: what is asked for by id, else the first that waits."""
    pairs, claims = _open_pairs(case), _open_claims(case)
    pair = card = None
    waiting: list[tuple[str, str, str]] = []
    if kind == "pairs":
        chosen = next((p for p in pairs if p["candidate_id"] == at), pairs[0] if pairs else None)
        pair = _read_pair(case, chosen) if chosen else None
        rest = [p for p in pairs if p is not chosen]
        waiting = [(p["candidate_id"], f"{p['name_a']} – {p['name_b']}", f"{p['score']:.2f}") for p in rest[:_NEXT]]
    else:
        chosen = next((c for c in claims if c["claim_id"] == at), claims[0] if claims else None)
        card = _read_card(case, chosen) if chosen else None
        waiting = [(c["claim_id"], c["quote"], f"{c['confidence']:.0%}") for c in claims if c is not chosen][:_NEXT]
    last = next(iter(case.decisions.standing()[::-1]), None)
    words = say_decision(case, last) if last else ""
    return QueuePage(
        kind, pair, card, waiting, len(pairs), len(claims), last, words, len(case.pending()), str(case.path)
    )  # fmt: skip


_PAIRS = """
select c.*, a.name name_a, b.name name_b from candidates c
join entities a on a.entity_id = c.entity_a join entities b on b.entity_id = c.entity_b
order by min(a.n_claims, b.n_claims) desc, c.score desc, c.candidate_id
"""


def _open_pairs(case: OpenCase) -> list[Row]:
    """Pairs without a decision, those first that touch most claims; none where an older build made no such table."""
    if not case.has_table("candidates"):
        return []
    decided = case.decisions.pairs()
    rows: list[Row] = case.remember("candidates", lambda s: s.rows(_PAIRS))
    return [r for r in rows if frozenset((r["entity_a"], r["entity_b"])) not in decided]


_CLAIMS = """
select c.*, d.title, d.name, d.opening, d.publisher, d.published, d.text_language from claims c join documents d on d.doc_id = c.doc_id
order by c.confidence, c.doc_id, c.start, c.claim_id limit ?
"""


def _open_claims(case: OpenCase) -> list[Row]:
    """The least certain claims without a decision."""
    decided = {d.target for d in case.decisions.standing() if d.action in {"accept", "reject", "unsure"}}
    rows: list[Row] = case.remember("least certain", lambda s: s.rows(_CLAIMS, (_MAX_CLAIMS,)))
    return [r | {"judged": None} for r in rows if r["claim_id"] not in decided]


_SIDE = """
select min(d.published) first, max(d.published) last from (select distinct doc_id from mentions where entity_id = ?) m
join documents d on d.doc_id = m.doc_id
"""
_CONTEXTS = """
select m.start, m.end, m.text words, s.start at, s.text, d.publisher, d.published, d.title, d.name, d.opening, d.external_id, m.doc_id,
       d.text_language
from mentions m join sentences s on s.doc_id = m.doc_id and s.start <= m.start and s.end >= m.end
join documents d on d.doc_id = m.doc_id
where m.entity_id = ? group by m.doc_id order by d.published is null, d.published, m.doc_id limit ?
"""


def _read_pair(case: OpenCase, candidate: Row) -> Pair:
    a, b = (_read_side(case, candidate[f"entity_{s}"]) for s in "ab")
    shared = case.number(
        "select count(*) n from (select doc_id from mentions where entity_id = ? intersect select doc_id from mentions where entity_id = ?)",
        (a.entity["entity_id"], b.entity["entity_id"]),
    )
    named = [s.entity | {"country": country_name(case, s.entity["country"])} for s in (a, b)]
    return Pair(candidate, (a, b), compare_fields(named[0], named[1]), shared)


def _read_side(case: OpenCase, entity_id: str) -> Side:
    entity = case.one("entities", "entity_id", entity_id)
    span = case.rows(_SIDE, (entity_id,))[0]
    contexts = []
    for row in case.rows(_CONTEXTS, (entity_id, _QUOTES)):
        start, end = row["start"] - row["at"], row["end"] - row["at"]
        contexts.append(row | {"before": row["text"][:start], "inside": row["text"][start:end], "after": row["text"][end:]})
    aliases = [x for x in json.loads(entity["aliases"]) if x != entity["name"]]
    return Side(entity, aliases, contexts, span["first"], span["last"])


def compare_fields(a: Row, b: Row) -> list[tuple[str, str, str, str]]:
    """What two entities say of the same: label, both in words, and `same`, `differs` or `unknown`."""
    details = [json.loads(x["detail"] or "{}") for x in (a, b)]
    rows: list[tuple[str, object, object]] = [("kind", a["kind"], b["kind"]), ("country", a["country"], b["country"])]
    rows += [(k, details[0].get(k), details[1].get(k)) for k in ("family", "role", "maker", "class", "domain")]
    if a["lat"] is not None and b["lat"] is not None:
        rows.append(("place", _point(a), _point(b)))
    return [(label, _words(x), _words(y), _agree(x, y)) for label, x, y in rows if x or y]


def _point(row: Row) -> str:
    return f"{row['lat']:.2f}, {row['lon']:.2f}"


def _words(value: object) -> str:
    return "not known" if value in (None, "") else str(value)


def _agree(x: object, y: object) -> str:
    if x in (None, "") or y in (None, ""):
        return "unknown"
    return "same" if x == y else "differs"


def _read_card(case: OpenCase, claim: Row) -> ClaimCard:
    found = case.row(
        "select s.start, s.end, s.text from sentences s where s.doc_id = ? and s.n = ?", (claim["doc_id"], claim["sentence_n"])
    )
    before = after = ""
    if found and found["start"] <= claim["start"] <= claim["end"] <= found["end"]:
        before = found["text"][: claim["start"] - found["start"]]
        after = found["text"][claim["end"] - found["start"] :]
    return ClaimCard(claim, say_claim(claim), before, after, list_fields(claim), list(explain_claim(claim)))


def _candidate_of(case: OpenCase, decision: Decision) -> str:
    pair = {decision.target, decision.other}
    return next((str(p["candidate_id"]) for p in _open_pairs(case) if {p["entity_a"], p["entity_b"]} == pair), "")


_SAID: Mapping[str, str] = {
    "merge": "{} and {} are the same", "split": "{} and {} are not the same", "unsure": "whether {} and {} are the same is not known",
}  # fmt: skip


def say_decision(case: OpenCase, decision: Decision) -> str:
    """A decision in words, with the names that it had at the time."""
    detail = decision.detail
    if decision.action in _SAID and decision.other:
        names: Sequence[str] = detail.get("names") or [_name(case, e) for e in (decision.target, decision.other)]
        return _SAID[decision.action].format(*(f"“{n}”" for n in names[:2]))
    if decision.action == "rename" or (decision.action == "edit" and detail.get("field") == "name"):
        return f"“{detail.get('name') or _name(case, decision.target)}” is called “{detail.get('value')}”"
    if decision.action == "edit" and detail.get("field"):
        return f"{str(detail['field']).replace('_', ' ')} is “{detail.get('value')}”: “{_claimed(case, decision)}”"
    if decision.action == "undo":
        return f"decision {decision.target} is taken back"
    verb = {"accept": "accepted", "reject": "rejected", "unsure": "set aside"}.get(decision.action, decision.action)
    return f"{verb}: “{detail.get('quote') or detail.get('note') or _claimed(case, decision)}”"


def _claimed(case: OpenCase, decision: Decision) -> str:
    """The words of a claim as they were when it was judged, else as they are; else its id, of one that is no longer there."""
    found = case.row("select quote from claims where claim_id = ?", (decision.target,))
    return str(decision.detail.get("quote") or (found["quote"] if found else decision.target))


def _name(case: OpenCase, entity_id: str) -> str:
    found = case.row("select name from entities where entity_id = ?", (entity_id,))
    return str(found["name"]) if found else entity_id


def _leads_to(decision: Decision) -> str:
    if decision.target.startswith("cl-"):
        return f"/claims/{decision.target}"
    return f"/entities/{decision.target}" if decision.target.startswith("en-") else ""


def _state_of(case: OpenCase, decision: Decision) -> str:
    if decision.is_undone:
        return "taken back"
    return "applied" if decision.seq <= case.applied else "waits for the next build"
