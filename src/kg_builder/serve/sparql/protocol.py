"""/sparql: SPARQL 1.1 Protocol, the query operation, read-only.

What real clients send beyond the standard is taken in: rdflib's name for "no default graph", unknown values of `format` and
`output`, browsers that ask the endpoint for a page.
"""

import asyncio
import hashlib
import re
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from kg_builder.model.errors import QueryError
from kg_builder.rdf import guard
from kg_builder.rdf.answers import GRAPHS, TABLES
from kg_builder.serve.negotiate import best
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf
from kg_builder.serve.sparql.description import description
from kg_builder.serve.sparql.workers import Busy, Job, Result, Workers

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_NO_GRAPH = "urn:x-rdflib:default"  # rdflib's SPARQLStore sends it for "the default graph"
_NAMES: Mapping[str, str] = {  # values of format= and output= that are known
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "turtle": "text/turtle", "ttl": "text/turtle", "nt": "application/n-triples",
    "ntriples": "application/n-triples", "trig": "application/trig", "nquads": "application/n-quads",
    "nq": "application/n-quads", "jsonld": "application/ld+json", "json-ld": "application/ld+json",
    "rdf": "application/rdf+xml", "rdf+xml": "application/rdf+xml", "rdfxml": "application/rdf+xml",
}  # fmt: skip
_GRAPH_OF = {
    "application/sparql-results+xml": "application/rdf+xml",
    "application/sparql-results+json": "application/ld+json",
}
_ALIASES = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml",
            "text/xml": "application/sparql-results+xml", "application/x-turtle": "text/turtle", "text/plain": "application/n-triples"}  # fmt: skip
_LOOK = 0.25  # seconds between looks whether the client is still there
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    forms: tuple[str, ...]  # values of format= and output=


class Refused(Exception):
    """A request that is not answered: status and why."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.status, self.headers = status, headers or {}


def routes(shelf: Shelf, settings: Settings, workers: Workers) -> list[BaseRoute]:
    """The endpoint."""

    async def endpoint(request: Request) -> Response:
        try:
            asked = await _asked(request, settings)
            if asked is None:
                return _undecided(request, shelf)
            return await _answered(request, asked, shelf, settings, workers)
        except Refused as refusal:
            return PlainTextResponse(f"{refusal}\n", refusal.status, dict(refusal.headers))

    return [Route("/sparql", endpoint, methods=["GET", "POST"])]


def _undecided(request: Request, shelf: Shelf) -> Response:
    """A GET without a query: the query page for people, the service description for programs."""
    offered = ("text/html", *GRAPHS)
    wanted = best(request.headers.get("accept", "text/turtle"), offered)
    if wanted == "text/html" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(request.url_for("query_page"), 303)
    kind = best(request.headers.get("accept", ""), tuple(GRAPHS)) or "text/turtle"
    text = description(shelf.now, str(request.url.replace(query="", fragment="")), GRAPHS[kind])
    return Response(text, media_type=kind, headers={"Vary": "Accept"})


async def _asked(request: Request, settings: Settings) -> Asked | None:
    given = parse_qsl(request.url.query, keep_blank_values=True)
    body = b""
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().casefold()
        body = await _body(request, settings.body)
        if kind == _FORM:
            given += parse_qsl(_text(body), keep_blank_values=True)
        elif kind == _QUERY:
            given.append(("query", _text(body)))
        elif kind == "application/sparql-update":
            raise Refused(403, "This endpoint only reads; updates are refused.")
        else:
            raise Refused(415, f"POST {_FORM} with query=, or the query itself as {_QUERY}.")
    if any(name == "update" for name, _ in given):
        raise Refused(403, "This endpoint only reads; updates are refused.")
    queries = [value for name, value in given if name == "query"]
    if not queries and request.method == "GET":
        return None
    if len(queries) != 1:
        raise Refused(400, "Give one parameter query, once.")
    return Asked(
        queries[0],
        _graphs(given, "default-graph-uri"),
        _graphs(given, "named-graph-uri"),
        tuple(value for name, value in given if name in ("format", "output")),
    )


async def _body(request: Request, most: int) -> bytes:
    """The body, however it is sent: a length that nobody announced is counted."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise Refused(413, f"A request may hold {most} bytes at most.")
    return bytes(found)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The request is no UTF-8.") from None


