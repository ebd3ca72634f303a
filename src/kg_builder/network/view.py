"""The one mapping of the graph to a network."""

from typing import TYPE_CHECKING

from kg_builder.model.knowledge import KnowledgeGraph, Literal, Status
from kg_builder.model.shown import writable

if TYPE_CHECKING:
    import networkx as nx


def view(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Nodes are entities, edges are statements between entities that are not rejected; a date is an attribute of its event.

    Attributes are strings and numbers only, so that every file format can hold them.
    """
    import networkx

    network: nx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for entity in graph.entities.values():
        attributes: dict[str, str | float] = {
            "label": _text(entity.name),
            "type": str(entity.type),
            "aliases": _text("|".join(entity.aliases)),
        }
        if entity.level:
            attributes["level"] = str(entity.level)
        if entity.code:
            attributes["code"] = _text(entity.code)
        if entity.lon is not None and entity.lat is not None:
            attributes |= {"lon": entity.lon, "lat": entity.lat}
        network.add_node(entity.id, **attributes)
    for statement in graph.statements.values():
        if statement.status is Status.REJECTED:
            continue
        if isinstance(statement.object, Literal):
            dates = {statement.object.value, *str(network.nodes[statement.subject].get("dates", "")).split("|")} - {""}
            network.nodes[statement.subject]["dates"] = _text("|".join(sorted(dates)))
            continue
        network.add_edge(
            statement.subject, statement.object, key=statement.id, label=str(statement.predicate),
            weight=round(statement.score, 3), evidence=len(statement.evidence),
            quote=_text(statement.evidence[0].quote) if statement.evidence else "", former=int(statement.former),
        )  # fmt: skip
    return network


def _text(value: str) -> str:
    """As XML can hold it, which reads any line end as a line feed."""
    return writable(value.replace("\r\n", "\n").replace("\r", "\n"))
