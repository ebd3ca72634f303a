"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID on what it holds."""

import pyoxigraph as ox

from kg_builder.browse import Counts
from kg_builder.rdf.terms import BASE, PREFIXES
from kg_builder.serve.shelf import Served

_SD, _VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON", "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV", "text/tab-separated-values": "SPARQL_Results_TSV", "text/turtle": "Turtle",
    "application/n-triples": "N-Triples", "application/trig": "TriG", "application/n-quads": "N-Quads",
    "application/ld+json": "JSON-LD", "application/rdf+xml": "RDF_XML",
}  # fmt: skip


def description(served: Served, endpoint: str, form: ox.RdfFormat) -> bytes:
    """The description of the endpoint at an address."""
    return bytes(
        ox.serialize(
            _triples(served.index.counts(), endpoint), format=form, prefixes={**PREFIXES, "sd": _SD, "void": _VOID}
        )
        or b""
    )


def _triples(counts: Counts, endpoint: str) -> tuple[ox.Triple, ...]:
    service = ox.NamedNode(endpoint)
    dataset, default = ox.NamedNode(f"{endpoint}#dataset"), ox.NamedNode(f"{endpoint}#default")
    a = ox.NamedNode(PREFIXES["rdf"] + "type")
    number = ox.NamedNode(PREFIXES["xsd"] + "integer")
    found = [
        ox.Triple(service, a, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, a, _sd("Dataset")),
        ox.Triple(dataset, a, _void("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), default),
        ox.Triple(default, a, _sd("Graph")),
        ox.Triple(dataset, _void("sparqlEndpoint"), service),
        ox.Triple(dataset, _void("uriSpace"), ox.Literal(BASE)),
        ox.Triple(dataset, _void("vocabulary"), ox.NamedNode(PREFIXES["kgb"])),
        ox.Triple(dataset, _void("entities"), ox.Literal(str(sum(counts.entities.values())), datatype=number)),
        ox.Triple(dataset, _void("documents"), ox.Literal(str(counts.articles), datatype=number)),
    ]
    found += (ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _FORMAT_NAMES.values())
    for kind, parts, name in (
        ("class", counts.entities, "classPartition"),
        ("property", counts.statements, "propertyPartition"),
    ):
        size = "entities" if kind == "class" else "triples"
        for each, count in parts.items():
            part = ox.NamedNode(f"{endpoint}#{kind}-{each}")
            found.append(ox.Triple(dataset, _void(name), part))
            found.append(ox.Triple(part, _void(kind), ox.NamedNode(PREFIXES["kgb"] + each)))
            found.append(ox.Triple(part, _void(size), ox.Literal(str(count), datatype=number)))
    return tuple(found)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)
