"""Writes the index of a graph from its values as they come, so that memory does not grow with the graph."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from kg_builder.browse.schema import INDEXES, SCHEMA
from kg_builder.browse.spelling import initials, pinyin
from kg_builder.model import codec
from kg_builder.model.article import Header
from kg_builder.model.errors import SettingsError
from kg_builder.model.knowledge import Entity, Evidence, Statement

Linked = tuple[str, int, int, str]  # article id, start, end, entity id
_AT_ONCE = 2000  # values that are held in memory
# Corrections join entities and take some away after the articles were read.
_MENTIONS = """
UPDATE mention SET entity = redirect.new FROM redirect WHERE redirect.old = mention.entity;
DELETE FROM mention WHERE entity NOT IN (SELECT id FROM entity) OR article NOT IN (SELECT id FROM article);
"""
_DEGREES = """
CREATE TEMP TABLE degree AS SELECT id, sum(n) AS n FROM (
  SELECT subject AS id, count(*) AS n FROM statement WHERE status <> 'rejected' GROUP BY subject
  UNION ALL
  SELECT object, count(*) FROM statement WHERE status <> 'rejected' AND object <> subject GROUP BY object
) GROUP BY id;
UPDATE entity SET degree = degree.n FROM degree WHERE degree.id = entity.id;
DROP TABLE degree;
"""


def write_index(
    file: Path,
    values: Iterable[object],
    text: Callable[[str], str],
    mentions: Iterable[Linked] = (),
) -> None:
    """A new file from the values of a graph, in any order: entities, statements, headers, and (old id, new id) of redirects.

    `text` gives an article as read, `mentions` say where the articles name entities. The same graph gives the same rows.
    What the disk refuses is a SettingsError.
    """
    try:
        with closing(sqlite3.connect(file)) as base, base:
            base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
            coming = iter(values)
            while some := list(islice(coming, _AT_ONCE)):
                _write(base, some, text)
            base.executemany("INSERT INTO mention VALUES (?,?,?,?)", mentions)
            base.executescript(_MENTIONS + _DEGREES + INDEXES)
    except sqlite3.OperationalError as error:
        raise SettingsError(f"{file}: the index cannot be written ({error}); mend that, then load again.") from None


def _write(base: sqlite3.Connection, values: list[object], text: Callable[[str], str]) -> None:
    entities = [value for value in values if isinstance(value, Entity)]
    statements = [value for value in values if isinstance(value, Statement)]
    headers = (value for value in values if isinstance(value, Header))
    base.executemany("INSERT INTO redirect VALUES (?,?)", (value for value in values if isinstance(value, tuple)))
    base.executemany("INSERT INTO entity VALUES (?,?,?,?,?)", map(_entity, entities))
    base.executemany("INSERT INTO label VALUES (?,?,?)", _labels(entities))
    base.executemany("INSERT INTO statement VALUES (?,?,?,?,?,?,?,?)", map(_statement, statements))
    base.executemany(
        "INSERT INTO evidence VALUES (?,?,?,?,?,?)", (_evidence(s, each) for s in statements for each in s.evidence)
    )
    base.executemany(
        "INSERT INTO article VALUES (?,?,?,?,?)",
        ((h.id, h.date or "", h.title or h.source, codec.encode(h), text(h.id)) for h in headers),
    )


def _entity(entity: Entity) -> tuple[object, ...]:
    return entity.id, str(entity.type), entity.name, 0, codec.encode(entity)  # the degree comes when all is in


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


def _evidence(statement: Statement, each: Evidence) -> tuple[object, ...]:
    return each.id, statement.id, each.article, each.span.start, each.speaker, codec.encode(each)
