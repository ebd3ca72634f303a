"""Linked data: each IRI of the graph opens, for people and for programs.

/id/PATH        what an IRI is opened at: 303 to a page or to data, as the client wants; 301 where the id became another
/page/PATH      for people
/data/PATH.ttl  for programs; .jsonld, .json, .nt and .rdf as well
/ontology       the vocabulary, by the same rule

A suffix behind /id/PATH or /ontology leads to the data, whatever the client wants.
"""

import hashlib
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from kg_builder.serve import about
from kg_builder.serve.negotiate import best
from kg_builder.serve.pages import resource
from kg_builder.serve.pages.article import article
from kg_builder.serve.pages.entity import entity
from kg_builder.serve.pages.frame import address, reading
from kg_builder.serve.pages.statement import evidence, statement
from kg_builder.serve.sparql.workers import Job, Workers

FORMS: Mapping[str, tuple[str, str]] = {  # suffix -> (media type of the answer, what the writer calls it)
    "ttl": ("text/turtle", "text/turtle"),
    "jsonld": ("application/ld+json", "application/ld+json"),
    "json": ("application/json", "application/ld+json"),
    "nt": ("application/n-triples", "application/n-triples"),
    "rdf": ("application/rdf+xml", "application/rdf+xml"),
}
ONTOLOGY = "ontology"


def routes(workers: Workers) -> list[BaseRoute]:
    """/id, /page, /data and /ontology."""

    async def opened(request: Request) -> Response:
        own = request.path_params["path"]
        plain, _, suffix = own.rpartition(".")
        if plain and suffix in FORMS:
            return RedirectResponse(f"{address(plain, 'data')}.{suffix}", 303)
        new = await run_in_threadpool(reading(request).index.current, own)
        if new != own:
            return RedirectResponse(address(new, "id"), 301)
        return _other(request, own)

    async def ontology(request: Request) -> Response:
        suffix = request.path_params.get("suffix")
        if suffix is None:
            return _other(request, ONTOLOGY)
        if suffix not in FORMS:
            raise HTTPException(404, f"Add one of .{', .'.join(FORMS)} to /{ONTOLOGY}.")
        return RedirectResponse(f"{address(ONTOLOGY, 'data')}.{suffix}", 303)

    async def page(request: Request) -> Response:
        own = request.path_params["path"]
        if own == ONTOLOGY:
            return await run_in_threadpool(resource.ontology, request)
        made = await run_in_threadpool(_of_index, request, own)
        return made or await resource.resource(request, own, workers)

    async def data(request: Request) -> Response:
        own, _, suffix = request.path_params["path"].rpartition(".")
        if suffix not in FORMS or not own:
            raise HTTPException(404, f"Add one of .{', .'.join(FORMS)} to the path of an IRI.")
        new = await run_in_threadpool(reading(request).index.current, own)
        if new != own:
            return RedirectResponse(f"{address(new, 'data')}.{suffix}", 301)
        return await _data(request, own, suffix, workers)

    return [
        Route("/id/{path:path}", opened),
        Route("/page/{path:path}", page),
        Route("/data/{path:path}", data),
        Route("/ontology", ontology),
        Route("/ontology.{suffix}", ontology),
    ]


def _of_index(request: Request, own: str) -> Response | None:
    """The page of what the index knows, the address of what it became; None where it knows nothing of that name."""
    index = reading(request).index
    new = index.current(own)
    if new != own:
        return RedirectResponse(address(new), 301)
    kind, _, name = own.partition("/")
    if kind == "article" and index.header(name):
        return article(request, own)
    if kind == "statement" and index.statement(name):
        return statement(request, own)
    if kind == "evidence" and index.quotation(name):
        return evidence(request, own)
    found = index.entity(own)
    return entity(request, own, found) if found else None


def _other(request: Request, own: str) -> Response:
    """303 to the page or the data about a thing, which is neither."""
    offered = ("text/html", *(media_type for media_type, _ in FORMS.values()))
    wanted = best(request.headers.get("accept", ""), offered)
    if wanted is None:
        raise HTTPException(406, f"There is {', '.join(offered)}.")
    suffix = next((suffix for suffix, (media_type, _) in FORMS.items() if media_type == wanted), "")
    target = f"{address(own, 'data')}.{suffix}" if suffix else address(own)
    return RedirectResponse(target, 303, {"Vary": "Accept"})


async def _data(request: Request, own: str, suffix: str, workers: Workers) -> Response:
    """All that is said of a thing."""
    served = reading(request)
    media_type, written = FORMS[suffix]
    tag = '"' + hashlib.sha256(f"{served.name} {own} {suffix}".encode("utf-8", "replace")).hexdigest()[:32] + '"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Link": f'<{address(own)}>; rel="alternate"; type="text/html"'}
    if tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {about.described(own)} }}"
    asked = f"ASK {{ {about.described(own)} }}"
    if b"false" in (await about.answered(workers, Job(served.store, asked, "text/csv", written))).body:
        raise HTTPException(404, "Nothing in this graph has that address.")
    result = await about.answered(workers, Job(served.store, query, "text/csv", written))
    kind = f"{media_type}; charset=utf-8"
    return StreamingResponse(result.parts(), headers=headers, media_type=kind)
