"""The SHACL shapes of the ontology, checked by pySHACL. Its cost grows with the graph: some 5 ms a statement."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from pyshacl import validate as check

from kg_builder.model.errors import Issue

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def violations(triples: Iterable[str], shapes: Path) -> Iterator[Issue]:
    """What breaks a shape in N-Triples lines."""
    graph = rdflib.Graph().parse(data="".join(triples), format="nt")
    rules = _flat(rdflib.Graph().parse(shapes, format="turtle"))
    _, report, _ = check(graph, shacl_graph=rules, inference="none", advanced=False, meta_shacl=False)
    for result in report.subjects(rdflib.RDF.type, _SH.ValidationResult):
        component = str(report.value(result, _SH.sourceConstraintComponent)).rsplit("#", 1)[-1]
        focus = str(report.value(result, _SH.focusNode))
        path = report.value(result, _SH.resultPath)
        message = report.value(result, _SH.resultMessage)
        yield Issue(f"shacl.{component}", focus, f"{path or ''} {message or ''}".strip())


def _flat(rules: rdflib.Graph) -> rdflib.Graph:
    """Property shapes get the targets of the node shape they stand in: the same results, in one pass over all nodes a shape."""
    targets = (_SH.targetClass, _SH.targetSubjectsOf, _SH.targetObjectsOf, _SH.targetNode)
    for shape, part in list(rules.subject_objects(_SH.property)):
        aims = [(target, aim) for target in targets for aim in rules.objects(shape, target)]
        if aims:
            rules.remove((shape, _SH.property, part))
            rules.add((part, rdflib.RDF.type, _SH.PropertyShape))
            for target, aim in aims:
                rules.add((part, target, aim))
    return rules
