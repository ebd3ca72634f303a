"""The sockets for plug-ins: functions, and one object with one method."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol, TypeVar

from kg_builder.model.article import Reading, Source
from kg_builder.model.claim import Claim
from kg_builder.model.document import Document
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack

A = TypeVar("A")
B = TypeVar("B")

Reader = Callable[[Source], Reading]  # bytes -> text and masthead
Recognizer = Callable[[Document, Pack], Iterable[Mention]]
Extractor = Callable[[Document, Sequence[Mention], Pack], Iterable[Claim]]
Writer = Callable[[KnowledgeGraph, BinaryIO], None]
OnIssue = Callable[[Issue], None]


class Engine(Protocol):
    """Where work is done: here, on all cores, on a cluster."""

    @property
    def local(self) -> bool:
        """Whether whoever works sees the disk of this process."""
        ...

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items; an item whose work fails gives an issue and no result."""
        ...

    def spread(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The same for work that is no article's: the items are large, and what fails raises."""
        ...
