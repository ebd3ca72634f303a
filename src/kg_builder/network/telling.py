"""The most telling part of a large graph: campaigns, officials and bodies of most relations, and what is around them."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from kg_builder.model.knowledge import KnowledgeGraph, Literal, Statement
from kg_builder.model.vocabulary import EntityType

LARGE = 3000  # entities up to which a page is drawn whole when it opens
MOST_NODES, MOST_EDGES = 20_000, 60_000  # what a page holds; of a larger graph there are several
CORE = 300  # campaigns, officials and bodies
MOST = 1000  # entities that a large page opens on
QUOTES, MOST_QUOTES = 20, 30_000  # of a statement that a page shows, and of all statements of a page of several
KINDS = (EntityType.CAMPAIGN, EntityType.OFFICIAL, EntityType.BUREAU)


def fits(nodes: int, edges: int) -> bool:
    """True of a graph that one page holds."""
    return nodes <= MOST_NODES and edges <= MOST_EDGES


def telling(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The part of a graph that is too large for a page, all of another one."""
    lines = [(s.subject, s.object) for s in graph.statements.values() if isinstance(s.object, str)]
    if fits(len(graph.entities), len(lines)):
        return graph
    degree = Counter(end for line in lines for end in line)
    ranked = sorted((e.id for e in graph.entities.values() if e.type in KINDS), key=lambda own: (-degree[own], own))
    core = set(ranked[:CORE])
    near = Counter(b if a in core else a for a, b in lines if (a in core) != (b in core))
    around = sorted(near, key=lambda own: (-near[own], own))[: MOST - len(core)]
    return part(graph, core | set(around))


def part(graph: KnowledgeGraph, chosen: set[str]) -> KnowledgeGraph:
    """The chosen entities, what is said among them, and the articles that say it."""
    statements = {
        own: s
        for own, s in graph.statements.items()
        if s.subject in chosen and (isinstance(s.object, Literal) or s.object in chosen)
    }
    articles = {evidence.article for s in statements.values() for evidence in s.evidence}
    return replace(
        graph,
        entities={own: entity for own, entity in graph.entities.items() if own in chosen},
        statements=statements,
        articles={own: header for own, header in graph.articles.items() if own in articles},
    )


def excerpt(graph: KnowledgeGraph) -> tuple[KnowledgeGraph, dict[str, int]]:
    """A part of a graph with the quotes that a page of several holds, and the articles they stand in; see `quoted`."""
    statements, left = quoted(graph.statements.values())
    articles = {evidence.article for s in statements.values() for evidence in s.evidence}
    headers = {own: header for own, header in graph.articles.items() if own in articles}
    return replace(graph, statements=statements, articles=headers), left


def quoted(statements: Iterable[Statement]) -> tuple[dict[str, Statement], dict[str, int]]:
    """Statements by id, each with no more quotes than a page holds, and how many each lacks.

    They are taken one by one: all quotes of a hub of the graph may be more than memory holds.
    """
    found: dict[str, Statement] = {}
    left: dict[str, int] = {}
    most, held = QUOTES, 0
    for statement in statements:
        found[statement.id] = replace(statement, evidence=statement.evidence[:most])
        left[statement.id] = max(0, len(statement.evidence) - most)
        held += len(statement.evidence) - left[statement.id]
        while held > MOST_QUOTES and most > 1:
            most -= 1
            held -= _cut(found, left, most)
    return found, left


def _cut(found: dict[str, Statement], left: dict[str, int], most: int) -> int:
    """Leaves so many quotes to each; how many were taken away."""
    longer = [s for s in found.values() if len(s.evidence) > most]
    for statement in longer:
        left[statement.id] += len(statement.evidence) - most
        found[statement.id] = replace(statement, evidence=statement.evidence[:most])
    return len(longer)
