"""Home and search: the pages that every visitor meets first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg_builder.browse import Hit, Index
from kg_builder.model.article import Header
from kg_builder.model.vocabulary import EntityType
from kg_builder.project import resource
from kg_builder.rdf import NamedQuery, named_queries
from kg_builder.serve.pages.frame import reading, render

_SHOWN = 30  # results of a page
_LONGEST = 200  # characters of a search
_LAST = 10_000  # nobody turns so many pages
KINDS = tuple(str(kind) for kind in EntityType if kind is not EntityType.DATE)
ARTICLE = "Article"


def routes() -> list[BaseRoute]:
    """Home and search."""
    return [Route("/", home), Route("/search", search)]


def home(request: Request) -> Response:
    """What there is, and where to begin."""
    index = reading(request).index
    first = {kind: index.of_type(kind, 12) for kind in (EntityType.CAMPAIGN, EntityType.OFFICIAL, EntityType.BUREAU)}
    return render(
        request, "home.html.j2", counts=index.counts(), first=first, articles=index.articles(limit=8),
        queries=_queries(), kinds=KINDS,
    )  # fmt: skip


def search(request: Request) -> Response:
    """Entities by name, pinyin or initials, and articles by title; without words, all of a class."""
    index = reading(request).index
    text = request.query_params.get("q", "").strip()[:_LONGEST]
    kind = request.query_params.get("kind", "")
    kind = kind if kind in (*KINDS, ARTICLE) else ""
    page = page_of(request)
    counts = _counts(index, text)
    found = _found(index, text, kind, page)
    total = counts.get(kind, 0) if kind else sum(counts[each] for each in counts if each != ARTICLE)
    hints = index.hints(hit.entity.id for hit in found.hits)
    articles = index.articles(text, 5) if text and not kind and page == 0 else []
    return render(
        request, "search.html.j2", text=text, kind=kind, kinds=(*KINDS, ARTICLE), counts=counts, total=total,
        page=page, size=_SHOWN, hints=hints, also=articles, hits=found.hits, headers=found.headers,
    )  # fmt: skip


def page_of(request: Request) -> int:
    """The number of the page asked for, from 0."""
    given = request.query_params.get("page", "")
    return min(int(given), _LAST) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


def _counts(index: Index, text: str) -> Mapping[str, int]:
    """How many there are of each class."""
    entities = index.found(text) if text else dict(index.counts().entities)
    return {**{kind: entities[kind] for kind in KINDS if kind in entities}, ARTICLE: index.titled(text)}


@dataclass(frozen=True, slots=True)
class _Results:
    """One page of results."""

    hits: Sequence[Hit] = ()
    headers: Sequence[Header] = ()


def _found(index: Index, text: str, kind: str, page: int) -> _Results:
    if kind == ARTICLE:
        return _Results(headers=index.articles(text, _SHOWN, page * _SHOWN))
    if text:
        return _Results(index.search(text, [EntityType(kind)] if kind else [], _SHOWN, page * _SHOWN))
    if kind:
        listed = index.of_type(EntityType(kind), _SHOWN, page * _SHOWN)
        return _Results([Hit(entity, entity.name.casefold(), "name", degree) for entity, degree in listed])
    return _Results()


@cache
def _queries() -> Mapping[str, NamedQuery]:
    return named_queries(resource("ontology"))
