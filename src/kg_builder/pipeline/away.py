"""Work on many things of the workbook, wherever the engine does it: what is needed goes along, and harm that a worker finds is told here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from kg_builder.model.extension import Engine
from kg_builder.workbook import Damaged

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class _Harm:
    """What was damaged in the workbook, found by a worker."""

    message: str


def away(work: Callable[[A], list[B]], batches: Iterable[A], engine: Engine) -> Iterator[list[B]]:
    """What is made of each batch, in their order. Raises Damaged where a worker finds harm."""
    for answer in engine.spread(partial(_guarded, work), batches):
        if isinstance(answer, _Harm):
            raise Damaged(answer.message)
        yield answer


def _guarded(work: Callable[[A], B], batch: A) -> B | _Harm:
    try:
        return work(batch)
    except Damaged as error:
        return _Harm(str(error))


def batched(items: Iterable[A], size: Callable[[A], int], most: int) -> Iterator[list[A]]:
    """Items together, of some size."""
    batch, full = [], 0
    for item in items:
        batch.append(item)
        full += size(item)
        if full >= most:
            yield batch
            batch, full = [], 0
    if batch:
        yield batch
