"""Errors: one shape for the JSON interface, one page for people."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from headwater.web.render import Frame, render


def problem_response(status: int, error: str, errors: Sequence[str] = ()) -> JSONResponse:
    """An error as `{ok, error, errors, status}`.

    Args:
        status: HTTP status.
        error: What went wrong and what to do, in one sentence.
        errors: Each single problem, where there are several.
    """
    body = {"ok": False, "error": error, "errors": list(errors) or [error], "status": status}
    return JSONResponse(body, status_code=status)


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What the error page shows.

    Attributes:
        status: HTTP status.
        heading: What happened, in a few words.
        error: What went wrong and what to do.
    """

    status: int
    heading: str
    error: str


_HEADINGS = {400: "That cannot be done", 404: "Not here", 405: "That cannot be done", 409: "Not built yet", 422: "That cannot be read",
             503: "This takes too long"}  # fmt: skip


def problem_page(request: Request, status: int, error: str) -> HTMLResponse:
    """An error as a page."""
    heading = _HEADINGS.get(status, "Something failed")
    frame = Frame(request.app.state.case.config.title, heading, "", request.url.path)
    sentence = error[:1].upper() + error[1:]
    return render(request, "problem.html", ProblemPage(status, heading, sentence), frame, status=status)


def answer_problem(request: Request, status: int, error: str, errors: Sequence[str] = ()) -> Response:
    """An error as JSON for whoever asks the JSON interface, else as a page."""
    if request.url.path.startswith("/api/"):
        return problem_response(status, error, errors)
    return problem_page(request, status, error)
