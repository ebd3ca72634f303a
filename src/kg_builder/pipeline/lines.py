"""graph/kg.jsonl: the graph as the program holds it, one value a line, sorted: it can be read and written as a stream.

A line names the kind of its value: {"entity":{"id":"official/…",…}}. The kinds come in the order of the alphabet.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model import codec
from kg_builder.model.article import Header
from kg_builder.model.correction import Correction
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Merge, Run, Statement

_KEY = re.compile(rb'\{"\w+":\{"\w+":"[^"]*"')


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id once published, and what it is now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A correction in force and its place among them."""

    id: str
    rank: int
    correction: Correction


KINDS: Mapping[str, type] = {
    "article": Header, "correction": Ruling, "entity": Entity, "merge": Merge, "redirect": Redirect, "run": Run,
    "statement": Statement,
}  # fmt: skip


def line(kind: str, value: object) -> bytes:
    """One line."""
    return b'{"' + kind.encode() + b'":' + codec.encode(value) + b"}\n"


def key(record: bytes) -> bytes:
    """What lines are sorted by: the kind and the id."""
    found = _KEY.match(record)
    return found[0] if found else record


def key_of(kind: str, own: str) -> bytes:
    """The key of what has an id; that of a merge is the id of its entity."""
    return f'{{"{kind}":{{"{"entity" if kind == "merge" else "id"}":"{own}"'.encode()


def values(file: Path) -> Iterator[tuple[str, object]]:
    """The values of a file, each with its kind. Raises ValueError where a line is none."""
    with file.open("rb") as lines:
        for number, text in enumerate(lines, 1):
            kind = text[2 : text.find(b'"', 2)].decode("ascii", "replace")
            if kind not in KINDS or not text.endswith(b"}\n"):
                raise ValueError(f"line {number} holds no value of the graph")
            yield kind, codec.decode(text[len(kind) + 4 : -2], KINDS[kind])


def written(graph: KnowledgeGraph) -> Iterator[bytes]:
    """The lines of a whole graph, in their order."""
    values = [
        *(("article", header) for header in graph.articles.values()),
        *(("correction", Ruling(each.id, rank, each)) for rank, each in enumerate(graph.corrections)),
        *(("entity", entity) for entity in graph.entities.values()),
        *(("merge", merge) for merge in graph.merges),
        *(("redirect", Redirect(old, new)) for old, new in graph.redirects.items()),
        *([("run", graph.run)] if graph.run else []),
        *(("statement", statement) for statement in graph.statements.values()),
    ]
    yield from sorted((line(kind, value) for kind, value in values), key=key)


def gathered(found: Iterable[tuple[str, object]]) -> KnowledgeGraph:
    """The graph of its values."""
    articles: dict[str, Header] = {}
    entities: dict[str, Entity] = {}
    statements: dict[str, Statement] = {}
    redirects: dict[str, str] = {}
    merges: list[Merge] = []
    rulings: list[Ruling] = []
    run: Run | None = None
    for _, value in found:
        match value:
            case Header():
                articles[value.id] = value
            case Entity():
                entities[value.id] = value
            case Statement():
                statements[value.id] = value
            case Merge():
                merges.append(value)
            case Redirect():
                redirects[value.old] = value.new
            case Ruling():
                rulings.append(value)
            case Run():
                run = value
    entities, statements = dict(sorted(entities.items())), dict(sorted(statements.items()))
    order = sorted(merges, key=lambda m: (m.entity, m.other or "", m.reason, m.articles))
    corrections = tuple(each.correction for each in sorted(rulings, key=lambda each: each.rank))
    return KnowledgeGraph(entities, statements, articles, redirects, tuple(order), run, corrections)
