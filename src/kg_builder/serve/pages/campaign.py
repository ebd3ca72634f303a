"""/campaign/NAME: one campaign from its launch to its pledges."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg_builder.browse import campaign_view
from kg_builder.browse.campaign import Stated
from kg_builder.model.vocabulary import EntityType
from kg_builder.serve.pages.frame import reading, render
from kg_builder.serve.pages.quoting import Quotations, Said


def routes() -> list[BaseRoute]:
    """A campaign's own page."""
    return [Route("/campaign/{name}", _page, name="campaign")]


def _page(request: Request) -> Response:
    index = reading(request).index
    own = f"campaign/{request.path_params['name']}"
    today = index.current(own)
    if today != own:
        return RedirectResponse(f"/{quote(today, safe='/-._~')}", 301)
    campaign = index.entity(own)
    if campaign is None or campaign.type is not EntityType.CAMPAIGN:
        raise HTTPException(404, f"There is no campaign '{own[:100]}'.")
    quotations = Quotations(index)

    def said(stated: Stated) -> Said:
        """What the templates show of a statement."""
        places = [quotations.of(evidence) for evidence in stated.evidence]
        target = stated.other or stated.statement.object
        return Said(stated.statement, stated.other, None if isinstance(target, str) else target, places, stated.said)

    return render(request, "campaign.html.j2", view=campaign_view(index, campaign), said=said)
