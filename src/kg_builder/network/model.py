"""The graph as pyvis holds it: nodes with place, shape and colour, edges with their statement, options."""

from typing import TYPE_CHECKING

from kg_builder.model.knowledge import KnowledgeGraph, Status
from kg_builder.model.vocabulary import Predicate
from kg_builder.network.layout import Picture
from kg_builder.network.styles import STYLES

if TYPE_CHECKING:
    from pyvis.network import Network


def model(graph: KnowledgeGraph, picture: Picture) -> "Network":
    """The network of a graph, in its picture.

    pyvis looks through all nodes before it adds one, and for each end of an edge; ids are unique and ends are there in our graph,
    so what it keeps is put where it keeps it.
    """
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True, cdn_resources="in_line")
    for own, entity in graph.entities.items():
        look, (x, y) = STYLES[entity.type], picture.place[own]
        node = Node(own, look.shape, entity.name, size=look.size, color=look.light, x=x, y=y, physics=False).options
        network.nodes.append(node)
        network.node_map[own] = node
    network.node_ids.extend(graph.entities)
    network.edges.extend(
        {"from": s.subject, "to": s.object, "id": s.id, "arrows": "to", "dashes": s.predicate is Predicate.INVOKES}
        for s in graph.statements.values()
        if isinstance(s.object, str) and s.status is not Status.REJECTED
    )
    network.options.physics.enabled = False
    return network
