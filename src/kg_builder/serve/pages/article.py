"""The page of an article: its text as read, with what it names and what it states in place."""

import re
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.browse import Index, Quoted
from kg_builder.model.knowledge import Evidence
from kg_builder.model.shown import masked
from kg_builder.model.span import Span
from kg_builder.serve.pages.frame import reading, render
from kg_builder.serve.pages.marks import Marked, lines
from kg_builder.serve.pages.quoting import Quotations

_PART = 20_000  # code points of a text on one page
_LISTED = 600  # statements beside a part
_WEB = re.compile(r"https?://[^\s]+", re.I)


def article(request: Request, own: str) -> Response:
    """One part of the text; most articles have one only."""
    index = reading(request).index
    header = index.header(own.removeprefix("article/"))
    if header is None:
        raise HTTPException(404)
    text = masked(index.text(header.id))  # as long as the text
    parts = cut(text)
    chosen = request.query_params.get("e", "")
    part = _part(request, index, parts, header.id, chosen)
    said = index.said_in(header.id, _LISTED, within=parts[part])
    mentions = index.mentions(header.id, parts[part])
    evidence = _places(said)
    entities = index.entities([each.entity for each in mentions])
    statements = Quotations(index).said({q.statement.id: q for q, _ in said}.values(), 0)
    original = index.header(header.reprint.of) if header.reprint else None
    return render(
        request, "article.html.j2", header=header, own=own, part=part, parts=len(parts), chosen=chosen,
        lines=lines(text, parts[part], [Marked(each.span, each.entity) for each in mentions], evidence),
        entities=entities, said=said, statements={each.statement.id: each for each in statements},
        numbers={place.own: number for number, place in enumerate(evidence, 1)}, original=original, listed=_LISTED,
        named=sorted(entities.values(), key=lambda entity: (str(entity.type), entity.id)),
        speakers=index.entities(each.speaker for _, each in said if each.speaker),
        url=header.url if header.url and _WEB.fullmatch(header.url) else "",
    )  # fmt: skip


def _places(said: Sequence[tuple[Quoted, Evidence]]) -> list[Marked]:
    """Where statements are said, in the order of the list beside the text."""
    return [Marked(evidence.span, evidence.id) for _, evidence in said]


def _part(request: Request, index: Index, parts: Sequence[Span], article_id: str, chosen: str) -> int:
    """The number of the part asked for: that of an evidence, or a number."""
    place = index.quotation(chosen) if chosen else None
    if place and place[1].article == article_id:
        return next((n for n, part in enumerate(parts) if place[1].span.start < part.end), 0)
    given = request.query_params.get("part", "0")
    return min(int(given), len(parts) - 1) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


def cut(text: str) -> list[Span]:
    """The parts of a text, cut at line ends where there are some.

    >>> [(part.start, part.end) for part in cut("一" * 30_000)]
    [(0, 20000), (20000, 30000)]
    """
    found, start = [], 0
    while len(text) - start > _PART:
        end = text.rfind("\n", start + _PART // 2, start + _PART) + 1 or start + _PART
        found.append(Span(start, end))
        start = end
    return [*found, Span(start, len(text))]
