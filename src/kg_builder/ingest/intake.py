"""How a user wants his input to be read."""

from dataclasses import dataclass, field
from pathlib import Path

from kg_builder.ingest.kinds import FORMATS
from kg_builder.ingest.limits import LIMITS, Limits
from kg_builder.model.elsewhere import Tree
from kg_builder.model.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record that hold an article; None: the first of the usual names that it has."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What the paths do not say: further lists of paths, a format, the names of fields, limits."""

    lists: tuple[Path, ...] = ()  # files that name one path a line; "-" is standard input
    format: str | None = None  # of standard input and of every file that was named, not found in a folder
    fields: Fields = field(default_factory=Fields)
    limits: Limits = LIMITS
    elsewhere: tuple[Tree, ...] = ()  # folders and files at URLs

    @property
    def kind(self) -> str | None:
        """The kind of the format; raises SettingsError where there is none of that name."""
        if self.format is not None and self.format not in FORMATS:
            raise SettingsError(f"--format {self.format}: no such format; there are {', '.join(FORMATS)}.")
        return None if self.format is None else FORMATS[self.format]
