"""The web application of one case."""

import logging
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from headwater.config import Config
from headwater.errors import HeadwaterError, InputError, StoreError
from headwater.web import (
    api,
    beside,
    claims,
    documents,
    entities,
    guide,
    home,
    items,
    judging,
    maps,
    origin_pages,
    programmes,
    queue,
    reader,
    records,
    timelines,
    warnings,
)
from headwater.web.assets import STATIC, HashedFiles, read_assets
from headwater.web.opened import NoSuchRow, OpenCase
from headwater.web.problems import answer_problem
from headwater.web.security import Guard, allowed_hosts

log = logging.getLogger(__name__)

ROUTERS = (
    home.router,
    documents.router,
    reader.router,
    beside.router,
    claims.router,
    items.router,
    entities.router,
    maps.router,
    timelines.router,
    records.router,
    guide.router,
    judging.router,
    queue.router,
    origin_pages.router,
    warnings.router,
    programmes.router,
    api.router,
)


def create_app(case_path: Path, *, config: Config, host: str = "127.0.0.1") -> FastAPI:
    """The pages of a case as an ASGI application.

    Args:
        case_path: Case folder.
        config: Its configuration.
        host: Address that the server is bound to; requests by other names are refused.
    """
    # The interactive pages of FastAPI load scripts from elsewhere.
    app = FastAPI(title="Headwater", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.case = OpenCase(case_path, config)
    app.state.assets = read_assets()
    if STATIC.is_dir():
        app.mount("/static", HashedFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(RequestValidationError, _answer_bad_request)
    app.add_exception_handler(HeadwaterError, _answer_known_error)
    app.add_middleware(Guard, hosts=allowed_hosts(host))
    return app


def _answer_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {404: f"there is no page {request.url.path}", 405: "this address cannot be asked in that way"}
    return answer_problem(request, status, words.get(status, str(getattr(error, "detail", error))))


def _answer_bad_request(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    problems = tuple(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in found)
    return answer_problem(request, 422, "the address has a value that makes no sense: " + "; ".join(problems), problems)


def _answer_known_error(request: Request, error: Exception) -> Response:
    if isinstance(error, NoSuchRow):
        return answer_problem(request, 404, str(error))
    if isinstance(error, StoreError) and "interrupted" in str(error):
        return answer_problem(
            request, 503, "this takes too long; choose narrower filters, or raise serve.query_seconds in headwater.toml"
        )
    if isinstance(error, InputError):
        return answer_problem(request, 409 if "no snapshot" in str(error) else 400, str(error))
    log.error("request for %s failed", request.url.path, exc_info=error)
    return answer_problem(request, 500, str(error))
