"""kg-builder mcp"""  # noqa: D400, D415

from typing import Annotated

import typer

from kg_builder.cli.options import OutFolder
from kg_builder.model.errors import SettingsError


def mcp(
    out: OutFolder,
    http: Annotated[
        bool, typer.Option("--http", help="At http://127.0.0.1:PORT/mcp instead of standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of --http.")] = 8001,
    pages: Annotated[str, typer.Option(help="The address of 'kg-builder serve', for links to its pages.")] = "",
    seconds: Annotated[float, typer.Option(min=0.1, help="Time limit of a SPARQL query.")] = 15.0,
    memory: Annotated[int, typer.Option(min=256, help="Memory limit of a SPARQL query, in MiB.")] = 2048,
) -> None:
    """Answers an assistant's questions with quotes: a Model Context Protocol server that reads OUT. Needs the extra mcp."""
    import asyncio

    try:
        from kg_builder.serve.mcp.server import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "pydantic"):
            raise
        raise SettingsError("The package mcp is not installed; run: pip install 'kg-builder[mcp]'.") from None
    from kg_builder.project import latest
    from kg_builder.serve.load import load
    from kg_builder.serve.settings import Settings
    from kg_builder.serve.shelf import Shelf

    if pages and not pages.startswith(("http://", "https://")):
        raise SettingsError(f"--pages is '{pages}'; give an address such as http://127.0.0.1:8000/.")
    settings = Settings(port=port, seconds=seconds, memory=memory * 1024**2, workers=1)
    shelf = Shelf(load(out), lambda: latest(out).root.name, lambda: load(out))
    if http:
        typer.echo(f"http://{settings.host}:{port}/mcp  MCP, streamable HTTP\nCtrl-C ends it.", err=True)
    asyncio.run(run(shelf, settings, pages and pages.rstrip("/") + "/", http))
