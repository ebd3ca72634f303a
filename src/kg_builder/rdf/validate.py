"""What must hold of a graph before anybody cites it: its shapes, and that every quote stands where it is said to."""

from collections.abc import Mapping
from pathlib import Path

from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import KnowledgeGraph, Status


def misquoted(graph: KnowledgeGraph, texts: Mapping[str, str]) -> tuple[Issue, ...]:
    """The evidence whose quote is not `text[start:end]`, and the statements without evidence."""
    issues = []
    for statement in graph.statements.values():
        if not statement.places and statement.status is not Status.ADDED:
            issues.append(
                Issue("evidence.none", statement.id, "the statement has no evidence; this is a bug, please report it.")
            )
        for evidence in statement.places:
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


def validate(
    data: str | bytes, ontology: Path, texts: Mapping[str, str] | None = None, shapes: bool = True
) -> tuple[Issue, ...]:
    """What is wrong with N-Quads `data`: SHACL shapes, facts without a statement, and quotes against `texts`.

    `shapes=False` leaves SHACL out, whose cost is the largest by far. Raises SourceError where the data are no N-Quads.
    """
    from kg_builder.rdf.conformance import misplaced, read, unstated

    archive = read(data, shapes)
    found = [*unstated(archive), *(misplaced(archive, texts) if texts else ())]
    if shapes:
        from kg_builder.rdf.shapes import violations  # brings rdflib and pySHACL

        found.extend(violations(archive.lines, ontology / "shapes.ttl"))
    return tuple(sorted(found, key=lambda issue: (issue.where, issue.code, issue.message)))
