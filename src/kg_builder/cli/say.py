"""Lines for people: what a terminal would obey in a name or a text stands written out."""

import typer

from kg_builder.model.shown import json_shown, shown


def say(line: str, err: bool = False) -> None:
    """One line or several, on stdout or stderr."""
    typer.echo(shown(line, lines=True), err=err)


def say_json(json: str) -> None:
    """A JSON value."""
    typer.echo(json_shown(json))
