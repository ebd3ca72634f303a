"""The command `kg-builder`. Exit codes: 0 done, 1 a gate is not met, 2 the user's mistake, 70 a bug, 130 stopped by a signal."""

import io
import sys
import traceback

import typer

from kg_builder import __version__
from kg_builder.cli import (
    build,
    curate,
    evaluate,
    export,
    ingest,
    inspect,
    mcp,
    pack,
    publish,
    query,
    serve,
    validate,
    why,
)
from kg_builder.cli.say import say
from kg_builder.cli.stop import stoppable
from kg_builder.model.errors import KgBuilderError

app = typer.Typer(
    help="Chinese official-discourse articles to a knowledge graph in which every statement can be read back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(build.build)
app.command()(ingest.ingest)
app.command()(validate.validate)
app.command()(export.export)
app.command()(query.query)
app.command()(serve.load)
app.command()(serve.serve)
app.command()(mcp.mcp)
app.command()(publish.publish)
app.command()(evaluate.evaluate)
app.command()(inspect.inspect)
app.command()(why.why)
app.add_typer(curate.app, name="curate")
app.add_typer(pack.app, name="pack")


def _version(value: bool) -> None:
    if value:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="The version."),
) -> None:
    """Options of every verb."""
    del version


def main() -> None:
    """Runs the command line."""
    _speak_chinese()
    try:
        with stoppable("Stopped."):
            app()
    except KgBuilderError as error:
        say(str(error), err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output went away: `| head`
        sys.stderr.close()
        sys.exit(0)
    except Exception:  # a bug: told apart from exit 1, a gate that is not met
        say(traceback.format_exc(), err=True)
        sys.exit(70)


def _speak_chinese() -> None:
    """A pipe or file gets UTF-8 whatever the locale; a terminal that lacks a character shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
