"""What is not there, or cannot be read, told in the frame of the pages; programs get one line of text."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg_builder.serve.pages.frame import render

_NAMES = {400: "wrong", 404: "not_found", 403: "refused"}


def told(request: Request, error: Exception) -> Response:
    """The answer to a request that failed: a page for people, a line for programs."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    why = error.detail if isinstance(error, HTTPException) else str(error)
    headers = dict(getattr(error, "headers", None) or {})
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{_sentence(status, why, headers)}\n", status, headers)
    return render(request, "error.html.j2", status, name=_NAMES.get(status, "wrong"), code=status)


def _sentence(status: int, why: str, headers: dict[str, str]) -> str:
    """What to do, where there is only the name of the status.

    >>> _sentence(405, "Method Not Allowed", {"Allow": "GET, HEAD"})
    'This address takes GET, HEAD.'
    >>> _sentence(404, "There is no query 'x'.", {})
    "There is no query 'x'."
    """
    if why != HTTPStatus(status).phrase:
        return why
    if status == HTTPStatus.METHOD_NOT_ALLOWED and "Allow" in headers:
        return f"This address takes {headers['Allow']}."
    if status == HTTPStatus.NOT_FOUND:
        return "There is nothing at this address; /api/search?q=NAME finds what this graph has."
    return f"{why}."


def bug(request: Request, error: Exception) -> Response:
    """A bug of ours: the request gets one sentence, the log the rest."""
    del request, error
    return PlainTextResponse("The server failed at this; its log says why. Please report this as a bug.\n", 500)
