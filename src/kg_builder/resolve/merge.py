"""Equal statements become one, and their evidence adds up. Associative and commutative."""

from collections.abc import Iterable, Sequence

from kg_builder.model.article import Header
from kg_builder.model.knowledge import KnowledgeGraph, Merge, Statement
from kg_builder.resolve.link import Linker


def merge(statements: Iterable[Statement], linker: Linker, headers: Iterable[Header]) -> KnowledgeGraph:
    """The graph of all statements, everything in sorted order."""
    parts: dict[str, list[Statement]] = {}
    for statement in statements:
        parts.setdefault(statement.id, []).append(statement)
    articles: dict[str, Header] = {}
    for header in sorted(headers, key=lambda h: (h.id, h.source)):
        articles.setdefault(header.id, header)
    return KnowledgeGraph(
        entities=linker.entities,
        statements={own: joined(equal) for own, equal in sorted(parts.items())},
        articles=articles,
        redirects={},
        merges=tuple(sorted(linker.merges, key=order)),
    )


def order(merge: Merge) -> tuple[str, str, str, tuple[str, ...]]:
    """The order of the reasons."""
    return merge.entity, merge.other or "", merge.reason, merge.articles


def joined(equal: Sequence[Statement]) -> Statement:
    """One of equal statements."""
    first = equal[0]
    if len(equal) == 1:
        return first
    evidence = {e.id: e for statement in equal for e in statement.evidence}
    return Statement(
        first.id, first.subject, first.predicate, first.object, tuple(evidence[i] for i in sorted(evidence)), first.status,
        valid_from=min(filter(None, (s.valid_from for s in equal)), default=None),
        valid_until=max(filter(None, (s.valid_until for s in equal)), default=None),
        former=all(s.former for s in equal),
    )  # fmt: skip
