"""What must hold of a graph before anybody cites it: its shapes, and that every quote stands where it is said to."""

from collections.abc import Mapping
from pathlib import Path

from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import KnowledgeGraph, Status


def misquoted(graph: KnowledgeGraph, texts: Mapping[str, str]) -> tuple[Issue, ...]:
    """The evidence whose quote is not `text[start:end]`, and the statements without evidence."""
    issues = []
    for statement in graph.statements.values():
        if not statement.evidence and statement.status is not Status.ADDED:
            issues.append(
                Issue("evidence.none", statement.id, "the statement has no evidence; this is a bug, please report it.")
            )
        for evidence in statement.evidence:
            text = texts.get(evidence.article)
            if text is None:
                issues.append(
                    Issue(
                        "evidence.text", evidence.id, f"the text of article {evidence.article} is missing; build again."
                    )
                )
            elif evidence.span.of(text) != evidence.quote or not evidence.quote:
                message = f"the quote does not stand at {evidence.span.start}-{evidence.span.end} of {evidence.article}; build again."
                issues.append(Issue("evidence.quote", evidence.id, message, evidence.span))
    return tuple(issues)


def validate(data: str, ontology: Path) -> tuple[Issue, ...]:
    """The violations of the SHACL shapes in N-Quads `data`; the default graph is what is checked."""
    import rdflib
    from pyshacl import validate as check

    triples = "\n".join(line for line in data.splitlines() if not _has_graph(line))
    graph = rdflib.Graph().parse(data=triples, format="nt")
    shapes = rdflib.Graph().parse(ontology / "shapes.ttl", format="turtle")
    conforms, report, _ = check(graph, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
    if conforms:
        return ()
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    issues = []
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        component = str(report.value(result, shacl.sourceConstraintComponent)).rsplit("#", 1)[-1]
        focus = str(report.value(result, shacl.focusNode))
        path = report.value(result, shacl.resultPath)
        message = report.value(result, shacl.resultMessage)
        issues.append(Issue(f"shacl.{component}", focus, f"{path or ''} {message or ''}".strip()))
    return tuple(sorted(issues, key=lambda issue: (issue.where, issue.code, issue.message)))


def _has_graph(line: str) -> bool:
    """True for a line of four terms: the graph is the last one, and only a graph's IRI holds /graph/."""
    return line.endswith("> .") and "/graph/" in line[line.rfind("<") :]
