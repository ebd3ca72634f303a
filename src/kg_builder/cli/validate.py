"""kg-builder validate"""  # noqa: D400, D415

import sys
from pathlib import Path

from kg_builder.cli.options import OutFolder, counted
from kg_builder.cli.say import say
from kg_builder.model.errors import Issue, SourceError


def validate(out: OutFolder = Path("output")) -> None:
    """Checks a build: SHACL shapes on OUT/graph/kg.nq, and every quote against OUT/articles. Exit 1 where something is wrong."""
    from kg_builder import rdf
    from kg_builder.pipeline import reload
    from kg_builder.project import Output, damaged, latest, resource

    place = latest(out)
    graph, texts = reload(place.root)
    nquads = place.nquads
    if not nquads.is_file():
        raise SourceError(f"{Output(out).nquads}: the archive is missing; build again.")
    archive = nquads.read_bytes().decode("utf-8", errors="replace")
    whole = [] if place.root == out else damaged(place.root)  # older builds kept no list of their files
    faults = (
        *(_changed(file) for file in whole),
        *rdf.misquoted(graph, texts),
        *rdf.validate(archive, resource("ontology"), texts),
    )
    for fault in faults:
        say(f"{fault.where}: {fault.code}: {fault.message}")
    evidence = sum(len(statement.evidence) for statement in graph.statements.values())
    statements, quotes = counted(graph.statements, "statement"), counted(evidence, "quote")
    say(f"{statements}, {quotes} read back, {counted(faults, 'fault')}")
    sys.exit(1 if faults else 0)


def _changed(file: str) -> Issue:
    return Issue("file.changed", file, "it is not what the build wrote; build again.")
