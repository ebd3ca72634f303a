"""The table of writers: a format's name and what writes it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kg_builder import rdf
from kg_builder.model.errors import SettingsError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.project import resource


def _jsonld(graph: KnowledgeGraph) -> str:
    import json

    context = json.loads((resource("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return rdf.jsonld(graph, context)


def _graphml(graph: KnowledgeGraph) -> str:
    from kg_builder import network

    return network.graphml(graph)


def _gexf(graph: KnowledgeGraph) -> str:
    from kg_builder import network

    return network.gexf(graph)


WRITERS: Mapping[str, Callable[[KnowledgeGraph], str]] = {
    "nq": rdf.nquads,
    "ttl": rdf.turtle,
    "trig": rdf.trig,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
}


def formats() -> tuple[str, ...]:
    """The names of all formats; csv gives several files."""
    return (*WRITERS, "csv", "csv-raw", "html")


def export(graph: KnowledgeGraph, texts: Mapping[str, str], form: str, folder: Path) -> list[Path]:
    """Writes the graph in one format below a folder; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    if form in ("csv", "csv-raw"):
        from kg_builder import network

        return [
            _write(folder / name, text, "utf-8-sig") for name, text in network.tables(graph, form == "csv-raw").items()
        ]
    if form == "html":
        from kg_builder import network

        return [_write(folder / path, text) for path, text in network.pages(graph, texts)]
    if form not in WRITERS:
        raise SettingsError(f"'{form}' is no format; the formats are {', '.join(formats())}.")
    return [_write(folder / f"kg.{form}", WRITERS[form](graph))]


def _write(file: Path, text: str, encoding: str = "utf-8") -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding=encoding, newline="")
    return file
