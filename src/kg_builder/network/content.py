"""What the page holds, as columns: a node is its place in them, and a quote is where it stands in a passage given once.

Two lists of one length say more in fewer bytes than a list of objects, and a browser reads them faster.
"""

from collections.abc import Iterable, Mapping, Sequence

from kg_builder.model.article import Header
from kg_builder.model.correction import Correction
from kg_builder.model.knowledge import Evidence, KnowledgeGraph, Literal, Statement, Status
from kg_builder.model.vocabulary import BASE, ONTOLOGY, Predicate
from kg_builder.network.layout import Picture, Title
from kg_builder.network.passages import Passages
from kg_builder.network.readings import readings
from kg_builder.network.styles import FOLDED, STYLES
from kg_builder.network.telling import QUOTES


def content(
    graph: KnowledgeGraph,
    texts: Mapping[str, str],
    place: Mapping[str, tuple[int, int]],
    picture: Picture,
    whole: int,
    left: Mapping[str, int],
) -> dict[str, object]:
    """The data of a page of `graph`; `whole` counts the entities of the graph it was taken from.

    `left` tells how many quotes of a statement `graph` lacks.
    """
    number = {own: i for i, own in enumerate(graph.entities)}
    articles = {own: i for i, own in enumerate(graph.articles)}
    passages = Passages(texts)
    said = [s for s in graph.statements.values() if s.status is not Status.REJECTED]
    lines = [s for s in said if isinstance(s.object, str) and s.subject in number and s.object in number]

    def places(statement: Statement) -> list[list[int]]:
        return [_place(e, passages, number, articles) for e in statement.evidence[:QUOTES]]

    dates = [
        {"node": number[s.subject], "date": s.object.value, "id": s.id, "evidence": places(s), "proof": _proof(s)}
        for s in said
        if isinstance(s.object, Literal) and s.subject in number
    ]
    edges = _edges(lines, number, graph.corrections, left) | {"evidence": [places(s) for s in lines]}
    return {
        "styles": {str(kind): {"light": s.light, "dark": s.dark, "shape": s.shape, "size": s.size} for kind, s in STYLES.items()},
        "folded": [str(kind) for kind in FOLDED],
        "types": [str(kind) for kind in STYLES],
        "predicates": [str(predicate) for predicate in Predicate],
        "run": {"version": graph.run.version, "pack": graph.run.pack} if graph.run else {},
        "whole": whole,
        "base": BASE,
        "ontology": ONTOLOGY,
        "nodes": _nodes(graph, place, number),
        "edges": edges,
        "dates": dates,
        "groups": [_title(title, graph, number) for title in picture.titles],
        "first": None if picture.first is None else sorted(number[own] for own in picture.first),
        "articles": [_article(header, passages) for header in graph.articles.values()],
        "readings": readings(name for e in graph.entities.values() for name in (e.name, *e.aliases)),
    }  # fmt: skip


def _nodes(graph: KnowledgeGraph, place: Mapping[str, tuple[int, int]], number: Mapping[str, int]) -> dict[str, object]:
    entities = list(graph.entities.values())
    kinds = {kind: i for i, kind in enumerate(STYLES)}
    return {
        "id": [e.id for e in entities],
        "name": [e.name for e in entities],
        "type": [kinds[e.type] for e in entities],
        "x": [place[e.id][0] for e in entities],
        "y": [place[e.id][1] for e in entities],
        "aliases": _some(e.aliases for e in entities),
        "code": _some(e.code for e in entities),
        "level": _some(str(e.level) if e.level else "" for e in entities),
        "point": _some((e.lon, e.lat) if e.lon is not None and e.lat is not None else () for e in entities),
        "parts": _some([number[p] for p in e.parts if p in number] for e in entities),
    }  # fmt: skip


def _edges(
    lines: Sequence[Statement], number: Mapping[str, int], corrections: Sequence[Correction], left: Mapping[str, int]
) -> dict[str, object]:
    kinds = {predicate: i for i, predicate in enumerate(Predicate)}
    return {
        "id": [s.id for s in lines],
        "from": [number[s.subject] for s in lines],
        "to": [number[str(s.object)] for s in lines],
        "predicate": [kinds[s.predicate] for s in lines],
        "score": [round(s.score * 1000) for s in lines],
        "proof": [_proof(s) for s in lines],
        "former": [i for i, s in enumerate(lines) if s.former],
        "since": _some(s.valid_from or "" for s in lines),
        "until": _some(s.valid_until or "" for s in lines),
        "status": _some(str(s.status) if s.decisions else "" for s in lines),
        "decided": _some(_decided(s, corrections) for s in lines),
        "more": _some(max(0, len(s.evidence) - QUOTES) + left.get(s.id, 0) for s in lines),
    }  # fmt: skip


def _proof(statement: Statement) -> str:
    """The ids of the evidence that is shown, of one length, one after another: they name it in Turtle."""
    return "".join(e.id for e in statement.evidence[:QUOTES])


def _decided(statement: Statement, corrections: Sequence[Correction]) -> list[str]:
    decided = {decision.correction for decision in statement.decisions}
    return [f"{c.author} {c.made_at[:10]}：{c.reason}" for c in corrections if c.id in decided] if decided else []


def _title(title: Title, graph: KnowledgeGraph, number: Mapping[str, int]) -> dict[str, object]:
    left, top, right, bottom = title.box
    name = graph.entities[title.head].name if title.head else ""
    corners = {"x0": left, "y0": top, "x1": right, "y1": bottom}
    return {"name": name, "kind": title.kind, "node": number.get(title.head), **corners}


def _some(values: Iterable[object]) -> dict[int, object]:
    """Place -> value, of those that are anything."""
    return {i: value for i, value in enumerate(values) if value}


def _place(evidence: Evidence, passages: Passages, number: Mapping[str, int], articles: Mapping[str, int]) -> list[int]:
    """Article, start, end (code points of the article's text), speaker (-1: nobody) and the passage that holds them."""
    passage = passages.around(evidence.article, evidence.span)
    speaker = number.get(evidence.speaker, -1) if evidence.speaker else -1
    return [articles[evidence.article], evidence.span.start, evidence.span.end, speaker, passage]


def _article(header: Header, passages: Passages) -> dict[str, object]:
    return {
        "id": header.id, "title": header.title or header.source, "date": header.date or "", "url": header.url or "",
        "publisher": header.publisher or "", "author": header.author or "", "passages": passages.of(header.id),
    }  # fmt: skip
