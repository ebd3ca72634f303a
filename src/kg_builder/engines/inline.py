"""One article after the other: plain texts in this process, what may be a trap in a worker with limits."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from kg_builder.engines.fault import failed
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

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items. A bug in one article becomes an issue; the others go on."""
        shift: Shift | None = None
        away = 0
        try:
            for item in items:
                answer: Any
                if risky(item):
                    shift = shift or Shift(work, 1, self._limits)
                    shift.take(away, item)
                    (answer,) = shift.ready(0)
                    away += 1
                else:
                    answer = _tried(work, item)
                if isinstance(answer, Issue):
                    on_issue(answer)
                else:
                    yield answer
        finally:
            if shift:
                shift.end()


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
