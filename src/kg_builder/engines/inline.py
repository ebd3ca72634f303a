"""One article after the other: plain texts in this process, what may be a trap in a worker with limits."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, TypeVar

from kg_builder.engines.fault import failed
from kg_builder.engines.hand import Crew
from kg_builder.engines.limits import Limits
from kg_builder.engines.pool import Shift
from kg_builder.model.errors import Issue
from kg_builder.model.extension import OnIssue

A = TypeVar("A")
B = TypeVar("B")
_PLAIN = frozenset({"text/plain", "text/markdown"})
_SMALL = (
    64 * 1024
)  # bytes: a plain text up to here is read in this process; the reader's time is linear, no parser is asked


class InlineEngine:
    """The engine for small corpora and for tests: no process is started for plain texts of usual length."""

    local = True

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def __enter__(self) -> "InlineEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nobody is there to be ended: the worker for traps goes with its `map`."""

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items. A bug in one article becomes an issue; the others go on."""
        desk = Desk(work, self._limits)
        try:
            for item in items:
                answer = desk.answer(item)
                if isinstance(answer, Issue):
                    on_issue(answer)
                else:
                    yield answer
        finally:
            desk.end()

    def spread(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The same for work that is no article's."""
        return map(work, items)


class Desk:
    """Where one item after the other is worked on, and the worker beside it for those that may be a trap."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._crew = Crew()
        self._shift: Shift | None = None
        self._away = 0

    def answer(self, item: object, careful: bool = False) -> Any:  # noqa: ANN401 - whatever the work gives
        """What the work gives, or an issue; in the worker where that is wanted, or the item may be a trap."""
        if not (careful or risky(item)):
            return _tried(self._work, item)
        self._shift = self._shift or Shift(self._work, self._crew, 1, self._limits)
        self._shift.take(self._away, item)
        (answer,) = self._shift.ready(0)
        self._away += 1
        return answer

    def end(self) -> None:
        """No worker is left."""
        self._crew.end()


def _tried(work: Callable[[A], B], item: A) -> B | Issue:
    try:
        return work(item)
    except Exception as error:  # the other place that catches everything
        return failed(item, error)


def risky(item: object) -> bool:
    """Whether an item is another thing than a plain text of usual length. What is no source, or wraps none, is not."""
    source = getattr(item, "source", item)
    payload = getattr(source, "payload", b"")
    return getattr(source, "media_type", "text/plain") not in _PLAIN or len(payload) > _SMALL
