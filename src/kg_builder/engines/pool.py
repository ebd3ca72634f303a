"""On all cores of this machine: batches in bounded flight, order kept.

A worker that dies takes its batch with it; each article of the batch then gets one try alone, and only the one that
kills again becomes an issue.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from kg_builder.engines.inline import failed
from kg_builder.engines.parent import begin
from kg_builder.model.errors import Issue
from kg_builder.model.extension import OnIssue

A = TypeVar("A")
B = TypeVar("B")
_BATCH = 16
_AHEAD = 3  # batches in flight for each worker


class PoolEngine:
    """Processes of the standard library."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items; `work` must be picklable."""
        batches = _batches(items)
        pool = _pool(self._workers)
        flight: deque[tuple[list[A], Future[list[B | Issue]]]] = deque()
        try:
            while True:
                for batch in islice(batches, self._workers * _AHEAD - len(flight)):
                    flight.append((batch, _submitted(pool, work, batch)))
                if not flight:
                    return
                batch, future = flight.popleft()
                try:
                    results = future.result()
                except BrokenProcessPool:
                    waiting = [batch, *(other for other, _ in flight)]
                    flight.clear()
                    pool.shutdown(wait=False)
                    for each in waiting:
                        yield from self._alone(work, each, on_issue)
                    pool = _pool(self._workers)
                    continue
                yield from _told(results, on_issue)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _alone(self, work: Callable[[A], B], batch: list[A], on_issue: OnIssue) -> Iterator[B]:
        for item in batch:
            with _pool(1) as single:
                try:
                    results = single.submit(_run, work, [item]).result()
                except BrokenProcessPool as error:
                    on_issue(failed(item, error))
                    continue
            yield from _told(results, on_issue)


def _batches(items: Iterable[A]) -> Iterator[list[A]]:
    source = iter(items)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=begin, initargs=(os.getpid(),))


def _submitted(pool: ProcessPoolExecutor, work: Callable[[A], B], batch: list[A]) -> "Future[list[B | Issue]]":
    """The batch on its way; where a worker has died meanwhile, a future that says so."""
    try:
        return pool.submit(_run, work, batch)
    except BrokenProcessPool as error:
        broken: Future[list[B | Issue]] = Future()
        broken.set_exception(error)
        return broken


def _run(work: Callable[[A], B], batch: list[A]) -> list[B | Issue]:
    results: list[B | Issue] = []
    for item in batch:
        try:
            results.append(work(item))
        except Exception as error:  # the other place that catches everything
            results.append(failed(item, error))
    return results


def _told(results: list[B | Issue], on_issue: OnIssue) -> Iterator[B]:
    for result in results:
        if isinstance(result, Issue):
            on_issue(result)
        else:
            yield result
