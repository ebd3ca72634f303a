"""In this process, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.extension import OnIssue

A = TypeVar("A")
B = TypeVar("B")


class InlineEngine:
    """The engine for small corpora and for tests."""

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items. A bug in one article becomes an issue; the others go on."""
        for item in items:
            try:
                result = work(item)
            except Exception as error:  # one of the two places that catch everything
                on_issue(failed(item, error))
                continue
            yield result


def failed(item: object, error: BaseException) -> Issue:
    """The issue for an article whose reading raised: its own fault, or a bug of ours."""
    where = str(getattr(item, "iri", type(item).__name__))
    if isinstance(error, SourceError):
        return Issue("ingest.unreadable", where, str(error).removeprefix(f"{where}: "))
    message = f"reading it failed with {type(error).__name__}: {error}; it was left out. Please report this as a bug."
    return Issue("engine.failed", where, message)
