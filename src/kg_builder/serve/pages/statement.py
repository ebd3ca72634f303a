"""The pages of one statement and of one place that says it: addresses that can be cited."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.serve.pages.core import page_of
from kg_builder.serve.pages.frame import reading, render
from kg_builder.serve.pages.quoting import Quotations

_SIZE = 20  # quotations of a page
_WIDE = 260  # code points around the words on the page of an evidence


def statement(request: Request, own: str) -> Response:
    """A statement with all its quotations."""
    index = reading(request).index
    found = index.statement(own.removeprefix("statement/"))
    if found is None:
        raise HTTPException(404)
    page = page_of(request)
    quotations = Quotations(index)
    said = quotations.said([found], 0)[0]
    places = [quotations.of(each) for each in index.evidence(found.statement.id, _SIZE, page * _SIZE)]
    refuted = [quotations.of(each) for each in found.statement.refuted]
    return render(
        request, "statement.html.j2", said=said, places=places, refuted=refuted, page=page, size=_SIZE, own=own
    )


def evidence(request: Request, own: str) -> Response:
    """One quotation, with more of the text around it."""
    index = reading(request).index
    found = index.quotation(own.removeprefix("evidence/"))
    if found is None:
        raise HTTPException(404)
    quoted, place = found
    quotations = Quotations(index)
    quotation = quotations.of(place, _WIDE)
    return render(request, "evidence.html.j2", said=quotations.said([quoted], 0)[0], q=quotation, own=own)
