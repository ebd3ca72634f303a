"""SPARQL 1.1 updates from lines of N-Triples, which are SPARQL as they stand."""

from collections.abc import Iterable, Mapping, Sequence

from kg_builder.rdf.terms import BASE, term

MARKS = f"{BASE}publication/"  # a graph a publication: <g> owl:versionInfo NUMBER
_STEP = term("owl:versionInfo").encode()

Graphs = Mapping[
    bytes, Sequence[bytes] | None
]  # <IRI> -> the triples it shall hold; None: there shall be no such graph


def split(line: bytes) -> tuple[bytes, bytes]:
    r"""The triple of a line of our own N-Quads, and its graph's <IRI> or b"".

    >>> split(b'<s> <p> "a <b> c"@zh .\n')
    (b'<s> <p> "a <b> c"@zh .\n', b'')
    >>> split(b'<s> <p> <o> <g> .\n')
    (b'<s> <p> <o> .\n', b'<g>')
    """
    head, _, last = line[:-3].rpartition(b" ")
    if last.startswith(b"<") and b'"' not in last and head.count(b" ") > 1:
        return head + b" .\n", last
    return line, b""


def update(deletes: Iterable[bytes], inserts: Iterable[bytes], graphs: Graphs, own: str, step: int) -> bytes:
    """One request: triples of the default graph out and in, graphs replaced, and the mark that says it arrived."""
    parts = []
    for words, triples in ((b"DELETE DATA", deletes), (b"INSERT DATA", inserts)):
        if body := b"".join(triples):
            parts.append(words + b" {\n" + body + b"}")
    for graph, held in graphs.items():
        if held is None:
            parts.append(b"DROP SILENT GRAPH " + graph)
        else:
            parts.append(b"CLEAR SILENT GRAPH " + graph)
            parts.append(b"INSERT DATA { GRAPH " + graph + b" {\n" + b"".join(held) + b"} }")
    mark = f"<{MARKS}{own}>".encode()
    parts.append(b"CLEAR SILENT GRAPH " + mark)
    parts.append(b"INSERT DATA { GRAPH %b { %b %b %d } }" % (mark, mark, _STEP, step))
    return b" ;\n".join(parts) + b"\n"


def marks() -> str:
    """Asks which publications the store holds, and how far each has come."""
    return f'SELECT ?g ?v {{ GRAPH ?g {{ ?g {_STEP.decode()} ?v }} FILTER(STRSTARTS(STR(?g), "{MARKS}")) }}'


def graphs() -> str:
    """Asks which graphs of articles there are."""
    return f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}graph/")) }}'


def among(triples: Iterable[bytes]) -> bytes:
    """Asks which of some triples the default graph holds."""
    rows = b"".join(b"(" + triple[:-3] + b")\n" for triple in triples)
    return b"CONSTRUCT { ?s ?p ?o } WHERE { VALUES (?s ?p ?o) {\n" + rows + b"} ?s ?p ?o }"
