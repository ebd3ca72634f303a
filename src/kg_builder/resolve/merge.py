"""Equal statements become one, and their evidence adds up. Associative and commutative."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from kg_builder.model.article import Header
from kg_builder.model.knowledge import KnowledgeGraph, Merge, Statement, join
from kg_builder.resolve.link import Linker


def merge(statements: Iterable[Statement], linker: Linker, headers: Iterable[Header]) -> KnowledgeGraph:
    """The graph of all statements, everything in sorted order."""
    own = attrgetter("id")
    equal = groupby(sorted(statements, key=own), key=own)
    articles: dict[str, Header] = {}
    for header in sorted(headers, key=lambda h: (h.id, h.source)):
        articles.setdefault(header.id, header)
    return KnowledgeGraph(
        entities=linker.entities,
        statements={each: join(list(same)) for each, same in equal},
        articles=articles,
        redirects={},
        merges=tuple(sorted(linker.merges, key=order)),
    )


def order(merge: Merge) -> tuple[str, str, str, tuple[str, ...]]:
    """The order of the reasons."""
    return merge.entity, merge.other or "", merge.reason, merge.articles
