"""The page of an entity: what is said of it, in both directions, with the words that say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.browse import Index
from kg_builder.model.knowledge import Entity
from kg_builder.model.vocabulary import Predicate
from kg_builder.serve.pages.around import picture
from kg_builder.serve.pages.core import page_of
from kg_builder.serve.pages.frame import reading, render
from kg_builder.serve.pages.quoting import Quotations, Said

_FEW, _MANY = 8, 40  # statements of a group: among others, alone on the page
_QUOTES, _PLAIN = 2, 1  # of one statement; of one that mostly follows from a name
_BY_NAME = (Predicate.LOCATED_IN, Predicate.PART_OF)
_ORDER = {str(predicate): place for place, predicate in enumerate(Predicate)}


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one predicate in one direction, or the first of them."""

    side: str  # from: the entity is the subject; to: it is the object
    predicate: str
    count: int
    said: Sequence[Said]


def entity(request: Request, own: str, found: Entity) -> Response:
    """All groups, a few statements each; or one group, page by page."""
    index = reading(request).index
    degrees = sorted(index.degrees(own), key=lambda each: (each[0], _ORDER.get(each[1], 99)))
    side, predicate = request.query_params.get("side", ""), request.query_params.get("predicate", "")
    page = page_of(request)
    chosen = [each for each in degrees if (side, predicate) == each[:2]]
    if (side or predicate) and not chosen:
        raise HTTPException(404)
    size = _MANY if chosen else _FEW
    quotations = Quotations(index)
    groups = [_group(index, quotations, own, each, size, page if chosen else 0) for each in chosen or degrees]
    related = [*found.parts, found.body]
    return render(
        request, "entity.html.j2", entity=found, groups=groups, degrees=degrees, chosen=chosen, page=page, size=size,
        picture=None if chosen else picture(index, own),
        others=index.entities(filter(None, related)), hints=index.hints([own], 3).get(own, []),
        seen=index.seen_in(own, 8), own=own,
    )  # fmt: skip


def _group(index: Index, quotations: Quotations, own: str, group: tuple[str, str, int], size: int, page: int) -> Group:
    side, predicate, count = group
    end = {"subject": own} if side == "from" else {"target": own}
    found = index.statements(**end, predicate=Predicate(predicate), limit=size, offset=page * size)
    return Group(side, predicate, count, quotations.said(found, _PLAIN if predicate in _BY_NAME else _QUOTES))
