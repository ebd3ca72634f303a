"""Equal statements become one, and their evidence adds up. Associative and commutative."""

from collections.abc import Iterable

from kg_builder.model.article import Header
from kg_builder.model.knowledge import KnowledgeGraph, Statement
from kg_builder.resolve.link import Linker


def merge(statements: Iterable[Statement], linker: Linker, headers: Iterable[Header]) -> KnowledgeGraph:
    """The graph of all statements, everything in sorted order."""
    joined: dict[str, Statement] = {}
    for statement in statements:
        other = joined.get(statement.id)
        joined[statement.id] = statement if other is None else _join(other, statement)
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


def _join(a: Statement, b: Statement) -> Statement:
    evidence = {e.id: e for e in (*a.evidence, *b.evidence)}
    return Statement(
        a.id, a.subject, a.predicate, a.object, tuple(evidence[i] for i in sorted(evidence)), a.status,
        valid_from=_first(a.valid_from, b.valid_from), valid_until=_last(a.valid_until, b.valid_until),
        former=a.former and b.former,
    )  # fmt: skip


def _first(a: str | None, b: str | None) -> str | None:
    return min(filter(None, (a, b)), default=None)


def _last(a: str | None, b: str | None) -> str | None:
    return max(filter(None, (a, b)), default=None)
