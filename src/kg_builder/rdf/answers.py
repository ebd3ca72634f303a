"""Answers written as the W3C's formats say, row by row, with a limit on rows.

pyoxigraph serializes a whole answer at once and cannot be told when to stop; these writers can.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg_builder.model.errors import QueryError
from kg_builder.rdf.terms import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Row = Sequence[Term | None]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_QUOTED = re.compile(r'[",\r\n]')

TABLES: Mapping[str, str] = {  # media type -> short name, the first is what who asks for nothing gets
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


class TooManyRows(Exception):
    """An answer has more rows than allowed: it is refused, never cut."""


def write_answer(
    store: ox.Store, query: str, output: BinaryIO, table: str, graph: str, rows: int,
    default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = (),
) -> str:  # fmt: skip
    """Answers a query into `output`, a table or a graph as the query asks; the media type written.

    Raises QueryError where the query is wrong, TooManyRows past `rows`.
    """
    result = _evaluate(store, query, default_graphs, named_graphs)
    try:
        if isinstance(result, ox.QueryTriples):
            ox.serialize(_counted(result, rows), output, GRAPHS[graph], prefixes=PREFIXES)
            return graph
        if isinstance(result, ox.QueryBoolean):
            _write_boolean(bool(result), TABLES[table], output)
            return table
        names = tuple(variable.value for variable in result.variables)
        found = ([solution[name] for name in names] for solution in _counted(result, rows))
        _WRITERS[TABLES[table]](names, found, output)
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split()).rstrip('.')}.") from None
    return table


def _evaluate(
    store: ox.Store, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    options: dict[str, Any] = {}
    try:
        if default_graphs or named_graphs:  # a dataset of the request takes the place of the whole one
            options["default_graph"] = [ox.NamedNode(each) for each in default_graphs]
            options["named_graphs"] = [ox.NamedNode(each) for each in named_graphs]
        return store.query(query, prefixes=PREFIXES, **options)
    except (SyntaxError, ValueError) as error:
        raise QueryError(" ".join(str(error).split())) from None


def _counted(found: Iterable[Any], rows: int) -> Iterator[Any]:
    for count, each in enumerate(found, 1):
        if count > rows:
            raise TooManyRows
        yield each


def _write_boolean(value: bool, form: str, output: BinaryIO) -> None:
    word = "true" if value else "false"
    text = {
        "json": f'{{"head":{{}},"boolean":{word}}}',
        "xml": '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head/><boolean>{word}</boolean></sparql>\n",
        "csv": f"{word}\r\n",
        "tsv": f"{word}\n",
    }[form]
    output.write(text.encode())


def _write_json(names: Sequence[str], found: Iterable[Row], output: BinaryIO) -> None:
    output.write(f'{{"head":{{"vars":{json.dumps(list(names))}}},"results":{{"bindings":['.encode())
    keys = [json.dumps(name) for name in names]
    for count, row in enumerate(found):
        cells = (f"{key}:{_json_term(term)}" for key, term in zip(keys, row, strict=True) if term is not None)
        output.write((("," if count else "") + "\n{" + ",".join(cells) + "}").encode())
    output.write(b"\n]}}\n")


def _json_term(term: Term) -> str:
    value = json.dumps(term.value, ensure_ascii=False)
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{value}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{value}}}'
    if term.language:
        return f'{{"type":"literal","value":{value},"xml:lang":{json.dumps(term.language)}}}'
    if term.datatype.value in (_STRING, _LANG):
        return f'{{"type":"literal","value":{value}}}'
    return f'{{"type":"literal","value":{value},"datatype":{json.dumps(term.datatype.value)}}}'


def _write_xml(names: Sequence[str], found: Iterable[Row], output: BinaryIO) -> None:
    head = "".join(f"<variable name={_attribute(name)}/>" for name in names)
    output.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{head}</head><results>\n".encode()
    )
    marks = [f"<binding name={_attribute(name)}>" for name in names]
    for row in found:
        cells = (
            f"{mark}{_xml_term(term)}</binding>" for mark, term in zip(marks, row, strict=True) if term is not None
        )
        output.write(f"<result>{''.join(cells)}</result>\n".encode())
    output.write(b"</results></sparql>\n")


def _escaped(text: str) -> str:
    """Text as XML holds it; a carriage return would be read as a line feed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return '"' + _escaped(text).replace('"', "&quot;") + '"'


def _xml_term(term: Term) -> str:
    value = _escaped(term.value)
    if isinstance(term, ox.NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={_attribute(term.language)}>{value}</literal>"
    if term.datatype.value in (_STRING, _LANG):
        return f"<literal>{value}</literal>"
    return f"<literal datatype={_attribute(term.datatype.value)}>{value}</literal>"


def _write_csv(names: Sequence[str], found: Iterable[Row], output: BinaryIO) -> None:
    output.write((",".join(map(_csv_cell, names)) + "\r\n").encode())
    for row in found:
        cells = ("" if term is None else _csv_cell(_csv_value(term)) for term in row)
        output.write((",".join(cells) + "\r\n").encode())


def _csv_value(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term.value)


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _write_tsv(names: Sequence[str], found: Iterable[Row], output: BinaryIO) -> None:
    output.write(("\t".join(f"?{name}" for name in names) + "\n").encode())
    for row in found:
        # str() of a term is N-Triples, in which no tab or line end stands
        output.write(
            ("\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n").encode()
        )


_WRITERS: Mapping[str, Callable[[Sequence[str], Iterable[Row], BinaryIO], None]] = {
    "json": _write_json, "xml": _write_xml, "csv": _write_csv, "tsv": _write_tsv,
}  # fmt: skip
