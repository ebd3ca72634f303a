"""The page of a build: of a large graph its most telling part alone is taken from the workbook (see network/telling.py)."""

from kg_builder import network
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.pipeline import corpus
from kg_builder.project import Output
from kg_builder.workbook import Workbook

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


def is_large(book: Workbook) -> bool:
    """True for a graph a page does not hold whole."""
    return bool(book.rows("SELECT count(*) > ? FROM entity", network.LARGE)[0][0])


def telling(book: Workbook) -> KnowledgeGraph:
    """The most telling part of a large graph."""
    core = [own for own, _ in book.rows(_DEGREES, *map(str, network.KINDS), network.CORE)]
    book.run("INSERT INTO chosen VALUES(?)", [(own,) for own in core])
    around = [own for (own,) in book.rows(_AROUND, network.MOST - len(core))]
    book.run("DELETE FROM chosen", [()])
    chosen = sorted({*core, *around})
    entities = {own: found[0] for own in chosen if (found := corpus.entity(book, own))}
    statements = {s.id: s for own in chosen for s in corpus.statements_of(book, own)}
    graph = network.part(KnowledgeGraph(entities, dict(sorted(statements.items())), {}, {}), set(chosen))
    articles = {evidence.article for s in graph.statements.values() for evidence in s.evidence}
    headers = {article: corpus.header_of(book, article) for article in sorted(articles)}
    return KnowledgeGraph(graph.entities, graph.statements, headers, {})


def write(book: Workbook, place: Output) -> None:
    """Writes the page of a large graph."""
    graph = telling(book)
    texts = {own: (place.articles / f"{own}.txt").read_bytes().decode("utf-8") for own in graph.articles}
    whole = book.rows("SELECT count(*) FROM entity")[0][0]
    place.page.write_text(network.page(graph, texts, whole), encoding="utf-8", newline="")
