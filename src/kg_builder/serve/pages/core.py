"""The pages that every visitor meets first."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg_builder.model.vocabulary import EntityType
from kg_builder.serve.pages.frame import reading, render


def routes() -> list[BaseRoute]:
    """Home."""
    return [Route("/", home)]


def home(request: Request) -> Response:
    """What there is, and where to begin."""
    index = reading(request).index
    first = {kind: index.of_type(kind, 12) for kind in (EntityType.CAMPAIGN, EntityType.OFFICIAL, EntityType.BUREAU)}
    return render(request, "home.html.j2", counts=index.counts(), first=first, articles=index.articles(limit=8))
