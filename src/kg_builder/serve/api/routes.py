"""/api/…: the table of endpoints as addresses."""

import hashlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg_builder import __version__
from kg_builder.serve.api.answers import Answers, Missing
from kg_builder.serve.api.description import openapi
from kg_builder.serve.api.endpoints import ENDPOINTS, Endpoint
from kg_builder.serve.api.examples import examples
from kg_builder.serve.api.parameters import WrongParameter, read
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf

_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")  # all, to answer those we lack as JSON
_ALLOW = {"Allow": "GET, HEAD"}


class Problem(JSONResponse):
    """What went wrong, for programs and for people (RFC 9457)."""

    media_type = "application/problem+json"

    def __init__(
        self, status: int, detail: str, parameter: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        detail = detail[:1].upper() + detail[1:]
        body = {
            "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail,
            "parameter": parameter,
        }  # fmt: skip
        super().__init__(body, status, headers)


def routes(shelf: Shelf, settings: Settings) -> list[BaseRoute]:
    """The interface, its description, and a clear answer to whatever else is asked below /api/."""

    def description(request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return _only_reads()
        return JSONResponse(openapi(address(request, settings), examples(shelf.now.index)))

    def nothing(request: Request) -> Response:
        names = ", ".join(endpoint.path for endpoint in ENDPOINTS)
        return Problem(404, f"There is nothing at {request.url.path}; there are {names} and /api/openapi.json.")

    return [
        Route("/api/openapi.json", description, methods=_METHODS, name="api_description"),
        *(Route(endpoint.path, _route(endpoint, shelf, settings), methods=_METHODS) for endpoint in ENDPOINTS),
        Route("/api/{rest:path}", nothing, methods=_METHODS),
    ]


def address(request: Request, settings: Settings) -> str:
    """The server's own address, with a slash at its end; its name was checked before."""
    return settings.base or str(request.base_url)


def _route(endpoint: Endpoint, shelf: Shelf, settings: Settings) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:  # no coroutine: it runs in a thread, since it reads a file
        if request.method not in ("GET", "HEAD"):
            return _only_reads()
        own = address(request, settings)
        served = shelf.now
        try:
            values = read(endpoint.parameters, parse_qsl(request.url.query, keep_blank_values=True))
            tag = _tag(served.name, own, endpoint.name, values)
            headers = {"ETag": tag, "Cache-Control": "no-cache"}
            if _has(request, tag):
                return Response(status_code=304, headers=headers)
            found = endpoint.ask(Answers(served.index, own), values)
        except WrongParameter as wrong:
            return Problem(400, str(wrong), wrong.name)
        except Missing as missing:
            return Problem(404, str(missing), "id" if "id" in values else None)
        if "next_offset" in found:
            found["next"] = _next(own, endpoint, values, found["next_offset"])
        return JSONResponse(found, headers=headers)

    return answer


def _only_reads() -> Response:
    return Problem(405, "This interface only reads; use GET.", headers=_ALLOW)


def _next(own: str, endpoint: Endpoint, values: Mapping[str, Any], offset: int | None) -> str | None:
    """The address of the next page: what was asked, further on."""
    if offset is None or any(each.name == "offset" and offset > each.most for each in endpoint.parameters):
        return None
    given = {name: value for name, value in {**values, "offset": offset}.items() if value is not None}
    texts = {name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()}
    return f"{own}{endpoint.path[1:]}?{urlencode(texts)}"


def _tag(generation: str, own: str, name: str, values: Mapping[str, Any]) -> str:
    """The same for the same question on the same generation, from the same address, by the same program."""
    parts = (__version__, generation, own, name, *(f"{key}={value}" for key, value in sorted(values.items())))
    return '"' + hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32] + '"'


def _has(request: Request, tag: str) -> bool:
    given = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return tag in given or given == ["*"]
