"""Equal statements become one, and their evidence adds up. Associative and commutative."""

from collections.abc import Iterable

from kg_builder.model.article import Header
from kg_builder.model.knowledge import KnowledgeGraph, Statement, join
from kg_builder.resolve.link import Linker


def merge(statements: Iterable[Statement], linker: Linker, headers: Iterable[Header]) -> KnowledgeGraph:
    """The graph of all statements, everything in sorted order."""
    joined: dict[str, Statement] = {}
    for statement in statements:
        other = joined.get(statement.id)
        joined[statement.id] = statement if other is None else join(other, statement)
    articles: dict[str, Header] = {}
    for header in sorted(headers, key=lambda h: (h.id, h.source)):
        articles.setdefault(header.id, header)
    return KnowledgeGraph(
        entities=linker.entities,
        statements=dict(sorted(joined.items())),
        articles=articles,
        redirects={},
        merges=tuple(sorted(linker.merges, key=lambda m: (m.entity, m.other or "", m.reason))),
    )
