"""Which ledger a build used, and what came of its lines."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg_builder.curate import Ledger, read_ledger, replay
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.pipeline import lines
from kg_builder.pipeline.export import export
from kg_builder.pipeline.reload import reload
from kg_builder.project import Output, ledger_beside


@dataclass(frozen=True, slots=True)
class Curated:
    """The ledger of a build."""

    ledger: Ledger
    file: Path | None = None  # where it lies, or would lie
    place: str = ""  # the same as seen from OUT
    applied: int = 0  # corrections that met something
    unmet: int = 0  # issues about others

    @classmethod
    def of(cls, paths: Sequence[Path], given: Path | None, out: Path) -> "Curated":
        """What a build of these paths reads. Raises LedgerError where it cannot."""
        file = ledger_beside(paths, given)
        if file is None:
            return NOT_CURATED
        place = os.path.relpath(file.absolute(), out.absolute())
        return cls(read_ledger(file) if file.is_file() else Ledger(), file, place)

    @property
    def files(self) -> tuple[Path, ...]:
        """What lies among the articles and is none."""
        return (self.file,) if self.file else ()

    def apply(self, place: Output) -> tuple["Curated", KnowledgeGraph | None, tuple[Issue, ...]]:
        """Replays the ledger on the graph as it was written, and writes it anew; no graph where nothing is in force."""
        if not self.ledger.entries:
            return self, None, ()
        graph, texts = reload(place.root)
        graph, issues = replay(graph, self.ledger, texts)
        done = replace(self, applied=len(graph.corrections), unmet=len(issues))
        if not self.ledger.in_force:
            return done, None, issues
        with place.knowledge.open("wb") as file:
            file.writelines(lines.written(graph))
        for form in ("nq", "ttl"):
            export(graph, texts, form, place.graph)
        return done, graph, issues

    def told(self) -> dict[str, object]:
        """What run.json says of it."""
        told: dict[str, object] = {"ledger": self.place}
        if self.ledger.sha256:
            told["curation"] = {
                "sha256": self.ledger.sha256,
                "lines": len(self.ledger.entries),
                "in_force": len(self.ledger.in_force),
                "applied": self.applied,
                "issues": self.unmet,
            }
        return told


NOT_CURATED = Curated(Ledger())
