"""Options that several verbs share."""

from collections.abc import Sized
from pathlib import Path
from typing import Annotated

import typer

PackName = Annotated[str, typer.Option("--pack", help="Domain pack; 'all' is every pack there is.")]
PackRoots = Annotated[
    list[Path] | None,
    typer.Option("--packs", help="A folder of packs of your own, looked in first.", exists=True, file_okay=False),
]
OutFolder = Annotated[Path, typer.Argument(help="The folder of a build.")]
Curation = Annotated[
    Path | None,
    typer.Option(
        "--curation", help="The ledger of corrections; else curation/corrections.jsonl beside the articles' folder."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def near(file: Path | None) -> str:
    """A file as seen from here, where it lies below."""
    here = Path.cwd()
    return str(file.relative_to(here) if file is not None and file.is_relative_to(here) else file)


def counted(things: int | Sized, name: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted([], "fault")
    ('1 article', '0 faults')
    """
    count = things if isinstance(things, int) else len(things)
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
