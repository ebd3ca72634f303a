"""Work that is no article's: the same on all cores, and what fails there ends the build, as it would in this process."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from kg_builder.engines.limits import Limits
from kg_builder.engines.pool import PoolEngine
from kg_builder.model.errors import Issue

A = TypeVar("A")
B = TypeVar("B")
_FEW = 4  # items for which no process is started
_WINDOW = 3  # items for each worker that may be under way: they are large
_LIMITS = Limits(seconds=24 * 3600.0, memory=8 * 1024**3)  # against nothing but a machine that hangs


def spread(work: Callable[[A], B], items: Iterable[A], workers: int) -> Iterator[B]:
    """Results in the order of the items; `work` must be picklable and importable."""
    items = iter(items)
    first = list(islice(items, _FEW)) if workers > 1 else []
    if len(first) < _FEW:
        yield from map(work, chain(first, items))
        return
    yield from PoolEngine(workers, _LIMITS, _WINDOW).map(work, chain(first, items), _refuse)


def _refuse(issue: Issue) -> None:
    raise RuntimeError(f"{issue.where}: {issue.message}")
