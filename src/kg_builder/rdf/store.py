"""An Oxigraph store in memory: N-Quads in, SPARQL 1.1 answers out."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg_builder.model.errors import QueryError
from kg_builder.rdf.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: column names, and rows of text ("" where unbound). ASK gives one cell, CONSTRUCT gives triples."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def open_store(nquads: Path) -> pyoxigraph.Store:
    """A store that holds the file."""
    store = pyoxigraph.Store()
    with nquads.open("rb") as lines:
        store.bulk_load(lines, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def answer(store: pyoxigraph.Store, query: str) -> Answer:
    """The answer to a query; the project's prefixes are known. Raises QueryError where the query is wrong."""
    try:
        result = store.query(query, prefixes=PREFIXES)
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryError(f"The query cannot be read: {error}") from None
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Answer(("answer",), ((str(bool(result)).lower(),),))
    if isinstance(result, pyoxigraph.QueryTriples):
        triples = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in result)
        return Answer(("subject", "predicate", "object"), tuple(triples))
    columns = tuple(variable.value for variable in result.variables)
    return Answer(columns, tuple(tuple(_cell(row[name]) for name in columns) for row in result))


def _cell(value: object) -> str:
    text = getattr(value, "value", None)
    return str(text) if text is not None else ""
