"""Namespaces, IRIs and literals in the form in which N-Quads and Turtle write them."""

import re

BASE = "https://w3id.org/kg-builder/id/"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "kgb": "https://w3id.org/kg-builder/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x08": "\\b", "\x0c": "\\f"}
)
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(address: str) -> str:
    """<address>, with what may not stand in an IRI percent-encoded."""
    return "<" + _NOT_IN_IRI.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address) + ">"


def term(name: str) -> str:
    """The IRI of a prefixed name: term("kgb:leads")."""
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def literal(value: str, language: str = "") -> str:
    """A string, with its language where one is given."""
    return f'"{value.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype: typed("2021-03-05", "xsd:date")."""
    return f'"{value.translate(_ESCAPES)}"^^{term(datatype)}'


def day(value: str) -> str:
    """An EDTF value as the XSD type of its precision."""
    kind = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}.get(len(value))
    return typed(value, kind) if kind else literal(value)
