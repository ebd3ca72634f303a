"""What is made of an article and of an entity, away from the workbook: all that is needed comes with the question.

So it is done in any process, as often as one likes: what is asked and what is made can be sent.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from msgspec import structs

from kg_builder import rdf, reprints
from kg_builder.ingest import fold
from kg_builder.model import codec
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Header
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Merge, Run, Statement, join
from kg_builder.model.vocabulary import Predicate
from kg_builder.pipeline import lines
from kg_builder.pipeline.linking import Ids, Links
from kg_builder.project import resource
from kg_builder.workbook import Damaged, opened, sealed

TENURE = (Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)
_MUCH = 1 << 20  # bytes of records after which what was made is handed on
Records = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Read:
    """An article to be stated."""

    article: str
    whole: bytes  # what was read, packed
    header: bytes  # where several sources hold it; else of what was read
    ids: Ids  # of what it names
    before: list[tuple[str, str, bytes]]  # what it stated in the last build: subject, statement, value
    text: Path | bytes | None  # its file, where whoever works sees it; else what stands in that, None where it is to be
    fresh: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """What an article states, where that is other than before."""

    article: str
    linked: bytes
    claims: list[tuple[str, str, str, bytes]]  # subject, statement, article, value
    gone: list[tuple[str, str, str]]
    evidence: Records
    left: list[str]  # evidence that it gave before and may give no more
    faults: list[Issue]
    text: bytes | None  # to be written by whoever asked


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity of which, or of whose statements, something is other than before."""

    own: str
    found: tuple[bytes, bytes] | None  # the entity and why it is one; None where it is gone
    claims: Iterable[tuple[str, bytes]]  # (statement, value) in the order of the statements
    other: frozenset[str]  # the statements that are other than before
    others: Mapping[str, bytes]  # its members, and the posts it was dated in
    dates: Mapping[str, str]  # of the articles, where it was dated in a post
    originals: Mapping[str, str]


@dataclass(slots=True)
class Made:
    """Records of a subject, or a part of them; a record of no bytes is one that is gone."""

    own: str
    quads: Records = field(default_factory=list)
    turtle: Records = field(default_factory=list)
    lines: Records = field(default_factory=list)
    statements: list[tuple[str, str, str, str, int]] = field(default_factory=list)
    repeated: dict[str, list[tuple[str, str]]] = field(
        default_factory=dict
    )  # statement -> (evidence, article) left out
    gone: list[str] = field(default_factory=list)  # statements
    tenures: list[bytes] | None = None  # keys of their records; told with the last part
    faults: list[Issue] = field(default_factory=list)
    size: int = 0

    def put(self, records: Records, key: bytes, record: bytes) -> None:
        """One more record."""
        records.append((key, record))
        self.size += len(record)


def articles(batch: Sequence[Read], run: Run) -> list[Stated]:
    """What articles state."""
    writer = rdf.Writer(run)
    return [_article(read, writer) for read in batch]


def _article(read: Read, writer: rdf.Writer) -> Stated:
    annotated = whole(read.whole, read.header)
    if read.fresh and isinstance(read.text, Path):
        read.text.write_bytes(annotated.document.article.text.encode("utf-8"))
    text = annotated.document.article.text.encode("utf-8") if read.text is None else None
    links = Links(annotated, read.ids)
    told, statements = codec.encode(links.linked()) + b"\n", links.stated()
    now = {(each.subject, each.id): sealed(codec.encode(each)) for each in statements}
    before = {(subject, statement): value for subject, statement, value in read.before}
    gone = [(*key, read.article) for key in before.keys() - now.keys()]
    claims = [(*key, read.article, value) for key, value in now.items() if before.get(key) != value]
    if not gone and not claims:
        return Stated(read.article, told, [], [], [], [], [], text)
    records = writer.evidence(each for statement in statements for each in statement.evidence)
    stands = text or (read.text.read_bytes() if isinstance(read.text, Path) else read.text) or b""
    texts = {read.article: stands.decode("utf-8")}
    doubtful = [record for record in records.values() if not rdf.placed(record, texts)]
    faults = check({s.id: s for s in statements}, doubtful, texts)
    left = [each.id for _, _, value in read.before for each in codec.decode(opened(value), Statement).evidence]
    return Stated(read.article, told, claims, gone, list(records.items()), left, faults, text)


def whole(packed: bytes, header: bytes) -> AnnotatedArticle:
    """All that was read in an article."""
    try:
        read = codec.decode(zlib.decompress(packed), AnnotatedArticle)  # it carries a checksum of its own
    except zlib.error as error:
        raise Damaged(str(error)) from None
    if not header:
        return read
    inner = replace(read.document.article, header=codec.decode(header, Header))
    return replace(read, document=replace(read.document, article=inner))


