"""The files of the graph, made of records: those of what was touched are made anew, the others come from the last build.

`graph/kg.nq`, `graph/kg.ttl`, `graph/kg.jsonl` and the files of `annotations/` are sorted by key, so a record has one
place. Each record is checked when it is made: its quotes against the text read back, its facts against its statements.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from kg_builder import rdf, reprints
from kg_builder.ingest import fold
from kg_builder.model import codec
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Run, Statement
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.pipeline import corpus, lines, reading
from kg_builder.project import Output, resource
from kg_builder.workbook import Form, Pieces, Workbook, splice

_TENURE = (Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)
_ARTICLE = b'{"document":{"article":{"header":{"id":"'
_LINKED = b'{"article":"'
_ID = 16


class Writing:
    """Collects the records of a build."""

    def __init__(self, book: Workbook, run: Run, place: Output, scratch: Path) -> None:
        self._book = book
        self._run = run
        self._place = place
        self._writer = rdf.Writer(run)
        self._open = ExitStack()
        self._quads, self._turtle, self._lines, self._read, self._linked = (
            self._open.enter_context(Pieces(scratch)) for _ in range(5)
        )
        self._originals = corpus.originals(book)
        self._restated: set[str] = set()
        self._recounted: set[str] = set()  # articles of whose evidence other places count than before
        self.faults: list[Issue] = []

    def __enter__(self) -> "Writing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def article(self, article: str, keys: tuple[str, ...], fresh: bool) -> None:
        """An article that is new, or that names another thing now."""
        annotated, line = reading.annotated(self._book, keys)
        own = annotated.document.article
        file = self._place.articles / f"{article}.txt"
        if fresh:
            file.write_bytes(own.text.encode("utf-8"))
            self._read.put(_article_key(article), line)
        linked = codec.encode(corpus.linked(self._book, annotated))
        self._linked.put(_linked_key(linked), linked + b"\n")
        before = corpus.evidence_of(self._book, article)
        self._restated.add(article)
        statements = corpus.stated(self._book, annotated)
        if not corpus.put_claims(self._book, article, statements):
            return
        records = self._writer.evidence(each for statement in statements for each in statement.evidence)
        for evidence in before:
            self._quads.drop(self._writer.key(f"evidence/{evidence}"))
        for key, record in records.items():
            self._quads.put(key, record)
        self._check({s.id: s for s in statements}, records.values(), {article: file.read_bytes().decode("utf-8")})

    def gone(self, article: str) -> None:
        """An article that is not there any more."""
        self._read.drop(_article_key(article))
        self._linked.drop(_LINKED + article.encode() + b'"')
        self._drop(f"article/{article}")
        self._lines.drop(lines.key_of("article", article))
        for evidence in corpus.evidence_of(self._book, article):
            self._quads.drop(self._writer.key(f"evidence/{evidence}"))
        corpus.put_claims(self._book, article, ())
        self._book.run("DELETE FROM dropped WHERE article = ?", [(article,)])

    def touched(self) -> None:
        """The entities and statements that are other than before."""
        for subject, statements in corpus.touched(self._book):
            self._subject(subject, statements)
        self._book.run("DELETE FROM touched", [()])

    def headers(self, articles: Iterable[str]) -> None:
        """What is said of articles, and of the evidence of reprints what counts."""
        repeating = {own for (own,) in self._book.rows("SELECT DISTINCT article FROM dropped")}
        for article in sorted((self._restated & repeating) | self._recounted):
            self._counted(article)
        for article in sorted({*articles, *self._recounted}):
            header = corpus.header_of(self._book, article)
            quads, turtle = self._writer.article(header)
            self._quads.put(self._writer.key(f"article/{article}"), quads)
            self._turtle.put(self._writer.key(f"article/{article}", turtle=True), turtle)
            self._lines.put(lines.key_of("article", article), lines.line("article", header))

    def rest(self) -> None:
        """The run, and what belongs to nothing else."""
        slogans = bool(self._book.rows("SELECT 1 FROM entity WHERE kind = ? LIMIT 1", str(EntityType.SLOGAN)))
        articles = [article for (article,) in self._book.rows("SELECT id FROM article ORDER BY id")]
        quads, turtle = self._writer.rest(articles, {}, slogans)
        for name, pieces, records in (("nq", self._quads, quads), ("ttl", self._turtle, turtle)):
            for key in self._own(f"rest {name}", records):
                pieces.drop(key)
            for key, record in records.items():
                pieces.put(key, record)
        line = lines.line("run", self._run)
        self._lines.put(lines.key(line), line)

    def files(self, before: Output | None, digests: Mapping[str, str]) -> None:
        """Writes the files. Raises Changed where a file of the last build is not what it wrote."""
        place = self._place
        for now, pieces, form in (
            (place.nquads, self._quads, Form(b"\n", rdf.record_key)),
            (place.turtle, self._turtle, Form(b"\n\n", rdf.record_key, self._writer.head())),
            (place.knowledge, self._lines, Form(b"\n", lines.key)),
            (place.annotations, self._read, Form(b"\n", _key_of_line)),
            (place.mentions, self._linked, Form(b"\n", _linked_key)),
        ):
            name = now.relative_to(place.root).as_posix()
            old = before.root / name if before else None
            splice(old, digests.get(name, ""), pieces.sorted(), form, now)

    def _counted(self, article: str) -> None:
        """The records of an article's evidence, without what it only repeats."""
        all_of, kept = corpus.evidence_of(self._book, article), corpus.counting(self._book, article)
        records = self._writer.evidence(kept)
        for evidence in all_of - {each.id for each in kept}:
            self._quads.drop(self._writer.key(f"evidence/{evidence}"))
        for key, record in records.items():
            self._quads.put(key, record)

    def _drop(self, path: str) -> None:
        self._quads.drop(self._writer.key(path))
        self._turtle.drop(self._writer.key(path, turtle=True))

    def _subject(self, own: str, other: frozenset[str]) -> None:
        """An entity of which, or of whose statements, something is other than before."""
        found = corpus.entity(self._book, own)
        statements = [self._once(each, other) for each in corpus.statements_of(self._book, own)]
        self._statements(statements, other)
        if found is None:
            self._drop(own)
            for kind in ("entity", "merge"):
                self._lines.drop(lines.key_of(kind, own))
            records: Mapping[bytes, bytes] = {}
        else:
            entity, merges = found
            self._lines.put(lines.key_of("entity", own), lines.line("entity", entity))
            told = b"".join(lines.line("merge", merge) for merge in merges)
            (self._lines.put if told else self._lines.drop)(lines.key_of("merge", own), *([told] if told else []))
            quads, turtle, records = self._writer.entity(self._known(entity, statements))
            self._quads.put(self._writer.key(own), quads)
            self._turtle.put(self._writer.key(own, turtle=True), turtle)
            self._check({}, [quads, *map(self._writer.statement, statements)], {})
        for key in self._own(own, records):
            self._quads.drop(key)
        for key, record in records.items():
            self._quads.put(key, record)

    def _statements(self, statements: Iterable[Statement], other: frozenset[str]) -> None:
        rows = []
        left = set(other)
        for statement in statements:
            left.discard(statement.id)
            if statement.id in other:
                self._quads.put(self._writer.key(f"statement/{statement.id}"), self._writer.statement(statement))
                self._lines.put(lines.key_of("statement", statement.id), lines.line("statement", statement))
                target = statement.object if isinstance(statement.object, str) else ""
                rows.append((statement.id, statement.subject, str(statement.predicate), target, 0))
        self._book.run("INSERT OR REPLACE INTO statement VALUES(?, ?, ?, ?, ?)", rows)
        self._book.run("DELETE FROM statement WHERE id = ?", [(own,) for own in left])
        self._book.run("DELETE FROM dropped WHERE statement = ?", [(own,) for own in left])
        for own in left:
            self._quads.drop(self._writer.key(f"statement/{own}"))
            self._lines.drop(lines.key_of("statement", own))

    def _once(self, statement: Statement, other: frozenset[str]) -> Statement:
        """The statement without the evidence that a reprint only repeats."""
        kept = reprints.once(statement.evidence, self._originals, fold)
        if statement.id in other:
            left = {(each.id, each.article) for each in statement.evidence} - {(each.id, each.article) for each in kept}
            before = set(self._book.rows("SELECT evidence, article FROM dropped WHERE statement = ?", statement.id))
            if left != before:
                self._book.run("DELETE FROM dropped WHERE statement = ?", [(statement.id,)])
                self._book.run("INSERT INTO dropped VALUES(?, ?, ?)", [(statement.id, *row) for row in left])
                self._recounted |= {article for _, article in left ^ before}
        return replace(statement, evidence=kept) if len(kept) < len(statement.evidence) else statement

    def _known(self, entity: Entity, statements: list[Statement]) -> rdf.Known:
        """With its members, and the posts and articles that its tenures name."""
        held = [s for s in statements if s.predicate in _TENURE and isinstance(s.object, str)]
        dated = {s.object for s in held if s.valid_from or s.valid_until}
        told = [s for s in held if s.object in dated]
        needed = sorted({*map(str, dated), *entity.parts})
        others = {own: found[0] for own in needed if (found := corpus.entity(self._book, own))}
        articles = {e.article for s in told for e in s.evidence}
        return rdf.Known(entity, statements, others, {a: corpus.header_of(self._book, a) for a in sorted(articles)})

    def _own(self, owner: str, records: Mapping[bytes, bytes]) -> list[bytes]:
        """The keys that an owner had and has no more; keeps those it has."""
        before = {key for (key,) in self._book.rows("SELECT key FROM owned WHERE owner = ?", owner)}
        gone = sorted(before - records.keys())
        self._book.run("DELETE FROM owned WHERE owner = ? AND key = ?", [(owner, key) for key in gone])
        self._book.run("INSERT INTO owned VALUES(?, ?)", [(owner, key) for key in records.keys() - before])
        return gone

    def _check(self, statements: Mapping[str, Statement], records: Iterable[bytes], texts: Mapping[str, str]) -> None:
        if statements:
            self.faults += rdf.misquoted(KnowledgeGraph({}, statements, {}, {}), texts)
        data = b"".join(records).decode("utf-8")
        self.faults += rdf.validate(data, resource("ontology"), texts, shapes=False)


def _article_key(article: str) -> bytes:
    return _ARTICLE + article.encode() + b'"'


def _key_of_line(record: bytes) -> bytes:
    return record[: len(_ARTICLE) + _ID + 1]


def _linked_key(record: bytes) -> bytes:
    return record[: len(_LINKED) + _ID + 1]
