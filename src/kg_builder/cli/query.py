"""kg-builder query"""  # noqa: D400, D415

import csv
import difflib
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import counted
from kg_builder.cli.say import say_json
from kg_builder.model.errors import QueryError, SettingsError
from kg_builder.model.shown import shown

if TYPE_CHECKING:
    from kg_builder.rdf import Answer

_WIDEST = 10_000


def query(
    out: Annotated[Path, typer.Argument(help="The folder of a build.")] = Path("output"),
    what: Annotated[
        str, typer.Argument(help="A file, the name of a query, or - for standard input; nothing lists the names.")
    ] = "",
    form: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
) -> None:
    """Asks the graph of a build in SPARQL: reads OUT/graph/kg.nq."""
    from kg_builder import rdf
    from kg_builder.project import Output, latest, resource

    named = rdf.named_queries(resource("ontology"))
    if not what:
        if str(out) in named:
            raise QueryError(f"The folder of a build comes first: write 'kg-builder query output {out}'.")
        for each in named.values():
            typer.echo(f"{each.name:24}{each.title_zh} · {each.title_en}")
            typer.echo(f"{'':24}{each.question_zh}\n{'':24}{each.question_en}")
        return
    if form not in ("table", "json", "csv"):
        raise SettingsError(f"'{form}' is no format of answers; write table, json or csv.")
    nquads = latest(out).nquads
    if not nquads.is_file():
        raise QueryError(f"{Output(out).nquads}: there is no graph; run 'kg-builder build PATHS -o {out}' first.")
    text = named[what].text if what in named else _text(what, list(named))
    _print(rdf.answer(rdf.open_store(nquads), text, what if what != "-" else "standard input"), form)


def _text(what: str, names: list[str]) -> str:
    """The query of standard input or of a file."""
    if what == "-":
        return sys.stdin.read()
    file = Path(what)
    if not file.is_file():
        near = difflib.get_close_matches(what.removesuffix(".rq"), names, n=1, cutoff=0.5)
        guess = f"did you mean '{near[0]}'?" if near else f"the names are {', '.join(names)}."
        raise QueryError(f"'{what}' is neither a file nor a named query; {guess}")
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: it cannot be read as UTF-8 text ({error}); save it as UTF-8.") from None


def _print(answer: "Answer", form: str) -> None:
    if form == "json":
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        say_json(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        from kg_builder.network import guarded

        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerows([answer.columns, *([guarded(cell) for cell in row] for row in answer.rows)])
        typer.echo(buffer.getvalue(), nl=False)
    else:
        from rich.console import Console
        from rich.table import Column, Table

        table = Table(*(Column(name, overflow="fold") for name in answer.columns), show_edge=False)
        for row in answer.rows:
            table.add_row(*(shown(cell, lines=True) for cell in row))
        # a quote is never cut: a terminal folds it, a pipe gets lines as long as they are
        console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _WIDEST)
        console.print(table)
        console.print(counted(answer.rows, "row"))
