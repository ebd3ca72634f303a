"""An index of a graph that a test holds in its hands."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from kg_builder.browse import Index, Linked, write_index
from kg_builder.model.knowledge import KnowledgeGraph


def indexed(file: Path, graph: KnowledgeGraph, texts: Mapping[str, str], mentions: Iterable[Linked] = ()) -> Index:
    """The index of a graph, written to a file."""
    values = chain(
        graph.entities.values(), graph.statements.values(), graph.articles.values(), graph.redirects.items()
    )  # fmt: skip
    write_index(file, values, lambda article: texts.get(article, ""), mentions)
    return Index(file)
