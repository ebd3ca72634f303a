"""What is checked on the archive itself, as a stranger reads it: shapes, facts against statements, quotes against texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph
import rdflib
from pyshacl import validate as check
from rdflib.term import Node

from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.vocabulary import Predicate
from kg_builder.rdf.terms import PREFIXES

_KGB = rdflib.Namespace(PREFIXES["kgb"])
_OA = rdflib.Namespace(PREFIXES["oa"])
_PARTS = (rdflib.RDF.subject, rdflib.RDF.predicate, rdflib.RDF.object)
_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def faults(data: str, shapes: Path, texts: Mapping[str, str]) -> Iterator[Issue]:
    """Everything that is wrong with N-Quads `data`. Raises SourceError where the data are no N-Quads."""
    graph, copies = _load(data)
    yield from _violations(graph, shapes)
    yield from _unstated(graph, copies)
    yield from _not_quoted(graph, texts)


def _load(data: str) -> tuple[rdflib.Graph, set[tuple[Node, Node, Node]]]:
    """The default graph, and the triples of the articles' graphs."""
    lines: tuple[list[str], list[str]] = ([], [])
    try:
        for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS):
            named = not isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
            lines[named].append(f"{quad.triple} .\n")
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"graph/kg.nq: the archive is damaged: {str(error).rstrip('.')}; build again.") from None
    plain, copies = (rdflib.Graph().parse(data="".join(part), format="nt") for part in lines)
    return plain, set(copies)


def _violations(graph: rdflib.Graph, shapes: Path) -> Iterator[Issue]:
    rules = rdflib.Graph().parse(shapes, format="turtle")
    _, report, _ = check(graph, shacl_graph=rules, inference="none", advanced=False, meta_shacl=False)
    for result in report.subjects(rdflib.RDF.type, _SH.ValidationResult):
        component = str(report.value(result, _SH.sourceConstraintComponent)).rsplit("#", 1)[-1]
        focus = str(report.value(result, _SH.focusNode))
        path = report.value(result, _SH.resultPath)
        message = report.value(result, _SH.resultMessage)
        yield Issue(f"shacl.{component}", focus, f"{path or ''} {message or ''}".strip())


def _unstated(graph: rdflib.Graph, copies: set[tuple[Node, Node, Node]]) -> Iterator[Issue]:
    """Each plain fact has its kgb:Statement and the other way round; a rejected one is asserted nowhere."""
    stated: set[tuple[Node, Node, Node]] = set()
    for own in graph.subjects(rdflib.RDF.type, _KGB.Statement):
        subject, predicate, target = (graph.value(own, part) for part in _PARTS)
        if subject is None or predicate is None or target is None:
            continue  # the shapes say so
        stated.add((subject, predicate, target))
        rejected = (own, _KGB.status, rdflib.Literal("rejected")) in graph
        if rejected == ((subject, predicate, target) in graph):
            word = "is asserted though it was rejected" if rejected else "is asserted nowhere"
            yield Issue("statement.fact", str(own), f"the fact of this statement {word}; build again.")
    facts = {fact for predicate in Predicate for fact in graph.triples((None, _KGB[predicate], None))}
    for fact in facts - stated:
        yield Issue("fact.unstated", str(fact[0]), f"{fact[1]} {fact[2]}: the fact has no statement; build again.")
    for copy in copies - facts:
        yield Issue("fact.copy", str(copy[0]), f"{copy[1]} {copy[2]}: an article's graph says it alone; build again.")


def _not_quoted(graph: rdflib.Graph, texts: Mapping[str, str]) -> Iterator[Issue]:
    """The evidence nodes whose words do not stand in the text they name."""
    for own in graph.subjects(rdflib.RDF.type, _KGB.Evidence) if texts else ():
        article = str(graph.value(own, _OA.hasSource)).rsplit("/", 1)[-1]
        start, end, words = (graph.value(own, each) for each in (_OA.start, _OA.end, _OA.exact))
        place = str(start).isdecimal() and str(end).isdecimal()
        if not place or texts.get(article, "")[int(str(start)) : int(str(end))] != str(words):
            yield Issue(
                "evidence.quote", str(own), f"the quote does not stand at {start}-{end} of {article}; build again."
            )
