"""/queries: the questions that researchers ask, as forms; /query: any SPARQL query."""

from collections.abc import Sequence
from functools import cache
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg_builder.browse import Index
from kg_builder.model.vocabulary import EntityType
from kg_builder.project import resource
from kg_builder.rdf.queries import NamedQuery, named_queries
from kg_builder.rdf.terms import BASE, PREFIXES
from kg_builder.serve.pages.asking import Answered, ask
from kg_builder.serve.pages.frame import reading, render
from kg_builder.serve.pages.words import Words, language_of
from kg_builder.serve.safety import POLICY
from kg_builder.serve.settings import Settings
from kg_builder.serve.sparql.workers import Workers

_ROWS = 200  # of one page
_OFFERED = 200  # names that a form offers
_FURTHEST = 1_000_000
# The table of YASGUI adds one <style> of fixed text, for columns that can be made wider; its hash lets in that one alone.
_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='")
_START = "SELECT ?class (COUNT(?x) AS ?count) WHERE {\n  ?x a ?class .\n}\nGROUP BY ?class\nORDER BY DESC(?count)\nLIMIT 20\n"


@cache
def _named() -> dict[str, NamedQuery]:
    return named_queries(resource("ontology"))


def routes(settings: Settings, workers: Workers) -> list[BaseRoute]:
    """The list of questions, each of them, and the query page."""

    async def one(request: Request) -> Response:
        return await _one(request, settings, workers)

    async def free(request: Request) -> Response:
        return await _free(request, settings, workers)

    return [Route("/queries", _all), Route("/queries/{name}", one), Route("/query", free, name="query_page")]


def _all(request: Request) -> Response:
    return render(request, "queries.html.j2", queries=list(_named().values()))


async def _one(request: Request, settings: Settings, workers: Workers) -> Response:
    """A question, asked of everything or of one thing, a page of rows at a time."""
    query = _named().get(request.path_params["name"])
    if query is None:
        raise HTTPException(404, f"There is no query '{request.path_params['name'][:100]}'.")
    served = reading(request)
    typed = request.query_params.get("of", "").strip()
    found = _chosen(served.index, query, typed) if typed else []
    offset = _number(request.query_params.get("offset", ""))
    chosen = BASE + found[0][0] if len(found) == 1 else ""
    text = query.asked(language_of(request), chosen)
    answered = Answered()
    if not typed or chosen:
        rows = query.linked(chosen, _ROWS + 1, offset)
        answered = await ask(workers, served, settings, rows, query.links, _ROWS)
    kept = [("of", typed)] if typed else []
    return render(
        request,
        "query_named.html.j2",
        _status(answered),
        query=query,
        answered=answered,
        typed=typed,
        found=found,
        offered=_offered(served.index, query),
        text=text,
        offset=offset,
        previous=f"?{urlencode([*kept, ('offset', max(0, offset - _ROWS))])}" if offset else "",
        next=f"?{urlencode([*kept, ('offset', offset + _ROWS)])}" if answered.more else "",
        download=lambda form: "/sparql?" + urlencode({"query": text, "format": form}),
        to_editor="/query?" + urlencode({"query": text}),
    )


def _number(text: str) -> int:
    return min(int(text), _FURTHEST) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _chosen(index: Index, query: NamedQuery, typed: str) -> list[tuple[str, str]]:
    """(id, name) of what a reader means: an id, or a name that one or several things have."""
    if not query.choice:
        return []
    kind = query.choice[1]
    if kind == "Article":
        header = index.header(typed.removeprefix("article/"))
        headers = [header] if header else index.articles(typed, limit=20)
        exact = [each for each in headers if each.title == typed]
        return [(f"article/{each.id}", each.title or each.source) for each in (exact or headers)]
    entity = index.entity(index.current(typed))
    if entity and entity.type == kind:
        return [(entity.id, entity.name)]
    hits = index.search(typed, (EntityType(kind),), 20)
    same = [hit for hit in hits if hit.entity.name == typed]
    return [(hit.entity.id, hit.entity.name) for hit in (same or hits)]


def _offered(index: Index, query: NamedQuery) -> Sequence[str]:
    """Names that the form offers."""
    if not query.choice:
        return ()
    if query.choice[1] == "Article":
        return [header.title for header in index.articles(limit=_OFFERED) if header.title]
    kind = EntityType(query.choice[1])
    return list(dict.fromkeys(entity.name for entity, degree in index.of_type(kind, _OFFERED) if degree))


async def _free(request: Request, settings: Settings, workers: Workers) -> Response:
    """Any query. Without scripts the answer stands below the form; with them YASGUI takes the place of both."""
    given = request.query_params
    example = _named().get(given.get("name", ""))
    language = language_of(request)
    text = given.get("query", "") or (example.asked(language) if example else _START)
    answered = await ask(workers, reading(request), settings, text, most=_ROWS) if given.get("run") else Answered()
    examples = [
        {"name": each.name, "title": getattr(each, f"title_{language}"), "query": each.asked(language)}
        for each in _named().values()
    ]
    yasgui = {
        "endpoint": "/sparql",
        "prefixes": PREFIXES,
        "base": BASE,
        "examples": examples,
        "given": bool(given.get("query") or example),
        "tab": Words(language)("editor.tab"),
    }
    response = render(
        request, "query.html.j2", _status(answered), answered=answered, text=text, ran=bool(given.get("run")),
        examples=list(_named().values()), prefixes=PREFIXES, yasgui=yasgui, rows=_ROWS,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _status(answered: Answered) -> int:
    """What a program reads from the first line."""
    return {"": 200, "wrong": 400, "rows": 413, "large": 413}.get(answered.fault, 503)
