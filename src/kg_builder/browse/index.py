"""Reads the index. Any thread may ask; every answer is bounded."""

import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg_builder.browse.schema import VERSION
from kg_builder.model import codec
from kg_builder.model.article import Header
from kg_builder.model.errors import SourceError
from kg_builder.model.knowledge import Entity, Evidence, Statement
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

MOST = 1000  # rows of any one answer
_FAR = 1 << 62  # behind the end of any article
_TELLING = ("holdsPost", "phaseOf", "taskOf", "locatedIn", "partOf")  # which of several of one name it is


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is."""

    entities: Mapping[str, int]  # by class
    statements: Mapping[str, int]  # by predicate, without the rejected ones
    articles: int
    evidence: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a search found."""

    entity: Entity
    matched: str  # the label that matched, in small letters
    kind: str  # name, alias, pinyin, initials
    degree: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement with how often it is said; its evidence is asked for apart."""

    statement: Statement  # without its evidence
    said: int
    score: float = 0.0  # of the statement with all its evidence


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A place of an article that names an entity."""

    span: Span
    entity: str


class Index:
    """One graph, read-only. Raises SourceError where the file is no index of this version."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._local = threading.local()
        try:
            version = self._ask("PRAGMA user_version")[0][0]
        except sqlite3.Error as error:
            raise SourceError(f"{file}: it is no index, or damaged ({error}); run 'kg-builder load' again.") from None
        if version != VERSION:
            raise SourceError(f"{file}: an index of another version; run 'kg-builder load' again.")

    def counts(self) -> Counts:
        """How many entities a class, statements a predicate, articles and sentences there are."""
        said = "SELECT predicate, COUNT(*) FROM statement WHERE status <> 'rejected' GROUP BY 1 ORDER BY 1"
        return Counts(
            dict(self._ask("SELECT type, COUNT(*) FROM entity GROUP BY 1 ORDER BY 1")),
            dict(self._ask(said)),
            self._ask("SELECT COUNT(*) FROM article")[0][0],
            self._ask("SELECT COUNT(*) FROM evidence")[0][0],
        )

    def current(self, own: str) -> str:
        """The id that stands for an id today: corrections join entities, and an id once given is never lost."""
        seen = {own}
        while found := self._ask("SELECT new FROM redirect WHERE old = ?", own):
            own = found[0][0]
            if own in seen:
                break
            seen.add(own)
        return own

    def entity(self, own: str) -> Entity | None:
        """The entity of an id."""
        found = self._ask("SELECT value FROM entity WHERE id = ?", own)
        return codec.decode(found[0][0], Entity) if found else None

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id, at most `MOST`."""
        asked = sorted(set(ids))[:MOST]
        marks = ",".join("?" * len(asked))
        rows = self._ask(f"SELECT value FROM entity WHERE id IN ({marks})", *asked)  # noqa: S608 - question marks
        return {entity.id: entity for entity in (codec.decode(row[0], Entity) for row in rows)}

    def of_type(self, kind: EntityType, limit: int = 100, offset: int = 0) -> list[tuple[Entity, int]]:
        """The entities of a class, those in most statements first, with how many."""
        asked = "SELECT value, degree FROM entity WHERE type = ? ORDER BY degree DESC, id LIMIT ? OFFSET ?"
        rows = self._ask(asked, str(kind), min(limit, MOST), offset)
        return [(codec.decode(value, Entity), degree) for value, degree in rows]

    def search(self, text: str, kinds: Sequence[EntityType] = (), limit: int = 20, offset: int = 0) -> list[Hit]:
        """Entities by a part of a name, an alias, pinyin or initials: whole matches first, then beginnings, then the rest.

        Of equal matches the entity in more statements comes first.
        """
        wanted = text.strip().casefold()
        if not wanted:
            return []
        within = f"AND e.type IN ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._ask(
            f"""SELECT value, text, kind, degree FROM (
                  SELECT e.value, l.text, l.kind, e.degree, e.id, ROW_NUMBER() OVER (
                    PARTITION BY e.id ORDER BY l.text <> ?1, instr(l.text, ?1) <> 1, l.kind = 'initials', length(l.text)
                  ) AS place
                  FROM label l JOIN entity e ON e.id = l.entity
                  WHERE instr(l.text, ?1) AND (l.kind <> 'initials' OR instr(l.text, ?1) = 1) {within}
                ) WHERE place = 1
                ORDER BY text <> ?1, instr(text, ?1) <> 1, kind = 'initials', degree DESC, length(text), id
                LIMIT ? OFFSET ?""",  # noqa: S608 - question marks
            wanted, *map(str, kinds), min(limit, MOST), offset,
        )  # fmt: skip
        return [Hit(codec.decode(value, Entity), label, kind, degree) for value, label, kind, degree in rows]

    def statement(self, own: str) -> Quoted | None:
        """The statement of an id."""
        found = self._ask("SELECT value, said, score FROM statement WHERE id = ?", own)
        return _quoted(*found[0]) if found else None

    def statements(
        self,
        *,
        subject: str = "",
        target: str = "",
        predicate: Predicate | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Quoted]:
        """Statements with a subject, an object, a predicate: by predicate, what is said most often first."""
        given = {"subject": subject, "object": target, "predicate": str(predicate or "")}
        tests = [f"{column} = ?" for column, value in given.items() if value] or ["1"]
        asked = (
            f"SELECT value, said, score FROM statement WHERE {' AND '.join(tests)} ORDER BY predicate, said DESC, id"  # noqa: S608
        )
        rows = self._ask(f"{asked} LIMIT ? OFFSET ?", *filter(None, given.values()), min(limit, MOST), offset)
        return [_quoted(*row) for row in rows]

    def about(
        self, own: str, side: str = "any", predicate: Predicate | None = None, rejected: bool = False,
        limit: int = 100, offset: int = 0,
    ) -> list[Quoted]:  # fmt: skip
        """Statements in which an entity is "subject", "object" or "any" of both: by predicate, in the order of the vocabulary,
        which begins with who somebody is; what is said most often first.
        """
        ends = {"subject": "subject = ?1", "object": "object = ?1", "any": "(subject = ?1 OR object = ?1)"}[side]
        rows = self._ask(
            f"""SELECT value, said, score FROM statement
                WHERE {ends} AND (?2 = '' OR predicate = ?2) AND (?3 OR status <> 'rejected')
                ORDER BY instr(?6, ' ' || predicate || ' '), said DESC, id LIMIT ?4 OFFSET ?5""",  # noqa: S608 - one of three
            own, str(predicate or ""), rejected, min(limit, MOST), offset, f" {' '.join(Predicate)} ",
        )  # fmt: skip
        return [_quoted(*row) for row in rows]

    def degrees(self, own: str) -> list[tuple[str, str, int]]:
        """("from" or "to", predicate, number of statements that are not rejected) of an entity."""
        asked = """SELECT 'from', predicate, COUNT(*) FROM statement
                   WHERE subject = ?1 AND status <> 'rejected' GROUP BY predicate
                   UNION ALL SELECT 'to', predicate, COUNT(*) FROM statement
                   WHERE object = ?1 AND status <> 'rejected' GROUP BY predicate"""
        return [(side, predicate, count) for side, predicate, count in self._ask(asked, own)]

    def evidence(self, statement: str, limit: int = 20, offset: int = 0) -> list[Evidence]:
        """The sentences that speak for a statement, those of the oldest article first."""
        asked = """SELECT e.value FROM evidence e JOIN article a ON a.id = e.article WHERE e.statement = ?
                   ORDER BY a.date, a.id, e.start, e.id LIMIT ? OFFSET ?"""
        return [codec.decode(row[0], Evidence) for row in self._ask(asked, statement, min(limit, MOST), offset)]

    def quotation(self, own: str) -> tuple[Quoted, Evidence] | None:
        """The evidence of an id, with what it speaks for."""
        found = self._ask("SELECT statement, value FROM evidence WHERE id = ?", own)
        said = self.statement(found[0][0]) if found else None
        return (said, codec.decode(found[0][1], Evidence)) if said else None

    def said_in(
        self, article: str, limit: int = MOST, offset: int = 0, within: Span | None = None
    ) -> list[tuple[Quoted, Evidence]]:
        """What an article, or a part of it, says, in the order of its text."""
        asked = """SELECT s.value, s.said, s.score, e.value FROM evidence e JOIN statement s ON s.id = e.statement
                   WHERE e.article = ? AND e.start >= ? AND e.start < ? ORDER BY e.start, e.id LIMIT ? OFFSET ?"""
        start, end = (within.start, within.end) if within else (0, _FAR)
        rows = self._ask(asked, article, start, end, min(limit, MOST), offset)
        return [(_quoted(*row[:3]), codec.decode(row[3], Evidence)) for row in rows]

    def articles_on(self, ids: Iterable[str], limit: int = 100) -> list[Header]:
        """Articles that state something about one of the entities, the newest first."""
        asked = sorted(set(ids))[:MOST]
        marks = ",".join(f"?{place}" for place in range(2, len(asked) + 2))
        rows = self._ask(
            f"""SELECT value FROM article WHERE id IN (
                  SELECT article FROM evidence WHERE statement IN (
                    SELECT id FROM statement WHERE subject IN ({marks}) AND status <> 'rejected'
                    UNION SELECT id FROM statement WHERE object IN ({marks}) AND status <> 'rejected'))
                ORDER BY date DESC, id LIMIT ?1""",  # noqa: S608 - question marks
            min(limit, MOST), *asked,
        )  # fmt: skip
        return [codec.decode(row[0], Header) for row in rows]

    def speakers(self, articles: Sequence[str], limit: int = 100) -> list[tuple[Entity, int]]:
        """Who pledges or invokes something in the articles, who does so of most things first, with how many."""
        asked = list(articles)[:MOST]
        rows = self._ask(
            f"""SELECT a.value, COUNT(DISTINCT s.object) AS things FROM evidence e
                JOIN statement s ON s.id = e.statement JOIN entity a ON a.id = s.subject
                WHERE e.article IN ({",".join("?" * len(asked))})
                  AND s.predicate IN ('commitsTo', 'invokes') AND s.status <> 'rejected'
                GROUP BY a.id ORDER BY things DESC, a.id LIMIT ?""",  # noqa: S608 - question marks
            *asked, min(limit, MOST),
        )  # fmt: skip
        return [(codec.decode(value, Entity), things) for value, things in rows]

    def dialogues(self, limit: int = 50) -> list[tuple[Header, int]]:
        """Articles in which several officials pledge or invoke something, most of them first, with how many.

        They are looked for among the articles with most speakers, so that a large corpus is not read through.
        """
        rows = self._ask(
            """WITH talk AS (
                 SELECT article FROM evidence INDEXED BY evidence_speaker GROUP BY article HAVING COUNT(DISTINCT speaker) > 1
                 ORDER BY COUNT(DISTINCT speaker) DESC, article LIMIT ?1 * 3
               )
               SELECT a.value, COUNT(DISTINCT s.subject) AS officials FROM talk
               JOIN article a ON a.id = talk.article JOIN evidence e ON e.article = a.id
               JOIN statement s ON s.id = e.statement JOIN entity o ON o.id = s.subject
               WHERE s.predicate IN ('commitsTo', 'invokes') AND s.status <> 'rejected' AND o.type = 'Official'
               GROUP BY a.id HAVING officials > 1 ORDER BY officials DESC, a.date DESC, a.id LIMIT ?1""",
            min(limit, MOST),
        )
        return [(codec.decode(value, Header), officials) for value, officials in rows]

    def professed(
        self, articles: Sequence[str], speakers: Sequence[str], kinds: Sequence[EntityType], limit: int = 5 * MOST
    ) -> list[tuple[Statement, Evidence]]:
        """What the speakers pledge and invoke in the articles, of things of these classes, in the order of the texts."""
        within, by = list(articles)[:MOST], list(speakers)[:MOST]
        rows = self._ask(
            f"""SELECT s.value, e.value FROM evidence e
                JOIN statement s ON s.id = e.statement JOIN entity o ON o.id = s.object JOIN article a ON a.id = e.article
                WHERE e.article IN ({",".join("?" * len(within))}) AND s.subject IN ({",".join("?" * len(by))})
                  AND o.type IN ({",".join("?" * len(kinds))})
                  AND s.predicate IN ('commitsTo', 'invokes') AND s.status <> 'rejected'
                ORDER BY a.date, a.id, e.start, e.id LIMIT ?""",  # noqa: S608 - question marks
            *within, *by, *map(str, kinds), min(limit, 5 * MOST),
        )  # fmt: skip
        return [(codec.decode(s, Statement), codec.decode(e, Evidence)) for s, e in rows]

    def stated_in(self, articles: Sequence[str], kind: EntityType, limit: int = 100) -> list[Entity]:
        """Entities of a class about which the articles state something, those in most sentences first."""
        asked = list(articles)[:MOST]
        rows = self._ask(
            f"""SELECT n.value FROM evidence e JOIN statement s ON s.id = e.statement
                JOIN entity n ON n.id IN (s.subject, s.object)
                WHERE e.article IN ({",".join("?" * len(asked))}) AND n.type = ? AND s.status <> 'rejected'
                GROUP BY n.id ORDER BY COUNT(*) DESC, n.id LIMIT ?""",  # noqa: S608 - question marks
            *asked, str(kind), min(limit, MOST),
        )  # fmt: skip
        return [codec.decode(row[0], Entity) for row in rows]

    def header(self, article: str) -> Header | None:
        """What an article says about itself."""
        found = self._ask("SELECT value FROM article WHERE id = ?", article)
        return codec.decode(found[0][0], Header) if found else None

    def headers(self, articles: Iterable[str]) -> dict[str, Header]:
        """Headers by id, at most `MOST`."""
        asked = sorted(set(articles))[:MOST]
        marks = ",".join("?" * len(asked))
        rows = self._ask(f"SELECT value FROM article WHERE id IN ({marks})", *asked)  # noqa: S608 - question marks
        return {header.id: header for header in (codec.decode(row[0], Header) for row in rows)}

    def text(self, article: str) -> str:
        """An article as read: every offset points into it. "" where there is none of that id."""
        found = self._ask("SELECT text FROM article WHERE id = ?", article)
        return str(found[0][0]) if found else ""

    def articles(self, text: str = "", limit: int = 100, offset: int = 0) -> list[Header]:
        """Articles whose title holds the words, the newest first."""
        asked = "SELECT value FROM article WHERE instr(title, ?1) OR ?1 = '' ORDER BY date DESC, id LIMIT ? OFFSET ?"
        return [codec.decode(row[0], Header) for row in self._ask(asked, text.strip(), min(limit, MOST), offset)]

    def mentions(self, article: str, within: Span | None = None) -> list[Mentioned]:
        """Where an article, or a part of it, names entities, in the order of its text."""
        start, end = (within.start, within.end) if within else (0, _FAR)
        asked = """SELECT start, end, entity FROM mention WHERE article = ? AND start >= ? AND start < ?
                   ORDER BY start, end DESC"""
        rows = self._ask(asked, article, start, end)
        return [Mentioned(Span(start, end), entity) for start, end, entity in rows]

    def seen_in(self, entity: str, limit: int = 100, offset: int = 0) -> list[Header]:
        """Articles that name an entity, the newest first."""
        asked = """SELECT value FROM article WHERE id IN (SELECT article FROM mention WHERE entity = ?)
                   ORDER BY date DESC, id LIMIT ? OFFSET ?"""
        return [codec.decode(row[0], Header) for row in self._ask(asked, entity, min(limit, MOST), offset)]

    def found(self, text: str) -> dict[str, int]:
        """How many entities of each class a search finds."""
        rows = self._ask(
            """SELECT type, COUNT(*) FROM entity WHERE id IN (
                 SELECT entity FROM label WHERE instr(text, ?1) AND (kind <> 'initials' OR instr(text, ?1) = 1)
               ) GROUP BY type ORDER BY type""",
            text.strip().casefold(),
        )
        return dict(rows) if text.strip() else {}

    def titled(self, text: str = "") -> int:
        """How many articles have the words in their title."""
        return int(self._ask("SELECT COUNT(*) FROM article WHERE instr(title, ?1) OR ?1 = ''", text.strip())[0][0])

    def hints(self, ids: Iterable[str], most: int = 2) -> dict[str, list[str]]:
        """By what entities of one name are told apart: posts of officials, the campaign of a phase, where a body is."""
        asked = sorted(set(ids))[:MOST]
        marks, telling = ",".join("?" * len(asked)), ",".join("?" * len(_TELLING))
        rows = self._ask(
            f"""SELECT s.subject, e.name FROM statement s JOIN entity e ON e.id = s.object
                WHERE s.subject IN ({marks}) AND s.predicate IN ({telling}) AND s.status <> 'rejected'
                ORDER BY s.subject, s.said DESC, s.id""",  # noqa: S608 - question marks
            *asked, *_TELLING,
        )  # fmt: skip
        told: dict[str, list[str]] = {}
        for own, name in rows:
            if len(told.setdefault(own, [])) < most:
                told[own].append(name)
        return told

    def neighbours(self, own: str, limit: int = 16) -> list[tuple[str, str, str, int]]:
        """("from" or "to", predicate, entity, how often it is said) of what it is in a statement with, the most said first."""
        asked = """SELECT side, predicate, other, SUM(said) AS times FROM (
                     SELECT 'from' AS side, predicate, object AS other, said FROM statement
                     WHERE subject = ?1 AND object IS NOT NULL AND status <> 'rejected'
                     UNION ALL SELECT 'to', predicate, subject, said FROM statement WHERE object = ?1 AND status <> 'rejected'
                   ) GROUP BY other ORDER BY times DESC, other LIMIT ?2"""
        return [
            (side, predicate, other, times) for side, predicate, other, times in self._ask(asked, own, min(limit, MOST))
        ]

    def between(self, ids: Iterable[str]) -> list[tuple[str, str, str]]:
        """(subject, predicate, object) of what is said of some entities among themselves."""
        asked = sorted(set(ids))[:MOST]
        marks = ",".join("?" * len(asked))
        rows = self._ask(
            f"""SELECT subject, predicate, object FROM statement WHERE subject IN ({marks}) AND object IN ({marks})
                AND status <> 'rejected' ORDER BY subject, predicate, object LIMIT {MOST}""",  # noqa: S608
            *asked, *asked,
        )  # fmt: skip
        return [(subject, predicate, target) for subject, predicate, target in rows]

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        base: sqlite3.Connection | None = getattr(self._local, "base", None)
        if base is None:
            # immutable: the file is never written again, so that no lock is needed
            base = self._local.base = sqlite3.connect(f"{self._file.resolve().as_uri()}?immutable=1", uri=True)
            base.execute(
                "PRAGMA cache_size = -512"
            )  # KiB; a thread has one, and the system keeps the file in memory anyway
        rows: list[tuple[Any, ...]] = base.execute(query, values).fetchall()
        return rows


def _quoted(value: bytes, said: int, score: float) -> Quoted:
    return Quoted(codec.decode(value, Statement), said, score)
