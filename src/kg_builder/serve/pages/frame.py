"""The frame of all pages: the header, the search box, the language, the answer with its ETag."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.model.knowledge import Entity
from kg_builder.rdf.terms import BASE
from kg_builder.serve.pages import static
from kg_builder.serve.pages.words import COOKIE, LANGUAGES, Words, language_of
from kg_builder.serve.shelf import Served, Shelf

_YEAR = 365 * 24 * 3600
NAV = (  # name of the link, its address
    ("graph", "/graph/"),
    ("campaigns", "/search?kind=Campaign"),
    ("officials", "/search?kind=Official"),
    ("bureaus", "/search?kind=Bureau"),
    ("articles", "/search?kind=Article"),
    ("compare", "/compare"),
    ("queries", "/queries"),
    ("query", "/query"),
)


def reading(request: Request) -> Served:
    """The graph that this request reads: the same one to its end, whatever is loaded meanwhile."""
    if not hasattr(request.state, "served"):
        shelf: Shelf = request.app.state.shelf
        request.state.served = shelf.now
    served: Served = request.state.served
    return served


def address(own: str, form: str = "page", **query: object) -> str:
    """The local address of what is called `own` below the base: an entity, "article/…", "statement/…", "evidence/…".

    >>> address("article/a5", at=12), address("official/a b", "data") + ".ttl"
    ('/page/article/a5?at=12', '/data/official/a%20b.ttl')
    """
    asked = {name: value for name, value in query.items() if value not in (None, "", 0)}
    return f"/{form}/{quote(own, safe='/-._~')}" + (f"?{urlencode(asked)}" if asked else "")


def render(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page in the reader's language; 304 where the browser has it already."""
    language = language_of(request)
    html = environment().get_template(template).render(**_common(request, language), **values)
    body = html.encode("utf-8", "replace")  # a lone surrogate in an address
    tag = '"' + hashlib.sha256(body).hexdigest()[:32] + '"'
    headers = {"ETag": tag, "Vary": "Accept, Accept-Language, Cookie", "Cache-Control": "no-cache"}
    if status == 200 and tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        response = Response(status_code=304, headers=headers)
    else:
        response = Response(body, status, headers, "text/html")
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, language, _YEAR, path="/", httponly=True, samesite="lax")
    return response


def _common(request: Request, language: str) -> Mapping[str, object]:
    """What every template knows."""
    words = Words(language)
    path = request.url.path
    return {
        "t": words,
        "lang": language,
        "served": reading(request),
        "nav": NAV,
        "here": path + (f"?{request.url.query}" if request.url.query else ""),
        "path": path,
        "asked": request.query_params.get("q", "") if path == "/search" else "",
        "other_language": _in_other(request, language),
        "address": address,
        "asset": static.address,
        "base": BASE,
        "name_of": name_of,
        "editing": _editing(request),
    }


def _editing(request: Request) -> bool:
    """Whether this reader may correct: the server was started with --edit, and the reader opened its link."""
    desk = request.app.state.desk
    return desk is not None and desk.gate.admits(request)


def _in_other(request: Request, language: str) -> str:
    """The address of the same page in the other language."""
    other = "en" if language == "zh" else "zh"
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{quote(request.url.path, safe='/-._~%')}?{urlencode([*kept, ('lang', other)], errors='replace')}"


def name_of(entities: Mapping[str, Entity], own: str) -> str:
    """The name of an entity; its id where it is gone."""
    return entities[own].name if own in entities else own


@cache
def environment() -> Environment:
    """The templates. Everything is escaped, and a value that is missing is a bug."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["given"] = lambda query: {name: value for name, value in query.items() if value}
    return made
