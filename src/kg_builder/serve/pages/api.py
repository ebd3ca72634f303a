"""/api: what programs may ask, for people."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg_builder.serve.api.endpoints import ENDPOINTS
from kg_builder.serve.api.examples import examples
from kg_builder.serve.pages.frame import reading, render


def routes() -> list[BaseRoute]:
    """The page."""
    return [Route("/api", page, name="api_page")]


def page(request: Request) -> Response:
    """The table of endpoints, each with an address to try."""
    found = examples(reading(request).index)
    addresses = {name: f"/api/{name}" + (f"?{urlencode(each)}" if each else "") for name, each in found.items()}
    return render(request, "api.html.j2", endpoints=ENDPOINTS, examples=addresses)
