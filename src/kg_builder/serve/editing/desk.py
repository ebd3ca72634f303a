"""What a correction is tried on, and where it is written: the last build of OUT and its ledger, as they are now."""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg_builder.curate import Ledger, Trial, append, read_ledger, replay, state_of, trial, undoable
from kg_builder.model.correction import Action, Correction
from kg_builder.model.errors import SourceError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.pipeline import reload
from kg_builder.project import latest, ledger_of
from kg_builder.serve.editing.gate import Gate

_TRIES = 5  # builds that may swap in, one after the other, while we read
STATES: Mapping[str, str] = {"有效": "in_force", "待建": "coming", "落空": "unmet", "已撤销": "undone"}


@dataclass(frozen=True, slots=True)
class State:
    """The graph and the ledger at one moment."""

    graph: KnowledgeGraph
    texts: Mapping[str, str]
    file: Path
    ledger: Ledger
    seen: str  # changes with either: what was shown on another is shown again before it is written

    def states(self) -> dict[str, str]:
        """Correction id -> in_force, coming, unmet or undone."""
        coming, _ = replay(self.graph, self.ledger, self.texts)
        return {
            entry.correction.id: STATES[state_of(entry, self.ledger, self.graph, coming)]
            for entry in self.ledger.entries
        }


class Desk:
    """One analyst's place of work."""

    def __init__(self, out: Path, curation: Path | None, author: str, gate: Gate) -> None:
        self._out, self._curation = out, curation
        self.author, self.gate = author, gate
        self._lock = threading.Lock()
        self._read: tuple[Path, KnowledgeGraph, Mapping[str, str]] | None = None  # the last graph, with its folder

    def state(self) -> State:
        """What there is now. Raises KgBuilderError where it cannot be read."""
        root, graph, texts = self._graph()
        file = ledger_of(self._out, self._curation)
        ledger = read_ledger(file) if file.exists() else Ledger(file.name)
        seen = hashlib.sha256(f"{root.name} {file} {ledger.sha256}".encode("utf-8", "replace")).hexdigest()[:32]
        return State(graph, texts, file, ledger, seen)

    def _graph(self) -> tuple[Path, KnowledgeGraph, Mapping[str, str]]:
        """The graph of the last build, read once. OUT that holds plain folders is read each time."""
        with self._lock:
            for _ in range(_TRIES):
                root = latest(self._out).root
                if self._read is not None and self._read[0] == root and root.name.startswith("gen-"):
                    return self._read
                self._read = None  # two at a time would take twice the memory
                graph, texts = reload(self._out)
                if latest(self._out).root == root:
                    self._read = (root, graph, texts)
                    return self._read
        raise SourceError(
            f"{self._out}: builds replace the graph faster than it can be read; try again when they have ended."
        )

    def tried(self, state: State, correction: Correction) -> Trial:
        """What it would change. Raises LedgerError where nothing can come of it."""
        if correction.action is Action.UNDO:
            undoable(state.ledger, correction.subject, state.file)
            return Trial(correction, (), ())  # the graph as it was before is not kept: the next build makes it
        return trial(state.graph, state.texts, state.ledger, correction)

    def write(self, state: State, correction: Correction) -> Correction:
        """Appends it to the ledger. Raises LedgerError where that cannot be."""
        return append(state.file, correction)
