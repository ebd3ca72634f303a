"""Style sheets, scripts and pictures of our own, each under an address that changes with its content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

_TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain",
    ".woff2": "font/woff2", ".json": "application/json", ".map": "application/json",
}  # fmt: skip
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    digest: str


def routes() -> list[BaseRoute]:
    """/static/NAME."""
    return [Route("/static/{name:path}", _answer)]


def address(name: str) -> str:
    """The address of a file: a browser keeps it for ever, since another content has another address."""
    return f"/static/{name}?v={_files()[name].digest}"


def _answer(request: Request) -> Response:
    file = _files().get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    tag = f'"{file.digest}"'
    kept = _FOREVER if request.query_params.get("v") == file.digest else "no-cache"
    headers = {"ETag": tag, "Cache-Control": kept}
    if tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(file.path.read_bytes(), headers=headers, media_type=_TYPES[file.path.suffix])


@cache
def _files() -> Mapping[str, _File]:
    """What may be asked for: the files that are there, and no path that a client makes up."""
    folder = Path(__file__).parent.parent / "static"
    return {
        path.relative_to(folder).as_posix(): _File(path, hashlib.sha256(path.read_bytes()).hexdigest()[:16])
        for path in sorted(folder.rglob("*"))
        if path.suffix in _TYPES
    }
