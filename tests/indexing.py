"""An index of a graph that a test made by hand."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg_builder.browse import Index, Linked, write_index
from kg_builder.model.knowledge import KnowledgeGraph


def indexed(file: Path, graph: KnowledgeGraph, texts: Mapping[str, str], mentions: Iterable[Linked] = ()) -> Index:
    """The index of the whole graph; an article without a text has none."""
    values = (
        *graph.entities.values(), *graph.statements.values(), *graph.articles.values(), *graph.redirects.items(),
    )  # fmt: skip
    write_index(file, values, lambda article: texts.get(article, ""), mentions)
    return Index(file)
