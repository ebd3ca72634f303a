"""/compare: speakers of one article or campaign side by side; /compare.csv is the same as a table of data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg_builder.browse import Comparison, Index, campaign_articles, compare
from kg_builder.browse.comparison import ACTORS, KINDS, MOST_COLUMNS, USUAL, Cell, Row
from kg_builder.model.knowledge import Entity
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.rdf.terms import BASE
from kg_builder.serve.pages.frame import reading, render
from kg_builder.serve.pages.quoting import Quotations
from kg_builder.serve.pages.sheet import sheet

_QUOTES = 3  # sentences of one cell; the statement's own page has them all
_CHOICES = 60  # campaigns and articles that the empty form offers


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared."""

    scope: str  # campaign or article
    own: str  # its id
    title: str
    articles: tuple[str, ...]
    kinds: tuple[EntityType, ...]
    who: str  # Official, Bureau or all
    chosen: tuple[str, ...]  # speakers; none means those who say most

    @property
    def query(self) -> str:
        """The same question as a part of an address."""
        pairs = [(self.scope, self.own), *(("kind", kind) for kind in self.kinds), ("who", self.who)]
        return urlencode([*pairs, *(("speaker", own) for own in self.chosen)])


def routes() -> list[BaseRoute]:
    """The comparison, for people and for programs."""
    return [Route("/compare", _page, name="compare"), Route("/compare.csv", _csv)]


def _page(request: Request) -> Response:
    index = reading(request).index
    moved = _moved(request, index)
    if moved:
        return RedirectResponse(moved, 301)
    asked = _asked(request, index)
    if asked is None:
        campaigns = [each for each in index.of_type(EntityType.CAMPAIGN, _CHOICES) if each[1]]
        return render(request, "compare_choose.html.j2", campaigns=campaigns, articles=index.dialogues(_CHOICES))
    found = _found(index, asked)
    quotations = Quotations(index)
    return render(
        request,
        "compare.html.j2",
        wanted=asked,
        found=found,
        standings=found.standings(),
        bodies={column.id: _body(index, column) for column in found.columns},
        quoted=lambda cell: [(s, quotations.of(e)) for s, e in cell.said[:_QUOTES]],
        kinds=KINDS,
        whole=len(asked.articles),
        most=MOST_COLUMNS,
    )


def _csv(request: Request) -> Response:
    """A row a thing and a column a speaker; with `shape=long` a row a sentence."""
    index = reading(request).index
    asked = _asked(request, index)
    if asked is None:
        raise HTTPException(400, "Say what to compare: campaign=ID or article=ID.")
    found = _found(index, asked)
    long = request.query_params.get("shape") == "long"
    rows = _long(index, found) if long else _wide(found)
    return sheet(rows, f"comparison-{asked.own.rpartition('/')[2]}{'-long' if long else ''}.csv")


def _moved(request: Request, index: Index) -> str:
    """The address with the id of a campaign that has another today; "" where nothing moved."""
    own = request.query_params.get("campaign", "")
    today = index.current(own) if own else own
    if today == own:
        return ""
    pairs = [(k, today if k == "campaign" else v) for k, v in request.query_params.multi_items()]
    return f"/compare?{urlencode(pairs)}"


def _asked(request: Request, index: Index) -> Asked | None:
    given = request.query_params
    kinds = tuple(kind for kind in KINDS if kind in given.getlist("kind")) or USUAL
    who = given.get("who", "Official")
    chosen = tuple(given.getlist("speaker"))[:MOST_COLUMNS]
    if own := given.get("campaign"):
        campaign = index.entity(index.current(own))
        if campaign is None or campaign.type is not EntityType.CAMPAIGN:
            raise HTTPException(404, f"There is no campaign '{own[:100]}'.")
        articles = tuple(campaign_articles(index, campaign.id))
        return Asked("campaign", campaign.id, campaign.name, articles, kinds, who, chosen)
    if own := given.get("article"):
        header = index.header(own.removeprefix("article/"))
        if header is None:
            raise HTTPException(404, f"There is no article '{own[:100]}'.")
        return Asked("article", header.id, header.title or header.source, (header.id,), kinds, who, chosen)
    return None


def _found(index: Index, asked: Asked) -> Comparison:
    actors = ACTORS if asked.who == "all" else tuple(kind for kind in ACTORS if kind == asked.who) or ACTORS[:1]
    return compare(index, asked.articles, asked.kinds, asked.chosen, actors)


def _body(index: Index, actor: Entity) -> Entity | None:
    """The body that an official leads, the one of which it is said most."""
    if actor.type is not EntityType.OFFICIAL:
        return None
    led = [
        each.statement
        for each in index.statements(subject=actor.id, predicate=Predicate.LEADS, limit=5)
        if each.statement.status != "rejected" and not each.statement.former
    ]
    return index.entity(str(led[0].object)) if led else None


def _wide(found: Comparison) -> Iterable[Sequence[object]]:
    names = [column.name for column in found.columns]
    told = (c.name if names.count(c.name) == 1 else f"{c.name} ({c.id.rpartition('/')[2]})" for c in found.columns)
    yield ("thing", "kind", "iri", "spread", "speakers", *told)
    for row in found.rows:
        stances = (cell.stance for cell in row.cells)
        yield (row.thing.name, row.thing.type, BASE + row.thing.id, row.spread, row.users, *stances)


def _long(index: Index, found: Comparison) -> Iterable[Sequence[object]]:
    yield (
        "thing", "kind", "thing_iri", "spread", "speaker", "speaker_iri", "stance", "quote", "article", "date", "title",
        "start", "end", "evidence_iri",
    )  # fmt: skip
    articles = {e.article for row in found.rows for cell in row.cells for _, e in cell.said}
    headers = index.headers(articles)
    for row in found.rows:
        for column, cell in zip(found.columns, row.cells, strict=True):
            yield from _sentences(row, column, cell, headers)


def _sentences(row: Row, column: Entity, cell: Cell, headers: Mapping[str, object]) -> Iterable[Sequence[object]]:
    ends = (row.thing.name, row.thing.type, BASE + row.thing.id, row.spread, column.name, BASE + column.id)
    if not cell.said:
        yield (*ends, cell.stance, "", "", "", "", "", "", "")
    for statement, e in cell.said:
        header = headers.get(e.article)
        stance = "pledges" if statement.predicate is Predicate.COMMITS_TO else "invokes"
        told = (getattr(header, "date", "") or "", getattr(header, "title", "") or "")
        yield (*ends, stance, e.quote, e.article, *told, e.span.start, e.span.end, f"{BASE}evidence/{e.id}")