def _graphs(given: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    found = tuple(value for key, value in given if key == name and value and value != _NO_GRAPH)
    for value in found:
        if not _ABSOLUTE.fullmatch(value):
            raise Refused(400, f"{name}: '{value[:100]}' is no absolute IRI.")
    return found


async def _answered(request: Request, asked: Asked, shelf: Shelf, settings: Settings, workers: Workers) -> Response:
    try:
        guard.check(asked.query, settings.query_length, settings.query_depth)
    except QueryError as error:
        raise Refused(400, str(error)) from None
    table, graph = _forms(request, asked)
    served = shelf.now
    tag = _tag(served.name, asked, table, graph)
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    job = Job(served.store, asked.query, table, graph, asked.default_graphs, asked.named_graphs)
    try:
        result = await _unless_gone(request, workers.ask(job))
    except Busy:
        raise Refused(503, "Too many queries wait or take long; ask again in a moment.", {"Retry-After": "2"}) from None
    if result.status != "ok":
        raise refusal(result, settings)
    media_type = f"{result.media_type}; charset=utf-8"
    if result.file is None:
        return Response(result.body, media_type=media_type, headers=headers)
    headers["Content-Length"] = str(result.size)
    return StreamingResponse(result.parts(), media_type=media_type, headers=headers)


async def _unless_gone(request: Request, answer: Coroutine[None, None, Result]) -> Result:
    """The answer; given up, and its process ended, when the client goes away."""
    task = asyncio.create_task(answer)
    try:
        while not (await asyncio.wait({task}, timeout=_LOOK))[0]:
            if await request.is_disconnected():
                raise Refused(499, "The client went away.")
        return task.result()
    finally:  # also where this request itself is ended, as a server does that stops
        if not task.done():
            task.cancel()
            await asyncio.wait({task})


def refusal(result: Result, settings: Settings) -> Refused:
    """What an unanswered query is told."""
    later = {"Retry-After": "30"}
    return {
        "wrong": lambda: Refused(400, result.message),
        "rows": lambda: Refused(413, f"The answer has more than {settings.rows} rows; add LIMIT, or ask for less."),
        "time": lambda: Refused(
            503, f"The query took more than {settings.seconds:g} s and was stopped; ask for less.", later
        ),
        "memory": lambda: Refused(503, "The query took more memory than allowed; ask for less.", later),
        "disk": lambda: Refused(503, f"The answer could not be kept ({result.message}); ask for less.", later),
        "died": lambda: Refused(
            503, "The query took more memory or depth than allowed and was stopped; simplify it.", later
        ),
    }[result.status]()


def _forms(request: Request, asked: Asked) -> tuple[str, str]:
    """(media type of a table, media type of a graph) that the client wants; it is the query that says which it will be."""
    accept = request.headers.get("accept", "")
    for name in asked.forms:
        known = _NAMES.get(name.casefold(), name)
        known = _ALIASES.get(known, known)
        if known in TABLES:  # clients send format=xml for a graph as well
            return known, _GRAPH_OF.get(known) or _known(best(accept, tuple(GRAPHS)), tuple(GRAPHS))
        if known in GRAPHS:
            return _known(best(accept, tuple(TABLES)), tuple(TABLES)), known
    table, graph = best(accept, (*TABLES, *_ALIASES)), best(accept, (*GRAPHS, *_ALIASES))
    if table is None and graph is None and best(accept, ("text/html",)) is None:
        raise Refused(406, f"There is {', '.join(TABLES)} for tables and {', '.join(GRAPHS)} for graphs.")
    return _known(table, tuple(TABLES)), _known(graph, tuple(GRAPHS))


def _known(wanted: str | None, offered: Sequence[str]) -> str:
    """The type meant by a name that clients use for it; the first offered one where none is wanted."""
    meant = _ALIASES.get(wanted or "", wanted or "")
    return meant if meant in offered else offered[0]


def _tag(generation: str, asked: Asked, table: str, graph: str) -> str:
    """The same for the same question on the same generation, in the same form."""
    parts = (generation, asked.query, *asked.default_graphs, "|", *asked.named_graphs, table, graph)
    return '"' + hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32] + '"'
