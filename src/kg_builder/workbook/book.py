"""The workbook: tables in one SQLite file inside OUT. Deleting it costs time only.

It knows keys and bytes, not what they mean. Each value carries a checksum of its own; a file that is no workbook, is of
another recipe or is damaged is thrown away and begun again. What was read in articles is committed batch by batch, so
that a build cut short keeps it; what stands in the graph is committed once, when the files of the graph are in place.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

from kg_builder.model.errors import SettingsError

_LAYOUT = "3"
_TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE reading(key TEXT PRIMARY KEY, article TEXT, head BLOB, profile BLOB, whole BLOB);
CREATE TABLE article(id TEXT PRIMARY KEY, made_from TEXT, header BLOB, reprint BLOB, date TEXT) WITHOUT ROWID;
CREATE TABLE named(grp TEXT, article TEXT, place INT, key TEXT, value BLOB, id TEXT, PRIMARY KEY(grp, article, place))
  WITHOUT ROWID;
CREATE INDEX named_article ON named(article, key, id);
CREATE TABLE entity(id TEXT PRIMARY KEY, grp TEXT, kind TEXT, base BLOB, value BLOB, body TEXT, parts TEXT, merges BLOB, stale INT);
CREATE INDEX entity_grp ON entity(grp);
CREATE INDEX entity_kind ON entity(kind);
CREATE INDEX entity_stale ON entity(id) WHERE stale;
CREATE INDEX entity_parts ON entity(id) WHERE parts <> '';
CREATE TABLE member(name TEXT, grp TEXT, id TEXT, PRIMARY KEY(name, grp)) WITHOUT ROWID;
CREATE INDEX member_grp ON member(grp);
CREATE TABLE claim(subject TEXT, statement TEXT, article TEXT, value BLOB, PRIMARY KEY(subject, statement, article))
  WITHOUT ROWID;
CREATE INDEX claim_article ON claim(article);
CREATE TABLE statement(id TEXT PRIMARY KEY, subject TEXT, predicate TEXT, object TEXT, rejected INT) WITHOUT ROWID;
CREATE INDEX statement_object ON statement(object);
CREATE INDEX statement_subject ON statement(subject, object);
CREATE TABLE owned(owner TEXT, key BLOB, PRIMARY KEY(owner, key)) WITHOUT ROWID;
CREATE TABLE dropped(statement TEXT, evidence TEXT, article TEXT, PRIMARY KEY(statement, evidence)) WITHOUT ROWID;
CREATE INDEX dropped_article ON dropped(article);
CREATE TABLE chosen(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE touched(subject TEXT, statement TEXT, PRIMARY KEY(subject, statement)) WITHOUT ROWID;
CREATE TABLE listed(article TEXT, iri TEXT, key TEXT);
CREATE INDEX listed_article ON listed(article, iri, key);
CREATE TABLE change(article TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE dirty(grp TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE reheaded(article TEXT PRIMARY KEY) WITHOUT ROWID;
"""
GRAPH = (
    "article",
    "named",
    "entity",
    "member",
    "claim",
    "statement",
    "owned",
    "touched",
    "chosen",
    "dropped",
)  # what stands in the graph
PASSING = ("listed", "change", "dirty", "reheaded")  # what one build finds and does; no other build asks for it


class Damaged(Exception):
    """A value is not what was written."""


class Changed(Damaged):
    """A file is not what the last build wrote."""


class Workbook:
    """An open workbook."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._streams: WeakSet[sqlite3.Cursor] = WeakSet()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        try:
            return self._db.execute(query, values).fetchall()
        except UnicodeDecodeError as error:  # of a text, or of the message of an error
            raise Damaged(str(error)) from None

    def stream(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one."""
        rows = self._db.execute(query, values)
        self._streams.add(rows)
        return iter(rows)

    def run(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Runs a statement for each row."""
        self._db.executemany(statement, rows)

    def get(self, name: str) -> str:
        """A note, "" where there is none."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def put(self, name: str, value: str) -> None:
        """Keeps a note."""
        self.run("INSERT OR REPLACE INTO meta VALUES(?, ?)", [(name, value)])

    def forget_graph(self) -> None:
        """What stands in the graph is not known any more; what was read stays."""
        for table in GRAPH:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own

    def forget_passing(self) -> None:
        """What the last build found and did."""
        for table in PASSING:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own

    def commit(self) -> None:
        """What was changed since the last commit is kept."""
        self._db.commit()

    def rollback(self) -> None:
        """What was changed since the last commit is not kept."""
        self._db.rollback()

    def close(self) -> None:
        """Closes the file. A stream that somebody still holds would keep its lock."""
        for rows in list(self._streams):
            rows.close()
        self._db.close()


def open_workbook(file: Path, recipe: str) -> Workbook:
    """The workbook of a recipe; a new one where there is none of it, or a damaged one. Raises SettingsError where it cannot be written."""
    for _ in range(2):
        book = None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            book = Workbook(_connected(file))
            if book.get("layout") == _LAYOUT and book.get("recipe") == recipe:
                return book
        except (sqlite3.DatabaseError, UnicodeDecodeError, Damaged):  # no database, or one of other tables
            pass
        except OSError as error:
            raise SettingsError(f"{file.parent}: it cannot be written ({error.strerror}).") from None
        if book is not None:
            book.close()
        discard(file)
        try:
            _begin(file, recipe)
        except (sqlite3.Error, OSError) as error:
            raise SettingsError(f"{file}: it cannot be written ({error}); give another folder with -o.") from None
    raise SettingsError(f"{file}: it cannot be read after it was written; give another folder with -o.")


def discard(file: Path) -> None:
    """Throws a workbook away."""
    for name in (file.name, f"{file.name}-journal", f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = FILE")  # what is sorted may be larger than the memory
    return connection


def _begin(file: Path, recipe: str) -> None:
    connection = _connected(file)
    try:
        connection.executescript(_TABLES)
        connection.executemany("INSERT INTO meta VALUES(?, ?)", [("layout", _LAYOUT), ("recipe", recipe)])
        connection.commit()
    finally:
        connection.close()


def sealed(value: bytes) -> bytes:
    """A value with its checksum in front."""
    return zlib.crc32(value).to_bytes(4, "big") + value


def opened(value: bytes) -> bytes:
    """The value that was sealed. Raises Damaged where it is another."""
    if not isinstance(value, bytes) or zlib.crc32(value[4:]).to_bytes(4, "big") != value[:4]:
        raise Damaged("a value of the workbook is damaged")
    return value[4:]
