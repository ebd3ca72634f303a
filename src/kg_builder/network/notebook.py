"""The page in a notebook: `Graph(*reload(Path("output"))).show()`, with `kg_builder.pipeline.reload`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.network.page import page


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph with its texts, to be shown."""

    graph: KnowledgeGraph
    texts: Mapping[str, str]

    def show(self, file: Path = Path("graph.html"), height: int = 700) -> object:
        """Writes the page beside the notebook and gives the frame that shows it."""
        from IPython.display import IFrame

        file.write_text(page(self.graph, self.texts), encoding="utf-8")
        return IFrame(str(file), "100%", height)
