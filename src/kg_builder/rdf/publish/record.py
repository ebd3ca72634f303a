"""What an OUT has put into a store: an SQLite file that grows with the graph and is read piece by piece."""

import hashlib
import sqlite3
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from kg_builder.model import codec
from kg_builder.model.errors import SettingsError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS piece (
  key BLOB PRIMARY KEY, hash BLOB NOT NULL, ours BLOB NOT NULL, others BLOB NOT NULL, sure INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flight (batch BLOB NOT NULL);
CREATE TEMP TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE line (graph BLOB NOT NULL, triple BLOB NOT NULL);
PRAGMA user_version = 1;
"""
_AT_ONCE = 1000


@dataclass(slots=True)
class Change:
    """What a batch does to the triples of one subject."""

    deletes: list[str] = field(default_factory=list)
    inserts: list[str] = field(default_factory=list)
    hash: str = ""  # of what shall stand there; "" while more of it is to come
    wanted_others: list[str] = field(default_factory=list)  # of others' triples, those that we say as well


@dataclass(slots=True)
class Batch:
    """What is sent as one update. It is written down before, and holds all that is needed to send it once more."""

    step: int
    changes: dict[str, Change] = field(default_factory=dict)  # by subject
    graphs: dict[str, list[str] | None] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)  # inserts that stand there already, put by others
    size: int = 0  # triples
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """The triples of one subject, as the record knows them."""

    hash: bytes = b""
    ours: frozenset[bytes] = frozenset()
    others: frozenset[bytes] = frozenset()
    sure: bool = True


class Record:
    """The file; one program at a time."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._base = sqlite3.connect(file, isolation_level=None, timeout=1.0)
            self._base.executescript("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL;" + _SCHEMA)
        except sqlite3.OperationalError as error:
            raise SettingsError(f"{file}: another program publishes this graph there ({error}); wait for it.") from None
        except sqlite3.DatabaseError as error:
            raise SettingsError(
                f"{file}: the record of what was published is damaged ({error}); remove it, then give --take-over."
            ) from None

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All of it is kept, or nothing."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def get(self, name: str, otherwise: str = "") -> str:
        """A value that is kept beside the pieces."""
        found = self._base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else otherwise

    def set(self, name: str, value: str) -> None:
        """Keeps a value."""
        self._base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def own(self) -> str:
        """What this publication is called in the store."""
        if not self.get("id"):
            self.set("id", uuid.uuid4().hex)
        return self.get("id")

    @property
    def step(self) -> int:
        """The number of the last batch that arrived."""
        return int(self.get("step", "0"))

    # --- pieces

    def piece(self, key: bytes) -> Piece:
        """What is known of a subject or a graph."""
        row = self._base.execute("SELECT hash, ours, others, sure FROM piece WHERE key = ?", (key,)).fetchone()
        return Piece(row[0], _unpacked(row[1]), _unpacked(row[2]), bool(row[3])) if row else Piece()

    def is_known(self, key: bytes, hash_: bytes) -> bool:
        """True where just this stands in the store; notes that it is still said. Raises ValueError where it was noted before."""
        if not self._base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount:
            raise ValueError(key.decode())
        found = self._base.execute("SELECT hash = ? AND sure FROM piece WHERE key = ?", (hash_, key)).fetchone()
        return bool(found and found[0])

    def put(self, key: bytes, piece: Piece) -> None:
        """Notes what stands in the store."""
        if piece.hash or piece.ours or piece.others:
            row = (key, piece.hash, _packed(piece.ours), _packed(piece.others), piece.sure)
            self._base.execute("INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?, ?)", row)
        else:
            self._base.execute("DELETE FROM piece WHERE key = ?", (key,))

    def gone(self, kind: bytes) -> Iterator[bytes]:
        """The keys of one kind that are no longer said."""
        last = kind
        asked = """SELECT key FROM piece WHERE key > ? AND substr(key, 1, 1) = ? AND key NOT IN (SELECT key FROM seen)
                   ORDER BY key LIMIT ?"""
        while rows := self._base.execute(asked, (last, kind, _AT_ONCE)).fetchall():
            yield from (key for (key,) in rows)
            last = rows[-1][0]

    def doubt(self) -> None:
        """Nothing is taken for granted any more: all is sent again."""
        self._base.execute("UPDATE piece SET sure = 0")

    # --- lines of graphs, which stand scattered in the file

    def hold(self, lines: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps lines of graphs for now."""
        self._base.executemany("INSERT INTO line VALUES (?, ?)", lines)

    def held(self) -> Iterator[tuple[bytes, list[bytes]]]:
        """The graphs with their triples."""
        rows = self._base.execute("SELECT DISTINCT graph, triple FROM line ORDER BY graph, triple")
        for graph, group in groupby(rows, key=lambda row: row[0]):
            yield graph, [triple for _, triple in group]

    # --- the batch that is under way

    def launch(self, batch: Batch) -> None:
        """Writes a batch down, before it is sent."""
        self._base.execute("INSERT INTO flight VALUES (?)", (zlib.compress(codec.encode(batch), 1),))

    @property
    def flight(self) -> Batch | None:
        """The batch that was written down and of which it is not known whether it arrived."""
        row = self._base.execute("SELECT batch FROM flight").fetchone()
        return codec.decode(zlib.decompress(row[0]), Batch) if row else None

    def forget_flight(self) -> None:
        """It did not arrive, and will not be sent."""
        self._base.execute("DELETE FROM flight")


def digest(lines: Sequence[bytes]) -> bytes:
    """The hash of what is said of a subject or stands in a graph."""
    return hashlib.sha256(b"".join(lines)).digest()[:16]


def _packed(lines: Iterable[bytes]) -> bytes:
    return zlib.compress(b"".join(sorted(lines)), 1)


def _unpacked(data: bytes) -> frozenset[bytes]:
    return frozenset(zlib.decompress(data).splitlines(keepends=True)) if data else frozenset()
