"""A work as it lies at a worker of a cluster: sent there once, unpacked once, and gone when nobody wants it any more.

What comes and goes are pickles between the build and the workers that its user named, never from a file.
"""

import pickle
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg_builder.engines.fault import failed
from kg_builder.engines.inline import Desk
from kg_builder.engines.limits import Limits

Make = Mapping[str, str]  # what shapes a result besides its input: versions of the program, of Python, of libraries
_ONE = threading.Lock()  # the rooms keep what they read last, a process each: of a worker's threads one works at a time


@dataclass(frozen=True, slots=True)
class Stranger:
    """The answer of a worker of another make, which has done nothing."""

    make: Make


@dataclass(frozen=True, slots=True)
class Raised:
    """The answer where the work raised."""

    error: Exception


def packed(work: Callable[[Any], Any], limits: Limits) -> bytes:
    """A work as it is sent."""
    return zlib.compress(pickle.dumps((work, limits), pickle.HIGHEST_PROTOCOL))


class Kit:
    """A work at a worker."""

    def __init__(self, parcel: bytes, make: Make, made_of: Callable[[], Make]) -> None:
        self._parcel, self._make, self._made_of = parcel, make, made_of
        self._desk: Desk | None = None
        self._work: Callable[[Any], Any] | None = None

    def __reduce__(self) -> tuple[type["Kit"], tuple[bytes, Make, Callable[[], Make]]]:
        return Kit, (self._parcel, self._make, self._made_of)

    def __sizeof__(self) -> int:
        return len(self._parcel)

    def __del__(self) -> None:
        if self._desk:
            self._desk.end()

    def answers(self, batch: bytes, careful: bool) -> list[bytes] | Stranger:
        """What the work gives for each item, or an issue, packed."""
        with _ONE:
            if (make := self._made_of()) != self._make:
                return Stranger(make)
            desk = self._desk = self._desk or Desk(*self._opened())
            return [_packed(item, desk.answer(item, careful)) for item in pickle.loads(batch)]  # noqa: S301

    def made(self, item: bytes) -> bytes | Raised | Stranger:
        """What the work gives for one large item."""
        with _ONE:
            if (make := self._made_of()) != self._make:
                return Stranger(make)
            work = self._work = self._work or self._opened()[0]
            try:
                return pickle.dumps(work(pickle.loads(item)), pickle.HIGHEST_PROTOCOL)  # noqa: S301
            except Exception as error:  # it is raised where the build runs
                return Raised(error)

    def _opened(self) -> tuple[Callable[[Any], Any], Limits]:
        work, limits = pickle.loads(zlib.decompress(self._parcel))  # noqa: S301
        return work, limits


def answers(kit: Kit, batch: bytes, careful: bool) -> list[bytes] | Stranger:
    """A task: articles."""
    return kit.answers(batch, careful)


def made(kit: Kit, item: bytes) -> bytes | Raised | Stranger:
    """A task: a large item."""
    return kit.made(item)


def _packed(item: object, answer: object) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # it cannot be sent: as in the worker of a pool
        return pickle.dumps(failed(item, error), pickle.HIGHEST_PROTOCOL)
