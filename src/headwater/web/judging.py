"""Decisions of the reader: accept, reject, undo. They go to the log of the case; the next build uses them."""

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from headwater.errors import InputError
from headwater.store.judgements import read_judgements, record_judgement
from headwater.web.opened import OpenCase

router = APIRouter()

_MAX_BODY = 20_000
_ACTIONS = frozenset({"accept", "reject"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What was last decided on something and still stands.

    Attributes:
        seq: Its number in the log.
        action: accept or reject.
        who: Who decided.
        at: UTC, ISO 8601.
    """

    seq: int
    action: str
    who: str
    at: str


def decision_on(case: OpenCase, target: str) -> Decision | None:
    """The last decision on a claim that was not undone, read from the log and not from the snapshot."""
    log = read_judgements(case.path)
    if not log.height:
        return None
    undone = set(log.filter(log["action"] == "undo")["target"].to_list())
    standing = None
    for row in log.filter(log["target"] == target).iter_rows(named=True):
        if row["action"] in _ACTIONS and str(row["seq"]) not in undone:
            standing = Decision(row["seq"], row["action"], row["who"], row["at"])
    return standing


@router.post("/claims/{claim_id}/judge")
async def judge_claim(request: Request, claim_id: str) -> Response:
    """Record a decision from a form with `action` (accept, reject, undo) and go back to where the reader was."""
    case: OpenCase = request.app.state.case
    body = await request.body()
    if len(body) > _MAX_BODY:
        raise InputError("the form is too large")
    fields = {k: v[-1] for k, v in parse_qs(body.decode("utf-8", "replace")).items()}
    action = fields.get("action", "")
    claim = case.one("claims", "claim_id", claim_id)
    target = claim_id
    if action == "undo":
        standing = decision_on(case, claim_id)
        if standing is None:
            raise InputError("there is no decision on this claim to undo")
        target = str(standing.seq)
    elif action not in _ACTIONS:
        raise InputError(f"unknown decision {action!r}; known: accept, reject, undo")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    record_judgement(case.path, at=at, who=_reader(), action=action, target=target, detail={"quote": claim["quote"]})
    if fields.get("from") == "reader":
        # The fragment brings the reader back to the words; the query opens the panel without script.
        return RedirectResponse(f"/documents/{claim['doc_id']}?{urlencode({'claim': claim_id})}#{claim_id}", status_code=303)
    return RedirectResponse(f"/claims/{claim_id}", status_code=303)


def _reader() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reader"
