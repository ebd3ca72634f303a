"""The graph as RDF: one mapping to quads, writers, validation, and a store that answers SPARQL."""

from kg_builder.rdf.glance import placed, stated
from kg_builder.rdf.pieces import Facts, Known, Writer, record_key
from kg_builder.rdf.queries import NamedQuery, named_queries
from kg_builder.rdf.serialize import jsonld, nquads, trig, turtle
from kg_builder.rdf.store import Answer, answer, open_store
from kg_builder.rdf.terms import BASE
from kg_builder.rdf.validate import misquoted, validate

__all__ = [
    "BASE", "Answer", "Facts", "Known", "NamedQuery", "Writer", "answer", "jsonld", "misquoted", "named_queries", "nquads", "open_store",
    "placed", "record_key", "stated", "trig", "turtle", "validate",
]  # fmt: skip
