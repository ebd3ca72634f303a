"""An index of a graph in memory, for tests of what reads one."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg_builder.browse import Index, Linked, write_index
from kg_builder.model.knowledge import KnowledgeGraph


def indexed(folder: Path, graph: KnowledgeGraph, texts: Mapping[str, str], mentions: Iterable[Linked] = ()) -> Index:
    """The index, written to a new file of a folder; `texts` are the articles as read."""
    file = folder / f"{len(list(folder.iterdir()))}.sqlite"
    values = (*graph.entities.values(), *graph.statements.values(), *graph.articles.values(), *graph.redirects.items())
    write_index(file, values, lambda article: texts[article], mentions)
    return Index(file)
