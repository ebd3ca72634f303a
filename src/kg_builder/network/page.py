"""One self-contained HTML file: pyvis holds the network, our own template draws it, nothing is asked of any host."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg_builder.model.correction import Correction
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Literal, Statement, Status
from kg_builder.model.shown import writable
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.network.layout import positions
from kg_builder.network.telling import telling

if TYPE_CHECKING:
    from pyvis.network import Network

_T = EntityType
# Okabe and Ito's colours, told apart by every kind of sight; the shape says the same a second time.
STYLES: Mapping[EntityType, tuple[str, str, int]] = {
    _T.OFFICIAL: ("#D55E00", "dot", 15),
    _T.BUREAU: ("#0072B2", "square", 11),
    _T.REGION: ("#009E73", "hexagon", 11),
    _T.CAMPAIGN: ("#E69F00", "star", 17),
    _T.PHASE: ("#B8860B", "triangle", 10),
    _T.TASK: ("#8C6D1F", "triangleDown", 10),
    _T.SLOGAN: ("#CC79A7", "diamond", 8),
    _T.GOAL: ("#56B4E9", "triangle", 9),
    _T.MEETING: ("#5D6D7E", "square", 9),
    _T.POST: ("#A0785A", "dot", 7),
    _T.COMMITMENT: ("#999999", "dot", 6),
}
_FOLDED = (_T.POST, _T.COMMITMENT)
_WEIGHT = {_T.CAMPAIGN: 30.0, _T.OFFICIAL: 20.0, _T.BUREAU: 8.0, _T.REGION: 4.0}
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_QUOTES = 20  # of a statement shown on the page
_AROUND = 110  # characters of an article shown on either side of a quote


def page(graph: KnowledgeGraph, texts: Mapping[str, str], whole: int | None = None) -> str:
    """The page of a graph; `texts` are the articles as read, by id. `whole` counts the entities it was taken from.

    Of a large graph the most telling part is shown, and of many quotes the first.
    """
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    whole = len(graph.entities) if whole is None else whole
    graph = telling(graph)
    template = environment.from_string(_asset("templates", "graph.html.j2"))
    scripts = [_asset("vendor", "vis-network.min.js"), _asset("templates", "graph.js")]
    style = _asset("templates", "graph.css")
    policy = (
        "default-src 'none'; img-src data: blob:; "
        f"script-src {' '.join(_hash(script) for script in scripts)}; style-src 'unsafe-inline'"
    )
    return template.render(data=_json(_data(graph, texts, whole)), scripts=scripts, style=style, policy=policy)


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
        [n for n, e in graph.entities.items() if e.type in _FOLDED],
    )
    for own, entity in graph.entities.items():
        colour, shape, size = STYLES[entity.type]
        x, y = place[own]
        network.add_node(own, label=_label(entity), shape=shape, size=size, color=colour, x=x, y=y, physics=False)
    # pyvis looks through all edges before it adds one; the list itself is what it keeps
    network.edges.extend(
        {"from": s.subject, "to": s.object, "id": s.id, "dashes": s.predicate is Predicate.INVOKES} for s in edges
    )
    network.options.physics.enabled = False
    return network


def _label(entity: Entity) -> str:
    return entity.name if len(entity.name) <= 16 else entity.name[:15] + "…"


def _data(graph: KnowledgeGraph, texts: Mapping[str, str], whole: int) -> dict[str, object]:
    network = model(graph)
    return {
        "nodes": [_node(graph, node) for node in network.nodes],
        "edges": [_edge(graph.statements[str(edge["id"])], texts, graph.corrections) | {"dashes": edge["dashes"]} for edge in network.edges],
        "dates": [
            {"node": s.subject, "date": s.object.value, **_places(s, texts)}
            for s in graph.statements.values() if isinstance(s.object, Literal) and s.status is not Status.REJECTED
        ],
        "articles": {
            h.id: {"title": h.title or h.source, "date": h.date or "", "url": h.url or "", "publisher": h.publisher or ""}
            for h in graph.articles.values()
        },
        "styles": {str(kind): {"color": colour, "shape": shape} for kind, (colour, shape, _) in STYLES.items()},
        "whole": whole,
        "folded": [str(kind) for kind in _FOLDED],
    }  # fmt: skip


def _node(graph: KnowledgeGraph, node: Mapping[str, object]) -> dict[str, object]:
    entity = graph.entities[str(node["id"])]
    return {
        "id": entity.id, "label": node["label"], "name": entity.name, "type": str(entity.type), "aliases": entity.aliases,
        "x": node["x"], "y": node["y"], "size": node["size"], "find": _reading(entity.name), "code": entity.code,
    }  # fmt: skip


def _edge(statement: Statement, texts: Mapping[str, str], corrections: Sequence[Correction]) -> dict[str, object]:
    decided = {decision.correction for decision in statement.decisions}
    told = [f"{c.author} {c.made_at[:10]}：{c.reason}" for c in corrections if c.id in decided] if decided else []
    curated = {"status": str(statement.status), "decided": told} if told else {}
    return curated | {
        "id": statement.id, "from": statement.subject, "to": statement.object, "predicate": str(statement.predicate),
        "score": round(statement.score, 2), "former": statement.former, "since": statement.valid_from or "",
        "until": statement.valid_until or "", **_places(statement, texts),
    }  # fmt: skip


def _places(statement: Statement, texts: Mapping[str, str]) -> dict[str, object]:
    """The first quotes of a statement, and how many more there are."""
    shown = [_place(evidence, texts) for evidence in statement.evidence[:_QUOTES]]
    return {"evidence": shown, "more": len(statement.evidence) - len(shown)}


def _place(evidence: Evidence, texts: Mapping[str, str]) -> dict[str, object]:
    text = texts.get(evidence.article, "")
    start, end = evidence.span.start, evidence.span.end
    left = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = text.find("\n", end)
    right = min(stop if stop >= 0 else len(text), end + _AROUND)
    return {
        "article": evidence.article, "before": text[left:start], "quote": evidence.quote, "after": text[end:right],
        "start": start, "end": end, "speaker": evidence.speaker,
    }  # fmt: skip


@lru_cache(maxsize=65536)
def _reading(name: str) -> str:
    """Pinyin and initials, so that 'zhuyongzhi' and 'zyz' find 朱勇志."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    return "".join(syllables).lower() + " " + "".join(syllable[0] for syllable in syllables if syllable).lower()


def _json(value: object) -> str:
    """JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return writable(text)


def _asset(folder: str, name: str) -> str:
    return (files("kg_builder.network") / folder / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
