"""An Oxigraph store in memory: N-Quads in, SPARQL 1.1 answers out."""

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg_builder.model.errors import QueryError, SourceError
from kg_builder.rdf import guard
from kg_builder.rdf.terms import PREFIXES

_LONGEST = 16 * 1024**2  # bytes: who asks at the command line may ask at length


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: column names, and rows of text ("" where unbound). ASK gives one cell, CONSTRUCT gives triples."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def open_store(nquads: Path) -> pyoxigraph.Store:
    """A store that holds the file. Raises SourceError where the file is damaged or cannot be read."""
    store = pyoxigraph.Store()
    try:
        store.bulk_load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{nquads}: the graph is damaged ({str(error).rstrip('.')}); build again.") from None
    except OSError as error:
        why = str(error).split(" (os error")[0]
        raise SourceError(f"{nquads}: the graph cannot be read ({why}); mend that, or build again.") from None
    return store


def answer(store: pyoxigraph.Store, query: str, name: str = "query") -> Answer:
    """The answer to a query; the project's prefixes are known. Raises QueryError where the query is wrong."""
    try:
        guard.check(query, _LONGEST)
        result = store.query(query, prefixes=PREFIXES)
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Answer(("answer",), ((str(bool(result)).lower(),),))
        if isinstance(result, pyoxigraph.QueryTriples):
            triples = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in result)
            return Answer(("subject", "predicate", "object"), tuple(triples))
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(_cell(row[column]) for column in columns) for row in result))
    except QueryError as error:
        raise QueryError(f"{name}: {error}") from None
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"{name}: {_explain(str(error), query)}") from None


def _explain(error: str, query: str) -> str:
    """Where a query is wrong, in one sentence: the parser's list of all it would have taken helps nobody."""
    place = re.search(r"error at (\d+):(\d+): (.*)", error, re.S)
    if place is None:
        return f"the query cannot be answered: {' '.join(error.split()).rstrip('.')}."
    line, column = int(place[1]), int(place[2])
    lines = query.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    where = f"line {line}, column {column}, " + (f"at '{rest[:40]}'" if rest else "at its end")
    if not query.strip():
        return "the query is empty; write SELECT, ASK or CONSTRUCT."
    if "Prefix not found" in place[3]:
        return f"{where}: a prefix is not declared; add a PREFIX line, or use one of {', '.join(sorted(PREFIXES))}."
    return f"{where}, the query cannot be read; mend it there."


def _cell(value: object) -> str:
    text = getattr(value, "value", None)
    return str(text) if text is not None else ""
