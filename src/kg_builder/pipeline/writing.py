"""The files of the graph, made of records: those of what was touched are made anew, the others come from the last build.

`graph/kg.nq`, `graph/kg.ttl`, `graph/kg.jsonl` and the files of `annotations/` are sorted by key, so a record has one
place. The records are made by `making.py`, on all cores; here they are asked for, kept in the workbook and put in order.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from kg_builder import rdf
from kg_builder.model import codec
from kg_builder.model.errors import Issue
from kg_builder.model.extension import Engine
from kg_builder.model.knowledge import Entity, Run, Statement
from kg_builder.model.vocabulary import EntityType
from kg_builder.pipeline import corpus, lines, making, reading
from kg_builder.pipeline.away import away, batched
from kg_builder.pipeline.making import Made, Read, Stated, Subject
from kg_builder.pipeline.reading import Listing
from kg_builder.project import Output
from kg_builder.workbook import Form, Pieces, Workbook, opened, splice

_ARTICLE = b'{"document":{"article":{"header":{"id":"'
_LINKED = b'{"article":"'
_ID = 16
_READ = 96 * 1024  # packed bytes of articles stated together
_SAID = 192 * 1024  # bytes of statements made into records together
_ROWS = 2000  # statements of one article each; a subject of more is made here, row by row
_DATED = (b'"valid_from":"', b'"valid_until":"')  # in the value of a statement: it dates a post


class Writing:
    """Collects the records of a build."""

    def __init__(self, book: Workbook, run: Run, place: Output, scratch: Path, engine: Engine) -> None:
        self._book = book
        self._run = run
        self._place = place
        self._engine = engine
        self._writer = rdf.Writer(run)
        self._open = ExitStack()
        self._quads, self._turtle, self._lines, self._linked = (
            self._open.enter_context(Pieces(scratch)) for _ in range(4)
        )
        self._originals = corpus.originals(book)
        self._recounted: set[str] = set()  # articles of whose evidence other places count than before
        self._new = not book.rows("SELECT 1 FROM claim LIMIT 1")  # nothing was stated before
        self._unowned = not book.rows("SELECT 1 FROM owned LIMIT 1")
        self.faults: list[Issue] = []

    def __enter__(self) -> "Writing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def articles(self, listing: Listing) -> None:
        """The articles that are new or gone, and those that name another thing now."""
        batches = batched(self._reads(listing), lambda read: len(read.whole), _READ)
        for made in away(partial(making.articles, run=self._run), batches, self._engine):
            self._stated(made)
        for article in corpus.changed(self._book, "gone"):
            self._gone(article)

    def _reads(self, listing: Listing) -> Iterator[Read]:
        for article, kind in corpus.changes(self._book, "fresh", "other"):
            keys = listing.of(article)
            file = self._place.articles / f"{article}.txt"
            there = file if self._engine.local else None if kind == "fresh" else file.read_bytes()
            yield Read(
                article,
                reading.packed(self._book, keys[0]),
                codec.encode(reading.header(self._book, keys)) if len(keys) > 1 else b"",
                self._book.rows("SELECT key, id FROM named WHERE article = ?", article),
                [] if self._new else corpus.claims_of(self._book, article),
                there,
                kind == "fresh",
            )

    def _stated(self, batch: Sequence[Stated]) -> None:
        for stated in batch:
            if stated.text is not None:
                (self._place.articles / f"{stated.article}.txt").write_bytes(stated.text)
            self._linked.put(_linked_key(stated.linked), stated.linked)
            for evidence in stated.left:
                self._quads.drop(self._writer.key(f"evidence/{evidence}"))
            self._quads.put_all(stated.evidence)
            self.faults += stated.faults
        gone = [row for stated in batch for row in stated.gone]
        corpus.put_claims(self._book, gone, [row for stated in batch for row in stated.claims])

    def _gone(self, article: str) -> None:
        """An article that is not there any more."""
        self._linked.drop(_LINKED + article.encode() + b'"')
        self._quads.drop(self._writer.key(f"article/{article}"))
        self._turtle.drop(self._writer.key(f"article/{article}", turtle=True))
        self._lines.drop(lines.key_of("article", article))
        for evidence in corpus.evidence_of(self._book, article):
            self._quads.drop(self._writer.key(f"evidence/{evidence}"))
        corpus.put_claims(self._book, [(s, i, article) for s, i, _ in corpus.claims_of(self._book, article)], [])
        self._book.run("DELETE FROM dropped WHERE article = ?", [(article,)])

    def touched(self) -> None:
        """The entities and statements that are other than before."""
        batches = batched(self._subjects(), _size, _SAID)
        for made in away(partial(making.subjects, run=self._run), batches, self._engine):
            self._made(made)
        self._book.run("DELETE FROM touched", [()])

    def _subjects(self) -> Iterator[Subject]:
        """What workers are asked; subjects of very many statements are made here at once."""
        for own, other in corpus.touched(self._book):
            found = self._book.rows("SELECT value, merges, parts FROM entity WHERE id = ?", own)
            asked = partial(Subject, own, found[0][:2] if found else None, other=other)
            rows = self._book.stream(
                "SELECT statement, value, article FROM claim WHERE subject = ? ORDER BY statement, article", own
            )
            first = [row for row, _ in zip(rows, range(_ROWS), strict=False)]
            if len(first) == _ROWS:
                self._large(own, asked, chain(first, rows), found)
                continue
            posts = _dated_posts(value for _, value, _ in first)
            dates = corpus.dates(self._book, {row[2] for row in first}) if posts else {}
            originals = {a: self._originals[a] for *_, a in first if a in self._originals} if self._originals else {}
            told = [row[:2] for row in first]
            yield asked(claims=told, others=self._others(found, posts), dates=dates, originals=originals)

    def _large(
        self, own: str, asked: Callable[..., Subject], rows: Iterable[tuple[Any, ...]], found: list[tuple[Any, ...]]
    ) -> None:
        """A subject that is not held as a whole: its rows are gone through twice."""
        again = "SELECT statement, value, article FROM claim WHERE subject = ? ORDER BY statement, article"
        posts = _dated_posts(value for _, value, _ in rows)
        told = (row[:2] for row in self._book.stream(again, own))
        dates = corpus.Dates(self._book) if posts else {}
        whole = asked(claims=told, others=self._others(found, posts), dates=dates, originals=self._originals)
        for made in making.subject(whole, self._writer):
            self._made([made])

    def _others(self, found: list[tuple[Any, ...]], posts: set[str]) -> dict[str, bytes]:
        """The entities that the records of an entity need: its members, the posts it was dated in."""
        if not found:
            return {}
        parts = codec.decode(opened(found[0][0]), Entity).parts if found[0][2] else ()
        needed = sorted({*posts, *parts})
        values = ((own, self._book.rows("SELECT value FROM entity WHERE id = ?", own)) for own in needed)
        return {own: rows[0][0] for own, rows in values if rows}

    def _made(self, batch: Sequence[Made]) -> None:
        for made in batch:
            self._quads.put_all(made.quads)
            self._turtle.put_all(made.turtle)
            self._lines.put_all(made.lines)
            self.faults += made.faults
        statements = [row for made in batch for row in made.statements]
        gone = [(own,) for made in batch for own in made.gone]
        self._book.run("INSERT OR REPLACE INTO statement VALUES(?, ?, ?, ?, ?)", sorted(statements))
        self._book.run("DELETE FROM statement WHERE id = ?", gone)
        self._book.run("DELETE FROM dropped WHERE statement = ?", gone)
        if self._originals or not self._nothing_dropped():
            self._repeated(batch)
        for key in self._owned({made.own: made.tenures for made in batch if made.tenures is not None}):
            self._quads.drop(key)

    def _repeated(self, batch: Sequence[Made]) -> None:
        """The evidence of reprints that does not count."""
        for made, (statement, *_) in ((each, row) for each in batch for row in each.statements):
            left = set(made.repeated.get(statement, ()))
            before = set(self._book.rows("SELECT evidence, article FROM dropped WHERE statement = ?", statement))
            if left != before:
                self._book.run("DELETE FROM dropped WHERE statement = ?", [(statement,)])
                self._book.run("INSERT INTO dropped VALUES(?, ?, ?)", [(statement, *row) for row in left])
                self._recounted |= {article for _, article in left ^ before}

    def _nothing_dropped(self) -> bool:
        return not self._book.rows("SELECT 1 FROM dropped LIMIT 1")

    def headers(self) -> None:
        """What is said of articles, and of the evidence of reprints what counts."""
        repeating = self._book.rows(
            "SELECT DISTINCT article FROM dropped WHERE article IN (SELECT article FROM change WHERE kind <> 'gone')"
        )
        for article in sorted({*(own for (own,) in repeating), *self._recounted}):
            self._counted(article)
        self._book.run("INSERT OR IGNORE INTO reheaded VALUES(?)", [(own,) for own in self._recounted])
        for header in corpus.reheaded(self._book):
            quads, turtle = self._writer.article(header)
            self._quads.put(self._writer.key(f"article/{header.id}"), quads)
            self._turtle.put(self._writer.key(f"article/{header.id}", turtle=True), turtle)
            self._lines.put(lines.key_of("article", header.id), lines.line("article", header))

    def _counted(self, article: str) -> None:
        """The records of an article's evidence, without what it only repeats."""
        all_of, kept = corpus.evidence_of(self._book, article), corpus.counting(self._book, article)
        records = self._writer.evidence(kept)
        for evidence in all_of - {each.id for each in kept}:
            self._quads.drop(self._writer.key(f"evidence/{evidence}"))
        self._quads.put_all(records.items())

    def rest(self) -> None:
        """The run, and what belongs to nothing else."""
        slogans = bool(self._book.rows("SELECT 1 FROM entity WHERE kind = ? LIMIT 1", str(EntityType.SLOGAN)))
        quads, turtle = self._writer.rest({}, slogans)
        for name, pieces, records in (("nq", self._quads, quads), ("ttl", self._turtle, turtle)):
            for key in self._owned({f"rest {name}": records}):
                pieces.drop(key)
            pieces.put_all(records.items())
        line = lines.line("run", self._run)
        self._lines.put(lines.key(line), line)

    def files(self, before: Output | None, digests: Mapping[str, str], listing: Listing) -> None:
        """Writes the files. Raises Changed where a file of the last build is not what it wrote."""
        place = self._place
        for now, pieces, form in (
            (
                place.nquads,
                heapq.merge(self._quads.sorted(), self._told_of_run(), key=itemgetter(0)),
                Form(b"\n", rdf.record_key),
            ),
            (place.turtle, self._turtle.sorted(), Form(b"\n\n", rdf.record_key, self._writer.head())),
            (place.knowledge, self._lines.sorted(), Form(b"\n", lines.key)),
            (place.annotations, self._annotations(listing), Form(b"\n", _key_of_line)),
            (place.mentions, self._linked.sorted(), Form(b"\n", _linked_key)),
        ):
            name = now.relative_to(place.root).as_posix()
            old = before.root / name if before else None
            splice(old, digests.get(name, ""), pieces, form, now)

    def _told_of_run(self) -> Iterator[tuple[bytes, bytes]]:
        return self._writer.run(article for (article,) in self._book.stream("SELECT id FROM article ORDER BY id"))

    def _annotations(self, listing: Listing) -> Iterator[tuple[bytes, bytes]]:
        """The lines of articles that are new or gone: they stand in the workbook in their order already."""
        for article, kind in corpus.changes(self._book, "fresh", "gone"):
            key = _ARTICLE + article.encode() + b'"'
            yield key, reading.line(self._book, listing.of(article)) if kind == "fresh" else b""

    def _owned(self, owners: Mapping[str, Iterable[bytes]]) -> list[bytes]:
        """The keys that owners had and have no more; keeps those they have."""
        now = {(owner, key) for owner, keys in owners.items() for key in keys}
        asked = () if self._unowned else owners
        rows = (self._book.rows("SELECT owner, key FROM owned WHERE owner = ?", owner) for owner in asked)
        before = {row for found in rows for row in found}
        gone = sorted(before - now)
        self._book.run("DELETE FROM owned WHERE owner = ? AND key = ?", gone)
        self._book.run("INSERT INTO owned VALUES(?, ?)", sorted(now - before))
        return [key for _, key in gone]


def _dated_posts(values: Iterable[bytes]) -> set[str]:
    """The posts that statements date."""
    marked = (value for value in values if any(mark in value for mark in _DATED))
    found = (codec.decode(opened(value), Statement) for value in marked)
    return {each.object for each in found if each.predicate in making.TENURE and isinstance(each.object, str)}


def _size(subject: Subject) -> int:
    return 500 + sum(len(value) for _, value in subject.claims)


def _key_of_line(record: bytes) -> bytes:
    return record[: len(_ARTICLE) + _ID + 1]


def _linked_key(record: bytes) -> bytes:
    return record[: len(_LINKED) + _ID + 1]
