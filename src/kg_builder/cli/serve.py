"""kg-builder serve, kg-builder load"""  # noqa: D400, D415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.author import author_of
from kg_builder.cli.options import Curation, OutFolder, near
from kg_builder.model.errors import SettingsError
from kg_builder.model.shown import shown

if TYPE_CHECKING:
    from kg_builder.serve.editing.desk import Desk


def load(
    out: OutFolder,
    again: Annotated[bool, typer.Option("--again", help="Make it anew even where it is there.")] = False,
) -> None:
    """Makes a build ready to be served: writes an Oxigraph store and an index to OUT/.kg-builder/served."""
    from kg_builder.serve.load import load as run

    served = run(out, again)
    typer.echo(f"{served.store}  the store, for any program that opens Oxigraph's")


def serve(
    out: OutFolder,
    host: Annotated[str, typer.Option(help="The address to listen at; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 is any free one.")] = 8000,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", help="A further name the server answers to.")
    ] = None,
    cors: Annotated[
        list[str] | None, typer.Option("--cors", help="An origin whose pages may read answers; * is all.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time limit of a query.")] = 30.0,
    memory: Annotated[int, typer.Option(min=256, help="Memory limit of a query, in MiB.")] = 2048,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of an answer.")] = 1_000_000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer queries.")] = 2,
    log: Annotated[bool, typer.Option("--log", help="A line on stderr for each request.")] = False,
    edit: Annotated[
        bool, typer.Option("--edit", help="Corrections on the pages, for whoever opens the link that is printed.")
    ] = False,
    author: Annotated[
        str, typer.Option("--author", help="Who corrects; else KG_BUILDER_AUTHOR, else git's user.name.")
    ] = "",
    curation: Curation = None,
) -> None:
    """Serves a build: pages at http://HOST:PORT/, SPARQL at /sparql. Reads OUT; a new build is served as soon as it is there."""
    from kg_builder.serve.app import create_app
    from kg_builder.serve.load import load as prepare
    from kg_builder.serve.load import load_apart, newest
    from kg_builder.serve.run import address, listen, run
    from kg_builder.serve.settings import Settings
    from kg_builder.serve.shelf import Shelf

    who = _who(out, host, author, curation, edit)
    listening = listen(host, port)
    settings = Settings(
        host=host, port=listening.getsockname()[1], hosts=tuple(allow_host or ()), origins=tuple(cors or ()),
        seconds=seconds, memory=memory * 1024**2, rows=rows, workers=workers, log=log,
    )  # fmt: skip
    shelf = Shelf(prepare(out), lambda: newest(out), lambda: load_apart(out))
    at = address(listening)
    typer.echo(f"{at}/  pages\n{at}/sparql  SPARQL 1.1", err=True)
    desk = _desk(out, curation, who, at, settings.port) if who else None
    typer.echo("Ctrl-C ends it.", err=True)
    run(create_app(shelf, settings, desk), listening)


def _who(out: Path, host: str, author: str, curation: Path | None, edit: bool) -> str:
    """Who corrects on the pages; "" where nobody does. Raises KgBuilderError where they could not."""
    from kg_builder.project import ledger_of
    from kg_builder.serve.run import only_here

    if edit:
        only_here(host)
        ledger_of(out, curation)
        return author_of(author)
    if author or curation:
        raise SettingsError("--author and --curation are for corrections; add --edit, or leave them out.")
    return ""


def _desk(out: Path, curation: Path | None, who: str, at: str, port: int) -> "Desk":
    """Where corrections are made; prints the link that opens it."""
    from kg_builder.project import ledger_of
    from kg_builder.serve.editing.desk import Desk
    from kg_builder.serve.editing.gate import Gate

    desk = Desk(out, curation, who, Gate(port))
    told = f"corrections by {who}, into {near(ledger_of(out, curation))}; keep this link to yourself"
    typer.echo(shown(f"{at}/edit/{desk.gate.token}  {told}"), err=True)
    return desk
