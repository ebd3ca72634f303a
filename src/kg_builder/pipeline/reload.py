"""Reads a graph back from the folder of a build."""

from pathlib import Path

from kg_builder.model.errors import SourceError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.pipeline import lines
from kg_builder.project import latest


def reload(out: Path) -> tuple[KnowledgeGraph, dict[str, str]]:
    """The graph and the texts as read, by article id. Raises SourceError where the folder holds no build."""
    output = latest(out)  # one generation, whatever a build swaps in meanwhile
    if not output.knowledge.is_file():
        raise SourceError(f"{out}: there is no build in this folder; run 'kg-builder build PATHS -o {out}' first.")
    graph = _graph(output.knowledge)
    texts = {}
    for article in graph.articles:
        file = output.articles / f"{article}.txt"
        try:
            texts[article] = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{file}: the text as read is missing or damaged ({error}); build again.") from None
    return graph, texts


def _graph(file: Path) -> KnowledgeGraph:
    try:
        return lines.gathered(lines.values(file))
    except ValueError as error:  # no JSON, or another shape
        raise SourceError(f"{file}: written by another version, or damaged ({error}); build again.") from None
