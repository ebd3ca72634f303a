"""One self-contained HTML file: pyvis holds the network, our own template draws it, nothing is asked of any host."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg_builder.model.knowledge import KnowledgeGraph, Status
from kg_builder.model.shown import writable
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.network.assets import asset, csp_hash, scripts, style, words
from kg_builder.network.content import content
from kg_builder.network.layout import positions
from kg_builder.network.styles import FOLDED, STYLES
from kg_builder.network.telling import telling

if TYPE_CHECKING:
    from pyvis.network import Network

_T = EntityType
_WEIGHT = {_T.CAMPAIGN: 30.0, _T.OFFICIAL: 20.0, _T.BUREAU: 8.0, _T.REGION: 4.0}
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(graph: KnowledgeGraph, texts: Mapping[str, str], whole: int | None = None) -> str:
    """The page of a graph; `texts` are the articles as read, by id. `whole` counts the entities it was taken from."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    whole = len(graph.entities) if whole is None else whole
    graph = telling(graph)
    template = environment.from_string(asset("templates", "graph.html.j2"))
    run = scripts()
    policy = (
        "default-src 'none'; img-src data: blob:; "
        f"script-src {' '.join(csp_hash(script) for script in run)}; style-src 'unsafe-inline'"
    )
    network = model(graph)
    place = {str(node["id"]): (node["x"], node["y"]) for node in network.nodes}
    data = _json(content(graph, texts, place, (), whole))
    return template.render(data=data, words=_json(words()), scripts=run, style=style(), policy=policy)


def model(graph: KnowledgeGraph) -> "Network":
    """The network as pyvis holds it: nodes with place, shape and colour, edges with their statement, options."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    edges = [s for s in graph.statements.values() if isinstance(s.object, str) and s.status is not Status.REJECTED]
    nodes = list(graph.entities)
    place = positions(
        nodes,
        [(s.subject, str(s.object)) for s in edges],
        {n: _WEIGHT.get(e.type, 0.0) for n, e in graph.entities.items()},
        [n for n, e in graph.entities.items() if e.type in FOLDED],
    )
    for own, entity in graph.entities.items():
        look = STYLES[entity.type]
        x, y = place[own]
        network.add_node(
            own, label=entity.name, shape=look.shape, size=look.size, color=look.light, x=x, y=y, physics=False
        )
    # pyvis looks through all edges before it adds one; the list itself is what it keeps
    network.edges.extend(
        {"from": s.subject, "to": s.object, "id": s.id, "dashes": s.predicate is Predicate.INVOKES} for s in edges
    )
    network.options.physics.enabled = False
    return network


def _json(value: object) -> str:
    """JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return writable(text)
