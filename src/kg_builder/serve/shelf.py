"""Which graph is served now. A build puts a new generation beside it; the next request gets the new one, whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg_builder.browse import Index


@dataclass(frozen=True, slots=True)
class Served:
    """One generation of a graph, as the server reads it. It never changes."""

    name: str  # of the generation: goes into ETags
    index: Index
    store: Path  # the folder of the Oxigraph store, opened read-only by the processes that answer queries


class Shelf(Protocol):
    """Hands out what is to be served."""

    @property
    def now(self) -> Served:
        """The newest whole generation."""
