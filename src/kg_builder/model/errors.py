"""Faults of data are values (`Issue`); faults a user can mend are one sentence (`KgBuilderError`)."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from kg_builder.model.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault in the data: recorded, counted, shown; it stops nobody."""

    code: str  # "ingest.undecodable", "resolve.ambiguous", "shacl.MinCount"
    where: str  # article id, file:line or IRI
    message: str  # what is wrong, what was done, how to mend it
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a room found, and what it stumbled over."""

    values: tuple[T, ...]
    issues: tuple[Issue, ...] = ()


class KgBuilderError(Exception):
    """Something the user can mend: one sentence that names the file, the place and the mend. Exit code 2."""


class SourceError(KgBuilderError):
    """A path or a document that cannot be read as asked."""


class PackError(KgBuilderError):
    """A domain pack that is wrong."""


class SettingsError(KgBuilderError):
    """A wrong option or setting."""


class LedgerError(KgBuilderError):
    """A wrong line among the corrections."""


class QueryError(KgBuilderError):
    """A query that cannot be parsed or that is not allowed."""


class GoldError(KgBuilderError):
    """A gold file that does not follow its format."""
