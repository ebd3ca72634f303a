"""/graph/: the page of the graph, as the build made it; of a large graph its parts below /graph/pages/."""

import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg_builder.serve.pages.frame import reading

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"<>\n]+)">')
_HEAD = 16384  # bytes of a page that its policy stands in


def routes() -> list[BaseRoute]:
    """The page and its parts."""
    return [
        Route("/graph", lambda _: RedirectResponse("/graph/")),
        Route("/graph/", _page),
        Route("/graph/graph.html", _page),
        Route("/graph/pages/{name}", _part),
    ]


def _page(request: Request) -> Response:
    return _sent(request, reading(request).pages / "graph.html")


def _part(request: Request) -> Response:
    folder = reading(request).pages / "pages"
    name = request.path_params["name"]
    if not folder.is_dir() or name not in {file.name for file in folder.iterdir()}:
        raise HTTPException(404)
    return _sent(request, folder / name)


def _sent(request: Request, file: Path) -> Response:
    """A page runs its own scripts alone: its policy names them, and is sent in place of the one of all other pages."""
    if not file.is_file():
        raise HTTPException(404)
    tag = f'"{reading(request).name}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    with file.open("rb") as opened:
        found = _POLICY.search(opened.read(_HEAD).decode("utf-8", "replace").replace("&#39;", "'"))
    if found:
        headers["Content-Security-Policy"] = f"{found[1]}; frame-ancestors 'none'; base-uri 'none'"
    if tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return FileResponse(file, headers=headers, media_type="text/html")