def subjects(batch: Sequence[Subject], run: Run) -> list[Made]:
    """The records of entities and of their statements."""
    writer = rdf.Writer(run)
    return [made for asked in batch for made in subject(asked, writer)]


def subject(asked: Subject, writer: rdf.Writer) -> Iterator[Made]:
    """The records of an entity and of its statements, a part at a time."""
    left, facts, tenured = set(asked.other), rdf.Facts(), []
    made, doubtful = Made(asked.own), []
    for statement in _joined(asked.claims):
        kept = _once(statement, asked, made)
        left.discard(statement.id)
        record = writer.statement(kept) if asked.found or statement.id in asked.other else b""
        if statement.id in asked.other:
            made.put(made.quads, writer.key(f"statement/{statement.id}"), record)
            made.put(made.lines, lines.key_of("statement", statement.id), lines.line("statement", kept))
            target = kept.object if isinstance(kept.object, str) else ""
            made.statements.append((kept.id, kept.subject, str(kept.predicate), target, 0))
        if asked.found:
            triple, told = writer.fact(kept)
            facts.add(triple, told)
            if not rdf.stated(told, record):
                doubtful += [told, record]
            made.size += len(told) + len(record)
            if asked.dates and kept.predicate in TENURE and isinstance(kept.object, str):
                tenured.append(_dated(kept, asked.dates))
        if made.size > _MUCH:
            made.faults += check({}, doubtful, {})
            yield made
            made, doubtful = Made(asked.own), []
    made.gone = sorted(left)
    for own in made.gone:
        made.quads.append((writer.key(f"statement/{own}"), b""))
        made.lines.append((lines.key_of("statement", own), b""))
    _entity(asked, facts, tenured, writer, made)
    made.faults += check({}, doubtful, {})
    yield made


def _entity(asked: Subject, facts: rdf.Facts, tenured: Sequence[Statement], writer: rdf.Writer, made: Made) -> None:
    """The records of the entity itself."""
    own = asked.own
    if asked.found is None:
        made.quads.append((writer.key(own), b""))
        made.turtle.append((writer.key(own, turtle=True), b""))
        made.lines += [(lines.key_of(kind, own), b"") for kind in ("entity", "merge")]
        made.tenures = []
        return
    entity, merges = codec.decode(opened(asked.found[0]), Entity), codec.decode(opened(asked.found[1]), list[Merge])
    others = {other: codec.decode(opened(value), Entity) for other, value in asked.others.items()}
    told = {evidence.article for statement in tenured for evidence in statement.evidence}
    headers = {article: Header(article, "", "", "", date=asked.dates.get(article) or None) for article in told}
    quads, turtle, tenures = writer.entity(rdf.Known(entity, facts, tenured, others, headers))
    made.lines.append((lines.key_of("entity", own), lines.line("entity", entity)))
    made.lines.append((lines.key_of("merge", own), b"".join(lines.line("merge", merge) for merge in merges)))
    made.quads.append((writer.key(own), quads))
    made.turtle.append((writer.key(own, turtle=True), turtle))
    made.quads += tenures.items()
    made.tenures = list(tenures)


def _joined(claims: Iterable[tuple[str, bytes]]) -> Iterator[Statement]:
    for _, group in groupby(claims, key=lambda row: row[0]):
        yield join([codec.decode(opened(value), Statement) for _, value in group])


def _once(statement: Statement, asked: Subject, made: Made) -> Statement:
    """The statement without the evidence that a reprint only repeats."""
    kept = reprints.once(statement.evidence, asked.originals, fold) if asked.originals else statement.evidence
    if statement.id in asked.other:
        places = {(each.id, each.article) for each in kept}
        left = [(e.id, e.article) for e in statement.evidence if (e.id, e.article) not in places]
        if left:
            made.repeated[statement.id] = left
    return structs.replace(statement, evidence=kept) if len(kept) < len(statement.evidence) else statement


def _dated(statement: Statement, dates: Mapping[str, str]) -> Statement:
    """The statement with evidence of each date once: a tenure is told when it was said, not how often."""
    places = {dates.get(each.article): each for each in reversed(statement.evidence)}
    return structs.replace(statement, evidence=tuple(places.values()))


def check(statements: Mapping[str, Statement], doubtful: Sequence[bytes], texts: Mapping[str, str]) -> list[Issue]:
    """What is wrong: in statements their quotes against the texts, in records that are not plainly right whatever it is."""
    found = [*rdf.misquoted(KnowledgeGraph({}, statements, {}, {}), texts)] if statements else []
    if doubtful:
        found += rdf.validate(b"".join(doubtful), resource("ontology"), texts, shapes=False)
    return found
