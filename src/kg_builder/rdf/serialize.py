"""The quads as files: the same graph gives the same bytes.

Sorted lines and grouped Turtle are written directly; rdflib's serializers give the same triples at some six times the
cost and are the reference in the tests.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.rdf.quads import Mapping, Triple
from kg_builder.rdf.terms import BASE, PREFIXES, term

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
_LITERAL = re.compile(r'^("(?:[^"\\]|\\.)*")(?:@([A-Za-z\-]+)|\^\^<([^>]+)>)?$', re.S)
_RDF_TYPE = term("rdf:type")
_SEEN = 10_000  # terms whose short form is remembered


def nquads(graph: KnowledgeGraph, base: str = BASE) -> str:
    """Everything as sorted N-Quads: the archive."""
    lines = {f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in Mapping(graph, base).quads()}
    return "".join(sorted(lines))


def turtle(graph: KnowledgeGraph, base: str = BASE) -> str:
    """Entities, articles and plain facts as Turtle to read; no provenance."""
    short = Short(base)
    return short.head() + "".join(blocks(Mapping(graph, base).facts(), short, ""))


def trig(graph: KnowledgeGraph, base: str = BASE) -> str:
    """Everything as TriG: the default graph, then a graph an article."""
    short = Short(base)
    graphs = _graphs(graph, base)
    parts = [short.head(), *blocks(graphs.pop("", ()), short, "")]
    for name, triples in sorted(graphs.items()):
        parts += [f"{short(name)} {{\n", *blocks(triples, short, "    "), "}\n\n"]
    return "".join(parts)


def jsonld(graph: KnowledgeGraph, context: dict[str, object], base: str = BASE) -> str:
    """Everything as JSON-LD, compact, with the context in it: no request is needed to read it."""
    short = Short(base)
    graphs = _graphs(graph, base)
    nodes = _json_nodes(graphs.pop("", ()), short)
    for name, triples in sorted(graphs.items()):
        nodes.append({"@id": short.relative(name), "@graph": _json_nodes(triples, short)})
    document = {"@context": {**context, "@base": base}, "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _graphs(graph: KnowledgeGraph, base: str) -> dict[str, list[Triple]]:
    """The triples by graph; "" is the default graph."""
    found: dict[str, list[Triple]] = defaultdict(list)
    for s, p, o, g in Mapping(graph, base).quads():
        found[g].append((s, p, o))
    return found


def _json_nodes(triples: Iterable[Triple], short: "Short") -> list[dict[str, object]]:
    nodes = []
    for subject, group in groupby(sorted(set(triples)), key=lambda triple: triple[0]):
        node: dict[str, object] = {"@id": short.relative(subject)}
        for predicate, pairs in groupby(group, key=lambda triple: triple[1]):
            values = [_json_value(o, predicate, short) for _, _, o in pairs]
            node["@type" if predicate == _RDF_TYPE else short(predicate)] = values[0] if len(values) == 1 else values
        nodes.append(node)
    return nodes


def _json_value(value: str, predicate: str, short: "Short") -> object:
    if value.startswith("<"):
        return short(value) if predicate == _RDF_TYPE else {"@id": short.relative(value)}
    match = _LITERAL.match(value)
    if match is None:
        raise ValueError(f"not a literal: {value}")
    text = json.loads(match[1].replace("\\'", "'"))
    if match[2]:
        return {"@value": text, "@language": match[2]}
    return {"@value": text, "@type": short(f"<{match[3]}>")} if match[3] else text


class Short:
    """IRIs as prefixed names."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._spaces = sorted(((uri, prefix) for prefix, uri in PREFIXES.items()), key=lambda pair: -len(pair[0]))
        self._seen: dict[str, str] = {}

    def head(self) -> str:
        """The prefixes and the base."""
        return (
            f"@base <{self._base}> .\n"
            + "".join(f"@prefix {p}: <{uri}> .\n" for p, uri in sorted(PREFIXES.items()))
            + "\n"
        )

    def __call__(self, value: str) -> str:
        """A term in its shortest form."""
        found = self._seen.get(value)
        if found is None:
            if len(self._seen) > _SEEN:
                self._seen.clear()
            found = self._seen[value] = self._shorten(value)
        return found

    def relative(self, value: str) -> str:
        """An IRI without its brackets, relative to the base where it lies below it."""
        return value[1:-1].removeprefix(self._base)

    def _shorten(self, value: str) -> str:
        if value.startswith("<"):
            address = value[1:-1]
            if address.startswith(self._base):
                return f"<{address[len(self._base) :]}>"
            for uri, prefix in self._spaces:
                if address.startswith(uri) and _LOCAL.fullmatch(address[len(uri) :]):
                    return f"{prefix}:{address[len(uri) :]}"
            return value
        head, mark, datatype = value.rpartition("^^")
        return f"{head}^^{self._shorten(datatype)}" if mark and datatype.startswith("<") else value


def blocks(triples: Iterable[Triple], short: Short, indent: str) -> Iterator[str]:
    """One block a subject: its type first, then predicates and objects in order."""
    names = {"": "a "}  # by predicate; "", which comes before all others, is the type
    same: dict[str, str] = {_RDF_TYPE: ""}  # each predicate as one and the same string: quicker to compare
    subjects: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value in triples:
        subjects[subject].append((same.setdefault(predicate, predicate), value))
    following, further = f" ;\n{indent}    ", f" ,\n{indent}        "
    for subject in sorted(subjects):
        parts, last = [f"{indent}{short(subject)} "], None
        for predicate, value in sorted(set(subjects[subject])):
            if predicate is last:
                parts.append(further)
            else:
                if last is not None:
                    parts.append(following)
                last = predicate
                if predicate not in names:
                    names[predicate] = f"{short(predicate)} "
                parts.append(names[predicate])
            parts.append(short(value))
        parts.append(" .\n\n")
        yield "".join(parts)
