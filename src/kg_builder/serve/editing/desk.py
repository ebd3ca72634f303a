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
from kg_builder.project import ledger_of
from kg_builder.serve.editing.gate import Gate
from kg_builder.serve.load import newest

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


class Desk:
    """One analyst's place of work."""

    def __init__(self, out: Path, curation: Path | None, author: str, gate: Gate) -> None:
        self._out, self._curation = out, curation
        self.author, self.gate = author, gate
        self._lock = threading.Lock()
        self._read: tuple[str, KnowledgeGraph, Mapping[str, str]] | None = None  # the last graph, with its name
        self._states: tuple[str, Mapping[str, str]] | None = None  # of the ledger that was listed last

    def state(self) -> State:
        """What there is now. Raises KgBuilderError where it cannot be read."""
        name, graph, texts = self._graph()
        file = ledger_of(self._out, self._curation)
        ledger = read_ledger(file) if file.exists() else Ledger(file.name)
        seen = hashlib.sha256(f"{name} {file} {ledger.sha256}".encode("utf-8", "replace")).hexdigest()[:32]
        return State(graph, texts, file, ledger, seen)

    def _graph(self) -> tuple[str, KnowledgeGraph, Mapping[str, str]]:
        """The graph of the last build, read once."""
        with self._lock:
            for _ in range(_TRIES):
                name = newest(self._out)
                if self._read is not None and self._read[0] == name:
                    return self._read
                self._read = None  # two at a time would take twice the memory
                graph, texts = reload(self._out)
                if newest(self._out) == name:
                    self._read = (name, graph, texts)
                    return self._read
        raise SourceError(
            f"{self._out}: builds replace the graph faster than it can be read; try again when they have ended."
        )

    def states(self, state: State) -> Mapping[str, str]:
        """Correction id -> in_force, coming, unmet or undone."""
        known = self._states
        if known is None or known[0] != state.seen:
            coming, _ = replay(state.graph, state.ledger, state.texts)
            told = {
                e.correction.id: STATES[state_of(e, state.ledger, state.graph, coming)] for e in state.ledger.entries
            }
            known = self._states = (state.seen, told)
        return known[1]

    def tried(self, state: State, correction: Correction) -> Trial:
        """What it would change. Raises LedgerError where nothing can come of it."""
        if correction.action is Action.UNDO:
            undoable(state.ledger, correction.subject, state.file)
            return Trial(correction, (), ())  # the graph as it was before is not kept: the next build makes it
        return trial(state.graph, state.texts, state.ledger, correction)

    def write(self, state: State, correction: Correction) -> Correction:
        """Appends it to the ledger. Raises LedgerError where that cannot be."""
        return append(state.file, correction)
