"""Worker processes with limits: order kept, bounded work in flight.

An article that takes too long loses its worker and becomes an issue. One whose worker dies is tried once more, in a worker
that has nothing else to do; what waited behind it goes to others. Nobody else's result is lost.
"""

import pickle
import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from types import TracebackType
from typing import Any, TypeVar

from kg_builder.engines.fault import died, slow
from kg_builder.engines.hand import Crew, Hand, News, Task, is_ready
from kg_builder.engines.limits import Limits
from kg_builder.engines.worker import Job
from kg_builder.model.errors import Issue, SettingsError
from kg_builder.model.extension import OnIssue

A = TypeVar("A")
B = TypeVar("B")
_WINDOW = 32  # items for each worker between the first that is not answered and the last that was sent
_LARGE = 3  # the same of large ones
_AT_EASE = Limits(seconds=24 * 3600.0, memory=8 * 1024**3)  # against nothing but a machine that hangs
_FEW = 4  # large items for which nobody is sent for


class PoolEngine:
    """Processes of this machine: those of a `map`, or of all while a `with` lasts."""

    local = True

    def __init__(self, workers: int, limits: Limits | None = None) -> None:
        self._workers = workers
        self._limits = limits or Limits()
        self._resting: list[Crew] = []
        self._users = 0

    def __enter__(self) -> "PoolEngine":
        self._users += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._users -= 1
        while self._resting and not self._users:
            self._resting.pop().end()

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items; `work` must be picklable and importable."""
        return self._done(work, items, on_issue, self._limits, _WINDOW)

    def spread(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The same for large items that are no article's: what fails there ends the build."""
        return in_place(work, items, lambda many: self._done(work, many, _refuse, _AT_EASE, _LARGE))

    def _done(
        self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue, limits: Limits, window: int
    ) -> Iterator[B]:
        with self:
            crew = self._resting.pop() if self._resting else Crew()
            try:
                shift = Shift(work, crew, self._workers, limits)
                for place, item in enumerate(items):
                    shift.take(place, item)
                    yield from _told(shift.ready(self._workers * window), on_issue)
                yield from _told(shift.ready(0), on_issue)
            finally:
                crew.rest()
                self._resting.append(crew)


def in_place(
    work: Callable[[A], B], items: Iterable[A], elsewhere: Callable[[Iterable[A]], Iterator[B]]
) -> Iterator[B]:
    """Few items are done here; for more, `elsewhere` is asked."""
    items = iter(items)
    first = list(islice(items, _FEW))
    yield from map(work, first) if len(first) < _FEW else elsewhere(chain(first, items))


class Shift:
    """The workers of a crew on one job."""

    def __init__(self, work: Callable[[Any], Any], crew: Crew, workers: int, limits: Limits) -> None:
        self._job = pickle.dumps(Job(work, limits.memory), pickle.HIGHEST_PROTOCOL)
        self._crew = crew
        self._most = workers
        self._limits = limits
        self._todo: deque[Task] = deque()
        self._done: dict[int, Any] = {}
        self._next = 0  # the place of the first item not handed out
        self._taken = 0
        self._stillborn = 0
        for hand in crew.hands:
            hand.begin(self._job, limits)

    def take(self, place: int, item: object) -> None:
        """One more item."""
        self._todo.append(Task(place, item, pickle.dumps(item, pickle.HIGHEST_PROTOCOL)))
        self._taken = place + 1
        self._spread()

    def ready(self, most: int) -> Iterator[Any]:
        """The answers that are there, in order; waits until no more than `most` items are without one."""
        while True:
            while self._next in self._done:
                self._next += 1
                yield self._done.pop(self._next - 1)
            if self._taken - self._next <= most and self._crew.news.empty():
                return
            self._hear()

    def _spread(self) -> None:
        """Gives out what can be given: to idle workers first, then to new ones, then ahead."""
        while self._todo:
            task = self._todo[0]
            free = [hand for hand in self._crew.hands if hand.takes(task)]
            idle = next((hand for hand in free if not hand.waiting), None)
            starting = sum(hand.since is None for hand in self._crew.hands)
            if idle is None and len(self._crew.hands) < self._most and len(self._todo) > starting:
                self._crew.hire().begin(self._job, self._limits)
            chosen = idle or min(free, key=lambda hand: len(hand.waiting), default=None)
            if chosen is None:
                return
            chosen.give(self._todo.popleft())

    def _hear(self) -> None:
        """Waits for one piece of news, or for the end of somebody's time."""
        now = time.monotonic()
        left = [seconds for hand in self._crew.hands if (seconds := hand.left(now)) is not None]
        try:
            news = self._crew.news.get(timeout=max(min(left), 0.0) if left else None)
        except queue.Empty:
            self._stop_late()
        else:
            self._note(news)
        self._spread()

    def _note(self, news: News) -> None:
        hand = news.hand
        if hand not in self._crew.hands:
            return  # ended meanwhile
        if news.gone:
            self._bury(hand)
            return
        if is_ready(news.answer):
            hand.ready(news.heard)
            self._stillborn = 0
        else:
            hand.since = news.heard
            self._done[hand.waiting.popleft().place] = news.answer
            if isinstance(news.answer, Issue) and news.answer.code == "engine.memory":
                self._dismiss(hand)  # what it holds may be in disorder

    def _stop_late(self) -> None:
        """Ends the workers whose time is up, unless they have answered in the meantime."""
        if not self._crew.news.empty():
            return
        now = time.monotonic()
        for hand in list(self._crew.hands):
            left = hand.left(now)
            if left is not None and left <= 0:
                task = hand.waiting.popleft()
                self._done[task.place] = slow(task.item, self._limits.time(len(task.packed)))
                self._dismiss(hand)

    def _bury(self, hand: Hand) -> None:
        """A worker has died: what it worked on is tried once more, alone; the rest is given to others."""
        waiting = hand.waiting
        hand.waiting = deque()
        code = self._dismiss(hand)
        if not hand.started:
            self._stillborn += 1
            if self._stillborn > 2:
                raise SettingsError(
                    f"a worker process cannot start (exit code {code}); see the message above, or build with --workers 1."
                )
        if waiting:
            first = waiting.popleft()
            first.deaths += 1
            if first.deaths > 1:
                self._done[first.place] = died(first.item, code)
            else:
                waiting.appendleft(first)
            self._todo.extendleft(reversed(waiting))

    def _dismiss(self, hand: Hand) -> int | None:
        """Ends a worker; what waits for it goes back to be given to others."""
        self._todo.extendleft(reversed(hand.waiting))
        return self._crew.dismiss(hand)


def _refuse(issue: Issue) -> None:
    raise RuntimeError(f"{issue.where}: {issue.message}")


def _told(answers: Iterable[Any], on_issue: OnIssue) -> Iterator[Any]:
    for answer in answers:
        if isinstance(answer, Issue):
            on_issue(answer)
        else:
            yield answer
