"""Which graph is served now. A build puts a new generation beside it; as soon as that is loaded, requests get it, whole."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg_builder.browse import Index
from kg_builder.model.errors import KgBuilderError

_EVERY = 1.0  # seconds between looks for a new generation
_LOG = logging.getLogger("kg_builder.serve")


@dataclass(frozen=True, slots=True)
class Served:
    """One generation of a graph, as the server reads it. It never changes."""

    name: str  # of the generation: goes into ETags
    index: Index
    store: Path  # the folder of the Oxigraph store, opened read-only by the processes that answer queries


class Shelf:
    """Hands out what is to be served; a new generation is loaded in the background while the former one answers."""

    def __init__(self, served: Served, newest: Callable[[], str], load: Callable[[], Served]) -> None:
        self._served = served
        self._newest = newest  # name of the generation that builds left last
        self._load = load
        self._looked = time.monotonic()
        self._lock = threading.Lock()
        self._refused = ""  # a generation that could not be loaded

    @property
    def now(self) -> Served:
        """The newest loaded generation."""
        if time.monotonic() - self._looked > _EVERY and self._lock.acquire(blocking=False):
            self._looked = time.monotonic()
            if self._newest() in (self._served.name, self._refused):
                self._lock.release()
            else:
                threading.Thread(target=self._renew, daemon=True).start()
        return self._served

    def _renew(self) -> None:
        name = self._newest()
        try:
            self._served = self._load()
            _LOG.info("serving %s", self._served.name)
        except (KgBuilderError, OSError) as error:
            self._refused = name
            _LOG.warning("%s is not served: %s The former graph is.", name, error)
        finally:
            self._lock.release()
