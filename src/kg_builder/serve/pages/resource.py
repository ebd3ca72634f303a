"""Pages of what has none of its own: a run, a correction, a tenure, the graph of an article; and the vocabulary."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.project import resource as shipped
from kg_builder.rdf.ontology import Term, terms
from kg_builder.rdf.terms import BASE, PREFIXES
from kg_builder.serve import about
from kg_builder.serve.pages.frame import address, reading, render
from kg_builder.serve.sparql.workers import Job, Workers

_MOST = 500  # triples on a page


async def resource(request: Request, own: str, workers: Workers) -> Response:
    """The triples of a thing, as a table with links."""
    query = f"SELECT ?s ?p ?o WHERE {{ {{ {about.described(own)} }} }} ORDER BY ?s ?p ?o LIMIT {_MOST + 1}"
    job = Job(reading(request).store, query, "application/sparql-results+json", "text/turtle")
    result = await about.answered(workers, job)
    body = await run_in_threadpool(result.whole)
    rows = json.loads(body)["results"]["bindings"]
    if not rows:
        raise HTTPException(404)
    triples = [tuple(_cell(row[name]) for name in ("s", "p", "o")) for row in rows[:_MOST]]
    return await run_in_threadpool(
        render, request, "resource.html.j2", own=own, triples=triples, more=len(rows) > _MOST
    )


def ontology(request: Request) -> Response:
    """The vocabulary: each term at its own fragment."""
    return render(request, "ontology.html.j2", terms=_terms())


@cache
def _terms() -> tuple[Term, ...]:
    return terms(shipped("ontology") / "kg.ttl")


def _cell(term: Mapping[str, Any]) -> tuple[str, str]:
    """(text, local address or "") of a term."""
    value = str(term["value"])
    if term["type"] != "uri":
        return value, ""
    if value.startswith(BASE):
        return value.removeprefix(BASE), address(value.removeprefix(BASE))
    for prefix, start in PREFIXES.items():
        if value.startswith(start):
            local = value.removeprefix(start)
            return f"{prefix}:{local}", f"/ontology#{local}" if prefix == "kgb" else ""
    return value, ""
