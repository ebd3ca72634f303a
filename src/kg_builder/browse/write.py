"""Writes the index of a graph."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from kg_builder.browse.schema import INDEXES, SCHEMA
from kg_builder.browse.spelling import initials, pinyin
from kg_builder.model import codec
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Statement, Status

Linked = tuple[str, int, int, str]  # article id, start, end, entity id


def write_index(file: Path, graph: KnowledgeGraph, texts: Mapping[str, str], mentions: Iterable[Linked] = ()) -> None:
    """A new file; the same graph gives the same rows. `mentions` say where the articles name entities."""
    with closing(sqlite3.connect(file)) as base, base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        degrees = _degrees(graph.statements.values())
        base.executemany("INSERT INTO entity VALUES (?,?,?,?,?)", _entities(graph, degrees))
        base.executemany("INSERT INTO label VALUES (?,?,?)", _labels(graph.entities.values()))
        base.executemany("INSERT INTO statement VALUES (?,?,?,?,?,?,?,?)", map(_statement, graph.statements.values()))
        base.executemany("INSERT INTO evidence VALUES (?,?,?,?,?,?)", _evidence(graph.statements.values()))
        base.executemany(
            "INSERT INTO article VALUES (?,?,?,?,?)",
            (
                (h.id, h.date or "", h.title or h.source, codec.encode(h), texts.get(h.id, ""))
                for h in graph.articles.values()
            ),
        )
        base.executemany("INSERT INTO mention VALUES (?,?,?,?)", mentions)
        base.executemany("INSERT INTO redirect VALUES (?,?)", graph.redirects.items())
        base.executescript(INDEXES)


def _degrees(statements: Iterable[Statement]) -> Counter[str]:
    """In how many statements that hold an entity stands."""
    degrees: Counter[str] = Counter()
    for statement in statements:
        if statement.status is not Status.REJECTED:
            degrees.update({statement.subject, str(statement.object)})
    return degrees


def _entities(graph: KnowledgeGraph, degrees: Counter[str]) -> Iterator[tuple[object, ...]]:
    for entity in graph.entities.values():
        yield entity.id, str(entity.type), entity.name, degrees[entity.id], codec.encode(entity)


def _labels(entities: Iterable[Entity]) -> Iterator[tuple[str, str, str]]:
    """What an entity is found by: its name, its other names, the pinyin of its name and the initials of that."""
    for entity in entities:
        yield entity.id, entity.name.casefold(), "name"
        for alias in entity.aliases:
            yield entity.id, alias.casefold(), "alias"
        yield entity.id, pinyin(entity.name), "pinyin"
        yield entity.id, initials(entity.name), "initials"


def _statement(statement: Statement) -> tuple[object, ...]:
    bare = replace(statement, evidence=())  # its sentences have rows of their own
    object_ = statement.object if isinstance(statement.object, str) else None
    return (
        statement.id, statement.subject, str(statement.predicate), object_, str(statement.status),
        len(statement.evidence), statement.score, codec.encode(bare),
    )  # fmt: skip


def _evidence(statements: Iterable[Statement]) -> Iterator[tuple[object, ...]]:
    for statement in statements:
        for each in statement.evidence:
            yield each.id, statement.id, each.article, each.span.start, each.speaker, codec.encode(each)
