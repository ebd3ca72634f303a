"""Long tables for Python, R and spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from kg_builder.model.knowledge import KnowledgeGraph, Literal, Statement
from kg_builder.model.vocabulary import Predicate

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(graph: KnowledgeGraph) -> dict[str, str]:
    """File name -> CSV: entities, statements, evidence, tenures (person, post, body, from, until)."""
    entities = graph.entities
    statements = list(graph.statements.values())
    return {
        "entities.csv": _csv(
            ("id", "type", "name", "aliases", "level", "code", "lon", "lat"),
            ((e.id, e.type, e.name, "|".join(e.aliases), e.level or "", e.code, e.lon or "", e.lat or "") for e in entities.values()),
        ),
        "statements.csv": _csv(
            (
                "id", "subject_id", "subject", "predicate", "object_id", "object", "status", "confidence", "former",
                "valid_from", "valid_until", "evidence",
            ),
            (_statement(graph, s) for s in statements),
        ),
        "evidence.csv": _csv(
            ("id", "statement_id", "article", "title", "date", "start", "end", "quote", "speaker", "subject_as", "object_as", "extractor"),
            (
                (e.id, s.id, e.article, graph.articles[e.article].title or "", graph.articles[e.article].date or "", e.span.start,
                 e.span.end, e.quote, entities[e.speaker].name if e.speaker else "", e.subject_as, e.object_as, e.extractor)
                for s in statements for e in s.evidence
            ),
        ),
        "tenures.csv": _csv(
            ("person_id", "person", "post", "body", "from", "until", "former"),
            (_tenure(graph, s) for s in statements if s.predicate is Predicate.HOLDS_POST),
        ),
    }  # fmt: skip


def _statement(graph: KnowledgeGraph, s: Statement) -> Sequence[object]:
    literal = isinstance(s.object, Literal)
    name = s.object.value if isinstance(s.object, Literal) else graph.entities[s.object].name
    return (
        s.id, s.subject, graph.entities[s.subject].name, s.predicate, "" if literal else s.object, name, s.status,
        f"{s.score:.3f}", int(s.former), s.valid_from or "", s.valid_until or "", len(s.evidence),
    )  # fmt: skip


def _tenure(graph: KnowledgeGraph, s: Statement) -> Sequence[object]:
    post = graph.entities[str(s.object)]
    body = graph.entities[post.body].name if post.body in graph.entities else ""
    return (
        s.subject,
        graph.entities[s.subject].name,
        post.name,
        body,
        s.valid_from or "",
        s.valid_until or "",
        int(s.former),
    )


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def _safe(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
