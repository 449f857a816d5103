"""Recording what a reader decides: forms of claims, of entities and of the queue all end here."""

import getpass
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from headwater.errors import InputError
from headwater.extract.correct import read_correction
from headwater.store.judgements import record_judgement
from headwater.web.opened import OpenCase, Row

router = APIRouter()

_MAX_BODY = 20_000
_MAX_NAME = 300
CLAIM_ACTIONS = frozenset({"accept", "reject", "unsure"})
PAIR_ACTIONS = {"same": "merge", "different": "split", "unsure": "unsure"}


async def read_form(request: Request) -> dict[str, str]:
    """Fields of a form, the last value of each.

    Raises:
        InputError: The form is larger than any that these pages make.
    """
    body = await request.body()
    if len(body) > _MAX_BODY:
        raise InputError("the form is too large")
    return {k: v[-1] for k, v in parse_qs(body.decode("utf-8", "replace")).items()}


def record(case: OpenCase, action: str, target: str, detail: Mapping[str, object]) -> int:
    """Add a decision of the reader to the log."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return record_judgement(case.path, at=at, who=_reader(), action=action, target=target, detail=detail)


def undo(case: OpenCase, seq: str) -> None:
    """Take a standing decision back.

    Raises:
        InputError: There is no such decision, or it was taken back already.
    """
    if seq not in {str(d.seq) for d in case.decisions.standing()}:
        raise InputError(f"there is no decision number {seq[:20]!r} to undo, or it was taken back already")
    record(case, "undo", seq, {})


@router.post("/claims/{claim_id}/judge")
async def judge_claim(request: Request, claim_id: str) -> Response:
    """Record a decision from a form with `action` (accept, reject, undo; edit with `field` and `value`), and go back."""
    case: OpenCase = request.app.state.case
    fields = await read_form(request)
    claim = case.one("claims", "claim_id", claim_id)
    if fields.get("action") == "edit":
        edit_claim(case, claim, fields.get("field", ""), fields.get("value", ""))
    elif fields.get("seq"):
        undo(case, fields["seq"])
    else:
        decide_claim(case, claim_id, str(claim["quote"]), fields.get("action", ""))
    if fields.get("from") == "reader":
        # The fragment brings the reader back to the words; the query opens the panel without script.
        return RedirectResponse(f"/documents/{claim['doc_id']}?{urlencode({'claim': claim_id})}#{claim_id}", status_code=303)
    return RedirectResponse(f"/claims/{claim_id}", status_code=303)


def decide_claim(case: OpenCase, claim_id: str, quote: str, action: str) -> None:
    """Accept, reject or set a claim aside, or take the decision on it back."""
    if action == "undo":
        standing = case.decisions.last_judged(claim_id)
        if standing is None:
            raise InputError("there is no decision on this claim to undo")
        undo(case, str(standing.seq))
    elif action in CLAIM_ACTIONS:
        record(case, action, claim_id, {"quote": quote})
    else:
        raise InputError(f"unknown decision {action[:40]!r}; known: accept, reject, unsure, undo")


def edit_claim(case: OpenCase, claim: Row, field: str, value: str) -> None:
    """Correct one column of a claim.

    Raises:
        InputError: No such column, or a value that it cannot have.
    """
    read_correction(field, value)
    detail = {"field": field, "value": " ".join(value.split()), "read": claim[field], "quote": claim["quote"]}
    record(case, "edit", str(claim["claim_id"]), detail)


@router.post("/entities/{entity_id}/judge")
async def judge_entity(request: Request, entity_id: str) -> Response:
    """Rename an entity, join it with another, or split a part off: fields `action`, and `value` or `other`."""
    case: OpenCase = request.app.state.case
    fields = await read_form(request)
    entity = case.one("entities", "entity_id", entity_id)
    action = fields.get("action", "")
    if action == "undo":
        undo(case, fields.get("seq", ""))
    elif action == "rename":
        name = " ".join(fields.get("value", "").split())[:_MAX_NAME]
        if not name:
            raise InputError("a new name is missing")
        record(case, "rename", entity_id, {"field": "name", "value": name, "name": entity["name"]})
    elif action == "merge":
        other = _find_entity(case, fields.get("other", ""))
        if other["entity_id"] == entity_id:
            raise InputError(f"{fields['other'].strip()!r} is this entity already")
        decide_pair(case, entity_id, other["entity_id"], "same")
    elif action == "split":
        record(case, "split", entity_id, {"other": fields.get("other", ""), "names": [entity["name"], fields.get("name", "")]})
    else:
        raise InputError(f"unknown decision {action[:40]!r}; known: rename, merge, split, undo")
    return RedirectResponse(f"/entities/{entity_id}#judge", status_code=303)


def decide_pair(case: OpenCase, a: str, b: str, verdict: str) -> None:
    """Say that two entities are the same, are not, or that nobody can know."""
    if verdict not in PAIR_ACTIONS:
        raise InputError(f"unknown decision {verdict[:40]!r}; known: {', '.join(PAIR_ACTIONS)}, undo")
    names = [case.one("entities", "entity_id", e)["name"] for e in (a, b)]
    record(case, PAIR_ACTIONS[verdict], a, {"other": b, "names": names})


def _find_entity(case: OpenCase, words: str) -> Row:
    """The entity with this id, or else with exactly this name.

    Raises:
        InputError: None has it, or several have.
    """
    words = words.strip()[:_MAX_NAME]
    found = case.rows("select * from entities where entity_id = ? or name = ? collate nocase limit 3", (words, words))
    if len(found) != 1:
        several = "several entities have this name; give the id of one" if found else "no entity has this name or id"
        raise InputError(f"{words!r}: {several}; the list of entities shows them")
    return found[0]


def _reader() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reader"
