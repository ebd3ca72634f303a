"""Answers of SPARQL queries as pages show them: a table whose cells lead to the pages of what they name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg_builder.model.errors import QueryError
from kg_builder.rdf import guard
from kg_builder.rdf.terms import BASE
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Served
from kg_builder.serve.sparql.workers import Busy, Job, Result, Workers

_TABLE, _GRAPH = "application/sparql-results+json", "text/turtle"
_MOST = 4 * 1024**2  # bytes of an answer that a page takes; a program may take more


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: what it says, and where that leads. A link outside the graph is no link here."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a query; `fault` is the key of a sentence in strings.toml where nothing came."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()
    graph: str = ""  # Turtle, where the query makes triples
    truth: bool | None = None  # of ASK
    more: bool = False  # there are rows past those shown
    fault: str = ""
    why: str = ""  # what the parser says


async def ask(
    workers: Workers, served: Served, settings: Settings, query: str, links: Mapping[str, str] | None = None, most: int = 200
) -> Answered:  # fmt: skip
    """The answer of a query, at most `most` rows of it; `links` say which column is named by which variable."""
    try:
        guard.check(query, settings.query_length, settings.query_depth)
    except QueryError as error:
        return Answered(fault="wrong", why=str(error))
    try:
        result = await workers.ask(Job(served.store, query, _TABLE, _GRAPH))
    except Busy:
        return Answered(fault="busy")
    if result.status != "ok":
        return Answered(fault=result.status, why=result.message)
    body = _body(result)
    if body is None:
        return Answered(fault="large")
    if result.media_type == _GRAPH:
        return Answered(graph=body.decode("utf-8"))
    return _table(json.loads(body), links or {}, most)


def _body(result: Result) -> bytes | None:
    """What was answered, however it was kept; None where it is more than a page takes."""
    if result.file is not None and result.size > _MOST:
        result.file.close()
        return None
    return result.whole()


def _table(answer: Mapping[str, object], links: Mapping[str, str], most: int) -> Answered:
    if "boolean" in answer:
        return Answered(truth=bool(answer["boolean"]))
    parts: Mapping[str, Sequence[str]] = answer["head"]  # type: ignore[assignment]
    found: Mapping[str, Sequence[Mapping[str, Mapping[str, str]]]] = answer["results"]  # type: ignore[assignment]
    columns = tuple(name for name in parts["vars"] if name not in links.values())
    rows = tuple(
        tuple(_shown(row.get(column), row.get(links.get(column, ""))) for column in columns)
        for row in found["bindings"][:most]
    )
    return Answered(columns, rows, more=len(found["bindings"]) > most)


def _shown(term: Mapping[str, str] | None, link: Mapping[str, str] | None) -> Shown:
    if term is None:
        return Shown("")
    named = link or term
    href = local(named["value"]) if named["type"] == "uri" else ""
    text = term["value"]
    return Shown(text.removeprefix(BASE) if term["type"] == "uri" else text, href)


def local(address: str) -> str:
    """Where an IRI of the graph opens on this server; "" for any other.

    >>> local("https://w3id.org/kg-builder/id/official/a-1"), local("javascript:alert(1)")
    ('/id/official/a-1', '')
    """
    return f"/id/{address.removeprefix(BASE)}" if address.startswith(BASE) else ""
