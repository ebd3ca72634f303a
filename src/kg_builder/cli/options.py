"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

PackName = Annotated[str, typer.Option("--pack", help="Domain pack; 'all' is every pack there is.")]
PackRoots = Annotated[
    list[Path] | None,
    typer.Option("--packs", help="A folder of packs of your own, looked in first.", exists=True, file_okay=False),
]
OutFolder = Annotated[Path, typer.Argument(help="The folder of a build.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
