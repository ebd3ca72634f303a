"""Folders that lie on no disk of this machine: what a room may ask of one, whoever fetches it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a folder."""

    name: str  # without its folder
    path: str  # by which it is asked for
    kind: Literal["file", "folder", "link", "lost", "other"]  # a link to a folder; one that leads nowhere


class Tree(Protocol):
    """A folder or file at a URL. What cannot be had is an OSError."""

    @property
    def url(self) -> str:
        """As the user wrote it, without a / at its end."""
        ...

    def root(self) -> Entry:
        """The folder or file itself."""
        ...

    def entries(self, path: str) -> Sequence[Entry]:
        """What stands in a folder."""
        ...

    def open(self, path: str) -> BinaryIO:
        """The bytes of a file."""
        ...
