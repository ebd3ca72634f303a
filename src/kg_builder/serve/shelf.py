"""Which graph is served now. A build puts a new generation beside it; as soon as that is loaded, requests get it, whole."""

import fcntl
import gc
import logging
import os
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg_builder.browse import Index

_EVERY = 1.0  # seconds between looks for a new generation
_AGAIN = 60.0  # seconds until what could not be loaded is tried again: the disk may have room by then
_LOG = logging.getLogger("kg_builder.serve")


class Lease:
    """Says that a generation is being read, by a lock on a file in it, as long as this object lives."""

    def __init__(self, file: Path) -> None:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(handle, fcntl.LOCK_SH)
        self.end = weakref.finalize(self, os.close, handle)

    @staticmethod
    def held(file: Path) -> bool:
        """Whether somebody reads the generation the file lies in."""
        with suppress(FileNotFoundError):
            handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            finally:
                os.close(handle)
        return False


@dataclass(frozen=True, slots=True)
class Served:
    """One generation of a graph, as the server reads it. It never changes; whoever holds it keeps it on the disk."""

    name: str  # of the generation: goes into ETags
    index: Index
    store: Path  # the folder of the Oxigraph store, opened read-only by the processes that answer queries
    lease: Lease | None = None

    @property
    def pages(self) -> Path:
        """The folder of the graph's page and its parts."""
        return self.store.parent / "graph"


class Shelf:
    """Hands out what is to be served; a new generation is loaded in the background while the former one answers."""

    def __init__(self, served: Served, newest: Callable[[], str], load: Callable[[], Served]) -> None:
        self._served = served
        self._newest = newest  # name of the generation that builds left last
        self._load = load
        self._looked = time.monotonic()
        self._lock = threading.Lock()
        self._refused, self._until = "", 0.0  # a generation that could not be loaded, and when to try again

    @property
    def now(self) -> Served:
        """The newest loaded generation. Ask once a request: the next answer may be another."""
        if time.monotonic() - self._looked > _EVERY and self._lock.acquire(blocking=False):
            started = False
            try:
                self._looked = time.monotonic()
                if self._is_new(self._newest()):
                    threading.Thread(target=self._renew, daemon=True).start()
                    started = True
            except (OSError, RuntimeError) as error:  # OUT cannot be looked at, or no thread can be started
                _LOG.warning("no look for a new graph: %s", error)
            finally:
                if not started:
                    self._lock.release()
        return self._served

    def _is_new(self, name: str) -> bool:
        return name != self._served.name and (name != self._refused or time.monotonic() > self._until)

    def _renew(self) -> None:
        name = ""
        try:
            name = self._newest()
            self._served = self._load()
            gc.collect()  # requests that ended may stand in circles, and would keep the former graph open for long
            _LOG.info("serving %s", self._served.name)
        except Exception as error:  # whatever it is, the server goes on with what it has
            self._refused, self._until = name, time.monotonic() + _AGAIN
            _LOG.warning("%s is not served: %s The former graph is.", name, error)
        finally:
            self._lock.release()
