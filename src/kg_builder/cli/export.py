"""kg-builder export"""  # noqa: D400, D415

from pathlib import Path
from typing import Annotated

import typer

from kg_builder.cli.options import OutFolder


def export(
    out: OutFolder = Path("output"),
    form: Annotated[
        str, typer.Option("--format", help="ttl, nq, trig, jsonld, graphml, gexf, csv, html; several with commas.")
    ] = "csv",
    to: Annotated[Path | None, typer.Option("--to", help="Where to write; OUT/graph where not given.")] = None,
) -> None:
    """Writes the graph of a build in other formats: reads OUT/graph/kg.jsonl and OUT/articles."""
    from kg_builder.pipeline import export as write
    from kg_builder.pipeline import reload
    from kg_builder.project import Output

    graph, texts = reload(out)
    for name in form.split(","):
        for file in write(graph, texts, name.strip(), to or Output(out).graph):
            typer.echo(str(file))
