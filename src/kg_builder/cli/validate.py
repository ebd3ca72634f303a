"""kg-builder validate"""  # noqa: D400, D415

import sys
from pathlib import Path

import typer

from kg_builder.cli.options import OutFolder, counted
from kg_builder.model.errors import SourceError


def validate(out: OutFolder = Path("output")) -> None:
    """Checks a build: SHACL shapes on OUT/graph/kg.nq, and every quote against OUT/articles. Exit 1 where something is wrong."""
    from kg_builder import rdf
    from kg_builder.pipeline import reload
    from kg_builder.project import Output, resource

    graph, texts = reload(out)
    nquads = Output(out).nquads
    if not nquads.is_file():
        raise SourceError(f"{nquads}: the archive is missing; build again.")
    archive = nquads.read_bytes().decode("utf-8", errors="replace")
    faults = (*rdf.misquoted(graph, texts), *rdf.validate(archive, resource("ontology"), texts))
    for fault in faults:
        typer.echo(f"{fault.where}: {fault.code}: {fault.message}")
    evidence = sum(len(statement.evidence) for statement in graph.statements.values())
    statements, quotes = counted(graph.statements, "statement"), counted(evidence, "quote")
    typer.echo(f"{statements}, {quotes} read back, {counted(faults, 'fault')}")
    sys.exit(1 if faults else 0)
