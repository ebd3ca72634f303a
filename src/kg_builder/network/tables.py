"""Long tables for Python, R and spreadsheets.

A spreadsheet runs a cell that begins like a formula, and an article may bring one. So `csv` puts an apostrophe before such a
cell, and before one that begins with an apostrophe: a program that takes one away from each cell that begins with it has the
text as it was. `csv-raw` are the same tables with every cell as it is, for programs only.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from kg_builder.model.knowledge import KnowledgeGraph, Literal, Statement
from kg_builder.model.shown import writable
from kg_builder.model.vocabulary import Predicate

_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")  # some spreadsheets take the wide signs for the narrow ones

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def tables(graph: KnowledgeGraph, raw: bool = False) -> dict[str, str]:
    """File name -> CSV: entities, statements, evidence, tenures (person, post, body, from, until); guarded unless `raw`."""
    made = _tables(graph, raw)
    return {name.replace(".csv", ".raw.csv"): text for name, text in made.items()} if raw else made


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs; a number is none.

    >>> guarded("=1+1"), guarded("丁辉"), guarded("'s"), guarded("-0.5")
    ("'=1+1", '丁辉', "''s", '-0.5')
    """
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _tables(graph: KnowledgeGraph, raw: bool) -> dict[str, str]:
    entities = graph.entities
    statements = list(graph.statements.values())
    return {
        "entities.csv": _csv(
            ("id", "type", "name", "aliases", "level", "code", "lon", "lat"),
            ((e.id, e.type, e.name, "|".join(e.aliases), e.level or "", e.code, e.lon or "", e.lat or "") for e in entities.values()),
            raw,
        ),
        "statements.csv": _csv(
            (
                "id", "subject_id", "subject", "predicate", "object_id", "object", "status", "confidence", "former",
                "valid_from", "valid_until", "evidence",
            ),
            (_statement(graph, s) for s in statements),
            raw,
        ),
        "evidence.csv": _csv(
            ("id", "statement_id", "article", "title", "date", "start", "end", "quote", "speaker", "subject_as", "object_as", "extractor"),
            (
                (e.id, s.id, e.article, graph.articles[e.article].title or "", graph.articles[e.article].date or "", e.span.start,
                 e.span.end, e.quote, entities[e.speaker].name if e.speaker else "", e.subject_as, e.object_as, e.extractor)
                for s in statements for e in s.evidence
            ),
            raw,
        ),
        "tenures.csv": _csv(
            ("person_id", "person", "post", "body", "from", "until", "former"),
            (_tenure(graph, s) for s in statements if s.predicate is Predicate.HOLDS_POST),
            raw,
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


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]], raw: bool) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(cell, raw) for cell in row] for row in rows)
    return buffer.getvalue()


def _cell(cell: object, raw: bool) -> object:
    if not isinstance(cell, str):
        return cell
    return writable(cell) if raw else guarded(writable(cell))
