"""/api: what programs may ask, for people."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg_builder.browse import Index
from kg_builder.model.vocabulary import EntityType
from kg_builder.serve.api.endpoints import ENDPOINTS
from kg_builder.serve.pages.frame import reading, render


def routes() -> list[BaseRoute]:
    """The page."""
    return [Route("/api", page, name="api_page")]


def page(request: Request) -> Response:
    """The table of endpoints, each with an address to try."""
    examples = _examples(reading(request).index)
    rows = [(each, f"{each.path}?{urlencode(examples[each.name])}") for each in ENDPOINTS if each.name in examples]
    return render(request, "api.html.j2", rows=rows, root=str(request.base_url).rstrip("/"))


def _examples(index: Index) -> dict[str, dict[str, str]]:
    """For each endpoint parameters that find something in this graph; none where the graph has nothing of the kind."""
    found: dict[str, dict[str, str]] = {"search": {"q": "zhengdun"}, "articles": {"limit": "5"}}
    campaigns = [entity for entity, _ in index.of_type(EntityType.CAMPAIGN, 1)]
    leading = [entity for entity, _ in index.of_type(EntityType.OFFICIAL, 1)]
    for entity in (*campaigns, *leading):
        found["entity"] = {"id": entity.id}
    for quoted in index.about(leading[0].id, limit=1) if leading else ():
        found["statement"] = {"id": quoted.statement.id}
        for evidence in index.evidence(quoted.statement.id, 1):
            found["evidence"] = {"id": evidence.id}
            found["article"] = {"id": evidence.article}
    for campaign in campaigns:
        found["compare"] = {"campaign": campaign.id}
    return found
