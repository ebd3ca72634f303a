"""Reads a graph back from the folder of a build."""

from pathlib import Path

from kg_builder.model import codec
from kg_builder.model.errors import SourceError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.project import Output


def reload(out: Path) -> tuple[KnowledgeGraph, dict[str, str]]:
    """The graph and the texts as read, by article id. Raises SourceError where the folder holds no build."""
    output = Output(out)
    if not output.knowledge.is_file():
        raise SourceError(f"{out}: there is no build in this folder; run 'kg-builder build PATHS -o {out}' first.")
    graph = codec.decode(output.knowledge.read_bytes(), KnowledgeGraph)
    texts = {}
    for article in graph.articles:
        with (output.articles / f"{article}.txt").open(encoding="utf-8", newline="") as file:
            texts[article] = file.read()
    return graph, texts
