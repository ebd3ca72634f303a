"""The pages of a build whose graph is too large for one, taken part by part from the workbook (see network/chapters.py)."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kg_builder import network
from kg_builder.model import codec
from kg_builder.model.extension import Engine
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.vocabulary import EntityType
from kg_builder.pipeline import corpus
from kg_builder.project import Output
from kg_builder.workbook import Workbook

Excerpt = tuple[KnowledgeGraph, dict[str, int]]  # a part of the graph, and how many quotes of each statement it lacks
_DEGREES = """
SELECT entity.id, coalesce(sum(line.n), 0) AS degree FROM entity LEFT JOIN (
  SELECT subject AS id, count(*) AS n FROM statement WHERE object <> '' GROUP BY subject
  UNION ALL SELECT object, count(*) FROM statement WHERE object <> '' GROUP BY object
) AS line ON line.id = entity.id WHERE entity.kind IN (?, ?, ?) GROUP BY entity.id ORDER BY degree DESC, entity.id LIMIT ?
"""
_AROUND = """
SELECT id FROM (
  SELECT object AS id FROM statement WHERE object <> '' AND subject IN (SELECT id FROM chosen)
  UNION ALL SELECT subject FROM statement WHERE object IN (SELECT id FROM chosen)
) WHERE id NOT IN (SELECT id FROM chosen) GROUP BY id ORDER BY count(*) DESC, id LIMIT ?
"""
_LINES = """
SELECT subject, object FROM statement WHERE object <> '' AND subject IN (SELECT id FROM chosen)
UNION SELECT subject, object FROM statement WHERE object IN (SELECT id FROM chosen) ORDER BY subject, object
"""
_AMONG = """
SELECT id, subject FROM statement WHERE subject IN (SELECT id FROM chosen) AND (object = '' OR object IN (SELECT id FROM chosen)) ORDER BY id
"""
_SIZE = "SELECT (SELECT count(*) FROM entity), (SELECT count(*) FROM statement WHERE object <> '')"


def is_large(book: Workbook) -> bool:
    """True for a graph that one page does not hold."""
    return not network.fits(*book.rows(_SIZE)[0])


def telling(book: Workbook) -> Excerpt:
    """The most telling part of a large graph."""
    core = _ranked(book, *map(str, network.KINDS), network.CORE)
    with _chosen(book, core):
        around = [own for (own,) in book.rows(_AROUND, network.MOST - len(core))]
    return _part(book, {*core, *around})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page to be made, with all that is needed for it."""

    path: str
    graph: bytes  # encoded: made and read several times as fast as a pickle
    texts: dict[str, str]
    whole: int
    links: list[network.Link]
    left: dict[str, int]


def write(book: Workbook, place: Output, engine: Engine) -> None:
    """Writes the pages of a large graph: the index, one a campaign or region."""
    for path, page in engine.spread(_page, _asked(book, place)):
        file = place.graph / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(page)


def _page(asked: _Asked) -> tuple[str, bytes]:
    graph = codec.decode(asked.graph, KnowledgeGraph)
    return asked.path, network.page(graph, asked.texts, asked.whole, asked.links, asked.left).encode()


def _asked(book: Workbook, place: Output) -> Iterator[_Asked]:
    index, whole = telling(book), book.rows(_SIZE)[0][0]
    shown = len(index[0].entities)
    chapters = _chapters(book)

    def asked(path: str, excerpt: Excerpt, of: network.Chapter | None = None) -> _Asked:
        graph, left = excerpt
        texts = {own: (place.articles / f"{own}.txt").read_bytes().decode("utf-8") for own in graph.articles}
        return _Asked(path, codec.encode(graph), texts, whole, network.links(chapters, shown, of), left)

    yield asked(network.INDEX, index)
    del index  # as large as a page may be
    for each in chapters:
        yield asked(each.link.href, _part(book, each.nodes), each)


def _chapters(book: Workbook) -> list[network.Chapter]:
    def near(owns: Collection[str]) -> list[tuple[str, str]]:
        with _chosen(book, owns):
            return [(subject, target) for subject, target in book.rows(_LINES)]

    heads = [
        found[0]
        for kind in (EntityType.CAMPAIGN, EntityType.REGION)
        for own in _ranked(book, kind, kind, kind, network.PAGES)
        if (found := corpus.entity(book, own))
    ]
    return network.chapters(heads, near)


def _ranked(book: Workbook, *asked: object) -> list[str]:
    """The entities of three kinds that have most relations, so many of them."""
    return [own for own, _ in book.rows(_DEGREES, *asked)]


def _part(book: Workbook, ids: Collection[str]) -> Excerpt:
    """Some entities and what is said among them, with the quotes that a page holds."""
    entities = {own: found[0] for own in sorted(ids) if (found := corpus.entity(book, own))}
    with _chosen(book, entities):
        among = book.rows(_AMONG)
    statements, left = network.quoted(corpus.statement_of(book, subject, own) for own, subject in among)
    articles = {evidence.article for s in statements.values() for evidence in s.evidence}
    headers = {article: corpus.header_of(book, article) for article in sorted(articles)}
    return KnowledgeGraph(entities, statements, headers, {}), left


@contextmanager
def _chosen(book: Workbook, ids: Iterable[str]) -> Iterator[None]:
    """While it is open, the table `chosen` holds the ids."""
    book.run("INSERT INTO chosen VALUES(?)", [(own,) for own in ids])
    yield
    book.run("DELETE FROM chosen", [()])
